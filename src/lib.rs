//! bantin (*bản tin*, bulletin) builds a static bulletin site from descriptions of term plans and
//! results.

pub mod analyse;
pub mod cli;
pub mod diag;
pub mod draw;
pub mod language;
pub mod model;
pub mod read;
pub mod render;
pub mod write;
