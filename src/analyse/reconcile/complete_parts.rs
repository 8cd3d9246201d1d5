//! `complete-parts`: parts that make up the whole do not add up to it.
//!
//! # What it checks
//! The parts under `parts.<dimension>` (*gồm*) against their whole: no values within the printed
//! precision add up.
//!
//! # Why it matters
//! Readers add up tables.
//!
//! # Example
//! `lao-dong = { value = 17655, parts.khu-vuc = { trong-nuoc = 13655, fdi = 3000 } }`: the parts make 16.655.
//!
//! # How to settle it
//! Correct the number that is wrong; where a part is not printed, write `of_which` (*trong đó*).

use super::rule::{Books, Found, Over, Rule};
use super::{at, figures};
use crate::analyse::ledger::Ledger;
use crate::diag::{Problem, Severity};
use crate::model::id::{DimensionKey, FigureKey};
use crate::model::interval::Interval;
use crate::say;
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule { name: "complete-parts", severity: Severity::Error, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let mut groups: BTreeMap<(FigureKey, DimensionKey), Vec<FigureKey>> = BTreeMap::new();
    for key in figures(project, ledger) {
        let figure = project.figure(key);
        let Some(whole) = figure.whole.filter(|whole| whole.complete) else { continue };
        let Some((_, part)) = figure.parts.parent() else { continue };
        let dimension = project.registry.part(part).dimension;
        let whole = FigureKey { report: key.report, figure: whole.figure };
        groups.entry((whole, dimension)).or_default().push(key);
    }
    for ((whole, _), parts) in groups {
        let Some(total) = project.figure(whole).quantity() else { continue };
        let amounts: Option<Vec<_>> = parts.iter().map(|&key| project.figure(key).quantity()).collect();
        let Some(amounts) = amounts else { continue };
        let mut all = parts.clone();
        all.push(whole);
        found.compared(&all);
        let sum = amounts.iter().fold(Interval::exact(0.into()), |sum, part| sum.plus(&part.interval()));
        if sum.meet(&total.interval()).is_some() {
            continue;
        }
        let terms: Vec<_> = amounts.iter().map(|part| part.printed()).collect();
        let (terms, total) = (terms.join(" + "), total.printed());
        let fault = say!(
            "các phần cộng lại không bằng tổng: {terms} ≠ {total}",
            "the parts do not add up to the whole: {terms} ≠ {total}"
        );
        let problem = Problem::error("complete-parts", at(project, whole), fault);
        let problem = parts.iter().zip(&amounts).fold(problem, |problem, (&key, part)| {
            let part = part.printed();
            problem.label(at(project, key), say!("phần: {part}", "a part: {part}"))
        });
        let problem = problem.way_out(say!(
            "sửa con số sai; nếu báo cáo không nêu đủ các phần thì ghi of_which (trong đó) thay cho parts (gồm)",
            "correct the wrong number; where the report does not print all parts, write of_which instead of parts"
        ));
        found.differs(&all, problem);
    }
}
