//! References found again: the sample without its references, what is offered for every number, what
//! `--fix` writes, and that the prose guard is content afterwards.

#![expect(clippy::disallowed_methods, reason = "the tests make content folders and change them")]

mod support;

use bantin::analyse::{self, suggest};
use bantin::diag::{Problem, Suggestion};
use bantin::model::Project;
use bantin::model::prose::{Inline, Reference, View};
use bantin::read::{self, Reading};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::root;

/// Numbers of the sample whose reference is offered first, of all of them.
const FIRST: (usize, usize) = (275, 286);

/// Numbers of the sample whose reference is certain; no certain one is wrong.
const CERTAIN: usize = 15;

fn narratives(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let paths = files.map(walkdir::DirEntry::into_path);
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
}

/// Copies the sample, its narratives changed.
fn sample(change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let from = root().join("content");
    for entry in walkdir::WalkDir::new(&from).into_iter().filter_map(Result::ok) {
        let to = folder.path().join(entry.path().strip_prefix(&from).expect("walkdir stays below its root"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&to).expect("folders can be made");
        } else {
            fs::copy(entry.path(), &to).expect("files can be copied");
        }
    }
    for path in narratives(folder.path()) {
        let text = fs::read_to_string(&path).expect("the sample is UTF-8");
        fs::write(&path, change(&text)).expect("a file can be written");
    }
    folder
}

/// A narrative with the words of its figures alone.
fn stripped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(middle) = rest.find("](figure:") {
        let start = rest[..middle].rfind('[').expect("a link has words");
        let end = middle + rest[middle..].find(')').expect("a link ends");
        out += &rest[..start];
        out += &rest[start + 1..middle];
        rest = &rest[end + 1..];
    }
    out + rest
}

fn known(content: &Path) -> (Project, Reading, Vec<Problem>) {
    let mut reading = read::project(content).expect("the folder can be opened");
    let project = reading.project.take().expect("the content can be understood");
    let findings = analyse::findings(&project);
    let mut problems: Vec<Problem> = reading.problems.clone();
    problems.extend(findings.reconciliation.problems);
    suggest::answer(&project, &findings.ledgers, &mut problems);
    (project, reading, problems)
}

/// The references of all narratives, file by file in their order.
fn references(project: &Project, reading: &Reading) -> BTreeMap<String, Vec<Reference>> {
    let mut found: BTreeMap<String, Vec<Reference>> = BTreeMap::new();
    let zones = project.zones.iter().flat_map(|zone| [&zone.prose, &zone.prose_en]).flatten();
    let issues = project.issues.iter().flat_map(|issue| std::iter::once(&issue.prose).chain(&issue.prose_en));
    for prose in zones.chain(issues) {
        prose.inlines(&mut |inline| {
            if let Inline::Figure { reference, .. } = inline {
                found
                    .entry(reading.sources.path(reference.at).to_owned())
                    .or_default()
                    .push(reference.clone());
            }
        });
    }
    found
}

/// The same number of the same cell; the time of a target's reference says nothing.
fn same(a: &Reference, b: &Reference) -> bool {
    let target = matches!(a.view, View::Target(_));
    (a.body, a.indicator, a.parts, &a.view) == (b.body, b.indicator, b.parts, &b.view)
        && (target || a.time == b.time)
}

/// Writes one suggestion of every problem into the content.
fn apply<'p>(content: &Path, reading: &Reading, chosen: impl Iterator<Item = &'p Suggestion>) {
    let mut files: BTreeMap<PathBuf, (bantin::read::source::Original, Vec<bantin::diag::Edit>)> =
        BTreeMap::new();
    for edit in chosen.flat_map(|one| &one.edits) {
        let path = content.join(reading.sources.path(edit.at));
        let original = || reading.sources.original(edit.at).expect("nobody else changes the copy");
        files.entry(path).or_insert_with(|| (original(), Vec::new())).1.push(edit.clone());
    }
    for (path, (original, mut edits)) in files {
        edits.sort_by_key(|edit| edit.at);
        fs::write(path, original.edited(&edits).expect("the places stand in the file"))
            .expect("it can be written");
    }
}

#[test]
fn the_samples_references_are_found_again() {
    let (project, reading, _) = known(&root().join("content"));
    let wanted = references(&project, &reading);
    let bare = sample(stripped);
    let (_, reading, problems) = known(bare.path());
    let loose: Vec<&Problem> = problems.iter().filter(|one| one.rule == "unreferenced-number").collect();
    let all: usize = wanted.values().map(Vec::len).sum();
    assert_eq!(loose.len(), all, "every number is seen, and nothing else");
    // What is offered first is read back as a reference, number by number.
    apply(bare.path(), &reading, loose.iter().filter_map(|one| one.suggestions.first()));
    let (project, reading, _) = known(bare.path());
    let offered = references(&project, &reading);
    let places = loose.iter().map(|one| one.suggestions.first().is_some_and(|first| first.certain));
    let pairs = wanted.iter().flat_map(|(path, list)| {
        assert_eq!(list.len(), offered[path].len(), "{path}: a number was offered nothing");
        list.iter().zip(&offered[path])
    });
    let (mut first, mut certain, mut wrong) = (0, 0, Vec::new());
    for ((wanted, offered), sure) in pairs.zip(places) {
        let right = same(wanted, offered);
        first += usize::from(right);
        certain += usize::from(right && sure);
        if sure && !right {
            wrong.push(offered.address(&project, None));
        }
    }
    assert_eq!(wrong, [""; 0], "a certain reference is wrong");
    assert!(first >= FIRST.0 && all == FIRST.1, "{first} of {all} come first");
    assert!(certain >= CERTAIN, "{certain} of {all} are certain");
}

#[test]
fn every_suggestion_makes_the_guard_silent() {
    for rank in 0..5 {
        let bare = sample(stripped);
        let (_, reading, problems) = known(bare.path());
        let loose = || problems.iter().filter(|one| one.rule == "unreferenced-number");
        let chosen: Vec<&Suggestion> = loose().filter_map(|one| one.suggestions.get(rank)).collect();
        assert!(!chosen.is_empty(), "some number has {} suggestions", rank + 1);
        let (left, done) = (loose().count() - chosen.len(), chosen.len());
        apply(bare.path(), &reading, chosen.into_iter());
        let (.., after) = known(bare.path());
        let loud: Vec<_> =
            after.iter().filter(|one| one.rule != "unreferenced-number").map(|one| &one.fault.en).collect();
        assert_eq!(loud, [""; 0], "suggestion {} of {done} numbers", rank + 1);
        assert_eq!(after.iter().filter(|one| one.rule == "unreferenced-number").count(), left);
    }
}

fn bantin(content: &Path, args: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.arg("check").args(args).arg("--content").arg(content);
    command.env_remove("BANTIN_LANG").env("NO_COLOR", "1").env("COLUMNS", "100");
    let Output { status, stdout, stderr } = command.output().expect("bantin was built by cargo");
    let text = |bytes| String::from_utf8(bytes).expect("bantin prints UTF-8");
    (status.code().expect("bantin was not killed"), text(stdout) + &text(stderr))
}

#[test]
fn fix_writes_what_is_certain_and_leaves_every_other_byte() {
    // CRLF, a byte order mark, and one decomposed letter, as an editor of another system leaves them.
    let odd = |text: &str| {
        let mark = if text.starts_with("+++") { "" } else { "\u{feff}" };
        mark.to_owned() + &stripped(text).replace('\n', "\r\n").replace("ế", "e\u{302}\u{301}")
    };
    let bare = sample(odd);
    let texts = || -> Vec<String> {
        narratives(bare.path()).iter().map(|path| fs::read_to_string(path).expect("it is UTF-8")).collect()
    };
    let before = texts();
    let (code, shown) = bantin(bare.path(), &["--suggest"]);
    assert_eq!(code, 0);
    assert_eq!(texts(), before, "--suggest writes nothing");
    let patch =
        |text: &str| text.lines().filter(|line| line.starts_with("+") && !line.starts_with("+++")).count();
    assert!(patch(&shown) > 5, "the patch is shown:\n{shown}");
    let (code, said) = bantin(bare.path(), &["--fix"]);
    assert_eq!(code, 0, "{said}");
    let count = said.lines().filter(|line| line.contains(" → [")).count();
    assert!(count >= CERTAIN && said.contains(&format!("Đã ghi {count} tham chiếu.")), "{said}");
    assert_eq!(patch(&said), 0, "nothing certain is left:\n{said}");
    let after = texts();
    assert_ne!(after, before);
    assert_eq!(
        after.iter().map(|text| stripped(text)).collect::<Vec<_>>(),
        before,
        "only brackets were added"
    );
    assert_eq!(said.matches("[unreferenced-number]").count(), FIRST.1 - count, "the others are still listed");
    assert!(!said.contains("lỗi["), "{said}");
    // A second run has nothing to do.
    let (_, again) = bantin(bare.path(), &["--fix"]);
    assert!(!again.contains("Đã ghi") && texts() == after, "{again}");
}

#[test]
fn a_file_that_changed_meanwhile_is_left_alone() {
    let bare = sample(stripped);
    let (_, reading, problems) = known(bare.path());
    let at =
        problems.iter().find(|one| one.rule == "unreferenced-number").expect("there are loose numbers").at;
    assert!(reading.sources.original(at).is_some());
    let path = bare.path().join(reading.sources.path(at));
    let text = fs::read_to_string(&path).expect("it is UTF-8");
    fs::write(&path, text + "\nThêm một dòng.\n").expect("it can be written");
    assert!(reading.sources.original(at).is_none());
}

#[test]
fn json_carries_suggestions_and_patch() {
    let bare = sample(stripped);
    let (_, text) = bantin(bare.path(), &["--suggest", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&text).expect("one document");
    let first = &document["problems"][0]["suggestions"][0];
    assert!(first["edits"][0]["new"].as_str().is_some_and(|new| new.contains("](figure:")), "{first}");
    assert!(first["vi"].is_string() && first["certain"].is_boolean());
    assert!(document["patch"].as_str().is_some_and(|patch| patch.starts_with("--- a/")));
    assert_eq!(document["changed"], serde_json::json!([]));
}
