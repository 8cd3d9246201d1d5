//! Conversion rates between steps that follow each other.

use super::derived::{Derived, DerivedKind, DerivedValue};
use super::ledger::{Cell, Known, Ledger};
use crate::model::Project;
use crate::model::id::{BodyKey, FigureKey, IndicatorKey, Parts, PipelineKey};
use crate::model::interval::RatioInterval;
use crate::model::period::{Day, Period};
use crate::model::report::StatementKind;

/// The steps of one body over one period, with a figure for at least two of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Which pipeline.
    pub pipeline: PipelineKey,
    /// Whose.
    pub body: BodyKey,
    /// When.
    pub time: Period,
    /// Every step in order; nothing where no figure is known for the same period.
    pub stages: Vec<(IndicatorKey, Option<FigureKey>)>,
}

impl Run {
    /// Returns each step that has a figure with the nearest step before it that has one.
    pub fn steps(&self) -> impl Iterator<Item = (FigureKey, (IndicatorKey, FigureKey))> + '_ {
        let known = self.stages.iter().filter_map(|&(indicator, figure)| Some((indicator, figure?)));
        let later = known.clone().skip(1);
        known.zip(later).map(|(before, (_, figure))| (figure, before))
    }
}

/// Returns the runs of a zone at a cut-off: same body, same period, wholes only.
pub fn runs(project: &Project, ledger: &Ledger, known: &[(Cell, Known)], cutoff: Day) -> Vec<Run> {
    let mut runs = Vec::new();
    for (n, pipeline) in project.registry.pipelines.iter().enumerate() {
        let first = |cell: &Cell| cell.parts.is_whole() && pipeline.stages.contains(&cell.indicator);
        let mut places: Vec<(BodyKey, Period)> =
            known.iter().filter(|(cell, _)| first(cell)).map(|(cell, _)| (cell.body, cell.time)).collect();
        places.sort();
        places.dedup();
        for (body, time) in places {
            let figure = |indicator: IndicatorKey| {
                let cell = Cell { body, indicator, parts: Parts::WHOLE, time };
                let known = ledger.known(project, cell, cutoff)?;
                project.figure(known.figure).quantity().map(|_| known.figure)
            };
            let stages: Vec<_> = pipeline.stages.iter().map(|&stage| (stage, figure(stage))).collect();
            if stages.iter().filter(|(_, figure)| figure.is_some()).count() >= 2 {
                runs.push(Run { pipeline: PipelineKey(n as u16), body, time, stages });
            }
        }
    }
    runs
}

/// Returns the conversion rate of each step: this step / the step before, in percent; none where the
/// report prints one.
pub fn conversions(project: &Project, ledger: &Ledger, known: &[(Cell, Known)], cutoff: Day) -> Vec<Derived> {
    let mut derived = Vec::new();
    for run in runs(project, ledger, known, cutoff) {
        for (figure, (indicator, before)) in run.steps() {
            let now = project.figure(figure);
            let printed = StatementKind::ShareOf(indicator);
            let values = |key| ledger.values(project, key, cutoff);
            let (Some(part), Some(whole)) = (values(figure), values(before)) else { continue };
            let share = RatioInterval::of(&part, &whole);
            if share == RatioInterval::default() || now.statements().iter().any(|said| said.kind == printed) {
                continue;
            }
            derived.push(Derived {
                cell: Cell::of(now),
                kind: DerivedKind::ShareOf(indicator),
                value: DerivedValue::Share(share),
                from: ledger.with_opponents(project, vec![figure, before], cutoff),
            });
        }
    }
    derived
}
