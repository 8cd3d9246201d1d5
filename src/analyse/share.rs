//! Shares of a part in the whole that its report names.

use super::derived::{Derived, DerivedKind, DerivedValue};
use super::ledger::{Cell, Known, Ledger, whole_of};
use crate::model::Project;
use crate::model::interval::RatioInterval;
use crate::model::period::Day;
use crate::model::report::StatementKind;

/// Returns the share of a part in its whole: part / whole, in percent; nothing where the report prints
/// one, or where no number is known for either.
///
/// The whole is the figure that the part stands under in its own report, so that a later revision of
/// the whole does not meet an old part.
pub fn of_whole(
    project: &Project,
    ledger: &Ledger,
    cell: Cell,
    known: Known,
    cutoff: Day,
) -> Option<Derived> {
    let figure = project.figure(known.figure);
    if figure.statements().iter().any(|said| said.kind == StatementKind::ShareOfWhole) {
        return None;
    }
    let whole = match whole_of(project, known.figure, cutoff) {
        Some(whole) => whole,
        None => {
            let (outer, _) = cell.parts.parent()?;
            ledger.known(project, Cell { parts: outer, ..cell }, cutoff)?.figure
        }
    };
    let values = |key| ledger.values(project, key, cutoff);
    let share = RatioInterval::of(&values(known.figure)?, &values(whole)?);
    (share != RatioInterval::default()).then(|| Derived {
        cell,
        kind: DerivedKind::ShareOfWhole,
        value: DerivedValue::Share(share),
        from: ledger.with_opponents(project, vec![known.figure, whole], cutoff),
    })
}
