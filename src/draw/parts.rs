//! Parts of a whole: stacked where they exclude each other and every number is exact, otherwise each as a
//! bar of its own on the whole's scale, because stacking would claim what nobody reported.

use super::bar::{self, Rows};
use super::chart::{BarRow, BarTable, Bars, Caption, Chart, Drawing, KeyItem, Kind, RowText};
use super::describe;
use super::key;
use super::mark::Mark;
use super::refusal::{Reason, Refusal};
use super::scale::Domain;
use super::value::{Shape, Span};
use crate::language::Language;
use crate::tell;

/// The most parts that are stacked: more than two colours and a grey are not told apart.
pub const MOST_STACKED: usize = 2;
/// The most parts of one whole.
pub const MOST_PARTS: usize = 20;

/// A total, and what of it is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Whole {
    /// The texts of the total.
    pub text: RowText,
    /// The total.
    pub total: Span,
    /// Its parts, in their order.
    pub parts: Vec<Part>,
    /// Whether nobody is counted in two parts.
    pub exclusive: bool,
    /// Whether the parts are all there are: *gồm*, and not *trong đó*.
    pub complete: bool,
    /// What remains of the whole, in words: "chưa có tổ chức đảng", "phần còn lại chưa rõ"; may be empty.
    pub remainder: String,
    /// The remainder's number as text where it is known: "141"; may be empty.
    pub remainder_value: String,
}

/// A part of a whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    /// The texts of the part; the detail is its share.
    pub text: RowText,
    /// How many.
    pub amount: Span,
}

/// The chart of the wholes, each over the full width.
///
/// # Errors
/// No whole, one without parts or with more than [`MOST_PARTS`]; a total that is zero or unknown;
/// exclusive parts that exceed it; a number that is negative, not finite or too large.
pub fn chart(caption: &Caption, wholes: &[Whole]) -> Result<Chart, Refusal> {
    if wholes.is_empty() {
        return Err(Refusal::new(&caption.heading, Reason::Empty));
    }
    let wholes = wholes.iter().map(Measured::of).collect::<Result<Vec<_>, _>>()?;
    let language = caption.language;
    let mut rows = Vec::new();
    for whole in &wholes {
        match whole.stacked() {
            Some(lengths) => rows.push(stacked(language, whole, &lengths)?),
            None => rows.extend(separate(language, whole)?),
        }
    }
    let table = BarTable {
        title: String::new(),
        caption: caption.subtitle.clone(),
        head: language
            .pick(["Nội dung", "Cơ cấu", "Số lượng"], ["Item", "Make-up", "Number"])
            .map(str::to_owned),
        rows,
    };
    let items: Vec<_> = wholes.iter().map(|whole| said(language, whole.whole)).collect();
    let what = language.pick("Biểu đồ các phần trong tổng số", "Bar chart of the parts of a total");
    let sentence = describe::description(language, what, &items, &caption.limits);
    let drawing = Drawing::Bars(Bars { axis: Vec::new(), tables: vec![table], table: None });
    Ok(caption.chart(Kind::Parts, sentence, keys(language, &wholes), drawing, notes(language, &wholes)))
}

/// Returns true where a whole can be drawn with its parts: a chart of several is refused for any that cannot.
pub fn is_drawable(whole: &Whole) -> bool {
    Measured::of(whole).is_ok()
}

/// A whole with its shapes, known to be drawable.
struct Measured<'a> {
    whole: &'a Whole,
    total: Shape,
    parts: Vec<Shape>,
}

impl<'a> Measured<'a> {
    fn of(whole: &'a Whole) -> Result<Self, Refusal> {
        let subject = whole.text.label.as_str();
        if whole.parts.is_empty() {
            return Err(Refusal::new(subject, Reason::Empty));
        }
        if whole.parts.len() > MOST_PARTS {
            return Err(Refusal::new(subject, Reason::TooMany));
        }
        let total = whole.total.shape(subject)?;
        if !total.reach().is_some_and(|reach| reach > 0.0) {
            return Err(Refusal::new(subject, Reason::NoWhole));
        }
        let parts: Vec<_> =
            whole.parts.iter().map(|part| part.amount.shape(&part.text.label)).collect::<Result<_, _>>()?;
        let measured = Self { whole, total, parts };
        if whole.exclusive && measured.exceeds() {
            return Err(Refusal::new(subject, Reason::PartsExceedWhole));
        }
        Ok(measured)
    }

    /// Whether what is certain of the parts is more than all that the total may be.
    fn exceeds(&self) -> bool {
        let most = match self.total {
            Shape::Exact(most) | Shape::Between(_, most) => most,
            _ => return false,
        };
        // Decimals such as 45,1 + 54,9 may pass 100 by a bit of the last place.
        self.parts.iter().map(|part| part.certain()).sum::<f64>() > most * (1.0 + 1e-9)
    }

    /// The lengths of the total and of the parts where the whole can be stacked.
    fn stacked(&self) -> Option<(f64, Vec<f64>)> {
        if !self.whole.exclusive || self.parts.len() > MOST_STACKED {
            return None;
        }
        let exact = |shape: &Shape| match *shape {
            Shape::Exact(length) => Some(length),
            _ => None,
        };
        Some((exact(&self.total)?, self.parts.iter().map(exact).collect::<Option<_>>()?))
    }
}

const STACK: [Mark; MOST_STACKED] = [Mark::First, Mark::Second];

fn stacked(
    language: Language,
    measured: &Measured<'_>,
    (total, lengths): &(f64, Vec<f64>),
) -> Result<BarRow, Refusal> {
    let whole = measured.whole;
    let domain = Domain::to(*total, &whole.text.label)?;
    let (top, bottom) = (4.0, 32.0);
    let svg = bar::row(&whole.text.label, domain, 36, |plot| {
        plot.fill(Mark::Ghost, (0.0, top), (*total, bottom))?;
        let mut from = 0.0;
        let mut gaps = Vec::new();
        for (&mark, length) in STACK.iter().zip(lengths) {
            let to = f64::min(from + length, *total);
            plot.fill(mark, (from, top), (to, bottom))?;
            if to > 0.0 && to < *total {
                gaps.push(to);
            }
            from = to;
        }
        gaps.into_iter().try_for_each(|gap| plot.stroke(Mark::Gap, &[(gap, top), (gap, bottom)]))
    })?;
    let mut legend: Vec<_> = STACK
        .iter()
        .zip(&whole.parts)
        .map(|(&mark, part)| key::fill(mark, named(&part.text.label, &part.text.marked(), &part.text.detail)))
        .collect();
    // What is left counts where it is more than the rounding of a sum.
    if total - lengths.iter().sum::<f64>() > total * 1e-9 {
        let words = match whole.remainder.as_str() {
            "" => language.pick("Còn lại", "Remainder"),
            words => words,
        };
        legend.push(key::fill(Mark::Ghost, named(words, &whole.remainder_value, "")));
    }
    Ok(BarRow { text: whole.text.clone(), inner: false, svg, words: String::new(), legend })
}

fn separate(language: Language, measured: &Measured<'_>) -> Result<Vec<BarRow>, Refusal> {
    let whole = measured.whole;
    let shapes = measured.parts.iter().copied().chain([measured.total]);
    let domain = Domain::around(shapes, &whole.text.label)?;
    let mut rows = vec![total(language, &whole.text, measured.total, domain)?];
    for (part, &shape) in whole.parts.iter().zip(&measured.parts) {
        rows.push(row(language, &part.text, true, shape, measured.total.reach(), domain)?);
    }
    Ok(rows)
}

/// The row of the total: in the colour of what the parts are compared with, where it is a plain number.
fn total(language: Language, text: &RowText, shape: Shape, domain: Domain) -> Result<BarRow, Refusal> {
    let Shape::Exact(length) = shape else { return row(language, text, false, shape, None, domain) };
    let svg = bar::row(&text.label, domain, 30, |plot| plot.fill(Mark::Ghost, (0.0, 7.0), (length, 23.0)))?;
    Ok(BarRow { text: text.clone(), inner: false, svg, words: String::new(), legend: Vec::new() })
}

fn row(
    language: Language,
    text: &RowText,
    inner: bool,
    shape: Shape,
    whole: Option<f64>,
    domain: Domain,
) -> Result<BarRow, Refusal> {
    if shape == Shape::Unknown {
        let words = describe::no_data(language).to_owned();
        return Ok(BarRow { text: text.clone(), inner, svg: String::new(), words, legend: Vec::new() });
    }
    let svg = bar::row(&text.label, domain, 30, |plot| {
        if let Some(whole) = whole {
            plot.fill(Mark::Ghost, (0.0, 7.0), (whole, 23.0))?;
        }
        bar::bar(plot, shape, domain, Rows { top: 7.0, bottom: 23.0 })
    })?;
    Ok(BarRow { text: text.clone(), inner, svg, words: String::new(), legend: Vec::new() })
}

/// The key of the bars that are not stacked; a stack has its legend below it.
fn keys(language: Language, wholes: &[Measured<'_>]) -> Vec<KeyItem> {
    let separate: Vec<_> = wholes.iter().filter(|whole| whole.stacked().is_none()).collect();
    if separate.is_empty() {
        return Vec::new();
    }
    let shapes: Vec<_> =
        separate.iter().flat_map(|whole| whole.parts.iter().copied().chain([whole.total])).collect();
    let mut keys = vec![key::fill(Mark::Actual, language.pick("Từng phần", "Each part"))];
    keys.extend(key::uncertain(language, &shapes));
    let words = match wholes.len() {
        1 => language.pick("Tổng số", "Total"),
        _ => {
            language.pick("Tổng số của từng nhóm, vẽ dài như nhau", "Total of each group, drawn equally long")
        }
    };
    keys.push(key::fill(Mark::Ghost, words));
    keys
}

fn notes(language: Language, wholes: &[Measured<'_>]) -> Vec<String> {
    let words = |measured: &Measured<'_>| {
        let Whole { exclusive, remainder, remainder_value, .. } = measured.whole;
        let overlap = language.pick(
            "một người hoặc đơn vị có thể thuộc nhiều phần, không cộng các phần",
            "a person or a unit may belong to several parts, so the parts are not added up",
        );
        let several = measured.whole.parts.len() > 1;
        let said =
            [if *exclusive || !several { "" } else { overlap }, &named(remainder, remainder_value, "")]
                .map(str::to_owned);
        said.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ")
    };
    let noted = wholes.iter().filter(|whole| whole.stacked().is_none());
    let noted: Vec<_> = noted.map(|whole| (whole.whole.text.label.as_str(), words(whole))).collect();
    // What holds for all of several wholes is said once.
    let alike = noted.len() > 1 && noted.len() == wholes.len() && noted.iter().all(|one| one.1 == noted[0].1);
    let (noted, label) = match alike {
        true => (&noted[..1], Some(language.pick("Ở mọi tổng số", "In each total"))),
        false => (&noted[..], None),
    };
    let note = |(own, words): &(&str, String)| format!("{}: {words}.", label.unwrap_or(own));
    noted.iter().filter(|(_, words)| !words.is_empty()).map(note).collect()
}

fn named(words: &str, value: &str, detail: &str) -> String {
    let mut text = words.to_owned();
    if !value.is_empty() {
        text.push_str(&format!(": {value}"));
    }
    if !detail.is_empty() {
        text.push_str(&format!(" ({detail})"));
    }
    text
}

fn said(language: Language, whole: &Whole) -> String {
    let part = |text: &RowText| format!("{} {}", text.label, describe::number(language, text));
    let parts: Vec<_> = whole.parts.iter().map(|piece| part(&piece.text)).collect();
    let (total, parts) = (part(&whole.text), parts.join(", "));
    match whole.complete {
        true => tell!(language, "{total}, gồm: {parts}", "{total}, made up of: {parts}"),
        false => tell!(language, "{total}, trong đó: {parts}", "{total}, of which: {parts}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(label: &str, amount: Span) -> Part {
        Part { text: RowText { label: label.to_owned(), ..RowText::default() }, amount }
    }

    fn whole(total: Span, parts: &[Span], exclusive: bool) -> Whole {
        let parts = parts.iter().map(|&amount| part("phần", amount)).collect();
        let text = RowText { label: "Tổng".to_owned(), value: "257".to_owned(), ..RowText::default() };
        Whole { text, total, parts, exclusive, ..Whole::default() }
    }

    fn rows(whole: Whole) -> Vec<BarRow> {
        match chart(&Caption::default(), &[whole]).expect("valid").drawing {
            Drawing::Bars(bars) => bars.tables.into_iter().flat_map(|table| table.rows).collect(),
            _ => unreachable!("parts are bars"),
        }
    }

    #[test]
    fn exclusive_exact_parts_are_stacked_with_their_remainder() {
        let rows = rows(whole(Span::exact(257.0), &[Span::exact(116.0), Span::exact(100.0)], true));
        assert_eq!(rows.len(), 1);
        for mark in [
            r#"<rect class="f-ghost" x="0%" y="4" width="100%""#,
            r#"<rect class="f-cat1" x="0%" y="4" width="45.13%""#,
            r#"<rect class="f-cat2" x="45.13%" y="4" width="38.91%""#,
        ] {
            assert!(rows[0].svg.contains(mark), "{mark} in {}", rows[0].svg);
        }
        assert_eq!(rows[0].legend.len(), 3);
    }

    #[test]
    fn a_complete_stack_has_no_remainder() {
        let rows = rows(whole(Span::exact(100.0), &[Span::exact(45.1), Span::exact(54.9)], true));
        assert_eq!(rows[0].legend.len(), 2);
    }

    #[test]
    fn overlapping_or_uncertain_parts_are_never_stacked() {
        for whole in [
            whole(Span::exact(9.0), &[Span::exact(8.0), Span::exact(8.0)], false),
            whole(Span::exact(9.0), &[Span::at_least(3.0), Span::exact(2.0)], true),
            whole(Span::at_least(9.0), &[Span::exact(3.0)], true),
            whole(Span::exact(9.0), &[Span::exact(1.0); 3], true),
        ] {
            let parts = whole.parts.len();
            let rows = rows(whole);
            assert_eq!(rows.len(), 1 + parts);
            assert!(rows.iter().all(|row| !row.svg.contains("f-cat")));
            assert!(rows[1].svg.contains("f-ghost"));
        }
    }

    #[test]
    fn refusals() {
        let reason =
            |whole: Whole| chart(&Caption::default(), &[whole]).map_err(|refusal| refusal.reason).map(|_| ());
        let one = Span::exact(1.0);
        assert_eq!(reason(whole(one, &[], true)), Err(Reason::Empty));
        assert_eq!(reason(whole(Span::unknown(), &[one], true)), Err(Reason::NoWhole));
        assert_eq!(reason(whole(Span::exact(0.0), &[one], false)), Err(Reason::NoWhole));
        assert!(
            !is_drawable(&whole(Span::exact(0.0), &[one], false)) && is_drawable(&whole(one, &[one], false))
        );
        assert_eq!(reason(whole(one, &[one, one], true)), Err(Reason::PartsExceedWhole));
        assert_eq!(reason(whole(one, &[Span::exact(-1.0)], true)), Err(Reason::Negative));
        assert_eq!(reason(whole(one, &[one; 21], false)), Err(Reason::TooMany));
    }
}
