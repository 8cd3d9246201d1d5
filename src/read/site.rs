//! `site.toml` to [`Settings`].

use super::provenance;
use super::table::Table;
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
    "checks",
];

const WEIGHTS: [(&str, Weight); 3] =
    [("error", Weight::Error), ("warning", Weight::Warning), ("off", Weight::Off)];

/// Returns what the file says; the title and the publisher must be there.
pub(super) fn settings(table: Table<'_>) -> Settings {
    let languages = table.take("languages").and_then(|entry| {
        let words = entry.strings()?;
        for (word, at) in &words {
            if !["vi", "en"].contains(word) {
                let fault = crate::say!("chưa có ngôn ngữ “{word}”", "there is no language “{word}”");
                entry.page.push(
                    crate::diag::Problem::error("unknown-word", *at, fault)
                        .way_out(crate::say!("có thể dùng: vi, en", "known: vi, en")),
                );
            }
        }
        Some(words.into_iter().map(|(word, _)| word.to_owned()).collect())
    });
    let settings = Settings {
        title: table.required_string("title").unwrap_or_default(),
        subtitle: table.string("subtitle"),
        publisher: table.required_string("publisher").unwrap_or_default(),
        contact: table.string("contact"),
        languages: languages.unwrap_or_else(|| vec!["vi".to_owned()]),
        base_url: table.take("base_url").and_then(|entry| provenance::address(&entry)),
        licence: table.string("licence"),
        notice: table.string("notice"),
        small_cell: table.take("small_cell").and_then(|entry| entry.number(1000)).unwrap_or(0),
        checks: table.table("checks").map(checks).unwrap_or_default(),
        theme: table.take("theme").and_then(|entry| entry.slug()).map(|slug| slug.to_string()),
        at: table.at,
    };
    table.finish(KEYS);
    settings
}

fn checks(table: Table<'_>) -> BTreeMap<&'static str, Weight> {
    let weights = check::NAMES.iter().filter_map(|name| Some((*name, table.word(name, &WEIGHTS)?))).collect();
    table.finish(&check::NAMES);
    weights
}
