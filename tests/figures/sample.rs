//! The reports of `content/`, read as plain TOML: every figure, and every percentage or change that is
//! printed with it.

use crate::number::{Days, Span};
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// One figure of one report.
pub struct Cell {
    pub zone: String,
    pub report: String,
    pub body: String,
    pub indicator: String,
    /// `dimension=part`, outer first.
    pub parts: Vec<String>,
    pub time: Days,
    /// As written; empty where only a percentage is printed.
    pub printed: String,
    /// True where the parts of a dimension make up the whole.
    pub complete: bool,
    /// `share_of.boi-duong`, `change_since.2014-06`, `attained.ke-hoach`: key and print.
    pub statements: Vec<(String, String, String)>,
}

impl Cell {
    pub fn value(&self) -> Span {
        Span::read(&self.printed)
    }

    pub fn name(&self) -> String {
        format!("{}/{}/{}[{}] in {}", self.zone, self.body, self.indicator, self.parts.join(";"), self.report)
    }

    /// True where both are of the same body.
    pub fn shares_body(&self, other: &Cell) -> bool {
        self.zone == other.zone && self.body == other.body
    }
}

pub fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

/// Returns all figures of the sample, in order of their files.
pub fn cells() -> Vec<Cell> {
    let mut cells = Vec::new();
    for zone in folders(&content().join("zones")) {
        for path in files(&zone.join("results"), "toml") {
            let file = table(&path);
            let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
            let body = text(&file, "body").expect("a report has a body");
            for when in ["at", "during"] {
                for (time, figures) in file.get(when).and_then(Value::as_table).into_iter().flatten() {
                    for (indicator, value) in figures.as_table().expect("figures of a time") {
                        let cell = Cell {
                            zone: name(&zone),
                            report: name(&path),
                            body: body.clone(),
                            indicator: indicator.clone(),
                            parts: Vec::new(),
                            time: Days::read(time),
                            printed: String::new(),
                            complete: false,
                            statements: Vec::new(),
                        };
                        figure(cell, value, &mut cells);
                    }
                }
            }
        }
    }
    cells
}

/// Returns the Markdown of the zones and issues, with the zone's id where the page is a zone's.
pub fn pages() -> Vec<(Option<String>, String)> {
    let mut pages = Vec::new();
    for (folder, is_zone) in [("zones", true), ("bulletins", false)] {
        for one in folders(&content().join(folder)) {
            let id = one.file_name().expect("a name").to_string_lossy().into_owned();
            for path in files(&one, "md") {
                let text = std::fs::read_to_string(&path).expect("a readable page");
                let is_english = path.file_name().is_some_and(|name| name == "index.en.md");
                let text = if is_english { with_vietnamese_numbers(&text) } else { text };
                pages.push((is_zone.then(|| id.clone()), text));
            }
        }
    }
    pages
}

/// An English narrative whose references have their words as a Vietnamese one has them: "over 14,000" is "trên 14.000".
fn with_vietnamese_numbers(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(end) = rest.find("](figure:") {
        let start = rest[..end].rfind('[').expect("a reference has words");
        out.push_str(&rest[..=start]);
        let mut words = rest[start + 1..end].to_owned();
        for (english, vietnamese) in [
            ("more than ", "trên "),
            ("over ", "trên "),
            ("at least ", "ít nhất "),
            ("nearly ", "gần "),
            ("about ", "khoảng "),
            (" to ", "-"),
        ] {
            words = words.replace(english, vietnamese);
        }
        let swapped = |letter| match letter {
            ',' => '.',
            '.' => ',',
            other => other,
        };
        out.extend(words.chars().map(swapped));
        out.push_str("](figure:");
        rest = &rest[end + "](figure:".len()..];
    }
    out + rest
}

/// Returns the narratives that there are in both languages: the Vietnamese text and the English one.
pub fn twins() -> Vec<(String, String)> {
    let all = ["zones", "bulletins"].into_iter().flat_map(|folder| folders(&content().join(folder)));
    let both = |one: PathBuf| {
        let text = |name: &str| std::fs::read_to_string(one.join(name)).ok();
        text("index.md").zip(text("index.en.md"))
    };
    all.filter_map(both).collect()
}

/// Returns the bodies that references without a body mean, by zone.
pub fn main_body(zone: &str) -> String {
    let file = table(&content().join("zones").join(zone).join("zone.toml"));
    let bodies = file.get("body").and_then(Value::as_array).expect("a zone has bodies");
    let is_main = |body: &&Value| body.get("main").and_then(Value::as_bool) == Some(true);
    let main = bodies.iter().find(is_main).unwrap_or(&bodies[0]);
    main.get("id").and_then(Value::as_str).expect("a body has an id").to_owned()
}

fn figure(mut cell: Cell, value: &Value, out: &mut Vec<Cell>) {
    match value {
        Value::Integer(number) => cell.printed = number.to_string(),
        Value::String(words) => cell.printed = words.clone(),
        Value::Table(keys) => {
            if let Some(body) = text(keys, "body") {
                cell.body = body;
            }
            cell.printed = keys.get("value").map(printed).unwrap_or_default();
            for kind in ["share_of", "change_since", "times_since", "attained"] {
                match keys.get(kind) {
                    Some(Value::Table(of)) => {
                        let each = of.iter().map(|(of, value)| (kind.to_owned(), of.clone(), printed(value)));
                        cell.statements.extend(each);
                    }
                    Some(value) => cell.statements.push((kind.to_owned(), String::new(), printed(value))),
                    None => {}
                }
            }
            for (kind, complete) in [("of_which", false), ("parts", true)] {
                for (dimension, parts) in keys.get(kind).and_then(Value::as_table).into_iter().flatten() {
                    for (part, value) in parts.as_table().expect("parts of a dimension") {
                        let mut parts = cell.parts.clone();
                        parts.push(format!("{dimension}={part}"));
                        let inner = Cell {
                            parts,
                            complete,
                            printed: String::new(),
                            statements: Vec::new(),
                            ..copy(&cell)
                        };
                        figure(inner, value, out);
                    }
                }
            }
        }
        other => panic!("{} is {other}", cell.name()),
    }
    out.push(cell);
}

fn copy(cell: &Cell) -> Cell {
    Cell {
        zone: cell.zone.clone(),
        report: cell.report.clone(),
        body: cell.body.clone(),
        indicator: cell.indicator.clone(),
        parts: Vec::new(),
        time: cell.time,
        printed: String::new(),
        complete: false,
        statements: Vec::new(),
    }
}

fn printed(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn text(table: &Table, key: &str) -> Option<String> {
    table.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn table(path: &Path) -> Table {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn folders(path: &Path) -> Vec<PathBuf> {
    sorted(path, |path| path.is_dir())
}

fn files(path: &Path, ending: &str) -> Vec<PathBuf> {
    sorted(path, |path| path.extension().is_some_and(|own| own == ending))
}

fn sorted(path: &Path, keep: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| keep(path)).collect();
    paths.sort();
    paths
}
