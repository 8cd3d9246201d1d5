//! The history of a zone's figures: every value that was ever published, and which of them is shown.

use crate::analyse::ledger::{self, Cell, disputes, known_from};
use crate::model::id::{FigureKey, ZoneKey};
use crate::model::report::Level;
use crate::render::component::figure_table;
use crate::render::component::matrix::{self, Matrix, Shown};
use crate::render::edition::Edition;
use crate::render::link::{self, Link, Root};
use crate::render::text;
use crate::tell;
use serde::Serialize;

/// Every value that was ever published for a body, an indicator and its parts.
#[derive(Debug, Serialize)]
pub(super) struct Series {
    id: String,
    name: String,
    who: String,
    time: &'static str,
    conflict: String,
    values: Vec<Vintage>,
    /// The heads of the columns after the time, each with the anchor of its series; empty for a list.
    columns: Vec<Link>,
    /// The rows of a matrix, as HTML made by [`crate::render::component::matrix`].
    rows_html: String,
}

#[derive(Debug, Serialize)]
struct Vintage {
    id: String,
    value: String,
    time: String,
    source: Link,
    note: String,
    /// Shown, while older vintages of the same cell are not.
    current: bool,
}

/// Returns the history of a zone: one entry a series, or one for all that share their times and reports.
pub(super) fn history(edition: &Edition, root: Root, key: ZoneKey) -> Vec<Series> {
    let project = edition.project;
    let ledger = edition.ledger(key);
    let cells: Vec<(Cell, Vec<FigureKey>)> = ledger
        .cells(project)
        .map(|(cell, all)| (cell, all.iter().copied().filter(|&figure| edition.shows(figure)).collect()))
        .filter(|(_, shown): &(Cell, Vec<FigureKey>)| !shown.is_empty())
        .collect();
    let same = |a: &(Cell, Vec<FigureKey>), b: &(Cell, Vec<FigureKey>)| {
        (a.0.body, a.0.indicator, a.0.parts) == (b.0.body, b.0.indicator, b.0.parts)
    };
    let series: Vec<&Shown> = cells.chunk_by(same).collect();
    let of_indicator =
        |a: &&Shown, b: &&Shown| (a[0].0.body, a[0].0.indicator) == (b[0].0.body, b[0].0.indicator);
    let mut history = Vec::new();
    for all in series.chunk_by(of_indicator) {
        let (matrices, others) = matrix::matrices(edition, all);
        history.extend(matrices.iter().map(|one| one_matrix(edition, root, one)));
        history.extend(others.into_iter().map(|series| one_series(edition, root, series)));
    }
    history
}

/// Series with the same times from the same reports.
fn one_matrix(edition: &Edition, root: Root, matrix: &Matrix) -> Series {
    let project = edition.project;
    let first = &matrix.series[0][0].0;
    let mut columns = matrix.columns(edition);
    // The whole matrix is the place of its first series.
    let id = std::mem::take(&mut columns[0].href);
    Series {
        id,
        name: edition.counted(first.indicator, first.parts),
        who: edition.body_name(first.body),
        time: figure_table::measure(edition.language, project.registry.indicator(first.indicator).measure),
        conflict: String::new(),
        values: Vec::new(),
        columns,
        rows_html: matrix.rows(edition, root),
    }
}

fn one_series(edition: &Edition, root: Root, series: &Shown) -> Series {
    let project = edition.project;
    let (first, _) = &series[0];
    let newest = series.iter().map(|(cell, _)| (cell.time.to(), cell.time.from())).max();
    let mut values = Vec::new();
    let mut conflicts: Vec<String> = Vec::new();
    let mut ordered: Vec<&(Cell, Vec<FigureKey>)> = series.iter().collect();
    ordered.sort_by_key(|(cell, _)| std::cmp::Reverse((cell.time.to(), cell.time.from())));
    for (cell, figures) in ordered {
        let named = figures.last().and_then(|&figure| disputes(project, figure, edition.cutoff));
        let named = named.map(|dispute| {
            let when = text::capitalised(&edition.when(cell.indicator, cell.time));
            format!("{when}: {}", edition.told(&dispute.reason))
        });
        let open =
            || ledger::disputed(project, figures).then(|| super::conflict(edition.language).to_owned());
        if let Some(conflict) = named.or_else(open).filter(|one| !conflicts.contains(one)) {
            conflicts.push(conflict);
        }
        // The newest cell has its anchor in the table of figures above.
        let in_table = Some((cell.time.to(), cell.time.from())) == newest;
        for (n, &figure) in figures.iter().enumerate().rev() {
            let is_newest = n + 1 == figures.len();
            let id = if is_newest && !in_table { link::cell_anchor(project, cell) } else { String::new() };
            let place = (figures.len() > 1).then(|| Place {
                vintage: ledger::vintage(project, figures, n, edition.cutoff),
                repeated: !ledger::differ(project.figure(figure), project.figure(figures[figures.len() - 1])),
            });
            values.push(vintage(edition, root, figure, id, place));
        }
    }
    Series {
        id: link::history_anchor(project, first),
        name: edition.counted(first.indicator, first.parts),
        who: edition.body_name(first.body),
        time: figure_table::measure(edition.language, project.registry.indicator(first.indicator).measure),
        conflict: conflicts.join(" "),
        values,
        columns: Vec::new(),
        rows_html: String::new(),
    }
}

/// How a vintage stands among those of its cell.
struct Place {
    vintage: ledger::Vintage,
    /// True where the newest one says the same.
    repeated: bool,
}

/// One value, with its place among those of its cell; nothing where it is the only one.
fn vintage(edition: &Edition, root: Root, key: FigureKey, id: String, place: Option<Place>) -> Vintage {
    let project = edition.project;
    let figure = project.figure(key);
    let details = figure.details.as_ref();
    let correction = details.and_then(|one| one.correction.as_ref());
    let own = correction.filter(|one| one.of == key.report).map(|one| {
        tell!(
            edition.language,
            "Sửa ngày {}: {}",
            "Corrected on {}: {}",
            text::day(edition.language, known_from(project, key)),
            edition.told(&one.reason)
        )
    });
    let correction = own.or_else(|| {
        correction
            .map(|one| tell!(edition.language, "Đính chính: {}", "Correction: {}", edition.told(&one.reason)))
    });
    let supersedes = details.and_then(|one| one.supersedes).map(|_| {
        edition.language.pick("Thay số đã công bố trước.", "Replaces a figure published before.").to_owned()
    });
    let note =
        correction.or(supersedes).or_else(|| details.and_then(|one| Some(edition.told(one.note.as_ref()?))));
    let place_words = match &place {
        Some(Place { vintage: ledger::Vintage::Earlier, repeated: true }) => {
            Some(edition.language.pick("báo cáo sau nêu cùng số", "a later report gives the same"))
        }
        Some(Place { vintage: ledger::Vintage::Earlier, .. }) => {
            Some(edition.language.pick("không còn dùng", "no longer used"))
        }
        Some(Place { vintage: ledger::Vintage::Disputed, .. }) => {
            Some(edition.language.pick("chưa rõ báo cáo nào đúng", "not known which report is right"))
        }
        Some(Place { vintage: ledger::Vintage::Current, .. }) | None => None,
    };
    // Where there are several, it matters how final each was.
    let level = place.is_some() || figure.level != Level::Official;
    let level = level
        .then(|| tell!(edition.language, "số {}", "{} figure", text::level(edition.language, figure.level)));
    // Of an only vintage, the table of figures above says what was printed about it.
    let printed = figure.statements().iter().filter(|_| place.is_some());
    let printed = printed.map(|said| figure_table::statement(edition, &Cell::of(figure), said));
    Vintage {
        id,
        value: text::value(edition.language, &figure.value),
        time: edition.when(figure.indicator, figure.time),
        source: figure_table::source(edition, root, key),
        note: place_words
            .map(str::to_owned)
            .into_iter()
            .chain(level)
            .chain(printed)
            .chain(note)
            .chain(figure_table::explained(edition.language, figure))
            .collect::<Vec<_>>()
            .join(". "),
        current: place.is_some_and(|place| place.vintage == ledger::Vintage::Current),
    }
}
