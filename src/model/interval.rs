//! Intervals of exact decimals, and exact fractions of them: arithmetic that invents no precision.

use rust_decimal::Decimal;
use std::cmp::Ordering;

/// One end of an [`Interval`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The number.
    pub value: Decimal,
    /// True where the number itself is excluded, as in "trên 14.000".
    pub open: bool,
}

/// All the values that a figure may have: from `lower` to `upper`, either of which may be unknown.
///
/// ```
/// use bantin::model::interval::Interval;
/// let over = Interval::more_than(14_000.into());
/// let ten = Interval::more_than(10_000.into());
/// assert_eq!(over.minus(&ten), Interval::UNKNOWN); // more than one minus more than the other
/// assert_eq!(Interval::exact(9.into()).minus(&Interval::exact(4.into())), Interval::exact(5.into()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    lower: Option<Bound>,
    upper: Option<Bound>,
}

impl Interval {
    /// Any value at all.
    pub const UNKNOWN: Interval = Interval { lower: None, upper: None };

    /// Returns the interval, or nothing where no value lies in it.
    pub fn new(lower: Option<Bound>, upper: Option<Bound>) -> Option<Interval> {
        if let (Some(low), Some(high)) = (lower, upper) {
            let empty = low.value > high.value || (low.value == high.value && (low.open || high.open));
            if empty {
                return None;
            }
        }
        Some(Interval { lower, upper })
    }

    /// Returns the interval of one value.
    pub fn exact(value: Decimal) -> Interval {
        let bound = Some(Bound { value, open: false });
        Interval { lower: bound, upper: bound }
    }

    /// Returns `[value, ∞)`.
    pub fn at_least(value: Decimal) -> Interval {
        Interval { lower: Some(Bound { value, open: false }), upper: None }
    }

    /// Returns `(value, ∞)`.
    pub fn more_than(value: Decimal) -> Interval {
        Interval { lower: Some(Bound { value, open: true }), upper: None }
    }

    /// Returns `(−∞, value]`.
    pub fn at_most(value: Decimal) -> Interval {
        Interval { lower: None, upper: Some(Bound { value, open: false }) }
    }

    /// Returns `(−∞, value)`.
    pub fn less_than(value: Decimal) -> Interval {
        Interval { lower: None, upper: Some(Bound { value, open: true }) }
    }

    /// Returns the lower end, if any is known.
    pub fn lower(&self) -> Option<Bound> {
        self.lower
    }

    /// Returns the upper end, if any is known.
    pub fn upper(&self) -> Option<Bound> {
        self.upper
    }

    /// Returns the value where there is only one.
    pub fn as_exact(&self) -> Option<Decimal> {
        match (self.lower, self.upper) {
            (Some(low), Some(high)) if low.value == high.value => Some(low.value),
            _ => None,
        }
    }

    /// Returns true where nothing is known.
    pub fn is_unknown(&self) -> bool {
        self.lower.is_none() && self.upper.is_none()
    }

    /// Returns the interval with 0 as lower end where it has none or a smaller one: for counts.
    pub fn not_negative(self) -> Interval {
        let zero = Bound { value: Decimal::ZERO, open: false };
        let lower = match self.lower {
            Some(bound) if bound.value >= Decimal::ZERO => bound,
            _ => zero,
        };
        Interval::new(Some(lower), self.upper).unwrap_or(Interval::exact(Decimal::ZERO))
    }

    /// Returns true where every value is greater than `x`.
    pub fn all_above(&self, x: Decimal) -> bool {
        self.lower.is_some_and(|low| low.value > x || (low.value == x && low.open))
    }

    /// Returns true where every value is `x` or more.
    pub fn all_at_least(&self, x: Decimal) -> bool {
        self.lower.is_some_and(|low| low.value >= x)
    }

    /// Returns true where every value is less than `x`.
    pub fn all_below(&self, x: Decimal) -> bool {
        self.upper.is_some_and(|high| high.value < x || (high.value == x && high.open))
    }

    /// Returns true where every value is `x` or less.
    pub fn all_at_most(&self, x: Decimal) -> bool {
        self.upper.is_some_and(|high| high.value <= x)
    }

    /// Returns true where every value is greater than every value of the other.
    pub fn all_exceed(&self, other: &Interval) -> bool {
        match (self.lower, other.upper) {
            (Some(low), Some(high)) => {
                low.value > high.value || (low.value == high.value && (low.open || high.open))
            }
            _ => false,
        }
    }

    /// Returns true where `x` may be the value.
    pub fn contains(&self, x: Decimal) -> bool {
        !self.all_above(x) && !self.all_below(x)
    }

    /// Returns the values that lie in both, or nothing where there are none.
    pub fn meet(&self, other: &Interval) -> Option<Interval> {
        let lower = tighter(self.lower, other.lower, Ordering::Greater);
        let upper = tighter(self.upper, other.upper, Ordering::Less);
        Interval::new(lower, upper)
    }

    /// Returns the smallest interval that holds both: an end is known where both ends are.
    pub fn join(&self, other: &Interval) -> Interval {
        Interval {
            lower: looser(self.lower, other.lower, Ordering::Less),
            upper: looser(self.upper, other.upper, Ordering::Greater),
        }
    }

    /// Returns the sum: an end is known where both ends are.
    pub fn plus(&self, other: &Interval) -> Interval {
        Interval { lower: add(self.lower, other.lower), upper: add(self.upper, other.upper) }
    }

    /// Returns the difference: its lower end takes the other's upper end.
    pub fn minus(&self, other: &Interval) -> Interval {
        let negated = |bound: Option<Bound>| bound.map(|b| Bound { value: -b.value, open: b.open });
        self.plus(&Interval { lower: negated(other.upper), upper: negated(other.lower) })
    }

    /// Returns every value times a factor of 0 or more.
    pub fn times(&self, factor: Decimal) -> Interval {
        assert!(factor >= Decimal::ZERO, "a negative factor would turn the interval round");
        let scaled = |bound: Option<Bound>| {
            bound.and_then(|b| {
                Some(Bound { value: b.value.checked_mul(factor)?, open: b.open && !factor.is_zero() })
            })
        };
        Interval { lower: scaled(self.lower), upper: scaled(self.upper) }
    }
}

fn tighter(a: Option<Bound>, b: Option<Bound>, wanted: Ordering) -> Option<Bound> {
    match (a, b) {
        (Some(a), Some(b)) if a.value == b.value => Some(Bound { value: a.value, open: a.open || b.open }),
        (Some(a), Some(b)) => Some(if a.value.cmp(&b.value) == wanted { a } else { b }),
        (a, b) => a.or(b),
    }
}

fn looser(a: Option<Bound>, b: Option<Bound>, wanted: Ordering) -> Option<Bound> {
    match (a?, b?) {
        (a, b) if a.value == b.value => Some(Bound { value: a.value, open: a.open && b.open }),
        (a, b) => Some(if a.value.cmp(&b.value) == wanted { a } else { b }),
    }
}

fn add(a: Option<Bound>, b: Option<Bound>) -> Option<Bound> {
    let (a, b) = (a?, b?);
    Some(Bound { value: a.value.checked_add(b.value)?, open: a.open || b.open })
}

/// An exact fraction `part / whole`, with a whole above 0: a share is rounded once, when printed.
///
/// ```
/// use bantin::model::interval::Ratio;
/// let share = Ratio::new(257.into(), 976.into()).unwrap();
/// assert_eq!(share.percent(1).to_string(), "26.3"); // 26,33 %
/// assert_eq!(Ratio::new(1.into(), 800.into()).unwrap().percent(2).to_string(), "0.13"); // half away from zero
/// assert!(Ratio::new(1.into(), 0.into()).is_none());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    part: Decimal,
    whole: Decimal,
}

impl Ratio {
    /// Returns the fraction, or nothing where the whole is 0 or less.
    pub fn new(part: Decimal, whole: Decimal) -> Option<Ratio> {
        (whole > Decimal::ZERO).then_some(Ratio { part, whole })
    }

    /// Returns the part.
    pub fn part(&self) -> Decimal {
        self.part
    }

    /// Returns the whole.
    pub fn whole(&self) -> Decimal {
        self.whole
    }

    /// Returns the fraction as a decimal, rounded once to `places` decimals, half away from zero; nothing where
    /// it is too large to be written with 28 digits.
    ///
    /// ```
    /// use bantin::model::interval::Ratio;
    /// let projected = Ratio::new(91_900.into(), 365.into()).unwrap();
    /// assert_eq!(projected.rounded(0), Some(252.into())); // 251,78…
    /// ```
    pub fn rounded(&self, places: u32) -> Option<Decimal> {
        let whole = self.whole.checked_mul(Decimal::ONE_HUNDRED)?;
        Some(Ratio { part: self.part, whole }.percent(places))
    }

    /// Returns the fraction in percent, rounded once to `places` decimals, half away from zero.
    pub fn percent(&self, places: u32) -> Decimal {
        use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
        // The quotient of 28 digits may itself have been rounded onto a half: compare exactly.
        let quotient = match self.part.checked_mul(Decimal::ONE_HUNDRED) {
            Some(hundredfold) => hundredfold / self.whole,
            None => self.part / self.whole * Decimal::ONE_HUNDRED,
        };
        let near = quotient.round_dp_with_strategy(places, MidpointAwayFromZero);
        let half = Decimal::new(5, places + 1);
        let step = Decimal::new(1, places);
        let ends = (near - half).checked_mul(self.whole).zip((near + half).checked_mul(self.whole));
        let Some(((low, high), exact)) = ends.zip(self.part.checked_mul(Decimal::ONE_HUNDRED)) else {
            return near;
        };
        match exact.is_sign_negative() {
            false if exact < low => near - step,
            false if exact >= high => near + step,
            true if exact <= low => near - step,
            true if exact > high => near + step,
            _ => near,
        }
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Ratio) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> Ordering {
        match (self.part.checked_mul(other.whole), other.part.checked_mul(self.whole)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // Too large to multiply: 28 digits of the quotients decide.
            _ => (self.part / self.whole).cmp(&(other.part / other.whole)),
        }
    }
}

/// All the values that a fraction of two intervals may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RatioInterval {
    /// The smallest, and whether it is excluded.
    pub lower: Option<(Ratio, bool)>,
    /// The largest, and whether it is excluded.
    pub upper: Option<(Ratio, bool)>,
}

impl RatioInterval {
    /// Returns part over whole for two intervals of values that are 0 or more.
    ///
    /// ```
    /// use bantin::model::interval::{Interval, RatioInterval};
    /// // 80 of more than 200 is less than 40 %: the end itself is excluded.
    /// let share = RatioInterval::of(&Interval::exact(80.into()), &Interval::more_than(200.into()));
    /// let (upper, open) = share.upper.unwrap();
    /// assert_eq!((upper.percent(1).to_string().as_str(), open), ("40", true));
    /// ```
    pub fn of(part: &Interval, whole: &Interval) -> RatioInterval {
        let over = |part: Option<Bound>, whole: Option<Bound>| {
            let (part, whole) = (part?, whole?);
            Some((Ratio::new(part.value, whole.value)?, part.open || whole.open))
        };
        RatioInterval { lower: over(part.lower, whole.upper), upper: over(part.upper, whole.lower) }
    }

    /// Returns the fraction where there is only one.
    pub fn as_exact(&self) -> Option<Ratio> {
        match (self.lower, self.upper) {
            (Some((low, false)), Some((high, false))) if low == high => Some(low),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn n(value: i64) -> Decimal {
        Decimal::from(value)
    }

    #[test]
    fn an_open_end_stays_open_in_a_sum() {
        let sum = Interval::more_than(n(10)).plus(&Interval::exact(n(5)));
        assert_eq!(sum, Interval::more_than(n(15)));
    }

    #[test]
    fn one_exceeds_the_other_only_with_all_its_values() {
        let exceeds = |a: Interval, b: Interval| a.all_exceed(&b);
        assert!(exceeds(Interval::more_than(n(50)), Interval::exact(n(50))));
        assert!(!exceeds(Interval::at_least(n(50)), Interval::exact(n(50))));
        assert!(exceeds(Interval::at_least(n(50)), Interval::less_than(n(50))));
        assert!(!exceeds(Interval::exact(n(60)), Interval::at_least(n(50))));
        assert!(!exceeds(Interval::UNKNOWN, Interval::exact(n(0))));
    }

    #[test]
    fn a_join_holds_both() {
        let join = Interval::exact(n(450)).join(&Interval::exact(n(470)));
        assert!(join.contains(n(450)) && join.contains(n(470)) && !join.contains(n(471)));
        assert_eq!(Interval::exact(n(3)).join(&Interval::more_than(n(5))).upper(), None);
    }

    #[test]
    fn the_floor_itself_is_met_but_not_passed() {
        let exact = Interval::exact(n(50));
        assert!(exact.all_at_least(n(50)) && !exact.all_above(n(50)));
        assert!(Interval::more_than(n(50)).all_above(n(50)));
    }

    #[test]
    fn the_output_of_a_province_in_dong_can_be_compared() {
        let (now, before) = (n(400_000_000_000_000), n(300_000_000_000_000));
        let ratio = Ratio::new(now, before).unwrap();
        assert!(ratio > Ratio::new(1.into(), 1.into()).unwrap() && ratio.cmp(&ratio).is_eq());
        assert_eq!(ratio.percent(1).to_string(), "133.3");
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        let percent = |a: i64, b: i64, places| Ratio::new(n(a), n(b)).unwrap().percent(places).to_string();
        assert_eq!(percent(2355, 100_000, 2), "2.36");
        assert_eq!(percent(-5, 100_000, 2), "-0.01");
        assert_eq!(percent(2, 3, 1), "66.7");
    }

    proptest! {
        #[test]
        fn percent_is_the_nearest(part in -100_000i64..100_000, whole in 1i64..100_000, places in 0u32..4) {
            let ratio = Ratio::new(n(part), n(whole)).unwrap();
            let scale = 10i128.pow(places) * 100;
            let (twice, whole) = (part as i128 * scale * 2, whole as i128);
            let magnitude = (twice.abs() + whole) / (2 * whole);
            let expected = if part < 0 { -magnitude } else { magnitude };
            prop_assert_eq!(ratio.percent(places) * n(10i64.pow(places)), Decimal::from(expected));
        }

        #[test]
        fn a_difference_holds_every_difference(a in 0i64..500, da in 0i64..50, b in 0i64..500, db in 0i64..50) {
            let interval = |low: i64, d: i64| Interval::new(
                Some(Bound { value: n(low), open: false }), Some(Bound { value: n(low + d), open: false })).unwrap();
            let difference = interval(a, da).minus(&interval(b, db));
            prop_assert!(difference.contains(n(a + da - b)) && difference.contains(n(a - b - db)));
            prop_assert!(!difference.contains(n(a + da - b + 1)));
        }
    }
}
