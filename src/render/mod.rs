//! Findings → files in memory: the only stage that knows HTML.

pub mod files;

pub use files::SiteFiles;
