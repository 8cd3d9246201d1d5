//! Every row of the seeds' tables stands in the built data as the seed map says, value by value.

#![expect(clippy::disallowed_methods, reason = "the test reads the seed map")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use support::{root, rows};

type Row = BTreeMap<String, String>;

fn map() -> Vec<Row> {
    let text = std::fs::read_to_string(root().join("tests/data/seed_map.csv")).expect("the map is there");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(|row| row.expect("the map is a table")).collect()
}

/// The cells of a built row that the map says something about.
fn differing(wanted: &Row, built: &Row, columns: &[&str]) -> Vec<String> {
    let differs = |column: &&&str| {
        let (a, b) = (wanted[**column].trim(), built[**column].trim());
        a != b && !(a.is_empty() && b == "false" || a == "false" && b.is_empty())
    };
    columns
        .iter()
        .filter(differs)
        .map(|column| format!("{column}: {:?} ≠ {:?}", wanted[*column], built[*column]))
        .collect()
}

/// Returns the complaint about a row that no built row matches: the nearest one, and how it differs.
fn nearest(wanted: &Row, built: &[Row], keys: &[&str], columns: &[&str]) -> Option<String> {
    let same_key = |row: &&Row| keys.iter().all(|key| wanted[*key] == row[*key]);
    let candidates: Vec<&Row> = built.iter().filter(same_key).collect();
    if candidates.is_empty() {
        let key: Vec<&str> = keys.iter().map(|key| wanted[*key].as_str()).collect();
        return Some(format!("{}: no row {key:?}", wanted["id"]));
    }
    let all: Vec<Vec<String>> = candidates.iter().map(|row| differing(wanted, row, columns)).collect();
    let best = all.into_iter().min_by_key(Vec::len).expect("there is a candidate");
    (!best.is_empty()).then(|| format!("{}: {}", wanted["id"], best.join("; ")))
}

#[test]
fn every_seed_figure_is_in_the_data() {
    let built = rows("data/figures.csv");
    let keys = ["zone", "body", "indicator", "parts", "measure", "source"];
    let columns =
        ["time_from", "time_to", "lower", "lower_open", "upper", "upper_open", "approximate", "printed"];
    let wanted: Vec<Row> = map().into_iter().filter(|row| row["as"] == "figure").collect();
    assert!(wanted.len() >= 80, "only {} figures in the map", wanted.len());
    let faults: Vec<String> = wanted.iter().filter_map(|row| nearest(row, &built, &keys, &columns)).collect();
    assert!(faults.is_empty(), "{} of {} differ:\n{}", faults.len(), wanted.len(), faults.join("\n"));
}

#[test]
fn every_seed_target_is_in_the_data() {
    let mut built = rows("data/targets.csv");
    for row in &mut built {
        let kind = row["kind"].clone();
        row.insert("measure".to_owned(), kind);
        let (from, to) = (row["window_from"].clone(), row["window_to"].clone());
        row.insert("time_from".to_owned(), from);
        row.insert("time_to".to_owned(), to);
    }
    let keys = ["zone", "body", "indicator", "parts", "measure", "source"];
    let columns = ["time_from", "time_to", "lower", "upper", "printed"];
    let wanted: Vec<Row> = map().into_iter().filter(|row| row["as"] == "target").collect();
    assert!(wanted.len() >= 20, "only {} targets in the map", wanted.len());
    let faults: Vec<String> = wanted.iter().filter_map(|row| nearest(row, &built, &keys, &columns)).collect();
    assert!(faults.is_empty(), "{} of {} differ:\n{}", faults.len(), wanted.len(), faults.join("\n"));
}

#[test]
fn every_seed_event_is_on_its_zones_page() {
    for row in map().into_iter().filter(|row| row["as"] == "event") {
        let page = support::text(&format!("khu/{}/index.html", row["zone"]));
        let title = row["printed"].replace('&', "&amp;");
        assert!(page.contains(&title), "{}: khu/{} does not tell “{title}”", row["id"], row["zone"]);
    }
}

#[test]
fn every_row_is_mapped_once_and_every_omission_has_its_reason() {
    let mut seen = BTreeSet::new();
    for row in map() {
        assert!(seen.insert(row["id"].clone()), "{} stands twice", row["id"]);
        assert!(
            ["figure", "target", "event", "none"].contains(&row["as"].as_str()),
            "{}: {}",
            row["id"],
            row["as"]
        );
        if row["as"] == "none" {
            assert!(row["reason"].chars().count() > 20, "{}: why is it none?", row["id"]);
        }
    }
    // 99 rows of the five reports and 28 of the five further ones: S0 to S4, M01 to M09.
    for (prefix, last) in [
        ("S0-", 24),
        ("S1-", 28),
        ("S2-", 16),
        ("S3-", 9),
        ("S4-", 22),
        ("M01-", 11),
        ("M04-", 3),
        ("M05-", 4),
        ("M06-", 5),
        ("M09-", 5),
    ] {
        for n in 1..=last {
            assert!(seen.contains(&format!("{prefix}{n:02}")), "{prefix}{n:02} is not mapped");
        }
    }
}
