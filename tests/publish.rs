//! `bantin publish`: the same record on any machine, kept whole, and compared ever after.

#![expect(clippy::disallowed_methods, reason = "the test copies content and reads what was written")]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::root;

/// A copy of a case's content in a folder of its own, without its records.
fn site(case: &str, under: &Path) -> PathBuf {
    let from = root().join("tests/sites").join(case).join("content");
    let to = under.join("content");
    for entry in walkdir::WalkDir::new(&from).into_iter().filter_map(Result::ok) {
        let target = to.join(entry.path().strip_prefix(&from).expect("inside"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target).expect("a temporary folder");
        } else if entry.file_name() != "published.toml" {
            std::fs::copy(entry.path(), &target).expect("a temporary file");
        }
    }
    under.to_owned()
}

fn bantin(folder: &Path, args: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.args(args).current_dir(folder).env_remove("BANTIN_LANG").env("NO_COLOR", "1");
    command.envs(environment.iter().copied()).output().expect("the binary runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn record(folder: &Path, issue: &str) -> String {
    let path = folder.join("content/bulletins").join(issue).join("published.toml");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn two_machines_freeze_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let elsewhere = two.path().join("thư mục có dấu");
    std::fs::create_dir(&elsewhere).unwrap();
    let one = site("frozen-and-unchanged", one.path());
    let two = site("frozen-and-unchanged", &elsewhere);
    let machines = [
        (&one, [("TZ", "UTC"), ("LANG", "C"), ("RAYON_NUM_THREADS", "1")]),
        (&two, [("TZ", "Asia/Ho_Chi_Minh"), ("LANG", "vi_VN.UTF-8"), ("RAYON_NUM_THREADS", "7")]),
    ];
    for (folder, environment) in machines {
        for issue in ["2025-q1", "2024-q4"] {
            let output = bantin(folder, &["publish", issue], &environment);
            assert!(output.status.success(), "{}", said(&output));
        }
    }
    for issue in ["2024-q4", "2025-q1"] {
        assert_eq!(record(&one, issue), record(&two, issue));
        let kept = root().join("tests/sites/frozen-and-unchanged/content/bulletins").join(issue);
        let kept = std::fs::read_to_string(kept.join("published.toml")).unwrap();
        let part = |text: &str| text[text.find("\n[figures]\n").unwrap()..].to_owned();
        assert_eq!(part(&record(&one, issue)), part(&kept), "and the same as was kept in the repository");
    }
    let files = std::fs::read_dir(one.join("content/bulletins/2024-q4")).unwrap().count();
    assert_eq!(files, 2, "nothing is left beside the record");
}

#[test]
fn a_frozen_page_is_the_same_after_the_next_issue_and_a_correction() {
    let folder = tempfile::tempdir().unwrap();
    let folder = site("corrected-in-place", folder.path());
    // What the case lays over the base.
    let base = tempfile::tempdir().unwrap();
    let base = site("frozen-and-unchanged", base.path());
    let third = base.join("content/bulletins/2025-q2");
    std::fs::rename(&third, base.join("later")).unwrap();
    assert!(bantin(&base, &["publish", "2025-q1"], &[]).status.success());
    let before = record(&base, "2025-q1");
    assert!(bantin(&base, &["build"], &[]).status.success());

    std::fs::rename(base.join("later"), &third).unwrap();
    let report = "content/zones/mau/results/bao-cao-2024.toml";
    std::fs::copy(folder.join(report), base.join(report)).unwrap();
    let output = bantin(&base, &["build"], &[]);
    let text = said(&output);
    assert!(output.status.success() && !text.contains("không còn từng chữ"), "{text}");
    assert_eq!(record(&base, "2025-q1"), before);
    let page = std::fs::read_to_string(base.join("output/ban-tin/2025-q1/index.html")).unwrap();
    assert!(page.contains("Đính chính sau khi phát hành") && page.contains("Số sau"), "{page}");
    let again = bantin(&base, &["publish", "2025-q1"], &[]);
    assert!(again.status.success() && said(&again).contains("không phải làm gì"), "{}", said(&again));
}

#[test]
fn another_theme_is_told_and_is_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let folder = site("frozen-and-unchanged", folder.path());
    assert!(bantin(&folder, &["publish", "2024-q4"], &[]).status.success());
    let index = folder.join("content/bulletins/2024-q4/index.md");
    let text = std::fs::read_to_string(&index).unwrap();
    std::fs::write(&index, text.replace("Nhiệm kỳ này", "Trong nhiệm kỳ này")).unwrap();
    let output = bantin(&folder, &["build"], &[]);
    let text = said(&output);
    assert!(output.status.success(), "{text}");
    assert!(
        text.contains("Số 1 (2024-q4) đã chốt: số liệu như khi chốt; trang không còn từng chữ"),
        "{text}"
    );
    let output = bantin(&folder, &["build", "--format", "json"], &[]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let frozen = serde_json::json!([{ "issue": "2024-q4", "number": 1, "page": "changed" }]);
    assert_eq!(json["built"]["frozen"], frozen);
    let output = bantin(&folder, &["publish", "2024-q4", "--lang", "en"], &[]);
    assert!(
        output.status.success() && said(&output).contains("The page is not what it was"),
        "{}",
        said(&output)
    );
    assert!(bantin(&folder, &["publish", "2024-q4", "-q"], &[]).stdout.is_empty());
}

#[test]
fn freezing_says_where_the_record_is_and_json_says_what() {
    let folder = tempfile::tempdir().unwrap();
    let folder = site("frozen-and-unchanged", folder.path());
    let output = bantin(&folder, &["publish", "2024-q4", "--format", "json"], &[]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let published = &json["published"];
    assert_eq!((published["done"].as_str(), published["issue"].as_str()), (Some("frozen"), Some("2024-q4")));
    let print = published["fingerprint"]["figures"].as_str().unwrap();
    assert!(record(&folder, "2024-q4").contains(print));
    assert!(bantin(&folder, &["build"], &[]).status.success());
    let page = std::fs::read_to_string(folder.join("output/ban-tin/2024-q4/index.html")).unwrap();
    assert!(page.contains(print) && page.contains(&print[..12]), "the page shows the fingerprint");
    let output = bantin(&folder, &["publish", "2025-q1"], &[]);
    let text = said(&output);
    assert!(text.contains("Đã chốt số 2 (2025-q1): 7 số liệu, 2 kết luận."), "{text}");
    assert!(text.contains("content/bulletins/2025-q1/published.toml"), "{text}");
}

#[test]
fn every_figure_of_the_sample_is_guarded() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    for entry in walkdir::WalkDir::new(root().join("content")).into_iter().filter_map(Result::ok) {
        let target = content.join(entry.path().strip_prefix(root().join("content")).expect("inside"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target).unwrap();
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
    let newest = "2025-q2";
    let record = content.join("bulletins").join(newest).join("published.toml");
    let output = bantin(folder.path(), &["publish", newest], &[]);
    assert!(output.status.success() && record.exists(), "{}", said(&output));
    // A digit more in every report of a zone, one file at a time.
    let reports = content.join("zones/hai-phong/results");
    let mut changed = 0;
    for entry in std::fs::read_dir(reports).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let bare = |line: &&str| {
            let value = line.split_once(" = ").map(|(_, value)| value.trim());
            value.is_some_and(|value| !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()))
        };
        let Some(line) = text.lines().find(bare) else { continue };
        std::fs::write(&path, text.replacen(line, &format!("{line}0"), 1)).unwrap();
        let output = bantin(folder.path(), &["check"], &[]);
        let found = said(&output);
        assert!(!output.status.success() && found.contains("[silent-revision]"), "{line}: {found}");
        std::fs::write(&path, text).unwrap();
        changed += 1;
    }
    assert!(changed >= 2, "only {changed} reports were changed");
}
