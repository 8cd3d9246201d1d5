//! `verdicts.csv`: every target at the cut-off of every issue, window by window.
//!
//! The verdicts are `exceeded`, `met`, `on-pace`, `behind`, `missed` and `undetermined`; those of
//! milestones `reached`, `open`, `missed` and `undetermined`. A yearly target has a row a year.

use super::table::{Field, Head, Table};
use super::targets::{milestone_head, target_head};
use crate::analyse::assessment::{self, Assessment, MilestoneState};
use crate::analyse::verdict::Actual;
use crate::model::Project;
use crate::model::id::ZoneKey;
use crate::model::interval::{Bound, RatioInterval};
use crate::model::period::Day;
use crate::render::edition::Edition;
use crate::render::standing::Standing;
use crate::render::text;
use rust_decimal::Decimal;

/// In the order of the file.
pub(super) static HEAD: Head = Head {
    columns: &[
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
        "actual_lower_open",
        "actual_upper_open",
        "attainment_lower_open",
        "attainment_upper_open",
    ],
    key: 6,
    list: 6,
};

/// Returns the cut-offs at which a zone has rows, in order: those of the issues that cover it; the
/// edition's own where there are no issues.
pub(in crate::render) fn cutoffs(edition: &Edition, zone: ZoneKey) -> Vec<Day> {
    let issues = &edition.project.issues;
    let shown = issues.iter().filter(|issue| issue.cutoff <= edition.cutoff && issue.zones.contains(&zone));
    let mut cutoffs: Vec<Day> = shown.map(|issue| issue.cutoff).collect();
    if issues.is_empty() {
        cutoffs.push(edition.cutoff);
    }
    cutoffs.sort();
    cutoffs.dedup();
    cutoffs
}

/// Adds the rows of a zone, cut-off by cut-off.
pub(super) fn of_zone(edition: &Edition, standings: &[&Standing], table: &mut Table) {
    for standing in standings {
        at(edition.project, standing, table);
    }
}

fn at(project: &Project, standing: &Standing, table: &mut Table) {
    let cutoff = standing.cutoff;
    for (key, assessed) in &standing.plans {
        let plan = project.plan(*key);
        for target in assessed {
            let aim = &plan.targets[target.key.target as usize];
            for one in &target.assessments {
                let head = target_head(project, *key, aim, one.window);
                push(head, aim.share_of(&project.registry), Rest::of(one), cutoff, table);
            }
        }
        for milestone in &plan.milestones {
            let state = assessment::milestone(milestone, cutoff);
            let reason = if state == MilestoneState::Unstated { "no-statement" } else { "" };
            let rest = Rest { verdict: state.key(), reason, ..Rest::default() };
            push(milestone_head(project, *key, milestone.by), "", rest, cutoff, table);
        }
    }
}

/// The lowest and the highest value.
type Ends = [Option<Bound>; 2];

/// The cells after the cut-off.
#[derive(Default)]
struct Rest {
    actual: Ends,
    attainment: Ends,
    elapsed: Option<Decimal>,
    verdict: &'static str,
    reason: &'static str,
}

impl Rest {
    fn of(one: &Assessment) -> Rest {
        Rest {
            actual: match &one.actual {
                Some(Actual::Amount(interval) | Actual::Percent(interval)) => {
                    [interval.lower(), interval.upper()]
                }
                Some(Actual::Share(share)) => percent(share),
                None => Ends::default(),
            },
            attainment: one.attainment.as_ref().map_or(Ends::default(), percent),
            elapsed: Some(one.elapsed.percent(6)),
            verdict: one.verdict.key(),
            reason: one.reason.as_ref().map_or("", text::reason_key),
        }
    }
}

fn push(head: [Field; 8], share_of: &str, rest: Rest, cutoff: Day, table: &mut Table) {
    let value = |end: Option<Bound>| Field::number(end.map(|bound| bound.value));
    let open = |end: Option<Bound>| Field::Flag(end.is_some_and(|bound| bound.open));
    table.push(head.into_iter().chain([
        Field::key(share_of),
        Field::Day(cutoff),
        value(rest.actual[0]),
        value(rest.actual[1]),
        value(rest.attainment[0]),
        value(rest.attainment[1]),
        Field::number(rest.elapsed),
        Field::key(rest.verdict),
        Field::key(rest.reason),
        open(rest.actual[0]),
        open(rest.actual[1]),
        open(rest.attainment[0]),
        open(rest.attainment[1]),
    ]));
}

fn percent(share: &RatioInterval) -> Ends {
    [share.lower, share.upper].map(|end| end.map(|(ratio, open)| Bound { value: ratio.percent(6), open }))
}
