//! One file of content: every number and every date that stands in it, and what they belong to.
//!
//! Read again from `docs/format.md`, so that what counts as a relation is not decided by the code that is
//! to find it.

use crate::number::Days;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A number or a date that stands in a file.
#[derive(Debug, Clone)]
pub struct Mark {
    pub what: What,
    /// Without quotes.
    pub inner: Range<usize>,
    /// With quotes.
    pub outer: Range<usize>,
    /// What a problem at this mark has to touch: the line in a TOML file, the link in a narrative.
    pub region: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The amount of a result.
    Amount,
    /// A share, a change or an attainment printed with a result.
    Said,
    /// The amount of a target.
    Target,
    /// The words of a figure in a narrative.
    Words,
    /// A number in a narrative that is declared to lead nowhere.
    Plain,
    /// A date or period that data or references hang on.
    Time,
    /// A year in the running text of a narrative.
    Year,
}

/// A number as it stands: where, and its text; in quotes unless it is a bare number of TOML.
#[derive(Debug, Clone)]
pub struct Number {
    pub start: usize,
    pub text: String,
}

/// A date as it stands.
#[derive(Debug, Clone)]
pub struct Time {
    pub start: usize,
    pub days: Days,
}

#[derive(Debug, Clone)]
pub struct Figure {
    /// Where the report says no other.
    pub body: String,
    pub indicator: String,
    /// `dimension=part`, outer first.
    pub parts: Vec<String>,
    pub time: Time,
    /// True for what happened over a period, false for a state.
    pub is_flow: bool,
    pub value: Option<Number>,
    /// The figure of which it is a part, and whether the parts make it up.
    pub whole: Option<(usize, bool)>,
    pub says: Vec<Says>,
    pub disputes: Option<(String, Time)>,
}

#[derive(Debug, Clone)]
pub struct Says {
    /// `share_of`, `change_since`, `times_since` or `attained`.
    pub kind: String,
    /// The key below it; empty for a share of the whole.
    pub of: String,
    pub since: Option<Time>,
    pub number: Number,
}

#[derive(Debug, Clone)]
pub struct Target {
    pub indicator: String,
    pub parts: Vec<String>,
    /// The time of the table it stands in; the plan's term has it where there is none.
    pub time: Option<Time>,
    pub share_of: Option<String>,
    pub number: Number,
}

/// A number in a narrative that refers to data.
#[derive(Debug, Clone)]
pub struct Reference {
    pub words: Number,
    /// `[zone/][body/]indicator`.
    pub path: String,
    pub parts: Vec<String>,
    pub time: Time,
    /// What stands after `?as=`, with the time where it names one.
    pub view: Option<(String, String, Option<Time>)>,
}

#[derive(Debug, Default, Clone)]
pub struct Page {
    /// In the order of the text.
    pub marks: Vec<Mark>,
    pub body: Option<String>,
    pub published: Option<Time>,
    pub term: Option<Time>,
    pub cutoff: Option<Time>,
    /// Dates that must stand in this order: the earlier one does not begin after the later one ends.
    pub orders: Vec<(Time, Time)>,
    pub figures: Vec<Figure>,
    pub targets: Vec<Target>,
    pub references: Vec<Reference>,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl Page {
    /// Returns what stands in a file; nothing where it is no TOML.
    pub fn read(path: &str, text: &str) -> Option<Page> {
        let mut page = Page::default();
        if path.ends_with(".en.md") {
            // It says again what its Vietnamese twin says, in other words; slips are put into that one.
        } else if path.ends_with(".md") {
            let mut body = 0;
            if let Some(rest) = text.strip_prefix("+++\n") {
                let end = 4 + rest.find("\n+++\n")? + 1;
                page.issue(text, 4, DeTable::parse(&text[4..end]).ok()?.get_ref())?;
                body = end + 4;
            }
            page.narrative(text, body)?;
        } else {
            let table = DeTable::parse(text).ok()?;
            match path.split('/').collect::<Vec<_>>()[..] {
                ["zones", _, "results", _] => page.report(text, table.get_ref())?,
                ["zones", _, "plans", _] => page.plan(text, table.get_ref())?,
                _ => {}
            }
        }
        page.marks.sort_by_key(|mark| mark.inner.start);
        Some(page)
    }

    fn report(&mut self, text: &str, table: &DeTable<'_>) -> Option<()> {
        self.body = string(table, "body");
        self.published = self.source(text, table);
        let sections =
            ["at", "during"].into_iter().filter_map(|section| Some((section, inner(table, section)?)));
        for (section, (key, figures)) in
            sections.flat_map(|(section, all)| all.iter().map(move |one| (section, one)))
        {
            let time = self.time(text, key.span(), 0)?;
            for (indicator, value) in figures.get_ref().as_table()? {
                let figure = Figure {
                    body: self.body.clone()?,
                    indicator: indicator.get_ref().to_string(),
                    parts: Vec::new(),
                    time: time.clone(),
                    is_flow: section == "during",
                    value: None,
                    whole: None,
                    says: Vec::new(),
                    disputes: None,
                };
                self.figure(text, figure, value)?;
            }
        }
        for event in table.get("event").and_then(|events| events.get_ref().as_array()).into_iter().flatten() {
            let date = event.get_ref().as_table()?.get("date")?;
            let date = self.time(text, date.span(), 0)?;
            self.orders.extend(self.published.clone().map(|published| (date, published)));
        }
        Some(())
    }

    fn figure(&mut self, text: &str, mut figure: Figure, value: &Value<'_>) -> Option<()> {
        let place = self.figures.len();
        let DeValue::Table(keys) = value.get_ref() else {
            let number = self.number(text, value.span(), What::Amount);
            match number.text.contains('%') {
                true => figure.says.push(says("share_of", number)),
                false => figure.value = Some(number),
            }
            self.figures.push(figure);
            return Some(());
        };
        if let Some(body) = string(keys, "body") {
            figure.body = body;
        }
        if let Some(value) = keys.get("value") {
            figure.value = Some(self.number(text, value.span(), What::Amount));
        }
        for kind in ["share_of", "change_since", "times_since", "attained"] {
            match keys.get(kind).map(|value| (value, value.get_ref())) {
                Some((_, DeValue::Table(all))) => {
                    for (of, value) in all {
                        let since = match kind.ends_with("since") {
                            true => Some(self.time(text, of.span(), 0)?),
                            false => None,
                        };
                        let number = self.number(text, value.span(), What::Said);
                        let of = of.get_ref().to_string();
                        figure.says.push(Says { of, since, ..says(kind, number) });
                    }
                }
                Some((value, _)) => {
                    let number = self.number(text, value.span(), What::Said);
                    figure.says.push(says(kind, number));
                }
                None => {}
            }
        }
        if let Some(dispute) = inner(keys, "disputes") {
            let time = self.time(text, dispute.get("time")?.span(), 0)?;
            figure.disputes = Some((string(dispute, "report")?, time));
        }
        let above = figure.clone();
        self.figures.push(figure);
        for (key, complete) in [("of_which", false), ("parts", true)] {
            for (dimension, parts) in inner(keys, key).into_iter().flatten() {
                for (part, value) in parts.get_ref().as_table()? {
                    let mut own = Figure { value: None, says: Vec::new(), disputes: None, ..above.clone() };
                    own.parts.push(format!("{}={}", dimension.get_ref(), part.get_ref()));
                    own.whole = Some((place, complete));
                    self.figure(text, own, value)?;
                }
            }
        }
        Some(())
    }

    fn plan(&mut self, text: &str, table: &DeTable<'_>) -> Option<()> {
        self.body = string(table, "body");
        self.published = self.source(text, table);
        let term = self.time(text, table.get("term")?.span(), 0)?;
        for section in ["whole-term", "every-year", "average-year"] {
            for (indicator, value) in inner(table, section).into_iter().flatten() {
                self.target(text, (indicator.get_ref(), None, &[]), value)?;
            }
        }
        for section in ["by", "during"] {
            for (key, targets) in inner(table, section).into_iter().flatten() {
                let time = self.time(text, key.span(), 0)?;
                self.orders.push((term.clone(), time.clone()));
                self.orders.push((time.clone(), term.clone()));
                for (indicator, value) in targets.get_ref().as_table()? {
                    self.target(text, (indicator.get_ref(), Some(&time), &[]), value)?;
                }
            }
        }
        let milestones = table.get("milestone").and_then(|all| all.get_ref().as_array());
        for milestone in milestones.into_iter().flatten() {
            let by = self.time(text, milestone.get_ref().as_table()?.get("by")?.span(), 0)?;
            self.orders.push((term.clone(), by));
        }
        self.term = Some(term);
        Some(())
    }

    fn target(
        &mut self,
        text: &str,
        (indicator, time, parts): (&str, Option<&Time>, &[String]),
        value: &Value<'_>,
    ) -> Option<()> {
        let push = |page: &mut Page, value: &Value<'_>, share_of: Option<String>| {
            let number = page.number(text, value.span(), What::Target);
            let (indicator, time, parts) = (indicator.to_owned(), time.cloned(), parts.to_vec());
            page.targets.push(Target { indicator, parts, time, share_of, number });
        };
        let DeValue::Table(keys) = value.get_ref() else {
            push(self, value, None);
            return Some(());
        };
        if let Some(value) = keys.get("value") {
            push(self, value, None);
        }
        for (of, value) in inner(keys, "share_of").into_iter().flatten() {
            push(self, value, Some(of.get_ref().to_string()));
        }
        for key in ["of_which", "parts"] {
            for (dimension, all) in inner(keys, key).into_iter().flatten() {
                for (part, value) in all.get_ref().as_table()? {
                    let mut own = parts.to_vec();
                    own.push(format!("{}={}", dimension.get_ref(), part.get_ref()));
                    self.target(text, (indicator, time, &own), value)?;
                }
            }
        }
        Some(())
    }

    fn issue(&mut self, text: &str, base: usize, table: &DeTable<'_>) -> Option<()> {
        self.time(text, table.get("period")?.span(), base)?;
        let cutoff = self.time(text, table.get("cutoff")?.span(), base)?;
        let published = self.time(text, table.get("published")?.span(), base)?;
        self.orders.push((cutoff.clone(), published.clone()));
        if let Some(next) = table.get("next") {
            let next = self.time(text, next.span(), base)?;
            self.orders.push((published, next));
        }
        self.cutoff = Some(cutoff);
        Some(())
    }

    fn narrative(&mut self, text: &str, from: usize) -> Option<()> {
        let mut links = Vec::new();
        for scheme in ["](figure:", "](plain:"] {
            for (n, _) in text[from..].match_indices(scheme) {
                let at = from + n;
                let start = text[..at].rfind('[')? + 1;
                let end = at + text[at..].find(')')? + 1;
                let region = start - 1..end;
                let what = if scheme.contains("plain") { What::Plain } else { What::Words };
                links.push(region.clone());
                self.marks.push(Mark { what, inner: start..at, outer: start..at, region: region.clone() });
                if what == What::Words {
                    let words = Number { start, text: format!("\"{}\"", &text[start..at]) };
                    self.reference(text, words, at + scheme.len()..end - 1, &region)?;
                }
            }
        }
        self.years(text, from, &links);
        Some(())
    }

    /// Years in running text: no part of a link, of a larger number, or of a picture's line.
    fn years(&mut self, text: &str, from: usize, links: &[Range<usize>]) {
        let bytes = text.as_bytes();
        let digit = |n: usize| bytes.get(n).is_some_and(u8::is_ascii_digit);
        let centuries = text.match_indices("19").chain(text.match_indices("20")).map(|(start, _)| start);
        for start in centuries.filter(|start| *start >= from) {
            let is_year = (start..start + 4).all(digit) && !digit(start + 4) && !digit(start - 1);
            let is_grouped = bytes.get(start + 4) == Some(&b'.') && digit(start + 5);
            let line = text[..start].rfind('\n').map_or(0, |n| n + 1);
            let is_address = links.iter().any(|link| link.contains(&start)) || text[line..].starts_with("![");
            if is_year && !is_grouped && !is_address {
                let span = start..start + 4;
                let (inner, outer, region) = (span.clone(), span.clone(), span);
                self.marks.push(Mark { what: What::Year, inner, outer, region });
            }
        }
    }

    fn reference(
        &mut self,
        text: &str,
        words: Number,
        span: Range<usize>,
        region: &Range<usize>,
    ) -> Option<()> {
        let address = &text[span.clone()];
        let cell = address.split('?').next()?;
        let (path, time) = cell.split_once('@')?;
        let at = span.start + path.len() + 1;
        let time = self.time_within(text, at..at + time.len(), region.clone())?;
        let (path, parts) = path.split_once('[').unwrap_or((path, ""));
        let parts = parts.trim_end_matches(']').split(';').filter(|part| !part.is_empty()).map(str::to_owned);
        let parts = parts.collect();
        let view = match address.split_once("?as=") {
            Some((_, view)) => {
                let (kind, of) = view.split_once(':').unwrap_or((view, ""));
                let since = match kind.ends_with("since") {
                    true => Some(self.time_within(text, span.end - of.len()..span.end, region.clone())?),
                    false => None,
                };
                Some((kind.to_owned(), of.to_owned(), since))
            }
            None => None,
        };
        self.references.push(Reference { words, path: path.to_owned(), parts, time, view });
        Some(())
    }

    fn source(&mut self, text: &str, table: &DeTable<'_>) -> Option<Time> {
        self.time(text, inner(table, "source")?.get("published")?.span(), 0)
    }

    fn number(&mut self, text: &str, span: Range<usize>, what: What) -> Number {
        let inner = unquoted(text, &span);
        let number = Number { start: inner.start, text: text[span.clone()].to_owned() };
        self.marks.push(Mark { what, inner, region: line(text, &span), outer: span });
        number
    }

    fn time(&mut self, text: &str, span: Range<usize>, base: usize) -> Option<Time> {
        let span = span.start + base..span.end + base;
        let region = line(text, &span);
        self.time_within(text, unquoted(text, &span), region)
    }

    fn time_within(&mut self, text: &str, inner: Range<usize>, region: Range<usize>) -> Option<Time> {
        let time = Time { start: inner.start, days: Days::read(&text[inner.clone()]) };
        self.marks.push(Mark { what: What::Time, outer: inner.clone(), inner, region });
        Some(time)
    }
}

fn says(kind: &str, number: Number) -> Says {
    Says { kind: kind.to_owned(), of: String::new(), since: None, number }
}

fn inner<'a, 'i>(table: &'a DeTable<'i>, key: &str) -> Option<&'a DeTable<'i>> {
    table.get(key)?.get_ref().as_table()
}

fn string(table: &DeTable<'_>, key: &str) -> Option<String> {
    table.get(key)?.get_ref().as_str().map(str::to_owned)
}

fn unquoted(text: &str, span: &Range<usize>) -> Range<usize> {
    match text[span.clone()].starts_with('"') {
        true => span.start + 1..span.end - 1,
        false => span.clone(),
    }
}

fn line(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text[..span.start].rfind('\n').map_or(0, |n| n + 1);
    start..text[span.end..].find('\n').map_or(text.len(), |n| span.end + n)
}
