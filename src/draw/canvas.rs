//! The drawing backend: plotters' calls become SVG whose x is in percent and whose y is in pixels.
//!
//! One such SVG serves a phone, a desk and a sheet of paper, and its text never shrinks. What percent
//! cannot express, a path, goes into a nested SVG that is stretched in x only; its strokes keep their
//! width through CSS (`vector-effect`). Coordinates are whole numbers inside (0.01 % and 0.1 px), so the
//! same drawing gives the same bytes on every machine.

use std::convert::Infallible;
use std::fmt::Write;

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{
    Cartesian2d, Circle, DrawingArea, DrawingBackend, IntoDrawingArea, PathElement, Polygon, Rectangle, Text,
};
use plotters::style::{Color, FontFamily, FontStyle, TextStyle};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontTransform,
};

use super::mark::Mark;
use super::refusal::{Reason, Refusal};
use super::role::Role;
use super::scale::Domain;

/// The full width in the backend's units: 0.01 %.
const WIDTH: i32 = 10_000;
/// The backend's units in a pixel of height.
const TENTHS: i32 = 10;

/// Where a chart is placed in its canvas: what x and y mean, and the pixels that y spans.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    /// Named in a refusal.
    pub subject: &'a str,
    /// The height of the drawing in px.
    pub height: u32,
    /// The numbers from the left edge to the right one.
    pub x: Domain,
    /// The numbers along `rows`, from its start to its end.
    pub y: Domain,
    /// The px from the top at which `y` starts and ends.
    pub rows: (u32, u32),
}

/// The content of an `<svg>` (without the element itself) that `draw` puts on the canvas.
///
/// # Errors
/// The first coordinate outside its domain, or not finite, is refused before plotters sees it.
pub(super) fn content(
    frame: Frame<'_>,
    draw: impl FnOnce(&Plot<'_, '_>) -> Result<(), Refusal>,
) -> Result<String, Refusal> {
    let mut svg = String::new();
    {
        let root = Canvas { svg: &mut svg, height: frame.height }.into_drawing_area();
        draw(&Plot::on(&root, frame))?;
    }
    Ok(svg)
}

/// A canvas with its scales: marks are placed by the numbers they stand for.
pub(super) struct Plot<'f, 'a> {
    area: DrawingArea<Canvas<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
    frame: Frame<'f>,
}

impl<'f, 'a> Plot<'f, 'a> {
    fn on(root: &DrawingArea<Canvas<'a>, Shift>, frame: Frame<'f>) -> Self {
        let px = |row: u32| i32::try_from(row).unwrap_or(0) * TENTHS;
        let coordinates = Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
            frame.x.range(),
            frame.y.range(),
            (0..WIDTH, px(frame.rows.0)..px(frame.rows.1)),
        );
        Self { area: root.apply_coord_spec(coordinates), frame }
    }

    /// Fills the rectangle between two corners; one without width or height is left out.
    pub(super) fn fill(&self, mark: Mark, from: (f64, f64), to: (f64, f64)) -> Result<(), Refusal> {
        let corners = [self.checked(from)?, self.checked(to)?];
        self.draw(&Rectangle::new(corners, mark.colour().filled()));
        Ok(())
    }

    /// Strokes the lines between points; two points are one line.
    pub(super) fn stroke(&self, mark: Mark, points: &[(f64, f64)]) -> Result<(), Refusal> {
        let points = points.iter().map(|&point| self.checked(point)).collect::<Result<Vec<_>, _>>()?;
        self.draw(&PathElement::new(points, Color::stroke_width(&mark.colour(), 1)));
        Ok(())
    }

    /// Fills the area within points, three or more.
    pub(super) fn area(&self, mark: Mark, points: &[(f64, f64)]) -> Result<(), Refusal> {
        let points = points.iter().map(|&point| self.checked(point)).collect::<Result<Vec<_>, _>>()?;
        self.draw(&Polygon::new(points, mark.colour().filled()));
        Ok(())
    }

    /// Draws a disc of a radius in px around a point.
    pub(super) fn disc(&self, mark: Mark, point: (f64, f64), radius: f64) -> Result<(), Refusal> {
        let point = self.checked(point)?;
        self.draw(&Circle::new(point, radius * f64::from(TENTHS), mark.colour().filled()));
        Ok(())
    }

    /// Writes a text at a point, placed by its role.
    pub(super) fn text(&self, role: Role, point: (f64, f64), text: &str) -> Result<(), Refusal> {
        let point = self.checked(point)?;
        let font = (FontFamily::Name(role.class()), 14.0, FontStyle::Normal);
        self.draw(&Text::new(text, point, TextStyle::from(font)));
        Ok(())
    }

    fn checked(&self, point: (f64, f64)) -> Result<(f64, f64), Refusal> {
        let Frame { subject, x, y, .. } = self.frame;
        if !point.0.is_finite() || !point.1.is_finite() {
            return Err(Refusal::new(subject, Reason::NotFinite));
        }
        // Plotters would clamp the point to the border and so draw another number.
        if !x.contains(point.0) || !y.contains(point.1) {
            return Err(Refusal::new(subject, Reason::OutOfDomain));
        }
        Ok(point)
    }

    fn draw<'e, E, B>(&self, element: &'e E)
    where
        B: plotters::element::CoordMapper,
        &'e E: plotters::element::PointCollection<'e, (f64, f64), B>,
        E: plotters::element::Drawable<Canvas<'a>, B>,
    {
        self.area.draw(element).expect("the canvas writes into a string and cannot fail");
    }
}

/// The text with the characters that mean something in XML replaced.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML has no place for control characters, not even escaped ones.
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// plotters' backend: elements are appended to `svg` as they come.
struct Canvas<'a> {
    svg: &'a mut String,
    height: u32,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (WIDTH.unsigned_abs(), self.height * TENTHS.unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        unreachable!("every element we draw has its own call below, none is made of pixels")
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        let class = class(style.color());
        self.put(&[
            (r#"<line class=""#, Part::Word(class)),
            (r#"" x1=""#, Part::Percent(from.0)),
            (r#"" y1=""#, Part::Px(from.1)),
            (r#"" x2=""#, Part::Percent(to.0)),
            (r#"" y2=""#, Part::Px(to.1)),
        ]);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        one: BackendCoord,
        other: BackendCoord,
        style: &S,
        _filled: bool,
    ) -> Drawn {
        let (left, right) = (one.0.min(other.0), one.0.max(other.0));
        let (top, bottom) = (one.1.min(other.1), one.1.max(other.1));
        if left == right || top == bottom {
            return Ok(());
        }
        let class = class(style.color());
        self.put(&[
            (r#"<rect class=""#, Part::Word(class)),
            (r#"" x=""#, Part::Percent(left)),
            (r#"" y=""#, Part::Px(top)),
            (r#"" width=""#, Part::Percent(right - left)),
            (r#"" height=""#, Part::Px(bottom - top)),
        ]);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<_> = points.into_iter().collect();
        if let &[from, to] = points.as_slice() {
            return self.draw_line(from, to, style);
        }
        self.path(points.into_iter(), style.color());
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        self.path(points.into_iter(), style.color());
        // Closed before the attribute ends.
        let end = self.svg.rfind(r#""/></svg>"#).expect("a path was just written");
        self.svg.insert(end, 'Z');
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        _filled: bool,
    ) -> Drawn {
        let class = class(style.color());
        self.put(&[
            (r#"<circle class=""#, Part::Word(class)),
            (r#"" cx=""#, Part::Percent(centre.0)),
            (r#"" cy=""#, Part::Px(centre.1)),
            (r#"" r=""#, Part::Px(i32::try_from(radius).unwrap_or(0))),
        ]);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        assert!(matches!(style.transform(), FontTransform::None), "text is horizontal: it must be readable");
        let role = Role::of(style.family().as_str()).expect("text is drawn by Plot::text, with a role");
        let _ = write!(self.svg, r#"<text class="{}"{} x=""#, role.class(), role.placement());
        self.decimal(at.0, 100);
        self.svg.push_str(r#"%" y=""#);
        self.decimal(at.1, TENTHS);
        let _ = write!(self.svg, r#"">{}</text>"#, escaped(text));
        Ok(())
    }
}

/// A value of an attribute.
enum Part {
    Word(&'static str),
    Percent(i32),
    Px(i32),
}

impl Canvas<'_> {
    /// Appends an empty element: each text, then its value.
    fn put(&mut self, parts: &[(&str, Part)]) {
        for (before, part) in parts {
            self.svg.push_str(before);
            match *part {
                Part::Word(word) => self.svg.push_str(word),
                Part::Percent(hundredths) => {
                    self.decimal(hundredths, 100);
                    self.svg.push('%');
                }
                Part::Px(tenths) => self.decimal(tenths, TENTHS),
            }
        }
        self.svg.push_str(r#""/>"#);
    }

    /// Appends a path in a picture of its own, stretched in x only.
    fn path(&mut self, points: impl Iterator<Item = BackendCoord>, colour: BackendColor) {
        let class = class(colour);
        let height = self.height;
        let _ = write!(
            self.svg,
            r#"<svg viewBox="0 0 1000 {height}" width="100%" height="{height}" preserveAspectRatio="none"><path class="{class}" d=""#
        );
        for (number, (x, y)) in points.enumerate() {
            self.svg.push(if number == 0 { 'M' } else { 'L' });
            self.decimal(x, 10);
            self.svg.push(' ');
            self.decimal(y, TENTHS);
        }
        self.svg.push_str(r#""/></svg>"#);
    }

    /// Appends `number / unit` (10 or 100) without trailing zeros, by integer arithmetic.
    fn decimal(&mut self, number: i32, unit: i32) {
        let (whole, rest) = (number / unit, number % unit);
        let _ = match (unit, rest) {
            (_, 0) => write!(self.svg, "{whole}"),
            (100, rest) if rest % 10 != 0 => write!(self.svg, "{whole}.{rest:02}"),
            (100, rest) => write!(self.svg, "{whole}.{}", rest / 10),
            (_, rest) => write!(self.svg, "{whole}.{rest}"),
        };
    }
}

fn class(colour: BackendColor) -> &'static str {
    Mark::of(colour).expect("marks are drawn by Plot, with a token's sentinel colour").class()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Frame<'static> {
        let domain = Domain::to(200.0, "x").expect("valid");
        let rows = Domain::to(30.0, "x").expect("valid");
        Frame { subject: "x", height: 30, x: domain, y: rows, rows: (0, 30) }
    }

    #[test]
    fn full_width_is_100_percent_and_thirds_are_cut_to_hundredths() {
        let svg = content(frame(), |plot| {
            plot.fill(Mark::Actual, (0.0, 5.0), (200.0, 25.0))?;
            plot.fill(Mark::Actual, (50.0, 5.0), (200.0 / 3.0, 25.5))
        });
        assert_eq!(
            svg.expect("valid"),
            r#"<rect class="f-actual" x="0%" y="5" width="100%" height="20"/><rect class="f-actual" x="25%" y="5" width="8.33%" height="20.5"/>"#
        );
    }

    #[test]
    fn paths_go_into_a_stretched_svg_and_text_is_escaped() {
        let svg = content(frame(), |plot| {
            plot.stroke(Mark::OpenEdge, &[(20.0, 30.0), (20.0, 10.0), (40.0, 10.0)])?;
            plot.text(Role::Value, (100.0, 12.0), "<& Đạt")
        });
        assert_eq!(
            svg.expect("valid"),
            concat!(
                r#"<svg viewBox="0 0 1000 30" width="100%" height="30" preserveAspectRatio="none">"#,
                r#"<path class="s-open" d="M100 30L100 10L200 10"/></svg>"#,
                r#"<text class="t-value" text-anchor="middle" x="50%" y="12">&lt;&amp; Đạt</text>"#
            )
        );
    }

    #[test]
    fn what_plotters_would_clamp_is_refused() {
        let refused = |point: (f64, f64)| {
            content(frame(), |plot| plot.fill(Mark::Actual, (0.0, 0.0), point))
                .map_err(|refusal| refusal.reason)
        };
        assert_eq!(refused((200.1, 5.0)), Err(Reason::OutOfDomain));
        assert_eq!(refused((5.0, -0.1)), Err(Reason::OutOfDomain));
        assert_eq!(refused((f64::NAN, 5.0)), Err(Reason::NotFinite));
        assert_eq!(refused((5.0, f64::INFINITY)), Err(Reason::NotFinite));
    }
}
