//! Milestones: reached or missed by a dated statement, never by computation.

use crate::model::period::{Day, Period};
use crate::model::plan::Milestone;

/// What is known of a milestone at a cut-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MilestoneState {
    /// A dated statement says that it was reached.
    Reached(Period),
    /// A dated statement says that it was reached, and after the day by which it had to be.
    Late(Period),
    /// It is not due yet.
    Open,
    /// A dated statement says that it was missed.
    Missed(Period),
    /// It is due, and nobody has said anything.
    Unstated,
}

impl MilestoneState {
    /// Returns its name in data.
    pub fn key(self) -> &'static str {
        match self {
            MilestoneState::Reached(_) => "reached",
            MilestoneState::Open => "open",
            MilestoneState::Missed(_) | MilestoneState::Late(_) => "missed",
            MilestoneState::Unstated => "undetermined",
        }
    }
}

/// Returns the state of a milestone: by its own dated statement, never by computation.
pub fn milestone(milestone: &Milestone, cutoff: Day) -> MilestoneState {
    let said = |statement: &Option<crate::model::plan::Reached>| {
        let known =
            |one: &&crate::model::plan::Reached| one.source.known_from() <= cutoff && one.on.to() <= cutoff;
        statement.as_ref().filter(known).map(|one| one.on)
    };
    match (said(&milestone.reached), said(&milestone.missed)) {
        (Some(on), _) if on.from() > milestone.by.to() => MilestoneState::Late(on),
        (Some(on), _) => MilestoneState::Reached(on),
        (None, Some(on)) => MilestoneState::Missed(on),
        (None, None) if milestone.by.to() > cutoff => MilestoneState::Open,
        (None, None) => MilestoneState::Unstated,
    }
}
