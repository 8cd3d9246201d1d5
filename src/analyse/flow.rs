//! What is known about a flow over a window, from flows over other periods.
//!
//! Flows are never negative. So a flow over a part of the window bounds the whole from below, one over
//! a longer period bounds it from above, and periods that tile the window add up. Periods that overlap
//! are never added.

use crate::model::id::FigureKey;
use crate::model::interval::{Bound, Interval};
use crate::model::period::{Day, Period};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// One known flow.
#[derive(Debug, Clone, Copy)]
pub struct Flow {
    /// The days in which it happened.
    pub period: Period,
    /// How much it was; never below 0.
    pub amount: Interval,
    /// Where it stands.
    pub figure: FigureKey,
}

/// What follows for a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Inference {
    /// The values that the flow over the window may have.
    pub amount: Interval,
    /// The figures that give the ends.
    pub evidence: Vec<FigureKey>,
    /// True where the periods used are the window itself or tile it.
    pub tiled: bool,
}

/// Returns what the flows say about a window; nothing where none of them has a day in it.
///
/// ```
/// use bantin::analyse::flow::{infer, Flow};
/// use bantin::model::{id::FigureKey, interval::Interval, period::Period};
/// let year = |y| Period::year(y).unwrap();
/// let known = |y, n: i64| Flow { period: year(y), amount: Interval::exact(n.into()), figure: FigureKey::default() };
/// let term = Period::new(year(2021).from(), year(2022).to()).unwrap();
/// let both = infer(&[known(2021, 40), known(2022, 61)], term).unwrap();
/// assert_eq!(both.amount, Interval::exact(101.into()));
/// let one = infer(&[known(2021, 40)], term).unwrap();
/// assert_eq!(one.amount, Interval::at_least(40.into()));
/// ```
pub fn infer(flows: &[Flow], window: Period) -> Option<Inference> {
    let touching: Vec<&Flow> = flows.iter().filter(|flow| flow.period.overlaps(window)).collect();
    if touching.is_empty() {
        return None;
    }
    let tiling = tile(&touching, window);
    let (low, mut evidence) = largest_inside(&touching, window);
    let high = smallest_cover(&touching, window);
    if let Some((_, figures)) = &high {
        evidence.extend(figures);
    }
    let bounds = Interval::new(Some(low), high.map(|(bound, _)| bound));
    let whole = tiling.as_ref().map_or(Interval::UNKNOWN, |tiling| tiling.amount);
    // Where the reports contradict each other, neither end can be relied on.
    let amount = bounds.and_then(|bounds| bounds.meet(&whole));
    match (tiling, amount) {
        (Some(tiling), Some(amount)) if amount == tiling.amount => Some(tiling),
        (tiling, amount) => {
            evidence.extend(tiling.iter().flat_map(|tiling| &tiling.evidence));
            evidence.sort();
            evidence.dedup();
            let tiled = tiling.is_some() && amount.is_some();
            Some(Inference { amount: amount.unwrap_or(Interval::at_least(Decimal::ZERO)), evidence, tiled })
        }
    }
}

/// Returns the sum of the periods that tile a window, of either sign; nothing where none do.
pub fn tiled(flows: &[Flow], window: Period) -> Option<Inference> {
    tile(&flows.iter().collect::<Vec<_>>(), window)
}

/// Returns the least that flows inside a window which do not overlap make together, and which ones they
/// are; 0 and none where no lower end is known.
pub fn least(flows: &[Flow], window: Period) -> (Bound, Vec<FigureKey>) {
    largest_inside(&flows.iter().collect::<Vec<_>>(), window)
}

/// Sums of periods that follow each other without gap from the first to the last day of the window.
fn tile(flows: &[&Flow], window: Period) -> Option<Inference> {
    let mut inside: Vec<&&Flow> = flows.iter().filter(|flow| window.covers(flow.period)).collect();
    // Longer periods first: one figure for the window is better than the sum of its parts.
    inside.sort_by_key(|flow| (flow.period.from(), std::cmp::Reverse(flow.period.to()), flow.figure));
    let mut reached: BTreeMap<Day, (Interval, Vec<FigureKey>)> = BTreeMap::new();
    reached.insert(window.from(), (Interval::exact(Decimal::ZERO), Vec::new()));
    for flow in inside {
        let Some((sum, figures)) = reached.get(&flow.period.from()).cloned() else { continue };
        let mut figures = figures;
        figures.push(flow.figure);
        let amount = sum.plus(&flow.amount);
        match reached.entry(flow.period.to().next()) {
            Entry::Vacant(free) => {
                free.insert((amount, figures));
            }
            Entry::Occupied(mut taken) => {
                // Two ways to the same day: what both allow, or where they contradict each other, either.
                let (other, others) = taken.get().clone();
                let both = other.meet(&amount).unwrap_or(other.join(&amount));
                if both != other {
                    let mut all: Vec<FigureKey> = others.into_iter().chain(figures).collect();
                    all.sort();
                    all.dedup();
                    taken.insert((both, all));
                }
            }
        }
    }
    let (amount, evidence) = reached.remove(&window.to().next())?;
    Some(Inference { amount, evidence, tiled: true })
}

/// The largest sum of lower ends over periods inside the window that do not overlap.
fn largest_inside(flows: &[&Flow], window: Period) -> (Bound, Vec<FigureKey>) {
    let mut inside: Vec<&&Flow> = flows.iter().filter(|flow| window.covers(flow.period)).collect();
    inside.sort_by_key(|flow| (flow.period.to(), flow.period.from(), flow.figure));
    // best[n]: with the first n periods only.
    let mut best: Vec<(Bound, Vec<FigureKey>)> =
        vec![(Bound { value: Decimal::ZERO, open: false }, Vec::new())];
    for (n, flow) in inside.iter().enumerate() {
        let before = inside[..n].partition_point(|other| other.period.to() < flow.period.from());
        let low = flow.amount.lower().unwrap_or(Bound { value: Decimal::ZERO, open: false });
        let (sum, figures) = &best[before];
        let with = Bound { value: sum.value + low.value, open: sum.open || low.open };
        let without = &best[n];
        best.push(
            if with.value > without.0.value || (with.value == without.0.value && with.open && !without.0.open)
            {
                (with, figures.iter().copied().chain([flow.figure]).collect())
            } else {
                without.clone()
            },
        );
    }
    best.pop().expect("the list starts with one entry")
}

/// The smallest upper end over periods, or runs of periods without gap, that cover the window.
fn smallest_cover(flows: &[&Flow], window: Period) -> Option<(Bound, Vec<FigureKey>)> {
    let mut sorted: Vec<&&Flow> = flows.iter().filter(|flow| flow.amount.upper().is_some()).collect();
    sorted.sort_by_key(|flow| (flow.period.from(), flow.period.to(), flow.figure));
    let mut reached: BTreeMap<Day, (Bound, Vec<FigureKey>)> = BTreeMap::new();
    let mut best: Option<(Bound, Vec<FigureKey>)> = None;
    for flow in sorted {
        let high = flow.amount.upper().expect("only flows with an upper end were kept");
        let start = if flow.period.from() <= window.from() {
            Some((Bound { value: Decimal::ZERO, open: false }, Vec::new()))
        } else {
            reached.get(&flow.period.from()).cloned()
        };
        let Some((sum, mut figures)) = start else { continue };
        figures.push(flow.figure);
        let total = Bound { value: sum.value + high.value, open: sum.open || high.open };
        let slot = if flow.period.to() >= window.to() {
            &mut best
        } else {
            let entry = reached.entry(flow.period.to().next()).or_insert_with(|| (total, figures.clone()));
            if total.value < entry.0.value {
                *entry = (total, figures);
            }
            continue;
        };
        if slot.as_ref().is_none_or(|(bound, _)| total.value < bound.value) {
            *slot = Some((total, figures));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn period(from: (i16, i8), to: (i16, i8)) -> Period {
        Period::new(Period::month(from.0, from.1).unwrap().from(), Period::month(to.0, to.1).unwrap().to())
            .unwrap()
    }

    fn flow(period: Period, amount: i64) -> Flow {
        Flow { period, amount: Interval::exact(amount.into()), figure: FigureKey::default() }
    }

    #[test]
    fn a_longer_period_bounds_each_year_from_above_only() {
        // The union's 257 over 2018/2022-09: for its own body, each year is 0 to 257.
        let known = [flow(period((2018, 1), (2022, 9)), 257)];
        let year = infer(&known, Period::year(2021).unwrap()).unwrap();
        assert_eq!(year.amount.lower().unwrap().value, Decimal::ZERO);
        assert_eq!(year.amount.upper().unwrap().value, Decimal::from(257));
        assert!(!year.tiled);
    }

    #[test]
    fn overlapping_periods_are_never_added() {
        let known = [flow(period((2024, 1), (2024, 6)), 30), flow(period((2024, 4), (2024, 9)), 40)];
        let year = infer(&known, Period::year(2024).unwrap()).unwrap();
        assert_eq!(year.amount, Interval::at_least(40.into()));
    }

    #[test]
    fn contradicting_reports_give_no_end() {
        let known = [flow(period((2024, 1), (2024, 3)), 90), flow(period((2023, 1), (2024, 12)), 50)];
        let half = infer(&known, period((2024, 1), (2024, 6))).unwrap();
        assert_eq!(half.amount, Interval::at_least(Decimal::ZERO));
    }

    #[test]
    fn a_vague_figure_hides_no_sharper_one() {
        let quarter = |n: i8| period((2024, 3 * n - 2), (2024, 3 * n));
        let mut known: Vec<Flow> =
            [30, 30, 20, 20].iter().zip(1..).map(|(&n, q)| flow(quarter(q), n)).collect();
        known.push(Flow { amount: Interval::more_than(80.into()), ..flow(Period::year(2024).unwrap(), 0) });
        assert_eq!(infer(&known, Period::year(2024).unwrap()).unwrap().amount, Interval::exact(100.into()));
    }

    #[test]
    fn a_part_above_the_whole_gives_no_end() {
        let known = [flow(Period::year(2024).unwrap(), 90), flow(period((2024, 1), (2024, 9)), 110)];
        let year = infer(&known, Period::year(2024).unwrap()).unwrap();
        assert_eq!((year.amount, year.tiled), (Interval::at_least(Decimal::ZERO), false));
    }

    proptest! {
        /// Whatever happened month by month, the truth lies in the inferred interval.
        #[test]
        fn the_truth_is_never_excluded(
            months in prop::collection::vec(0i64..20, 24),
            spans in prop::collection::vec((0usize..24, 0usize..24), 1..8),
            window in (0usize..24, 0usize..24),
        ) {
            let span = |a: usize, b: usize| {
                let (a, b) = (a.min(b), a.max(b));
                let at = |n: usize| (2022 + (n / 12) as i16, (n % 12) as i8 + 1);
                (period(at(a), at(b)), months[a..=b].iter().sum::<i64>())
            };
            let known: Vec<Flow> = spans.iter().map(|&(a, b)| { let (p, n) = span(a, b); flow(p, n) }).collect();
            let (window, truth) = span(window.0, window.1);
            if let Some(inference) = infer(&known, window) {
                prop_assert!(inference.amount.contains(truth.into()), "{inference:?} excludes {truth}");
            }
        }
    }
}
