//! A TOML value to [`Words`]: integers, strings in the words of the report, and refused floats.

use super::number_meant::has_multiplier;
use super::number_words::{self, Words};
use super::refusal::Refusal;
use super::table::Entry;
use crate::diag::Say;
use crate::model::id::IndicatorKey;
use crate::model::indicator::Registry;
use crate::model::quantity::Scale;
use crate::say;
use toml::de::DeValue;

/// What a number has to be at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Things or people, or what is measured with so many decimals.
    Count(u32),
    /// What a plan wants to be reached: a count, and no change.
    Target(u32),
    /// A difference of counts, of either sign.
    Signed(u32),
    /// A percentage.
    Percent,
    /// A multiple.
    Times,
    /// A count or a percentage: a part.
    Part(u32),
    /// What a plan wants of a part: a count or a percentage, and no change.
    TargetPart(u32),
    /// A difference, or a change in percent.
    Change(u32),
}

/// What a number has to be, and the indicator that it is of.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    pub asked: Asked,
    /// The unit of the indicator.
    pub unit: &'a str,
    /// The id of the only indicator that the registry says it lies within.
    pub whole: Option<&'a str>,
}

impl<'a> Of<'a> {
    /// What is asked of a number of an indicator.
    pub fn new(registry: &'a Registry, indicator: IndicatorKey, asked: Asked) -> Of<'a> {
        let own = registry.indicator(indicator);
        let whole = match own.within[..] {
            [whole] => Some(registry.indicator(whole).id.as_str()),
            _ => None,
        };
        Of { asked, unit: &own.unit.vi, whole }
    }
}

/// Returns the number of an indicator, after reporting why there is none.
pub(super) fn counted(entry: &Entry<'_>, of: Of<'_>, english: bool) -> Option<Words> {
    let Of { asked, unit, whole } = of;
    let mut checked = number(entry, asked, english)?;
    let is_alone = entry.key != "value";
    if let Err(refusal) = &mut checked
        && refusal.rule == "percent-as-count"
        && is_alone
        && let (Some(whole), DeValue::String(printed)) = (whole, entry.value)
        && is_share(printed, english)
    {
        refusal.instead.push(format!("{{ share_of.{whole} = \"{}\" }}", printed.trim()));
    }
    if let Err(refusal) = &mut checked
        && refusal.rule == "percent-as-count"
        && is_alone
        && let DeValue::String(printed) = entry.value
        && number_words::parse(printed, english).is_ok_and(|words| words.scale == Scale::Times)
    {
        refusal.instead.push(format!("{{ times_since.\"…\" = \"{}\" }}", printed.trim()));
    }
    if let Err(refusal) = &mut checked
        && refusal.rule == "unknown-number"
        && let DeValue::String(printed) = entry.value
        && let Some(nothing) = nothing(printed)
    {
        let is_target = matches!(asked, Asked::Target(_) | Asked::TargetPart(_));
        refusal.way_out = Some(nothing.way_out(is_target));
        if is_alone && !is_target {
            let zero = (nothing == Nothing::MaybeZero).then(|| "0".to_owned());
            refusal.instead.push("{ missing = \"not-collected\" }".to_owned());
            refusal.instead.extend(zero);
        }
    }
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

/// A percentage of something, and no change in percent.
fn is_share(printed: &str, english: bool) -> bool {
    let words = number_words::parse(printed, english);
    words.is_ok_and(|words| words.scale == Scale::Percent && !words.is_change)
}

/// What words say that are no number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nothing {
    /// "Chưa có số liệu."
    NoFigure,
    /// "-" and "không có" stand for nought in many tables, and for no figure in others.
    MaybeZero,
}

/// Returns what words say that officers write where there is no number.
fn nothing(printed: &str) -> Option<Nothing> {
    let words = printed.trim().to_lowercase();
    let has = |all: &[&str]| all.iter().any(|one| words.contains(one));
    let starts = |all: &[&str]| all.iter().any(|one| words.starts_with(one));
    if has(&["…", "..."]) || words.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if !words.contains(char::is_alphanumeric) {
        return Some(Nothing::MaybeZero);
    }
    let is_unknown = starts(&["không rõ", "n/a", "no data", "not "]) || words == "chưa có";
    match starts(&["chưa", "không"]) {
        true if has(&["số liệu", "thống kê", "báo cáo", "tổng hợp", "cập nhật"]) => {
            Some(Nothing::NoFigure)
        }
        _ if is_unknown => Some(Nothing::NoFigure),
        true if starts(&["chưa có ", "không có"]) => Some(Nothing::MaybeZero),
        _ => None,
    }
}

impl Nothing {
    fn way_out(self, is_target: bool) -> Say {
        match (self, is_target) {
            (_, true) => say!("chưa có số thì xóa dòng này", "where there is no number, delete the line"),
            (Nothing::NoFigure, false) => say!(
                "chưa có số liệu thì xóa dòng này, hoặc ghi lý do bằng missing: late, not-collected, not-due, not-applicable",
                "where there is no figure, delete the line, or give the reason with missing: late, not-collected, not-due, not-applicable"
            ),
            (Nothing::MaybeZero, false) => say!(
                "chưa có số liệu thì xóa dòng này, hoặc ghi lý do bằng missing: late, not-collected, not-due, not-applicable; báo cáo nói rõ là không có ai, không có gì thì ghi 0",
                "where there is no figure, delete the line, or give the reason with missing: late, not-collected, not-due, not-applicable; where the report says that there are none, write 0"
            ),
        }
    }
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
        Asked::Target(decimals) => words.target(decimals),
        Asked::Signed(decimals) => words.count(true, decimals),
        Asked::Percent => words.percent(),
        Asked::Times => words.times(),
        Asked::Part(_) if words.clone().percent().is_ok() => Ok(words),
        Asked::Part(decimals) => words.count(false, decimals),
        Asked::TargetPart(_) if !words.is_change && words.clone().percent().is_ok() => Ok(words),
        Asked::TargetPart(decimals) => words.target(decimals),
        Asked::Change(decimals) => words.change(decimals),
    }))
}
