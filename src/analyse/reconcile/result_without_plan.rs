//! `result-without-plan`: a body reports what others plan, and no plan of its own sets a target for it.
//!
//! # What it checks
//! For every body, the indicators that it has results for and that some plan of the bulletin sets a target for: a plan of
//! that body, too, sets one. One line a body, with the count and the list.
//!
//! # Why it matters
//! A target may have been forgotten, or given to another body of the zone: then the result is never judged. Off by itself:
//! most bodies rightly report more than they promised.
//!
//! # Example
//! The union reports `ket-nap`, and only the party committee's plan has it.
//!
//! # How to settle it
//! Enter the plan, or correct the body of the plan or of the figures.

use super::rule::{Books, Found, Over, Rule};
use super::{at, figures};
use crate::diag::{Problem, Severity};
use crate::model::id::{BodyKey, FigureKey, IndicatorKey};
use crate::say;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub const RULE: Rule =
    Rule { name: "result-without-plan", severity: Severity::Warning, over: Over::Project(check) };

fn check(&Books { project, ledgers }: &Books<'_>, found: &mut Found) {
    let plans = project.zones.iter().flat_map(|zone| &zone.plans);
    let of_plan = plans.flat_map(|plan| plan.targets.iter().map(|target| (plan.body, target.indicator)));
    let own: BTreeSet<(BodyKey, IndicatorKey)> = of_plan.collect();
    let planned: BTreeSet<IndicatorKey> = own.iter().map(|(_, indicator)| *indicator).collect();
    for ledger in ledgers {
        let mut bare: BTreeMap<BodyKey, BTreeMap<IndicatorKey, FigureKey>> = BTreeMap::new();
        for key in figures(project, ledger) {
            let figure = project.figure(key);
            let (body, indicator) = (figure.body, figure.indicator);
            if planned.contains(&indicator) && !own.contains(&(body, indicator)) {
                bare.entry(body).or_default().entry(indicator).or_insert(key);
            }
        }
        for (body, results) in bare {
            let name = |indicator: &IndicatorKey| project.registry.indicator(*indicator).name.vi.as_str();
            let names: Vec<&str> = results.keys().map(name).collect();
            let (count, names, body) = (names.len(), names.join("; "), &project.body(body).short.vi);
            let figures: Vec<FigureKey> = results.into_values().collect();
            let fault = say!(
                "{body} có kết quả của {count} chỉ tiêu mà không kế hoạch nào của tổ chức này nêu: {names}",
                "{body} has results for {count} indicators that no plan of its own names: {names}"
            );
            let problem = Problem::warning("result-without-plan", at(project, figures[0]), fault);
            let problem = figures[1..].iter().fold(problem, |problem, &key| {
                problem.label(at(project, key), say!("không có chỉ tiêu", "no target"))
            });
            found.differs(
                &figures,
                problem.way_out(say!(
                    "nhập kế hoạch vào plans/, hoặc sửa body của kế hoạch hay của số liệu",
                    "enter the plan under plans/, or correct the body of the plan or of the figures"
                )),
            );
        }
    }
}
