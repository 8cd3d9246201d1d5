//! `disputes`: whether the other report has the figure that is named.

use crate::diag::{Problem, Severity};
use crate::model::period::Period;
use crate::model::report::{Figure, Report};
use crate::say;

/// Adds a problem for every dispute with a figure that its report does not have; none where a report of
/// the zone could not be read as a whole.
pub(super) fn check(reports: &[Report], problems: &mut Vec<Problem>) {
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        return;
    }
    for figure in reports.iter().flat_map(|report| &report.figures) {
        let dispute = figure.details.as_ref().and_then(|details| details.disputes.as_ref());
        let Some(dispute) = dispute else { continue };
        let other = &reports[dispute.report.report as usize];
        let cell = |one: &&Figure| {
            (one.body, one.indicator, one.parts) == (figure.body, figure.indicator, figure.parts)
        };
        let mut times: Vec<Period> = other.figures.iter().filter(cell).map(|one| one.time).collect();
        if times.contains(&dispute.time) {
            continue;
        }
        let (id, time) = (&other.id, dispute.time);
        let fault = say!(
            "báo cáo “{id}” không có số này vào {time}",
            "the report “{id}” does not have this figure at {time}"
        );
        times.sort();
        let list = times.iter().map(Period::to_string).collect::<Vec<_>>().join(", ");
        let way_out = match times.is_empty() {
            true => {
                say!("xóa disputes, hoặc ghi đúng báo cáo kia", "delete disputes, or name the right report")
            }
            false => say!("có vào: {list}", "there are: {list}"),
        };
        problems.push(Problem::error("unknown-cell", figure.at, fault).way_out(way_out));
    }
}
