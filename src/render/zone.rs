//! The page of a zone: profile, targets against results, charts, narrative, events, sources, history.

mod history;
mod narrative;

pub use narrative::{passage, split};

use super::chart;
use super::component::Passage;
use super::component::card::{self, Card};
use super::component::citation::citation;
use super::component::figure_table::{self, FigureTable};
use super::component::plan_table::{self, Assessed, PlanTable};
use super::component::scoreboard::Scoreboard;
use super::component::source_list::{self, SourceItem};
use super::edition::Edition;
use super::embed::{self, Embedding};
use super::former;
use super::link::{self, Link, Root};
use super::page::Head;
use super::standing::{HEADLINES, Standing, newest};
use super::text;
use crate::analyse::derived::Derived;
use crate::analyse::ledger::{Cell, Known};
use crate::analyse::pipeline;
use crate::draw::Chart;
use crate::language::Language;
use crate::model::id::{PlanKey, ZoneKey};
use crate::tell;
use history::{Series, history};
use narrative::sections;
use serde::Serialize;

/// Returns what is said where two reports disagree about one cell.
pub fn conflict(language: Language) -> &'static str {
    language.pick(
        "Hai báo cáo nói khác nhau về cùng một thời điểm; chưa báo cáo nào đính chính.",
        "Two reports disagree about the same time; neither has been corrected yet.",
    )
}

/// The page, finished.
#[derive(Debug, Serialize)]
pub struct Page {
    #[serde(flatten)]
    head: Head,
    kind: &'static str,
    province: String,
    former: Vec<String>,
    parent: Link,
    children: Vec<Link>,
    bodies: Vec<BodyItem>,
    headlines: Vec<Card>,
    scoreboard: Scoreboard,
    plans: Vec<PlanTable>,
    charts: Vec<Chart>,
    pipeline: Vec<PipelineSection>,
    trends: Vec<Chart>,
    figures: Vec<FigureTable>,
    sections: Vec<Passage>,
    events: Vec<EventItem>,
    history: Vec<Series>,
    sources: Vec<SourceItem>,
    citation: String,
}

#[derive(Debug, Serialize)]
struct BodyItem {
    id: String,
    name: String,
    line: &'static str,
    note: String,
}

#[derive(Debug, Serialize)]
struct PipelineSection {
    charts: Vec<Chart>,
}

/// An event in the timeline.
#[derive(Debug, Serialize)]
pub struct EventItem {
    /// Its anchor.
    pub id: String,
    iso: String,
    /// When.
    pub date: String,
    kind: &'static str,
    /// What happened.
    pub title: String,
    /// More about it, or empty.
    pub note: String,
    source: Link,
}

/// Returns the page of a zone.
///
/// The standing is the edition's.
pub fn page(edition: &Edition, standing: &Standing, embed: Embedding) -> Page {
    let project = edition.project;
    let Standing { zone: key, known, derived, .. } = standing;
    let key = *key;
    let zone = project.zone(key);
    let root = Root::TWO;
    let tally = standing.tally(project);
    let plan = |(plan, assessed): &(PlanKey, Vec<Assessed>)| {
        let charts = chart::of_plan(edition, root, *plan, assessed, 4);
        plan_table::table(edition, root, *plan, assessed, charts)
    };
    let mut plans: Vec<PlanTable> = standing.plans.iter().map(plan).collect();
    plans.extend(plan_table::implied(edition, root, key, &standing.implied));
    let (pipeline, charts) = (pipelines(edition, root, known), parts(edition, root, known));
    let headlines = card::headlines(edition, known, HEADLINES);
    let headlines = headlines
        .iter()
        .map(|(cell, known)| card::card(edition, root, cell, *known, derived, true))
        .collect();
    let sections =
        zone.prose_in(edition.language).map_or(Vec::new(), |prose| sections(edition, key, prose, embed));
    let trends = trends(edition, root, key, known);
    // What the narrative shows is not shown beside it once more.
    let told = |chart: &Chart| {
        let id = format!("id=\"{}\"", embed::anchor(&chart.anchor));
        sections.iter().any(|section| section.text_html.contains(&id))
    };
    let charts: Vec<Chart> = charts.into_iter().filter(|chart| !told(chart)).collect();
    let drawn = !charts.is_empty()
        || !trends.is_empty()
        || !pipeline.is_empty()
        || plans.iter().any(|plan| !plan.charts.is_empty());
    Page {
        head: head(edition, key, drawn || sections.iter().any(|one| one.text_html.contains("<figure"))),
        kind: edition.zone_kind(key),
        province: edition.province(key).to_owned(),
        former: former::of_zone(edition, key),
        parent: zone.parent.map_or_else(Link::default, |parent| {
            Link::new(edition.zone_name(parent), root.to(&link::zone(project, parent)))
        }),
        children: children(edition, root, key),
        bodies: bodies(edition, key),
        headlines,
        scoreboard: Scoreboard::new(edition.language, &tally, &standing.implied_tally(project)),
        plans,
        charts,
        pipeline,
        trends,
        figures: figures(edition, root, key, known, derived),
        sections,
        events: events(edition, root, key),
        history: history(edition, root, key),
        sources: source_list::of_zones(edition, root, &[key]),
        citation: cite(edition, standing),
    }
}

fn head(edition: &Edition, key: ZoneKey, has_charts: bool) -> Head {
    let zone = edition.project.zone(key);
    let head =
        Head::new(edition, &link::zone(edition.project, key), Root::TWO, &edition.zone_name(key), "khu");
    let count = zone.reports.iter().filter(|report| report.source.known_from() <= edition.cutoff).count();
    Head {
        description: tell!(
            edition.language,
            "{}: chỉ tiêu, kết quả, nguồn và lịch sử số liệu đến ngày {}.",
            "{}: targets, results, sources and history of figures as of {}.",
            edition.zone_name(key),
            text::day(edition.language, edition.cutoff)
        ),
        kicker: format!("{} · {}", text::capitalised(edition.zone_kind(key)), edition.province(key)),
        lead: match &zone.summary {
            Some(summary) => edition.told(summary),
            None => tell!(
                edition.language,
                "Số liệu đến ngày {}, từ {count} báo cáo.",
                "Figures as of {}, from {count} reports.",
                text::day(edition.language, edition.cutoff)
            ),
        },
        has_charts,
        untranslated: match (zone.prose_in(edition.language), &zone.prose) {
            (None, Some(_)) => head.only_in_vietnamese(edition.language),
            _ => Link::default(),
        },
        ..head
    }
}

fn children(edition: &Edition, root: Root, key: ZoneKey) -> Vec<Link> {
    let project = edition.project;
    let children = project.zone_keys().filter(|&zone| project.zone(zone).parent == Some(key));
    children.map(|zone| Link::new(edition.zone_name(zone), root.to(&link::zone(project, zone)))).collect()
}

fn bodies(edition: &Edition, key: ZoneKey) -> Vec<BodyItem> {
    let project = edition.project;
    let item = |body: &crate::model::zone::Body| {
        let above = body
            .parent
            .map(|parent| tell!(edition.language, "Trực thuộc {}.", "Under {}.", edition.body_name(parent)));
        let formerly = body.formerly.as_ref().map(|name| {
            tell!(edition.language, "Trước đây: {name}.", "Formerly: {name}.", name = edition.told(name))
        });
        let from = body
            .from
            .map(|from| tell!(edition.language, "Từ {}.", "From {}.", text::period(edition.language, from)));
        let to = body
            .to
            .map(|to| tell!(edition.language, "Đến {}.", "Until {}.", text::period(edition.language, to)));
        let notes: Vec<String> =
            [above, formerly, from, to].into_iter().flatten().chain(former::of_body(edition, body)).collect();
        BodyItem {
            id: format!("ct.{}", body.id),
            name: edition.told(body.name_on(edition.cutoff)),
            line: text::line(edition.language, body.line),
            note: notes.join(" "),
        }
    };
    project.zone(key).bodies.iter().map(item).collect()
}

/// Returns the charts of a zone that are of no plan, as known at the edition's cut-off.
pub fn charts(edition: &Edition, root: Root, key: ZoneKey) -> Vec<Chart> {
    let known = edition.known(key);
    let pipelines = pipelines(edition, root, &known).into_iter().flat_map(|section| section.charts);
    let mut charts = parts(edition, root, &known);
    charts.extend(pipelines);
    charts.extend(trends(edition, root, key, &known));
    charts
}

fn pipelines(edition: &Edition, root: Root, known: &[(Cell, Known)]) -> Vec<PipelineSection> {
    let Some((cell, _)) = known.first() else { return Vec::new() };
    let runs = pipeline::runs(edition.project, edition.ledger(cell.body.zone), known, edition.cutoff);
    // One run a body and pipeline: the newest.
    let newest =
        runs.chunk_by(|a, b| (a.pipeline, a.body) == (b.pipeline, b.body)).filter_map(|runs| runs.last());
    let charts = newest.filter_map(|run| chart::pipelines(edition, root, std::slice::from_ref(run), 3));
    charts.map(|chart| PipelineSection { charts: vec![chart] }).collect()
}

/// What became of each body's indicators: two dates side by side, three and more as a line.
fn trends(edition: &Edition, root: Root, key: ZoneKey, known: &[(Cell, Known)]) -> Vec<Chart> {
    let of_body = |body| {
        let slopes = chart::slopes(edition, root, body, known, 3);
        slopes.into_iter().chain(chart::sparks(edition, root, body, known, 3))
    };
    edition.project.zone(key).body_keys(key).flat_map(of_body).collect()
}

/// The newest breakdown of each series.
fn parts(edition: &Edition, root: Root, known: &[(Cell, Known)]) -> Vec<Chart> {
    let project = edition.project;
    let series = |one: &chart::Breakdown| {
        let figure = project.figure(one.whole);
        (figure.body, figure.indicator, figure.parts, one.dimension)
    };
    let mut breakdowns = chart::breakdowns(edition, known);
    breakdowns.sort_by_key(|one| (series(one), project.figure(one.whole).time.to()));
    let newest = breakdowns.chunk_by(|a, b| series(a) == series(b)).filter_map(|group| group.last());
    chart::make_up(edition, root, &newest.collect::<Vec<_>>(), 3)
}

/// One table a body: of each series the newest time; the earlier ones stand in its history.
fn figures(
    edition: &Edition,
    root: Root,
    key: ZoneKey,
    known: &[(Cell, Known)],
    derived: &[Derived],
) -> Vec<FigureTable> {
    let project = edition.project;
    let newest: Vec<&(Cell, Known)> = newest(known).collect();
    let table = |body| {
        let own = newest.iter().filter(|(cell, _)| cell.body == body);
        let rows: Vec<_> =
            own.map(|(cell, known)| figure_table::row(edition, root, cell, *known, derived)).collect();
        let name = edition.body_name(body);
        (!rows.is_empty()).then(|| FigureTable {
            title: name.clone(),
            caption: tell!(edition.language, "Số liệu mới nhất: {name}", "Latest figures: {name}"),
            head: edition.language.pick("Chỉ tiêu", "Indicator"),
            rows,
            note: String::new(),
        })
    };
    project.zone(key).body_keys(key).filter_map(table).collect()
}

/// Returns the events of a zone, the oldest first.
pub fn events(edition: &Edition, root: Root, key: ZoneKey) -> Vec<EventItem> {
    let project = edition.project;
    let mut events = Vec::new();
    for report_key in project.zone(key).report_keys(key) {
        let report = project.report(report_key);
        if report.source.known_from() > edition.cutoff {
            continue;
        }
        let href = root.to(&link::report(project, report_key));
        let source = source_list::cited(edition, &report.source, report.source.published, href);
        events.extend(report.events.iter().map(|event| (event, source.clone())));
    }
    events.sort_by(|(one, _), (other, _)| (one.date, &one.title.vi).cmp(&(other.date, &other.title.vi)));
    let item = |(n, (event, source)): (usize, (&crate::model::report::Event, Link))| EventItem {
        id: format!("sk.{}", n + 1),
        iso: event.date.from().to_string(),
        date: text::short_period(edition.language, event.date),
        // "Thành lập Đảng bộ …" says its kind itself.
        kind: match event
            .title
            .of(edition.language)
            .to_lowercase()
            .starts_with(text::event(edition.language, event.kind))
        {
            true => "",
            false => text::event(edition.language, event.kind),
        },
        title: edition.told(&event.title),
        note: event_note(edition, event),
        source,
    };
    events.into_iter().enumerate().map(item).collect()
}

fn event_note(edition: &Edition, event: &crate::model::report::Event) -> String {
    let names: Vec<String> =
        event.breaks.iter().map(|&key| edition.told(&edition.project.registry.indicator(key).name)).collect();
    let breaks = (!names.is_empty()).then(|| {
        tell!(
            edition.language,
            "Đứt gãy chuỗi số liệu, không so sánh được trước và sau: {}.",
            "Break in series, not comparable before and after: {}.",
            names.join(", ")
        )
    });
    let words: Vec<String> = event.note.iter().map(|note| edition.told(note)).chain(breaks).collect();
    words.join(" ")
}

fn cite(edition: &Edition, current: &Standing) -> String {
    let project = edition.project;
    let levels = current.known.iter().map(|(_, known)| project.figure(known.figure).level).collect();
    let name = edition.zone_name(current.zone);
    citation(edition, &name, None, &levels)
}
