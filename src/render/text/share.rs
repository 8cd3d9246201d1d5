//! Fractions as text, in percent: 26,3%, dưới 100%, 10,4–36,4%.

use super::number::{NONE, number};
use crate::language::Language;
use crate::model::interval::{Ratio, RatioInterval};
use crate::tell;
use rust_decimal::Decimal;
use std::cmp::Ordering;

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
