//! What a total is made of.

use super::{draw_link, drawn, mark, mark_words, quantity_span};
use crate::analyse::ledger::{Cell, Known, whole_of};
use crate::draw::{Caption, Chart, RowText, parts};
use crate::model::id::{DimensionKey, FigureKey};
use crate::model::interval::RatioInterval;
use crate::render::component::figure_table;
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

/// Returns the parts of a whole.
pub fn part_bars(edition: &Edition, root: Root, breakdown: &Breakdown, level: u8) -> Option<Chart> {
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
            let share = RatioInterval::of(&quantity.interval(), &total.interval());
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
    let name = edition.counted(figure.indicator, figure.parts);
    let lead = list.first().map(|part| match part.text.detail.as_str() {
        "" => tell!(
            language,
            "{name}: trong đó {value} {inside}",
            "{name}, of which {inside}: {value}",
            value = part.text.value,
            inside = text::inside(language, &part.text.label)
        ),
        share => tell!(
            language,
            "{name}, trong đó {inside}: {share}",
            "{name}, of which {inside}: {share}",
            inside = text::inside(language, &part.text.label)
        ),
    })?;
    let figures = breakdown.parts.iter().copied().chain([breakdown.whole]);
    let caption = Caption {
        language,
        anchor: format!("bd.{}.{}", link::cell_anchor(project, &Cell::of(figure)), dimension.id),
        level,
        heading: lead,
        subtitle: format!(
            "{}; {}, {}",
            edition.told(&dimension.name),
            edition.told(&project.body(figure.body).name),
            edition.when(figure.indicator, figure.time)
        ),
        notes: mark_words(edition, figures).into_iter().collect(),
        sources: vec![draw_link(figure_table::source(edition, root, breakdown.whole))],
        ..Caption::default()
    };
    let whole = parts::Whole {
        text: RowText {
            label: name,
            note: String::new(),
            value: text::quantity(language, total).to_string(),
            mark: mark(edition, [breakdown.whole]),
            detail: edition.told(text::unit(indicator, &total.interval())),
            href: href(breakdown.whole),
        },
        total: quantity_span(total),
        parts: list,
        exclusive: dimension.exclusive,
        remainder: match (complete, rest) {
            (true, _) => String::new(),
            (false, Some(_)) => language
                .pick("phần còn lại, báo cáo không tách", "remainder, not split in the report")
                .to_owned(),
            (false, None) => language.pick("phần còn lại không rõ", "remainder not known").to_owned(),
        },
        remainder_value: rest.map_or(String::new(), |rest| text::number(language, rest)),
    };
    drawn(edition, root, parts::chart(&caption, &[whole]))
}
