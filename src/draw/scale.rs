//! Scales: from zero to an end that is never zero, infinite or too narrow.

use std::ops::Range;

use super::refusal::{Reason, Refusal};
use super::value::{self, Shape};

/// The share of the width that a fade takes.
pub(super) const FADE: f64 = 0.09;

/// The numbers that an axis shows, from 0 to a finite end above it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Domain {
    end: f64,
}

impl Domain {
    /// The domain from 0 to `end`, which must be above zero.
    pub(super) fn to(end: f64, subject: &str) -> Result<Self, Refusal> {
        // A fade may need a little more than the largest number.
        if end.is_finite() && end > 0.0 && end <= 2.0 * value::LARGEST {
            Ok(Self { end })
        } else {
            Err(Refusal::new(subject, Reason::OutOfDomain))
        }
    }

    /// The domain that holds every shape with its fade; from 0 to 1 where every number is zero.
    pub(super) fn around(shapes: impl IntoIterator<Item = Shape>, subject: &str) -> Result<Self, Refusal> {
        let end = shapes
            .into_iter()
            .filter_map(|shape| {
                Some(if shape.is_open() { shape.reach()? / (1.0 - FADE) } else { shape.reach()? })
            })
            .fold(0.0, f64::max);
        Self::to(if end > 0.0 { end } else { 1.0 }, subject)
    }

    /// The same domain, ending at a number that is round.
    pub(super) fn rounded(self) -> Self {
        Self { end: round_up(self.end) }
    }

    /// The last number.
    pub(super) fn end(self) -> f64 {
        self.end
    }

    /// Whether the axis shows the number.
    pub(super) fn contains(self, number: f64) -> bool {
        (0.0..=self.end).contains(&number)
    }

    /// The domain as plotters takes it.
    pub(super) fn range(self) -> Range<f64> {
        0.0..self.end
    }
}

/// The whole numbers at which a scale from 0 to `largest` has its lines: at most six, evenly spaced, 0 the
/// first; none where the scale cannot be drawn.
///
/// ```
/// assert_eq!(bantin::draw::ticks(250.0), [0, 50, 100, 150, 200, 250]);
/// assert_eq!(bantin::draw::ticks(3.0), [0, 1, 2, 3]);
/// ```
pub fn ticks(largest: f64) -> Vec<u64> {
    if !largest.is_finite() || largest <= 0.0 || largest > value::LARGEST {
        return Vec::new();
    }
    // In range: at most 1e15, and a cast of a float saturates.
    let end = largest.floor() as u64;
    let mut power = 1_u64;
    loop {
        for step in [1, 2, 5] {
            let step = step * power;
            if end / step <= 5 {
                return (0..=end / step).map(|n| n * step).collect();
            }
        }
        power *= 10;
    }
}

/// The least round number (two digits, from a short list, times a power of ten) that is not below `end`,
/// found in whole thousandths.
fn round_up(end: f64) -> f64 {
    const STEPS: [u64; 16] = [10, 12, 14, 16, 18, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90];
    // In range: ends are at most 2e15, and a cast of a float saturates.
    let wanted = (end * 1000.0).ceil() as u64;
    let mut power = 1_u64;
    while let Some(next) = power.checked_mul(10) {
        if let Some(step) = STEPS.iter().find(|&&step| step.saturating_mul(power) >= wanted) {
            return (step * power) as f64 / 1000.0;
        }
        power = next;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_round_and_never_below() {
        for (end, round) in
            [(61.0, 70.0), (8.0, 8.0), (7.1, 8.0), (101.0, 120.0), (13_250.0, 14_000.0), (0.5, 0.5)]
        {
            assert_eq!(round_up(end), round);
        }
        assert!(round_up(2e15) >= 2e15);
    }

    #[test]
    fn a_fade_has_room() {
        let domain = Domain::around([Shape::AtLeast(91.0), Shape::Exact(95.0)], "x").expect("valid");
        assert_eq!(domain.end(), 91.0 / (1.0 - FADE));
        assert_eq!(Domain::around([Shape::Exact(0.0)], "x").expect("valid").end(), 1.0);
    }

    #[test]
    fn a_domain_has_width() {
        for end in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e300] {
            assert!(Domain::to(end, "x").is_err(), "{end}");
        }
    }
}
