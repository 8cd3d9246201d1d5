//! Findings become charts: the only stage that knows plotters.
//!
//! A caller gives numbers ([`value::Span`]) and finished texts, and gets a [`Chart`]: plain data that a
//! template puts on a page. The colours are classes of `chart.css`, so a chart follows the page into the
//! dark, onto paper and onto a phone.
//!
//! # Catalogue
//! - [`bullet`]: indicators with different units against their targets, in percent of target.
//! - [`columns`]: one indicator over years, against a yearly floor or range.
//! - [`pipeline`]: how many came from one step to the next.
//! - [`parts`]: what a total is made of, as far as it is known.
//! - [`course`]: a total that grows over a term, against the required path, with its projection.
//! - [`dots`]: one rate over many zones.
//! - [`slope`]: stocks at two dates, side by side.
//! - [`spark`]: indicators with three dated values and more, one a row.
//! - [`tile_map`]: the provinces as tiles, where most of them have a number.
//!
//! [`standalone`] makes a file of its own of any of them.
//!
//! # Uncertain numbers
//! Exact is solid; "trên" is solid and fades out; a range is solid, then hatched between two caps;
//! "khoảng" is hatched with a dashed cap; what is not known is said in words, never drawn as zero.
//!
//! # What is refused
//! plotters clamps what is out of range, draws NaN on the axis and can loop for ever on an infinite range.
//! So every number is checked before: a [`Refusal`] names the row and the reason.

mod bar;
pub mod bullet;
mod canvas;
pub mod chart;
mod column_picture;
pub mod columns;
pub mod course;
mod course_picture;
mod describe;
pub mod dots;
pub mod ink;
mod key;
mod mark;
pub mod parts;
pub mod pipeline;
pub mod points;
#[cfg(feature = "picture")]
mod raster;
pub mod refusal;
mod role;
mod scale;
pub mod share_picture;
pub mod slope;
pub mod spark;
pub mod standalone;
mod text_width;
pub mod tile_map;
pub mod value;

pub use chart::{Caption, Chart, Drawing, KeyItem, Kind, Link, RowText};
pub use refusal::{Reason, Refusal};
pub use scale::ticks;
pub use value::Span;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::columns::{Column, Goal, Standing};
    use super::parts::{Part, Whole};
    use super::pipeline::{Pipeline, Stage};
    use super::*;

    /// Numbers as they should be, as they are at the edges, and as they never should be.
    fn number() -> impl Strategy<Value = f64> {
        prop_oneof![4 => 0.0..200.0, 1 => 0.0..2e15, 1 => Just(0.0), 1 => Just(1e-12), 1 => any::<f64>()]
    }

    fn span() -> impl Strategy<Value = Span> {
        (prop::option::of(number()), prop::option::of(number()), any::<bool>(), any::<bool>()).prop_map(
            |(lower, upper, approximate, exact)| Span {
                lower,
                upper: if exact { lower } else { upper },
                approximate,
            },
        )
    }

    fn text() -> impl Strategy<Value = RowText> {
        ("[a-zđ<&\"≥ ]{0,8}", "[0-9.,≈>– ]{0,8}").prop_map(|(label, value)| RowText {
            label,
            value,
            ..RowText::default()
        })
    }

    fn goal() -> impl Strategy<Value = Option<Goal>> {
        let floor = number().prop_map(|at| Goal::Floor { at, text: "50".to_owned(), words: String::new() });
        let range = (number(), number()).prop_map(|(lower, upper)| Goal::Range {
            lower,
            lower_text: "5".to_owned(),
            upper,
            upper_text: "7".to_owned(),
            words: String::new(),
        });
        prop::option::of(prop_oneof![floor, range])
    }

    fn standing() -> impl Strategy<Value = Standing> {
        prop::sample::select(vec![Standing::Met, Standing::Missed, Standing::Undecided, Standing::Unfinished])
    }

    /// Every coordinate of what was drawn lies on the canvas, and no text of a number is NaN or infinite.
    fn sound(chart: Result<Chart, Refusal>) {
        let Ok(chart) = chart else { return };
        assert!(chart.sentence.chars().count() <= 300, "{}", chart.sentence);
        let svgs: Vec<&str> = match &chart.drawing {
            Drawing::Bars(bars) => {
                bars.tables.iter().flat_map(|table| &table.rows).map(|row| row.svg.as_str()).collect()
            }
            Drawing::Columns(columns) => vec![&columns.svg],
            Drawing::Picture(picture) => vec![&picture.svg],
            Drawing::Panels(panels) => panels.panels.iter().map(|panel| panel.svg.as_str()).collect(),
        };
        let marks = scraper::Selector::parse("rect, line, text, circle").expect("valid");
        for svg in svgs {
            for mark in scraper::Html::parse_fragment(svg).select(&marks) {
                for (name, value) in mark.value().attrs() {
                    let most = match name {
                        "x" | "x1" | "x2" | "cx" | "width" => 100.0,
                        "y" | "y1" | "y2" | "cy" | "height" => 292.0,
                        _ => continue,
                    };
                    let value: f64 = value.trim_end_matches('%').parse().expect("a plain decimal");
                    assert!((0.0..=most).contains(&value), "{name}={value} in {svg}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn bullets_are_sound_or_refused(
            rows in prop::collection::vec((text(), span(), prop::option::of(number())), 0..5)
        ) {
            let rows: Vec<_> = rows
                .into_iter()
                .map(|(text, reached, elapsed)| bullet::Row { text, reached, elapsed, verdict: String::new() })
                .collect();
            sound(bullet::chart(&Caption::default(), &rows));
        }

        #[test]
        fn columns_are_sound_or_refused(
            goal in goal(),
            columns in prop::collection::vec((text(), span(), standing()), 0..9)
        ) {
            let columns: Vec<_> = columns
                .into_iter()
                .map(|(text, amount, standing)| Column { text, amount, standing, verdict: String::new() })
                .collect();
            sound(columns::chart(&Caption::default(), goal.as_ref(), ["a", "b", "c"], &columns));
        }

        #[test]
        fn pipelines_are_sound_or_refused(stages in prop::collection::vec((text(), span()), 0..5)) {
            let stages =
                stages.into_iter().map(|(text, count)| Stage { text, count, ..Stage::default() }).collect();
            sound(pipeline::chart(&Caption::default(), &[Pipeline { title: String::new(), stages }]));
        }

        #[test]
        fn courses_are_sound_or_refused(
            points in prop::collection::vec((0.0..100.0, text(), span()), 0..9),
            goal in number(),
            projection in prop::option::of((number(), number(), number())),
        ) {
            let mut points: Vec<_> = points
                .into_iter()
                .map(|(elapsed, text, total)| course::Point { text, elapsed, total, ..course::Point::default() })
                .collect();
            points.sort_by(|one, other| one.elapsed.total_cmp(&other.elapsed));
            let projection = projection.map(|(lowest, likely, highest)| course::Projection {
                lowest,
                likely,
                highest,
                ..course::Projection::default()
            });
            let ticks = super::ticks(goal).into_iter().map(|at| (at as f64, at.to_string())).collect();
            let course = course::Course { points, goal, projection, ticks, ..course::Course::default() };
            sound(course::chart(&Caption::default(), &course, ["a", "b", "c", "d"]));
        }

        #[test]
        fn dots_are_sound_or_refused(
            zones in prop::collection::vec((text(), span()), 0..9),
            level in prop::option::of(number())
        ) {
            let zones = zones.into_iter().map(|(text, rate)| dots::Zone { text, rate }).collect();
            let level = level.map(|at| dots::Level { at, words: String::new() });
            sound(dots::chart(&Caption::default(), &dots::Rate { zones, level, ..dots::Rate::default() }));
        }

        #[test]
        fn slopes_are_sound_or_refused(stocks in prop::collection::vec((span(), span()), 0..4)) {
            let end = |amount| slope::End { amount, ..slope::End::default() };
            let stocks: Vec<_> = stocks
                .into_iter()
                .map(|(from, to)| slope::Change { opening: end(from), closing: end(to), ..slope::Change::default() })
                .collect();
            sound(slope::chart(&Caption::default(), &stocks));
        }

        #[test]
        fn sparks_are_sound_or_refused(points in prop::collection::vec((0.0..100.0, span(), any::<bool>()), 0..9)) {
            let mut points: Vec<_> = points
                .into_iter()
                .map(|(at, amount, parted)| spark::Point { at, amount, parted, ..spark::Point::default() })
                .collect();
            points.sort_by(|one, other| one.at.total_cmp(&other.at));
            sound(spark::chart(&Caption::default(), &[spark::Line { points, ..spark::Line::default() }]));
        }

        #[test]
        fn parts_are_sound_or_refused(
            text in text(),
            total in span(),
            parts in prop::collection::vec((text(), span()), 0..4),
            exclusive: bool
        ) {
            let parts = parts.into_iter().map(|(text, amount)| Part { text, amount }).collect();
            let whole = Whole { text, total, parts, exclusive, ..Whole::default() };
            sound(parts::chart(&Caption::default(), &[whole]));
        }
    }
}
