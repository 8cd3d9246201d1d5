//! `printed-share`: a share as printed does not agree with its part and its whole.
//!
//! # What it checks
//! Every `share_of.<indicator>` against the figure and the figure of that indicator for the same body
//! and time: no values within the printed precision give the printed share.
//!
//! # Why it matters
//! A wrong percentage is the most frequent fault of such reports, and the one that is quoted.
//!
//! # Example
//! `ket-nap = { value = 257, share_of.boi-duong = "23,6%" }` beside `boi-duong = 976`: 257 of 976 is 26,3 %.
//!
//! # How to settle it
//! Correct the digit that is wrong, or name the indicator that the share is really of.

use super::rule::{Books, Found, Over, Rule};
use super::{at, figures};
use crate::analyse::ledger::{Cell, Ledger};
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::{FigureKey, Parts};
use crate::model::interval::{Interval, Ratio, RatioInterval};
use crate::model::period::Day;
use crate::model::report::StatementKind;
use crate::say;

/// The rule.
pub const RULE: Rule = Rule { name: "printed-share", severity: Severity::Error, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    for key in figures(project, ledger) {
        let figure = project.figure(key);
        for said in figure.statements() {
            let whole = match said.kind {
                StatementKind::ShareOf(indicator) => {
                    let cell = Cell { indicator, parts: Parts::WHOLE, ..Cell::of(figure) };
                    newest_of_all(project, ledger, cell)
                }
                StatementKind::ShareOfWhole => {
                    figure.whole.map(|whole| FigureKey { report: key.report, figure: whole.figure })
                }
                _ => None,
            };
            let Some(whole) = whole else { continue };
            let (Some(part), Some(of)) = (figure.quantity(), project.figure(whole).quantity()) else {
                continue;
            };
            found.compared(&[key, whole]);
            let computed = RatioInterval::of(&part.interval(), &of.interval());
            if agrees(&computed, &said.quantity.interval()) {
                continue;
            }
            let (part, of, share) = (part.printed(), of.printed(), said.quantity.printed());
            let is = words(&computed);
            let fault = say!(
                "tỷ lệ {share} không khớp: {part} trên {of} là {is}",
                "the share {share} does not agree: {part} of {of} is {is}"
            );
            found.differs(
                &[key, whole],
                Problem::error("printed-share", said.at, fault)
                    .label(at(project, key), say!("phần: {part}", "the part: {part}"))
                    .label(at(project, whole), say!("tổng: {of}", "the whole: {of}"))
                    .way_out(say!(
                        "đối chiếu với báo cáo gốc: sửa con số sai, hoặc ghi đúng chỉ tiêu làm mẫu số",
                        "compare with the report: correct the wrong digit, or name the indicator it is a share of"
                    )),
            );
        }
    }
}

fn newest_of_all(project: &Project, ledger: &Ledger, cell: Cell) -> Option<FigureKey> {
    ledger.known(project, cell, Day::LAST).map(|known| known.figure)
}

/// Returns false only where no fraction in `computed` lies in `printed` percent.
pub(super) fn agrees(computed: &RatioInterval, printed: &Interval) -> bool {
    let percent = |x| Ratio::new(x, 100.into()).expect("a hundred is above 0");
    let above = match (computed.lower, printed.upper()) {
        (Some((low, open)), Some(high)) => {
            low > percent(high.value) || (low == percent(high.value) && (open || high.open))
        }
        _ => false,
    };
    let below = match (computed.upper, printed.lower()) {
        (Some((high, open)), Some(low)) => {
            high < percent(low.value) || (high == percent(low.value) && (open || low.open))
        }
        _ => false,
    };
    !above && !below
}

/// Returns a share in percent with two decimals, with a comma, for the words of a problem.
pub(super) fn words(share: &RatioInterval) -> String {
    let percent = |ratio: Ratio| format!("{}%", ratio.percent(2).normalize()).replace('.', ",");
    match (share.lower, share.upper) {
        (Some((low, _)), Some((high, _))) if low == high => percent(low),
        (Some((low, _)), Some((high, _))) => format!("{}–{}", percent(low), percent(high)),
        (Some((low, open)), None) => format!("{}{}", if open { ">" } else { "≥" }, percent(low)),
        (None, Some((high, open))) => format!("{}{}", if open { "<" } else { "≤" }, percent(high)),
        (None, None) => "?".to_owned(),
    }
}
