//! The sheet for the person who signs an issue: one document that stands alone and prints.

use super::component::VerdictMark;
use super::component::figure_table;
use super::component::plan_table;
use super::edition::Edition;
use super::page::{Site, Whole};
use super::revision;
use super::templates::{Theme, ThemeFault};
use super::text;
use crate::analyse::ledger::{Cell, Known};
use crate::analyse::review::{Change, Coverage, Reported, Review, Turn};
use crate::language::Language;
use crate::model::id::{FigureKey, IssueKey, PlanKey, TargetKey, ZoneKey};
use crate::model::period::Period;
use serde::Serialize;

/// The sheet, finished.
#[derive(Debug, Serialize)]
pub struct Page {
    title: String,
    number: String,
    period: String,
    cutoff: String,
    published: String,
    previous: String,
    figures: String,
    verdicts: String,
    milestones: String,
    fingerprint: String,
    relations: String,
    warnings: Vec<Remark>,
    new: Vec<Group>,
    changed: Vec<ChangeRow>,
    gone: Vec<Group>,
    turns: Vec<TurnRow>,
    explained: Vec<ExplainedRow>,
    unconfirmed: Vec<Group>,
    counts: Counts,
    coverage: Vec<CoverageTable>,
    coverage_sum: Vec<Sum>,
}

/// How many there are of each, for the headings.
#[derive(Debug, Serialize)]
struct Counts {
    changed: String,
    turns: String,
    explained: String,
    warnings: String,
    unconfirmed: String,
    new: String,
}

/// What `check` still says, and where.
#[derive(Debug, Clone, Serialize)]
pub struct Remark {
    /// File and line.
    pub place: String,
    /// What is wrong.
    pub words: String,
}

/// Figures of one body.
#[derive(Debug, Serialize)]
struct Group {
    who: String,
    rows: Vec<FigureRow>,
}

#[derive(Debug, Serialize)]
struct FigureRow {
    name: String,
    time: String,
    value: String,
    source: String,
}

#[derive(Debug, Serialize)]
struct ChangeRow {
    who: String,
    name: String,
    time: String,
    before: String,
    now: String,
    reason: String,
    source: String,
}

#[derive(Debug, Serialize)]
struct TurnRow {
    who: String,
    target: String,
    window: String,
    before: String,
    now: VerdictMark,
}

#[derive(Debug, Serialize)]
struct ExplainedRow {
    who: String,
    name: String,
    time: String,
    value: String,
    words: Vec<String>,
}

#[derive(Debug, Serialize)]
struct CoverageTable {
    zone: String,
    rows: Vec<CoverageRow>,
}

#[derive(Debug, Serialize)]
struct CoverageRow {
    plan: String,
    target: String,
    windows: Vec<WindowState>,
}

#[derive(Debug, Serialize)]
struct WindowState {
    window: String,
    key: &'static str,
    word: &'static str,
}

#[derive(Debug, Serialize)]
struct Sum {
    key: &'static str,
    word: &'static str,
    count: String,
}

/// What the sheet needs beside the review: counted and found before it is made.
#[derive(Debug)]
pub struct Facts {
    /// How many relations were compared.
    pub relations: usize,
    /// What `check` still says.
    pub warnings: Vec<Remark>,
}

/// Returns the sheet of an issue as HTML; `edition` is the issue's own, at its cut-off.
///
/// # Errors
/// Where the template `review.html` asks for what is not there.
pub fn sheet(
    edition: &Edition,
    theme: &Theme,
    key: IssueKey,
    review: &Review,
    facts: Facts,
) -> Result<String, ThemeFault> {
    let site = Site::new(edition.language, &edition.project.settings, edition.cutoff);
    theme.page(
        "review.html",
        edition.language,
        &Whole { site: &site, page: page(edition, key, review, facts) },
    )
}

fn page(edition: &Edition, key: IssueKey, review: &Review, facts: Facts) -> Page {
    let project = edition.project;
    let issue = project.issue(key);
    let record = review.shown.record(project, key);
    Page {
        title: edition.told(&issue.title),
        number: issue.number.to_string(),
        period: text::period(edition.language, issue.period),
        cutoff: text::day(edition.language, issue.cutoff),
        published: text::day(edition.language, issue.published),
        previous: previous(edition, review),
        figures: review.shown.figures.len().to_string(),
        verdicts: review.shown.verdicts.len().to_string(),
        milestones: review.shown.milestones.len().to_string(),
        fingerprint: record.figures_print().to_string(),
        relations: facts.relations.to_string(),
        new: groups(edition, &review.new),
        changed: review.changed.iter().map(|one| change_row(edition, one)).collect(),
        gone: groups(edition, &review.gone),
        turns: turns(edition, review),
        explained: review.explained.iter().map(|(cell, key)| explained(edition, cell, *key)).collect(),
        unconfirmed: groups(edition, &review.unconfirmed),
        counts: Counts {
            changed: review.changed.len().to_string(),
            turns: (review.verdicts.len() + review.milestones.len()).to_string(),
            explained: review.explained.len().to_string(),
            warnings: facts.warnings.len().to_string(),
            unconfirmed: review.unconfirmed.len().to_string(),
            new: review.new.len().to_string(),
        },
        coverage: coverage(edition, &review.coverage),
        coverage_sum: sums(&review.coverage),
        warnings: facts.warnings,
    }
}

/// Returns what the issue is held against, with the zones where they are not all held against one; empty where
/// no issue before covers any of them.
fn previous(edition: &Edition, review: &Review) -> String {
    let names = |zones: &[ZoneKey]| {
        let name = |&zone: &ZoneKey| edition.zone_short(zone);
        zones.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let is_one = review.previous.len() == 1 && review.uncovered.is_empty();
    let against = review.previous.iter().map(|(key, zones)| {
        let issue = edition.project.issue(*key);
        let cutoff = text::day(edition.language, issue.cutoff);
        let words = format!("số {} (số liệu đến ngày {cutoff})", issue.number);
        if is_one { words } else { format!("{words}: {}", names(zones)) }
    });
    let first = (!review.previous.is_empty() && !review.uncovered.is_empty())
        .then(|| format!("lần đầu có trong bản tin: {}", names(&review.uncovered)));
    against.chain(first).collect::<Vec<_>>().join("; ")
}

fn groups(edition: &Edition, figures: &[(Cell, Known)]) -> Vec<Group> {
    let rows = |same: &[(Cell, Known)]| Group {
        who: edition.owner(same[0].0.body),
        rows: same.iter().map(|(cell, known)| figure_row(edition, cell, known.figure)).collect(),
    };
    figures.chunk_by(|(a, _), (b, _)| a.body == b.body).map(rows).collect()
}

fn figure_row(edition: &Edition, cell: &Cell, key: FigureKey) -> FigureRow {
    FigureRow {
        name: edition.counted(cell.indicator, cell.parts),
        time: edition.when(cell.indicator, cell.time),
        value: value(edition, key),
        source: source(edition, key),
    }
}

fn change_row(edition: &Edition, change: &Change) -> ChangeRow {
    let project = edition.project;
    let known = edition.ledger(change.cell.body.zone).known(project, change.cell, edition.cutoff);
    let reason = known.map_or(String::new(), |known| revision::why(edition, change.before, &known));
    ChangeRow {
        who: edition.owner(change.cell.body),
        name: edition.counted(change.cell.indicator, change.cell.parts),
        time: edition.when(change.cell.indicator, change.cell.time),
        before: value(edition, change.before),
        now: value(edition, change.now),
        reason,
        source: source(edition, change.now),
    }
}

fn turns(edition: &Edition, review: &Review) -> Vec<TurnRow> {
    let project = edition.project;
    let target = |turn: &Turn| TurnRow {
        who: plan_name(edition, turn.target.plan),
        target: target_name(edition, turn.target),
        window: text::period(edition.language, turn.window),
        before: turn.before.map_or("chưa có trong số trước".to_owned(), |one| {
            text::verdict(edition.language, one).to_owned()
        }),
        now: VerdictMark::new(
            edition.language,
            turn.now,
            turn.reason.as_ref().map_or(String::new(), |why| {
                text::reason(
                    edition.language,
                    project,
                    edition.cutoff,
                    plan_table::target_measure(edition, turn.target),
                    why,
                )
            }),
        ),
    };
    let milestone = |&(plan, n, before, now): &(PlanKey, usize, Option<_>, _)| {
        let milestone = &project.plan(plan).milestones[n];
        let (key, word) = text::milestone(edition.language, now);
        TurnRow {
            who: plan_name(edition, plan),
            target: edition.told(&milestone.title),
            window: text::period(edition.language, milestone.by),
            before: before
                .map_or("chưa có trong số trước", |one| text::milestone(edition.language, one).1)
                .to_owned(),
            now: VerdictMark { key, word, reason: String::new() },
        }
    };
    review.verdicts.iter().map(target).chain(review.milestones.iter().map(milestone)).collect()
}

fn explained(edition: &Edition, cell: &Cell, key: FigureKey) -> ExplainedRow {
    let all = edition.project.figure(key).explanations();
    ExplainedRow {
        who: edition.owner(cell.body),
        name: edition.counted(cell.indicator, cell.parts),
        time: edition.when(cell.indicator, cell.time),
        value: value(edition, key),
        words: all.iter().map(|one| one.words.vi.clone()).collect(),
    }
}

fn coverage(edition: &Edition, all: &[Coverage]) -> Vec<CoverageTable> {
    let table = |zone: &[Coverage]| CoverageTable {
        zone: edition.zone_name(zone[0].target.plan.zone),
        rows: zone.chunk_by(|a, b| a.target == b.target).map(|one| coverage_row(edition, one)).collect(),
    };
    all.chunk_by(|a, b| a.target.plan.zone == b.target.plan.zone).map(table).collect()
}

fn coverage_row(edition: &Edition, windows: &[Coverage]) -> CoverageRow {
    let project = edition.project;
    let target = windows[0].target;
    // Years that stand alike are said together.
    let state = |alike: &[Coverage]| {
        let (key, word) = text::reported(Language::Vi, alike[0].state);
        let (first, last) = (alike[0].window, alike[alike.len() - 1].window);
        let window = Period::new(first.from(), last.to()).unwrap_or(first);
        WindowState { window: text::short_period(edition.language, window), key, word }
    };
    CoverageRow {
        plan: edition.told(&project.plan(target.plan).short),
        target: target_name(edition, target),
        windows: windows.chunk_by(|a, b| a.state == b.state).map(state).collect(),
    }
}

fn sums(all: &[Coverage]) -> Vec<Sum> {
    let sum = |state: Reported| {
        let (key, word) = text::reported(Language::Vi, state);
        Sum { key, word, count: all.iter().filter(|one| one.state == state).count().to_string() }
    };
    Reported::ALL.into_iter().map(sum).collect()
}

fn target_name(edition: &Edition, key: TargetKey) -> String {
    let plan = edition.project.plan(key.plan);
    let target = &plan.targets[key.target as usize];
    let counted = edition.counted(target.indicator, target.parts);
    let kind = plan_table::kind(edition, plan, target);
    format!("{counted}: {} ({kind})", plan_table::target_words(edition.language, target))
}

fn plan_name(edition: &Edition, plan: PlanKey) -> String {
    format!("{}, {}", edition.told(&edition.project.plan(plan).short), edition.zone_short(plan.zone))
}

fn value(edition: &Edition, key: FigureKey) -> String {
    text::value(edition.language, &edition.project.figure(key).value)
}

fn source(edition: &Edition, key: FigureKey) -> String {
    figure_table::source(edition, super::link::Root::HOME, key).text
}
