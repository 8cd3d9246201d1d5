//! The index of names: zones and bodies, indicators and parts, terms, issues, and which series each zone has.

use super::super::edition::Edition;
use super::super::{home, link, term, text};
use super::abbreviation::ABBREVIATIONS;
use super::text::Texts;
use crate::language::Language;
use crate::model::id::ZoneKey;
use crate::model::issue::Issue;
use crate::model::period::Day;
use crate::model::zone::{Body, Zone};
use crate::tell;
use serde::Serialize;
use std::collections::HashMap;

/// Everything that the script needs before it knows what is asked for; short keys, because a phone loads it.
#[derive(Debug, Serialize)]
pub struct Names<'a> {
    /// Abbreviation and meaning.
    short: &'a [(&'a str, &'a str)],
    /// Title, address, and more words about it.
    pages: Vec<(String, String, String)>,
    /// Id, name, unit and definition.
    indicators: Vec<(&'a str, &'a str, &'a str, &'a str)>,
    /// Id and name.
    parts: Vec<(&'a str, &'a str)>,
    /// Title, address and note.
    terms: Vec<(String, String, String)>,
    /// Id, title, and what else it is known by; the newest last.
    issues: Vec<(&'a str, &'a str, String)>,
    zones: Vec<ZoneName<'a>>,
    /// The different lists of series: body, indicator and parts by their numbers.
    series: Vec<&'a str>,
    /// How many documents of each kind each zone has, then each issue.
    documents: Vec<[usize; 4]>,
    /// Whether each zone has a page of sources of its own.
    own_sources: bool,
    /// The first bare form of each shard of words.
    words: Vec<String>,
    /// The first zone or issue of each file of texts.
    texts: Vec<usize>,
}

/// Id, name, short name, province, kind, bodies with id and name, the number of its list of series, and every name that it
/// or a body of it has at another time.
#[derive(Debug, Serialize)]
struct ZoneName<'a>(&'a str, &'a str, &'a str, &'a str, &'a str, Vec<(&'a str, &'a str)>, usize, String);

/// Returns the names; `texts` are those of the zones and then of the issues, `words` the first words of
/// the shards, `files` the first owner of each file of texts.
pub fn names<'a>(
    edition: &Edition<'a>,
    texts: &'a [Texts],
    words: Vec<String>,
    files: Vec<usize>,
) -> Names<'a> {
    let project = edition.project;
    let (mut lists, mut numbers): (Vec<&str>, HashMap<&str, usize>) = Default::default();
    let zones = project.zone_keys().zip(texts).map(|(zone, texts)| {
        let number = *numbers.entry(&texts.series).or_insert_with(|| {
            lists.push(&texts.series);
            lists.len() - 1
        });
        zone_name(edition, zone, number)
    });
    let zones = zones.collect();
    let (registry, language) = (&project.registry, edition.language);
    Names {
        short: ABBREVIATIONS,
        pages: pages(edition.language),
        indicators: registry
            .indicators
            .iter()
            .map(|one| {
                let definition = one.definition.as_ref().map_or("", |definition| definition.of(language));
                (one.id.as_str(), one.name.of(language), one.unit.of(language), definition)
            })
            .collect(),
        parts: registry.parts.iter().map(|one| (one.id.as_str(), one.name.of(language))).collect(),
        terms: terms(edition),
        issues: issues(edition),
        zones,
        series: lists,
        documents: texts.iter().map(Texts::counts).collect(),
        own_sources: project.zones.len() > link::ZONES_ON_ONE_SOURCE_PAGE,
        words,
        texts: files,
    }
}

fn zone_name<'a>(edition: &Edition<'a>, key: ZoneKey, series: usize) -> ZoneName<'a> {
    let (language, zone) = (edition.language, edition.project.zone(key));
    let name = |body: &'a Body| (body.id.as_str(), body.name_on(edition.cutoff).of(language));
    ZoneName(
        zone.id.as_str(),
        zone.name_on(edition.cutoff).of(language),
        zone.short_on(edition.cutoff).of(language),
        edition.province(key),
        edition.zone_kind(key),
        zone.bodies.iter().map(name).collect(),
        series,
        other_names(zone, edition.cutoff, language),
    )
}

/// The names of other times, once each.
fn other_names(zone: &Zone, day: Day, language: Language) -> String {
    let of_zone = zone.former.iter().flat_map(|one| [&one.name, &one.short]);
    let of_bodies = zone.bodies.iter().flat_map(|body| body.former.iter().map(|one| &one.name));
    let today = (!zone.former.is_empty()).then_some([&zone.name, &zone.short]);
    let names = of_zone.chain(of_bodies).chain(today.into_iter().flatten()).map(|name| name.of(language));
    let places = zone.former.iter().filter_map(|one| one.province.as_deref());
    let mut all: Vec<&str> = names.chain(places).collect();
    all.sort_unstable();
    all.dedup();
    let known = [zone.name_on(day), zone.short_on(day)].map(|name| name.of(language));
    all.retain(|name| !known.contains(name));
    all.join(" ; ")
}

/// The pages that stand for themselves.
fn pages(language: Language) -> Vec<(String, String, String)> {
    let page =
        |title: &str, address: &str, words: &str| (title.to_owned(), address.to_owned(), words.to_owned());
    vec![
        page(
            language.pick("Phương pháp", "Method"),
            "phuong-phap/index.html",
            language.pick(
                "Khái niệm, cách đánh giá chỉ tiêu, ký hiệu và làm tròn",
                "Terms, how targets are judged, marks and rounding",
            ),
        ),
        page(
            language.pick("Nguồn", "Sources"),
            "nguon/index.html",
            language.pick(
                "Mỗi báo cáo nguồn và mọi số liệu dựa vào nó",
                "Each source report and every figure that rests on it",
            ),
        ),
        page(
            language.pick("Dữ liệu", "Data"),
            "du-lieu/index.html",
            language.pick("Tải về CSV, JSON", "Download CSV, JSON"),
        ),
    ]
}

fn terms(edition: &Edition) -> Vec<(String, String, String)> {
    let item = |term: term::Term| {
        let address = link::term(edition.project.plan(term.plans[0]));
        (term::title(edition, &term), address, home::plans_note(edition, &term))
    };
    term::terms(edition).into_iter().map(item).collect()
}

fn issues<'a>(edition: &Edition<'a>) -> Vec<(&'a str, &'a str, String)> {
    let project = edition.project;
    let item = |issue: &Issue| {
        let (period, cutoff) =
            (text::period(edition.language, issue.period), text::day(edition.language, issue.cutoff));
        tell!(
            edition.language,
            "Số {}, {period}. Số liệu đến ngày {cutoff}",
            "Issue {}, {period}. Figures as of {cutoff}",
            issue.number
        )
    };
    project
        .issues
        .iter()
        .map(|issue| (issue.id.as_str(), issue.title.of(edition.language), item(issue)))
        .collect()
}
