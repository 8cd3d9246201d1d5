//! The search: an index made in advance, as classic scripts that a browser loads only as far as it is asked.
//!
//! `tim-kiem/ten.js` has the names; `tu-<n>.js` say in which passage or source a word stands;
//! `doan-<n>.js` hold the texts and values that are shown. The theme's `static/search.js` asks them.

pub mod abbreviation;
pub mod name;
pub mod text;
pub mod words;

pub use text::Texts;

use super::content::Content;
use super::edition::Edition;
use super::link::Root;
use super::page::Head;
use super::text as words_of;
use crate::render::foreign::unmarked;
use crate::tell;
use serde::Serialize;
use words::Words;

/// The address of the page.
pub const ADDRESS: &str = "tim-kiem/index.html";
/// The folder of the page and of the index.
const FOLDER: &str = "tim-kiem";
/// A file of texts is closed once it has so many bytes.
const TEXTS: usize = 16 << 10;

/// The page, for `search.html`.
#[derive(Debug, Serialize)]
pub struct Page {
    #[serde(flatten)]
    head: Head,
    /// What stands after `?` in the addresses of the index, so that no browser mixes two builds of it.
    version: String,
}

/// The page and the files of the index, by address.
#[derive(Debug)]
pub struct Search {
    /// The page.
    pub page: Page,
    /// The index.
    pub files: Vec<(String, Content)>,
}

/// Returns the search; `texts` are those of the zones in their order, then of the issues.
pub fn search(edition: &Edition, texts: &[Texts]) -> Search {
    let mut words = Words::new();
    for document in texts.iter().flat_map(|texts| &texts.documents) {
        words.add(&document.title, &document.text);
    }
    // The series stand behind the texts; their numbers count as titles, so that an exact one comes first.
    for number in texts.iter().flat_map(|texts| &texts.numbers) {
        words.add(number, "");
    }
    let mut version = Version::default();
    let mut files = Vec::new();
    let mut put = |name: &str, number: usize, json: &str| {
        let script = format!("bantinTim(\"{name}\",{number},{json});\n");
        version.add(script.as_bytes());
        let address =
            if name == "ten" { format!("{FOLDER}/ten.js") } else { format!("{FOLDER}/{name}-{number}.js") };
        files.push((address, Content::from(script.into_bytes())));
    };
    let mut firsts = Vec::new();
    for (number, shard) in words.shards().into_iter().enumerate() {
        put("tu", number, &json(&shard.words));
        firsts.push(shard.first);
    }
    let (mut starts, mut owners) = (Vec::new(), String::new());
    for (owner, own) in texts.iter().enumerate() {
        owners.push(if owners.is_empty() { '[' } else { ',' });
        if owners.len() == 1 {
            starts.push(owner);
        }
        owners.push_str(&json(own));
        if owners.len() >= TEXTS || owner + 1 == texts.len() {
            owners.push(']');
            put("doan", starts.len() - 1, &owners);
            owners.clear();
        }
    }
    put("ten", 0, &json(&name::names(edition, texts, firsts, starts)));
    Search { page: page(edition, texts, version.words()), files }
}

fn page(edition: &Edition, texts: &[Texts], version: String) -> Page {
    let documents: usize = texts.iter().map(|texts| texts.documents.len()).sum();
    let series: usize = texts.iter().map(|texts| texts.values.len()).sum();
    let count = |count: usize| words_of::number(edition.language, (count as u64).into());
    let mut head =
        Head::new(edition, ADDRESS, Root::ONE, edition.language.pick("Tìm kiếm", "Search"), FOLDER);
    head.description = edition
        .language
        .pick(
            "Tìm khu, chỉ tiêu, số liệu, bài viết và nguồn trong bản tin.",
            "Find zones, indicators, figures, texts and sources in the bulletin.",
        )
        .to_owned();
    head.lead = tell!(
        edition.language,
        "Tìm trong {} khu, {} chỉ tiêu, {} chuỗi số liệu, {} đoạn bài viết, kế hoạch, sự kiện và nguồn.",
        "Search {} zones, {} indicators, {} series of figures, and {} passages, plans, events and sources.",
        count(edition.project.zones.len()),
        count(edition.project.registry.indicators.len()),
        count(series),
        count(documents)
    );
    Page { head, version }
}

fn json(value: &impl Serialize) -> String {
    unmarked(serde_json::to_string(value).expect("texts and numbers can be written as JSON"))
}

/// FNV-1a: no proof against malice is needed, only another address for other bytes.
struct Version(u64);

impl Default for Version {
    fn default() -> Version {
        Version(0xcbf2_9ce4_8422_2325)
    }
}

impl Version {
    fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn words(&self) -> String {
        format!("{:016x}", self.0)
    }
}
