//! What a number that is not understood was meant to be: `"21 000"`, `"21 nghìn người"`, `"50 người trở lên"`.
//!
//! A line to paste is believed. It puts together words that stand in the text and leaves out the name of a unit
//! alone; where more might be lost, there is no line.

use super::number_grammar::{
    CHANGES, ENDINGS, ENGLISH, LONGEST, PREFIXES, UNITS, VIETNAMESE_CHANGES, is_understood,
};

/// Returns the words that are understood; nothing where it is not beyond doubt which they are.
pub(super) fn meant(printed: &str, english: bool) -> Option<String> {
    if printed.len() > LONGEST {
        return None;
    }
    let words: Vec<&str> = printed.split_whitespace().collect();
    let (words, ending) = without_ending(&words, english);
    let words = grouped(words, english);
    let number = (1..=words.len()).rev().find_map(|end| {
        let number = format!("{}{ending}", words[..end].join(" "));
        (is_unit(&words[end..], english) && is_understood(&number, english)).then_some(number)
    })?;
    let tight = tight_dashes(&number);
    Some(if is_understood(&tight, english) { tight } else { number })
}

/// Returns true for words that name a thousand or more: "21 nghìn".
pub(super) fn has_multiplier(words: &str) -> bool {
    words
        .to_lowercase()
        .split(' ')
        .any(|word| UNITS.iter().any(|(unit, ..)| unit.split(' ').any(|one| one == word)))
}

/// Splits "50 người trở lên" into "50 người" and " trở lên".
fn without_ending<'w, 't>(words: &'w [&'t str], english: bool) -> (&'w [&'t str], &'static str) {
    for (ending, _, only_english) in ENDINGS {
        let length = ending.split_whitespace().count();
        if (english || !only_english)
            && words.len() > length
            && words[words.len() - length..].join(" ").to_lowercase() == ending.trim_start()
        {
            return (&words[..words.len() - length], ending);
        }
    }
    (words, "")
}

/// Joins groups of three digits that a blank keeps apart: "21 000", "1 234,5".
fn grouped(words: &[&str], english: bool) -> Vec<String> {
    let (thousands, decimal) = if english { (',', '.') } else { ('.', ',') };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let mut joined: Vec<String> = Vec::new();
    // Whether the last word may be followed by a group.
    let mut is_open = false;
    for &word in words {
        let (whole, decimals) = word.split_once(decimal).unwrap_or((word, "0"));
        let is_group = is_open && whole.len() == 3 && digits(whole) && digits(decimals);
        match joined.last_mut().filter(|_| is_group) {
            Some(last) => {
                last.push(thousands);
                last.push_str(word);
            }
            None => joined.push(word.to_owned()),
        }
        is_open = digits(word) && (is_group || (word.len() <= 3 && !word.starts_with('0')));
    }
    joined
}

/// Returns "5-7" for "5 - 7".
fn tight_dashes(number: &str) -> String {
    number.replace(" - ", "-").replace(" – ", "–")
}

/// Words beside a number that may say how much or of what, although they are no qualifiers and no multipliers.
const DOUBTFUL: &[&str] = &[
    "trăm", "chục", "vạn", "tá", "tr", "trđ", "k", "rưỡi", "rưởi", "nửa", "mươi", "mười", "một", "hai", "ba",
    "bốn", "sáu", "bảy", "tám", "chín", "không", "lẻ", "lần", "phần", "ước", "và", "hay", "hoặc", "đến",
    "tới", "từ", "thêm", "bớt", "trừ", "mấy", "vài", "hundred", "dozen", "half", "times", "per", "cent",
    "percent", "and", "or", "to", "plus", "minus", "less", "more",
];

/// Returns true for the name of what is counted and nothing else: no digit, multiplier, dash or qualifier.
fn is_unit(words: &[String], english: bool) -> bool {
    let text = words.join(" ").to_lowercase();
    let is_name =
        |word: &str| (word == "đ/c" || word.chars().all(char::is_alphabetic)) && !DOUBTFUL.contains(&word);
    // "5 nhà đầu tư" is five investors, "1 triệu tư" 1,4 million.
    let first = text.split(' ').next().unwrap_or_default();
    if !text.split(' ').all(is_name) || has_multiplier(&text) || ["tư", "năm", "lăm"].contains(&first) {
        return false;
    }
    let own = PREFIXES.iter().map(|(word, _)| *word).chain(VIETNAMESE_CHANGES.iter().map(|(word, _)| *word));
    let foreign = ENGLISH.iter().map(|(word, _)| *word).chain(CHANGES.iter().map(|(word, _)| *word));
    let endings = ENDINGS.iter().map(|(word, ..)| *word);
    let mut qualifiers = own.chain(endings).chain(foreign.filter(|_| english)).map(str::trim);
    let padded = format!(" {text} ");
    !qualifiers.any(|word| word.starts_with(char::is_alphabetic) && padded.contains(&format!(" {word} ")))
}

#[cfg(test)]
mod tests {
    use super::super::number_words::parse;
    use super::*;

    fn all(cases: &[(&str, &str)], english: bool) {
        for (text, expected) in cases {
            assert_eq!(meant(text, english).as_deref(), Some(*expected), "{text}");
        }
    }

    #[test]
    fn the_unit_alone_is_left_out() {
        all(
            &[
                ("50 người", "50"),
                ("4.656 đ/c", "4.656"),
                ("21 nghìn người", "21 nghìn"),
                ("21 nghìn lao động", "21 nghìn"),
                ("trên 14.000 lao động", "trên 14.000"),
                ("Trên 14.000 lao động", "Trên 14.000"),
                ("1,2 nghìn ha", "1,2 nghìn"),
                ("5 - 7 người", "5-7"),
                ("khoảng 600 - 700 người", "khoảng 600-700"),
                ("từ 2.000 đến 2.500 người", "từ 2.000 đến 2.500"),
                ("15,4% đảng viên", "15,4%"),
                ("5 nhà đầu tư", "5"),
                ("571 nghìn tỷ đồng", "571 nghìn tỷ"),
            ],
            false,
        );
        all(
            &[
                ("50 people", "50"),
                ("over 14,000 workers", "over 14,000"),
                ("21 thousand people", "21 thousand"),
            ],
            true,
        );
    }

    #[test]
    fn groups_and_endings_are_put_together() {
        all(
            &[
                ("21 000", "21.000"),
                ("1 234,5", "1.234,5"),
                ("1 234 567 người", "1.234.567"),
                ("trên 21 000 người", "trên 21.000"),
                ("21 000 - 22 000", "21.000-22.000"),
                ("50 người trở lên", "50 trở lên"),
                ("từ 50 người trở lên", "từ 50 trở lên"),
                ("3 lớp trở xuống", "3 trở xuống"),
            ],
            false,
        );
        all(&[("21 000", "21,000"), ("1 234.5", "1,234.5"), ("50 people or more", "50 or more")], true);
    }

    #[test]
    fn what_is_in_doubt_has_no_line() {
        for text in [
            "nhiều",
            "21 nghìn 500",
            "14.000 nghìn người",
            "50 người trên 14.000",
            "2 024 5",
            "02 000",
            "1.234 567",
            "50 hay 60",
            "50 người ước",
            "21 nghìn rưỡi",
            "1 triệu tư",
            "1 triệu hai",
            "5 lần",
            "3 trăm",
            "2 chục người",
            "50 người - 60",
            "tăng 10 điểm phần trăm",
            "50/năm",
            "50 (ước)",
            "50 m2",
            "gần như 50",
        ] {
            assert_eq!(meant(text, false), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_suggested_number_says_what_the_text_says(
            text in "(trên |từ |khoảng |-)?[0-9]{1,4}([., \u{a0}-][0-9]{1,3}){0,2}( nghìn| triệu|%)?( - | đến )?[0-9]{0,3}( nghìn)?( người| lao động| tỷ đồng| trở lên| nghìn| 500| rưỡi| ha){0,3}",
            english: bool,
        ) {
            let printed = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some(line) = meant(&printed, english) {
                proptest::prop_assert!(parse(&line, english).is_ok(), "{printed}: {line}");
                let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
                proptest::prop_assert_eq!(digits(&line), digits(&printed));
                let told: Vec<&str> = printed.split([' ', '.', ',', '-']).collect();
                let words = line.split([' ', '.', ',', '-']);
                proptest::prop_assert!(words.into_iter().all(|word| told.contains(&word)), "{printed}: {line}");
                let amounts = ["nghìn", "triệu", "tỷ", "trở lên", "trên", "khoảng", "đến", "%"];
                for word in amounts {
                    proptest::prop_assert_eq!(line.matches(word).count(), printed.matches(word).count(), "{}: {}", printed, word);
                }
            }
        }
    }
}
