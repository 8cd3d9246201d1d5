//! Words for times to the days they mean: ISO 8601 to level 1, and the Vietnamese forms of reports.

use super::loose_number::MONTHS;
use super::refusal::Refusal;
use crate::model::period::{Day, Period};
use crate::say;

/// The rule that a day is in the calendar.
pub(super) const NO_SUCH_DAY: &str = "no-such-day";

/// Returns the period that a text means.
///
/// Read are `2022`, `2023-Q1`, `2023-H1`, `2022-09`, `2022-09-10`, an interval of two of these such as
/// `2018/2022-09`, and `quý I-2023`, `9 tháng 2021`, `6 tháng đầu năm 2024`, `29/10/2022`,
/// `29.10.2022`, `tháng 9/2022`, `năm 2023`, `từ 2018 đến tháng 9/2022`.
pub(super) fn parse(text: &str) -> Result<Period, Refusal> {
    let (from, to) = match ends(text) {
        Ok(ends) => ends,
        Err(Bad::Day) => {
            let fault = say!("không có ngày “{}” trong lịch", "there is no such day: “{}”", text.trim());
            return Err(Refusal::new(NO_SUCH_DAY, fault).way_out(say!(
                "xem lại ngày, tháng trong báo cáo",
                "look at the day and month in the report"
            )));
        }
        Err(Bad::Form) => {
            let fault = say!("không hiểu thời gian “{}”", "the time “{}” is not understood", text.trim());
            return Err(Refusal::new("unknown-time", fault).way_out(say!(
                "viết như 2022, 2023-Q1, 2023-H1, 2022-09, 2022-09-10 hoặc 2018/2022-09",
                "write 2022, 2023-Q1, 2023-H1, 2022-09, 2022-09-10 or 2018/2022-09"
            )));
        }
    };
    Period::new(from.from(), to.to()).ok_or_else(|| {
        let (first, last) = (from.from(), to.to());
        let fault = say!(
            "khoảng thời gian kết thúc ({last}) trước khi bắt đầu ({first})",
            "the period ends ({last}) before it begins ({first})"
        );
        Refusal::new("end-before-start", fault).instead(format!("\"{to}/{from}\""))
    })
}

/// Returns the period that a text means, or nothing.
pub(super) fn period(text: &str) -> Option<Period> {
    parse(text).ok()
}

/// Returns the period that an English text names: `June 2023`, `29 October 2022`, `from 2018 to June 2023`.
pub(super) fn english(text: &str) -> Option<Period> {
    let text = tidy(text);
    if let Some((from, to)) = text.strip_prefix("from ").and_then(|rest| rest.split_once(" to ")) {
        let end = |text: &str| english(text).or_else(|| period(text));
        return Period::new(end(from)?.from(), end(to)?.to());
    }
    let month = |word: &str| MONTHS.iter().position(|month| *month == word).map(|n| n as i8 + 1);
    match *text.split(' ').collect::<Vec<_>>().as_slice() {
        [m, y] => Period::month(year(y)?, month(m)?),
        [d, m, y] => Day::new(year(y)?, month(m)?, small(d).filter(|_| d.len() <= 2)?).map(Period::day),
        _ => None,
    }
}

/// Returns the refusal of a whole number that is no year: a date of a spreadsheet, or digits run together.
pub(super) fn of_number(number: &str) -> Refusal {
    let fault = say!("{number} không phải thời gian", "{number} is no time");
    let refusal = Refusal::new("unknown-time", fault);
    // Spreadsheets count days, and their day 25569 is 1 January 1970.
    let serial = number.parse::<i64>().ok().filter(|days| (20_000..80_000).contains(days));
    if let Some(day) = serial.and_then(|days| Day::after_1970(days - 25_569)) {
        return refusal
            .way_out(say!(
                "bảng tính ghi ngày bằng số; {number} ở đó là ngày {day}: xem lại báo cáo rồi ghi như sau",
                "a spreadsheet writes dates as numbers; there {number} is {day}: look into the report and write this"
            ))
            .instead(format!("\"{day}\""));
    }
    let together = (number.len() == 8 && number.is_ascii())
        .then(|| parse(&format!("{}-{}-{}", &number[..4], &number[4..6], &number[6..])).ok());
    let refusal = refusal.way_out(say!(
        "viết như 2022, \"2023-Q1\", \"2022-09\", \"2022-09-10\"",
        "write 2022, \"2023-Q1\", \"2022-09\", \"2022-09-10\""
    ));
    match together.flatten() {
        Some(day) => refusal.instead(format!("\"{day}\"")),
        None => refusal,
    }
}

/// Returns the period of a TOML date; a time of day is refused.
pub(super) fn toml_date(text: &str) -> Result<Period, Refusal> {
    let day = text.get(..10).unwrap_or(text);
    let plain = text.len() == 10;
    match period(day) {
        Some(period) if plain => Ok(period),
        Some(_) => {
            let fault = say!("chỉ ghi ngày, không ghi giờ", "a date without a time of day is needed");
            Err(Refusal::new("time-of-day", fault).instead(format!("\"{day}\"")))
        }
        None => parse(text),
    }
}

/// Why a text is no time.
enum Bad {
    Form,
    Day,
}

type Ends = (Period, Period);

fn ends(text: &str) -> Result<Ends, Bad> {
    let text = tidy(text);
    if text.is_empty() || text.len() > 120 {
        return Err(Bad::Form);
    }
    if let Some((from, to)) = text.strip_prefix("từ ").and_then(|rest| rest.split_once(" đến ")) {
        return Ok((one(from)?, one(to)?));
    }
    match one(&text) {
        Err(Bad::Form) => {}
        known => return known.map(|period| (period, period)),
    }
    let halves = text
        .split_once('/')
        .filter(|(from, _)| from.len() >= 4 && from.starts_with(|c: char| c.is_ascii_digit()));
    // "2020-2025" is read as years because no month has four digits.
    let years = || {
        text.split_once('-')
            .filter(|(from, to)| [from, to].iter().all(|year| year.len() == 4 && digits(year)))
    };
    let (from, to) = halves.or_else(years).ok_or(Bad::Form)?;
    Ok((one(from)?, one(to)?))
}

/// Returns the text in lower case, with single spaces, and none around `/`, `-` and `.`.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.to_lowercase().replace(['–', '—'], "-").split_whitespace() {
        let glued = word.starts_with(['/', '-', '.']) || out.ends_with(['/', '-', '.']);
        if !out.is_empty() && !glued {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())
}

fn number(text: &str) -> Option<i16> {
    if digits(text) { text.parse().ok() } else { None }
}

fn small(text: &str) -> Option<i8> {
    number(text).and_then(|n| i8::try_from(n).ok())
}

fn year(text: &str) -> Option<i16> {
    if text.len() == 4 { number(text) } else { None }
}

/// Returns the one period of a tidy text without an interval.
fn one(text: &str) -> Result<Period, Bad> {
    iso(text).or_else(|bad| match bad {
        Bad::Form => vietnamese(text),
        Bad::Day => Err(Bad::Day),
    })
}

fn iso(text: &str) -> Result<Period, Bad> {
    let parts: Vec<&str> = text.split('-').collect();
    let known = match *parts.as_slice() {
        [y] => Period::year(year(y).ok_or(Bad::Form)?),
        [y, part] => {
            let y = year(y).ok_or(Bad::Form)?;
            match part.as_bytes() {
                [b'q', n @ b'1'..=b'4'] => {
                    let last = (n - b'0') as i8 * 3;
                    Period::months(y, last - 2, last)
                }
                [b'h', n @ b'1'..=b'2'] => {
                    let last = (n - b'0') as i8 * 6;
                    Period::months(y, last - 5, last)
                }
                [_, _] => Period::month(y, small(part).ok_or(Bad::Form)?),
                _ => return Err(Bad::Form),
            }
        }
        [y, m, d] if m.len() == 2 && d.len() == 2 => {
            let (y, m, d) =
                (year(y).ok_or(Bad::Form)?, small(m).ok_or(Bad::Form)?, small(d).ok_or(Bad::Form)?);
            Day::new(y, m, d).map(Period::day)
        }
        _ => return Err(Bad::Form),
    };
    known.ok_or(Bad::Day)
}

fn vietnamese(text: &str) -> Result<Period, Bad> {
    let text = text.strip_prefix("ngày ").unwrap_or(text);
    if let Some(rest) = text.strip_prefix("năm ") {
        return Period::year(year(rest).ok_or(Bad::Form)?).ok_or(Bad::Day);
    }
    if let Some(rest) = text.strip_prefix("quý ") {
        let (quarter, y) = rest.split_once(['-', '/', ' ']).ok_or(Bad::Form)?;
        let y = year(y.trim_start_matches("năm ")).ok_or(Bad::Form)?;
        let n = match quarter {
            "i" | "1" => 1,
            "ii" | "2" => 2,
            "iii" | "3" => 3,
            "iv" | "4" => 4,
            _ => return Err(Bad::Form),
        };
        return Period::months(y, n * 3 - 2, n * 3).ok_or(Bad::Day);
    }
    if let Some(rest) = text.strip_prefix("tháng ") {
        let (m, y) = rest.split_once(['-', '/', '.', ' ']).ok_or(Bad::Form)?;
        let y = year(y.trim_start_matches("năm ")).ok_or(Bad::Form)?;
        return Period::month(y, small(m).ok_or(Bad::Form)?).ok_or(Bad::Day);
    }
    let words: Vec<&str> = text.split(' ').collect();
    match *words.as_slice() {
        [d, "tháng", m, "năm", y] if small(m).is_some() => return dmy(d, m, y),
        [n, "tháng", y] | [n, "tháng", "năm", y] | [n, "tháng", "đầu", "năm", y] => {
            let (n, y) = (small(n).ok_or(Bad::Form)?, year(y).ok_or(Bad::Form)?);
            return Period::months(y, 1, n).ok_or(Bad::Day);
        }
        [n, "tháng", "cuối", "năm", y] => {
            let n = small(n).filter(|n| (1..=12).contains(n)).ok_or(Bad::Form)?;
            return Period::months(year(y).ok_or(Bad::Form)?, 13 - n, 12).ok_or(Bad::Day);
        }
        _ => {}
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    match *parts.as_slice() {
        [d, m, y] => dmy(d, m, y),
        [m, y] if m.len() <= 2 => {
            Period::month(year(y).ok_or(Bad::Form)?, small(m).ok_or(Bad::Form)?).ok_or(Bad::Day)
        }
        _ => Err(Bad::Form),
    }
}

fn dmy(d: &str, m: &str, y: &str) -> Result<Period, Bad> {
    let part = |text: &str| small(text).filter(|_| text.len() <= 2).ok_or(Bad::Form);
    let (d, m, y) = (part(d)?, part(m)?, year(y).ok_or(Bad::Form)?);
    Day::new(y, m, d).map(Period::day).ok_or(Bad::Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_format_is_read() {
        for (written, means) in [
            ("2022", "2022"),
            ("2023-Q1", "2023-Q1"),
            ("2023-H1", "2023-H1"),
            ("2023-H2", "2023-H2"),
            ("2022-09", "2022-09"),
            ("2022-09-10", "2022-09-10"),
            ("2018/2022-09", "2018/2022-09"),
            ("2014-06/2016-12", "2014-06/2016"),
            ("2020/2025", "2020/2025"),
            ("2020-2025", "2020/2025"),
            ("2020 - 2025", "2020/2025"),
            ("2024-04-25/2024-07-28", "2024-04-25/2024-07-28"),
            ("quý I-2023", "2023-Q1"),
            ("Quý III/2022", "2022-Q3"),
            ("quý 4 năm 2022", "2022-Q4"),
            ("9 tháng 2021", "2021-01/2021-09"),
            ("9 tháng năm 2021", "2021-01/2021-09"),
            ("6 tháng đầu năm 2024", "2024-H1"),
            ("6 tháng cuối năm 2024", "2024-H2"),
            ("29/10/2022", "2022-10-29"),
            ("29.10.2022", "2022-10-29"),
            ("4.8.2023", "2023-08-04"),
            ("29-10-2022", "2022-10-29"),
            ("ngày 7 tháng 3 năm 2023", "2023-03-07"),
            ("tháng 9/2022", "2022-09"),
            ("tháng 2- 2024", "2024-02"),
            ("tháng 5-2014", "2014-05"),
            ("06-2014", "2014-06"),
            ("năm 2023", "2023"),
            ("từ 2018 đến tháng 9/2022", "2018/2022-09"),
        ] {
            assert_eq!(parse(written).map(|period| period.to_string()).as_deref(), Ok(means), "{written}");
        }
    }

    #[test]
    fn impossible_times_are_refused() {
        let rule = |text| parse(text).unwrap_err().rule;
        assert_eq!(rule("2026-02-30"), "no-such-day");
        assert_eq!(rule("30/02/2026"), "no-such-day");
        assert_eq!(rule("2022-13"), "no-such-day");
        assert_eq!(rule("2022-09/2018"), "end-before-start");
        for text in ["", "17-4", "sáng 10/9", "hiện nay", "2022-9", "22-09-10", "2022-Q5", "2022/2023/2024"]
        {
            assert_eq!(rule(text), "unknown-time", "{text}");
        }
        assert_eq!(toml_date("2022-09-10T10:00:00Z").unwrap_err().instead, ["\"2022-09-10\""]);
        assert!(toml_date("2022-09-10").is_ok());
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[0-9/.\\-qhQH ]{0,24}|(từ |quý |tháng |năm )?[0-9iv/ -]{0,12}") {
            let _ = parse(&text);
            let _ = toml_date(&text);
        }

        #[test]
        fn what_a_period_prints_is_read_back(from in 0i64..20_000, days in 0i64..3_000) {
            let start = Day::new(1990, 1, 1).unwrap();
            let step = |day: Day, n: i64| (0..n % 500).fold(day, |day, _| day.next());
            let from = step(start, from);
            let period = Period::new(from, step(from, days)).unwrap();
            proptest::prop_assert_eq!(parse(&period.to_string()), Ok(period));
        }
    }
}
