//! What every chart gives to a page, as plain data: heading, sentence, key, drawing, table, notes, sources.

use crate::language::Language;
use serde::Serialize;

/// A chart, finished: a template only has to put it on the page.
///
/// All texts are plain and to be escaped, except the fields named `svg` and `swatch`: they are markup,
/// made here, with every text in them escaped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// Which chart of the catalogue.
    pub kind: Kind,
    /// The figure's id on its page.
    pub anchor: String,
    /// The level of its heading, 2 to 6.
    pub level: u8,
    /// The finding.
    pub heading: String,
    /// Measure, place and time.
    pub subtitle: String,
    /// The chart in at most 3 sentences and 300 characters, without symbols, for readers who cannot see it.
    pub sentence: String,
    /// What the marks mean; only those that occur.
    pub key: Vec<KeyItem>,
    /// The marks and the numbers.
    pub drawing: Drawing,
    /// What a reader must know to trust the picture.
    pub notes: Vec<String>,
    /// Where the numbers are from.
    pub sources: Vec<Link>,
    /// The chart as a file of its own, relative to the page, or empty.
    pub file: String,
    /// The same as PNG, relative to the page, or empty.
    pub png: String,
}

/// A chart of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// [`super::bullet`].
    Bullet,
    /// [`super::columns`].
    Columns,
    /// [`super::pipeline`].
    Pipeline,
    /// [`super::parts`].
    Parts,
    /// [`super::course`].
    Course,
    /// [`super::dots`].
    Dots,
    /// [`super::slope`].
    Slope,
    /// [`super::spark`].
    Spark,
    /// [`super::tile_map`].
    TileMap,
}

/// What the caller knows about a chart as a whole; every text is finished.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// The language of its texts, and of what the chart says by itself.
    pub language: Language,
    /// The figure's id on its page, unique there: lower-case letters, digits, hyphens.
    pub anchor: String,
    /// The level of its heading; brought into 2 to 6.
    pub level: u8,
    /// The finding, at most about 15 words.
    pub heading: String,
    /// Measure, place and time.
    pub subtitle: String,
    /// What the data cannot say, one sentence, or empty: it ends the sentence for readers who cannot see.
    pub limits: String,
    /// What a reader must know to trust the picture.
    pub notes: Vec<String>,
    /// Where the numbers are from.
    pub sources: Vec<Link>,
}

impl Caption {
    /// The chart under this caption.
    pub(super) fn chart(
        &self,
        kind: Kind,
        sentence: String,
        key: Vec<KeyItem>,
        drawing: Drawing,
        own_notes: impl IntoIterator<Item = String>,
    ) -> Chart {
        Chart {
            kind,
            anchor: self.anchor.clone(),
            level: self.level.clamp(2, 6),
            heading: self.heading.clone(),
            subtitle: self.subtitle.clone(),
            sentence,
            key,
            drawing,
            notes: own_notes.into_iter().chain(self.notes.iter().cloned()).collect(),
            sources: self.sources.clone(),
            file: String::new(),
            png: String::new(),
        }
    }
}

/// A text that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What is shown.
    pub text: String,
    /// Where it leads, relative to the page.
    pub href: String,
}

/// A mark and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyItem {
    /// The mark, as a small SVG.
    pub swatch: String,
    /// What it means.
    pub words: String,
}

/// The marks and the numbers of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "form", rename_all = "kebab-case")]
pub enum Drawing {
    /// Tables whose middle cell holds a bar: the chart is its own table.
    Bars(Bars),
    /// One picture, with a table beside it.
    Columns(Columns),
    /// One picture that holds its own labels, with a table beside it.
    Picture(Picture),
    /// Small pictures side by side, with one table for all.
    Panels(Panels),
}

/// Tables of bars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bars {
    /// The numbers above the bars; none where each table has a scale of its own.
    pub axis: Vec<Tick>,
    /// The tables; each has a scale of its own.
    pub tables: Vec<BarTable>,
    /// All numbers, where the rows show but some of them.
    pub table: Option<Table>,
}

/// A number above bars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tick {
    /// The number.
    pub text: String,
    /// Where it stands: `40%`.
    pub left: String,
    /// How it stands there: `start`, `middle` or `end`.
    pub anchor: &'static str,
}

/// A picture with its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// The picture with its labels.
    pub svg: String,
    /// What its numbers count, above the scale, or empty.
    pub unit: String,
    /// The room left of the picture, 0 to 3 steps.
    pub gutter: u8,
    /// Whether texts stand right of the picture.
    pub has_ends: bool,
    /// The numbers.
    pub table: Table,
}

/// Small pictures, each on a scale of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Panels {
    /// Whether two have room side by side on a phone.
    pub narrow: bool,
    /// In order.
    pub panels: Vec<Panel>,
    /// The numbers.
    pub table: Table,
}

/// One small picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Panel {
    /// What is counted.
    pub title: String,
    /// What became of it: `gấp 4,3 lần`, or empty.
    pub finding: String,
    /// The picture.
    pub svg: String,
    /// The times below it, first and last.
    pub times: [String; 2],
    /// The numbers, first and last, where they have no room in the picture; else none.
    pub values: Vec<String>,
}

/// One table of bars on one scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BarTable {
    /// The heading above it; empty where the chart has one table.
    pub title: String,
    /// What the table holds, for readers who cannot see it.
    pub caption: String,
    /// The heads of label, bar and value.
    pub head: [String; 3],
    /// The rows.
    pub rows: Vec<BarRow>,
}

/// A label, a bar, a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BarRow {
    /// The texts.
    #[serde(flatten)]
    pub text: RowText,
    /// Whether the row belongs under the one above it.
    pub inner: bool,
    /// The bar; empty where no number is known.
    pub svg: String,
    /// What the bar says: hidden beside a bar, shown in its place where there is none.
    pub words: String,
    /// The parts of the bar and their values, where it has parts.
    pub legend: Vec<KeyItem>,
}

/// The finished texts of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct RowText {
    /// What is counted.
    pub label: String,
    /// Place, time or target in small print below it, or empty.
    pub note: String,
    /// The number as it is written: `7.109`, `> 14.000`, `–`.
    pub value: String,
    /// The sign beside the number, or empty: `[r]` where it was another before. It never stands in a picture.
    pub mark: String,
    /// What the number means, in small print: `≥ 71,1%`, or empty.
    pub detail: String,
    /// Where the number comes from, relative to the page.
    pub href: Option<String>,
}

impl RowText {
    /// The number with its sign.
    pub(super) fn marked(&self) -> String {
        marked(&self.value, &self.mark)
    }
}

/// A number or what stands for it, with its sign.
pub(super) fn marked(value: &str, mark: &str) -> String {
    if mark.is_empty() { value.to_owned() } else { format!("{value}\u{a0}{mark}") }
}

/// A picture of columns with its labels and its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Columns {
    /// The picture, without its labels: they are text of the page, and wrap.
    pub svg: String,
    /// The room left of the picture, 0 to 3 steps.
    pub gutter: u8,
    /// Whether the columns are too many for words below them on a phone.
    pub crowded: bool,
    /// Whether the numbers have no room in or below the columns on a phone: then the table is open.
    pub values_in_table: bool,
    /// The labels below the columns.
    pub labels: Vec<ColumnLabel>,
    /// The numbers.
    pub table: Table,
}

/// What stands below a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnLabel {
    /// The year.
    pub label: String,
    /// The number, where it does not fit into the picture.
    pub value: String,
    /// The shape that says the verdict without colour: `good`, `bad`, `undecided`, or `plain` for none.
    pub mark: &'static str,
    /// The verdict.
    pub verdict: String,
}

/// A table of finished texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it holds.
    pub caption: String,
    /// The heads of its columns.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<TableRow>,
}

/// A row of a [`Table`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableRow {
    /// The row's head.
    pub label: String,
    /// Where its number comes from, relative to the page.
    pub href: Option<String>,
    /// The other cells; the first is the number.
    pub cells: Vec<String>,
}
