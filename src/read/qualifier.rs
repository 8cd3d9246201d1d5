//! Words around a number that belong to it: "trên", "ít nhất" before, "nghìn", "%", "trở lên" behind.

use super::number_grammar::{CHANGES, ENGLISH, PREFIXES, UNITS, VIETNAMESE_CHANGES};
use super::number_words;
use crate::model::prose::{Beside, Tie};

/// Words before a number that make it say more, or less, than its digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Before {
    /// The byte at which they start.
    pub start: usize,
    /// Whether they surely belong to the number.
    pub tie: Tie,
}

/// Words that are a qualifier or not: with the words before them that settle that they are none, and the
/// words behind the number that leave both open.
const DOUBTFUL: [(&str, &[&str], &[&str]); 14] = [
    (
        "hơn ",
        &[
            "nhiều", "ít", "cao", "thấp", "lớn", "nhỏ", "kém", "tốt", "nhanh", "chậm", "sớm", "muộn", "dài",
            "ngắn", "đông", "mạnh", "rộng", "thêm",
        ],
        &[],
    ),
    (
        "trên ",
        &["tính", "dựa", "chia", "so", "từ", "ở", "nằm", "ngay", "cấp"],
        &[
            "địa bàn",
            "lĩnh vực",
            "mặt",
            "tuyến",
            "huyện",
            "tỉnh",
            "xã",
            "phường",
            "khu",
            "cụm",
            "phương diện",
            "quận",
            "thành phố",
        ],
    ),
    ("dưới ", &["ở", "từ", "cấp", "bên"], &["hình thức", "góc độ", "sự", "xã", "cơ sở"]),
    (
        "gần ",
        &["ở", "nằm", "đặt", "sống", "quanh", "làm", "lân"],
        &["khu", "cụm", "nhà", "cảng", "cửa khẩu", "trường", "xã", "tỉnh", "huyện"],
    ),
    ("chưa đến ", &["người", "đoàn"], &["khu", "nơi", "doanh nghiệp", "đơn vị"]),
    ("more than ", &[], &[]),
    ("fewer than ", &[], &[]),
    ("less than ", &[], &[]),
    (
        "over ",
        &["spread", "taken", "divided", "averaged"],
        &["years", "months", "zones", "areas", "provinces"],
    ),
    ("under ", &["bodies", "come", "falls", "issued"], &["plans", "programmes", "resolutions", "forms"]),
    ("above ", &["level", "levels", "bodies"], &[]),
    ("below ", &["level", "levels", "bodies"], &[]),
    ("about ", &["report", "reports", "reported", "information", "said"], &[]),
    ("around ", &["located", "situated", "lying", "built"], &["zones", "parks", "ports", "industrial parks"]),
];

/// Returns the qualifier that ends a text, given the text behind the number; both in small letters.
pub(super) fn before(text: &str, behind: &str, english: bool) -> Option<Before> {
    let english: &[_] = if english { ENGLISH } else { &[] };
    let bare = text.trim_end();
    let (word, start) = PREFIXES.iter().chain(english).find_map(|(word, _)| {
        let start = bare.strip_suffix(word.trim_end())?.len();
        let is_symbol = !word.starts_with(char::is_alphabetic);
        let apart = !bare[..start].ends_with(char::is_alphanumeric);
        // A word stands apart from its number, a sign does not need to.
        (is_symbol || (apart && bare.len() < text.len())).then_some((*word, start))
    })?;
    let Some((_, none, open)) = DOUBTFUL.iter().find(|(doubtful, ..)| *doubtful == word) else {
        return Some(Before { start, tie: Tie::Sure });
    };
    let ahead = bare[..start].trim_end();
    // "16 trên 32": the second is the whole of the first; "5 more than 32": what it is compared with.
    let compares = matches!(word, "trên " | "over " | "more than " | "fewer than " | "less than ");
    let counts = compares && ahead.ends_with(|c: char| c.is_ascii_digit() || c == '%' || c == FILLED);
    if counts || none.iter().any(|word| ends_with_word(ahead, word)) {
        return None;
    }
    let unsure = open.iter().any(|word| starts_with_word(behind.trim_start(), word));
    Some(Before { start, tie: if unsure { Tie::Unsure } else { Tie::Sure } })
}

/// Stands in a text for a figure that bantin fills in.
pub(super) const FILLED: char = '\u{FFFC}';

/// Returns the length of what follows a number and belongs to it: "%", "nghìn", "trở lên"; with the blank
/// before it. The text is in small letters.
pub(super) fn behind(text: &str, english: bool) -> usize {
    let mut end = 0;
    let units = UNITS.iter().filter(|(.., only_english)| english || !only_english).map(|(word, ..)| *word);
    let words = ["%", "phần trăm"]
        .into_iter()
        .chain(english.then_some(["percent", "per cent"]).into_iter().flatten())
        .chain(units);
    let blank = |at: usize| {
        let rest = &text[at..];
        rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\n']).len()
    };
    let from = blank(0);
    if let Some(word) = words.into_iter().find(|word| starts_with_word(&text[from..], word)) {
        end = from + word.len();
    }
    let from = end + blank(end);
    let english: &[&str] = if english { &["or more", "or fewer", "or less"] } else { &[] };
    match ["trở lên", "trở xuống"].iter().chain(english).find(|word| starts_with_word(&text[from..], word))
    {
        Some(word) => from + word.len(),
        None => end,
    }
}

/// Returns what the text around a figure makes of its number; nothing where it leaves it as it is.
///
/// `unit` is the indicator's: "[5](…) triệu đồng" counts millions where that is the unit. A word for falling is
/// the sign of a change, "giảm hơn [5](…)", and says nothing of any other number: "giảm còn [5](…)".
pub(super) fn beside(
    words: &str,
    (ahead, follows): (&str, &str),
    (unit, is_change): (&str, bool),
    english: bool,
) -> Option<Beside> {
    let tail = match behind(follows, english) {
        n if n > 0 && unit.to_lowercase().starts_with(follows[..n].trim()) => 0,
        n => n,
    };
    let times = (ends_with_word(ahead.trim_end(), "gấp") && starts_with_word(follows.trim_start(), "lần"))
        .then(|| format!("gấp {words} lần"));
    let floor = (follows[..tail].ends_with("trở lên") && ends_with_word(ahead.trim_end(), "từ"))
        .then(|| ahead.trim_end().len() - "từ".len());
    let found = match floor {
        Some(start) => Some(Before { start, tie: Tie::Sure }),
        None => before(ahead, &follows[tail..], english),
    };
    // "held [5](…) times" counts, "[2](…) times the number of 2019" is a multiple.
    let many = english && !unit.contains("time") && starts_with_word(follows.trim_start(), "times");
    let joined = match (times, found) {
        (Some(times), _) if !words.is_empty() => Some((times, Tie::Sure)),
        (_, Some(found)) => {
            Some((format!("{} {words}{}", ahead[found.start..].trim(), &follows[..tail]), found.tie))
        }
        (_, None) if tail > 0 => Some((format!("{words}{}", &follows[..tail]), Tie::Sure)),
        (_, None) if many && !words.is_empty() => Some((format!("{words} times"), Tie::Unsure)),
        _ => None,
    };
    let quantity = |words: &str| number_words::parse(words, english).ok().map(|words| words.quantity());
    let before = &ahead[..found.map_or(ahead.len(), |found| found.start)];
    if let Some((word, sign)) = change(before, english).filter(|_| is_change) {
        let (all, tie) = joined.as_ref().map_or((words, Tie::Sure), |(all, tie)| (all, *tie));
        let all = format!("{word} {all}");
        if words.trim().is_empty() {
            return Some(Beside { words: all.trim().to_owned(), stated: None, tie: Tie::Sure });
        }
        // Where the words in the brackets have a sign of their own, this is not theirs.
        if let Some(stated) = quantity(&all).filter(|_| sign < 0) {
            return Some(Beside { words: all, stated: Some(stated), tie });
        }
    }
    let (joined, tie) = joined?;
    let stated = if words.trim().is_empty() { None } else { quantity(&joined) };
    let printed = joined.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Beside { words: printed, stated, tie })
}

/// Returns the word for a change that ends a text, and its sign.
fn change(text: &str, english: bool) -> Option<(&'static str, i32)> {
    let english: &[(&str, i32)] = if english { CHANGES } else { &[] };
    let words = VIETNAMESE_CHANGES.iter().chain(english).map(|(word, sign)| (word.trim_end(), *sign));
    // A dash before a number is mostly no minus.
    let mut words = words.filter(|(word, _)| word.starts_with(char::is_alphabetic));
    words.find(|(word, _)| ends_with_word(text.trim_end(), word))
}

/// Returns true where a text ends in a word that stands for itself.
pub(super) fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// Returns true where a text starts with a word that stands for itself.
pub(super) fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| {
        !word.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tied(text: &str) -> Option<(String, Tie, bool)> {
        let (ahead, rest) = text.split_once('[').expect("a figure in brackets");
        let (words, follows) = rest.split_once(']').expect("a figure in brackets");
        let beside = beside(words, (ahead, follows), ("người", true), false)?;
        Some((beside.words, beside.tie, beside.stated.is_some()))
    }

    #[test]
    fn words_outside_the_brackets_belong_to_the_number() {
        for (text, words) in [
            ("có trên [14.000] lao động", "trên 14.000"),
            ("tăng trên [14.000] người", "trên 14.000"),
            ("hơn [21 nghìn] đoàn viên", "hơn 21 nghìn"),
            ("ít nhất [50]", "ít nhất 50"),
            ("không ít hơn [50] người", "không ít hơn 50"),
            ("mở không quá [3] lớp", "không quá 3"),
            ("khoảng [600 - 700] doanh nghiệp", "khoảng 600 - 700"),
            ("từ [50] trở lên", "từ 50 trở lên"),
            ("có [21] nghìn đoàn viên", "21 nghìn"),
            ("đạt [15] %", "15 %"),
            ("hơn [21] nghìn người", "hơn 21 nghìn"),
            (">[50]", "> 50"),
            ("gấp [2] lần", "gấp 2 lần"),
        ] {
            assert_eq!(tied(text), Some((words.to_owned(), Tie::Sure, true)), "{text}");
        }
        for (text, words) in [
            ("giảm [5] chi bộ", "giảm 5"),
            ("giảm hơn [5] chi bộ", "giảm hơn 5"),
            ("giảm [hơn 5] chi bộ", "giảm hơn 5"),
            ("giảm bớt [5] nghìn người", "giảm bớt 5 nghìn"),
            ("giảm tới [5] chi bộ", "giảm tới 5"),
        ] {
            assert_eq!(tied(text), Some((words.to_owned(), Tie::Sure, true)), "{text}");
        }
        assert_eq!(tied("hơn [hơn 200] người"), Some(("hơn hơn 200".to_owned(), Tie::Sure, false)));
        assert_eq!(tied("hơn [] người"), Some(("hơn".to_owned(), Tie::Sure, false)));
        assert_eq!(tied("tăng thêm [] người"), Some(("tăng thêm".to_owned(), Tie::Sure, false)));
    }

    #[test]
    fn words_that_compare_or_place_do_not() {
        for text in [
            "có [257] người",
            "nhiều hơn [257] người",
            "cao hơn [50] người",
            "16 trên [32] chi bộ",
            "tính trên [32] chi bộ",
            "nằm gần [3] khu",
            "cấp dưới [3] chi bộ",
            "từ [71] lên [150]",
            "sơn [5] người",
            "giảm còn [5] chi bộ",
            "giảm xuống [5] chi bộ",
            "tăng [5] chi bộ",
            "giảm [giảm 5] chi bộ",
            "Đảng viên - [5] người",
        ] {
            assert_eq!(tied(text), None, "{text}");
        }
        for text in ["trên [3] địa bàn", "gần [3] khu công nghiệp", "dưới [3] hình thức"] {
            assert_eq!(tied(text).map(|(_, tie, _)| tie), Some(Tie::Unsure), "{text}");
        }
    }

    #[test]
    fn english_words_outside_the_brackets_belong_to_the_number() {
        let tied = |text: &str| {
            let (ahead, rest) = text.split_once('[').expect("a figure in brackets");
            let (words, follows) = rest.split_once(']').expect("a figure in brackets");
            let beside = beside(words, (ahead, follows), ("person", true), true)?;
            Some((beside.words, beside.tie, beside.stated.is_some()))
        };
        for (text, words) in [
            ("had over [14,000] workers", "over 14,000"),
            ("at least [50] a year", "at least 50"),
            ("no more than [3] classes", "no more than 3"),
            ("with [21] thousand members", "21 thousand"),
            ("reached [15] per cent", "15 per cent"),
            ("from [50] or more", "50 or more"),
        ] {
            assert_eq!(tied(text), Some((words.to_owned(), Tie::Sure, true)), "{text}");
        }
        assert_eq!(tied("fell by [5] cells"), Some(("fell by 5".to_owned(), Tie::Sure, true)));
        assert_eq!(tied("fell by over [5] cells"), Some(("fell by over 5".to_owned(), Tie::Sure, true)));
        assert_eq!(tied("[2] times as many"), Some(("2 times".to_owned(), Tie::Unsure, true)));
        assert_eq!(tied("over [over 200] people"), Some(("over over 200".to_owned(), Tie::Sure, false)));
        for text in
            ["[257] people", "16 more than [32] cells", "levels above [3] cells", "from [71] to [150]"]
        {
            assert_eq!(tied(text), None, "{text}");
        }
        assert_eq!(tied("around [3] industrial parks").map(|(_, tie, _)| tie), Some(Tie::Unsure));
    }

    #[test]
    fn a_unit_of_millions_is_no_multiplier() {
        assert!(beside("5", ("", " triệu đồng"), ("triệu đồng", false), false).is_none());
        assert_eq!(
            beside("5", ("", " triệu đồng"), ("đồng", false), false).map(|one| one.words),
            Some("5 triệu".into())
        );
    }
}
