//! Records: what an issue showed, in names that stay when files are put in another order.

use super::fingerprint::{Fingerprint, Taking};
use super::period::Day;
use super::quantity::{Quantity, Scale};
use super::report::Value;
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
    /// What its zones and their bodies were called, by their ids: `hai-phong`, `hai-phong/cong-doan`. Empty in a record of
    /// an older bantin.
    pub names: BTreeMap<String, NameLine>,
}

/// What was shown of one figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureLine {
    /// The number, or why there was none.
    pub said: Said,
    /// How final it was: `official`.
    pub level: &'static str,
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

/// What a zone or a body was called, in Vietnamese.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameLine {
    /// The full name.
    pub name: String,
    /// The province of a zone.
    pub province: Option<String>,
}

/// A record that was kept when its issue was frozen.
#[derive(Debug)]
pub struct Frozen {
    /// What the issue showed.
    pub record: Record,
    /// As they were when it was frozen.
    pub prints: Prints,
    /// Where each figure, verdict and name of the record is written.
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
    /// Returns the fingerprint of the figures, as [`figures_print`] takes it.
    pub fn figures_print(&self) -> Fingerprint {
        figures_print(&self.figures)
    }

    /// Returns the fingerprint of the verdicts: of one line each, `name⇥target⇥verdict`, by name.
    pub fn verdicts_print(&self) -> Fingerprint {
        let line =
            |(name, line): (&String, &VerdictLine)| format!("{name}\t{}\t{}\n", line.target, line.verdict);
        Fingerprint::of(self.verdicts.iter().map(line).collect::<String>().as_bytes())
    }
}

/// Returns the fingerprint of figures: of one line each, by name.
pub fn figures_print(figures: &BTreeMap<String, FigureLine>) -> Fingerprint {
    let mut taking = Taking::default();
    figures.iter().for_each(|(name, figure)| taking.add(line(name, figure).as_bytes()));
    taking.finished()
}

/// Returns the line that a fingerprint takes of a figure: `name⇥words⇥level⇥report`.
pub fn line(name: &str, FigureLine { said, level, report }: &FigureLine) -> String {
    format!("{name}\t{said}\t{level}\t{report}\n")
}

impl Said {
    /// Returns what a value says; nothing where the report prints a percentage alone.
    pub fn of(value: &Value) -> Option<Said> {
        match value {
            Value::Known(quantity) => Some(Said::Words(words(quantity))),
            Value::Missing(why) => Some(Said::Missing(why.key().to_owned())),
            Value::Unstated => None,
        }
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

/// Returns the words of a number as records keep them: those of the report; of a plain number the digits
/// alone, because `4656`, `"4.656"` and `"04656"` are one number on every page.
pub fn words(quantity: &Quantity) -> String {
    let printed = quantity.printed();
    let plain = printed.bytes().all(|b| b.is_ascii_digit() || b == b'.') && quantity.scale() == Scale::Count;
    match quantity.interval().as_exact() {
        Some(value) if plain => value.normalize().to_string(),
        _ => printed.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::interval::Interval;

    #[test]
    fn a_plain_number_has_one_spelling_and_words_are_kept() {
        let count = |printed, value: u64| {
            words(&Quantity::worded(printed, Scale::Count, Interval::exact(value.into())))
        };
        assert_eq!(words(&Quantity::whole(4656)), "4656");
        assert_eq!(count("4.656", 4656), "4656");
        assert_eq!(count("02", 2), "2");
        assert_eq!(count("10 nghìn", 10_000), "10 nghìn");
        let over = Quantity::worded("trên 14.000", Scale::Count, Interval::more_than(14_000.into()));
        assert_eq!(words(&over), "trên 14.000");
    }
}
