//! Addresses and anchors: every link is relative, and ends in a file.

use crate::analyse::ledger::Cell;
use crate::language::Language;
use crate::model::Project;
use crate::model::id::{IndicatorKey, IssueKey, PlanKey, ReportKey, TargetKey, ZoneKey};
use crate::model::period::Period;
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

    /// Returns the address of a page of the same language, or of a place on it.
    pub fn to(self, address: &str) -> String {
        [self.0, address].concat()
    }

    /// Returns the address of a file that all languages share, or of a page of the first language.
    pub fn shared(self, language: Language, address: &str) -> String {
        [self.0, up(language), address].concat()
    }
}

/// Returns a page whose links to places on itself say the place alone: opened by its folder (`khu/hai-phong/`), it
/// would be loaded anew for each of them.
pub fn within(page: Vec<u8>, address: &str) -> Vec<u8> {
    let up = "../".repeat(address.matches('/').count());
    let own = format!("href=\"{up}{address}#");
    let mut out = Vec::new();
    let mut done = 0;
    for at in memchr::memmem::find_iter(&page, &own) {
        out.extend_from_slice(&page[done..at]);
        out.extend_from_slice(b"href=\"#");
        done = at + own.len();
    }
    if done == 0 {
        return page;
    }
    out.extend_from_slice(&page[done..]);
    out
}

/// Returns the folder in which the pages of a language stand, from the top of the site.
pub fn folder(language: Language) -> &'static str {
    language.pick("", "en/")
}

/// Returns the way from the top of a language's pages to the top of the site.
pub fn up(language: Language) -> &'static str {
    language.pick("", "../")
}

/// Returns the address of a zone's page.
pub fn zone(project: &Project, key: ZoneKey) -> String {
    ["khu/", project.zone(key).id.as_str(), "/index.html"].concat()
}

/// Returns the address of an indicator's page.
pub fn indicator(project: &Project, key: IndicatorKey) -> String {
    format!("chi-tieu/{}/index.html", project.registry.indicator(key).id)
}

/// Returns the anchor of a total over zones on the page of its indicator: `tong.2024-06`.
pub fn total_anchor(time: Period) -> String {
    format!("tong.{}", time_anchor(time))
}

/// Returns the address of a total over zones.
pub fn total(project: &Project, key: IndicatorKey, time: Period) -> String {
    format!("{}#{}", indicator(project, key), total_anchor(time))
}

/// Returns the address of an issue's page.
pub fn issue(project: &Project, key: IssueKey) -> String {
    format!("ban-tin/{}/index.html", project.issue(key).id)
}

/// Returns the address of an issue as one document.
pub fn document(project: &Project, key: IssueKey) -> String {
    format!("ban-tin/{}/toan-van.html", project.issue(key).id)
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
        _ => ["nguon/", project.zone(key).id.as_str(), "/index.html"].concat(),
    }
}

/// Returns the address of a report among the sources.
pub fn report(project: &Project, key: ReportKey) -> String {
    [&sources(project, key.zone), "#", &report_anchor(project, key)].concat()
}

/// Returns the anchor of a report among the sources.
pub fn report_anchor(project: &Project, key: ReportKey) -> String {
    [project.zone(key.zone).id.as_str(), ".", project.report(key).id.as_str()].concat()
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
    let mut anchor = series_anchor(project, cell);
    anchor.push('.');
    anchor.push_str(&time_anchor(cell.time));
    anchor
}

/// Returns what the anchors of the cells of a series begin with: `s.cong-doan.ket-nap`.
pub fn series_anchor(project: &Project, cell: &Cell) -> String {
    with_parts("s.", project, cell)
}

/// Returns what the anchor of a cell ends in: `2018_2022-09`.
pub fn time_anchor(time: Period) -> String {
    let mut anchor = time.to_string().replace('/', "_");
    anchor.make_ascii_lowercase();
    anchor
}

fn with_parts(start: &str, project: &Project, cell: &Cell) -> String {
    let registry = &project.registry;
    let mut anchor = String::with_capacity(64);
    let (body, indicator) = (&project.body(cell.body).id, &registry.indicator(cell.indicator).id);
    for piece in [start, body.as_str(), ".", indicator.as_str()] {
        anchor.push_str(piece);
    }
    for part in cell.parts.iter() {
        anchor.push('.');
        anchor.push_str(registry.part(part).id.as_str());
    }
    anchor
}

/// Returns the address of a cell on its zone's page.
pub fn cell(project: &Project, cell: &Cell) -> String {
    [&zone(project, cell.body.zone), "#", &cell_anchor(project, cell)].concat()
}

/// Returns the anchor of a series in the history of its zone's page.
pub fn history_anchor(project: &Project, cell: &Cell) -> String {
    with_parts("ls.", project, cell)
}

/// Returns the address of a picture or kept copy, by its path in the content folder.
pub fn asset(path: &str) -> String {
    format!("tep/{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_its_own_page_is_the_place_alone() {
        let page = |own: &str| {
            format!("<a href=\"{own}#s.1\">1</a> <a href=\"{own}\">x</a> <a href=\"../../a.html#s\">a</a>")
        };
        let links = within(page("../../khu/x/index.html").into_bytes(), "khu/x/index.html");
        assert_eq!(
            links,
            page("../../khu/x/index.html").replace("../../khu/x/index.html#", "#").into_bytes()
        );
        let other = page("../../khu/x-2/index.html").into_bytes();
        assert_eq!(within(other.clone(), "khu/x/index.html"), other);
        assert_eq!(within(page("index.html").into_bytes(), "index.html")[..13], *b"<a href=\"#s.1");
    }
}
