//! Findings to files in memory: the only stage that knows HTML.
//!
//! A page is a struct of finished text, rendered by one template. Templates neither compute nor round.

pub mod component;
pub mod data;
pub mod edition;
pub mod link;
pub mod markdown;
pub mod method;
pub mod page;
#[cfg(test)]
mod sample;
pub mod source;
pub mod templates;
pub mod text;
