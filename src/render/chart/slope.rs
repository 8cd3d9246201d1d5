//! Stocks of a body at two dates.

use super::series::{Series, Words, caption, of_body};
use super::{drawn, mark, quantity_span};
use crate::analyse::ledger::{Cell, Known};
use crate::draw::Chart;
use crate::draw::slope::{self, Change, End, MOST_PANELS};
use crate::language::Language;
use crate::model::id::BodyKey;
use crate::model::indicator::Measure;
use crate::model::interval::RatioInterval;
use crate::render::edition::Edition;
use crate::render::link::{self, Root};
use crate::render::text;
use crate::tell;

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
    let language = edition.language;
    let most = match &changes[..] {
        [one] => one,
        _ => two.iter().zip(&changes).max_by_key(|(one, _)| times(edition, one))?.1,
    };
    let names = |series: &Series| edition.told(&project.registry.indicator(series.cells[0].0.indicator).name);
    let parted = (!broken.is_empty()).then(|| {
        let names: Vec<String> = broken.iter().map(names).collect();
        tell!(
            language,
            "Không nối hai số không so sánh được (chuỗi số liệu bị đứt, hoặc hai báo cáo nói khác nhau): {}.",
            "Two figures that cannot be compared are not joined (a break in the series, or two reports that disagree): {}.",
            names.join(", ")
        )
    });
    let words = Words {
        kind: "hai-thoi-diem",
        heading: format!("{}: {}", most.title, said(language, most)),
        subtitle: language.pick("Số hiện có ở hai thời điểm", "Stocks at two dates").to_owned(),
        notes: parted.into_iter().collect(),
    };
    let caption = caption(edition, root, body, level, words, two);
    drawn(edition, root, slope::chart(&caption, &changes))
}

fn said(language: Language, change: &Change) -> String {
    let end = |end: &End| format!("{} ({})", end.value, end.time);
    let (from, to) = (end(&change.opening), end(&change.closing));
    let range = tell!(language, "từ {from} đến {to}", "from {from} to {to}");
    if change.change.is_empty() { range } else { format!("{}, {range}", change.change) }
}

fn times(edition: &Edition, series: &Series) -> Option<crate::model::interval::Ratio> {
    let values = |n: usize| edition.values(series.cells[n].1.figure);
    RatioInterval::of(&values(1)?, &values(0)?).as_exact()
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
            mark: mark(edition, [known.figure]),
            amount: quantity_span(quantity),
            href: Some(root.to(&link::cell(project, cell))),
        })
    };
    let values = |n: usize| edition.values(series.cells[n].1.figure);
    let difference = values(1)?.minus(&values(0)?);
    let times = times(edition, series).map_or(String::new(), |times| {
        let number = text::rounded(edition.language, times, 1);
        match times.part() < times.whole() {
            // 340 of 332 is no multiple that says anything.
            _ if number == "1" => String::new(),
            true => tell!(edition.language, "bằng {number} lần", "{number} times"),
            false => tell!(edition.language, "gấp {number} lần", "{number} times"),
        }
    });
    Some(Change {
        title: edition.told(&indicator.name),
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
