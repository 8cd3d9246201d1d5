//! `subset-above-set`: a figure is larger than another that counts everything it counts.
//!
//! # What it checks
//! Every figure against the nearest wider ones of the same time and level, from whatever report: the whole that
//! another report gives for a part (of `[a; b]`, the part `a` and the part `b`); the indicator named by `within` in
//! the registry; and for an additive indicator the body above (`parent`). A share that a report prints says
//! nothing here: a rate is not always taken on a wider set.
//!
//! # Why it matters
//! Reports of different bodies are seldom read side by side; a digit too many shows only there.
//!
//! # Example
//! `doanh-nghiep = 115`, and another report gives `doanh-nghiep-co-to-chuc-dang = 121`, which is
//! `within = "doanh-nghiep"`.
//!
//! # How to settle it
//! Correct the number that is wrong; where the two are counted by different rules, make them two indicators,
//! or explain the difference.

use super::rule::{Books, Found, Over, Rule};
use super::settled::{self, Settled};
use super::{at, labelled, printed};
use crate::analyse::ledger::{Cell, Ledger};
use crate::diag::{Problem, Say, Severity};
use crate::model::Project;
use crate::model::id::{FigureKey, Parts};
use crate::model::indicator::Measure;
use crate::model::interval::Interval;
use crate::say;

/// The rule.
pub const RULE: Rule = Rule { name: "subset-above-set", severity: Severity::Error, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    for subset in settled::all(project, ledger) {
        // A difference may be negative in one part and larger than the whole in another.
        let measure = project.registry.indicator(subset.cell.indicator).measure;
        if measure == Measure::NetChange || subset.amount.lower().is_none() {
            continue;
        }
        let mut wider = supersets(project, &subset);
        let mut n = 0;
        while let Some(&cell) = wider.get(n) {
            n += 1;
            match settled::of(project, ledger, cell).filter(|set| set.amount.upper().is_some()) {
                Some(set) => compare(project, (&subset, &set), found),
                None => {
                    for further in above(project, cell) {
                        if !wider.contains(&further) {
                            wider.push(further);
                        }
                    }
                }
            }
        }
    }
}

/// Returns the cells right above a figure, without the whole that its own report gives: that is looked at
/// where parts and wholes are.
fn supersets(project: &Project, subset: &Settled<'_>) -> Vec<Cell> {
    let mut wider = above(project, subset.cell);
    let report = subset.figure.report;
    let own = project.figure(subset.figure).whole.map(|whole| FigureKey { report, figure: whole.figure });
    if own.is_some_and(|whole| project.figure(whole).quantity().is_some())
        && let Some((outer, _)) = subset.cell.parts.parent()
    {
        wider.retain(|cell| *cell != Cell { parts: outer, ..subset.cell });
    }
    wider
}

/// Returns the cells that count everything that a cell counts, one step wider.
fn above(project: &Project, cell: Cell) -> Vec<Cell> {
    let mut wider: Vec<Cell> = without_one(cell.parts).map(|parts| Cell { parts, ..cell }).collect();
    let indicator = project.registry.indicator(cell.indicator);
    wider.extend(indicator.within.iter().map(|&indicator| Cell { indicator, ..cell }));
    if let Some(body) = project.body(cell.body).parent.filter(|_| indicator.additive) {
        wider.push(Cell { body, ..cell });
    }
    wider
}

/// Returns the paths with one part left out: what is in part b of part a is in a, and in b.
fn without_one(parts: Parts) -> impl Iterator<Item = Parts> {
    (0..parts.iter().count()).filter_map(move |left_out| {
        let rest = parts.iter().enumerate().filter(|(n, _)| *n != left_out);
        rest.map(|(_, part)| part).try_fold(Parts::WHOLE, Parts::with)
    })
}

fn compare(project: &Project, (subset, set): (&Settled<'_>, &Settled<'_>), found: &mut Found) {
    // A later revision of the set does not meet an old subset: the report's own number goes first.
    let own = set.figures(project).into_iter().find(|key| key.report == subset.figure.report);
    let (figure, amount) = match own {
        Some(own) => (own, project.figure(own).quantity().map_or(set.amount, |quantity| quantity.interval())),
        None if subset.level != set.level => return,
        None => (set.figure, set.amount),
    };
    found.compared(&[subset.figure, figure]);
    if !exceeds(&subset.amount, &amount) {
        return;
    }
    let (less, more) = (describe(project, subset.cell, set.cell), describe(project, set.cell, subset.cell));
    let (a, b) = (printed(project, subset.figure), printed(project, figure));
    let fault = Say {
        vi: format!("{a} ({}) lớn hơn {b} ({}), là số phải chứa cả nó", less.vi, more.vi),
        en: format!("{a} ({}) is larger than {b} ({}), which has to contain it", less.en, more.en),
    };
    let mut figures: Vec<FigureKey> = match own {
        Some(own) => vec![own],
        None => set.figures(project),
    };
    figures.extend(subset.figures(project).into_iter().filter(|&key| key != subset.figure));
    let problem = Problem::error("subset-above-set", at(project, subset.figure), fault);
    let problem = labelled(project, problem, &figures).way_out(say!(
        "đối chiếu với các báo cáo và sửa con số sai; nếu hai số đếm theo hai cách khác nhau thì tách thành hai chỉ tiêu, hoặc ghi explained = \"…\"",
        "compare with the reports and correct the wrong number; where they are counted by different rules make them two indicators, or write explained = \"…\""
    ));
    figures.push(subset.figure);
    found.differs(&figures, problem);
}

fn exceeds(subset: &Interval, set: &Interval) -> bool {
    subset.not_negative().all_exceed(set)
}

/// Returns what tells one cell from another: part, indicator, body.
fn describe(project: &Project, cell: Cell, other: Cell) -> Say {
    let indicator = &project.registry.indicator(cell.indicator).name;
    let mut vi = vec![indicator.vi.as_str()];
    let mut en = vec![indicator.en.as_ref().unwrap_or(&indicator.vi).as_str()];
    if cell.parts != other.parts {
        for part in cell.parts.iter() {
            let name = &project.registry.part(part).name;
            vi.push(&name.vi);
            en.push(name.en.as_ref().unwrap_or(&name.vi));
        }
    }
    if cell.body != other.body {
        let short = project.body(cell.body).short.vi.as_str();
        vi.push(short);
        en.push(short);
    }
    Say { vi: vi.join(", "), en: en.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::PartKey;

    #[test]
    fn each_part_may_be_left_out() {
        let path = |parts: &[u16]| {
            parts.iter().try_fold(Parts::WHOLE, |path, &part| path.with(PartKey(part))).unwrap()
        };
        let all: Vec<Parts> = without_one(path(&[4, 2, 7])).collect();
        assert_eq!(all, [path(&[2, 7]), path(&[4, 7]), path(&[4, 2])]);
        assert_eq!(without_one(Parts::WHOLE).count(), 0);
    }
}
