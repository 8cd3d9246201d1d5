//! Folders that are never an output folder: those that bantin reads, the home, the root.

use super::super::refusal::{Refusal, Role};
use super::Target;
use crate::say;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

pub(super) fn refuse_overlap(target: &Target<'_>) -> Result<(), Refusal> {
    let dir = resolved(target.dir)?;
    let refuse = |other: &Path, role| {
        Err(Refusal::Overlap { dir: target.dir.to_owned(), other: other.to_owned(), role })
    };
    if dir.parent().is_none() {
        return refuse(&dir, Role::Root);
    }
    for input in target.inputs {
        let input_dir = resolved(input)?;
        if dir.starts_with(&input_dir) || input_dir.starts_with(&dir) {
            return refuse(input, Role::Input);
        }
    }
    if let Some(home) = target.home
        && resolved(home)?.starts_with(&dir)
    {
        return refuse(home, Role::Home);
    }
    Ok(())
}

/// Returns the real path of a folder that need not exist yet: links followed as far as it does.
fn resolved(path: &Path) -> Result<PathBuf, Refusal> {
    let fail = |error| Refusal::io(say!("không tìm được", "cannot resolve"), path, error);
    let mut real = fs::canonicalize(".").map_err(fail)?;
    for part in path.components() {
        match part {
            Component::Prefix(_) | Component::RootDir => real.push(part),
            Component::CurDir => {}
            Component::ParentDir => {
                real.pop();
            }
            Component::Normal(name) => {
                real.push(name);
                match fs::canonicalize(&real) {
                    Ok(there) => real = there,
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(fail(error)),
                }
            }
        }
    }
    Ok(real)
}
