//! Did you mean: the nearest of the words that are known.

use super::fold;

/// Returns the known word nearest to a mistyped one: at most a third of it, and at least one letter,
/// may differ, after marks, case and separators are set aside.
///
/// ```
/// use bantin::model::nearest::nearest;
/// assert_eq!(nearest("mesure", ["unit", "measure"]), Some("measure"));
/// assert_eq!(nearest("xyz", ["unit", "measure"]), None);
/// ```
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let slug = |word: &str| fold::slug(word, 80);
    let folded = slug(word);
    let limit = (folded.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|one| (distance(&folded, &slug(one)), one))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, one)| (*distance, one.len()))
        .map(|(_, one)| one)
}

/// Returns how many letters have to be added, left out, changed or swapped to make one word of another.
pub fn distance(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(one, other)
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
