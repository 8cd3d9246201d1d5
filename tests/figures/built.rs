//! The data files of a built site, as rows of texts.

use crate::number::{End, Fraction, Span};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// One row: column to text.
pub type Row = BTreeMap<String, String>;

/// The tables that a site offers for download.
pub struct Data {
    pub figures: Vec<Row>,
    pub targets: Vec<Row>,
    pub verdicts: Vec<Row>,
}

/// Returns the data of the sample, built by the program itself into a folder that is removed again.
pub fn built() -> Data {
    let folder = tempfile::tempdir().expect("a folder for the build");
    let output = folder.path().join("site");
    let done = Command::new(env!("CARGO_BIN_EXE_bantin"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["build", "--content", "content", "--output"])
        .arg(&output)
        .output()
        .expect("bantin starts");
    let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "the sample does not build:\n{said}");
    let table = |name: &str| rows(&output.join("data").join(name));
    Data { figures: table("figures.csv"), targets: table("targets.csv"), verdicts: table("verdicts.csv") }
}

fn rows(path: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let columns: Vec<String> = reader.headers().expect("a head row").iter().map(str::to_owned).collect();
    let row =
        |record: csv::StringRecord| columns.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.expect("a whole row"))).collect()
}

/// Returns a row's text in a column that has to exist.
pub fn text<'r>(row: &'r Row, column: &str) -> &'r str {
    row.get(column).unwrap_or_else(|| panic!("no column {column} in {row:?}"))
}

/// Returns the interval of a row of `figures.csv`.
pub fn span(row: &Row) -> Span {
    let end = |value: &str, open: &str| -> End {
        let number = Fraction::plain(text(row, value))?.0;
        Some((number, text(row, open) == "true"))
    };
    Span { low: end("lower", "lower_open"), high: end("upper", "upper_open") }
}

/// True where a cell says what an exact number comes to, at the cell's own number of decimals but at
/// least one; no number and an empty cell agree.
pub fn agrees(cell: &str, exact: Option<Fraction>) -> bool {
    match (Fraction::plain(cell), exact) {
        (None, None) => cell.is_empty(),
        (Some((shown, places)), Some(exact)) => {
            let places = places.max(1);
            shown.rounded(places) == exact.rounded(places)
        }
        _ => false,
    }
}

/// True where a row of `figures.csv` has the ends of a span.
pub fn has_ends(row: &Row, span: Span) -> bool {
    // For counts, a lower end of nothing and no lower end at all say the same.
    let low = span.low.map(|end| end.0);
    let zero = text(row, "lower") == "0" && low.is_none()
        || text(row, "lower").is_empty() && low.is_some_and(Fraction::is_zero);
    let open = |column: &str, end: End| end.is_none_or(|(_, open)| (text(row, column) == "true") == open);
    (zero || agrees(text(row, "lower"), low) && open("lower_open", span.low))
        && agrees(text(row, "upper"), span.high.map(|end| end.0))
        && open("upper_open", span.high)
}
