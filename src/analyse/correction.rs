//! Corrections: figures that were known, and turned out to be wrong.

use super::ledger::{Cell, Known, Ledger, correction, differ, known_from};
use crate::model::Project;
use crate::model::id::{FigureKey, ZoneKey};
use crate::model::period::Day;

/// A figure that was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// What it is about.
    pub cell: Cell,
    /// The vintage that was known before.
    pub old: Known,
    /// The vintage that is known since.
    pub new: Known,
    /// The vintage that says why.
    pub by: FigureKey,
    /// The day from which the correction is known.
    pub on: Day,
}

/// Returns the figures of some zones that were known by the end of `after` and were corrected after it and by
/// the end of `until`, in the order of the cells.
pub fn between(
    project: &Project,
    ledgers: &[Ledger],
    zones: &[ZoneKey],
    (after, until): (Day, Day),
) -> Vec<Corrected> {
    let mut found = Vec::new();
    for &zone in zones {
        for report in project.zone(zone).report_keys(zone) {
            for figure in 0..project.report(report).figures.len() as u32 {
                let by = FigureKey { report, figure };
                let is_new = || after < known_from(project, by) && known_from(project, by) <= until;
                if correction(project, by).is_some() && is_new() {
                    found.extend(corrected(project, &ledgers[zone.0 as usize], by, (after, until)));
                }
            }
        }
    }
    // A figure that was corrected twice is there once, with the last word on it.
    found.sort_by_key(|one: &Corrected| (one.cell, std::cmp::Reverse(one.on)));
    found.dedup_by_key(|one| one.cell);
    found
}

fn corrected(
    project: &Project,
    ledger: &Ledger,
    by: FigureKey,
    (after, until): (Day, Day),
) -> Option<Corrected> {
    let cell = Cell::of(project.figure(by));
    let (old, new) = (ledger.known(project, cell, after)?, ledger.known(project, cell, until)?);
    let changed = differ(project.figure(old.figure), project.figure(new.figure))
        || project.figure(old.figure).level != project.figure(new.figure).level;
    changed.then(|| Corrected { cell, old, new, by, on: known_from(project, by) })
}
