//! All files of a content folder, in memory, and what stands in them.

use crate::page::{Mark, Page};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// One file and its page; nothing is read in it where it is no TOML.
#[derive(Debug, Clone)]
pub struct File {
    /// Relative to the content folder, with `/`.
    pub path: String,
    pub text: String,
    pub page: Option<Page>,
}

/// A content folder.
#[derive(Clone)]
pub struct Book {
    pub files: Vec<Arc<File>>,
    /// The bodies that references without a body mean, by zone.
    pub main: Arc<BTreeMap<String, String>>,
    /// Breakdowns whose parts do not overlap.
    pub exclusive: Arc<Vec<String>>,
    /// The indicators that count everything that an indicator counts.
    pub within: Arc<BTreeMap<String, Vec<String>>>,
}

/// A number or date of a book: the file, and its place among the marks of the file.
pub type Key = (usize, usize);

impl Book {
    pub fn open(content: &Path) -> Book {
        let mut paths = Vec::new();
        list(content, content, &mut paths);
        paths.sort();
        let read = |path: &String| {
            let text = std::fs::read_to_string(content.join(path)).expect("the sample is UTF-8");
            let page = Page::read(path, &text);
            assert!(page.is_some(), "{path} is not understood");
            Arc::new(File { path: path.clone(), text, page })
        };
        let files: Vec<Arc<File>> = paths.iter().map(read).collect();
        let mut main = BTreeMap::new();
        let mut exclusive = Vec::new();
        let mut within = BTreeMap::new();
        for file in &files {
            let parts: Vec<&str> = file.path.split('/').collect();
            if let ["zones", zone, "zone.toml"] = parts[..] {
                let table: toml::Table = toml::from_str(&file.text).expect("a zone is TOML");
                let bodies = table["body"].as_array().expect("a zone has bodies");
                let is_main =
                    |body: &&toml::Value| body.get("main").and_then(toml::Value::as_bool) == Some(true);
                let body = bodies.iter().find(is_main).unwrap_or(&bodies[0]);
                main.insert(zone.to_owned(), body["id"].as_str().expect("a body has an id").to_owned());
            }
            if file.path == "indicators.toml" {
                let table: toml::Table = toml::from_str(&file.text).expect("the register is TOML");
                let breakdowns = table["breakdown"].as_table().expect("the register has breakdowns");
                let alone =
                    |one: &toml::Value| one.get("exclusive").and_then(toml::Value::as_bool) == Some(true);
                for (name, own) in &table {
                    let wider = match own.get("within") {
                        Some(toml::Value::String(one)) => vec![one.clone()],
                        Some(toml::Value::Array(all)) => {
                            all.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect()
                        }
                        _ => continue,
                    };
                    within.insert(name.clone(), wider);
                }
                exclusive
                    .extend(breakdowns.iter().filter(|(_, one)| alone(one)).map(|(name, _)| name.clone()));
            }
        }
        Book { files, main: Arc::new(main), exclusive: Arc::new(exclusive), within: Arc::new(within) }
    }

    /// Returns the book with one file's text changed.
    pub fn with(&self, file: usize, text: String) -> Book {
        let mut book = self.clone();
        let path = self.files[file].path.clone();
        let page = Page::read(&path, &text);
        book.files[file] = Arc::new(File { path, text, page });
        book
    }

    /// Returns the pages that can be read, with their files' places.
    pub fn pages(&self) -> impl Iterator<Item = (usize, &str, &Page)> {
        let files = self.files.iter().enumerate();
        files.filter_map(|(n, file)| Some((n, file.path.as_str(), file.page.as_ref()?)))
    }

    /// Returns the key of what stands at a byte of a file.
    pub fn key(&self, file: usize, start: usize) -> Key {
        let page = self.files[file].page.as_ref().expect("the page was read");
        let place = page.marks.binary_search_by_key(&start, |mark| mark.inner.start);
        (file, place.expect("every number and date has its mark"))
    }

    pub fn mark(&self, (file, place): Key) -> Option<&Mark> {
        self.files[file].page.as_ref()?.marks.get(place)
    }
}

fn list(root: &Path, folder: &Path, paths: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("the sample can be listed") {
        let path = entry.expect("an entry of the sample").path();
        match path.is_dir() {
            true => list(root, &path, paths),
            // The record of a frozen issue pins every figure that it showed: it would find every slip.
            false if path.ends_with("published.toml") => {}
            false => {
                let inner = path.strip_prefix(root).expect("an entry of the folder");
                paths.push(inner.to_string_lossy().replace('\\', "/"));
            }
        }
    }
}
