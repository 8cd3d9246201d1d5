//! TOML text to a table with places, going on after every syntax error.

use super::number_grammar::is_thousands;
use super::toml_slip;
use crate::diag::{At, Problem, Say};
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
        let mut problem = syntax_problem(&text[line.clone()], message, at(span), (start, &thousands));
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

/// Tells of a key how many decimals its numbers may have, where that is known; nothing in a file where commas separate
/// thousands.
type Thousands<'t> = &'t dyn Fn(&str) -> Option<Option<u32>>;

/// Returns the problem of one line, with a hint for the mistakes that officers make.
///
/// `line_start` is where the line begins in its file.
fn syntax_problem(
    line: &str,
    message: &str,
    at: At,
    (line_start, thousands): (u32, Thousands<'_>),
) -> Problem {
    let trimmed = line.trim();
    let (key, value) = match trimmed.split_once('=') {
        Some((key, value)) => (key.trim(), value.trim()),
        None => ("", trimmed),
    };
    let problem = |fault: Say| Problem::error("toml-syntax", at, fault);
    if message.contains("duplicate key") && trimmed.starts_with('[') {
        return problem(say!("mục này đã có rồi", "this table is written twice")).way_out(say!(
            "chuyển các dòng dưới mục này lên dưới mục đầu, rồi xóa dòng này",
            "move the lines below it under the first one, and delete this line"
        ));
    }
    if message.contains("duplicate key") {
        return problem(say!("khóa này đã có rồi", "this key is written twice"))
            .way_out(say!("giữ lại một dòng", "keep one of the lines"));
    }
    let mended = || {
        let is_whole = matches!(thousands(key), Some(Some(0..3)));
        let (slip, better) = toml_slip::mended(line, is_whole)?;
        let start = line_start + slip.span.start as u32;
        let at = At { start, end: start + slip.span.len() as u32, ..at };
        Some(Problem::error("toml-syntax", at, slip.fault).way_out(slip.way_out).instead(better))
    };
    if value.starts_with(['{', '['])
        && let Some(problem) = mended()
    {
        return problem;
    }
    if let Some(sign) = message.strip_prefix("unclosed ").and_then(|rest| rest.split('`').nth(1)) {
        let closed = problem(say!("dấu ngoặc mở ra mà không đóng", "a bracket is opened and not closed"))
            .way_out(say!("thêm dấu {sign} ở cuối", "add {sign} at the end"));
        // A list may go on over several lines: only the author knows where it ends.
        return match trimmed.contains('#') || sign == "]" && !trimmed.starts_with('[') {
            true => closed,
            false => closed.instead(format!("{trimmed}{}{sign}", if sign == "}" { " " } else { "" })),
        };
    }
    if message.starts_with("invalid") && message.contains("string") {
        let closed = problem(say!("chữ mở dấu nháy mà không đóng", "a quote is opened and not closed"))
            .way_out(say!(
                "thêm dấu nháy ở cuối; dấu nháy kép bên trong viết là \\\"",
                "add the quote at the end; a double quote inside is written \\\""
            ));
        return match value.starts_with('"') && value.matches('"').count() == 1 && !value.contains('#') {
            true => closed.instead(format!("{trimmed}\"")),
            false => closed,
        };
    }
    if message.contains("nest") || message.contains("recursion") {
        return problem(say!("lồng nhau quá sâu", "nested too deep")).way_out(say!(
            "xóa dòng này, hoặc viết lại với ít dấu ngoặc hơn",
            "delete the line, or write it with fewer brackets"
        ));
    }
    let bare = value.split('#').next().unwrap_or("").trim();
    let quote = |fault: Say, text: &str| {
        let text = text.trim_matches(['“', '”', '„', '‘', '’', '"', '\'', ' ']);
        problem(fault)
            .way_out(say!("đặt giá trị trong dấu nháy kép", "put the value in double quotes"))
            .instead(format!("{key} = \"{text}\""))
    };
    if !key.is_empty() && !bare.is_empty() {
        if bare.contains(['“', '”', '„', '‘', '’']) && !bare.starts_with(['"', '\'']) {
            return quote(
                say!("dấu nháy cong không phải dấu nháy của TOML", "curly quotes are not TOML quotes"),
                bare,
            );
        }
        let digits = |text: &str| {
            text.bytes().any(|b| b.is_ascii_digit())
                && text.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
        };
        if bare.strip_suffix('%').is_some_and(|number| digits(number.trim())) {
            return quote(say!("phần trăm phải ở trong dấu nháy", "a percentage needs quotes"), bare);
        }
        let dotted = bare.replace(',', ".");
        if bare.contains(',')
            && digits(bare)
            && is_thousands(&dotted)
            && let Some(decimals) = thousands(key)
        {
            let fault = say!(
                "hàng nghìn ngăn bằng dấu chấm, trong dấu nháy",
                "thousands are separated by dots, in quotes"
            );
            return match decimals {
                Some(0..3) => quote(fault, &dotted),
                _ if bare.matches(',').count() > 1 => quote(fault, &dotted),
                _ => {
                    let (head, tail) = bare.split_once(',').unwrap_or((bare, ""));
                    let whole = bare.replace(',', "");
                    problem(say!(
                        "số có dấu phẩy phải ở trong dấu nháy",
                        "a number with a comma needs quotes"
                    ))
                    .way_out(say!(
                        "chọn một trong hai dòng: {whole}, hay {head} phẩy {tail}?",
                        "choose one of the two lines: {whole}, or {head} point {tail}?"
                    ))
                    .instead(format!("{key} = \"{dotted}\"\n{key} = \"{bare}\""))
                }
            };
        }
        if bare.contains(',') && digits(bare) {
            return quote(
                say!("số có dấu phẩy phải ở trong dấu nháy", "a number with a comma needs quotes"),
                bare,
            );
        }
        if bare.len() > 1 && bare.starts_with('0') && bare.bytes().all(|b| b.is_ascii_digit()) {
            return quote(
                say!("số có số 0 ở đầu phải ở trong dấu nháy", "a number with a leading zero needs quotes"),
                bare,
            );
        }
        let date: Vec<&str> = bare.split(['/', '.', '-']).collect();
        if date.len() == 3 && date.iter().all(|part| digits(part)) {
            let fault = say!("ngày phải ở trong dấu nháy", "a date needs quotes");
            return match super::time_words::parse(bare) {
                Ok(period) => quote(fault, &period.to_string()),
                // Quotes would not help: 29 February of a common year is not in the calendar.
                Err(refusal) if refusal.rule == super::time_words::NO_SUCH_DAY => {
                    Problem { way_out: refusal.way_out, ..Problem::error(refusal.rule, at, refusal.fault) }
                }
                Err(_) => quote(fault, bare),
            };
        }
        if bare.chars().next().is_some_and(|c| c.is_alphabetic() || "<>~≥≤".contains(c)) {
            return quote(say!("chữ phải ở trong dấu nháy", "text needs quotes"), bare);
        }
    }
    if let Some(problem) = mended() {
        return problem;
    }
    let header = trimmed.trim_matches(['[', ']']);
    if trimmed.starts_with('[') && !header.contains('"') && (!header.is_ascii() || header.contains(' ')) {
        let better: Vec<String> = header.split('.').map(super::suggest::slug).collect();
        let brackets = trimmed.len() - trimmed.trim_start_matches('[').len();
        return problem(say!("tên mục có dấu hoặc khoảng trắng", "a header with marks or blanks"))
            .way_out(say!(
                "tên mục là chữ thường không dấu, nối bằng gạch ngang",
                "headers are lower-case ASCII with hyphens"
            ))
            .instead(format!("{}{}{}", "[".repeat(brackets), better.join("."), "]".repeat(brackets)));
    }
    if !key.is_empty() && !key.is_ascii() && !key.starts_with('"') {
        return problem(say!("khóa có dấu tiếng Việt", "a key with Vietnamese marks"))
            .way_out(say!(
                "khóa là chữ thường không dấu, nối bằng gạch ngang",
                "keys are lower-case ASCII with hyphens"
            ))
            .instead(format!("{} = {value}", super::suggest::slug(key)));
    }
    if !key.is_empty() && value.is_empty() {
        return problem(say!("sau dấu = chưa có giá trị", "there is no value after the ="))
            .way_out(say!("ghi giá trị, hoặc xóa dòng", "write the value, or delete the line"));
    }
    if message.contains("key with no value") {
        return problem(say!("dòng này không có dạng khóa = giá trị", "this line is not key = value"))
            .way_out(say!("thêm dấu = và giá trị, hoặc xóa dòng", "add = and a value, or delete the line"));
    }
    // What the parser says is English, and speaks of TOML.
    problem(say!("dòng này không viết đúng dạng khóa = giá trị", "this line is not key = value ({message})"))
        .way_out(say!("viết lại theo dạng khóa = giá trị", "write it as key = value"))
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
