//! `rate-out-of-line`: a rate is far from the same rate in other zones, and one slip of the hand would explain it.
//!
//! # What it checks
//! Rates only, because zones differ in size: from one step of a pipeline to the next, and every `share_of` whose whole
//! is given; of bodies of the same line, for the same time. At least five other zones have to have the rate, and both
//! of its numbers have to be 10 or more. A rate is asked about where it lies above twice the upper quartile times
//! the distance of the quartiles (upper / lower), or below half of the lower one over that distance, and one slip in one of its
//! two numbers brings it back between the lowest and the highest rate of the others.
//!
//! # Why it matters
//! A zone that reports for the first time has no history to be compared with.
//!
//! # Example
//! `boi-duong = 976` and `ket-nap = 26`, while in other zones 24% to 41% of those trained are admitted: is 260 meant?
//!
//! # How to settle it
//! Compare with the report: correct the number, or write `explained = "…"` where it is true.

use super::at;
use super::out_of_line::{asked, words};
use super::rule::{Books, Found, Over, Rule};
use super::slip::{Meant, Slip, meant};
use crate::analyse::ledger::{Cell, Ledger};
use crate::diag::{Problem, Say, Severity};
use crate::model::Project;
use crate::model::id::{FigureKey, IndicatorKey, Parts, ZoneKey};
use crate::model::interval::Ratio;
use crate::model::period::Period;
use crate::model::report::StatementKind;
use crate::model::zone::Line;
use crate::say;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule =
    Rule { name: "rate-out-of-line", severity: Severity::Warning, over: Over::Project(check) };

/// How many other zones there must be.
const OTHERS: usize = 5;

/// What is compared between zones.
type Kind = (IndicatorKey, Parts, IndicatorKey, Period, Line);

/// A part over a whole.
#[derive(Debug, Clone, Copy)]
struct Rate {
    zone: ZoneKey,
    figures: [FigureKey; 2],
    ratio: Ratio,
}

fn check(&Books { project, ledgers }: &Books<'_>, found: &mut Found) {
    let mut rates: BTreeMap<Kind, Vec<Rate>> = BTreeMap::new();
    for ledger in ledgers {
        each_pair(project, ledger, &mut |part, whole| {
            let cell = Cell::of(project.figure(part));
            let kind = (
                cell.indicator,
                cell.parts,
                project.figure(whole).indicator,
                cell.time,
                project.body(cell.body).line,
            );
            let ratio = number(project, part).zip(number(project, whole));
            if let Some(ratio) = ratio.and_then(|(part, whole)| Ratio::new(part, whole)) {
                let rate = Rate { zone: ledger.zone(), figures: [part, whole], ratio };
                rates.entry(kind).or_default().push(rate);
            }
        });
    }
    for rates in rates.values_mut() {
        rates.sort_by_key(|rate| rate.ratio);
        let sorted: Vec<Ratio> = rates.iter().map(|rate| rate.ratio).collect();
        let mut own: BTreeMap<ZoneKey, Vec<usize>> = BTreeMap::new();
        for (place, rate) in rates.iter().enumerate() {
            own.entry(rate.zone).or_default().push(place);
        }
        for rate in rates.iter() {
            let Some(others) = Spread::of(&sorted, &own[&rate.zone]) else { continue };
            // The other zones make a slip likely or not; they do not pin the value down.
            found.compared(&[]);
            let slips = slips(rate.ratio, &others);
            if !slips.is_empty() {
                found.differs(&rate.figures, problem(project, rate, &slips, &others));
            }
        }
    }
}

/// How the rates of the other zones lie.
#[derive(Debug, Clone, Copy)]
struct Spread {
    count: usize,
    least: Ratio,
    lower_quartile: Ratio,
    upper_quartile: Ratio,
    most: Ratio,
}

impl Spread {
    /// Returns the spread of sorted rates without those at the places `own`; nothing where few are left.
    fn of(sorted: &[Ratio], own: &[usize]) -> Option<Spread> {
        let count = sorted.len() - own.len();
        let other = |n: usize| sorted[own.iter().fold(n, |at, &place| at + usize::from(place <= at))];
        (count >= OTHERS).then(|| Spread {
            count,
            least: other(0),
            lower_quartile: other(count / 4),
            upper_quartile: other(count - 1 - count / 4),
            most: other(count - 1),
        })
    }
}

/// Visits the figures of every rate of a zone: the part and the whole, for one body and time.
fn each_pair(project: &Project, ledger: &Ledger, visit: &mut impl FnMut(FigureKey, FigureKey)) {
    let steps = project.registry.pipelines.iter().flat_map(|pipeline| pipeline.stages.windows(2));
    let steps: Vec<(IndicatorKey, IndicatorKey)> = steps.map(|pair| (pair[1], pair[0])).collect();
    for (cell, vintages) in ledger.cells(project) {
        let Some(&part) = vintages.last() else { continue };
        let printed = project.figure(part).statements().iter().filter_map(|said| match said.kind {
            StatementKind::ShareOf(whole) => Some(whole),
            _ => None,
        });
        let step = steps.iter().filter(|(later, _)| *later == cell.indicator && cell.parts.is_whole());
        let mut wholes: Vec<IndicatorKey> = printed.chain(step.map(|(_, earlier)| *earlier)).collect();
        wholes.sort_unstable();
        wholes.dedup();
        for indicator in wholes {
            let of = Cell { indicator, parts: Parts::WHOLE, ..cell };
            if let Some(&whole) = ledger.vintages(project, of).last() {
                visit(part, whole);
            }
        }
    }
}

/// The number of an exact figure that is 10 or more: of smaller ones every share is possible.
fn number(project: &Project, key: FigureKey) -> Option<Decimal> {
    let exact = project.figure(key).quantity()?.interval().as_exact()?;
    (exact >= Decimal::TEN).then_some(exact)
}

/// Returns what may have been meant by either of the two numbers, by its place; nothing where the rate is in
/// line, or no slip explains it.
fn slips(rate: Ratio, others: &Spread) -> Vec<(usize, Meant)> {
    if bounds(others).is_none_or(|(floor, ceiling)| rate >= floor && rate <= ceiling) {
        return Vec::new();
    }
    let slip = |(place, number): (usize, Decimal)| {
        let mended = |meant: &Meant| match place {
            0 => Ratio::new(meant.number, rate.whole()),
            _ => Ratio::new(rate.part(), meant.number),
        };
        let inside = |ratio: Ratio| ratio >= others.least && ratio <= others.most;
        let all = meant(number).into_iter().filter(|meant| meant.number >= Decimal::TEN);
        let fitting = all.filter(|meant| mended(meant).is_some_and(inside));
        // A digit that has to be guessed comes last.
        Some((place, fitting.min_by_key(|meant| (meant.slip == Slip::Dropped, meant.slip))?))
    };
    [rate.part(), rate.whole()].into_iter().enumerate().filter_map(slip).collect()
}

/// Half the lower quartile over the distance of the quartiles, and twice the upper one times it.
fn bounds(others: &Spread) -> Option<(Ratio, Ratio)> {
    let (low, high) = (others.lower_quartile, others.upper_quartile);
    let two = Ratio::new(Decimal::TWO, Decimal::ONE)?;
    // low · low / high / 2 and high · high / low · 2, without rounding.
    Some((over(over(times(low, low)?, high)?, two)?, times(over(times(high, high)?, low)?, two)?))
}

fn times(a: Ratio, b: Ratio) -> Option<Ratio> {
    Ratio::new(a.part().checked_mul(b.part())?, a.whole().checked_mul(b.whole())?)
}

fn over(a: Ratio, b: Ratio) -> Option<Ratio> {
    Ratio::new(a.part().checked_mul(b.whole())?, a.whole().checked_mul(b.part())?)
}

fn problem(project: &Project, rate: &Rate, slips: &[(usize, Meant)], others: &Spread) -> Problem {
    let percent = |ratio: Ratio| format!("{}%", words(ratio.percent(1)));
    let (is, least, most) = (percent(rate.ratio), percent(others.least), percent(others.most));
    let printed = |place: usize| {
        let quantity = project.figure(rate.figures[place]).quantity();
        quantity.map_or(String::new(), |quantity| quantity.printed().into_owned())
    };
    let questions: Vec<Say> = slips.iter().map(|(place, meant)| asked(&printed(*place), *meant)).collect();
    let joined = |words: fn(&Say) -> &str, or: &str| questions.iter().map(words).collect::<Vec<_>>().join(or);
    let (vi, en) = (joined(|one| &one.vi, ", hay "), joined(|one| &one.en, ", or "));
    let count = others.count;
    let fault = say!(
        "{vi}? tỷ lệ là {is}, {count} tỷ lệ ở khu khác từ {least} đến {most}",
        "{en}? the rate is {is}, {count} rates of other zones are {least} to {most}"
    );
    let place = slips[0].0;
    let other = 1 - place;
    let words = match other {
        0 => say!("phần: {}", "the part: {}", printed(0)),
        _ => say!("tổng: {}", "the whole: {}", printed(1)),
    };
    Problem::warning("rate-out-of-line", at(project, rate.figures[place]), fault)
        .label(at(project, rate.figures[other]), words)
        .way_out(say!(
            "đối chiếu với báo cáo gốc: sửa số, hoặc nếu số đúng thì ghi explained = \"…\" với lý do",
            "compare with the report: correct the number, or where it is right write explained = \"…\" with the reason"
        ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(part: i64, whole: i64) -> Ratio {
        Ratio::new(part.into(), whole.into()).expect("a whole above 0")
    }

    fn asked_of(part: i64, whole: i64, others: &[i64]) -> Vec<(usize, i64)> {
        let mut others: Vec<Ratio> = others.iter().map(|percent| ratio(*percent, 100)).collect();
        others.sort_unstable();
        let others = Spread::of(&others, &[]).expect("enough of them");
        let number = |meant: Meant| meant.number.to_string().parse().expect("a whole number");
        slips(ratio(part, whole), &others).into_iter().map(|(place, meant)| (place, number(meant))).collect()
    }

    #[test]
    fn ten_times_in_either_number_is_asked_about() {
        let others = [24, 26, 30, 33, 35, 41];
        // A tenth of the whole would do as well as ten times the part.
        assert_eq!(asked_of(26, 970, &others), [(0, 260), (1, 97)]);
        assert_eq!(asked_of(257, 9_760, &others), [(0, 2_570), (1, 976)]);
        assert_eq!(asked_of(257, 976, &others), []);
    }

    #[test]
    fn the_rates_of_the_own_zone_are_left_out() {
        let sorted: Vec<Ratio> = (1..=9).map(|percent| ratio(percent, 100)).collect();
        let spread = Spread::of(&sorted, &[0, 1, 4, 8]).expect("five are left");
        let ends = [spread.least, spread.lower_quartile, spread.upper_quartile, spread.most];
        assert_eq!(spread.count, 5);
        assert_eq!(ends, [3, 4, 7, 8].map(|percent| ratio(percent, 100)));
        assert!(Spread::of(&sorted, &[0, 1, 4, 7, 8]).is_none());
    }

    #[test]
    fn rates_that_differ_widely_are_left_alone() {
        assert_eq!(asked_of(26, 976, &[2, 9, 24, 41, 60, 88]), []);
        // Half as many is no slip of a digit.
        assert_eq!(asked_of(120, 976, &[24, 26, 30, 33, 35, 41]), []);
    }
}
