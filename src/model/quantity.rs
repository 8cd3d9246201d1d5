//! A [`Quantity`]: a number in the words of its report, and the interval of exact decimals it means.

use super::interval::{Bound, Interval};
use rust_decimal::Decimal;

/// What the numbers of a [`Quantity`] count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// Things or people: never negative, never a fraction unless the unit is divisible.
    Count,
    /// Percent of something: `"15,4%"` is 15.35 to 15.45.
    Percent,
    /// A multiple: `"gấp 2 lần"`.
    Times,
}

/// A number as printed, and what it means.
///
/// Most figures are plain whole numbers; these take no memory beside the value itself.
///
/// ```
/// use bantin::model::quantity::Quantity;
/// let members = Quantity::whole(257);
/// assert_eq!(members.printed(), "257");
/// assert_eq!(members.interval().as_exact(), Some(257.into()));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity(Form);

#[derive(Debug, Clone, PartialEq)]
enum Form {
    /// Digits, the last `places` of which stand behind the comma.
    Plain {
        digits: u64,
        places: u32,
    },
    Worded(Box<Worded>),
}

#[derive(Debug, Clone, PartialEq)]
struct Worded {
    printed: Box<str>,
    interval: Interval,
    scale: Scale,
    approximate: Option<Approximate>,
    comparable: bool,
}

/// The number or numbers that "khoảng" stands before: shown and drawn, never computed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Approximate {
    /// The number, or the lower one of two.
    pub from: Decimal,
    /// The higher one of two, else the same.
    pub to: Decimal,
}

impl Quantity {
    /// Returns an exact count, printed with its digits alone.
    pub fn whole(value: u64) -> Quantity {
        Quantity::exact(value, 0)
    }

    /// Returns an exact amount with decimals, printed with its digits and a comma: 125 and 1 are "12,5".
    ///
    /// ```
    /// use bantin::model::quantity::Quantity;
    /// assert_eq!(Quantity::exact(125, 1).printed(), "12,5");
    /// assert_eq!(Quantity::exact(5, 2).interval().as_exact(), Some("0.05".parse().unwrap()));
    /// ```
    pub fn exact(digits: u64, places: u32) -> Quantity {
        Quantity(Form::Plain { digits, places })
    }

    /// Returns a quantity in words that were parsed to an interval.
    pub fn worded(printed: &str, scale: Scale, interval: Interval) -> Quantity {
        let (approximate, comparable) = (None, true);
        Quantity(Form::Worded(Box::new(Worded {
            printed: printed.into(),
            interval,
            scale,
            approximate,
            comparable,
        })))
    }

    /// Returns a quantity with "about": no bound is invented for it.
    pub fn about(printed: &str, scale: Scale, near: Approximate) -> Quantity {
        let (interval, approximate, comparable) = (Interval::UNKNOWN, Some(near), false);
        Quantity(Form::Worded(Box::new(Worded {
            printed: printed.into(),
            interval,
            scale,
            approximate,
            comparable,
        })))
    }

    /// Returns a quantity whose words have no one meaning ("tăng 5 lần"): kept, never computed with.
    pub fn kept(printed: &str, scale: Scale) -> Quantity {
        let (interval, approximate, comparable) = (Interval::UNKNOWN, None, false);
        Quantity(Form::Worded(Box::new(Worded {
            printed: printed.into(),
            interval,
            scale,
            approximate,
            comparable,
        })))
    }

    /// Returns the words of the report, trimmed.
    pub fn printed(&self) -> std::borrow::Cow<'_, str> {
        match &self.0 {
            Form::Plain { digits, places: 0 } => digits.to_string().into(),
            Form::Plain { .. } => self.plain_value().to_string().replace('.', ",").into(),
            Form::Worded(worded) => worded.printed.as_ref().into(),
        }
    }

    /// Returns the values that it may have; [`Interval::UNKNOWN`] for "about".
    pub fn interval(&self) -> Interval {
        match &self.0 {
            Form::Plain { .. } => Interval::exact(self.plain_value()),
            Form::Worded(worded) => worded.interval,
        }
    }

    fn plain_value(&self) -> Decimal {
        match self.0 {
            Form::Plain { digits, places: 0 } => digits.into(),
            Form::Plain { digits, places } => Decimal::from_i128_with_scale(digits.into(), places),
            Form::Worded(_) => unreachable!("asked of plain digits only"),
        }
    }

    /// Returns what the numbers count.
    pub fn scale(&self) -> Scale {
        match &self.0 {
            Form::Plain { .. } => Scale::Count,
            Form::Worded(worded) => worded.scale,
        }
    }

    /// Returns the number near which it lies, where the report says "about".
    pub fn approximate(&self) -> Option<Approximate> {
        match &self.0 {
            Form::Plain { .. } => None,
            Form::Worded(worded) => worded.approximate,
        }
    }

    /// Returns false where nothing may be computed from it.
    pub fn is_comparable(&self) -> bool {
        match &self.0 {
            Form::Plain { .. } => true,
            Form::Worded(worded) => worded.comparable,
        }
    }

    /// Returns the interval of all numbers that print as `value` with `places` decimals.
    ///
    /// Half away from zero: 15,4 is printed for 15.35 and more, and for less than 15.45.
    pub fn as_rounded(value: Decimal, places: u32) -> Interval {
        let half = Decimal::new(5, places + 1);
        Interval::new(
            Some(Bound { value: value - half, open: false }),
            Some(Bound { value: value + half, open: true }),
        )
        .expect("an interval of one unit in the last place is never empty")
    }
}
