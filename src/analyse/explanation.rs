//! Where a zone's narrative explains a result that missed its target.
//!
//! A narrative explains a target where its section *Nguyên nhân* or *Khó khăn, vướng mắc* refers to the target's
//! figure or to the target itself: nothing is guessed from words.

use crate::model::Project;
use crate::model::id::TargetKey;
use crate::model::prose::{Inline, Prose, Section, View, visit_inlines};

/// The sections that explain, in the order in which they are looked through.
const SECTIONS: [Section; 2] = [Section::Causes, Section::Difficulties];

/// Returns the section of the zone's narrative that explains a target; nothing where none does.
pub fn of_target(project: &Project, key: TargetKey) -> Option<Section> {
    let prose = project.zone(key.plan.zone).prose.as_ref()?;
    SECTIONS.into_iter().find(|&section| explains(project, prose, section, key))
}

/// A reference to the target names its plan; a reference to the figure speaks of every plan's target.
fn explains(project: &Project, prose: &Prose, section: Section, key: TargetKey) -> bool {
    let plan = project.plan(key.plan);
    let target = &plan.targets[key.target as usize];
    let mut is_named = false;
    visit_inlines(prose.section(section).unwrap_or(&[]), &mut |inline| {
        let Inline::Figure { reference, .. } = inline else { return };
        let same_figure = (reference.body, reference.indicator, reference.parts)
            == (plan.body, target.indicator, target.parts);
        let same_plan = match &reference.view {
            View::Target(named) => *named == key.plan,
            View::Attained(named) => *named == plan.id,
            _ => true,
        };
        is_named |= same_figure && same_plan;
    });
    is_named
}
