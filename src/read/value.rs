//! A TOML value to [`Words`]: integers, strings in the words of the report, and refused floats.

use super::number_meant::has_multiplier;
use super::number_words::{self, Words};
use super::refusal::Refusal;
use super::table::Entry;
use crate::say;
use toml::de::DeValue;

/// What a number has to be at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Things or people, or what is measured with so many decimals.
    Count(u32),
    /// A difference of counts, of either sign.
    Signed(u32),
    /// A percentage.
    Percent,
    /// A multiple.
    Times,
    /// A count or a percentage: a part.
    Part(u32),
    /// A difference, or a change in percent.
    Change(u32),
}

/// Returns the number of an indicator that is counted in a unit, after reporting why there is none.
pub(super) fn counted(entry: &Entry<'_>, (asked, unit): (Asked, &str), english: bool) -> Option<Words> {
    let mut checked = number(entry, asked, english)?;
    // "5 triệu đồng" of what is counted in "triệu đồng" is 5, and of what is counted in "đồng" 5 triệu.
    if let Err(refusal) = &mut checked
        && refusal.rule == "unknown-number"
        && has_multiplier(unit)
    {
        refusal.instead.retain(|line| !has_multiplier(line.trim_matches('"')));
    }
    checked.map_err(|refusal| entry.page.refuse(entry.at, refusal)).ok()
}

/// Returns the number of a key, after reporting why there is none.
pub(super) fn words(entry: &Entry<'_>, asked: Asked, english: bool) -> Option<Words> {
    number(entry, asked, english)?.map_err(|refusal| entry.page.refuse(entry.at, refusal)).ok()
}

fn number(entry: &Entry<'_>, asked: Asked, english: bool) -> Option<Result<Words, Refusal>> {
    let found = match entry.value {
        DeValue::Integer(number) if number.radix() != 10 => {
            let value = u64::from_str_radix(number.as_str(), number.radix()).ok();
            let fault = say!("số viết ở hệ khác hệ mười", "the number is not decimal");
            let refusal = Refusal::new("not-decimal", fault);
            Err(match value {
                Some(value) => refusal.instead(value.to_string()),
                None => refusal,
            })
        }
        DeValue::Integer(number) => number_words::parse(number.as_str().trim_start_matches('+'), false),
        DeValue::Float(number) => Err(number_words::float(number.as_str(), asked)),
        DeValue::Table(_) => {
            let fault = say!("ở đây cần một số", "a number is needed here");
            Err(Refusal::new("wrong-kind", fault))
        }
        _ => number_words::parse(entry.string()?, english),
    };
    Some(found.and_then(|words| match asked {
        Asked::Count(decimals) => words.count(false, decimals),
        Asked::Signed(decimals) => words.count(true, decimals),
        Asked::Percent => words.percent(),
        Asked::Times => words.times(),
        Asked::Part(_) | Asked::Change(_) if words.clone().percent().is_ok() => Ok(words),
        Asked::Part(decimals) => words.count(false, decimals),
        Asked::Change(decimals) => words.count(true, decimals),
    }))
}
