//! What an issue shows: every figure known at its cut-off, and every verdict.

use super::assessment::{self, Assessment, MilestoneState, known_plans, target_keys};
use super::ledger::{Cell, Known, Ledger, newest};
use crate::model::Project;
use crate::model::id::{IssueKey, PlanKey};
use crate::model::quantity::{Quantity, Scale};
use crate::model::record::{FigureLine, Record, Said, VerdictLine};
use crate::model::report::Value;
use std::collections::BTreeMap;

/// What an issue shows, in the order of the zones: of its own zones, at its own cut-off.
#[derive(Debug)]
pub struct Shown {
    /// Every cell with its newest vintage, in the order of the cells.
    pub figures: Vec<(Cell, Known)>,
    /// Every target of every known plan in each of its windows, in the order of plans and targets.
    pub verdicts: Vec<Assessment>,
    /// Every milestone of every known plan: the plan, and its place among the plan's milestones.
    pub milestones: Vec<(PlanKey, usize, MilestoneState)>,
}

/// Returns what an issue shows.
pub fn by_issue(project: &Project, ledgers: &[Ledger], key: IssueKey) -> Shown {
    let issue = project.issue(key);
    let mut zones = issue.zones.clone();
    zones.sort();
    let mut shown = Shown { figures: Vec::new(), verdicts: Vec::new(), milestones: Vec::new() };
    for zone in zones {
        let ledger = &ledgers[zone.0 as usize];
        shown.figures.extend(ledger.cells(project).filter_map(|(cell, vintages)| {
            newest(project, vintages, issue.cutoff).map(|known| (cell, known))
        }));
        for plan in known_plans(project, ledger, issue.cutoff) {
            for target in target_keys(project, plan) {
                shown.verdicts.extend(assessment::of_target(project, ledger, target, issue.cutoff));
            }
            let milestones = project.plan(plan).milestones.iter().enumerate();
            shown
                .milestones
                .extend(milestones.map(|(n, one)| (plan, n, assessment::milestone(one, issue.cutoff))));
        }
    }
    shown
}

impl Shown {
    /// Returns the same in names, for a file or a comparison; `key` is the issue that shows it.
    pub fn record(&self, project: &Project, key: IssueKey) -> Record {
        let figures = self.figures.iter().flat_map(|(cell, known)| figure_lines(project, cell, *known));
        let verdicts = self.verdicts.iter().map(|one| verdict_line(project, one));
        let milestones = self.milestones.iter().map(|&(plan, n, state)| {
            let milestone = &project.plan(plan).milestones[n];
            let name = format!("{}/milestone/{}@{}", plan_name(project, plan), milestone.title, milestone.by);
            (name, VerdictLine { target: milestone.title.clone(), verdict: state.key().to_owned() })
        });
        Record {
            cutoff: project.issue(key).cutoff,
            figures: figures.collect(),
            verdicts: verdicts.chain(milestones).collect::<BTreeMap<_, _>>(),
        }
    }
}

/// Returns the name of a cell: `hai-phong/cong-doan/ket-nap[kenh=chi-bo-nong-cot]@2018/2022-09`.
pub fn cell_name(project: &Project, cell: &Cell) -> String {
    let Cell { body, indicator, parts, time } = *cell;
    let (zone, body) = (&project.zone(body.zone).id, &project.body(body).id);
    let path = in_brackets(project.registry.path(parts));
    format!("{zone}/{body}/{}{path}@{time}", project.registry.indicator(indicator).id)
}

/// Returns the lines of a figure: its number or why there is none, and each number printed about it.
pub fn figure_lines(project: &Project, cell: &Cell, known: Known) -> Vec<(String, FigureLine)> {
    let figure = project.figure(known.figure);
    let name = cell_name(project, cell);
    let line = |said| FigureLine {
        said,
        level: figure.level.key().to_owned(),
        report: project.report(known.figure.report).id.to_string(),
    };
    let own = match &figure.value {
        Value::Known(quantity) => Some(Said::Words(words(quantity))),
        Value::Missing(why) => Some(Said::Missing(why.key().to_owned())),
        Value::Unstated => None,
    };
    let printed = figure.statements().iter().map(|said| {
        let kind = said.kind.key(&project.registry);
        (format!("{name}?as={kind}"), line(Said::Words(words(&said.quantity))))
    });
    own.map(|said| (name.clone(), line(said))).into_iter().chain(printed).collect()
}

/// Returns the words of a number as records keep them: those of the report; of a plain number the digits
/// alone, because `4656`, `"4.656"` and `"04656"` are one number on every page.
pub fn words(quantity: &Quantity) -> String {
    let printed = quantity.printed();
    let plain = printed.bytes().all(|b| b.is_ascii_digit() || b == b'.') && quantity.scale() == Scale::Count;
    match quantity.interval().as_exact() {
        Some(value) if plain => value.normalize().to_string(),
        _ => printed.into_owned(),
    }
}

fn verdict_line(project: &Project, one: &Assessment) -> (String, VerdictLine) {
    let target = &project.plan(one.target.plan).targets[one.target.target as usize];
    let (plan, section) = (plan_name(project, one.target.plan), target.kind.key());
    let indicator = &project.registry.indicator(target.indicator).id;
    let path = in_brackets(project.registry.path(target.parts));
    let share = match target.share_of(&project.registry) {
        "" => String::new(),
        whole => format!("?as=share_of:{whole}"),
    };
    let name = format!("{plan}/{section}/{indicator}{path}@{}{share}", one.window);
    (name, VerdictLine { target: words(&target.printed), verdict: one.verdict.key().to_owned() })
}

fn plan_name(project: &Project, plan: PlanKey) -> String {
    format!("{}/{}", project.zone(plan.zone).id, project.plan(plan).id)
}

fn in_brackets(path: String) -> String {
    if path.is_empty() { path } else { format!("[{path}]") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::interval::Interval;

    #[test]
    fn a_plain_number_has_one_spelling_and_words_are_kept() {
        let count = |printed, value: u64| {
            words(&Quantity::worded(printed, Scale::Count, Interval::exact(value.into())))
        };
        assert_eq!(words(&Quantity::whole(4656)), "4656");
        assert_eq!(count("4.656", 4656), "4656");
        assert_eq!(count("02", 2), "2");
        assert_eq!(count("10 nghìn", 10_000), "10 nghìn");
        let over = Quantity::worded("trên 14.000", Scale::Count, Interval::more_than(14_000.into()));
        assert_eq!(words(&over), "trên 14.000");
    }
}
