//! Totals over zones: only for additive indicators, the same period and the same definition.

use super::ledger::{Cell, Ledger};
use crate::model::Project;
use crate::model::id::{BodyKey, FigureKey, IndicatorKey, ZoneKey};
use crate::model::interval::Interval;
use crate::model::period::{Day, Period};
use std::collections::BTreeMap;

/// The sum of the zones that report an indicator for the same time.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// What is counted.
    pub indicator: IndicatorKey,
    /// The one time of all the figures.
    pub time: Period,
    /// The sum.
    pub amount: Interval,
    /// The zones that report, with the figure that was added.
    pub zones: Vec<(ZoneKey, FigureKey)>,
    /// How many zones there are.
    pub of: usize,
}

/// A figure, and the values that it may have.
type Amount = (FigureKey, Interval);

/// Returns, of the bodies of one zone, the one that stands above all others, with what belongs to it; nothing
/// where none does.
pub fn topmost<T: Copy>(project: &Project, bodies: &[(BodyKey, T)]) -> Option<(BodyKey, T)> {
    let above = |top: BodyKey, mut body: BodyKey| {
        // A chain of parents is at most as long as the list of bodies: a circle is refused on reading.
        while let Some(parent) = project.body(body).parent {
            if parent == top {
                return true;
            }
            body = parent;
        }
        false
    };
    let stands_above = |top: BodyKey| bodies.iter().all(|&(body, _)| body == top || above(top, body));
    bodies.iter().copied().find(|&(body, _)| stands_above(body))
}

/// Returns the totals at a cut-off for every additive indicator and time that at least two zones
/// report. A zone in which several bodies report counts with the one that stands above the others;
/// where none does, the zone is left out rather than counted twice.
pub fn over_zones(project: &Project, ledgers: &[Ledger], cutoff: Day) -> Vec<Total> {
    let mut reported: BTreeMap<(IndicatorKey, Period), Vec<(BodyKey, Amount)>> = BTreeMap::new();
    for ledger in ledgers {
        for (cell, vintages) in ledger.cells(project) {
            let additive = project.registry.indicator(cell.indicator).additive;
            if !additive || !cell.parts.is_whole() {
                continue;
            }
            let Some(known) = super::ledger::newest(project, vintages, cutoff) else { continue };
            if project.figure(known.figure).quantity().is_some() {
                let Cell { body, indicator, time, .. } = cell;
                reported
                    .entry((indicator, time))
                    .or_default()
                    .push((body, (known.figure, ledger.amount(project, known, cutoff))));
            }
        }
    }
    let total = |((indicator, time), figures): ((IndicatorKey, Period), Vec<(BodyKey, Amount)>)| {
        let added: Vec<(ZoneKey, Amount)> = figures
            .chunk_by(|a, b| a.0.zone == b.0.zone)
            .filter_map(|bodies| topmost(project, bodies))
            .map(|(body, amount)| (body.zone, amount))
            .collect();
        let amount = added.iter().fold(Interval::exact(0.into()), |sum, (_, (_, amount))| sum.plus(amount));
        let zones: Vec<(ZoneKey, FigureKey)> =
            added.iter().map(|&(zone, (figure, _))| (zone, figure)).collect();
        (zones.len() >= 2).then_some(Total { indicator, time, amount, zones, of: project.zones.len() })
    };
    reported.into_iter().filter_map(total).collect()
}
