//! What an issue shows: every figure known at its cut-off, and every verdict.

use super::assessment::{self, Assessment, MilestoneState, known_plans, target_keys};
use super::ledger::{Cell, Known, Ledger, newest};
use crate::model::Project;
use crate::model::fingerprint::{Fingerprint, Taking};
use crate::model::id::{IssueKey, PlanKey, ZoneKey};
use crate::model::period::Day;
use crate::model::record::{self, FigureLine, NameLine, Record, Said, VerdictLine, words};
use crate::model::zone::{Body, Zone};
use rayon::prelude::*;
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
    of_zones(project, ledgers, &issue.zones, issue.cutoff)
}

/// Returns what an issue with a cut-off shows of some zones.
pub fn of_zones(project: &Project, ledgers: &[Ledger], zones: &[ZoneKey], cutoff: Day) -> Shown {
    let mut zones = zones.to_vec();
    zones.sort();
    let figures = zones.par_iter().flat_map_iter(|&zone| of_zone(project, ledgers, zone, cutoff)).collect();
    let mut shown = Shown { figures, verdicts: Vec::new(), milestones: Vec::new() };
    for zone in zones {
        let ledger = &ledgers[zone.0 as usize];
        for plan in known_plans(project, ledger, cutoff) {
            for target in target_keys(project, plan) {
                shown.verdicts.extend(assessment::of_target(project, ledger, target, cutoff));
            }
            let milestones = project.plan(plan).milestones.iter().enumerate();
            shown.milestones.extend(milestones.map(|(n, one)| (plan, n, assessment::milestone(one, cutoff))));
        }
    }
    shown
}

/// Returns the figures that an issue shows: every cell of its zones that is known at its cut-off, with its
/// newest vintage, in the order of the cells.
pub fn figures(project: &Project, ledgers: &[Ledger], key: IssueKey) -> Vec<(Cell, Known)> {
    let issue = project.issue(key);
    let mut zones = issue.zones.clone();
    zones.sort();
    zones.par_iter().flat_map_iter(|&zone| of_zone(project, ledgers, zone, issue.cutoff)).collect()
}

fn of_zone(project: &Project, ledgers: &[Ledger], zone: ZoneKey, cutoff: Day) -> Vec<(Cell, Known)> {
    let cells = ledgers[zone.0 as usize].cells(project);
    cells.filter_map(|(cell, all)| Some((cell, newest(project, all, cutoff)?))).collect()
}

/// The lines of so many zones are held at once.
const AT_ONCE: usize = 32;

/// Returns the fingerprint of the figures that an issue shows.
pub fn figures_print(project: &Project, ledgers: &[Ledger], key: IssueKey) -> Fingerprint {
    let issue = project.issue(key);
    let mut zones = issue.zones.clone();
    // As the names of their figures: `bac-giang-2/` comes before `bac-giang/`.
    zones.sort_by_cached_key(|&zone| format!("{}/", project.zone(zone).id));
    let mut taking = Taking::default();
    for some in zones.chunks(AT_ONCE) {
        let lines = |&zone: &ZoneKey| lines(project, &of_zone(project, ledgers, zone, issue.cutoff));
        let lines: Vec<_> = some.par_iter().map(lines).collect();
        lines.iter().flatten().for_each(|line| taking.add(line.as_bytes()));
    }
    taking.finished()
}

/// Returns what a fingerprint takes of some figures. No character of a name sorts before the tab behind it, so
/// whole lines sort as their names do.
fn lines(project: &Project, figures: &[(Cell, Known)]) -> Vec<String> {
    let lines = figures.iter().flat_map(|(cell, known)| figure_lines(project, cell, *known));
    let mut lines: Vec<String> = lines.map(|(name, line)| record::line(&name, &line)).collect();
    lines.sort_unstable();
    lines
}

/// Returns the lines of some figures, by name.
fn named(project: &Project, figures: &[(Cell, Known)]) -> BTreeMap<String, FigureLine> {
    figures.par_iter().flat_map_iter(|(cell, known)| figure_lines(project, cell, *known)).collect()
}

impl Shown {
    /// Returns the same in names, for a file or a comparison; `key` is the issue that shows it.
    pub fn record(&self, project: &Project, key: IssueKey) -> Record {
        let verdicts = self.verdicts.iter().map(|one| verdict_line(project, one));
        let milestones =
            self.milestones.iter().map(|&(plan, n, state)| milestone_line(project, plan, n, state));
        Record {
            cutoff: project.issue(key).cutoff,
            figures: named(project, &self.figures),
            verdicts: verdicts.chain(milestones).collect::<BTreeMap<_, _>>(),
            names: names(project, key),
        }
    }
}

/// Returns what an issue calls its zones and their bodies, by their ids.
pub fn names(project: &Project, key: IssueKey) -> BTreeMap<String, NameLine> {
    let issue = project.issue(key);
    let mut names = BTreeMap::new();
    for zone in issue.zones.iter().map(|&zone| project.zone(zone)) {
        let province = Some(zone.province_on(issue.cutoff).to_owned());
        let name = zone.name_on(issue.cutoff).vi.clone();
        names.insert(zone.id.to_string(), NameLine { name, province });
        for body in &zone.bodies {
            let name = body.name_on(issue.cutoff).vi.clone();
            names.insert(body_name(zone, body), NameLine { name, province: None });
        }
    }
    names
}

/// Returns the name of a body in records: `hai-phong/cong-doan`.
pub fn body_name(zone: &Zone, body: &Body) -> String {
    format!("{}/{}", zone.id, body.id)
}

/// Returns the name of a cell: `hai-phong/cong-doan/ket-nap[kenh=chi-bo-nong-cot]@2018/2022-09`.
pub fn cell_name(project: &Project, cell: &Cell) -> String {
    let Cell { body, indicator, parts, time } = *cell;
    let (zone, body) = (&project.zone(body.zone).id, &project.body(body).id);
    let indicator = &project.registry.indicator(indicator).id;
    match parts.is_whole() {
        true => format!("{zone}/{body}/{indicator}@{time}"),
        false => format!("{zone}/{body}/{indicator}[{}]@{time}", project.registry.path(parts)),
    }
}

/// Returns the lines of a figure: its number or why there is none, and each number printed about it.
pub fn figure_lines(project: &Project, cell: &Cell, known: Known) -> Vec<(String, FigureLine)> {
    let figure = project.figure(known.figure);
    let name = cell_name(project, cell);
    let line = |said| FigureLine {
        said,
        level: figure.level.key(),
        report: project.report(known.figure.report).id.to_string(),
    };
    let printed = figure.statements().iter().map(|said| {
        let kind = said.kind.key(&project.registry);
        (format!("{name}?as={kind}"), line(Said::Words(words(&said.quantity))))
    });
    let mut lines: Vec<(String, FigureLine)> = printed.collect();
    lines.extend(Said::of(&figure.value).map(|said| (name, line(said))));
    lines
}

/// Returns the name and the line of a verdict.
pub fn verdict_line(project: &Project, one: &Assessment) -> (String, VerdictLine) {
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

/// Returns the name and the line of a milestone: the plan, and its place among the plan's milestones.
pub fn milestone_line(
    project: &Project,
    plan: PlanKey,
    n: usize,
    state: MilestoneState,
) -> (String, VerdictLine) {
    let milestone = &project.plan(plan).milestones[n];
    let name = format!("{}/milestone/{}@{}", plan_name(project, plan), milestone.title.vi, milestone.by);
    (name, VerdictLine { target: milestone.title.vi.clone(), verdict: state.key().to_owned() })
}

fn plan_name(project: &Project, plan: PlanKey) -> String {
    format!("{}/{}", project.zone(plan.zone).id, project.plan(plan).id)
}

fn in_brackets(path: String) -> String {
    if path.is_empty() { path } else { format!("[{path}]") }
}
