//! `missed-without-explanation`: a target was missed, and the zone's narrative says nothing of it.
//!
//! # What it checks
//! Every target that is *không đạt* at the newest cut-off (of a yearly target: in any year): the section *Nguyên nhân* or
//! *Khó khăn, vướng mắc* of the zone's narrative has to refer to its figure, `[90](figure:ket-nap@2016/2020)`, or to the
//! target itself, `[100](figure:ket-nap@2016/2020?as=target:<plan>)`. One line a plan. A target that is only behind its pace
//! (*chậm tiến độ*) is not asked about.
//!
//! # Why it matters
//! A reader who sees *không đạt* asks why. Beside the verdict the pages say *chưa có giải trình*, or lead to the passage.
//!
//! # Example
//! 90 of 100 admitted by 2020, and no word of it under *Nguyên nhân*.
//!
//! # How to settle it
//! Write why, with the figure in the sentence.

use super::name;
use super::printed_share::words;
use super::rule::{Books, Found, Over, Rule};
use crate::analyse::ledger::Ledger;
use crate::analyse::verdict::{Actual, Verdict};
use crate::analyse::{as_of, assessment, explanation};
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::{FigureKey, PlanKey, TargetKey};
use crate::model::interval::RatioInterval;
use crate::model::period::Day;
use crate::model::plan::Subject;
use crate::say;

/// The rule.
pub const RULE: Rule =
    Rule { name: "missed-without-explanation", severity: Severity::Warning, over: Over::Zone(check) };

/// A missed target, the figures that say so, and their share where the target is one.
struct Missed {
    target: TargetKey,
    evidence: Vec<FigureKey>,
    share: Option<RatioInterval>,
}

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let Some(cutoff) = as_of(project) else { return };
    for plan in assessment::known_plans(project, ledger, cutoff) {
        let bare: Vec<Missed> = assessment::target_keys(project, plan)
            .filter_map(|target| missed(project, ledger, target, cutoff))
            .filter(|missed| explanation::of_target(project, missed.target).is_none())
            .collect();
        if !bare.is_empty() {
            found.differs(&[], problem(project, plan, &bare));
        }
    }
}

fn missed(project: &Project, ledger: &Ledger, target: TargetKey, cutoff: Day) -> Option<Missed> {
    let assessments = assessment::of_target(project, ledger, target, cutoff);
    let missed = assessments.iter().rev().find(|one| one.verdict == Verdict::Missed)?;
    let share = match &missed.actual {
        Some(Actual::Share(share)) => Some(*share),
        _ => None,
    };
    Some(Missed { target, evidence: missed.evidence.clone(), share })
}

fn problem(project: &Project, key: PlanKey, bare: &[Missed]) -> Problem {
    let plan = project.plan(key);
    let target = |missed: &Missed| &plan.targets[missed.target.target as usize];
    let mut names: Vec<String> = Vec::new();
    for target in bare.iter().map(target) {
        let name = name(project, target.indicator, target.parts);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let (count, names, short) = (bare.len(), names.join("; "), &plan.short.vi);
    let fault = say!(
        "{count} chỉ tiêu không đạt của “{short}” chưa có giải trình trong bài của khu: {names}",
        "{count} missed targets of “{short}” are not explained in the zone's narrative: {names}"
    );
    let mut problem = Problem::warning("missed-without-explanation", target(&bare[0]).at, fault);
    // Each target with its result: of a long list only the first places are printed.
    for (n, missed) in bare.iter().enumerate() {
        if n > 0 {
            problem = problem.label(target(missed).at, say!("không đạt", "missed"));
        }
        if let Some(figure) = missed.evidence.first().map(|&key| project.figure(key)) {
            let printed = match &missed.share {
                Some(share) => words(share),
                None => figure.quantity().map_or(String::new(), |one| one.printed().into_owned()),
            };
            problem = problem.label(figure.at, say!("kết quả: {printed}", "the result: {printed}"));
        }
    }
    let reference = reference(project, bare[0].target);
    problem.way_out(say!(
        "trong index.md của khu, dưới mục Nguyên nhân hoặc Khó khăn, vướng mắc, viết vì sao không đạt và dẫn tới chỉ tiêu hay kết quả, ví dụ {reference}",
        "in the zone's index.md, under Nguyên nhân or Khó khăn, vướng mắc, write why it was missed and refer to the target or the result, such as {reference}"
    ))
}

/// The reference to a target: filled in from the data, but for a share. The same part may have a number as its target
/// too, and that is what would be filled in.
fn reference(project: &Project, key: TargetKey) -> String {
    let (plan, registry) = (project.plan(key.plan), &project.registry);
    let target = &plan.targets[key.target as usize];
    let part = |part| {
        let part = registry.part(part);
        format!("{}={}", registry.dimension(part.dimension).id, part.id)
    };
    let parts: Vec<String> = target.parts.iter().map(part).collect();
    let parts = if parts.is_empty() { String::new() } else { format!("[{}]", parts.join(";")) };
    let is_main = project.zone(key.plan.zone).main == plan.body.body;
    let body = if is_main { String::new() } else { format!("{}/", project.body(plan.body).id) };
    let (indicator, window) = (&registry.indicator(target.indicator).id, target.window);
    let words = match target.subject {
        Subject::Amount => String::new(),
        Subject::ShareOf(_) | Subject::ShareOfWhole => target.printed.printed().into_owned(),
    };
    format!("[{words}](figure:{body}{indicator}{parts}@{window}?as=target:{})", plan.id)
}
