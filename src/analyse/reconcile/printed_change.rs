//! `printed-change`: a change as printed does not agree with the two states.
//!
//! # What it checks
//! Every `change_since."<date>"` against the figure and the state of that date: no values within the
//! printed precision differ by the printed change.
//!
//! # Why it matters
//! "Tăng 115" is what readers remember; it must be the difference of the two numbers beside it.
//!
//! # Example
//! 35 members in June 2014, and `dang-vien = { value = 150, change_since."2014-06" = 105 }`: 150 less 35 is 115.
//!
//! # How to settle it
//! Correct the number that is wrong, or the date of the baseline.

use super::rule::{Books, Found, Over, Rule};
use super::{at, figures};
use crate::analyse::ledger::{Cell, Ledger};
use crate::diag::{Problem, Severity};
use crate::model::report::StatementKind;
use crate::say;

/// The rule.
pub const RULE: Rule = Rule { name: "printed-change", severity: Severity::Error, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    for key in figures(project, ledger) {
        let figure = project.figure(key);
        for said in figure.statements() {
            let StatementKind::ChangeSince(base) = said.kind else { continue };
            let vintages = ledger.vintages(project, Cell { time: base, ..Cell::of(figure) });
            let own = vintages.iter().copied().find(|base| base.report == key.report);
            let Some(base_key) = own.or(vintages.last().copied()) else { continue };
            let baseline = project.figure(base_key);
            let (Some(now), Some(before)) = (figure.quantity(), baseline.quantity()) else { continue };
            found.compared(&[key, base_key]);
            let computed = now.interval().minus(&before.interval());
            if computed.meet(&said.quantity.interval()).is_some() {
                continue;
            }
            let (now, before, change) = (now.printed(), before.printed(), said.quantity.printed());
            let is = computed.as_exact().map_or("?".to_owned(), |exact| exact.normalize().to_string());
            let fault = say!(
                "mức thay đổi {change} không khớp: {now} trừ {before} là {is}",
                "the change {change} does not agree: {now} minus {before} is {is}"
            );
            found.differs(
                &[key, base_key],
                Problem::error("printed-change", said.at, fault)
                    .label(at(project, key), say!("nay: {now}", "now: {now}"))
                    .label(at(project, base_key), say!("gốc so sánh: {before}", "the baseline: {before}"))
                    .way_out(say!(
                        "đối chiếu với báo cáo gốc: sửa con số sai hoặc thời điểm gốc",
                        "compare with the report: correct the wrong number, or the date of the baseline"
                    )),
            );
        }
    }
}
