//! What cannot be true together: one rule a file.
//!
//! A rule reports only where no values within the printed precision agree, and points at every line
//! that takes part.

pub mod complete_parts;
pub mod disagreement;
pub mod part_above_whole;
pub mod printed_attainment;
pub mod printed_change;
pub mod printed_share;
pub mod prose_figure;

use super::ledger::Ledger;
use crate::diag::{At, Problem};
use crate::model::Project;
use crate::model::id::FigureKey;
use rayon::prelude::*;

/// Returns every problem of every rule, in the order of the places.
pub fn problems(project: &Project, ledgers: &[Ledger]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = ledgers
        .par_iter()
        .flat_map_iter(|ledger| {
            let mut found = Vec::new();
            printed_share::check(project, ledger, &mut found);
            printed_change::check(project, ledger, &mut found);
            printed_attainment::check(project, ledger, &mut found);
            complete_parts::check(project, ledger, &mut found);
            part_above_whole::check(project, ledger, &mut found);
            disagreement::check(project, ledger, &mut found);
            prose_figure::check(project, ledgers, ledger.zone(), &mut found);
            found
        })
        .collect();
    prose_figure::check_issues(project, ledgers, &mut problems);
    problems.sort_by_key(|problem| (problem.at, problem.rule));
    problems
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

fn at(project: &Project, key: FigureKey) -> At {
    project.figure(key).at
}
