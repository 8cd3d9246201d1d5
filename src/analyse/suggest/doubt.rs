//! What speaks against a reference: the words around the number name something that it is not.
//!
//! # The rule
//! A time, zone, body, part, noun, target or change that the sentence names and the candidate is not rules it
//! out: it is shown last, and with the reason. Where a word of the number's own clause is not accounted for by
//! the candidate's names, nothing is certain: the word may restrict what is counted.

mod names;
mod time;

use super::words::{self, List, Token, places, tokens};
use super::{Candidate, Kind};
use crate::diag::Say;
use crate::model::Project;
use crate::model::id::{PartKey, ZoneKey};
use crate::model::indicator::Measure;
use crate::model::prose::{Loose, TimePlace, View};
use crate::model::zone::Line;
use crate::say;
pub(super) use names::Names;
use std::ops::Range;

/// What speaks against a reference, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doubt {
    /// Nothing.
    Clear,
    /// Something that is not read.
    Unread,
    /// Something else is named.
    Against(Point),
}

/// In what a text and a reference differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Point {
    Time,
    Zone,
    Body,
    Noun,
    Part,
    Target,
    Change,
}

impl Point {
    /// Returns what is said of it.
    pub fn said(self) -> Say {
        match self {
            Point::Time => say!("câu văn nêu thời gian khác", "the text names another time"),
            Point::Zone => say!("câu văn nêu nơi khác", "the text names another place"),
            Point::Body => say!("câu văn nêu tổ chức khác", "the text names another body"),
            Point::Noun => say!("sau số là đơn vị khác", "something else is counted"),
            Point::Part => say!("câu văn chỉ nói một phần", "the text tells of a part alone"),
            Point::Target => {
                say!("một bên là mục tiêu, một bên là kết quả", "one is a target, the other a result")
            }
            Point::Change => {
                say!("một bên là mức tăng, giảm, một bên thì không", "one is a change, the other is not")
            }
        }
    }
}

/// The pieces around a number.
pub(super) struct Around<'a> {
    names: &'a Names,
    project: &'a Project,
    home: Option<ZoneKey>,
    loose: &'a Loose,
    /// The headings above.
    above: Vec<Token>,
    /// The sentences before its own one, as far as they were kept.
    earlier: Vec<Token>,
    /// Its sentence up to it.
    before: Vec<Token>,
    /// Where its clause begins in `before`.
    from: usize,
    /// What follows in its sentence.
    after: Vec<Token>,
    /// Where its clause ends in `after`.
    to: usize,
}

impl<'a> Around<'a> {
    /// Returns the pieces around a number.
    pub fn new(names: &'a Names, project: &'a Project, loose: &'a Loose, home: Option<ZoneKey>) -> Self {
        let mut spans: [Vec<(Range<usize>, usize)>; 3] = Default::default();
        for (n, named) in loose.times.iter().enumerate() {
            let (list, span) = match &named.place {
                TimePlace::Heading(span) => (0, span),
                TimePlace::Before(span) => (1, span),
                TimePlace::After(span) => (2, span),
            };
            spans[list].push((span.clone(), n));
        }
        let above = tokens(&loose.headings, &spans[0]);
        let mut earlier = tokens(&loose.before, &spans[1]);
        let start = earlier.iter().rposition(|token| *token == Token::Stop).map_or(0, |n| n + 1);
        let before = earlier.split_off(start);
        let mut after = tokens(&loose.after, &spans[2]);
        after.truncate(after.iter().position(|token| *token == Token::Stop).unwrap_or(after.len()));
        let (from, to) = (clause_start(&before), clause_end(&after));
        Around { names, project, home, loose, above, earlier, before, from, after, to }
    }

    /// Returns what speaks against a candidate; `is_newest` where no later number of its cell is known.
    pub fn doubt(&self, candidate: &Candidate, is_newest: bool) -> Doubt {
        let ruled = [
            self.time(candidate, is_newest),
            self.zone(candidate),
            self.body(candidate),
            self.noun(candidate),
            self.part(candidate),
            self.target(candidate),
            self.change(candidate),
        ];
        let worst = ruled.into_iter().max().unwrap_or(Doubt::Clear);
        match worst {
            Doubt::Clear if !self.is_read(candidate) => Doubt::Unread,
            worst => worst,
        }
    }

    /// The clause before the number.
    fn lead(&self) -> &[Token] {
        &self.before[self.from..]
    }

    /// The clause behind the number.
    fn tail(&self) -> &[Token] {
        &self.after[..self.to]
    }

    fn has(&self, phrases: &List) -> bool {
        phrases.is_in(self.lead()) || phrases.is_in(self.tail())
    }

    /// The nearest zone that the text names has to be the candidate's.
    fn zone(&self, candidate: &Candidate) -> Doubt {
        let zone = candidate.reference.body.zone;
        let foreign = [&self.before[..], &self.after[..]].into_iter();
        if foreign.into_iter().any(|tokens| self.names.strange_place(tokens, candidate)) {
            return Doubt::Against(Point::Zone);
        }
        let last = |tokens: &[Token]| self.names.zones(tokens, candidate).pop();
        let first = |tokens: &[Token]| self.names.zones(tokens, candidate).into_iter().next();
        let here = last(&self.before).or_else(|| first(&self.after));
        let earlier = last(&self.earlier);
        // The page's own zone goes without saying, unless a heading says otherwise.
        let above = || if self.home.is_some() || earlier.is_none() { last(&self.above) } else { None };
        match here.or_else(above) {
            Some(zones) if !zones.contains(&zone) => Doubt::Against(Point::Zone),
            Some(_) => Doubt::Clear,
            None => match earlier {
                Some(zones) if zones.contains(&zone) => Doubt::Clear,
                None if self.home == Some(zone) => Doubt::Clear,
                _ => Doubt::Unread,
            },
        }
    }

    /// The nearest body that the sentence names has to be the candidate's; one that an earlier sentence names
    /// may go on.
    fn body(&self, candidate: &Candidate) -> Doubt {
        let body = candidate.reference.body;
        let zone = self.project.zone(body.zone);
        let is_place = matches!(zone.bodies[body.body as usize].line, Line::Territory | Line::Management);
        let names = |tokens: &[Token]| self.names.bodies(self.project, tokens, candidate);
        let here = names(&self.before).pop().or_else(|| names(self.tail()).into_iter().next());
        let is_here = here.is_some();
        let named = here.or_else(|| names(&self.earlier).pop()).or_else(|| names(&self.above).pop());
        match named {
            Some(bodies) if !bodies.contains(&body.body) && is_here && !is_place => {
                Doubt::Against(Point::Body)
            }
            Some(bodies) if !bodies.contains(&body.body) => Doubt::Unread,
            Some(bodies) if bodies.len() > 1 && zone.main != body.body => Doubt::Unread,
            None if zone.main != body.body => Doubt::Unread,
            _ => Doubt::Clear,
        }
    }

    /// What is counted stands right behind the number: the candidate's unit or name, or nothing.
    fn noun(&self, candidate: &Candidate) -> Doubt {
        let run: Vec<&str> = self.after.iter().map_while(Token::word).collect();
        let own = self.names.counted(candidate);
        let read = |word: &str| words::READ.is(word) || words::TIMES.is(word);
        if run.is_empty() || read(run[0]) || own.iter().any(|name| name.starts(&run)) {
            return Doubt::Clear;
        }
        let target = matches!(candidate.reference.view, View::Target(_) | View::Attained(_));
        if target && words::OF_TARGETS.is(run[0]) {
            return Doubt::Clear;
        }
        let other = self.names.counts_other(&self.after, candidate);
        let own = self.project.registry.indicator(candidate.reference.indicator).counts_people
            || own.iter().any(|name| name.is_counted_in(&words::PEOPLE));
        let list = if own { &words::THINGS } else { &words::PEOPLE };
        let starts = |phrase: &Vec<String>| places(&self.after, phrase).next() == Some(0);
        match other || list.phrases().iter().any(starts) {
            true => Doubt::Against(Point::Noun),
            false => Doubt::Unread,
        }
    }

    /// A part that the clause names has to be the candidate's.
    fn part(&self, candidate: &Candidate) -> Doubt {
        let own: Vec<PartKey> = candidate.reference.parts.iter().collect();
        let free = |tokens: &'_ [Token]| -> Vec<String> {
            let known = self.names.phrases(self.project, tokens, candidate);
            let words = tokens.iter().enumerate().filter(|(n, _)| !known.contains(n));
            words.filter_map(|(_, token)| token.word()).map(str::to_owned).collect()
        };
        let clause = [free(self.lead()), free(self.tail())].concat();
        let allowed = self.names.allowed(candidate);
        let named = |words: &[String]| {
            !words.is_empty() && words.iter().all(|word| clause.contains(word) && !allowed.contains(&**word))
        };
        let other = self.names.parts().any(|(key, words)| !own.contains(&key) && named(words));
        let restricts = words::RESTRICTING.phrases().iter().any(|phrase| named(phrase));
        if other || restricts { Doubt::Against(Point::Part) } else { Doubt::Clear }
    }

    /// Targets are told from results.
    fn target(&self, candidate: &Candidate) -> Doubt {
        let name = self.names.counted(candidate);
        let aims = |tokens: &[Token]| {
            let is_name = |phrase: &[String]| name.iter().any(|name| name.has(phrase));
            let mut aims = words::AIMS.phrases().iter().filter(|phrase| !is_name(phrase));
            aims.any(|phrase| places(tokens, phrase).next().is_some())
        };
        let clause = aims(self.lead()) || aims(self.tail());
        let above = words::AIMING.is_in(&self.above);
        match candidate.reference.view {
            View::Target(_) if clause || aims(&self.before) => Doubt::Clear,
            View::Target(_) if words::DONE.is_in(self.lead()) => Doubt::Against(Point::Target),
            View::Target(_) if above => Doubt::Clear,
            View::Target(_) => Doubt::Unread,
            View::Attained(_) if clause => Doubt::Clear,
            View::Attained(_) => Doubt::Unread,
            _ if clause => Doubt::Against(Point::Target),
            _ if above || aims(&self.before) => Doubt::Unread,
            _ => Doubt::Clear,
        }
    }

    /// Changes are told from states.
    fn change(&self, candidate: &Candidate) -> Doubt {
        let measure = self.project.registry.indicator(candidate.reference.indicator).measure;
        let lead: Vec<&str> = self.lead().iter().filter_map(Token::word).collect();
        let mut last = lead.iter().rev().copied().skip_while(|word| words::LINKS.is(word));
        let last = last.next().unwrap_or("");
        let more = words::MORE.is(last) && measure != Measure::Flow;
        let right_before = words::CHANGES.is(last) || more;
        match candidate.reference.view {
            View::ChangeSince(_) => {
                let named = right_before || self.has(&words::CHANGES) || self.has(&words::MORE);
                if named { Doubt::Clear } else { Doubt::Against(Point::Change) }
            }
            View::TimesSince(_) => Doubt::Clear,
            View::Value if measure == Measure::NetChange => Doubt::Clear,
            _ if right_before => Doubt::Against(Point::Change),
            _ => Doubt::Clear,
        }
    }

    /// Whether every word of the clause leaves the candidate as it is, and no word of the sentence points at
    /// something that is not read.
    fn is_read(&self, candidate: &Candidate) -> bool {
        let allowed = self.names.allowed(candidate);
        let target = matches!(candidate.reference.view, View::Target(_) | View::Attained(_));
        let change = matches!(candidate.reference.view, View::ChangeSince(_) | View::TimesSince(_));
        let change = change
            || self.project.registry.indicator(candidate.reference.indicator).measure == Measure::NetChange;
        let read = |tokens: &[Token], n: usize| {
            let Some(word) = tokens[n].word() else { return true };
            words::READ.is(word)
                || allowed.contains(word)
                || (words::TIMES.is(word) && before_time(tokens, n))
                || (target && words::OF_TARGETS.is(word))
                || (change && (words::CHANGES.is(word) || words::MORE.is(word)))
        };
        let clause = |tokens: &[Token]| {
            let known = self.names.phrases(self.project, tokens, candidate);
            (0..tokens.len()).all(|n| known.contains(&n) || read(tokens, n))
        };
        let points = |n: usize| match &self.before[n] {
            Token::Word(word, _) => {
                words::SIGNALS.is(word)
                    && !before_time(&self.before, n)
                    && !(target && words::OF_TARGETS.is(word))
            }
            Token::Digits(digits) => digits.contains('/'),
            _ => false,
        };
        let ends = (self.after.get(self.to), self.tail().last().and_then(Token::word));
        let dated = matches!(ends, (Some(Token::Digits(_)), Some(word)) if words::SIGNALS.is(word));
        clause(self.lead()) && clause(self.tail()) && !dated && !(0..self.from).any(points)
    }
}

/// Whether a time follows, after words that belong to it.
fn before_time(tokens: &[Token], n: usize) -> bool {
    let mut rest = tokens[n + 1..].iter();
    let own = |token: &&Token| {
        token
            .word()
            .is_some_and(|word| words::TIMES.is(word) || words::LATE.is(word) || words::EARLY.is(word))
    };
    matches!(rest.find(|token| !own(token)), Some(Token::Time(_)))
}

/// Where the clause begins in which a text ends: at the last pause that something follows.
fn clause_start(tokens: &[Token]) -> usize {
    let mut end = tokens.len();
    loop {
        let pause = |token: &Token| matches!(token, Token::Pause | Token::Open | Token::Digits(_));
        match tokens[..end].iter().rposition(pause) {
            // "Đảng viên nữ: 50": nothing stands between.
            Some(n) if n + 1 == tokens.len() || n + 1 == end && end < tokens.len() => {
                if matches!(tokens[n], Token::Digits(_)) {
                    return n + 1;
                }
                end = n;
            }
            // "4 chi bộ và 71 đảng viên".
            Some(n) if matches!(tokens[n], Token::Digits(_)) => {
                let and =
                    tokens.iter().rposition(|token| token.word().is_some_and(|word| words::AND.is(word)));
                return and.filter(|and| *and > n).map_or(n + 1, |and| and + 1);
            }
            Some(n) => return n + 1,
            None => return 0,
        }
    }
}

/// Where the clause ends with which a text begins; words in brackets belong to it where they have no number.
fn clause_end(tokens: &[Token]) -> usize {
    let mut open = false;
    for (n, token) in tokens.iter().enumerate() {
        match token {
            Token::Open => {
                let inside = tokens[n + 1..].iter().take_while(|token| **token != Token::Pause);
                if inside.clone().any(|token| matches!(token, Token::Digits(_))) {
                    return n;
                }
                open = true;
            }
            Token::Pause if open => open = false,
            Token::Pause => return n,
            // "34 công đoàn cơ sở và phát triển 21 nghìn đoàn viên".
            Token::Digits(_) => {
                let and = tokens[..n]
                    .iter()
                    .rposition(|token| token.word().is_some_and(|word| words::AND.is(word)));
                return and.unwrap_or(n);
            }
            _ => {}
        }
    }
    tokens.len()
}

/// Whether a candidate is a target.
fn is_target(candidate: &Candidate) -> bool {
    candidate.kind == Kind::Target
}

#[cfg(test)]
mod tests;
