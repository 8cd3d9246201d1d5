//! The words of a project's names, as the words around a number are compared with them.

use super::super::words::{self, Token, marked, places};
use super::Candidate;
use crate::model::Project;
use crate::model::id::{IndicatorKey, PartKey, ZoneKey};
use crate::model::prose::View;
use crate::model::wording::Wording;
use crate::model::zone::Line;
use std::collections::BTreeSet;

/// The words of all names.
pub(in crate::analyse::suggest) struct Names {
    indicators: Vec<Counted>,
    /// The words of every part that its siblings do not have, and all of its words.
    parts: Vec<(PartKey, Vec<String>, Vec<String>)>,
    zones: Vec<(ZoneKey, Vec<String>)>,
    /// Of every zone: the place of a body and one of its names.
    bodies: Vec<Vec<(u16, Vec<String>)>>,
    plans: Vec<Vec<Vec<String>>>,
}

/// The names of what is counted.
pub(in crate::analyse::suggest) struct Counted {
    names: Vec<Vec<String>>,
    units: Vec<Vec<String>>,
}

impl Counted {
    /// Returns what has such names and units.
    #[cfg(test)]
    pub fn of(names: Vec<Vec<String>>, units: Vec<Vec<String>>) -> Counted {
        Counted { names, units }
    }

    /// Whether words begin with the unit, or with words of the name as they stand in it.
    pub fn starts(&self, run: &[&str]) -> bool {
        let unit = |unit: &Vec<String>| {
            !unit.is_empty() && run.len() >= unit.len() && same(&run[..unit.len()], unit)
        };
        let name = |name: &Vec<String>| {
            let least = run.len().min(name.len()).min(2);
            least > 0 && name.windows(least).any(|window| same(&run[..least], window))
        };
        self.units.iter().any(unit) || self.names.iter().any(name)
    }

    /// Returns true where the unit is one of some nouns.
    pub fn is_counted_in(&self, nouns: &words::List) -> bool {
        self.units.iter().any(|unit| nouns.phrases().contains(unit))
    }

    /// Whether a phrase stands in a name.
    pub fn has(&self, phrase: &[String]) -> bool {
        self.names
            .iter()
            .chain(&self.units)
            .any(|name| name.windows(phrase.len().max(1)).any(|own| own == phrase))
    }
}

fn same(run: &[&str], words: &[String]) -> bool {
    run.iter().zip(words).all(|(a, b)| *a == b)
}

/// The words of a name in every language.
fn both(name: &Wording) -> Vec<Vec<String>> {
    let names = std::iter::once(&name.vi).chain(&name.en).map(|name| marked(name));
    names.filter(|words| !words.is_empty()).collect()
}

/// The name of a line of bodies, and of bodies that no line has.
const LINES: [(Option<Line>, &str); 17] = [
    (Some(Line::Party), "đảng bộ"),
    (Some(Line::Party), "đảng ủy"),
    (Some(Line::Party), "đảng uỷ"),
    (Some(Line::Party), "party committee"),
    (Some(Line::Union), "công đoàn"),
    (Some(Line::Union), "liên đoàn lao động"),
    (Some(Line::Union), "lđlđ"),
    (Some(Line::Union), "trade union"),
    (Some(Line::Union), "union"),
    (Some(Line::Management), "ban quản lý"),
    (Some(Line::Management), "management board"),
    (Some(Line::Association), "hiệp hội"),
    (None, "đoàn thanh niên"),
    (None, "hội phụ nữ"),
    (None, "hội cựu chiến binh"),
    (None, "hội nông dân"),
    (None, "youth union"),
];

impl Names {
    /// Returns the words of a project's names.
    pub fn new(project: &Project) -> Names {
        let registry = &project.registry;
        let counted = registry.indicators.iter().map(|one| Counted {
            names: both(&one.name),
            units: [both(&one.unit), both(&one.unit_of_one)].concat(),
        });
        let parts = registry.dimensions.iter().flat_map(|dimension| {
            let words = |key: &PartKey| both(&registry.part(*key).name).concat();
            dimension.parts.iter().map(move |key| {
                let siblings: Vec<String> =
                    dimension.parts.iter().filter(|one| *one != key).flat_map(words).collect();
                let own = marked(&registry.part(*key).name.vi);
                let own = own.into_iter().filter(|word| !siblings.contains(word)).collect();
                (*key, own, words(key))
            })
        });
        let zones = project.zone_keys().flat_map(|key| {
            let zone = project.zone(key);
            let former = zone.former.iter().flat_map(|one| {
                let place = one.province.iter().map(|name| marked(name)).collect();
                [both(&one.name), both(&one.short), place].concat()
            });
            let mut names = [both(&zone.name), both(&zone.short), vec![marked(&zone.province)]].concat();
            names.extend(former);
            names.into_iter().map(move |name| (key, name))
        });
        let bodies = project.zones.iter().map(|zone| {
            let names = zone.bodies.iter().enumerate();
            let names = names.flat_map(|(n, body)| {
                let former = body.former.iter().flat_map(|one| [both(&one.name), both(&one.short)].concat());
                let names = [both(&body.name), both(&body.short)].concat().into_iter().chain(former);
                names.map(|name| (n as u16, name)).collect::<Vec<_>>()
            });
            names.collect()
        });
        let plans = project.zones.iter().map(|zone| {
            let plans = zone.plans.iter();
            plans.map(|plan| [both(&plan.name), both(&plan.short)].concat().concat()).collect()
        });
        Names {
            indicators: counted.collect(),
            parts: parts.collect(),
            zones: zones.collect(),
            bodies: bodies.collect(),
            plans: plans.collect(),
        }
    }

    fn indicator(&self, key: IndicatorKey) -> &Counted {
        &self.indicators[key.0 as usize]
    }

    /// Returns the names of what a candidate counts: its own, and of what it is a share.
    pub fn counted(&self, candidate: &Candidate) -> Vec<&Counted> {
        let whole = match candidate.reference.view {
            View::ShareOf(whole) => Some(whole),
            _ => None,
        };
        std::iter::once(candidate.reference.indicator).chain(whole).map(|key| self.indicator(key)).collect()
    }

    /// Returns every part with the words that name it.
    pub fn parts(&self) -> impl Iterator<Item = (PartKey, &[String])> {
        self.parts.iter().map(|(key, own, _)| (*key, own.as_slice()))
    }

    /// Returns the words that a candidate accounts for.
    pub fn allowed(&self, candidate: &Candidate) -> BTreeSet<&str> {
        let names =
            self.counted(candidate).into_iter().flat_map(|one| one.names.iter().chain(&one.units)).flatten();
        let own = |key: &PartKey| candidate.reference.parts.iter().any(|part| part == *key);
        let parts = self.parts.iter().filter(|(key, ..)| own(key)).flat_map(|(.., words)| words);
        let plan = match candidate.reference.view {
            View::Target(key) => self.plans[key.zone.0 as usize].get(key.plan as usize),
            _ => None,
        };
        names.chain(parts).chain(plan.into_iter().flatten()).map(String::as_str).collect()
    }

    /// Whether a text begins with the unit or name of something that the candidate is not.
    pub fn counts_other(&self, tokens: &[Token], candidate: &Candidate) -> bool {
        let own = self.counted(candidate);
        let starts = |phrase: &[String]| places(tokens, phrase).next() == Some(0);
        self.indicators.iter().filter(|other| !own.iter().any(|own| std::ptr::eq(*own, *other))).any(
            |other| {
                other.units.iter().any(|unit| starts(unit))
                    || other.names.iter().any(|name| starts(&name[..name.len().min(2)]))
            },
        )
    }

    /// Returns the zones that a text names, mention by mention in order.
    pub fn zones(&self, tokens: &[Token], candidate: &Candidate) -> Vec<Vec<ZoneKey>> {
        let mut found: Vec<(usize, usize, ZoneKey)> = Vec::new();
        for (key, name) in &self.zones {
            found.extend(places(tokens, name).map(|n| (n, n + name.len(), *key)));
        }
        let bodies = self.bodies[candidate.reference.body.zone.0 as usize].iter();
        let bodies = bodies.flat_map(|(_, name)| places(tokens, name).map(|n| (n, n + name.len())));
        let bodies: Vec<(usize, usize)> = bodies.collect();
        let spans: Vec<(usize, usize)> =
            found.iter().map(|(from, to, _)| (*from, *to)).chain(bodies).collect();
        let inside =
            |from: usize, to: usize| spans.iter().any(|(a, b)| *a <= from && to <= *b && b - a > to - from);
        found.retain(|(from, to, _)| !inside(*from, *to));
        found.sort();
        found.chunk_by(|a, b| a.0 == b.0).map(|same| same.iter().map(|(.., key)| *key).collect()).collect()
    }

    /// Whether a text names a place that the candidate's zone is not: "KCN Hai".
    pub fn strange_place(&self, tokens: &[Token], candidate: &Candidate) -> bool {
        let zone = candidate.reference.body.zone;
        let own = self.zones.iter().filter(|(key, _)| *key == zone).map(|(_, name)| name);
        let bodies = self.bodies[zone.0 as usize].iter().map(|(_, name)| name);
        let known: Vec<usize> = own
            .chain(bodies)
            .flat_map(|name| places(tokens, name).flat_map(move |n| n..n + name.len()))
            .collect();
        let others: Vec<usize> = self
            .zones
            .iter()
            .flat_map(|(_, name)| places(tokens, name).flat_map(move |n| n..n + name.len()))
            .collect();
        words::PLACES.phrases().iter().any(|noun| {
            places(tokens, noun).any(|n| {
                let next = n + noun.len();
                // Other zones of the project are judged by their nearness.
                matches!(tokens.get(next), Some(Token::Word(_, true)))
                    && !known.contains(&next)
                    && !others.contains(&next)
            })
        })
    }

    /// Returns the bodies of the candidate's zone that a text names, mention by mention in order; none of them
    /// where it names another one.
    pub fn bodies(&self, project: &Project, tokens: &[Token], candidate: &Candidate) -> Vec<Vec<u16>> {
        let zone = candidate.reference.body.zone;
        let mut found: Vec<(usize, usize, Vec<u16>)> = Vec::new();
        for (body, name) in &self.bodies[zone.0 as usize] {
            found.extend(places(tokens, name).map(|n| (n, n + name.len(), vec![*body])));
        }
        let counted = self.counted(candidate);
        for (line, name) in LINES {
            let name = marked(name);
            if counted.iter().any(|one| one.has(&name)) {
                continue;
            }
            let bodies = project.zone(zone).bodies.iter().enumerate();
            let own: Vec<u16> =
                bodies.filter(|(_, body)| Some(body.line) == line).map(|(n, _)| n as u16).collect();
            found.extend(places(tokens, &name).map(|n| (n, n + name.len(), own.clone())));
        }
        let spans: Vec<(usize, usize)> = found.iter().map(|(from, to, _)| (*from, *to)).collect();
        let inside =
            |from: usize, to: usize| spans.iter().any(|(a, b)| *a <= from && to <= *b && b - a > to - from);
        // "Đảng bộ Ban Quản lý" is one body; "thuộc Đảng bộ tỉnh", "Tỉnh ủy giao" name one above it.
        let is = |n: Option<usize>, list: &words::List| {
            n.and_then(|n| tokens.get(n)?.word()).is_some_and(|word| list.is(word))
        };
        found.retain(|(from, to, _)| {
            !inside(*from, *to)
                && !spans.iter().any(|(_, end)| end == from)
                && !is(from.checked_sub(1), &words::UNDER)
                && !is(Some(*to), &words::SETS)
        });
        found.sort();
        let mentions = found.chunk_by(|a, b| a.0 == b.0);
        mentions.map(|same| same.iter().flat_map(|(.., bodies)| bodies.iter().copied()).collect()).collect()
    }

    /// Returns the pieces of a text that belong to names of the candidate's zone and bodies.
    pub fn phrases(&self, project: &Project, tokens: &[Token], candidate: &Candidate) -> BTreeSet<usize> {
        let zone = candidate.reference.body.zone;
        let zones = self.zones.iter().filter(|(key, _)| *key == zone).map(|(_, name)| name.clone());
        let bodies = self.bodies[zone.0 as usize].iter().map(|(_, name)| name.clone());
        let line = project.body(candidate.reference.body).line;
        let lines = LINES.iter().filter(|(own, _)| *own == Some(line)).map(|(_, name)| marked(name));
        let names = zones.chain(bodies).chain(lines);
        names
            .flat_map(|name| places(tokens, &name).flat_map(|n| n..n + name.len()).collect::<Vec<_>>())
            .collect()
    }
}
