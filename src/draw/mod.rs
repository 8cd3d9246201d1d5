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
mod tests;
