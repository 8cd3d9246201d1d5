//! `explained` to [`Explanation`]: one text, or a text for each check that differs.

use super::table::Entry;
use crate::model::check::{self, Explanation};
use toml::de::DeValue;

/// Returns the author's words on differences: `"…"`, or `{ printed-share = "…" }`.
pub(super) fn all(entry: &Entry<'_>) -> Vec<Explanation> {
    let DeValue::Table(_) = entry.value else {
        let words = entry.string().map(str::to_owned);
        return words.into_iter().map(|words| Explanation { check: None, words }).collect();
    };
    let Some(table) = entry.table() else { return Vec::new() };
    let named = |name: &&'static str| Some(Explanation { check: Some(name), words: table.string(name)? });
    let found = check::NAMES.iter().filter_map(named).collect();
    table.finish(&check::NAMES);
    found
}
