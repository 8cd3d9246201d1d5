//! Numbers as Vietnamese text: a dot for thousands, a comma for decimals, a true minus.

use crate::analyse::derived::DerivedValue;
use crate::analyse::verdict::Actual;
use crate::model::interval::{Bound, Interval, Ratio, RatioInterval};
use crate::model::plan::Goal;
use crate::model::quantity::{Quantity, Scale};
use rust_decimal::Decimal;

/// What stands where there is no number.
pub const NONE: &str = "–";

/// Returns a decimal as Vietnamese text.
///
/// ```
/// use bantin::render::text::number;
/// assert_eq!(number("1234567.5".parse().unwrap()), "1.234.567,5");
/// assert_eq!(number("-40".parse().unwrap()), "−40");
/// ```
pub fn number(value: Decimal) -> String {
    let plain = value.normalize().abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + 8);
    if value < Decimal::ZERO {
        text.push('−');
    }
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n) % 3 == 0 {
            text.push('.');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
    }
    text
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

/// Returns a quantity in the words of its report; digits alone are set in the house form.
///
/// ```
/// use bantin::model::quantity::Quantity;
/// use bantin::render::text::quantity;
/// assert_eq!(quantity(&Quantity::whole(14000)).to_string(), "14.000");
/// ```
pub fn quantity(value: &Quantity) -> Words {
    let plain = |number: String| Words { qualifier: String::new(), number };
    if let (Some(exact), Scale::Count) = (value.interval().as_exact(), value.scale()) {
        return plain(number(exact));
    }
    let printed = value.printed();
    if !printed.chars().any(char::is_alphabetic) {
        return match value.scale() {
            Scale::Count if !value.interval().is_unknown() => interval(&value.interval()),
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
pub fn interval(value: &Interval) -> Words {
    let of = |bound: Bound| number(bound.value);
    let words = |qualifier: &str, number: String| Words { qualifier: qualifier.to_owned(), number };
    match (value.lower(), value.upper()) {
        (Some(low), Some(high)) if low.value == high.value => words("", of(low)),
        (Some(low), Some(high)) => words("", format!("{}–{}", of(low), of(high))),
        (Some(low), None) => words(if low.open { "trên" } else { "ít nhất" }, of(low)),
        (None, Some(high)) => words(if high.open { "dưới" } else { "không quá" }, of(high)),
        (None, None) => words("", NONE.to_owned()),
    }
}

/// Returns a fraction in percent with one decimal, rounded once, half away from zero: `26,3%`.
pub fn percent(ratio: Ratio) -> String {
    format!("{}%", number(ratio.percent(1)))
}

/// Returns a fraction as a number with at most `places` decimals, rounded once, half away from zero.
pub fn rounded(ratio: Ratio, places: u32) -> String {
    ratio.rounded(places).map_or(NONE.to_owned(), number)
}

/// Returns a fraction as [`rounded`] does, with its sign: `+4`, `−26`, `0`.
pub fn signed(ratio: Ratio, places: u32) -> String {
    match ratio.rounded(places) {
        Some(value) if value > Decimal::ZERO => format!("+{}", number(value)),
        _ => rounded(ratio, places),
    }
}

/// Returns a fraction in whole percent, without the sign: `84`.
pub fn rounded_percent(ratio: Ratio) -> String {
    number(ratio.percent(0))
}

/// Returns a fraction of intervals in percent: `dưới 40%`, `10,4–36,4%`.
pub fn share(value: &RatioInterval) -> String {
    match (value.lower, value.upper) {
        (Some((low, _)), Some((high, _))) if low == high => percent(low),
        (Some((low, _)), Some((high, _))) if low.part().is_zero() => format!("không quá {}", percent(high)),
        (Some((low, _)), Some((high, _))) => format!("{}–{}", number(low.percent(1)), percent(high)),
        (Some((low, true)), None) => format!("trên {}", percent(low)),
        (Some((low, false)), None) => format!("ít nhất {}", percent(low)),
        (None, Some((high, true))) => format!("dưới {}", percent(high)),
        (None, Some((high, false))) => format!("không quá {}", percent(high)),
        (None, None) => NONE.to_owned(),
    }
}

/// Returns a change with its direction: `tăng 115`, `giảm 3`, `không đổi`.
pub fn change(value: &Interval) -> String {
    match value.as_exact() {
        Some(exact) if exact.is_zero() => "không đổi".to_owned(),
        Some(exact) if exact < Decimal::ZERO => format!("giảm {}", number(-exact)),
        Some(exact) => format!("tăng {}", number(exact)),
        None if value.all_at_least(Decimal::ZERO) => format!("tăng {}", interval(value)),
        None => format!("thay đổi {}", interval(value)),
    }
}

/// Returns a derived number as text, without its unit.
pub fn derived(value: &DerivedValue) -> String {
    match value {
        DerivedValue::Share(value) => share(value),
        DerivedValue::Amount(value) => interval(value).to_string(),
        DerivedValue::WholeNumbers(first, last) if first == last => number((*first).into()),
        DerivedValue::WholeNumbers(first, last) => {
            format!("{} đến {}", number((*first).into()), number((*last).into()))
        }
    }
}

/// Returns a result as it is compared: an amount, or a share in percent.
pub fn actual(value: &Actual) -> String {
    match value {
        Actual::Amount(amount) => interval(&without_zero(amount)).to_string(),
        Actual::Share(value) => share(value),
        Actual::Percent(value) => match (value.lower(), value.upper()) {
            // 15.35 to 15.45 was printed 15,4: the middle is what stood there.
            (Some(low), Some(high)) => format!("{}%", number((low.value + high.value) / Decimal::TWO)),
            _ => format!("{}%", interval(value)),
        },
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
pub fn goal(value: &Goal, share: bool) -> String {
    let sign = if share { "%" } else { "" };
    match *value {
        Goal::AtLeast(x) => format!("ít nhất {}{sign}", number(x)),
        Goal::MoreThan(x) => format!("trên {}{sign}", number(x)),
        Goal::AtMost(x) => format!("không quá {}{sign}", number(x)),
        Goal::Between(low, high) if low == high => format!("{}{sign}", number(low)),
        Goal::Between(low, high) => format!("{}–{}{sign}", number(low), number(high)),
        Goal::About => "khoảng".to_owned(),
    }
}
