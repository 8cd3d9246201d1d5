//! The table of units: zone beside zone, with the indicators that most of them report.

use super::ZoneState;
use crate::analyse::ledger::{Cell, Known};
use crate::analyse::totals;
use crate::language::Language;
use crate::model::Project;
use crate::model::id::{BodyKey, IndicatorKey, Parts, ZoneKey};
use crate::model::interval::Interval;
use crate::render::component::{Flag, figure_table};
use crate::render::edition::Edition;
use crate::render::link::{self, Link, Root};
use crate::render::standing::newest;
use crate::render::text;
use crate::tell;
use serde::Serialize;

/// How many indicators the table of units has.
const COLUMNS: usize = 5;

/// Zones against indicators.
#[derive(Debug, Serialize)]
pub(super) struct Matrix {
    caption: String,
    head: &'static str,
    columns: Vec<String>,
    rows: Vec<MatrixRow>,
    total: Option<MatrixRow>,
    note: String,
}

#[derive(Debug, Serialize)]
struct MatrixRow {
    name: Link,
    cells: Vec<MatrixCell>,
}

#[derive(Debug, Default, Serialize)]
struct MatrixCell {
    /// The head of its column, which a phone shows beside it.
    label: String,
    text: String,
    sub: String,
    href: String,
    marks: Vec<Flag>,
    missing: String,
}

/// The indicators that most zones report, one column each; a total only where the times agree.
pub(super) fn units(edition: &Edition, root: Root, states: &[ZoneState]) -> Option<Matrix> {
    let project = edition.project;
    let of =
        |state: &ZoneState, indicator: IndicatorKey| spoken(project, state, indicator).map(|(one, _)| one);
    let mut columns: Vec<(usize, IndicatorKey)> = project
        .registry
        .indicator_keys()
        .map(|key| (states.iter().filter(|state| of(state, key).is_some()).count(), key))
        .filter(|(count, _)| *count > 0)
        .collect();
    columns.sort_by_key(|(count, key)| (std::cmp::Reverse(*count), *key));
    columns.truncate(COLUMNS);
    if columns.is_empty() {
        return None;
    }
    let cell = |state: &ZoneState, key: IndicatorKey| match of(state, key) {
        Some((cell, known)) => MatrixCell {
            label: String::new(),
            text: text::quantity(edition.language, project.figure(known.figure).quantity()?).to_string(),
            sub: format!(
                "{}, {}",
                edition.body_short(cell.body),
                text::short_when(edition.language, edition.measure(key), cell.time)
            ),
            href: root.to(&link::cell(project, &cell)),
            marks: figure_table::flags(edition, root, &cell, known),
            missing: String::new(),
        }
        .into(),
        None => Some(MatrixCell {
            missing: edition.language.pick("chưa có số liệu", "no data").to_owned(),
            ..MatrixCell::default()
        }),
    };
    let labelled = |key: IndicatorKey, cell: MatrixCell| {
        Some(MatrixCell { label: edition.told(&project.registry.indicator(key).name), ..cell })
    };
    let row = |state: &ZoneState| MatrixRow {
        name: Link::new(edition.zone_name(state.zone), root.to(&link::zone(project, state.zone))),
        cells: columns.iter().filter_map(|(_, key)| labelled(*key, cell(state, *key)?)).collect(),
    };
    let total = |(_, key): &(usize, IndicatorKey)| match total(edition, states, *key) {
        Ok(amount) => MatrixCell {
            text: text::interval(edition.language, &amount).to_string(),
            ..MatrixCell::default()
        },
        Err(why) => MatrixCell { missing: why.words(edition.language).to_owned(), ..MatrixCell::default() },
    };
    Some(Matrix {
        caption: tell!(edition.language, "Số liệu mới nhất theo khu, đến ngày {}", "Latest figures by zone, as of {}", text::day(edition.language, edition.cutoff)),
        head: edition.language.pick("Khu", "Zone"),
        columns: columns.iter().map(|(_, key)| edition.told(&project.registry.indicator(*key).name)).collect(),
        rows: states.iter().map(row).collect(),
        total: Some(MatrixRow {
            name: Link::plain(edition.language.pick("Tổng cộng", "Total")), cells: columns.iter().filter_map(|one| labelled(one.1, total(one))).collect()
        }),
        note: edition.language.pick("Mỗi ô ghi chủ thể và thời điểm của số liệu; các thời điểm khác nhau không được cộng.", "Each cell names the body and the time of its figure; figures of different times are not added.")
            .to_owned(),
    })
}

/// Returns the newest figure of a zone, of the body that stands above all others that report; where none does, of
/// the zone's main body or of the first in its list, and false: the others may count what it does not.
fn spoken(project: &Project, state: &ZoneState, indicator: IndicatorKey) -> Option<((Cell, Known), bool)> {
    let is_meant = |(cell, known): &&(Cell, Known)| {
        (cell.indicator, cell.parts) == (indicator, Parts::WHOLE)
            && project.figure(known.figure).quantity().is_some()
    };
    let bodies: Vec<(BodyKey, (Cell, Known))> =
        newest(&state.known).filter(is_meant).map(|one| (one.0.body, *one)).collect();
    if let Some((_, one)) = totals::topmost(project, &bodies) {
        return Some((one, true));
    }
    let main = project.zone(state.zone).main;
    let first = bodies.iter().min_by_key(|(body, _)| (body.body != main, body.body));
    first.map(|&(_, one)| (one, false))
}

/// Why a column has no sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unadded {
    /// Zones of this indicator are never added.
    Never,
    /// A zone of the issue has no figure.
    Missing,
    /// Several bodies of a zone report, and none stands above the others.
    Bodies,
    /// The figures are of different times.
    Times,
    /// There is one zone alone.
    One,
}

impl Unadded {
    fn words(self, language: Language) -> &'static str {
        match self {
            Unadded::Never => language.pick("không cộng", "not added"),
            Unadded::Missing => {
                language.pick("không cộng: có khu chưa có số liệu", "not added: a zone has no figure")
            }
            Unadded::Bodies => language.pick(
                "không cộng: có khu mà nhiều chủ thể cùng báo cáo",
                "not added: several bodies of a zone report",
            ),
            Unadded::Times => language.pick("không cộng: khác thời điểm", "not added: dates differ"),
            Unadded::One => language.pick("không cộng: chỉ có một khu", "not added: one zone alone"),
        }
    }
}

/// Returns the sum of a column: of what stands in it, where that is every zone of the issue, each at the same time.
fn total(edition: &Edition, states: &[ZoneState], indicator: IndicatorKey) -> Result<Interval, Unadded> {
    let project = edition.project;
    if !project.registry.indicator(indicator).additive {
        return Err(Unadded::Never);
    }
    let spoken: Option<Vec<_>> = states.iter().map(|state| spoken(project, state, indicator)).collect();
    let spoken = spoken.ok_or(Unadded::Missing)?;
    if spoken.len() < 2 {
        return Err(Unadded::One);
    }
    if spoken.iter().any(|(_, alone)| !alone) {
        return Err(Unadded::Bodies);
    }
    if spoken.windows(2).any(|pair| pair[0].0.0.time != pair[1].0.0.time) {
        return Err(Unadded::Times);
    }
    let figures: Vec<(ZoneKey, Known)> =
        spoken.iter().map(|((cell, known), _)| (cell.body.zone, *known)).collect();
    Ok(totals::sum(project, edition.ledgers, edition.cutoff, &figures).0)
}
