//! bantin (*bản tin*, bulletin) builds a static bulletin site from descriptions of term plans and
//! results.
//!
//! # Steps
//! 1. [`read`]: the files of a folder become a [`model::Project`], with every problem of every file.
//! 2. [`analyse`]: the project becomes verdicts, derived figures and what does not agree, without a word of text.
//! 3. [`draw`]: finished words and numbers become SVG; [`render`] calls it for each chart of a page.
//! 4. [`render`]: all of it becomes the files of a site, in memory.
//! 5. [`write`](mod@write): the files that changed go to the output folder.
//!
//! [`cli`] runs the steps in this order and prints what [`diag`] says of them.

pub mod analyse;
pub mod cli;
pub mod diag;
pub mod draw;
pub mod language;
pub mod model;
pub mod read;
pub mod render;
pub mod write;
