//! References that Markdown does not see: a space came between the brackets, or inside them.
//!
//! `[790] (figure:dang-vien@2025)` is a text for Markdown, and would stand on the page as it is.

use crate::diag::{At, Problem};
use crate::say;
use std::ops::Range;

/// What the address of a reference begins with.
const SCHEMES: [&str; 4] = ["figure:", "chart:", "table:", "plain:"];

/// Returns where the text of a paragraph, as read, still holds the address of a reference: with the words in square
/// brackets before it where there are any, up to the bracket that closes it or the end of the line.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, _) in text.match_indices('(') {
        let inside = text[open + 1..].trim_start();
        if !SCHEMES.iter().any(|scheme| inside.starts_with(scheme)) {
            continue;
        }
        let end = text[open..].find([')', '\n']).map_or(text.len(), |end| open + end);
        let words = text[..open].trim_end().strip_suffix(']').and_then(|before| before.rfind('['));
        let start = words.filter(|&start| !text[start..open].contains('\n')).unwrap_or(open);
        found.push(start..end + usize::from(text[end..].starts_with(')')));
    }
    found
}

/// Returns the problem of a reference that stands at a place.
pub(super) fn problem(at: At, reference: &str) -> Problem {
    let fault = say!(
        "tham chiếu này không được hiểu, và sẽ hiện nguyên chữ trên trang",
        "this reference is not understood, and would stand on the page as it is"
    );
    let problem = Problem::error("broken-reference", at, fault).way_out(say!(
        "viết ngoặc vuông và ngoặc tròn liền nhau, trong ngoặc tròn không có dấu cách: [số](figure:…)",
        "write the square and the round brackets side by side, and no space inside the round ones: [number](figure:…)"
    ));
    match mended(reference) {
        Some(line) => problem.instead(line),
        None => problem,
    }
}

/// The reference as it is meant; nothing where a bracket is missing.
fn mended(reference: &str) -> Option<String> {
    let (words, address) = reference.strip_prefix('[')?.strip_suffix(')')?.split_once(']')?;
    Some(format!("[{words}]{})", address.split_whitespace().collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_as_they_stand_and_mended_where_whole() {
        let text =
            "Có [790] (figure:dang-vien@2025), [8](figure: x@2025) và ( plain: ) hoặc [a]\n(chart:pace";
        let found: Vec<&str> = find(text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(
            found,
            ["[790] (figure:dang-vien@2025)", "[8](figure: x@2025)", "( plain: )", "(chart:pace"]
        );
        let mended: Vec<_> = found.into_iter().map(mended).collect();
        let whole = |text: &str| Some(text.to_owned());
        assert_eq!(mended, [whole("[790](figure:dang-vien@2025)"), whole("[8](figure:x@2025)"), None, None]);
        assert!(find("hình (figure 3), bảng (table)").is_empty());
    }
}
