//! What the person who signs an issue has to look at: what is new and what changed against the issue
//! before, what is explained, what nothing confirms, and what is missing.

use super::assessment::{Assessment, MilestoneState};
use super::ledger::{Cell, Known, Ledger};
use super::shown::{Shown, by_issue, of_zones};
use super::verdict::{Reason, Verdict};
use crate::model::Project;
use crate::model::id::{FigureKey, IssueKey, PlanKey, TargetKey, ZoneKey};
use crate::model::period::{Day, Period};
use crate::model::report::{Missing, Value};
use std::collections::BTreeMap;

/// An issue against the ones before it: each zone against the last issue that covers it.
#[derive(Debug)]
pub struct Review {
    /// What the issue shows.
    pub shown: Shown,
    /// The issues before it that its zones are held against, the newest first, each with its zones in order.
    pub previous: Vec<(IssueKey, Vec<ZoneKey>)>,
    /// The zones that no issue before it covers.
    pub uncovered: Vec<ZoneKey>,
    /// The cells that the issue before did not show.
    pub new: Vec<(Cell, Known)>,
    /// The cells that both show, from different figures that do not say the same.
    pub changed: Vec<Change>,
    /// The cells that only the issue before shows.
    pub gone: Vec<(Cell, Known)>,
    /// The targets whose verdict is another one, in the order of plans and targets.
    pub verdicts: Vec<Turn>,
    /// The milestones whose state is another one.
    pub milestones: Vec<(PlanKey, usize, Option<MilestoneState>, MilestoneState)>,
    /// The figures with an explanation of a difference.
    pub explained: Vec<(Cell, FigureKey)>,
    /// The figures that no other number of the content confirms.
    pub unconfirmed: Vec<(Cell, Known)>,
    /// Every target in each of its windows, in the order of plans and targets.
    pub coverage: Vec<Coverage>,
}

/// A cell that two issues show differently.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    /// Which cell.
    pub cell: Cell,
    /// What the issue before showed.
    pub before: FigureKey,
    /// What this one shows.
    pub now: FigureKey,
}

/// A verdict that turned.
#[derive(Debug, Clone)]
pub struct Turn {
    /// Which target.
    pub target: TargetKey,
    /// In which window.
    pub window: Period,
    /// The verdict of the issue before; nothing where it did not know the plan.
    pub before: Option<Verdict>,
    /// The verdict now.
    pub now: Verdict,
    /// Why nothing can be said now.
    pub reason: Option<Reason>,
}

/// What is reported for one target in one window.
#[derive(Debug, Clone, Copy)]
pub struct Coverage {
    /// Which target.
    pub target: TargetKey,
    /// In which window.
    pub window: Period,
    /// What is reported.
    pub state: Reported,
}

/// Whether a target has its result; blank is never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reported {
    /// There is a result that may be compared.
    Reported,
    /// There is a figure, and it says nothing about the window.
    Unusable,
    /// The window is open, and no result has come.
    NotDue,
    /// The window is closed, and no result has come.
    Late,
    /// A report says that nobody collects it.
    NotCollected,
    /// A report says that there can be none.
    NotApplicable,
}

impl Reported {
    /// All of them, from the best to the last.
    pub const ALL: [Reported; 6] = [
        Reported::Reported,
        Reported::Unusable,
        Reported::NotDue,
        Reported::Late,
        Reported::NotCollected,
        Reported::NotApplicable,
    ];
}

/// Returns the review of an issue; `confirmed` are the figures that another number confirms, in their order.
pub fn of_issue(project: &Project, ledgers: &[Ledger], confirmed: &[FigureKey], key: IssueKey) -> Review {
    let shown = by_issue(project, ledgers, key);
    let (previous, uncovered) = previous(project, key);
    let before = before(project, ledgers, &previous);
    let (new, changed, gone) = figures(project, &shown, before.as_ref());
    let (verdicts, milestones) = turns(&shown, before.as_ref());
    let told = |(_, known): &&(Cell, Known)| !project.figure(known.figure).explanations().is_empty();
    let alone = |(_, known): &&(Cell, Known)| {
        matches!(project.figure(known.figure).value, Value::Known(_))
            && confirmed.binary_search(&known.figure).is_err()
    };
    Review {
        previous,
        uncovered,
        new,
        changed,
        gone,
        verdicts,
        milestones,
        explained: shown.figures.iter().filter(told).map(|(cell, known)| (*cell, known.figure)).collect(),
        unconfirmed: shown.figures.iter().filter(alone).copied().collect(),
        coverage: shown.verdicts.iter().map(|one| coverage(one, project.issue(key).cutoff)).collect(),
        shown,
    }
}

/// Returns the issues before one that cover its zones, the newest first, and the zones that none covers.
fn previous(project: &Project, key: IssueKey) -> (Vec<(IssueKey, Vec<ZoneKey>)>, Vec<ZoneKey>) {
    let mut zones = project.issue(key).zones.clone();
    zones.sort();
    let (mut covered, mut uncovered) = (BTreeMap::<IssueKey, Vec<ZoneKey>>::new(), Vec::new());
    for zone in zones {
        match project.issue_before(key, zone) {
            Some(before) => covered.entry(before).or_default().push(zone),
            None => uncovered.push(zone),
        }
    }
    (covered.into_iter().rev().collect(), uncovered)
}

/// Returns what the issues before showed of the zones that are held against them; nothing where there is none.
fn before(project: &Project, ledgers: &[Ledger], previous: &[(IssueKey, Vec<ZoneKey>)]) -> Option<Shown> {
    let shown = |(key, zones): &(IssueKey, Vec<ZoneKey>)| {
        of_zones(project, ledgers, zones, project.issue(*key).cutoff)
    };
    previous.iter().map(shown).reduce(|mut all, more| {
        all.figures.extend(more.figures);
        all.verdicts.extend(more.verdicts);
        all.milestones.extend(more.milestones);
        all
    })
}

type Cells = Vec<(Cell, Known)>;

fn figures(project: &Project, shown: &Shown, before: Option<&Shown>) -> (Cells, Vec<Change>, Cells) {
    let by_cell = |shown: &Shown| shown.figures.iter().copied().collect::<BTreeMap<Cell, Known>>();
    let then = before.map(by_cell).unwrap_or_default();
    let now = by_cell(shown);
    let new = now.iter().filter(|(cell, _)| !then.contains_key(cell)).map(|(cell, known)| (*cell, *known));
    let gone = then.iter().filter(|(cell, _)| !now.contains_key(cell)).map(|(cell, known)| (*cell, *known));
    let changed = now.iter().filter_map(|(cell, known)| {
        let (before, now) = (then.get(cell)?.figure, known.figure);
        let said = |key| {
            let figure = project.figure(key);
            let printed = figure.statements().iter().map(|one| (&one.kind, one.quantity.printed()));
            (&figure.value, figure.level, printed.collect::<Vec<_>>())
        };
        (before != now && said(before) != said(now)).then_some(Change { cell: *cell, before, now })
    });
    (new.collect(), changed.collect(), gone.collect())
}

type MilestoneTurn = (PlanKey, usize, Option<MilestoneState>, MilestoneState);

fn turns(shown: &Shown, before: Option<&Shown>) -> (Vec<Turn>, Vec<MilestoneTurn>) {
    let Some(before) = before else { return (Vec::new(), Vec::new()) };
    let then: BTreeMap<(TargetKey, Period), Verdict> =
        before.verdicts.iter().map(|one| ((one.target, one.window), one.verdict)).collect();
    let verdicts = shown.verdicts.iter().filter_map(|one| {
        let before = then.get(&(one.target, one.window)).copied();
        (before != Some(one.verdict)).then(|| Turn {
            target: one.target,
            window: one.window,
            before,
            now: one.verdict,
            reason: one.reason.clone(),
        })
    });
    let then: BTreeMap<(PlanKey, usize), MilestoneState> =
        before.milestones.iter().map(|&(plan, n, state)| ((plan, n), state)).collect();
    let milestones = shown.milestones.iter().filter_map(|&(plan, n, state)| {
        let before = then.get(&(plan, n)).copied();
        (before != Some(state)).then_some((plan, n, before, state))
    });
    (verdicts.collect(), milestones.collect())
}

fn coverage(one: &Assessment, cutoff: Day) -> Coverage {
    let open = one.window.to() > cutoff;
    let state = match &one.reason {
        Some(Reason::Declared(Missing::NotCollected)) => Reported::NotCollected,
        Some(Reason::Declared(Missing::NotApplicable)) => Reported::NotApplicable,
        Some(Reason::Declared(Missing::NotDue) | Reason::NotBegun) => Reported::NotDue,
        Some(Reason::Declared(Missing::Late)) => Reported::Late,
        _ if one.actual.is_some() => Reported::Reported,
        Some(Reason::NoResult | Reason::OtherBody(_)) | None if open => Reported::NotDue,
        Some(Reason::NoResult | Reason::OtherBody(_)) | None => Reported::Late,
        Some(_) => Reported::Unusable,
    };
    Coverage { target: one.target, window: one.window, state }
}
