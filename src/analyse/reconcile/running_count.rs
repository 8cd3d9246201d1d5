//! `running-count`: a running count falls.
//!
//! # What it checks
//! Flows of the same body, indicator, parts and level that begin on the same day (from the start of the year,
//! from the start of the term): the later their last day, the more there must be.
//!
//! # Why it matters
//! What was counted once cannot be undone: a smaller count to date is a slip, or the period is wrong.
//!
//! # Example
//! `ket-nap` is 64 in the first half of 2024, and 46 from January to September.
//!
//! # How to settle it
//! Correct the number or the period that is wrong; where something was taken out of the count, explain it.

use super::rule::{Books, Found, Over, Rule};
use super::settled::Settled;
use super::sub_periods::{measure, same_series, series};
use super::{at, labelled, printed};
use crate::analyse::ledger::Ledger;
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::FigureKey;
use crate::model::indicator::Measure;
use crate::model::interval::Bound;
use crate::say;

/// The rule.
pub const RULE: Rule = Rule { name: "running-count", severity: Severity::Error, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let all = series(project, ledger);
    let counts = all.iter().filter(|one| measure(project, one) == Measure::Flow);
    let mut counts: Vec<&Settled<'_>> = counts.collect();
    let start = |one: &Settled<'_>| (one.cell.body, one.cell.indicator, one.cell.parts, one.cell.time.from());
    counts.sort_by_key(|one| (start(one), one.level, one.cell.time.to()));
    let running = |a: &&Settled<'_>, b: &&Settled<'_>| {
        same_series(a, b) && a.cell.time.from() == b.cell.time.from() && a.level == b.level
    };
    for run in counts.chunk_by(running) {
        let mut most: Option<(Bound, &Settled<'_>)> = None;
        for later in run {
            if let Some((_, earlier)) = most {
                compare(project, earlier, later, found);
            }
            let low = later.amount.lower();
            if low.is_some_and(|low| most.is_none_or(|(bound, _)| low.value >= bound.value)) {
                most = low.map(|low| (low, *later));
            }
        }
    }
}

fn compare(project: &Project, earlier: &Settled<'_>, later: &Settled<'_>, found: &mut Found) {
    found.compared(&[earlier.figure, later.figure]);
    if !earlier.amount.all_exceed(&later.amount) {
        return;
    }
    let start = later.cell.time.from();
    let (before, now) = (printed(project, earlier.figure), printed(project, later.figure));
    let fault = say!(
        "số lũy kế từ {start} giảm: {before} rồi còn {now}",
        "the count running from {start} falls: {before}, then {now}"
    );
    let mut figures: Vec<FigureKey> = earlier.figures(project);
    figures.extend(later.figures(project).into_iter().filter(|&key| key != later.figure));
    let problem = Problem::error("running-count", at(project, later.figure), fault);
    let problem = labelled(project, problem, &figures).way_out(say!(
        "đối chiếu với các báo cáo: sửa con số hoặc kỳ ghi sai; nếu có số được rút ra khỏi lũy kế, ghi explained = \"…\" ở số liệu",
        "compare with the reports: correct the number or the period that is wrong; where something was taken out of the count, write explained = \"…\" at the figure"
    ));
    figures.push(later.figure);
    found.differs(&figures, problem);
}
