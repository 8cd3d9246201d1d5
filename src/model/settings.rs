//! The publication itself.

use super::check::{self, Weight};
use super::wording::Wording;
use crate::diag::{At, Problem, Severity};
use crate::language::Language;
use std::collections::BTreeMap;

/// What `site.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The name of the bulletin.
    pub title: Wording,
    /// A line below it.
    pub subtitle: Option<Wording>,
    /// Who publishes it.
    pub publisher: Wording,
    /// How to reach them.
    pub contact: Option<Wording>,
    /// The languages of the pages, Vietnamese first; each once.
    pub languages: Vec<Language>,
    /// Where it is hosted.
    pub base_url: Option<String>,
    /// On what terms the figures may be used.
    pub licence: Option<Wording>,
    /// One sentence for the footer.
    pub notice: Option<Wording>,
    /// Cells of people smaller than this could point at somebody; 0 for no limit.
    pub small_cell: u32,
    /// How much the author wants checks to weigh, by name; the others weigh what they weigh by themselves.
    pub checks: BTreeMap<&'static str, Weight>,
    /// The theme's folder name, and where it is named.
    pub theme: Option<(String, At)>,
    /// Whether charts can be had as PNG too.
    pub chart_png: bool,
    /// Where it is declared.
    pub at: At,
}

impl Settings {
    /// Returns true for a check that says nothing: the author turned it off, or did not ask for it where it is
    /// off by itself.
    pub fn is_off(&self, check: &str) -> bool {
        match self.checks.get(check) {
            Some(weight) => *weight == Weight::Off,
            None => check::OFF.contains(&check),
        }
    }

    /// Returns the problems with the weight that the author gave their checks, without those of checks that
    /// are off.
    pub fn weighed(&self, problems: Vec<Problem>) -> Vec<Problem> {
        let weighed = |mut problem: Problem| {
            match self.checks.get(problem.rule) {
                _ if self.is_off(problem.rule) => return None,
                Some(Weight::Error) => problem.severity = Severity::Error,
                Some(Weight::Warning) => problem.severity = Severity::Warning,
                Some(Weight::Off) | None => {}
            }
            Some(problem)
        };
        problems.into_iter().filter_map(weighed).collect()
    }
}
