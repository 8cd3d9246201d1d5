//! How wide a text is, roughly: only asked to decide whether a number fits its column on a phone.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The width of a text in px at a font size in px.
///
/// Mean advances of eight faces that readers are likely to have, 6 % on top.
pub(super) fn text_width(text: &str, size: u32) -> u32 {
    width(advances(text), size)
}

/// The words of a text in lines of at most a width in px; one word alone may be wider.
pub(super) fn wrapped(words: &str, size: u32, most: u32) -> Vec<String> {
    let mut lines: Vec<(String, u32)> = Vec::new();
    for word in words.split_whitespace() {
        let wide = advances(word);
        match lines.last_mut() {
            Some((line, so_far)) if width(*so_far + advance(' ') + wide, size) <= most => {
                line.push(' ');
                line.push_str(word);
                *so_far += advance(' ') + wide;
            }
            _ => lines.push((word.to_owned(), wide)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

fn width(thousandths: u32, size: u32) -> u32 {
    (thousandths * size * 106).div_ceil(100_000)
}

/// The advances of a text in thousandths of the font size. Vietnamese marks do not change the advance of their
/// letter, so they are stripped first.
fn advances(text: &str) -> u32 {
    let one = |character: char| {
        if character.is_ascii() {
            return advance(character);
        }
        let mut sum = 0;
        decompose_canonical(character, |piece| {
            if !is_combining_mark(piece) {
                sum += advance(piece);
            }
        });
        sum
    };
    text.chars().map(one).sum()
}

/// The advance of a character in thousandths of the font size.
fn advance(character: char) -> u32 {
    match character {
        // The caller's marks around a text in another language: they go before anyone reads it.
        '\u{e000}'..='\u{f8ff}' => 0,
        ' ' | '\u{a0}' | '\u{202f}' => 250,
        '0'..='9' => 565,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' => 260,
        'f' | 't' | 'r' | 'I' | '(' | ')' => 350,
        '-' | '/' => 380,
        '%' => 830,
        'm' | 'M' => 860,
        'w' | 'W' => 920,
        's' | 'c' | 'v' | 'x' | 'y' | 'k' | 'z' => 505,
        'A'..='Z' | 'Đ' => 700,
        '→' | '—' | '…' => 953,
        _ => 600,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_add_nothing_and_digits_are_even() {
        assert_eq!(text_width("Dang vien", 15), text_width("Dáng viên", 15));
        assert_eq!(text_width("\u{e000}x\u{e001}", 15), text_width("x", 15));
        assert_eq!(text_width("148.630", 100), (6 * 565 + 260) * 106 / 1000 + 1);
    }

    #[test]
    fn lines_are_as_long_as_they_may_be() {
        let words = "Đảng viên mới kết nạp trong các khu công nghiệp";
        let lines = wrapped(words, 15, 120);
        assert_eq!(lines.join(" "), words);
        assert!(lines.iter().all(|line| text_width(line, 15) <= 120), "{lines:?}");
        for pair in lines.windows(2) {
            let next = pair[1].split(' ').next().unwrap_or_default();
            assert!(text_width(&format!("{} {next}", pair[0]), 15) > 120, "{pair:?}");
        }
        assert_eq!(wrapped("congratulations on", 15, 20), ["congratulations", "on"]);
    }
}
