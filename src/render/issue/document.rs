//! `ban-tin/<issue>/toan-van.html`: an issue as one document, to be printed and filed. What its page shows kind
//! by kind stands here zone by zone, with the charts of each zone, as known at the issue's cut-off.

use super::{Head, Page};
use crate::draw::Chart;
use crate::model::id::{IssueKey, ZoneKey};
use crate::render::component::figure_table::FigureTable;
use crate::render::component::plan_table::PlanTable;
use crate::render::edition::{ChartFiles, Edition, Forms};
use crate::render::link::{self, Link, Root};
use crate::render::zone::{self, EventItem};
use crate::render::{term, text};
use serde::Serialize;

/// The document, finished.
#[derive(Debug, Serialize)]
pub struct Document {
    /// What the issue's own page says of all zones together.
    #[serde(flatten)]
    issue: Page,
    /// Zone by zone.
    parts: Vec<Part>,
    /// The issue's own page.
    page_of: Link,
}

/// One zone of the document.
#[derive(Debug, Serialize)]
struct Part {
    id: String,
    name: Link,
    kicker: String,
    plans: Vec<PlanTable>,
    charts: Vec<Chart>,
    figures: Vec<FigureTable>,
    events: Vec<EventItem>,
}

/// Returns the document of an issue, from its page; nothing where its zones are too many for one document.
///
/// The edition is the issue's own.
pub fn document(edition: &Edition, key: IssueKey, mut page: Page) -> Option<Document> {
    let project = edition.project;
    let issue = project.issue(key);
    if issue.zones.len() > term::MOST_IN_FULL {
        return None;
    }
    let (mut plans, mut tables) = (std::mem::take(&mut page.plans), Vec::new());
    let context = (context_title(edition), std::mem::take(&mut page.context));
    let fields = std::mem::take(&mut page.fields).into_iter().map(|field| (field.title, field.groups));
    for (title, groups) in std::iter::once(context).chain(fields) {
        tables.extend(groups.into_iter().map(|table| FigureTable { title: title.to_owned(), ..table }));
    }
    let parts = issue.zones.iter().map(|&zone| {
        let id = project.zone(zone).id.as_str();
        let (plan, figure) = (format!("kh.{id}."), format!("b.{id}."));
        let plans = plans.extract_if(.., |one| one.id.starts_with(&plan)).collect();
        let is_own = |table: &mut FigureTable| table.rows.iter().any(|row| row.id.starts_with(&figure));
        part(edition, zone, plans, tables.extract_if(.., is_own).collect())
    });
    let parts: Vec<Part> = parts.collect();
    let has_charts = page.head.has_charts || parts.iter().any(|part| !part.charts.is_empty());
    let page_of = Link::new(edition.told(&issue.title), Root::TWO.to(&link::issue(project, key)));
    let head = Head::new(edition, &link::document(project, key), Root::TWO, &page.head.title, "toan-van");
    let crumbs = head.crumbs.iter().cloned().chain([page_of.clone()]).collect();
    page.head = Head { has_charts, crumbs, description: page.head.description.clone(), ..head };
    Some(Document { issue: page, parts, page_of })
}

/// Returns the heading of what is known of the place itself.
pub(super) fn context_title(edition: &Edition) -> &'static str {
    edition.language.pick("Địa bàn, doanh nghiệp, lao động", "Area, enterprises and workers")
}

fn part(edition: &Edition, key: ZoneKey, plans: Vec<PlanTable>, figures: Vec<FigureTable>) -> Part {
    let (project, root) = (edition.project, Root::TWO);
    let zone = project.zone(key);
    // Paper has no downloads.
    let files = ChartFiles::new(Forms::None);
    let edition = &Edition { files: &files, ..*edition };
    // Two zones may have bodies, and so charts, of one name.
    let own = |chart: Chart| Chart { anchor: format!("{}.{}", zone.id, chart.anchor), ..chart };
    let bare = |chart: Chart| Chart { file: String::new(), png: String::new(), ..chart };
    let plans = plans
        .into_iter()
        .map(|plan| PlanTable { charts: plan.charts.into_iter().map(bare).collect(), ..plan });
    Part {
        id: format!("khu.{}", zone.id),
        name: Link::new(edition.zone_name(key), root.to(&link::zone(project, key))),
        kicker: format!("{} · {}", text::capitalised(edition.zone_kind(key)), edition.province(key)),
        plans: plans.collect(),
        charts: zone::charts(edition, root, key).into_iter().map(own).collect(),
        figures,
        events: zone::events(edition, root, key),
    }
}
