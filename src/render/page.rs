//! What every page has: the publication, its own head, and where it stands.

use super::edition::Edition;
use super::foreign::told;
use super::link::{self, Link, Root};
use super::share::Picture;
use super::text;
use crate::language::Language;
use crate::model::period::Day;
use crate::model::settings::Settings;
use crate::model::wording::Wording;
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
    /// The code of the pages' language.
    pub language: &'static str,
    /// Where the pages of this language are hosted, with a slash at the end; or empty.
    pub base_url: String,
    /// Where the site is hosted: what all languages share stands there. With a slash at the end; or empty.
    pub top_url: String,
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
        let linked = |words: &Option<Wording>| {
            let Some(words) = words else { return Link::default() };
            let href = match words.of(language) {
                web if web.starts_with("https://") || web.starts_with("http://") => web.to_owned(),
                mail if mail.contains('@') && !mail.contains(' ') => format!("mailto:{mail}"),
                _ => String::new(),
            };
            // An address is in no language.
            let text = match href.is_empty() {
                true => told(language, words),
                false => words.of(language).to_owned(),
            };
            Link { text, href }
        };
        let hosted =
            |folder: &str| settings.base_url.as_ref().map_or(String::new(), |url| format!("{url}/{folder}"));
        Site {
            title: told(language, &settings.title),
            language: language.code(),
            base_url: hosted(link::folder(language)),
            top_url: hosted(""),
            picture: Picture::default(),
            parent: String::new(),
            publisher: told(language, &settings.publisher),
            contact: linked(&settings.contact),
            licence: linked(&settings.licence),
            notice: settings.notice.as_ref().map_or(String::new(), |notice| told(language, notice)),
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
    /// The way to the top folder of the page's language.
    pub root: &'static str,
    /// The way to the top folder of the site, where the files stand that all languages share.
    pub top: String,
    /// The same page in the other languages.
    pub translations: Vec<Translation>,
    /// Where the page's narrative exists only in another language: the way to it; else empty.
    pub untranslated: Link,
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

/// The same page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct Translation {
    /// The language's own name.
    pub text: &'static str,
    /// The page, relative.
    pub href: String,
    /// The page from the top of the site.
    pub address: String,
    /// The code of the language.
    pub lang: &'static str,
}

impl Head {
    /// Returns the way to the same page in Vietnamese, where alone its narrative is.
    pub fn only_in_vietnamese(&self, language: Language) -> Link {
        let words = language.pick("", "The text of this page is only available in Vietnamese.");
        Link::new(words, [&self.top, &self.address].map(String::as_str).concat())
    }

    /// Returns the head of a page below the home page.
    pub fn new(edition: &Edition, address: &str, root: Root, title: &str, section: &'static str) -> Head {
        let language = edition.language;
        let home = Link::new(language.pick("Trang chủ", "Home"), root.to("index.html"));
        let others = edition.project.settings.languages.iter().filter(|other| **other != language);
        let translation = |&other: &Language| {
            let address = [link::folder(other), address].concat();
            Translation {
                text: other.pick("Tiếng Việt", "English"),
                href: root.shared(language, &address),
                address,
                lang: other.code(),
            }
        };
        Head {
            address: address.to_owned(),
            root: root.as_str(),
            top: root.shared(language, ""),
            translations: others.map(translation).collect(),
            untranslated: Link::default(),
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
