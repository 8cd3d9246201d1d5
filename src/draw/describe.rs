//! The sentence for readers who cannot see a chart: at most 3 sentences, 300 characters, no symbols.

use super::chart::RowText;
use crate::language::Language;
use crate::tell;

/// The most characters of a description.
const MOST: usize = 300;
/// The most characters of its last sentence, so that the numbers have room.
const MOST_LIMITS: usize = 110;

/// The description of a chart: what it is, what its items say, what the data cannot say.
///
/// Items that find no room are counted, not cut.
pub(super) fn description(language: Language, what: &str, items: &[String], limits: &str) -> String {
    let what = phrase(language, what);
    let limits = match phrase(language, limits) {
        limits if limits.chars().count() <= MOST_LIMITS => limits,
        _ => {
            language.pick("Giới hạn của số liệu nêu ở ghi chú", "The notes say what is not known").to_owned()
        }
    };
    let what =
        if what.chars().count() <= 90 { what } else { language.pick("Biểu đồ", "Chart").to_owned() };
    let items: Vec<String> = items.iter().map(|item| phrase(language, item)).collect();
    (0..=items.len())
        .rev()
        .map(|shown| joined(language, &what, &items, shown, &limits))
        .find(|text| text.chars().count() <= MOST)
        .expect("without items a description has at most 90 + 60 + 110 characters")
}

fn joined(language: Language, what: &str, items: &[String], shown: usize, limits: &str) -> String {
    let mut text = format!("{what}.");
    let left = items.len() - shown;
    if shown > 0 {
        text.push_str(&format!(" {}", items[..shown].join("; ")));
        if left > 0 {
            text.push_str(&tell!(
                language,
                "; và {left} mục khác trong bảng",
                "; and {left} more in the table"
            ));
        }
        text.push('.');
    } else if left > 0 {
        let items = language.count(left, "mục", ["item", "items"]);
        text.push_str(&tell!(language, " {items}, xem bảng số liệu.", " {items}: see the table of figures."));
    }
    if !limits.is_empty() {
        text.push_str(&format!(" {limits}."));
    }
    text
}

/// A text as part of one sentence: symbols spelled out, no full stop within or at the end.
fn phrase(language: Language, text: &str) -> String {
    let spelled = spoken(language, text);
    let mut sentences = spelled.trim().trim_end_matches(['.', ';']).split(". ");
    let mut one = sentences.next().unwrap_or_default().to_owned();
    for next in sentences {
        one.push_str(if is_abbreviation(&one) { ". " } else { "; " });
        one.push_str(next);
    }
    one
}

/// Whether the full stop behind a text ends no sentence: `TP. Hồ Chí Minh`, `Q. 1`.
fn is_abbreviation(text: &str) -> bool {
    let last = text.rsplit(|character: char| !character.is_alphabetic()).next().unwrap_or_default();
    last.starts_with(char::is_uppercase) && last.chars().count() <= 2
}

/// What stands where no number is known.
pub(super) fn no_data(language: Language) -> &'static str {
    language.pick("chưa có số liệu", "no data")
}

/// A row's number in a sentence: `257 (26,3% số giới thiệu)`, `976 quần chúng ưu tú`.
pub(super) fn number(language: Language, text: &RowText) -> String {
    let (value, detail) = (spoken(language, &text.value), spoken(language, &text.detail));
    // Not "at least 36 at least 18%".
    let is_unit = !detail.contains(|character: char| character.is_ascii_digit());
    match text.detail.chars().next() {
        None => value,
        Some(first) if first.is_alphabetic() && is_unit => format!("{value} {detail}"),
        Some(_) => format!("{value} ({detail})"),
    }
}

/// A text of its own as a part of a sentence: "Không đạt" is "không đạt", "FDI" stays.
pub(super) fn inner(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            let lower = first.to_lowercase();
            lower.chain([second]).chain(characters).collect()
        }
        _ => text.to_owned(),
    }
}

/// Whether the next word begins with a small letter: neither a number nor the name of a month.
fn begins_small(rest: &[char]) -> bool {
    rest.iter().find(|next| !next.is_whitespace()).is_some_and(|next| next.is_lowercase())
}

/// Whether a range may end here: a number, the name of a month or a quarter `quý II`, no other word.
fn ends_time(language: Language, before: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let is_roman = !last.is_empty() && last.chars().all(|character| "IVX".contains(character));
    language == Language::Vi && (is_roman || last.ends_with(|character: char| !character.is_alphabetic()))
}

/// The text with its symbols as words: `≥ 71,1%` is "từ 71,1% trở lên" or "at least 71.1%", `600–700`
/// "600 đến 700" or "600 to 700".
pub(super) fn spoken(language: Language, text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 16);
    let mut at = 0;
    while let Some(&character) = characters.get(at) {
        at += 1;
        let (before, after) = match character {
            '≥' => language.pick(("từ ", " trở lên"), ("at least ", "")),
            '≤' => (language.pick("không quá ", "at most "), ""),
            '>' => (language.pick("trên ", "more than "), ""),
            '<' => (language.pick("dưới ", "less than "), ""),
            '≈' | '~' => (language.pick("khoảng ", "about "), ""),
            '×' => language.pick(("gấp ", " lần"), ("", " times")),
            '−' => (language.pick("âm ", "minus "), ""),
            '–' if text.trim() == "–" => (no_data(language), ""),
            // Between words a dash is no range: `trade union–enterprise`, `Đảng viên – ngoài nhà nước`.
            '–' if begins_small(&characters[at..]) && !ends_time(language, &out) => {
                if out.ends_with(' ') {
                    out.truncate(out.trim_end().len());
                    (", ", "")
                } else {
                    ("-", "")
                }
            }
            '–' | '→' if out.ends_with([' ', '\u{a0}']) => (language.pick("đến ", "to "), ""),
            '–' | '→' => (language.pick(" đến ", " to "), ""),
            '*' | '“' | '”' => continue,
            '\n' | '\t' => (" ", ""),
            other => {
                out.push(other);
                continue;
            }
        };
        out.push_str(before);
        while characters.get(at).is_some_and(|next| next.is_whitespace()) {
            at += 1;
        }
        if !after.is_empty() {
            let number = characters[at..].iter().take_while(|next| is_of_number(**next)).count();
            // A separator that ends the number belongs to the sentence.
            let mut end = at + number;
            while end > at && matches!(characters[end - 1], '.' | ',') {
                end -= 1;
            }
            out.extend(&characters[at..end]);
            out.push_str(after);
            at = end;
        }
    }
    out
}

fn is_of_number(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '.' | ',' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;

    use Language::{En, Vi};

    #[test]
    fn symbols_are_spelled_out() {
        for (written, said) in [
            ("≥ 71,1%", "từ 71,1% trở lên"),
            ("≥ 50/năm", "từ 50 trở lên/năm"),
            ("≥ 50, đạt", "từ 50 trở lên, đạt"),
            ("> 14.000", "trên 14.000"),
            ("≈ 12.000", "khoảng 12.000"),
            ("9.600–10.700", "9.600 đến 10.700"),
            ("2018 – 9/2022", "2018 đến 9/2022"),
            ("quý I – quý III/2022", "quý I đến quý III/2022"),
            ("tháng 9 – tháng 12", "tháng 9 đến tháng 12"),
            ("30% – dưới 40%", "30% đến dưới 40%"),
            ("Đảng viên – doanh nghiệp FDI", "Đảng viên, doanh nghiệp FDI"),
            ("công đoàn–doanh nghiệp", "công đoàn-doanh nghiệp"),
            ("× 4,3", "gấp 4,3 lần"),
            ("−11", "âm 11"),
            ("–", "chưa có số liệu"),
            ("≥", "từ  trở lên"),
        ] {
            assert_eq!(spoken(Vi, written), said);
        }
        for (written, said) in [
            ("≥ 71.1%", "at least 71.1%"),
            ("≥ 50, met", "at least 50, met"),
            ("≤ 1,234.5", "at most 1,234.5"),
            ("> 14,000", "more than 14,000"),
            ("< 5", "less than 5"),
            ("≈ 12,000", "about 12,000"),
            ("≈ > 12,000", "about more than 12,000"),
            ("9,600–10,700", "9,600 to 10,700"),
            ("Jan–Apr 2024", "Jan to Apr 2024"),
            ("core trade union–enterprise Party cells", "core trade union-enterprise Party cells"),
            ("Workers – non-state enterprises", "Workers, non-state enterprises"),
            ("2018 – September 2022", "2018 to September 2022"),
            ("× 4.3", "4.3 times"),
            ("× 4.3, met.", "4.3 times, met."),
            ("−11", "minus 11"),
            ("–", "no data"),
        ] {
            assert_eq!(spoken(En, written), said);
        }
    }

    #[test]
    fn numbers_and_verdicts_join_a_sentence() {
        let text = |value: &str, detail: &str| RowText {
            value: value.to_owned(),
            detail: detail.to_owned(),
            ..RowText::default()
        };
        assert_eq!(number(Vi, &text("257", "26,3% số giới thiệu")), "257 (26,3% số giới thiệu)");
        assert_eq!(number(Vi, &text("976", "quần chúng ưu tú")), "976 quần chúng ưu tú");
        assert_eq!(number(Vi, &text("7.109", "≥ 71,1%")), "7.109 (từ 71,1% trở lên)");
        assert_eq!(number(Vi, &text("–", "")), "chưa có số liệu");
        assert_eq!(number(Vi, &text("80", "dưới 40%")), "80 (dưới 40%)");
        assert_eq!(phrase(Vi, "TP. Hồ Chí Minh: 5. Đạt."), "TP. Hồ Chí Minh: 5; Đạt");
        assert_eq!(phrase(Vi, "Khu vực FDI. Đạt."), "Khu vực FDI; Đạt");
        assert_eq!(number(En, &text("976", "people")), "976 people");
        assert_eq!(number(En, &text("7,109", "≥ 71.1%")), "7,109 (at least 71.1%)");
        assert_eq!(number(En, &text("at least 36", "at least 18%")), "at least 36 (at least 18%)");
        assert_eq!(number(En, &text("–", "")), "no data");
        let items = |number| En.count(number, "mục", ["item", "items"]);
        assert_eq!((items(0), items(1), items(2)), ("0 items".into(), "1 item".into(), "2 items".into()));
        assert_eq!(["Không đạt", "FDI", "Đạt", "", "x"].map(inner), ["không đạt", "FDI", "đạt", "", "x"]);
    }

    #[test]
    fn three_sentences_and_what_has_no_room_is_counted() {
        let items: Vec<_> = (1..=40).map(|zone| format!("Khu {zone}: {zone}.000. Đạt.")).collect();
        let text = description(Vi, "Biểu đồ thanh", &items, "Chưa có số liệu 2018–2019.");
        assert!(text.chars().count() <= MOST, "{text}");
        assert_eq!(text.matches(". ").count(), 2, "{text}");
        assert!(text.starts_with("Biểu đồ thanh. Khu 1: 1.000; Đạt; Khu 2: 2.000; Đạt"), "{text}");
        assert!(text.ends_with("mục khác trong bảng. Chưa có số liệu 2018 đến 2019."), "{text}");
        let items: Vec<_> = (1..=40).map(|zone| format!("Zone {zone}: {zone},000. Met.")).collect();
        let text = description(En, "Bar chart", &items, "No data for 2018–2019.");
        assert!(text.chars().count() <= MOST, "{text}");
        assert_eq!(text.matches(". ").count(), 2, "{text}");
        assert!(text.starts_with("Bar chart. Zone 1: 1,000; Met; Zone 2: 2,000; Met"), "{text}");
        assert!(text.ends_with(" more in the table. No data for 2018 to 2019."), "{text}");
    }

    #[test]
    fn long_texts_give_way() {
        let long = "rất dài ".repeat(60);
        let said = |language| description(language, &long, std::slice::from_ref(&long), &long);
        assert_eq!(said(Vi), "Biểu đồ. 1 mục, xem bảng số liệu. Giới hạn của số liệu nêu ở ghi chú.");
        assert_eq!(said(En), "Chart. 1 item: see the table of figures. The notes say what is not known.");
    }
}
