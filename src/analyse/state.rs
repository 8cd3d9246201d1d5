//! What is known about a stock at a date.

use super::ledger::{Known, Ledger};
use crate::model::Project;
use crate::model::id::{BodyKey, IndicatorKey, Parts};
use crate::model::period::{Day, Period};

/// Returns the latest state that is known at a cut-off and dated no later than `day`.
pub fn latest(
    project: &Project,
    ledger: &Ledger,
    series: (BodyKey, IndicatorKey, Parts),
    day: Day,
    cutoff: Day,
) -> Option<Known> {
    let known = ledger.series(project, series, cutoff);
    let dated = known.into_iter().filter(|known| known.time.from() <= day);
    dated
        .filter(|known| project.figure(known.figure).quantity().is_some())
        .max_by_key(|known| known.time.to())
}

/// Returns the state that opens a window: dated the day before it, its first day, or the month that ends the day
/// before. Of a longer time it is that of some day in it, and opens nothing; nothing is interpolated.
pub fn opening(
    project: &Project,
    ledger: &Ledger,
    series: (BodyKey, IndicatorKey, Parts),
    first: Day,
    cutoff: Day,
) -> Option<Known> {
    let known = ledger.series(project, series, cutoff);
    let before = first.previous();
    known
        .into_iter()
        .filter(|known| project.figure(known.figure).quantity().is_some())
        .find(|known| is_of_day(known.time, before) || is_of_day(known.time, first))
}

/// Returns true where a state of a time is that of a day: dated to it, or to the month that ends with it.
pub fn is_of_day(time: Period, day: Day) -> bool {
    time.to() == day && time.days() <= 31
}
