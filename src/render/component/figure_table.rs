//! A table of figures: one a row, each with its anchor, its source and what is derived from it.

use super::{Flag, OriginMark, source_list};
use crate::analyse::derived::{Derived, DerivedKind, DerivedValue, Origin};
use crate::analyse::ledger::{Cell, Known, published};
use crate::language::Language;
use crate::model::id::{FigureKey, Parts};
use crate::model::indicator::Measure;
use crate::model::report::{Figure, Level, Statement, StatementKind, Value};
use crate::render::edition::Edition;
use crate::render::foreign::told;
use crate::render::link::{self, Link, Root};
use crate::render::text;
use crate::tell;
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
        Value::Known(quantity) => (
            text::quantity(edition.language, quantity),
            edition.told(text::unit(indicator, &quantity.interval())),
            String::new(),
        ),
        Value::Missing(why) => {
            (text::Words::default(), String::new(), text::missing(edition.language, *why).to_owned())
        }
        Value::Unstated => (
            text::Words::default(),
            String::new(),
            edition.language.pick("báo cáo chỉ in tỷ lệ", "the report prints only a share").to_owned(),
        ),
    };
    FigureRow {
        id: link::cell_anchor(project, cell),
        name: Link::new(edition.told(&indicator.name), root.to(&link::indicator(project, cell.indicator))),
        part: text::parts(edition.language, project, cell.parts),
        who: String::new(),
        qualifier: words.qualifier,
        number: words.number,
        unit,
        missing,
        marks: flags(edition, root, cell, known),
        details: details(edition, cell, known.figure, derived),
        time: time(edition, known.figure),
        origin: OriginMark::new(edition.language, Origin::Published),
        level: if figure.level == Level::Official { "" } else { text::level(edition.language, figure.level) },
        source: source(edition, root, known.figure),
        note: figure
            .details
            .as_ref()
            .and_then(|details| details.note.as_ref())
            .map_or(String::new(), |note| edition.told(note)),
    }
}

/// Returns the link to a figure's source: publisher and date.
pub fn source(edition: &Edition, root: Root, key: FigureKey) -> Link {
    let project = edition.project;
    let source = project.report(key.report).source_of(project.figure(key));
    let href = root.to(&link::report(project, key.report));
    source_list::cited(edition, source, published(project, key), href)
}

/// Returns what a figure is about, with the report's own vague words.
pub fn time(edition: &Edition, key: FigureKey) -> String {
    let project = edition.project;
    let figure = project.figure(key);
    let words = figure.details.as_ref().and_then(|details| details.time_words.as_ref());
    match words.filter(|words| !text::period(Language::Vi, figure.time).contains(&words.vi.to_lowercase())) {
        Some(words) => format!("{} (“{}”)", edition.when(figure.indicator, figure.time), edition.told(words)),
        None => edition.when(figure.indicator, figure.time),
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
            text: REVISED,
            href: href.clone(),
            title: edition
                .language
                .pick("đã điều chỉnh; xem lịch sử số liệu", "revised; see the history of figures"),
        });
    }
    if known.conflict {
        flags.push(Flag {
            text: "[k]",
            href,
            title: edition.language.pick(
                "các báo cáo không thống nhất; xem lịch sử số liệu",
                "reports disagree; see the history of figures",
            ),
        });
    }
    flags
}

/// The printed statements first, then what bantin derives, then what the author explains.
fn details(edition: &Edition, cell: &Cell, key: FigureKey, derived: &[Derived]) -> Vec<String> {
    let project = edition.project;
    let figure = project.figure(key);
    let said = figure.statements().iter().map(|said| statement(edition, cell, said));
    let start = derived.partition_point(|one| one.cell < *cell);
    let own = derived[start..].iter().take_while(|one| one.cell == *cell);
    said.chain(own.filter_map(|one| derived_words(edition, one)))
        .chain(explained(edition.language, figure))
        .collect()
}

/// Returns the author's explanations of what differs at a figure.
pub fn explained(language: Language, figure: &Figure) -> impl Iterator<Item = String> {
    figure
        .explanations()
        .iter()
        .map(move |one| tell!(language, "Giải trình: {}", "Explanation: {}", told(language, &one.words)))
}

/// A part of a part is a share of that part, not of the total.
fn of_outer(edition: &Edition, parts: Parts) -> String {
    match outer_name(edition, parts) {
        Some(name) => tell!(edition.language, "của “{name}”", "of “{name}”"),
        None => edition.language.pick("của tổng", "of the whole").to_owned(),
    }
}

/// Returns the name of the part that a part of a part stands in; nothing at the first level.
pub fn outer_name(edition: &Edition, parts: Parts) -> Option<String> {
    let (_, part) = parts.parent()?.0.parent()?;
    Some(edition.told(&edition.project.registry.part(part).name))
}

/// Returns a printed share, change, multiple or attainment in words.
pub fn statement(edition: &Edition, cell: &Cell, said: &Statement) -> String {
    let project = edition.project;
    let quantity = text::quantity(edition.language, &said.quantity);
    match &said.kind {
        StatementKind::ShareOf(whole) => {
            tell!(
                edition.language,
                "{quantity} so với “{}”",
                "{quantity} of “{}”",
                edition.told(&project.registry.indicator(*whole).name)
            )
        }
        StatementKind::ShareOfWhole => {
            format!("{quantity} {}", of_outer(edition, cell.parts))
        }
        StatementKind::ChangeSince(base) => {
            tell!(
                edition.language,
                "{} so với {}",
                "{} since {}",
                text::printed_change(edition.language, &said.quantity),
                edition.when(cell.indicator, *base)
            )
        }
        StatementKind::TimesSince(base) => tell!(
            edition.language,
            "{quantity} so với {}",
            "{quantity} since {}",
            edition.when(cell.indicator, *base)
        ),
        StatementKind::Attained(plan) => {
            let zone = project.zone(cell.body.zone);
            let plan = zone
                .find_plan(cell.body.zone, plan.as_str())
                .map(|plan| edition.told(&project.plan(plan).short));
            tell!(
                edition.language,
                "báo cáo ghi đạt {quantity} {}",
                "the report says {quantity} of {} was reached",
                plan.unwrap_or_else(|| edition
                    .language
                    .pick("chỉ tiêu được giao", "the assigned target")
                    .to_owned())
            )
        }
    }
}

/// Returns a derived figure in words, with its mark; nothing for a multiple that says no more than the
/// change does.
pub fn derived_words(edition: &Edition, derived: &Derived) -> Option<String> {
    let project = edition.project;
    let value = text::derived(edition.language, &derived.value);
    let words = match &derived.kind {
        DerivedKind::ShareOfWhole => format!("{value} {}", of_outer(edition, derived.cell.parts)),
        DerivedKind::ShareOf(whole) => {
            tell!(
                edition.language,
                "{value} so với “{}”",
                "{value} of “{}”",
                edition.told(&project.registry.indicator(*whole).name)
            )
        }
        DerivedKind::ChangeSince(base) => {
            let DerivedValue::Amount(amount) = &derived.value else { return None };
            tell!(
                edition.language,
                "{} so với {}",
                "{} since {}",
                text::change(edition.language, amount),
                edition.when(derived.cell.indicator, *base)
            )
        }
        DerivedKind::TimesSince(_) => return None,
        DerivedKind::ImpliedWhole(whole) => {
            tell!(
                edition.language,
                "“{}” là {value}",
                "“{}” is {value}",
                edition.told(&project.registry.indicator(*whole).name)
            )
        }
        DerivedKind::ImpliedTarget(_) => {
            tell!(edition.language, "chỉ tiêu được giao là {value}", "the assigned target is {value}")
        }
    };
    Some(format!("{words} ({})", text::origin(edition.language, derived.origin())))
}

/// Returns the word for what kind of number an indicator is.
pub fn measure(language: Language, value: Measure) -> &'static str {
    match value {
        Measure::Stock => language.pick("số hiện có", "stock"),
        Measure::Flow => language.pick("số phát sinh trong kỳ", "flow in the period"),
        Measure::NetChange => language.pick("thực tăng", "net change"),
    }
}
