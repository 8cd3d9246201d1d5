//! The picture of [columns](super::columns): bodies, target, and the values that have room in it.

use super::canvas::{self, Frame, Plot};
use super::columns::{Column, Standing};
use super::mark::Mark;
use super::refusal::Refusal;
use super::role::Role;
use super::scale::{Domain, FADE};
use super::text_width::text_width;
use super::value::Shape;

/// The height of the picture, and the rows between which columns stand, in px.
const HEIGHT: u32 = 236;
const TOP: u32 = 30;
const BOTTOM: u32 = 234;
/// The width of a picture on the narrowest phone, in px.
const NARROWEST: u32 = 240;
/// The px that a value's text needs in height, with its distance from an edge or a line.
const TEXT: f64 = 22.0;
/// The font size of values, in px.
const SIZE: u32 = 16;
/// The font size of values below the columns of a phone, in px.
const SMALL: u32 = 13;

/// What is drawn, and on which scale.
pub(super) struct Picture<'a> {
    subject: &'a str,
    columns: &'a [Column],
    shapes: &'a [Shape],
    /// The target's lines, from the lowest.
    lines: Vec<(f64, &'a str)>,
    domain: Domain,
    /// Whether every value fits above or in its column on the narrowest phone.
    pub(super) values_within: bool,
}

impl<'a> Picture<'a> {
    pub(super) fn of(
        subject: &'a str,
        columns: &'a [Column],
        shapes: &'a [Shape],
        lines: Vec<(f64, &'a str)>,
    ) -> Result<Self, Refusal> {
        let goal = lines.iter().map(|&(line, _)| Shape::Exact(line));
        let domain = Domain::around(shapes.iter().copied().chain(goal), subject)?.rounded();
        let pitch = pitch(columns);
        let values_within = columns.iter().all(|column| text_width(&column.text.value, SIZE) + 2 <= pitch);
        Ok(Self { subject, columns, shapes, lines, domain, values_within })
    }

    /// Whether every value fits below its column on the narrowest phone, in small print and wrapped.
    pub(super) fn values_below(&self) -> bool {
        let pitch = pitch(self.columns);
        let pieces = self.columns.iter().flat_map(|column| column.text.value.split_inclusive([' ', '–']));
        pieces.map(|piece| text_width(piece.trim_end(), SMALL)).all(|width| width <= pitch)
    }

    /// The picture; its name is the sentence, so it has no title of its own.
    pub(super) fn svg(&self, sentence: &str) -> Result<String, Refusal> {
        let width = Domain::to(self.columns.len() as f64, self.subject)?;
        // The scale ends at TOP; the sheet goes on to 0 px, for the text above the highest column.
        let sheet = Domain::to(self.sheet(), self.subject)?;
        let frame = Frame { subject: self.subject, height: HEIGHT, x: width, y: sheet, rows: (BOTTOM, 0) };
        let marks = canvas::content(frame, |plot| {
            self.band(plot, width)?;
            for (at, (column, &shape)) in self.columns.iter().zip(self.shapes).enumerate() {
                self.column(plot, at as f64 + 0.5, column.standing, shape)?;
            }
            plot.stroke(Mark::Axis, &[(0.0, 0.0), (width.end(), 0.0)])?;
            self.goal(plot, width)?;
            // Values last: their halo keeps them readable on a line.
            for (at, (column, &shape)) in self.columns.iter().zip(self.shapes).enumerate() {
                self.value(plot, at as f64 + 0.5, column, shape)?;
            }
            Ok(())
        })?;
        let name = canvas::escaped(sentence);
        Ok(format!(
            r#"<svg class="chart-picture" role="img" aria-label="{name}" width="100%" height="{HEIGHT}">{marks}</svg>"#
        ))
    }

    fn band(&self, plot: &Plot<'_, '_>, width: Domain) -> Result<(), Refusal> {
        match self.lines[..] {
            [(lower, _), (upper, _)] => plot.fill(Mark::Band, (0.0, lower), (width.end(), upper)),
            _ => Ok(()),
        }
    }

    fn goal(&self, plot: &Plot<'_, '_>, width: Domain) -> Result<(), Refusal> {
        let marks = match self.lines.len() {
            1 => [Mark::Halo, Mark::Target],
            _ => [Mark::HaloThin, Mark::TargetEnd],
        };
        for &(line, _) in &self.lines {
            for mark in marks {
                plot.stroke(mark, &[(0.0, line), (width.end(), line)])?;
            }
        }
        for (line, text) in self.gutter_texts() {
            plot.text(Role::Gutter, (0.0, line), &text)?;
        }
        Ok(())
    }

    /// The numbers beside the lines; one text where two would touch.
    fn gutter_texts(&self) -> Vec<(f64, String)> {
        match self.lines[..] {
            [(lower, low), (upper, high)] if upper - lower < self.px(18.0) => {
                vec![((lower + upper) / 2.0, format!("{low}–{high}"))]
            }
            _ => self.lines.iter().map(|&(line, text)| (line, text.to_owned())).collect(),
        }
    }

    /// The room that the widest of them needs, in steps of 1.25 rem after the first.
    pub(super) fn gutter(&self) -> u8 {
        match self.gutter_texts().iter().map(|(_, text)| text_width(text, SIZE) + 10).max() {
            None => 0,
            Some(..=36) => 1,
            Some(..=56) => 2,
            Some(_) => 3,
        }
    }

    fn column(
        &self,
        plot: &Plot<'_, '_>,
        middle: f64,
        standing: Standing,
        shape: Shape,
    ) -> Result<(), Refusal> {
        let half = self.half();
        let (left, right) = (middle - half, middle + half);
        let fill = |mark, from: f64, to: f64| plot.fill(mark, (left, from), (right, to));
        let cap = |mark, at| plot.stroke(mark, &[(left - half * 0.1, at), (right + half * 0.1, at)]);
        let (hatch, fade) = match standing {
            Standing::Missed => (Mark::HatchBad, Mark::FadeUpBad),
            Standing::Undecided | Standing::Unfinished if self.has_goal() => {
                (Mark::HatchUndecided, Mark::FadeUpUndecided)
            }
            _ => (Mark::Hatch, Mark::FadeUp),
        };
        let solid = |to: f64| match standing {
            Standing::Met => fill(Mark::Good, 0.0, to),
            Standing::Missed => fill(Mark::Bad, 0.0, to),
            Standing::Undecided if self.has_goal() => fill(Mark::Undecided, 0.0, to),
            Standing::Undecided => fill(Mark::Actual, 0.0, to),
            Standing::Unfinished if to > 0.0 => {
                fill(Mark::Open, 0.0, to)?;
                plot.stroke(Mark::OpenEdge, &[(left, 0.0), (left, to), (right, to), (right, 0.0)])
            }
            Standing::Unfinished => Ok(()),
        };
        let fade = |from: f64| fill(fade, from, (from + FADE * self.domain.end()).min(self.domain.end()));
        match shape {
            // A dash where the column would stand: not a zero, a gap.
            Shape::Unknown => {
                let height = self.px(10.0);
                plot.stroke(Mark::Missing, &[(left, 0.0), (left, height), (right, height), (right, 0.0)])
            }
            Shape::Exact(to) => solid(to),
            Shape::AtLeast(to) => solid(to).and_then(|()| fade(to)),
            Shape::Between(..) if let Some(upper) = shape.at_most() => {
                plot.stroke(Mark::LineUnsure, &[(middle, 0.0), (middle, upper)])?;
                cap(Mark::Cap, upper)
            }
            Shape::Between(lower, upper) => {
                solid(lower)?;
                fill(hatch, lower, upper)?;
                cap(Mark::Cap, lower)?;
                cap(Mark::Cap, upper)
            }
            Shape::About(lower, upper) => {
                fill(hatch, 0.0, upper)?;
                if lower > 0.0 && lower < upper {
                    cap(Mark::CapDashed, lower)?;
                }
                cap(Mark::CapDashed, upper)
            }
            Shape::AboutAtLeast(to) => {
                fill(hatch, 0.0, to)?;
                cap(Mark::CapDashed, to)?;
                fade(to)
            }
        }
    }

    /// Writes the value in its column where there is room below the top and the lines, else above.
    fn value(&self, plot: &Plot<'_, '_>, middle: f64, column: &Column, shape: Shape) -> Result<(), Refusal> {
        let Some(reach) = shape.reach().filter(|_| self.values_within) else { return Ok(()) };
        let text = column.text.value.as_str();
        let plain = matches!(shape, Shape::Exact(_) | Shape::AtLeast(_));
        if plain && self.fits_within(text) {
            // Down from the top, past every line that would cross the text.
            let mut top = reach - self.px(5.0);
            for &(line, _) in self.lines.iter().rev() {
                if line <= reach + self.px(3.0) && line >= top - self.px(TEXT) {
                    top = line - self.px(8.0);
                }
            }
            if top >= self.px(TEXT) {
                let role = match column.standing {
                    Standing::Unfinished => Role::ValueWithin,
                    _ => Role::ValueOn,
                };
                return plot.text(role, (middle, top), text);
            }
        }
        let fade = if shape.is_open() { FADE * self.domain.end() } else { 0.0 };
        let mut foot = reach + fade + self.px(6.0);
        for &(line, _) in &self.lines {
            if line >= foot - self.px(6.0) && line <= foot + self.px(TEXT) {
                foot = line + self.px(6.0);
            }
        }
        plot.text(Role::Value, (middle, foot.min(self.sheet() - self.px(TEXT - 6.0))), text)
    }

    /// Whether a text is narrower than a column on the narrowest phone.
    fn fits_within(&self, text: &str) -> bool {
        let width = f64::from(NARROWEST) / self.columns.len() as f64 * 2.0 * self.half();
        f64::from(text_width(text, SIZE)) + 2.0 <= width
    }

    pub(super) fn has_goal(&self) -> bool {
        !self.lines.is_empty()
    }

    /// Half the width of a column, where a year is 1 wide: a single column is no wall.
    fn half(&self) -> f64 {
        match self.columns.len() {
            1 => 0.12,
            2 => 0.2,
            3 => 0.28,
            _ => 0.34,
        }
    }

    /// The number that the upper edge of the picture would stand for.
    fn sheet(&self) -> f64 {
        self.px(f64::from(BOTTOM))
    }

    /// A height in px as a number on the scale.
    fn px(&self, px: f64) -> f64 {
        px * self.domain.end() / f64::from(BOTTOM - TOP)
    }
}

/// The width that a column and its gaps have on the narrowest phone, in px.
fn pitch(columns: &[Column]) -> u32 {
    NARROWEST / u32::try_from(columns.len()).unwrap_or(u32::MAX).max(1)
}
