//! What a total is made of.

use super::{draw_link, drawn, quantity_span};
use crate::analyse::ledger::{Cell, Known, whole_of};
use crate::draw::{Caption, Chart, RowText, parts};
use crate::model::id::{DimensionKey, FigureKey};
use crate::model::interval::RatioInterval;
use crate::render::component::figure_table;
use crate::render::edition::Edition;
use crate::render::link::{self, Root};
use crate::render::text;
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
                label: project.registry.part(part).name.vi.clone(),
                note: String::new(),
                value: text::quantity(edition.language, quantity).to_string(),
                detail: if share == RatioInterval::default() {
                    String::new()
                } else {
                    text::share(edition.language, &share)
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
    let name = match text::parts(edition.language, project, figure.parts) {
        part if part.is_empty() => indicator.name.vi.clone(),
        part => format!("{} – {part}", indicator.name.vi),
    };
    let lead = list.first().map(|part| match part.text.detail.as_str() {
        "" => format!(
            "{}: trong đó {} {}",
            name,
            part.text.value,
            text::inside(edition.language, &part.text.label)
        ),
        share => format!("{}: {} chiếm {share}", name, text::inside(edition.language, &part.text.label)),
    })?;
    let caption = Caption {
        anchor: format!("bd.{}.{}", link::cell_anchor(project, &Cell::of(figure)), dimension.id),
        level,
        heading: lead,
        subtitle: format!(
            "{}; {}, {}",
            dimension.name.vi,
            project.body(figure.body).name.of(edition.language),
            text::period(edition.language, figure.time)
        ),
        sources: vec![draw_link(figure_table::source(edition, root, breakdown.whole))],
        ..Caption::default()
    };
    let whole = parts::Whole {
        text: RowText {
            label: name,
            note: String::new(),
            value: text::quantity(edition.language, total).to_string(),
            detail: indicator.unit.vi.clone(),
            href: href(breakdown.whole),
        },
        total: quantity_span(total),
        parts: list,
        exclusive: dimension.exclusive,
        remainder: match (complete, rest) {
            (true, _) => String::new(),
            (false, Some(_)) => "phần còn lại, báo cáo không tách".to_owned(),
            (false, None) => "phần còn lại không rõ".to_owned(),
        },
        remainder_value: rest.map_or(String::new(), |rest| text::number(edition.language, rest)),
    };
    drawn(edition, root, parts::chart(&caption, &[whole]))
}
