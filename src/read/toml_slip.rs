//! Slips of the hand in one line of TOML: each has its sentence, and the line is offered only where it then is TOML.

use super::number_grammar::{is_thousands, is_understood};
use super::number_meant::meant;
use crate::diag::Say;
use crate::say;
use std::ops::Range;
use toml::de::DeTable;

/// One slip.
pub(super) struct Slip {
    /// Where it is in the line.
    pub span: Range<usize>,
    /// What is wrong.
    pub fault: Say,
    /// What to do about it.
    pub way_out: Say,
}

/// Longer lines are no slip of the hand.
const LONG: usize = 2_000;

/// Returns the first slip of a line, and the line as it was meant; nothing where it is not TOML even then.
///
/// `is_whole` is true where a comma can only separate thousands: `1,736` of people.
pub(super) fn mended(line: &str, is_whole: bool) -> Option<(Slip, String)> {
    if line.len() > LONG {
        return None;
    }
    let unquoted = |line: &str| unquoted(line, is_whole);
    let kinds: [&dyn Fn(&str) -> Found; 7] =
        [&strange_blank, &comment_mark, &semicolon, &curly_quote, &missing_comma, &unquoted, &brace_too_many];
    let mut text = line.to_owned();
    let mut first = None;
    for kind in kinds {
        if let Some((slip, better)) = kind(&text) {
            text = better;
            first.get_or_insert(slip);
            if DeTable::parse(&text).is_ok() {
                return Some((first?, text.trim().to_owned()));
            }
        }
    }
    None
}

/// Returns the characters of a line that stand in no straight quotes and no comment.
pub(super) fn outside_quotes(line: &str) -> Vec<(usize, char)> {
    let (mut found, mut quote, mut escaped) = (Vec::new(), None, false);
    for (at, c) in line.char_indices() {
        match quote {
            Some('"') if escaped => escaped = false,
            Some('"') if c == '\\' => escaped = true,
            Some(mark) if mark == c => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '#' => break,
            None => found.push((at, c)),
        }
    }
    found
}

type Found = Option<(Slip, String)>;

/// Replaces some characters of a line.
fn replaced(line: &str, places: &[(usize, char)], by: &str, (fault, way_out): (Say, Say)) -> Found {
    let &(start, c) = places.first()?;
    let mut text = line.to_owned();
    for (at, c) in places.iter().rev() {
        text.replace_range(*at..at + c.len_utf8(), by);
    }
    Some((Slip { span: start..start + c.len_utf8(), fault, way_out }, text))
}

/// A no-break space, as Word and web pages have them.
fn strange_blank(line: &str) -> Found {
    let mut places = outside_quotes(line);
    places.retain(|(_, c)| *c != ' ' && *c != '\t' && (c.is_whitespace() || *c == '\u{200b}'));
    let words = (
        say!("khoảng trắng này không phải dấu cách thường", "this blank is no ordinary space"),
        say!(
            "xóa nó rồi gõ lại bằng phím cách; chép từ Word hay trang web thường mang theo dấu cách lạ",
            "delete it and type a space; text from Word or a web page often brings such blanks along"
        ),
    );
    replaced(line, &places, " ", words)
}

/// A remark behind `//`.
fn comment_mark(line: &str) -> Found {
    let signs = outside_quotes(line);
    let at =
        signs.windows(2).find(|two| two[0].1 == '/' && two[1].1 == '/' && two[0].0 + 1 == two[1].0)?[0].0;
    let fault = say!("ghi chú không bắt đầu bằng //", "a remark does not start with //");
    let way_out = say!("ghi chú viết sau dấu #", "write remarks after a #");
    let text = format!("{}#{}", &line[..at], &line[at + 2..]);
    Some((Slip { span: at..at + 2, fault, way_out }, text))
}

/// `736;`
fn semicolon(line: &str) -> Found {
    let signs = outside_quotes(line);
    let last = signs.iter().rev().find(|(_, c)| !c.is_whitespace())?;
    let places: Vec<_> = std::iter::once(*last).filter(|(_, c)| *c == ';').collect();
    let words = (
        say!("cuối dòng thừa dấu chấm phẩy", "the line ends in a semicolon"),
        say!("xóa dấu chấm phẩy", "delete the semicolon"),
    );
    replaced(line, &places, "", words)
}

fn curly_quote(line: &str) -> Found {
    let mut places = outside_quotes(line);
    places.retain(|(_, c)| "“”„‘’".contains(*c));
    let words = (
        say!("dấu nháy cong không phải dấu nháy của TOML", "curly quotes are not TOML quotes"),
        say!("thay dấu nháy cong bằng dấu nháy thẳng \"", "replace the curly quotes by straight ones, \""),
    );
    replaced(line, &places, "\"", words)
}

/// One key of a line with what stands behind its `=`.
struct Pair {
    /// From the first letter of the key.
    key: usize,
    /// Behind the `=`.
    value: usize,
    /// Where the next key begins, or the line or its remark ends.
    end: usize,
}

/// Returns the keys and values of a line, in and outside of `{ }`.
fn pairs(line: &str) -> Vec<Pair> {
    let signs = outside_quotes(line);
    let end = signs.last().map_or(0, |(at, c)| at + c.len_utf8());
    let end = if line[end..].starts_with('#') { end } else { line.len() };
    let mut pairs: Vec<Pair> = Vec::new();
    for (at, _) in signs.iter().filter(|(_, c)| *c == '=') {
        let head = line[..*at].trim_end();
        let is_key = |c: char| c.is_ascii_alphanumeric() || "_-.\"".contains(c);
        let key = head.len() - head.chars().rev().take_while(|c| is_key(*c)).count();
        if let Some(last) = pairs.last_mut() {
            last.end = key.max(last.value);
        }
        pairs.push(Pair { key, value: at + 1, end });
    }
    pairs
}

/// `{ value = 51 share_of.x = "5%" }`
fn missing_comma(line: &str) -> Found {
    let pairs = pairs(line);
    let places: Vec<usize> = pairs.iter().skip(1).map(|pair| line[..pair.key].trim_end().len()).collect();
    let lacking: Vec<usize> =
        places.into_iter().filter(|at| !line[..*at].ends_with(['{', ',', '='])).collect();
    let &first = lacking.first()?;
    let mut text = line.to_owned();
    lacking.iter().rev().for_each(|at| text.insert(*at, ','));
    let next = line[first..].trim_start();
    let start = line.len() - next.len();
    let key = next.find(['=', ' ']).map_or(line.len(), |length| start + length);
    let slip = Slip {
        span: start..key,
        fault: say!("thiếu dấu phẩy trước khóa này", "there is no comma before this key"),
        way_out: say!(
            "giữa hai khóa trong {{ … }} phải có dấu phẩy",
            "two keys within {{ … }} are separated by a comma"
        ),
    };
    Some((slip, text))
}

/// `{ share_of.x = 15,4% }`, `trên 4.656`, `21 000`
fn unquoted(line: &str, is_whole: bool) -> Found {
    let mut text = line.to_owned();
    let mut first = None;
    for pair in pairs(line).iter().rev() {
        let raw = &line[pair.value..pair.end];
        let words = raw.trim().trim_end_matches(['}', ']', ',', ';', ' ', '\t']);
        let start = pair.value + raw.len() - raw.trim_start().len();
        let is_text = !words.is_empty()
            && !words.contains(|c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER);
        let bare = is_text && !words.starts_with(['{', '[', '"', '\'']) && !words.contains('"');
        if !bare || DeTable::parse(&format!("x = {words}")).is_ok() {
            continue;
        }
        let is_number = words.contains(|c: char| c.is_ascii_digit());
        let dotted = words.replace(',', ".");
        let quoted = match is_number && !is_understood(words, false) {
            true => meant(words, false).unwrap_or_else(|| words.to_owned()),
            false if is_whole && words.contains(',') && is_thousands(&dotted) => dotted,
            false => words.to_owned(),
        };
        text.replace_range(start..start + words.len(), &format!("\"{quoted}\""));
        let fault = match (words.ends_with('%'), is_number) {
            (true, _) => say!("phần trăm phải ở trong dấu nháy", "a percentage needs quotes"),
            (false, true) => say!("số viết như vậy phải ở trong dấu nháy", "a number like this needs quotes"),
            (false, false) => say!("chữ phải ở trong dấu nháy", "text needs quotes"),
        };
        let way_out = match quoted == words {
            true => say!("đặt giá trị trong dấu nháy kép", "put the value in double quotes"),
            false => say!("viết như sau, trong dấu nháy kép", "write it like this, in double quotes"),
        };
        first = Some(Slip { span: start..start + words.len(), fault, way_out });
    }
    Some((first?, text))
}

/// `{ value = 5 }}`
fn brace_too_many(line: &str) -> Found {
    let signs = outside_quotes(line);
    let count = |brace| signs.iter().filter(|(_, c)| *c == brace).count();
    let more = count('}').saturating_sub(count('{'));
    let mut places: Vec<_> = signs.iter().rev().filter(|(_, c)| *c == '}').take(more).copied().collect();
    places.reverse();
    let words = (say!("thừa dấu }} ở đây", "there is one }} too many"), say!("xóa dấu }} thừa", "delete it"));
    replaced(line, &places, "", words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slip_is_mended_and_marked() {
        for (line, marked, expected) in [
            ("a = { value = 51, share_of.b = “15,4%” }", "“", "a = { value = 51, share_of.b = \"15,4%\" }"),
            ("a = { value = 51, share_of.b = 15,4% }", "15,4%", "a = { value = 51, share_of.b = \"15,4%\" }"),
            (
                "a = { value = trên 4.656, note = \"x\" }",
                "trên 4.656",
                "a = { value = \"trên 4.656\", note = \"x\" }",
            ),
            ("a\u{a0}= 5", "\u{a0}", "a = 5"),
            ("a = 21 000", "21 000", "a = \"21.000\""),
            ("a = 21\u{a0}000", "\u{a0}", "a = \"21.000\""),
            ("a = 50 người # x", "50 người", "a = \"50\" # x"),
            ("a = 5-7", "5-7", "a = \"5-7\""),
            ("a = { value = 1,736, note = \"x\" }", "1,736", "a = { value = \"1.736\", note = \"x\" }"),
            ("a = 736;", ";", "a = 736"),
            ("a = 736 // xem lại", "//", "a = 736 # xem lại"),
            ("a = { value = 51 note = \"x\" }", "note", "a = { value = 51, note = \"x\" }"),
            ("a = { value = 51, b.c = { value = 5 }}}", "}", "a = { value = 51, b.c = { value = 5 }}"),
            ("a = { value = 736}; # x", ";", "a = { value = 736} # x"),
            ("a = { value = trên 5 b.c = 15,4% };", ";", "a = { value = \"trên 5\", b.c = \"15,4%\" }"),
        ] {
            let (slip, mended) = mended(line, true).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((&line[slip.span], mended.as_str()), (marked, expected));
        }
    }

    #[test]
    fn what_is_no_toml_even_then_has_no_line() {
        for line in ["a = { value = }", "a = {{", "= 5", "a", "[source", "a = { b = \"x }"] {
            assert!(mended(line, false).is_none(), "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}|[a-c={}\\[\\]\"',;/ .#0-9%“”\u{a0}]{0,60}") {
            if let Some((slip, line)) = mended(&text, false) {
                let _ = &text[slip.span];
                assert!(DeTable::parse(&line).is_ok());
            }
        }
    }
}
