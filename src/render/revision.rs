//! What changed between issues: new and revised figures, corrections, and what was corrected after an issue.

use super::component::figure_table;
use super::edition::Edition;
use super::former;
use super::link::{self, Link, Root};
use super::standing::newest;
use super::text;
use crate::analyse::correction::{self, Corrected};
use crate::analyse::ledger::{self, Cell, Known, differ};
use crate::analyse::shown;
use crate::language::Language;
use crate::model::Project;
use crate::model::id::{FigureKey, IssueKey, ZoneKey};
use crate::model::issue::Issue;
use crate::model::period::Day;
use crate::model::report::Level;
use crate::tell;
use serde::Serialize;

/// A figure that is new, or was revised.
#[derive(Debug, Serialize)]
pub struct ChangeRow {
    name: Link,
    who: String,
    time: String,
    before: String,
    now: String,
    reason: String,
    /// Where the new value comes from.
    source: Link,
    /// Where the old value came from; empty where there was none for this cell.
    source_before: Link,
}

/// A published figure that was wrong.
#[derive(Debug, Serialize)]
pub struct CorrectionItem {
    id: String,
    name: Link,
    who: String,
    time: String,
    /// The day of the correction.
    on: String,
    before: String,
    now: String,
    reason: String,
    source: Link,
    /// To its history on the page of its zone.
    history: Link,
    /// To the issue that tells it; empty where none does yet.
    told: Link,
}

/// What tells two versions of an issue apart.
#[derive(Debug, Default, Serialize)]
pub struct Seal {
    /// Whether the issue is frozen, in words.
    state: &'static str,
    /// The fingerprint of its figures, the first digits.
    short: String,
    /// All of them.
    full: String,
}

/// Returns the seal of an issue's figures.
pub fn seal(edition: &Edition, key: IssueKey) -> Seal {
    let print = shown::figures_print(edition.project, edition.ledgers, key);
    let state = match &edition.project.issue(key).frozen {
        None => edition.language.pick(
            "Số này chưa chốt: số liệu có thể còn được bổ sung, sửa đổi.",
            "This issue is not final: figures may still be added or changed.",
        ),
        Some(frozen) if frozen.prints.figures == print => edition.language.pick(
            "Số này đã chốt: số liệu trên trang đúng như khi phát hành.",
            "This issue is final: its figures are as they were released.",
        ),
        Some(_) => edition.language.pick(
            "Số này đã chốt, nhưng số liệu trên trang không còn như khi phát hành.",
            "This issue is final, but its figures are no longer as they were released.",
        ),
    };
    Seal { state, short: print.short().to_owned(), full: print.to_string() }
}

/// Returns what is new or different against the issue before, and one sentence about it: figures of the
/// same time that were revised, then by series the newest value. A zone that the issue before does not cover is held
/// against the last one that does.
pub fn changes<'s>(
    edition: &Edition,
    root: Root,
    states: impl Iterator<Item = (ZoneKey, &'s [(Cell, Known)])>,
    (key, previous): (IssueKey, &Issue),
) -> (Vec<ChangeRow>, String) {
    let project = edition.project;
    let (mut revised, mut fresh, mut new, mut renamed) = (Vec::new(), Vec::new(), 0, Vec::new());
    for (zone, known) in states {
        let covered = project.issue_before(key, zone).map(|key| project.issue(key));
        let before = Edition { cutoff: covered.unwrap_or(previous).cutoff, ..*edition };
        let old_known = before.known(zone);
        renamed.extend(former::since(edition, zone, before.cutoff));
        let of_cell = |cell: &Cell| {
            let found = old_known.binary_search_by(|(other, _)| other.cmp(cell));
            found.ok().map(|n| old_known[n].1)
        };
        for (cell, now) in known {
            if let Some(old) = of_cell(cell)
                && changed(edition.project, old.figure, now.figure)
            {
                revised.push(row(edition, root, cell, now, Some((cell, &old))));
            }
        }
        new += known.iter().filter(|(cell, _)| of_cell(cell).is_none()).count();
        for (cell, now) in newest(known).filter(|(cell, _)| of_cell(cell).is_none()) {
            let series = |(other, _): &&(Cell, Known)| {
                (other.body, other.indicator, other.parts) == (cell.body, cell.indicator, cell.parts)
            };
            let old = newest(&old_known).find(series).map(|(cell, known)| (cell, known));
            fresh.push(row(edition, root, cell, now, old));
        }
    }
    let against = tell!(
        edition.language,
        "So với số {} (số liệu đến ngày {})",
        "Against issue {} (figures as of {})",
        previous.number,
        text::day(edition.language, previous.cutoff)
    );
    let lead = match (new, revised.len()) {
        (0, 0) => tell!(
            edition.language,
            "{against}: không có số liệu nào mới, không có số nào bị sửa.",
            "{against}: no new figures, none revised."
        ),
        (new, 0) => tell!(
            edition.language,
            "{against}: {new} số liệu mới, không có số nào của cùng kỳ bị sửa.",
            "{against}: {new} new figures, none of the same period revised."
        ),
        (0, old) => tell!(
            edition.language,
            "{against}: không có số liệu mới; {old} số đã đăng được sửa.",
            "{against}: no new figures; {old} published before were revised."
        ),
        (new, old) => tell!(
            edition.language,
            "{against}: {new} số liệu mới; {old} số đã đăng được sửa.",
            "{against}: {new} new figures; {old} published before were revised."
        ),
    };
    let lead = match fresh.len() < new {
        true => tell!(
            edition.language,
            "{lead} Bảng nêu số mới nhất của từng chỉ tiêu.",
            "{lead} The table gives the newest of each indicator."
        ),
        false => lead,
    };
    let lead = match renamed.is_empty() {
        true => lead,
        false => tell!(edition.language, "{lead} Tên mới: {}.", "{lead} New names: {}.", renamed.join("; ")),
    };
    revised.extend(fresh);
    (revised, lead)
}

/// Returns the sentence that stands for the changes in the first issue, which has none before it.
pub fn no_issue_before(language: Language) -> String {
    let words = language.pick(
        "Đây là số đầu tiên, chưa có số trước để so sánh.",
        "This is the first issue; there is none before it to compare with.",
    );
    words.to_owned()
}

/// True where two vintages say different things, or one is more final.
fn changed(project: &Project, old: FigureKey, now: FigureKey) -> bool {
    let (a, b) = (project.figure(old), project.figure(now));
    old != now && (differ(a, b) || a.level != b.level)
}

fn row(edition: &Edition, root: Root, cell: &Cell, now: &Known, old: Option<(&Cell, &Known)>) -> ChangeRow {
    let same_time = old.filter(|(other, _)| other.time == cell.time).map(|(_, known)| known.figure);
    ChangeRow {
        name: name(edition, root, cell),
        who: edition.owner(cell.body),
        time: edition.when(cell.indicator, cell.time),
        before: match (same_time, old) {
            (Some(old), _) => said(edition, old, now.figure),
            (None, Some((_, old))) => value(edition, old.figure),
            (None, None) => edition.language.pick("chưa có", "none yet").to_owned(),
        },
        now: match same_time {
            Some(old) => said(edition, now.figure, old),
            None => value(edition, now.figure),
        },
        reason: match (same_time, old) {
            (Some(old), _) => why(edition, old, now),
            (None, Some((old, _))) => tell!(
                edition.language,
                "kỳ mới; số trước là của {}",
                "new period; the figure before was for {}",
                edition.when(old.indicator, old.time)
            ),
            (None, None) => edition.language.pick("số mới", "new figure").to_owned(),
        },
        source: figure_table::source(edition, root, now.figure),
        source_before: same_time.map_or_else(Link::default, |old| figure_table::source(edition, root, old)),
    }
}

/// Returns why a figure of the same time is another now.
pub fn why(edition: &Edition, old: FigureKey, now: &Known) -> String {
    let project = edition.project;
    let (before, figure) = (project.figure(old), project.figure(now.figure));
    let supersedes = figure.details.as_ref().is_some_and(|details| details.supersedes.is_some());
    match ledger::correction(project, now.figure) {
        Some(correction) => {
            tell!(
                edition.language,
                "đính chính: {}",
                "correction: {}",
                sentence(&edition.told(&correction.reason))
            )
        }
        None if now.conflict => edition
            .language
            .pick(
                "các báo cáo nói khác nhau, chưa rõ số nào đúng",
                "reports disagree; it is not clear which figure is right",
            )
            .to_owned(),
        None if figure.level > before.level => {
            tell!(
                edition.language,
                "số {} thay số {}",
                "{} figure replaces {} figure",
                text::level(edition.language, figure.level),
                text::level(edition.language, before.level)
            )
        }
        None if supersedes => edition
            .language
            .pick("báo cáo mới thay số cũ", "the new report replaces the old figure")
            .to_owned(),
        None => {
            edition.language.pick("báo cáo mới nêu cụ thể hơn", "the new report is more specific").to_owned()
        }
    }
}

/// Returns the corrections of figures that the issue before had shown: what *Đính chính* lists. For each zone that
/// is the last issue before it that covers the zone.
pub fn corrections(edition: &Edition, root: Root, key: IssueKey) -> Vec<CorrectionItem> {
    let project = edition.project;
    let issue = project.issue(key);
    let mut all = Vec::new();
    for &zone in &issue.zones {
        if let Some(before) = project.issue_before(key, zone) {
            let days = (project.issue(before).cutoff, issue.cutoff);
            all.extend(correction::between(project, edition.ledgers, &[zone], days));
        }
    }
    items(edition, root, all, "dc")
}

/// Returns the corrections of an issue's own figures that became known after it, by the end of `until`.
pub fn later(edition: &Edition, root: Root, key: IssueKey, until: Day) -> Vec<CorrectionItem> {
    let issue = edition.project.issue(key);
    let all = correction::between(edition.project, edition.ledgers, &issue.zones, (issue.cutoff, until));
    items(edition, root, all, "sau")
}

fn items(edition: &Edition, root: Root, mut all: Vec<Corrected>, prefix: &str) -> Vec<CorrectionItem> {
    let project = edition.project;
    all.sort_by_key(|one| (one.on, one.cell));
    let item = |(n, Corrected { cell, old, new, by, on }): (usize, &Corrected)| {
        let history =
            format!("{}#{}", link::zone(project, cell.body.zone), link::history_anchor(project, cell));
        let covers = |issue: &&Issue| issue.cutoff >= *on && issue.zones.contains(&cell.body.zone);
        let told = project.issues.iter().position(|issue| covers(&issue)).map(|n| IssueKey(n as u16));
        CorrectionItem {
            id: format!("{prefix}.{}", n + 1),
            name: name(edition, root, cell),
            who: edition.owner(cell.body),
            time: edition.when(cell.indicator, cell.time),
            on: text::day(edition.language, *on),
            before: said(edition, old.figure, new.figure),
            now: said(edition, new.figure, old.figure),
            reason: ledger::correction(project, *by)
                .map_or(String::new(), |one| sentence(&edition.told(&one.reason))),
            source: figure_table::source(edition, root, *by),
            history: Link::new(
                edition.language.pick("Lịch sử số liệu", "History of figures"),
                root.to(&history),
            ),
            told: told.map_or_else(Link::default, |key| {
                let issue = project.issue(key);
                let address = format!("{}#dinh-chinh", link::issue(project, key));
                Link::new(tell!(edition.language, "số {}", "issue {}", issue.number), root.to(&address))
            }),
        }
    };
    all.iter().enumerate().map(item).collect()
}

/// The words of an author as they stand inside a sentence of ours.
fn sentence(words: &str) -> String {
    words.trim_end_matches('.').to_owned()
}

fn name(edition: &Edition, root: Root, cell: &Cell) -> Link {
    Link::new(edition.counted(cell.indicator, cell.parts), root.to(&link::cell(edition.project, cell)))
}

/// What a figure says: its value, and what is printed about it where that alone sets it apart from another.
fn said(edition: &Edition, key: FigureKey, other: FigureKey) -> String {
    let project = edition.project;
    let words = value(edition, key);
    let (figure, cell) = (project.figure(key), Cell::of(project.figure(key)));
    match words == value(edition, other) {
        true => {
            let printed =
                figure.statements().iter().map(|said| figure_table::statement(edition, &cell, said));
            std::iter::once(words).chain(printed).collect::<Vec<_>>().join("; ")
        }
        false => words,
    }
}

/// The number or why there is none, with its level where that is not the last.
fn value(edition: &Edition, key: FigureKey) -> String {
    let project = edition.project;
    let figure = project.figure(key);
    let words = text::value(edition.language, &figure.value);
    match figure.level {
        Level::Official => words,
        level => format!("{words} ({})", text::level(edition.language, level)),
    }
}
