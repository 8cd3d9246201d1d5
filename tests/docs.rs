//! The documents say what the program does: examples are read by the real reader, links lead somewhere.

#![expect(clippy::disallowed_methods, reason = "a test reads the documents and writes their examples")]

use std::path::{Path, PathBuf};

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Path and text of every example that has a path after its language.
fn examples(page: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for fence in ["```toml ", "```md "] {
        for block in page.split(fence).skip(1) {
            let (path, rest) = block.split_once('\n').expect("a fence ends its line");
            found.push((path.trim(), rest.split("```").next().expect("a text before the end of the block")));
        }
    }
    found
}

/// Returns a content folder with the examples of a page as its files.
fn folder_of(page: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the examples");
    for (path, text) in examples(page) {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a path in the folder")).expect("a folder can be made");
        assert!(!file.exists(), "{path} stands twice on the page");
        std::fs::write(file, text).expect("an example can be written");
    }
    folder
}

#[test]
fn the_guide_leads_from_an_empty_folder_to_a_sound_issue() {
    let page = page("docs/huong-dan.md");
    assert_eq!(examples(&page).len(), 7);
    let folder = folder_of(&page);
    let reading = bantin::read::project(folder.path()).expect("the folder can be read");
    let project = reading.project.expect("there is a project");
    let found = bantin::analyse::findings(&project);
    let problems = reading.problems.iter().chain(&found.reconciliation.problems);
    let problems: Vec<&str> = problems.map(|problem| problem.fault.en.as_str()).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!((project.zones.len(), project.issues.len()), (1, 1));
    let zone = &project.zones[0];
    assert_eq!((zone.plans.len(), zone.reports.len(), zone.reports[0].figures.len()), (1, 1, 3));
}

#[test]
fn examples_of_the_format_are_one_valid_content_folder() {
    let page = page("docs/format.md");
    let examples = examples(&page);
    assert!(examples.len() >= 10, "only {} examples were found", examples.len());
    let folder = folder_of(&page);
    let reading = bantin::read::project(folder.path()).expect("the folder can be read");
    let problems: Vec<&str> = reading.problems.iter().map(|problem| problem.fault.en.as_str()).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    let project = reading.project.expect("there is a project");
    assert_eq!((project.zones.len(), project.issues.len()), (1, 1));
    let zone = &project.zones[0];
    assert_eq!((zone.plans.len(), zone.reports.len(), zone.bodies.len()), (2, 3, 2));
    assert!(zone.prose.is_some());
}

#[test]
fn every_key_of_the_reader_stands_on_the_page() {
    let page = page("docs/format.md");
    for file in [
        "site",
        "indicators",
        "zone",
        "former",
        "plan",
        "provenance",
        "report",
        "issue",
        "record",
        "correction",
    ] {
        let source =
            std::fs::read_to_string(root().join(format!("src/read/{file}.rs"))).expect("a reader's file");
        let mut keys = 0;
        for list in source.split("KEYS: &[&str] =").skip(1) {
            let list = list.split(';').next().expect("a list ends");
            for key in list.split('"').skip(1).step_by(2) {
                keys += 1;
                let ways = [
                    format!("`{key}`"),
                    format!("`{key}."),
                    format!("`{key} "),
                    format!("[{key}"),
                    format!(", {key}"),
                ];
                assert!(
                    ways.iter().any(|way| page.contains(way)),
                    "docs/format.md does not say what `{key}` of {file} is"
                );
            }
        }
        assert!(keys > 0, "src/read/{file}.rs has no list of keys");
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut documents: Vec<PathBuf> = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
        .map(|name| root().join(name))
        .into();
    for folder in ["docs", "docs/decisions"] {
        let entries = std::fs::read_dir(root().join(folder)).expect("a folder of documents");
        documents.extend(
            entries
                .map(|entry| entry.expect("an entry").path())
                .filter(|path| path.extension().is_some_and(|own| own == "md")),
        );
    }
    let mut checked = 0;
    for document in documents {
        let text = std::fs::read_to_string(&document)
            .unwrap_or_else(|error| panic!("{}: {error}", document.display()));
        for target in links(&text) {
            let path = document.parent().unwrap_or(Path::new("")).join(target);
            assert!(path.exists(), "{} links to {target}, which does not exist", document.display());
            checked += 1;
        }
    }
    assert!(checked > 10, "only {checked} links were found");
}

#[test]
fn the_code_map_is_true() {
    let page = page("ARCHITECTURE.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let paths: Vec<&str> = rows.map(|(path, _)| path).collect();
    assert!(paths.len() >= 10, "only {} paths were found", paths.len());
    for path in paths {
        assert!(root().join(path).exists(), "the code map names {path}, which does not exist");
    }
}

/// Relative addresses of links and pictures outside code.
fn links(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (n, outside) in text.split("```").enumerate() {
        if n % 2 == 1 {
            continue;
        }
        for line in outside.lines() {
            let prose: Vec<&str> = line.split('`').step_by(2).collect();
            for piece in prose {
                for rest in piece.split("](").skip(1) {
                    let target = rest.split([')', '#']).next().unwrap_or_default();
                    if !target.is_empty() && !target.contains(':') {
                        found.push(target);
                    }
                }
            }
        }
    }
    found
}
