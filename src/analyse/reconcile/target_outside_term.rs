//! `target-outside-term`: a target is due at a time that its plan's term does not contain.
//!
//! # What it checks
//! The date of `[by."…"]` and the days of `[during."…"]` against the term of the plan, and `years` against the years of
//! the term. A milestone may lie beyond the term, not before it.
//!
//! # Why it matters
//! The term is the days in which the targets are to be reached: a wrong year in either gives a verdict years too early
//! or too late.
//!
//! # Example
//! `[by."2052"]` in a plan with `term = "2020/2025"`.
//!
//! # How to settle it
//! Correct the date or the term. What a resolution looks forward to beyond its term (*tầm nhìn*) is a plan of its own,
//! with its own term.

use super::rule::{Books, Found, Over, Rule};
use crate::analyse::ledger::Ledger;
use crate::diag::{At, Problem, Severity};
use crate::model::period::Period;
use crate::model::plan::{Plan, TargetKind};
use crate::say;
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule =
    Rule { name: "target-outside-term", severity: Severity::Warning, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    for plan in &project.zone(ledger.zone()).plans {
        // The targets of one section have one date: one problem for all of them.
        let mut outside: BTreeMap<(TargetKind, Period), Vec<At>> = BTreeMap::new();
        for target in &plan.targets {
            let is_outside = match target.kind {
                TargetKind::By => target.window.to() > plan.term.to(),
                TargetKind::During => !plan.term.covers(target.window),
                TargetKind::EveryYear | TargetKind::WholeTerm | TargetKind::AverageYear => false,
            };
            if is_outside {
                outside.entry((target.kind, target.window)).or_default().push(target.at);
            }
        }
        for ((kind, window), places) in outside {
            let due = if kind == TargetKind::By { window.to().to_string() } else { window.to_string() };
            found.differs(&[], problem(plan, &due, &places));
        }
        if let Some(years) = plan.years.filter(|years| !whole_years(plan.term).covers(*years)) {
            found.differs(&[], problem(plan, &years.to_string(), &[plan.at]));
        }
        for milestone in plan.milestones.iter().filter(|one| one.by.to() < plan.term.from()) {
            found.differs(&[], problem(plan, &milestone.by.to_string(), &[milestone.at]));
        }
    }
}

/// The calendar years that have a day in a term.
fn whole_years(term: Period) -> Period {
    let year = |year| Period::year(year).expect("a day lies in a year");
    Period::new(year(term.from().year()).from(), year(term.to().year()).to())
        .expect("a term does not end before it begins")
}

fn problem(plan: &Plan, due: &str, places: &[At]) -> Problem {
    let term = plan.term;
    let fault = say!("hạn {due} nằm ngoài nhiệm kỳ {term}", "{due} lies outside the term {term}");
    let problem = Problem::warning("target-outside-term", places[0], fault);
    let problem = places[1..]
        .iter()
        .fold(problem, |problem, &place| problem.label(place, say!("cùng hạn này", "due at the same time")));
    let problem = match places[0] == plan.at {
        true => problem,
        false => problem.label(plan.at, say!("kế hoạch của nhiệm kỳ {term}", "the plan of the term {term}")),
    };
    problem.way_out(say!(
        "sửa hạn, hoặc sửa nhiệm kỳ (term); tầm nhìn sau nhiệm kỳ thì ghi thành một kế hoạch riêng có nhiệm kỳ riêng",
        "correct the date, or the term; what lies beyond the term is a plan of its own, with its own term"
    ))
}
