//! Scripts as they are sent: without what only their authors read.

/// Returns a script without the lines that are comments and nothing else; `//!`, `//#` and `/*!` stay.
///
/// A script in which a line may stand inside a string (a template literal, a string that goes on after `\`) is
/// returned as it is.
///
/// ```
/// use bantin::render::script::sent;
/// assert_eq!(sent("// why\nvar a = 1; // x\n  /** What b is. */\nvar b;\n"), "var a = 1; // x\nvar b;\n");
/// ```
pub fn sent(script: &str) -> String {
    if script.contains('`') || script.contains("\\\n") || script.contains("\\\r\n") {
        return script.to_owned();
    }
    let mut within = false;
    let mut sent = String::with_capacity(script.len());
    for line in script.split_inclusive('\n') {
        let own = line.trim();
        if within || !is_comment(own) {
            within = goes_on(within, own);
            sent.push_str(line);
        }
    }
    sent
}

fn is_comment(line: &str) -> bool {
    if let Some(words) = line.strip_prefix("//") {
        return !words.starts_with(['!', '#']);
    }
    line.strip_prefix("/*")
        .and_then(|words| words.strip_suffix("*/"))
        .is_some_and(|words| !words.starts_with('!') && !words.contains("*/"))
}

/// Whether a comment that this line is in, or begins, goes on in the next one. One inside quotes keeps more than it must.
fn goes_on(within: bool, line: &str) -> bool {
    match (line.rfind("/*"), line.rfind("*/")) {
        (None, None) => within,
        (begun, ended) => begun > ended,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_are_comments_go() {
        for (given, wanted) in [
            ("a();\n\n  // why\n  b();\n", "a();\n\n  b();\n"),
            (
                "//! licence\n//# sourceMappingURL=x\n/*! licence */\n",
                "//! licence\n//# sourceMappingURL=x\n/*! licence */\n",
            ),
            ("/* a\n// b */ c();\n", "/* a\n// b */ c();\n"),
            ("/* a\n// b\n*/\n// c\nd();", "/* a\n// b\n*/\nd();"),
            ("/* a */ b(); /* c */\n", "/* a */ b(); /* c */\n"),
            ("var a = `\n// b\n`;\n", "var a = `\n// b\n`;\n"),
            ("var a = \"\\\n// b\";\n", "var a = \"\\\n// b\";\n"),
            ("var a = \"/*\";\n// b\n", "var a = \"/*\";\n// b\n"),
            ("// c", ""),
        ] {
            assert_eq!(sent(given), wanted, "{given}");
        }
    }
}
