//! Numbers that are surely a time: days, months, years, spans of them, hours, lengths.

use super::super::qualifier::ends_with_word;
use super::words::{DAYS, MONTHS};
use super::{Kind, Scan, small, small_number};
use crate::model::period::Day;

impl Scan<'_> {
    pub(super) fn is_time(&self, n: usize) -> bool {
        let word = self.word(n).replace(['–', '—'], "-");
        if self.text.english && self.is_english_day(n, &word) {
            return true;
        }
        if let Some((hour, minute)) = word.split_once(':') {
            // What is not a digit may take more than one byte: "1²5:30".
            let clock = [hour, minute].map(|part| small_number(part.get(..part.len().min(2))?));
            return matches!(clock, [Some(0..=24), Some(0..=59)]) && minute.len() >= 2;
        }
        match word.split_once('-') {
            Some((from, to)) if !is_iso(&word) => self.is_time_span(n, from, to),
            _ => self.is_one_time(n, &word),
        }
    }

    /// "29 October 2022", "25–28 July", "5 and 6 September".
    fn is_english_day(&self, n: usize, word: &str) -> bool {
        let day = |text: &str| small_number(text).is_some_and(|day| (1..=31).contains(&day));
        let days = |text: &str| text.split_once('-').map_or(day(text), |(from, to)| day(from) && day(to));
        if self.led_by(n, MONTHS) {
            return year(word).is_some() || (day(word) && !self.counts(n));
        }
        let joined = matches!(self.word(n + 1), "and" | "to") && self.tokens.len() > n + 2;
        let next = match self.gap(n).trim() {
            "-" | "–" if self.tokens.len() > n + 1 => Some(n + 1),
            _ => joined.then_some(n + 2),
        };
        days(word)
            && (self.before_word(n, MONTHS)
                || next.is_some_and(|next| day(self.word(next)) && self.before_word(next, MONTHS)))
    }

    /// `2020-2025`, `25/4-28/7/2024`, `10-12/9/2022`, `17-4`, `06-2014`, `27-9-2017`, `2-3 năm`.
    fn is_time_span(&self, n: usize, from: &str, to: &str) -> bool {
        if let (Some(from), Some(to)) = (year(from), year(to)) {
            return from < to;
        }
        let parts: Vec<&str> = std::iter::once(from).chain(to.split('-')).collect();
        match *parts.as_slice() {
            [d, m, y] if y.len() == 4 || y.len() == 2 => return is_day(d, m, y),
            [m, y] if y.len() == 4 && year(y).is_some() => return is_month(m),
            [d, m] if is_day(d, m, "2000") => {
                let falls = small_number(d) > small_number(m);
                // "5-7" is a range unless something says that it is a day.
                return self.dated(n) || (falls && !self.counts(n)) || self.duration(n, d, m);
            }
            [_, _] => {}
            _ => return false,
        }
        let whole = to.split('/').count();
        let first = is_short_date(from) || small_number(from).is_some_and(|day| (1..=31).contains(&day));
        (whole >= 2 && first && (is_date(to) || (is_short_date(to) && self.dated(n))))
            || self.duration(n, from, to)
    }

    fn is_one_time(&self, n: usize, word: &str) -> bool {
        if is_date(word) || is_iso(word) {
            return true;
        }
        if let Some((first, second)) = word.split_once('/') {
            if is_month(first) && year(second).is_some() {
                return true;
            }
            if let (Some(from), Some(to)) = (year(first), year(second)) {
                return from < to;
            }
            if !is_short_date(word) || self.counts(n) {
                return false;
            }
            // "đạt 7/8" is seven of eight; a day is said to be one, or cannot be a part of its month.
            let falls = small_number(first) > small_number(second);
            return self.dated(n) || (falls && !self.led_by(n, &["đạt", "được", "thành", "đã", "có"]));
        }
        if let Some((first, second)) = word.split_once('.') {
            return (is_month(first) && year(second).is_some())
                || (self.dated(n) && is_day(first, second, "2000"));
        }
        if year(word).is_some() {
            let paired = |gap: &str| matches!(gap.trim(), "-" | "–" | "—");
            let is_year = |other: usize| year(self.word(other)).is_some();
            let pair = (paired(self.gap(n)) && is_year(n + 1))
                || (n > 0 && paired(self.gap(n - 1)) && is_year(n - 1));
            let month = n > 0 && paired(self.gap(n - 1)) && self.kinds[n - 1] == Some(Kind::Time);
            let led = self.led_by(n, &["năm", "nhiệm kỳ", "giai đoạn"])
                || (self.text.english && self.led_by(n, &["in", "since", "during", "until", "year"]));
            return pair || month || !self.counts(n) || led;
        }
        let Some(number) = small_number(word) else { return false };
        (self.led_by(n, &["ngày", "mùng", "mồng", "hôm"]) && (1..=31).contains(&number))
            || (self.led_by(n, &["tháng"]) && (1..=12).contains(&number))
            || (self.led_by(n, &["quý", "quí"]) && (1..=4).contains(&number))
            || (self.led_by(n, &["giờ"]) && number < 60)
            || (self.before_word(n, &["giờ"]) && number <= 24)
            || self.is_day_of_month(n, number)
            || self.duration(n, word, word)
    }

    /// "17 tháng 4 năm 2015".
    fn is_day_of_month(&self, n: usize, number: u32) -> bool {
        let month = self.word(n + 2);
        (1..=31).contains(&number)
            && self.word(n + 1) == "tháng"
            && small_number(month).is_some_and(|month| (1..=12).contains(&month))
            && self.word(n + 3) == "năm"
            && year(self.word(n + 4)).is_some()
    }

    /// "5 năm", "2-3 tháng", "6 tháng đầu năm"; not "kết nạp 50 năm 2017", not "50 ngày công".
    fn duration(&self, n: usize, from: &str, to: &str) -> bool {
        let lengths = [from, to].map(small_number);
        if lengths.iter().any(|length| length.is_none_or(|length| length > 100)) || !self.blank_after(n) {
            return false;
        }
        let after = self.word(n + 2);
        match self.word(n + 1) {
            "năm" => {
                let next = small(self.gap(n + 2));
                let term = after.contains(['-', '–', '—'])
                    || (matches!(next.trim(), "-" | "–" | "—") && year(self.word(n + 3)).is_some());
                year(after).is_none() || term || !self.gap(n + 1).trim().is_empty()
            }
            "tháng" | "quý" | "tuần" => {
                small_number(after).is_none() || !self.gap(n + 1).trim().is_empty()
            }
            "ngày" => after != "công",
            "year" | "years" | "month" | "months" | "quarters" | "week" | "weeks" | "day" | "days"
            | "hours" => self.text.english,
            _ => false,
        }
    }

    fn blank_after(&self, n: usize) -> bool {
        !self.gap(n).is_empty() && self.gap(n).trim().is_empty()
    }

    /// Whether the words before say that a day follows.
    fn dated(&self, n: usize) -> bool {
        let ahead = self.ahead(n);
        let led = DAYS.iter().any(|word| ends_with_word(ahead, word));
        let goes_on = n > 0
            && self.kinds[n - 1] == Some(Kind::Time)
            && matches!(self.gap(n - 1).trim(), "-" | "–" | "," | "và");
        let and = n > 1
            && self.kinds[n - 2] == Some(Kind::Time)
            && matches!(self.word(n - 1), "và" | "đến" | "tới");
        led || goes_on || and
    }
}

pub(super) fn year(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|year| (1900..=2100).contains(year))
}

fn is_month(text: &str) -> bool {
    text.len() <= 2 && small_number(text).is_some_and(|month| (1..=12).contains(&month))
}

fn is_day(d: &str, m: &str, y: &str) -> bool {
    let y = if y.len() == 2 { format!("20{y}") } else { y.to_owned() };
    let part = |text: &str| (text.len() <= 2).then(|| small_number(text)).flatten();
    let (Some(d), Some(m), Some(y)) = (part(d), part(m), year(&y)) else { return false };
    Day::new(y, m as i8, d as i8).is_some()
}

/// `29/10/2022`, `4.8.2023`, `9/2022`, `10/9/22`.
fn is_date(text: &str) -> bool {
    ['/', '.'].into_iter().any(|mark| match *text.split(mark).collect::<Vec<_>>().as_slice() {
        [d, m, y] => is_day(d, m, y),
        [m, y] => is_month(m) && year(y).is_some(),
        _ => false,
    })
}

/// `25/4`.
fn is_short_date(text: &str) -> bool {
    text.split_once('/').is_some_and(|(d, m)| is_day(d, m, "2000"))
}

fn is_iso(text: &str) -> bool {
    matches!(*text.split('-').collect::<Vec<_>>().as_slice(), [y, m, d] if m.len() == 2 && d.len() == 2 && is_day(d, m, y))
}
