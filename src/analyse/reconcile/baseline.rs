//! `baseline`: reports start from different numbers for the same date.
//!
//! # What it checks
//! Every `change_since."<date>"` and `times_since."<date>"` whose own report does not print the state of that date:
//! the figure less its change (or over its multiple) is the baseline that it implies. It must be what other
//! reports print for that date, and what other changes since that date imply.
//!
//! # Why it matters
//! "Tăng 115 so với tháng 6/2014" says that there were 35; another report that says 30 makes it 120.
//!
//! # Example
//! One report gives 34 members at the founding; a later one 150, "tăng 115" since then, which is from 35.
//!
//! # How to settle it
//! Correct the change, the state or the date; where the earlier number was revised, write `supersedes` or
//! `correction` at the newer one, or explain the difference.

use super::rule::{Books, Found, Over, Rule};
use super::settled;
use super::{at, figures, labelled, printed};
use crate::analyse::change::{broken, implied_base};
use crate::analyse::ledger::{Cell, Ledger, published};
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::FigureKey;
use crate::model::interval::Interval;
use crate::model::period::Day;
use crate::model::report::{Statement, StatementKind};
use crate::say;
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule { name: "baseline", severity: Severity::Warning, over: Over::Zone(check) };

/// A change as printed, and the baseline that it implies.
#[derive(Clone, Copy)]
struct Claim<'a> {
    figure: FigureKey,
    said: &'a Statement,
    base: Interval,
}

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let mut claims: BTreeMap<Cell, Vec<Claim<'_>>> = BTreeMap::new();
    for key in figures(project, ledger) {
        for said in project.figure(key).statements() {
            if let Some((cell, claim)) = claim(project, ledger, key, said) {
                claims.entry(cell).or_default().push(claim);
            }
        }
    }
    for (cell, mut claims) in claims {
        let stated = settled::of(project, ledger, cell);
        claims.sort_by_key(|one| (published(project, one.figure).to(), one.figure));
        let first = claims[0];
        for (n, &claim) in claims.iter().enumerate() {
            match stated {
                Some(stated) if stated.level >= project.figure(claim.figure).level => {
                    compare(project, claim, (&stated.figures(project), stated.amount), found);
                }
                None if n > 0 => compare(project, claim, (&[first.figure], first.base), found),
                _ => {}
            }
        }
    }
}

/// Returns the baseline that a printed change implies; nothing where the report itself prints the state, or
/// the series does not reach back to it.
fn claim<'a>(
    project: &Project,
    ledger: &Ledger,
    key: FigureKey,
    said: &'a Statement,
) -> Option<(Cell, Claim<'a>)> {
    let (StatementKind::ChangeSince(time) | StatementKind::TimesSince(time)) = said.kind else { return None };
    let figure = project.figure(key);
    let cell = Cell { time, ..Cell::of(figure) };
    let own = |other: &FigureKey| other.report == key.report && project.figure(*other).quantity().is_some();
    if ledger.vintages(project, cell).iter().any(own)
        || broken(project, ledger.zone(), Cell::of(figure), time, Day::LAST)
    {
        return None;
    }
    let base = implied_base(&figure.quantity()?.interval(), said);
    (!base.is_unknown()).then_some((cell, Claim { figure: key, said, base }))
}

fn compare(
    project: &Project,
    claim: Claim<'_>,
    (others, amount): (&[FigureKey], Interval),
    found: &mut Found,
) {
    let all: Vec<FigureKey> = [&[claim.figure], others].concat();
    found.compared(&all);
    if claim.base.meet(&amount).is_some() {
        return;
    }
    let (now, change) = (printed(project, claim.figure), claim.said.quantity.printed());
    let (implied, other) = (words(&claim.base), words(&amount));
    let fault = say!(
        "gốc so sánh không khớp: {now} với mức thay đổi {change} là tính từ {implied}, báo cáo khác cho {other}",
        "the baselines differ: {now} with the change {change} starts from {implied}, another report gives {other}"
    );
    let problem = Problem::warning("baseline", claim.said.at, fault)
        .label(at(project, claim.figure), say!("nay: {now}", "now: {now}"));
    found.differs(&all, labelled(project, problem, others).way_out(say!(
        "đối chiếu với các báo cáo: sửa mức thay đổi, số gốc hoặc thời điểm gốc; nếu số gốc đã được điều chỉnh, ghi số mới với supersedes hoặc correction, hoặc ghi explained = \"…\"",
        "compare with the reports: correct the change, the state or the date; where the state was revised, write the new number with supersedes or correction, or explained = \"…\""
    )));
}

/// Returns the values for the words of a problem.
pub(super) fn words(amount: &Interval) -> String {
    let number = |x: rust_decimal::Decimal| x.round_dp(2).normalize().to_string().replace('.', ",");
    match (amount.lower(), amount.upper()) {
        (Some(low), Some(high)) if low.value == high.value => number(low.value),
        (Some(low), Some(high)) => format!("{}–{}", number(low.value), number(high.value)),
        (Some(low), None) => format!("{}{}", if low.open { ">" } else { "≥" }, number(low.value)),
        (None, Some(high)) => format!("{}{}", if high.open { "<" } else { "≤" }, number(high.value)),
        (None, None) => "?".to_owned(),
    }
}
