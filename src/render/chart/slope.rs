//! Stocks of a body at two dates.

use super::series::{Series, of_body};
use super::{drawn, quantity_span, sources};
use crate::analyse::ledger::{Cell, Known};
use crate::draw::slope::{self, Change, End, MOST_PANELS};
use crate::draw::{Caption, Chart};
use crate::model::id::BodyKey;
use crate::model::indicator::Measure;
use crate::model::interval::RatioInterval;
use crate::render::edition::Edition;
use crate::render::link::{self, Root};
use crate::render::text;

/// Returns the slopes of a body: each stock with exactly two dated numbers that can be compared, for three
/// make a line. `known` is in the order of the cells.
pub fn slopes(
    edition: &Edition,
    root: Root,
    body: BodyKey,
    known: &[(Cell, Known)],
    level: u8,
) -> Option<Chart> {
    let project = edition.project;
    let stock = |one: &Series| {
        let indicator = project.registry.indicator(one.cells[0].0.indicator);
        indicator.measure == Measure::Stock && one.numbers(edition) == 2 && one.cells.len() == 2
    };
    let (two, broken): (Vec<Series>, Vec<Series>) =
        of_body(edition, body, known).filter(stock).partition(|one| !one.parted(edition, 1));
    let two = &two[..two.len().min(MOST_PANELS)];
    let changes: Vec<Change> = two.iter().filter_map(|one| change(edition, root, one)).collect();
    let name = project.body(body).name.of(edition.language);
    let first = changes.first()?;
    let heading = match changes.len() {
        1 => format!("{}: {}", first.title, said(first)),
        _ => {
            let most = two.iter().zip(&changes).max_by_key(|(one, _)| times(edition, one));
            let (_, most) = most?;
            format!("{}: {}", most.title, said(most))
        }
    };
    let names = |series: &Series| project.registry.indicator(series.cells[0].0.indicator).name.vi.clone();
    let parted = (!broken.is_empty()).then(|| {
        let names: Vec<String> = broken.iter().map(names).collect();
        format!(
            "Không nối hai số không so sánh được (chuỗi số liệu bị đứt, hoặc hai báo cáo nói khác nhau): {}.",
            names.join(", ")
        )
    });
    let figures = two.iter().flat_map(|one| one.cells.iter().map(|(_, known)| known.figure));
    let caption = Caption {
        anchor: format!("bd.hai-thoi-diem.{}", project.body(body).id),
        level,
        heading,
        subtitle: format!("Số hiện có ở hai thời điểm; {name}"),
        limits: String::new(),
        notes: parted.into_iter().collect(),
        sources: sources(edition, root, figures),
    };
    drawn(edition, root, slope::chart(&caption, &changes))
}

fn said(change: &Change) -> String {
    let range = format!(
        "{} ({}) đến {} ({})",
        change.opening.value, change.opening.time, change.closing.value, change.closing.time
    );
    if change.change.is_empty() {
        format!("từ {range}")
    } else {
        format!("{}, từ {range}", change.change)
    }
}

fn times(edition: &Edition, series: &Series) -> Option<crate::model::interval::Ratio> {
    let quantity = |n: usize| edition.project.figure(series.cells[n].1.figure).quantity();
    RatioInterval::of(&quantity(1)?.interval(), &quantity(0)?.interval()).as_exact()
}

fn change(edition: &Edition, root: Root, series: &Series) -> Option<Change> {
    let project = edition.project;
    let indicator = project.registry.indicator(series.cells[0].0.indicator);
    let end = |n: usize| {
        let (cell, known) = series.cells[n];
        let quantity = project.figure(known.figure).quantity()?;
        Some(End {
            time: text::axis_period(edition.language, cell.time),
            value: text::quantity(edition.language, quantity).to_string(),
            amount: quantity_span(quantity),
            href: Some(root.to(&link::cell(project, cell))),
        })
    };
    let quantity = |n: usize| project.figure(series.cells[n].1.figure).quantity();
    let difference = quantity(1)?.interval().minus(&quantity(0)?.interval());
    let times = times(edition, series)
        .map_or(String::new(), |times| format!("× {}", text::rounded(edition.language, times, 1)));
    Some(Change {
        title: indicator.name.vi.clone(),
        finding: times,
        opening: end(0)?,
        closing: end(1)?,
        change: if difference.is_unknown() {
            String::new()
        } else {
            text::change(edition.language, &difference)
        },
        note: String::new(),
    })
}
