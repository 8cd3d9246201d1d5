//! The places in a text that a template or script fills: `{count}`.

use super::super::templates::{ThemeFault, ThemeFile};
use super::super::theme_fault::near;
use crate::diag::Say;
use crate::say;
use serde_json::{Map, Value};

/// Returns a fault for each place of a theme's own word that the word of that name does not have.
///
/// A template or script of the theme may fill places of its own: what these name is known.
pub(super) fn unfilled(
    standard: &Map<String, Value>,
    own: &Map<String, Value>,
    file: &ThemeFile,
    overrides: &[ThemeFile],
) -> Vec<ThemeFault> {
    let is_filled = |place: &str| {
        let place = ["{", place, "}"].concat();
        let fills = |(name, bytes): &ThemeFile| {
            (name.starts_with("templates/") || name.ends_with(".js"))
                && memchr::memmem::find(bytes, place.as_bytes()).is_some()
        };
        overrides.iter().any(fills)
    };
    let mut faults = Vec::new();
    for (group, value) in own {
        let one = [(String::new(), value.clone())];
        let words: Vec<(&String, &Value)> = match value {
            Value::Object(words) => words.iter().collect(),
            _ => one.iter().map(|(key, value)| (key, value)).collect(),
        };
        for (key, text) in words {
            let known =
                standard.get(group).and_then(|one| if key.is_empty() { Some(one) } else { one.get(key) });
            let (Some(known), Some(text)) = (known.and_then(Value::as_str), text.as_str()) else { continue };
            let known = places(known);
            for place in places(text).into_iter().filter(|place| !known.contains(place) && !is_filled(place))
            {
                let path =
                    [group.as_str(), key].into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>();
                let fault = ThemeFault::of_file(&file.0, words_of(&path.join("."), place, &known));
                let (line, column) = at(&file.1, &path, place).unwrap_or_default();
                faults.push(ThemeFault { line, column, ..fault });
            }
        }
    }
    faults.sort_by_key(|fault| (fault.line, fault.column));
    faults
}

fn words_of(full: &str, place: &str, known: &[&str]) -> Say {
    let Say { vi, en } = near(place, known.iter().copied());
    match known.is_empty() {
        true => say!(
            "chữ “{full}” không có chỗ nào để điền, trang sẽ in nguyên “{{{place}}}”: bỏ nó đi",
            "nothing is filled into “{full}”, and pages would print “{{{place}}}” as it is: take it out"
        ),
        false => say!(
            "không có gì để điền vào “{{{place}}}” của chữ “{full}”{vi}: sửa tên ấy, hoặc bỏ đi",
            "there is nothing to fill “{{{place}}}” of “{full}” with{en}: mend that name, or take it out"
        ),
    }
}

/// Returns the names of the places of a text, in its order.
fn places(text: &str) -> Vec<&str> {
    let name = |rest: &str| rest.find('}').filter(|&end| end > 0);
    let inner = text.split('{').skip(1).filter_map(|rest| Some(&rest[..name(rest)?]));
    inner.filter(|place| place.chars().all(|c| c.is_alphanumeric() || c == '_')).collect()
}

/// Line and column of a place in a file of words, from 1.
fn at(bytes: &[u8], path: &[&str], place: &str) -> Option<(usize, usize)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut from = 0;
    for name in path {
        let quoted = format!("\"{name}\"");
        from += text[from..].find(&quoted)? + quoted.len();
    }
    let at = from + text[from..].find(&["{", place, "}"].concat())?;
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    Some((text[..at].matches('\n').count() + 1, text[start..at].chars().count() + 1))
}
