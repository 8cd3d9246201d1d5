//! `disagreement`: two reports give one cell different values, and nothing says which is right.
//!
//! # What it checks
//! The vintages of every cell: two that cannot both be true, where the newer one is not of a more final
//! level and does not supersede or correct the older one.
//!
//! # Why it matters
//! Both values stay visible, and a verdict must hold for both; the author should know.
//!
//! # Example
//! One report says 34 party cells on 2022-06-30, a later one says 35 for the same day.
//!
//! # How to settle it
//! Write `supersedes` or `correction` at the newer figure; where both stand, leave it: the site says so.

use super::at;
use super::copied_report::is_one_source;
use super::rule::{Books, Found, Over, Rule};
use crate::analyse::ledger::{Ledger, disputed};
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::FigureKey;
use crate::model::interval::Interval;
use crate::model::quantity::Quantity;
use crate::say;

/// The rule.
pub const RULE: Rule = Rule { name: "disagreement", severity: Severity::Warning, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    for (_, vintages) in ledger.cells(project) {
        let [.., newest] = vintages else { continue };
        // One report that says two things is another fault, and reported as such.
        let reports = vintages.iter().any(|key| key.report != newest.report);
        if !reports {
            continue;
        }
        // A second file of the same source repeats it and confirms nothing.
        let independent = vintages.iter().any(|&key| !is_one_source(project, key, *newest));
        match agree(project, vintages) && independent {
            true => found.compared(vintages),
            false => found.repeated(vintages),
        }
        if !disputed(project, vintages) {
            continue;
        }
        let printed = |key| project.figure(key).quantity().map(|quantity| quantity.printed().into_owned());
        let values: Vec<String> = vintages.iter().filter_map(|&key| printed(key)).collect();
        let values = values.join(" ≠ ");
        let fault = say!(
            "các báo cáo nêu khác nhau cho cùng một số liệu: {values}",
            "reports give one figure different values: {values}"
        );
        let problem = Problem::warning("disagreement", at(project, *newest), fault);
        let problem = vintages[..vintages.len() - 1].iter().fold(problem, |problem, &key| {
            let value = printed(key).unwrap_or_default();
            problem.label(at(project, key), say!("báo cáo trước: {value}", "the earlier report: {value}"))
        });
        let problem = problem.way_out(say!(
            "nếu báo cáo mới thay số cũ, ghi supersedes = \"…\"; nếu là đính chính, ghi correction = {{ of = \"…\", reason = \"…\" }}; nếu chưa rõ, để nguyên: trang nêu cả hai số",
            "where the newer report replaces the number, write supersedes = \"…\"; where it corrects it, correction = {{ of = \"…\", reason = \"…\" }}; else leave it: the site shows both"
        ));
        found.differs(vintages, problem);
    }
}

/// Returns true where all vintages can be true together.
fn agree(project: &Project, vintages: &[FigureKey]) -> bool {
    let amounts = vintages.iter().filter_map(|&key| project.figure(key).quantity());
    amounts.map(Quantity::interval).try_fold(Interval::UNKNOWN, |all, one| all.meet(&one)).is_some()
}
