//! Publishing a site to its folder: changed files only, each of them whole.
//!
//! # Steps
//!
//! 1. Refuse a folder that bantin must not touch, before anything in it changes.
//! 2. Take the folder's lock.
//! 3. Compare every file with what stands there, byte by byte; a drawing is not filled in again where its
//!    file is still the one that the manifest lists, because its address tells what it shows.
//! 4. Write what is new or changed under a temporary name.
//! 5. Rename all of it into place, then remove what the site no longer has.
//! 6. Write the manifest.
//!
//! # When it breaks off
//!
//! A failure up to step 4 (a full disk is found there) leaves the old site as it was, without
//! temporary files. A kill during step 5 leaves every single file whole, some of them old and some
//! new; the next build finishes the work, because it compares with what stands there. For that, the
//! manifest already lists new files before the first of them appears. Nothing is synced to the
//! medium: after a loss of power files may be damaged, and the next build mends them.

#![expect(
    clippy::disallowed_methods,
    reason = "the write stage is the only one that touches the output folder"
)]

mod overlap;

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rayon::prelude::*;

use super::manifest::{self, Manifest, Print, Printing};
use super::refusal::Refusal;
use super::tree::{Entry, LOCK, TEMP, Tree};
use crate::render::SiteFiles;
use crate::render::content::Content;
use crate::render::files::{File as SiteFile, folders_of};
use crate::render::png::Png;
use crate::say;
use overlap::refuse_overlap;

/// Where a site goes, and what must not be harmed there.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The output folder; made when it is missing.
    pub dir: &'a Path,
    /// The folders that bantin reads: the content and the themes.
    pub inputs: &'a [&'a Path],
    /// The user's home, where it is known.
    pub home: Option<&'a Path>,
    /// What to do with files that no build made.
    pub unknown: Unknown,
}

/// What to do with files in the output folder that the manifest does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unknown {
    /// Publish nothing and list them.
    #[default]
    Refuse,
    /// Remove them.
    Prune,
}

/// What a publication did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Published {
    /// Files that were new or changed.
    pub written: usize,
    /// Files that stood there already.
    pub unchanged: usize,
    /// Files that the site no longer has.
    pub removed: usize,
    /// The size of the whole site in bytes.
    pub bytes: u64,
}

/// Publishes a site to a folder and returns what had to be done.
///
/// A build that changes nothing writes nothing, not even the manifest.
///
/// # Errors
///
/// Refuses a folder that is, holds or lies in one of the inputs, that is or holds the home folder,
/// that has files and no manifest, or that has files the manifest does not list; waits ten seconds
/// for another build; and fails with the path when the system refuses something.
pub fn publish(files: &SiteFiles, target: &Target<'_>) -> Result<Published, Refusal> {
    refuse_overlap(target)?;
    let dir = target.dir;
    make_folder(dir)?;
    if !has_manifest(dir)
        && let Some(example) = Tree::first_foreign(dir)?
    {
        return Err(Refusal::NotOurs { dir: dir.to_owned(), example });
    }
    let _lock = lock(dir, 200)?;

    let old = old_manifest(dir)?;
    let old_files = old.as_ref().map(|(_, manifest)| manifest.files.clone()).unwrap_or_default();
    let mut tree = Tree::of(dir)?;
    for path in &tree.unfinished {
        remove(path)?;
    }
    let pruned = prune(&mut tree, &old_files, target)?;

    let (prints, changed) = compared(files, &tree, &old_files, dir)?;
    let manifest = Manifest { bantin: env!("CARGO_PKG_VERSION").to_owned(), files: prints };
    let gone: Vec<&str> =
        tree.files.keys().map(String::as_str).filter(|path| files.get(path).is_none()).collect();
    let published = Published {
        written: changed.len(),
        unchanged: files.len() - changed.len(),
        removed: gone.len() + pruned,
        bytes: manifest.files.values().map(|print| print.length).sum(),
    };

    let bytes = manifest.to_bytes();
    let is_current = old.is_some_and(|(old_bytes, _)| old_bytes == bytes);
    if changed.is_empty() && gone.is_empty() && is_current {
        return Ok(published);
    }
    let mut all = manifest.files;
    let lists_new_paths = all.keys().any(|path| !old_files.contains_key(path));
    if lists_new_paths {
        all.extend(old_files.into_iter().filter(|(path, _)| tree.files.contains_key(path)));
    }
    let ahead = lists_new_paths.then(|| Manifest { bantin: manifest.bantin, files: all }.to_bytes());
    replace_all(dir, changed, &gone, ahead.as_deref(), &bytes)?;
    Ok(published)
}

/// Removes or refuses the files that no build made; returns how many it removed.
fn prune(tree: &mut Tree, known: &BTreeMap<String, Print>, target: &Target<'_>) -> Result<usize, Refusal> {
    let unknown: Vec<String> = tree.files.keys().filter(|path| !known.contains_key(*path)).cloned().collect();
    if unknown.is_empty() {
        return Ok(0);
    }
    match target.unknown {
        Unknown::Refuse => Err(Refusal::Unknown { dir: target.dir.to_owned(), files: unknown }),
        Unknown::Prune => {
            for path in &unknown {
                let entry = tree.files.remove(path).expect("the path was just found in the tree");
                remove(&entry.path)?;
            }
            remove_empty_folders(target.dir, unknown.iter().map(String::as_str));
            Ok(unknown.len())
        }
    }
}

/// A file that does not stand in the folder as it should.
struct Change<'a> {
    path: &'a str,
    /// Its name until it is complete.
    temp: PathBuf,
    /// Its bytes; nothing where they stand under the temporary name already.
    content: Option<&'a Content>,
}

/// Returns the prints of all files, and those files that are new or changed.
///
/// # Errors
///
/// Fails, and leaves no temporary file, where a picture cannot be written.
fn compared<'a>(
    files: &'a SiteFiles,
    tree: &Tree,
    listed: &BTreeMap<String, Print>,
    dir: &Path,
) -> Result<(BTreeMap<String, Print>, Vec<Change<'a>>), Refusal> {
    let entries: Vec<(usize, (&str, &SiteFile))> = files.iter().enumerate().collect();
    let one = |&(n, (path, file)): &(usize, (&'a str, &'a SiteFile))| {
        let entry = tree.files.get(path);
        let (temp, content, (print, same)) = match file {
            SiteFile::Made(content) => (beside(&dir.join(path)), Some(content), compare(content, entry)),
            SiteFile::Drawn(png) => {
                // Its folder may not be there yet; and no file of a site has a name that begins with a dot.
                let temp = beside(&dir.join(format!(".{n}")));
                let drawn = draw(png, listed.get(path), entry, &temp)?;
                (temp, None, drawn)
            }
        };
        Ok((path, print, (!same).then_some(Change { path, temp, content })))
    };
    let compared: Vec<Result<_, Refusal>> = entries.par_iter().map(one).collect();
    let (mut prints, mut changed, mut refusal) = (BTreeMap::new(), Vec::new(), None);
    for one in compared {
        match one {
            Ok((path, print, change)) => {
                prints.insert(path.to_owned(), print);
                changed.extend(change);
            }
            Err(error) => refusal = refusal.or(Some(error)),
        }
    }
    match refusal {
        Some(refusal) => {
            discard(&changed);
            Err(refusal)
        }
        None => Ok((prints, changed)),
    }
}

/// Returns the print of a picture, and whether exactly its bytes stand in the folder already; else they stand
/// under the temporary name now, so that thousands of pictures never wait in memory.
fn draw(
    png: &Png,
    listed: Option<&Print>,
    entry: Option<&Entry>,
    temp: &Path,
) -> Result<(Print, bool), Refusal> {
    let there = entry.filter(|entry| entry.length.is_some()).and_then(|entry| fs::read(&entry.path).ok());
    let print = there.as_deref().map(Print::of);
    if let (Some(listed), Some(print)) = (listed, print)
        && *listed == print
    {
        return Ok((print, true));
    }
    let bytes = png.bytes();
    let print = Print::of(&bytes);
    if there.is_some_and(|there| there == bytes) {
        return Ok((print, true));
    }
    let written = File::create_new(temp).and_then(|mut file| file.write_all(&bytes));
    match written {
        Ok(()) => Ok((print, false)),
        Err(error) => {
            let _ = fs::remove_file(temp);
            Err(Refusal::io(say!("không ghi được tệp", "cannot write file"), temp, error))
        }
    }
}

/// Removes temporary files. Some were never made; the refusal is what the caller has to hear about.
fn discard(changed: &[Change<'_>]) {
    for change in changed {
        let _ = fs::remove_file(&change.temp);
    }
}

/// Returns the print of a file, and whether exactly its bytes stand in the folder already.
///
/// The file there is read back rather than trusted by its time: copying tools and clocks set backwards
/// keep old times on new content, and reading costs less than making the page did.
fn compare(content: &Content, entry: Option<&Entry>) -> (Print, bool) {
    let same_length = entry.filter(|entry| entry.length == Some(content.len()));
    let mut there = same_length.and_then(|entry| File::open(&entry.path).ok());
    let (mut print, mut buffer) = (Printing::default(), Vec::new());
    let done: Result<(), Infallible> = content.each(|piece| {
        print.add(piece);
        if let Some(file) = &mut there {
            buffer.resize(buffer.len().max(piece.len()), 0);
            let read = &mut buffer[..piece.len()];
            if file.read_exact(read).is_err() || read != piece {
                there = None;
            }
        }
        Ok(())
    });
    match done {
        Ok(()) => (print.finished(), there.is_some()),
    }
}

/// Steps 4 to 6: everything beside its place, then into place, then the manifest.
fn replace_all(
    dir: &Path,
    changed: Vec<Change<'_>>,
    gone: &[&str],
    ahead: Option<&[u8]>,
    manifest: &[u8],
) -> Result<(), Refusal> {
    // What stands where a folder or a file of the other kind is to be goes first: no name can be
    // both. That is the one case in which a full disk can cost an old page.
    let new_folders: BTreeSet<&str> = changed.iter().flat_map(|change| folders_of(change.path)).collect();
    let new_files: BTreeSet<&str> = changed.iter().map(|change| change.path).collect();
    let (clashing, gone): (Vec<&str>, Vec<&str>) = gone.iter().partition(|path| {
        new_folders.contains(**path) || folders_of(path).any(|folder| new_files.contains(folder))
    });
    let (ahead, manifest) = (ahead.map(Content::from), Content::from(manifest));
    let list = |temp: &str, content| Change {
        path: manifest::NAME,
        temp: beside(&dir.join(temp)),
        content: Some(content),
    };
    let pages = changed.len();
    let mut work = changed;
    work.extend(ahead.as_ref().map(|ahead| list(&format!("{}0", manifest::NAME), ahead)));
    work.push(list(manifest::NAME, &manifest));

    let mut made = Vec::new();
    let ready = remove_listed(dir, &clashing)
        .and_then(|()| make_folders(dir, &new_folders, &mut made))
        .and_then(|()| work.par_iter().try_for_each(|change| write_temp(change, dir)));
    if let Err(refusal) = ready {
        discard(&work);
        for folder in made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
        return Err(refusal);
    }

    let place = |change: &Change<'_>| into_place(&change.temp, &dir.join(change.path));
    let (pages, lists) = work.split_at(pages);
    let (last, ahead) = lists.split_last().expect("the manifest was added last");
    ahead.iter().try_for_each(place)?;
    pages.par_iter().try_for_each(place)?;
    remove_listed(dir, &gone)?;
    place(last)
}

/// Makes the folders that are missing, each once, the outer ones first, and notes those it made.
fn make_folders(dir: &Path, needed: &BTreeSet<&str>, made: &mut Vec<PathBuf>) -> Result<(), Refusal> {
    for folder in needed {
        let path = dir.join(folder);
        match fs::create_dir(&path) {
            Ok(()) => made.push(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                return Err(Refusal::io(say!("không tạo được thư mục", "cannot make folder"), &path, error));
            }
        }
    }
    Ok(())
}

/// Removes files by their paths below the folder, and the folders that become empty by that.
fn remove_listed(dir: &Path, paths: &[&str]) -> Result<(), Refusal> {
    for path in paths {
        remove(&dir.join(path))?;
    }
    remove_empty_folders(dir, paths.iter().copied());
    Ok(())
}

fn remove_empty_folders<'a>(dir: &Path, paths: impl Iterator<Item = &'a str>) {
    let folders: BTreeSet<&str> = paths.flat_map(folders_of).collect();
    for folder in folders.iter().rev() {
        // The order puts inner folders first; one that is not empty stays.
        let _ = fs::remove_dir(dir.join(folder));
    }
}

fn write_temp(change: &Change<'_>, dir: &Path) -> Result<(), Refusal> {
    let Some(content) = change.content else { return Ok(()) };
    File::create_new(&change.temp).and_then(|mut file| content.each(|piece| file.write_all(piece))).map_err(
        |error| Refusal::io(say!("không ghi được tệp", "cannot write file"), &dir.join(change.path), error),
    )
}

fn into_place(temp: &Path, path: &Path) -> Result<(), Refusal> {
    fs::rename(temp, path)
        .map_err(|error| Refusal::io(say!("không thay được tệp", "cannot replace file"), path, error))
}

/// Returns the temporary name of a file: in the same folder, so that renaming is atomic.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().expect("a checked path ends in a name").to_string_lossy();
    path.with_file_name(format!("{}{name}{}", TEMP.0, TEMP.1))
}

fn remove(path: &Path) -> Result<(), Refusal> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Refusal::io(say!("không xóa được tệp", "cannot remove file"), path, error))
        }
        _ => Ok(()),
    }
}

fn make_folder(dir: &Path) -> Result<(), Refusal> {
    fs::create_dir_all(dir)
        .map_err(|error| Refusal::io(say!("không tạo được thư mục", "cannot make folder"), dir, error))
}

fn has_manifest(dir: &Path) -> bool {
    dir.join(manifest::NAME).symlink_metadata().is_ok_and(|meta| meta.is_file())
}

fn old_manifest(dir: &Path) -> Result<Option<(Vec<u8>, Manifest)>, Refusal> {
    let path = dir.join(manifest::NAME);
    match fs::read(&path) {
        Ok(bytes) => match Manifest::parse(&bytes) {
            Ok(manifest) => Ok(Some((bytes, manifest))),
            Err(why) => Err(Refusal::Manifest { path, why }),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Refusal::io(say!("không đọc được tệp", "cannot read file"), &path, error)),
    }
}

/// Takes the folder's lock, trying again every twentieth of a second; it ends with the process.
///
/// The lock's file stays in the folder: removing it would let a third build lock a new one while
/// the second still waits for the old.
fn lock(dir: &Path, tries: u32) -> Result<File, Refusal> {
    let path = dir.join(LOCK);
    let fail = |error| Refusal::io(say!("không khóa được", "cannot lock"), &path, error);
    let file = File::options().create(true).append(true).open(&path).map_err(fail)?;
    for attempt in 0..tries {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if attempt + 1 < tries => {
                std::thread::sleep(Duration::from_millis(50));
            }
            Err(TryLockError::WouldBlock) => break,
            // Some network drives know no locks; a build there is alone or on its own.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(fail(error)),
        }
    }
    Err(Refusal::Busy { dir: dir.to_owned() })
}

#[cfg(test)]
mod tests;
