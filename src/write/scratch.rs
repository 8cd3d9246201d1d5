//! A folder for what another program makes, gone when it is no longer held.

#![expect(clippy::disallowed_methods, reason = "the write stage reads back what was made in its folder")]

use super::refusal::Refusal;
use crate::say;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A temporary folder.
#[derive(Debug)]
pub struct Scratch(TempDir);

impl Scratch {
    /// Returns a new, empty one.
    ///
    /// # Errors
    ///
    /// Fails when the system refuses it.
    pub fn new() -> Result<Scratch, Refusal> {
        let fail = |error| {
            Refusal::io(
                say!("không tạo được thư mục tạm trong", "cannot make a temporary folder in"),
                &std::env::temp_dir(),
                error,
            )
        };
        tempfile::Builder::new().prefix("bantin-").tempdir().map(Scratch).map_err(fail)
    }

    /// Returns where something of a name stands, or will stand.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Returns the bytes of a file in it; nothing where it is not there.
    pub fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.path(name)).ok()
    }

    /// Returns a new file in it, to be written to.
    ///
    /// # Errors
    ///
    /// Fails when the system refuses it.
    pub fn log(&self, name: &str) -> Result<fs::File, Refusal> {
        let path = self.path(name);
        fs::File::create_new(&path)
            .map_err(|error| Refusal::io(say!("không ghi được tệp", "cannot write file"), &path, error))
    }

    /// Returns the folder.
    pub fn folder(&self) -> &Path {
        self.0.path()
    }
}
