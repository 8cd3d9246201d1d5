//! Stocks at two dates, side by side: from the opening to the closing, each on a scale of its own from zero.

use super::canvas::{self, Frame, Plot};
use super::chart::{Caption, Chart, Drawing, KeyItem, Kind, Panel, Panels, Table, TableRow, marked};
use super::describe;
use super::key;
use super::mark::Mark;
use super::refusal::{Reason, Refusal};
use super::role::Role;
use super::scale::Domain;
use super::text_width::text_width;
use super::value::{Shape, Span};
use crate::language::Language;
use crate::tell;

/// The most panels of one chart.
pub const MOST_PANELS: usize = 12;

/// A stock at two dates.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Change {
    /// What is counted.
    pub title: String,
    /// `gấp 4,3 lần`, or empty.
    pub finding: String,
    /// The first.
    pub opening: End,
    /// The last.
    pub closing: End,
    /// The change in words, for the table.
    pub change: String,
    /// Why an earlier number is not drawn, or empty.
    pub note: String,
}

/// A stock at one date.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct End {
    /// When, short: `6/2014`.
    pub time: String,
    /// The number as it is written.
    pub value: String,
    /// The sign beside the number, or empty.
    pub mark: String,
    /// The number.
    pub amount: Span,
    /// Where it comes from, relative to the page.
    pub href: Option<String>,
}

/// The rows of a picture in px.
const HEIGHT: u32 = 148;
const TOP: u32 = 20;
const BOTTOM: u32 = 140;
/// The widest number, in px, that leaves two panels room on a phone.
const NARROW: u32 = 36;
/// The widest number, in px, that has room beside its point; wider ones stand below, with their times.
const BESIDE: u32 = 68;
/// The longest time, in px, centred below its point: with two panels on a phone, and with one.
const SHORT: u32 = 48;
const LONGEST: u32 = 92;

/// The chart of the stocks.
///
/// # Errors
/// No stock or more than [`MOST_PANELS`]; one without a number at either date; a number that is negative, not
/// finite or too large.
pub fn chart(caption: &Caption, stocks: &[Change]) -> Result<Chart, Refusal> {
    let heading = caption.heading.as_str();
    if stocks.is_empty() {
        return Err(Refusal::new(heading, Reason::Empty));
    }
    if stocks.len() > MOST_PANELS {
        return Err(Refusal::new(heading, Reason::TooMany));
    }
    let ends = || stocks.iter().flat_map(|one| [&one.opening, &one.closing]);
    let widest = ends().map(|end| text_width(&end.value, 15)).max().unwrap_or(0);
    let longest = ends().map(|end| text_width(&marked(&end.time, &end.mark), 14)).max().unwrap_or(0);
    let beside = widest <= BESIDE && longest <= LONGEST;
    let narrow = widest <= NARROW && longest <= SHORT;
    let mut shapes = Vec::new();
    let mut panels = Vec::new();
    for stock in stocks {
        let (from, to) =
            (stock.opening.amount.shape(&stock.title)?, stock.closing.amount.shape(&stock.title)?);
        if from == Shape::Unknown || to == Shape::Unknown {
            return Err(Refusal::new(&stock.title, Reason::Empty));
        }
        shapes.extend([from, to]);
        panels.push(panel(stock, from, to, beside)?);
    }
    let language = caption.language;
    let items: Vec<_> = stocks.iter().map(|stock| said(language, stock)).collect();
    let count = language.count(stocks.len(), "chỉ tiêu", ["indicator", "indicators"]);
    let what = tell!(language, "Biểu đồ hai thời điểm, {count}", "Slope chart of two dates, {count}");
    let sentence = describe::description(language, &what, &items, &caption.limits);
    let drawing = Drawing::Panels(Panels { narrow, panels, table: table(caption, stocks) });
    let scales = (stocks.len() > 1).then(|| {
        let words = language.pick(
            "Mỗi hình có thang đo riêng, đều bắt đầu từ 0.",
            "Each panel has its own scale, starting at 0.",
        );
        words.to_owned()
    });
    let noted = stocks.iter().filter(|stock| !stock.note.is_empty());
    let notes: Vec<_> =
        scales.into_iter().chain(noted.map(|stock| format!("{}: {}", stock.title, stock.note))).collect();
    Ok(caption.chart(Kind::Slope, sentence, keys(language, &shapes), drawing, notes))
}

fn panel(stock: &Change, from: Shape, to: Shape, beside: bool) -> Result<Panel, Refusal> {
    let subject = stock.title.as_str();
    let domain = Domain::around([from, to], subject)?;
    let sheet = Domain::to(domain.end() * f64::from(BOTTOM) / f64::from(BOTTOM - TOP), subject)?;
    let x = Domain::to(1.0, subject)?;
    let frame = Frame { subject, height: HEIGHT, x, y: sheet, rows: (BOTTOM, 0) };
    let marks = canvas::content(frame, |plot| {
        for at in [0.0, 1.0] {
            plot.stroke(Mark::Grid, &[(at, 0.0), (at, sheet.end())])?;
        }
        plot.stroke(Mark::Axis, &[(0.0, 0.0), (1.0, 0.0)])?;
        let exact = matches!((from, to), (Shape::Exact(_), Shape::Exact(_)));
        let line = if exact { Mark::Line } else { Mark::LineUnsure };
        plot.stroke(line, &[(0.0, level(from)), (1.0, level(to))])?;
        end(plot, 0.0, from, Mark::Ring, sheet)?;
        end(plot, 1.0, to, Mark::Dot, sheet)?;
        if beside {
            plot.text(Role::SideLeft, (0.0, level(from)), &stock.opening.value)?;
            plot.text(Role::SideRight, (1.0, level(to)), &stock.closing.value)?;
        }
        Ok(())
    })?;
    let ends = [&stock.opening, &stock.closing];
    Ok(Panel {
        title: stock.title.clone(),
        finding: stock.finding.clone(),
        svg: format!(
            r#"<svg class="chart-picture" aria-hidden="true" focusable="false" width="100%" height="{HEIGHT}">{marks}</svg>"#
        ),
        // A sign stands beside the number where that is text of the page, else beside the time.
        times: ends.map(|end| if beside { marked(&end.time, &end.mark) } else { end.time.clone() }),
        values: match beside {
            true => Vec::new(),
            false => ends.map(|end| marked(&end.value, &end.mark)).into(),
        },
    })
}

fn end(plot: &Plot<'_, '_>, at: f64, shape: Shape, mark: Mark, sheet: Domain) -> Result<(), Refusal> {
    match shape {
        Shape::Unknown => Ok(()),
        Shape::Exact(level) => plot.disc(mark, (at, level), 5.5),
        Shape::AtLeast(level) | Shape::AboutAtLeast(level) => {
            plot.stroke(Mark::Whisker, &[(at, level), (at, (level + sheet.end() * 0.12).min(sheet.end()))])?;
            plot.disc(Mark::Ring, (at, level), 5.5)
        }
        Shape::Between(lower, upper) => plot.stroke(Mark::Whisker, &[(at, lower), (at, upper)]),
        Shape::About(lower, upper) => {
            plot.stroke(Mark::Whisker, &[(at, lower), (at, upper)])?;
            plot.disc(Mark::RingDashed, (at, (lower + upper) / 2.0), 5.5)
        }
    }
}

/// The height at which the line meets an end.
fn level(shape: Shape) -> f64 {
    match shape {
        Shape::Unknown => 0.0,
        Shape::Exact(at) | Shape::AtLeast(at) | Shape::AboutAtLeast(at) => at,
        Shape::Between(lower, upper) | Shape::About(lower, upper) => (lower + upper) / 2.0,
    }
}

fn keys(language: Language, shapes: &[Shape]) -> Vec<KeyItem> {
    let mut keys = vec![
        key::dot(Mark::Ring, language.pick("Thời điểm đầu", "First date")),
        key::dot(Mark::Dot, language.pick("Thời điểm cuối", "Last date")),
    ];
    keys.extend(key::uncertain_points(language, shapes));
    keys
}

fn table(caption: &Caption, stocks: &[Change]) -> Table {
    let dated = |end: &End| format!("{} ({})", marked(&end.value, &end.mark), end.time);
    let row = |stock: &Change| TableRow {
        label: stock.title.clone(),
        href: stock.closing.href.clone(),
        cells: vec![dated(&stock.closing), dated(&stock.opening), stock.change.clone()],
    };
    Table {
        caption: caption.subtitle.clone(),
        head: caption
            .language
            .pick(["Chỉ tiêu", "Cuối", "Đầu", "Thay đổi"], ["Indicator", "Last", "First", "Change"])
            .map(str::to_owned)
            .into(),
        rows: stocks.iter().map(row).collect(),
    }
}

fn said(language: Language, stock: &Change) -> String {
    let spoken = |end: &End| format!("{} ({})", describe::spoken(language, &end.value), end.time);
    let change = match stock.change.is_empty() {
        true => String::new(),
        false => format!(", {}", describe::spoken(language, &stock.change)),
    };
    let (from, to) = (spoken(&stock.opening), spoken(&stock.closing));
    tell!(language, "{}: từ {from} đến {to}{change}", "{}: from {from} to {to}{change}", stock.title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stock(from: Span, to: Span) -> Change {
        let end = |amount| End { time: "2014".to_owned(), value: "35".to_owned(), amount, ..End::default() };
        Change {
            title: "Đảng viên".to_owned(), opening: end(from), closing: end(to), ..Change::default()
        }
    }

    fn svg(stock: Change) -> String {
        match chart(&Caption::default(), &[stock]).expect("valid").drawing {
            Drawing::Panels(panels) => panels.panels[0].svg.clone(),
            _ => unreachable!("slopes are panels"),
        }
    }

    #[test]
    fn the_ends_stand_at_their_numbers() {
        let svg = svg(stock(Span::exact(35.0), Span::exact(140.0)));
        // 140 is the top of the scale, 20 px from the edge; 35 a quarter of the 120 px above the base line.
        assert!(svg.contains(r#"<line class="s-line" x1="0%" y1="110" x2="100%" y2="20""#), "{svg}");
        assert!(svg.contains(r#"<circle class="f-ring" cx="0%" cy="110" r="5.5""#), "{svg}");
        assert!(svg.contains(r#"<circle class="f-dot" cx="100%" cy="20" r="5.5""#), "{svg}");
    }

    #[test]
    fn an_end_that_is_not_exact_makes_the_line_uncertain() {
        for end in [Span::at_least(50.0), Span::between(40.0, 60.0), Span::about(50.0)] {
            let svg = svg(stock(Span::exact(35.0), end));
            assert!(
                svg.contains("s-line-unsure") && svg.contains("s-whisker") && !svg.contains("f-dot"),
                "{svg}"
            );
        }
    }

    #[test]
    fn refusals() {
        let reason = |stocks: &[Change]| {
            chart(&Caption::default(), stocks).map(|_| ()).map_err(|refusal| refusal.reason)
        };
        let one = Span::exact(1.0);
        assert_eq!(reason(&[]), Err(Reason::Empty));
        assert_eq!(reason(&[stock(Span::unknown(), one)]), Err(Reason::Empty));
        assert_eq!(reason(&[stock(Span::exact(-1.0), one)]), Err(Reason::Negative));
        assert_eq!(reason(&vec![stock(one, one); 13]), Err(Reason::TooMany));
    }
}
