//! What a total is made of.

use super::{drawn, mark, mark_words, quantity_span, sources};
use crate::analyse::ledger::{Cell, Known, whole_of};
use crate::draw::{Caption, Chart, RowText, parts};
use crate::language::Language;
use crate::model::id::{DimensionKey, FigureKey};
use crate::model::interval::RatioInterval;
use crate::render::edition::Edition;
use crate::render::link::{self, Root};
use crate::render::text;
use crate::tell;
use rust_decimal::Decimal;

/// A whole with the parts of one dimension, all from one report.
#[derive(Debug, Clone, PartialEq)]
pub struct Breakdown {
    /// The whole.
    pub whole: FigureKey,
    /// The dimension.
    pub dimension: DimensionKey,
    /// Its parts, in the order of the report.
    pub parts: Vec<FigureKey>,
}

/// Returns the breakdowns among known figures: wholes with at least one part that has a number.
pub fn breakdowns(edition: &Edition, known: &[(Cell, Known)]) -> Vec<Breakdown> {
    let project = edition.project;
    let mut breakdowns: Vec<Breakdown> = Vec::new();
    for (cell, known) in known {
        let figure = project.figure(known.figure);
        let whole = whole_of(project, known.figure, edition.cutoff);
        let (Some(whole), Some((_, part))) = (whole, cell.parts.parent()) else { continue };
        let dimension = project.registry.part(part).dimension;
        if figure.quantity().is_none() || project.figure(whole).quantity().is_none() {
            continue;
        }
        match breakdowns.iter_mut().find(|one| (one.whole, one.dimension) == (whole, dimension)) {
            Some(breakdown) => breakdown.parts.push(known.figure),
            None => breakdowns.push(Breakdown { whole, dimension, parts: vec![known.figure] }),
        }
    }
    breakdowns.iter_mut().for_each(|one| one.parts.sort());
    breakdowns
}

/// So many wholes stand in one chart.
const MOST_WHOLES: usize = 12;
/// So many wholes are named in its heading.
const MOST_NAMED: usize = 3;

/// Returns the charts of some breakdowns. Those of one body by one dimension stand in one chart: their parts are the
/// same, and each whole is drawn as wide as the others, so that shares can be compared down the page.
pub fn make_up(edition: &Edition, root: Root, breakdowns: &[&Breakdown], level: u8) -> Vec<Chart> {
    let place = |one: &&Breakdown| (edition.project.figure(one.whole).body, one.dimension);
    let mut sorted = breakdowns.to_vec();
    // Stable: within a chart the order is the caller's.
    sorted.sort_by_key(place);
    let together = sorted.chunk_by(|a, b| place(a) == place(b)).flat_map(|some| some.chunks(MOST_WHOLES));
    together.filter_map(|some| part_bars(edition, root, some, level)).collect()
}

/// Returns the parts of wholes of one body by one dimension; none where nothing of them can be drawn.
pub fn part_bars(edition: &Edition, root: Root, breakdowns: &[&Breakdown], level: u8) -> Option<Chart> {
    let (project, language) = (edition.project, edition.language);
    let when = |one: &Breakdown| {
        let figure = project.figure(one.whole);
        edition.when(figure.indicator, figure.time)
    };
    let first = *breakdowns.first()?;
    let time = when(first);
    let at_once = breakdowns.iter().all(|one| when(one) == time);
    let measured = |one: &&Breakdown| {
        // One that cannot be drawn does not take the others with it.
        let mut whole = whole(edition, root, one).filter(parts::is_drawable)?;
        if !at_once {
            whole.text.note = when(one);
        }
        Some(whole)
    };
    let wholes: Vec<parts::Whole> = breakdowns.iter().filter_map(measured).collect();
    let dimension = project.registry.dimension(first.dimension);
    let (name, figure) = (edition.told(&dimension.name), project.figure(first.whole));
    let place = format!("{name}; {}", edition.body_name(figure.body));
    let of_whole = |one: &&Breakdown| one.parts.iter().copied().chain([one.whole]).collect::<Vec<_>>();
    let caption = Caption {
        language,
        anchor: {
            // The chart of several is another one than that of the first alone, which a narrative may show.
            let kind = if wholes.len() > 1 { "bd.co-cau" } else { "bd" };
            format!("{kind}.{}.{}", link::cell_anchor(project, &Cell::of(figure)), dimension.id)
        },
        level,
        heading: match &wholes[..] {
            [] => return None,
            [one] => lead(language, one)?,
            many => joint_lead(language, &name, many),
        },
        subtitle: if at_once { format!("{place}, {time}") } else { place },
        notes: notes(edition, breakdowns)
            .into_iter()
            .chain(mark_words(edition, breakdowns.iter().flat_map(of_whole)))
            .collect(),
        sources: sources(edition, root, breakdowns.iter().map(|one| one.whole)),
        ..Caption::default()
    };
    drawn(edition, root, parts::chart(&caption, &wholes))
}

/// The authors' notes on the figures of a chart, each once: what they mean may be in doubt.
fn notes(edition: &Edition, breakdowns: &[&Breakdown]) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for key in breakdowns.iter().flat_map(|one| [one.whole].into_iter().chain(one.parts.iter().copied())) {
        let figure = edition.project.figure(key);
        let Some(note) = figure.details.as_ref().and_then(|details| details.note.as_ref()) else { continue };
        let note = format!("{}: {}", edition.counted(figure.indicator, figure.parts), edition.told(note));
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

/// What is found in one whole: all its parts where they are few and complete, else the share of the first.
fn lead(language: Language, whole: &parts::Whole) -> Option<String> {
    let (name, part) = (&whole.text.label, &whole.parts.first()?.text);
    let is_told = |part: &parts::Part| !part.text.detail.is_empty();
    if whole.complete && whole.parts.len() <= MOST_NAMED && whole.parts.iter().all(is_told) {
        let share =
            |part: &parts::Part| format!("{} {}", part.text.detail, text::inside(language, &part.text.label));
        let all = whole.parts.iter().map(share).collect::<Vec<_>>().join("; ");
        return Some(tell!(language, "{name} gồm: {all}", "{name}: {all}"));
    }
    let inside = text::inside(language, &part.label);
    Some(match part.detail.as_str() {
        "" => tell!(
            language,
            "{name}: trong đó {value} {inside}",
            "{name}, of which {inside}: {value}",
            value = part.value
        ),
        share => {
            tell!(language, "{name}, trong đó {inside}: {share}", "{name}, of which {inside}: {share}")
        }
    })
}

/// What is found in several wholes: the share of their first part where that is one and the same.
fn joint_lead(language: Language, dimension: &str, wholes: &[parts::Whole]) -> String {
    let part = |whole: &parts::Whole| whole.parts.first().map(|part| part.text.clone()).unwrap_or_default();
    let label = part(&wholes[0]).label;
    let same = wholes.iter().map(part).all(|part| part.label == label && !part.detail.is_empty());
    if !same || wholes.len() > MOST_NAMED {
        let count = wholes.len();
        return tell!(
            language,
            "{dimension}: cơ cấu của {count} chỉ tiêu",
            "{dimension}: make-up of {count} indicators"
        );
    }
    let share = |whole: &parts::Whole| {
        let (share, name) = (part(whole).detail, text::inside(language, &whole.text.label));
        tell!(language, "{share} {name}", "{share} of {name}")
    };
    format!("{}: {}", text::capitalised(&label), wholes.iter().map(share).collect::<Vec<_>>().join("; "))
}

/// One whole with its parts, every text finished.
fn whole(edition: &Edition, root: Root, breakdown: &Breakdown) -> Option<parts::Whole> {
    let project = edition.project;
    let figure = project.figure(breakdown.whole);
    let indicator = project.registry.indicator(figure.indicator);
    let dimension = project.registry.dimension(breakdown.dimension);
    let total = figure.quantity()?;
    let language = edition.language;
    let href = |key: FigureKey| Some(root.to(&link::cell(project, &Cell::of(project.figure(key)))));
    let complete =
        breakdown.parts.iter().all(|&key| project.figure(key).whole.is_some_and(|whole| whole.complete));
    let list: Vec<parts::Part> = breakdown
        .parts
        .iter()
        .filter_map(|&key| {
            let quantity = project.figure(key).quantity()?;
            let share = RatioInterval::of(&edition.values(key)?, &edition.values(breakdown.whole)?);
            let (_, part) = project.figure(key).parts.parent()?;
            let text = RowText {
                label: edition.told(&project.registry.part(part).name),
                note: String::new(),
                value: text::quantity(language, quantity).to_string(),
                mark: mark(edition, [key]),
                detail: if share == RatioInterval::default() {
                    String::new()
                } else {
                    text::share(language, &share)
                },
                href: href(key),
            };
            Some(parts::Part { text, amount: quantity_span(quantity) })
        })
        .collect();
    let sum: Option<Decimal> = breakdown
        .parts
        .iter()
        .map(|&key| project.figure(key).quantity().and_then(|quantity| quantity.interval().as_exact()))
        .sum();
    let rest = (total.interval().as_exact().zip(sum))
        .map(|(total, sum)| total - sum)
        .filter(|rest| dimension.exclusive && *rest > Decimal::ZERO);
    Some(parts::Whole {
        text: RowText {
            label: edition.counted(figure.indicator, figure.parts),
            note: String::new(),
            value: text::quantity(language, total).to_string(),
            mark: mark(edition, [breakdown.whole]),
            detail: edition.told(text::unit(indicator, &total.interval())),
            href: href(breakdown.whole),
        },
        total: quantity_span(total),
        parts: list,
        exclusive: dimension.exclusive,
        complete,
        remainder: match (complete, rest) {
            (true, _) => String::new(),
            (false, Some(_)) => language
                .pick(
                    "phần còn lại, báo cáo không tách (bantin tính)",
                    "remainder, not split in the report (computed)",
                )
                .to_owned(),
            (false, None) => language.pick("phần còn lại không rõ", "remainder not known").to_owned(),
        },
        remainder_value: rest.map_or(String::new(), |rest| text::number(language, rest)),
    })
}
