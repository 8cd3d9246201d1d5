//! `printed-attainment`: an attainment as printed does not agree with the result and the target.
//!
//! # What it checks
//! Every `attained.<plan>` whose plan has a file, against the figure and that plan's targets for the same
//! indicator whose windows meet the figure's time: one of them must give it. A yearly target is also taken for
//! all years of the result, and of the term.
//!
//! # Why it matters
//! A percentage is often taken on another target than the one it is printed beside.
//!
//! # Example
//! `ket-nap = { value = 1033, attained.nghi-quyet = "110%" }` where the plan asks for 300: 1.033 is 344,3 % of it.
//!
//! # How to settle it
//! Name the plan that the percentage was taken on, or correct the number that is wrong.

use super::mending::{End, bases, of_percentage, repeated, way_out};
use super::printed_share::{agrees, words};
use super::rule::{Books, Found, Over, Rule};
use super::{at, figures};
use crate::analyse::ledger::Ledger;
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::FigureKey;
use crate::model::interval::{Interval, RatioInterval};
use crate::model::period::Period;
use crate::model::plan::{Goal, Subject, Target, TargetKind};
use crate::model::report::{Statement, StatementKind};
use crate::say;
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule =
    Rule { name: "printed-attainment", severity: Severity::Error, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    for key in figures(project, ledger) {
        let figure = project.figure(key);
        for said in figure.statements() {
            let StatementKind::Attained(plan) = &said.kind else { continue };
            let Some(plan) = project.zone(ledger.zone()).find_plan(ledger.zone(), plan.as_str()) else {
                continue;
            };
            let same = project.plan(plan).targets.iter().filter(|target| {
                (target.indicator, target.parts, target.subject)
                    == (figure.indicator, figure.parts, Subject::Amount)
                    && target.window.overlaps(figure.time)
            });
            let targets: Vec<&Target> = same.filter(|target| target.goal.threshold().is_some()).collect();
            if figure.quantity().is_some() && !targets.is_empty() {
                compare(project, ledger, (key, said), &targets, found);
            }
        }
    }
}

fn compare(
    project: &Project,
    ledger: &Ledger,
    (key, said): (FigureKey, &Statement),
    targets: &[&Target],
    found: &mut Found,
) {
    let figure = project.figure(key);
    let result = figure.quantity().expect("the caller has seen the number");
    let (result_is, printed) = (result.interval(), said.quantity.interval());
    found.compared(&[key]);
    let of = |goal: &Interval| agrees(&RatioInterval::of(&result_is, goal), &printed);
    if targets.iter().any(|target| goals(target, figure.time).into_iter().any(|x| of(&Interval::exact(x)))) {
        return;
    }
    let first = targets[0];
    let goal_is = Interval::exact(first.goal.threshold().expect("targets without one are left out"));
    let ends = (
        End {
            what: say!("kết quả", "the result"),
            amount: result_is,
            confirmed: repeated(project, ledger, key),
        },
        End { what: say!("chỉ tiêu", "the target"), amount: goal_is, confirmed: false },
    );
    let mends = of_percentage(&said.quantity, &ends.0, &ends.1);
    let (result, goal, share) = (result.printed(), first.printed.printed(), said.quantity.printed());
    let is = words(&RatioInterval::of(&result_is, &goal_is));
    let fault = say!(
        "tỷ lệ đạt {share} không khớp: {result} so với chỉ tiêu {goal} là {is}",
        "the attainment {share} does not agree: {result} against the target {goal} is {is}"
    );
    let problem = Problem::error("printed-attainment", said.at, fault)
        .label(at(project, key), say!("kết quả: {result}", "the result: {result}"));
    let problem = targets.iter().fold(problem, |problem, target| {
        let goal = target.printed.printed();
        problem.label(target.at, say!("chỉ tiêu: {goal}", "the target: {goal}"))
    });
    let bases = bases(project, ledger, key);
    let otherwise = say!(
        "ghi đúng kế hoạch làm mẫu số, hoặc sửa con số sai",
        "name the plan that the percentage was taken on, or correct the wrong number"
    );
    found.differs(&[key], problem.way_out(way_out(&said.quantity, (bases, of), mends, otherwise)));
}

/// Returns the numbers that an attainment may be taken on: either end of a range; of a yearly target, one year,
/// the years of the result, and those of the term.
fn goals(target: &Target, time: Period) -> Vec<Decimal> {
    let ends = match target.goal {
        Goal::Between(low, high) => vec![low, high],
        _ => target.goal.threshold().into_iter().collect(),
    };
    let mut years = vec![Decimal::ONE];
    if matches!(target.kind, TargetKind::EveryYear | TargetKind::AverageYear) {
        years.extend([time, target.window].map(|period| Decimal::from(period.whole_years())));
    }
    ends.iter().flat_map(|x| years.iter().map(move |years| x * years)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::{IndicatorKey, Parts};
    use crate::model::quantity::Quantity;

    #[test]
    fn a_yearly_target_is_also_that_of_all_years() {
        let years = |from: i16, to: i16| {
            Period::new(Period::year(from).unwrap().from(), Period::year(to).unwrap().to()).unwrap()
        };
        let target = |kind, goal| Target {
            indicator: IndicatorKey(0),
            parts: Parts::WHOLE,
            kind,
            window: years(2021, 2025),
            subject: Subject::Amount,
            goal,
            printed: Quantity::whole(50),
            implied: false,
            note: None,
            at: crate::diag::At::default(),
        };
        let yearly = target(TargetKind::EveryYear, Goal::AtLeast(50.into()));
        assert_eq!(goals(&yearly, years(2021, 2023)), [50, 150, 250].map(Decimal::from));
        let range = target(TargetKind::WholeTerm, Goal::Between(5.into(), 7.into()));
        assert_eq!(goals(&range, years(2021, 2023)), [5, 7].map(Decimal::from));
    }
}
