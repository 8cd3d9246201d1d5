//! The picture of a [course](super::course): lines, points, projection, and the words beside them.

use super::canvas::{self, Frame, Plot};
use super::course::{Course, Projection};
use super::mark::Mark;
use super::refusal::Refusal;
use super::role::Role;
use super::scale::Domain;
use super::text_width::text_width;
use super::value::Shape;
use crate::language::Language;

/// The height of the picture, and the rows of the top of the scale and of the base line, in px.
const HEIGHT: u32 = 292;
const TOP: u32 = 44;
const BOTTOM: u32 = 262;
/// The distance of lines of text, in px: enough at 130 %.
const LEADING: f64 = 25.0;
/// The room right of the plot, in px, that the style sheet gives.
const END: u32 = 80;
/// The font size of words right of the plot, in px.
const SIZE: u32 = 15;
/// The width of the plot on the narrowest phone with the largest text, in px, by the room left of it.
const NARROWEST: [f64; 4] = [150.0, 114.0, 93.0, 67.0];

/// On which side of its point a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Middle,
    Right,
}

/// A word right of the plot, in lines, around a height in px.
struct End {
    y: f64,
    lines: Vec<(Role, String)>,
}

/// The picture, and the room that its numbers need on the left; its name is the sentence.
pub(super) fn svg(
    language: Language,
    subject: &str,
    course: &Course,
    shapes: &[Shape],
    sentence: &str,
) -> Result<(String, u8), Refusal> {
    let highest = course.projection.as_ref().map_or(0.0, |projection| projection.highest);
    let all = shapes.iter().copied().chain([Shape::Exact(course.goal), Shape::Exact(highest)]);
    let domain = Domain::around(all, subject)?;
    let sheet = Domain::to(domain.end() * f64::from(BOTTOM) / f64::from(BOTTOM - TOP), subject)?;
    let term = Domain::to(100.0, subject)?;
    let frame = Frame { subject, height: HEIGHT, x: term, y: sheet, rows: (BOTTOM, 0) };
    let scene = Scene { language, course, shapes, domain };
    let marks = canvas::content(frame, |plot| {
        scene.scale(plot)?;
        scene.path(plot)?;
        scene.projection(plot)?;
        scene.line(plot)?;
        scene.words(plot)
    })?;
    let name = canvas::escaped(sentence);
    let svg = format!(
        r#"<svg class="chart-picture" role="img" aria-label="{name}" width="100%" height="{HEIGHT}">{marks}</svg>"#
    );
    Ok((svg, scene.gutter()))
}

struct Scene<'a> {
    language: Language,
    course: &'a Course,
    shapes: &'a [Shape],
    domain: Domain,
}

type Drawn = Result<(), Refusal>;

impl Scene<'_> {
    fn ticks(&self) -> impl Iterator<Item = &(f64, String)> {
        self.course.ticks.iter().filter(|(at, _)| *at <= self.domain.end())
    }

    /// The room for the widest number, in steps of the style sheet.
    fn gutter(&self) -> u8 {
        match self.ticks().map(|(_, text)| text_width(text, SIZE) + 10).max() {
            None => 0,
            Some(..=36) => 1,
            Some(..=56) => 2,
            Some(_) => 3,
        }
    }

    fn scale(&self, plot: &Plot<'_, '_>) -> Drawn {
        for (at, text) in self.ticks() {
            let mark = if *at > 0.0 { Mark::Grid } else { Mark::Axis };
            plot.stroke(mark, &[(0.0, *at), (100.0, *at)])?;
            plot.text(Role::TickY, (0.0, *at), text)?;
        }
        let times = &self.course.times;
        let step = times.len().div_ceil(12).max(1);
        for (n, time) in times.iter().enumerate().filter(|(n, _)| n % step == 0 || n + 1 == times.len()) {
            // The last but one would touch the last.
            if n + step > times.len() - 1 && n + 1 < times.len() && step > 1 {
                continue;
            }
            let always = times.len() <= 3 || n == 0 || n + 1 == times.len();
            let role = if always { Role::TickX } else { Role::TickXWide };
            plot.text(role, (time.middle, 0.0), &time.label)?;
        }
        Ok(())
    }

    fn path(&self, plot: &Plot<'_, '_>) -> Drawn {
        plot.stroke(Mark::Pace, &[(0.0, 0.0), (100.0, self.course.goal)])?;
        plot.disc(Mark::GoalDot, (100.0, self.course.goal), 4.5)
    }

    fn projection(&self, plot: &Plot<'_, '_>) -> Drawn {
        let (Some(projection), Some(last)) = (&self.course.projection, self.last()) else { return Ok(()) };
        let Projection { lowest, likely, highest, .. } = *projection;
        if last.0 < 100.0 {
            plot.area(Mark::Spread, &[last, (100.0, highest), (100.0, lowest)])?;
            plot.stroke(Mark::Projection, &[last, (100.0, likely)])?;
        }
        plot.disc(Mark::Ring, (100.0, likely), 5.0)
    }

    /// The line from nothing through every point that has a number, broken where one is not exact.
    fn line(&self, plot: &Plot<'_, '_>) -> Drawn {
        let known: Vec<(f64, Shape)> = self.known().collect();
        let mut before = (0.0, Shape::Exact(0.0));
        let mut exact = vec![(0.0, 0.0)];
        for &(at, shape) in &known {
            let Some(height) = height(shape) else { continue };
            match (before.1, shape) {
                (Shape::Exact(_), Shape::Exact(_)) => exact.push((at, height)),
                _ => {
                    self.stretch(plot, &exact)?;
                    let from = height_of(before.1);
                    plot.stroke(Mark::LineUnsure, &[(before.0, from), (at, height)])?;
                    exact = vec![(at, height)];
                }
            }
            before = (at, shape);
        }
        self.stretch(plot, &exact)?;
        let last = known.len() - 1;
        known.iter().enumerate().try_for_each(|(n, &(at, shape))| self.point(plot, at, shape, n == last))
    }

    fn stretch(&self, plot: &Plot<'_, '_>, points: &[(f64, f64)]) -> Drawn {
        if points.len() > 1 { plot.stroke(Mark::Line, points) } else { Ok(()) }
    }

    fn point(&self, plot: &Plot<'_, '_>, at: f64, shape: Shape, last: bool) -> Drawn {
        let radius = if last { 5.0 } else { 3.0 };
        let whisker = |from: f64, to: f64| plot.stroke(Mark::Whisker, &[(at, from), (at, to)]);
        match shape {
            Shape::Unknown => Ok(()),
            Shape::Exact(total) => plot.disc(Mark::Dot, (at, total), radius),
            Shape::AtLeast(from) | Shape::AboutAtLeast(from) => {
                whisker(from, (from + self.px(18.0)).min(self.top()))?;
                plot.disc(Mark::Ring, (at, from), radius)
            }
            Shape::Between(from, to) => whisker(from, to),
            Shape::About(from, to) => {
                whisker(from, to)?;
                plot.disc(Mark::RingDashed, (at, (from + to) / 2.0), radius + 1.0)
            }
        }
    }

    /// The newest total beside its point; target and projection right of the plot, never on one another.
    fn words(&self, plot: &Plot<'_, '_>) -> Drawn {
        self.newest(plot)?;
        let mut ends = vec![End { y: self.row(self.course.goal), lines: self.goal() }];
        if let Some(projection) = &self.course.projection {
            ends.push(End { y: self.row(projection.likely), lines: projected(self.language, projection) });
        }
        ends.sort_by(|one, other| one.y.total_cmp(&other.y));
        apart(&mut ends);
        for end in &ends {
            let first = end.y - LEADING * (end.lines.len() as f64 - 1.0) / 2.0;
            for (n, (role, text)) in end.lines.iter().enumerate() {
                plot.text(*role, (100.0, self.number(first + LEADING * n as f64)), text)?;
            }
        }
        Ok(())
    }

    fn goal(&self) -> Vec<(Role, String)> {
        let [words, number] = &self.course.goal_text;
        let whole = format!("{words} {number}");
        match text_width(&whole, SIZE + 1) <= END {
            true => vec![(Role::EndGoal, whole)],
            false => vec![(Role::EndGoal, words.clone()), (Role::EndGoal, number.clone())],
        }
    }

    fn newest(&self, plot: &Plot<'_, '_>) -> Drawn {
        let (Some(point), Some((at, total))) = (self.course.points.last(), self.last()) else {
            return Ok(());
        };
        let widest = [(&point.text.value, SIZE), (&point.text.label, SIZE - 1)];
        let width =
            widest.map(|(text, size)| f64::from(text_width(text, size))).into_iter().fold(0.0, f64::max);
        let Some(side) = self.side(at, width) else { return Ok(()) };
        let exact = self.known().last().is_some_and(|(_, shape)| matches!(shape, Shape::Exact(_)));
        let row = self.row(total) - if exact { 0.0 } else { 14.0 };
        // Right of its point it stands below the line, which rises away from it.
        let below = side == Side::Right && row <= f64::from(BOTTOM) - 2.5 * LEADING;
        let (value, note) = match side {
            Side::Left => (Role::PointLeft, Role::PointLeftNote),
            Side::Middle => (Role::PointMiddle, Role::PointMiddleNote),
            Side::Right => (Role::PointRight, Role::PointRightNote),
        };
        let first = match below {
            true => row + 0.9 * LEADING,
            false => (self.clear_of_path(at, row) - 2.0 * LEADING).max(LEADING / 2.0),
        };
        plot.text(value, (at, self.number(first)), &point.text.value)?;
        plot.text(note, (at, self.number(first + LEADING)), &point.text.label)
    }

    /// The row above which words beside a point cross no line: the path passes just above a total that is a
    /// little behind it, and the words stand above the path then.
    fn clear_of_path(&self, at: f64, row: f64) -> f64 {
        let path = self.row(self.course.goal * at / 100.0);
        if row - path < 2.6 * LEADING { row.min(path + 0.5 * LEADING) } else { row }
    }

    /// Where a text of a width in px has room beside a point; nowhere where it would leave the plot.
    fn side(&self, at: f64, width: f64) -> Option<Side> {
        let plot = NARROWEST[usize::from(self.gutter())] / 100.0;
        let fits = |side: &Side| match side {
            Side::Left => width <= at * plot,
            Side::Middle => width / 2.0 <= f64::min(at, 100.0 - at) * plot,
            Side::Right => width <= (100.0 - at) * plot,
        };
        let order = match at > 50.0 {
            true => [Side::Left, Side::Middle, Side::Right],
            false => [Side::Right, Side::Middle, Side::Left],
        };
        order.into_iter().find(fits)
    }

    fn known(&self) -> impl Iterator<Item = (f64, Shape)> {
        let points = self.course.points.iter().zip(self.shapes);
        points.map(|(point, &shape)| (point.elapsed, shape)).filter(|&(_, shape)| shape != Shape::Unknown)
    }

    fn last(&self) -> Option<(f64, f64)> {
        self.known().last().map(|(at, shape)| (at, height_of(shape)))
    }

    fn top(&self) -> f64 {
        self.domain.end() * f64::from(BOTTOM) / f64::from(BOTTOM - TOP)
    }

    /// A height in px as a number.
    fn px(&self, px: f64) -> f64 {
        px * self.domain.end() / f64::from(BOTTOM - TOP)
    }

    /// The row of a number, in px from the top.
    fn row(&self, number: f64) -> f64 {
        f64::from(BOTTOM) - number / self.px(1.0)
    }

    /// The number of a row.
    fn number(&self, row: f64) -> f64 {
        self.px(f64::from(BOTTOM) - row).clamp(0.0, self.top())
    }
}

fn projected(language: Language, projection: &Projection) -> Vec<(Role, String)> {
    let words = language.pick("Dự báo", "Projected");
    let whole = format!("{words} {}", projection.text);
    let mut lines = match text_width(&whole, SIZE + 1) <= END {
        true => vec![(Role::EndActual, whole)],
        false => vec![(Role::EndActual, words.to_owned()), (Role::EndActual, projection.text.clone())],
    };
    let range = format!("({})", projection.range);
    // Where it has no room it stands in the note.
    if text_width(&range, SIZE) <= END {
        lines.push((Role::EndNote, range));
    }
    lines
}

/// Moves ends that would touch away from each other, and into the picture.
fn apart(ends: &mut [End]) {
    let half = |end: &End| LEADING * end.lines.len() as f64 / 2.0;
    if let [upper, lower] = ends {
        let missing = half(upper) + half(lower) - (lower.y - upper.y);
        if missing > 0.0 {
            upper.y -= missing / 2.0;
            lower.y += missing / 2.0;
        }
        let above = half(upper) - upper.y;
        if above > 0.0 {
            upper.y += above;
            lower.y = lower.y.max(upper.y + half(upper) + half(lower));
        }
        let below = lower.y + half(lower) - f64::from(BOTTOM) - LEADING / 2.0;
        if below > 0.0 {
            lower.y -= below;
            upper.y = upper.y.min(lower.y - half(upper) - half(lower));
        }
    }
}

/// Where the line passes an amount: its certain end, or the middle of an approximate one.
fn height(shape: Shape) -> Option<f64> {
    match shape {
        Shape::Unknown => None,
        Shape::Exact(at) | Shape::AtLeast(at) | Shape::AboutAtLeast(at) | Shape::Between(at, _) => Some(at),
        Shape::About(from, to) => Some((from + to) / 2.0),
    }
}

fn height_of(shape: Shape) -> f64 {
    height(shape).expect("an unknown amount is no point of the line")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_right_of_the_plot_have_room_in_every_language() {
        for words in ["Chỉ tiêu", "Target", "Dự báo", "Projected"] {
            assert!(text_width(words, SIZE + 1) <= END, "{words}: {} px", text_width(words, SIZE + 1));
        }
    }

    #[test]
    fn the_newest_total_stands_clear_of_the_path() {
        let (goal, ticks) = (300.0, Vec::new());
        let course = Course { goal, ticks, ..Course::default() };
        let domain = Domain::to(goal, "x").expect("valid");
        let scene = Scene { language: Language::Vi, course: &course, shapes: &[], domain };
        let row = |total: f64| scene.row(total);
        // A little behind at half time: above the path; far behind, or ahead: beside the point itself.
        assert_eq!(scene.clear_of_path(50.0, row(130.0)), row(150.0) + 0.5 * LEADING);
        assert_eq!(scene.clear_of_path(50.0, row(20.0)), row(20.0));
        assert_eq!(scene.clear_of_path(50.0, row(200.0)), row(200.0));
    }
}
