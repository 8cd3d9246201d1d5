//! `movement`: an opening state, what came in and what went out do not make the closing state.
//!
//! # What it checks
//! Stocks with `balanced = true`: the registry lists every way in (`feeds`) and every way out (`drains`). Between
//! two states of the same body and parts: opening + in − out = closing. A flow that no report gives is somewhere
//! from 0 up, so where all ways in are known the closing state has a ceiling, and where all ways out are known a
//! floor. Of a stock without `balanced` nothing follows: people move, and not every report says so. The states are
//! dated to the day, or stand in the report that gives the flows; no break lies between them; all figures have
//! one level, or stand in one report.
//!
//! # Why it matters
//! The movement table is the one place where admissions, transfers and members have to agree.
//!
//! # Example
//! 400 members on 31 December 2022, in 2023 60 admitted, 20 moved in and 30 out, and 460 a year later: it makes 450.
//!
//! # How to settle it
//! Correct the number that is wrong; where there is a way in or out that nobody counts, delete `balanced`, or
//! explain the year.

use super::baseline::words;
use super::rule::{Books, Found, Over, Rule};
use super::settled::{self, Settled};
use super::{at, labelled, printed};
use crate::analyse::change::broken;
use crate::analyse::flow::{self, Flow};
use crate::analyse::ledger::Ledger;
use crate::diag::{Problem, Say, Severity};
use crate::model::Project;
use crate::model::id::{FigureKey, IndicatorKey};
use crate::model::interval::Interval;
use crate::model::period::{Day, Period};
use crate::model::report::Level;
use crate::say;
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule { name: "movement", severity: Severity::Error, over: Over::Zone(check) };

/// The flows into and out of a stock.
struct Ways {
    stock: IndicatorKey,
    into: Vec<IndicatorKey>,
    out: Vec<IndicatorKey>,
}

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    for ways in balanced(project) {
        let states: Vec<Settled<'_>> =
            settled::all(project, ledger).filter(|one| one.cell.indicator == ways.stock).collect();
        let same =
            |a: &Settled<'_>, b: &Settled<'_>| (a.cell.body, a.cell.parts) == (b.cell.body, b.cell.parts);
        for series in states.chunk_by(same) {
            for pair in series.windows(2) {
                compare(project, ledger, &ways, (&pair[0], &pair[1]), found);
            }
        }
    }
}

/// Returns the balanced stocks that have a flow at all.
fn balanced(project: &Project) -> Vec<Ways> {
    let registry = &project.registry;
    let flows =
        |moves: &dyn Fn(IndicatorKey) -> bool| registry.indicator_keys().filter(|&key| moves(key)).collect();
    let ways =
        registry.indicator_keys().filter(|&stock| registry.indicator(stock).balanced).map(|stock| Ways {
            stock,
            into: flows(&|key| registry.indicator(key).feeds == Some(stock)),
            out: flows(&|key| registry.indicator(key).drains == Some(stock)),
        });
    ways.filter(|ways| !(ways.into.is_empty() && ways.out.is_empty())).collect()
}

fn compare(
    project: &Project,
    ledger: &Ledger,
    ways: &Ways,
    (opening, closing): (&Settled<'_>, &Settled<'_>),
    found: &mut Found,
) {
    let (before, after) = (opening.cell.time, closing.cell.time);
    let Some(window) = Period::new(before.to().next(), after.to()) else { return };
    if before.overlaps(after) || broken(project, ledger.zone(), closing.cell, before, Day::LAST) {
        return;
    }
    let mut figures = vec![opening.figure];
    let into = total(project, ledger, &ways.into, (closing, window), &mut figures);
    let out = total(project, ledger, &ways.out, (closing, window), &mut figures);
    figures.push(closing.figure);
    let makes = opening.amount.plus(&into).minus(&out);
    let bounded = makes.lower().is_some() || makes.upper().is_some();
    if figures.len() < 3 || !bounded || !comparable(project, &figures, (before, after)) {
        return;
    }
    found.compared(&figures);
    if makes.meet(&closing.amount).is_some() {
        return;
    }
    let (first, last, is) =
        (printed(project, opening.figure), printed(project, closing.figure), words(&makes));
    let (plus, minus) = (told(&into), told(&out));
    let fault = Say {
        vi: format!(
            "biến động không khớp: {first} + tăng {} − giảm {} là {is}, số cuối kỳ ghi {last}",
            plus.vi, minus.vi
        ),
        en: format!(
            "the movement does not agree: {first} + {} in − {} out makes {is}, the closing state is {last}",
            plus.en, minus.en
        ),
    };
    let others: Vec<FigureKey> = settled::lines(project, ledger, &figures[..figures.len() - 1]);
    let problem = Problem::error("movement", at(project, closing.figure), fault);
    let problem = labelled(project, problem, &others).way_out(say!(
        "đối chiếu với các báo cáo và sửa con số sai; nếu còn cách tăng, giảm không ai đếm thì bỏ balanced, hoặc ghi explained = \"…\"",
        "compare with the reports and correct the wrong number; where there is a way in or out that nobody counts delete balanced, or write explained = \"…\""
    ));
    found.differs(&[others, vec![closing.figure]].concat(), problem);
}

/// Returns the sum of one direction for the words of the problem.
fn told(amount: &Interval) -> Say {
    match *amount == Interval::at_least(Decimal::ZERO) {
        true => say!("(chưa rõ)", "(unknown)"),
        false => Say { vi: words(amount), en: words(amount) },
    }
}

/// Returns what all flows of one direction make in a window, 0 or more where one of them is not known, and adds
/// the figures that it rests on.
fn total(
    project: &Project,
    ledger: &Ledger,
    ways: &[IndicatorKey],
    (closing, window): (&Settled<'_>, Period),
    figures: &mut Vec<FigureKey>,
) -> Interval {
    let unknown = Interval::at_least(Decimal::ZERO);
    ways.iter().fold(Interval::exact(Decimal::ZERO), |sum, &indicator| {
        let known = settled::series(project, ledger, (closing.cell.body, indicator, closing.cell.parts));
        let flows: Vec<Flow> = known
            .filter(|one| window.covers(one.cell.time))
            .map(|one| Flow { period: one.cell.time, amount: one.amount, figure: one.figure })
            .collect();
        let amount = flow::infer(&flows, window).map_or(unknown, |inference| {
            figures.extend(inference.evidence);
            inference.amount.not_negative()
        });
        sum.plus(&amount)
    })
}

/// Returns true where the states are dated to the day or stand beside the flows, and all figures are of one
/// level or of one report.
fn comparable(project: &Project, figures: &[FigureKey], (before, after): (Period, Period)) -> bool {
    let [opening, flows @ .., closing] = figures else { return false };
    let beside = |state: &FigureKey| flows.iter().all(|flow| flow.report == state.report);
    let dated = |state: &FigureKey, time: Period| time.days() == 1 || beside(state);
    let level = |key: &FigureKey| project.figure(*key).level;
    let one_level = figures.windows(2).all(|pair| level(&pair[0]) == level(&pair[1]));
    let one_table = beside(closing) && flows.first().is_some_and(|flow| flow.report == closing.report);
    let final_opening = level(opening) == Level::Official;
    dated(opening, before) && dated(closing, after) && (one_level || one_table && final_opening)
}
