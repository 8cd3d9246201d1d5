//! Numbers as text: 1.234,5 in Vietnamese, 1,234.5 in English; a true minus.

use crate::analyse::derived::DerivedValue;
use crate::analyse::verdict::Actual;
use crate::language::Language;
use crate::model::indicator::Indicator;
use crate::model::interval::{Bound, Interval, Ratio, RatioInterval};
use crate::model::plan::Goal;
use crate::model::quantity::{Quantity, Scale};
use crate::model::wording::Wording;
use crate::render::foreign;
use crate::tell;
use rust_decimal::Decimal;
use std::cmp::Ordering;

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
fn rate(language: Language, value: &Interval) -> Words {
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

fn between(from: Decimal, to: Decimal) -> Interval {
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

/// Returns a fraction in percent with one decimal, rounded once, half away from zero: `26,3%`.
pub fn percent(language: Language, ratio: Ratio) -> String {
    format!("{}%", number(language, ratio.percent(1)))
}

/// Returns a fraction as a number with at most `places` decimals, rounded once, half away from zero.
pub fn rounded(language: Language, ratio: Ratio, places: u32) -> String {
    ratio.rounded(places).map_or(NONE.to_owned(), |value| number(language, value))
}

/// Returns a fraction as [`rounded`] does, with its sign: `+4`, `−26`, `0`.
pub fn signed(language: Language, ratio: Ratio, places: u32) -> String {
    match ratio.rounded(places) {
        Some(value) if value > Decimal::ZERO => format!("+{}", number(language, value)),
        _ => rounded(language, ratio, places),
    }
}

/// Returns a fraction in whole percent, without the sign: `84`.
pub fn rounded_percent(language: Language, ratio: Ratio) -> String {
    number(language, ratio.percent(0))
}

/// Returns a fraction of intervals in percent: `dưới 40%`, `10,4–36,4%`. What is not all, and what is not nothing,
/// is never rounded to it: 79,999 of 80,000 is `dưới 100%`. Nor are the ends of an interval rounded inwards to them.
///
/// ```
/// use bantin::language::Language::Vi;
/// use bantin::model::interval::{Bound, Interval, RatioInterval};
/// use bantin::render::text::share;
/// let bound = |value: u32| Some(Bound { value: value.into(), open: false });
/// let of_80_000 = |from, to| {
///     RatioInterval::of(&Interval::new(from, to).unwrap(), &Interval::exact(80_000.into()))
/// };
/// assert_eq!(share(Vi, &of_80_000(bound(79_985), bound(79_999))), "99,9% đến dưới 100%");
/// assert_eq!(share(Vi, &of_80_000(bound(79_999), None)), "ít nhất 99,9%");
/// assert_eq!(share(Vi, &of_80_000(bound(80_001), bound(90_000))), "trên 100% đến 112,5%");
/// assert_eq!(share(Vi, &of_80_000(bound(8_330), bound(29_100))), "10,4–36,4%");
/// ```
pub fn share(language: Language, value: &RatioInterval) -> String {
    let percent = |ratio| percent(language, ratio);
    let tenths = |shown: Decimal| format!("{}%", number(language, shown));
    let exact = |ratio: Ratio| {
        let (all, tenth) = (Decimal::ONE_HUNDRED, Decimal::new(1, 1));
        match ratio.percent(1) {
            shown if shown == all && ratio.part() < ratio.whole() => {
                tell!(language, "dưới {}%", "under {}%", all)
            }
            shown if shown == all && ratio.part() > ratio.whole() => {
                tell!(language, "trên {}%", "over {}%", all)
            }
            shown if shown.is_zero() && ratio.part() > Decimal::ZERO => {
                tell!(language, "dưới {}%", "under {}%", number(language, tenth))
            }
            _ => percent(ratio),
        }
    };
    let at_most = |(high, open): (Ratio, bool)| match ceiling(high) {
        (high, below) if below || open => tell!(language, "dưới {}", "under {}", tenths(high)),
        (high, _) => tell!(language, "không quá {}", "at most {}", tenths(high)),
    };
    match (value.lower, value.upper) {
        (Some((low, _)), Some((high, _))) if low == high => exact(low),
        (Some((low, _)), Some(high)) if low.part().is_zero() => at_most(high),
        (Some(low), Some(high)) => match (floor(low.0), ceiling(high.0)) {
            ((low, false), (high, false)) => format!("{}–{}", number(language, low), tenths(high)),
            ((from, above), (to, below)) => {
                let from =
                    if above { tell!(language, "trên {}", "over {}", tenths(from)) } else { tenths(from) };
                let to =
                    if below { tell!(language, "dưới {}", "under {}", tenths(to)) } else { tenths(to) };
                tell!(language, "{from} đến {to}", "{from} to {to}")
            }
        },
        (Some((low, open)), None) => match (floor(low), open) {
            ((low, true), _) | ((low, _), true) => tell!(language, "trên {}", "over {}", tenths(low)),
            ((low, false), false) => tell!(language, "ít nhất {}", "at least {}", tenths(low)),
        },
        (None, Some(high)) => at_most(high),
        (None, None) => NONE.to_owned(),
    }
}

/// Returns the lower end of a fraction in percent with one decimal, rounded once, but not up to 0 or 100; and whether
/// it is one of these and the fraction above it.
fn floor(ratio: Ratio) -> (Decimal, bool) {
    match stands_at(ratio) {
        Some((limit, Ordering::Less)) => (limit - Decimal::new(1, 1), false),
        Some((limit, order)) => (limit, order == Ordering::Greater),
        None => (ratio.percent(1), false),
    }
}

/// Returns the upper end of a fraction in percent with one decimal, rounded once, but not down to 0 or 100; and
/// whether it is one of these and the fraction below it.
fn ceiling(ratio: Ratio) -> (Decimal, bool) {
    match stands_at(ratio) {
        Some((limit, Ordering::Greater)) => (limit + Decimal::new(1, 1), false),
        Some((limit, order)) => (limit, order == Ordering::Less),
        None => (ratio.percent(1), false),
    }
}

/// Returns 0 or 100 where a fraction in percent rounds to it, and on which side of it the fraction stands.
fn stands_at(ratio: Ratio) -> Option<(Decimal, Ordering)> {
    let limit = Some(ratio.percent(1)).filter(|shown| shown.is_zero() || *shown == Decimal::ONE_HUNDRED)?;
    Some((limit, ratio.cmp(&Ratio::new(limit, Decimal::ONE_HUNDRED)?)))
}

/// Returns a printed change with its direction, in the words of the report: `tăng 115`, `tăng trên 10%`, `giảm 7,5%`.
pub fn printed_change(language: Language, value: &Quantity) -> String {
    let interval = value.interval();
    match language {
        _ if value.scale() == Scale::Count && interval.as_exact().is_some() => change(language, &interval),
        Language::Vi => {
            let words = quantity(language, value).to_string();
            match words.strip_prefix(['-', '−']) {
                Some(fall) => format!("giảm {}", fall.trim_start()),
                None if ["tăng", "giảm"].iter().any(|word| words.to_lowercase().starts_with(word)) => {
                    words
                }
                None => format!("tăng {}", words.trim_start_matches('+')),
            }
        }
        Language::En => change_in_english(value),
    }
}

fn change_in_english(value: &Quantity) -> String {
    let near = value.approximate().map(|near| between(near.from, near.to));
    let interval = near.unwrap_or(value.interval());
    if interval.is_unknown() {
        return quantity(Language::En, value).to_string();
    }
    let ends = [interval.lower(), interval.upper()];
    let falls = ends.into_iter().flatten().any(|end| end.value.is_sign_negative());
    let amount = if falls { Interval::exact(Decimal::ZERO).minus(&interval) } else { interval };
    let (amount, unit) = match value.scale() {
        Scale::Percent => (rate(Language::En, &amount), "%"),
        Scale::Count | Scale::Times => (self::interval(Language::En, &amount), ""),
    };
    let about = if near.is_some() { "about\u{a0}" } else { "" };
    format!("{} {about}{amount}{unit}", if falls { "down" } else { "up" })
}

/// Returns a change with its direction: `tăng 115`, `giảm 3`, `không đổi`.
pub fn change(language: Language, value: &Interval) -> String {
    let amount = |value: &Interval| interval(language, value);
    match value.as_exact() {
        Some(exact) if exact.is_zero() => language.pick("không đổi", "unchanged").to_owned(),
        Some(exact) if exact < Decimal::ZERO => {
            tell!(language, "giảm {}", "down {}", number(language, -exact))
        }
        Some(exact) => tell!(language, "tăng {}", "up {}", number(language, exact)),
        None if value.all_at_least(Decimal::ZERO) => tell!(language, "tăng {}", "up {}", amount(value)),
        None => tell!(language, "thay đổi {}", "changed by {}", amount(value)),
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
    fn a_printed_change_keeps_the_words_of_its_report() {
        let one_sided = |printed: &str, interval| Quantity::worded(printed, Scale::Percent, interval);
        let near = crate::model::quantity::Approximate { from: (-20).into(), to: (-20).into() };
        for (value, vi, en) in [
            (Quantity::whole(115), "tăng 115", "up 115"),
            (percent("tăng 10%", "9.5", "10.5", (false, true)), "tăng 10%", "up 10%"),
            (percent("15,0%", "14.95", "15.05", (false, true)), "tăng 15,0%", "up 15.0%"),
            (percent("giảm 7,5%", "-7.55", "-7.45", (true, false)), "giảm 7,5%", "down 7.5%"),
            (percent("-7,5%", "-7.55", "-7.45", (true, false)), "giảm 7,5%", "down 7.5%"),
            (percent("tăng 5-7%", "5", "7", (false, false)), "tăng 5–7%", "up 5–7%"),
            (
                one_sided("giảm hơn 14%", Interval::less_than((-14).into())),
                "giảm hơn\u{a0}14%",
                "down over\u{a0}14%",
            ),
            (
                Quantity::about("giảm khoảng 20%", Scale::Percent, near),
                "giảm khoảng\u{a0}20%",
                "down about\u{a0}20%",
            ),
        ] {
            assert_eq!(
                printed_change(Vi, &value).replace("tăng\u{a0}", "tăng ").replace("giảm\u{a0}", "giảm "),
                vi
            );
            assert_eq!(printed_change(En, &value), en);
        }
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
