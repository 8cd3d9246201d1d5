//! The finished site, in memory: a map from address to bytes.

use std::collections::{BTreeMap, BTreeSet};

use super::content::Content;
use super::png::Png;
use crate::diag::Say;
use crate::model::fingerprint::Fingerprint;
use crate::model::id::IssueKey;
use crate::say;

/// Every file of the built site, ordered by path.
///
/// A path is relative, separated by `/`, and safe on every system that a reader may unpack the
/// site on: [`SiteFiles::insert`] refuses the rest.
///
/// ```
/// let mut files = bantin::render::SiteFiles::default();
/// files.insert("khu/hai-phong/index.html", b"<!doctype html>".to_vec())?;
/// assert!(files.insert("../index.html", Vec::new()).is_err());
/// assert_eq!(files.get("khu/hai-phong/index.html").map(|file| file.bytes().len()), Some(15));
/// # Ok::<(), bantin::render::files::PathRefused>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteFiles {
    files: BTreeMap<String, File>,
    /// The paths in lower case, because `A.html` and `a.html` are one file on a USB stick.
    folded: BTreeSet<String>,
    /// The folders of the paths, in lower case.
    folders: BTreeSet<String>,
    charts: usize,
    issues: BTreeMap<IssueKey, Fingerprint>,
}

impl SiteFiles {
    /// Adds a file.
    ///
    /// # Errors
    ///
    /// Refuses a path that [`check_path`] refuses, one that is there already (also in other
    /// letter case), and one that would make a folder of a file or a file of a folder.
    pub fn insert(&mut self, path: impl Into<String>, file: impl Into<File>) -> Result<(), PathRefused> {
        let path = path.into();
        check_path(&path)?;
        let folded = path.to_ascii_lowercase();
        let clash = self.folders.contains(&folded) || folders_of(&folded).any(|f| self.folded.contains(f));
        if clash {
            return Err(PathRefused { path, why: Why::Folder });
        }
        if self.folded.contains(&folded) {
            return Err(PathRefused { path, why: Why::Twice });
        }
        self.folders.extend(folders_of(&folded).map(str::to_owned));
        self.folded.insert(folded);
        self.files.insert(path, file.into());
        Ok(())
    }

    /// Returns a file.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// Returns every path with its file, ordered by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &File)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// Returns the number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Returns whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Notes that the pages have so many charts more.
    pub fn add_charts(&mut self, count: usize) {
        self.charts += count;
    }

    /// Returns how many charts the pages have, as far as they were noted.
    pub fn charts(&self) -> usize {
        self.charts
    }

    /// Notes the fingerprint of a frozen issue's page as it came out.
    pub fn add_issue(&mut self, key: IssueKey, print: Fingerprint) {
        self.issues.insert(key, print);
    }

    /// Returns the fingerprints of the pages of frozen issues as they came out, by issue.
    pub fn issues(&self) -> impl Iterator<Item = (IssueKey, &Fingerprint)> {
        self.issues.iter().map(|(key, print)| (*key, print))
    }
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum File {
    /// Its bytes are there.
    Made(Content),
    /// It is filled in only where it does not stand in the output folder yet.
    Drawn(Png),
}

impl File {
    /// Returns its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            File::Made(content) => content.bytes(),
            File::Drawn(png) => png.bytes(),
        }
    }
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> File {
        File::Made(bytes.into())
    }
}

impl From<Content> for File {
    fn from(content: Content) -> File {
        File::Made(content)
    }
}

impl From<Png> for File {
    fn from(png: Png) -> File {
        File::Drawn(png)
    }
}

/// A path that cannot be part of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathRefused {
    /// The path.
    pub path: String,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is empty, absolute, or has an empty component.
    Empty,
    /// A component begins with a dot: `.`, `..`, or a hidden file.
    Dot,
    /// It has a character that is not portable in file names.
    Character,
    /// A component ends in a dot or a blank, or is a device name of Windows.
    Name,
    /// It is there already, perhaps in other letter case.
    Twice,
    /// It would be a file and a folder at once.
    Folder,
}

impl PathRefused {
    /// Returns the words for it.
    pub fn say(&self) -> Say {
        let path = &self.path;
        match self.why {
            Why::Empty => {
                say!("đường dẫn {path:?} trống hoặc tuyệt đối", "path {path:?} is empty or absolute")
            }
            Why::Dot => say!(
                "đường dẫn {path:?} có phần bắt đầu bằng dấu chấm",
                "path {path:?} has a part that begins with a dot"
            ),
            Why::Character => say!(
                "đường dẫn {path:?} có ký tự không dùng được trong tên tệp",
                "path {path:?} has a character that is not portable in file names"
            ),
            Why::Name => {
                say!(
                    "đường dẫn {path:?} có tên mà Windows không nhận",
                    "path {path:?} has a name that Windows refuses"
                )
            }
            Why::Twice => say!("tệp {path:?} được tạo hai lần", "file {path:?} is made twice"),
            Why::Folder => {
                say!("{path:?} vừa là tệp vừa là thư mục", "{path:?} would be a file and a folder at once")
            }
        }
    }
}

impl std::fmt::Display for PathRefused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.say().en)
    }
}

impl std::error::Error for PathRefused {}

/// Checks that a path is relative, `/`-separated ASCII and portable.
///
/// # Errors
///
/// Refuses an empty or absolute path, an empty component, one that begins with a dot, a character
/// outside printable ASCII or one of `\ < > : " | ? *`, and the names that Windows keeps to itself.
pub fn check_path(path: &str) -> Result<(), PathRefused> {
    let refuse = |why| Err(PathRefused { path: path.to_owned(), why });
    for part in path.split('/') {
        if part.is_empty() {
            return refuse(Why::Empty);
        }
        if part.starts_with('.') {
            return refuse(Why::Dot);
        }
        if !part.bytes().all(|b| (b' '..=b'~').contains(&b) && !br#"\<>:"|?*"#.contains(&b)) {
            return refuse(Why::Character);
        }
        if part.ends_with(['.', ' ']) || is_device(part) {
            return refuse(Why::Name);
        }
    }
    Ok(())
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).to_ascii_lowercase();
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| c.is_ascii_digit()))
}

/// Returns the folders that a path lies in, the outermost first: `a` and `a/b` for `a/b/c`.
pub fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(path: &str) -> Option<Why> {
        check_path(path).err().map(|refused| refused.why)
    }

    #[test]
    fn only_portable_relative_paths_are_taken() {
        for good in ["index.html", "khu/hai-phong/index.html", "data/figures.csv", "a/b c/d_1.svg"] {
            assert_eq!(why(good), None, "{good}");
        }
        for (bad, expected) in [
            ("", Why::Empty),
            ("/etc/passwd", Why::Empty),
            ("a//b", Why::Empty),
            ("a/", Why::Empty),
            ("../a", Why::Dot),
            ("a/../b", Why::Dot),
            ("./a", Why::Dot),
            ("a/.git", Why::Dot),
            ("a\\b", Why::Character),
            ("C:/a", Why::Character),
            ("khu/Hải Phòng", Why::Character),
            ("a\nb", Why::Character),
            ("a/con.html", Why::Name),
            ("LPT1", Why::Name),
            ("a./b", Why::Name),
        ] {
            assert_eq!(why(bad), Some(expected), "{bad:?}");
        }
    }

    #[test]
    fn a_path_is_made_once_and_is_a_file_or_a_folder() {
        let mut files = SiteFiles::default();
        files.insert("khu/a/index.html", vec![1, 2]).unwrap();
        let mut refused = |path: &str| files.insert(path, Vec::new()).unwrap_err().why;
        assert_eq!(refused("khu/a/index.html"), Why::Twice);
        assert_eq!(refused("KHU/a/Index.html"), Why::Twice);
        assert_eq!(refused("khu/a"), Why::Folder);
        assert_eq!(refused("khu/a/index.html/x"), Why::Folder);
        assert_eq!(files.len(), 1, "a refused file leaves no trace");
    }
}
