//! The marks: what a shape in a drawing means.
//!
//! A mark travels through plotters as a sentinel colour (`#FEED00` plus its number) and leaves the canvas as a
//! CSS class. So a colour that is no token cannot be drawn.

use plotters::style::RGBColor;
use plotters_backend::BackendColor;

/// What a mark means; its colour, width and dashes are the style sheet's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Mark {
    /// A result.
    Actual,
    /// A result that meets its target.
    Good,
    /// A result that misses its target.
    Bad,
    /// A result that the numbers do not decide.
    Undecided,
    /// A period that is not over.
    Open,
    /// The dashed edge of [`Mark::Open`].
    OpenEdge,
    /// The place of a number that no report gives.
    Missing,
    /// What may be: between the ends of an interval.
    Hatch,
    /// [`Mark::Hatch`] on a miss.
    HatchBad,
    /// [`Mark::Hatch`] where nothing is decided yet.
    HatchUndecided,
    /// "Or more", to the right.
    Fade,
    /// "Or more", upwards.
    FadeUp,
    /// [`Mark::FadeUp`] on a miss.
    FadeUpBad,
    /// [`Mark::FadeUp`] where nothing is decided yet.
    FadeUpUndecided,
    /// The end of an interval.
    Cap,
    /// The end of an approximate number.
    CapDashed,
    /// The ground of a bullet row, 0 to 100 %.
    Ground,
    /// The required pace, or the range of a target.
    Band,
    /// Where the required pace ends today.
    BandEdge,
    /// A target.
    Target,
    /// One of the two ends of a target range.
    TargetEnd,
    /// Paper around [`Mark::Target`], so that it stands out from a bar of any colour.
    Halo,
    /// Paper around [`Mark::TargetEnd`].
    HaloThin,
    /// A gap in paper: between segments, and through a bar that is cut.
    Gap,
    /// The base line.
    Axis,
    /// The first part of a whole.
    First,
    /// The second part of a whole.
    Second,
    /// The previous step, or what remains of a whole.
    Ghost,
    /// A line of the scale.
    Grid,
    /// The line through results.
    Line,
    /// [`Mark::Line`] to or from a number that is not exact; in a bar’s place, up to a number’s upper end.
    LineUnsure,
    /// The required pace, from nothing to the target.
    Pace,
    /// What follows if the pace stays.
    Projection,
    /// What follows from the slowest and the fastest pace.
    Spread,
    /// A result as a point.
    Dot,
    /// A point that is no result: projected, below the line, or the opening of a span.
    Ring,
    /// A point whose number is approximate.
    RingDashed,
    /// A target as a point.
    GoalDot,
    /// The way from a line of comparison to a point.
    Stem,
    /// The level that points are compared with.
    Overall,
    /// All that a point may be.
    Whisker,
    /// A place without a number.
    TileNone,
    /// A place in the lowest class.
    Tile1,
    /// A place in the middle class.
    Tile2,
    /// A place in the highest class.
    Tile3,
}

impl Mark {
    pub(super) const ALL: [Self; 45] = [
        Self::Actual,
        Self::Good,
        Self::Bad,
        Self::Undecided,
        Self::Open,
        Self::OpenEdge,
        Self::Missing,
        Self::Hatch,
        Self::HatchBad,
        Self::HatchUndecided,
        Self::Fade,
        Self::FadeUp,
        Self::FadeUpBad,
        Self::FadeUpUndecided,
        Self::Cap,
        Self::CapDashed,
        Self::Ground,
        Self::Band,
        Self::BandEdge,
        Self::Target,
        Self::TargetEnd,
        Self::Halo,
        Self::HaloThin,
        Self::Gap,
        Self::Axis,
        Self::First,
        Self::Second,
        Self::Ghost,
        Self::Grid,
        Self::Line,
        Self::LineUnsure,
        Self::Pace,
        Self::Projection,
        Self::Spread,
        Self::Dot,
        Self::Ring,
        Self::RingDashed,
        Self::GoalDot,
        Self::Stem,
        Self::Overall,
        Self::Whisker,
        Self::TileNone,
        Self::Tile1,
        Self::Tile2,
        Self::Tile3,
    ];

    /// The CSS class: `f-…` fills, `s-…` strokes.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Actual => "f-actual",
            Self::Good => "f-good",
            Self::Bad => "f-bad",
            Self::Undecided => "f-undecided",
            Self::Open => "f-open",
            Self::OpenEdge => "s-open",
            Self::Missing => "s-missing",
            Self::Hatch => "f-hatch",
            Self::HatchBad => "f-hatch-bad",
            Self::HatchUndecided => "f-hatch-undecided",
            Self::Fade => "f-fade",
            Self::FadeUp => "f-fade-up",
            Self::FadeUpBad => "f-fade-up-bad",
            Self::FadeUpUndecided => "f-fade-up-undecided",
            Self::Cap => "s-cap",
            Self::CapDashed => "s-cap-dashed",
            Self::Ground => "f-ground",
            Self::Band => "f-band",
            Self::BandEdge => "s-band-edge",
            Self::Target => "s-target",
            Self::TargetEnd => "s-target-end",
            Self::Halo => "s-halo",
            Self::HaloThin => "s-halo-thin",
            Self::Gap => "s-gap",
            Self::Axis => "s-axis",
            Self::First => "f-cat1",
            Self::Second => "f-cat2",
            Self::Ghost => "f-ghost",
            Self::Grid => "s-grid",
            Self::Line => "s-line",
            Self::LineUnsure => "s-line-unsure",
            Self::Pace => "s-pace",
            Self::Projection => "s-projection",
            Self::Spread => "f-spread",
            Self::Dot => "f-dot",
            Self::Ring => "f-ring",
            Self::RingDashed => "f-ring-dashed",
            Self::GoalDot => "f-goal",
            Self::Stem => "s-stem",
            Self::Overall => "s-overall",
            Self::Whisker => "s-whisker",
            Self::TileNone => "f-tile-none",
            Self::Tile1 => "f-tile-1",
            Self::Tile2 => "f-tile-2",
            Self::Tile3 => "f-tile-3",
        }
    }

    /// The sentinel colour that carries the mark through plotters.
    pub(super) const fn colour(self) -> RGBColor {
        RGBColor(0xFE, 0xED, self as u8)
    }

    /// The mark that a colour carries, if it is a sentinel.
    pub(super) fn of(colour: BackendColor) -> Option<Self> {
        match colour.rgb {
            (0xFE, 0xED, number) => Self::ALL.get(usize::from(number)).copied(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_survives_its_way_through_plotters() {
        use plotters::style::Color;
        for (number, mark) in Mark::ALL.into_iter().enumerate() {
            assert_eq!(mark as usize, number);
            assert_eq!(Mark::of(mark.colour().to_backend_color()), Some(mark));
        }
    }
}
