//! `printed-change`: a change as printed does not agree with the two states.
//!
//! # What it checks
//! Every `change_since."<date>"` and `times_since."<date>"` against the figure and the state that the same report
//! prints for that date: no values within the printed precision differ by the printed change. The state that
//! another report prints is looked at by `baseline`.
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
use super::printed_share::{agrees, words as share_words};
use super::rule::{Books, Found, Over, Rule};
use super::{at, figures};
use crate::analyse::ledger::{Cell, Ledger};
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::FigureKey;
use crate::model::interval::RatioInterval;
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
            let own = |other: &&FigureKey| other.report == key.report;
            if let Some(&base) = ledger.vintages(project, cell).iter().find(own) {
                compare(project, said, (key, base), found);
            }
        }
    }
}

fn compare(project: &Project, said: &Statement, (key, base): (FigureKey, FigureKey), found: &mut Found) {
    let (Some(now), Some(before)) = (project.figure(key).quantity(), project.figure(base).quantity()) else {
        return;
    };
    found.compared(&[key, base]);
    let printed = said.quantity.interval();
    let (now_is, before_is) = (now.interval(), before.interval());
    let (now, before, change) = (now.printed(), before.printed(), said.quantity.printed());
    let fault = if matches!(said.kind, StatementKind::TimesSince(_)) {
        let times = RatioInterval::of(&now_is, &before_is);
        if agrees(&times, &printed.times(Decimal::ONE_HUNDRED)) {
            return;
        }
        let is = share_words(&times);
        say!(
            "{change} không khớp: {now} bằng {is} của {before}",
            "{change} does not agree: {now} is {is} of {before}"
        )
    } else {
        let change_is = now_is.minus(&before_is);
        if change_is.meet(&printed).is_some() {
            return;
        }
        let is = words(&change_is);
        say!(
            "mức thay đổi {change} không khớp: {now} trừ {before} là {is}",
            "the change {change} does not agree: {now} minus {before} is {is}"
        )
    };
    let problem = Problem::error("printed-change", said.at, fault)
        .label(at(project, key), say!("nay: {now}", "now: {now}"))
        .label(at(project, base), say!("gốc so sánh: {before}", "the baseline: {before}"))
        .way_out(say!(
            "đối chiếu với báo cáo gốc: sửa con số sai hoặc thời điểm gốc",
            "compare with the report: correct the wrong number, or the date of the baseline"
        ));
    found.differs(&[key, base], problem);
}
