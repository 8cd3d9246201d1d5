//! `part-above-whole`: a part is larger than the whole it belongs to.
//!
//! # What it checks
//! Each part against its whole, and the sum of the parts of an exclusive dimension against it.
//!
//! # Why it matters
//! It is always a slip, and most often a digit too many.
//!
//! # Example
//! `dang-vien = { value = 750, of_which.gioi.nu = 4656 }`: more women than members.
//!
//! # How to settle it
//! Correct the number that is wrong.

use super::rule::{Books, Found, Over, Rule};
use super::{at, figures};
use crate::analyse::ledger::Ledger;
use crate::diag::{Problem, Severity};
use crate::model::id::{DimensionKey, FigureKey};
use crate::model::interval::Interval;
use crate::say;
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule { name: "part-above-whole", severity: Severity::Error, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let mut groups: BTreeMap<(FigureKey, DimensionKey), Vec<FigureKey>> = BTreeMap::new();
    for key in figures(project, ledger) {
        let figure = project.figure(key);
        let (Some(whole), Some((_, part))) = (figure.whole, figure.parts.parent()) else { continue };
        let (Some(part_amount), whole_key) =
            (figure.quantity(), FigureKey { report: key.report, figure: whole.figure })
        else {
            continue;
        };
        let Some(total) = project.figure(whole_key).quantity() else { continue };
        found.compared(&[key, whole_key]);
        if part_amount.interval().all_exceed(&total.interval()) {
            let (part, total) = (part_amount.printed(), total.printed());
            let fault =
                say!("phần {part} lớn hơn tổng {total}", "the part {part} is larger than the whole {total}");
            let problem = Problem::error("part-above-whole", at(project, key), fault)
                .label(at(project, whole_key), say!("tổng: {total}", "the whole: {total}"))
                .way_out(say!("sửa con số sai", "correct the wrong number"));
            found.differs(&[key, whole_key], problem);
        } else if !whole.complete {
            let dimension = project.registry.part(part).dimension;
            groups.entry((whole_key, dimension)).or_default().push(key);
        }
    }
    for ((whole, dimension), parts) in groups {
        if parts.len() < 2 || !project.registry.dimension(dimension).exclusive {
            continue;
        }
        let amounts: Vec<_> = parts.iter().filter_map(|&key| project.figure(key).quantity()).collect();
        let sum = amounts
            .iter()
            .fold(Interval::exact(0.into()), |sum, part| sum.plus(&part.interval().not_negative()));
        let Some(total) = project.figure(whole).quantity() else { continue };
        let mut all = parts.clone();
        all.push(whole);
        found.compared(&all);
        if !sum.all_exceed(&total.interval()) {
            continue;
        }
        let terms: Vec<_> = amounts.iter().map(|part| part.printed()).collect();
        let (terms, total) = (terms.join(" + "), total.printed());
        let fault = say!(
            "các phần không trùng nhau cộng lại ({terms}) lớn hơn tổng {total}",
            "parts that exclude each other ({terms}) exceed the whole {total}"
        );
        let problem = Problem::error("part-above-whole", at(project, whole), fault);
        let problem = parts
            .iter()
            .fold(problem, |problem, &key| problem.label(at(project, key), say!("một phần", "a part")));
        let problem = problem.way_out(say!(
            "sửa con số sai, hoặc ghi exclusive = false cho phân tổ nếu các phần có thể trùng nhau",
            "correct the wrong number, or write exclusive = false for the breakdown if parts may overlap"
        ));
        found.differs(&all, problem);
    }
}
