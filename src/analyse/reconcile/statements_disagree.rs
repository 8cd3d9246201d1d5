//! `statements-disagree`: printed percentages or changes cannot be true together.
//!
//! # What it checks
//! Where a figure has no number of its own, the numbers that its printed statements give: 26% of one known
//! figure, "tăng 40" since another, 120% of a target. They must have a value in common. Where a whole or a target is
//! not printed, the numbers (with the decimals of its indicator) that the percentages of several figures allow for it:
//! the same whole of the same time, the same target of counts that begin on the same day.
//!
//! # Why it matters
//! A number that nobody prints is still pinned down by what is said about it.
//!
//! # Example
//! `ket-nap = { share_of.boi-duong = "26%", attained.nghi-quyet = "120%" }`, with 976 trained and a target of 300: 249 to
//! 258 by the one, 359 to 361 by the other.
//!
//! # How to settle it
//! Correct the statement that is wrong, or the number on which it was taken.

use super::baseline::words;
use super::rule::{Books, Found, Over, Rule};
use super::{figures, of_report};
use crate::analyse::change::By;
use crate::analyse::implied::numbers;
use crate::analyse::ledger::{Cell, Ledger};
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::{BodyKey, FigureKey, IndicatorKey, Parts, Slug};
use crate::model::interval::{Bound, Interval};
use crate::model::period::{Day, Period};
use crate::model::plan::{Subject, TargetKind};
use crate::model::report::{Statement, StatementKind};
use crate::say;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule =
    Rule { name: "statements-disagree", severity: Severity::Error, over: Over::Zone(check) };

/// A number that no report gives, but that printed percentages pin down.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Unprinted {
    /// A whole: of whom, what, when.
    Whole(BodyKey, IndicatorKey, Period),
    /// A target without a plan file: of whom, its name, for what, counted from when.
    Target(BodyKey, Slug, (IndicatorKey, Parts), Day),
}

/// What a statement allows for a number.
#[derive(Clone)]
struct Claim<'a> {
    said: &'a Statement,
    amount: Interval,
    figures: Vec<FigureKey>,
}

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let mut unprinted: BTreeMap<Unprinted, Vec<Claim<'_>>> = BTreeMap::new();
    for key in figures(project, ledger) {
        let figure = project.figure(key);
        match figure.quantity() {
            None => {
                let claims =
                    figure.statements().iter().filter_map(|said| of_itself(project, ledger, key, said));
                compare(project, key, &claims.collect::<Vec<_>>(), found);
            }
            Some(quantity) => {
                let Some(part) = quantity.interval().as_exact() else { continue };
                for said in figure.statements() {
                    if let Some((of, amount)) = implied(project, ledger, (key, part), said) {
                        let claim = Claim { said, amount, figures: vec![key] };
                        unprinted.entry(of).or_default().push(claim);
                    }
                }
            }
        }
    }
    for claims in unprinted.into_values() {
        compare(project, claims[0].figures[0], &claims, found);
    }
}

/// Returns the values of a figure by one of its statements, and the figure that it was taken on.
fn of_itself<'a>(
    project: &'a Project,
    ledger: &Ledger,
    key: FigureKey,
    said: &'a Statement,
) -> Option<Claim<'a>> {
    let figure = project.figure(key);
    let printed = said.quantity.interval();
    let hundredth = Decimal::new(1, 2);
    let (base, amount) = match &said.kind {
        StatementKind::ShareOf(indicator) => {
            let base = stated(
                project,
                ledger,
                key,
                Cell { indicator: *indicator, parts: Parts::WHOLE, ..Cell::of(figure) },
            )?;
            (Some(base.0), product(&printed.times(hundredth), &base.1))
        }
        StatementKind::ShareOfWhole => {
            let whole = FigureKey { report: key.report, figure: figure.whole?.figure };
            let amount = project.figure(whole).quantity()?.interval();
            (Some(whole), product(&printed.times(hundredth), &amount))
        }
        StatementKind::ChangeSince(time) | StatementKind::TimesSince(time) => {
            let base = stated(project, ledger, key, Cell { time: *time, ..Cell::of(figure) })?;
            let amount = match By::of(said)? {
                By::Amount(by) => base.1.plus(&by),
                By::Times(by) => product(&by, &base.1),
            };
            (Some(base.0), amount)
        }
        StatementKind::Attained(plan) => {
            let plan = project.zone(ledger.zone()).find_plan(ledger.zone(), plan.as_str())?;
            let mut targets = project.plan(plan).targets.iter().filter(|target| {
                (target.indicator, target.parts, target.subject)
                    == (figure.indicator, figure.parts, Subject::Amount)
                    && target.window.overlaps(figure.time)
            });
            let target = targets.next()?;
            // Of several targets, or of a yearly one, it is open which was meant.
            let yearly = matches!(target.kind, TargetKind::EveryYear | TargetKind::AverageYear);
            if yearly || targets.next().is_some() {
                return None;
            }
            (None, printed.times(hundredth).times(target.goal.threshold()?))
        }
    };
    (!amount.is_unknown()).then(|| Claim {
        said,
        amount,
        figures: [Some(key), base].into_iter().flatten().collect(),
    })
}

/// Returns the number of a cell: that of the same report, or else the newest.
fn stated(project: &Project, ledger: &Ledger, key: FigureKey, cell: Cell) -> Option<(FigureKey, Interval)> {
    let vintages = ledger.vintages(project, cell);
    let base = of_report(project, vintages, key.report).or(vintages.last().copied())?;
    Some((base, project.figure(base).quantity()?.interval()))
}

/// Returns every product of two intervals of values that are 0 or more.
fn product(a: &Interval, b: &Interval) -> Interval {
    let end = |a: Option<Bound>, b: Option<Bound>| {
        let (a, b) = (a?, b?);
        Some(Bound { value: a.value.checked_mul(b.value)?, open: a.open || b.open })
    };
    let (a, b) = (a.not_negative(), b.not_negative());
    Interval::new(end(a.lower(), b.lower()), end(a.upper(), b.upper())).unwrap_or(Interval::UNKNOWN)
}

/// Returns the numbers that a percentage allows for a whole or target that nobody prints.
fn implied(
    project: &Project,
    ledger: &Ledger,
    (key, part): (FigureKey, Decimal),
    said: &Statement,
) -> Option<(Unprinted, Interval)> {
    let figure = project.figure(key);
    let of = match &said.kind {
        StatementKind::ShareOf(indicator) => {
            let cell = Cell { indicator: *indicator, parts: Parts::WHOLE, ..Cell::of(figure) };
            let printed =
                ledger.vintages(project, cell).iter().any(|&key| project.figure(key).quantity().is_some());
            (!printed).then_some(Unprinted::Whole(figure.body, *indicator, figure.time))
        }
        StatementKind::Attained(plan) => {
            let zone = project.zone(ledger.zone());
            let own = (figure.indicator, figure.parts);
            let target = || Unprinted::Target(figure.body, plan.clone(), own, figure.time.from());
            zone.find_plan(ledger.zone(), plan.as_str()).is_none().then(target)
        }
        _ => None,
    }?;
    let counted = match of {
        Unprinted::Whole(_, whole, _) => whole,
        Unprinted::Target(..) => figure.indicator,
    };
    let decimals = project.registry.indicator(counted).decimals;
    let (first, last) = numbers(part, decimals, &said.quantity.interval())?;
    let range = Interval::at_least(first).meet(&Interval::at_most(last))?;
    Some((of, range))
}

/// Compares each claim with what the ones before it allow together.
fn compare(project: &Project, key: FigureKey, claims: &[Claim<'_>], found: &mut Found) {
    let Some((first, rest)) = claims.split_first() else { return };
    let mut so_far = first.amount;
    for (n, claim) in rest.iter().enumerate() {
        let taking_part: Vec<FigureKey> =
            claims[..n + 2].iter().flat_map(|claim| claim.figures.iter().copied()).collect();
        found.compared(&taking_part);
        let Some(both) = so_far.meet(&claim.amount) else {
            let (said, is) = (claim.said.quantity.printed(), words(&claim.amount));
            let before = words(&so_far);
            let fault = say!(
                "các tỷ lệ, mức thay đổi đã in không thể cùng đúng: {said} ứng với {is}, số khác ứng với {before}",
                "what is printed cannot all be true: {said} gives {is}, another statement {before}"
            );
            let problem = Problem::error("statements-disagree", claim.said.at, fault);
            let problem = claims[..=n].iter().fold(problem, |problem, other| {
                let (said, is) = (other.said.quantity.printed(), words(&other.amount));
                problem.label(other.said.at, say!("{said}: {is}", "{said}: {is}"))
            });
            let mut bases: Vec<FigureKey> = taking_part.iter().copied().filter(|&one| one != key).collect();
            bases.sort_unstable();
            bases.dedup();
            let problem = super::labelled(project, problem, &bases);
            found.differs(&taking_part, problem.way_out(say!(
                "đối chiếu với báo cáo gốc: sửa con số đã in sai, hoặc số làm mẫu số, gốc so sánh, chỉ tiêu",
                "compare with the report: correct the printed number that is wrong, or the one on which it was taken"
            )));
            return;
        };
        so_far = both;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_holds_every_product() {
        let share = crate::model::quantity::Quantity::as_rounded(26.into(), 0).times(Decimal::new(1, 2));
        let members = product(&share, &Interval::exact(976.into()));
        assert!(members.contains(249.into()) && members.contains(258.into()));
        assert!(!members.contains(248.into()) && !members.contains(259.into()));
        assert_eq!(product(&share, &Interval::UNKNOWN), Interval::at_least(Decimal::ZERO));
        assert!(product(&share, &Interval::more_than(100.into())).all_above(Decimal::new(255, 1)));
    }
}
