//! `targets.csv`: every target and milestone of every plan, in the words of the plan.

use super::table::{Field, Head, Table};
use crate::analyse::assessment::{known_plans, target_keys};
use crate::model::Project;
use crate::model::id::{PlanKey, ZoneKey};
use crate::model::period::Period;
use crate::model::plan::{Goal, Issuer, Target};
use crate::render::edition::Edition;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// In the order of the file. The first eight are the key of a target, also in `verdicts.csv`.
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
        "lower",
        "upper",
        "share_of",
        "printed",
        "issuer",
        "source",
        "lower_open",
    ],
    key: 6,
    list: 6,
};

/// Adds the rows of a zone: plan by plan, targets before milestones.
pub(super) fn of_zone(edition: &Edition, zone: ZoneKey, table: &mut Table) {
    let project = edition.project;
    for key in known_plans(project, edition.ledger(zone), edition.cutoff) {
        let plan = project.plan(key);
        for target in target_keys(project, key).map(|target| &plan.targets[target.target as usize]) {
            let (lower, upper) = bounds(&target.goal);
            let share_of = target.share_of(&project.registry);
            let head = target_head(project, key, target, target.window);
            // Nobody printed a number that follows from a percentage.
            let printed = if target.implied { "".into() } else { target.printed.printed() };
            let is_open = matches!(target.goal, Goal::MoreThan(_));
            let rest = Rest { lower, upper, share_of, printed, is_open };
            push(project, key, head, rest, table);
        }
        for milestone in &plan.milestones {
            let head = milestone_head(project, key, milestone.by);
            let printed = milestone.title.vi.as_str().into();
            let rest = Rest { lower: None, upper: None, share_of: "", printed, is_open: false };
            push(project, key, head, rest, table);
        }
    }
}

/// Returns the key of a target in one of its windows.
pub(super) fn target_head<'a>(
    project: &'a Project,
    plan: PlanKey,
    target: &Target,
    window: Period,
) -> [Field<'a>; 8] {
    let indicator = project.registry.indicator(target.indicator).id.as_str();
    head(
        project,
        plan,
        [indicator.into(), project.registry.path(target.parts).into(), target.kind.key().into()],
        window,
    )
}

/// Returns the key of a milestone.
pub(super) fn milestone_head(project: &Project, plan: PlanKey, by: Period) -> [Field<'_>; 8] {
    head(project, plan, ["".into(), "".into(), "milestone".into()], by)
}

fn head<'a>(
    project: &'a Project,
    key: PlanKey,
    [indicator, parts, kind]: [Cow<'a, str>; 3],
    window: Period,
) -> [Field<'a>; 8] {
    let plan = project.plan(key);
    [
        Field::key(project.zone(key.zone).id.as_str()),
        Field::key(project.body(plan.body).id.as_str()),
        Field::key(plan.id.as_str()),
        Field::key(indicator),
        Field::key(parts),
        Field::key(kind),
        Field::Day(window.from()),
        Field::Day(window.to()),
    ]
}

/// The cells after the key that are the target’s own.
struct Rest<'a> {
    lower: Option<Decimal>,
    upper: Option<Decimal>,
    share_of: &'a str,
    printed: Cow<'a, str>,
    /// More than the lower end, and not at least that.
    is_open: bool,
}

fn push(project: &Project, key: PlanKey, head: [Field; 8], rest: Rest, table: &mut Table) {
    let plan = project.plan(key);
    let issuer = match &plan.issuer {
        Issuer::Own => Field::key("own"),
        Issuer::Assigned(who) => Field::words(who.vi.as_str()),
    };
    table.push(head.into_iter().chain([
        Field::number(rest.lower),
        Field::number(rest.upper),
        Field::key(rest.share_of),
        Field::words(rest.printed),
        issuer,
        Field::File(project.zone(key.zone).id.as_str(), plan.id.as_str()),
        Field::Flag(rest.is_open),
    ]));
}

/// "More than" and "at least" have the same lower end.
fn bounds(goal: &Goal) -> (Option<Decimal>, Option<Decimal>) {
    match *goal {
        Goal::AtLeast(x) | Goal::MoreThan(x) => (Some(x), None),
        Goal::AtMost(x) => (None, Some(x)),
        Goal::Between(low, high) => (Some(low), Some(high)),
        Goal::About => (None, None),
    }
}
