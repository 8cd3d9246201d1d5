//! `issue-out-of-step`: an issue closes or comes out long after its period, or reports an earlier period than the issue before.
//!
//! # What it checks
//! The cut-off of every issue against the end of its `period`, and its publication against the cut-off: more than a year
//! between them is asked about. And the periods of the issues against their numbers: the issue with the higher number
//! does not end before the one with the lower.
//!
//! # Why it matters
//! With a cut-off of a wrong year the issue shows figures of another year under its title, targets lose their verdicts because the
//! figures are too old for that day, and nothing else looks wrong.
//!
//! # Example
//! `period = "2026-Q1"` with `cutoff = "2062-04-15"`.
//!
//! # How to settle it
//! Correct the year. An issue about an earlier time, such as the review of a past term, is right: leave it, or turn the check
//! off in `site.toml`.

use super::rule::{Books, Found, Over, Rule};
use crate::diag::{Problem, Say, Severity};
use crate::model::issue::Issue;
use crate::say;

/// The rule.
pub const RULE: Rule =
    Rule { name: "issue-out-of-step", severity: Severity::Warning, over: Over::Project(check) };

/// So many days are long after.
const LONG: i64 = 366;

fn check(&Books { project, .. }: &Books<'_>, found: &mut Found) {
    for issue in &project.issues {
        let (period, cutoff, published) = (issue.period, issue.cutoff, issue.published);
        if period.to().days_until(cutoff) > LONG {
            let fault = say!(
                "số bản tin của kỳ {period} chốt số liệu ngày {cutoff}, hơn một năm sau khi hết kỳ",
                "the issue of {period} has its cut-off on {cutoff}, more than a year after the period"
            );
            found.differs(&[], problem(issue, fault));
        } else if cutoff.days_until(published) > LONG {
            let fault = say!(
                "số bản tin phát hành ngày {published}, hơn một năm sau ngày chốt số liệu ({cutoff})",
                "the issue comes out on {published}, more than a year after its cut-off ({cutoff})"
            );
            found.differs(&[], problem(issue, fault));
        }
    }
    let mut by_number: Vec<_> = project.issues.iter().collect();
    by_number.sort_by_key(|issue| issue.number);
    for pair in by_number.windows(2) {
        let (first, second) = (pair[0], pair[1]);
        if second.period.to() >= first.period.to() {
            continue;
        }
        let (number, period) = (second.number, second.period);
        let fault = say!(
            "số {number} báo cáo kỳ {period}, trước kỳ của số {} ({})",
            "issue {number} reports {period}, before the period of issue {} ({})",
            first.number,
            first.period
        );
        let (number, period) = (first.number, first.period);
        let label = say!("số {number}: kỳ {period}", "issue {number}: {period}");
        found.differs(&[], problem(second, fault).label(first.at, label));
    }
}

fn problem(issue: &Issue, fault: Say) -> Problem {
    Problem::warning("issue-out-of-step", issue.at, fault).way_out(say!(
        "sửa năm ở kỳ (period), ngày chốt (cutoff) hoặc ngày phát hành (published); nếu đúng thì để nguyên",
        "correct the year of the period, the cutoff or the publication (published); where they are right, leave them"
    ))
}
