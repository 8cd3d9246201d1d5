//! Numbers as text: 1.234,5 in Vietnamese, 1,234.5 in English; a true minus.

use super::share;
use crate::analyse::derived::DerivedValue;
use crate::analyse::verdict::Actual;
use crate::language::Language;
use crate::model::indicator::Indicator;
use crate::model::interval::{Bound, Interval};
use crate::model::plan::Goal;
use crate::model::quantity::{Quantity, Scale};
use crate::model::wording::Wording;
use crate::render::foreign;
use crate::tell;
use rust_decimal::Decimal;

/// Returns what a number is counted in: the form for one where it is exactly one.
pub fn unit<'a>(indicator: &'a Indicator, value: &Interval) -> &'a Wording {
    if value.as_exact() == Some(Decimal::ONE) { &indicator.unit_of_one } else { &indicator.unit }
}

/// Returns what a target is counted in: the form for one where one is all it asks for.
pub fn unit_of_goal<'a>(indicator: &'a Indicator, goal: &Goal) -> &'a Wording {
    let last = match *goal {
        Goal::Between(_, high) => Some(high),
        other => other.threshold(),
    };
    if last == Some(Decimal::ONE) { &indicator.unit_of_one } else { &indicator.unit }
}

/// What stands where there is no number.
pub const NONE: &str = "–";

/// Returns a decimal as text.
///
/// ```
/// use bantin::{language::Language::{En, Vi}, render::text::number};
/// assert_eq!(number(Vi, "1234567.5".parse().unwrap()), "1.234.567,5");
/// assert_eq!(number(En, "1234567.5".parse().unwrap()), "1,234,567.5");
/// assert_eq!(number(Vi, "-40".parse().unwrap()), "−40");
/// ```
pub fn number(language: Language, value: Decimal) -> String {
    let (group, decimals) = language.pick(('.', ','), (',', '.'));
    let Digits { negative, all, start, point } = Digits::of(value);
    let mut text = String::with_capacity(2 * (all.len() - start));
    if negative {
        text.push('−');
    }
    for (n, &digit) in all.iter().enumerate().skip(start) {
        if n == point {
            text.push(decimals);
        } else if n > start && n < point && (point - n) % 3 == 0 {
            text.push(group);
        }
        text.push(digit.into());
    }
    text
}

/// Adds a decimal as programs read it: no groups, a point, no zeros at the end.
///
/// ```
/// let mut text = Vec::new();
/// bantin::render::text::plain("-1234.50".parse().unwrap(), &mut text);
/// assert_eq!(text, b"-1234.5");
/// ```
pub fn plain(value: Decimal, text: &mut Vec<u8>) {
    let Digits { negative, all, start, point } = Digits::of(value);
    if negative {
        text.push(b'-');
    }
    text.extend_from_slice(&all[start..point]);
    if point < all.len() {
        text.push(b'.');
        text.extend_from_slice(&all[point..]);
    }
}

/// The digits of a decimal without zeros at its end: the whole ones from `start` to `point`, then the others.
struct Digits {
    negative: bool,
    all: [u8; 40],
    start: usize,
    point: usize,
}

impl Digits {
    fn of(value: Decimal) -> Digits {
        let value = if value.scale() == 0 { value } else { value.normalize() };
        let (mantissa, scale) = (value.mantissa(), value.scale() as usize);
        let mut all = [b'0'; 40];
        let mut start = all.len();
        let mut push = |digit: u8| {
            start -= 1;
            all[start] = b'0' + digit;
        };
        let mut rest = mantissa.unsigned_abs();
        // Numbers of more than 19 digits are rare, and dividing them is slow.
        while rest > u64::MAX.into() {
            push((rest % 10) as u8);
            rest /= 10;
        }
        let mut rest = rest as u64;
        while rest > 0 {
            push((rest % 10) as u8);
            rest /= 10;
        }
        let point = all.len() - scale;
        Digits { negative: mantissa < 0, all, start: start.min(point - 1), point }
    }
}

/// A quantity in two pieces, so that a page can set the number apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// "trên", "gần", "khoảng" and the like, or nothing.
    pub qualifier: String,
    /// The number or numbers.
    pub number: String,
}

impl std::fmt::Display for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.qualifier.is_empty() {
            write!(f, "{}\u{a0}", self.qualifier)?;
        }
        f.write_str(&self.number)
    }
}

/// Returns a quantity in the words of its report; digits alone are set in the house form. In English, what the
/// words of the report mean.
///
/// ```
/// use bantin::{language::Language::{En, Vi}, model::quantity::Quantity, render::text::quantity};
/// assert_eq!(quantity(Vi, &Quantity::whole(14000)).to_string(), "14.000");
/// assert_eq!(quantity(En, &Quantity::whole(14000)).to_string(), "14,000");
/// ```
pub fn quantity(language: Language, value: &Quantity) -> Words {
    if let (Some(exact), Scale::Count) = (value.interval().as_exact(), value.scale()) {
        return Words { qualifier: String::new(), number: number(language, exact) };
    }
    match language {
        Language::Vi => as_printed(value),
        Language::En => in_english(value),
    }
}

fn as_printed(value: &Quantity) -> Words {
    let plain = |number: String| Words { qualifier: String::new(), number };
    let printed = value.printed();
    if !printed.chars().any(char::is_alphabetic) {
        return match value.scale() {
            Scale::Count if !value.interval().is_unknown() => interval(Language::Vi, &value.interval()),
            _ => plain(dashed(&printed)),
        };
    }
    // "trên 14.000": the words before the first digit qualify the rest, unless the rest has words too.
    let split = printed.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let (before, after) = printed.split_at(split);
    if after.is_empty() || after.chars().any(char::is_alphabetic) {
        return plain(dashed(&printed));
    }
    Words { qualifier: before.trim().to_lowercase(), number: dashed(after.trim()) }
}

fn in_english(value: &Quantity) -> Words {
    let unit = match value.scale() {
        Scale::Count => "",
        Scale::Percent => "%",
        Scale::Times => " times",
    };
    if let Some(near) = value.approximate() {
        let mut words = interval(Language::En, &between(near.from, near.to));
        words.number.push_str(unit);
        return Words { qualifier: "about".to_owned(), ..words };
    }
    if value.interval().is_unknown() {
        // "tăng 5 lần" has no one meaning: the words of the report stand, in their language.
        return Words {
            qualifier: String::new(),
            number: foreign::vietnamese(Language::En, &value.printed()),
        };
    }
    let mut words = match value.scale() {
        Scale::Percent | Scale::Times => rate(Language::En, &value.interval()),
        Scale::Count => interval(Language::En, &value.interval()),
    };
    if value.printed().to_lowercase().starts_with("gần") {
        words.qualifier = "nearly".to_owned();
    }
    words.number.push_str(unit);
    words
}

/// A rate that was rounded to be printed, with its digits: 15.35 to 15.45 was 15,4. Any other interval in words.
pub(super) fn rate(language: Language, value: &Interval) -> Words {
    let printed = value.lower().zip(value.upper()).filter(|(low, high)| low.open != high.open);
    let Some((low, high)) = printed else { return interval(language, value) };
    let middle = (low.value + high.value) / Decimal::TWO;
    let places = (high.value - low.value).normalize().scale() as usize;
    let mut text = number(language, middle);
    if places > 0 {
        let mark = language.pick(',', '.');
        let decimals = match text.rsplit_once(mark) {
            Some((_, decimals)) => decimals.len(),
            None => {
                text.push(mark);
                0
            }
        };
        text.extend(std::iter::repeat_n('0', places.saturating_sub(decimals)));
    }
    Words { qualifier: String::new(), number: text }
}

pub(super) fn between(from: Decimal, to: Decimal) -> Interval {
    let bound = |value| Some(Bound { value, open: false });
    Interval::new(bound(from), bound(to)).unwrap_or(Interval::exact(from))
}

/// Two numbers with a hyphen between them take a dash.
fn dashed(printed: &str) -> String {
    let mut text = String::with_capacity(printed.len());
    let characters: Vec<char> = printed.chars().collect();
    let digit = |n: Option<&char>| n.is_some_and(char::is_ascii_digit);
    let mut n = 0;
    while n < characters.len() {
        let rest = &characters[n..];
        let spaced = rest.starts_with(&[' ', '-', ' ']) && digit(rest.get(3));
        let tight = rest[0] == '-' && n > 0 && digit(characters.get(n - 1)) && digit(rest.get(1));
        if spaced || tight {
            text.push('–');
            n += if spaced { 3 } else { 1 };
        } else {
            text.push(rest[0]);
            n += 1;
        }
    }
    text
}

/// Returns an interval in words: `trên 14.000`, `5–7`, `ít nhất 50`, `dưới 40`.
pub fn interval(language: Language, value: &Interval) -> Words {
    let of = |bound: Bound| number(language, bound.value);
    let words =
        |vi: &str, en: &str, number: String| Words { qualifier: language.pick(vi, en).to_owned(), number };
    match (value.lower(), value.upper()) {
        (Some(low), Some(high)) if low.value == high.value => words("", "", of(low)),
        (Some(low), Some(high)) => words("", "", format!("{}–{}", of(low), of(high))),
        (Some(low), None) if low.open => words("trên", "over", of(low)),
        (Some(low), None) => words("ít nhất", "at least", of(low)),
        (None, Some(high)) if high.open => words("dưới", "under", of(high)),
        (None, Some(high)) => words("không quá", "at most", of(high)),
        (None, None) => words("", "", NONE.to_owned()),
    }
}

/// Returns a derived number as text, without its unit.
pub fn derived(language: Language, value: &DerivedValue) -> String {
    match value {
        DerivedValue::Share(value) => share(language, value),
        DerivedValue::Amount(value) => interval(language, value).to_string(),
        DerivedValue::WholeNumbers(first, last) if first == last => number(language, *first),
        DerivedValue::WholeNumbers(first, last) => {
            tell!(language, "{} đến {}", "{} to {}", number(language, *first), number(language, *last))
        }
    }
}

/// Returns a result as it is compared: an amount, or a share in percent.
pub fn actual(language: Language, value: &Actual) -> String {
    match value {
        Actual::Amount(amount) => interval(language, &without_zero(amount)).to_string(),
        Actual::Share(value) => share(language, value),
        Actual::Percent(value) => format!("{}%", rate(language, value)),
    }
}

/// "0 to 257" says no more than "at most 257".
fn without_zero(amount: &Interval) -> Interval {
    match (amount.lower(), amount.upper()) {
        (Some(low), Some(high)) if low.value.is_zero() && high.value > Decimal::ZERO => {
            Interval::new(None, Some(high)).unwrap_or(*amount)
        }
        _ => *amount,
    }
}

/// Returns a goal in words, in percent where it is a share.
pub fn goal(language: Language, value: &Goal, share: bool) -> String {
    let sign = if share { "%" } else { "" };
    let number = |value| number(language, value);
    match *value {
        Goal::AtLeast(x) => tell!(language, "ít nhất {}{sign}", "at least {}{sign}", number(x)),
        Goal::MoreThan(x) => tell!(language, "trên {}{sign}", "over {}{sign}", number(x)),
        Goal::AtMost(x) => tell!(language, "không quá {}{sign}", "at most {}{sign}", number(x)),
        Goal::Between(low, high) if low == high => format!("{}{sign}", number(low)),
        Goal::Between(low, high) => format!("{}–{}{sign}", number(low), number(high)),
        Goal::About => language.pick("khoảng", "about").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language::{En, Vi};

    fn percent(printed: &str, from: &str, to: &str, open: (bool, bool)) -> Quantity {
        let bound = |value: &str, open| Some(Bound { value: value.parse().expect("a number"), open });
        let interval = Interval::new(bound(from, open.0), bound(to, open.1)).expect("in order");
        Quantity::worded(printed, Scale::Percent, interval)
    }

    #[test]
    fn english_rates_have_the_digits_of_the_report() {
        for (printed, from, to, en) in [
            ("1.041,7%", "1041.65", "1041.75", "1,041.7%"),
            ("15,4%", "15.35", "15.45", "15.4%"),
            ("15,0%", "14.95", "15.05", "15.0%"),
            ("10%", "9.5", "10.5", "10%"),
        ] {
            assert_eq!(quantity(En, &percent(printed, from, to, (false, true))).to_string(), en);
        }
        let range = percent("10-12%", "10", "12", (false, false));
        assert_eq!(quantity(En, &range).to_string(), "10–12%");
        assert_eq!(actual(Vi, &Actual::Percent(range.interval())), "10–12%");
    }
}
