//! The TOML between `+++` lines at the head of a Markdown file.

use std::ops::Range;

/// Returns the span of the TOML and the span of the Markdown below it; nothing where the text does
/// not start with `+++`, or never closes it.
pub(super) fn split(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let start = text.strip_prefix("+++").and_then(|rest| {
        let line = rest.split('\n').next().unwrap_or("");
        (line.trim().is_empty() && rest.contains('\n')).then_some(3 + line.len() + 1)
    })?;
    let mut line_start = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some((start..line_start, line_start + line.len()..text.len()));
        }
        line_start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_and_markdown_are_told_apart() {
        let text = "+++\na = 1\n+++\n## Đầu đề\n";
        let (toml, markdown) = split(text).unwrap();
        assert_eq!((&text[toml], &text[markdown]), ("a = 1\n", "## Đầu đề\n"));
        assert_eq!(split("+++\na = 1\n"), None);
        assert_eq!(split("+++"), None);
        assert_eq!(split("## Đầu đề\n"), None);
        assert_eq!(split("+++\n+++"), Some((4..4, 7..7)));
    }
}
