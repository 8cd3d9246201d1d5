//! What has come in and stands on no page yet: it counts as known only after the cut-off of the newest issue.

use super::as_of;
use super::ledger::known_from;
use crate::diag::At;
use crate::model::Project;
use crate::model::id::FigureKey;
use crate::model::period::Day;

/// Something that no page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Where it stands: of a report or a plan its source, of a figure that counts later than its report, the figure.
    pub at: At,
    /// From which day on it counts as known.
    pub from: Day,
}

/// Returns the reports, plans and corrections that no page shows yet, in the order of the zones; none where there is no
/// issue, because then everything is shown.
///
/// ```
/// use bantin::{analyse::waiting::waiting, model::Project};
/// assert!(waiting(&Project::default()).is_empty());
/// ```
pub fn waiting(project: &Project) -> Vec<Waiting> {
    let Some(cutoff) = as_of(project).filter(|_| !project.issues.is_empty()) else { return Vec::new() };
    let mut waiting = Vec::new();
    let mut keep = |at, from| {
        if from > cutoff {
            waiting.push(Waiting { at, from });
        }
        from > cutoff
    };
    for zone in project.zone_keys() {
        for plan in &project.zone(zone).plans {
            keep(plan.source.at, plan.source.known_from());
        }
        for report in project.zone(zone).report_keys(zone) {
            let source = &project.report(report).source;
            if keep(source.at, source.known_from()) {
                continue;
            }
            // Most figures count from the day of their report.
            let apart = project.report(report).figures.iter().enumerate();
            for (n, figure) in apart.filter(|(_, figure)| figure.details.is_some()) {
                keep(figure.at, known_from(project, FigureKey { report, figure: n as u32 }));
            }
        }
    }
    waiting
}
