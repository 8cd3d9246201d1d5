//! What a printed percentage implies: the whole numbers of which it can be the percentage.

use super::derived::{Derived, DerivedKind, DerivedValue};
use super::ledger::{Cell, Known, Ledger};
use crate::model::Project;
use crate::model::id::Parts;
use crate::model::interval::Interval;
use crate::model::period::Day;
use crate::model::report::StatementKind;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Returns the smallest and the largest whole number `d` with `part / d` printed as `percent`; nothing
/// where there is none, or no end.
///
/// ```
/// use bantin::analyse::implied::whole_numbers;
/// use bantin::model::quantity::Quantity;
/// let printed = |tenths: i64| Quantity::as_rounded(rust_decimal::Decimal::new(tenths, 1), 1);
/// assert_eq!(whole_numbers(275.into(), &printed(952)), Some((289, 289))); // 275 is 95,2 % of 289 only
/// assert_eq!(whole_numbers(51.into(), &printed(154)), Some((331, 332)));
/// assert_eq!(whole_numbers(3442.into(), &printed(3442)), Some((1000, 1000)));
/// ```
pub fn whole_numbers(part: Decimal, percent: &Interval) -> Option<(u64, u64)> {
    let (low, high) = (percent.lower()?, percent.upper()?);
    if part <= Decimal::ZERO || low.value <= Decimal::ZERO {
        return None;
    }
    let hundredfold = part.checked_mul(Decimal::ONE_HUNDRED)?;
    // part·100 ≥ low·d and part·100 ≤ high·d, or strictly where the end is open: try the neighbours
    // of the quotient, which is rounded at its 28th digit.
    let fits = |d: Decimal| {
        let (Some(a), Some(b)) = (low.value.checked_mul(d), high.value.checked_mul(d)) else { return false };
        (if low.open { hundredfold > a } else { hundredfold >= a })
            && (if high.open { hundredfold < b } else { hundredfold <= b })
    };
    let quotient = |end: Decimal| hundredfold.checked_div(end).filter(|x| *x <= Decimal::from(u64::MAX));
    let around = |x: Decimal| {
        let near = x.round();
        [near - Decimal::ONE, near, near + Decimal::ONE].into_iter().filter(|d| *d > Decimal::ZERO)
    };
    let first = around(quotient(high.value)?).find(|&d| fits(d))?;
    let last = around(quotient(low.value)?).rfind(|&d| fits(d))?;
    Some((first.to_u64()?, last.to_u64()?))
}

/// Returns the same of what is measured: the smallest and the largest number with so many decimals.
pub fn numbers(part: Decimal, decimals: u32, percent: &Interval) -> Option<(Decimal, Decimal)> {
    // What is measured to a tenth is counted in tenths.
    let step = Decimal::new(1, decimals);
    let (first, last) = whole_numbers(part / step, percent)?;
    Some((step * Decimal::from(first), step * Decimal::from(last)))
}

/// Returns the wholes and targets that the printed percentages of a figure imply: only where the
/// figure is exact and no report or plan gives the number itself.
pub fn of_figure(project: &Project, ledger: &Ledger, cell: Cell, known: Known, cutoff: Day) -> Vec<Derived> {
    let figure = project.figure(known.figure);
    let Some(part) = figure.quantity().and_then(|quantity| quantity.interval().as_exact()) else {
        return Vec::new();
    };
    let mut derived = Vec::new();
    for said in figure.statements() {
        let kind = match &said.kind {
            StatementKind::ShareOf(whole) => {
                let of = Cell { indicator: *whole, parts: Parts::WHOLE, ..cell };
                let stated = ledger.known(project, of, cutoff);
                if stated.is_some_and(|known| project.figure(known.figure).quantity().is_some()) {
                    continue;
                }
                DerivedKind::ImpliedWhole(*whole)
            }
            StatementKind::Attained(plan) => {
                let zone = project.zone(cell.body.zone);
                if zone.find_plan(cell.body.zone, plan.as_str()).is_some() {
                    continue;
                }
                DerivedKind::ImpliedTarget(plan.clone())
            }
            _ => continue,
        };
        let decimals = match kind {
            DerivedKind::ImpliedWhole(whole) => project.registry.indicator(whole).decimals,
            _ => project.registry.indicator(cell.indicator).decimals,
        };
        if let Some((first, last)) = numbers(part, decimals, &said.quantity.interval()) {
            let value = DerivedValue::WholeNumbers(first, last);
            derived.push(Derived { cell, kind, value, from: vec![known.figure] });
        }
    }
    derived
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::interval::{Bound, Ratio};
    use crate::model::quantity::Quantity;
    use proptest::prelude::*;

    #[test]
    fn a_percentage_of_nearly_nothing_implies_no_number() {
        let printed = Quantity::as_rounded(Decimal::new(1, 12), 12);
        assert_eq!(whole_numbers(u64::MAX.into(), &printed), None);
        let bound = |value: u64| Some(Bound { value: value.into(), open: false });
        let wide = Interval::new(bound(1), bound(u64::MAX)).unwrap();
        assert_eq!(whole_numbers(100.into(), &wide), Some((1, 10_000)));
    }

    proptest! {
        /// Exactly the numbers in the range print as the percentage, and no others nearby.
        #[test]
        fn exactly_the_numbers_that_print_alike(part in 1i64..5000, whole in 1i64..5000) {
            let printed = Ratio::new(part.into(), whole.into()).unwrap().percent(1);
            prop_assume!(printed >= Decimal::new(1, 1));
            let (first, last) = whole_numbers(part.into(), &Quantity::as_rounded(printed, 1)).unwrap();
            prop_assert!((first..=last).contains(&(whole as u64)));
            let prints = |d: u64| d > 0 && Ratio::new(part.into(), d.into()).unwrap().percent(1) == printed;
            prop_assert!(prints(first) && prints(last) && !prints(first - 1) && !prints(last + 1));
        }
    }
}
