//! The publication itself.

use crate::diag::At;

/// What `site.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The name of the bulletin.
    pub title: String,
    /// A line below it.
    pub subtitle: Option<String>,
    /// Who publishes it.
    pub publisher: String,
    /// How to reach them.
    pub contact: Option<String>,
    /// The languages, the first one is the main one.
    pub languages: Vec<String>,
    /// Where it is hosted.
    pub base_url: Option<String>,
    /// On what terms the figures may be used.
    pub licence: Option<String>,
    /// One sentence for the footer.
    pub notice: Option<String>,
    /// Cells of people smaller than this could point at somebody; 0 for no limit.
    pub small_cell: u32,
    /// The theme's folder name.
    pub theme: Option<String>,
    /// Where it is declared.
    pub at: At,
}
