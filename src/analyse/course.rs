//! The course of a flow over a term: its running total on the days that reports reach, the required path, and
//! what follows if the pace stays.

use super::assessment::{elapsed, flow_amount};
use super::flow::{self, Flow};
use super::ledger::Ledger;
use crate::model::Project;
use crate::model::id::{FigureKey, TargetKey};
use crate::model::indicator::Measure;
use crate::model::interval::{Interval, Ratio};
use crate::model::period::{Day, Period};
use crate::model::plan::{Goal, Subject, TargetKind};
use rust_decimal::Decimal;

/// The fewest days on which the total is known exactly before anything is projected.
pub const FEWEST_POINTS: usize = 4;
/// The days that the pace of late goes back, at least: a year, so that no season is taken for the pace.
const A_YEAR: i64 = 365;

/// A flow with one target for the whole of a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// The days in which the target is to be reached.
    pub window: Period,
    /// What has to be reached at the end of the window.
    pub goal: Decimal,
    /// In the order of the days; only those on which the periods reported tile the time gone.
    pub points: Vec<Point>,
    /// Days that a report reaches, but the periods before it leave a gap.
    pub gaps: Vec<Day>,
    /// What follows if the pace stays, or why nothing is said.
    pub projection: Result<Projection, NoProjection>,
}

/// The total at the end of one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The day.
    pub day: Day,
    /// The total from the first day of the window.
    pub total: Interval,
    /// The share of the window gone.
    pub elapsed: Ratio,
    /// What is required by then: the goal's share of the time gone.
    pub required: Ratio,
    /// The figures that it is the sum of.
    pub evidence: Vec<FigureKey>,
}

/// The total at the end of the window if the pace stays; exact fractions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Projection {
    /// The newest total and the slowest pace between two points, kept to the end.
    pub lowest: Ratio,
    /// The newest total and the pace since [`Projection::since`].
    pub likely: Ratio,
    /// The newest total and the fastest pace.
    pub highest: Ratio,
    /// The last day before the days whose pace is kept: a year back or more, or the day before the window.
    pub since: Day,
}

/// Why nothing is projected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoProjection {
    /// The window is over: there is nothing left to project.
    Closed,
    /// Fewer than [`FEWEST_POINTS`] days with an exact total; how many there are.
    FewPoints(usize),
    /// Less than a quarter of the window had gone on the newest of them.
    Early,
    /// The newest total is not exact.
    Inexact,
    /// More of the window has gone since the newest total than before it.
    Stale,
}

/// Returns the course of a target at a cut-off; nothing where the target is not one number for a flow over
/// one window, or where fewer than two totals are known.
pub fn of_target(project: &Project, ledger: &Ledger, key: TargetKey, cutoff: Day) -> Option<Course> {
    let plan = project.plan(key.plan);
    let target = &plan.targets[key.target as usize];
    let is_flow = project.registry.indicator(target.indicator).measure == Measure::Flow;
    let one_window =
        matches!(target.kind, TargetKind::WholeTerm | TargetKind::AverageYear | TargetKind::During);
    if !is_flow || !one_window || target.subject != Subject::Amount {
        return None;
    }
    // A total is the sum of periods inside the window: one of them makes no course.
    let series = (plan.body, target.indicator, target.parts);
    let known = ledger.series_at(project, series, cutoff, |time| target.window.covers(time));
    if known.len() < 2 {
        return None;
    }
    let assessed = super::assessment::of_target(project, ledger, key, cutoff).into_iter().next()?;
    let goal = match assessed.goal {
        Goal::AtLeast(x) | Goal::MoreThan(x) => x,
        Goal::Between(low, high) if low == high => low,
        _ => return None,
    };
    let flows: Vec<Flow> = known
        .into_iter()
        .filter_map(|one| {
            let amount = flow_amount(project, ledger, one, cutoff)?;
            Some(Flow { period: one.time, amount: amount.not_negative(), figure: one.figure })
        })
        .collect();
    let (points, gaps) = points(&flows, target.window, goal, cutoff);
    (points.len() >= 2).then(|| Course {
        window: target.window,
        goal,
        projection: projection(target.window, &points, cutoff),
        points,
        gaps,
    })
}

/// The totals on the last days of the periods, and the days to which the periods leave a gap.
fn points(flows: &[Flow], window: Period, goal: Decimal, cutoff: Day) -> (Vec<Point>, Vec<Day>) {
    let inside = flows.iter().filter(|flow| window.covers(flow.period) && flow.period.to() <= cutoff);
    let mut days: Vec<Day> = inside.map(|flow| flow.period.to()).collect();
    days.sort();
    days.dedup();
    let (mut points, mut gaps) = (Vec::new(), Vec::new());
    for day in days {
        let gone = Period::new(window.from(), day).expect("the period reported lies in the window");
        // A total that may be anything at all is no point of a line.
        let total = flow::tiled(flows, gone).filter(|found| {
            found
                .amount
                .lower()
                .is_some_and(|low| low.value > Decimal::ZERO || found.amount.upper().is_some())
        });
        match total {
            Some(found) => {
                let elapsed = elapsed(window, day);
                let required = Ratio::new(goal * elapsed.part(), elapsed.whole());
                points.push(Point {
                    day,
                    total: found.amount,
                    elapsed,
                    required: required.expect("a window has at least one day"),
                    evidence: found.evidence,
                });
            }
            None => gaps.push(day),
        }
    }
    (points, gaps)
}

fn projection(window: Period, points: &[Point], cutoff: Day) -> Result<Projection, NoProjection> {
    if window.to() <= cutoff {
        return Err(NoProjection::Closed);
    }
    let exact: Vec<(Day, Decimal)> =
        points.iter().filter_map(|point| Some((point.day, point.total.as_exact()?))).collect();
    if exact.len() < FEWEST_POINTS {
        return Err(NoProjection::FewPoints(exact.len()));
    }
    let &(last, total) = exact.last().expect("there are four at least");
    if points.last().is_some_and(|point| point.day != last) {
        return Err(NoProjection::Inexact);
    }
    let (gone, now) = (elapsed(window, last), elapsed(window, cutoff));
    if gone.part() * Decimal::from(4) < gone.whole() {
        return Err(NoProjection::Early);
    }
    if now.part() > gone.part() * Decimal::TWO {
        return Err(NoProjection::Stale);
    }
    let start = (window.from().previous(), Decimal::ZERO);
    let all: Vec<(Day, Decimal)> = std::iter::once(start).chain(exact.iter().copied()).collect();
    let left = Decimal::from(last.days_until(window.to()));
    // The newest total and, for each day left, what one day of the stretch brought.
    let kept = |from: (Day, Decimal), to: (Day, Decimal)| {
        let days = Decimal::from(from.0.days_until(to.0));
        Ratio::new(total * days + (to.1 - from.1) * left, days).expect("points lie on different days")
    };
    let stretches = all.windows(2).map(|pair| kept(pair[0], pair[1]));
    let year_back = all.iter().rev().find(|(day, _)| day.days_until(last) >= A_YEAR);
    let &since = year_back.unwrap_or(&start);
    Ok(Projection {
        lowest: stretches.clone().min().expect("there are four stretches at least"),
        likely: kept(since, (last, total)),
        highest: stretches.max().expect("there are four stretches at least"),
        since: since.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn month(year: i16, month: i8) -> Period {
        Period::month(year, month).expect("a month of the calendar")
    }

    fn span(from: Period, to: Period) -> Period {
        Period::new(from.from(), to.to()).expect("in order")
    }

    fn flow(period: Period, amount: Interval) -> Flow {
        Flow { period, amount, figure: FigureKey::default() }
    }

    /// Half-years from 2020 on.
    fn halves(amounts: &[i64]) -> Vec<Flow> {
        let half = |n: usize| {
            let year = 2020 + (n / 2) as i16;
            if n.is_multiple_of(2) {
                span(month(year, 1), month(year, 6))
            } else {
                span(month(year, 7), month(year, 12))
            }
        };
        amounts.iter().enumerate().map(|(n, &amount)| flow(half(n), Interval::exact(amount.into()))).collect()
    }

    fn term() -> Period {
        span(month(2020, 1), month(2025, 12))
    }

    fn end_of(year: i16, number: i8) -> Day {
        month(year, number).to()
    }

    fn course(flows: &[Flow], cutoff: Day) -> (Vec<Point>, Result<Projection, NoProjection>) {
        let (points, _) = points(flows, term(), 250.into(), cutoff);
        let projection = projection(term(), &points, cutoff);
        (points, projection)
    }

    #[test]
    fn totals_run_on_and_the_pace_of_a_year_is_kept() {
        let (points, projection) = course(&halves(&[14, 27, 22, 29, 16, 23, 18]), end_of(2023, 7));
        let totals: Vec<_> = points.iter().map(|point| point.total.as_exact().expect("exact")).collect();
        assert_eq!(totals, [14, 41, 63, 92, 108, 131, 149].map(Decimal::from));
        let projection = projection.expect("seven points over more than half of the term");
        // 41 in the 365 days to June 2023, 915 days left: 149 + 41 · 915 / 365.
        assert_eq!(projection.since, end_of(2022, 6));
        assert_eq!(
            projection.likely,
            Ratio::new((149 * 365 + 41 * 915).into(), 365.into()).expect("above 0")
        );
        // The slowest half-year was the first: 14 in 182 days; the fastest the fourth: 29 in 184.
        assert_eq!(
            projection.lowest,
            Ratio::new((149 * 182 + 14 * 915).into(), 182.into()).expect("above 0")
        );
        assert_eq!(
            projection.highest,
            Ratio::new((149 * 184 + 29 * 915).into(), 184.into()).expect("above 0")
        );
    }

    #[test]
    fn nothing_is_projected_from_little() {
        let cutoff = end_of(2023, 7);
        assert_eq!(course(&halves(&[14, 27, 22]), end_of(2021, 7)).1, Err(NoProjection::FewPoints(3)));
        let months: Vec<Flow> = (1..=4).map(|n| flow(month(2020, n), Interval::exact(5.into()))).collect();
        assert_eq!(course(&months, end_of(2020, 5)).1, Err(NoProjection::Early));
        assert_eq!(course(&halves(&[1; 12]), end_of(2026, 1)).1, Err(NoProjection::Closed));
        assert_eq!(course(&halves(&[1; 4]), end_of(2024, 6)).1, Err(NoProjection::Stale));
        let mut open = halves(&[14, 27, 22, 29, 16, 23, 18]);
        open[6].amount = Interval::more_than(18.into());
        assert_eq!(course(&open, cutoff).1, Err(NoProjection::Inexact));
    }

    #[test]
    fn a_gap_has_no_total_and_overlaps_are_not_added() {
        let mut flows = halves(&[14, 27, 22, 29]);
        flows.remove(1);
        let (points, gaps) = points(&flows, term(), 250.into(), end_of(2023, 1));
        assert_eq!((points.len(), gaps), (1, vec![end_of(2021, 6), end_of(2021, 12)]));
        flows.push(flow(span(month(2020, 1), month(2021, 6)), Interval::exact(63.into())));
        let (points, _) = course(&flows, end_of(2023, 1));
        assert_eq!(
            points.iter().map(|point| point.total.as_exact()).collect::<Vec<_>>(),
            [14, 63, 92].map(|n| Some(n.into()))
        );
    }

    proptest! {
        #[test]
        fn the_likely_end_lies_between_the_others(amounts in prop::collection::vec(0i64..500, 4..11)) {
            let flows = halves(&amounts);
            let last = flows.last().expect("four at least").period.to();
            let (_, projection) = course(&flows, last.next());
            let projection = projection.expect("four points and a third of the term");
            prop_assert!(projection.lowest <= projection.likely && projection.likely <= projection.highest);
            let total: i64 = amounts.iter().sum();
            prop_assert!(projection.lowest >= Ratio::new(total.into(), 1.into()).expect("above 0"));
        }
    }
}
