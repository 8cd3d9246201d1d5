//! Days and periods as text: "10/09/2022" and "quý I năm 2023", "10 September 2022" and "Q1 2023".

use crate::language::Language;
use crate::model::indicator::Measure;
use crate::model::period::{Day, Period};
use crate::tell;

/// Returns a day as `10/09/2022`, or `10 September 2022`.
pub fn day(language: Language, day: Day) -> String {
    if language == Language::En {
        return format!("{} {} {}", day.day(), month_name(day), day.year());
    }
    vietnamese_day(day)
}

fn vietnamese_day(day: Day) -> String {
    let [y1, y2, y3, y4, _, m1, m2, _, d1, d2] = day.iso();
    let digits = [d1, d2, b'/', m1, m2, b'/', y1, y2, y3, y4];
    digits.into_iter().map(char::from).collect()
}

/// Returns the first moment of a day in Vietnam as machines read it: `2022-09-10T00:00:00+07:00`.
pub fn instant(day: Day) -> String {
    format!("{day}T00:00:00+07:00")
}

const QUARTERS: [&str; 4] = ["I", "II", "III", "IV"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(day: Day) -> &'static str {
    MONTHS[usize::try_from(day.month() - 1).expect("months count from 1")]
}

fn short_month(day: Day) -> &'static str {
    &month_name(day)[..3]
}

/// Returns a period in words: `năm 2024`, `quý I năm 2023`, `tháng 9/2022`, `từ 2018 đến tháng 9/2022`;
/// `2024`, `Q1 2023`, `September 2022`, `2018 to September 2022`.
///
/// ```
/// use bantin::{language::Language::{En, Vi}, model::period::{Day, Period}, render::text::period};
/// let month = Period::month(2022, 9).unwrap();
/// assert_eq!((period(Vi, month), period(En, month)), ("tháng 9/2022".into(), "September 2022".into()));
/// assert_eq!(period(Vi, Period::day(Day::new(2022, 9, 1).unwrap())), "ngày 01/09/2022");
/// ```
pub fn period(language: Language, value: Period) -> String {
    match language {
        Language::Vi => vietnamese(value),
        Language::En => english(value, month_name),
    }
}

/// The months are named in full, or by three letters.
fn english(value: Period, name: fn(Day) -> &'static str) -> String {
    let (from, to) = (value.from(), value.to());
    let (starts_month, ends_month) = (from.day() == 1, to.next().day() == 1);
    let year = to.year();
    let day = |day: Day| format!("{} {} {}", day.day(), name(day), day.year());
    if from == to {
        return day(from);
    }
    if from.year() == year && starts_month && ends_month {
        return match (from.month(), to.month()) {
            (1, 12) => year.to_string(),
            (a, b) if a == b => format!("{} {year}", name(to)),
            (a, b) if b - a == 2 && b % 3 == 0 => format!("Q{} {year}", b / 3),
            _ => format!("{} to {} {year}", name(from), name(to)),
        };
    }
    let start = match (from.month(), from.day()) {
        (1, 1) if from.year() != year => from.year().to_string(),
        (_, 1) if ends_month => format!("{} {}", name(from), from.year()),
        _ if from.year() == year => format!("{} {}", from.day(), name(from)),
        _ => day(from),
    };
    let end = match to.month() {
        12 if ends_month && from.year() != year => year.to_string(),
        _ if ends_month && starts_month => format!("{} {year}", name(to)),
        _ => day(to),
    };
    format!("{start} to {end}")
}

fn vietnamese(value: Period) -> String {
    let day = vietnamese_day;
    let (from, to) = (value.from(), value.to());
    let (starts_month, ends_month) = (from.day() == 1, to.next().day() == 1);
    let year = to.year();
    if from == to {
        return format!("ngày {}", day(from));
    }
    if from.year() == year && starts_month && ends_month {
        return match (from.month(), to.month()) {
            (1, 12) => format!("năm {year}"),
            (1, 6) => format!("6 tháng đầu năm {year}"),
            (7, 12) => format!("6 tháng cuối năm {year}"),
            (1, 9) => format!("9 tháng đầu năm {year}"),
            (a, b) if a == b => format!("tháng {a}/{year}"),
            (a, b) if b - a == 2 && b % 3 == 0 => {
                ["quý ", QUARTERS[(b / 3 - 1) as usize], " năm ", &year.to_string()].concat()
            }
            (a, b) => format!("từ tháng {a} đến tháng {b}/{year}"),
        };
    }
    let start = match (from.month(), from.day()) {
        (1, 1) if from.year() != year => from.year().to_string(),
        (_, 1) if ends_month => format!("tháng {}/{}", from.month(), from.year()),
        _ if from.year() == year => format!("{:02}/{:02}", from.day(), from.month()),
        _ => day(from),
    };
    let end = match to.month() {
        12 if ends_month && from.year() != year => year.to_string(),
        month if ends_month && starts_month => format!("tháng {month}/{year}"),
        _ => day(to),
    };
    format!("từ {start} đến {end}")
}

/// Returns a last day as shortly as it can be said: `12/2023` for the end of a month, else `25/06/2024`;
/// `Dec 2023`, `25 Jun 2024`.
pub fn last_day(language: Language, value: Day) -> String {
    let ends_month = value.next().day() == 1;
    match (language, ends_month) {
        (Language::Vi, true) => format!("{}/{}", value.month(), value.year()),
        (Language::Vi, false) => vietnamese_day(value),
        (Language::En, true) => format!("{} {}", short_month(value), value.year()),
        (Language::En, false) => format!("{} {} {}", value.day(), short_month(value), value.year()),
    }
}

/// Returns the quarter of a month: `quý I`, `Q1`.
pub fn quarter(language: Language, month: i8) -> String {
    let quarter = usize::try_from((month - 1) / 3).unwrap_or(0).min(3);
    tell!(language, "quý {}", "Q{}", language.pick(QUARTERS[quarter], ["1", "2", "3", "4"][quarter]))
}

/// Returns when something was published: a span of more than a month is a doubt, not a duration.
pub fn publication(language: Language, value: Period) -> String {
    match within(language, &period(language, value)) {
        Some(span) => tell!(language, "trong khoảng {span}", "at some time {span}"),
        None => short_period(language, value),
    }
}

/// Returns the time of a figure: that of a state which is only known to have been at some time within a span says so,
/// because the span alone reads as what happened in it: `một thời điểm từ tháng 9/2016 đến tháng 3/2017`;
/// `some time between September 2016 and March 2017`.
pub fn when(language: Language, measure: Measure, value: Period) -> String {
    moment(language, measure, period(language, value))
}

/// Returns the same in the short form of [`short_period`].
pub fn short_when(language: Language, measure: Measure, value: Period) -> String {
    moment(language, measure, short_period(language, value))
}

fn moment(language: Language, measure: Measure, words: String) -> String {
    let span = (measure == Measure::Stock).then(|| within(language, &words)).flatten();
    span.map_or(words, |span| tell!(language, "một thời điểm {span}", "some time {span}"))
}

/// The words of a period with two ends, said of a moment within it; nothing of a period with a name of its own.
fn within(language: Language, words: &str) -> Option<String> {
    match language {
        Language::Vi if words.starts_with("từ ") => Some(words.to_owned()),
        Language::Vi => words.starts_with("9 tháng ").then(|| format!("trong {words}")),
        Language::En => words.split_once(" to ").map(|(from, to)| format!("between {from} and {to}")),
    }
}

/// Returns a short form for column heads and axes: `2024`, `quý I/2023`, `9/2022`, `10/09/2022`;
/// `Q1 2023`, `Sep 2022`, `10 Sep 2022`.
pub fn short_period(language: Language, value: Period) -> String {
    if language == Language::En {
        return english(value, short_month);
    }
    let (from, to) = (value.from(), value.to());
    if from == to {
        return vietnamese_day(from);
    }
    // Whole quarters and years are nearly all there is.
    if from.year() == to.year() && from.day() == 1 && to.next().day() == 1 {
        let year = to.year().to_string();
        match (from.month(), to.month()) {
            (1, 12) => return year,
            (a, b) if b - a == 2 && b % 3 == 0 => {
                return ["quý ", QUARTERS[(b / 3 - 1) as usize], "/", &year].concat();
            }
            _ => {}
        }
    }
    let words = vietnamese(value);
    let short = words.strip_prefix("năm ").or_else(|| words.strip_prefix("tháng "));
    let short = short.or_else(|| words.strip_prefix("ngày ")).unwrap_or(&words);
    short.replace(" năm ", "/")
}

/// Returns a period for the foot of a chart, where there is little room: `9/2022`, `9/2016–3/2017`.
pub fn axis_period(language: Language, value: Period) -> String {
    let short = short_period(language, value);
    match (language, short.strip_prefix("từ ")) {
        (Language::Vi, Some(span)) => span.replace(" đến ", "–").replace("tháng ", ""),
        (Language::Vi, None) => short,
        (Language::En, _) => short.replace(" to ", "–"),
    }
}

/// Returns a term as `2020–2025`, a year as `2017`.
pub fn term(language: Language, value: Period, words: &str) -> String {
    let years = words.split_once('/').filter(|(a, b)| a.len() == 4 && b.len() == 4);
    match years {
        Some((from, to)) => format!("{from}–{to}"),
        None if words.len() == 4 => words.to_owned(),
        None => period(language, value),
    }
}

/// Returns true for a term of office in years, `2020/2025`; false for a year, a campaign or another span.
pub fn is_term(words: &str) -> bool {
    words.split_once('/').is_some_and(|(from, to)| from.len() == 4 && to.len() == 4)
}

/// Returns the time of a figure after "of" or "for": `thời gian từ 2018 đến tháng 9/2022`.
pub(super) fn time_of(language: Language, measure: Measure, value: Period) -> String {
    let words = when(language, measure, value);
    match language {
        Language::Vi if words.starts_with("từ ") => format!("thời gian {words}"),
        _ => words,
    }
}
