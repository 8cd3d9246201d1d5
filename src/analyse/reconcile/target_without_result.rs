//! `target-without-result`: no report gives any result for a target of a plan.
//!
//! # What it checks
//! Every target of a plan whose term has begun by the newest cut-off: some report has a figure of its body, indicator
//! and part, for whatever time, or says why it is `missing`. One line a plan, with the count and the list.
//!
//! # Why it matters
//! Such a target stays *không đủ cơ sở để tính* for ever. Off by itself: bulletins made from published sources
//! can rarely fill every target, and the pages say so beside each. For an office that owns its data it is the list of what
//! to collect.
//!
//! # Example
//! `[every-year] lop-boi-duong = 2`, and no report with `lop-boi-duong`.
//!
//! # How to settle it
//! Enter the result, or `lop-boi-duong = { missing = "not-collected" }` in a report.

use super::name;
use super::rule::{Books, Found, Over, Rule};
use crate::analyse::as_of;
use crate::analyse::ledger::Ledger;
use crate::diag::{Problem, Severity};
use crate::model::period::Day;
use crate::model::plan::Target;
use crate::say;

/// The rule.
pub const RULE: Rule =
    Rule { name: "target-without-result", severity: Severity::Warning, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let Some(today) = as_of(project) else { return };
    let end = Day::new(9999, 12, 31).expect("the last day of the calendar");
    for plan in project.zone(ledger.zone()).plans.iter().filter(|plan| plan.term.from() <= today) {
        let mut all: Vec<&Target> = plan.targets.iter().collect();
        // A percentage of a part is held as two targets.
        all.dedup_by_key(|target| (target.indicator, target.parts, target.kind));
        let has_result = |target: &Target| {
            !ledger.series(project, (plan.body, target.indicator, target.parts), end).is_empty()
        };
        let bare: Vec<&Target> = all.iter().copied().filter(|target| !has_result(target)).collect();
        let Some(first) = bare.first() else { continue };
        let mut names: Vec<String> =
            bare.iter().map(|target| name(project, target.indicator, target.parts)).collect();
        names.dedup();
        let (count, total, names) = (bare.len(), all.len(), names.join("; "));
        let fault = say!(
            "{count}/{total} chỉ tiêu của “{}” chưa có kết quả nào: {names}",
            "{count} of {total} targets of “{}” have no result at all: {names}",
            plan.short.vi
        );
        let problem = Problem::warning("target-without-result", first.at, fault);
        let problem = bare[1..]
            .iter()
            .fold(problem, |problem, target| problem.label(target.at, say!("chưa có kết quả", "no result")));
        found.differs(
            &[],
            problem.way_out(say!(
                "nhập kết quả vào results/, hoặc ghi missing = \"not-collected\" khi không có số",
                "enter the result under results/, or write missing = \"not-collected\" where there is none"
            )),
        );
    }
}
