//! Ranks of numbers that may be intervals: those that overlap cannot be told apart, and share their ranks.

use crate::model::interval::{Interval, RatioInterval};
use std::collections::BTreeMap;

/// The ends of a number, each with whether it is excluded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ends<T> {
    /// The smallest, where known.
    pub lower: Option<(T, bool)>,
    /// The largest, where known.
    pub upper: Option<(T, bool)>,
}

impl From<Interval> for Ends<rust_decimal::Decimal> {
    fn from(one: Interval) -> Self {
        let end = |bound: crate::model::interval::Bound| (bound.value, bound.open);
        Ends { lower: one.lower().map(end), upper: one.upper().map(end) }
    }
}

impl From<RatioInterval> for Ends<crate::model::interval::Ratio> {
    fn from(one: RatioInterval) -> Self {
        Ends { lower: one.lower, upper: one.upper }
    }
}

/// Returns for each number the first and the last rank that it may have, 1 for the largest: the first is one
/// more than the numbers that surely lie above it, the last counts all that may. Nothing where there is no
/// number.
///
/// ```
/// use bantin::analyse::rank::ranks;
/// use bantin::model::interval::Interval;
/// let list = [Interval::exact(5.into()), Interval::more_than(7.into()), Interval::exact(9.into())];
/// assert_eq!(ranks(&list.map(|one| Some(one.into()))), [Some((3, 3)), Some((1, 2)), Some((1, 2))]);
/// ```
pub fn ranks<T: Ord + Copy>(list: &[Option<Ends<T>>]) -> Vec<Option<(usize, usize)>> {
    let sorted = Sorted::of(list);
    // Among those that may lie above is the number itself.
    let rank = |own: &Ends<T>| (sorted.surely_above(own) + 1, sorted.maybe_above(own));
    list.iter().map(|own| own.as_ref().map(rank)).collect()
}

/// Returns for each number whether it is exactly the same as all that share its ranks: a tie, and no doubt.
///
/// ```
/// use bantin::analyse::rank::ties;
/// use bantin::model::interval::Interval;
/// let list = [Interval::exact(5.into()), Interval::exact(5.into()), Interval::more_than(7.into()), Interval::exact(9.into())];
/// assert_eq!(ties(&list.map(|one| Some(one.into()))), [true, true, false, false]);
/// ```
pub fn ties<T: Ord + Copy>(list: &[Option<Ends<T>>]) -> Vec<bool> {
    let exact = |one: &Option<Ends<T>>| {
        let Ends { lower: Some((low, false)), upper: Some((high, false)) } = (*one)? else { return None };
        (low == high).then_some(low)
    };
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    list.iter().filter_map(exact).for_each(|value| *counts.entry(value).or_default() += 1);
    let tied = |(one, rank): (&Option<Ends<T>>, Option<(usize, usize)>)| {
        let same = exact(one).map_or(0, |value| counts[&value]);
        rank.is_some_and(|(first, last)| first < last && last - first + 1 == same)
    };
    list.iter().zip(ranks(list)).map(tied).collect()
}

/// The ends of many numbers in order, to count those above another one without comparing all pairs.
struct Sorted<T> {
    /// With true where the value is excluded: such a number begins just above it.
    lower: Vec<(T, bool)>,
    /// With false where the value is excluded: such a number ends just below it.
    upper: Vec<(T, bool)>,
    /// How many numbers there are.
    count: usize,
}

impl<T: Ord + Copy> Sorted<T> {
    fn of(list: &[Option<Ends<T>>]) -> Sorted<T> {
        let known = || list.iter().flatten();
        let mut lower: Vec<_> = known().filter_map(|one| one.lower).collect();
        let mut upper: Vec<_> =
            known().filter_map(|one| one.upper.map(|(value, open)| (value, !open))).collect();
        lower.sort();
        upper.sort();
        Sorted { lower, upper, count: known().count() }
    }

    /// How many lie above every value of a number.
    fn surely_above(&self, own: &Ends<T>) -> usize {
        let Some((value, open)) = own.upper else { return 0 };
        self.lower.len() - self.lower.partition_point(|&low| low < (value, !open))
    }

    /// How many do not lie below every value of a number, itself included.
    fn maybe_above(&self, own: &Ends<T>) -> usize {
        let Some(low) = own.lower else { return self.count };
        self.count - self.upper.partition_point(|&high| high <= low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::interval::Bound;
    use proptest::prelude::*;

    /// Straight from the meaning of "lies above", pair by pair.
    fn lies_above(a: &Interval, b: &Interval) -> bool {
        match (a.lower(), b.upper()) {
            (Some(low), Some(high)) => {
                low.value > high.value || (low.value == high.value && (low.open || high.open))
            }
            _ => false,
        }
    }

    fn interval() -> impl Strategy<Value = Option<Interval>> {
        let bound = || {
            let made = |(value, open): (i64, bool)| Bound { value: value.into(), open };
            proptest::option::of((0i64..6, any::<bool>()).prop_map(made))
        };
        (bound(), bound()).prop_map(|(low, high)| Interval::new(low, high))
    }

    proptest! {
        #[test]
        fn counting_by_sorted_ends_is_counting_pairs(list in proptest::collection::vec(interval(), 0..12)) {
            let ranks = ranks(&list.iter().map(|one| one.map(Ends::from)).collect::<Vec<_>>());
            let known: Vec<Interval> = list.iter().copied().flatten().collect();
            for (own, rank) in list.iter().zip(ranks) {
                let expected = own.as_ref().map(|own| {
                    let first = known.iter().filter(|other| lies_above(other, own)).count() + 1;
                    (first, known.iter().filter(|other| !lies_above(own, other)).count())
                });
                prop_assert_eq!(rank, expected);
            }
        }
    }
}
