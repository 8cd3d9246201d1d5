//! Slips: what a tired hand makes of a number or a date, one change in one file each.

use crate::book::{Book, Key};
use crate::dice::Dice;
use crate::number::Span;
use crate::page::{Mark, Number, What};
use crate::relation::value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How many slips are put into the sample.
pub const COUNT: usize = 2_000;
/// The same slips every time, on every machine.
const SEED: u64 = 2_000;

/// Kinds of slips, in the order of the table. Where two kinds give the same text, the first one has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    LostQualifier,
    DotAsPoint,
    TenTimes,
    Transposed,
    Dropped,
    Doubled,
    Neighbour,
    WrongYear,
}

pub const KINDS: [(Kind, &str); 8] = [
    (Kind::Transposed, "two digits transposed"),
    (Kind::Dropped, "a digit dropped"),
    (Kind::Doubled, "a digit doubled"),
    (Kind::TenTimes, "ten times as much"),
    (Kind::Neighbour, "the value of a neighbouring row"),
    (Kind::WrongYear, "a wrong year"),
    (Kind::LostQualifier, "a qualifier lost (*trên*, *ít nhất*, *khoảng*, *nghìn*)"),
    (Kind::DotAsPoint, "the dot of thousands read as a decimal point, or written as a comma"),
];

/// One change in one file.
#[derive(Debug, Clone)]
pub struct Slip {
    pub kind: Kind,
    pub key: Key,
    /// The text of the file with the slip.
    pub text: String,
    /// What stood there and what stands there now.
    pub change: (String, String),
}

/// Returns the slips that are tried: of rare kinds all, of the others about as many of each.
pub fn slips(book: &Book) -> Vec<Slip> {
    let mut by_kind: BTreeMap<Kind, Vec<Slip>> = BTreeMap::new();
    for slip in all(book) {
        by_kind.entry(slip.kind).or_default().push(slip);
    }
    let mut dice = Dice(SEED);
    for slips in by_kind.values_mut() {
        for n in (1..slips.len()).rev() {
            slips.swap(n, dice.below(n as u64 + 1) as usize);
        }
    }
    let mut chosen = Vec::with_capacity(COUNT);
    for round in 0.. {
        let before = chosen.len();
        for slips in by_kind.values() {
            chosen.extend(slips.get(round).filter(|_| chosen.len() < COUNT).cloned());
        }
        if chosen.len() == before {
            break;
        }
    }
    chosen
}

/// Every slip that can be made, in the order of the files.
fn all(book: &Book) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (n, file) in book.files.iter().enumerate() {
        let Some(page) = &file.page else { continue };
        for (place, mark) in page.marks.iter().enumerate() {
            let was = &file.text[mark.outer.clone()];
            let made = match mark.what {
                What::Time | What::Year => wrong_years(was),
                _ => numbers(was, neighbours(&file.text, &page.marks, place)),
            };
            let mut seen = BTreeSet::new();
            for (kind, now) in made {
                if !seen.insert(now.clone()) || same(mark.what, was, &now) {
                    continue;
                }
                let mut text = file.text.clone();
                text.replace_range(mark.outer.clone(), &now);
                let change = (was.to_owned(), now);
                slips.push(Slip { kind, key: (n, place), text, change });
            }
        }
    }
    slips
}

/// True where both say the same: `"04"` and `"4"`.
fn same(what: What, was: &str, now: &str) -> bool {
    let quoted = |text: &str| match what {
        What::Words | What::Plain => format!("\"{text}\""),
        _ => text.to_owned(),
    };
    let number = |text| Number { start: 0, text: quoted(text) };
    let dated = matches!(what, What::Time | What::Year);
    was == now
        || !dated && {
            let (was, now) = (value(&number(was)), value(&number(now)));
            was == now && was != Span::UNKNOWN
        }
}

/// The texts of the nearest numbers of the same sort before and after.
fn neighbours(text: &str, marks: &[Mark], place: usize) -> Vec<String> {
    let own = &marks[place];
    let sort = |mark: &Mark| (mark.what, text[mark.outer.clone()].contains('%'));
    let alike = |mark: &&Mark| sort(mark) == sort(own);
    let (before, after) = (&marks[..place], &marks[place + 1..]);
    let found = [before.iter().rev().find(alike), after.iter().find(alike)];
    found.into_iter().flatten().map(|mark| text[mark.outer.clone()].to_owned()).collect()
}

/// What slips make of a number, as it would stand in the file.
fn numbers(was: &str, neighbours: Vec<String>) -> Vec<(Kind, String)> {
    let mut made = Vec::new();
    let quote = if was.starts_with('"') { "\"" } else { "" };
    let inner = was.trim_matches('"');
    let mut make = |kind, text: &str| made.push((kind, format!("{quote}{text}{quote}")));
    for word in QUALIFIERS {
        if let Some(rest) = inner.strip_prefix(word).or_else(|| inner.strip_suffix(word)) {
            make(Kind::LostQualifier, rest);
        }
    }
    if inner.contains('.') {
        make(Kind::DotAsPoint, &inner.replace('.', ","));
    }
    for run in runs(inner) {
        for (kind, text) in digits(&inner[run.clone()], !quote.is_empty() || inner.contains('.')) {
            make(kind, &format!("{}{text}{}", &inner[..run.start], &inner[run.end..]));
        }
    }
    if inner.contains('.')
        && !quote.is_empty()
        && inner.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit())
    {
        made.push((Kind::DotAsPoint, inner.to_owned()));
    }
    made.extend(neighbours.into_iter().map(|text| (Kind::Neighbour, text)));
    made.sort_by_key(|(kind, _)| *kind);
    made
}

const QUALIFIERS: [&str; 7] = ["trên ", "hơn ", "ít nhất ", "khoảng ", "gần ", "dưới ", " nghìn"];

/// The numbers in a text: digits with the dots and the comma between them.
fn runs(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let is_inner = |n: usize| {
        let digit = |n: usize| bytes.get(n).is_some_and(u8::is_ascii_digit);
        digit(n) || matches!(bytes.get(n), Some(b'.' | b',')) && n > 0 && digit(n - 1) && digit(n + 1)
    };
    let mut found = Vec::new();
    let mut n = 0;
    while n < bytes.len() {
        let start = n;
        while is_inner(n) {
            n += 1;
        }
        if n > start {
            found.push(start..n);
        }
        n += 1;
    }
    found
}

/// What slips make of the digits of one number; the dots of thousands are set again.
fn digits(number: &str, dots: bool) -> Vec<(Kind, String)> {
    let (whole, decimals) = number.split_once(',').unwrap_or((number, ""));
    let all: Vec<char> = whole.chars().chain(decimals.chars()).filter(char::is_ascii_digit).collect();
    let whole = all.len() - decimals.len();
    let mut made = Vec::new();
    let mut make = |kind, digits: &[char], whole: usize| {
        let (front, rest) = digits.split_at(whole);
        made.extend((!front.is_empty()).then(|| (kind, written(front, rest, dots))));
    };
    // A comma that is left out makes it ten times as much, as a nought too many does.
    match decimals.is_empty() {
        true => make(Kind::TenTimes, &[&all[..], &['0']].concat(), all.len() + 1),
        false => make(Kind::TenTimes, &all, all.len()),
    }
    for n in 1..all.len() {
        let mut other = all.clone();
        other.swap(n - 1, n);
        make(Kind::Transposed, &other, whole);
    }
    for n in 0..all.len() {
        let mut other = all.clone();
        other.remove(n);
        make(Kind::Dropped, &other, if n < whole { whole - 1 } else { whole });
        let mut other = all.clone();
        other.insert(n, all[n]);
        make(Kind::Doubled, &other, if n < whole { whole + 1 } else { whole });
    }
    made
}

fn written(whole: &[char], decimals: &[char], dots: bool) -> String {
    let noughts = whole.iter().take_while(|digit| **digit == '0').count().min(whole.len() - 1);
    let whole = &whole[noughts..];
    let mut text = String::new();
    for (n, digit) in whole.iter().enumerate() {
        if dots && n > 0 && (whole.len() - n).is_multiple_of(3) {
            text.push('.');
        }
        text.push(*digit);
    }
    if !decimals.is_empty() {
        text.push(',');
        text.extend(decimals);
    }
    text
}

/// What slips make of the years of a date or period.
fn wrong_years(was: &str) -> Vec<(Kind, String)> {
    let bytes = was.as_bytes();
    let mut made = Vec::new();
    for start in 0..was.len().saturating_sub(3) {
        let is_digit = |n: usize| bytes.get(n).is_some_and(u8::is_ascii_digit);
        let alone = (start == 0 || !is_digit(start - 1)) && !is_digit(start + 4);
        if !alone || !(start..start + 4).all(is_digit) {
            continue;
        }
        let year: u32 = was[start..start + 4].parse().expect("four digits");
        let (tens, ones) = (year / 10 % 10, year % 10);
        for other in [year - 1, year + 1, year - 10, year - 10 * tens - ones + 10 * ones + tens] {
            made.push((Kind::WrongYear, format!("{}{other}{}", &was[..start], &was[start + 4..])));
        }
    }
    made
}
