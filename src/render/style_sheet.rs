//! Style sheets as they are sent: without what only their authors read.

/// Returns a style sheet without its comments, indents and empty lines; `/*! … */` stays.
///
/// ```
/// use bantin::render::style_sheet::sent;
/// assert_eq!(sent("/* why */\na {\n  b: \"/*\"; /* c */\n}\n"), "a {\nb: \"/*\";\n}\n");
/// ```
pub fn sent(sheet: &str) -> String {
    let mut bare = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        bare.push_str(before);
        let length = match from.as_bytes()[0] {
            b'/' if from.starts_with("/*") => from.find("*/").map_or(from.len(), |end| end + 2),
            b'/' => 1,
            quote => string(from, quote),
        };
        if !from.starts_with("/*") || from.starts_with("/*!") {
            bare.push_str(&from[..length]);
        }
        rest = &from[length..];
    }
    bare.push_str(rest);
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The length of a text in quotes; one that never ends is the rest.
fn string(from: &str, quote: u8) -> usize {
    let bytes = from.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    from.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_nothing_to_a_browser_goes() {
        let cases = [
            ("a{b:c}", "a{b:c}\n"),
            ("/*! licence */\na{}", "/*! licence */\na{}\n"),
            ("a::before { content: \"\\\" /* x\" } /* y", "a::before { content: \"\\\" /* x\" }\n"),
            ("a { background: url(b/c.svg) }", "a { background: url(b/c.svg) }\n"),
            ("a { content: 'ế /*", "a { content: 'ế /*\n"),
        ];
        for (given, wanted) in cases {
            assert_eq!(sent(given), wanted, "{given}");
        }
    }
}
