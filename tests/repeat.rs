//! The same content gives the same bytes: in any folder, time zone, language, and with any number of
//! threads; and an unchanged build writes nothing.

#![expect(clippy::disallowed_methods, reason = "the test copies content and reads what was built")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use support::root;

fn build(from: &Path, output: &Path, environment: &[(&str, &str)]) {
    let status = Command::new(env!("CARGO_BIN_EXE_bantin"))
        .args(["build", "--content", "content", "--output"])
        .arg(output)
        .current_dir(from)
        .envs(environment.iter().copied())
        .output()
        .expect("the binary runs");
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
}

fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the output can be read"))
        .filter(|entry| entry.file_type().is_file() && !entry.file_name().to_string_lossy().contains("lock"))
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("inside").to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).expect("the output can be read"))
        })
        .collect()
}

#[test]
fn other_folder_zone_language_and_threads_give_the_same_bytes() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let elsewhere = temporary.path().join("thư mục có dấu");
    copy(&root().join("content"), &elsewhere.join("content"));
    let (one, two) = (temporary.path().join("one"), temporary.path().join("two"));
    build(&root(), &one, &[("TZ", "UTC"), ("LANG", "C"), ("RAYON_NUM_THREADS", "1")]);
    build(
        &elsewhere,
        &two,
        &[("TZ", "Asia/Ho_Chi_Minh"), ("LANG", "vi_VN.UTF-8"), ("RAYON_NUM_THREADS", "7"), ("HOME", "/")],
    );
    let (one, two) = (tree(&one), tree(&two));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(two[name] == *bytes, "{name} differs");
    }
    assert!(one.len() > 50, "only {} files", one.len());
}

#[test]
fn an_unchanged_build_writes_nothing() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let output = temporary.path().join("output");
    let times = || -> BTreeMap<_, _> {
        let entries = walkdir::WalkDir::new(&output).into_iter().filter_map(Result::ok);
        let files = entries.filter(|entry| entry.file_type().is_file());
        files
            .filter(|entry| !entry.file_name().to_string_lossy().contains("lock"))
            .map(|entry| (entry.path().to_owned(), entry.metadata().unwrap().modified().unwrap()))
            .collect()
    };
    build(&root(), &output, &[]);
    let before = times();
    build(&root(), &output, &[]);
    assert_eq!(before, times());
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let windows = temporary.path().join("windows");
    copy(&root().join("content"), &windows.join("content"));
    for entry in walkdir::WalkDir::new(&windows).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let text = std::fs::read_to_string(entry.path()).expect("content is UTF-8");
            std::fs::write(entry.path(), format!("\u{feff}{}", text.replace('\n', "\r\n"))).expect("a copy");
        }
    }
    let (one, two) = (temporary.path().join("one"), temporary.path().join("two"));
    build(&root(), &one, &[]);
    build(&windows, &two, &[]);
    let (one, two) = (tree(&one), tree(&two));
    for (name, bytes) in &one {
        assert!(two.get(name) == Some(bytes), "{name} differs");
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().filter_map(Result::ok) {
        let target = to.join(entry.path().strip_prefix(from).expect("inside"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target).expect("a temporary folder");
        } else {
            std::fs::copy(entry.path(), &target).expect("a temporary file");
        }
    }
}
