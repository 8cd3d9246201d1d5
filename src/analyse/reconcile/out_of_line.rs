//! `out-of-line`: a value is far from the same cell at other times, and one slip of the hand would explain it.
//!
//! # What it checks
//! Every value against the same indicator, part and body at other times: a state against states, what happened in a
//! month, quarter or year against periods of the same length; never across a declared break. A zero is passed over, and
//! at least three other exact values above 0 are needed. A value is asked about only where all of this holds:
//! its modified z-score, 0.6745 · |value − median| / MAD, is above 3.5 (Iglewicz and Hoaglin, 1993), where the
//! median absolute deviation counts as no less than 5% of the median, and the median's own square root as one
//! deviation, so that small counts may vary; it lies beyond all others by more than the largest step between two of them
//! that follow each other, and from those before and after it by more than the square of that step; and one slip (a digit dropped, struck twice or swapped with its neighbour,
//! ten or a thousand times, a dot of thousands taken for a decimal point) brings it back among its neighbours.
//!
//! # Why it matters
//! A digit too few is the slip that no sum shows where the value stands alone.
//!
//! # Example
//! `lao-dong = 1400` for the second quarter, beside 13.500, 13.900 and 14.200 in the others: is 14.000 meant?
//!
//! # How to settle it
//! Compare with the report: correct the number, or write `explained = "…"` where the value is true.

use super::at;
use super::rule::{Books, Found, Over, Rule};
use super::slip::{Meant, Slip, meant};
use crate::analyse::ledger::{Cell, Ledger};
use crate::diag::{Problem, Say, Severity};
use crate::model::Project;
use crate::model::id::{BodyKey, FigureKey, IndicatorKey, ZoneKey};
use crate::model::indicator::Measure;
use crate::model::interval::Ratio;
use crate::model::period::Period;
use crate::say;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule { name: "out-of-line", severity: Severity::Warning, over: Over::Zone(check) };

/// How many other values there must be.
const OTHERS: usize = 3;

/// A value of a series.
#[derive(Debug, Clone, Copy)]
struct Point {
    figure: FigureKey,
    time: Period,
    number: Decimal,
    sense: Sense,
}

/// How a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    Exact,
    /// *Hơn*, *ít nhất*: the value may be higher.
    OrMore,
    /// *Gần*, *không quá*: the value may be lower.
    OrLess,
}

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let breaks = breaks(project, ledger.zone());
    let cells: Vec<(Cell, &[FigureKey])> = ledger.cells(project).collect();
    let series = |cell: &Cell| (cell.body, cell.indicator, cell.parts);
    for cells in cells.chunk_by(|(a, _), (b, _)| series(a) == series(b)) {
        if cells.len() <= OTHERS {
            continue;
        }
        let (first, _) = cells[0];
        let measure = project.registry.indicator(first.indicator).measure;
        // A net change may be of either sign: no ratio of two of them says anything.
        if measure == Measure::NetChange {
            continue;
        }
        let points = cells.iter().filter_map(|(_, vintages)| point(project, vintages));
        let mut by_length: BTreeMap<i64, Vec<Point>> = BTreeMap::new();
        for point in points {
            let length = if measure == Measure::Stock { 0 } else { months(point.time) };
            by_length.entry(length).or_default().push(point);
        }
        let own =
            |event: &&(BodyKey, IndicatorKey, Period)| (event.0, event.1) == (first.body, first.indicator);
        let breaks: Vec<Period> = breaks.iter().filter(own).map(|(.., date)| *date).collect();
        let broken = |a: &Point, b: &Point| {
            breaks.iter().any(|date| date.to() > a.time.to() && date.from() <= b.time.to())
        };
        for points in by_length.values() {
            points.chunk_by(|a, b| !broken(a, b)).for_each(|line| look_along(project, line, found));
        }
    }
}

/// The breaks that the events of a zone declare.
fn breaks(project: &Project, zone: ZoneKey) -> Vec<(BodyKey, IndicatorKey, Period)> {
    let events = project.zone(zone).reports.iter().flat_map(|report| &report.events);
    events.flat_map(|event| event.breaks.iter().map(|&series| (event.body, series, event.date))).collect()
}

/// The length of a period in months, so that February is as long as March.
fn months(time: Period) -> i64 {
    (time.days() + 15) / 30
}

/// The newest value of a cell, where one number above 0 says it: how many times nothing another is, nobody can say.
fn point(project: &Project, vintages: &[FigureKey]) -> Option<Point> {
    let known = vintages.iter().rev().find(|&&key| project.figure(key).quantity().is_some());
    let figure = *known?;
    let time = project.figure(figure).time;
    let interval = project.figure(figure).quantity()?.interval();
    let (number, sense) = match (interval.lower(), interval.upper()) {
        (Some(low), Some(high)) if low.value == high.value => (low.value, Sense::Exact),
        (Some(low), None) => (low.value, Sense::OrMore),
        (None, Some(high)) => (high.value, Sense::OrLess),
        _ => return None,
    };
    (number > Decimal::ZERO).then_some(Point { figure, time, number, sense })
}

fn look_along(project: &Project, line: &[Point], found: &mut Found) {
    let exact = line.iter().filter(|point| point.sense == Sense::Exact).count();
    if exact < OTHERS {
        return;
    }
    for (n, point) in line.iter().enumerate() {
        if exact - usize::from(point.sense == Sense::Exact) < OTHERS {
            continue;
        }
        // The other values make a slip likely or not; they do not pin the value down.
        found.compared(&[]);
        if let Some(meant) = suspect(line, n) {
            let near: Vec<Point> = neighbours(line, n).collect();
            let mut figures = vec![point.figure];
            figures.extend(near.iter().map(|point| point.figure));
            found.differs(&figures, problem(project, line, n, meant, &near));
        }
    }
}

/// The exact values just before and just after one.
fn neighbours(line: &[Point], n: usize) -> impl Iterator<Item = Point> + use<'_> {
    let exact = |point: &&Point| point.sense == Sense::Exact;
    let before = line[..n].iter().rev().find(exact);
    before.into_iter().chain(line[n + 1..].iter().find(exact)).copied()
}

/// Returns the number that may have been meant; nothing where the value is in line, or no slip explains it.
fn suspect(line: &[Point], n: usize) -> Option<Meant> {
    let Point { number, sense, .. } = line[n];
    let others = || line.iter().enumerate().filter(|&(m, point)| m != n && point.sense == Sense::Exact);
    let high = others().all(|(_, point)| number > point.number);
    let low = others().all(|(_, point)| number < point.number);
    if !(high && sense != Sense::OrLess || low && sense != Sense::OrMore) {
        return None;
    }
    let numbers = || others().map(|(_, point)| point.number);
    let beyond = if high { step(number, numbers().max()?) } else { step(number, numbers().min()?) };
    let own = neighbours(line, n).map(|point| step(number, point.number)).min()?;
    let steps = others().zip(others().skip(1)).map(|((_, a), (_, b))| step(a.number, b.number));
    let largest = steps.max()?;
    let is_far = beyond > largest && own > squared(largest)?;
    if !is_far || !is_outlier(number, numbers().collect()) {
        return None;
    }
    // Values that hardly move may move a little.
    let usual = largest.max(Ratio::new(21.into(), 20.into())?);
    let distance = |meant: &Meant| neighbours(line, n).map(|point| step(meant.number, point.number)).max();
    let fitting = meant(number).into_iter().filter_map(|one| Some((distance(&one)?, one)));
    let fitting = fitting.filter(|(distance, _)| *distance <= usual);
    // A digit that has to be guessed comes last.
    let best = fitting.min_by_key(|(distance, one)| (one.slip == Slip::Dropped, *distance, one.slip));
    best.map(|(_, meant)| meant)
}

/// How many times the smaller of two numbers above 0 the larger is.
fn step(a: Decimal, b: Decimal) -> Ratio {
    Ratio::new(a.max(b), a.min(b)).expect("only numbers above 0 are compared")
}

fn squared(ratio: Ratio) -> Option<Ratio> {
    let square = |x: Decimal| x.checked_mul(x);
    Ratio::new(square(ratio.part())?, square(ratio.whole())?)
}

/// Returns true where the modified z-score of a value among the others is above 3.5.
fn is_outlier(value: Decimal, mut others: Vec<Decimal>) -> bool {
    let centre = median(&mut others);
    let mut deviations: Vec<Decimal> = others.iter().map(|other| (other - centre).abs()).collect();
    let spread = median(&mut deviations).max(centre / Decimal::from(20));
    let (distance, score) = ((value - centre).abs(), Decimal::new(6745, 4));
    let limit = Decimal::new(35, 1);
    let (scored, allowed) = (distance.checked_mul(score), spread.checked_mul(limit));
    let beyond_spread = scored.zip(allowed).is_some_and(|(scored, allowed)| scored > allowed);
    // A count varies by its square root.
    let square = scored.and_then(|scored| scored.checked_mul(scored));
    let beyond_chance = square.is_none_or(|square| square / (limit * limit) > centre);
    beyond_spread && beyond_chance
}

/// Returns the middle of some numbers, at least one; of two middle ones the mean.
fn median(numbers: &mut [Decimal]) -> Decimal {
    numbers.sort_unstable();
    let middle = numbers.len() / 2;
    match numbers.len() % 2 {
        1 => numbers[middle],
        _ => (numbers[middle - 1] + numbers[middle]) / Decimal::TWO,
    }
}

fn problem(project: &Project, line: &[Point], n: usize, meant: Meant, near: &[Point]) -> Problem {
    let Point { figure, .. } = line[n];
    let printed = |key| project.figure(key).quantity().map(|quantity| quantity.printed().into_owned());
    let value = printed(figure).unwrap_or_default();
    let others = || line.iter().enumerate().filter(|&(m, point)| m != n && point.sense == Sense::Exact);
    let numbers = || others().map(|(_, point)| point.number);
    let (least, most) = (numbers().min().unwrap_or_default(), numbers().max().unwrap_or_default());
    let (least, most) = (words(least), words(most));
    let (Say { vi, en }, count) = (asked(&value, meant), others().count());
    let fault = say!(
        "{vi}? {count} kỳ khác từ {least} đến {most}",
        "{en}? the other {count} times give {least} to {most}"
    );
    let problem = Problem::warning("out-of-line", at(project, figure), fault);
    let problem = near.iter().fold(problem, |problem, point| {
        let (value, time) = (printed(point.figure).unwrap_or_default(), point.time);
        problem.label(at(project, point.figure), say!("{time}: {value}", "{time}: {value}"))
    });
    problem.way_out(say!(
        "đối chiếu với báo cáo gốc: sửa số, hoặc nếu số đúng thì ghi explained = \"…\" với lý do",
        "compare with the report: correct the number, or where it is right write explained = \"…\" with the reason"
    ))
}

/// Returns the question, without its mark, whether a number was meant to be another.
pub(super) fn asked(value: &str, Meant { number, slip }: Meant) -> Say {
    let meant = words(number);
    let Say { vi, en } = match slip {
        Slip::LostThousands => {
            say!("dấu chấm hàng nghìn bị hiểu là dấu thập phân", "the thousands were lost")
        }
        Slip::ThousandTimes => say!("thừa ba chữ số 0", "three zeros too many"),
        Slip::TenTimes => say!("thừa một chữ số 0", "a zero too many"),
        Slip::Doubled => say!("một chữ số gõ hai lần", "a digit struck twice"),
        Slip::Swapped => say!("hai chữ số đổi chỗ", "two digits swapped"),
        Slip::LostZero => say!("thiếu một chữ số 0", "a zero left out"),
        Slip::Dropped => {
            return say!(
                "số {value} có thiếu một chữ số không (như {meant})",
                "has {value} lost a digit (as in {meant})"
            );
        }
    };
    say!("số {value} có phải là {meant} không ({vi})", "is {value} meant to be {meant} ({en})")
}

/// Returns a number as Vietnamese print has it: a dot for thousands, a comma for decimals.
pub(super) fn words(number: Decimal) -> String {
    let text = number.normalize().to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    if decimals.is_empty() { grouped } else { format!("{grouped},{decimals}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(numbers: &[i64]) -> Vec<Point> {
        let point = |(n, &number): (usize, &i64)| Point {
            figure: FigureKey::default(),
            time: Period::year(2000 + n as i16).expect("a year"),
            number: number.into(),
            sense: Sense::Exact,
        };
        numbers.iter().enumerate().map(point).collect()
    }

    /// What is asked for each value of a line.
    fn asked(numbers: &[i64]) -> Vec<Option<i64>> {
        let line = line(numbers);
        let number = |meant: Meant| meant.number.to_string().parse().expect("a whole number");
        (0..line.len()).map(|n| suspect(&line, n).map(number)).collect()
    }

    #[test]
    fn one_slip_in_a_steady_line_is_asked_about() {
        assert_eq!(asked(&[13_500, 14_200, 1_400, 13_900]), [None, None, Some(14_000), None]);
        assert_eq!(asked(&[13_500, 14_200, 13_800, 139_000]), [None, None, None, Some(13_900)]);
        assert_eq!(asked(&[14, 14_200, 13_800, 13_900]), [Some(14_000), None, None, None]);
        assert_eq!(asked(&[736, 756, 7_748, 741]), [None, None, Some(748), None]);
        assert_eq!(asked(&[13_500, 31_900, 13_800, 14_000]), [None, Some(13_900), None, None]);
        assert_eq!(asked(&[13_500, 3_900, 13_800, 14_000]), [None, Some(13_900), None, None]);
    }

    #[test]
    fn growth_steps_small_counts_and_new_levels_are_no_slips() {
        for numbers in [
            &[34, 71, 150, 300, 900][..],
            &[5, 25, 45, 90],
            &[4, 6, 5, 12],
            &[100, 101, 99, 1_000, 1_010],
            &[100, 101, 99, 250],
            &[900, 120, 1_400, 90, 5_000],
        ] {
            assert!(asked(numbers).iter().all(Option::is_none), "{numbers:?}");
        }
    }

    #[test]
    fn more_than_a_low_number_may_be_right() {
        let mut points = line(&[13_500, 14_200, 1_400, 13_900]);
        points[2].sense = Sense::OrMore;
        assert!(suspect(&points, 2).is_none());
        points[2].sense = Sense::OrLess;
        assert!(suspect(&points, 2).is_some());
    }

    #[test]
    fn numbers_are_grouped_as_in_print() {
        assert_eq!(words(14_000.into()), "14.000");
        assert_eq!(words(Decimal::new(12_345_675, 2)), "123.456,75");
        assert_eq!(words(999.into()), "999");
    }
}
