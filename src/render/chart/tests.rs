//! Every chart of the catalogue in English, over content whose names have no Vietnamese letter.

#![expect(clippy::disallowed_methods, reason = "the test makes its content from two cases")]

use super::*;
use crate::analyse::derived::Derived;
use crate::analyse::ledger::{Cell, Known, Ledger};
use crate::analyse::pipeline::runs;
use crate::draw::Kind;
use crate::draw::tile_map::PROVINCES;
use crate::language::Language;
use crate::model::Project;
use crate::render::foreign::unmarked;
use crate::render::standing::Standing;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const ROOT: Root = Root::TWO;

/// The indicators of the cases with English names.
const INDICATORS: &str = r#"
dang-vien = { name = { vi = "A", en = "Party members" }, unit = { vi = "a", en = "people" }, measure = "stock" }
lao-dong = { name = { vi = "B", en = "Workers" }, unit = { vi = "a", en = "people" }, measure = "stock" }
boi-duong = { name = { vi = "C", en = "People trained" }, unit = { vi = "a", en = "people" }, measure = "flow" }
ket-nap = { name = { vi = "D", en = "Party members admitted" }, unit = { vi = "a", en = "people" }, measure = "flow", good = "up" }

[[pipeline]]
id = "tao-nguon"
name = { vi = "E", en = "From training to admission" }
stages = ["boi-duong", "ket-nap"]

[breakdown.khu-vuc]
name = { vi = "F", en = "Ownership" }
exclusive = true
parts = { fdi = { vi = "G", en = "Foreign-invested enterprises" }, ngoai-nha-nuoc = { vi = "H", en = "Domestic enterprises" } }
"#;

/// The keys of further texts that charts say as they are.
const NAMES: [&str; 3] = ["title", "publisher", "notice"];

fn plain(text: &str) -> String {
    text.nfd()
        .filter(|&letter| !is_combining_mark(letter))
        .collect::<String>()
        .replace('đ', "d")
        .replace('Đ', "D")
}

/// Copies a folder; names get an English form of plain letters, but for those of provinces.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the temporary folder is ours");
    for entry in fs::read_dir(from).expect("the case is there") {
        let entry = entry.expect("the case is there").path();
        let target = to.join(entry.file_name().expect("an entry has a name"));
        if entry.is_dir() {
            copy(&entry, &target);
            continue;
        }
        let text = fs::read_to_string(&entry).expect("a case is UTF-8");
        let line = |line: &str| match line.split_once(" = ") {
            Some((key @ ("name" | "short"), text)) => {
                format!("{key} = {{ vi = {text}, en = {} }}\n", plain(text))
            }
            Some((key, _)) if NAMES.contains(&key) => format!("{}\n", plain(line)),
            _ => format!("{line}\n"),
        };
        fs::write(target, text.lines().map(line).collect::<String>()).expect("the temporary folder is ours");
    }
}

/// Each kind's charts over the cases `every-chart` and `revised-in-charts`, with their files.
fn charts(language: Language) -> (Vec<Chart>, Vec<String>) {
    let folder = tempfile::tempdir().expect("there is room");
    for case in ["every-chart", "revised-in-charts"] {
        let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
        copy(&sites.join(case).join("content"), folder.path());
    }
    fs::write(folder.path().join("indicators.toml"), INDICATORS).expect("the temporary folder is ours");
    let reading = crate::read::project(folder.path()).expect("the folder is there");
    let project = reading.project.expect("the case is sound");
    let ledgers: Vec<Ledger> = project.zone_keys().map(|zone| Ledger::new(&project, zone)).collect();
    let files = super::super::edition::ChartFiles::default();
    let cutoff = crate::model::period::Day::new(2024, 1, 31).expect("a day");
    let charts = {
        let edition =
            Edition { project: &project, ledgers: &ledgers, cutoff, issue: None, language, files: &files };
        drawn_of(&edition, &project)
    };
    let text =
        |file: super::super::files::File| String::from_utf8(file.bytes()).expect("a drawing is a text");
    (charts, files.take().into_iter().map(|(_, file)| text(file)).collect())
}

fn drawn_of(edition: &Edition, project: &Project) -> Vec<Chart> {
    let mut charts = Vec::new();
    let (mut known, mut derived): (Vec<(Cell, Known)>, Vec<Derived>) = Default::default();
    for zone in project.zone_keys() {
        let standing = Standing::new(edition, zone);
        for (plan, assessed) in &standing.plans {
            charts.extend(of_plan(edition, ROOT, *plan, assessed, 4));
        }
        for body in project.zone(zone).body_keys(zone) {
            charts.extend(slopes(edition, ROOT, body, &standing.known, 3));
            charts.extend(sparks(edition, ROOT, body, &standing.known, 3));
        }
        let parts = breakdowns(edition, &standing.known);
        charts.extend(parts.iter().filter_map(|one| part_bars(edition, ROOT, &[one], 3)));
        let runs = runs(project, edition.ledger(zone), &standing.known, edition.cutoff);
        charts.extend(runs.chunks(1).filter_map(|run| pipelines(edition, ROOT, run, 3)));
        known.extend(standing.known);
        derived.extend(standing.derived);
    }
    derived.sort_by_key(|one| one.cell);
    let mut by_time: BTreeMap<_, Vec<&(Cell, Known)>> = BTreeMap::new();
    for one in known.iter().filter(|(cell, _)| cell.parts.is_whole()) {
        by_time.entry((one.0.indicator, one.0.time)).or_default().push(one);
    }
    for cells in by_time.values() {
        charts.extend(rates(edition, ROOT, cells, &derived, 3));
        charts.extend(tile_map(edition, ROOT, cells, 3));
        charts.extend(counts(edition, ROOT, cells, 3));
    }
    charts
}

/// A text without the names of provinces.
fn without_provinces(text: &str) -> String {
    let mut names: Vec<&str> =
        PROVINCES.iter().flat_map(|(name, ..)| name.split(' ').chain([*name])).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.into_iter().fold(text.to_owned(), |text, name| text.replace(name, ""))
}

#[test]
fn no_english_chart_says_a_vietnamese_word() {
    let (charts, files) = charts(Language::En);
    let kinds: BTreeSet<String> = charts.iter().map(|chart| format!("{:?}", chart.kind)).collect();
    let all = [Kind::Bullet, Kind::Columns, Kind::Pipeline, Kind::Parts, Kind::Course, Kind::Dots];
    let all = all.into_iter().chain([Kind::Slope, Kind::Spark, Kind::TileMap]);
    assert_eq!(kinds, all.map(|kind| format!("{kind:?}")).collect());
    let foreign = |text: &str| text.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii());
    let texts = charts.iter().map(|chart| format!("{chart:?}")).chain(files);
    for text in texts.map(|text| without_provinces(&text)) {
        assert!(!foreign(&text), "{text}");
    }
    for chart in &charts {
        assert!(chart.sentence.chars().count() <= 300, "{}", chart.sentence);
        assert!(chart.sentence.matches(". ").count() <= 2, "{}", chart.sentence);
    }
}

#[test]
fn findings_are_good_english() {
    let (charts, _) = charts(Language::En);
    let headings: BTreeSet<String> = charts.into_iter().map(|chart| unmarked(chart.heading)).collect();
    for heading in [
        "Party members admitted: the present pace would reach only about 84% of the target",
        "Party members admitted: 32.7% of people trained",
        "Party members admitted: figures for 15 of 34 provinces and cities",
        "Party members admitted: highest in Khu mau Tuyen Quang (70%)",
        "Party members: from 320 (31 Dec 2020) to 402 (30 Jun 2023)",
        "People trained: target met in 2 of 6 years; not enough basis to decide on 3",
        "People trained: 15 zones, too close to tell high from low",
        "Workers: up over\u{a0}2,000, from 12,000 (31 Dec 2020) to over\u{a0}14,000 (30 Jun 2023)",
        "Workers, of which foreign-invested enterprises: 66.7%",
        "Nghi quyet: behind",
    ] {
        assert!(headings.contains(heading), "{heading} in {headings:#?}");
    }
}

#[test]
fn a_revised_number_has_its_sign_and_the_sign_its_note() {
    for (language, note) in [
        (Language::Vi, "[r]: số đã sửa sau lần công bố trước."),
        (Language::En, "[r]: revised since it was first published."),
    ] {
        let (charts, _) = charts(language);
        let mut revised = BTreeSet::new();
        for chart in &charts {
            let signs = format!("{:?}", chart.drawing).contains("[r]");
            let noted = chart.notes.iter().any(|one| one == note);
            assert_eq!(signs, noted, "{}: {:?}", chart.anchor, chart.notes);
            assert!(!chart.sentence.contains("[r]"));
            if signs {
                revised.insert(format!("{:?}", chart.kind));
            }
        }
        assert_eq!(revised.len(), 9, "{revised:?}");
    }
}
