//! `small-cell`: a part of people is so small that it may point at somebody.
//!
//! # What it checks
//! Where `site.toml` sets `small_cell`: every part of an indicator that counts people (`counts = "people"`), and what
//! is left of its whole without it (without all parts of the dimension where they exclude each other): whether it
//! surely lies between 1 and the minimum − 1. A whole is not checked: it says how many people there are, and
//! nothing of what they are like. A number such as "hơn 5" may be large and is not checked either.
//!
//! # Why it matters
//! Of three women among the members of a company's cell, everybody there knows the names. What is left can be computed by
//! any reader.
//!
//! # Example
//! With `small_cell = 10`: `ket-nap = { value = 60, of_which.khu-vuc.fdi = 57 }`; three are left.
//!
//! # How to settle it
//! Take the part out or merge it with its neighbour. Where it is public already, or about officials in their public
//! role, say so: `explained = { small-cell = "…" }`; the words stand beside the figure.

use super::rule::{Books, Found, Over, Rule};
use super::{at, figures};
use crate::analyse::ledger::Ledger;
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::{DimensionKey, FigureKey};
use crate::model::interval::Interval;
use crate::say;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule { name: "small-cell", severity: Severity::Warning, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let minimum = Decimal::from(project.settings.small_cell);
    if minimum.is_zero() {
        return;
    }
    let mut families: BTreeMap<(FigureKey, DimensionKey), Vec<FigureKey>> = BTreeMap::new();
    for key in figures(project, ledger) {
        let figure = project.figure(key);
        let (Some(whole), Some((_, part))) = (figure.whole, figure.parts.parent()) else { continue };
        if !project.registry.indicator(figure.indicator).counts_people {
            continue;
        }
        let whole = FigureKey { report: key.report, figure: whole.figure };
        families.entry((whole, project.registry.part(part).dimension)).or_default().push(key);
    }
    for ((whole, dimension), parts) in families {
        let amount = |key: FigureKey| project.figure(key).quantity().map(|quantity| quantity.interval());
        let known: Vec<(FigureKey, Interval)> =
            parts.iter().filter_map(|&key| Some((key, amount(key)?))).collect();
        for (key, part) in known.iter().filter(|(_, part)| is_small(part, minimum)) {
            found.differs(&[*key], of_part(project, *key, part, minimum));
        }
        let Some(total) = amount(whole) else { continue };
        let groups: Vec<Vec<FigureKey>> = match project.registry.dimension(dimension).exclusive {
            true => vec![known.iter().map(|(key, _)| *key).collect()],
            false => known.iter().map(|(key, _)| vec![*key]).collect(),
        };
        for group in groups {
            let taken = group.iter().filter_map(|&key| amount(key));
            let sum = taken.fold(Interval::exact(Decimal::ZERO), |sum, part| sum.plus(&part));
            let rest = total.minus(&sum);
            if !group.is_empty() && is_small(&rest, minimum) {
                found.differs(&group, of_rest(project, whole, &group, &rest, minimum));
            }
        }
    }
}

/// Returns true where a number of people surely lies between 1 and the minimum − 1, or may be 0 at best.
fn is_small(amount: &Interval, minimum: Decimal) -> bool {
    amount.all_below(minimum) && amount.upper().is_some_and(|high| high.value > Decimal::ZERO)
}

fn of_part(project: &Project, key: FigureKey, part: &Interval, minimum: Decimal) -> Problem {
    let printed = project.figure(key).quantity().map(|quantity| quantity.printed().into_owned());
    let printed = printed.unwrap_or_else(|| words(part));
    let fault = say!(
        "phần {printed} người, dưới mức {minimum} của bản tin, có thể chỉ ra từng người",
        "a part of {printed} people, below the bulletin's minimum of {minimum}, may point at somebody"
    );
    way_out(Problem::warning("small-cell", at(project, key), fault))
}

fn of_rest(
    project: &Project,
    whole: FigureKey,
    parts: &[FigureKey],
    rest: &Interval,
    minimum: Decimal,
) -> Problem {
    let rest = words(rest);
    let printed = |key: FigureKey| {
        project.figure(key).quantity().map_or(String::new(), |one| one.printed().into_owned())
    };
    let fault = say!(
        "phần còn lại {rest} người, dưới mức {minimum} của bản tin, ai cũng tính ra được",
        "the {rest} people that are left, below the bulletin's minimum of {minimum}, can be computed by anybody"
    );
    let total = printed(whole);
    let problem = Problem::warning("small-cell", at(project, parts[0]), fault)
        .label(at(project, whole), say!("tổng: {total}", "the whole: {total}"));
    let problem = parts[1..].iter().fold(problem, |problem, &key| {
        let part = printed(key);
        problem.label(at(project, key), say!("phần: {part}", "a part: {part}"))
    });
    way_out(problem)
}

fn way_out(problem: Problem) -> Problem {
    problem.way_out(say!(
        "bỏ phần này hoặc gộp với phần liền kề; nếu số đã công khai, ghi lý do ở phần ấy: explained = {{ small-cell = \"…\" }}",
        "leave the part out or merge it with its neighbour; where the number is public, say so at the part: explained = {{ small-cell = \"…\" }}"
    ))
}

/// The number, or the most that it can be.
fn words(amount: &Interval) -> String {
    match (amount.as_exact(), amount.upper()) {
        (Some(exact), _) => exact.normalize().to_string(),
        (None, Some(high)) => format!("{}{}", if high.open { "<" } else { "≤" }, high.value.normalize()),
        (None, None) => "?".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_not_small_and_many_may_be_many() {
        let ten = Decimal::TEN;
        let exact = |n: i64| Interval::exact(n.into());
        assert!(is_small(&exact(1), ten) && is_small(&exact(9), ten));
        assert!(!is_small(&exact(0), ten) && !is_small(&exact(10), ten));
        assert!(is_small(&Interval::less_than(5.into()), ten));
        assert!(!is_small(&Interval::more_than(5.into()), ten));
        assert!(!is_small(&Interval::less_than(0.into()), ten));
    }
}
