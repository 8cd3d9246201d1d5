//! One slip put to the test: what it contradicts, and what `bantin check` says of it.

use crate::book::{Book, Key};
use crate::relation::{Kind, Relation, relations};
use crate::slip::Slip;
use bantin::analyse;
use bantin::diag::Problem;
use bantin::read::{self, source::Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use tempfile::TempDir;

/// How the number or date with the slip stands to the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// With the slip a relation cannot hold, whatever was rounded.
    Beyond,
    /// It takes part in relations, and all of them still hold.
    Within,
    /// Nothing else depends on it.
    Alone,
}

pub struct Outcome {
    pub standing: Standing,
    /// The kinds of relations that no longer hold.
    pub broken: BTreeSet<Kind>,
    /// The checks that report it, at the slip or at what stands in relation to it.
    pub found: BTreeSet<&'static str>,
    /// True where one of them reports it at a place in the data, not in a narrative.
    pub is_found_in_data: bool,
}

/// The sample as it is.
pub struct Bench<'a> {
    book: &'a Book,
    /// The relations that each number or date takes part in.
    of: BTreeMap<Key, Vec<usize>>,
    relations: Vec<Relation>,
    /// What is reported of the sample as it is.
    known: BTreeSet<Said>,
}

/// A problem without its exact place: check, file, line and fault.
type Said = (&'static str, String, usize, String);

impl<'a> Bench<'a> {
    pub fn new(book: &'a Book) -> Bench<'a> {
        let relations = relations(book);
        let mut of: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (n, relation) in relations.iter().enumerate() {
            for key in &relation.keys {
                of.entry(*key).or_default().push(n);
            }
        }
        let copy = copy(book);
        let (problems, sources) = check(copy.path());
        let known = problems.iter().map(|problem| said(problem, &sources)).collect();
        Bench { book, of, relations, known }
    }

    /// Returns what comes of each slip, each put into an untouched copy of the sample.
    pub fn tries(&self, slips: &[Slip]) -> Vec<Outcome> {
        let copy = copy(self.book);
        slips.iter().map(|slip| self.try_one(slip, copy.path())).collect()
    }

    /// Returns the kinds of relations that a number or date takes part in.
    pub fn kinds(&self, key: Key) -> BTreeSet<Kind> {
        self.of.get(&key).into_iter().flatten().map(|&n| self.relations[n].kind).collect()
    }

    /// Returns true where a check reports each pair of the numbers, pointing at both, once one of the two is far
    /// too large or far too small: "trên 400.000" contradicts no part of it, but every part contradicts 1.
    pub fn is_compared(&self, key: Key, rule: &str, with: &[Key]) -> bool {
        let own = self.shown_beside(key, rule);
        with.iter().all(|other| own.contains(other) || self.shown_beside(*other, rule).contains(&key))
    }

    /// Returns the numbers that a check points at beside one that is far too large or far too small.
    fn shown_beside(&self, key: Key, rule: &str) -> BTreeSet<Key> {
        let copy = copy(self.book);
        let file = &self.book.files[key.0];
        let mark = self.book.mark(key).expect("the mark is of this book");
        let unit = if file.text[mark.inner.clone()].ends_with('%') { "%" } else { "" };
        let mut shown = BTreeSet::new();
        for now in ["999999937", "1"] {
            let mut text = file.text.clone();
            text.replace_range(mark.inner.clone(), &format!("{now}{unit}"));
            std::fs::write(copy.path().join(&file.path), &text).expect("the copy can be written");
            let (problems, sources) = check(copy.path());
            let after = self.book.with(key.0, text);
            for problem in problems.iter().filter(|problem| problem.rule == rule) {
                let is_shown = |other: Key| {
                    let mark = after.mark(other).expect("the slip leaves every mark");
                    points(problem, &sources, &[(&after.files[other.0].path, mark.inner.clone())])
                };
                if is_shown(key) {
                    shown.extend(self.of.keys().copied().filter(|&other| is_shown(other)));
                }
            }
        }
        shown
    }

    fn try_one(&self, slip: &Slip, folder: &Path) -> Outcome {
        let file = &self.book.files[slip.key.0];
        let path = folder.join(&file.path);
        std::fs::write(&path, &slip.text).expect("the copy can be written");
        let (problems, sources) = check(folder);
        let own: &[usize] = self.of.get(&slip.key).map_or(&[], Vec::as_slice);
        let with = self.book.with(slip.key.0, slip.text.clone());
        let is_read = with.files[slip.key.0].page.is_some();
        let broken: Vec<Relation> = match is_read {
            true => relations(&with).into_iter().filter(|one| !one.holds).collect(),
            // No TOML any more: nothing that stands in the file holds.
            false => own.iter().map(|&n| self.relations[n].clone()).collect(),
        };
        let standing = match (broken.is_empty(), own.is_empty()) {
            (false, _) => Standing::Beyond,
            (true, false) => Standing::Within,
            (true, true) => Standing::Alone,
        };
        let concerned = own.iter().map(|&n| &self.relations[n]).chain(&broken);
        let mut keys: BTreeSet<Key> = concerned.flat_map(|relation| relation.keys.iter().copied()).collect();
        keys.insert(slip.key);
        let after = if is_read { &with } else { self.book };
        let regions: Vec<(&str, Range<usize>)> = keys
            .iter()
            .filter_map(|key| Some((after.files[key.0].path.as_str(), after.mark(*key)?.region.clone())))
            .collect();
        let is_new =
            |problem: &&Problem| self.known.is_empty() || !self.known.contains(&said(problem, &sources));
        let pointing: Vec<&Problem> =
            problems.iter().filter(is_new).filter(|problem| points(problem, &sources, &regions)).collect();
        let outcome = Outcome {
            standing,
            broken: broken.iter().map(|relation| relation.kind).collect(),
            is_found_in_data: pointing.iter().any(|problem| sources.path(problem.at).ends_with(".toml")),
            found: pointing.iter().map(|problem| problem.rule).collect(),
        };
        std::fs::write(&path, &file.text).expect("the copy can be written");
        outcome
    }
}

/// Returns everything that `bantin check` says of a content folder.
fn check(folder: &Path) -> (Vec<Problem>, Sources) {
    let reading = read::project(folder).expect("the copy can be opened");
    let mut problems = reading.problems;
    if let Some(project) = &reading.project {
        problems.extend(analyse::findings(project).reconciliation.problems);
        problems = project.settings.weighed(problems);
    }
    (problems, reading.sources)
}

fn said(problem: &Problem, sources: &Sources) -> Said {
    let place = sources.place(problem.at);
    let line = place.line();
    (problem.rule, place.path, line, problem.fault.vi.clone())
}

/// True where the problem, or a fact of it, stands at one of the places.
fn points(problem: &Problem, sources: &Sources, regions: &[(&str, Range<usize>)]) -> bool {
    let places = std::iter::once(problem.at).chain(problem.labels.iter().map(|label| label.at));
    let mut places = places.map(|at| sources.place(at));
    places.any(|place| {
        let touches =
            |region: &Range<usize>| place.span.start <= region.end && region.start <= place.span.end;
        regions.iter().any(|(path, region)| *path == place.path && touches(region))
    })
}

fn copy(book: &Book) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for file in &book.files {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        std::fs::write(path, &file.text).expect("the copy can be written");
    }
    folder
}
