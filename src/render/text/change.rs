//! Changes as text: tăng 115, giảm 7,5%, không đổi.

use super::number::{between, interval, number, quantity, rate};
use crate::language::Language;
use crate::model::interval::Interval;
use crate::model::quantity::{Quantity, Scale};
use crate::tell;
use rust_decimal::Decimal;

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
        Scale::Count | Scale::Times => (super::number::interval(Language::En, &amount), ""),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language::{En, Vi};
    use crate::model::interval::Bound;

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
}
