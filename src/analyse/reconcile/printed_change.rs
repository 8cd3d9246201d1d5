//! `printed-change`: a change as printed does not agree with the two states.
//!
//! # What it checks
//! Every `change_since."<date>"` and `times_since."<date>"` against the figure and the state that the same report
//! prints for that date: no values within the printed precision differ by the printed change; "tăng 10%" is a tenth
//! of the earlier state. The state that another report prints is looked at by `baseline`.
//!
//! # Why it matters
//! "Tăng 115" is what readers remember; it must be the difference of the two numbers beside it.
//!
//! # Example
//! 35 members in June 2014, and `dang-vien = { value = 150, change_since."2014-06" = 105 }`: 150 less 35 is 115.
//!
//! # How to settle it
//! Correct the number that is wrong, or the date of the baseline.

use super::baseline::words;
use super::mending::{Mend, bases, repeated, way_out};
use super::printed_share::{agrees, words as share_words};
use super::rule::{Books, Found, Over, Rule};
use super::{at, figures, of_report};
use crate::analyse::change::By;
use crate::analyse::ledger::{Cell, Ledger};
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::FigureKey;
use crate::model::interval::{Interval, RatioInterval};
use crate::model::report::{Statement, StatementKind};
use crate::say;
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule { name: "printed-change", severity: Severity::Error, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    for key in figures(project, ledger) {
        for said in project.figure(key).statements() {
            let (StatementKind::ChangeSince(base) | StatementKind::TimesSince(base)) = said.kind else {
                continue;
            };
            let cell = Cell { time: base, ..Cell::of(project.figure(key)) };
            if let Some(base) = of_report(project, ledger.vintages(project, cell), key.report) {
                compare(project, ledger, said, (key, base), found);
            }
        }
    }
}

fn compare(
    project: &Project,
    ledger: &Ledger,
    said: &Statement,
    (key, base): (FigureKey, FigureKey),
    found: &mut Found,
) {
    let (Some(now), Some(before)) = (project.figure(key).quantity(), project.figure(base).quantity()) else {
        return;
    };
    found.compared(&[key, base]);
    let Some(by) = By::of(said) else { return };
    let (now_is, before_is) = (now.interval(), before.interval());
    let (now, before, change) = (now.printed(), before.printed(), said.quantity.printed());
    let agree = |before: &Interval| match by {
        By::Times(by) => agrees(&RatioInterval::of(&now_is, before), &by.times(Decimal::ONE_HUNDRED)),
        By::Amount(by) => now_is.minus(before).meet(&by).is_some(),
    };
    if agree(&before_is) {
        return;
    }
    let fault = if let By::Times(_) = by {
        let is = share_words(&RatioInterval::of(&now_is, &before_is));
        say!(
            "{change} không khớp: {now} bằng {is} của {before}",
            "{change} does not agree: {now} is {is} of {before}"
        )
    } else {
        let is = words(&now_is.minus(&before_is));
        say!(
            "mức thay đổi {change} không khớp: {now} trừ {before} là {is}",
            "the change {change} does not agree: {now} minus {before} is {is}"
        )
    };
    let confirmed = (repeated(project, ledger, key), repeated(project, ledger, base));
    let mends = match by {
        By::Times(_) => Vec::new(),
        By::Amount(by) => mends((&now_is, &before_is, &by), confirmed),
    };
    let bases = bases(project, ledger, key);
    let otherwise = say!(
        "đối chiếu với báo cáo gốc: sửa con số sai hoặc thời điểm gốc",
        "compare with the report: correct the wrong number, or the date of the baseline"
    );
    let problem = Problem::error("printed-change", said.at, fault)
        .label(at(project, key), say!("nay: {now}", "now: {now}"))
        .label(at(project, base), say!("gốc so sánh: {before}", "the baseline: {before}"))
        .way_out(way_out(&said.quantity, (bases, agree), mends, otherwise));
    found.differs(&[key, base], problem);
}

/// Returns the one-digit mendings of the change, of the later state and of the earlier one.
fn mends((now, before, change): (&Interval, &Interval, &Interval), confirmed: (bool, bool)) -> Vec<Mend> {
    let exact = (now.as_exact(), before.as_exact(), change.as_exact());
    let (Some(now), Some(before), Some(change)) = exact else { return Vec::new() };
    let mut mends = vec![Mend::of(say!("mức thay đổi", "the change"), change, now - before)];
    if !confirmed.0 {
        mends.push(Mend::of(say!("số nay", "the number now"), now, before + change));
    }
    if !confirmed.1 {
        mends.push(Mend::of(say!("số gốc", "the baseline"), before, now - change));
    }
    mends.into_iter().flatten().collect()
}
