//! Numbers of a text that are tied to nothing, told from dates, ordinals and numbers of documents.
//!
//! # The rule
//! A number is looked at with the words that touch it. It is left alone where it is surely a time
//! (`29.10.2022`, `tháng 5-2014`, `2020-2025`, `14:53`, `5 năm`), an ordinal (`lần thứ 4`, `Điều 5`, `KCN 2`, a
//! running number at the head of a line) or a number of a document, address or telephone (`33-CT/TW`). What a
//! counted noun follows is counted: "9/9 doanh nghiệp" is no date. In doubt it is a number.

mod time;
mod words;

use super::number_words;
use super::qualifier::{self, ends_with_word, starts_with_word};
use super::time_words;
use crate::model::period::Period;
use crate::model::prose::Tie;
use crate::model::quantity::Quantity;
use std::collections::BTreeSet;
use std::ops::Range;
use time::year;
pub(super) use words::MONTHS;
use words::{
    COUNTED, DOCUMENTS, ENGLISH_DOCUMENTS, ENGLISH_ORDERED, GLUED, NUMBERED, ORDERED, PEOPLE, REVOLUTIONS,
    STANDARDS, STREETS, TELEPHONES,
};

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
pub(super) fn times(text: &str, english: bool) -> Vec<(Range<usize>, Period)> {
    let tokens = tokens(text, &[]);
    let mut found: Vec<(Range<usize>, Period)> = Vec::new();
    let mut n = 0;
    while n < tokens.len() {
        // The longest run of words that is a time, as "6 tháng đầu năm 2024".
        let longest = (n..tokens.len().min(n + 6)).rev().find_map(|last| {
            let span = tokens[n].start..tokens[last].end;
            let words = &text[span.clone()];
            let time = time_words::period(words).or_else(|| time_words::english(words).filter(|_| english));
            let time = time.filter(|time| {
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
        // "4th", "the 5-year term".
        let order = ["st", "nd", "rd", "th", "-year", "-month", "-week", "-day", "-hour"];
        if self.text.english && order.contains(&rest) {
            return true;
        }
        // "85ĐV" is 85 Party members; a number of a form begins with 0.
        if GLUED.contains(&rest) && !word.starts_with('0') {
            return false;
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
        let more = (n + 1..n + 6)
            .take_while(|m| (self.gap(m - 1).trim().is_empty() || self.is_area_code(m - 1)) && groups(m));
        let digits = self.digits(n) + more.map(|m| self.digits(m)).sum::<usize>();
        let goes_on = n > 0
            && self.kinds[n - 1] == Some(Kind::Telephone)
            && (self.gap(n - 1).trim_matches(BLANKS).is_empty() || self.is_area_code(n - 1));
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

    /// "(024) 3825 1234".
    fn is_area_code(&self, n: usize) -> bool {
        let word = self.word(n);
        self.gap(n).trim() == ")"
            && self.lower[..self.tokens[n].start].ends_with('(')
            && word.starts_with('0')
            && (2..=4).contains(&word.len())
    }

    fn digits(&self, n: usize) -> usize {
        self.word(n).bytes().filter(u8::is_ascii_digit).count()
    }

    fn is_ordinal(&self, n: usize) -> bool {
        let word = self.word(n);
        let whole = word.bytes().all(|b| b.is_ascii_digit());
        let ahead = self.ahead(n);
        if self.led_by(n, &["thứ", "khóa", "khoá", "điều", "khoản"])
            || (self.text.english && self.led_by(n, &["article", "clause", "no", "no."]))
        {
            return whole;
        }
        if self.text.english && self.led_by(n, ENGLISH_DOCUMENTS) && !self.counts(n) {
            return whole || word.contains('/');
        }
        if self.text.english && self.led_by(n, ENGLISH_ORDERED) && !self.counts(n) {
            return whole && word.len() <= 2;
        }
        let document = |ahead: &str| DOCUMENTS.iter().any(|word| ends_with_word(ahead, word));
        if self.led_by(n, &["nghị quyết", "chỉ thị", "nghị định", "thông tư", "công văn", "thông tri"])
            && !self.before_word(n, PEOPLE)
        {
            return whole || word.contains('/');
        }
        if self.led_by(n, STANDARDS) || (word == "4.0" && self.led_by(n, REVOLUTIONS)) {
            return !self.counts(n);
        }
        if let Some(noun) = ahead.strip_suffix("số") {
            // "tổng số 150" is counted; "Quyết định số 150", "số 5 đường Trần Phú" are not.
            let noun = noun.trim_end();
            let place = whole && word.len() <= 2 && NUMBERED.iter().any(|word| ends_with_word(noun, word));
            return document(noun) || (place && !self.counts(n)) || (whole && self.before_word(n, STREETS));
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
            Kind::Time if comma && self.lists_times(previous, n, number) => Some(Kind::Time),
            // "tháng 9, 12 …" may begin with the count of something.
            Kind::Time if !comma && number <= 31 && year(self.word(previous)).is_none() => {
                let single = small_number(self.word(previous)).is_some();
                (single && !self.before_word(previous, &["năm", "tháng", "ngày"])).then_some(Kind::Time)
            }
            _ => None,
        }
    }

    /// "các tháng 7, 8", "tháng 8, 9 năm 2023", "ngày 5, 6 tháng 9": what says that times are listed.
    fn lists_times(&self, previous: usize, n: usize, number: u32) -> bool {
        let goes_on =
            |m: &usize| *m > 0 && self.kinds[m - 1] == Some(Kind::Time) && self.gap(m - 1).trim() == ",";
        let first =
            std::iter::successors(Some(previous), |m| goes_on(m).then(|| m - 1)).last().unwrap_or(previous);
        let led = |words: &[&str], most: u32| number <= most && self.led_by(first, words);
        let next = self.word(n + 2);
        led(&["các tháng", "các quý", "các quí"], 12)
            || led(&["các ngày"], 31)
            || (led(&["tháng"], 12) && self.word(n + 1) == "năm" && year(next).is_some())
            || (led(&["ngày"], 31) && self.word(n + 1) == "tháng" && small_number(next).is_some())
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
        let ahead = self.ahead(n);
        let between = self.text.english && self.word(n + 1) == "and" && ends_with_word(ahead, "between");
        let to = to || (between && n + 2 < self.tokens.len() && self.is_loose(n + 2));
        let last = if dash { Some(n + 1) } else { to.then_some(n + 2) };
        if let Some(last) = last {
            let from = if self.text.english { &["from", "between"][..] } else { &["từ"] };
            let start = match from.iter().find(|word| to && ends_with_word(ahead, word)) {
                Some(word) => ahead.len() - word.len(),
                None => token.start,
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

#[cfg(test)]
mod tests;
