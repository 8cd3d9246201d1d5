//! `explained` to [`Explanation`]: one text, or a text for each check that differs; in one language or two.

use super::table::Entry;
use crate::model::check::{self, Explanation};
use toml::de::{DeTable, DeValue};

/// Returns the author's words on differences: `"…"`, or `{ printed-share = "…" }`.
pub(super) fn all(entry: &Entry<'_>) -> Vec<Explanation> {
    let by_language = |table: &DeTable<'_>| ["vi", "en"].iter().any(|language| table.contains_key(*language));
    if !matches!(entry.value, DeValue::Table(table) if !by_language(table)) {
        return entry.wording().into_iter().map(|words| Explanation { check: None, words }).collect();
    }
    let Some(table) = entry.table() else { return Vec::new() };
    let named = |name: &&'static str| Some(Explanation { check: Some(name), words: table.wording(name)? });
    let found = check::NAMES.iter().filter_map(named).collect();
    table.finish(&check::NAMES);
    found
}
