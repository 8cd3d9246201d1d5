//! A number as it is drawn: an interval, because reports say "trên 14.000" and "khoảng 600".
//!
//! This is the one place where a figure becomes an `f64`: exact decimals stay upstream, a drawing only
//! needs a length.

use super::refusal::{Reason, Refusal};

/// The largest number that is drawn; above it a length means nothing and `f64` loses whole units.
pub(super) const LARGEST: f64 = 1e15;

/// An interval of a figure, in the unit of its chart; both ends absent says that no number is known.
///
/// Whether an end is open ("trên") or closed ("từ … trở lên") is said by the caller's text: a picture
/// cannot show it.
///
/// ```
/// use bantin::draw::value::Span;
/// let workers = Span::at_least(14_000.0); // "trên 14.000 lao động"
/// assert_eq!(workers, Span { lower: Some(14_000.0), upper: None, approximate: false });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Span {
    /// The lower end, not negative.
    pub lower: Option<f64>,
    /// The upper end, not below the lower one.
    pub upper: Option<f64>,
    /// Whether the report says "khoảng": then no end is certain.
    pub approximate: bool,
}

impl Span {
    /// The span of a number that is known exactly.
    pub const fn exact(value: f64) -> Self {
        Self { lower: Some(value), upper: Some(value), approximate: false }
    }

    /// The span of "trên", "từ … trở lên".
    pub const fn at_least(value: f64) -> Self {
        Self { lower: Some(value), upper: None, approximate: false }
    }

    /// The span of "dưới", "không quá".
    pub const fn at_most(value: f64) -> Self {
        Self { lower: None, upper: Some(value), approximate: false }
    }

    /// The span of "600–700".
    pub const fn between(lower: f64, upper: f64) -> Self {
        Self { lower: Some(lower), upper: Some(upper), approximate: false }
    }

    /// The span of "khoảng 12.000".
    pub const fn about(value: f64) -> Self {
        Self { lower: Some(value), upper: Some(value), approximate: true }
    }

    /// The span of a number that no report gives.
    pub const fn unknown() -> Self {
        Self { lower: None, upper: None, approximate: false }
    }

    /// The shape that the span is drawn as, or why it is none; `subject` names the row in the refusal.
    pub(super) fn shape(self, subject: &str) -> Result<Shape, Refusal> {
        for end in [self.lower, self.upper].into_iter().flatten() {
            length(end, subject)?;
        }
        Ok(match (self.lower, self.upper, self.approximate) {
            (Some(lower), Some(upper), _) if lower > upper => {
                return Err(Refusal::new(subject, Reason::Reversed));
            }
            (Some(lower), Some(upper), false) if lower == upper => Shape::Exact(lower),
            (lower, Some(upper), false) => Shape::Between(lower.unwrap_or(0.0), upper),
            (lower, Some(upper), true) => Shape::About(lower.unwrap_or(0.0), upper),
            (Some(lower), None, false) => Shape::AtLeast(lower),
            (Some(lower), None, true) => Shape::AboutAtLeast(lower),
            (None, None, _) => Shape::Unknown,
        })
    }
}

/// How sure a number is, and so how it is drawn; every number in it is finite, not negative and at most
/// [`LARGEST`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// Words, no mark.
    Unknown,
    /// Solid.
    Exact(f64),
    /// Solid, then a fade.
    AtLeast(f64),
    /// Solid to the lower end, hatched to the upper one, a cap at both; from nothing, as [`Shape::at_most`].
    Between(f64, f64),
    /// Hatched throughout, dashed caps.
    About(f64, f64),
    /// Hatched, then a fade.
    AboutAtLeast(f64),
}

impl Shape {
    /// The end of the marks without the fade; `None` where nothing is drawn.
    pub(super) fn reach(self) -> Option<f64> {
        match self {
            Self::Unknown => None,
            Self::Exact(end) | Self::AtLeast(end) | Self::AboutAtLeast(end) => Some(end),
            Self::Between(_, end) | Self::About(_, end) => Some(end),
        }
    }

    /// The upper end of a number of which nothing else is known: no bar, which would read as reached, but a broken line with
    /// a cap at its end.
    pub(super) fn at_most(self) -> Option<f64> {
        match self {
            Self::Between(lower, upper) if lower <= 0.0 => Some(upper),
            _ => None,
        }
    }

    /// Whether the marks fade out because the number may be greater.
    pub(super) fn is_open(self) -> bool {
        matches!(self, Self::AtLeast(_) | Self::AboutAtLeast(_))
    }

    /// The end of the solid part, zero where nothing is certain.
    pub(super) fn certain(self) -> f64 {
        match self {
            Self::Unknown | Self::About(..) | Self::AboutAtLeast(_) => 0.0,
            Self::Exact(end) | Self::AtLeast(end) | Self::Between(end, _) => end,
        }
    }
}

/// The number itself where it can be a length; otherwise why not.
pub(super) fn length(value: f64, subject: &str) -> Result<f64, Refusal> {
    let reason = if !value.is_finite() {
        Reason::NotFinite
    } else if value < 0.0 {
        Reason::Negative
    } else if value > LARGEST {
        Reason::TooLarge
    } else {
        return Ok(value);
    };
    Err(Refusal::new(subject, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_writing_has_its_shape() {
        let shape = |span: Span| span.shape("x").expect("valid");
        assert_eq!(shape(Span::exact(3.0)), Shape::Exact(3.0));
        assert_eq!(shape(Span::at_least(3.0)), Shape::AtLeast(3.0));
        assert_eq!(shape(Span::at_most(3.0)), Shape::Between(0.0, 3.0));
        assert_eq!(shape(Span::between(3.0, 4.0)), Shape::Between(3.0, 4.0));
        assert_eq!(shape(Span::at_most(3.0)).at_most(), Some(3.0));
        assert_eq!(shape(Span::between(3.0, 4.0)).at_most(), None);
        assert_eq!(shape(Span::about(3.0)), Shape::About(3.0, 3.0));
        assert_eq!(shape(Span::unknown()), Shape::Unknown);
        let about_over = Span { approximate: true, ..Span::at_least(3.0) };
        assert_eq!(shape(about_over), Shape::AboutAtLeast(3.0));
    }

    #[test]
    fn what_is_no_length_is_refused_with_its_row() {
        let reason = |span: Span| span.shape("Hải Hà").map_err(|refusal| (refusal.subject, refusal.reason));
        let refused = |reason| Err(("Hải Hà".to_owned(), reason));
        assert_eq!(reason(Span::exact(f64::NAN)), refused(Reason::NotFinite));
        assert_eq!(reason(Span::at_least(f64::INFINITY)), refused(Reason::NotFinite));
        assert_eq!(reason(Span::exact(-1.0)), refused(Reason::Negative));
        assert_eq!(reason(Span::between(2.0, 1.0)), refused(Reason::Reversed));
        assert_eq!(reason(Span::exact(2e15)), refused(Reason::TooLarge));
    }
}
