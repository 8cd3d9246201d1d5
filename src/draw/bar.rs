//! A level bar for a number that may be uncertain: shared by bullet rows, pipelines and parts.

use super::canvas::{self, Frame, Plot};
use super::mark::Mark;
use super::refusal::Refusal;
use super::scale::{Domain, FADE};
use super::value::Shape;

/// The px from the top of the row at which a bar starts and ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    /// Top.
    pub top: f64,
    /// Bottom.
    pub bottom: f64,
}

/// How far a cap stands out of its bar, in px.
const CAP: f64 = 3.0;

/// The SVG of one row, `height` px high, whose marks `draw` places: x on `domain`, y in px.
///
/// It holds no text and is hidden from screen readers: the cells beside it say the same.
pub(super) fn row(
    subject: &str,
    domain: Domain,
    height: u32,
    draw: impl FnOnce(&Plot<'_, '_>) -> Result<(), Refusal>,
) -> Result<String, Refusal> {
    let y = Domain::to(f64::from(height), subject)?;
    let marks = canvas::content(Frame { subject, height, x: domain, y, rows: (0, height) }, draw)?;
    Ok(format!(
        r#"<svg class="chart-marks" aria-hidden="true" focusable="false" width="100%" height="{height}">{marks}</svg>"#
    ))
}

/// Draws `shape` from 0, cut off where `domain` ends.
pub(super) fn bar(plot: &Plot<'_, '_>, shape: Shape, domain: Domain, rows: Rows) -> Result<(), Refusal> {
    let end = domain.end();
    let fill =
        |mark, from: f64, to: f64| plot.fill(mark, (from.min(end), rows.top), (to.min(end), rows.bottom));
    let cap = |mark, at: f64| match at > 0.0 && at <= end {
        true => plot.stroke(mark, &[(at, rows.top - CAP), (at, rows.bottom + CAP)]),
        false => Ok(()),
    };
    if let Some(upper) = shape.at_most() {
        let middle = f64::midpoint(rows.top, rows.bottom);
        plot.stroke(Mark::LineUnsure, &[(0.0, middle), (upper.min(end), middle)])?;
        return cap(Mark::Cap, upper);
    }
    match shape {
        Shape::Unknown => Ok(()),
        Shape::Exact(at) => fill(Mark::Actual, 0.0, at),
        Shape::AtLeast(at) => {
            fill(Mark::Actual, 0.0, at)?;
            fill(Mark::Fade, at, at + FADE * end)
        }
        Shape::Between(lower, upper) => {
            fill(Mark::Actual, 0.0, lower)?;
            fill(Mark::Hatch, lower, upper)?;
            cap(Mark::Cap, lower)?;
            cap(Mark::Cap, upper)
        }
        Shape::About(lower, upper) => {
            fill(Mark::Hatch, 0.0, upper)?;
            if lower < upper {
                cap(Mark::CapDashed, lower)?;
            }
            cap(Mark::CapDashed, upper)
        }
        Shape::AboutAtLeast(at) => {
            fill(Mark::Hatch, 0.0, at)?;
            cap(Mark::CapDashed, at)?;
            fill(Mark::Fade, at, at + FADE * end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::value::Span;

    fn marks(span: Span) -> Vec<(String, String)> {
        let domain = Domain::to(100.0, "x").expect("valid");
        let shape = span.shape("x").expect("valid");
        let rows = Rows { top: 5.0, bottom: 25.0 };
        let svg = row("x", domain, 30, |plot| bar(plot, shape, domain, rows)).expect("valid");
        let page = scraper::Html::parse_fragment(&svg);
        let marks = scraper::Selector::parse("rect, line").expect("valid");
        page.select(&marks)
            .map(|mark| {
                let attribute = |name| mark.attr(name).unwrap_or_default().to_owned();
                let extent = if mark.value().name() == "rect" { "width" } else { "x1" };
                (attribute("class"), attribute(extent))
            })
            .collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|&(class, extent)| (class.to_owned(), extent.to_owned())).collect()
    }

    #[test]
    fn each_kind_of_uncertainty_is_drawn_as_itself() {
        assert_eq!(marks(Span::exact(40.0)), pairs(&[("f-actual", "40%")]));
        assert_eq!(marks(Span::at_least(40.0)), pairs(&[("f-actual", "40%"), ("f-fade", "9%")]));
        assert_eq!(
            marks(Span::between(60.0, 70.0)),
            pairs(&[("f-actual", "60%"), ("f-hatch", "10%"), ("s-cap", "60%"), ("s-cap", "70%")])
        );
        assert_eq!(marks(Span::at_most(70.0)), pairs(&[("s-line-unsure", "0%"), ("s-cap", "70%")]));
        assert_eq!(marks(Span::at_most(170.0)), pairs(&[("s-line-unsure", "0%")]), "its end is not here");
        assert_eq!(marks(Span::about(12.0)), pairs(&[("f-hatch", "12%"), ("s-cap-dashed", "12%")]));
        assert_eq!(marks(Span::exact(0.0)), pairs(&[]));
        assert_eq!(marks(Span::unknown()), pairs(&[]));
    }

    #[test]
    fn a_bar_is_cut_where_the_scale_ends() {
        assert_eq!(marks(Span::exact(344.2)), pairs(&[("f-actual", "100%")]));
        assert_eq!(
            marks(Span::between(90.0, 200.0)),
            pairs(&[("f-actual", "90%"), ("f-hatch", "10%"), ("s-cap", "90%")])
        );
    }
}
