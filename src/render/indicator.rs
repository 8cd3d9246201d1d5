//! The page of an indicator: definition, all zones side by side, totals, targets.

use super::chart;
use super::component::figure_table::{self, FigureRow, FigureTable};
use super::component::plan_table::{self, PlanTable};
use super::component::{Flag, OriginMark};
use super::edition::Edition;
use super::foreign::told;
use super::link::{self, Link, Root};
use super::page::Head;
use super::standing::Summary;
use super::term::MOST_IN_FULL;
use super::text;
use crate::analyse::assessment::known_plans;
use crate::analyse::derived::{self, Derived, Origin};
use crate::analyse::ledger::{Cell, Known};
use crate::analyse::rank;
use crate::analyse::totals::Total;
use crate::draw::Chart;
use crate::model::id::{IndicatorKey, ZoneKey};
use crate::model::indicator::Good;
use crate::tell;
use serde::Serialize;

/// The page, finished.
#[derive(Debug, Serialize)]
pub struct Page {
    #[serde(flatten)]
    head: Head,
    definition: Vec<Term>,
    groups: Vec<Group>,
    charts: Vec<Chart>,
    totals: Vec<TotalItem>,
    plans: Vec<PlanTable>,
    figures: Vec<FigureTable>,
}

#[derive(Debug, Serialize)]
struct Term {
    label: &'static str,
    text: String,
}

/// Zones and bodies that report for the same time.
#[derive(Debug, Serialize)]
struct Group {
    title: String,
    caption: String,
    /// Whether any of them has a rank.
    ranked: bool,
    rows: Vec<RankedRow>,
    note: String,
}

impl Group {
    fn new((title, caption): (String, String), rows: Vec<RankedRow>, note: String) -> Group {
        let ranked = rows.iter().any(|row| row.rank != text::NONE);
        Group { title, caption, ranked, rows, note }
    }
}

#[derive(Debug, Serialize)]
struct RankedRow {
    #[serde(flatten)]
    row: FigureRow,
    rank: String,
    tie: &'static str,
}

#[derive(Debug, Serialize)]
struct TotalItem {
    id: String,
    qualifier: String,
    number: String,
    unit: String,
    missing: String,
    marks: Vec<Flag>,
    origin: OriginMark,
    coverage: String,
    time: String,
    note: String,
}

/// The known wholes of one indicator over all zones, with what is derived in those zones.
pub struct Reported {
    /// In the order of the zones and cells.
    pub cells: Vec<(Cell, Known)>,
    /// Sorted by cell.
    pub derived: Vec<Derived>,
}

/// Returns the known cells of every indicator, in the order of the registry: every time and what is
/// derived where there are few zones, else the newest time of each body's whole.
pub fn reported(edition: &Edition, summaries: &[&Summary]) -> Vec<Reported> {
    let count = edition.project.registry.indicators.len();
    let mut all: Vec<Reported> =
        (0..count).map(|_| Reported { cells: Vec::new(), derived: Vec::new() }).collect();
    let few = edition.project.zones.len() <= MOST_IN_FULL;
    for summary in summaries {
        let in_full = if few { edition.known(summary.zone) } else { Vec::new() };
        for one in if few { &in_full } else { &summary.newest } {
            all[one.0.indicator.0 as usize].cells.push(*one);
        }
        if few {
            let ledger = edition.ledger(summary.zone);
            for one in derived::of_zone(edition.project, ledger, edition.cutoff) {
                all[one.cell.indicator.0 as usize].derived.push(one);
            }
        }
    }
    all
}

/// Returns the page of an indicator.
pub fn page(edition: &Edition, key: IndicatorKey, reported: &Reported, totals: &[Total]) -> Page {
    let project = edition.project;
    let root = Root::TWO;
    let groups = groups(edition, root, key, reported);
    let (plans, has_charts) = plans(edition, root, key);
    let charts = over_zones(edition, root, reported);
    Page {
        head: head(edition, key, has_charts || !charts.is_empty()),
        definition: definition(edition, key),
        groups,
        charts,
        totals: totals
            .iter()
            .filter(|total| total.indicator == key)
            .map(|total| total_item(edition, total))
            .collect(),
        plans,
        figures: if project.zones.len() <= MOST_IN_FULL {
            parts_tables(edition, root, reported)
        } else {
            Vec::new()
        },
    }
}

fn head(edition: &Edition, key: IndicatorKey, has_charts: bool) -> Head {
    let indicator = edition.project.registry.indicator(key);
    let name = edition.told(&indicator.name);
    Head {
        description: tell!(
            edition.language,
            "{name}: định nghĩa và số liệu các khu cạnh nhau, đến ngày {}.",
            "{name}: definition and the figures of the zones side by side, as of {}.",
            text::day(edition.language, edition.cutoff)
        ),
        kicker: tell!(
            edition.language,
            "Chỉ tiêu · {} · {}",
            "Indicator · {} · {}",
            figure_table::measure(edition.language, indicator.measure),
            edition.told(&indicator.unit)
        ),
        lead: indicator.definition.as_ref().map_or(String::new(), |words| told(edition.language, words)),
        has_charts,
        ..Head::new(edition, &link::indicator(edition.project, key), Root::TWO, &name, "chi-tieu")
    }
}

fn definition(edition: &Edition, key: IndicatorKey) -> Vec<Term> {
    let registry = &edition.project.registry;
    let indicator = registry.indicator(key);
    let mut terms = Vec::new();
    let mut add = |label, text: String| terms.push(Term { label, text });
    add(
        edition.language.pick("Loại số liệu", "Kind of figure"),
        text::capitalised(figure_table::measure(edition.language, indicator.measure)),
    );
    add(edition.language.pick("Đơn vị tính", "Unit"), edition.told(&indicator.unit));
    match indicator.good {
        Some(Good::Up) => add(
            edition.language.pick("Hướng mong muốn", "Desired direction"),
            edition
                .language
                .pick(
                    "Càng nhiều càng tốt; chỉ tiêu ghi một số là mức ít nhất.",
                    "More is better; a target given as one number is a floor.",
                )
                .to_owned(),
        ),
        Some(Good::Down) => add(
            edition.language.pick("Hướng mong muốn", "Desired direction"),
            edition
                .language
                .pick(
                    "Càng ít càng tốt; chỉ tiêu ghi một số là mức không quá.",
                    "Less is better; a target given as one number is a ceiling.",
                )
                .to_owned(),
        ),
        None => {}
    }
    let additive = if indicator.additive {
        edition.language.pick("Được, khi cùng thời kỳ", "Yes, for the same period")
    } else {
        edition.language.pick("Không", "No")
    };
    add(edition.language.pick("Cộng giữa các khu", "Can be added across zones"), additive.to_owned());
    if let Some(stock) = indicator.feeds {
        add(
            edition.language.pick("Làm tăng số hiện có của", "Adds to the stock of"),
            edition.told(&registry.indicator(stock).name),
        );
    }
    if let Some(stock) = indicator.drains {
        add(
            edition.language.pick("Làm giảm số hiện có của", "Takes from the stock of"),
            edition.told(&registry.indicator(stock).name),
        );
    }
    for &set in &indicator.within {
        add(edition.language.pick("Nằm trong", "Contained in"), edition.told(&registry.indicator(set).name));
    }
    terms
}

/// All zones side by side: the newest figure of each body first, then each time for which several zones
/// report. Ranked only where all rows are of one time.
fn groups(edition: &Edition, root: Root, key: IndicatorKey, reported: &Reported) -> Vec<Group> {
    let name = edition.told(&edition.project.registry.indicator(key).name);
    let mut cells: Vec<&(Cell, Known)> =
        reported.cells.iter().filter(|(cell, _)| cell.parts.is_whole()).collect();
    cells.sort_by_key(|(cell, _)| (cell.body, std::cmp::Reverse((cell.time.to(), cell.time.from()))));
    let mut newest = cells.clone();
    newest.dedup_by_key(|(cell, _)| cell.body);
    let one_time = newest.windows(2).all(|pair| pair[0].0.time == pair[1].0.time);
    cells.sort_by_key(|(cell, _)| (std::cmp::Reverse((cell.time.to(), cell.time.from())), *cell));
    let of_time = |rows: &[&(Cell, Known)]| {
        let words = edition.when(rows[0].0.indicator, rows[0].0.time);
        Group::new(
            (text::capitalised(&words), format!("{name}, {words}")),
            ranked(edition, root, "x", rows, &reported.derived),
            String::new(),
        )
    };
    let several = |rows: &&[&(Cell, Known)]| rows[0].0.body.zone != rows[rows.len() - 1].0.body.zone;
    let times = cells.chunk_by(|a, b| a.0.time == b.0.time).filter(several);
    if newest.is_empty() {
        return Vec::new();
    }
    let first = match one_time {
        true if newest.len() > 1 => None,
        _ => {
            let title = edition.language.pick("Số mới nhất của từng nơi", "Latest figure for each place");
            let note = edition.language.pick(
                "Thời điểm khác nhau, nên không xếp hạng.",
                "The times differ, so there is no ranking.",
            );
            Some(Group::new(
                (title.to_owned(), tell!(edition.language, "{name}: số mới nhất", "{name}: latest figures")),
                ranked(edition, root, "m", &newest, &reported.derived),
                if newest.len() > 1 { note.to_owned() } else { String::new() },
            ))
        }
    };
    let same_zone = one_time && newest.len() > 1 && !several(&newest.as_slice());
    let alone = same_zone.then(|| of_time(&newest));
    first.into_iter().chain(alone).chain(times.map(of_time)).collect()
}

/// The newest time at which enough zones have a rate, and the newest at which they have a count.
fn over_zones(edition: &Edition, root: Root, reported: &Reported) -> Vec<Chart> {
    let mut cells: Vec<&(Cell, Known)> =
        reported.cells.iter().filter(|(cell, _)| cell.parts.is_whole()).collect();
    cells.sort_by_key(|(cell, _)| (std::cmp::Reverse((cell.time.to(), cell.time.from())), *cell));
    let times = || cells.chunk_by(|a, b| a.0.time == b.0.time);
    let rates = times().map(|own| chart::rates(edition, root, own, &reported.derived, 3));
    let rates = rates.into_iter().find(|charts| !charts.is_empty()).unwrap_or_default();
    let map = |own: &[&(Cell, Known)]| {
        chart::tile_map(edition, root, own, 3).or_else(|| chart::counts(edition, root, own, 3))
    };
    rates.into_iter().chain(times().find_map(map)).collect()
}

/// Rows from the largest to the smallest. Intervals that overlap cannot be told apart: each row's rank
/// runs from the number of rows that surely lie above it to the number that may.
fn ranked(
    edition: &Edition,
    root: Root,
    prefix: &str,
    rows: &[&(Cell, Known)],
    derived: &[Derived],
) -> Vec<RankedRow> {
    let project = edition.project;
    let ends = |known: &Known| {
        project.figure(known.figure).quantity().map(|quantity| rank::Ends::from(quantity.interval()))
    };
    let ends: Vec<_> = rows.iter().map(|(_, known)| ends(known)).collect();
    let (ranks, ties) = (rank::ranks(&ends), rank::ties(&ends));
    // Two bodies of one zone may count the same people, and two times are two questions: such rows stand
    // side by side, and are not ranked.
    let zones: std::collections::BTreeSet<ZoneKey> = rows.iter().map(|(cell, _)| cell.body.zone).collect();
    let one_time = rows.windows(2).all(|pair| pair[0].0.time == pair[1].0.time);
    let comparable = rows.len() > 1 && zones.len() == rows.len() && one_time;
    let mut list: Vec<(Option<(usize, usize)>, RankedRow)> = Vec::new();
    for (n, (cell, one)) in rows.iter().enumerate() {
        let mut row = figure_table::row(edition, root, cell, *one, derived);
        let zone = project.zone(cell.body.zone);
        row.id = format!("{prefix}.{}.{}", zone.id, row.id);
        row.name = Link::new(edition.zone_name(cell.body.zone), root.to(&link::cell(project, cell)));
        row.who = edition.body_name(cell.body);
        let rank = if comparable { ranks[n] } else { None };
        let words = match rank {
            Some((first, last)) if first == last => first.to_string(),
            Some((first, last)) => format!("{first}–{last}"),
            None => text::NONE.to_owned(),
        };
        let tie = match rank {
            Some((first, last)) if first == last => "",
            Some(_) if ties[n] => edition.language.pick("bằng nhau", "equal"),
            Some(_) => edition.language.pick("không phân biệt được", "cannot be told apart"),
            None => "",
        };
        list.push((rank, RankedRow { row, rank: words, tie }));
    }
    list.sort_by_key(|(rank, _)| rank.unwrap_or((usize::MAX, usize::MAX)));
    list.into_iter().map(|(_, row)| row).collect()
}

/// The parts of the indicator, a table a time.
fn parts_tables(edition: &Edition, root: Root, reported: &Reported) -> Vec<FigureTable> {
    let project = edition.project;
    let mut cells: Vec<&(Cell, Known)> =
        reported.cells.iter().filter(|(cell, _)| !cell.parts.is_whole()).collect();
    cells.sort_by_key(|(cell, _)| (cell.parts, std::cmp::Reverse((cell.time.to(), cell.time.from())), *cell));
    let table = |rows: &[&(Cell, Known)]| {
        let part = text::parts(edition.language, project, rows[0].0.parts);
        let row = |(cell, known): &(Cell, Known)| {
            let mut row = figure_table::row(edition, root, cell, *known, &reported.derived);
            let zone = project.zone(cell.body.zone);
            row.id = format!("x.{}.{}", zone.id, row.id);
            row.name = Link::new(edition.zone_name(cell.body.zone), root.to(&link::cell(project, cell)));
            row.who = edition.body_name(cell.body);
            row.part = String::new();
            row
        };
        FigureTable {
            caption: tell!(edition.language, "Trong đó: {part}", "Of which: {part}"),
            title: tell!(edition.language, "Trong đó: {part}", "Of which: {part}"),
            head: edition.language.pick("Khu, chủ thể", "Zone, body"),
            rows: rows.iter().map(|one| row(one)).collect(),
            note: String::new(),
        }
    };
    cells.chunk_by(|a, b| a.0.parts == b.0.parts).map(table).collect()
}

fn total_item(edition: &Edition, total: &Total) -> TotalItem {
    let indicator = edition.project.registry.indicator(total.indicator);
    let words = text::interval(edition.language, &total.amount);
    let known = !total.amount.is_unknown();
    let names: Vec<String> = total.zones.iter().map(|(zone, _)| edition.zone_short(*zone)).collect();
    TotalItem {
        id: link::total_anchor(total.time),
        qualifier: words.qualifier,
        number: if known { words.number } else { String::new() },
        unit: edition.told(&indicator.unit),
        missing: if known {
            String::new()
        } else {
            edition
                .language
                .pick(
                    "không cộng được: số công bố không có giới hạn",
                    "cannot be added: a published figure has no limit",
                )
                .to_owned()
        },
        marks: Vec::new(),
        origin: OriginMark::new(edition.language, Origin::Computed),
        coverage: tell!(
            edition.language,
            "{}/{} khu có báo cáo",
            "{} of {} zones report",
            total.zones.len(),
            total.of
        ),
        time: edition.when(total.indicator, total.time),
        note: if names.len() <= MOST_IN_FULL {
            tell!(edition.language, "Gồm: {}.", "Comprises: {}.", names.join(", "))
        } else {
            String::new()
        },
    }
}

/// The targets for this indicator, plan by plan; none where there are too many zones for one page.
fn plans(edition: &Edition, root: Root, key: IndicatorKey) -> (Vec<PlanTable>, bool) {
    let project = edition.project;
    if project.zones.len() > MOST_IN_FULL {
        return (Vec::new(), false);
    }
    let mut tables = Vec::new();
    for zone in edition.zones() {
        for plan in known_plans(project, edition.ledger(zone), edition.cutoff) {
            let assessed = plan_table::assess_some(edition, plan, |target| target.indicator == key);
            if assessed.is_empty() {
                continue;
            }
            let charts = chart::of_plan(edition, root, plan, &assessed, 4);
            let mut table = plan_table::table(edition, root, plan, &assessed, charts);
            table.milestones.clear();
            tables.push(table);
        }
    }
    let has_charts = tables.iter().any(|table| !table.charts.is_empty());
    (tables, has_charts)
}
