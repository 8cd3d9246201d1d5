//! Every row of the seeds is a figure, a target or an event in the built data, value by value, or says
//! why it is none: `tests/data/seed_map.csv`.

mod support;

use bantin::model::report::{Event, EventKind};
use std::collections::BTreeMap;

type Row = BTreeMap<String, String>;

fn seeds() -> Vec<Row> {
    let path = support::root().join("tests/data/seed_map.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

/// The cells of some columns, under the names that the seed map has for them.
fn cells<'a>(row: &'a Row, columns: &[(&str, &str)], ours: bool) -> Vec<&'a str> {
    columns.iter().map(|&(own, map)| row[if ours { own } else { map }].as_str()).collect()
}

/// Checks that each seed of a kind has exactly one row of a table, equal in all columns.
fn compare(kind: &str, path: &str, columns: &[(&str, &str)]) -> usize {
    let built = support::rows(path);
    let seeds: Vec<Row> = seeds().into_iter().filter(|seed| seed["as"] == kind).collect();
    let mut wrong = Vec::new();
    for seed in &seeds {
        let wanted = cells(seed, columns, false);
        let same = built.iter().filter(|row| cells(row, columns, true) == wanted).count();
        if same != 1 {
            wrong.push(format!("{}: {same} rows with {}", seed["id"], wanted.join("|")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    seeds.len()
}

#[test]
fn every_seed_figure_is_in_the_data() {
    let same = [
        "zone",
        "body",
        "indicator",
        "parts",
        "measure",
        "time_from",
        "time_to",
        "lower",
        "lower_open",
        "upper",
        "upper_open",
        "approximate",
        "printed",
        "source",
    ];
    assert!(compare("figure", "data/figures.csv", &same.map(|column| (column, column))) > 80);
}

#[test]
fn every_seed_target_is_in_the_data() {
    let mut columns: Vec<(&str, &str)> =
        ["zone", "body", "indicator", "parts", "time_from", "time_to", "lower", "upper", "printed", "source"]
            .map(|column| (column, column))
            .to_vec();
    columns[4].0 = "window_from";
    columns[5].0 = "window_to";
    columns.push(("kind", "measure"));
    assert!(compare("target", "data/targets.csv", &columns) > 20);
}

#[test]
fn every_seed_event_is_told() {
    let project = bantin::read::project(&support::root().join("content")).unwrap().project.unwrap();
    let seeds: Vec<Row> = seeds().into_iter().filter(|seed| seed["as"] == "event").collect();
    for seed in &seeds {
        let (zone, report) = seed["source"].split_once('/').unwrap();
        let zone = project.zones.iter().find(|one| one.id.as_str() == zone).unwrap();
        let report = zone.reports.iter().find(|one| one.id.as_str() == report);
        let report = report.unwrap_or_else(|| panic!("{}: no report {}", seed["id"], seed["source"]));
        let told = report.events.iter().any(|event| {
            let [from, to] = [event.date.from(), event.date.to()].map(|day| day.to_string());
            let body = &project.body(event.body).id;
            (body.as_str(), kind(event), &from, &to, &event.title)
                == (&seed["body"], &seed["indicator"], &seed["time_from"], &seed["time_to"], &seed["printed"])
        });
        assert!(told, "{}: {}", seed["id"], seed["printed"]);
    }
    assert!(seeds.len() >= 8, "only {} events", seeds.len());
}

#[test]
fn what_is_nothing_says_why() {
    let seeds = seeds();
    let nothing: Vec<&Row> = seeds.iter().filter(|seed| seed["as"] == "none").collect();
    for seed in &nothing {
        assert!(seed["reason"].chars().count() > 20, "{}: {}", seed["id"], seed["reason"]);
    }
    let known = |kind: &str| seeds.iter().filter(|seed| seed["as"] == kind).count();
    assert_eq!(known("figure") + known("target") + known("event") + nothing.len(), seeds.len());
    let mut ids: Vec<&String> = seeds.iter().map(|seed| &seed["id"]).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), seeds.len(), "every seed once");
}

fn kind(event: &Event) -> &'static str {
    match event.kind {
        EventKind::Founded => "founded",
        EventKind::Merged => "merged",
        EventKind::Split => "split",
        EventKind::Upgraded => "upgraded",
        EventKind::Moved => "moved",
        EventKind::Renamed => "renamed",
        EventKind::Dissolved => "dissolved",
        EventKind::Held => "held",
    }
}
