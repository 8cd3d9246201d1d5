//! Plans: what a body promised, in the wordings of its resolution.

use super::id::{BodyKey, IndicatorKey, Parts, PlanKey, Slug};
use super::indicator::Registry;
use super::period::{Day, Period};
use super::quantity::Quantity;
use super::report::Source;
use super::wording::Wording;
use crate::diag::At;
use rust_decimal::Decimal;

/// One resolution or plan: one file, one set of targets.
#[derive(Debug)]
pub struct Plan {
    /// Its name in files.
    pub id: Slug,
    /// Whose plan it is.
    pub body: BodyKey,
    /// Its full name.
    pub name: Wording,
    /// A name for tables.
    pub short: Wording,
    /// The term as the author wrote it: `2020/2025`.
    pub term_words: String,
    /// The days of the term.
    pub term: Period,
    /// The years that "every year" means, where the plan says so.
    pub years: Option<Period>,
    /// Who set the targets.
    pub issuer: Issuer,
    /// Where it was published.
    pub source: Source,
    /// The plan whose targets this one replaces from its own date on.
    pub amends: Option<PlanKey>,
    /// In the order of the file.
    pub targets: Vec<Target>,
    /// In the order of the file.
    pub milestones: Vec<Milestone>,
    /// Free words.
    pub note: Option<Wording>,
    /// Where it is declared.
    pub at: At,
}

/// Who set the targets of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Issuer {
    /// The body itself: *tự phấn đấu*.
    Own,
    /// Somebody above it, by name: *được giao*.
    Assigned(Wording),
}

/// How a target's window is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    /// For each year of the term.
    EveryYear,
    /// For the term as a whole.
    WholeTerm,
    /// A state to be reached by a date.
    By,
    /// A yearly average, judged over the term.
    AverageYear,
    /// A campaign with a window of its own.
    During,
}

impl TargetKind {
    /// Returns its name in data.
    pub fn key(self) -> &'static str {
        match self {
            TargetKind::EveryYear => "every-year",
            TargetKind::WholeTerm => "whole-term",
            TargetKind::By => "by",
            TargetKind::AverageYear => "average-year",
            TargetKind::During => "during",
        }
    }
}

/// What was promised about one indicator.
#[derive(Debug, Clone)]
pub struct Target {
    /// What is counted.
    pub indicator: IndicatorKey,
    /// Which part of it.
    pub parts: Parts,
    /// How the window is meant.
    pub kind: TargetKind,
    /// The days in which it is to be reached: the term, or the window's own; ends with the due day.
    pub window: Period,
    /// What has to be compared with the goal.
    pub subject: Subject,
    /// What has to be reached.
    pub goal: Goal,
    /// The words of the plan.
    pub printed: Quantity,
    /// True where it follows from two printed numbers: 30 % of 50 is 15.
    pub implied: bool,
    /// Free words.
    pub note: Option<Wording>,
    /// Where it is written.
    pub at: At,
}

/// What a goal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The figure itself.
    Amount,
    /// The figure in percent of another indicator of the same body: of a stock at the same date; for
    /// a flow, of the opening stock, or of another flow over the same days.
    ShareOf(IndicatorKey),
    /// The part's figure in percent of the whole it belongs to.
    ShareOfWhole,
}

/// What has to be reached; percent for shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// x or more.
    AtLeast(Decimal),
    /// More than x.
    MoreThan(Decimal),
    /// x or less.
    AtMost(Decimal),
    /// From the first to the second, both included.
    Between(Decimal, Decimal),
    /// The plan says "about": it cannot be judged.
    About,
}

impl Goal {
    /// Returns the number that has to be reached: the lower end of a range, the ceiling of a limit.
    pub fn threshold(&self) -> Option<Decimal> {
        match *self {
            Goal::AtLeast(x) | Goal::MoreThan(x) | Goal::AtMost(x) | Goal::Between(x, _) => Some(x),
            Goal::About => None,
        }
    }
}

/// Something to be reached by a date that no number measures.
#[derive(Debug, Clone)]
pub struct Milestone {
    /// What.
    pub title: Wording,
    /// By when; due on the last day.
    pub by: Period,
    /// When it was reached, as a report says.
    pub reached: Option<Reached>,
    /// When it was missed, as a report says.
    pub missed: Option<Reached>,
    /// Free words.
    pub note: Option<Wording>,
    /// Where its date is written.
    pub at: At,
}

/// The dated statement that a milestone was reached, or missed.
#[derive(Debug, Clone)]
pub struct Reached {
    /// When.
    pub on: Period,
    /// Who said so.
    pub source: Source,
    /// Where its date is written.
    pub at: At,
}

impl Target {
    /// Returns what the goal is a share of, in data: an indicator's id, `whole`, or nothing for an amount.
    pub fn share_of<'a>(&self, registry: &'a Registry) -> &'a str {
        match self.subject {
            Subject::Amount => "",
            Subject::ShareOf(whole) => registry.indicator(whole).id.as_str(),
            Subject::ShareOfWhole => "whole",
        }
    }
}

impl Plan {
    /// Returns the day by whose end the plan is surely known: the last on which it may have been published.
    pub fn known_from(&self) -> Day {
        self.source.known_from()
    }

    /// Returns the place of the target for an indicator and part that is due at a time: the one of that very
    /// window, else one with that end, else the first.
    pub fn target(&self, indicator: IndicatorKey, parts: Parts, time: Period) -> Option<usize> {
        let own = || {
            let targets = self.targets.iter().enumerate();
            targets.filter(move |(_, one)| (one.indicator, one.parts) == (indicator, parts))
        };
        let same = own().find(|(_, one)| one.window == time);
        let due = || own().find(|(_, one)| one.window.to() == time.to());
        same.or_else(due).or_else(|| own().next()).map(|(n, _)| n)
    }
}
