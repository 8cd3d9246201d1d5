//! Vietnamese letters without their marks: slugs, and words as a search compares them.
//!
//! The script of the search page, `themes/default/static/search.js`, folds in the same way;
//! `tests/data/fold.csv` holds both to it.

use unicode_normalization::UnicodeNormalization;

/// Returns the slug that a name would have: marks off, đ as d, everything else a hyphen; at most so many
/// characters, and empty where nothing is left.
///
/// ```
/// use bantin::model::fold::slug;
/// assert_eq!(slug("Khu kinh tế Đình Vũ - Cát Hải", 80), "khu-kinh-te-dinh-vu-cat-hai");
/// ```
pub fn slug(name: &str, most: usize) -> String {
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
    out.truncate(most);
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Returns the words of a text: runs of Latin letters, digits and combining marks, in NFC or NFD.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_letter(c)).filter(|word| !word.is_empty())
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}')
            && !matches!(c, '×' | '÷')
}

/// Returns a word as it is compared where its marks count: lower case, composed, its tone mark last.
///
/// So *hòa* and *hoà*, *thúy* and *thuý* are one word, while *quý* needs no rule of its own: nothing says
/// which letter should carry the mark.
///
/// ```
/// use bantin::model::fold::marked;
/// assert_eq!(marked("Hòa"), marked("hoà"));
/// assert_ne!(marked("hóa"), marked("họa"));
/// ```
pub fn marked(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut tones = String::new();
    let letters = word.nfd().flat_map(char::to_lowercase).filter(|&c| {
        let tone = matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        if tone {
            tones.push(c);
        }
        !tone
    });
    let mut out: String = letters.map(|c| if c == 'ð' { 'đ' } else { c }).nfc().collect();
    out.push_str(&tones);
    out
}

/// Returns a word as it is compared where marks do not count: lower case, marks off, đ as d.
///
/// ```
/// use bantin::model::fold::bare;
/// assert_eq!((bare("Đảng"), bare("uỷ")), ("dang".to_owned(), "uy".to_owned()));
/// ```
pub fn bare(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let letters = word.nfd().flat_map(char::to_lowercase);
    letters
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}'))
        .map(|c| if matches!(c, 'đ' | 'ð') { 'd' } else { c })
        .collect()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the test reads the table that the browser's test reads too")]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/fold.csv");
        let table = std::fs::read_to_string(path).unwrap();
        let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split(',').collect()).collect();
        assert!(rows.len() > 25, "{} rows", rows.len());
        for row in rows {
            let [a, b, relation] = row[..] else { panic!("{row:?}") };
            let (same_marked, same_bare) = (marked(a) == marked(b), bare(a) == bare(b));
            let expected = match relation {
                "same" => (true, true),
                "marks" => (false, true),
                "other" => (false, false),
                _ => panic!("{row:?}"),
            };
            assert_eq!((same_marked, same_bare), expected, "{a} and {b}");
        }
    }

    #[test]
    fn words_are_the_same_composed_and_not() {
        let text = "“Đảng ủy” KKT 1.383 – 24/2, f(x)×2 α";
        let composed: Vec<&str> = words(text).collect();
        assert_eq!(composed, ["Đảng", "ủy", "KKT", "1", "383", "24", "2", "f", "x", "2"]);
        let decomposed: String = text.nfd().collect();
        let keys = |text: &str| words(text).map(marked).collect::<Vec<_>>();
        assert_eq!(keys(text), keys(&decomposed));
    }

    #[test]
    fn a_slug_is_cut_and_ends_in_no_hyphen() {
        assert_eq!(slug("Khó khăn, vướng mắc", 60), "kho-khan-vuong-mac");
        assert_eq!(slug("Ðảng bộ", 5), "dang");
        assert_eq!(slug("…", 60), "");
    }
}
