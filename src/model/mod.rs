//! What the author said: plain types, their invariants in constructors.
//!
//! Nothing here knows TOML, paths, HTML or plotters. A [`Project`] is complete: every id in it has
//! been resolved to a key, every value parsed, and what could not be understood was reported.

pub mod check;
pub mod fingerprint;
pub mod fold;
pub mod former;
pub mod id;
pub mod indicator;
pub mod interval;
pub mod issue;
pub mod nearest;
pub mod period;
pub mod plan;
pub mod prose;
pub mod quantity;
pub mod record;
pub mod report;
pub mod settings;
pub mod wording;
pub mod zone;

use id::{BodyKey, FigureKey, IssueKey, PlanKey, ReportKey, ZoneKey};

/// Everything that the content folder says.
#[derive(Debug, Default)]
pub struct Project {
    /// The publication.
    pub settings: settings::Settings,
    /// Indicators, breakdowns and pipelines.
    pub registry: indicator::Registry,
    /// The zones, by id.
    pub zones: Vec<zone::Zone>,
    /// The issues, by cut-off.
    pub issues: Vec<issue::Issue>,
}

impl Project {
    /// Returns the zone of a key.
    pub fn zone(&self, key: ZoneKey) -> &zone::Zone {
        &self.zones[key.0 as usize]
    }

    /// Returns the body of a key.
    pub fn body(&self, key: BodyKey) -> &zone::Body {
        &self.zone(key.zone).bodies[key.body as usize]
    }

    /// Returns the plan of a key.
    pub fn plan(&self, key: PlanKey) -> &plan::Plan {
        &self.zone(key.zone).plans[key.plan as usize]
    }

    /// Returns the report of a key.
    pub fn report(&self, key: ReportKey) -> &report::Report {
        &self.zone(key.zone).reports[key.report as usize]
    }

    /// Returns the figure of a key.
    pub fn figure(&self, key: FigureKey) -> &report::Figure {
        &self.report(key.report).figures[key.figure as usize]
    }

    /// Returns the issue of a key.
    pub fn issue(&self, key: IssueKey) -> &issue::Issue {
        &self.issues[key.0 as usize]
    }

    /// Returns the last issue before another one that covers a zone; nothing where none does.
    pub fn issue_before(&self, key: IssueKey, zone: ZoneKey) -> Option<IssueKey> {
        let earlier = (0..key.0).rev().map(IssueKey);
        earlier.into_iter().find(|&earlier| self.issue(earlier).zones.contains(&zone))
    }

    /// Returns the keys of all zones, in order.
    pub fn zone_keys(&self) -> impl Iterator<Item = ZoneKey> + use<> {
        (0..self.zones.len() as u32).map(ZoneKey)
    }
}
