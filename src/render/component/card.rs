//! A headline figure.

use super::figure_table::{FigureRow, row};
use super::{Flag, OriginMark};
use crate::analyse::derived::{Derived, Origin};
use crate::analyse::ledger::{Cell, Known, known_from};
use crate::analyse::totals::Total;
use crate::model::period::Day;
use crate::render::edition::Edition;
use crate::render::link::{self, Link, Root};
use crate::render::text;
use crate::tell;
use serde::Serialize;

/// A headline figure, finished.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// Its anchor, or empty: the figure has one of its own on its zone's page.
    pub id: String,
    /// Where the figure stands.
    pub href: String,
    /// What is counted.
    pub label: String,
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
    /// Whose it is.
    pub who: String,
    /// The same in short, with its zone.
    #[serde(skip)]
    pub who_short: String,
    /// What it is about.
    pub time: String,
    /// The first thing said or derived of it, or empty.
    pub change: String,
    /// Who made it.
    pub origin: OriginMark,
    /// Its source.
    pub source: Link,
}

/// Returns the card of a known cell; on a page of the cell's own zone the link stays on the page.
pub fn card(
    edition: &Edition,
    root: Root,
    cell: &Cell,
    known: Known,
    derived: &[Derived],
    own: bool,
) -> Card {
    let project = edition.project;
    let FigureRow {
        id,
        name,
        part,
        qualifier,
        number,
        unit,
        missing,
        marks,
        details,
        time,
        origin,
        source,
        ..
    } = row(edition, root, cell, known, derived);
    let label = if part.is_empty() { name.text } else { format!("{} – {part}", name.text) };
    Card {
        id: String::new(),
        href: if own { format!("#{id}") } else { root.to(&link::cell(project, cell)) },
        label,
        qualifier,
        number,
        unit,
        missing,
        marks,
        who: edition.body_name(cell.body),
        who_short: edition.owner_short(cell.body),
        time,
        change: details.into_iter().next().unwrap_or_default(),
        origin,
        source,
    }
}

/// Returns the card of a total over zones; its source is the page of its indicator, where each zone stands with its own.
pub fn of_total(edition: &Edition, root: Root, total: &Total) -> Card {
    let indicator = edition.project.registry.indicator(total.indicator);
    let words = text::interval(edition.language, &total.amount);
    let href = root.to(&link::total(edition.project, total.indicator, total.time));
    let zones = tell!(edition.language, "Cộng của {} khu", "Total of {} zones", total.zones.len());
    Card {
        id: String::new(),
        label: edition.told(&indicator.name),
        qualifier: words.qualifier,
        number: words.number,
        unit: edition.told(text::unit(indicator, &total.amount)),
        missing: String::new(),
        marks: Vec::new(),
        who_short: zones.clone(),
        who: zones,
        time: edition.when(total.indicator, total.time),
        change: String::new(),
        origin: OriginMark::new(edition.language, Origin::Computed),
        source: Link::new(
            edition.language.pick("số liệu của từng khu", "the figures of each zone"),
            href.clone(),
        ),
        href,
    }
}

/// Returns up to `most` cells for headlines of a page over zones: as [`headlines`], what came in since the issue before
/// first.
pub fn news(edition: &Edition, known: &[(Cell, Known)], most: usize) -> Vec<(Cell, Known)> {
    let before = cutoff_before(edition);
    let (new, old): (Vec<_>, Vec<_>) = known.iter().partition(|(_, known)| is_new(edition, before, *known));
    let mut chosen = headlines(edition, &new, most);
    let rest = headlines(edition, &old, most);
    let free = |(cell, _): &(Cell, Known)| chosen.iter().all(|(other, _)| other.indicator != cell.indicator);
    let rest: Vec<(Cell, Known)> = rest.into_iter().filter(free).collect();
    chosen.extend(rest);
    chosen.truncate(most);
    chosen
}

/// Returns the cut-off of the issue before the day of a page; nothing where it is the first.
pub fn cutoff_before(edition: &Edition) -> Option<Day> {
    let cutoffs = edition.project.issues.iter().map(|issue| issue.cutoff);
    cutoffs.filter(|&cutoff| cutoff < edition.cutoff).max()
}

/// Returns true for what came in after that day.
pub fn is_new(edition: &Edition, before: Option<Day>, known: Known) -> bool {
    before.is_none_or(|before| known_from(edition.project, known.figure) > before)
}

/// Returns up to `most` cells for headlines: known wholes with a number, each indicator once; the zone's
/// main body first, then what has a target, then what is better more than less, then the newest.
pub fn headlines(edition: &Edition, known: &[(Cell, Known)], most: usize) -> Vec<(Cell, Known)> {
    let project = edition.project;
    let mut candidates: Vec<&(Cell, Known)> = known
        .iter()
        .filter(|(cell, known)| cell.parts.is_whole() && project.figure(known.figure).quantity().is_some())
        .collect();
    candidates.sort_by_cached_key(|(cell, _)| {
        let other_body = project.zone(cell.body.zone).main != cell.body.body;
        let planned = project.zone(cell.body.zone).plans.iter().any(|plan| {
            plan.body == cell.body && plan.targets.iter().any(|target| target.indicator == cell.indicator)
        });
        let context = project.registry.indicator(cell.indicator).good.is_none();
        let line = project.body(cell.body).line as u8;
        (other_body, !planned, context, line, std::cmp::Reverse(cell.time.to()), *cell)
    });
    let mut chosen: Vec<(Cell, Known)> = Vec::new();
    for &&(cell, known) in &candidates {
        if chosen.len() == most {
            break;
        }
        if chosen.iter().all(|(other, _)| other.indicator != cell.indicator) {
            chosen.push((cell, known));
        }
    }
    chosen
}
