//! Records: what an issue showed, in names that stay when files are put in another order.

use super::fingerprint::Fingerprint;
use super::period::Day;
use crate::diag::At;
use std::collections::BTreeMap;

/// The figures and verdicts of an issue.
///
/// A figure is named as narratives name it, with zone and body:
/// `hai-phong/cong-doan/ket-nap[kenh=chi-bo-nong-cot]@2018/2022-09`; what is printed about it has
/// `?as=share_of:boi-duong` behind. A verdict is named by its plan, its section and its window:
/// `hai-phong/nghi-quyet-2020-2025/every-year/ket-nap@2022`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What was known by the end of this day.
    pub cutoff: Day,
    /// By name.
    pub figures: BTreeMap<String, FigureLine>,
    /// By name.
    pub verdicts: BTreeMap<String, VerdictLine>,
}

/// What was shown of one figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureLine {
    /// The number, or why there was none.
    pub said: Said,
    /// How final it was: `official`.
    pub level: String,
    /// The report that it came from.
    pub report: String,
}

/// What a figure said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// In the words of the report; a plain number in digits alone.
    Words(String),
    /// `not-collected`.
    Missing(String),
}

/// What was shown of one target.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct VerdictLine {
    /// The target in the words of the plan.
    pub target: String,
    /// `on-pace`.
    pub verdict: String,
}

/// A record that was kept when its issue was frozen.
#[derive(Debug)]
pub struct Frozen {
    /// What the issue showed.
    pub record: Record,
    /// As they were when it was frozen.
    pub prints: Prints,
    /// Where each figure and verdict of the record is written, by name.
    pub places: BTreeMap<String, At>,
    /// The file.
    pub at: At,
}

/// The fingerprints of an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prints {
    /// Of its figures.
    pub figures: Fingerprint,
    /// Of its verdicts.
    pub verdicts: Fingerprint,
    /// Of its page, without what later issues and corrections add to it.
    pub page: Fingerprint,
}

impl Record {
    /// Returns the fingerprint of the figures: of one line each, `name⇥words⇥level⇥report`, by name.
    pub fn figures_print(&self) -> Fingerprint {
        let line = |(name, line): (&String, &FigureLine)| {
            format!("{name}\t{}\t{}\t{}\n", line.said, line.level, line.report)
        };
        Fingerprint::of(self.figures.iter().map(line).collect::<String>().as_bytes())
    }

    /// Returns the fingerprint of the verdicts: of one line each, `name⇥target⇥verdict`, by name.
    pub fn verdicts_print(&self) -> Fingerprint {
        let line =
            |(name, line): (&String, &VerdictLine)| format!("{name}\t{}\t{}\n", line.target, line.verdict);
        Fingerprint::of(self.verdicts.iter().map(line).collect::<String>().as_bytes())
    }
}

impl std::fmt::Display for Said {
    /// As in `figures.csv`: the words, or `missing:late`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Said::Words(words) => f.write_str(words),
            Said::Missing(why) => write!(f, "missing:{why}"),
        }
    }
}
