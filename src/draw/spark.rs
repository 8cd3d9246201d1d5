//! Indicators with three dated numbers and more: a small line a row, with gaps where nothing is known.

use super::canvas::{self, Frame, Plot};
use super::chart::{
    BarRow, BarTable, Bars, Caption, Chart, Drawing, KeyItem, Kind, RowText, Table, TableRow, marked,
};
use super::describe;
use super::key;
use super::mark::Mark;
use super::refusal::{Reason, Refusal};
use super::scale::Domain;
use super::value::{Shape, Span};
use crate::language::Language;
use crate::tell;

/// The fewest numbers that make a line.
pub const FEWEST_POINTS: usize = 3;
/// The most numbers of one line.
pub const MOST_POINTS: usize = 60;
/// The most lines of one chart.
pub const MOST_LINES: usize = 30;

/// An indicator over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// The texts: indicator, times, newest number, its date.
    pub text: RowText,
    /// In the order of time.
    pub points: Vec<Point>,
}

/// A number at a time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Point {
    /// When, in words.
    pub time: String,
    /// The number as it is written, or why there is none.
    pub value: String,
    /// The sign beside the number, or empty.
    pub mark: String,
    /// Where it lies between the first time of the chart and the last, 0 to 100.
    pub at: f64,
    /// The number.
    pub amount: Span,
    /// Whether the line does not come here from the point before: a break in the series.
    pub parted: bool,
    /// Where it comes from, relative to the page.
    pub href: Option<String>,
}

impl Line {
    /// Returns the numbers that may be compared with the newest: those since the last break.
    pub fn comparable(&self) -> Vec<&Point> {
        let start = self.points.iter().rposition(|point| point.parted).unwrap_or(0);
        self.points[start..].iter().filter(|point| point.amount != Span::unknown()).collect()
    }
}

/// The rows of a picture in px.
const HEIGHT: u32 = 34;
const TOP: u32 = 6;
const BOTTOM: u32 = 31;

/// The chart of the lines.
///
/// # Errors
/// No line or more than [`MOST_LINES`]; one with fewer than [`FEWEST_POINTS`] numbers or more than
/// [`MOST_POINTS`] points; a number that is negative, not finite or too large; times that are not in order.
pub fn chart(caption: &Caption, lines: &[Line]) -> Result<Chart, Refusal> {
    let heading = caption.heading.as_str();
    if lines.is_empty() {
        return Err(Refusal::new(heading, Reason::Empty));
    }
    if lines.len() > MOST_LINES {
        return Err(Refusal::new(heading, Reason::TooMany));
    }
    let (mut rows, mut all) = (Vec::new(), Vec::new());
    for line in lines {
        let shapes = shapes(line)?;
        let svg = svg(line, &shapes)?;
        rows.push(BarRow {
            text: line.text.clone(),
            inner: false,
            svg,
            words: String::new(),
            legend: Vec::new(),
        });
        all.extend(shapes);
    }
    let language = caption.language;
    let table = BarTable {
        title: String::new(),
        caption: caption.subtitle.clone(),
        head: language
            .pick(["Chỉ tiêu", "Diễn biến", "Số mới nhất"], ["Indicator", "Trend", "Latest figure"])
            .map(str::to_owned),
        rows,
    };
    let bars = Bars { axis: Vec::new(), tables: vec![table], table: Some(numbers(caption, lines)) };
    let items: Vec<_> = lines.iter().map(|line| said(language, line)).collect();
    let count = language.count(lines.len(), "chỉ tiêu", ["indicator", "indicators"]);
    let what = tell!(language, "Bảng diễn biến, {count}", "Table of small line charts, {count}");
    let sentence = describe::description(language, &what, &items, &caption.limits);
    let scales = language
        .pick("Mỗi dòng có thang đo riêng, bắt đầu từ 0.", "Each row has its own scale, starting at 0.");
    Ok(caption.chart(
        Kind::Spark,
        sentence,
        keys(language, lines, &all),
        Drawing::Bars(bars),
        [scales.to_owned()],
    ))
}

fn shapes(line: &Line) -> Result<Vec<Shape>, Refusal> {
    let subject = line.text.label.as_str();
    if line.points.len() > MOST_POINTS {
        return Err(Refusal::new(subject, Reason::TooMany));
    }
    let in_order = line.points.is_sorted_by(|one, next| one.at < next.at);
    if !in_order || !line.points.iter().all(|point| (0.0..=100.0).contains(&point.at)) {
        return Err(Refusal::new(subject, Reason::OutOfDomain));
    }
    let shapes =
        line.points.iter().map(|point| point.amount.shape(subject)).collect::<Result<Vec<_>, _>>()?;
    match shapes.iter().filter(|&&shape| shape != Shape::Unknown).count() {
        FEWEST_POINTS.. => Ok(shapes),
        _ => Err(Refusal::new(subject, Reason::Empty)),
    }
}

fn svg(line: &Line, shapes: &[Shape]) -> Result<String, Refusal> {
    let subject = line.text.label.as_str();
    let y = Domain::around(shapes.iter().copied(), subject)?;
    let frame = Frame { subject, height: HEIGHT, x: Domain::to(100.0, subject)?, y, rows: (BOTTOM, TOP) };
    let marks = canvas::content(frame, |plot| {
        plot.stroke(Mark::Grid, &[(0.0, 0.0), (100.0, 0.0)])?;
        let mut run: Vec<(f64, f64)> = Vec::new();
        let mut before: Option<Before> = None;
        for (point, &shape) in line.points.iter().zip(shapes) {
            let joined = before.filter(|_| !point.parted).zip(height(shape));
            match (joined, before) {
                // The gap itself is the sign: nothing is drawn across it.
                (None, _) => {
                    stretch(plot, &run)?;
                    run = height(shape).map(|height| (point.at, height)).into_iter().collect();
                }
                (Some((from, to)), Some(_)) if !from.exact || !matches!(shape, Shape::Exact(_)) => {
                    stretch(plot, &run)?;
                    plot.stroke(Mark::LineUnsure, &[(from.at, from.height), (point.at, to)])?;
                    run = vec![(point.at, to)];
                }
                (Some((_, to)), _) => run.push((point.at, to)),
            }
            before = height(shape).map(|height| Before {
                at: point.at,
                height,
                exact: matches!(shape, Shape::Exact(_)),
            });
        }
        stretch(plot, &run)?;
        let last = shapes.iter().rposition(|&shape| shape != Shape::Unknown);
        for (n, (point, &shape)) in line.points.iter().zip(shapes).enumerate() {
            let Some(height) = height(shape) else { continue };
            let radius = if Some(n) == last { 3.5 } else { 2.0 };
            match shape {
                Shape::Exact(_) => plot.disc(Mark::Dot, (point.at, height), radius)?,
                _ => plot.disc(Mark::Ring, (point.at, height), 2.5)?,
            }
        }
        Ok(())
    })?;
    Ok(format!(
        r#"<svg class="chart-marks" aria-hidden="true" focusable="false" width="100%" height="{HEIGHT}">{marks}</svg>"#
    ))
}

/// The point that a line comes from.
#[derive(Clone, Copy)]
struct Before {
    at: f64,
    height: f64,
    exact: bool,
}

fn stretch(plot: &Plot<'_, '_>, run: &[(f64, f64)]) -> Result<(), Refusal> {
    if run.len() > 1 { plot.stroke(Mark::Line, run) } else { Ok(()) }
}

fn height(shape: Shape) -> Option<f64> {
    match shape {
        Shape::Unknown => None,
        Shape::Exact(at) | Shape::AtLeast(at) | Shape::AboutAtLeast(at) => Some(at),
        Shape::Between(from, to) | Shape::About(from, to) => Some((from + to) / 2.0),
    }
}

fn numbers(caption: &Caption, lines: &[Line]) -> Table {
    let row = |line: &Line, point: &Point| TableRow {
        label: line.text.label.clone(),
        href: point.href.clone(),
        cells: vec![marked(&point.value, &point.mark), point.time.clone()],
    };
    Table {
        caption: caption.subtitle.clone(),
        head: caption
            .language
            .pick(["Chỉ tiêu", "Số liệu", "Thời điểm, thời kỳ"], ["Indicator", "Figure", "Date or period"])
            .map(str::to_owned)
            .into(),
        rows: lines.iter().flat_map(|line| line.points.iter().map(|point| row(line, point))).collect(),
    }
}

fn keys(language: Language, lines: &[Line], shapes: &[Shape]) -> Vec<KeyItem> {
    let published =
        language.pick("Số công bố, chấm to là số mới nhất", "Published figures; the large dot is the latest");
    let mut keys = vec![key::line_with_dot(Mark::Line, Mark::Dot, published)];
    if shapes.iter().any(|shape| !matches!(shape, Shape::Exact(_) | Shape::Unknown)) {
        let unsure =
            language.pick("Số ước chừng hoặc mới biết giới hạn", "Approximate, or only a limit is known");
        keys.push(key::line_with_dot(Mark::LineUnsure, Mark::Ring, unsure));
    }
    let gaps = lines.iter().flat_map(|line| line.points.iter().skip(1)).any(|point| point.parted);
    if gaps || shapes.contains(&Shape::Unknown) {
        let words = language.pick(
            "Chỗ trống: chưa có số liệu, hoặc chuỗi số liệu bị đứt",
            "Gap: no data, or a break in the series",
        );
        keys.push(KeyItem { swatch: String::new(), words: words.to_owned() });
    }
    keys
}

fn said(language: Language, line: &Line) -> String {
    let spoken = |point: &Point| format!("{} ({})", describe::spoken(language, &point.value), point.time);
    let label = &line.text.label;
    match line.comparable()[..] {
        [first, .., last] => {
            let (from, to) = (spoken(first), spoken(last));
            tell!(language, "{label}: từ {from} đến {to}", "{label}: from {from} to {to}")
        }
        [only] => format!("{label}: {}", spoken(only)),
        [] => label.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(amounts: &[Span], parted: usize) -> Line {
        let point = |(n, &amount): (usize, &Span)| Point {
            at: n as f64 * 25.0,
            amount,
            parted: n == parted,
            value: "1".to_owned(),
            time: format!("202{n}"),
            ..Point::default()
        };
        Line { points: amounts.iter().enumerate().map(point).collect(), ..Line::default() }
    }

    fn svg(line: Line) -> String {
        match chart(&Caption::default(), &[line]).expect("valid").drawing {
            Drawing::Bars(bars) => bars.tables[0].rows[0].svg.clone(),
            _ => unreachable!("sparks stand in a table"),
        }
    }

    #[test]
    fn a_gap_stays_a_gap() {
        let known = Span::exact;
        let whole = svg(line(&[known(10.0), known(20.0), known(40.0)], 9));
        assert!(whole.contains(r#"d="M0 24.8L250 18.5L500 6""#), "{whole}");
        let missing = svg(line(&[known(10.0), known(20.0), Span::unknown(), known(40.0), known(40.0)], 9));
        assert_eq!(missing.matches("s-line\"").count(), 2, "{missing}");
        let broken = line(&[known(10.0), known(20.0), known(40.0), known(40.0)], 2);
        assert_eq!(
            broken.comparable().len(),
            2,
            "what lies before a break is not compared with what comes after"
        );
        let parted = svg(broken);
        assert_eq!(parted.matches("s-line\"").count(), 2, "{parted}");
        let unsure = svg(line(&[known(10.0), Span::at_least(20.0), known(40.0)], 9));
        assert_eq!(unsure.matches("s-line-unsure").count(), 2, "{unsure}");
    }

    #[test]
    fn refusals() {
        let reason =
            |lines: &[Line]| chart(&Caption::default(), lines).map(|_| ()).map_err(|refusal| refusal.reason);
        let three = |one| line(&[one, Span::exact(1.0), Span::exact(2.0)], 9);
        assert_eq!(reason(&[]), Err(Reason::Empty));
        assert_eq!(reason(&[three(Span::unknown())]), Err(Reason::Empty));
        assert_eq!(reason(&[three(Span::exact(f64::INFINITY))]), Err(Reason::NotFinite));
        let mut backwards = three(Span::exact(1.0));
        backwards.points.reverse();
        assert_eq!(reason(&[backwards]), Err(Reason::OutOfDomain));
        assert_eq!(reason(&vec![three(Span::exact(1.0)); 31]), Err(Reason::TooMany));
    }
}
