//! `period-after-cutoff`: an issue reports a period that its cut-off has not seen, or comes in the wrong order.
//!
//! # What it checks
//! The last month of every issue's `period` against its cut-off: it must have begun. And the cut-offs of the issues
//! against their numbers: of two issues, the one with the higher number has the later cut-off, or the same.
//!
//! # Why it matters
//! The cut-off decides which figures an issue shows. With a wrong year in it, the issue is that of another year under
//! its own title, and nothing else looks wrong.
//!
//! # Example
//! `period = "2022-Q3"` with `cutoff = "2021-10-15"`.
//!
//! # How to settle it
//! Correct the period, the cut-off or the number.

use super::result_after_report::last_month;
use super::rule::{Books, Found, Over, Rule};
use crate::diag::{Problem, Severity};
use crate::say;

/// The rule.
pub const RULE: Rule =
    Rule { name: "period-after-cutoff", severity: Severity::Error, over: Over::Project(check) };

fn check(&Books { project, .. }: &Books<'_>, found: &mut Found) {
    for issue in &project.issues {
        let (period, cutoff) = (issue.period, issue.cutoff);
        if last_month(period) <= cutoff {
            continue;
        }
        let fault = say!(
            "kỳ {period} của số bản tin chưa tới khi chốt số liệu ({cutoff})",
            "the issue's period {period} had not come at its cut-off ({cutoff})"
        );
        found.differs(
            &[],
            Problem::error("period-after-cutoff", issue.at, fault).way_out(say!(
                "sửa kỳ (period) hoặc ngày chốt (cutoff)",
                "correct the period, or the cutoff"
            )),
        );
    }
    let mut by_number: Vec<_> = project.issues.iter().collect();
    by_number.sort_by_key(|issue| issue.number);
    for pair in by_number.windows(2) {
        let (first, second) = (pair[0], pair[1]);
        // Two issues of one number are reported by themselves.
        if second.cutoff >= first.cutoff || first.number == second.number {
            continue;
        }
        let fault = say!(
            "số {} chốt số liệu ngày {}, trước số {} ({})",
            "issue {} has its cut-off on {}, before issue {} ({})",
            second.number,
            second.cutoff,
            first.number,
            first.cutoff
        );
        let (number, cutoff) = (first.number, first.cutoff);
        found.differs(
            &[],
            Problem::error("period-after-cutoff", second.at, fault)
                .label(first.at, say!("số {number}: chốt ngày {cutoff}", "issue {number}: cut-off {cutoff}"))
                .way_out(say!(
                    "sửa số thứ tự (number) hoặc ngày chốt (cutoff)",
                    "correct the number, or the cutoff"
                )),
        );
    }
}
