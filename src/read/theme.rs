//! The files of a site's own theme.
#![expect(clippy::disallowed_methods, reason = "a theme is input too")]

use super::Unreadable;
use crate::diag::{Say, refused_by_system};
use crate::model::id::Slug;
use crate::say;
use std::ffi::OsStr;
use std::path::Path;
use walkdir::WalkDir;

/// A file of a theme's folder: its name in the folder with `/`, and its bytes.
pub type ThemeFile = (String, Vec<u8>);

/// Returns the files below a theme's folder, by name; links are not followed, hidden files left out.
///
/// # Errors
/// Where the folder or one of its files cannot be read.
pub fn files(folder: &Path) -> Result<Vec<ThemeFile>, Unreadable> {
    let mut files = Vec::new();
    let entries = WalkDir::new(folder).follow_links(false).sort_by_file_name().into_iter();
    // Hidden files belong to systems, editors and version control; the folder's own name is the author's choice.
    let is_hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".");
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name())) {
        let unreadable = |why: Say| Unreadable { path: folder.to_owned(), why };
        let entry = entry.map_err(|error| unreadable(refused_by_system(&error.into())))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let inside = entry.path().strip_prefix(folder).expect("walkdir stays below its root");
        let parts: Option<Vec<&str>> = inside.components().map(|part| part.as_os_str().to_str()).collect();
        let name = parts
            .ok_or_else(|| {
                let name = inside.display();
                unreadable(say!("tên tệp {name} không phải UTF-8", "the file name {name} is not UTF-8"))
            })?
            .join("/");
        let bytes = std::fs::read(entry.path())
            .map_err(|error| Unreadable { path: entry.path().to_owned(), why: refused_by_system(&error) })?;
        files.push((name, bytes));
    }
    Ok(files)
}

/// Returns the names of the themes in the folder of themes, in order; none where there is no such folder.
pub fn names(themes: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(themes).into_iter().flatten().filter_map(Result::ok);
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    // Another name cannot be written in site.toml.
    names.retain(|name| Slug::new(name).is_some());
    names.sort();
    names
}
