//! Which of the fitting references a text means: what the words around the number name.

use super::{Candidate, Kind};
use crate::model::Project;
use crate::model::fold;
use crate::model::id::{IndicatorKey, ZoneKey};
use crate::model::period::Period;
use crate::model::prose::{Loose, NamedTime, View};
use crate::model::wording::Wording;
use std::collections::BTreeSet;

/// Points that a certain reference has at least: its zone and its indicator named.
pub(super) const ENOUGH: i32 = 125;

/// Points by which it leads.
pub(super) const APART: i32 = 10;

/// Points of the page's own zone, or of one that is named.
const ZONE: i32 = 100;

/// The words of all names, folded.
pub(super) struct Words {
    indicators: Vec<Folded>,
    parts: Vec<BTreeSet<String>>,
    bodies: Vec<Vec<BTreeSet<String>>>,
    zones: Vec<Vec<String>>,
}

struct Folded {
    name: Vec<String>,
    unit: Vec<String>,
}

impl Words {
    /// Returns the words of a project's names.
    pub fn new(project: &Project) -> Words {
        let both = |name: &Wording| folded(&name.vi);
        let registry = &project.registry;
        let indicators = registry.indicators.iter();
        Words {
            indicators: indicators
                .map(|one| Folded { name: both(&one.name), unit: both(&one.unit) })
                .collect(),
            parts: registry.parts.iter().map(|one| both(&one.name).into_iter().collect()).collect(),
            bodies: project
                .zones
                .iter()
                .map(|zone| {
                    let place: BTreeSet<String> =
                        folded(&zone.name.vi).into_iter().chain(folded(&zone.province)).collect();
                    let own =
                        |name: &str| folded(name).into_iter().filter(|word| !place.contains(word)).collect();
                    zone.bodies.iter().map(|body| own(&body.name.vi)).collect()
                })
                .collect(),
            zones: project.zones.iter().map(|zone| folded(&zone.short.vi)).collect(),
        }
    }
}

/// What speaks for a candidate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Merit {
    /// How much, all in all.
    pub points: i32,
    /// Whether the text names its indicator, and its part where it is one.
    pub named: bool,
    /// Whether it is of the page's own zone, or of one that the text names.
    pub near: bool,
}

/// A number with the words around it.
pub(super) struct Scene<'a> {
    words: &'a Words,
    project: &'a Project,
    home: Option<ZoneKey>,
    /// The words right behind the number, up to the next number or stop.
    behind: Vec<String>,
    /// The words of its clause, both ways.
    clause: BTreeSet<String>,
    /// The words of its sentence.
    sentence: BTreeSet<String>,
    /// The words of its paragraph in order, as far as they were kept.
    paragraph: Vec<String>,
    times: &'a [NamedTime],
    /// Whether "giảm" stands before it.
    pub falls: bool,
    aims: bool,
    changes: bool,
}

impl<'a> Scene<'a> {
    /// Returns the scene of a number.
    pub fn new(words: &'a Words, project: &'a Project, loose: &'a Loose, home: Option<ZoneKey>) -> Scene<'a> {
        let stops = |c: char| matches!(c, '.' | ';' | '?' | '!' | '|');
        let cut_before = loose.before.rfind(|c| stops(c) && c != '.').map_or(0, |n| n + 1);
        let dot = loose.before.rfind(". ").map_or(0, |n| n + 2);
        let sentence_before = &loose.before[cut_before.max(dot)..];
        let end =
            loose.after.find(". ").or(loose.after.find([';', '?', '!', '|'])).unwrap_or(loose.after.len());
        let sentence_after = &loose.after[..end];
        let pause = |c: char| matches!(c, ',' | ';' | '(' | ')' | ':' | '.') || c.is_ascii_digit();
        let clause_before = &sentence_before[sentence_before.rfind(pause).map_or(0, |n| n + 1)..];
        let clause_after = &sentence_after[..sentence_after.find(pause).unwrap_or(sentence_after.len())];
        let near = folded(clause_before);
        let last: Vec<&str> = near.iter().rev().take(4).map(String::as_str).collect();
        let cue = |list: &[&str]| last.iter().any(|word| list.contains(word));
        let sentence: Vec<String> =
            folded(sentence_before).into_iter().chain(folded(sentence_after)).collect();
        let phrase = format!(" {} ", sentence.join(" "));
        let aims = AIMS.iter().any(|aim| phrase.contains(&format!(" {aim} ")));
        let mut paragraph = folded(&loose.before);
        paragraph.extend(folded(&loose.after));
        Scene {
            words,
            project,
            home,
            behind: folded(clause_after).into_iter().take(8).collect(),
            clause: near.iter().cloned().chain(folded(clause_after)).collect(),
            sentence: sentence.into_iter().collect(),
            paragraph,
            times: &loose.times,
            falls: last.first() == Some(&"giam"),
            aims,
            changes: cue(&["them", "tang", "giam", "chenh"])
                || last.first() == Some(&"la") && near.contains(&"hon".to_owned()),
        }
    }

    /// Returns what speaks for a candidate.
    pub fn merit(&self, candidate: &Candidate) -> Merit {
        let reference = &candidate.reference;
        let (name, named) = self.name(candidate);
        let near = match self.home {
            Some(home) => home == reference.body.zone,
            None => self.names_zone(reference.body.zone),
        };
        let main = i32::from(self.project.zone(reference.body.zone).main == reference.body.body);
        let body = &self.words.bodies[reference.body.zone.0 as usize][reference.body.body as usize];
        let (parts, told) = self.parts(candidate);
        let (view, base) = self.view(candidate);
        let points = if near { ZONE } else { 0 }
            + name
            + parts
            + share(body, &self.sentence, 14)
            + main
            + self.time(reference.time)
            + view;
        Merit { points, named: named && told && base, near }
    }

    /// Up to 60 points: most for the words right behind the number.
    fn name(&self, candidate: &Candidate) -> (i32, bool) {
        let Folded { name, unit } = &self.words.indicators[candidate.reference.indicator.0 as usize];
        let total = name.len().max(1) as i32;
        let behind = name.iter().filter(|word| self.behind.contains(word)).count() as i32;
        let clause = name.iter().filter(|word| self.clause.contains(*word)).count() as i32;
        let sentence = name.iter().filter(|word| self.sentence.contains(*word)).count() as i32;
        let counted = !unit.is_empty() && self.behind.starts_with(unit);
        let begins = self.behind.iter().zip(name).take_while(|(a, b)| a == b).count() >= name.len().min(2);
        let points = 20 * behind / total
            + 15 * clause / total
            + 15 * sentence / total
            + if counted { 8 } else { 0 }
            + if begins { 6 } else { 0 };
        let named = (begins && 2 * clause >= total)
            || 10 * sentence >= 6 * total
            || (counted && 2 * sentence >= total);
        (points, named)
    }

    /// A part is meant where its own words stand in the clause.
    fn parts(&self, candidate: &Candidate) -> (i32, bool) {
        let parts = candidate.reference.parts.iter().map(|part| &self.words.parts[part.0 as usize]);
        parts.fold((0, true), |(points, told), words| {
            let clause = share(words, &self.clause, 24);
            (points + share(words, &self.sentence, 12) + clause - 20, told && clause == 24)
        })
    }

    fn time(&self, time: Period) -> i32 {
        let points = |&NamedTime { time: ref named, here, .. }: &NamedTime| {
            let points = if *named == time {
                20
            } else if named.to() == time.to() {
                16
            } else if named.covers(time) || time.covers(*named) {
                8
            } else {
                0
            };
            if here { points } else { points / 2 }
        };
        let best = self.times.iter().map(points).max().unwrap_or(0);
        let begins = self.times.iter().any(|one| one.here && one.time.from() == time.from());
        best + if begins { 2 } else { 0 }
    }

    /// The points of the view, and whether the text names what it compares with.
    fn view(&self, candidate: &Candidate) -> (i32, bool) {
        let whole = |key: IndicatorKey| {
            let name: BTreeSet<String> = self.words.indicators[key.0 as usize].name.iter().cloned().collect();
            share(&name, &self.sentence, 12)
        };
        match (&candidate.reference.view, candidate.kind) {
            (View::Target(_), _) if self.aims => (14, true),
            (View::Target(_), _) => (-14, true),
            (View::ChangeSince(_), _) if self.changes => (16, true),
            (View::ChangeSince(_), _) => (-16, true),
            (View::ShareOf(of), Kind::Computed) => (whole(*of) - 16, whole(*of) >= 5),
            (View::ShareOf(of), _) => (whole(*of), true),
            (_, Kind::Computed) => (-8, true),
            (View::Value, _) if self.aims => (-4, true),
            _ => (0, true),
        }
    }

    fn names_zone(&self, zone: ZoneKey) -> bool {
        let name = &self.words.zones[zone.0 as usize];
        self.paragraph.windows(name.len().max(1)).any(|window| window == name)
    }
}

/// Points for the words of a name that stand in a text: all of them give the most.
fn share(name: &BTreeSet<String>, text: &BTreeSet<String>, most: i32) -> i32 {
    most * name.intersection(text).count() as i32 / name.len().max(1) as i32
}

/// Words of a sentence about targets, folded.
const AIMS: [&str; 11] = [
    "chi tieu",
    "muc tieu",
    "phan dau",
    "nghi quyet",
    "ke hoach",
    "giao",
    "de ra",
    "dat muc",
    "muc hang nam",
    "den nam",
    "hoan thanh dot",
];

/// Returns the words of a text without marks, in small letters.
fn folded(text: &str) -> Vec<String> {
    fold::words(text).map(fold::bare).collect()
}
