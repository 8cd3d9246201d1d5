//! Series of a body over time: what slopes and small lines are made of.

use super::{mark_words, sources};
use crate::analyse::change::broken;
use crate::analyse::ledger::{Cell, Known, disputes};
use crate::draw::Caption;
use crate::model::id::BodyKey;
use crate::model::indicator::Measure;
use crate::model::period::Period;
use crate::render::edition::Edition;
use crate::render::link::Root;
use std::collections::BTreeMap;

/// One indicator of one body at its times, in order.
pub(super) struct Series<'a> {
    /// The cells; times of one length where it is a flow.
    pub cells: Vec<&'a (Cell, Known)>,
}

/// The wholes of a body that can be put in a row: stocks, and flows over calendar years. `known` is in the
/// order of the cells.
pub(super) fn of_body<'a>(
    edition: &Edition,
    body: BodyKey,
    known: &'a [(Cell, Known)],
) -> impl Iterator<Item = Series<'a>> {
    let project = edition.project;
    let measure = |cell: &Cell| project.registry.indicator(cell.indicator).measure;
    let is_year = |time: Period| Period::year(time.to().year()) == Some(time);
    let own: Vec<&(Cell, Known)> = known
        .iter()
        .filter(|(cell, _)| cell.body == body && cell.parts.is_whole())
        .filter(|(cell, _)| match measure(cell) {
            Measure::Stock => true,
            Measure::Flow => is_year(cell.time),
            Measure::NetChange => false,
        })
        .collect();
    let mut series: Vec<Series> = Vec::new();
    for one in own {
        match series.last_mut() {
            Some(last) if last.cells[0].0.indicator == one.0.indicator => last.cells.push(one),
            _ => series.push(Series { cells: vec![one] }),
        }
    }
    series.iter_mut().for_each(|one| one.cells.sort_by_key(|(cell, _)| (cell.time.to(), cell.time.from())));
    // Two times that end on one day are one point.
    series.iter_mut().for_each(|one| one.cells.dedup_by_key(|(cell, _)| cell.time.to()));
    series.into_iter()
}

/// What a chart of series says over and below itself.
pub(super) struct Words {
    /// Which chart, for its anchor.
    pub kind: &'static str,
    pub heading: String,
    /// The measure; the body follows.
    pub subtitle: String,
    pub notes: Vec<String>,
}

/// The caption of a chart of series of a body.
pub(super) fn caption(
    edition: &Edition,
    root: Root,
    body: BodyKey,
    level: u8,
    words: Words,
    series: &[Series],
) -> Caption {
    let figures = || series.iter().flat_map(|one| one.cells.iter().map(|(_, known)| known.figure));
    Caption {
        language: edition.language,
        anchor: format!("bd.{}.{}", words.kind, edition.project.body(body).id),
        level,
        heading: words.heading,
        subtitle: format!("{}; {}", words.subtitle, edition.body_name(body)),
        limits: String::new(),
        notes: words.notes.into_iter().chain(mark_words(edition, figures())).collect(),
        sources: sources(edition, root, figures()),
    }
}

impl Series<'_> {
    /// How many of its times have a number.
    pub fn numbers(&self, edition: &Edition) -> usize {
        let quantity = |key| edition.project.figure(key).quantity().is_some();
        self.cells.iter().filter(|(_, known)| quantity(known.figure)).count()
    }

    /// What reports disagree about among its numbers: a reason a pair of times, whichever side says it.
    pub fn disputed(&self, edition: &Edition) -> Vec<String> {
        let mut pairs = BTreeMap::new();
        for (cell, known) in &self.cells {
            if let Some(dispute) = disputes(edition.project, known.figure, edition.cutoff) {
                let pair = (cell.time.min(dispute.time), cell.time.max(dispute.time));
                pairs.entry(pair).or_insert_with(|| edition.told(&dispute.reason));
            }
        }
        pairs.into_values().collect()
    }

    /// Whether the number at `n` cannot be compared with the one before: a declared break, a year missing, or
    /// two reports that speak of one state under two dates.
    pub fn parted(&self, edition: &Edition, n: usize) -> bool {
        let Some(before) = n.checked_sub(1).map(|n| self.cells[n].0) else { return false };
        let cell = self.cells[n].0;
        match edition.project.registry.indicator(cell.indicator).measure {
            Measure::Stock => {
                let names = |one: usize, other: usize| {
                    let dispute = disputes(edition.project, self.cells[one].1.figure, edition.cutoff);
                    dispute.is_some_and(|dispute| dispute.time == self.cells[other].0.time)
                };
                names(n, n - 1)
                    || names(n - 1, n)
                    || broken(edition.project, cell.body.zone, cell, before.time, edition.cutoff)
            }
            _ => before.time.to().next() != cell.time.from(),
        }
    }
}
