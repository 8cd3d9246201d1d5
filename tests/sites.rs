//! Every folder under `tests/sites` is a case: content, a command, and all that it must print.
//!
//! `tests/sites/README.md` says how to add one and how to review a change. `BANTIN_UPDATE=1` writes
//! what is printed as what is expected; `BANTIN_CASE=<name>` runs one case.

#![expect(clippy::disallowed_methods, reason = "the runner makes content folders and reads what was built")]

use rayon::prelude::*;
use scraper::{Html, Selector};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What `case.toml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// One sentence: why the case exists.
    why: String,
    /// `check`, `build` or `publish`.
    command: String,
    /// Further arguments.
    #[serde(default)]
    args: Vec<String>,
    /// The exit code.
    exit: i32,
    /// The case whose content lies under this one's.
    base: Option<String>,
    /// Files of the base that this case does not have.
    #[serde(default)]
    without: Vec<String>,
    /// Further outputs to compare: `en`, `json`, `files`, or the path of a built file.
    #[serde(default)]
    also: Vec<String>,
    /// Seconds that it may take.
    #[serde(default = "patience")]
    seconds: u64,
    /// Files that git cannot hold.
    #[serde(default)]
    make: Vec<Make>,
    /// Words that pages show, or do not show, between `<main>` and `</main>`.
    #[serde(default)]
    page: Vec<Page>,
}

/// A file that git cannot hold; one of the ways to make it is given.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Make {
    /// Where, in the folder that bantin runs in.
    path: String,
    /// Its bytes.
    hex: Option<String>,
    /// Its text, where `\u` escapes keep the eye on it.
    text: Option<String>,
    /// What stands once before the repeated text.
    #[serde(default)]
    head: String,
    /// How often the text is repeated.
    #[serde(default = "once")]
    times: usize,
    /// What a symbolic link points to.
    link: Option<String>,
    /// Whether it is a named pipe.
    #[serde(default)]
    fifo: bool,
}

/// What a page says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    path: String,
    #[serde(default)]
    has: Vec<String>,
    #[serde(default)]
    lacks: Vec<String>,
}

fn patience() -> u64 {
    20
}

fn once() -> usize {
    1
}

/// What one run printed, and how it ended.
struct Ran {
    code: Option<i32>,
    text: String,
}

#[test]
fn every_case_prints_what_it_must() {
    let folder = sites();
    let update = std::env::var_os("BANTIN_UPDATE").is_some_and(|value| value == "1");
    let in_ci = std::env::var_os("CI").is_some_and(|value| value == "true");
    assert!(!(update && in_ci), "BANTIN_UPDATE=1 is for a person who reads every line, not for CI");
    let only = std::env::var("BANTIN_CASE").ok();
    let names: Vec<String> = case_names(&folder)
        .into_iter()
        .filter(|name| only.as_ref().is_none_or(|only| only == name))
        .collect();
    assert!(!names.is_empty(), "there is no case under {}", folder.display());
    let faults: Vec<String> =
        names.par_iter().flat_map_iter(|name| faults(&folder.join(name), name, update)).collect();
    assert!(faults.is_empty(), "{} faults:\n\n{}", faults.len(), faults.join("\n\n"));
}

#[test]
fn every_rule_has_a_case_or_a_reason() {
    let mut rules = std::collections::BTreeSet::new();
    for entry in walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let entry = entry.expect("src can be listed");
        if entry.path().extension().is_some_and(|one| one == "rs") {
            let text = fs::read_to_string(entry.path()).expect("sources are UTF-8");
            let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
            for start in ["Problem::error(", "Problem::warning(", "Refusal::new(", "refuse("] {
                let named = code.split(start).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
                rules.extend(named.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
            }
        }
    }
    assert!(rules.len() > 40, "the rules of src are found: {rules:?}");
    let expected: String = case_names(&sites())
        .iter()
        .filter_map(|name| fs::read_to_string(sites().join(name).join("expected/problems.txt")).ok())
        .collect();
    let readme = fs::read_to_string(sites().join("README.md")).expect("the cases have a README");
    let (_, reasons) = readme.split_once("## Rules without a case").expect("the README lists them");
    let listed = |rule: &str| reasons.contains(&format!("- `{rule}`:"));
    let shown = |rule: &str| expected.contains(&format!("[{rule}]"));
    let bare: Vec<_> = rules.iter().filter(|rule| !shown(rule) && !listed(rule)).collect();
    assert!(bare.is_empty(), "no case shows {bare:?}, and tests/sites/README.md gives no reason");
    let stale: Vec<_> = rules.iter().filter(|rule| shown(rule) && listed(rule)).collect();
    assert!(stale.is_empty(), "{stale:?} have a case now: take them off the list in tests/sites/README.md");
}

fn sites() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites")
}

fn case_names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("tests/sites can be listed");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("tests/sites can be listed"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().expect("cases are named in ASCII"))
        .collect();
    names.sort();
    names
}

/// Runs a case; returns what is not as it must be.
fn faults(folder: &Path, name: &str, update: bool) -> Vec<String> {
    let text = fs::read_to_string(folder.join("case.toml"))
        .unwrap_or_else(|error| panic!("{name}/case.toml: {error}"));
    let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}/case.toml: {error}"));
    assert!(case.why.ends_with('.') && case.why.len() > 20, "{name}: why is a sentence");
    let commands = ["check", "build", "publish"];
    assert!(commands.contains(&&*case.command), "{name}: command is one of {commands:?}");
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let root = place.path();
    if let Some(base) = &case.base {
        copy(&sites().join(base).join("content"), &root.join("content"));
    }
    for path in &case.without {
        let path = root.join("content").join(path);
        fs::remove_file(&path).unwrap_or_else(|error| panic!("{name}: {}: {error}", path.display()));
        // Folders that are empty now go too, as they would in git.
        path.ancestors().skip(1).take_while(|folder| fs::remove_dir(folder).is_ok()).for_each(drop);
    }
    copy(&folder.join("content"), &root.join("content"));
    case.make.iter().for_each(|make| made(root, make, name));

    let mut faults = Vec::new();
    let mut actual = BTreeMap::new();
    let vi = run(root, &case, &[]);
    if vi.code != Some(case.exit) {
        let code = vi.code.map_or("nothing: it took too long".to_owned(), |code| code.to_string());
        faults.push(format!("{name}: exit {code} instead of {}", case.exit));
    }
    if vi.text.contains('\u{1b}') || vi.text.contains("panicked") {
        faults.push(format!("{name}: escapes or a panic reach the terminal:\n{}", vi.text));
    }
    actual.insert("problems.txt".to_owned(), vi.text);
    for also in &case.also {
        let (file, text) = match also.as_str() {
            "en" => ("problems.en.txt".to_owned(), run(root, &case, &["--lang", "en"]).text),
            "json" => ("problems.json".to_owned(), run(root, &case, &["--format", "json"]).text),
            "files" => ("files.txt".to_owned(), files(&root.join("output")).join("\n") + "\n"),
            path => (path.to_owned(), built(root, path)),
        };
        actual.insert(file, text);
    }
    // Silence is shown by the absence of a file.
    actual.retain(|_, text| !text.is_empty());
    for page in &case.page {
        let words = built(root, &page.path);
        let has = page.has.iter().filter(|one| !words.contains(&**one)).map(|one| ("lacks", one));
        let lacks = page.lacks.iter().filter(|one| words.contains(&**one)).map(|one| ("has", one));
        let wrong = has.chain(lacks).map(|(how, one)| format!("{name}: {} {how} “{one}”", page.path));
        let before = faults.len();
        faults.extend(wrong);
        if faults.len() > before {
            faults.push(format!("{name}: {} says:\n{words}", page.path));
        }
    }
    faults.extend(compare(&folder.join("expected"), &actual, name, update));
    faults
}

/// Compares the files of a folder with those that were made, both ways.
fn compare(expected: &Path, actual: &BTreeMap<String, String>, name: &str, update: bool) -> Vec<String> {
    let known = files(expected);
    if update {
        for path in known.iter().filter(|path| !actual.contains_key(*path)) {
            fs::remove_file(expected.join(path)).expect("an expected file can be removed");
        }
        actual.iter().for_each(|(path, text)| written(&expected.join(path), text.as_bytes()));
        return Vec::new();
    }
    let mut faults = Vec::new();
    let beside = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sites").join(name);
    for path in known.iter().filter(|path| !actual.contains_key(*path)) {
        faults.push(format!("{name}: expected/{path} is not made"));
    }
    for (path, text) in actual {
        let wanted = fs::read_to_string(expected.join(path)).unwrap_or_default();
        if wanted != *text {
            written(&beside.join(path), text.as_bytes());
            let first = wanted.lines().zip(text.lines()).position(|(a, b)| a != b);
            let line = first.unwrap_or(wanted.lines().count().min(text.lines().count()));
            faults.push(format!(
                "{name}: expected/{path} differs from line {} on; now:\n{text}\n(kept in {})",
                line + 1,
                beside.display()
            ));
        }
    }
    faults
}

/// Runs bantin in a folder; both of its streams, with the folder's own path taken out.
fn run(root: &Path, case: &Case, more: &[&str]) -> Ran {
    let streams = tempfile::tempdir().expect("a temporary folder can be made");
    let stream = |name| fs::File::create(streams.path().join(name)).expect("a stream can be made");
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.arg(&case.command).args(&case.args).args(more);
    if case.command == "build" {
        // How many bytes were written changes with every template.
        command.arg("--quiet");
    }
    command.current_dir(root).env_remove("BANTIN_LANG").env("NO_COLOR", "1").env("COLUMNS", "100");
    command.stdin(Stdio::null()).stdout(stream("out")).stderr(stream("err"));
    let started = Instant::now();
    let mut child = command.spawn().expect("bantin was built by cargo");
    let code = loop {
        if let Some(status) = child.try_wait().expect("bantin can be waited for") {
            break status.code();
        }
        if started.elapsed() > Duration::from_secs(case.seconds) {
            child.kill().expect("bantin can be stopped");
            child.wait().expect("bantin can be waited for");
            break None;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let said = |name| fs::read_to_string(streams.path().join(name)).expect("bantin prints UTF-8");
    let text = said("out") + &said("err");
    Ran { code, text: text.replace(&*root.to_string_lossy(), "[ROOT]") }
}

/// Returns the words of a built page between `<main>` and `</main>`, or a whole other file.
fn built(root: &Path, path: &str) -> String {
    let Ok(text) = fs::read_to_string(root.join("output").join(path)) else {
        return format!("(there is no {path})\n");
    };
    if !path.ends_with(".html") {
        return text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    }
    let page = Html::parse_document(&text);
    let main = Selector::parse("main").expect("a selector");
    let words = page.select(&main).flat_map(|main| main.text().collect::<Vec<_>>());
    words.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ") + "\n"
}

/// Returns the paths of all files below a folder, sorted.
fn files(folder: &Path) -> Vec<String> {
    let mut paths: Vec<String> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(folder).expect("walkdir stays below its root").to_owned())
        .map(|path| path.to_string_lossy().replace('\\', "/"))
        .collect();
    paths.sort();
    paths
}

fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        let bytes = fs::read(from.join(&path)).expect("the case's own files can be read");
        written(&to.join(&path), &bytes);
    }
}

fn written(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("every file stands in a folder")).expect("folders can be made");
    fs::write(path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

fn made(root: &Path, make: &Make, name: &str) {
    let path = root.join(&make.path);
    fs::create_dir_all(path.parent().expect("every file stands in a folder")).expect("folders can be made");
    if let Some(hex) = &make.hex {
        let digits: Vec<char> = hex.chars().filter(|c| !c.is_whitespace()).collect();
        let bytes: Vec<u8> = digits
            .chunks(2)
            .map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).expect("hex digits"))
            .collect();
        written(&path, &bytes);
    } else if let Some(text) = &make.text {
        written(&path, (make.head.clone() + &text.repeat(make.times)).as_bytes());
    } else if let Some(link) = &make.link {
        #[cfg(unix)]
        std::os::unix::fs::symlink(link, &path).expect("a link can be made");
        #[cfg(not(unix))]
        panic!("{name}: a link to {link} needs Unix");
    } else if make.fifo {
        let status = Command::new("mkfifo").arg(&path).status().expect("mkfifo runs");
        assert!(status.success(), "{name}: mkfifo");
    } else {
        panic!("{name}: [[make]] {} says not how", make.path);
    }
}
