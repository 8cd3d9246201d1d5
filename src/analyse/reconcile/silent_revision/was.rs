//! What a record says of a figure, as the line of a report writes it.

use crate::model::record::{FigureLine, Said};

/// What `was` has to say: the value alone, or a table of whatever was different; of each line its name, what
/// it said and what it says today.
pub(super) fn before<'a>(
    lines: impl Iterator<Item = (&'a str, &'a FigureLine, Option<&'a FigureLine>)>,
    level: Option<&str>,
) -> String {
    let mut keys = Vec::new();
    for (name, was, now) in lines {
        let said = now.is_none_or(|now| now.said != was.said);
        match (name.split_once("?as="), &was.said) {
            (Some((_, kind)), words) if said => {
                keys.push(format!("{} = {}", printed_key(kind), literal(&words.to_string())));
            }
            (None, Said::Missing(why)) if said => keys.push(format!("missing = \"{why}\"")),
            (None, Said::Words(words)) if said => keys.push(format!("value = {}", literal(words))),
            _ => {}
        }
    }
    keys.extend(level.map(|level| format!("level = \"{level}\"")));
    match keys.as_slice() {
        [one] if one.starts_with("value = ") => one["value = ".len()..].to_owned(),
        keys => format!("{{ {} }}", keys.join(", ")),
    }
}

/// A published figure or part that there is no more, as a report says it.
pub(super) fn withdrawn(was: &str) -> String {
    format!("{{ missing = \"not-collected\", correction = {{ was = {was}, on = \"…\", reason = \"…\" }} }}")
}

/// The key of a printed number as a report writes it: `share_of.boi-duong`, `change_since."2014-06"`.
fn printed_key(kind: &str) -> String {
    match kind.split_once(':') {
        Some((key, "whole")) => key.to_owned(),
        Some((key, of)) if key.ends_with("_since") => format!("{key}.\"{of}\""),
        Some((key, of)) => format!("{key}.{of}"),
        None => kind.to_owned(),
    }
}

/// A number as TOML: bare where it is digits alone.
fn literal(words: &str) -> String {
    let bare = !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit());
    if bare && !(words.len() > 1 && words.starts_with('0')) {
        words.to_owned()
    } else {
        format!("\"{words}\"")
    }
}
