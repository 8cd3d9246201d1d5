//! A key put into the table of a figure, as the line to write instead.

use super::toml_slip::outside_quotes;
use super::toml_syntax::line_of;
use std::ops::Range;

/// Returns the line of a value with a key in its table and all that it has: `57` becomes `{ value = 57, note = "…" }`.
///
/// `at` is the value, or the key of a table without one; `key` is a key with its value. A second `correction` makes a
/// list of both. Nothing where the key cannot stand beside what is there.
pub fn line(text: &str, at: Range<usize>, key: &str) -> Option<String> {
    let line = line_of(text, at.start);
    let own = &text[line.clone()];
    let value = at.start - line.start..at.end.min(line.end) - line.start;
    let brackets = brackets(own);
    if let Some(table) = table_of(own, &value, &brackets) {
        return Some(within(own, &table, &brackets, key)?.trim().to_owned());
    }
    let named = own[..value.start].trim_end().strip_suffix('=').map(str::trim_end);
    let is_value = named.is_some_and(|named| named.rsplit([' ', '{', ',', '\t']).next() == Some("value"));
    let (head, words, tail) = (&own[..value.start], &own[value.clone()], &own[value.end..]);
    let line = match is_value {
        false if named.is_none_or(|named| named.ends_with(".value")) => return None,
        false => format!("{head}{{ value = {words}, {key} }}{tail}"),
        // A table that goes on over several lines.
        true if tail.trim_start().starts_with([',', '}']) => format!("{head}{words}, {key}{tail}"),
        true => format!("{}\n{key}", own.trim()),
    };
    Some(line.trim().to_owned())
}

/// A bracket and its partner, where that stands in the same line.
struct Bracket {
    open: usize,
    close: Option<usize>,
}

/// Returns the brackets of a line outside of quotes and before its comment, in the order in which they open.
fn brackets(line: &str) -> Vec<Bracket> {
    let (mut found, mut open): (Vec<Bracket>, Vec<usize>) = (Vec::new(), Vec::new());
    for (at, c) in outside_quotes(line) {
        match c {
            '{' | '[' => {
                open.push(found.len());
                found.push(Bracket { open: at, close: None });
            }
            '}' | ']' => {
                if let Some(n) = open.pop() {
                    found[n].close = Some(at);
                }
            }
            _ => {}
        }
    }
    found
}

/// Returns the inside of the table in which `value = …` stands, or that stands behind a key.
fn table_of(line: &str, value: &Range<usize>, brackets: &[Bracket]) -> Option<Range<usize>> {
    let behind = line[value.end..].trim_start().strip_prefix('=').map(str::trim_start);
    if let Some(behind) = behind {
        let open = line.len() - behind.len();
        let own = brackets.iter().find(|bracket| bracket.open == open)?;
        return Some(open + 1..own.close?);
    }
    let key = line[..value.start].trim_end().strip_suffix('=')?.trim_end();
    let before = key.strip_suffix("value")?.trim_end();
    if !before.ends_with(['{', ',']) {
        return None;
    }
    let around = brackets
        .iter()
        .rev()
        .find(|bracket| bracket.open < value.start && bracket.close.is_none_or(|close| close >= value.end))?;
    Some(around.open + 1..around.close?)
}

/// Returns the line with a key at the end of one of its tables.
fn within(line: &str, table: &Range<usize>, brackets: &[Bracket], key: &str) -> Option<String> {
    let (name, new) = key.split_once(" = ")?;
    let deeper: Vec<&Bracket> = brackets.iter().filter(|one| table.contains(&one.open)).collect();
    let here =
        |at: usize| !deeper.iter().any(|one| one.open < at && one.close.is_none_or(|close| close > at));
    let signs = outside_quotes(line);
    let equals =
        signs.iter().filter(|(at, c)| *c == '=' && table.contains(at) && here(*at)).map(|(at, _)| *at);
    for equal in equals {
        let start = signs
            .iter()
            .rev()
            .find(|(at, c)| *at < equal && (*c == ',' || *c == '{'))
            .map_or(0, |(at, _)| at + 1);
        let known = line[start..equal].trim();
        if known == name && name == "correction" {
            let value =
                deeper.iter().find(|one| line[equal + 1..one.open].trim().is_empty() && one.open > equal)?;
            let (open, close) = (value.open, value.close?);
            return Some(match line[open..].starts_with('[') {
                true => format!("{}, {new}{}", line[..close].trim_end(), &line[close..]),
                false => format!("{}[{}, {new}]{}", &line[..open], &line[open..=close], &line[close + 1..]),
            });
        }
        if known == name || name.strip_prefix(known).is_some_and(|rest| rest.starts_with('.')) {
            return None;
        }
    }
    let inside = line[..table.end].trim_end();
    let comma = if inside.ends_with(['{', ',']) { "" } else { "," };
    Some(format!("{inside}{comma} {key} {}", line[table.end..].trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(line: &str, value: &str, key: &str) -> Option<String> {
        let text = format!("[at.\"2024\"]\n{line}\nnext = 1\n");
        let at = text.find(line).unwrap() + line.find(value).unwrap();
        super::line(&text, at..at + value.len(), key)
    }

    #[test]
    fn everything_that_stands_in_the_line_stays() {
        for (line, value, expected) in [
            ("a = 75", "75", "a = { value = 75, note = 1 }"),
            ("a = \"hơn 75\" # mới", "\"hơn 75\"", "a = { value = \"hơn 75\", note = 1 } # mới"),
            ("a = { value = 75 }", "75", "a = { value = 75, note = 1 }"),
            (
                "a = { value = 75, of_which.x.y = 17 }",
                "75",
                "a = { value = 75, of_which.x.y = 17, note = 1 }",
            ),
            (
                "a = { value = 75, of_which.x.y = 17 }",
                "17",
                "a = { value = 75, of_which.x.y = { value = 17, note = 1 } }",
            ),
            (
                "a = { value = 75, of_which.x.y = { value = 17 }, level = \"}\" }",
                "17",
                "a = { value = 75, of_which.x.y = { value = 17, note = 1 }, level = \"}\" }",
            ),
            ("a = { share_of = \"5%\" }", "a", "a = { share_of = \"5%\", note = 1 }"),
            ("  value = 75", "75", "value = 75\nnote = 1"),
            ("a = { value = 75,", "75", "a = { value = 75, note = 1,"),
        ] {
            assert_eq!(added(line, value, "note = 1").as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn a_second_correction_makes_a_list() {
        let one = "a = { value = 75, correction = { was = 57, on = \"2025-01-01\" } }";
        let two = added(one, "75", "correction = { was = 60 }").unwrap();
        assert_eq!(two, "a = { value = 75, correction = [{ was = 57, on = \"2025-01-01\" }, { was = 60 }] }");
        let three = added(&two, "75", "correction = { was = 65 }").unwrap();
        assert!(three.ends_with("{ was = 60 }, { was = 65 }] }"), "{three}");
    }

    #[test]
    fn what_cannot_stand_beside_a_key_is_not_offered() {
        for line in
            ["a = { value = 75, of_which = { x.y = 1 } }", "a = { value = 75, of_which.x = { z = 1 } }"]
        {
            assert_eq!(added(line, "75", "of_which.x.y = 17"), None, "{line}");
        }
        assert!(added("a = { value = 75, of_which.x.z = 1 }", "75", "of_which.x.y = 17").is_some());
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[a={}\\[\\]\"', v#0-9\n]{0,60}|value = 5[,} ]{0,3}", start in 0usize..60, length in 0usize..5) {
            let start = text.floor_char_boundary(start.min(text.len()));
            let end = text.floor_char_boundary((start + length).min(text.len())).max(start);
            let _ = line(&text, start..end, "correction = { was = 1 }");
        }
    }
}
