//! The figures of the seeds that can be reconciled, by `tests/data/seed_relations.csv`.

use crate::book::{Book, Key};
use crate::number::Days;
use crate::page::{Figure, Page};
use std::collections::BTreeMap;

type Row = BTreeMap<String, String>;

/// One figure of the seeds, and what the checks have to make of it.
pub struct Seed {
    pub id: String,
    /// The check that compares it; empty where there is nothing to compare it with.
    pub check: String,
    /// Its place in the sample.
    pub key: Key,
    /// The places of the figures that it is compared with.
    pub with: Vec<Key>,
}

/// Returns the figures of the seeds that other numbers of the seeds stand in relation to, or might.
pub fn seeds(book: &Book) -> Vec<Seed> {
    let map: BTreeMap<String, Row> =
        table(include_str!("../data/seed_map.csv")).into_iter().map(|row| (row["id"].clone(), row)).collect();
    let key = |id: &str| place(book, map.get(id).unwrap_or_else(|| panic!("no row {id} in the map")));
    let mut seeds = Vec::new();
    for row in table(include_str!("../data/seed_relations.csv")) {
        let (id, check) = (row["id"].clone(), row["check"].clone());
        let with: Vec<&str> = row["with"].split_whitespace().collect();
        assert_eq!(check.is_empty(), with.is_empty(), "{id}: a check, and what it compares");
        assert_eq!(
            check.is_empty(),
            row["reason"].chars().count() > 20,
            "{id}: a check, or the reason why none"
        );
        let is_computed = map[&id]["measure"].starts_with("target:");
        if map[&id]["as"] == "figure" && !is_computed {
            let with = with.into_iter().map(key).collect();
            seeds.push(Seed { key: key(&id), id, check, with });
        } else {
            assert!(check.is_empty(), "{id} is no figure of a report");
        }
    }
    for (id, row) in &map {
        let part = row["as"] == "figure" && (!row["parts"].is_empty() || row["measure"].contains(':'));
        let is_computed = row["measure"].starts_with("target:");
        let known = seeds.iter().any(|seed| seed.id == *id);
        assert!(known || is_computed || !part, "{id} stands in relation to another figure and is not listed");
    }
    seeds
}

fn table(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("the rows have all columns")).collect()
}

/// The place in the sample of a row of the map.
fn place(book: &Book, row: &Row) -> Key {
    let (zone, report) = row["source"].split_once('/').expect("zone and report");
    let path = format!("zones/{zone}/results/{report}.toml");
    let (file, _, page) = book.pages().find(|(_, own, _)| *own == path).expect("the report is there");
    let time = Days { from: Days::read(&row["time_from"]).from, to: Days::read(&row["time_to"]).to };
    let is_meant = |figure: &&Figure| {
        (&figure.body, &figure.indicator) == (&row["body"], &row["indicator"])
            && figure.parts.join(";") == row["parts"]
            && figure.time.days == time
    };
    let figure =
        page.figures.iter().find(is_meant).unwrap_or_else(|| panic!("{}: no such figure", row["id"]));
    book.key(file, start(page, figure, &row["measure"]))
}

/// Where the number of a measure stands: the amount, or a share, change or attainment.
fn start(page: &Page, figure: &Figure, measure: &str) -> usize {
    let number = match measure.split_once(':') {
        None => figure.value.as_ref(),
        Some((kind, of)) => {
            let said = figure.says.iter().find(|says| says.kind == kind && says.of.trim_matches('"') == of);
            said.map(|says| &says.number)
        }
    };
    let start = number.unwrap_or_else(|| panic!("{}: no {measure}", figure.indicator)).start;
    assert!(page.marks.iter().any(|mark| mark.inner.start == start), "every number has its mark");
    start
}
