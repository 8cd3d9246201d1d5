//! One file outside the output folder: whole or not at all.

use super::refusal::Refusal;
use crate::say;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Puts a file in its place: the old one stays until the new one is complete.
///
/// # Errors
///
/// Fails, and leaves the old file as it was, where the system does not let the new one be written.
///
/// ```
/// let folder = tempfile::tempdir().unwrap();
/// let path = folder.path().join("a.txt");
/// bantin::write::put(&path, b"one").unwrap();
/// bantin::write::put(&path, b"two").unwrap();
/// assert_eq!(std::fs::read(path).unwrap(), b"two");
/// ```
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    put_with(path, |file| file.write_all(bytes))
}

/// Puts a file in its place that is written piece by piece; as [`put`].
pub(super) fn put_with(
    path: &Path,
    write: impl FnOnce(&mut fs::File) -> std::io::Result<()>,
) -> Result<(), Refusal> {
    let fail = |error| Refusal::io(say!("không ghi được tệp", "cannot write file"), path, error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(fail)?;
    write(file.as_file_mut()).map_err(fail)?;
    file.as_file().sync_all().map_err(fail)?;
    // A file made for one's own eyes would be unreadable for a colleague on the same drive.
    if let Ok(old) = fs::metadata(path) {
        file.as_file().set_permissions(old.permissions()).map_err(fail)?;
    } else {
        readable(file.as_file()).map_err(fail)?;
    }
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(())
}

#[cfg(unix)]
fn readable(file: &fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &fs::File) -> std::io::Result<()> {
    Ok(())
}
