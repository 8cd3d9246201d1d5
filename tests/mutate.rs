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
#[path = "mutate/slip.rs"]
mod slip;
#[path = "mutate/trial.rs"]
mod trial;

use bantin::analyse;
use bantin::read;
use book::Book;
use rayon::prelude::*;
use relation::relations;
use slip::COUNT;
use std::path::{Path, PathBuf};
use trial::{Bench, Outcome};

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
fn slips_are_found() {
    let book = Book::open(&content());
    let slips = slip::slips(&book);
    println!("{} slips", slips.len());
    let bench = Bench::new(&book);
    let start = std::time::Instant::now();
    let outcomes: Vec<Outcome> = slips.par_chunks(50).flat_map_iter(|slips| bench.tries(slips)).collect();
    println!("{:?}", start.elapsed());
    assert_eq!(slips.len(), COUNT);
    let mut counts = std::collections::BTreeMap::<_, [usize; 3]>::new();
    for (slip, outcome) in slips.iter().zip(&outcomes) {
        let cell = counts.entry((slip.kind, outcome.standing)).or_default();
        cell[0] += 1;
        cell[1] += usize::from(outcome.found.is_some());
        cell[2] += usize::from(outcome.is_pointed);
        if outcome.standing == trial::Standing::Beyond && !outcome.is_pointed {
            println!("{} {:?} -> {:?} by {:?}: {:?} {:?}", book.files[slip.key.0].path, slip.change.0, slip.change.1, slip.kind, outcome.broken, outcome.found);
        }
    }
    for (key, cell) in counts {
        println!("{key:?} {cell:?}");
    }
}
