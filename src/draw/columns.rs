//! Columns, one a year, against a floor or a range: which years met the yearly target, and which are not
//! over or not known.

use super::chart::{
    Caption, Chart, ColumnLabel, Columns, Drawing, KeyItem, Kind, RowText, Table, TableRow, marked,
};
use super::column_picture::Picture;
use super::describe;
use super::key;
use super::mark::Mark;
use super::refusal::{Reason, Refusal};
use super::text_width::text_width;
use super::value::{self, Shape, Span};
use crate::language::Language;

/// The most columns that a phone can hold.
pub const MOST_COLUMNS: usize = 8;

/// A year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Column {
    /// The texts: the label is the year, the value its number, the note stands in the table.
    pub text: RowText,
    /// How many.
    pub amount: Span,
    /// Against the target.
    pub standing: Standing,
    /// The verdict as it is shown: "Đạt", "6 tháng"; where no number is known, why.
    pub verdict: String,
}

/// How a year stands against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// Met or exceeded.
    Met,
    /// Over, and below the target.
    Missed,
    /// The numbers do not decide it, or there is no target.
    #[default]
    Undecided,
    /// Not over yet.
    Unfinished,
}

/// A yearly target.
#[derive(Debug, Clone, PartialEq)]
pub enum Goal {
    /// "ít nhất 50 mỗi năm".
    Floor {
        /// The number.
        at: f64,
        /// The number as text, for the gutter.
        text: String,
        /// The target in words, for the key: "Chỉ tiêu: từ 50 đảng viên/năm".
        words: String,
    },
    /// "5–7 mỗi năm".
    Range {
        /// The lower number.
        lower: f64,
        /// The lower number as text.
        lower_text: String,
        /// The upper number.
        upper: f64,
        /// The upper number as text.
        upper_text: String,
        /// The target in words.
        words: String,
    },
}

impl Goal {
    /// The heights of its lines, from the lowest.
    fn lines(&self) -> Vec<(f64, &str)> {
        match self {
            Self::Floor { at, text, .. } => vec![(*at, text.as_str())],
            Self::Range { lower, lower_text, upper, upper_text, .. } => {
                vec![(*lower, lower_text.as_str()), (*upper, upper_text.as_str())]
            }
        }
    }

    fn words(&self) -> &str {
        let (Self::Floor { words, .. } | Self::Range { words, .. }) = self;
        words
    }
}

/// The chart of the columns; `heads` name year, number and verdict in its table.
///
/// # Errors
/// No columns, none with a number, or more than [`MOST_COLUMNS`]; a number of a column or of the goal that
/// is negative, not finite or too large; a range whose ends are reversed.
pub fn chart(
    caption: &Caption,
    goal: Option<&Goal>,
    heads: [&str; 3],
    columns: &[Column],
) -> Result<Chart, Refusal> {
    let heading = caption.heading.as_str();
    if columns.len() > MOST_COLUMNS {
        return Err(Refusal::new(heading, Reason::TooMany));
    }
    let shapes: Vec<_> =
        columns.iter().map(|column| column.amount.shape(&column.text.label)).collect::<Result<_, _>>()?;
    if shapes.iter().all(|&shape| shape == Shape::Unknown) {
        return Err(Refusal::new(heading, Reason::Empty));
    }
    let lines = goal.map(Goal::lines).unwrap_or_default();
    for &(line, _) in &lines {
        value::length(line, heading)?;
    }
    if lines.is_sorted_by(|one, other| one.0 <= other.0) {
        let picture = Picture::of(heading, columns, &shapes, lines)?;
        let sentence = sentence(caption, goal, columns);
        let drawing = Drawing::Columns(Columns {
            svg: picture.svg(&sentence)?,
            gutter: picture.gutter(),
            crowded: crowded(caption.language, columns),
            values_in_table: !picture.values_within && !picture.values_below(),
            labels: labels(caption.language, columns, &shapes, &picture),
            table: table(caption, heads, columns),
        });
        Ok(caption.chart(
            Kind::Columns,
            sentence,
            keys(caption.language, goal, columns, &shapes),
            drawing,
            None,
        ))
    } else {
        Err(Refusal::new(heading, Reason::Reversed))
    }
}

fn labels(
    language: Language,
    columns: &[Column],
    shapes: &[Shape],
    picture: &Picture<'_>,
) -> Vec<ColumnLabel> {
    let label = |(column, &shape): (&Column, &Shape)| {
        let below = !picture.values_within && shape != Shape::Unknown;
        // Where the number stands in the picture, its sign stands beside the year.
        let year = if below { "" } else { column.text.mark.as_str() };
        ColumnLabel {
            label: marked(&column.text.label, year),
            value: if below { column.text.marked() } else { String::new() },
            mark: match column.standing {
                _ if shape == Shape::Unknown || !picture.has_goal() => "plain",
                Standing::Met => "good",
                Standing::Missed => "bad",
                Standing::Undecided => "undecided",
                Standing::Unfinished => "plain",
            },
            verdict: verdict(language, column),
        }
    };
    columns.iter().zip(shapes).map(label).collect()
}

/// The px that the words below all columns share on the narrowest phone.
const NARROWEST: u32 = 250;

/// Whether a word below a column would be broken on a phone.
fn crowded(language: Language, columns: &[Column]) -> bool {
    let verdicts = columns.iter().map(|column| verdict(language, column)).collect::<Vec<_>>();
    let words = verdicts.iter().flat_map(|words| words.split_whitespace());
    // The estimate is for wider faces than the site's own.
    let widest = words.map(|word| text_width(word, 13) * 9 / 10).max().unwrap_or(0);
    columns.len() > 5 || widest * columns.len() as u32 > NARROWEST
}

/// The verdict; a year without number always says at least that.
fn verdict(language: Language, column: &Column) -> String {
    let known = column.amount.lower.is_some() || column.amount.upper.is_some();
    if known || !column.verdict.is_empty() {
        column.verdict.clone()
    } else {
        language.pick("Chưa có số liệu", "No data").to_owned()
    }
}

fn table(caption: &Caption, heads: [&str; 3], columns: &[Column]) -> Table {
    let noted = columns.iter().any(|column| !column.text.note.is_empty());
    let mut head: Vec<_> = heads.map(str::to_owned).into();
    if noted {
        head.push(caption.language.pick("Ghi chú", "Note").to_owned());
    }
    let row = |column: &Column| {
        let mut cells = vec![column.text.marked(), verdict(caption.language, column)];
        if noted {
            cells.push(column.text.note.clone());
        }
        TableRow { label: column.text.label.clone(), href: column.text.href.clone(), cells }
    };
    Table { caption: caption.subtitle.clone(), head, rows: columns.iter().map(row).collect() }
}

fn keys(language: Language, goal: Option<&Goal>, columns: &[Column], shapes: &[Shape]) -> Vec<KeyItem> {
    let mut keys = Vec::new();
    match goal {
        Some(Goal::Floor { words, .. }) => keys.push(key::line(Mark::Target, words.as_str())),
        Some(Goal::Range { words, .. }) => keys.push(key::band(words.as_str())),
        None => {}
    }
    let has = |standing| {
        columns.iter().zip(shapes).any(|(column, &shape)| {
            column.standing == standing
                && !matches!(shape, Shape::Unknown | Shape::About(..) | Shape::AboutAtLeast(_))
        })
    };
    if has(Standing::Met) {
        keys.push(key::fill(Mark::Good, language.pick("Đạt hoặc vượt", "Met or exceeded")));
    }
    if has(Standing::Missed) {
        keys.push(key::fill(Mark::Bad, language.pick("Không đạt", "Not met")));
    }
    if has(Standing::Undecided) {
        keys.push(match goal {
            Some(_) => key::fill(
                Mark::Undecided,
                language.pick("Không đủ cơ sở để tính", "Not enough basis to decide"),
            ),
            None => key::fill(Mark::Actual, language.pick("Kết quả", "Result")),
        });
    }
    if has(Standing::Unfinished) {
        keys.push(key::open(language.pick("Chưa hết năm", "Year not over")));
    }
    keys.extend(key::uncertain(language, shapes));
    keys
}

fn sentence(caption: &Caption, goal: Option<&Goal>, columns: &[Column]) -> String {
    let language = caption.language;
    let mut what = language.pick("Biểu đồ cột theo năm", "Column chart by year").to_owned();
    if let Some(goal) = goal {
        what.push_str(&format!(", {}", describe::inner(goal.words())));
    }
    let said = |column: &Column| {
        let verdict = describe::inner(&verdict(language, column));
        let value = match column.amount == Span::unknown() {
            true => String::new(),
            false => describe::spoken(language, &column.text.value),
        };
        let numbers: Vec<_> = [value, verdict].into_iter().filter(|text| !text.is_empty()).collect();
        format!("{}: {}", column.text.label, numbers.join(", "))
    };
    describe::description(language, &what, &columns.iter().map(said).collect::<Vec<_>>(), &caption.limits)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADS: [&str; 3] = ["Năm", "Số", "Kết luận"];

    fn column(year: &str, value: &str, amount: Span, standing: Standing) -> Column {
        let text = RowText { label: year.to_owned(), value: value.to_owned(), ..RowText::default() };
        Column { text, amount, standing, verdict: String::new() }
    }

    fn floor(at: f64) -> Goal {
        Goal::Floor { at, text: "50".to_owned(), words: "Chỉ tiêu: từ 50".to_owned() }
    }

    fn range(lower: f64, upper: f64) -> Goal {
        let [lower_text, upper_text] = ["5", "7"].map(str::to_owned);
        Goal::Range { lower, lower_text, upper, upper_text, words: "Chỉ tiêu: 5–7".to_owned() }
    }

    fn drawn(goal: Option<&Goal>, columns: &[Column]) -> Columns {
        match chart(&Caption::default(), goal, HEADS, columns).expect("valid").drawing {
            Drawing::Columns(columns) => columns,
            _ => unreachable!("columns are columns"),
        }
    }

    /// An attribute of every mark of a class, as tenths of a px.
    fn heights(svg: &str, class: &str, attribute: &str) -> Vec<i64> {
        let page = scraper::Html::parse_fragment(svg);
        let marks = scraper::Selector::parse(&format!(".{class}")).expect("valid");
        let number = |text: &str| (text.parse::<f64>().expect("a number") * 10.0).round() as i64;
        page.select(&marks).map(|mark| number(mark.attr(attribute).expect("set"))).collect()
    }

    #[test]
    fn heights_are_in_proportion_and_the_floor_is_on_the_same_scale() {
        let columns = [
            column("2021", "48", Span::exact(48.0), Standing::Missed),
            column("2022", "61", Span::exact(61.0), Standing::Met),
        ];
        let svg = drawn(Some(&floor(50.0)), &columns).svg;
        // 70 is the end of the scale and 204 px high, from 234 px upwards.
        assert_eq!(heights(&svg, "f-bad", "height"), [1398]);
        assert_eq!(heights(&svg, "f-good", "height"), [1777]);
        assert_eq!(heights(&svg, "s-target", "y1"), [883]);
        assert_eq!(heights(&svg, "s-axis", "y1"), [2340]);
    }

    #[test]
    fn a_range_is_a_band_between_two_lines() {
        let svg = drawn(Some(&range(5.0, 7.0)), &[column("2021", "8", Span::exact(8.0), Standing::Met)]).svg;
        assert_eq!(heights(&svg, "f-band", "height"), [510]);
        assert_eq!(heights(&svg, "s-target-end", "y1"), [1065, 555]);
        assert!(svg.contains(">5</text>") && svg.contains(">7</text>"));
        let close =
            drawn(Some(&range(5.0, 5.1)), &[column("2021", "8", Span::exact(8.0), Standing::Met)]).svg;
        assert!(close.contains(">5–7</text>"), "numbers that would touch are one text");
    }

    #[test]
    fn a_missing_year_is_a_slot_and_words_and_an_unfinished_one_is_dashed() {
        let columns = [
            column("2023", "–", Span::unknown(), Standing::Undecided),
            column("2024", "26", Span::exact(26.0), Standing::Unfinished),
        ];
        let drawn = drawn(Some(&floor(50.0)), &columns);
        assert!(drawn.svg.contains("s-missing") && drawn.svg.contains("s-open"));
        assert_eq!(drawn.svg.matches("<rect").count(), 1, "only the unfinished year has a body");
        assert_eq!(drawn.labels[0].verdict, "Chưa có số liệu");
        assert_eq!(drawn.table.rows[0].cells, ["–", "Chưa có số liệu"]);
    }

    #[test]
    fn uncertain_columns_are_drawn_as_such() {
        let classes = |span, standing| {
            let svg = drawn(Some(&floor(5.0)), &[column("2021", "", span, standing)]).svg;
            [
                "f-good",
                "f-bad",
                "f-undecided",
                "f-hatch-bad",
                "f-fade-up",
                "f-hatch-undecided",
                "s-cap",
                "s-cap-dashed",
            ]
            .into_iter()
            .filter(|class| svg.contains(&format!("\"{class}\"")))
            .collect::<Vec<_>>()
        };
        assert_eq!(classes(Span::at_least(6.0), Standing::Met), ["f-good", "f-fade-up"]);
        assert_eq!(classes(Span::between(3.0, 4.0), Standing::Missed), ["f-bad", "f-hatch-bad", "s-cap"]);
        assert_eq!(classes(Span::about(5.0), Standing::Undecided), ["f-hatch-undecided", "s-cap-dashed"]);
    }

    #[test]
    fn long_numbers_leave_the_picture() {
        let columns = |value: &str| vec![column("2021", value, Span::exact(1.0), Standing::Met); 8];
        assert!(drawn(None, &columns("48")).svg.contains(">48</text>"));
        let long = drawn(None, &columns("156.915"));
        assert!(!long.svg.contains("156.915</text>") && long.values_in_table);
        assert_eq!(long.labels[0].value, "156.915");
    }

    #[test]
    fn words_that_would_be_broken_on_a_phone_give_way_to_their_marks() {
        let crowded = |count: usize, words: &str| {
            let verdict = words.to_owned();
            let column = Column { verdict, ..column("2021", "48", Span::exact(48.0), Standing::Met) };
            drawn(None, &vec![column; count]).crowded
        };
        assert!(!crowded(5, "đúng tiến độ") && !crowded(4, "exceeded") && !crowded(5, "met"));
        assert!(crowded(5, "exceeded") && crowded(6, "đạt"));
    }

    #[test]
    fn refusals() {
        let reason = |goal: Option<Goal>, columns: &[Column]| {
            chart(&Caption::default(), goal.as_ref(), HEADS, columns)
                .map_err(|refusal| refusal.reason)
                .map(|_| ())
        };
        let one = column("2021", "1", Span::exact(1.0), Standing::Met);
        assert_eq!(reason(None, &[]), Err(Reason::Empty));
        assert_eq!(reason(None, &[column("2021", "–", Span::unknown(), Standing::Met)]), Err(Reason::Empty));
        assert_eq!(reason(None, &vec![one.clone(); 9]), Err(Reason::TooMany));
        assert_eq!(reason(Some(floor(f64::NAN)), std::slice::from_ref(&one)), Err(Reason::NotFinite));
        assert_eq!(reason(Some(floor(f64::INFINITY)), std::slice::from_ref(&one)), Err(Reason::NotFinite));
        assert_eq!(reason(Some(range(7.0, 5.0)), &[one]), Err(Reason::Reversed));
    }
}
