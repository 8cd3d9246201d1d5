//! A list of sources with their addresses.

use crate::analyse::assessment::known_plans;
use crate::language::Language;
use crate::model::id::{PlanKey, ReportKey, ZoneKey};
use crate::model::period::Period;
use crate::model::report::{Level, Source};
use crate::render::edition::Edition;
use crate::render::foreign::told;
use crate::render::link::{self, Link, Root};
use crate::render::text;
use serde::Serialize;

/// A source, finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceItem {
    /// Its title, leading to its place among the sources.
    pub report: Link,
    /// Who published it.
    pub publisher: String,
    /// When.
    pub published: String,
    /// How final its figures are; empty for a plan, and where nothing says that they are not final.
    pub level: &'static str,
    /// Its address, or empty.
    pub href: String,
    /// The author's words about it, or empty.
    pub note: String,
}

/// Returns the sources of zones that are known at the edition's cut-off, the newest first: their reports, then the
/// documents that set their targets. What is named twice stands once.
pub fn of_zones(edition: &Edition, root: Root, zones: &[ZoneKey]) -> Vec<SourceItem> {
    let project = edition.project;
    let mut reports: Vec<_> = zones.iter().flat_map(|&zone| project.zone(zone).report_keys(zone)).collect();
    reports.retain(|&report| project.report(report).source.known_from() <= edition.cutoff);
    reports.sort_by_key(|&report| (std::cmp::Reverse(project.report(report).source.published.to()), report));
    let plans = zones.iter().flat_map(|&zone| known_plans(project, edition.ledger(zone), edition.cutoff));
    let mut plans: Vec<PlanKey> = plans.collect();
    plans.sort_by_key(|&plan| (std::cmp::Reverse(project.plan(plan).source.published.to()), plan));
    let mut items = of_reports(edition, root, &reports);
    for key in plans {
        let href = root.to(&link::plan_source(project, key));
        add(&mut items, item(edition.language, &project.plan(key).source, href, None));
    }
    items
}

/// Returns the items of reports; reports that name the same source stand together once.
pub fn of_reports(edition: &Edition, root: Root, reports: &[ReportKey]) -> Vec<SourceItem> {
    let project = edition.project;
    let mut items: Vec<SourceItem> = Vec::new();
    for &key in reports {
        let report = project.report(key);
        let href = root.to(&link::report(project, key));
        add(&mut items, item(edition.language, &report.source, href, Some(report.level)));
    }
    items
}

fn add(items: &mut Vec<SourceItem>, item: SourceItem) {
    let same = |one: &SourceItem| {
        (&one.report.text, &one.publisher, &one.published)
            == (&item.report.text, &item.publisher, &item.published)
    };
    if !items.iter().any(same) {
        items.push(item);
    }
}

/// Returns the link to a plan's source.
pub fn of_plan(edition: &Edition, root: Root, key: PlanKey) -> Link {
    let project = edition.project;
    let source = &project.plan(key).source;
    cited(edition, source, source.published, root.to(&link::plan_source(project, key)))
}

/// Returns a source as it is cited beside a number, publisher and date, with the way to it.
pub fn cited(edition: &Edition, source: &Source, published: Period, href: String) -> Link {
    let day = text::publication(edition.language, published);
    Link::new(format!("{}, {day}", edition.told(&source.publisher)), href)
}

fn item(language: Language, source: &Source, href: String, level: Option<Level>) -> SourceItem {
    SourceItem {
        report: Link::new(told(language, &source.title), href),
        publisher: told(language, &source.publisher),
        published: text::publication(language, source.published),
        level: level
            .filter(|&level| level != Level::Official)
            .map_or("", |level| text::level(language, level)),
        href: source.url.clone().unwrap_or_default(),
        note: source.note.as_ref().map_or(String::new(), |note| told(language, note)),
    }
}
