//! `sub-periods`: flows over shorter periods contradict the flow over the period that contains them.
//!
//! # What it checks
//! Every flow against the flows of the same body, indicator, parts and level over periods inside its own,
//! from whatever report. Periods that follow each other from its first to its last day have to add up to
//! it; any others that do not overlap must not exceed it, because what happened is never negative. A net
//! change (*thực tăng*) may be negative, so only periods that fill the longer one are compared.
//!
//! # Why it matters
//! Quarters and years come from different reports, and readers add them up.
//!
//! # Example
//! `ket-nap` is 30 in the first half of 2024 and 25 in the second, and a yearly report says 50.
//!
//! # How to settle it
//! Correct the number or the period that is wrong. Where the longer period was counted another way, explain
//! it at the figure.

use super::rule::{Books, Found, Over, Rule};
use super::settled::{self, Settled};
use super::{at, labelled, printed};
use crate::analyse::flow::{self, Flow};
use crate::analyse::ledger::Ledger;
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::FigureKey;
use crate::model::indicator::Measure;
use crate::model::interval::Interval;
use crate::say;

/// The rule.
pub const RULE: Rule = Rule { name: "sub-periods", severity: Severity::Error, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    for series in series(project, ledger).chunk_by(same_series) {
        for (n, whole) in series.iter().enumerate() {
            compare(project, ledger, (whole, &inside(series, n)), found);
        }
    }
}

/// Returns what is settled of all flows and net changes of a zone, in the order of the cells.
pub(super) fn series<'a>(project: &'a Project, ledger: &'a Ledger) -> Vec<Settled<'a>> {
    let happens = |one: &Settled<'_>| measure(project, one) != Measure::Stock;
    settled::all(project, ledger).filter(happens).collect()
}

pub(super) fn same_series(a: &Settled<'_>, b: &Settled<'_>) -> bool {
    (a.cell.body, a.cell.indicator, a.cell.parts) == (b.cell.body, b.cell.indicator, b.cell.parts)
}

pub(super) fn measure(project: &Project, one: &Settled<'_>) -> Measure {
    project.registry.indicator(one.cell.indicator).measure
}

/// Returns the flows of one level whose periods lie inside that of the `n`th, and are not the same.
fn inside(series: &[Settled<'_>], n: usize) -> Vec<Flow> {
    let whole = &series[n];
    let period = whole.cell.time;
    // By first day, then by last: what lies inside stands right before it, or after it.
    let before = series[..n].iter().rev().take_while(|one| one.cell.time.from() == period.from());
    let after = series[n + 1..].iter().take_while(|one| one.cell.time.from() <= period.to());
    before
        .chain(after)
        .filter(|one| period.covers(one.cell.time) && one.level == whole.level)
        .map(|one| Flow { period: one.cell.time, amount: one.amount, figure: one.figure })
        .collect()
}

fn compare(project: &Project, ledger: &Ledger, (whole, inside): (&Settled<'_>, &[Flow]), found: &mut Found) {
    let period = whole.cell.time;
    let with_whole =
        |parts: &[FigureKey]| -> Vec<FigureKey> { parts.iter().copied().chain([whole.figure]).collect() };
    if let Some(tiling) = flow::tiled(inside, period) {
        found.compared(&with_whole(&tiling.evidence));
        if tiling.amount.meet(&whole.amount).is_none() {
            let (terms, total) = (terms(project, &tiling.evidence), printed(project, whole.figure));
            let fault = say!(
                "các kỳ nối tiếp nhau cộng lại không bằng cả kỳ {period}: {terms} ≠ {total}",
                "periods that follow each other do not add up to {period}: {terms} ≠ {total}"
            );
            differs(project, ledger, (whole, &tiling.evidence), fault, found);
        }
        return;
    }
    if measure(project, whole) != Measure::Flow {
        return;
    }
    let (least, figures) = flow::least(inside, period);
    // One that begins on the same day is a running count, which has a check of its own.
    let running = matches!(figures[..], [only] if project.figure(only).time.from() == period.from());
    if figures.is_empty() || running {
        return;
    }
    found.compared(&with_whole(&figures));
    let at_least = Interval::new(Some(least), None).expect("an interval with one end is never empty");
    if at_least.all_exceed(&whole.amount) {
        let (terms, total) = (terms(project, &figures), printed(project, whole.figure));
        let fault = say!(
            "các kỳ nằm trong {period} đã nhiều hơn cả kỳ: {terms} > {total}",
            "periods inside {period} already exceed it: {terms} > {total}"
        );
        differs(project, ledger, (whole, &figures), fault, found);
    }
}

fn terms(project: &Project, figures: &[FigureKey]) -> String {
    figures.iter().map(|&key| printed(project, key)).collect::<Vec<_>>().join(" + ")
}

fn differs(
    project: &Project,
    ledger: &Ledger,
    (whole, parts): (&Settled<'_>, &[FigureKey]),
    fault: crate::diag::Say,
    found: &mut Found,
) {
    let parts = settled::lines(project, ledger, parts);
    let mut wholes = whole.figures(project);
    let problem = Problem::error("sub-periods", at(project, whole.figure), fault);
    wholes.retain(|&key| key != whole.figure);
    let problem = labelled(project, labelled(project, problem, &wholes), &parts).way_out(say!(
        "đối chiếu với các báo cáo: sửa con số hoặc kỳ ghi sai; nếu cả kỳ tính theo cách khác, ghi explained = \"…\" ở số liệu",
        "compare with the reports: correct the number or the period that is wrong; where the longer period was counted another way, write explained = \"…\" at the figure"
    ));
    let figures: Vec<FigureKey> = parts.into_iter().chain(wholes).chain([whole.figure]).collect();
    found.differs(&figures, problem);
}
