//! `impossible-percentage`: no whole number gives a percentage as printed.
//!
//! # What it checks
//! Every `share_of.<indicator>` and `attained.<plan>` whose whole or target is printed nowhere, beside an exact number
//! of things that cannot be divided: some whole number has to give that percentage. What follows from it (*suy ra*) is
//! shown on the page.
//!
//! # Why it matters
//! A slip in either number hides where the third one is not printed; most percentages with a decimal come from few whole
//! numbers or from one only.
//!
//! # Example
//! `phat-trien-doan-vien = { value = 3442, attained.chi-tieu-nam = "344,1%" }`: 3.442 is 344,2 % of 1.000 and 343,9 %
//! of 1.001, and 344,1 % of nothing.
//!
//! # How to settle it
//! Compare with the report: correct the number or the percentage. Where the report cut decimals off instead of rounding,
//! write `explained = "…"`.

use super::rule::{Books, Found, Over, Rule};
use super::{at, figures};
use crate::analyse::implied::whole_numbers;
use crate::analyse::ledger::{Cell, Ledger};
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::{FigureKey, Parts};
use crate::model::report::{Statement, StatementKind};
use crate::say;
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule =
    Rule { name: "impossible-percentage", severity: Severity::Error, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    for key in figures(project, ledger) {
        let figure = project.figure(key);
        let Some(quantity) = figure.quantity() else { continue };
        let Some(part) = quantity.interval().as_exact().filter(|part| *part > Decimal::ZERO) else {
            continue;
        };
        for said in figure.statements().iter().filter(|said| is_alone(project, ledger, key, said)) {
            let interval = said.quantity.interval();
            let bounded =
                interval.upper().is_some() && interval.lower().is_some_and(|low| low.value > Decimal::ZERO);
            if !bounded {
                continue;
            }
            found.compared(&[key]);
            if whole_numbers(part, &interval).is_some() {
                continue;
            }
            let (part, percent) = (quantity.printed(), said.quantity.printed());
            let fault = say!(
                "không có số nguyên nào mà {part} bằng {percent} của nó",
                "there is no whole number of which {part} is {percent}"
            );
            found.differs(
                &[key],
                Problem::error("impossible-percentage", said.at, fault)
                    .label(at(project, key), say!("số liệu: {part}", "the figure: {part}"))
                    .way_out(say!(
                        "đối chiếu với báo cáo gốc: sửa số liệu hoặc tỷ lệ; nếu báo cáo bỏ phần lẻ chứ không làm tròn, ghi explained = \"…\"",
                        "compare with the report: correct the number or the percentage; where the report cut decimals off, write explained = \"…\""
                    )),
            );
        }
    }
}

/// True where the whole or target of a percentage is printed nowhere, and can only be a whole number.
fn is_alone(project: &Project, ledger: &Ledger, key: FigureKey, said: &Statement) -> bool {
    let figure = project.figure(key);
    // Hectares and billions need not be whole.
    let is_counted = |indicator| project.registry.indicator(indicator).decimals == 0;
    if !is_counted(figure.indicator) {
        return false;
    }
    match &said.kind {
        StatementKind::ShareOf(indicator) if !is_counted(*indicator) => false,
        StatementKind::ShareOf(indicator) => {
            let cell = Cell { indicator: *indicator, parts: Parts::WHOLE, ..Cell::of(figure) };
            let vintages = ledger.vintages(project, cell);
            vintages.iter().all(|&whole| project.figure(whole).quantity().is_none())
        }
        StatementKind::Attained(plan) => {
            project.zone(ledger.zone()).find_plan(ledger.zone(), plan.as_str()).is_none()
        }
        _ => false,
    }
}
