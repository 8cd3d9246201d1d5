//! What several tests share: the sample site, built once in memory.
#![allow(dead_code, reason = "each test binary uses a part of this module")]

use bantin::analyse::{self, ledger::Ledger};
use bantin::model::Project;
use bantin::read;
use bantin::render::files::File;
use bantin::render::templates::Theme;
use bantin::render::{self, SiteFiles};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What a content folder says, and the ledgers of its zones.
pub fn project_of(content: &Path) -> (Project, Vec<Ledger>) {
    let reading = read::project(content).expect("the folder can be opened");
    let project = reading.project.expect("the content can be understood");
    let ledgers = analyse::findings(&project).ledgers;
    (project, ledgers)
}

/// The site that a content folder gives, with the default theme.
pub fn site_of(content: &Path) -> SiteFiles {
    let (project, ledgers) = project_of(content);
    let as_of = analyse::as_of(&project).expect("the content has an issue or a report");
    let theme = Theme::new(&[]).expect("the default theme compiles");
    render::site(&project, &ledgers, as_of, &theme).unwrap_or_else(|faults| panic!("{:?}", faults[0]))
}

/// The site of `content/`.
pub static SAMPLE: LazyLock<SiteFiles> = LazyLock::new(|| site_of(&root().join("content")));

/// The text of a file of the sample.
pub fn text(path: &str) -> &'static str {
    static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let text = |file: &File| match file {
            File::Made(content) => String::from_utf8(content.bytes()).ok(),
            File::Drawn(_) => None,
        };
        SAMPLE.iter().filter_map(|(path, file)| Some((path.to_owned(), text(file)?))).collect()
    });
    TEXTS.get(path).unwrap_or_else(|| panic!("the site has no text {path}"))
}

/// The addresses of all pages.
pub fn pages() -> Vec<&'static str> {
    SAMPLE.iter().map(|(path, _)| path).filter(|path| path.ends_with(".html")).collect()
}

/// The rows of a CSV file of the sample, each as a map from column to cell.
pub fn rows(path: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let text = text(path).strip_prefix('\u{feff}').expect("CSV files begin with a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{path}: {error}"))).collect()
}
