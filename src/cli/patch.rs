//! Changes that settle problems without asking: shown as a patch, or made.

use super::report::Passage;
use crate::diag::{At, Edit, Problem, Say};
use crate::read::source::{Original, Sources};
use crate::say;
use crate::write::{self, Refusal};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How many unchanged lines are shown around a change.
const CONTEXT: usize = 3;

/// What is to be written into one file.
#[derive(Debug, Clone)]
pub struct Change {
    /// The file as it stands.
    pub original: Original,
    /// Its whole new text.
    pub text: String,
    /// Line, old words and new words of each change.
    pub told: Vec<(usize, String, String)>,
}

/// Returns what the certain suggestions of problems change, file by file.
///
/// # Errors
///
/// Fails where a file has changed since it was read.
pub fn changes(
    problems: &[Problem],
    sources: &Sources,
    place: &dyn Fn(At) -> Passage,
) -> Result<Vec<Change>, Say> {
    let mut files: BTreeMap<u32, Vec<&Edit>> = BTreeMap::new();
    for problem in problems {
        let certain = problem.suggestions.iter().find(|one| one.certain);
        for edit in certain.iter().flat_map(|one| &one.edits) {
            files.entry(edit.at.file).or_default().push(edit);
        }
    }
    files.into_values().map(|edits| change(edits, sources, place)).collect()
}

fn change(mut edits: Vec<&Edit>, sources: &Sources, place: &dyn Fn(At) -> Passage) -> Result<Change, Say> {
    edits.sort_by_key(|edit| edit.at);
    let first = edits[0].at;
    let changed = || {
        let path = sources.path(first);
        say!(
            "tệp {path} đã thay đổi sau khi được đọc; chưa sửa gì trong tệp này, hãy chạy lại",
            "{path} has changed since it was read; nothing in it was changed, run again"
        )
    };
    let original = sources.original(first).ok_or_else(changed)?;
    let text = original.edited(edits.iter().copied()).ok_or_else(changed)?;
    let told = edits.iter().map(|edit| {
        let passage = place(edit.at);
        let line = passage.source.line(passage.span.start);
        (line, passage.source[passage.span.clone()].to_owned(), edit.text.clone())
    });
    Ok(Change { told: told.collect(), original, text })
}

impl Change {
    /// Puts the new text in place of the old, whole or not at all.
    ///
    /// # Errors
    ///
    /// Fails where the system does not let the file be replaced.
    pub fn make(&self) -> Result<(), Refusal> {
        write::put(&self.original.path, self.text.as_bytes())
    }

    /// Returns the change as a unified diff, for `patch -p1` in the content folder.
    pub fn diff(&self) -> String {
        let name = &self.original.name;
        let old: Vec<&str> = self.original.text.split_inclusive('\n').collect();
        let new: Vec<&str> = self.text.split_inclusive('\n').collect();
        // A change puts brackets round words: no line comes or goes.
        let changed: Vec<usize> = (0..old.len()).filter(|&n| old[n] != new[n]).collect();
        let mut out = format!("--- a/{name}\n+++ b/{name}\n");
        for run in changed.chunk_by(|a, b| b - a <= 2 * CONTEXT) {
            let from = run[0].saturating_sub(CONTEXT);
            let to = (run[run.len() - 1] + CONTEXT + 1).min(old.len());
            out += &format!("@@ -{0},{1} +{0},{1} @@\n", from + 1, to - from);
            let mut n = from;
            while n < to {
                let stretch = (n..to).take_while(|line| run.contains(line)).count();
                if stretch == 0 {
                    out += &line(' ', old[n]);
                    n += 1;
                    continue;
                }
                old[n..n + stretch].iter().for_each(|text| out += &line('-', text));
                new[n..n + stretch].iter().for_each(|text| out += &line('+', text));
                n += stretch;
            }
        }
        out
    }

    /// Returns what was changed as JSON values.
    pub fn to_json(&self) -> Vec<Value> {
        let row = |(line, old, new): &(usize, String, String)| json!({ "path": self.original.name, "line": line, "old": old, "new": new });
        self.told.iter().map(row).collect()
    }
}

fn line(mark: char, text: &str) -> String {
    match text.ends_with('\n') {
        true => format!("{mark}{text}"),
        false => format!("{mark}{text}\n\\ No newline at end of file\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_shows_three_lines_around_a_change() {
        let old: String = (1..=20).map(|n| format!("dòng {n}\r\n")).collect::<String>() + "cuối";
        let new = old.replace("dòng 2\r", "[dòng 2](x)\r").replace("cuối", "[cuối](y)");
        let original = Original { path: "p.md".into(), name: "zones/a/index.md".into(), text: old };
        let change = Change { original, text: new, told: Vec::new() };
        assert_eq!(
            change.diff(),
            "--- a/zones/a/index.md\n+++ b/zones/a/index.md\n\
             @@ -1,5 +1,5 @@\n dòng 1\r\n-dòng 2\r\n+[dòng 2](x)\r\n dòng 3\r\n dòng 4\r\n dòng 5\r\n\
             @@ -18,4 +18,4 @@\n dòng 18\r\n dòng 19\r\n dòng 20\r\n-cuối\n\\ No newline at end of file\n\
             +[cuối](y)\n\\ No newline at end of file\n"
        );
    }
}
