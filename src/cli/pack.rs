//! `bantin pack`: the site in one zip, to be mailed, copied to a stick and filed.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::{Asked, Format, Pack};
use super::browser::{Browser, Surroundings};
use super::build::{self, Place, Site};
use super::stages::Stages;
use super::{End, Failure};
use crate::diag::Say;
use crate::render::SiteFiles;
use crate::say;
use crate::write::pack::{Contents, Packed, pack};

/// The text that a reader finds first, and what the archive is called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Leaflet {
    /// The name of the archive without `.zip`, and of the folder in it.
    pub name: String,
    /// How to open the site, for a reader who never unpacked anything.
    pub text: String,
}

/// The name of the leaflet's file.
const FIRST: &str = "DOC-TRUOC.txt";

/// Makes and publishes a site as `build` does, and packs it if the content has no error.
///
/// # Errors
///
/// Fails as `build` does, where there is no browser for `--pdf` or it fails, and where nothing can be packed.
pub fn run(
    asked: &Asked,
    options: &Pack,
    place: &Place<'_>,
    around: &Surroundings,
    out: &mut impl Write,
    site: impl FnOnce(&mut Stages) -> Result<Site, Say>,
) -> Result<End, Failure> {
    // Before anything is built: who has no browser learns it at once.
    let browser = options.pdf.then(|| Browser::find(around)).transpose().map_err(Failure::Said)?;
    build::run_then(asked, place, out, site, |site, files| {
        let dir = &place.options.output;
        let more = match &browser {
            Some(browser) => documents(browser, dir, files, &told(asked))?,
            None => BTreeMap::new(),
        };
        let file = options.file.clone().unwrap_or_else(|| beside(dir, &site.leaflet.name));
        let contents =
            Contents { dir, top: &site.leaflet.name, first: (FIRST, &site.leaflet.text), more: &more };
        pack(&contents, &file).map(Some).map_err(|refusal| Failure::Said(refusal.say()))
    })
}

/// Says that the document `n` of `count` is being printed, on the error stream: it takes seconds for each.
fn told(asked: &Asked) -> impl Fn(usize, usize) -> std::io::Result<()> {
    let silent = asked.shared.quiet || asked.shared.format == Format::Json;
    move |n, count| match silent {
        true => Ok(()),
        false => {
            let words = say!("Đang in PDF {n}/{count} …", "Printing PDF {n} of {count} …");
            writeln!(anstream::stderr(), "{}", words.of(asked.shared.lang))
        }
    }
}

/// The printable document of each issue as PDF, by its path in the site.
fn documents(
    browser: &Browser,
    dir: &Path,
    files: &SiteFiles,
    told: &impl Fn(usize, usize) -> std::io::Result<()>,
) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let pages = files.iter().map(|(path, _)| path).filter(|path| path.ends_with("/toan-van.html"));
    let pages: Vec<&str> = pages.collect();
    let mut made = BTreeMap::new();
    for (n, page) in pages.iter().enumerate() {
        told(n + 1, pages.len()).map_err(Failure::Output)?;
        let whole = std::path::absolute(dir.join(page)).map_err(Failure::Output)?;
        let pdf = browser.pdf(&whole).map_err(Failure::Said)?;
        made.insert(format!("{}.pdf", page.trim_end_matches(".html")), pdf);
    }
    Ok(made)
}

/// The archive beside the output folder.
fn beside(dir: &Path, name: &str) -> PathBuf {
    let folder = dir.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).join(format!("{name}.zip"))
}

/// Returns how many files and bytes an archive has, for the terminal and for programs.
pub(super) fn to_json(packed: &Packed) -> serde_json::Value {
    serde_json::json!({
        "file": packed.file.to_string_lossy(), "files": packed.files, "bytes": packed.bytes,
    })
}
