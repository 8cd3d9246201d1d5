//! `shares-above-whole`: printed shares of parts together exceed the whole, or miss it.
//!
//! # What it checks
//! The shares that one report prints for the parts of a whole (`share_of = "…%"` under `of_which` and `parts`).
//! One share, or the shares of parts that exclude each other, must not exceed 100% by more than their
//! rounding; the shares of complete parts (*gồm*) must be 100% within it. The same holds for shares of another
//! indicator: those of exclusive parts must not exceed the share printed for their whole.
//!
//! # Why it matters
//! 33,3% three times is 99,9% and nobody's fault; 35% twice and 40% is a slip in one of them.
//!
//! # Example
//! Two parts that exclude each other with `share_of = "63%"` and `share_of = "41%"`: together 104%.
//!
//! # How to settle it
//! Correct the share that is wrong; where parts may overlap, write `exclusive = false` for the breakdown.

use super::rule::{Books, Found, Over, Rule};
use super::{at, figures};
use crate::analyse::ledger::Ledger;
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::{DimensionKey, FigureKey};
use crate::model::interval::Interval;
use crate::model::report::{Statement, StatementKind};
use crate::say;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule =
    Rule { name: "shares-above-whole", severity: Severity::Error, over: Over::Zone(check) };

/// A part with the share that is printed for it.
type Share<'a> = (FigureKey, &'a Statement);

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let mut groups: BTreeMap<(FigureKey, DimensionKey, StatementKind), Vec<Share<'_>>> = BTreeMap::new();
    let mut counts: BTreeMap<(FigureKey, DimensionKey), (usize, bool)> = BTreeMap::new();
    for key in figures(project, ledger) {
        let figure = project.figure(key);
        let (Some(whole), Some((_, part))) = (figure.whole, figure.parts.parent()) else { continue };
        let dimension = project.registry.part(part).dimension;
        let place = (FigureKey { report: key.report, figure: whole.figure }, dimension);
        let (count, complete) = counts.entry(place).or_insert((0, true));
        (*count, *complete) = (*count + 1, *complete && whole.complete);
        for said in figure.statements() {
            if matches!(said.kind, StatementKind::ShareOfWhole | StatementKind::ShareOf(_)) {
                let group = groups.entry((place.0, place.1, said.kind.clone())).or_default();
                group.push((key, said));
            }
        }
    }
    for ((whole, dimension, kind), shares) in groups {
        let (count, complete) = counts[&(whole, dimension)];
        let exclusive = complete || project.registry.dimension(dimension).exclusive;
        let all = complete && count == shares.len();
        let Some(limit) = limit(project, whole, &kind) else { continue };
        match exclusive {
            true => compare(project, (whole, &shares), (limit, all), found),
            false => {
                for one in &shares {
                    compare(project, (whole, std::slice::from_ref(one)), (limit, false), found);
                }
            }
        }
    }
}

/// Returns the share of the whole itself: 100%, or what is printed for it of another indicator.
fn limit<'a>(
    project: &'a Project,
    whole: FigureKey,
    kind: &StatementKind,
) -> Option<(Interval, Option<&'a Statement>)> {
    if *kind == StatementKind::ShareOfWhole {
        return Some((Interval::exact(Decimal::ONE_HUNDRED), None));
    }
    let said = project.figure(whole).statements().iter().find(|said| said.kind == *kind)?;
    Some((said.quantity.interval(), Some(said)))
}

fn compare(
    project: &Project,
    (whole, shares): (FigureKey, &[Share<'_>]),
    ((limit, of_whole), complete): ((Interval, Option<&Statement>), bool),
    found: &mut Found,
) {
    let mut keys: Vec<FigureKey> = shares.iter().map(|&(key, _)| key).collect();
    if of_whole.is_some() {
        keys.push(whole);
    }
    found.compared(&keys);
    let zero = Interval::exact(Decimal::ZERO);
    let sum = shares.iter().fold(zero, |sum, (_, said)| sum.plus(&said.quantity.interval().not_negative()));
    if !(sum.all_exceed(&limit) || complete && limit.all_exceed(&sum)) {
        return;
    }
    let terms: Vec<_> = shares.iter().map(|(_, said)| said.quantity.printed()).collect();
    let (terms, most) = (terms.join(" + "), of_whole.map_or("100%".into(), |said| said.quantity.printed()));
    let fault = match sum.all_exceed(&limit) {
        true => say!(
            "tỷ lệ của các phần ({terms}) vượt quá {most}, kể cả khi tính đến làm tròn",
            "the shares of the parts ({terms}) exceed {most} by more than their rounding"
        ),
        false => say!(
            "tỷ lệ của đủ các phần ({terms}) không đạt {most}, kể cả khi tính đến làm tròn",
            "the shares of all parts ({terms}) fall short of {most} by more than their rounding"
        ),
    };
    let problem = Problem::error("shares-above-whole", at(project, whole), fault);
    let problem = shares.iter().fold(problem, |problem, (_, said)| {
        let share = said.quantity.printed();
        problem.label(said.at, say!("một phần: {share}", "a part: {share}"))
    });
    let problem = of_whole.iter().fold(problem, |problem, said| {
        let share = said.quantity.printed();
        problem.label(said.at, say!("cả tổng: {share}", "the whole: {share}"))
    });
    keys.push(whole);
    found.differs(&keys, problem.way_out(say!(
        "sửa tỷ lệ sai, không làm cho tròn 100%; nếu các phần có thể trùng nhau, ghi exclusive = false cho phân tổ; nếu chưa đủ các phần, ghi of_which thay cho parts",
        "correct the share that is wrong, without rounding up to 100%; where parts may overlap write exclusive = false for the breakdown, where some are left out of_which instead of parts"
    )));
}
