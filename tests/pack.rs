//! `bantin pack` as it is run: the archive is the site, byte for byte the same each time, and with `--pdf` each
//! issue's document is in it.

#![expect(clippy::disallowed_methods, reason = "the test reads what was built and looks for a browser")]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn pack(folder: &Path, content: &str, more: &[&str]) -> Output {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join(content);
    Command::new(env!("CARGO_BIN_EXE_bantin"))
        .args(["pack", "--output", "output", "--content"])
        .arg(content)
        .args(more)
        .current_dir(folder)
        .env_remove("BANTIN_LANG")
        .env_remove("BANTIN_CHROMIUM")
        .output()
        .expect("the binary runs")
}

/// The one archive in a folder: its name, and its files by path in their order.
fn unpacked(folder: &Path) -> (String, Vec<(String, Vec<u8>)>) {
    let zips: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "zip"))
        .collect();
    assert_eq!(zips.len(), 1, "{zips:?}");
    let mut zip = zip::ZipArchive::new(File::open(&zips[0]).expect("it can be read")).expect("it is a zip");
    let files = (0..zip.len()).map(|n| {
        let mut file = zip.by_index(n).expect("it can be unpacked");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("it can be unpacked");
        (String::from_utf8(file.name_raw().to_vec()).expect("plain"), bytes)
    });
    let files = files.collect();
    (zips[0].file_stem().expect("a name").to_string_lossy().into_owned(), files)
}

#[test]
fn the_archive_is_the_site_and_the_same_each_time() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let folder = two.path().join("thư mục có dấu");
    std::fs::create_dir(&folder).unwrap();
    for place in [one.path(), &folder] {
        let done = pack(place, "content", &[]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert!(String::from_utf8_lossy(&done.stdout).contains("Đã đóng gói "));
    }
    let (name, files) = unpacked(one.path());
    assert!(name.is_ascii() && name.starts_with("ban-tin-") && name.ends_with("-2025-07-10"), "{name}");
    assert!(unpacked(&folder) == (name.clone(), files.clone()), "another folder gives another archive");
    let zip = |folder: &Path| std::fs::read(folder.join(format!("{name}.zip"))).unwrap();
    assert!(zip(one.path()) == zip(&folder));

    assert_eq!(files[0].0, format!("{name}/DOC-TRUOC.txt"));
    let text = String::from_utf8(files[0].1.clone()).unwrap();
    assert!(
        text.contains("giải nén") && text.contains("index.html") && text.contains("10/07/2025"),
        "{text}"
    );
    let output = one.path().join("output");
    let mut there = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&output).into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(&output).unwrap().to_string_lossy().into_owned();
        if entry.file_type().is_file() && !path.starts_with(".bantin") {
            there.insert(format!("{name}/{path}"), std::fs::read(entry.path()).unwrap());
        }
    }
    assert!(there.len() > 100);
    assert!(files[1..].iter().cloned().collect::<BTreeMap<_, _>>() == there, "the archive is not the site");
    assert!(files[1..].is_sorted_by_key(|(name, _)| name), "the names are not in order");
}

#[test]
fn an_archive_inside_the_output_and_content_with_errors_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let inside = pack(folder.path(), "tests/sites/smallest/content", &["--file", "output/a.zip"]);
    assert_eq!(inside.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&inside.stderr).contains("nằm trong chính thư mục"));
    let denied = pack(folder.path(), "tests/sites/part-above-whole/content", &["--file", "b.zip"]);
    assert_eq!(denied.status.code(), Some(1), "{}", String::from_utf8_lossy(&denied.stdout));
    assert!(!folder.path().join("b.zip").exists());
}

#[test]
fn without_a_browser_nothing_is_built_and_the_way_out_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/smallest/content");
    let run = |chosen: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
        command.args(["pack", "--pdf", "--content"]).arg(&content).current_dir(folder.path());
        command.env("PATH", folder.path()).env_remove("BANTIN_CHROMIUM").env_remove("BANTIN_LANG");
        command.envs(chosen.map(|chosen| ("BANTIN_CHROMIUM", chosen)));
        let done = command.output().expect("the binary runs");
        (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
    };
    let (code, words) = run(Some("/no/such/browser"));
    assert!(
        code == Some(2) && words.contains("/no/such/browser") && words.contains("BANTIN_CHROMIUM"),
        "{words}"
    );
    if cfg!(target_os = "linux") {
        let (code, words) = run(None);
        assert!(
            code == Some(2) && words.contains("Hãy cài Chromium") && words.contains("tự in ra PDF"),
            "{words}"
        );
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "something was built");
}

#[test]
fn each_issue_goes_along_as_pdf_where_there_is_a_browser() {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let installed = ["chromium", "chromium-browser", "google-chrome"];
    let has_browser =
        std::env::split_paths(&path).any(|folder| installed.iter().any(|name| folder.join(name).is_file()));
    let folder = tempfile::tempdir().unwrap();
    let done = pack(folder.path(), "tests/sites/every-chart/content", &["--pdf"]);
    let words = String::from_utf8_lossy(&done.stderr).into_owned();
    if !has_browser {
        assert!(done.status.success() || words.contains("BANTIN_CHROMIUM"), "{words}");
        return;
    }
    assert!(done.status.success(), "{words}");
    assert!(words.contains("Đang in PDF 1/"), "{words}");
    let (_, files) = unpacked(folder.path());
    let (name, pdf) = files.iter().find(|(name, _)| name.ends_with("/toan-van.pdf")).expect("one an issue");
    assert!(name.ends_with("ban-tin/2023-h1/toan-van.pdf"), "{name}");
    let pages = memchr::memmem::find_iter(pdf, b"/Type /Page\n").count();
    assert!(pages > 1, "{pages} pages");
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, pdf).unwrap();
    // Poppler is not everywhere; where it is, the figures must be in the text.
    if let Ok(text) = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output() {
        let text = String::from_utf8_lossy(&text.stdout).into_owned();
        let html =
            std::fs::read_to_string(folder.path().join("output/ban-tin/2023-h1/toan-van.html")).unwrap();
        let page = scraper::Html::parse_document(&html);
        let numbers = scraper::Selector::parse(".card .number").unwrap();
        let numbers: Vec<String> = page.select(&numbers).map(|one| one.text().collect()).collect();
        assert!(
            !numbers.is_empty() && numbers.iter().all(|number| text.contains(number)),
            "{numbers:?}\n{text}"
        );
    }
}
