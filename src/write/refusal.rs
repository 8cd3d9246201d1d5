//! Why nothing was published.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diag::{Say, refused_by_system};
use crate::render::files::PathRefused;
use crate::say;

/// Why a site was not, or not wholly, published; always with the path.
#[derive(Debug)]
pub enum Refusal {
    /// The output folder is, holds, or lies inside a folder that must stay as it is.
    Overlap {
        /// The output folder.
        dir: PathBuf,
        /// The other folder.
        other: PathBuf,
        /// What the other folder is.
        role: Role,
    },
    /// The output folder holds files and no manifest: bantin did not make it.
    NotOurs {
        /// The output folder.
        dir: PathBuf,
        /// One of its files.
        example: String,
    },
    /// The output folder holds files that the manifest does not list.
    Unknown {
        /// The output folder.
        dir: PathBuf,
        /// These files, ordered.
        files: Vec<String>,
    },
    /// The manifest cannot be understood.
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Another build holds the folder and did not end in time.
    Busy {
        /// The output folder.
        dir: PathBuf,
    },
    /// A path of the site cannot be a file.
    Path(PathRefused),
    /// The archive would stand in the folder that it packs.
    Inside {
        /// The archive.
        file: PathBuf,
        /// The folder.
        dir: PathBuf,
    },
    /// A file of the folder is not the one that was published.
    Changed {
        /// The folder.
        dir: PathBuf,
        /// The file.
        file: String,
    },
    /// The system refused something.
    Io {
        /// What bantin was doing.
        doing: Say,
        /// To which file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// What a protected folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// bantin reads it.
    Input,
    /// The user's home.
    Home,
    /// The root of the file system.
    Root,
}

impl Refusal {
    /// Returns an [`Refusal::Io`].
    pub(super) fn io(doing: Say, path: &Path, error: io::Error) -> Refusal {
        Refusal::Io { doing, path: path.to_owned(), error }
    }

    /// Returns what is wrong, and what to do about it.
    pub fn say(&self) -> Say {
        match self {
            Refusal::Overlap { dir, other, role } => overlap(&dir.display(), &other.display(), *role),
            Refusal::NotOurs { dir, example } => {
                let dir = dir.display();
                say!(
                    "thư mục {dir} có tệp không do bantin tạo ra (chẳng hạn {example}); hãy chọn thư mục khác bằng --output, hoặc tự dọn trống thư mục này",
                    "folder {dir} holds files that bantin did not make (such as {example}); choose another one with --output, or empty it yourself"
                )
            }
            Refusal::Unknown { dir, files } => {
                let (dir, count, list) = (dir.display(), files.len(), listed(files));
                say!(
                    "thư mục {dir} có {count} tệp không nằm trong lần dựng trước: {list}; hãy chuyển các tệp này đi nơi khác, hoặc dùng --prune-unknown để xóa",
                    "folder {dir} holds {count} files that no earlier build made: {list}; move them elsewhere, or remove them with --prune-unknown"
                )
            }
            Refusal::Manifest { path, why } => {
                let path = path.display();
                say!(
                    "không hiểu được {path} ({why}); hãy tự xóa thư mục đầu ra rồi dựng lại",
                    "{path} cannot be understood ({why}); remove the output folder yourself and build again"
                )
            }
            Refusal::Busy { dir } => {
                let dir = dir.display();
                say!(
                    "một lần dựng khác đang ghi vào {dir}; hãy đợi lần đó xong rồi chạy lại",
                    "another build is writing to {dir}; wait for it and run again"
                )
            }
            Refusal::Inside { file, dir } => {
                let (file, dir) = (file.display(), dir.display());
                say!(
                    "tệp nén {file} nằm trong chính thư mục {dir} cần đóng gói; hãy chọn chỗ khác bằng --file",
                    "the archive {file} lies inside the folder {dir} that it packs; choose another place with --file"
                )
            }
            Refusal::Changed { dir, file } => {
                let dir = dir.display();
                say!(
                    "tệp {file} trong {dir} bị đổi trong lúc đóng gói, nên chưa đóng gói; hãy chờ lần dựng khác xong rồi chạy lại",
                    "file {file} in {dir} changed while it was packed, so nothing was packed; wait for the other build and run again"
                )
            }
            Refusal::Path(refused) => refused.say(),
            Refusal::Io { doing, path, error } => {
                let (path, why) = (path.display(), refused_by_system(error));
                Say {
                    vi: format!("{} {path}: {}", doing.vi, why.vi),
                    en: format!("{} {path}: {}", doing.en, why.en),
                }
            }
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say().en)
    }
}

impl std::error::Error for Refusal {}

fn overlap(dir: &dyn fmt::Display, other: &dyn fmt::Display, role: Role) -> Say {
    match role {
        Role::Input => say!(
            "thư mục đầu ra {dir} trùng, chứa hoặc nằm trong thư mục {other} mà bantin đọc; hãy chọn thư mục khác bằng --output",
            "output folder {dir} is, holds or lies inside {other}, which bantin reads; choose another one with --output"
        ),
        Role::Home => say!(
            "thư mục đầu ra {dir} là hoặc chứa thư mục cá nhân {other}; hãy chọn thư mục khác bằng --output",
            "output folder {dir} is or holds the home folder {other}; choose another one with --output"
        ),
        Role::Root => say!(
            "thư mục đầu ra không thể là gốc {dir} của hệ thống tệp; hãy chọn thư mục khác bằng --output",
            "the output folder cannot be the root {dir} of the file system; choose another one with --output"
        ),
    }
}

/// The first ten names; an office's web host may have put thousands there.
fn listed(files: &[String]) -> String {
    let mut list = files.iter().take(10).map(String::as_str).collect::<Vec<_>>().join(", ");
    if files.len() > 10 {
        list.push_str(", …");
    }
    list
}
