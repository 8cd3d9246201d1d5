//! Single slips put into the sample, and whether `bantin check` finds them.
//!
//! A slip is one change in one file. Whether it contradicts something is worked out here a second time,
//! in whole numbers (`mutate/relation.rs`); whether it is found is what the public stages report. The
//! shares stand in `docs/checks.md`; `BANTIN_UPDATE=1` writes them.

#![expect(clippy::disallowed_methods, reason = "a test copies the sample and writes the page of the checks")]

#[path = "mutate/book.rs"]
mod book;
#[path = "../benches/dice.rs"]
#[allow(dead_code, reason = "the synthetic content uses all of it")]
mod dice;
#[path = "figures/number.rs"]
#[allow(dead_code, reason = "the recomputed figures use all of it")]
mod number;
#[path = "mutate/page.rs"]
mod page;
#[path = "mutate/relation.rs"]
mod relation;
#[path = "mutate/seeds.rs"]
mod seeds;
#[path = "mutate/slip.rs"]
mod slip;
#[path = "mutate/table.rs"]
mod table;
#[path = "mutate/trial.rs"]
mod trial;

use bantin::analyse;
use bantin::model::id::FigureKey;
use bantin::read;
use book::Book;
use rayon::prelude::*;
use relation::relations;
use slip::COUNT;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use trial::{Bench, Outcome, Standing};

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

#[test]
fn the_sample_is_free_of_false_alarms() {
    let reading = read::project(&content()).expect("the sample can be opened");
    let project = reading.project.expect("the sample is understood");
    let found = analyse::findings(&project).reconciliation;
    let problems: Vec<_> = reading.problems.iter().chain(&found.problems).map(|one| &one.fault.vi).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    let broken: Vec<_> = relations(&Book::open(&content())).into_iter().filter(|one| !one.holds).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn slips_that_contradict_something_are_found() {
    let book = Book::open(&content());
    let slips = slip::slips(&book);
    assert_eq!(slips.len(), COUNT, "the sample gives too few slips");
    let bench = Bench::new(&book);
    let outcomes: Vec<Outcome> = slips.par_chunks(50).flat_map_iter(|slips| bench.tries(slips)).collect();
    let all = || slips.iter().zip(&outcomes);
    let missed: Vec<String> = all()
        .filter(|(_, outcome)| outcome.standing == Standing::Beyond && outcome.found.is_empty())
        .map(|(slip, outcome)| {
            let (path, (was, now)) = (&book.files[slip.key.0].path, &slip.change);
            format!("{path}: {was} → {now} contradicts {:?}", outcome.broken)
        })
        .collect();
    assert!(missed.is_empty(), "{} slips are not found:\n{}", missed.len(), missed.join("\n"));
    let repeated = all().filter(|(slip, outcome)| {
        slip.kind == slip::Kind::LostQualifier && outcome.broken.contains(&relation::Kind::Prose)
    });
    assert!(repeated.count() >= 20, "too few lost qualifiers are repeated in a narrative");
    let tables = table::text(&table::shares(all()), &outcomes, related(&book));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    let written = std::fs::read_to_string(&path).expect("the page of the checks is there");
    let page = table::placed(&written, &tables).expect("the page of the checks has a place for slips");
    if std::env::var_os("BANTIN_UPDATE").is_some() && std::env::var_os("CI").is_none() {
        std::fs::write(&path, &page).expect("docs can be written");
    } else {
        assert!(
            written == page,
            "docs/checks.md is not current: BANTIN_UPDATE=1 cargo test --test mutate\n{tables}"
        );
    }
}

#[test]
fn every_figure_of_the_seeds_that_can_be_reconciled_is() {
    let book = Book::open(&content());
    let bench = Bench::new(&book);
    let seeds = seeds::seeds(&book);
    let (related, alone): (Vec<_>, Vec<_>) = seeds.iter().partition(|seed| !seed.check.is_empty());
    assert!(related.len() >= 40, "only {} figures of the seeds are reconciled", related.len());
    let faults: Vec<String> = related
        .par_iter()
        .filter(|seed| !bench.is_compared(seed.key, &seed.check, &seed.with))
        .map(|seed| format!("{}: {} does not compare it with all of {:?}", seed.id, seed.check, seed.with))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for seed in alone {
        let kinds = bench.kinds(seed.key);
        let beside = |kind: &&relation::Kind| !matches!(kind, relation::Kind::Prose | relation::Kind::Order);
        assert!(!kinds.iter().any(|kind| beside(&kind)), "{} is alone, and stands in {kinds:?}", seed.id);
    }
}

#[test]
fn the_known_disagreements_are_told_and_no_others() {
    let reading = read::project(&content()).expect("the sample can be opened");
    let project = reading.project.expect("the sample is understood");
    let (mut told, mut explained) = (BTreeSet::new(), Vec::new());
    for zone in &project.zones {
        for report in &zone.reports {
            for figure in &report.figures {
                explained.extend(figure.explanations().iter().map(|one| (report.id.as_str(), one.check)));
                let Some(dispute) = figure.details.as_ref().and_then(|details| details.disputes.as_ref())
                else {
                    continue;
                };
                let other = &zone.reports[dispute.report.report as usize];
                told.insert((
                    report.id.as_str(),
                    figure.time.to_string(),
                    other.id.as_str(),
                    dispute.time.to_string(),
                ));
            }
        }
    }
    // A small number that the newspaper printed: no disagreement.
    assert_eq!(explained, [("chu-thich-anh-2023-11-09", Some("small-cell"))]);
    let (old, new) = (("dai-hoi-2015-04-17", "2014-05"), ("sau-hai-nam-2016-10", "2014-06"));
    let pair = |a: (&'static str, &str), b: (&'static str, &str)| (a.0, a.1.to_owned(), b.0, b.1.to_owned());
    assert_eq!(told, BTreeSet::from([pair(old, new), pair(new, old)]));
}

/// Returns how many figures of the sample stand in relation to another number, and how many there are;
/// what bantin says it compared has all of them.
fn related(book: &Book) -> (usize, usize) {
    let reading = read::project(&content()).expect("the sample can be opened");
    let project = reading.project.expect("the sample is understood");
    let place = |figure: &FigureKey| {
        let place = reading.sources.place(project.figure(*figure).at);
        (place.path, place.span.start)
    };
    let compared = analyse::findings(&project).reconciliation.related;
    let compared: BTreeSet<(String, usize)> = compared.iter().map(place).collect();
    let all = relations(book);
    let keys = all.iter().filter(|one| one.kind != relation::Kind::Order).flat_map(|one| &one.keys);
    let amount = |key: &book::Key| book.mark(*key).filter(|mark| mark.what == page::What::Amount);
    let own: BTreeSet<(String, usize)> =
        keys.filter_map(|key| Some((book.files[key.0].path.clone(), amount(key)?.outer.start))).collect();
    let unknown: Vec<_> = own.difference(&compared).collect();
    assert!(unknown.is_empty(), "not compared: {unknown:?}");
    let marks = book.pages().flat_map(|(_, _, page)| &page.marks);
    (own.len(), marks.filter(|mark| mark.what == page::What::Amount).count())
}
