//! `figures.csv`: every figure of every report, what is printed about it, and what is derived from it.

use super::table::{Field, Head, Table};
use crate::analyse::derived::{Derived, DerivedKind, DerivedValue, Origin};
use crate::analyse::ledger::{Cell, Vintage, appeared, known_at, vintage};
use crate::analyse::totals::Total;
use crate::model::Project;
use crate::model::id::{FigureKey, Parts, ReportKey};
use crate::model::indicator::Measure;
use crate::model::interval::{Bound, Interval, RatioInterval};
use crate::model::period::Period;
use crate::model::quantity::{Quantity, Scale};
use crate::model::report::{Level, Statement, StatementKind, Value};
use crate::render::edition::Edition;
use crate::render::standing::Standing;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// In the order of the file.
pub(super) static HEAD: Head = Head {
    columns: &[
        "zone",
        "body",
        "indicator",
        "parts",
        "measure",
        "time_from",
        "time_to",
        "lower",
        "lower_open",
        "upper",
        "upper_open",
        "approximate",
        "printed",
        "level",
        "origin",
        "source",
        "published",
        "vintage",
        "zones_reporting",
        "zones_all",
    ],
    key: 5,
    list: 5,
};

/// Adds the rows of a zone, cell by cell: the vintages from the oldest to the newest, each followed by
/// what it prints, then what is derived from the newest.
pub(super) fn of_zone(edition: &Edition, current: &Standing, table: &mut Table) {
    let project = edition.project;
    let ledger = edition.ledger(current.zone);
    let mut derived = current.derived.iter().peekable();
    for (cell, vintages) in ledger.cells(project) {
        let known = known_at(project, vintages, edition.cutoff);
        for (n, &key) in known.iter().enumerate() {
            figure(project, key, vintage(project, &known, n, edition.cutoff), table);
        }
        while let Some(one) = derived.next_if(|one| one.cell == cell) {
            derived_row(project, one, table);
        }
    }
    assert!(derived.next().is_none(), "a derived figure is about a cell of its own zone");
}

/// Adds the totals over zones: rows without zone and body.
pub(super) fn totals(project: &Project, totals: &[Total], table: &mut Table) {
    // A sum with something vague in it has no numbers to give.
    for total in totals.iter().filter(|total| !total.amount.is_unknown()) {
        let from: Vec<FigureKey> = total.zones.iter().map(|&(_, figure)| figure).collect();
        let (level, published) = standing(project, &from);
        let indicator = project.registry.indicator(total.indicator);
        let row = Row {
            zone: "",
            body: "",
            indicator: indicator.id.as_str(),
            parts: "".into(),
            measure: measure(indicator.measure).into(),
            time: total.time,
            numbers: Numbers::of(&total.amount),
            printed: "".into(),
            level,
            origin: Origin::Computed,
            source: sources(project, &from),
            published,
            vintage: Vintage::Current,
            zones: Some((total.zones.len(), total.of)),
        };
        row.push(table);
    }
}

/// A row with its cells named.
struct Row<'a> {
    zone: &'a str,
    body: &'a str,
    indicator: &'a str,
    parts: Cow<'a, str>,
    measure: Cow<'static, str>,
    time: Period,
    numbers: Numbers,
    printed: Cow<'a, str>,
    level: Level,
    origin: Origin,
    source: Field<'a>,
    published: Option<Period>,
    vintage: Vintage,
    /// Of a total: how many zones report, and of how many.
    zones: Option<(usize, usize)>,
}

/// The numeric cells.
#[derive(Default)]
struct Numbers {
    lower: Option<Bound>,
    upper: Option<Bound>,
    approximate: bool,
}

impl Numbers {
    fn of(interval: &Interval) -> Numbers {
        Numbers { lower: interval.lower(), upper: interval.upper(), approximate: false }
    }

    fn printed(quantity: &Quantity) -> Numbers {
        let approximate = quantity.approximate().is_some();
        Numbers { approximate, ..Numbers::of(&quantity.interval()) }
    }

    /// In percent, or as a multiple.
    fn ratio(share: &RatioInterval, multiple: bool) -> Numbers {
        let bound = |end: Option<(crate::model::interval::Ratio, bool)>| {
            end.map(|(ratio, open)| {
                let scaled = Decimal::new(1, 2);
                let value = if multiple { ratio.percent(4) * scaled } else { ratio.percent(6) };
                Bound { value, open }
            })
        };
        Numbers { lower: bound(share.lower), upper: bound(share.upper), approximate: false }
    }
}

impl Row<'_> {
    fn push(self, table: &mut Table) {
        let Numbers { lower, upper, approximate } = self.numbers;
        let count = |zones: Option<usize>| Field::number(zones.map(Decimal::from));
        let open = |bound: Option<Bound>| Field::Flag(bound.is_some_and(|bound| bound.open));
        table.push([
            Field::key(self.zone),
            Field::key(self.body),
            Field::key(self.indicator),
            Field::key(self.parts),
            Field::key(self.measure),
            Field::Day(self.time.from()),
            Field::Day(self.time.to()),
            Field::number(lower.map(|bound| bound.value)),
            open(lower),
            Field::number(upper.map(|bound| bound.value)),
            open(upper),
            Field::Flag(approximate),
            Field::words(self.printed),
            Field::key(self.level.key()),
            Field::key(origin(self.origin)),
            self.source,
            self.published.map_or(Field::Empty, Field::period),
            Field::key(vintage_key(self.vintage)),
            count(self.zones.map(|(reporting, _)| reporting)),
            count(self.zones.map(|(_, all)| all)),
        ]);
    }
}

fn figure(project: &Project, key: FigureKey, vintage: Vintage, table: &mut Table) {
    let figure = project.figure(key);
    let indicator = project.registry.indicator(figure.indicator);
    let row = |kind: Cow<'static, str>, numbers: Numbers, printed| Row {
        zone: project.zone(key.report.zone).id.as_str(),
        body: project.body(figure.body).id.as_str(),
        indicator: indicator.id.as_str(),
        parts: project.registry.path(figure.parts).into(),
        measure: kind,
        time: figure.time,
        numbers,
        printed,
        level: figure.level,
        origin: Origin::Published,
        source: source(project, key.report),
        published: Some(appeared(project, key)),
        vintage,
        zones: None,
    };
    match &figure.value {
        Value::Known(quantity) => {
            let numbers = Numbers::printed(quantity);
            row(measure(indicator.measure).into(), numbers, quantity.printed()).push(table);
        }
        Value::Missing(why) => {
            let words = format!("missing:{}", why.key());
            row(measure(indicator.measure).into(), Numbers::default(), words.into()).push(table);
        }
        // What it prints instead follows.
        Value::Unstated => {}
    }
    for said in figure.statements() {
        row(said_key(project, said).into(), said_numbers(said), said.quantity.printed()).push(table);
    }
}

/// The measure of a printed statement; a change in percent has one of its own, for its numbers are no amounts.
fn said_key(project: &Project, said: &Statement) -> String {
    match &said.kind {
        StatementKind::ChangeSince(base) if said.quantity.scale() == Scale::Percent => {
            format!("percent_change_since:{base}")
        }
        kind => kind.key(&project.registry),
    }
}

/// The numbers of a printed statement: only a change is below zero, whatever "0%" was rounded from.
fn said_numbers(said: &Statement) -> Numbers {
    let numbers = Numbers::printed(&said.quantity);
    match said.kind {
        StatementKind::ChangeSince(_) => numbers,
        _ => Numbers {
            approximate: numbers.approximate,
            ..Numbers::of(&said.quantity.interval().not_negative())
        },
    }
}

fn derived_row(project: &Project, one: &Derived, table: &mut Table) {
    let registry = &project.registry;
    let mut indicator = registry.indicator(one.cell.indicator);
    let mut path = one.cell.parts;
    let kind: Cow<'static, str> = match &one.kind {
        DerivedKind::ShareOfWhole => "share_of:whole".into(),
        DerivedKind::ShareOf(whole) => format!("share_of:{}", registry.indicator(*whole).id).into(),
        DerivedKind::ChangeSince(base) => format!("change_since:{base}").into(),
        DerivedKind::TimesSince(base) => format!("times_since:{base}").into(),
        DerivedKind::ImpliedTarget(plan) => format!("target:{plan}").into(),
        DerivedKind::ImpliedWhole(whole) => {
            (indicator, path) = (registry.indicator(*whole), Parts::WHOLE);
            measure(indicator.measure).into()
        }
    };
    let numbers = match &one.value {
        DerivedValue::Share(share) => Numbers::ratio(share, matches!(one.kind, DerivedKind::TimesSince(_))),
        DerivedValue::Amount(amount) => Numbers::of(amount),
        DerivedValue::WholeNumbers(first, last) => {
            let bound = |value| Some(Bound { value, open: false });
            Numbers { lower: bound(*first), upper: bound(*last), approximate: false }
        }
    };
    let (level, published) = standing(project, &one.from);
    let Cell { body, time, .. } = one.cell;
    let row = Row {
        zone: project.zone(body.zone).id.as_str(),
        body: project.body(body).id.as_str(),
        indicator: indicator.id.as_str(),
        parts: registry.path(path).into(),
        measure: kind,
        time,
        numbers,
        printed: "".into(),
        level,
        origin: one.origin(),
        source: sources(project, &one.from),
        published,
        vintage: Vintage::Current,
        zones: None,
    };
    row.push(table);
}

/// The least final level of some figures, and the latest publication.
fn standing(project: &Project, figures: &[FigureKey]) -> (Level, Option<Period>) {
    let level = figures.iter().map(|&key| project.figure(key).level).min().unwrap_or_default();
    let latest = figures.iter().map(|&key| appeared(project, key)).max_by_key(|period| period.to());
    (level, latest)
}

/// The reports of some figures, each once, joined by `;`.
fn sources<'a>(project: &'a Project, figures: &[FigureKey]) -> Field<'a> {
    let mut reports: Vec<ReportKey> = Vec::new();
    for key in figures {
        if !reports.contains(&key.report) {
            reports.push(key.report);
        }
    }
    if let [one] = reports[..] {
        return source(project, one);
    }
    let file = |key: &ReportKey| format!("{}/{}", project.zone(key.zone).id, project.report(*key).id);
    Field::key(reports.iter().map(file).collect::<Vec<_>>().join(";"))
}

fn source(project: &Project, report: ReportKey) -> Field<'_> {
    Field::File(project.zone(report.zone).id.as_str(), project.report(report).id.as_str())
}

fn measure(value: Measure) -> &'static str {
    match value {
        Measure::Stock => "stock",
        Measure::Flow => "flow",
        Measure::NetChange => "net-change",
    }
}

fn origin(value: Origin) -> &'static str {
    match value {
        Origin::Published => "published",
        Origin::Implied => "implied",
        Origin::Computed => "computed",
    }
}

fn vintage_key(value: Vintage) -> &'static str {
    match value {
        Vintage::Current => "current",
        Vintage::Disputed => "disputed",
        Vintage::Earlier => "earlier",
    }
}
