//! The content folder: which files there are, and which of them have no business there.

use super::source::{File, Sources};
use super::{Unreadable, suggest, too_many};
use crate::diag::{At, Problem, Say, refused_by_system};
use crate::model::id::Slug;
use crate::say;
use std::collections::BTreeMap;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

/// The largest text file.
const FILE_CAP: u64 = 8 << 20;
/// The largest record of a frozen issue.
const RECORD_CAP: u64 = 128 << 20;
/// All text files together.
const TOTAL_CAP: u64 = 2 << 30;

/// The files that have a meaning, by their index in [`Sources`].
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub site: Option<u32>,
    pub indicators: Option<u32>,
    /// By folder name.
    pub zones: Vec<ZoneFiles>,
    /// By folder name.
    pub issues: Vec<IssueFiles>,
}

/// The files of one zone.
#[derive(Debug)]
pub(super) struct ZoneFiles {
    pub id: Slug,
    /// The folder itself.
    pub folder: u32,
    pub zone: Option<u32>,
    pub index: Option<u32>,
    pub index_en: Option<u32>,
    pub plans: Vec<(Slug, u32)>,
    pub results: Vec<(Slug, u32)>,
}

/// The files of one issue.
#[derive(Debug)]
pub(super) struct IssueFiles {
    pub id: Slug,
    pub folder: u32,
    pub index: Option<u32>,
    pub index_en: Option<u32>,
    /// The record of a frozen issue.
    pub published: Option<u32>,
}

/// Returns all files below `root` in order of their paths; links are not followed.
pub(super) fn walk(root: &Path, problems: &mut Vec<Problem>) -> Result<(Sources, Tree), Unreadable> {
    let unreadable = |why: Say| Unreadable { path: root.to_owned(), why };
    match std::fs::metadata(root) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err(unreadable(not_a_folder())),
        Err(error) => return Err(unreadable(refused_by_system(&error))),
    }
    let mut survey = Survey::default();
    let entries = WalkDir::new(root).follow_links(false).min_depth(1).sort_by_file_name().into_iter();
    // Hidden files belong to editors and version control.
    let visible = entries.filter_entry(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    for entry in visible {
        match entry {
            Ok(entry) => survey.entry(root, &entry, problems),
            Err(error) if error.depth() == 0 => return Err(unreadable(refused_by_system(&error.into()))),
            Err(error) => {
                let path = error.path().unwrap_or(root);
                let path = path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned();
                let at = survey.register(path, false);
                let fault = say!("không mở được: {error}", "it cannot be opened: {error}");
                problems.push(Problem::error("unreadable-file", at, fault));
            }
        }
    }
    survey.finish(problems);
    Ok((Sources::new(root.to_owned(), survey.files), survey.tree))
}

/// Returns what is said of a file that stands in a folder's place.
pub(super) fn not_a_folder() -> Say {
    say!("đó là tệp, không phải thư mục", "it is a file, not a folder")
}

#[derive(Default)]
struct Survey {
    files: Vec<File>,
    tree: Tree,
    /// Paths folded to one case and NFC, for twins.
    folded: BTreeMap<String, u32>,
    total: u64,
    /// Folders that were refused: nothing below them is looked at again.
    refused: Vec<String>,
}

impl Survey {
    fn register(&mut self, path: String, is_text: bool) -> At {
        self.files.push(File { path: path.into(), is_text });
        At { file: self.files.len() as u32 - 1, start: 0, end: 0 }
    }

    fn entry(&mut self, root: &Path, entry: &walkdir::DirEntry, problems: &mut Vec<Problem>) {
        let relative = entry.path().strip_prefix(root).expect("walkdir stays below its root");
        let parts: Vec<String> =
            relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let path = parts.join("/");
        if self.refused.iter().any(|folder| path.starts_with(folder.as_str())) {
            return;
        }
        let kind = entry.file_type();
        let is_text = kind.is_file() && (path.ends_with(".toml") || path.ends_with(".md"));
        let at = self.register(path.clone(), is_text);
        let mut refuse = |rule, fault: Say, way_out: Option<Say>| {
            let mut problem = Problem::error(rule, at, fault);
            problem.way_out = way_out;
            problems.push(problem);
        };
        if entry.file_name().to_str().is_none() {
            self.refused.push(format!("{path}/"));
            let fault = say!("tên tệp không phải UTF-8", "the file name is not UTF-8");
            return refuse("file-name", fault, Some(say!("đổi tên tệp", "rename the file")));
        }
        let folded = path.nfc().collect::<String>().to_lowercase();
        if let Some(&twin) = self.folded.get(&folded) {
            self.refused.push(format!("{path}/"));
            let other = self.files[twin as usize].path.clone();
            let fault = say!(
                "trùng tên với {other} (chỉ khác chữ hoa, chữ thường hoặc cách bỏ dấu)",
                "the same name as {other} but for case or the form of its marks"
            );
            return refuse("twin-name", fault, Some(say!("đổi tên một trong hai", "rename one of them")));
        }
        self.folded.insert(folded, at.file);
        if kind.is_symlink() {
            let target = std::fs::read_link(entry.path()).unwrap_or_default();
            let target = target.to_string_lossy();
            let fault =
                say!("liên kết tới {target} không được đi theo", "the link to {target} is not followed");
            let way_out = say!("chép tệp thật vào đây", "put the file itself here");
            return refuse("symlink", fault, Some(way_out));
        }
        if !kind.is_file() && !kind.is_dir() {
            let fault =
                say!("không phải tệp thường (ống, thiết bị)", "not a regular file (pipe, socket, device)");
            return refuse("special-file", fault, Some(say!("xóa nó", "delete it")));
        }
        if is_text {
            let size = entry.metadata().map_or(0, |metadata| metadata.len());
            self.total += size;
            // A record has a line for every figure of every zone, and nobody writes it by hand.
            let is_record = path.ends_with("/published.toml");
            if size > if is_record { RECORD_CAP } else { FILE_CAP } {
                let cap = if is_record { RECORD_CAP } else { FILE_CAP } >> 20;
                let fault = say!("tệp lớn hơn {cap} MiB", "the file is larger than {cap} MiB");
                return refuse("file-too-large", fault, Some(say!("chia tệp ra", "split the file")));
            }
            if self.total > TOTAL_CAP {
                let fault = say!("tổng nội dung lớn hơn 2 GiB", "the content is larger than 2 GiB");
                return refuse("content-too-large", fault, None);
            }
        }
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        if let Err((rule, fault, way_out)) = self.place(&parts, kind.is_dir(), at.file) {
            if kind.is_dir() {
                self.refused.push(format!("{path}/"));
            }
            refuse(rule, fault, way_out);
        }
    }

    /// Puts an entry into the tree.
    fn place(&mut self, parts: &[&str], is_folder: bool, file: u32) -> Result<(), Fault> {
        let expected: &[&str] = match (parts, is_folder) {
            (["site.toml"], false) => {
                self.tree.site = Some(file);
                return Ok(());
            }
            (["indicators.toml"], false) => {
                self.tree.indicators = Some(file);
                return Ok(());
            }
            (["zones" | "bulletins" | "sources" | "images"], true) => return Ok(()),
            ([.., "sources" | "images"], true) if parts.len() == 3 => return Ok(()),
            (["sources" | "images", ..], _) | ([_, _, "sources" | "images", ..], _) => return Ok(()),
            ([name], true) => return Err(unknown(name, true, &["zones", "bulletins", "sources", "images"])),
            ([name], false) => return Err(unknown(name, false, &["site.toml", "indicators.toml"])),
            (["zones", id], true) => {
                self.tree.zones.push(ZoneFiles {
                    id: folder_slug(id)?,
                    folder: file,
                    zone: None,
                    index: None,
                    index_en: None,
                    plans: Vec::new(),
                    results: Vec::new(),
                });
                return Ok(());
            }
            (["bulletins", id], true) => {
                self.tree.issues.push(IssueFiles {
                    id: folder_slug(id)?,
                    folder: file,
                    index: None,
                    index_en: None,
                    published: None,
                });
                return Ok(());
            }
            (["zones", _, rest @ ..], _) if !rest.is_empty() => {
                let zone = self.tree.zones.last_mut().expect("walkdir names a folder before what is in it");
                match (rest, is_folder) {
                    (["zone.toml"], false) => zone.zone = Some(file),
                    (["index.md"], false) => zone.index = Some(file),
                    (["index.en.md"], false) => zone.index_en = Some(file),
                    (["plans" | "results"], true) => {}
                    (["plans", name], false) if name.ends_with(".toml") => {
                        zone.plans.push((folder_slug(&name[..name.len() - 5])?, file));
                    }
                    (["results", name], false) if name.ends_with(".toml") => {
                        zone.results.push((folder_slug(&name[..name.len() - 5])?, file));
                    }
                    (["plans" | "results", name], _) => {
                        return Err(match file_name(name).filter(|_| !is_folder) {
                            Some(meant) if meant.ends_with(".toml") => {
                                let (rule, fault, _) = unknown(name, is_folder, &[]);
                                let id = suggest::slug(meant.trim_end_matches(".toml"));
                                (rule, fault, Some(renamed(name, &format!("{id}.toml"))))
                            }
                            _ => unknown(name, is_folder, &[]),
                        });
                    }
                    ([name, ..], true) => {
                        return Err(unknown(name, true, &["plans", "results", "sources", "images"]));
                    }
                    ([name, ..], false) => {
                        return Err(unknown(name, false, &["zone.toml", "index.md", "index.en.md"]));
                    }
                    _ => unreachable!("rest is not empty"),
                }
                return Ok(());
            }
            (["bulletins", _, name], false) => {
                let issue = self.tree.issues.last_mut().expect("walkdir names a folder before what is in it");
                match *name {
                    "index.md" => issue.index = Some(file),
                    "index.en.md" => issue.index_en = Some(file),
                    "published.toml" => issue.published = Some(file),
                    _ => return Err(unknown(name, false, &["index.md", "index.en.md", "published.toml"])),
                }
                return Ok(());
            }
            _ => &[],
        };
        Err(unknown(parts.last().unwrap_or(&""), is_folder, expected))
    }

    fn finish(&mut self, problems: &mut Vec<Problem>) {
        for zone in &self.tree.zones {
            if zone.zone.is_none() {
                problems.push(missing_file(zone.folder, "zone.toml"));
            }
        }
        for issue in &self.tree.issues {
            if issue.index.is_none() {
                problems.push(missing_file(issue.folder, "index.md"));
            }
        }
        self.tree.zones.sort_by(|a, b| a.id.cmp(&b.id));
        for zone in &mut self.tree.zones {
            zone.plans.sort();
            zone.results.sort();
            let at = |(_, file): &(Slug, u32)| whole(*file);
            problems.extend(too_many::cut(
                &mut zone.plans,
                at,
                say!("kế hoạch của một khu", "plans of a zone"),
            ));
            problems.extend(too_many::cut(
                &mut zone.results,
                at,
                say!("báo cáo của một khu", "reports of a zone"),
            ));
        }
        self.tree.issues.sort_by(|a, b| a.id.cmp(&b.id));
        problems.extend(too_many::cut(
            &mut self.tree.issues,
            |issue| whole(issue.folder),
            say!("số bản tin", "issues"),
        ));
        for (name, file) in [("site.toml", self.tree.site), ("indicators.toml", self.tree.indicators)] {
            if file.is_none() {
                let at = self.register(name.to_owned(), false);
                let fault = say!("không có tệp {name}", "there is no file {name}");
                problems.push(
                    Problem::error("missing-file", at, fault).way_out(say!(
                        "tạo tệp này trong thư mục nội dung",
                        "create it in the content folder"
                    )),
                );
            }
        }
    }
}

type Fault = (&'static str, Say, Option<Say>);

/// Returns the place of a file or folder as a whole.
fn whole(file: u32) -> At {
    At { file, start: 0, end: 0 }
}

fn missing_file(folder: u32, name: &str) -> Problem {
    let fault = say!("thư mục này thiếu tệp {name}", "this folder has no {name}");
    Problem::error("missing-file", whole(folder), fault)
        .way_out(say!("tạo tệp {name}, hoặc xóa thư mục này", "create {name}, or delete the folder"))
}

fn unknown(name: &str, is_folder: bool, expected: &[&str]) -> Fault {
    let (rule, fault) = match is_folder {
        true => ("unknown-folder", say!("không rõ thư mục “{name}” để làm gì", "unknown folder “{name}”")),
        false => ("unknown-file", say!("không rõ tệp “{name}” để làm gì", "unknown file “{name}”")),
    };
    if let Some(meant) = file_name(name).filter(|meant| !is_folder && expected.contains(&meant.as_str())) {
        return (rule, fault, Some(renamed(name, &meant)));
    }
    let way_out = suggest::way_out(name, expected.iter().copied()).unwrap_or(say!(
        "chuyển nó ra ngoài thư mục nội dung; bản lưu của nguồn thì để trong sources, ảnh để trong images",
        "move it out of the content folder; copies of sources go into sources, pictures into images"
    ));
    (rule, fault, Some(way_out))
}

/// Returns the name that a text file was meant to have: Notepad adds ".txt", and some programs write ".TOML".
fn file_name(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let length = lower.strip_suffix(".txt").map_or(name.len(), |rest| rest.len());
    let stem = ["toml", "md"].iter().find_map(|ending| {
        let dotted = lower[..length].strip_suffix(ending)?.strip_suffix('.')?;
        Some((name.get(..dotted.len())?, ending))
    });
    let (stem, ending) = stem?;
    Some(format!("{stem}.{ending}")).filter(|meant| meant != name)
}

fn renamed(name: &str, meant: &str) -> Say {
    match name.to_lowercase().ends_with(".txt") {
        true => say!(
            "đổi tên thành “{meant}”: đuôi .txt do Notepad thêm, và Windows có thể giấu nó đi",
            "rename it to “{meant}”: Notepad has added .txt, and Windows may hide that"
        ),
        false => say!("đổi tên thành “{meant}”", "rename it to “{meant}”"),
    }
}

fn folder_slug(name: &str) -> Result<Slug, Fault> {
    Slug::new(name).ok_or_else(|| {
        let better = suggest::slug(name);
        let fault = say!("tên “{name}” không dùng làm mã được", "the name “{name}” cannot be an id");
        ("not-a-slug", fault, Some(say!("đổi tên thành “{better}”", "rename it to “{better}”")))
    })
}
