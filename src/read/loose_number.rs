//! Numbers of a text that are tied to nothing, told from dates, ordinals and numbers of documents.
//!
//! # The rule
//! A number is looked at with the words that touch it. It is left alone where it is surely a time
//! (`29.10.2022`, `tháng 5-2014`, `2020-2025`, `14:53`, `5 năm`), an ordinal (`lần thứ 4`, `Điều 5`, `KCN 2`, a
//! running number at the head of a line) or a number of a document, address or telephone (`33-CT/TW`). What a
//! counted noun follows is counted: "9/9 doanh nghiệp" is no date. In doubt it is a number.

use super::number_words;
use super::qualifier::{self, ends_with_word, starts_with_word};
use super::time_words;
use crate::model::period::{Day, Period};
use crate::model::prose::Tie;
use crate::model::quantity::Quantity;
use std::collections::BTreeSet;
use std::ops::Range;

/// A number tied to nothing, by its bytes in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// The number with all that belongs to it.
    pub span: Range<usize>,
    /// Every way to read it as one number, the longest first.
    pub readings: Vec<(Range<usize>, Quantity)>,
    /// The two numbers of a range or fraction.
    pub halves: Vec<Found>,
}

/// A text and what is known of it.
pub(super) struct Text<'a> {
    /// The text of one paragraph, heading or cell.
    pub text: &'a str,
    /// Where it is already tied to something.
    pub tied: &'a [Range<usize>],
    /// Whether it is a heading, where sections have numbers.
    pub heading: bool,
    /// Whether it is English.
    pub english: bool,
    /// Words that are counted, in small letters, besides the common ones.
    pub units: &'a [String],
}

/// Returns the same text in small letters, byte for byte in the same places.
pub(super) fn small(text: &str) -> String {
    let lower = |c: char| {
        let mut lower = c.to_lowercase();
        lower.next().filter(|small| lower.len() == 0 && small.len_utf8() == c.len_utf8()).unwrap_or(c)
    };
    text.chars().map(lower).collect()
}

/// Returns every number of a text that is tied to nothing, in order.
pub(super) fn find(text: &Text<'_>) -> Vec<Found> {
    let lower = small(text.text);
    let tokens = tokens(text.text, text.tied);
    let marks = [marks(&lower, &tokens, true), marks(&lower, &tokens, false)];
    let mut scan = Scan { text, lower: &lower, kinds: vec![None; tokens.len()], marks, tokens };
    for n in 0..scan.tokens.len() {
        scan.kinds[n] = scan.kind(n);
    }
    let mut found: Vec<Found> = Vec::new();
    for n in 0..scan.tokens.len() {
        let free = found.last().is_none_or(|last| last.span.end <= scan.tokens[n].start);
        if scan.is_loose(n) && free {
            found.push(scan.whole(n));
        }
    }
    found
}

/// Returns the times that a text names, with their places.
pub(super) fn times(text: &str) -> Vec<(Range<usize>, Period)> {
    let tokens = tokens(text, &[]);
    let mut found: Vec<(Range<usize>, Period)> = Vec::new();
    let mut n = 0;
    while n < tokens.len() {
        // The longest run of words that is a time, as "6 tháng đầu năm 2024".
        let longest = (n..tokens.len().min(n + 6)).rev().find_map(|last| {
            let span = tokens[n].start..tokens[last].end;
            let words = &text[span.clone()];
            let time = time_words::period(words).filter(|time| {
                words.contains(|c: char| c.is_ascii_digit())
                    && (1900..=2100).contains(&time.from().year())
                    && (1900..=2100).contains(&time.to().year())
            });
            Some((last, (span, time?)))
        });
        match longest {
            Some((last, time)) => {
                found.push(time);
                n = last + 1;
            }
            None => n += 1,
        }
    }
    found
}

/// Why a number is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Time,
    Ordinal,
    Name,
    Telephone,
    Tied,
}

#[derive(Debug, Clone)]
struct Token {
    start: usize,
    end: usize,
    tied: bool,
}

/// Words and numbers: letters and digits, with what glues them: `33-CT/TW`, `27.9.2017`, `15,4%`.
fn tokens(text: &str, tied: &[Range<usize>]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut tied = tied.iter().peekable();
    let (mut at, mut chunk) = (0, (0, false));
    while at < text.len() {
        if let Some(range) = tied.next_if(|range| range.start <= at) {
            tokens.push(Token { start: range.start, end: range.end, tied: true });
            at = at.max(range.end);
            continue;
        }
        let c = text[at..].chars().next().expect("at is before the end");
        if !c.is_alphanumeric() {
            at += c.len_utf8();
            continue;
        }
        let limit = tied.peek().map_or(text.len(), |range| range.start);
        if chunk.0 <= at {
            let word = text[at..].split(char::is_whitespace).next().unwrap_or("");
            // An address of the web or of a mailbox is one name.
            let is_address = word.contains("://") || word.contains('@') || word.starts_with("www.");
            chunk = (at + word.len(), is_address);
        }
        let end = if chunk.1 { chunk.0.min(limit) } else { at + glued(&text[at..limit]) };
        tokens.push(Token { start: at, end, tied: false });
        at = end;
    }
    tokens
}

fn glued(run: &str) -> usize {
    let mut before = None;
    let mut chars = run.char_indices().peekable();
    while let Some((n, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let between = |test: fn(char) -> bool| before.is_some_and(test) && next.is_some_and(test);
        let inside = match c {
            c if c.is_alphanumeric() => true,
            '.' | ',' | ':' => between(|c| c.is_ascii_digit()),
            '-' | '–' | '—' | '/' | '&' | '_' => between(char::is_alphanumeric),
            _ => false,
        };
        if !inside {
            return n;
        }
        before = Some(c);
    }
    run.len()
}

struct Scan<'a> {
    text: &'a Text<'a>,
    lower: &'a str,
    tokens: Vec<Token>,
    kinds: Vec<Option<Kind>>,
    /// The numbers that stand as "(1) ", and as "1) ".
    marks: [BTreeSet<u32>; 2],
}

fn marks(text: &str, tokens: &[Token], open: bool) -> BTreeSet<u32> {
    let marked = |token: &&Token| {
        !token.tied && text[token.end..].starts_with(") ") && text[..token.start].ends_with('(') == open
    };
    tokens.iter().filter(marked).filter_map(|token| small_number(&text[token.start..token.end])).collect()
}

impl Scan<'_> {
    fn word(&self, n: usize) -> &str {
        self.tokens.get(n).map_or("", |token| &self.lower[token.start..token.end])
    }

    fn has_digit(&self, n: usize) -> bool {
        !self.tokens[n].tied && self.word(n).contains(|c: char| c.is_ascii_digit())
    }

    fn is_loose(&self, n: usize) -> bool {
        self.has_digit(n) && self.kinds[n].is_none()
    }

    /// What stands between a token and the one after it.
    fn gap(&self, n: usize) -> &str {
        match (self.tokens.get(n), self.tokens.get(n + 1)) {
            (Some(token), Some(next)) => &self.lower[token.end..next.start],
            (Some(token), None) => &self.lower[token.end..],
            _ => "",
        }
    }

    /// The text that touches a token from before, with nothing but blanks between.
    fn ahead(&self, n: usize) -> &str {
        self.lower[..self.tokens[n].start].trim_end()
    }

    fn follows(&self, n: usize) -> &str {
        let rest = &self.lower[self.tokens[n].end..];
        if rest.starts_with(char::is_whitespace) { rest.trim_start() } else { rest }
    }

    fn led_by(&self, n: usize, words: &[&str]) -> bool {
        words.iter().any(|word| ends_with_word(self.ahead(n), word))
    }

    fn before_word(&self, n: usize, words: &[&str]) -> bool {
        words.iter().any(|word| starts_with_word(self.follows(n), word))
    }

    /// Whether what is counted follows.
    fn counts(&self, n: usize) -> bool {
        self.before_word(n, COUNTED)
            || self.text.units.iter().any(|unit| starts_with_word(self.follows(n), unit))
    }

    fn kind(&self, n: usize) -> Option<Kind> {
        if self.tokens[n].tied {
            return Some(Kind::Tied);
        }
        if !self.has_digit(n) {
            return None;
        }
        let word = self.word(n);
        if word.contains(char::is_alphabetic) {
            return self.name(n).then_some(Kind::Name);
        }
        if self.is_telephone(n) {
            return Some(Kind::Telephone);
        }
        if self.is_time(n) {
            return Some(Kind::Time);
        }
        if self.is_ordinal(n) {
            return Some(Kind::Ordinal);
        }
        self.listed(n)
    }

    /// Digits with letters: a name ("KCN2", "33-CT/TW", "4b", "14h30"), or a number without its blank
    /// ("50người").
    fn name(&self, n: usize) -> bool {
        let token = &self.tokens[n];
        let word = &self.text.text[token.start..token.end];
        let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
        if rest.len() == word.len() || word.contains("://") || word.contains('@') {
            return true;
        }
        if self.text.english && ["st", "nd", "rd", "th"].contains(&rest) {
            return true;
        }
        let letters: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
        match letters.chars().count() {
            // Apart by a stroke or hyphen: of a document, if in capitals.
            0 => rest.chars().any(char::is_uppercase) || word.ends_with("24h"),
            1 => letters.is_ascii() && !matches!(&*letters, "k" | "m"),
            _ => letters.chars().all(char::is_uppercase),
        }
    }

    fn is_telephone(&self, n: usize) -> bool {
        let begins = self.lower[..self.tokens[n].start].ends_with('+') || self.word(n).starts_with('0');
        let groups = |m: &usize| {
            let word = self.word(*m);
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit() || b".-".contains(&b))
        };
        let more = (n + 1..n + 6).take_while(|m| self.gap(m - 1).trim().is_empty() && groups(m));
        let digits = self.digits(n) + more.map(|m| self.digits(m)).sum::<usize>();
        let goes_on = n > 0
            && self.kinds[n - 1] == Some(Kind::Telephone)
            && self.gap(n - 1).trim_matches(BLANKS).is_empty();
        let led = n > 0
            && self.gap(n - 1).trim_matches(BLANKS).trim_matches([':', '.', '(', '+']).is_empty()
            && TELEPHONES.iter().any(|word| {
                ends_with_word(
                    self.lower[..self.tokens[n].start].trim_end_matches([' ', ':', '.', '(', '+']),
                    word,
                )
            });
        goes_on || (led && self.digits(n) >= 3) || (begins && digits >= 9)
    }

    fn digits(&self, n: usize) -> usize {
        self.word(n).bytes().filter(u8::is_ascii_digit).count()
    }

    fn is_time(&self, n: usize) -> bool {
        let word = self.word(n).replace(['–', '—'], "-");
        if self.text.english && (self.before_word(n, MONTHS) || self.led_by(n, MONTHS)) {
            return small_number(&word).is_some_and(|day| (1..=31).contains(&day)) || year(&word).is_some();
        }
        if let Some((hour, minute)) = word.split_once(':') {
            let clock = [hour, minute].map(|part| small_number(&part[..part.len().min(2)]));
            return matches!(clock, [Some(0..=24), Some(0..=59)]) && minute.len() >= 2;
        }
        match word.split_once('-') {
            Some((from, to)) if !is_iso(&word) => self.is_time_span(n, from, to),
            _ => self.is_one_time(n, &word),
        }
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
            return pair || month || !self.counts(n) || self.led_by(n, &["năm", "nhiệm kỳ", "giai đoạn"]);
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

    fn is_ordinal(&self, n: usize) -> bool {
        let word = self.word(n);
        let whole = word.bytes().all(|b| b.is_ascii_digit());
        let ahead = self.ahead(n);
        if self.led_by(n, &["thứ", "khóa", "khoá", "điều", "khoản"])
            || (self.text.english && self.led_by(n, &["article", "no"]))
        {
            return whole;
        }
        let document = |ahead: &str| DOCUMENTS.iter().any(|word| ends_with_word(ahead, word));
        if self.led_by(n, &["nghị quyết", "chỉ thị", "nghị định", "thông tư", "công văn", "thông tri"])
        {
            return whole || word.contains('/');
        }
        if let Some(noun) = ahead.strip_suffix("số") {
            // "tổng số 150" is counted; "Quyết định số 150", "số 5 đường Trần Phú" are not.
            return document(noun.trim_end()) || (whole && self.before_word(n, STREETS));
        }
        let soft = ORDERED.iter().any(|(lead, not)| {
            ends_with_word(ahead, lead)
                && !not.iter().any(|word| ends_with_word(ahead[..ahead.len() - lead.len()].trim_end(), word))
        });
        let street = STREETS.iter().any(|lead| ends_with_word(ahead, lead));
        if whole && ((soft && word.len() <= 2) || (street && word.len() <= 4)) && !self.counts(n) {
            let tail = qualifier::behind(&self.lower[self.tokens[n].end..], self.text.english);
            return tail == 0;
        }
        self.is_running(n) || self.is_enumeration(n)
    }

    /// "1.", "2)", in a heading also "2.1 …", at the head of a line.
    fn is_running(&self, n: usize) -> bool {
        let levels = self.word(n).split('.').all(|part| part.len() <= 2 && small_number(part).is_some());
        let rest = &self.lower[self.tokens[n].end..];
        let marked =
            rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        let deep = self.text.heading && self.word(n).contains('.');
        n == 0
            && self.tokens[0].start == self.lower.len() - self.lower.trim_start().len()
            && levels
            && (marked || deep)
    }

    /// "(1) …; (2) …": only where the numbers follow each other from 1.
    fn is_enumeration(&self, n: usize) -> bool {
        let Some(number) = small_number(self.word(n)) else { return false };
        let token = &self.tokens[n];
        let open = self.lower[..token.start].ends_with('(');
        let marks = &self.marks[usize::from(!open)];
        self.lower[token.end..].starts_with(") ") && (1..=number.max(2)).all(|k| marks.contains(&k))
    }

    /// "Điều 5, 6 và 7", "tháng 9 và 10": what goes on after a time or an ordinal.
    fn listed(&self, n: usize) -> Option<Kind> {
        let number = small_number(self.word(n)).filter(|_| !self.counts(n))?;
        let previous = match (n.checked_sub(1), n.checked_sub(2)) {
            (Some(one), _) if self.kinds[one].is_some() => {
                (matches!(self.gap(one).trim(), "," | "-" | "–") && self.has_digit(one)).then_some(one)
            }
            (Some(one), Some(two)) if matches!(self.word(one), "và" | "đến" | "tới" | "and" | "hoặc") => {
                (self.has_digit(two) && self.gap(two).trim().is_empty()).then_some(two)
            }
            _ => None,
        }?;
        let comma = self.gap(previous).trim() == ",";
        match self.kinds[previous]? {
            Kind::Ordinal => Some(Kind::Ordinal),
            // "tháng 9, 12 …" may begin with the count of something.
            Kind::Time if !comma && number <= 31 && year(self.word(previous)).is_none() => {
                let single = small_number(self.word(previous)).is_some();
                (single && !self.before_word(previous, &["năm", "tháng", "ngày"])).then_some(Kind::Time)
            }
            _ => None,
        }
    }

    /// The number that starts at a token, with all that belongs to it.
    fn whole(&self, n: usize) -> Found {
        let token = &self.tokens[n];
        let word = self.word(n);
        if word.contains(char::is_alphabetic) {
            // "50người": the digits are the number.
            let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            return self.one(token.start..token.start + digits);
        }
        let tail = |last: usize| {
            let end = self.tokens[last].end;
            end + qualifier::behind(&self.lower[end..], self.text.english)
        };
        // A range in two words, or with blanks: "từ 2.000 đến 2.500", "600 - 700".
        let dash = matches!(self.gap(n).trim(), "-" | "–" | "—")
            && n + 1 < self.tokens.len()
            && self.is_loose(n + 1);
        let to = matches!(self.word(n + 1), "đến" | "tới" | "to")
            && n + 2 < self.tokens.len()
            && self.gap(n).trim().is_empty()
            && self.gap(n + 1).trim().is_empty()
            && self.is_loose(n + 2);
        let last = if dash { Some(n + 1) } else { to.then_some(n + 2) };
        if let Some(last) = last {
            let ahead = self.ahead(n);
            let start = match ahead.strip_suffix("từ") {
                Some(rest) if to => rest.len(),
                _ => token.start,
            };
            let halves = vec![self.one(token.start..tail(n)), self.one(self.tokens[last].start..tail(last))];
            return Found { halves, ..self.one(start..tail(last)) };
        }
        let mut found = self.one(token.start..tail(n));
        if let Some((part, _)) = word.split_once('/') {
            let middle = token.start + part.len();
            found.halves = vec![self.bare(token.start..middle), self.bare(middle + 1..token.end)];
        }
        found
    }

    /// One number: with the qualifier before it where it has one, and without where that is in doubt.
    fn one(&self, core: Range<usize>) -> Found {
        let (ahead, rest) = (&self.lower[..core.start], &self.lower[core.end..]);
        let times =
            ahead.trim_end().strip_suffix("gấp").filter(|_| starts_with_word(rest.trim_start(), "lần"));
        let floor =
            ahead.trim_end().strip_suffix("từ").filter(|_| self.lower[core.clone()].ends_with("trở lên"));
        let mut spans = Vec::new();
        match (times, floor, qualifier::before(ahead, rest, self.text.english)) {
            (Some(start), ..) => {
                let end = core.end + rest.len() - rest.trim_start().len() + "lần".len();
                spans.push(start.len()..end);
            }
            (_, Some(start), _) => spans.push(start.len()..core.end),
            (.., Some(found)) => {
                spans.push(found.start..core.end);
                if found.tie == Tie::Unsure {
                    spans.push(core.clone());
                }
            }
            _ => spans.push(core.clone()),
        }
        let readings: Vec<_> =
            spans.iter().filter_map(|span| Some((span.clone(), self.quantity(span)?))).collect();
        Found { span: spans.swap_remove(0), readings, halves: Vec::new() }
    }

    fn bare(&self, span: Range<usize>) -> Found {
        let readings = self.quantity(&span).map(|quantity| (span.clone(), quantity)).into_iter().collect();
        Found { span, readings, halves: Vec::new() }
    }

    fn quantity(&self, span: &Range<usize>) -> Option<Quantity> {
        number_words::parse(&self.text.text[span.clone()], self.text.english)
            .ok()
            .map(|words| words.quantity())
    }
}

const BLANKS: [char; 4] = [' ', '\u{a0}', '.', '-'];

fn small_number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn year(text: &str) -> Option<i16> {
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

/// Words before a day.
const DAYS: &[&str] = &[
    "ngày", "sáng", "trưa", "chiều", "tối", "đêm", "hôm", "dịp", "lễ", "mừng", "nhân", "từ", "trước", "sau",
    "khánh", "niệm", "đợt",
];

/// English months.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words before a telephone number.
const TELEPHONES: &[&str] =
    &["điện thoại", "đt", "tel", "fax", "hotline", "di động", "đường dây nóng", "zalo"];

/// Words before a street's or a district's number, or after a house's.
const STREETS: &[&str] = &[
    "đường",
    "phố",
    "ngõ",
    "ngách",
    "hẻm",
    "lô",
    "quốc lộ",
    "tỉnh lộ",
    "ql",
    "tl",
    "km",
    "quận",
    "phường",
    "thôn",
    "xóm",
    "ấp",
    "nhà",
];

/// Nouns whose "số …" is a name.
const DOCUMENTS: &[&str] = &[
    "nghị quyết",
    "chỉ thị",
    "nghị định",
    "thông tư",
    "công văn",
    "thông tri",
    "quyết định",
    "hướng dẫn",
    "kết luận",
    "quy định",
    "kế hoạch",
    "đề án",
    "chương trình",
    "thông báo",
    "báo cáo",
    "tờ trình",
    "luật",
    "văn bản",
    "bản tin",
    "tạp chí",
    "báo",
    "mẫu",
    "biểu",
    "phụ lục",
    "bảng",
    "hình",
    "tài khoản",
    "giấy phép",
    "chi bộ",
    "tổ",
];

/// Words whose number is an order, with the words before them that make something else of them.
const ORDERED: &[(&str, &[&str])] = &[
    ("lần", &["gấp", "tăng", "giảm", "nhiều"]),
    ("kỳ", &["cùng", "nhiệm", "thời", "hạn", "học"]),
    ("kỳ họp", &[]),
    ("phiên", &[]),
    ("đợt", &[]),
    ("giai đoạn", &[]),
    ("bước", &[]),
    ("nhóm", &[]),
    ("hạng", &[]),
    ("cấp", &["trung", "sơ", "cung"]),
    ("số thứ tự", &[]),
    ("phần", &["thành", "cổ", "một", "hai", "góp"]),
    ("chương", &["huy"]),
    ("mục", &["hạng", "danh"]),
    ("biểu", &["đại", "tiêu", "phát", "đồ"]),
    ("biểu đồ", &[]),
    ("bảng", &["đảng"]),
    ("hình", &["loại", "mô", "điển", "tình"]),
    ("phụ lục", &[]),
    ("điểm", &["thời", "địa", "trọng", "ưu"]),
    ("trang", &[]),
    ("kcn", &[]),
    ("kkt", &[]),
    ("kcx", &[]),
    ("ccn", &[]),
    ("khu phố", &[]),
    ("ca", &[]),
    ("đại hội", &[]),
    ("quyết định", &[]),
    ("chú thích", &[]),
];

/// What is counted most often; the units of the indicators come to these.
const COUNTED: &[&str] = &[
    "người",
    "doanh nghiệp",
    "công ty",
    "đảng viên",
    "đoàn viên",
    "hội viên",
    "chi bộ",
    "đảng bộ",
    "chi hội",
    "chi đoàn",
    "công đoàn",
    "lao động",
    "công nhân",
    "lớp",
    "dự án",
    "tổ chức",
    "cơ sở",
    "hồ sơ",
    "đơn vị",
    "nơi",
    "trường hợp",
    "cái",
    "lần",
    "buổi",
    "cuộc",
    "đợt",
    "quần chúng",
    "cán bộ",
    "chỉ tiêu",
    "mục tiêu",
    "khu",
    "cụm",
    "tỉnh",
    "huyện",
    "xã",
    "thành viên",
    "đại biểu",
    "lượt",
    "ý kiến",
    "kiến nghị",
    "đồng",
    "nghìn",
    "ngàn",
    "triệu",
    "tỷ",
    "tỉ",
    "phần trăm",
    "điểm",
    "ha",
    "héc",
    "suất",
    "căn",
    "nhà",
    "văn bản",
    "hội nghị",
    "hội thảo",
    "mô hình",
    "giải pháp",
    "nhiệm vụ",
    "câu lạc bộ",
    "tổ",
    "nhóm",
    "cặp",
    "chủ",
    "giám đốc",
    "bí thư",
    "đảng ủy",
    "ban",
    "people",
    "members",
    "enterprises",
    "workers",
    "cells",
    "unions",
    "organisations",
    "classes",
    "candidates",
    "projects",
    "percent",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn loose_in(text: &str, heading: bool, english: bool) -> Vec<&str> {
        let units = ["hồ sơ".to_owned()];
        let found = find(&Text { text, tied: &[], heading, english, units: &units });
        found.into_iter().map(|one| &text[one.span]).collect()
    }

    fn loose(text: &str) -> Vec<&str> {
        loose_in(text, false, false)
    }

    #[test]
    fn times_are_no_figures() {
        for text in [
            "ngày 29.10.2022 và 4.8.2023",
            "lễ 17-4, ngày 26/9/2017",
            "đến 30-6",
            "tháng 5-2014, tháng 2- 2024, 06-2014",
            "quý I-2023, quý 3, quý IV/2022",
            "9 tháng năm 2021 và 6 tháng đầu năm 2024",
            "sáng 10/9 họp",
            "đăng 27.9.2017 - 14:53",
            "2020-2025, nhiệm kỳ 2015-2020, giai đoạn 2021 – 2025 đảng bộ",
            "Năm 2022 đảng bộ",
            "Từ năm 2018 đến tháng 9/2022, công đoàn",
            "ba năm 2020 - 2022 có",
            "từ ngày 25/4 đến 28/7/2024",
            "từ 25/4-28/7/2024, 10-12/9/2022",
            "ngày 17 tháng 4 năm 2015; 17 tháng 4 năm 2015",
            "lúc 8 giờ 30 ngày 5/7",
            "8h30, 14h, 24/24h",
            "sau 5 năm thực hiện, hơn 2 năm, 2-3 tháng, 15 ngày",
            "5 năm 2015 - 2020",
            "tháng 9 và 10",
            "2022-09-10",
            "dịp 30/4 - 1/5, Quốc khánh 2/9",
        ] {
            assert_eq!(loose(text), [""; 0], "{text}");
        }
        assert_eq!(loose_in("on 29 October 2022, in June 2014", false, true), [""; 0]);
    }

    #[test]
    fn ordinals_and_names_are_no_figures() {
        for text in [
            "lần thứ IV, lần thứ 4, thứ 3",
            "khóa XIII, khóa 13",
            "Nghị quyết 4b, Nghị quyết số 28, Nghị quyết 21-NQ/TW",
            "Chỉ thị 33-CT/TW; 12-HD/BTCTW; 1454/QĐ-TLĐ; NĐ 30/2020/NĐ-CP",
            "Nghị định 30/2020, Quyết định số 1454, Luật 50/2019/QH14",
            "KCN 2, KCN2, lô A5, đường 208, quốc lộ 18, số 5 đường Trần Phú, ngõ 12",
            "ĐT: 0203.3825.123 hoặc 0912 345 678, tel. +84 203 3825 123",
            "Điều 5, 6 và 7; khoản 2 Điều 3",
            "gồm: (1) lập tổ; (2) mở lớp; (3) kết nạp",
            "1. Mở lớp",
            "2) Mở lớp",
            "xem bảng 3, hình 2, phụ lục 1, bản tin số 5",
            "COVID-19, A4, hoi-thao-2022.pdf, ban@kcn18.vn",
            "https://a.vn/tin-2024/257.html",
            "đợt 2, bước 1, giai đoạn 2, kỳ họp 3",
        ] {
            assert_eq!(loose(text), [""; 0], "{text}");
        }
        assert_eq!(loose_in("2.1 Công đoàn", true, false), [""; 0]);
    }

    #[test]
    fn what_is_counted_is_a_figure() {
        for (text, numbers) in [
            ("Có 257 người, 15,4% tổng số.", &["257", "15,4%"][..]),
            ("tổng số 150 đảng viên, trong số 65 người", &["150", "65"]),
            ("1383, 2492 và 213.724", &["1383", "2492", "213.724"]),
            ("1985 đoàn viên", &["1985"]),
            ("hơn 21 nghìn đoàn viên, 98 ngàn, 5,6 triệu", &["hơn 21 nghìn", "98 ngàn", "5,6 triệu"]),
            ("571 nghìn tỷ đồng", &["571 nghìn tỷ"]),
            ("5-7 tổ chức, 600 - 700 doanh nghiệp", &["5-7", "600 - 700"]),
            ("từ 2.000 đến 2.500 người", &["từ 2.000 đến 2.500"]),
            ("từ 71 đảng viên lên 150", &["71", "150"]),
            ("750/4.656 người, 52/17", &["750/4.656", "52/17"]),
            ("đạt 7/8 mục tiêu, 9/9 doanh nghiệp, 45/40", &["7/8", "9/9", "45/40"]),
            ("đạt 5/7", &["5/7"]),
            (
                "ít nhất 50, không quá 3, khoảng 10.000, gần 95.000",
                &["ít nhất 50", "không quá 3", "khoảng 10.000", "gần 95.000"],
            ),
            ("từ 50 trở lên, 20 trở xuống", &["từ 50 trở lên", "20 trở xuống"]),
            ("tăng gấp 2 lần, tăng 5 lần", &["gấp 2 lần", "5"]),
            ("16 trên 32 chi bộ", &["16", "32"]),
            ("một nửa (20) là FDI", &["20"]),
            ("50người, 10ha, 5-người", &["50", "10", "5"]),
            ("kết nạp 50 năm 2017", &["50"]),
            ("50 ngày công", &["50"]),
            ("Đến tháng 9, 12 doanh nghiệp", &["12"]),
            ("trong tháng 50 người", &["50"]),
            ("KCN 16 doanh nghiệp, mục 12 hồ sơ", &["16", "12"]),
            ("so với cùng kỳ 12%", &["12%"]),
            ("Hải Phòng 963", &["963"]),
            ("4656 người năm 2022", &["4656"]),
            ("giảm 5 chi bộ", &["5"]),
            ("2,1 điểm phần trăm", &["2,1"]),
            ("24.31%", &["24.31%"]),
        ] {
            assert_eq!(loose(text), numbers, "{text}");
        }
        assert_eq!(loose_in("over 14,000 people in 2022", false, true), ["over 14,000"]);
    }

    #[test]
    fn number_words_without_digits_are_language() {
        assert_eq!(loose("hai hội thảo, một phần ba, hơn hai mươi nghìn người"), [""; 0]);
    }

    #[test]
    fn a_doubtful_qualifier_leaves_two_readings() {
        let read = |text: &'static str| -> Vec<&'static str> {
            let found = find(&Text { text, tied: &[], heading: false, english: false, units: &[] });
            found[0].readings.iter().map(|(span, _)| &text[span.clone()]).collect()
        };
        assert_eq!(read("trên 3 địa bàn"), ["trên 3", "3"]);
        assert_eq!(read("trên 3 người"), ["trên 3"]);
        let range =
            find(&Text { text: "từ 71 đến 150", tied: &[], heading: false, english: false, units: &[] });
        assert_eq!(range[0].halves.len(), 2);
    }

    #[test]
    fn times_are_read_with_their_words() {
        let named =
            |text: &str| -> Vec<String> { times(text).iter().map(|(_, time)| time.to_string()).collect() };
        assert_eq!(named("Từ năm 2018 đến tháng 9/2022, có 257 người"), ["2018/2022-09"]);
        assert_eq!(
            named("Đến ngày 21/01/2024 và quý I/2023, 6 tháng đầu năm 2024"),
            ["2024-01-21", "2023-Q1", "2024-H1"]
        );
        assert_eq!(named("4656 người, 976 lớp"), [""; 0]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics_and_every_place_is_inside(text in "\\PC{0,80}|([0-9]{1,4}|[./:,%() -]|tháng |năm |trên |từ | đến |lần|KCN |người){0,24}") {
            for english in [false, true] {
                let mut last = 0;
                for one in find(&Text { text: &text, tied: &[], heading: english, english, units: &[] }) {
                    proptest::prop_assert!(one.span.start >= last && !text[one.span.clone()].is_empty());
                    last = one.span.end;
                }
                times(&text);
            }
        }
    }
}
