//! Derived figures of a zone: what bantin computes, and what a printed percentage implies.

use super::ledger::{Cell, Known, Ledger};
use super::{change, implied, pipeline, share};
use crate::model::Project;
use crate::model::id::{FigureKey, IndicatorKey, Slug};
use crate::model::interval::{Interval, RatioInterval};
use crate::model::period::{Day, Period};
use rust_decimal::Decimal;

/// A figure that no report prints.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// The cell that it is about.
    pub cell: Cell,
    /// What it says about the cell.
    pub kind: DerivedKind,
    /// The number.
    pub value: DerivedValue,
    /// The figures that it is derived from, the cell's own first.
    pub from: Vec<FigureKey>,
}

/// What a derived figure says about its cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum DerivedKind {
    /// In percent of the figure of which it is a part.
    ShareOfWhole,
    /// In percent of another indicator: a conversion rate where that is the step before.
    ShareOf(IndicatorKey),
    /// The difference to an earlier state.
    ChangeSince(Period),
    /// The multiple of an earlier state.
    TimesSince(Period),
    /// The whole that a printed percentage implies.
    ImpliedWhole(IndicatorKey),
    /// The target that a printed percentage implies; the plan's id.
    ImpliedTarget(Slug),
}

/// The number of a derived figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DerivedValue {
    /// A fraction.
    Share(RatioInterval),
    /// In the indicator's unit.
    Amount(Interval),
    /// All numbers from the first to the second that can be counted: whole ones, or with the decimals of
    /// what is measured.
    WholeNumbers(Decimal, Decimal),
}

/// Where a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// *Công bố*: printed in a report.
    Published,
    /// *Suy ra*: the only numbers that give what is printed.
    Implied,
    /// *bantin tính*: computed from published figures.
    Computed,
}

impl Derived {
    /// Returns where it comes from.
    pub fn origin(&self) -> Origin {
        match self.kind {
            DerivedKind::ImpliedWhole(_) | DerivedKind::ImpliedTarget(_) => Origin::Implied,
            _ => Origin::Computed,
        }
    }
}

/// Returns every derived figure of a zone at a cut-off, in the order of the cells and kinds.
pub fn of_zone(project: &Project, ledger: &Ledger, cutoff: Day) -> Vec<Derived> {
    let known: Vec<(Cell, Known)> = ledger
        .cells(project)
        .filter_map(|(cell, vintages)| Some((cell, super::ledger::newest(project, vintages, cutoff)?)))
        .collect();
    let mut derived = Vec::new();
    for &(cell, known) in &known {
        derived.extend(share::of_whole(project, ledger, cell, known, cutoff));
        derived.extend(implied::of_figure(project, ledger, cell, known, cutoff));
    }
    derived.extend(pipeline::conversions(project, ledger, &known, cutoff));
    derived.extend(change::of_stocks(project, ledger, &known, cutoff));
    derived.sort_by(|a, b| (a.cell, &a.kind).cmp(&(b.cell, &b.kind)));
    derived
}
