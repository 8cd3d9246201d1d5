//! `changed-verdict`: a frozen issue now says something else of a target that did not change.
//!
//! # What it checks
//! Every verdict that a frozen issue gives today against the record that `bantin publish` kept, where the
//! target is the same and no figure of the issue changed.
//!
//! # Why it matters
//! The figures are as published, and yet the issue judges otherwise: a newer bantin judges by other rules, or
//! a plan's dates, a breakdown or an event was changed.
//!
//! # Example
//! Issue 2 was frozen with *đúng tiến độ*; with the plan's term moved by a year it says *chậm tiến độ*.
//!
//! # How to settle it
//! Put back what was changed; where a newer bantin judges otherwise, its changelog names the rule: tell the readers in
//! the next issue, delete the record and freeze the issue again.

use super::rule::{Books, Found, Over, Rule};
use super::silent_revision::frozen;
use crate::analyse::shown;
use crate::diag::{Problem, Severity};
use crate::say;

/// The rule.
pub const RULE: Rule =
    Rule { name: "changed-verdict", severity: Severity::Warning, over: Over::Project(check) };

fn check(&Books { project, ledgers }: &Books<'_>, found: &mut Found) {
    for (key, issue, frozen) in frozen(project) {
        let now = shown::by_issue(project, ledgers, key).record(project, key);
        if now.figures != frozen.record.figures {
            // Other figures give other verdicts: that fault is reported already.
            continue;
        }
        let (number, id) = (issue.number, &issue.id);
        for (name, was) in &frozen.record.verdicts {
            let Some(line) = now.verdicts.get(name).filter(|line| line.target == was.target) else {
                continue;
            };
            if line.verdict == was.verdict {
                continue;
            }
            let (before, today, target) = (&was.verdict, &line.verdict, &was.target);
            let fault = say!(
                "kết luận đã đăng ở số bản tin {number} nay khác: {before} thành {today} (chỉ tiêu: {target})",
                "a verdict published in issue {number} is another now: {before} to {today} (target: {target})"
            );
            let at = frozen.places.get(name).copied().unwrap_or(frozen.at);
            found.differs(&[], Problem::warning(RULE.name, at, fault).way_out(say!(
                "số liệu không đổi: xem lại ngày của kế hoạch, phân tổ, sự kiện; nếu do bantin bản mới, báo ở số tới, xóa published.toml rồi chạy lại bantin publish {id}",
                "the figures are the same: look at the plan's dates, the breakdowns, the events; if a newer bantin judges otherwise, say so in the next issue, delete published.toml and run bantin publish {id} again"
            )));
        }
    }
}
