//! Addresses and anchors: every link is relative, and ends in a file.

use crate::analyse::ledger::Cell;
use crate::model::Project;
use crate::model::id::{IndicatorKey, IssueKey, PlanKey, ReportKey, TargetKey, ZoneKey};
use crate::model::plan::Plan;
use serde::Serialize;

/// A text that leads somewhere; an empty address for a text that does not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Link {
    /// What is shown.
    pub text: String,
    /// Where it leads, relative to the page.
    pub href: String,
}

impl Link {
    /// Returns a link.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Link {
        Link { text: text.into(), href: href.into() }
    }

    /// Returns a text that leads nowhere.
    pub fn plain(text: impl Into<String>) -> Link {
        Link { text: text.into(), href: String::new() }
    }
}

/// Where a page stands: what has to go before the address of another page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Root(&'static str);

impl Root {
    /// The page is in the top folder.
    pub const HOME: Root = Root("");
    /// The page is one folder down: `nguon/index.html`.
    pub const ONE: Root = Root("../");
    /// The page is two folders down: `khu/hai-phong/index.html`.
    pub const TWO: Root = Root("../../");

    /// Returns the way to the top folder.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// Returns the address of a page, or of a place on it.
    pub fn to(self, address: &str) -> String {
        format!("{}{address}", self.0)
    }
}

/// Returns the address of a zone's page.
pub fn zone(project: &Project, key: ZoneKey) -> String {
    format!("khu/{}/index.html", project.zone(key).id)
}

/// Returns the address of an indicator's page.
pub fn indicator(project: &Project, key: IndicatorKey) -> String {
    format!("chi-tieu/{}/index.html", project.registry.indicator(key).id)
}

/// Returns the address of an issue's page.
pub fn issue(project: &Project, key: IssueKey) -> String {
    format!("ban-tin/{}/index.html", project.issue(key).id)
}

/// Returns the folder name of a term: `2020-2025`.
pub fn term_slug(plan: &Plan) -> String {
    plan.term_words.chars().map(|c| if c.is_ascii_digit() { c } else { '-' }).collect()
}

/// Returns the address of a term's page.
pub fn term(plan: &Plan) -> String {
    format!("nhiem-ky/{}/index.html", term_slug(plan))
}

/// With more zones than these, each zone has a page of sources of its own.
pub const ZONES_ON_ONE_SOURCE_PAGE: usize = 40;

/// Returns the address of the page with a zone's sources: one for all zones, or one a zone.
pub fn sources(project: &Project, key: ZoneKey) -> String {
    match project.zones.len() {
        0..=ZONES_ON_ONE_SOURCE_PAGE => "nguon/index.html".to_owned(),
        _ => format!("nguon/{}/index.html", project.zone(key).id),
    }
}

/// Returns the address of a report among the sources.
pub fn report(project: &Project, key: ReportKey) -> String {
    format!("{}#{}", sources(project, key.zone), report_anchor(project, key))
}

/// Returns the anchor of a report among the sources.
pub fn report_anchor(project: &Project, key: ReportKey) -> String {
    format!("{}.{}", project.zone(key.zone).id, project.report(key).id)
}

/// Returns the address of a plan among the sources.
pub fn plan_source(project: &Project, key: PlanKey) -> String {
    format!("{}#{}", sources(project, key.zone), plan_anchor(project, key))
}

/// Returns the anchor of a plan, on its zone's page and among the sources.
pub fn plan_anchor(project: &Project, key: PlanKey) -> String {
    format!("kh.{}.{}", project.zone(key.zone).id, project.plan(key).id)
}

/// Returns the anchor of a target on a page.
pub fn target_anchor(project: &Project, key: TargetKey) -> String {
    format!("ct.{}.{}.{}", project.zone(key.plan.zone).id, project.plan(key.plan).id, key.target + 1)
}

/// Returns the anchor of a cell on its zone's page: `s.cong-doan.ket-nap.2018_2022-09`.
///
/// Only ASCII letters, digits, dots, hyphens and underscores, so that it survives mail and chat.
pub fn cell_anchor(project: &Project, cell: &Cell) -> String {
    use std::fmt::Write as _;
    let body = &project.body(cell.body).id;
    let mut anchor = format!("s.{body}.{}", project.registry.indicator(cell.indicator).id);
    for part in cell.parts.iter() {
        write!(anchor, ".{}", project.registry.part(part).id).expect("writing to a string cannot fail");
    }
    write!(anchor, ".{}", time_anchor(cell)).expect("writing to a string cannot fail");
    anchor
}

/// Returns the last part of a cell's anchor: `2018_2022-09`.
pub fn time_anchor(cell: &Cell) -> String {
    cell.time.to_string().to_lowercase().replace('/', "_")
}

/// Returns the address of a cell on its zone's page.
pub fn cell(project: &Project, cell: &Cell) -> String {
    format!("{}#{}", zone(project, cell.body.zone), cell_anchor(project, cell))
}

/// Returns the anchor of a series in the history of its zone's page.
pub fn history_anchor(project: &Project, cell: &Cell) -> String {
    let body = &project.body(cell.body).id;
    let parts: String =
        cell.parts.iter().map(|part| format!(".{}", project.registry.part(part).id)).collect();
    format!("ls.{body}.{}{parts}", project.registry.indicator(cell.indicator).id)
}

/// Returns the address of a picture or kept copy, by its path in the content folder.
pub fn asset(path: &str) -> String {
    format!("tep/{path}")
}
