//! Reports: one file is one report received is one source of figures.

use super::check::Explanation;
use super::id::{BodyKey, IndicatorKey, Parts, ReportKey, Slug};
use super::indicator::Registry;
use super::period::{Day, Period};
use super::quantity::Quantity;
use super::wording::Wording;
use crate::diag::At;

/// Where figures come from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its title.
    pub title: Wording,
    /// Who published it.
    pub publisher: Wording,
    /// When, as precisely as known: it counts as known after the last day.
    pub published: Period,
    /// Its address.
    pub url: Option<String>,
    /// A copy in the content folder.
    pub kept: Option<Kept>,
    /// When it was looked at.
    pub accessed: Option<Period>,
    /// When it came in, where that was later than its publication: it counts as known from then on.
    pub received: Option<Day>,
    /// Free words.
    pub note: Option<Wording>,
    /// Where it is written.
    pub at: At,
}

/// A copy of a source in the content folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Its path in the content folder.
    pub path: String,
    /// Where it is named.
    pub at: At,
}

/// How final a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Level {
    /// *Ước tính.*
    Estimate,
    /// *Sơ bộ.*
    Preliminary,
    /// *Chính thức.*
    #[default]
    Official,
}

impl Level {
    /// Returns its name in files and data.
    pub fn key(self) -> &'static str {
        match self {
            Level::Estimate => "estimate",
            Level::Preliminary => "preliminary",
            Level::Official => "official",
        }
    }
}

/// One report.
#[derive(Debug)]
pub struct Report {
    /// Its name in files.
    pub id: Slug,
    /// Whose report it is, where a figure does not say otherwise.
    pub body: BodyKey,
    /// How final its figures are.
    pub level: Level,
    /// Where it was published.
    pub source: Source,
    /// In the order of the file; a part stands after its whole. Behind them all stand the versions that
    /// were corrected in the file itself.
    pub figures: Vec<Figure>,
    /// In the order of the file.
    pub events: Vec<Event>,
    /// Free words.
    pub note: Option<Wording>,
    /// Where it is declared.
    pub at: At,
}

/// One figure: a cell (body, indicator, parts, time) and what the report says of it.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Whose.
    pub body: BodyKey,
    /// Of what.
    pub indicator: IndicatorKey,
    /// Which part of it.
    pub parts: Parts,
    /// The day or period. A stock known only to the month has the month.
    pub time: Period,
    /// What is said.
    pub value: Value,
    /// The figure of which this is a part: its place in the same report.
    pub whole: Option<Whole>,
    /// How final it is.
    pub level: Level,
    /// Printed percentages, notes and the rest, for the few figures that have any.
    pub details: Option<Box<Details>>,
    /// Where it is written.
    pub at: At,
}

/// What a report says of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number.
    Known(Quantity),
    /// No number, and why.
    Missing(Missing),
    /// No number, but a percentage or a change in [`Details::statements`].
    Unstated,
}

/// Why there is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// It was due and has not come.
    Late,
    /// Nobody collects it.
    NotCollected,
    /// It is not due yet.
    NotDue,
    /// There can be none.
    NotApplicable,
}

impl Missing {
    /// Returns its name in files and data.
    pub fn key(self) -> &'static str {
        match self {
            Missing::Late => "late",
            Missing::NotCollected => "not-collected",
            Missing::NotDue => "not-due",
            Missing::NotApplicable => "not-applicable",
        }
    }
}

/// How a figure is a part of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole {
    /// The place of the whole in [`Report::figures`].
    pub figure: u32,
    /// True for *gồm*: the parts of this dimension make up the whole. False for *trong đó*.
    pub complete: bool,
}

/// What only some figures have.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// Shares, changes, attainments and multiples as printed.
    pub statements: Vec<Statement>,
    /// Free words.
    pub note: Option<Wording>,
    /// The report's own vague words for the time: *hiện nay*.
    pub time_words: Option<Wording>,
    /// Another source than the report's.
    pub source: Option<Source>,
    /// The older report that this one replaces for this cell.
    pub supersedes: Option<ReportKey>,
    /// What was wrong before, and why.
    pub correction: Option<Correction>,
    /// The day before which nobody knew it, where that is later than its source's.
    pub received: Option<Day>,
    /// The version in the same report that corrects this one: its place in [`Report::figures`].
    pub corrected_by: Option<u32>,
    /// The author's explanations of differences.
    pub explained: Vec<Explanation>,
    /// Another figure for the same state, dated otherwise, that disagrees.
    pub disputes: Option<Dispute>,
}

/// That a value that was published before was wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// The report that gave it; the figure's own for a slip in our file.
    pub of: ReportKey,
    /// Why it was wrong.
    pub reason: Wording,
    /// The version before, for a slip in our file: its place in [`Report::figures`].
    pub was: Option<u32>,
    /// Where its day is written, or the report that was wrong.
    pub at: At,
}

/// That two reports speak of one state, date it differently and disagree about it: only the author can
/// know, so only the file says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispute {
    /// The other report.
    pub report: ReportKey,
    /// The other figure's time; body, indicator and parts are the same.
    pub time: Period,
    /// What they disagree about.
    pub reason: Wording,
}

/// A printed number about a figure: data like the figure itself.
#[derive(Debug, Clone)]
pub struct Statement {
    /// What it says.
    pub kind: StatementKind,
    /// The number as printed.
    pub quantity: Quantity,
    /// Where it is written.
    pub at: At,
}

/// What a printed number says about its figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatementKind {
    /// In percent of another indicator of the same body.
    ShareOf(IndicatorKey),
    /// In percent of the figure of which it is a part.
    ShareOfWhole,
    /// The change since a baseline.
    ChangeSince(Period),
    /// The multiple of a baseline.
    TimesSince(Period),
    /// In percent of a target; the plan's id, which may have no file.
    Attained(Slug),
}

impl StatementKind {
    /// Returns its name in references and data: `share_of:boi-duong`.
    pub fn key(&self, registry: &Registry) -> String {
        match self {
            StatementKind::ShareOf(whole) => format!("share_of:{}", registry.indicator(*whole).id),
            StatementKind::ShareOfWhole => "share_of:whole".to_owned(),
            StatementKind::ChangeSince(base) => format!("change_since:{base}"),
            StatementKind::TimesSince(base) => format!("times_since:{base}"),
            StatementKind::Attained(plan) => format!("attained:{plan}"),
        }
    }
}

/// What happened to organisations.
#[derive(Debug, Clone)]
pub struct Event {
    /// To whom.
    pub body: BodyKey,
    /// When.
    pub date: Period,
    /// What kind of thing.
    pub kind: EventKind,
    /// In words.
    pub title: Wording,
    /// Series that are not comparable across the date.
    pub breaks: Vec<IndicatorKey>,
    /// Free words.
    pub note: Option<Wording>,
    /// Where its date is written.
    pub at: At,
}

/// What may happen to organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// Thành lập.
    Founded,
    /// Hợp nhất, sáp nhập.
    Merged,
    /// Chia tách.
    Split,
    /// Nâng cấp.
    Upgraded,
    /// Chuyển về nơi khác.
    Moved,
    /// Đổi tên.
    Renamed,
    /// Giải thể.
    Dissolved,
    /// Tổ chức (đại hội, hội thảo).
    Held,
}

impl Source {
    /// Returns the day by whose end it is surely known: the last on which it may have been published.
    pub fn known_from(&self) -> Day {
        self.received.map_or(self.published.to(), |received| received.max(self.published.to()))
    }
}

impl Figure {
    /// Returns true for a value that a later version in the same file corrects.
    pub fn is_corrected(&self) -> bool {
        self.details.as_ref().is_some_and(|details| details.corrected_by.is_some())
    }

    /// Returns the quantity where the report gives one.
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.value {
            Value::Known(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// Returns the author's explanations of differences.
    pub fn explanations(&self) -> &[Explanation] {
        self.details.as_ref().map_or(&[], |details| &details.explained)
    }

    /// Returns the printed percentages and changes.
    pub fn statements(&self) -> &[Statement] {
        self.details.as_ref().map_or(&[], |details| &details.statements)
    }
}

impl Report {
    /// Returns the source of one of its figures: its own, or the report's.
    pub fn source_of<'a>(&'a self, figure: &'a Figure) -> &'a Source {
        figure.details.as_ref().and_then(|details| details.source.as_ref()).unwrap_or(&self.source)
    }
}
