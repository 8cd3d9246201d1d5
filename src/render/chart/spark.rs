//! Indicators of a body with three dated numbers and more.

use super::series::{Series, Words, caption, of_body};
use super::{drawn, mark, quantity_span};
use crate::analyse::ledger::{Cell, Known};
use crate::draw::spark::{self, FEWEST_POINTS, Line, MOST_LINES, MOST_POINTS, Point};
use crate::draw::{Chart, RowText, Span};
use crate::language::Language;
use crate::model::id::BodyKey;
use crate::model::interval::{Interval, Ratio};
use crate::model::period::Day;
use crate::model::report::Value;
use crate::render::edition::Edition;
use crate::render::link::{self, Root};
use crate::render::text;
use crate::tell;
use rust_decimal::Decimal;

/// Returns the small lines of a body; nothing where no indicator has three numbers. `known` is in the order
/// of the cells.
pub fn sparks(
    edition: &Edition,
    root: Root,
    body: BodyKey,
    known: &[(Cell, Known)],
    level: u8,
) -> Option<Chart> {
    let long = of_body(edition, body, known).filter(|one| one.numbers(edition) >= FEWEST_POINTS);
    let series: Vec<Series> = long.take(MOST_LINES).collect();
    let days = || series.iter().flat_map(|one| one.cells.iter().map(|(cell, _)| cell.time.to()));
    let (first, last) = (days().min()?, days().max()?);
    let lines: Vec<Line> = series.iter().map(|one| line(edition, root, one, (first, last))).collect();
    let language = edition.language;
    let disputed = |reason: String| {
        tell!(language, "Số liệu không thống nhất: {reason}.", "Reports disagree: {reason}.")
    };
    let words = Words {
        kind: "dien-bien",
        heading: match lines.len() {
            1 => way(language, &lines[0]),
            _ => directions(edition, &series),
        },
        subtitle: tell!(
            language,
            "Các chỉ tiêu có từ ba số trở lên, từ {} đến {}",
            "Indicators with three figures or more, {} to {}",
            text::last_day(language, first),
            text::last_day(language, last)
        ),
        notes: series.iter().flat_map(|one| one.disputed(edition)).map(disputed).collect(),
    };
    let caption = caption(edition, root, body, level, words, &series);
    drawn(edition, root, spark::chart(&caption, &lines))
}

/// From the oldest number that the newest may be compared with to that one.
fn way(language: Language, line: &Line) -> String {
    let end = |point: &Point| format!("{} ({})", point.value, point.time);
    let label = &line.text.label;
    match line.comparable()[..] {
        [oldest, .., newest] => {
            let (from, to) = (end(oldest), end(newest));
            tell!(language, "{label}: từ {from} đến {to}", "{label}: from {from} to {to}")
        }
        [only] => format!("{label}: {}", end(only)),
        [] => label.clone(),
    }
}

/// How many rise and fall from the oldest number that their newest may be compared with.
fn directions(edition: &Edition, series: &[Series]) -> String {
    let (mut up, mut down, mut same) = (0, 0, 0);
    for one in series {
        let start = (1..one.cells.len()).rev().find(|&n| one.parted(edition, n)).unwrap_or(0);
        let numbers: Vec<Interval> =
            one.cells[start..].iter().filter_map(|(_, known)| edition.values(known.figure)).collect();
        let [oldest, .., newest] = &numbers[..] else { continue };
        let change = newest.minus(oldest);
        match change.as_exact() {
            Some(zero) if zero.is_zero() => same += 1,
            _ if change.all_above(Decimal::ZERO) => up += 1,
            _ if change.all_below(Decimal::ZERO) => down += 1,
            _ => {}
        }
    }
    let unclear = series.len() - up - down - same;
    let counts = [
        (up, "tăng", "up"),
        (down, "giảm", "down"),
        (same, "không đổi", "unchanged"),
        (unclear, "chưa so sánh được đầu với cuối", "not comparable from first to last"),
    ];
    let said = counts.iter().filter(|(count, ..)| *count > 0).enumerate();
    let said = said.map(|(n, (count, vi, en))| {
        let things = match (n, count) {
            (0, 1) => " indicator",
            (0, _) => " indicators",
            _ => "",
        };
        tell!(edition.language, "{count} chỉ tiêu {vi}", "{count}{things} {en}")
    });
    said.collect::<Vec<_>>().join(", ")
}

fn line(edition: &Edition, root: Root, series: &Series, (first, last): (Day, Day)) -> Line {
    let project = edition.project;
    let indicator = project.registry.indicator(series.cells[0].0.indicator);
    let start = series.cells.len().saturating_sub(MOST_POINTS);
    let point = |n: usize| {
        let (cell, known) = series.cells[n];
        let (value, amount) = match &project.figure(known.figure).value {
            Value::Known(quantity) => {
                (text::quantity(edition.language, quantity).to_string(), quantity_span(quantity))
            }
            Value::Missing(why) => (text::missing(edition.language, *why).to_owned(), Span::unknown()),
            Value::Unstated => {
                let words = edition.language.pick("báo cáo chỉ in tỷ lệ", "the report prints only a share");
                (words.to_owned(), Span::unknown())
            }
        };
        let share = Ratio::new(first.days_until(cell.time.to()).into(), first.days_until(last).max(1).into());
        Point {
            time: text::axis_period(edition.language, cell.time),
            value,
            mark: mark(edition, [known.figure]),
            at: share.map_or(f64::NAN, |share| super::float(share.percent(4))),
            amount,
            parted: n > start && series.parted(edition, n),
            href: Some(root.to(&link::cell(project, cell))),
        }
    };
    let points: Vec<Point> = (start..series.cells.len()).map(point).collect();
    let known: Vec<&Point> = points.iter().filter(|point| point.amount != Span::unknown()).collect();
    let (oldest, newest) = (known[0], known[known.len() - 1]);
    let text = RowText {
        label: edition.told(&indicator.name),
        note: tell!(
            edition.language,
            "{}: {}; {} số",
            "{}: {}; {} figures",
            oldest.time,
            oldest.value,
            known.len()
        ),
        value: newest.value.clone(),
        mark: newest.mark.clone(),
        detail: newest.time.clone(),
        href: newest.href.clone(),
    };
    Line { text, points }
}
