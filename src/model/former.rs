//! What a zone or a body was called before it was renamed.

use super::period::Day;
use super::wording::Wording;

/// A name that held until a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerName {
    /// The last day of the name.
    pub until: Day,
    /// The full name.
    pub name: Wording,
    /// A name for tables.
    pub short: Wording,
    /// The province that a zone lay in, where that was another.
    pub province: Option<String>,
}

/// Returns the former name that held on a day, given all of them ordered by their last days; nothing after the last.
///
/// ```
/// use bantin::model::former::{FormerName, on};
/// use bantin::model::{period::Day, wording::Wording};
/// let name = Wording::vi("Các khu công nghiệp tỉnh Bắc Giang");
/// let until = Day::new(2025, 6, 30).unwrap();
/// let names = [FormerName { until, short: name.clone(), name, province: None }];
/// assert!(on(&names, until).is_some() && on(&names, Day::new(2025, 7, 1).unwrap()).is_none());
/// ```
pub fn on(names: &[FormerName], day: Day) -> Option<&FormerName> {
    names.iter().find(|one| day <= one.until)
}
