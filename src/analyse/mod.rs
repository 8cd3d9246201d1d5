//! Findings: pure arithmetic on intervals, no text.
//!
//! # Steps
//! 1. [`ledger`] puts every figure of a zone in order: cells, and the vintages of each.
//! 2. [`flow`] and [`state`] say what is known about a window or a date at a cut-off.
//! 3. [`assessment`] compares that with each target; [`verdict`] holds the rules.
//! 4. [`derived`] collects what [`share`], [`change`], [`pipeline`] and [`implied`] derive in a zone;
//!    [`totals`] adds over zones.
//! 5. [`course`] follows a flow through a term, and says where its pace leads; [`rank`] puts numbers in order.
//! 6. [`shown`] puts together what an issue shows; [`explanation`] finds where a narrative explains a missed target.
//! 7. [`reconcile`] finds what cannot be true together.
//! 8. [`suggest`] finds the figures that a loose number of a narrative may be.

pub mod assessment;
pub mod change;
pub mod correction;
pub mod course;
pub mod derived;
pub mod explanation;
pub mod flow;
pub mod implied;
pub mod ledger;
pub mod pipeline;
pub mod rank;
pub mod reconcile;
pub mod review;
pub mod share;
pub mod shown;
pub mod state;
pub mod suggest;
pub mod totals;
pub mod verdict;
pub mod waiting;

use crate::model::Project;
use crate::model::period::Day;
use ledger::Ledger;
use reconcile::Reconciliation;

/// What was found.
#[derive(Debug)]
pub struct Findings {
    /// The figures of each zone, in the order of the zones.
    pub ledgers: Vec<Ledger>,
    /// What was compared, and what cannot be true together.
    pub reconciliation: Reconciliation,
}

/// Returns the ledgers of all zones, and everything that cannot be true together.
pub fn findings(project: &Project) -> Findings {
    use rayon::prelude::*;
    let keys: Vec<_> = project.zone_keys().collect();
    let ledgers: Vec<_> = keys.par_iter().map(|&zone| Ledger::new(project, zone)).collect();
    let reconciliation = reconcile::reconciliation(project, &ledgers);
    Findings { ledgers, reconciliation }
}

/// Returns the day for which pages outside an issue are made: the cut-off of the newest issue, or the
/// last publication where there is no issue.
pub fn as_of(project: &Project) -> Option<Day> {
    let newest = project.issues.iter().map(|issue| issue.cutoff).max();
    newest.or_else(|| {
        project.zones.iter().flat_map(|zone| &zone.reports).map(|report| report.source.known_from()).max()
    })
}
