//! The verdict rules: what may be said of a result against a goal.
//!
//! A verdict holds only when it holds over the whole interval. *Cơ bản đạt* and *gần đạt* are never
//! computed.

use crate::model::id::{BodyKey, IndicatorKey};
use crate::model::interval::{Interval, Ratio, RatioInterval};
use crate::model::period::Period;
use crate::model::plan::Goal;
use crate::model::report::Missing;
use rust_decimal::Decimal;

/// What may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// *Vượt*: the whole interval lies above the goal.
    Exceeded,
    /// *Đạt*: all of it is at the goal or more.
    Met,
    /// *Đúng tiến độ*: the window is open, and all of it is at the goal's share of the time gone.
    OnPace,
    /// *Chậm tiến độ*: the window is open, and all of it is below that.
    Behind,
    /// *Không đạt*: the window is closed, and all of it is below the goal.
    Missed,
    /// *Không đủ cơ sở để tính*, with a [`Reason`].
    Undetermined,
}

impl Verdict {
    /// All verdicts, from the best to the one that says nothing.
    pub const ALL: [Verdict; 6] = [
        Verdict::Exceeded,
        Verdict::Met,
        Verdict::OnPace,
        Verdict::Behind,
        Verdict::Missed,
        Verdict::Undetermined,
    ];

    /// Returns its name in data.
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Exceeded => "exceeded",
            Verdict::Met => "met",
            Verdict::OnPace => "on-pace",
            Verdict::Behind => "behind",
            Verdict::Missed => "missed",
            Verdict::Undetermined => "undetermined",
        }
    }
}

/// Why no verdict can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The window begins after the cut-off.
    NotBegun,
    /// No report known at the cut-off gives this figure for this body.
    NoResult,
    /// Not for this body; another body of the zone reports the same indicator.
    OtherBody(BodyKey),
    /// A report says that there is no figure.
    Declared(Missing),
    /// There are figures, but for other periods only; the nearest one.
    OtherPeriod(Period),
    /// A figure covers a part of the window and days outside it: nothing follows for the window.
    Overlapping(Period),
    /// The figures cover a part of the window only, to this day: the whole is at least that much.
    PartOfWindow(Period),
    /// A figure over a longer period bounds the window from above only.
    LongerPeriod(Period),
    /// The state is known for an earlier date only, and may have changed since.
    EarlierState(Period),
    /// More of the window has gone since the newest result than before it: nothing is said of the pace.
    Stale(Period),
    /// Two reports disagree about the figure, and nothing says which is right.
    Disputed,
    /// The plan or the report says "about".
    Approximate,
    /// The printed precision leaves both answers open.
    Imprecise,
    /// The share's whole is not known for the same time.
    NoWhole(IndicatorKey),
    /// The stock that opens the window is not known.
    NoOpening(IndicatorKey),
    /// The window is open and there is no state at its begin to measure the pace from.
    NoBaseline,
    /// The limit is not passed so far, and the window is open.
    LimitOpen,
    /// A milestone is due and nobody has said whether it was reached.
    NoStatement,
}

/// What is compared with the goal: an amount, or a share in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actual {
    /// In the indicator's unit.
    Amount(Interval),
    /// A fraction; the goal is in percent.
    Share(RatioInterval),
    /// A share as printed, in percent.
    Percent(Interval),
}

impl Actual {
    fn all_above(&self, x: Decimal) -> bool {
        match self {
            Actual::Amount(interval) | Actual::Percent(interval) => interval.all_above(x),
            Actual::Share(share) => {
                share.lower.is_some_and(|(low, open)| low > percent(x) || (open && low == percent(x)))
            }
        }
    }

    fn all_at_least(&self, x: Decimal) -> bool {
        match self {
            Actual::Amount(interval) | Actual::Percent(interval) => interval.all_at_least(x),
            Actual::Share(share) => share.lower.is_some_and(|(low, _)| low >= percent(x)),
        }
    }

    fn all_below(&self, x: Decimal) -> bool {
        match self {
            Actual::Amount(interval) | Actual::Percent(interval) => interval.all_below(x),
            Actual::Share(share) => {
                share.upper.is_some_and(|(high, open)| high < percent(x) || (open && high == percent(x)))
            }
        }
    }

    fn all_at_most(&self, x: Decimal) -> bool {
        match self {
            Actual::Amount(interval) | Actual::Percent(interval) => interval.all_at_most(x),
            Actual::Share(share) => share.upper.is_some_and(|(high, _)| high <= percent(x)),
        }
    }
}

fn percent(x: Decimal) -> Ratio {
    Ratio::new(x, Decimal::ONE_HUNDRED).expect("a hundred is above 0")
}

/// How far the window has gone, and so what is required by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Its last day has passed.
    Closed,
    /// It is open, and a flow or a rate: the goal's share of the time gone is required.
    Open(Ratio),
    /// It is open, and a state: the way from the baseline to the goal, by the share of the time gone.
    OpenFrom(Decimal, Ratio),
    /// It is open, and a state without a baseline: no pace can be told.
    OpenWithoutBaseline,
    /// It is open, and a share of what has come so far: the goal holds at any time.
    OpenShare,
}

impl Progress {
    /// Returns what is required by now for a goal of `x`; nothing where no pace can be told.
    ///
    /// ```
    /// use bantin::analyse::verdict::Progress;
    /// use bantin::model::interval::Ratio;
    /// let half = Ratio::new(1.into(), 2.into()).unwrap();
    /// assert_eq!(Progress::Open(half).required(50.into()), Some(25.into()));
    /// assert_eq!(Progress::OpenFrom(10.into(), half).required(50.into()), Some(30.into()));
    /// ```
    pub fn required(&self, x: Decimal) -> Option<Decimal> {
        match self {
            Progress::Closed | Progress::OpenShare => Some(x),
            Progress::Open(gone) => Some(x * gone.part() / gone.whole()),
            Progress::OpenFrom(baseline, gone) => {
                Some(baseline + (x - baseline) * gone.part() / gone.whole())
            }
            Progress::OpenWithoutBaseline => None,
        }
    }
}

/// Returns the verdict, or why there can be none.
///
/// ```
/// use bantin::analyse::verdict::{judge, Actual, Progress, Verdict};
/// use bantin::model::{interval::Interval, plan::Goal};
/// let result = |n: i64| Actual::Amount(Interval::exact(n.into()));
/// let floor = Goal::AtLeast(50.into());
/// assert_eq!(judge(&floor, &result(50), Progress::Closed), Ok(Verdict::Met));
/// assert_eq!(judge(&floor, &result(51), Progress::Closed), Ok(Verdict::Exceeded));
/// assert_eq!(judge(&floor, &result(49), Progress::Closed), Ok(Verdict::Missed));
/// ```
pub fn judge(goal: &Goal, actual: &Actual, progress: Progress) -> Result<Verdict, Reason> {
    match *goal {
        Goal::About => Err(Reason::Approximate),
        Goal::AtLeast(x) if actual.all_above(x) => Ok(Verdict::Exceeded),
        Goal::AtLeast(x) if actual.all_at_least(x) => Ok(Verdict::Met),
        Goal::MoreThan(x) if actual.all_above(x) => Ok(Verdict::Met),
        Goal::Between(_, high) if actual.all_above(high) => Ok(Verdict::Exceeded),
        Goal::Between(low, _) if actual.all_at_least(low) => Ok(Verdict::Met),
        Goal::AtMost(x) => limit(x, actual, progress),
        Goal::MoreThan(x) if progress == Progress::Closed && actual.all_at_most(x) => Ok(Verdict::Missed),
        Goal::AtLeast(x) | Goal::MoreThan(x) | Goal::Between(x, _) => short_of(x, actual, progress),
    }
}

/// A floor that is not surely reached.
fn short_of(x: Decimal, actual: &Actual, progress: Progress) -> Result<Verdict, Reason> {
    let Some(required) = progress.required(x) else { return Err(Reason::NoBaseline) };
    match progress {
        Progress::Closed if actual.all_below(x) => Ok(Verdict::Missed),
        Progress::Closed => Err(Reason::Imprecise),
        _ if actual.all_at_least(required) => Ok(Verdict::OnPace),
        _ if actual.all_below(required) => Ok(Verdict::Behind),
        _ => Err(Reason::Imprecise),
    }
}

/// A ceiling. A flow that has passed it stays above it; a state or a share may come down again until the
/// window closes.
fn limit(x: Decimal, actual: &Actual, progress: Progress) -> Result<Verdict, Reason> {
    match progress {
        Progress::Closed if actual.all_above(x) => Ok(Verdict::Missed),
        Progress::Closed if actual.all_at_most(x) => Ok(Verdict::Met),
        Progress::Closed => Err(Reason::Imprecise),
        Progress::Open(_) if actual.all_above(x) => Ok(Verdict::Missed),
        _ => match progress.required(x) {
            Some(required) if actual.all_at_most(required) => Ok(Verdict::OnPace),
            Some(required) if actual.all_above(required) && !matches!(progress, Progress::Open(_)) => {
                Ok(Verdict::Behind)
            }
            Some(_) => Err(Reason::LimitOpen),
            None if actual.all_above(x) => Err(Reason::NoBaseline),
            None => Err(Reason::LimitOpen),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn amount(low: i64, high: i64) -> Actual {
        let bound = |value: i64| Some(crate::model::interval::Bound { value: value.into(), open: false });
        Actual::Amount(Interval::new(bound(low), bound(high)).unwrap())
    }

    fn gone(part: i64, whole: i64) -> Progress {
        Progress::Open(Ratio::new(part.into(), whole.into()).unwrap())
    }

    #[test]
    fn a_range_is_met_inside_and_exceeded_above() {
        let range = Goal::Between(5.into(), 7.into());
        let verdict = |n| judge(&range, &amount(n, n), Progress::Closed);
        assert_eq!(verdict(4), Ok(Verdict::Missed));
        assert_eq!(verdict(5), Ok(Verdict::Met));
        assert_eq!(verdict(7), Ok(Verdict::Met));
        assert_eq!(verdict(8), Ok(Verdict::Exceeded));
    }

    #[test]
    fn an_open_window_asks_for_its_share() {
        let floor = Goal::AtLeast(100.into());
        assert_eq!(judge(&floor, &amount(50, 50), gone(1, 2)), Ok(Verdict::OnPace));
        assert_eq!(judge(&floor, &amount(49, 49), gone(1, 2)), Ok(Verdict::Behind));
        assert_eq!(judge(&floor, &amount(49, 51), gone(1, 2)), Err(Reason::Imprecise));
        assert_eq!(judge(&floor, &amount(100, 100), gone(1, 2)), Ok(Verdict::Met));
    }

    #[test]
    fn a_state_may_come_down_to_its_ceiling_until_the_end() {
        let half = Ratio::new(1.into(), 2.into()).unwrap();
        let ceiling = Goal::AtMost(30.into());
        let from_fifty = Progress::OpenFrom(50.into(), half);
        assert_eq!(judge(&ceiling, &amount(40, 40), from_fifty), Ok(Verdict::OnPace));
        assert_eq!(judge(&ceiling, &amount(45, 45), from_fifty), Ok(Verdict::Behind));
        assert_eq!(judge(&ceiling, &amount(40, 40), Progress::Closed), Ok(Verdict::Missed));
    }

    #[test]
    fn over_the_floor_is_exceeded_only_when_the_floor_is_excluded() {
        let floor = Goal::AtLeast(14_000.into());
        let over = Actual::Amount(Interval::more_than(14_000.into()));
        let least = Actual::Amount(Interval::at_least(14_000.into()));
        assert_eq!(judge(&floor, &over, Progress::Closed), Ok(Verdict::Exceeded));
        assert_eq!(judge(&floor, &least, Progress::Closed), Ok(Verdict::Met));
    }

    #[test]
    fn a_ceiling_is_broken_at_once_and_kept_only_at_the_end() {
        let ceiling = Goal::AtMost(3.into());
        assert_eq!(judge(&ceiling, &amount(4, 4), gone(1, 2)), Ok(Verdict::Missed));
        assert_eq!(judge(&ceiling, &amount(3, 3), gone(1, 2)), Err(Reason::LimitOpen));
        assert_eq!(judge(&ceiling, &amount(3, 3), Progress::Closed), Ok(Verdict::Met));
    }

    proptest! {
        /// A verdict over an interval is the verdict of each of its values, save that exceeded counts as met.
        #[test]
        fn a_verdict_holds_over_the_whole_interval(low in 0i64..40, width in 0i64..10, x in 0i64..40, part in 0i64..=10) {
            for progress in [Progress::Closed, gone(part, 10)] {
                for goal in [Goal::AtLeast(x.into()), Goal::Between(x.into(), (x + 3).into()), Goal::AtMost(x.into())] {
                    let Ok(verdict) = judge(&goal, &amount(low, low + width), progress) else { continue };
                    for n in low..=low + width {
                        let own = judge(&goal, &amount(n, n), progress);
                        let same = own == Ok(verdict)
                            || verdict == Verdict::Met && own == Ok(Verdict::Exceeded)
                            || verdict == Verdict::OnPace && matches!(own, Ok(Verdict::Met | Verdict::Exceeded));
                        prop_assert!(same, "{verdict:?} over {low}..={} but {own:?} at {n}", low + width);
                    }
                }
            }
        }
    }
}
