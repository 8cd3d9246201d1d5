//! bantin (*bản tin*, bulletin) builds a static bulletin site from descriptions of term plans and
//! results.

pub mod diag;
pub mod model;
pub mod read;
