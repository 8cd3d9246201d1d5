//! The ledger of a zone: every figure in the order of its cell, and the vintages of each cell.

use crate::model::Project;
use crate::model::id::{BodyKey, FigureKey, IndicatorKey, Parts, ReportKey, ZoneKey};
use crate::model::interval::Interval;
use crate::model::period::{Day, Period};
use crate::model::prose::Reference;
use crate::model::record::{Said, words};
use crate::model::report::{Correction, Dispute, Figure, Statement, Value};
use std::borrow::Cow;
use std::cmp::Ordering;

/// What a figure is about: body, indicator, parts and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Whose.
    pub body: BodyKey,
    /// Of what.
    pub indicator: IndicatorKey,
    /// Which part.
    pub parts: Parts,
    /// When.
    pub time: Period,
}

impl Cell {
    /// Returns the cell of a figure.
    pub fn of(figure: &Figure) -> Cell {
        Cell { body: figure.body, indicator: figure.indicator, parts: figure.parts, time: figure.time }
    }

    /// Returns the cell that a narrative refers to.
    pub fn meant(reference: &Reference) -> Cell {
        let Reference { body, indicator, parts, time, .. } = *reference;
        Cell { body, indicator, parts, time }
    }
}

/// All figures of one zone, sorted by cell, and within a cell from the oldest to the newest vintage.
#[derive(Debug)]
pub struct Ledger {
    zone: ZoneKey,
    figures: Vec<FigureKey>,
    /// True where a cell has more than one vintage.
    repeats: bool,
}

impl Ledger {
    /// Returns the ledger of a zone.
    pub fn new(project: &Project, zone: ZoneKey) -> Ledger {
        let mut figures = Vec::new();
        for report in project.zone(zone).report_keys(zone) {
            let count = project.report(report).figures.len() as u32;
            figures.extend((0..count).map(|figure| FigureKey { report, figure }));
        }
        figures.sort_by(|&a, &b| {
            let cells = Cell::of(project.figure(a)).cmp(&Cell::of(project.figure(b)));
            cells.then_with(|| vintage_order(project, a, b))
        });
        let cell = |key| Cell::of(project.figure(key));
        let repeats = figures.windows(2).any(|pair| cell(pair[0]) == cell(pair[1]));
        Ledger { zone, figures, repeats }
    }

    /// Returns the zone.
    pub fn zone(&self) -> ZoneKey {
        self.zone
    }

    /// Returns every cell with all its vintages, oldest first.
    pub fn cells<'a>(&'a self, project: &'a Project) -> impl Iterator<Item = (Cell, &'a [FigureKey])> {
        let cell = |key: &FigureKey| Cell::of(project.figure(*key));
        self.figures
            .chunk_by(move |a, b| cell(a) == cell(b))
            .map(move |vintages| (cell(&vintages[0]), vintages))
    }

    /// Returns the vintages of one cell, oldest first; empty where there is none.
    pub fn vintages(&self, project: &Project, wanted: Cell) -> &[FigureKey] {
        self.range(|figure| Cell::of(figure).cmp(&wanted), project)
    }

    /// Returns what is known at a cut-off about a series: one entry a time, in the order of the times.
    pub fn series(
        &self,
        project: &Project,
        series: (BodyKey, IndicatorKey, Parts),
        cutoff: Day,
    ) -> Vec<Known> {
        self.series_at(project, series, cutoff, |_| true)
    }

    /// Returns what is known at a cut-off about a series at some of its times, in their order.
    pub fn series_at(
        &self,
        project: &Project,
        (body, indicator, parts): (BodyKey, IndicatorKey, Parts),
        cutoff: Day,
        wanted_time: impl Fn(Period) -> bool,
    ) -> Vec<Known> {
        let at = |vintages: &&[FigureKey]| wanted_time(project.figure(vintages[0]).time);
        let times = self.times(project, (body, indicator, parts)).filter(at);
        times.filter_map(|vintages| newest(project, vintages, cutoff)).collect()
    }

    /// Returns the vintages of every time of a series, in the order of the times.
    pub fn times<'a>(
        &'a self,
        project: &'a Project,
        series: (BodyKey, IndicatorKey, Parts),
    ) -> impl Iterator<Item = &'a [FigureKey]> {
        let all = self.range(|figure| (figure.body, figure.indicator, figure.parts).cmp(&series), project);
        all.chunk_by(|a, b| project.figure(*a).time == project.figure(*b).time)
    }

    /// Returns what is known at a cut-off about one cell.
    pub fn known(&self, project: &Project, cell: Cell, cutoff: Day) -> Option<Known> {
        newest(project, self.vintages(project, cell), cutoff)
    }

    /// Returns the values that a known figure may have: where reports disagree about its cell and nothing
    /// says which is right, all from the smallest to the largest of them.
    pub fn amount(&self, project: &Project, known: Known, cutoff: Day) -> Interval {
        let own = |key: FigureKey| project.figure(key).quantity().map(|quantity| quantity.interval());
        let newest = own(known.figure).unwrap_or(Interval::UNKNOWN);
        let others = self.opponents(project, known, cutoff);
        others.into_iter().filter_map(own).fold(newest, |hull, other| hull.join(&other))
    }

    /// Returns the values that a figure may have, with those of reports that disagree with it; nothing where it
    /// has no number. An older vintage speaks for itself alone.
    pub fn values(&self, project: &Project, key: FigureKey, cutoff: Day) -> Option<Interval> {
        let figure = project.figure(key);
        let own = figure.quantity()?.interval();
        let newest = || self.known(project, Cell::of(figure), cutoff).filter(|known| known.figure == key);
        let known = if self.repeats { newest() } else { None };
        Some(known.map_or(own, |known| self.amount(project, known, cutoff)))
    }

    /// Returns the older vintages of a known figure's cell that still count beside it where reports disagree,
    /// oldest first; none where they agree.
    fn opponents(&self, project: &Project, known: Known, cutoff: Day) -> Vec<FigureKey> {
        if !known.conflict {
            return Vec::new();
        }
        let all = self.vintages(project, Cell::of(project.figure(known.figure)));
        let shown = known_at(project, all, cutoff);
        // The author may name a report that speaks of another date: the vintages of this cell agree then.
        if !disputed(project, &shown) {
            return Vec::new();
        }
        live(project, &shown).filter(|&key| key != known.figure).collect()
    }

    /// Returns figures, and behind them those that reports hold against them at a cut-off: the older vintages of
    /// their cells that still count beside the newest.
    pub fn with_opponents(&self, project: &Project, figures: Vec<FigureKey>, cutoff: Day) -> Vec<FigureKey> {
        if !self.repeats {
            return figures;
        }
        let opponents = figures.iter().flat_map(|&key| {
            let known = self.known(project, Cell::of(project.figure(key)), cutoff);
            let known = known.filter(|known| known.figure == key);
            known.into_iter().flat_map(|known| self.opponents(project, known, cutoff))
        });
        let opponents: Vec<FigureKey> = opponents.collect();
        figures.into_iter().chain(opponents).collect()
    }

    fn range(&self, order: impl Fn(&Figure) -> Ordering, project: &Project) -> &[FigureKey] {
        let order = |key: &FigureKey| order(project.figure(*key));
        let start = self.figures.partition_point(|key| order(key) == Ordering::Less);
        let length = self.figures[start..].partition_point(|key| order(key) == Ordering::Equal);
        &self.figures[start..start + length]
    }
}

/// How a vintage stands among those of its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vintage {
    /// The newest one, and nothing speaks against it.
    Current,
    /// One of those that disagree, where nothing says which is right.
    Disputed,
    /// An older one, kept as it was published.
    Earlier,
}

/// Returns how the n-th of the vintages of a cell stands, which were all known at a cut-off.
pub fn vintage(project: &Project, known: &[FigureKey], n: usize, cutoff: Day) -> Vintage {
    let is_newest = n + 1 == known.len();
    let is_open = || known.len() > 1 && is_live(project, known, n) && disputed(project, known);
    if is_open() || is_newest && disputes(project, known[n], cutoff).is_some() {
        Vintage::Disputed
    } else if is_newest {
        Vintage::Current
    } else {
        Vintage::Earlier
    }
}

/// The newest vintage of a cell at a cut-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The figure that is shown.
    pub figure: FigureKey,
    /// When it is about.
    pub time: Period,
    /// True where an older vintage, or a figure that the author names, disagrees and nothing says which is
    /// right.
    pub conflict: bool,
    /// True where an older vintage says something else, and is known to be out of date or wrong.
    pub revised: bool,
}

/// Returns the newest of a cell's vintages that was known at a cut-off.
///
/// Known is what was surely published: a report dated only to the month counts from its last day.
pub fn newest(project: &Project, vintages: &[FigureKey], cutoff: Day) -> Option<Known> {
    let known = known_at(project, vintages, cutoff);
    let (&figure, older) = known.split_last()?;
    let open = disputed(project, &known);
    let conflict = open || disputes(project, figure, cutoff).is_some();
    let mut said = older.iter().filter(|&&old| !is_blank(project.figure(old)));
    let revised = !open && said.any(|&old| differ(project.figure(old), project.figure(figure)));
    let time = project.figure(figure).time;
    Some(Known { figure, time, conflict, revised })
}

/// Returns those of a cell's vintages that were known at a cut-off, oldest first.
pub fn known_at<'a>(project: &Project, vintages: &'a [FigureKey], cutoff: Day) -> Cow<'a, [FigureKey]> {
    let is_known = |key: &FigureKey| known_from(project, *key) <= cutoff;
    let first = vintages.iter().position(|key| !is_known(key)).unwrap_or(vintages.len());
    let (head, rest) = vintages.split_at(first);
    // Vintages stand in the order of publication: only one that came in late has known ones behind it.
    match rest.iter().any(is_known) {
        false => head.into(),
        true => vintages.iter().copied().filter(is_known).collect(),
    }
}

/// Returns true where two vintages of a cell give different numbers, or print different numbers of one
/// kind about it.
pub fn differ(a: &Figure, b: &Figure) -> bool {
    let (old, new) = (Said::of(&a.value), Said::of(&b.value));
    let other = |said: &Statement| {
        let same_kind = b.statements().iter().find(|new| new.kind == said.kind);
        same_kind.is_some_and(|new| words(&new.quantity) != words(&said.quantity))
    };
    old.is_some() && new.is_some() && old != new || a.statements().iter().any(other)
}

/// Returns true where two of the vintages cannot both be true, the newer one is not of a more final level
/// (an estimate gives way to an official figure), and it does not say that it
/// replaces or corrects the older one.
pub fn disputed(project: &Project, vintages: &[FigureKey]) -> bool {
    let disagree = |old: FigureKey, new: FigureKey| {
        let (old_figure, new_figure) = (project.figure(old), project.figure(new));
        let (Value::Known(a), Value::Known(b)) = (&old_figure.value, &new_figure.value) else {
            return false;
        };
        a.interval().meet(&b.interval()).is_none()
    };
    let live: Vec<FigureKey> = match vintages {
        [] | [_] => return false,
        all => live(project, all).collect(),
    };
    live.iter().enumerate().any(|(n, &new)| live[..n].iter().any(|&old| disagree(old, new)))
}

/// Returns the vintages of a cell that still count, oldest first: those that no newer one replaces,
/// corrects, or outranks by its level.
pub fn live<'a>(project: &'a Project, vintages: &'a [FigureKey]) -> impl Iterator<Item = FigureKey> + 'a {
    (0..vintages.len()).filter(|&n| is_live(project, vintages, n)).map(|n| vintages[n])
}

/// Returns false for a vintage that a newer one replaces, corrects, or outranks by its level.
fn is_live(project: &Project, vintages: &[FigureKey], n: usize) -> bool {
    let old = vintages[n];
    !vintages[n + 1..].iter().any(|&new| {
        let figure = project.figure(new);
        figure.level > project.figure(old).level || replaces(figure, old.report)
    })
}

/// Returns the disagreement that the author names at a figure, once the other report is known too.
pub fn disputes(project: &Project, key: FigureKey, cutoff: Day) -> Option<&Dispute> {
    let dispute = project.figure(key).details.as_ref()?.disputes.as_ref()?;
    (project.report(dispute.report).source.known_from() <= cutoff).then_some(dispute)
}

/// Returns true where a figure says that it supersedes or corrects the one of an older report.
pub fn replaces(figure: &Figure, older: ReportKey) -> bool {
    figure.details.as_ref().is_some_and(|details| {
        details.supersedes == Some(older) || details.correction.as_ref().is_some_and(|one| one.of == older)
    })
}

/// Returns when a figure was published: by its own source, or by its report.
pub fn published(project: &Project, key: FigureKey) -> Period {
    project.report(key.report).source_of(project.figure(key)).published
}

/// Returns the day from which a figure is known: when its source was surely published, or when it came in
/// or was put right after that.
pub fn known_from(project: &Project, key: FigureKey) -> Day {
    let figure = project.figure(key);
    let source = project.report(key.report).source_of(figure).known_from();
    let received = figure.details.as_ref().and_then(|details| details.received);
    received.map_or(source, |received| received.max(source))
}

/// Returns when a figure appeared as it stands: with its source, or on the day when it came in or was put
/// right after that.
pub fn appeared(project: &Project, key: FigureKey) -> Period {
    let (published, known) = (published(project, key), known_from(project, key));
    if known > published.to() { Period::day(known) } else { published }
}

/// Returns the figure that a part stands under in its report, in the version that was known at a cut-off.
pub fn whole_of(project: &Project, part: FigureKey, cutoff: Day) -> Option<FigureKey> {
    let at = |figure| FigureKey { report: part.report, figure };
    let mut whole = at(project.figure(part).whole?.figure);
    while known_from(project, whole) > cutoff
        && let Some(was) = correction(project, whole).and_then(|correction| correction.was)
    {
        whole = at(was);
    }
    Some(whole)
}

/// Returns what a figure says was wrong before.
pub fn correction(project: &Project, key: FigureKey) -> Option<&Correction> {
    project.figure(key).details.as_ref()?.correction.as_ref()
}

/// By the publication's end, then its begin, then the level, then the report; the versions that a report's
/// own file corrects stand together, in the order of their days. A report that has no number comes before all
/// that have one, be there a printed share or not: it takes nothing back unless it says so.
fn vintage_order(project: &Project, a: FigureKey, b: FigureKey) -> Ordering {
    let rank = |key: FigureKey| {
        let (published, last) = (published(project, key), last_version(project, key));
        let takes_over = matches!(last.value, Value::Known(_)) || withdraws(last);
        (takes_over, published.to(), published.from(), last.level, key.report)
    };
    let day = |key| (known_from(project, key), key);
    rank(a).cmp(&rank(b)).then_with(|| day(a).cmp(&day(b)))
}

/// Returns true where a figure says that an older one is wrong or out of date.
fn withdraws(figure: &Figure) -> bool {
    figure.details.as_ref().is_some_and(|one| one.supersedes.is_some() || one.correction.is_some())
}

/// Returns true where a report only says why it has no number.
fn is_blank(figure: &Figure) -> bool {
    matches!(figure.value, Value::Missing(_)) && !withdraws(figure)
}

fn last_version(project: &Project, key: FigureKey) -> &Figure {
    let mut figure = project.figure(key);
    while let Some(newer) = figure.details.as_ref().and_then(|details| details.corrected_by) {
        figure = project.figure(FigureKey { report: key.report, figure: newer });
    }
    figure
}
