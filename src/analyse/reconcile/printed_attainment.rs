//! `printed-attainment`: an attainment as printed does not agree with the result and the target.
//!
//! # What it checks
//! Every `attained.<plan>` whose plan has a file, against the figure and that plan's target for the
//! same indicator whose window contains the figure's time.
//!
//! # Why it matters
//! A percentage is often taken on another target than the one it is printed beside.
//!
//! # Example
//! `ket-nap = { value = 1033, attained.nghi-quyet = "110%" }` where the plan asks for 300: 1.033 is 344,3 % of it.
//!
//! # How to settle it
//! Name the plan that the percentage was taken on, or correct the number that is wrong.

use super::printed_share::{agrees, words};
use super::rule::{Books, Found, Over, Rule};
use super::{at, figures};
use crate::analyse::ledger::Ledger;
use crate::diag::{Problem, Severity};
use crate::model::interval::{Interval, RatioInterval};
use crate::model::plan::Subject;
use crate::model::report::StatementKind;
use crate::say;

/// The rule.
pub const RULE: Rule =
    Rule { name: "printed-attainment", severity: Severity::Error, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    for key in figures(project, ledger) {
        let figure = project.figure(key);
        for said in figure.statements() {
            let StatementKind::Attained(plan) = &said.kind else { continue };
            let Some(plan) = project.zone(ledger.zone()).find_plan(ledger.zone(), plan.as_str()) else {
                continue;
            };
            let targets = project.plan(plan).targets.iter().filter(|target| {
                (target.indicator, target.parts, target.subject)
                    == (figure.indicator, figure.parts, Subject::Amount)
                    && target.window.overlaps(figure.time)
            });
            let Some(result) = figure.quantity() else { continue };
            for target in targets {
                let Some(x) = target.goal.threshold() else { continue };
                found.compared(&[key]);
                let computed = RatioInterval::of(&result.interval(), &Interval::exact(x));
                if agrees(&computed, &said.quantity.interval()) {
                    continue;
                }
                let (result, goal, share) =
                    (result.printed(), target.printed.printed(), said.quantity.printed());
                let is = words(&computed);
                let fault = say!(
                    "tỷ lệ đạt {share} không khớp: {result} so với chỉ tiêu {goal} là {is}",
                    "the attainment {share} does not agree: {result} against the target {goal} is {is}"
                );
                found.differs(
                    &[key],
                    Problem::error("printed-attainment", said.at, fault)
                        .label(at(project, key), say!("kết quả: {result}", "the result: {result}"))
                        .label(target.at, say!("chỉ tiêu: {goal}", "the target: {goal}"))
                        .way_out(say!(
                            "ghi đúng kế hoạch làm mẫu số, hoặc sửa con số sai",
                            "name the plan that the percentage was taken on, or correct the wrong number"
                        )),
                );
            }
        }
    }
}
