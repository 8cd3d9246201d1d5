//! What every page has: the publication, its own head, and where it stands.

use super::link::{Link, Root};
use super::share::Picture;
use super::text;
use crate::language::Language;
use crate::model::period::Day;
use crate::model::settings::Settings;
use serde::Serialize;

/// A page for its template: `site` and `page`.
#[derive(Debug, Serialize)]
pub struct Whole<'a, P: Serialize> {
    /// The publication.
    pub site: &'a Site,
    /// The page itself.
    pub page: P,
}

/// The publication, as every page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    /// Its name.
    pub title: String,
    /// Where it is hosted, with a slash at the end; or empty.
    pub base_url: String,
    /// What goes with the address of the page when it is passed on.
    pub picture: Picture,
    /// The body above the publisher, or empty.
    pub parent: String,
    /// Who publishes it.
    pub publisher: String,
    /// How to reach them.
    pub contact: Link,
    /// On what terms.
    pub licence: Link,
    /// One sentence for the footer, or empty.
    pub notice: String,
    /// The day on which the standing pages stand, `15/07/2024`.
    pub cutoff: String,
    /// Further lines of the footer.
    pub imprint: Vec<Imprint>,
}

/// A line of the imprint.
#[derive(Debug, Clone, Serialize)]
pub struct Imprint {
    /// What it is.
    pub label: String,
    /// What it says.
    pub text: String,
}

impl Site {
    /// Returns the publication as shown on pages that stand on a day.
    pub fn new(language: Language, settings: &Settings, cutoff: Day) -> Site {
        let linked = |words: &Option<String>| {
            let words = words.clone().unwrap_or_default();
            let href = match words.as_str() {
                web if web.starts_with("https://") || web.starts_with("http://") => web.to_owned(),
                mail if mail.contains('@') && !mail.contains(' ') => format!("mailto:{mail}"),
                _ => String::new(),
            };
            Link { text: words, href }
        };
        Site {
            title: settings.title.clone(),
            base_url: settings.base_url.as_ref().map_or(String::new(), |url| format!("{url}/")),
            picture: Picture::default(),
            parent: String::new(),
            publisher: settings.publisher.clone(),
            contact: linked(&settings.contact),
            licence: linked(&settings.licence),
            notice: settings.notice.clone().unwrap_or_default(),
            cutoff: text::day(language, cutoff),
            imprint: Vec::new(),
        }
    }
}

/// The head of a page; flattened into the page's own struct.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Its address from the top folder.
    pub address: String,
    /// The way to the top folder.
    pub root: &'static str,
    /// Its title.
    pub title: String,
    /// One sentence for search engines and previews.
    pub description: String,
    /// Which entry of the menu it belongs to.
    pub section: &'static str,
    /// A line above the title, or empty.
    pub kicker: String,
    /// A line below the title, or empty.
    pub lead: String,
    /// The pages above it.
    pub crumbs: Vec<Link>,
    /// Whether it has charts.
    pub has_charts: bool,
}

impl Head {
    /// Returns the head of a page below the home page.
    pub fn new(language: Language, address: &str, root: Root, title: &str, section: &'static str) -> Head {
        let home = Link::new(language.pick("Trang chủ", "Home"), root.to("index.html"));
        Head {
            address: address.to_owned(),
            root: root.as_str(),
            title: title.to_owned(),
            description: String::new(),
            section,
            kicker: String::new(),
            lead: String::new(),
            crumbs: if address == "index.html" { Vec::new() } else { vec![home] },
            has_charts: false,
        }
    }
}
