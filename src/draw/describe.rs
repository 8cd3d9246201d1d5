//! The sentence for readers who cannot see a chart: at most 3 sentences, 300 characters, no symbols.

use super::chart::RowText;

/// The most characters of a description.
const MOST: usize = 300;
/// The most characters of its last sentence, so that the numbers have room.
const MOST_LIMITS: usize = 110;

/// The description of a chart: what it is, what its items say, what the data cannot say.
///
/// Items that find no room are counted, not cut.
pub(super) fn description(what: &str, items: &[String], limits: &str) -> String {
    let what = phrase(what);
    let limits = match phrase(limits) {
        limits if limits.chars().count() <= MOST_LIMITS => limits,
        _ => "Giới hạn của số liệu nêu ở ghi chú".to_owned(),
    };
    let what = if what.chars().count() <= 90 { what } else { "Biểu đồ".to_owned() };
    let items: Vec<String> = items.iter().map(|item| phrase(item)).collect();
    (0..=items.len())
        .rev()
        .map(|shown| joined(&what, &items, shown, &limits))
        .find(|text| text.chars().count() <= MOST)
        .expect("without items a description has at most 90 + 60 + 110 characters")
}

fn joined(what: &str, items: &[String], shown: usize, limits: &str) -> String {
    let mut text = format!("{what}.");
    let left = items.len() - shown;
    if shown > 0 {
        text.push_str(&format!(" {}", items[..shown].join("; ")));
        if left > 0 {
            text.push_str(&format!("; và {left} mục khác trong bảng"));
        }
        text.push('.');
    } else if left > 0 {
        text.push_str(&format!(" {left} mục, xem bảng số liệu."));
    }
    if !limits.is_empty() {
        text.push_str(&format!(" {limits}."));
    }
    text
}

/// A text as part of one sentence: symbols spelled out, no full stop within or at the end.
fn phrase(text: &str) -> String {
    let spelled = spoken(text);
    spelled.trim().trim_end_matches(['.', ';']).replace(". ", "; ")
}

/// A row's number in a sentence: `257 (26,3% số giới thiệu)`, `976 quần chúng ưu tú`.
pub(super) fn number(text: &RowText) -> String {
    let (value, detail) = (spoken(&text.value), text.detail.as_str());
    match detail.chars().next() {
        None => value,
        Some(first) if first.is_alphabetic() => format!("{value} {}", spoken(detail)),
        Some(_) => format!("{value} ({})", spoken(detail)),
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

/// The text with its symbols as words: `≥ 71,1%` is "từ 71,1% trở lên", `600–700` "600 đến 700".
pub(super) fn spoken(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 16);
    let mut at = 0;
    while let Some(&character) = characters.get(at) {
        at += 1;
        let (before, after) = match character {
            '≥' => ("từ ", " trở lên"),
            '≤' => ("không quá ", ""),
            '>' => ("trên ", ""),
            '<' => ("dưới ", ""),
            '≈' | '~' => ("khoảng ", ""),
            '×' => ("gấp ", " lần"),
            '−' => ("âm ", ""),
            '–' if text.trim() == "–" => ("chưa có số liệu", ""),
            '–' | '→' => (if out.ends_with([' ', '\u{a0}']) { "đến " } else { " đến " }, ""),
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
            ("× 4,3", "gấp 4,3 lần"),
            ("−11", "âm 11"),
            ("–", "chưa có số liệu"),
            ("≥", "từ  trở lên"),
        ] {
            assert_eq!(spoken(written), said);
        }
    }

    #[test]
    fn numbers_and_verdicts_join_a_sentence() {
        let text = |value: &str, detail: &str| RowText {
            value: value.to_owned(),
            detail: detail.to_owned(),
            ..RowText::default()
        };
        assert_eq!(number(&text("257", "26,3% số giới thiệu")), "257 (26,3% số giới thiệu)");
        assert_eq!(number(&text("976", "quần chúng ưu tú")), "976 quần chúng ưu tú");
        assert_eq!(number(&text("7.109", "≥ 71,1%")), "7.109 (từ 71,1% trở lên)");
        assert_eq!(number(&text("–", "")), "chưa có số liệu");
        assert_eq!(["Không đạt", "FDI", "Đạt", "", "x"].map(inner), ["không đạt", "FDI", "đạt", "", "x"]);
    }

    #[test]
    fn three_sentences_and_what_has_no_room_is_counted() {
        let items: Vec<_> = (1..=40).map(|zone| format!("Khu {zone}: {zone}.000. Đạt.")).collect();
        let text = description("Biểu đồ thanh", &items, "Chưa có số liệu 2018–2019.");
        assert!(text.chars().count() <= MOST, "{text}");
        assert_eq!(text.matches(". ").count(), 2, "{text}");
        assert!(text.starts_with("Biểu đồ thanh. Khu 1: 1.000; Đạt; Khu 2: 2.000; Đạt"), "{text}");
        assert!(text.ends_with("mục khác trong bảng. Chưa có số liệu 2018 đến 2019."), "{text}");
    }

    #[test]
    fn long_texts_give_way() {
        let long = "rất dài ".repeat(60);
        let text = description(&long, std::slice::from_ref(&long), &long);
        assert_eq!(text, "Biểu đồ. 1 mục, xem bảng số liệu. Giới hạn của số liệu nêu ở ghi chú.");
    }
}
