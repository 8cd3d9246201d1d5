//! `changed-target`: a target of a frozen issue was changed, and nothing says so.
//!
//! # What it checks
//! Every target and milestone that a frozen issue shows today against the record that `bantin publish` kept:
//! its words, and whether it is there.
//!
//! # Why it matters
//! A published target that changes without a word changes every verdict about it.
//!
//! # Example
//! Issue 2 was frozen with "ít nhất 50" members a year; the plan's file now says 40.
//!
//! # How to settle it
//! Put the old words back. What a newer decision sets, and what was entered wrongly, goes into a plan file of its
//! own with `amends`, dated (or with `received`) after the issue's cut-off: both stay visible.

use super::rule::{Books, Found, Over, Rule};
use super::silent_revision::frozen;
use crate::analyse::assessment::{Assessment, MilestoneState};
use crate::analyse::shown::{self, Shown};
use crate::diag::{At, Problem, Severity};
use crate::model::Project;
use crate::model::id::PlanKey;
use crate::model::plan::TargetKind;
use crate::say;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub const RULE: Rule = Rule { name: "changed-target", severity: Severity::Error, over: Over::Project(check) };

fn check(&Books { project, ledgers }: &Books<'_>, found: &mut Found) {
    let mut said = BTreeSet::new();
    for (key, issue, frozen) in frozen(project) {
        if issue.cutoff != frozen.record.cutoff {
            continue;
        }
        let (number, cutoff) = (issue.number, issue.cutoff);
        let shown = shown::by_issue(project, ledgers, key);
        let targets = places(project, &shown);
        let now = shown.record(project, key).verdicts;
        let place = |name: &String| frozen.places.get(name).copied().unwrap_or(frozen.at);
        for (name, was) in &frozen.record.verdicts {
            let (target, plan) = (&was.target, plan_of(project, name));
            let fault = match now.get(name) {
                Some(line) if line.target == was.target => continue,
                Some(line) => {
                    let now = &line.target;
                    say!(
                        "chỉ tiêu đã đăng ở số bản tin {number} bị đổi: {target} thành {now}",
                        "a target published in issue {number} was changed: {target} to {now}"
                    )
                }
                None => say!(
                    "chỉ tiêu đã đăng ở số bản tin {number} không còn: {target}",
                    "a target published in issue {number} is gone: {target}"
                ),
            };
            let here = targets.get(name).copied();
            let mut problem = Problem::error(RULE.name, here.unwrap_or_else(|| place(name)), fault);
            problem = problem.label(place(name), say!("đã đăng: {target}", "published: {target}"));
            if let (None, Some(at)) = (here, plan) {
                problem = problem.label(at, say!("kế hoạch này", "the plan"));
            }
            if said.insert(once(name)) {
                found.differs(&[], problem.way_out(say!(
                    "ghi lại chỉ tiêu cũ; chỉ tiêu mới, hay chỉ tiêu đã nhập nhầm, ghi ở một tệp kế hoạch khác với amends, công bố (hoặc received) sau ngày {cutoff}",
                    "put the old target back; a new one, or one that was entered wrongly, goes into a plan file of its own with amends, published (or received) after {cutoff}"
                )));
            }
        }
        for name in now.keys().filter(|name| !frozen.record.verdicts.contains_key(*name)) {
            let target = &now[name].target;
            let fault = say!(
                "chỉ tiêu này không có trong số bản tin {number} đã chốt: {target}",
                "frozen issue {number} does not have this target: {target}"
            );
            let at = targets.get(name).copied().or_else(|| plan_of(project, name)).unwrap_or(frozen.at);
            if said.insert(once(name)) {
                found.differs(&[], Problem::error(RULE.name, at, fault).way_out(say!(
                    "nếu kế hoạch đến sau ngày chốt {cutoff}, thêm vào [source] ngày nhận được; chỉ tiêu thêm sau ghi ở một tệp kế hoạch khác",
                    "if the plan came in after the cut-off {cutoff}, add the day to its [source]; a target added later goes into a plan file of its own"
                )).instead("received = \"…\""));
            }
        }
    }
}

/// Where the targets and milestones of an issue are written, by their names in its record.
fn places(project: &Project, shown: &Shown) -> BTreeMap<String, At> {
    let target = |one: &Assessment| {
        let target = &project.plan(one.target.plan).targets[one.target.target as usize];
        (shown::verdict_line(project, one).0, target.at)
    };
    let milestone = |&(plan, n, state): &(PlanKey, usize, MilestoneState)| {
        let at = project.plan(plan).milestones[n].at;
        (shown::milestone_line(project, plan, n, state).0, at)
    };
    shown.verdicts.iter().map(target).chain(shown.milestones.iter().map(milestone)).collect()
}

/// Returns the name of what is told once: a yearly target has a line a year, and one fault.
fn once(name: &str) -> String {
    let is_yearly = name.split('/').nth(2) == Some(TargetKind::EveryYear.key());
    match name.split_once('@') {
        Some((target, window)) if is_yearly => {
            let share = window.split_once('?').map_or("", |(_, share)| share);
            format!("{target}?{share}")
        }
        _ => name.to_owned(),
    }
}

fn plan_of(project: &Project, name: &str) -> Option<At> {
    let mut ids = name.split('/');
    let (zone, plan) = (ids.next()?, ids.next()?);
    let key = project.zone_keys().find(|&key| project.zone(key).id.as_str() == zone)?;
    let plan: PlanKey = project.zone(key).find_plan(key, plan)?;
    Some(project.plan(plan).source.at)
}
