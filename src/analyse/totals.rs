//! Totals over zones: only for additive indicators, the same period and the same definition, and no zone beside
//! the one that contains it.

use super::ledger::{Cell, Known, Ledger};
use crate::model::Project;
use crate::model::id::{BodyKey, FigureKey, IndicatorKey, ZoneKey};
use crate::model::interval::Interval;
use crate::model::period::{Day, Period};
use std::collections::{BTreeMap, BTreeSet};

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
    /// How many zones would have to report: those that add up, and those that have nothing to do with them.
    pub of: usize,
}

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
/// where none does, the zone is left out rather than counted twice. Nor does a zone count whose parent does.
pub fn over_zones(project: &Project, ledgers: &[Ledger], cutoff: Day) -> Vec<Total> {
    let mut reported: BTreeMap<(IndicatorKey, Period), Vec<(BodyKey, Known)>> = BTreeMap::new();
    for ledger in ledgers {
        for (cell, vintages) in ledger.cells(project) {
            let additive = project.registry.indicator(cell.indicator).additive;
            if !additive || !cell.parts.is_whole() {
                continue;
            }
            let Some(known) = super::ledger::newest(project, vintages, cutoff) else { continue };
            if project.figure(known.figure).quantity().is_some() {
                let Cell { body, indicator, time, .. } = cell;
                reported.entry((indicator, time)).or_default().push((body, known));
            }
        }
    }
    let total = |((indicator, time), figures): ((IndicatorKey, Period), Vec<(BodyKey, Known)>)| {
        let zones = figures.chunk_by(|a, b| a.0.zone == b.0.zone);
        let figures: Vec<(ZoneKey, Known)> = zones
            .filter_map(|bodies| topmost(project, bodies))
            .map(|(body, known)| (body.zone, known))
            .collect();
        let (amount, zones) = sum(project, ledgers, cutoff, &figures);
        let added: BTreeSet<ZoneKey> = zones.iter().map(|&(zone, _)| zone).collect();
        let apart = |&zone: &ZoneKey| {
            !added.iter().any(|&one| is_within(project, zone, one) || is_within(project, one, zone))
        };
        let of = zones.len() + project.zone_keys().filter(apart).count();
        (zones.len() >= 2).then_some(Total { indicator, time, amount, zones, of })
    };
    reported.into_iter().filter_map(total).collect()
}

/// Returns the sum of figures of one time, one a zone, with those that were added: not those of zones that lie in
/// another one of the list, which counts them already.
pub fn sum(
    project: &Project,
    ledgers: &[Ledger],
    cutoff: Day,
    figures: &[(ZoneKey, Known)],
) -> (Interval, Vec<(ZoneKey, FigureKey)>) {
    let there: BTreeSet<ZoneKey> = figures.iter().map(|&(zone, _)| zone).collect();
    let is_counted = |zone: ZoneKey| parents(project, zone).any(|above| there.contains(&above));
    let added = figures.iter().filter(|(zone, _)| !is_counted(*zone));
    let amount = |&(zone, known): &(ZoneKey, Known)| ledgers[zone.0 as usize].amount(project, known, cutoff);
    let amount = added.clone().map(amount).fold(Interval::exact(0.into()), |sum, one| sum.plus(&one));
    (amount, added.map(|&(zone, known)| (zone, known.figure)).collect())
}

/// Returns true for a zone itself and for every zone that contains it.
fn is_within(project: &Project, zone: ZoneKey, outer: ZoneKey) -> bool {
    zone == outer || parents(project, zone).any(|above| above == outer)
}

/// Returns the zones that contain a zone, the nearest one first: no circle is left after reading.
fn parents(project: &Project, zone: ZoneKey) -> impl Iterator<Item = ZoneKey> {
    std::iter::successors(project.zone(zone).parent, |&above| project.zone(above).parent)
}
