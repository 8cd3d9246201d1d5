//! The milestones of a plan: reached, missed or open, with the date and whoever says so.

use crate::analyse::assessment::{self, MilestoneState};
use crate::model::id::PlanKey;
use crate::render::component::{VerdictMark, source_list};
use crate::render::edition::Edition;
use crate::render::link::{self, Link, Root};
use crate::render::text;
use crate::tell;
use serde::Serialize;

/// A milestone, finished.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneRow {
    /// Its anchor.
    pub id: String,
    /// By when.
    pub by: String,
    /// What.
    pub title: String,
    /// Whether it was reached.
    pub verdict: VerdictMark,
    /// Who says so.
    pub source: Link,
}

/// Returns the milestones of a plan, in its order.
pub(super) fn milestones(edition: &Edition, root: Root, plan_key: PlanKey) -> Vec<MilestoneRow> {
    let project = edition.project;
    let plan = project.plan(plan_key);
    let row = |(n, milestone): (usize, &crate::model::plan::Milestone)| {
        let state = assessment::milestone(milestone, edition.cutoff);
        let (key, word) = text::milestone(edition.language, state);
        let (said, when) = match state {
            MilestoneState::Reached(on) => (milestone.reached.as_ref(), text::period(edition.language, on)),
            MilestoneState::Late(on) => {
                let on = text::period(edition.language, on);
                let when = tell!(edition.language, "đạt {on}, sau hạn", "reached {on}, after it was due");
                (milestone.reached.as_ref(), when)
            }
            MilestoneState::Missed(on) => (milestone.missed.as_ref(), text::period(edition.language, on)),
            MilestoneState::Open | MilestoneState::Unstated => (None, String::new()),
        };
        let note = milestone.note.as_ref().map(|note| edition.told(note));
        let of_plan = || source_list::of_plan(edition, root, plan_key);
        let source = said.map(|said| &said.source).filter(|&source| *source != plan.source);
        MilestoneRow {
            id: format!("{}.moc-{}", link::plan_anchor(project, plan_key), n + 1),
            by: text::period(edition.language, milestone.by),
            title: edition.told(&milestone.title),
            verdict: VerdictMark {
                key,
                word,
                reason: Some(when)
                    .filter(|when| !when.is_empty())
                    .into_iter()
                    .chain(note)
                    .collect::<Vec<_>>()
                    .join(". "),
            },
            source: source.map_or_else(of_plan, |source| {
                let href = source.url.clone().unwrap_or_default();
                source_list::cited(edition, source, source.published, href)
            }),
        }
    };
    plan.milestones.iter().enumerate().map(row).collect()
}
