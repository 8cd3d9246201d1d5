//! Did you mean: the nearest of the words that are known.

use crate::diag::Say;
use crate::say;
use unicode_normalization::UnicodeNormalization;

/// Returns the known word nearest to a mistyped one: at most a third of it, and at least one letter,
/// may differ, after marks, case and separators are set aside.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
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

/// Returns the slug that a name would have: marks off, đ as d, everything else a hyphen.
pub(super) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfd() {
        let c = match c {
            'đ' | 'Đ' | 'Ð' => 'd',
            '\u{0300}'..='\u{036F}' => continue,
            c => c.to_ascii_lowercase(),
        };
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len().min(80));
    out
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

    #[test]
    fn a_slug_of_a_vietnamese_name() {
        assert_eq!(slug("Khu kinh tế Đình Vũ - Cát Hải"), "khu-kinh-te-dinh-vu-cat-hai");
    }
}
