//! `404.html`: what a web host shows for an address that is not there.

use super::page::Site;
use serde::Serialize;

/// The page, for `404.html`.
///
/// The host shows it at any depth, so its links cannot be relative to it: they are whole addresses where the
/// site knows its own, and lead from the top folder where it does not. It brings its own style for the same
/// reason.
#[derive(Debug, Serialize)]
pub struct Page {
    /// Where it goes.
    pub address: &'static str,
    /// What goes before the address of another page.
    pub top: String,
}

/// Returns the page.
pub fn page(site: &Site) -> Page {
    Page { address: "404.html", top: site.base_url.clone() }
}
