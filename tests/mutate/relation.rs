//! What must be true together in a book, worked out from plain whole numbers and without `src/analyse`.

use crate::book::{Book, Key};
use crate::number::{Days, Fraction, Span};
use crate::page::{Figure, Number, Reference, Target, Time};
use std::collections::BTreeMap;

/// Numbers and dates that must be true together.
#[derive(Debug, Clone)]
pub struct Relation {
    pub kind: Kind,
    /// The numbers and dates that take part.
    pub keys: Vec<Key>,
    /// False where no values within the printed precision agree.
    pub holds: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A part is not larger than its whole.
    PartOfWhole,
    /// Parts that exclude each other do not exceed their whole together.
    ExclusiveParts,
    /// Parts that make up the whole add up to it.
    CompleteParts,
    /// `750/4.656`: the second number is the whole's.
    Fraction,
    /// A printed share against part and whole.
    Share,
    /// A printed change against two states.
    Change,
    /// A printed attainment against result and target.
    Attainment,
    /// A printed percentage of what is printed nowhere: some whole number gives it.
    WholeNumber,
    /// Two reports of one cell.
    Vintages,
    /// What happened in a period is not more than what happened in a longer one that contains it.
    Periods,
    /// A figure is not more than that of the indicator that counts it too.
    Within,
    /// A narrative repeats a number of the data.
    Prose,
    /// A period begins before it ends, a result is not dated after its report, and the like.
    Order,
}

/// One figure and where it stands.
#[derive(Clone, Copy)]
struct Row<'a> {
    file: usize,
    zone: &'a str,
    report: &'a str,
    published: Option<&'a Time>,
    figure: &'a Figure,
}

/// One target and where it stands.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    file: usize,
    zone: &'a str,
    plan: &'a str,
    body: &'a str,
    window: Option<&'a Time>,
    target: &'a Target,
}

/// All figures and targets of a book.
struct Facts<'a> {
    book: &'a Book,
    rows: Vec<Row<'a>>,
    /// The rows of one zone and indicator.
    by_name: BTreeMap<(&'a str, &'a str), Vec<usize>>,
    targets: Vec<Wanted<'a>>,
}

/// Returns every relation of a book.
pub fn relations(book: &Book) -> Vec<Relation> {
    let facts = Facts::new(book);
    let mut found = Vec::new();
    facts.parts(&mut found);
    for row in &facts.rows {
        facts.said(row, &mut found);
    }
    facts.vintages(&mut found);
    facts.wider(&mut found);
    facts.orders(&mut found);
    for (file, path, page) in book.pages() {
        let home = path.strip_prefix("zones/").and_then(|rest| rest.split('/').next());
        for reference in &page.references {
            found.push(facts.prose(file, home, page.cutoff.as_ref(), reference));
        }
    }
    found
}

impl<'a> Facts<'a> {
    fn new(book: &'a Book) -> Facts<'a> {
        let (mut rows, mut targets) = (Vec::new(), Vec::new());
        let mut by_name: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (file, path, page) in book.pages() {
            let ["zones", zone, _, name] = path.split('/').collect::<Vec<_>>()[..] else { continue };
            let name = name.trim_end_matches(".toml");
            for figure in &page.figures {
                by_name.entry((zone, figure.indicator.as_str())).or_default().push(rows.len());
                rows.push(Row { file, zone, report: name, published: page.published.as_ref(), figure });
            }
            for target in &page.targets {
                let window = target.time.as_ref().or(page.term.as_ref());
                let body = page.body.as_deref().unwrap_or_default();
                targets.push(Wanted { file, zone, plan: name, body, window, target });
            }
        }
        Facts { book, rows, by_name, targets }
    }

    fn cells(&self, zone: &str, body: &str, indicator: &str, parts: &[String]) -> Vec<&Row<'a>> {
        let named = self.by_name.get(&(zone, indicator)).into_iter().flatten().map(|&n| &self.rows[n]);
        named.filter(|row| row.figure.body == body && row.figure.parts == parts).collect()
    }

    /// The newest amount of a cell that was published by a day.
    fn newest(
        &self,
        (zone, body, indicator): (&str, &str, &str),
        parts: &[String],
        time: Days,
        cutoff: Option<Days>,
    ) -> Option<&Row<'a>> {
        let cells = self.cells(zone, body, indicator, parts).into_iter();
        let known = cells.filter(|row| row.figure.time.days == time).filter(|row| {
            let published = row.published.map(|published| published.days.to);
            cutoff.is_none_or(|cutoff| published.is_some_and(|published| published <= cutoff.to))
        });
        known.max_by_key(|row| {
            (row.published.map(|published| (published.days.to, published.days.from)), row.report)
        })
    }

    fn number(&self, file: usize, number: &Number) -> Key {
        self.book.key(file, number.start)
    }

    fn time(&self, file: usize, time: &Time) -> Key {
        self.book.key(file, time.start)
    }

    fn parts(&self, found: &mut Vec<Relation>) {
        let mut groups: BTreeMap<(usize, usize, &str, bool), Vec<&Row<'_>>> = BTreeMap::new();
        for row in &self.rows {
            let Some((whole, complete)) = row.figure.whole else { continue };
            let of = &self.book.files[row.file].page.as_ref().expect("rows stand in pages").figures[whole];
            let (Some(part), Some(total)) = (&row.figure.value, &of.value) else { continue };
            let keys = vec![self.number(row.file, part), self.number(row.file, total)];
            let (own, all) = (value(part), value(total));
            let above = !below(own.low, all.high);
            found.push(Relation { kind: Kind::PartOfWhole, keys: keys.clone(), holds: !above });
            if let Some((_, over)) = part.text.trim_matches('"').split_once('/') {
                let over = Number { start: part.start, text: format!("\"{over}\"") };
                let holds = all.is_exact().is_none() || value(&over) == all;
                found.push(Relation { kind: Kind::Fraction, keys, holds });
            }
            let last = row.figure.parts.last().expect("a part has a name");
            let dimension = last.split('=').next().unwrap_or_default();
            groups.entry((row.file, whole, dimension, complete)).or_default().push(row);
        }
        for ((file, whole, dimension, complete), rows) in groups {
            let of = &self.book.files[file].page.as_ref().expect("rows stand in pages").figures[whole];
            let total = of.value.as_ref().expect("checked above");
            let parts: Vec<&Number> = rows.iter().filter_map(|row| row.figure.value.as_ref()).collect();
            let mut keys: Vec<Key> = parts.iter().map(|part| self.number(file, part)).collect();
            keys.push(self.number(file, total));
            let sum = parts.iter().map(|part| value(part)).reduce(Span::plus).expect("a group has a part");
            if complete {
                let holds = sum.meets(value(total));
                found.push(Relation { kind: Kind::CompleteParts, keys, holds });
            } else if parts.len() > 1 && self.book.exclusive.iter().any(|one| one == dimension) {
                let holds = below(sum.low, value(total).high);
                found.push(Relation { kind: Kind::ExclusiveParts, keys, holds });
            }
        }
    }

    fn said(&self, row: &Row<'_>, found: &mut Vec<Relation>) {
        let figure = row.figure;
        let Some(amount) = &figure.value else { return };
        let cell = (row.zone, figure.body.as_str(), figure.indicator.as_str());
        for says in &figure.says {
            let mut keys = vec![self.number(row.file, &says.number), self.number(row.file, amount)];
            let printed = value(&says.number);
            let percent = |whole: Span| value(amount).over(whole).scaled(Fraction::whole(100));
            match says.kind.as_str() {
                "share_of" => {
                    let whole = match says.of.as_str() {
                        "" => self.newest(cell, outer(&figure.parts), figure.time.days, None),
                        of => self.newest((row.zone, &figure.body, of), &[], figure.time.days, None),
                    };
                    let whole = whole.and_then(|whole| Some((whole, whole.figure.value.as_ref()?)));
                    let Some((of, number)) = whole else {
                        found.extend(whole_number(keys, value(amount), printed));
                        continue;
                    };
                    keys.push(self.number(of.file, number));
                    let holds = percent(value(number)).meets(printed);
                    found.push(Relation { kind: Kind::Share, keys, holds });
                }
                "change_since" => {
                    let since = says.since.as_ref().expect("a change has its baseline");
                    let Some(base) = self.newest(cell, &figure.parts, since.days, None) else { continue };
                    let Some(number) = &base.figure.value else { continue };
                    keys.extend([self.number(base.file, number), self.time(row.file, since)]);
                    keys.push(self.time(base.file, &base.figure.time));
                    let holds = value(amount).minus(value(number)).meets(printed);
                    found.push(Relation { kind: Kind::Change, keys, holds });
                }
                "attained" => {
                    let own = |wanted: &&Wanted<'_>| {
                        (wanted.zone, wanted.plan, wanted.target.indicator.as_str())
                            == (row.zone, &says.of, &figure.indicator)
                            && wanted.target.parts == figure.parts
                            && wanted.target.share_of.is_none()
                    };
                    if !self.targets.iter().any(|wanted| (wanted.zone, wanted.plan) == (row.zone, &says.of)) {
                        found.extend(whole_number(keys.clone(), value(amount), printed));
                    }
                    for wanted in self.targets.iter().filter(own) {
                        let mut keys = keys.clone();
                        keys.push(self.number(wanted.file, &wanted.target.number));
                        let holds = percent(value(&wanted.target.number)).meets(printed);
                        found.push(Relation { kind: Kind::Attainment, keys, holds });
                    }
                }
                other => panic!("nothing compares {other}"),
            }
        }
    }

    fn vintages(&self, found: &mut Vec<Relation>) {
        for (n, row) in self.rows.iter().enumerate() {
            let cell = (row.zone, &row.figure.body, &row.figure.indicator, &row.figure.parts);
            for other in &self.rows[n + 1..] {
                let same =
                    (other.zone, &other.figure.body, &other.figure.indicator, &other.figure.parts) == cell;
                if !same || other.figure.time.days != row.figure.time.days {
                    continue;
                }
                let (Some(a), Some(b)) = (&row.figure.value, &other.figure.value) else { continue };
                let keys = vec![
                    self.number(row.file, a),
                    self.number(other.file, b),
                    self.time(row.file, &row.figure.time),
                    self.time(other.file, &other.figure.time),
                ];
                // Twice in one report is wrong whatever the values are.
                let holds = row.file != other.file && value(a).meets(value(b));
                found.push(Relation { kind: Kind::Vintages, keys, holds });
            }
        }
    }

    /// Figures against those that count everything they count.
    fn wider(&self, found: &mut Vec<Relation>) {
        for row in &self.rows {
            let Figure { body, indicator, parts, time, is_flow, .. } = row.figure;
            let above = self.book.within.get(indicator).into_iter().flatten();
            let above =
                above.filter_map(|wider| self.newest((row.zone, body, wider), parts, time.days, None));
            let all = self.cells(row.zone, body, indicator, parts);
            let longer = all.into_iter().filter(|other| {
                let days = other.figure.time.days;
                *is_flow && other.figure.is_flow && days != time.days && days.covers(time.days)
            });
            let wider =
                above.map(|other| (Kind::Within, other)).chain(longer.map(|other| (Kind::Periods, other)));
            for (kind, other) in wider {
                let (Some(small), Some(large)) = (&row.figure.value, &other.figure.value) else { continue };
                let mut keys = vec![self.number(row.file, small), self.number(other.file, large)];
                keys.extend([self.time(row.file, time), self.time(other.file, &other.figure.time)]);
                found.push(Relation { kind, keys, holds: below(value(small).low, value(large).high) });
            }
        }
    }

    fn orders(&self, found: &mut Vec<Relation>) {
        let order = |file, first: &Time, then: &Time| {
            let keys = vec![self.time(file, first), self.time(file, then)];
            Relation { kind: Kind::Order, keys, holds: first.days.from <= then.days.to }
        };
        for (file, _, page) in self.book.pages() {
            for (first, then) in &page.orders {
                found.push(order(file, first, then));
            }
            for mark in page.marks.iter().filter(|mark| mark.what == crate::page::What::Time) {
                let text = &self.book.files[file].text[mark.inner.clone()];
                if text.contains('/') {
                    let time = Time { start: mark.inner.start, days: Days::read(text) };
                    found.push(order(file, &time, &time));
                }
            }
        }
        for row in &self.rows {
            if let Some(published) = row.published {
                let mut dated = order(row.file, &row.figure.time, published);
                dated.keys.extend(row.figure.value.as_ref().map(|value| self.number(row.file, value)));
                found.push(dated);
            }
            let Some((report, time)) = &row.figure.disputes else { continue };
            let cells = self.cells(row.zone, &row.figure.body, &row.figure.indicator, &row.figure.parts);
            let other =
                cells.into_iter().find(|other| other.report == report && other.figure.time.days == time.days);
            let mut keys = vec![self.time(row.file, time)];
            keys.extend(other.map(|other| self.time(other.file, &other.figure.time)));
            found.push(Relation { kind: Kind::Order, keys, holds: other.is_some() });
        }
    }

    fn prose(&self, file: usize, home: Option<&str>, cutoff: Option<&Time>, one: &Reference) -> Relation {
        let names: Vec<&str> = one.path.split('/').collect();
        let main = |zone: &str| self.book.main.get(zone).cloned().unwrap_or_default();
        let (zone, body, indicator) = match (names[..].as_ref(), home) {
            ([indicator], Some(zone)) => (zone, main(zone), *indicator),
            ([body, indicator], Some(zone)) => (zone, (*body).to_owned(), *indicator),
            ([zone, indicator], None) => (*zone, main(zone), *indicator),
            ([zone, body, indicator], _) => (*zone, (*body).to_owned(), *indicator),
            _ => panic!("{} names nothing", one.path),
        };
        let mut keys = vec![self.number(file, &one.words), self.time(file, &one.time)];
        let (kind, of, since) = match &one.view {
            Some((kind, of, since)) => (kind.as_str(), of.as_str(), since.as_ref()),
            None => ("", "", None),
        };
        let stated = &one.words;
        if kind == "target" {
            let plan = of.rsplit('/').next().unwrap_or_default();
            let own = |wanted: &&Wanted<'_>| {
                (wanted.zone, wanted.plan, wanted.target.indicator.as_str()) == (zone, plan, indicator)
                    && wanted.target.parts == one.parts
                    && wanted.body == body
            };
            let all: Vec<&Wanted<'_>> = self.targets.iter().filter(own).collect();
            let at_time = |wanted: &&&Wanted<'_>| {
                wanted.window.is_some_and(|window| window.days.to == one.time.days.to)
            };
            let holds = all.iter().filter(at_time).any(|wanted| same(stated, &wanted.target.number));
            for wanted in all {
                keys.push(self.number(wanted.file, &wanted.target.number));
                keys.extend(wanted.window.map(|window| self.time(wanted.file, window)));
            }
            return Relation { kind: Kind::Prose, keys, holds };
        }
        let cell = (zone, body.as_str(), indicator);
        let cutoff_days = cutoff.map(|cutoff| cutoff.days);
        let row = self.newest(cell, &one.parts, one.time.days, cutoff_days);
        keys.extend(cutoff.map(|cutoff| self.time(file, cutoff)));
        let Some(row) = row else { return Relation { kind: Kind::Prose, keys, holds: false } };
        keys.push(self.time(row.file, &row.figure.time));
        keys.extend(
            row.published.filter(|_| cutoff.is_some()).map(|published| self.time(row.file, published)),
        );
        let holds = self.view(row, (kind, of, since), stated, (file, cutoff_days), &mut keys);
        Relation { kind: Kind::Prose, keys, holds }
    }

    /// True where the words are what the data say of a figure.
    fn view(
        &self,
        row: &Row<'_>,
        (kind, of, since): (&str, &str, Option<&Time>),
        stated: &Number,
        (file, cutoff): (usize, Option<Days>),
        keys: &mut Vec<Key>,
    ) -> bool {
        let figure = row.figure;
        let amount = figure.value.as_ref();
        if kind.is_empty() {
            keys.extend(amount.map(|amount| self.number(row.file, amount)));
            return amount.is_some_and(|amount| same(stated, amount));
        }
        keys.extend(since.map(|since| self.time(file, since)));
        let printed = figure.says.iter().find(|says| {
            says.kind == kind
                && match (since, &says.since) {
                    (Some(a), Some(b)) => a.days == b.days,
                    _ => says.of == of || of == "whole" && says.of.is_empty(),
                }
        });
        if let Some(says) = printed {
            keys.push(self.number(row.file, &says.number));
            keys.extend(says.since.as_ref().map(|since| self.time(row.file, since)));
            return same(stated, &says.number);
        }
        let (zone, body) = (row.zone, figure.body.as_str());
        let other = match (kind, since) {
            ("share_of", _) if of == "whole" => {
                self.newest((zone, body, &figure.indicator), outer(&figure.parts), figure.time.days, cutoff)
            }
            ("share_of", _) => self.newest((zone, body, of), &[], figure.time.days, cutoff),
            ("change_since", Some(since)) => {
                self.newest((zone, body, &figure.indicator), &figure.parts, since.days, cutoff)
            }
            _ => None,
        };
        let number = other.and_then(|other| Some((other, other.figure.value.as_ref()?)));
        let (Some(amount), Some((other, number))) = (amount, number) else { return false };
        keys.extend([self.number(row.file, amount), self.number(other.file, number)]);
        keys.push(self.time(other.file, &other.figure.time));
        match kind {
            "share_of" => value(amount).over(value(number)).scaled(Fraction::whole(100)).meets(value(stated)),
            _ => value(amount).minus(value(number)).meets(value(stated)),
        }
    }
}

/// True where a value may be as small as the lower end says, and not above the upper end.
fn below(low: crate::number::End, high: crate::number::End) -> bool {
    match (low, high) {
        (Some((low, a)), Some((high, b))) => low < high || (low == high && !a && !b),
        _ => true,
    }
}

/// The relation of a percentage to a whole that is printed nowhere.
fn whole_number(keys: Vec<Key>, part: Span, printed: Span) -> Option<Relation> {
    let part = part.is_exact().filter(|part| !part.is_zero())?;
    let hundredfold = part.times(Fraction::whole(100));
    let ((low, _), (high, _)) = (printed.low?, printed.high?);
    let (first, last) = (hundredfold.over(high).rounded(0) - 1, hundredfold.over(low).rounded(0) + 1);
    let gives = |whole: i128| printed.holds(hundredfold.over(Fraction::whole(whole)));
    let holds = (first.max(1)..=last).any(gives);
    Some(Relation { kind: Kind::WholeNumber, keys, holds })
}

fn outer(parts: &[String]) -> &[String] {
    &parts[..parts.len().saturating_sub(1)]
}

/// What a number as it stands means: a comma, or the dot of a bare number, begins decimals. Counts have
/// none, so what follows is cut off.
pub fn value(number: &Number) -> Span {
    let text = number.text.trim_matches('"');
    let text = text.split_once('/').map_or(text, |(part, _)| part);
    let is_bare = text == number.text && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let decimals = match is_bare {
        true => text.find('.'),
        false => text.find(',').filter(|_| !text.contains('%')),
    };
    match decimals {
        Some(at) => Span::read(&text[..at]),
        None => Span::read(text),
    }
}

/// The same value and the same qualifier, however it is spelled.
fn same(stated: &Number, data: &Number) -> bool {
    let (a, b) = (value(stated), value(data));
    plain(stated) == plain(data) || (a != Span::UNKNOWN && a == b && percent(stated) == percent(data))
}

fn percent(number: &Number) -> bool {
    number.text.contains('%')
}

fn plain(number: &Number) -> String {
    number.text.trim_matches('"').to_lowercase().replace("trên ", "hơn ").replace(' ', "")
}
