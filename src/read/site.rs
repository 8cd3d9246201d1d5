//! `site.toml` to [`Settings`].

use super::provenance;
use super::table::{Entry, Table};
use crate::diag::{At, Problem};
use crate::language::Language;
use crate::model::check::{self, Weight};
use crate::model::settings::Settings;
use std::collections::BTreeMap;

const KEYS: &[&str] = &[
    "title",
    "subtitle",
    "publisher",
    "contact",
    "languages",
    "base_url",
    "licence",
    "notice",
    "small_cell",
    "theme",
    "chart_png",
    "checks",
];

const WEIGHTS: [(&str, Weight); 3] =
    [("error", Weight::Error), ("warning", Weight::Warning), ("off", Weight::Off)];

/// Returns what the file says; the title and the publisher must be there.
pub(super) fn settings(table: Table<'_>) -> Settings {
    let languages = table.take("languages").map_or_else(|| vec![Language::Vi], |entry| languages(&entry));
    let settings = Settings {
        title: table.required_name("title").unwrap_or_default(),
        subtitle: table.wording("subtitle"),
        publisher: table.required_wording("publisher").unwrap_or_default(),
        contact: table.wording("contact"),
        languages,
        base_url: table.take("base_url").and_then(|entry| base_url(&entry)),
        licence: table.wording("licence"),
        notice: table.wording("notice"),
        small_cell: table.take("small_cell").and_then(|entry| entry.number(1000)).unwrap_or(0),
        checks: table.table("checks").map(|checks| weights(checks, table.at)).unwrap_or_default(),
        theme: table.take("theme").and_then(|entry| Some((entry.slug()?.to_string(), entry.at))),
        chart_png: table.boolean("chart_png").unwrap_or(true),
        at: table.at,
    };
    table.finish(KEYS);
    settings
}

/// The languages of the pages: Vietnamese, whether it is named or not, and English where it is.
fn languages(entry: &Entry) -> Vec<Language> {
    let mut languages = vec![Language::Vi];
    for (word, at) in entry.strings().unwrap_or_default() {
        match Language::ALL.into_iter().find(|language| language.code() == word) {
            Some(language) if languages.contains(&language) => {}
            Some(language) => languages.push(language),
            None => {
                let fault = crate::say!("chưa có ngôn ngữ “{word}”", "there is no language “{word}”");
                let known = crate::say!("có thể dùng: vi, en", "known: vi, en");
                entry.page.push(Problem::error("unknown-word", at, fault).way_out(known));
            }
        }
    }
    languages
}

/// The address of the top folder, without a slash at the end; other addresses are made by adding to it.
fn base_url(entry: &Entry<'_>) -> Option<String> {
    let url = provenance::address(entry)?;
    let (scheme, place) = url.split_once("://").expect("an address begins with http:// or https://");
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:%@!$&()*+,;=[]".contains(c);
    if place.starts_with('/') || place.is_empty() || !place.chars().all(plain) {
        let fault = crate::say!(
            "base_url phải là địa chỉ của thư mục đặt bản tin: có tên miền, không dấu, không có “?” và “#”",
            "base_url is the address of the bulletin's folder: with a host, in ASCII, without “?” and “#”"
        );
        let problem = Problem::error("unsafe-address", entry.at, fault);
        entry.page.push(problem.way_out(crate::say!(
            "mở trang chủ trên mạng, chép địa chỉ đến hết tên thư mục, hoặc xóa dòng",
            "open the home page on the web and copy its address up to the folder, or delete the line"
        )));
        return None;
    }
    let place = place.trim_end_matches("index.html").trim_end_matches('/');
    Some(format!("{scheme}://{place}"))
}

/// What `[checks]` says, in the file's own table at `site`.
fn weights(table: Table<'_>, site: At) -> BTreeMap<&'static str, Weight> {
    let weights = check::NAMES.iter().filter_map(|name| Some((*name, table.word(name, &WEIGHTS)?))).collect();
    for entry in table.all_of(KEYS) {
        // In TOML a heading holds for all that follows: whoever adds a line at the end of the file cannot know.
        let fault = crate::say!(
            "“{}” là của cả ấn phẩm, không phải một phép kiểm",
            "“{}” is of the whole publication, and no check",
            entry.key
        );
        let heading = crate::say!("từ đây trở xuống thuộc về [checks]", "all below belongs to [checks]");
        let way_out =
            crate::say!("chuyển dòng này lên trên dòng [checks]", "move this line above the line [checks]");
        let problem = Problem::error("misplaced-key", entry.key_at, fault).label(table.at, heading);
        entry.page.push(problem.way_out(way_out));
        entry.page.withdraw_missing(entry.key, site);
    }
    table.finish(&check::NAMES);
    weights
}
