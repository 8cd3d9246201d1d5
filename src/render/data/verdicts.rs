//! `verdicts.csv`: every target at the cut-off of every issue, window by window.
//!
//! The verdicts are `exceeded`, `met`, `on-pace`, `behind`, `missed` and `undetermined`; those of
//! milestones `reached`, `open`, `missed` and `undetermined`. A yearly target has a row a year.

use super::table::{Field, Table};
use super::targets::{milestone_head, share_of, target_head};
use crate::analyse::assessment::{self, Assessment, MilestoneState, known_plans, target_keys};
use crate::analyse::verdict::{Actual, Verdict};
use crate::model::id::ZoneKey;
use crate::model::interval::{Interval, Ratio, RatioInterval};
use crate::model::period::Day;
use crate::render::edition::Edition;
use crate::render::text;
use rust_decimal::Decimal;

/// In the order of the file.
pub(super) const COLUMNS: [&str; 17] = [
    "zone",
    "body",
    "plan",
    "indicator",
    "parts",
    "kind",
    "window_from",
    "window_to",
    "share_of",
    "cutoff",
    "actual_lower",
    "actual_upper",
    "attainment_lower",
    "attainment_upper",
    "elapsed",
    "verdict",
    "reason",
];

/// Adds the rows of a zone: cut-off by cut-off; at the edition's own where there are no issues.
pub(super) fn of_zone(edition: &Edition, zone: ZoneKey, table: &mut Table) {
    let issues = &edition.project.issues;
    let shown = issues.iter().filter(|issue| issue.cutoff <= edition.cutoff && issue.zones.contains(&zone));
    let mut cutoffs: Vec<Day> = shown.map(|issue| issue.cutoff).collect();
    if issues.is_empty() {
        cutoffs.push(edition.cutoff);
    }
    cutoffs.sort();
    cutoffs.dedup();
    for cutoff in cutoffs {
        at(edition, zone, cutoff, table);
    }
}

fn at(edition: &Edition, zone: ZoneKey, cutoff: Day, table: &mut Table) {
    let (project, ledger) = (edition.project, edition.ledger(zone));
    for key in known_plans(project, ledger, cutoff) {
        let plan = project.plan(key);
        for target in target_keys(project, key) {
            for one in assessment::of_target(project, ledger, target, cutoff) {
                let aim = &plan.targets[target.target as usize];
                let head = target_head(project, key, aim, one.window);
                push(head, share_of(project, aim), Rest::of(&one), cutoff, table);
            }
        }
        for milestone in &plan.milestones {
            let (verdict, reason) = match assessment::milestone(milestone, cutoff) {
                MilestoneState::Reached(_) => ("reached", ""),
                MilestoneState::Open => ("open", ""),
                MilestoneState::Missed(_) => ("missed", ""),
                MilestoneState::Unstated => ("undetermined", "no-statement"),
            };
            let rest = Rest { verdict, reason, ..Rest::default() };
            push(milestone_head(project, key, milestone.by), "", rest, cutoff, table);
        }
    }
}

/// The cells after the cut-off.
#[derive(Default)]
struct Rest {
    actual: (Option<Decimal>, Option<Decimal>),
    attainment: (Option<Decimal>, Option<Decimal>),
    elapsed: Option<Decimal>,
    verdict: &'static str,
    reason: &'static str,
}

impl Rest {
    fn of(one: &Assessment) -> Rest {
        Rest {
            actual: match &one.actual {
                Some(Actual::Amount(interval) | Actual::Percent(interval)) => ends(interval),
                Some(Actual::Share(share)) => percent(share),
                None => (None, None),
            },
            attainment: one.attainment.as_ref().map_or((None, None), percent),
            elapsed: Some(one.elapsed.percent(6)),
            verdict: word(one.verdict),
            reason: one.reason.as_ref().map_or("", text::reason_key),
        }
    }
}

fn push(head: [Field; 8], share_of: &str, rest: Rest, cutoff: Day, table: &mut Table) {
    table.push(head.into_iter().chain([
        Field::key(share_of),
        Field::day(cutoff),
        Field::number(rest.actual.0),
        Field::number(rest.actual.1),
        Field::number(rest.attainment.0),
        Field::number(rest.attainment.1),
        Field::number(rest.elapsed),
        Field::key(rest.verdict),
        Field::key(rest.reason),
    ]));
}

fn ends(interval: &Interval) -> (Option<Decimal>, Option<Decimal>) {
    (interval.lower().map(|bound| bound.value), interval.upper().map(|bound| bound.value))
}

fn percent(share: &RatioInterval) -> (Option<Decimal>, Option<Decimal>) {
    let end = |end: Option<(Ratio, bool)>| end.map(|(ratio, _)| ratio.percent(6));
    (end(share.lower), end(share.upper))
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exceeded => "exceeded",
        Verdict::Met => "met",
        Verdict::OnPace => "on-pace",
        Verdict::Behind => "behind",
        Verdict::Missed => "missed",
        Verdict::Undetermined => "undetermined",
    }
}
