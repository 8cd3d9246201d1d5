//! A published site as one zip: the same site gives the same bytes, and no name leads out of its folder.

#![expect(clippy::disallowed_methods, reason = "the write stage reads back what it published")]

use super::file::put_with;
use super::manifest::{self, Manifest, Print};
use super::refusal::Refusal;
use crate::render::files::check_path;
use crate::say;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// An archive that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The archive.
    pub file: PathBuf,
    /// How many files are in it.
    pub files: usize,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What goes into an archive.
#[derive(Debug, Clone, Copy)]
pub struct Contents<'a> {
    /// The output folder, just published.
    pub dir: &'a Path,
    /// The folder in the archive that holds everything.
    pub top: &'a str,
    /// What a reader is to read first: the name and the text.
    pub first: (&'a str, &'a str),
    /// Further files, by path below the top folder.
    pub more: &'a BTreeMap<String, Vec<u8>>,
}

/// Packs a published site into an archive, whole or not at all.
///
/// # Errors
///
/// Refuses an archive inside the output folder, a name that cannot be part of a site, and a file that is not the one
/// that was published; fails with the path when the system refuses something.
pub fn pack(contents: &Contents<'_>, file: &Path) -> Result<Packed, Refusal> {
    let Contents { dir, top, first, more } = *contents;
    refuse_inside(dir, file)?;
    let path = dir.join(manifest::NAME);
    let bytes = fs::read(&path)
        .map_err(|error| Refusal::io(say!("không đọc được tệp", "cannot read file"), &path, error))?;
    let manifest = Manifest::parse(&bytes).map_err(|why| Refusal::Manifest { path, why })?;
    let names = [top, first.0].into_iter().chain(more.keys().map(String::as_str));
    names.into_iter().try_for_each(check_path).map_err(Refusal::Path)?;
    // The first one stands first for programs that show an archive in its own order.
    let mut listed: Vec<&str> = manifest
        .files
        .keys()
        .chain(more.keys())
        .map(String::as_str)
        .filter(|name| *name != first.0)
        .collect();
    listed.sort_unstable();
    listed.dedup();
    let mut refusal = None;
    let written = put_with(file, |file| {
        let mut zip = ZipWriter::new(io::BufWriter::new(file));
        add(&mut zip, &[top, first.0].join("/"), first.1.as_bytes())?;
        for &name in &listed {
            let bytes = match more.get(name) {
                Some(bytes) => bytes.clone(),
                None => fs::read(dir.join(name))?,
            };
            if !more.contains_key(name) && Print::of(&bytes) != manifest.files[name] {
                refusal = Some(Refusal::Changed { dir: dir.to_owned(), file: name.to_owned() });
                return Err(io::ErrorKind::InvalidData.into());
            }
            add(&mut zip, &[top, name].join("/"), &bytes)?;
        }
        zip.finish().map_err(io::Error::from)?.flush()
    });
    match refusal {
        Some(refusal) => return Err(refusal),
        None => written?,
    }
    let bytes = fs::metadata(file).map_or(0, |meta| meta.len());
    Ok(Packed { file: file.to_owned(), files: listed.len() + 1, bytes })
}

/// Adds a file; its time, its rights and the system are the same wherever and whenever it is packed.
fn add<W: Write + io::Seek>(zip: &mut ZipWriter<W>, name: &str, bytes: &[u8]) -> io::Result<()> {
    // What is packed already only costs time to pack once more.
    let is_packed = [".png", ".woff2", ".pdf", ".jpg", ".jpeg"].iter().any(|end| name.ends_with(end));
    let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    let options = SimpleFileOptions::DEFAULT
        .compression_method(method)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644)
        .system(System::Unix)
        .large_file(bytes.len() >= u32::MAX as usize);
    zip.start_file(name, options).map_err(io::Error::from)?;
    zip.write_all(bytes)
}

fn refuse_inside(dir: &Path, file: &Path) -> Result<(), Refusal> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = |path: &Path| {
        fs::canonicalize(path)
            .map_err(|error| Refusal::io(say!("không tìm được", "cannot resolve"), path, error))
    };
    match real(folder)?.starts_with(real(dir)?) {
        true => Err(Refusal::Inside { file: file.to_owned(), dir: dir.to_owned() }),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::SiteFiles;
    use crate::write::{Target, Unknown, publish};
    use std::io::Read as _;
    use zip::ZipArchive;

    fn published() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let mut site = SiteFiles::default();
        site.insert("index.html", "<p>Bản tin</p>".repeat(100).into_bytes()).unwrap();
        site.insert("khu/a/index.html", b"a".to_vec()).unwrap();
        site.insert("a.png", vec![7; 300]).unwrap();
        let dir = folder.path().join("output");
        let target = Target { dir: &dir, inputs: &[], home: None, unknown: Unknown::Refuse };
        publish(&site, &target).unwrap();
        folder
    }

    fn contents<'a>(dir: &'a Path, more: &'a BTreeMap<String, Vec<u8>>) -> Contents<'a> {
        Contents { dir, top: "ban-tin-2024", first: ("DOC-TRUOC.txt", "Mở index.html"), more }
    }

    #[test]
    fn an_archive_holds_the_site_and_is_the_same_byte_for_byte() {
        let folder = published();
        let dir = folder.path().join("output");
        let more = BTreeMap::from([("ban-tin/x/toan-van.pdf".to_owned(), b"%PDF".to_vec())]);
        let (one, two) = (folder.path().join("1.zip"), folder.path().join("2.zip"));
        let packed = pack(&contents(&dir, &more), &one).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
        pack(&contents(&dir, &more), &two).unwrap();
        let bytes = fs::read(&one).unwrap();
        assert!(bytes == fs::read(&two).unwrap());
        assert_eq!((packed.files, packed.bytes), (5, bytes.len() as u64));
        let mut zip = ZipArchive::new(fs::File::open(&one).unwrap()).unwrap();
        let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        let below = ["DOC-TRUOC.txt", "a.png", "ban-tin/x/toan-van.pdf", "index.html", "khu/a/index.html"];
        assert_eq!(names, below.map(|name| format!("ban-tin-2024/{name}")));
        for name in ["index.html", "a.png", "khu/a/index.html"] {
            let mut file = zip.by_name(&format!("ban-tin-2024/{name}")).unwrap();
            let mut text = Vec::new();
            file.read_to_end(&mut text).unwrap();
            assert_eq!(text, fs::read(dir.join(name)).unwrap());
            assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o644));
            assert_eq!(file.last_modified().map(|time| time.year()), Some(1980));
        }
    }

    #[test]
    fn what_is_not_what_was_published_is_not_packed() {
        let folder = published();
        let (dir, file) = (folder.path().join("output"), folder.path().join("1.zip"));
        let more = BTreeMap::new();
        let inside = pack(&contents(&dir, &more), &dir.join("1.zip"));
        assert!(matches!(inside, Err(Refusal::Inside { .. })), "{inside:?}");
        for bad in ["../x", "/x", "a/../../x"] {
            let more = BTreeMap::from([(bad.to_owned(), Vec::new())]);
            assert!(matches!(pack(&contents(&dir, &more), &file), Err(Refusal::Path(_))), "{bad}");
        }
        fs::write(dir.join("khu/a/index.html"), "b").unwrap();
        let changed = pack(&contents(&dir, &more), &file);
        assert!(
            matches!(&changed, Err(Refusal::Changed { file, .. }) if file == "khu/a/index.html"),
            "{changed:?}"
        );
        assert!(!file.exists());
    }
}
