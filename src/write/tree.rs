//! What stands in the output folder before a build.

#![expect(clippy::disallowed_methods, reason = "the write stage lists the folder that it writes")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::manifest;
use super::refusal::Refusal;
use crate::say;

/// The lock's file name, at the top of the output folder.
pub(super) const LOCK: &str = ".bantin-lock";

/// How the name of a file begins and ends that a build has not finished.
pub(super) const TEMP: (&str, &str) = (".bantin-", ".tmp");

/// The files of an output folder, by path below it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Everything that is not a folder, without bantin's own files and the `.gitignore` at the top.
    pub files: BTreeMap<String, Entry>,
    /// What an interrupted build left.
    pub unfinished: Vec<PathBuf>,
}

/// One thing that is not a folder.
#[derive(Debug)]
pub(super) struct Entry {
    /// Where it is; its name may be none that a site could have.
    pub path: PathBuf,
    /// Its size in bytes; `None` if it is a link or a device.
    pub length: Option<u64>,
}

impl Tree {
    /// Returns what stands in a folder. Links are not followed.
    ///
    /// # Errors
    ///
    /// Fails when the system does not let bantin list it.
    pub fn of(dir: &Path) -> Result<Tree, Refusal> {
        let mut tree = Tree::default();
        tree.walk(dir, "", usize::MAX)?;
        Ok(tree)
    }

    /// Returns one file that bantin did not put there, if there is any.
    ///
    /// # Errors
    ///
    /// Fails when the system does not let bantin list the folder.
    pub fn first_foreign(dir: &Path) -> Result<Option<String>, Refusal> {
        let mut tree = Tree::default();
        tree.walk(dir, "", 1)?;
        Ok(tree.files.into_keys().next())
    }

    fn walk(&mut self, dir: &Path, below: &str, enough: usize) -> Result<(), Refusal> {
        let fail = |error| Refusal::io(say!("không đọc được thư mục", "cannot list folder"), dir, error);
        for entry in fs::read_dir(dir).map_err(fail)? {
            if self.files.len() >= enough {
                return Ok(());
            }
            let entry = entry.map_err(fail)?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let kind = entry.file_type().map_err(fail)?;
            let top = below.is_empty();
            if top && matches!(&*name, manifest::NAME | LOCK | ".gitignore") {
                continue;
            }
            let relative = if top { name.to_string() } else { format!("{below}/{name}") };
            if kind.is_dir() {
                self.walk(&entry.path(), &relative, enough)?;
            } else if kind.is_file() && name.starts_with(TEMP.0) && name.ends_with(TEMP.1) {
                self.unfinished.push(entry.path());
            } else {
                let length = if kind.is_file() { Some(entry.metadata().map_err(fail)?.len()) } else { None };
                self.files.insert(relative, Entry { path: entry.path(), length });
            }
        }
        Ok(())
    }
}
