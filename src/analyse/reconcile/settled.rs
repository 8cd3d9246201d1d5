//! What the reports that count say of a cell together.

use crate::analyse::ledger::{Cell, Ledger, live};
use crate::model::Project;
use crate::model::id::{BodyKey, FigureKey, IndicatorKey, Parts};
use crate::model::interval::Interval;
use crate::model::report::Level;

/// The values that a cell may have by all of its vintages that count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settled<'a> {
    pub(super) cell: Cell,
    /// What all of them allow; where they contradict each other, all from the smallest to the largest.
    pub(super) amount: Interval,
    /// The most final level among them.
    pub(super) level: Level,
    /// The newest of them.
    pub(super) figure: FigureKey,
    vintages: &'a [FigureKey],
}

impl Settled<'_> {
    /// Returns every figure that the amount rests on, oldest first.
    pub(super) fn figures(&self, project: &Project) -> Vec<FigureKey> {
        live(project, self.vintages).filter(|&key| project.figure(key).quantity().is_some()).collect()
    }
}

/// Returns what is settled of a cell; nothing where no report gives a number.
pub(super) fn of<'a>(project: &Project, ledger: &'a Ledger, cell: Cell) -> Option<Settled<'a>> {
    together(project, cell, ledger.vintages(project, cell))
}

/// Returns what is settled of every cell that has a number, in the order of the cells.
pub(super) fn all<'a>(project: &'a Project, ledger: &'a Ledger) -> impl Iterator<Item = Settled<'a>> {
    ledger.cells(project).filter_map(|(cell, vintages)| together(project, cell, vintages))
}

/// Returns what is settled of every time of a series, in the order of the times.
pub(super) fn series<'a>(
    project: &'a Project,
    ledger: &'a Ledger,
    (body, indicator, parts): (BodyKey, IndicatorKey, Parts),
) -> impl Iterator<Item = Settled<'a>> {
    let time = |vintages: &[FigureKey]| project.figure(vintages[0]).time;
    ledger.times(project, (body, indicator, parts)).filter_map(move |vintages| {
        together(project, Cell { body, indicator, parts, time: time(vintages) }, vintages)
    })
}

/// Returns the figures with the other vintages that their cells rest on.
pub(super) fn lines(project: &Project, ledger: &Ledger, figures: &[FigureKey]) -> Vec<FigureKey> {
    let cell = |key: &FigureKey| of(project, ledger, Cell::of(project.figure(*key)));
    figures.iter().filter_map(cell).flat_map(|settled| settled.figures(project)).collect()
}

fn together<'a>(project: &Project, cell: Cell, vintages: &'a [FigureKey]) -> Option<Settled<'a>> {
    let known = |key: FigureKey| {
        let figure = project.figure(key);
        figure.quantity().map(|quantity| (key, quantity.interval(), figure.level))
    };
    let settled = |(figure, amount, level)| Settled { cell, amount, level, figure, vintages };
    if let [only] = vintages {
        return known(*only).map(settled);
    }
    let mut counting = live(project, vintages).filter_map(known);
    let first = counting.next()?;
    let (mut both, mut either) = (Some(first.1), first.1);
    let (mut figure, mut level) = (first.0, first.2);
    for (key, amount, own) in counting {
        both = both.and_then(|both| both.meet(&amount));
        either = either.join(&amount);
        (figure, level) = (key, level.max(own));
    }
    Some(settled((figure, both.unwrap_or(either), level)))
}
