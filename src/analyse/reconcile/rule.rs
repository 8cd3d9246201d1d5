//! A rule, and what it finds.

use super::super::ledger::Ledger;
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::FigureKey;

/// One thing that cannot be true together.
#[derive(Debug)]
pub struct Rule {
    /// Its name in messages and in `site.toml`: the fault, lower-case with hyphens.
    pub name: &'static str,
    /// How much it weighs unless `site.toml` says otherwise.
    pub severity: Severity,
    /// What it looks at.
    pub over: Over,
}

/// What a rule looks at in one go.
#[derive(Debug)]
pub enum Over {
    /// The books of one zone; zones are looked at side by side.
    Zone(fn(&Books<'_>, &Ledger, &mut Found)),
    /// All of it.
    Project(fn(&Books<'_>, &mut Found)),
    /// The books of one zone, and beside them what belongs to none.
    Both(fn(&Books<'_>, &Ledger, &mut Found), fn(&Books<'_>, &mut Found)),
}

/// Everything that rules compare.
#[derive(Debug, Clone, Copy)]
pub struct Books<'a> {
    /// What the author said.
    pub project: &'a Project,
    /// The figures of each zone, in the order of the zones.
    pub ledgers: &'a [Ledger],
}

/// What a rule found, and how much it looked at.
#[derive(Debug, Default)]
pub struct Found {
    pub(super) differences: Vec<Difference>,
    pub(super) relations: usize,
    pub(super) related: Vec<FigureKey>,
    pub(super) confirmed: Vec<FigureKey>,
}

/// A problem with the figures that take part in it.
#[derive(Debug)]
pub(super) struct Difference {
    pub(super) problem: Problem,
    pub(super) figures: Vec<FigureKey>,
}

impl Found {
    /// Counts one relation between figures (or between a figure and a target or a text) that was
    /// compared, whether it holds or not; with no figures where it makes a value likely and does not pin it down.
    pub fn compared(&mut self, figures: &[FigureKey]) {
        self.repeated(figures);
        self.confirmed.extend_from_slice(figures);
    }

    /// Counts one relation that confirms nothing: a text that repeats a figure, a report that replaces it.
    pub fn repeated(&mut self, figures: &[FigureKey]) {
        self.relations += 1;
        self.related.extend_from_slice(figures);
    }

    /// Keeps a relation that does not hold; the author may explain it at any of its figures, if it has any.
    pub fn differs(&mut self, figures: &[FigureKey], problem: Problem) {
        self.differences.push(Difference { problem, figures: figures.to_vec() });
    }
}
