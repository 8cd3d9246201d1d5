//! Narrative: Markdown as a tree, with its references to figures, charts and tables resolved.
#![expect(missing_docs, reason = "the sentence of a block names its fields")]

use super::Project;
use super::id::{BodyKey, IndicatorKey, Parts, PipelineKey, PlanKey, Slug, ZoneKey};
use super::period::Period;
use super::quantity::Quantity;
use crate::diag::At;

/// A narrative.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// In order.
    pub blocks: Vec<Block>,
    /// Figures in the words of pictures, charts and tables, which are no runs of text.
    pub pictured: Vec<Inline>,
    /// Numbers that are tied to nothing, in order.
    pub loose: Vec<Loose>,
}

/// A number that is no reference, date, ordinal or number of a document, and not declared plain.
#[derive(Debug, Clone)]
pub struct Loose {
    /// Where its problem stands.
    pub at: At,
    /// What it may mean as one number: with the words before it that may belong to it, then without.
    pub readings: Vec<Reading>,
    /// The two numbers of a range or fraction, each on its own; else empty.
    pub halves: Vec<Loose>,
    /// The text of its paragraph before it.
    pub before: String,
    /// The text of its paragraph after it.
    pub after: String,
    /// The times that its paragraph and the headings above name, those of the headings first.
    pub times: Vec<NamedTime>,
    /// The headings above it, the highest first.
    pub headings: String,
    /// False inside a link, the words of a picture, or code, where no reference can be written.
    pub wraps: bool,
}

/// A time that the text around a [`Loose`] number names.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedTime {
    /// The time.
    pub time: Period,
    /// Whether the number's own sentence names it.
    pub here: bool,
    /// Where it stands.
    pub place: TimePlace,
}

/// Where a [`NamedTime`] stands, by the bytes of that text.
#[derive(Debug, Clone, PartialEq)]
pub enum TimePlace {
    /// In [`Loose::headings`].
    Heading(std::ops::Range<usize>),
    /// In [`Loose::before`].
    Before(std::ops::Range<usize>),
    /// In [`Loose::after`].
    After(std::ops::Range<usize>),
}

/// One way to read a [`Loose`] number.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Its characters.
    pub at: At,
    /// Its words.
    pub words: String,
    /// What they mean.
    pub stated: Quantity,
}

/// Words outside the brackets of a figure that change what its number says: "trên [14.000](…)".
#[derive(Debug, Clone)]
pub struct Beside {
    /// The number together with them.
    pub words: String,
    /// What both mean together; nothing where they do not go together.
    pub stated: Option<Quantity>,
    /// How they belong to the number.
    pub tie: Tie,
}

/// How words outside the brackets belong to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// Surely.
    Sure,
    /// Maybe: "gần [3](…) khu" is nearly three, or near three.
    Unsure,
}

/// A block of text.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading; `section` where it is one of the standard ones.
    Heading { level: u8, content: Vec<Inline>, section: Option<Section> },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; numbered from `start` where it has one.
    List { start: Option<u64>, items: Vec<Vec<Block>> },
    /// A quotation.
    Quote(Vec<Block>),
    /// Preformatted text.
    Code(String),
    /// A table written by hand: a head row and rows of cells.
    Table { head: Vec<Vec<Inline>>, rows: Vec<Vec<Vec<Inline>>> },
    /// A line across.
    Rule,
    /// A chart or table of figures where it stands.
    Embed(Embed),
    /// The text of a footnote.
    Footnote { label: String, blocks: Vec<Block> },
}

/// A run of text.
#[derive(Debug, Clone)]
pub enum Inline {
    /// Plain characters.
    Text(String),
    /// Preformatted characters.
    Code(String),
    /// *Emphasis*.
    Emphasis(Vec<Inline>),
    /// **Strong emphasis**.
    Strong(Vec<Inline>),
    /// ~~Struck out~~.
    Struck(Vec<Inline>),
    /// A link; the address has an allowed scheme or is relative.
    Link { to: String, content: Vec<Inline> },
    /// A number that stands in the data; `words` as the author wrote it, empty to be filled in;
    /// `stated` is what the words mean, nothing where they are empty; `beside` is what stands around it.
    Figure { reference: Reference, words: String, stated: Option<Quantity>, beside: Option<Box<Beside>> },
    /// A number that the author declares to be no figure.
    Plain(String),
    /// A line break.
    Break,
    /// A picture kept in the content folder.
    Image { src: String, words: String, at: At },
    /// The mark of a footnote.
    FootnoteMark(String),
}

/// Which number is meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Whose.
    pub body: BodyKey,
    /// Of what.
    pub indicator: IndicatorKey,
    /// Which part.
    pub parts: Parts,
    /// When.
    pub time: Period,
    /// Which number about the cell.
    pub view: View,
    /// Where it is written.
    pub at: At,
}

/// Which number about a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum View {
    /// The figure itself.
    Value,
    /// In percent of another indicator.
    ShareOf(IndicatorKey),
    /// In percent of the whole it is a part of.
    ShareOfWhole,
    /// The change since a baseline.
    ChangeSince(Period),
    /// The multiple of a baseline.
    TimesSince(Period),
    /// In percent of a target; the plan's id, which may have no file.
    Attained(Slug),
    /// The target itself.
    Target(PlanKey),
}

impl Reference {
    /// Returns the address by which a narrative names it: that of the zone `home`, or of an issue.
    ///
    /// `figure:[zone/][body/]indicator[dimension=part;…]@time[?as=…]`
    pub fn address(&self, project: &Project, home: Option<ZoneKey>) -> String {
        let (zone, registry) = (project.zone(self.body.zone), &project.registry);
        let body = &project.body(self.body).id;
        let whose = match home {
            Some(home) if home == self.body.zone && zone.main == self.body.body => String::new(),
            Some(home) if home == self.body.zone => format!("{body}/"),
            _ => format!("{}/{body}/", zone.id),
        };
        let parts = match self.parts.is_whole() {
            true => String::new(),
            false => format!("[{}]", registry.path(self.parts)),
        };
        let view = match &self.view {
            View::Value => String::new(),
            View::ShareOf(whole) => format!("?as=share_of:{}", registry.indicator(*whole).id),
            View::ShareOfWhole => "?as=share_of:whole".to_owned(),
            View::ChangeSince(base) => format!("?as=change_since:{base}"),
            View::TimesSince(base) => format!("?as=times_since:{base}"),
            View::Attained(plan) => format!("?as=attained:{plan}"),
            View::Target(plan) => format!("?as=target:{}", project.plan(*plan).id),
        };
        format!("figure:{whose}{}{parts}@{}{view}", registry.indicator(self.indicator).id, self.time)
    }
}

/// A chart or a table, placed by the author.
#[derive(Debug, Clone, PartialEq)]
pub struct Embed {
    /// Which.
    pub kind: EmbedKind,
    /// The author's words for it.
    pub words: String,
    /// Where it is written.
    pub at: At,
}

/// What may be placed.
#[derive(Debug, Clone, PartialEq)]
pub enum EmbedKind {
    /// Targets against results of a plan.
    Bullet(PlanKey),
    /// Years of one yearly target.
    Columns(PlanKey, IndicatorKey),
    /// The steps of a body.
    Pipeline(BodyKey, PipelineKey),
    /// The parts of a cell.
    Parts(BodyKey, IndicatorKey, Period),
    /// The running total of one target of a whole term.
    Course(PlanKey, IndicatorKey),
    /// The stocks of a body at two dates.
    Slope(BodyKey),
    /// The indicators of a body with three dated numbers and more.
    Spark(BodyKey),
    /// An indicator in percent of another one, zone by zone, at a time.
    Dots(IndicatorKey, IndicatorKey, Period),
    /// An indicator zone by zone, or province by province, at a time.
    Zones(IndicatorKey, Period),
    /// The targets of a plan, as a table.
    Targets(PlanKey),
    /// The figures of a body, as a table.
    Figures(BodyKey),
}

/// The standard sections, which the site also collects across zones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Đặc điểm tình hình.
    Situation,
    /// Khó khăn, vướng mắc.
    Difficulties,
    /// Nguyên nhân.
    Causes,
    /// Giải pháp.
    Measures,
    /// Kiến nghị, đề xuất.
    Recommendations,
    /// Nhiệm vụ kỳ tới.
    Tasks,
}

impl Prose {
    /// Returns the blocks below the heading of a standard section, up to the next heading of the same
    /// or a higher level; nothing where the narrative has no such section.
    pub fn section(&self, wanted: Section) -> Option<&[Block]> {
        let start = self.blocks.iter().position(
            |block| matches!(block, Block::Heading { section: Some(section), .. } if *section == wanted),
        )?;
        let Block::Heading { level: own, .. } = &self.blocks[start] else {
            unreachable!("position() found a heading");
        };
        let rest = &self.blocks[start + 1..];
        let end = rest.iter().position(|block| matches!(block, Block::Heading { level, .. } if level <= own));
        Some(&rest[..end.unwrap_or(rest.len())])
    }

    /// Visits every run of text, in order, then the figures in the words of pictures.
    pub fn inlines(&self, visit: &mut impl FnMut(&Inline)) {
        visit_inlines(&self.blocks, visit);
        inlines(&self.pictured, visit);
    }
}

/// Visits every run of text of some blocks, in order.
pub fn visit_inlines(list: &[Block], visit: &mut impl FnMut(&Inline)) {
    for block in list {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => inlines(content, visit),
            Block::List { items, .. } => items.iter().for_each(|item| visit_inlines(item, visit)),
            Block::Quote(inner) | Block::Footnote { blocks: inner, .. } => visit_inlines(inner, visit),
            Block::Table { head, rows } => {
                head.iter().for_each(|cell| inlines(cell, visit));
                rows.iter().flatten().for_each(|cell| inlines(cell, visit));
            }
            Block::Code(_) | Block::Rule | Block::Embed(_) => {}
        }
    }
}

fn inlines(list: &[Inline], visit: &mut impl FnMut(&Inline)) {
    for inline in list {
        visit(inline);
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => inlines(inner, visit),
            Inline::Link { content, .. } => inlines(content, visit),
            _ => {}
        }
    }
}
