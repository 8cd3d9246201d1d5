//! The TOML between `+++` lines at the head of a Markdown file.

use crate::diag::{At, Problem};
use crate::say;
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

/// Returns the problem of an issue that [`split`] cannot take apart: which line has to be put in or changed.
pub(super) fn missing(text: &str, file: u32) -> Problem {
    let at = |span: &Range<usize>| At { file, start: span.start as u32, end: span.end as u32 };
    let problem = |span: &Range<usize>| {
        let fault = say!("bản tin phải bắt đầu bằng phần +++ … +++", "an issue starts with +++ … +++");
        Problem::error("no-front-matter", at(span), fault)
    };
    let lines = lines(text);
    let word = |span: &Range<usize>| &text[span.clone()];
    let mut written = lines.iter().filter(|line| !line.is_empty());
    let Some(first) = written.next() else { return sample(problem(&(0..0))) };
    let dashes = |span: &&Range<usize>| is_dashes(word(span));
    let swap = say!("thay dòng này bằng +++", "replace this line by +++");
    if is_dashes(word(first)) {
        let problem = problem(first).way_out(say!(
            "thay cả hai dòng {0} bằng +++: phần giữa là TOML (khóa = giá trị)",
            "replace both lines {0} by +++: what is between them is TOML (key = value)",
            word(first)
        ));
        return match written.find(dashes) {
            Some(second) => problem.label(at(second), swap),
            None => problem,
        };
    }
    if word(first) == "+++" {
        if first.start > 0 {
            return problem(&(0..0)).way_out(say!(
                "dòng +++ thứ nhất phải là dòng đầu tệp: xóa dòng trống ở trên nó",
                "the first +++ is the first line of the file: delete the empty lines above it"
            ));
        }
        if let Some(second) = written.clone().find(dashes) {
            return problem(second).way_out(swap);
        }
        return match written.find(|span| !is_toml(word(span))) {
            Some(text) => problem(text).way_out(say!(
                "thêm một dòng +++ ngay trên dòng này, để đóng phần đầu",
                "add a line +++ right above this one, to close the head"
            )),
            None => problem(first).way_out(say!(
                "thêm một dòng +++ ở cuối tệp, để đóng phần đầu",
                "add a line +++ at the end of the file, to close the head"
            )),
        };
    }
    if is_toml(word(first)) && written.any(|span| word(span) == "+++" || is_dashes(word(span))) {
        return problem(first)
            .way_out(say!("thêm một dòng +++ ở đầu tệp", "add a line +++ at the head of the file"))
            .instead(format!("+++\n{}", word(first)));
    }
    sample(problem(&(0..0)))
}

fn sample(problem: Problem) -> Problem {
    problem.way_out(say!("thêm ở đầu tệp", "put this at the head of the file")).instead(
        "+++\nnumber = 1\ntitle = \"…\"\nperiod = \"2022-Q3\"\ncutoff = \"2022-10-15\"\npublished = \"2022-10-20\"\n+++",
    )
}

/// The lines of a text without blanks at their ends.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let from = start + line.len() - line.trim_start().len();
        let span = from..from.max(start + line.trim_end().len());
        start += line.len();
        span
    });
    lines.collect()
}

fn is_dashes(line: &str) -> bool {
    !line.is_empty() && (line.len() >= 3) && line.chars().all(|c| "-–—".contains(c))
}

/// A key with its value, a remark or the rest of a list.
fn is_toml(line: &str) -> bool {
    line.starts_with(['[', ']', '"', '#']) && !line.starts_with("# ") && !line.starts_with("##")
        || line.split_once('=').is_some_and(|(key, _)| {
            !key.trim().is_empty()
                && key.trim().chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}|[-+ab=# \n–]{0,40}") {
            missing(&text, 0);
        }
    }

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
