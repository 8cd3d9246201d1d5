//! `disagreement`: two reports give one cell different values, and nothing says which is right.
//!
//! # What it checks
//! The vintages of every cell: two that cannot both be true, where the newer one is not of a more final
//! level and does not supersede or correct the older one.
//!
//! # Why it matters
//! Both values stay visible, and a verdict must hold for both; the author should know.
//!
//! # How to settle it
//! Write `supersedes` or `correction` at the newer figure; where both stand, leave it: the site says so.

use super::at;
use crate::analyse::ledger::{Ledger, disputed};
use crate::diag::Problem;
use crate::model::Project;
use crate::say;

/// Adds the problems of a zone.
pub fn check(project: &Project, ledger: &Ledger, problems: &mut Vec<Problem>) {
    for (_, vintages) in ledger.cells(project) {
        let [.., newest] = vintages else { continue };
        // One report that says two things is another fault, and reported as such.
        let reports = vintages.iter().any(|key| key.report != newest.report);
        if !reports || !disputed(project, vintages) {
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
        problems.push(problem.way_out(say!(
            "nếu báo cáo mới thay số cũ, ghi supersedes = \"…\"; nếu là đính chính, ghi correction = {{ of = \"…\", reason = \"…\" }}; nếu chưa rõ, để nguyên: trang nêu cả hai số",
            "where the newer report replaces the number, write supersedes = \"…\"; where it corrects it, correction = {{ of = \"…\", reason = \"…\" }}; else leave it: the site shows both"
        )));
    }
}
