//! `published.toml`: the record of a frozen issue, beside its `index.md`.

use super::file::put;
use super::refusal::Refusal;
use crate::model::record::{FigureLine, NameLine, Prints, Record, Said, VerdictLine};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The record's file name, in the folder of its issue.
pub const NAME: &str = "published.toml";

/// Writes the record of an issue into its folder, whole or not at all, and returns the file's path.
///
/// # Errors
///
/// Fails with the path when the system refuses something; an older record then stands as it was.
pub fn keep(folder: &Path, issue: &str, record: &Record, prints: &Prints) -> Result<PathBuf, Refusal> {
    let path = folder.join(NAME);
    put(&path, text(issue, record, prints).as_bytes())?;
    Ok(path)
}

/// Returns the record as its file's text: a line for each figure, verdict and name, in their order.
pub fn text(issue: &str, record: &Record, prints: &Prints) -> String {
    let mut out = format!(
        "# bantin ghi tệp này khi chốt số bản tin {issue} (bantin publish {issue}). Xin đừng sửa, đừng xóa.\n\
         # Mỗi dòng ở [figures] là một số đã đăng: số nào, in thế nào, ở mức nào, theo báo cáo nào.\n\
         # Mỗi dòng ở [verdicts] là một chỉ tiêu đã đăng và kết luận về nó.\n\
         # Mỗi dòng ở [names] là tên một khu hay tổ chức như đã đăng.\n\
         # Cần sửa một số đã đăng: ghi correction ở báo cáo của số ấy; xem docs/huong-dan.md.\n\
         format = 1\n\
         cutoff = \"{}\"\n\n[fingerprint]\nfigures = \"{}\"\nverdicts = \"{}\"\npage = \"{}\"\n\n[figures]\n",
        record.cutoff, prints.figures, prints.verdicts, prints.page
    );
    for (name, FigureLine { said, level, report }) in &record.figures {
        let (key, words) = match said {
            Said::Words(words) => ("value", words),
            Said::Missing(why) => ("missing", why),
        };
        let (name, words) = (quoted(name), quoted(words));
        let (level, report) = (quoted(level), quoted(report));
        writeln!(out, "{name} = {{ {key} = {words}, level = {level}, report = {report} }}")
            .expect("writing to a string cannot fail");
    }
    out.push_str("\n[verdicts]\n");
    for (name, VerdictLine { target, verdict }) in &record.verdicts {
        let (name, target, verdict) = (quoted(name), quoted(target), quoted(verdict));
        writeln!(out, "{name} = {{ target = {target}, verdict = {verdict} }}")
            .expect("writing to a string cannot fail");
    }
    out.push_str("\n[names]\n");
    for (id, NameLine { name, province }) in &record.names {
        let (id, name) = (quoted(id), quoted(name));
        let province = province.iter().map(|province| format!(", province = {}", quoted(province)));
        writeln!(out, "{id} = {{ name = {name}{} }}", province.collect::<String>())
            .expect("writing to a string cannot fail");
    }
    out
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                write!(out, "\\u{:04X}", c as u32).expect("writing to a string cannot fail");
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests read what was written")]
mod tests {
    use super::*;
    use crate::model::fingerprint::Fingerprint;
    use crate::model::period::Day;
    use std::collections::BTreeMap;

    fn record() -> (Record, Prints) {
        let line = |said| FigureLine { said, level: "official", report: "r".to_owned() };
        let figures = BTreeMap::from([
            ("a/b/y@2022".to_owned(), line(Said::Missing("late".to_owned()))),
            ("a/b/x@2022".to_owned(), line(Said::Words("trên 14.000".to_owned()))),
        ]);
        let verdict = VerdictLine { target: "Mốc “\"\\\t”".to_owned(), verdict: "open".to_owned() };
        let verdicts = BTreeMap::from([("a/p/milestone/Mốc \"1\"@2030".to_owned(), verdict)]);
        let cutoff = Day::new(2022, 10, 15).unwrap();
        let zone = NameLine { name: "Khu “A”".to_owned(), province: Some("Hà Nội".to_owned()) };
        let body = NameLine { name: "Đảng bộ".to_owned(), province: None };
        let names = BTreeMap::from([("a".to_owned(), zone), ("a/b".to_owned(), body)]);
        let record = Record { cutoff, figures, verdicts, names };
        let prints = Prints {
            figures: record.figures_print(),
            verdicts: record.verdicts_print(),
            page: Fingerprint::of(b""),
        };
        (record, prints)
    }

    #[test]
    fn a_record_is_one_line_a_figure_in_the_order_of_names() {
        let (record, prints) = record();
        let text = text("2022-q3", &record, &prints);
        let lines: Vec<&str> = text.lines().collect();
        let x = lines.iter().position(|line| line.starts_with("\"a/b/x@2022\"")).unwrap();
        assert_eq!(
            lines[x],
            "\"a/b/x@2022\" = { value = \"trên 14.000\", level = \"official\", report = \"r\" }"
        );
        assert!(lines[x + 1].contains("{ missing = \"late\", "), "{text}");
        assert!(lines[0].contains("bantin publish 2022-q3") && text.contains("verdict = \"open\" }\n"));
        let names = "[names]\n\"a\" = { name = \"Khu “A”\", province = \"Hà Nội\" }\n\"a/b\" = { name = \"Đảng bộ\" }\n";
        assert!(text.ends_with(names), "{text}");
        toml::from_str::<toml::Table>(&text).unwrap();
    }

    #[test]
    fn a_record_is_written_whole_and_leaves_nothing_beside_it() {
        let (record, prints) = record();
        let folder = tempfile::tempdir().unwrap();
        let path = keep(folder.path(), "2022-q3", &record, &prints).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text("2022-q3", &record, &prints));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(keep(&folder.path().join("no"), "2022-q3", &record, &prints).is_err());
    }
}
