//! Did you mean: the nearest of the words that are known.

use crate::diag::Say;
use crate::model::fold;
use crate::say;

/// Returns the known word nearest to a mistyped one: at most a third of it, and at least one letter,
/// may differ, after marks, case and separators are set aside.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = slug(word);
    let limit = (folded.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|one| (strsim::damerau_levenshtein(&folded, &slug(one)), one))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, one)| (*distance, one.len()))
        .map(|(_, one)| one)
}

/// Returns "did you mean …" or the list of what there is.
pub(super) fn way_out<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Say> {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = nearest(word, known.iter().copied()) {
        return Some(say!("ý bạn là “{near}”?", "did you mean “{near}”?"));
    }
    if known.is_empty() {
        return None;
    }
    let more = if known.len() > 12 { ", …" } else { "" };
    let list = known[..known.len().min(12)].join(", ");
    Some(say!("có thể dùng: {list}{more}", "known: {list}{more}"))
}

/// Returns the slug that a name would have, short enough to be one.
pub(super) fn slug(name: &str) -> String {
    fold::slug(name, 80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_not() {
        let known = ["measure", "unit", "name", "ket-nap"];
        assert_eq!(nearest("mesure", known), Some("measure"));
        assert_eq!(nearest("ket_nap", known), Some("ket-nap"));
        assert_eq!(nearest("kết nạp", known), Some("ket-nap"));
        assert_eq!(nearest("xyz", known), None);
    }
}
