//! `docs/checks.md` is made of the docs of the checks; `BANTIN_UPDATE=1` writes it.

#![expect(clippy::disallowed_methods, reason = "a test reads the sources and writes the page made of them")]

use bantin::analyse::reconcile::RULES;
use bantin::diag::Severity;
use bantin::model::check;
use std::collections::BTreeMap;
use std::path::Path;

const SECTIONS: [&str; 4] = ["What it checks", "Why it matters", "Example", "How to settle it"];

const HEAD: &str = "# Checks

What bantin compares in the content, one check after the other. A check of figures reports only where no values
within the printed precision agree, and points at every line that takes part; a value that is only unlikely is
asked about. `bantin check` prints how many relations between figures, targets and texts were compared; dates,
small cells and what is missing are looked at without being counted.

How much a check weighs is set in `site.toml`:

```toml
[checks]
disagreement = \"error\"       # error, warning or off
```

A difference that is no slip can be explained at the figure, `explained = \"…\"`; the explanation is published
beside the figure, and the difference is counted instead of reported.

This page is made of the sources by `BANTIN_UPDATE=1 cargo test --test checks`.
";

/// A check's doc: what it finds, and the text of each section.
struct Doc {
    finds: String,
    sections: Vec<String>,
}

#[test]
fn the_page_of_checks_is_current() {
    let docs = docs();
    let names: Vec<&str> = docs.keys().map(String::as_str).collect();
    assert_eq!(names, check::NAMES, "every check has its doc in a file named after it");
    let page = page(&docs);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    if std::env::var_os("BANTIN_UPDATE").is_some() && std::env::var_os("CI").is_none() {
        std::fs::write(&path, &page).expect("docs can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/checks.md is not current: BANTIN_UPDATE=1 cargo test --test checks");
}

fn page(docs: &BTreeMap<String, Doc>) -> String {
    let mut page = format!("{HEAD}\n| check | finds | weighs |\n|---|---|---|\n");
    for (name, doc) in docs {
        page += &format!("| [`{name}`](#{name}) | {} | {} |\n", doc.finds, weight(name));
    }
    for (name, doc) in docs {
        page += &format!("\n## {name}\n\nFinds: {}. Weighs: {}.\n", doc.finds, weight(name));
        for (title, text) in SECTIONS.iter().zip(&doc.sections) {
            page += &format!("\n**{title}.** {text}\n");
        }
    }
    page
}

fn weight(name: &str) -> &'static str {
    if check::OFF.contains(&name) {
        return "off unless `site.toml` asks for it";
    }
    match RULES.iter().find(|rule| rule.name == name).map(|rule| rule.severity) {
        Some(Severity::Error) => "error",
        // What `read` finds and an author may set are warnings.
        Some(Severity::Warning) | None => "warning",
    }
}

/// The docs of all checks, by name: of the rules, and of what `read` sees in one file.
fn docs() -> BTreeMap<String, Doc> {
    let mut docs = BTreeMap::new();
    for folder in ["src/analyse/reconcile", "src/read"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in std::fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            let stem = path.file_stem().expect("a file has a name").to_string_lossy().replace('_', "-");
            if !path.is_file() || !check::NAMES.contains(&stem.as_str()) {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("sources are UTF-8");
            docs.insert(stem.clone(), doc(&stem, &text));
        }
    }
    docs
}

fn doc(name: &str, source: &str) -> Doc {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    let text = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n");
    let (first, mut rest) = text.split_once('\n').unwrap_or((&text, ""));
    let finds = first.strip_prefix(&format!("`{name}`: "));
    let finds = finds.unwrap_or_else(|| panic!("{name}: its doc begins with its name")).trim_end_matches('.');
    let mut sections = Vec::new();
    for title in SECTIONS {
        let heading = format!("\n# {title}\n");
        let (_, after) =
            rest.split_once(&heading).unwrap_or_else(|| panic!("{name}: no section “{title}” in its place"));
        sections.push(after.split("\n# ").next().unwrap_or_default().trim().to_owned());
        rest = after;
    }
    assert!(sections.iter().all(|text| !text.is_empty()), "{name}: an empty section");
    Doc { finds: finds.to_owned(), sections }
}
