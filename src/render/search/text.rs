//! What the search reads and shows of one page's owner, a zone or an issue: passages, plans, events,
//! sources, and the newest value of each series.

use super::super::component::figure_table;
use super::super::edition::Edition;
use super::super::link::{self, Root};
use super::super::source::ZoneSources;
use super::super::standing::{Standing, newest};
use super::super::{issue, markdown, text, zone};
use crate::analyse::ledger::{Cell, Known};
use crate::model::id::IssueKey;
use crate::model::prose::{Block, Inline};
use crate::model::report::{Level, Value};
use crate::render::foreign::unmarked;
use crate::tell;
use serde::{Serialize, Serializer};

/// What is found on the pages of one zone or one issue.
#[derive(Debug, Default, Serialize)]
pub struct Texts {
    /// Passages, plans, events and sources.
    pub documents: Vec<Document>,
    /// The newest value of each series, in the order of `series`.
    pub values: Vec<ShownValue>,
    /// The numbers by which each of them is found, apart by blanks.
    #[serde(skip)]
    pub numbers: Vec<String>,
    /// Which series there are, as the index of names writes them.
    #[serde(skip)]
    pub series: String,
}

/// A passage, plan, event or source.
#[derive(Debug, PartialEq)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// The heading.
    pub title: String,
    /// Its place on its page.
    pub anchor: String,
    /// What it says, in one line.
    pub text: String,
}

/// What a document is; those of one owner stand in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentKind {
    /// Part of a narrative.
    Passage,
    /// A plan.
    Plan,
    /// An event.
    Event,
    /// A source, which stands on the page of sources.
    Source,
}

/// A value with its time in words, and the last part of its anchor.
#[derive(Debug, PartialEq, Serialize)]
pub struct ShownValue(pub String, pub String);

/// Returns what is found of a zone; the standing is the edition's.
pub fn of_zone(edition: &Edition, standing: &Standing, sources: &ZoneSources) -> Texts {
    let project = edition.project;
    let key = standing.zone;
    let mut documents: Vec<Document> = Vec::new();
    let mut add = |kind, title, anchor, text| {
        documents.push(Document { kind, title: unmarked(title), anchor, text: unmarked(text) })
    };
    let prose = project.zone(key).prose_in(edition.language);
    for (n, (title, blocks)) in
        prose.map_or(Vec::new(), |prose| zone::split(edition.language, &prose.blocks)).into_iter().enumerate()
    {
        let notes = prose.map_or(&[][..], |prose| &prose.blocks);
        let text = plain(edition, blocks, notes);
        add(DocumentKind::Passage, title, format!("bai.{}", n + 1), text);
    }
    for (plan, _) in &standing.plans {
        let anchor = link::plan_anchor(project, *plan);
        let plan = project.plan(*plan);
        let body = edition.body_name(plan.body);
        let words = [
            Some(body.clone()),
            Some(text::term(edition.language, plan.term, &plan.term_words)),
            plan.note.as_ref().map(|note| edition.told(note)),
        ];
        add(DocumentKind::Plan, edition.told(&plan.name), anchor, sentence(words));
    }
    for event in zone::events(edition, Root::TWO, key) {
        let text = sentence([Some(event.date), Some(event.note), None]);
        add(DocumentKind::Event, event.title, event.id, text);
    }
    for source in &sources.reports {
        let made = format!("{}, {}", source.publisher, source.published);
        let text = sentence([Some(made), Some(source.note.clone()), None]);
        add(DocumentKind::Source, source.title.clone(), source.id.clone(), text);
    }
    let (mut values, mut numbers, mut series) = (Vec::new(), Vec::new(), String::new());
    for (cell, known) in newest(&standing.known) {
        if !series.is_empty() {
            series.push(' ');
        }
        series.push_str(&one_series(cell));
        values.push(value(edition, cell, *known));
        numbers.push(match &project.figure(known.figure).value {
            Value::Known(quantity) => ungrouped(edition, &text::quantity(edition.language, quantity).number),
            _ => String::new(),
        });
    }
    Texts { documents, values, numbers, series }
}

/// Returns what is found of an issue; `edition` is the issue's own.
pub fn of_issue(edition: &Edition, key: IssueKey) -> Texts {
    let blocks = edition.project.issue(key).blocks(edition.language);
    let document = |(section, title, own): (_, String, &[Block])| {
        let (kind, anchor) = (DocumentKind::Passage, issue::anchor(section)?.to_owned());
        Some(Document { kind, title, anchor, text: plain(edition, own, blocks) })
    };
    let documents = issue::passages(edition.language, blocks).into_iter().filter_map(document).collect();
    Texts { documents, ..Texts::default() }
}

/// Title, anchor and text: the kind follows from the counts among the names.
impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.title, &self.anchor, &self.text).serialize(serializer)
    }
}

impl Texts {
    /// Returns the number of documents of each kind.
    pub fn counts(&self) -> [usize; 4] {
        use DocumentKind::{Event, Passage, Plan, Source};
        [Passage, Plan, Event, Source]
            .map(|kind| self.documents.iter().filter(|one| one.kind == kind).count())
    }
}

/// `0.12.3`: body, indicator and parts by their numbers.
fn one_series(cell: &Cell) -> String {
    let mut words = format!("{}.{}", cell.body.body, cell.indicator.0);
    for part in cell.parts.iter() {
        words.push('.');
        words.push_str(&part.0.to_string());
    }
    words
}

/// The digits of a printed number without the signs between its thousands, so that they are one word: `3442` for
/// `3.442`; two words of a range, and without the words of one that is kept in words.
fn ungrouped(edition: &Edition, number: &str) -> String {
    let pieces = number.split(|letter: char| !letter.is_ascii_digit() && !['.', ','].contains(&letter));
    let digits: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    digits.join(" ").replace(edition.language.pick(".", ","), "")
}

/// `963 người, ngày 21/01/2024`.
fn value(edition: &Edition, cell: &Cell, known: Known) -> ShownValue {
    let project = edition.project;
    let figure = project.figure(known.figure);
    let number = match &figure.value {
        Value::Known(quantity) => {
            format!(
                "{} {}",
                text::quantity(edition.language, quantity),
                text::unit(project.registry.indicator(cell.indicator), &quantity.interval())
                    .of(edition.language)
            )
        }
        Value::Missing(why) => text::missing(edition.language, *why).to_owned(),
        Value::Unstated => {
            edition.language.pick("báo cáo chỉ in tỷ lệ", "the report prints only a share").to_owned()
        }
    };
    let mut words = format!("{number}, {}", figure_table::time(edition, known.figure));
    if figure.level != Level::Official {
        words = tell!(
            edition.language,
            "{words}; số {}",
            "{words}; {} figure",
            text::level(edition.language, figure.level)
        );
    }
    if known.conflict {
        words.push_str(edition.language.pick("; số liệu không thống nhất", "; reports disagree"));
    }
    ShownValue(words, link::time_anchor(cell.time))
}

fn sentence(words: [Option<String>; 3]) -> String {
    let words: Vec<String> = words.into_iter().flatten().filter(|words| !words.is_empty()).collect();
    words.join(". ")
}

/// Returns the characters of blocks and of the footnotes that they mark, in one line.
fn plain(edition: &Edition, blocks: &[Block], notes: &[Block]) -> String {
    let mut writer = Plain { edition, out: String::new(), marks: Vec::new() };
    writer.blocks(blocks);
    let mut n = 0;
    while n < writer.marks.len() {
        writer.blocks(markdown::note(notes, writer.marks[n]).unwrap_or_default());
        n += 1;
    }
    writer.out
}

struct Plain<'a> {
    edition: &'a Edition<'a>,
    out: String,
    marks: Vec<&'a str>,
}

impl<'a> Plain<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } | Block::Paragraph(content) => self.inlines(content),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Quote(inner) => self.blocks(inner),
                Block::Code(code) => self.push(code),
                Block::Table { head, rows } => {
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| self.inlines(cell));
                }
                // The figures of a placed table are found as figures; a footnote is read where it is marked.
                Block::Rule | Block::Embed(_) | Block::Footnote { .. } => {}
            }
        }
    }

    fn inlines(&mut self, content: &'a [Inline]) {
        self.push(&markdown::filled(self.edition, content));
        self.marked(content);
    }

    fn marked(&mut self, content: &'a [Inline]) {
        for inline in content {
            match inline {
                Inline::FootnoteMark(label) if !self.marks.contains(&label.as_str()) => {
                    self.marks.push(label)
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => self.marked(inner),
                Inline::Link { content, .. } => self.marked(content),
                _ => {}
            }
        }
    }

    /// Line ends and their like become single blanks: some of them would end a text of an old script.
    fn push(&mut self, text: &str) {
        for word in text.split_whitespace() {
            if !self.out.is_empty() {
                self.out.push(' ');
            }
            self.out.push_str(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::ZoneKey;
    use crate::model::prose::Prose;
    use crate::render::{sample, source};

    #[test]
    fn a_zone_is_found_as_it_stands_at_the_cutoff() {
        let (project, ledgers) = sample::project();
        let edition = sample::edition(&project, &ledgers);
        let standing = Standing::new(&edition, ZoneKey(0));
        let texts = of_zone(&edition, &standing, &source::of_zone(&edition, ZoneKey(0), Root::ONE));
        assert_eq!(texts.series, "0.0 1.1 1.2 1.2.0 1.2.0.1");
        assert_eq!(texts.values[0].0, "736 người, ngày 31/12/2022");
        assert_eq!(texts.values[0].1, "2022-12-31");
        assert_eq!((texts.numbers[0].as_str(), texts.numbers[4].as_str()), ("736", ""));
        assert_eq!(ungrouped(&edition, "1.234,5"), "1234,5");
        assert_eq!(ungrouped(&edition, "1.600–7.000"), "1600 7000");
        assert_eq!(ungrouped(&edition, "21 trên 24 nghìn"), "21 24");
        assert!(
            texts.values[4]
                .0
                .starts_with(text::missing(edition.language, crate::model::report::Missing::Late))
        );
        let titles: Vec<(DocumentKind, &str)> =
            texts.documents.iter().map(|one| (one.kind, one.title.as_str())).collect();
        assert_eq!(
            titles,
            [
                (DocumentKind::Plan, "Nghị quyết Đại hội"),
                (DocumentKind::Source, "Gặp mặt đầu năm"),
                (DocumentKind::Source, "Hội thảo <ngày 10/9>"),
                (DocumentKind::Source, "Nghị quyết Đại hội"),
            ],
            "the report of June is not known yet"
        );
        assert_eq!(texts.documents[1].text, "heza.gov.vn, 03/02/2023");
        assert_eq!(texts.counts(), [0, 1, 0, 3]);
    }

    #[test]
    fn a_footnote_is_read_where_it_is_marked() {
        let (mut project, ledgers) = sample::project();
        let words = |text: &str| Block::Paragraph(vec![Inline::Text(text.to_owned())]);
        let heading = |text: &str| {
            let content = vec![Inline::Text(text.to_owned())];
            Block::Heading { level: 2, content, section: None }
        };
        let marked = vec![
            Inline::Strong(vec![Inline::Text("Mở\u{2028}đầu".to_owned())]),
            Inline::FootnoteMark("a".to_owned()),
        ];
        let note = Block::Footnote { label: "a".to_owned(), blocks: vec![words("Chú thích.")] };
        let item = Block::List { start: None, items: vec![vec![words("Một")], vec![words("Hai")]] };
        let blocks =
            vec![heading("Tình hình"), Block::Paragraph(marked), item, heading("Sau"), words("Hết."), note];
        project.zones[0].prose = Some(Prose { blocks, ..Prose::default() });
        let edition = sample::edition(&project, &ledgers);
        let standing = Standing::new(&edition, ZoneKey(0));
        let texts = of_zone(&edition, &standing, &source::of_zone(&edition, ZoneKey(0), Root::ONE));
        let passages: Vec<[&str; 3]> =
            texts.documents[..2].iter().map(|one| [&*one.title, &*one.anchor, &*one.text]).collect();
        assert_eq!(passages, [["Tình hình", "bai.1", "Mở đầu Một Hai Chú thích."], ["Sau", "bai.2", "Hết."]]);
    }
}
