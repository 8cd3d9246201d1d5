//! A table of figures: one a row, each with its anchor, its source and what is derived from it.

use super::{Flag, OriginMark};
use crate::analyse::derived::{Derived, DerivedKind, DerivedValue, Origin};
use crate::analyse::ledger::{Cell, Known, published};
use crate::model::Project;
use crate::model::id::FigureKey;
use crate::model::indicator::Measure;
use crate::model::report::{Figure, Level, Statement, StatementKind, Value};
use crate::render::edition::Edition;
use crate::render::link::{self, Link, Root};
use crate::render::text;
use serde::Serialize;

/// The mark of a figure that was another before.
pub const REVISED: &str = "[r]";

/// A table with its caption.
#[derive(Debug, Clone, Serialize)]
pub struct FigureTable {
    /// The heading above it, or empty.
    pub title: String,
    /// What it holds.
    pub caption: String,
    /// The head of its first column.
    pub head: &'static str,
    /// Its rows.
    pub rows: Vec<FigureRow>,
    /// A note below it, or empty.
    pub note: String,
}

/// A figure, finished.
#[derive(Debug, Clone, Serialize)]
pub struct FigureRow {
    /// Its anchor.
    pub id: String,
    /// What is counted, or where.
    pub name: Link,
    /// Which part of it, or empty.
    pub part: String,
    /// Whose it is, or empty.
    pub who: String,
    /// "trên" and the like, or empty.
    pub qualifier: String,
    /// The number.
    pub number: String,
    /// Its unit.
    pub unit: String,
    /// Why there is no number, or empty.
    pub missing: String,
    /// Flags beside the number.
    pub marks: Vec<Flag>,
    /// What is said or derived of it: shares, changes.
    pub details: Vec<String>,
    /// What it is about.
    pub time: String,
    /// Who made it.
    pub origin: OriginMark,
    /// How final it is; empty for an official figure, which nearly all are.
    pub level: &'static str,
    /// Its source.
    pub source: Link,
    /// The author's words about it, or empty.
    pub note: String,
}

/// Returns the row of a known cell; `derived` is sorted by cell.
pub fn row(edition: &Edition, root: Root, cell: &Cell, known: Known, derived: &[Derived]) -> FigureRow {
    let project = edition.project;
    let figure = project.figure(known.figure);
    let indicator = project.registry.indicator(cell.indicator);
    let (words, unit, missing) = match &figure.value {
        Value::Known(quantity) => (text::quantity(quantity), indicator.unit.vi.clone(), String::new()),
        Value::Missing(why) => (text::Words::default(), String::new(), text::missing(*why).to_owned()),
        Value::Unstated => (text::Words::default(), String::new(), "báo cáo chỉ in tỷ lệ".to_owned()),
    };
    FigureRow {
        id: link::cell_anchor(project, cell),
        name: Link::new(&indicator.name.vi, root.to(&link::indicator(project, cell.indicator))),
        part: text::parts(project, cell.parts),
        who: String::new(),
        qualifier: words.qualifier,
        number: words.number,
        unit,
        missing,
        marks: flags(edition, root, cell, known),
        details: details(edition, cell, known.figure, derived),
        time: time(project, known.figure),
        origin: Origin::Published.into(),
        level: if figure.level == Level::Official { "" } else { text::level(figure.level) },
        source: source(project, root, known.figure),
        note: figure.details.as_ref().and_then(|details| details.note.clone()).unwrap_or_default(),
    }
}

/// Returns the link to a figure's source: publisher and date.
pub fn source(project: &Project, root: Root, key: FigureKey) -> Link {
    let source = project.report(key.report).source_of(project.figure(key));
    let words = format!("{}, {}", source.publisher, text::short_period(published(project, key)));
    Link::new(words, root.to(&link::report(project, key.report)))
}

/// Returns what a figure is about, with the report's own vague words.
pub fn time(project: &Project, key: FigureKey) -> String {
    let figure = project.figure(key);
    let words = figure.details.as_ref().and_then(|details| details.time_words.as_deref());
    match words.filter(|words| !text::period(figure.time).contains(&words.to_lowercase())) {
        Some(words) => format!("{} (“{words}”)", text::period(figure.time)),
        None => text::period(figure.time),
    }
}

/// Returns the mark of a result that rests on a revised figure; nothing where none of them was.
pub fn revised(edition: &Edition, root: Root, evidence: &[FigureKey]) -> Vec<Flag> {
    let project = edition.project;
    let mark = |&key: &FigureKey| {
        let known = revision(edition, key)?;
        let cell = Cell::of(project.figure(key));
        flags(edition, root, &cell, known).into_iter().find(|flag| flag.text == REVISED)
    };
    evidence.iter().find_map(mark).into_iter().collect()
}

/// Returns a figure as the edition knows it where it was another before; nothing for any other.
pub fn revision(edition: &Edition, key: FigureKey) -> Option<Known> {
    let cell = Cell::of(edition.project.figure(key));
    let known = edition.ledger(cell.body.zone).known(edition.project, cell, edition.cutoff)?;
    (known.figure == key && known.revised).then_some(known)
}

/// Returns the flags of a known cell, each a link to its history.
pub fn flags(edition: &Edition, root: Root, cell: &Cell, known: Known) -> Vec<Flag> {
    let project = edition.project;
    let href =
        root.to(&format!("{}#{}", link::zone(project, cell.body.zone), link::history_anchor(project, cell)));
    let mut flags = Vec::new();
    if known.revised {
        flags.push(Flag {
            text: REVISED, href: href.clone(), title: "đã điều chỉnh; xem lịch sử số liệu"
        });
    }
    if known.conflict {
        flags.push(Flag {
            text: "[k]", href, title: "các báo cáo không thống nhất; xem lịch sử số liệu"
        });
    }
    flags
}

/// The printed statements first, then what bantin derives, then what the author explains.
fn details(edition: &Edition, cell: &Cell, key: FigureKey, derived: &[Derived]) -> Vec<String> {
    let project = edition.project;
    let figure = project.figure(key);
    let said = figure.statements().iter().map(|said| statement(project, cell, said));
    let start = derived.partition_point(|one| one.cell < *cell);
    let own = derived[start..].iter().take_while(|one| one.cell == *cell);
    said.chain(own.filter_map(|one| derived_words(project, one))).chain(explained(figure)).collect()
}

/// Returns the author's explanations of what differs at a figure.
pub fn explained(figure: &Figure) -> impl Iterator<Item = String> {
    figure.explanations().iter().map(|one| format!("Giải trình: {}", one.words))
}

/// Returns a printed share, change, multiple or attainment in words.
pub fn statement(project: &Project, cell: &Cell, said: &Statement) -> String {
    let quantity = text::quantity(&said.quantity);
    match &said.kind {
        StatementKind::ShareOf(whole) => {
            format!("{quantity} so với “{}”", project.registry.indicator(*whole).name.vi)
        }
        StatementKind::ShareOfWhole => format!("{quantity} của tổng"),
        StatementKind::ChangeSince(base) => {
            format!("{} so với {}", text::change(&said.quantity.interval()), text::period(*base))
        }
        StatementKind::TimesSince(base) => format!("{quantity} so với {}", text::period(*base)),
        StatementKind::Attained(plan) => {
            let zone = project.zone(cell.body.zone);
            let plan =
                zone.find_plan(cell.body.zone, plan.as_str()).map(|plan| project.plan(plan).short.clone());
            format!("báo cáo ghi đạt {quantity} {}", plan.unwrap_or_else(|| "chỉ tiêu được giao".to_owned()))
        }
    }
}

/// Returns a derived figure in words, with its mark; nothing for a multiple that says no more than the
/// change does.
pub fn derived_words(project: &Project, derived: &Derived) -> Option<String> {
    let value = text::derived(&derived.value);
    let words = match &derived.kind {
        DerivedKind::ShareOfWhole => format!("{value} của tổng"),
        DerivedKind::ShareOf(whole) => {
            format!("{value} so với “{}”", project.registry.indicator(*whole).name.vi)
        }
        DerivedKind::ChangeSince(base) => {
            let DerivedValue::Amount(amount) = &derived.value else { return None };
            format!("{} so với {}", text::change(amount), text::period(*base))
        }
        DerivedKind::TimesSince(_) => return None,
        DerivedKind::ImpliedWhole(whole) => {
            format!("“{}” là {value}", project.registry.indicator(*whole).name.vi)
        }
        DerivedKind::ImpliedTarget(_) => format!("chỉ tiêu được giao là {value}"),
    };
    Some(format!("{words} ({})", text::origin(derived.origin())))
}

/// Returns the word for what kind of number an indicator is.
pub fn measure(value: Measure) -> &'static str {
    match value {
        Measure::Stock => "số hiện có",
        Measure::Flow => "số phát sinh trong kỳ",
        Measure::NetChange => "thực tăng",
    }
}
