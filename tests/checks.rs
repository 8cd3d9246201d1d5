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

/// What stands below the checks; `tests/mutate.rs` writes what stands between the two marks.
const SLIPS: [&str; 2] = [
    "
## How many slips are found

Slips of a tired hand are put into the sample one at a time, and each time the checks are run: two digits
transposed, a digit dropped or doubled, a nought too many, the value of the row above or below, a wrong year, a lost
qualifier, a dot of thousands read as a decimal point. A slip is *found* where a problem that was not there before
points at it, or at a number or date that stands in relation to it. No issue is frozen for this: a frozen issue pins
every figure that it showed, and any slip in one of them is an error.

- *contradicts*: something else in the content shows the slip, whatever was rounded: a part, a whole, a printed
  share or change, another report, a narrative that repeats the number, a date that must come before or after. This is
  worked out a second time, in whole numbers and without the code of the checks. All of these have to be found.
  Most of them stand in narratives, or are told there alone; the next column counts those that a problem in a
  data file tells of.
- *within the precision*: the number stands in relation to others, and with the slip they still agree: 90 of “hơn 200”
  is as possible as 80.
- *alone*: nothing else in the content depends on it. Only the number's own look or its neighbours in time can give
  it away.

",
    "<!-- slips: BANTIN_UPDATE=1 cargo test --test mutate -->\n",
];
const END_OF_SLIPS: &str = "<!-- end of slips -->";

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
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let page = page(&docs) + &SLIPS.concat() + slips(&written) + END_OF_SLIPS + "\n";
    if std::env::var_os("BANTIN_UPDATE").is_some() && std::env::var_os("CI").is_none() {
        std::fs::write(&path, &page).expect("docs can be written");
    } else {
        assert!(written == page, "docs/checks.md is not current: BANTIN_UPDATE=1 cargo test --test checks");
    }
}

/// Returns what stands between the marks of the slips.
fn slips(page: &str) -> &str {
    let from = page.find(SLIPS[1]).map(|start| start + SLIPS[1].len());
    let between = from.and_then(|start| Some(&page[start..start + page[start..].find(END_OF_SLIPS)?]));
    between.unwrap_or_default()
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
