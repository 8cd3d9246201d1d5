//! Names of things: [`Slug`] as the author writes it, keys as everything after reading uses them.

use std::fmt;

/// A lower-case ASCII name such as `hai-phong`: letters, digits and single inner hyphens.
///
/// It is safe as a folder name and as a part of a web address: not empty, at most 80 bytes, and no
/// name that Windows reserves.
///
/// ```
/// use bantin::model::id::Slug;
/// assert!(Slug::new("khu-kinh-te").is_some());
/// assert!(Slug::new("Khu kinh tế").is_none());
/// assert!(Slug::new("con").is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Slug(Box<str>);

const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

impl Slug {
    /// Returns the slug, or nothing where the text is none.
    pub fn new(text: &str) -> Option<Slug> {
        let shape = !text.is_empty()
            && text.len() <= 80
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--")
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let numbered =
            |stem: &str| text.len() == 4 && text.starts_with(stem) && text.as_bytes()[3].is_ascii_digit();
        let reserved = RESERVED.contains(&text) || numbered("com") || numbered("lpt");
        (shape && !reserved).then(|| Slug(text.into()))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How many of a kind have keys of 16 bits: bodies, plans and reports of a zone, targets of a plan, indicators,
/// dimensions, parts, pipelines and issues; reading refuses more.
pub const MOST: usize = u16::MAX as usize;

/// Which zone: its place in [`super::Project::zones`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ZoneKey(pub u32);

/// Which body: its zone, and its place among the zone's bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct BodyKey {
    /// The zone.
    pub zone: ZoneKey,
    /// The place in [`super::zone::Zone::bodies`].
    pub body: u16,
}

/// Which plan: its zone, and its place among the zone's plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PlanKey {
    /// The zone.
    pub zone: ZoneKey,
    /// The place in [`super::zone::Zone::plans`].
    pub plan: u16,
}

/// Which report: its zone, and its place among the zone's reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ReportKey {
    /// The zone.
    pub zone: ZoneKey,
    /// The place in [`super::zone::Zone::reports`].
    pub report: u16,
}

/// Which figure: its report, and its place among the report's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FigureKey {
    /// The report.
    pub report: ReportKey,
    /// The place in [`super::report::Report::figures`].
    pub figure: u32,
}

/// Which target: its plan, and its place among the plan's targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TargetKey {
    /// The plan.
    pub plan: PlanKey,
    /// The place in [`super::plan::Plan::targets`].
    pub target: u16,
}

/// Which indicator: its place in [`super::indicator::Registry::indicators`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct IndicatorKey(pub u16);

/// Which dimension: its place in [`super::indicator::Registry::dimensions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DimensionKey(pub u16);

/// Which part of a breakdown: its place in [`super::indicator::Registry::parts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PartKey(pub u16);

/// Which pipeline: its place in [`super::indicator::Registry::pipelines`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PipelineKey(pub u16);

/// Which issue: its place in [`super::Project::issues`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct IssueKey(pub u16);

/// A path of parts from the outer to the inner, at most [`Parts::DEPTH`] deep; empty for the whole.
///
/// ```
/// use bantin::model::id::{PartKey, Parts};
/// let path = Parts::WHOLE.with(PartKey(3)).unwrap().with(PartKey(1)).unwrap();
/// assert_eq!(path.iter().collect::<Vec<_>>(), [PartKey(3), PartKey(1)]);
/// assert_eq!(path.parent(), Some((Parts::WHOLE.with(PartKey(3)).unwrap(), PartKey(1))));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Parts([u16; Parts::DEPTH]);

impl Default for Parts {
    fn default() -> Parts {
        Parts::WHOLE
    }
}

/// Stored as key + 1, so that a shorter path sorts before its own parts.
impl Parts {
    /// How deep a breakdown of a breakdown may go.
    pub const DEPTH: usize = 4;
    /// The whole: no part taken.
    pub const WHOLE: Parts = Parts([0; Parts::DEPTH]);

    /// Returns the path one part deeper, or nothing where it is too deep.
    pub fn with(mut self, part: PartKey) -> Option<Parts> {
        let free = self.0.iter().position(|&slot| slot == 0)?;
        self.0[free] = part.0 + 1;
        Some(self)
    }

    /// Returns the parts, from the outer to the inner.
    pub fn iter(&self) -> impl Iterator<Item = PartKey> + use<> {
        self.0.into_iter().take_while(|&slot| slot != 0).map(|slot| PartKey(slot - 1))
    }

    /// Returns true for the whole.
    pub fn is_whole(&self) -> bool {
        self.0[0] == 0
    }

    /// Returns the path without its innermost part, and that part; nothing for the whole.
    pub fn parent(&self) -> Option<(Parts, PartKey)> {
        let last = self.0.iter().rposition(|&slot| slot != 0)?;
        let mut outer = *self;
        outer.0[last] = 0;
        Some((outer, PartKey(self.0[last] - 1)))
    }
}
