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
pub mod columns;
mod describe;
pub mod ink;
mod key;
pub mod parts;
pub mod pipeline;
pub mod refusal;
mod scale;
mod text_width;
pub mod value;

pub use chart::{Caption, Chart, Drawing, KeyItem, Kind, Link, RowText};
pub use refusal::{Reason, Refusal};
pub use value::Span;
