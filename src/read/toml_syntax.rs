//! TOML text to a table with places, going on after every syntax error.

use super::toml_fault::{self, Faulty};
use crate::diag::{At, Problem};
use crate::say;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeTable;

/// How often a line that stops the parser is blanked out before bantin gives up on the rest.
const RETRIES: usize = 20;
/// How many syntax errors of one file are reported.
const CAP: usize = 100;

/// What a line may be about: how many decimals the indicator of a name has.
pub(super) type Decimals<'d> = &'d dyn Fn(&str) -> Option<u32>;

/// Returns the root table, and the lines that have a syntax error: no value that touches one of
/// them is to be judged. `spare` holds the text where it had to be changed to go on.
///
/// `base` is where `text` starts in its file.
pub(super) fn parse<'t>(
    text: &'t str,
    spare: &'t mut String,
    (file, base): (u32, usize),
    decimals: Decimals<'_>,
    problems: &mut Vec<Problem>,
) -> (Spanned<DeTable<'t>>, Vec<Range<usize>>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return (table, Vec::new());
    }
    drop(table);
    let mut held = text.to_owned();
    // The first error of each line, by the line's start: a table of another program may be wrong in every line.
    let mut found: BTreeMap<usize, (Range<usize>, Range<usize>, String)> = BTreeMap::new();
    let mut unread_from = None;
    for attempt in 0.. {
        let (_, errors) = DeTable::parse_recoverable(&held);
        let mut stopper = None;
        for error in &errors {
            let span = error.span().unwrap_or(0..0);
            let start = text.floor_char_boundary(span.start.min(text.len()));
            let end = text.floor_char_boundary(span.end.clamp(start, text.len()));
            // A missing value is reported at the line's end: the line that ends there is meant.
            let line = line_of(text, if start > 0 && start == text.len() { start - 1 } else { start });
            // An empty span is hard to see: the whole line is shown instead.
            let span = if start == end { trimmed(text, &line) } else { start..end };
            if error.message().contains("key with no value") {
                stopper.get_or_insert(line.clone());
            }
            match found.entry(line.start) {
                Entry::Occupied(mut known) if known.get().1.start > span.start => known.get_mut().1 = span,
                Entry::Occupied(_) => {}
                Entry::Vacant(free) => {
                    free.insert((line, span, error.message().to_owned()));
                }
            }
        }
        let Some(line) = stopper else { break };
        if attempt == RETRIES {
            unread_from = Some(line.end);
            break;
        }
        held.replace_range(line.clone(), &" ".repeat(line.len()));
    }
    let found: Vec<_> = found.into_values().collect();
    let at =
        |span: &Range<usize>| At { file, start: (base + span.start) as u32, end: (base + span.end) as u32 };
    for (line, span, message) in found.iter().take(CAP) {
        let start = at(line).start;
        // "1,736": a comma for thousands in an English text, and in a Vietnamese one a slip or three decimals.
        let thousands = |key: &str| match text.lines().any(|line| line.replace(' ', "") == "language=\"en\"")
        {
            true => None,
            false => Some(decimals(key)),
        };
        let mut problem = toml_fault::problem(&Faulty {
            line: &text[line.clone()],
            start,
            at: at(span),
            message,
            thousands: &thousands,
        });
        if message.contains("duplicate key")
            && let Some(first) = first_place(text, &text[span.clone()], line)
        {
            problem = problem.label(at(&first), say!("đã viết lần đầu ở đây", "first written here"));
        }
        problems.push(problem);
    }
    if found.len() > CAP {
        let rest = found.len() - CAP;
        let fault = say!("còn {rest} dòng sai cú pháp nữa", "{rest} more lines have syntax errors");
        problems.push(Problem::error("toml-syntax", at(&found[CAP].1), fault).way_out(say!(
            "sửa các dòng trên rồi kiểm tra lại; nếu đây là bảng tính, chép từng số vào tệp theo mẫu trong docs/huong-dan.md",
            "mend the lines above and check again; if this is a spreadsheet, copy its numbers into the form in docs/format.md"
        )));
    }
    if let Some(end) = unread_from {
        let fault = say!("phần còn lại của tệp chưa được kiểm tra", "the rest of the file was not checked");
        problems.push(
            Problem::error("toml-unchecked", at(&(end..end)), fault)
                .way_out(say!("sửa các dòng trên rồi kiểm tra lại", "mend the lines above and check again")),
        );
    }
    *spare = held;
    let (table, _) = DeTable::parse_recoverable(spare);
    (table, found.into_iter().map(|(line, ..)| line).collect())
}

/// Returns the line around a byte, without its line end.
pub(super) fn line_of(text: &str, byte: usize) -> Range<usize> {
    let byte = text.floor_char_boundary(byte.min(text.len()));
    let start = text[..byte].rfind('\n').map_or(0, |n| n + 1);
    let end = text[byte..].find('\n').map_or(text.len(), |n| byte + n);
    start..end
}

fn trimmed(text: &str, line: &Range<usize>) -> Range<usize> {
    let own = &text[line.clone()];
    let start = line.start + own.len() - own.trim_start().len();
    start..start.max(line.start + own.trim_end().len())
}

/// Returns where a key or a header that stands a second time on `line` was written first.
fn first_place(text: &str, key: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let own = text[line.clone()].trim();
    let key = key.trim();
    if key.is_empty() {
        return None;
    }
    // A table that is written twice is one table.
    let mut headers = text[..line.start].lines().map(str::trim).filter(|one| one.starts_with('['));
    let header = headers.next_back().unwrap_or("");
    let mut is_own = header.is_empty();
    let mut first = None;
    let mut start = 0;
    for one in text[..line.start].split_inclusive('\n') {
        let trimmed = one.trim();
        let indent = one.len() - one.trim_start().len();
        if own.starts_with('[') {
            if trimmed == own {
                return Some(start + indent..start + indent + trimmed.len());
            }
        } else if trimmed.starts_with('[') {
            is_own = trimmed == header;
            // Each [[body]] is a table of its own.
            first = first.filter(|_| !header.starts_with("[["));
        } else if is_own
            && trimmed.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(['=', '.']))
        {
            first.get_or_insert(start + indent..start + indent + key.len());
        }
        start += one.len();
    }
    let inline = || {
        let hit = line.start + text[line.clone()].find(key)?;
        Some(hit..hit + key.len())
    };
    first.or_else(inline)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> (Vec<Problem>, Vec<String>) {
        let mut problems = Vec::new();
        let mut spare = String::new();
        let (table, _) = parse(text, &mut spare, (0, 0), &|_| None, &mut problems);
        (problems, table.get_ref().keys().map(|key| key.get_ref().to_string()).collect())
    }

    #[test]
    fn a_line_without_a_value_does_not_hide_the_rest() {
        let (problems, keys) = problems("a = 1\nfoo bar\nb = 2\n[c]\nd = 3\nbaz\n[e]\n");
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert_eq!((problems[0].at.start, problems[1].at.start > 20), (6, true), "{problems:?}");
        assert_eq!(keys, ["a", "b", "c", "e"]);
    }

    #[test]
    fn five_errors_are_five_problems_in_order() {
        let (problems, _) = problems("a = 1,5\nb = 50%\nc = 01/07/2026\nd = “x”\ne = Hải Phòng\n");
        assert_eq!(problems.len(), 5, "{problems:?}");
        let instead: Vec<_> = problems.iter().map(|one| one.instead.as_deref().unwrap_or("")).collect();
        assert_eq!(
            instead,
            ["a = \"1,5\"", "b = \"50%\"", "c = \"2026-07-01\"", "d = \"x\"", "e = \"Hải Phòng\""]
        );
        assert!(problems.windows(2).all(|two| two[0].at.start < two[1].at.start));
    }

    #[test]
    fn a_duplicate_names_both_places() {
        let (problems, _) = problems("[x]\na = 1\n[y]\na = 1\nb = 2\na = 3\n");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].labels[0].at.start, 14);
        assert_eq!(problems[0].at.start, 26);
        // A table that is written twice is one; each of [[x]] is a table of its own.
        let (problems, _) = problems_of_two("[x]");
        assert_eq!(problems[1].labels[0].at.start, 4);
        let (problems, _) = problems_of_two("[[x]]");
        assert!(problems.is_empty(), "{problems:?}");
    }

    fn problems_of_two(header: &str) -> (Vec<Problem>, Vec<String>) {
        problems(&format!("{header}\na = 1\n{header}\na = 3\n"))
    }

    #[test]
    fn a_million_brackets_end_soon() {
        let (problems, _) = problems(&format!("a = {}", "[".repeat(1_000_000)));
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn a_table_of_another_program_ends_soon() {
        let (problems, _) = problems(&"Khu;2024;5\n".repeat(20_000));
        assert_eq!(problems.len(), CAP + 2);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,80}|[a-c=\\[\\]\"', \n.{}#0-9%]{0,80}") {
            problems(&text);
        }
    }
}
