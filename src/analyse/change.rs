//! Changes of a stock since an earlier state.

use super::derived::{Derived, DerivedKind, DerivedValue};
use super::ledger::{Cell, Known, Ledger};
use crate::model::Project;
use crate::model::id::{FigureKey, ZoneKey};
use crate::model::indicator::Measure;
use crate::model::interval::{Bound, Interval, Ratio, RatioInterval};
use crate::model::period::{Day, Period};
use crate::model::quantity::{Quantity, Scale};
use crate::model::report::{Statement, StatementKind};
use rust_decimal::Decimal;

/// Returns, for each state of a stock but the first, the change since the first and since the state
/// before: later − earlier. None across a declared break, none where the report prints it, none where
/// the difference of the intervals has no end.
pub fn of_stocks(project: &Project, ledger: &Ledger, known: &[(Cell, Known)], cutoff: Day) -> Vec<Derived> {
    let stock = |cell: &Cell| project.registry.indicator(cell.indicator).measure == Measure::Stock;
    let states: Vec<&(Cell, Known)> = known.iter().filter(|(cell, _)| stock(cell)).collect();
    let same = |a: &&(Cell, Known), b: &&(Cell, Known)| {
        (a.0.body, a.0.indicator, a.0.parts) == (b.0.body, b.0.indicator, b.0.parts)
    };
    let mut derived = Vec::new();
    for series in states.chunk_by(same) {
        for (n, (cell, now)) in series.iter().enumerate().skip(1) {
            let mut bases = vec![0, n - 1];
            bases.dedup();
            for &(base, earlier) in bases.iter().map(|&base| series[base]) {
                if !broken(project, ledger.zone(), *cell, base.time, cutoff) {
                    let earlier = (base.time, earlier.figure);
                    derived.extend(since((project, ledger, cutoff), *cell, now.figure, earlier));
                }
            }
        }
    }
    derived
}

fn since(
    (project, ledger, cutoff): (&Project, &Ledger, Day),
    cell: Cell,
    now: FigureKey,
    (base, earlier): (Period, FigureKey),
) -> Vec<Derived> {
    let figure = project.figure(now);
    let values = |key| ledger.values(project, key, cutoff);
    let (Some(later), Some(before)) = (values(now), values(earlier)) else { return Vec::new() };
    // A change printed in percent leaves the amount to be computed.
    let said = |kind: StatementKind| {
        figure.statements().iter().any(|said| said.kind == kind && said.quantity.scale() != Scale::Percent)
    };
    let from = ledger.with_opponents(project, vec![now, earlier], cutoff);
    let mut derived = Vec::new();
    let change = later.minus(&before);
    if change != Interval::UNKNOWN && !said(StatementKind::ChangeSince(base)) {
        let value = DerivedValue::Amount(change);
        derived.push(Derived { cell, kind: DerivedKind::ChangeSince(base), value, from: from.clone() });
    }
    let times = RatioInterval::of(&later, &before);
    if times.as_exact().is_some() && !said(StatementKind::TimesSince(base)) {
        let value = DerivedValue::Share(times);
        derived.push(Derived { cell, kind: DerivedKind::TimesSince(base), value, from });
    }
    derived
}

/// Returns the values that the earlier state may have by a printed change or multiple of it; anything where
/// that cannot be computed.
///
/// ```
/// use bantin::analyse::change::implied_base;
/// use bantin::model::{interval::Interval, period::Period, quantity::Quantity};
/// use bantin::model::report::{Statement, StatementKind};
/// let since = StatementKind::ChangeSince(Period::month(2014, 6).unwrap());
/// let said = Statement { kind: since, quantity: Quantity::whole(115), at: Default::default() };
/// assert_eq!(implied_base(&Interval::exact(150.into()), &said), Interval::exact(35.into()));
/// ```
pub fn implied_base(now: &Interval, said: &Statement) -> Interval {
    match By::of(said) {
        Some(By::Amount(by)) => now.minus(&by),
        Some(By::Times(by)) => {
            let fraction = RatioInterval::of(now, &by);
            let end = |end: Option<(Ratio, bool)>| {
                let (ratio, open) = end?;
                Some(Bound { value: ratio.part().checked_div(ratio.whole())?, open })
            };
            Interval::new(end(fraction.lower), end(fraction.upper)).unwrap_or(Interval::UNKNOWN)
        }
        None => Interval::UNKNOWN,
    }
}

/// How a later state follows from the earlier one, by a printed change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// So much is added: "tăng 115".
    Amount(Interval),
    /// It is so many times as much: "gấp 2 lần"; "tăng 10%" is 1.095 to 1.105 times.
    Times(Interval),
}

impl By {
    /// Returns how a printed change or multiple leads from the earlier state to the later one; nothing for
    /// other statements.
    ///
    /// ```
    /// use bantin::analyse::change::By;
    /// use bantin::model::{interval::Interval, period::Period, quantity::{Quantity, Scale}};
    /// use bantin::model::report::{Statement, StatementKind};
    /// let since = StatementKind::ChangeSince(Period::year(2023).unwrap());
    /// let rose = Quantity::worded("tăng ít nhất 10%", Scale::Percent, Interval::at_least(10.into()));
    /// let said = Statement { kind: since, quantity: rose, at: Default::default() };
    /// assert_eq!(By::of(&said), Some(By::Times(Interval::at_least("1.1".parse().unwrap()))));
    /// ```
    pub fn of(said: &Statement) -> Option<By> {
        match &said.kind {
            StatementKind::ChangeSince(_) => Some(By::change(&said.quantity)),
            StatementKind::TimesSince(_) => Some(By::Times(said.quantity.interval())),
            _ => None,
        }
    }

    /// Returns how a change leads from the earlier state to the later one: by an amount, or by a part of the
    /// earlier state where it is in percent.
    pub fn change(change: &Quantity) -> By {
        if change.scale() != Scale::Percent {
            return By::Amount(change.interval());
        }
        let percent = Interval::exact(Decimal::ONE_HUNDRED).plus(&change.interval());
        By::Times(match percent.is_unknown() {
            true => Interval::UNKNOWN,
            false => percent.times(Decimal::new(1, 2)).not_negative(),
        })
    }
}

/// Returns true where an event between the two states, known at a cut-off, says that they are not comparable.
pub fn broken(project: &Project, zone: ZoneKey, cell: Cell, base: Period, cutoff: Day) -> bool {
    let reports = project.zone(zone).reports.iter().filter(|report| report.source.known_from() <= cutoff);
    let events = reports.flat_map(|report| &report.events);
    let between = |date: Period| date.to() > base.to() && date.from() <= cell.time.to();
    events
        .filter(|event| event.body == cell.body && event.breaks.contains(&cell.indicator))
        .any(|event| between(event.date))
}
