//! The fences between stages: who may use whom, and where the outside crates live.

#![expect(clippy::disallowed_methods, reason = "this test reads the source tree")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each stage with what it may use from this crate: a stage, or one file of it.
const MAY_USE: [(&str, &[&str]); 9] = [
    ("language", &[]),
    ("diag", &["language"]),
    ("model", &["language", "diag"]),
    ("read", &["language", "diag", "model"]),
    ("analyse", &["language", "diag", "model"]),
    ("draw", &["language", "diag"]),
    ("render", &["language", "diag", "model", "analyse", "draw"]),
    (
        "write",
        &[
            "diag",
            "model::fingerprint",
            "model::record",
            "render::content",
            "render::files",
            "render::png",
            "render::SiteFiles",
        ],
    ),
    ("cli", &["language", "diag", "model", "read", "analyse", "draw", "render", "write"]),
];

/// Each outside crate with its homes. `rayon` and `serde` may be used anywhere.
const HOMES: [(&str, &[&str]); 25] = [
    ("toml", &["read"]),
    ("walkdir", &["read"]),
    ("strsim", &["model"]),
    ("pulldown_cmark", &["read"]),
    ("unicode_normalization", &["model", "read", "draw"]),
    ("jiff", &["model"]),
    ("rust_decimal", &["model", "read", "analyse", "render"]),
    ("plotters", &["draw"]),
    ("plotters_backend", &["draw"]),
    ("tera", &["render"]),
    ("csv", &["render"]),
    ("include_dir", &["render"]),
    ("lz4_flex", &["render"]),
    ("memchr", &["render"]),
    ("serde_json", &["render", "write", "cli"]),
    ("sha2", &["model"]),
    ("tempfile", &["write"]),
    ("clap", &["cli"]),
    ("annotate_snippets", &["cli"]),
    ("anstream", &["cli"]),
    ("resvg", &["draw"]),
    ("png", &["draw"]),
    ("zip", &["write"]),
    ("scraper", &[]),
    ("roxmltree", &[]),
];

#[test]
fn imports_point_upstream_and_outside_crates_are_at_home() {
    let mut faults = Vec::new();
    for (path, text) in sources(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let stage = stage_of(&path);
        // Tests stand last in a file, or in one of their own, and may use what they need.
        let is_test = path.file_stem().is_some_and(|stem| stem == "tests");
        let lines = text.lines().take_while(|line| !is_test && line.trim() != "#[cfg(test)]");
        for (number, line) in lines.enumerate() {
            let place = format!("src/{}:{}: {}", path.display(), number + 1, line.trim());
            let code = line.split("//").next().unwrap_or("");
            faults.extend(line_faults(&stage, code).map(|fault| format!("{place}\n    {fault}")));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_stage_in_the_tree_is_in_the_table() {
    for (path, _) in sources(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let stage = stage_of(&path);
        let known = matches!(&*stage, "lib" | "main") || MAY_USE.iter().any(|(name, _)| *name == stage);
        assert!(known, "src/{} belongs to no stage of this table", path.display());
    }
}

#[test]
fn the_reader_of_lines_sees_what_it_must_see() {
    let faults = |stage: &str, line: &str| line_faults(stage, line).count();
    assert_eq!(faults("model", "use crate::read::source::Sources;"), 1);
    assert_eq!(faults("model", "    let x = crate::render::files::check_path(p);"), 1);
    assert_eq!(faults("analyse", "use crate::{diag::At, render::SiteFiles, write};"), 2);
    assert_eq!(faults("write", "use crate::render::SiteFiles;"), 0);
    assert_eq!(faults("write", "use crate::render::page::home;"), 1);
    assert_eq!(faults("draw", "use crate::analyse::pace::Pace;"), 1);
    assert_eq!(faults("draw", "use plotters::prelude::*;"), 0);
    assert_eq!(faults("render", "use plotters::prelude::*;"), 1);
    assert_eq!(faults("model", "    let n: rust_decimal::Decimal = x;"), 0);
    assert_eq!(faults("model", "    let t = raw_toml::parse(x);"), 0);
    assert_eq!(faults("read", "use crate::say;"), 0);
}

/// A page is as of a day, and so is every name on it.
#[test]
fn names_of_zones_and_bodies_are_asked_of_the_edition() {
    let own = ["edition.rs", "former.rs", "sample.rs", "search/name.rs"].map(PathBuf::from);
    let render = sources(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render"));
    let faults = render.iter().filter(|(path, _)| !own.contains(path));
    let faults: Vec<_> = faults
        .filter_map(|(path, text)| {
            let code = text.split("#[cfg(test)]").next().unwrap_or(text);
            Some(format!("{}: {}", path.display(), code.lines().find(|line| takes_a_name(line))?.trim()))
        })
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(takes_a_name("told(&project.zone(cell.body.zone).name)") && takes_a_name("(&body.short)"));
    assert!(!takes_a_name("edition.zone_name(zone)") && !takes_a_name("body.name_on(day)"));
}

/// Returns whether a line takes the name of today from a zone or a body.
fn takes_a_name(line: &str) -> bool {
    let behind = |(at, key): (usize, &str)| {
        let whole = line[at + key.len()..].starts_with(|c: char| !c.is_alphanumeric() && c != '_');
        let mut head = &line[..at];
        if let Some(inner) = head.strip_suffix(')') {
            let mut depth = 1;
            let open = inner.rfind(|c| {
                depth += match c {
                    ')' => 1,
                    '(' => -1,
                    _ => 0,
                };
                depth == 0
            });
            head = &inner[..open.unwrap_or(0)];
        }
        whole && (head.ends_with("zone") || head.ends_with("body"))
    };
    [".name", ".short", ".province"].iter().any(|key| line.match_indices(key).any(behind))
}

fn line_faults<'a>(stage: &'a str, code: &'a str) -> impl Iterator<Item = String> + 'a {
    let inner = crate_paths(code).into_iter().filter(move |path| !may_use(stage, path));
    let inner = inner.map(move |path| format!("{stage} may not use {path}"));
    let outer = HOMES.iter().filter(move |(name, homes)| names(code, name) && !homes.contains(&stage));
    inner.chain(outer.map(|(name, homes)| format!("{name} is at home in {homes:?}")))
}

fn may_use(stage: &str, path: &str) -> bool {
    let top = path.split("::").next().unwrap_or(path);
    let is_stage = MAY_USE.iter().any(|(name, _)| *name == top);
    let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == stage) else { return true };
    let within = |prefix: &&str| path == *prefix || path.starts_with(&format!("{prefix}::"));
    !is_stage || top == stage || allowed.iter().any(within)
}

/// Returns the paths below `crate::` in a line, those of a braced list one by one.
fn crate_paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, head) in code.match_indices("crate::") {
        let rest = &code[at + head.len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = list.split("};").next().unwrap_or(list);
                found.extend(list.split(',').map(|item| word_path(item.trim())).filter(|p| !p.is_empty()));
            }
            None => found.push(word_path(rest)),
        }
    }
    found
}

fn word_path(text: &str) -> String {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(text.len());
    text[..end].trim_end_matches(':').to_owned()
}

/// Returns whether a line names an outside crate as the head of a path.
fn names(code: &str, outside: &str) -> bool {
    code.match_indices(&format!("{outside}::"))
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
}

fn stage_of(path: &Path) -> String {
    let first = path.components().next().expect("a source file has a path");
    Path::new(first.as_os_str()).with_extension("").to_string_lossy().into_owned()
}

fn sources(root: PathBuf) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the source tree can be listed") {
            let path = entry.expect("the source tree can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("source files are UTF-8");
                found.push((path.strip_prefix(&root).expect("it lies below").to_owned(), text));
            }
        }
    }
    found.sort();
    found
}
