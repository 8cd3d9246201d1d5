//! What cannot be true together: one rule a file, listed in [`RULES`].
//!
//! A rule reports only where no values within the printed precision agree, and points at every line
//! that takes part; what is only unlikely is a question. It says what it compared too, so that an author learns
//! how much was looked at: relations between figures, targets and texts, not dates and not what is missing.

pub mod accessed_before_published;
pub mod baseline;
pub mod changed_name;
pub mod changed_target;
pub mod changed_verdict;
pub mod complete_parts;
pub mod copied_report;
pub mod disagreement;
pub mod explained_nothing;
pub mod impossible_percentage;
pub mod issue_out_of_step;
pub mod level_backwards;
mod mending;
pub mod missed_without_explanation;
pub mod movement;
pub mod odd_year;
pub mod out_of_line;
pub mod part_above_whole;
pub mod period_after_cutoff;
pub mod printed_attainment;
pub mod printed_change;
pub mod printed_share;
pub mod prose_figure;
pub mod rate_out_of_line;
pub mod result_after_report;
pub mod result_without_plan;
mod rule;
pub mod running_count;
mod settled;
pub mod shares_above_whole;
pub mod silent_revision;
mod slip;
pub mod small_cell;
pub mod statements_disagree;
pub mod sub_periods;
pub mod subset_above_set;
pub mod target_outside_term;
pub mod target_without_result;
pub mod zones_and_parent;

pub use rule::{Books, Found, Over, Rule};

use super::ledger::Ledger;
use crate::diag::{At, Problem};
use crate::model::id::{FigureKey, IndicatorKey, Parts, ReportKey};
use crate::model::{Project, check};
use crate::say;
use explained_nothing::Explanations;
use rayon::prelude::*;
use rule::Difference;

/// Every rule, by name. Each has its doc in its file; `docs/checks.md` is made of them.
pub const RULES: [Rule; 34] = [
    accessed_before_published::RULE,
    baseline::RULE,
    changed_name::RULE,
    changed_target::RULE,
    changed_verdict::RULE,
    complete_parts::RULE,
    copied_report::RULE,
    disagreement::RULE,
    impossible_percentage::RULE,
    issue_out_of_step::RULE,
    level_backwards::RULE,
    missed_without_explanation::RULE,
    movement::RULE,
    odd_year::RULE,
    out_of_line::RULE,
    part_above_whole::RULE,
    period_after_cutoff::RULE,
    printed_attainment::RULE,
    printed_change::RULE,
    printed_share::RULE,
    prose_figure::RULE,
    rate_out_of_line::RULE,
    result_after_report::RULE,
    result_without_plan::RULE,
    running_count::RULE,
    shares_above_whole::RULE,
    silent_revision::RULE,
    small_cell::RULE,
    statements_disagree::RULE,
    sub_periods::RULE,
    subset_above_set::RULE,
    target_outside_term::RULE,
    target_without_result::RULE,
    zones_and_parent::RULE,
];

/// What was compared and what does not agree.
#[derive(Debug, Default)]
pub struct Reconciliation {
    /// Every difference that nobody explains, in the order of the places.
    pub problems: Vec<Problem>,
    /// How many relations were compared.
    pub relations: usize,
    /// How many differences an author explains.
    pub explained: usize,
    /// The figures that take part in a relation, in their order.
    pub related: Vec<FigureKey>,
    /// Those of them that another number confirms, not only a text that repeats them; in their order.
    pub confirmed: Vec<FigureKey>,
}

/// Returns what all rules found.
pub fn reconciliation(project: &Project, ledgers: &[Ledger]) -> Reconciliation {
    let books = Books { project, ledgers };
    // A check that is off by itself is not run; one that the author turned off is, so that explanations of its
    // differences still explain something.
    let asked = |rule: &&Rule| !(check::OFF.contains(&rule.name) && project.settings.is_off(rule.name));
    let over_zones = ledgers.par_iter().map(|ledger| {
        let mut found = Found::default();
        for rule in RULES.iter().filter(asked) {
            if let Over::Zone(look) | Over::Both(look, _) = rule.over {
                weighed(rule, &mut found, |found| look(&books, ledger, found));
            }
        }
        once(&mut found.related);
        once(&mut found.confirmed);
        found
    });
    let over_all = || {
        let mut found = Found::default();
        for rule in RULES.iter().filter(asked) {
            if let Over::Project(look) | Over::Both(_, look) = rule.over {
                weighed(rule, &mut found, |found| look(&books, found));
            }
        }
        found
    };
    let (mut founds, over_all): (Vec<Found>, Found) = rayon::join(|| over_zones.collect(), over_all);
    founds.push(over_all);
    let mut whole = Reconciliation::default();
    let mut explanations = Explanations::new(project);
    for Found { differences, relations, related, confirmed } in founds {
        whole.relations += relations;
        whole.related.extend(related);
        whole.confirmed.extend(confirmed);
        for Difference { problem, figures } in differences {
            match explanations.explain(project, &figures, problem.rule) {
                true => whole.explained += 1,
                false => whole.problems.push(problem),
            }
        }
    }
    once(&mut whole.related);
    once(&mut whole.confirmed);
    whole.problems.extend(explanations.problems(project));
    whole.problems.sort_by_key(|problem| (problem.at, problem.rule));
    whole
}

fn once(figures: &mut Vec<FigureKey>) {
    figures.sort_unstable();
    figures.dedup();
}

/// Runs a rule and gives its problems its own weight.
fn weighed(rule: &Rule, found: &mut Found, run: impl FnOnce(&mut Found)) {
    let before = found.differences.len();
    run(found);
    for difference in &mut found.differences[before..] {
        difference.problem.severity = rule.severity;
    }
}

/// Returns the keys of all figures of a zone, report by report, without those that their own file corrects.
fn figures(project: &Project, ledger: &Ledger) -> impl Iterator<Item = FigureKey> {
    let zone = ledger.zone();
    project.zone(zone).report_keys(zone).flat_map(|report| {
        let figures = project.report(report).figures.iter().enumerate();
        let current = figures.filter(|(_, figure)| !figure.is_corrected());
        current.map(move |(n, _)| FigureKey { report, figure: n as u32 })
    })
}

/// Returns the name of an indicator, and of its part.
fn name(project: &Project, indicator: IndicatorKey, parts: Parts) -> String {
    let registry = &project.registry;
    let name = &registry.indicator(indicator).name.vi;
    let parts: Vec<&str> = parts.iter().map(|part| registry.part(part).name.vi.as_str()).collect();
    if parts.is_empty() { name.clone() } else { format!("{name} ({})", parts.join(", ")) }
}

/// Returns what a report itself says of a cell, as its file stands now.
fn of_report(project: &Project, vintages: &[FigureKey], report: ReportKey) -> Option<FigureKey> {
    let own = |key: &FigureKey| key.report == report && !project.figure(*key).is_corrected();
    vintages.iter().copied().find(own)
}

fn at(project: &Project, key: FigureKey) -> At {
    project.figure(key).at
}

/// Returns the problem with a label at each figure: its time and its value, as printed.
fn labelled(project: &Project, problem: Problem, figures: &[FigureKey]) -> Problem {
    figures.iter().fold(problem, |problem, &key| {
        let (time, printed) = (project.figure(key).time, printed(project, key));
        problem.label(at(project, key), say!("{time}: {printed}", "{time}: {printed}"))
    })
}

/// Returns the words of the report, or a dash where it gives no number.
fn printed(project: &Project, key: FigureKey) -> String {
    project.figure(key).quantity().map_or("–".to_owned(), |quantity| quantity.printed().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks of `read`: one file alone shows what they find.
    const OF_READ: [&str; 3] = ["name-without-english", "unknown-plan", "unreferenced-number"];

    #[test]
    fn rules_are_sorted_and_known_to_the_format() {
        let own = RULES.iter().map(|rule| rule.name).chain([explained_nothing::NAME]);
        let mut names: Vec<&str> = own.chain(OF_READ).collect();
        assert!(RULES.is_sorted_by(|a, b| a.name < b.name));
        names.sort_unstable();
        assert_eq!(names, check::NAMES);
        assert!(check::OFF.iter().all(|name| check::NAMES.contains(name)));
    }
}
