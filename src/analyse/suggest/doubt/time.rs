//! Whether the times that a text names are those of a candidate.

use super::super::words::{self, List, Token};
use super::{Around, Candidate, Doubt, Point, is_target};
use crate::model::indicator::Measure;
use crate::model::period::Period;
use crate::model::prose::View;

/// How a named time goes with a candidate's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    No,
    Maybe,
    Yes,
}

/// A named time with the words before it.
struct Named {
    time: Period,
    lead: Vec<String>,
}

impl Named {
    fn led(&self, words: &List) -> bool {
        self.lead.iter().any(|word| words.is(word))
    }

    /// Whether it is only compared with.
    fn is_base(&self) -> bool {
        let own = |word: &&String| words::TIMES.is(word) || words::LATE.is(word) || words::EARLY.is(word);
        self.lead.iter().rev().find(|word| !own(word)).is_some_and(|word| words::BASES.is(word))
    }
}

impl Around<'_> {
    /// The times of the clause, else the nearest one that the sentence names, have to be the candidate's.
    pub(super) fn time(&self, candidate: &Candidate, is_newest: bool) -> Doubt {
        let lead = self.named(&self.before, self.from..self.before.len());
        let tail = self.named(&self.after, 0..self.to);
        let own: Vec<&Named> = lead.iter().chain(&tail).collect();
        let base = match candidate.reference.view {
            View::ChangeSince(base) | View::TimesSince(base) => Some(base),
            _ => None,
        };
        let compared = own.iter().filter(|one| one.is_base());
        let wrong =
            |base: Period| compared.clone().any(|one| self.fit(one, base, candidate, true) == Fit::No);
        if base.is_some_and(wrong) {
            return Doubt::Against(Point::Time);
        }
        if base.is_none() && self.compares() {
            return Doubt::Unread;
        }
        let own: Vec<&Named> = own.into_iter().filter(|one| !one.is_base()).collect();
        let judged = match own.is_empty() {
            false => self.all(&own, (candidate, is_newest)),
            true => self.elsewhere((candidate, is_newest)),
        };
        match judged {
            Some(Fit::No) => Doubt::Against(Point::Time),
            Some(Fit::Maybe) => Doubt::Unread,
            Some(Fit::Yes) if self.both(candidate) => Doubt::Clear,
            None if self.both(candidate) && (is_newest || !self.now()) => Doubt::Clear,
            _ => Doubt::Unread,
        }
    }

    /// Whether the number is what another one is compared with: "so với 200".
    fn compares(&self) -> bool {
        let last = self.lead().iter().rev().find_map(Token::word);
        last.is_some_and(|word| words::COMPARED.is(word))
    }

    fn now(&self) -> bool {
        words::NOW.is_in(&self.before) || words::NOW.is_in(&self.after)
    }

    /// A change that bantin computes is meant only where both of its times are named.
    fn both(&self, candidate: &Candidate) -> bool {
        let View::ChangeSince(base) = candidate.reference.view else { return true };
        let named = |time: Period| {
            self.loose.times.iter().filter(|one| one.here).any(|one| one.time.to() == time.to())
        };
        named(base) && named(candidate.reference.time)
    }

    /// The nearest time outside the clause: before it, else behind it, else in earlier sentences or headings.
    fn elsewhere(&self, candidate: (&Candidate, bool)) -> Option<Fit> {
        let states = |list: Vec<Named>| list.into_iter().filter(|one| !one.is_base());
        let before = states(self.named(&self.before, 0..self.from)).next_back();
        let here = before.or_else(|| states(self.named(&self.after, self.to..self.after.len())).next());
        if let Some(named) = here {
            return self.all(&[&named], candidate);
        }
        let soft = |fit: Fit| if fit == Fit::No { Fit::Maybe } else { fit };
        if let Some(named) = self.named(&self.earlier, 0..self.earlier.len()).pop() {
            return self.all(&[&named], candidate).map(soft);
        }
        let above = self.named(&self.above, 0..self.above.len()).pop()?;
        self.all(&[&above], candidate)
    }

    fn all(&self, named: &[&Named], (candidate, is_newest): (&Candidate, bool)) -> Option<Fit> {
        let reference = &candidate.reference;
        let fit = |one: &&Named| {
            let own = self.fit(one, reference.time, candidate, false);
            // "Từ tháng 6/2014 …": up to the newest number.
            let goes_on = one.led(&words::SINCE) && one.time.from() == reference.time.from() && is_newest;
            let own = if goes_on { Fit::Yes } else { own };
            match reference.view {
                View::ChangeSince(base) | View::TimesSince(base) => {
                    own.max(self.fit(one, base, candidate, true))
                }
                _ => own,
            }
        };
        let fits: Vec<Fit> = named.iter().map(fit).collect();
        if fits.contains(&Fit::No) { Some(Fit::No) } else { fits.into_iter().max() }
    }

    fn fit(&self, named: &Named, time: Period, candidate: &Candidate, is_base: bool) -> Fit {
        let (name, from, to) = (named.time, named.time.from() == time.from(), named.time.to() == time.to());
        let covered = name.covers(time) || time.covers(name);
        if named.led(&words::ASIDE) {
            return Fit::Maybe;
        }
        let early = named.led(&words::EARLY);
        if is_target(candidate) {
            return match () {
                () if to || time.covers(name) => Fit::Yes,
                () if name.covers(time) => Fit::Maybe,
                () => Fit::No,
            };
        }
        let measure = self.project.registry.indicator(candidate.reference.indicator).measure;
        let late = named.led(&words::LATE);
        if measure == Measure::Stock || is_base {
            return match () {
                () if early => {
                    if covered && !to {
                        Fit::Maybe
                    } else {
                        Fit::No
                    }
                }
                () if to => Fit::Yes,
                // "cuối năm 2022" may be 29 December.
                () if late => {
                    if covered && time.to().days_until(name.to()) <= 31 {
                        Fit::Maybe
                    } else {
                        Fit::No
                    }
                }
                () if covered => Fit::Maybe,
                () => Fit::No,
            };
        }
        let half = (early || late) && !named.led(&words::UNTIL) && !named.led(&words::SINCE);
        match () {
            () if half && name == time => Fit::No,
            () if half && ((early && from) || (late && to)) && name.covers(time) => Fit::Maybe,
            () if half => Fit::No,
            () if name == time || (to && named.led(&words::UNTIL)) => Fit::Yes,
            () if name.covers(time) || (time.covers(name) && (from || (to && named.led(&words::UNTIL)))) => {
                Fit::Maybe
            }
            () => Fit::No,
        }
    }

    /// The times that stand in some of the pieces, each with up to three words before it.
    fn named(&self, tokens: &[Token], within: std::ops::Range<usize>) -> Vec<Named> {
        let time = |n: usize| match tokens.get(n) {
            Some(Token::Time(time)) => Some(self.loose.times[*time].time),
            _ => None,
        };
        let first = within.filter(|n| time(*n).is_some() && n.checked_sub(1).and_then(time).is_none());
        first
            .filter_map(|n| {
                let lead = tokens[..n].iter().rev().map_while(Token::word).take(3);
                let mut lead: Vec<String> = lead.map(str::to_owned).collect();
                lead.reverse();
                // "năm 2020 - 2022" is one time.
                let last = (n..).map_while(time).last()?;
                let own = time(n)?;
                Some(Named { time: Period::new(own.from(), last.to()).unwrap_or(own), lead })
            })
            .collect()
    }
}
