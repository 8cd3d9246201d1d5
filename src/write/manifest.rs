//! The list of what bantin made in the output folder: what it may replace and remove there.

use std::collections::BTreeMap;

use crate::model::fingerprint::Taking;
use crate::render::files::check_path;
use serde::{Deserialize, Serialize};

/// The manifest's file name, at the top of the output folder.
pub const NAME: &str = ".bantin-manifest.json";

/// The files of one build, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The version of bantin that made them.
    pub bantin: String,
    /// What each of them holds.
    pub files: BTreeMap<String, Print>,
}

/// What identifies the content of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// Bytes.
    pub length: u64,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: u32,
    bantin: String,
    files: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    path: String,
    length: u64,
    sha256: String,
}

impl Print {
    /// Returns the print of some bytes.
    ///
    /// ```
    /// let print = bantin::write::manifest::Print::of(b"");
    /// assert!(print.sha256.starts_with("e3b0c44298fc1c14"));
    /// ```
    pub fn of(bytes: &[u8]) -> Print {
        let mut print = Printing::default();
        print.add(bytes);
        print.finished()
    }
}

/// The print of bytes that come in pieces.
#[derive(Debug, Default)]
pub struct Printing {
    length: u64,
    taking: Taking,
}

impl Printing {
    /// Takes the next piece.
    pub fn add(&mut self, piece: &[u8]) {
        self.length += piece.len() as u64;
        self.taking.add(piece);
    }

    /// Returns the print of all pieces together.
    pub fn finished(self) -> Print {
        Print { length: self.length, sha256: self.taking.finished().to_string() }
    }
}

impl Manifest {
    /// Returns the manifest as its file's bytes: one line per file, ordered by path.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = String::with_capacity(64 + self.files.len() * 160);
        out.push_str("{\"format\":1,\"bantin\":");
        out.push_str(&json(&self.bantin));
        out.push_str(",\"files\":[");
        for (at, (path, print)) in self.files.iter().enumerate() {
            out.push_str(if at == 0 { "\n" } else { ",\n" });
            let row = Row { path: path.clone(), length: print.length, sha256: print.sha256.clone() };
            out.push_str(&json(&row));
        }
        out.push_str("\n]}\n");
        out.into_bytes()
    }

    /// Returns the manifest that a file's bytes hold.
    ///
    /// # Errors
    ///
    /// Says what is wrong with one that is damaged. A path that could lead out of the folder
    /// counts as damage, because bantin removes what a manifest lists.
    pub fn parse(bytes: &[u8]) -> Result<Manifest, String> {
        let written: Written = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if written.format != 1 {
            return Err(format!("format {}", written.format));
        }
        let mut files = BTreeMap::new();
        for Row { path, length, sha256 } in written.files {
            check_path(&path).map_err(|refused| refused.to_string())?;
            if files.insert(path.clone(), Print { length, sha256 }).is_some() {
                return Err(format!("path {path:?} twice"));
            }
        }
        Ok(Manifest { bantin: written.bantin, files })
    }
}

fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("strings and numbers are always JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let mut manifest = Manifest { bantin: "0.1.0".to_owned(), files: BTreeMap::new() };
        assert_eq!(Manifest::parse(&manifest.to_bytes()), Ok(manifest.clone()));
        manifest.files.insert("a/b.html".to_owned(), Print::of(b"x"));
        manifest.files.insert("index.html".to_owned(), Print::of(b""));
        assert_eq!(Manifest::parse(&manifest.to_bytes()), Ok(manifest.clone()));
        assert_eq!(manifest.to_bytes().iter().filter(|b| **b == b'\n').count(), 4);
    }

    #[test]
    fn a_manifest_that_leads_out_of_the_folder_is_damaged() {
        for path in ["../site.toml", "/etc/passwd", "a/../../b", ".bantin-manifest.json"] {
            let text = format!(
                r#"{{"format":1,"bantin":"0","files":[{{"path":"{path}","length":0,"sha256":""}}]}}"#
            );
            assert!(Manifest::parse(text.as_bytes()).is_err(), "{path}");
        }
        assert!(Manifest::parse(b"").is_err());
        assert!(Manifest::parse(br#"{"format":2,"bantin":"0","files":[]}"#).is_err());
    }
}
