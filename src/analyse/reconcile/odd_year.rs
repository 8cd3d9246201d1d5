//! `odd-year`: a year is more than 30 years from all others of the zone, and one digit would bring it among them.
//!
//! # What it checks
//! All years of a zone: of figures, corrections, events, publications, terms, targets and milestones. They fall into groups with
//! more than 30 years between them; a year outside the largest group is asked about where another single digit, or two
//! digits swapped, gives a year within it. At least five dates must be in the group. An organisation founded long ago
//! is left alone: no single digit makes 1994 a year of the last term.
//!
//! # Why it matters
//! A figure of the year 2202 is in no issue, and missing from the series it belongs to.
//!
//! # Example
//! `[at."2202-09"]` for 2022-09; `term = "1020/2025"`.
//!
//! # How to settle it
//! Correct the year; where it is right, turn the check off in `site.toml`.

use super::accessed_before_published::sources;
use super::rule::{Books, Found, Over, Rule};
use crate::analyse::ledger::Ledger;
use crate::diag::{At, Problem, Severity};
use crate::model::period::Period;
use crate::model::zone::Zone;
use crate::say;
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule { name: "odd-year", severity: Severity::Warning, over: Over::Zone(check) };

/// How many years apart dates of one zone may be.
const APART: i16 = 30;
/// How many dates show where a zone's years lie.
const ENOUGH: usize = 5;

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let mut years: BTreeMap<i16, Vec<At>> = BTreeMap::new();
    dates(project.zone(ledger.zone()), &mut |time, place| {
        for year in [time.from().year(), time.to().year()] {
            let places = years.entry(year).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    });
    let years: Vec<(i16, Vec<At>)> = years.into_iter().collect();
    let groups: Vec<_> = years.chunk_by(|(a, _), (b, _)| b - a <= APART).collect();
    let size = |group: &[(i16, Vec<At>)]| group.iter().map(|(_, places)| places.len()).sum::<usize>();
    let Some(main) =
        groups.iter().copied().max_by_key(|group| size(group)).filter(|main| size(main) >= ENOUGH)
    else {
        return;
    };
    let (first, last) = (main[0].0, main[main.len() - 1].0);
    for (year, places) in groups.into_iter().flatten() {
        let meant: Vec<String> = near_misses(*year)
            .into_iter()
            .filter(|meant| (first..=last).contains(meant))
            .map(|meant| meant.to_string())
            .collect();
        if (first..=last).contains(year) || meant.is_empty() {
            continue;
        }
        found.differs(&[], problem(*year, &meant, (first, last), places));
    }
}

/// Visits every date of a zone that says when something was, or is to be.
fn dates(zone: &Zone, visit: &mut impl FnMut(Period, At)) {
    sources(zone).for_each(|source| {
        visit(source.published, source.at);
        source.accessed.iter().for_each(|&accessed| visit(accessed, source.at));
    });
    for report in &zone.reports {
        // A part has the time of its whole.
        let wholes = report.figures.iter().filter(|figure| figure.whole.is_none());
        wholes.for_each(|figure| {
            visit(figure.time, figure.at);
            let received = figure.details.as_ref().and_then(|details| details.received);
            received.into_iter().for_each(|day| visit(Period::day(day), figure.at));
        });
        report.source.received.into_iter().for_each(|day| visit(Period::day(day), report.source.at));
        report.events.iter().for_each(|event| visit(event.date, event.at));
    }
    for plan in &zone.plans {
        visit(plan.term, plan.at);
        plan.targets.iter().for_each(|target| visit(Period::day(target.window.to()), target.at));
        plan.milestones.iter().for_each(|milestone| visit(milestone.by, milestone.at));
    }
}

/// Returns the years that differ in one digit, or by two digits swapped that stand side by side; sorted.
fn near_misses(year: i16) -> Vec<i16> {
    let digits: Vec<i16> = [1000, 100, 10, 1].iter().map(|unit| year / unit % 10).collect();
    let number = |digits: &[i16]| digits.iter().fold(0, |number, digit| number * 10 + digit);
    let mut all = Vec::new();
    for n in 0..4 {
        for digit in 0..10 {
            let mut other = digits.clone();
            other[n] = digit;
            all.push(number(&other));
        }
    }
    for n in 1..4 {
        let mut other = digits.clone();
        other.swap(n - 1, n);
        all.push(number(&other));
    }
    all.retain(|other| *other != year);
    all.sort_unstable();
    all.dedup();
    all
}

fn problem(year: i16, meant: &[String], (first, last): (i16, i16), places: &[At]) -> Problem {
    let (vi, en) = (meant.join(" hay "), meant.join(" or "));
    let fault = say!(
        "năm {year} có phải là {vi} không? các ngày khác của khu từ {first} đến {last}",
        "is the year {year} meant to be {en}? the zone's other dates are from {first} to {last}"
    );
    let problem = Problem::warning("odd-year", places[0], fault);
    let problem = places[1..]
        .iter()
        .fold(problem, |problem, &place| problem.label(place, say!("cùng năm {year}", "{year} again")));
    problem.way_out(say!(
        "sửa năm; nếu năm đúng thì ghi odd-year = \"off\" trong mục [checks] của site.toml",
        "correct the year; where it is right write odd-year = \"off\" under [checks] in site.toml"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_digit_or_two_swapped() {
        assert!(near_misses(2202).contains(&2022));
        assert!(near_misses(1022).contains(&2022));
        assert!(near_misses(2222).contains(&2022));
        assert!(!near_misses(1922).contains(&2022), "that takes two digits");
        assert!(!near_misses(1994).iter().any(|year| (2014..=2025).contains(year)));
    }
}
