//! `bantin review` tells the person who signs what is new, what changed, and what is missing.

#![expect(
    clippy::disallowed_methods,
    reason = "the test makes content, runs the program and reads its sheet"
)]

mod support;

use std::path::Path;
use std::process::{Command, Output};
use support::{project_of, root};

/// The content of some cases of `tests/sites`, each over the ones before it.
fn content_of(cases: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for case in cases {
        let from = root().join("tests/sites").join(case).join("content");
        for entry in walkdir::WalkDir::new(&from).into_iter().filter_map(Result::ok) {
            let to = folder.path().join("content").join(entry.path().strip_prefix(&from).expect("inside"));
            match entry.file_type().is_dir() {
                true => std::fs::create_dir_all(&to).expect("a temporary folder"),
                false => drop(std::fs::copy(entry.path(), &to).expect("a temporary file")),
            }
        }
    }
    folder
}

/// The content of the case `correction` with its cut-off after the first report, and a second issue.
fn content() -> tempfile::TempDir {
    let folder = content_of(&["smallest", "correction"]);
    let put = |path: &str, text: &str| {
        let path = folder.path().join("content").join(path);
        std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a temporary folder");
        std::fs::write(path, text).expect("a temporary file");
    };
    let issue = |number: u8, cutoff: &str| {
        let start = format!("+++\nnumber = {number}\ntitle = \"Bản tin\"\nperiod = \"2024-Q4\"\n");
        format!("{start}cutoff = \"{cutoff}\"\npublished = \"{cutoff}\"\n+++\n## Tóm tắt\n")
    };
    put("bulletins/2024-q4/index.md", &issue(1, "2025-01-11"));
    put("bulletins/2025-q1/index.md", &issue(2, "2025-01-15"));
    std::fs::remove_file(folder.path().join("content/zones/mau/results/bao-cao-2024.toml")).expect("a file");
    folder
}

fn review(folder: &Path, issue: &str) -> (Output, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    let output = command.args(["review", issue]).current_dir(folder).output().expect("the binary runs");
    let sheet = folder.join(format!("phieu-duyet-{issue}.html"));
    (output, std::fs::read_to_string(sheet).unwrap_or_default())
}

/// The text of one section, tags taken out.
fn section(sheet: &str, id: &str) -> String {
    let start = sheet.find(&format!("<h2 id=\"{id}\">")).unwrap_or_else(|| panic!("no section {id}"));
    let text = sheet[start..].split("</section>").next().expect("a section ends");
    let words = text.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    words.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_correction_stands_first_with_both_values_and_its_reason() {
    let folder = content();
    let (output, sheet) = review(folder.path(), "2025-q1");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let changed = section(&sheet, "thay-doi");
    for words in ["thay đổi (1)", "Đảng viên", "450", "470", "đính chính: cộng sót một chi bộ"]
    {
        assert!(changed.contains(words), "{words}: {changed}");
    }
    let turned = section(&sheet, "danh-gia");
    assert!(turned.contains("không đạt vượt"), "450 of 460 was missed, 470 is above: {turned}");
}

#[test]
fn the_first_issue_is_all_new_and_says_what_is_missing() {
    let folder = content();
    let (_, sheet) = review(folder.path(), "2024-q4");
    assert!(section(&sheet, "so-moi").contains("450"));
    assert!(section(&sheet, "thay-doi").contains("Không có số nào đã đăng bị thay đổi."));
    let coverage = section(&sheet, "day-du");
    assert!(coverage.contains("Kết nạp đảng viên") && coverage.contains("chưa đến hạn"), "{coverage}");
    let alone = section(&sheet, "chua-xac-nhan");
    assert!(alone.contains("(1)") && alone.contains("450"), "{alone}");
}

#[test]
fn a_zone_is_held_against_the_last_issue_that_covers_it() {
    let folder =
        content_of(&["verdict-share-of-an-average-year", "correction-between-issues-of-other-zones"]);
    let (output, sheet) = review(folder.path(), "i3");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(sheet.contains("số 2 (số liệu đến ngày 01/03/2025): B; số 1 (số liệu đến ngày 01/02/2025): A"));
    let changed = section(&sheet, "thay-doi");
    for words in ["thay đổi (1)", "40 41 đính chính: đếm lại"] {
        assert!(changed.contains(words), "{words}: {changed}");
    }
    assert!(!changed.contains("không còn ở số này"), "{changed}");
    assert!(section(&sheet, "so-moi").contains("(0)"), "the figures of A were in issue 1");
    let (_, sheet) = review(folder.path(), "i2");
    assert!(sheet.contains("không có số trước"), "no issue covers B before");
    let new = section(&sheet, "so-moi");
    assert!(new.contains("Số liệu mới (1)") && new.contains(" 7 "), "{new}");
    let changed = section(&sheet, "thay-doi");
    assert!(!changed.contains("không còn ở số này"), "another zone is not gone: {changed}");
}

#[test]
fn the_sheet_has_the_fingerprint_of_the_figures() {
    let folder = content();
    let (_, sheet) = review(folder.path(), "2024-q4");
    let (project, ledgers) = project_of(&folder.path().join("content"));
    let key = bantin::model::id::IssueKey(0);
    let print =
        bantin::analyse::shown::by_issue(&project, &ledgers, key).record(&project, key).figures_print();
    assert!(sheet.contains(&format!("<code>{print}</code>")), "{print}");
}

#[test]
fn nothing_is_made_of_wrong_content_or_for_an_unknown_issue() {
    let folder = content();
    let (output, _) = review(folder.path(), "2031-q1");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("2031-q1") && said.contains("2024-q4, 2025-q1"), "{said}");
    std::fs::write(folder.path().join("content/site.toml"), "title = 1\n").expect("a temporary file");
    let (output, sheet) = review(folder.path(), "2024-q4");
    assert_eq!((output.status.code(), sheet.as_str()), (Some(1), ""));
}
