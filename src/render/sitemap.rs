//! `sitemap.xml`: every page with the day on which it was last true, for search engines.

use super::text::instant;
use crate::model::period::Day;
use serde::Serialize;

/// More addresses than these may not stand in one file: <https://www.sitemaps.org/protocol.html>.
const MOST: usize = 50_000;

/// The list, or a list of lists, for `sitemap.xml`.
#[derive(Debug, Serialize)]
pub struct Page {
    /// Where it goes.
    pub address: String,
    /// Whether it lists pages or other lists.
    pub kind: Kind,
    /// In the order of the addresses.
    pub entries: Vec<Entry>,
}

/// What a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Pages.
    Pages,
    /// Lists of pages.
    Lists,
}

/// One address of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// The whole address.
    pub href: String,
    /// Since when it stands as it stands.
    pub since: String,
}

/// Returns the files of the map; `pages` are addresses from the top folder, each with its day.
pub fn files(base: &str, mut pages: Vec<(String, Day)>) -> Vec<Page> {
    pages.sort();
    let entry =
        |(address, day): &(String, Day)| Entry { href: format!("{base}{address}"), since: instant(*day) };
    let list = |address: String, kind, entries| Page { address, kind, entries };
    let entries: Vec<Entry> = pages.iter().map(entry).collect();
    if entries.len() <= MOST {
        return vec![list("sitemap.xml".to_owned(), Kind::Pages, entries)];
    }
    let since = pages.iter().map(|(_, day)| *day).max().map_or(String::new(), instant);
    let parts = entries.chunks(MOST).enumerate();
    let mut files: Vec<Page> =
        parts.map(|(n, part)| list(format!("sitemap-{}.xml", n + 1), Kind::Pages, part.to_vec())).collect();
    let of_part = |part: &Page| Entry { href: format!("{base}{}", part.address), since: since.clone() };
    let all = files.iter().map(of_part).collect();
    files.push(list("sitemap.xml".to_owned(), Kind::Lists, all));
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_cut_into_lists() {
        let day = Day::new(2024, 7, 15).expect("a day");
        let pages = |count: usize| (0..count).map(|n| (format!("khu/{n}/index.html"), day)).collect();
        let one = files("https://example.org/", pages(3));
        assert_eq!((one.len(), one[0].kind, one[0].entries.len()), (1, Kind::Pages, 3));
        assert_eq!(one[0].entries[0].href, "https://example.org/khu/0/index.html");
        assert_eq!(one[0].entries[0].since, "2024-07-15T00:00:00+07:00");
        let three = files("https://example.org/", pages(100_001));
        let shape: Vec<_> = three.iter().map(|list| (list.address.as_str(), list.entries.len())).collect();
        let expected =
            [("sitemap-1.xml", 50_000), ("sitemap-2.xml", 50_000), ("sitemap-3.xml", 1), ("sitemap.xml", 3)];
        assert_eq!(shape, expected);
        assert_eq!(three[3].entries[2].href, "https://example.org/sitemap-3.xml");
        assert_eq!(three[3].kind, Kind::Lists);
    }
}
