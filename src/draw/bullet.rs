//! Bullet rows: results against their targets, all in percent of target, with the pace that today requires.

use super::bar::{self, Rows};
use super::chart::{BarRow, BarTable, Bars, Caption, Chart, Drawing, KeyItem, Kind, RowText, Tick};
use super::describe;
use super::key;
use super::mark::Mark;
use super::refusal::{Reason, Refusal};
use super::scale::Domain;
use super::value::{self, Shape, Span};
use crate::language::Language;
use crate::tell;

/// The percentage at which bars are cut and marked with `//`.
pub const CUT: f64 = 125.0;
/// The most rows of one chart.
pub const MOST_ROWS: usize = 60;

/// A target and what was reached of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// The texts: indicator, window and target, result, attainment.
    pub text: RowText,
    /// The result in percent of the target.
    pub reached: Span,
    /// The share of the target's window that has gone, 0 to 100: the pace required today. `None` where
    /// there is no window.
    pub elapsed: Option<f64>,
    /// The verdict in words: "vượt", "chậm tiến độ"; where no number is known, why.
    pub verdict: String,
}

/// The chart of the rows.
///
/// # Errors
/// No rows, none with a number, or more than [`MOST_ROWS`]; a number that is negative, not finite or too
/// large; a share of the window above 100.
pub fn chart(caption: &Caption, rows: &[Row]) -> Result<Chart, Refusal> {
    let heading = caption.heading.as_str();
    if rows.len() > MOST_ROWS {
        return Err(Refusal::new(heading, Reason::TooMany));
    }
    let shapes = rows.iter().map(|row| row.reached.shape(&row.text.label)).collect::<Result<Vec<_>, _>>()?;
    if shapes.iter().all(|&shape| shape == Shape::Unknown) {
        return Err(Refusal::new(heading, Reason::Empty));
    }
    let language = caption.language;
    let drawn = rows
        .iter()
        .zip(&shapes)
        .map(|(row, &shape)| drawn(language, row, shape))
        .collect::<Result<_, _>>()?;
    let table = BarTable {
        title: String::new(),
        caption: caption.subtitle.clone(),
        head: language
            .pick(["Chỉ tiêu", "So với mục tiêu", "Kết quả"], ["Indicator", "Against the target", "Result"])
            .map(str::to_owned),
        rows: drawn,
    };
    let items: Vec<_> = rows.iter().map(|row| said(language, row)).collect();
    let targets = language.count(rows.len(), "chỉ tiêu", ["target", "targets"]);
    let what =
        tell!(language, "Biểu đồ thanh so với mục tiêu, {targets}", "Bar chart of results against {targets}");
    let sentence = describe::description(language, &what, &items, &caption.limits);
    let cut = shapes.iter().any(|shape| shape.reach().is_some_and(|reach| reach > CUT));
    let note = cut.then(|| {
        let words = language.pick(
            "Chỗ có dấu // dài hơn 125% mục tiêu, được ngắt bớt.",
            "What is marked // goes beyond 125% of the target and is cut short.",
        );
        words.to_owned()
    });
    let drawing = Drawing::Bars(Bars { axis: axis(language), tables: vec![table], table: None });
    Ok(caption.chart(Kind::Bullet, sentence, keys(language, rows, &shapes), drawing, note))
}

/// The axis of 0 to [`CUT`].
fn axis(language: Language) -> Vec<Tick> {
    let target = language.pick("100% mục tiêu", "100% of target");
    let ticks = [("0", "0%", "start"), ("50%", "40%", "middle"), (target, "80%", "middle")];
    ticks.map(|(text, left, anchor)| Tick { text: text.to_owned(), left: left.to_owned(), anchor }).into()
}

fn drawn(language: Language, row: &Row, shape: Shape) -> Result<BarRow, Refusal> {
    let subject = row.text.label.as_str();
    let elapsed = row.elapsed.map(|elapsed| value::length(elapsed, subject)).transpose()?;
    if elapsed.is_some_and(|elapsed| elapsed > 100.0) {
        return Err(Refusal::new(subject, Reason::OutOfDomain));
    }
    let svg = match shape {
        Shape::Unknown => String::new(),
        shape => marks(subject, shape, elapsed)?,
    };
    let words = match shape {
        Shape::Unknown if row.verdict.is_empty() => describe::no_data(language).to_owned(),
        _ => row.verdict.clone(),
    };
    Ok(BarRow { text: row.text.clone(), inner: false, svg, words, legend: Vec::new() })
}

/// The row's picture: ground, pace, result, target, from back to front.
fn marks(subject: &str, shape: Shape, elapsed: Option<f64>) -> Result<String, Refusal> {
    let domain = Domain::to(CUT, subject)?;
    bar::row(subject, domain, 34, |plot| {
        plot.fill(Mark::Ground, (0.0, 5.0), (100.0, 29.0))?;
        if let Some(elapsed) = elapsed.filter(|&elapsed| elapsed > 0.0) {
            plot.fill(Mark::Band, (0.0, 5.0), (elapsed, 29.0))?;
            if elapsed < 100.0 {
                plot.stroke(Mark::BandEdge, &[(elapsed, 5.0), (elapsed, 29.0)])?;
            }
        }
        bar::bar(plot, shape, domain, Rows { top: 11.0, bottom: 23.0 })?;
        if shape.reach().is_some_and(|reach| reach > CUT) {
            for left in [119.4, 121.0] {
                plot.stroke(Mark::Gap, &[(left, 25.0), (left + 1.6, 9.0)])?;
            }
        }
        for mark in [Mark::Halo, Mark::Target] {
            plot.stroke(mark, &[(100.0, 3.0), (100.0, 31.0)])?;
        }
        Ok(())
    })
}

fn keys(language: Language, rows: &[Row], shapes: &[Shape]) -> Vec<KeyItem> {
    let mut keys = Vec::new();
    if shapes.iter().any(|shape| shape.certain() > 0.0) {
        keys.push(key::fill(Mark::Actual, language.pick("Kết quả", "Result")));
    }
    keys.extend(key::uncertain(language, shapes));
    if rows.iter().any(|row| row.elapsed.is_some_and(|elapsed| elapsed > 0.0)) {
        keys.push(key::fill(
            Mark::Band,
            language.pick("Tiến độ cần đạt đến kỳ báo cáo", "Progress required by the reporting date"),
        ));
    }
    keys.push(key::tick(Mark::Target, language.pick("Mục tiêu", "Target")));
    keys
}

fn said(language: Language, row: &Row) -> String {
    let verdict =
        if row.verdict.is_empty() { String::new() } else { format!(", {}", describe::inner(&row.verdict)) };
    format!("{}: {}{}", row.text.label, describe::number(language, &row.text), verdict)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caption() -> Caption {
        Caption { heading: "Kết quả".to_owned(), ..Caption::default() }
    }

    fn row(label: &str, reached: Span, elapsed: Option<f64>) -> Row {
        let text = RowText { label: label.to_owned(), value: "7.109".to_owned(), ..RowText::default() };
        Row { text, reached, elapsed, verdict: "đúng tiến độ".to_owned() }
    }

    fn rows(chart: &Chart) -> &[BarRow] {
        match &chart.drawing {
            Drawing::Bars(bars) => &bars.tables[0].rows,
            _ => unreachable!("bullets are bars"),
        }
    }

    #[test]
    fn the_picture_holds_the_numbers() {
        let chart = chart(&caption(), &[row("a", Span::at_least(71.09), Some(60.0))]).expect("valid");
        let svg = &rows(&chart)[0].svg;
        // 125 % of target is the full width: 100 is 80 %, 71.09 is 56.87 %, 60 is 48 %.
        for mark in [
            r#"<rect class="f-ground" x="0%" y="5" width="80%""#,
            r#"<rect class="f-band" x="0%" y="5" width="48%""#,
            r#"<line class="s-band-edge" x1="48%""#,
            r#"<rect class="f-actual" x="0%" y="11" width="56.87%""#,
            r#"<rect class="f-fade" x="56.87%" y="11" width="9%""#,
            r#"<line class="s-halo" x1="80%""#,
            r#"<line class="s-target" x1="80%""#,
        ] {
            assert!(svg.contains(mark), "{mark} in {svg}");
        }
        assert!(!svg.contains("<text") && svg.contains(r#"aria-hidden="true" focusable="false""#));
    }

    #[test]
    fn a_bar_beyond_125_percent_is_cut_and_a_note_says_so() {
        let chart = chart(&caption(), &[row("a", Span::exact(344.2), None)]).expect("valid");
        assert_eq!(rows(&chart)[0].svg.matches("s-gap").count(), 2);
        assert!(chart.notes[0].contains("//"));
        assert_eq!(chart.key.len(), 2, "result and target, no pace: {:?}", chart.key);
    }

    #[test]
    fn a_row_without_number_says_so_in_words() {
        let mut none = row("b", Span::unknown(), Some(50.0));
        none.verdict = String::new();
        let chart = chart(&caption(), &[row("a", Span::exact(50.0), None), none]).expect("valid");
        assert_eq!((rows(&chart)[1].svg.as_str(), rows(&chart)[1].words.as_str()), ("", "chưa có số liệu"));
    }

    #[test]
    fn refusals() {
        let reason = |rows: &[Row]| chart(&caption(), rows).map_err(|refusal| refusal.reason).map(|_| ());
        assert_eq!(reason(&[]), Err(Reason::Empty));
        assert_eq!(reason(&[row("a", Span::unknown(), None)]), Err(Reason::Empty));
        assert_eq!(reason(&[row("a", Span::exact(1.0), Some(100.1))]), Err(Reason::OutOfDomain));
        assert_eq!(reason(&[row("a", Span::exact(1.0), Some(f64::NAN))]), Err(Reason::NotFinite));
        assert_eq!(reason(&vec![row("a", Span::exact(1.0), None); 61]), Err(Reason::TooMany));
    }
}
