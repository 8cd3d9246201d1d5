//! A list of sources with their addresses.

use crate::language::Language;
use crate::model::id::{PlanKey, ReportKey};
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
    /// How final its figures are; empty for a plan.
    pub level: &'static str,
    /// Its address, or empty.
    pub href: String,
    /// The author's words about it, or empty.
    pub note: String,
}

/// Returns the items of reports; reports that name the same source stand together once.
pub fn of_reports(edition: &Edition, root: Root, reports: &[ReportKey]) -> Vec<SourceItem> {
    let project = edition.project;
    let mut items: Vec<SourceItem> = Vec::new();
    for &key in reports {
        let report = project.report(key);
        let item =
            item(edition.language, &report.source, root.to(&link::report(project, key)), Some(report.level));
        let same = |one: &SourceItem| {
            (&one.report.text, &one.publisher, &one.published)
                == (&item.report.text, &item.publisher, &item.published)
        };
        if !items.iter().any(same) {
            items.push(item);
        }
    }
    items
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
        level: level.map_or("", |level| text::level(language, level)),
        href: source.url.clone().unwrap_or_default(),
        note: source.note.as_ref().map_or(String::new(), |note| told(language, note)),
    }
}
