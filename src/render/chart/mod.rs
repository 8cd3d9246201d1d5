//! Charts from findings: what is drawn, with every text finished. One file for each chart of the catalogue.

mod bullet;
mod columns;
mod course;
mod dots;
mod parts;
mod pipeline;
mod series;
mod slope;
mod spark;
#[cfg(test)]
mod tests;
mod tile_map;

pub use bullet::bullets;
pub use columns::year_columns;
pub use course::course;
pub use dots::{counts, rate, rates};
pub use parts::{Breakdown, breakdowns, make_up, part_bars};
pub use pipeline::pipelines;
pub use slope::slopes;
pub use spark::sparks;
pub use tile_map::tile_map;

use super::component::figure_table::{self, REVISED};
use super::component::plan_table::Assessed;
use super::component::source_list;
use super::edition::Edition;
use super::foreign;
use super::link::Root;
use super::text;
use crate::draw::{self, Chart, Span};
use crate::model::id::{FigureKey, PlanKey, TargetKey};
use crate::model::interval::{Interval, Ratio, RatioInterval};
use crate::model::plan::{Target, TargetKind};
use crate::model::quantity::Quantity;
use crate::tell;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Returns the charts of a plan: bullet rows for the targets with an attainment, columns for each
/// yearly target with a result, and a line for each target of the whole term with several totals; none where no number can be drawn.
pub fn of_plan(edition: &Edition, root: Root, plan: PlanKey, assessed: &[Assessed], level: u8) -> Vec<Chart> {
    let mut charts: Vec<Chart> = bullets(edition, root, plan, assessed, level).into_iter().collect();
    let yearly = assessed.iter().filter(|one| target_of(edition, one).kind == TargetKind::EveryYear);
    charts.extend(yearly.filter_map(|one| year_columns(edition, root, one, level)));
    charts.extend(assessed.iter().filter_map(|one| course(edition, root, one.key, level)));
    charts
}

fn target_of<'a>(edition: &Edition<'a>, assessed: &Assessed) -> &'a Target {
    target_of_key(edition, assessed.key)
}

fn target_of_key<'a>(edition: &Edition<'a>, key: TargetKey) -> &'a Target {
    &edition.project.plan(key.plan).targets[key.target as usize]
}

/// The most sources that a chart names one by one.
const MOST_SOURCES: usize = 5;

/// The sources of figures, each once.
fn sources(edition: &Edition, root: Root, figures: impl IntoIterator<Item = FigureKey>) -> Vec<draw::Link> {
    let mut sources: Vec<draw::Link> = Vec::new();
    for figure in figures {
        let source = draw_link(figure_table::source(edition, root, figure));
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    few(edition, root, sources)
}

/// The sources of targets and their results, the plan's first; each once.
fn sources_of_targets(
    edition: &Edition,
    root: Root,
    plan: PlanKey,
    results: impl IntoIterator<Item = FigureKey>,
) -> Vec<draw::Link> {
    let mut sources = vec![draw_link(source_list::of_plan(edition, root, plan))];
    for figure in results {
        let source = draw_link(figure_table::source(edition, root, figure));
        // A plan that stands in the report of its results has another place on the page of sources.
        if sources.iter().all(|other| other.text != source.text) {
            sources.push(source);
        }
    }
    few(edition, root, sources)
}

/// The same, or where there are many, the way to them.
fn few(edition: &Edition, root: Root, sources: Vec<draw::Link>) -> Vec<draw::Link> {
    match sources.len() {
        0..=MOST_SOURCES => sources,
        count => {
            let words = tell!(
                edition.language,
                "{count} báo cáo, dẫn ở từng số liệu",
                "{count} reports, cited at each figure"
            );
            vec![draw::Link { text: words, href: root.to("nguon/index.html") }]
        }
    }
}

/// The sign beside a number that rests on a figure that was another before; else empty.
fn mark(edition: &Edition, figures: impl IntoIterator<Item = FigureKey>) -> String {
    if revised(edition, figures) { REVISED.to_owned() } else { String::new() }
}

/// What that sign means, where it occurs among the figures of a chart.
fn mark_words(edition: &Edition, figures: impl IntoIterator<Item = FigureKey>) -> Option<String> {
    let words =
        edition.language.pick("số đã sửa sau lần công bố trước", "revised since it was first published");
    revised(edition, figures).then(|| format!("{REVISED}: {words}."))
}

fn revised(edition: &Edition, figures: impl IntoIterator<Item = FigureKey>) -> bool {
    figures.into_iter().any(|key| figure_table::revision(edition, key).is_some())
}

/// A chart with its file; one that cannot be drawn is left out: its table of figures stands on the page in
/// any case.
fn drawn(edition: &Edition, root: Root, chart: Result<Chart, draw::Refusal>) -> Option<Chart> {
    let chart = chart.ok()?;
    let settings = &edition.project.settings;
    let stand = tell!(
        edition.language,
        "Số liệu đến ngày {}. {}, {}.",
        "Figures as of {}. {}, {}.",
        text::day(edition.language, edition.cutoff),
        edition.told(&settings.title),
        edition.told(&settings.publisher)
    );
    let svg = || foreign::unmarked(draw::standalone::svg(edition.language, &chart, &stand));
    let Some(file) = edition.files.keep(&chart.anchor, svg) else { return Some(chart) };
    let png = file.png.map(|png| root.to(&png)).unwrap_or_default();
    Some(Chart { file: root.to(&file.svg), png, ..chart })
}

fn draw_link(link: super::link::Link) -> draw::Link {
    draw::Link { text: link.text, href: link.href }
}

fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

fn interval_span(value: &Interval) -> Span {
    Span {
        lower: value.lower().map(|bound| float(bound.value)),
        upper: value.upper().map(|bound| float(bound.value)),
        approximate: false,
    }
}

fn quantity_span(value: &Quantity) -> Span {
    match value.approximate() {
        Some(near) => Span { lower: Some(float(near.from)), upper: Some(float(near.to)), approximate: true },
        None => interval_span(&value.interval()),
    }
}

fn percent_span(value: &RatioInterval) -> Span {
    let percent = |end: Option<(Ratio, bool)>| end.map(|(ratio, _)| float(ratio.percent(4)));
    Span { lower: percent(value.lower), upper: percent(value.upper), approximate: false }
}
