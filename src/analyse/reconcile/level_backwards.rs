//! `level-backwards`: a newer report gives a less final figure than an older one, and does not say why.
//!
//! # What it checks
//! The vintages of every cell: after an official figure (*chính thức*) no preliminary one (*sơ bộ*) or
//! estimate (*ước tính*), and after a preliminary one no estimate, unless the newer one supersedes or
//! corrects the older.
//!
//! # Why it matters
//! The newest vintage is shown: readers would see an estimate where an official number was published before.
//!
//! # Example
//! The yearly report gives 450 members as official; a half-year report with `level = "preliminary"` repeats the
//! number for the same day.
//!
//! # How to settle it
//! Write `level = "official"` at the figure that only repeats a final number; where it takes the place of one,
//! `supersedes` or `correction`.

use super::rule::{Books, Found, Over, Rule};
use super::{at, printed};
use crate::analyse::ledger::{Ledger, live};
use crate::diag::{Problem, Say, Severity};
use crate::model::Project;
use crate::model::id::FigureKey;
use crate::model::report::Level;
use crate::say;

/// The rule.
pub const RULE: Rule = Rule { name: "level-backwards", severity: Severity::Error, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    for (_, vintages) in ledger.cells(project) {
        if vintages.len() < 2 {
            continue;
        }
        let counting = live(project, vintages).filter(|&key| project.figure(key).quantity().is_some());
        let mut most: Option<FigureKey> = None;
        for newer in counting {
            let older = most.filter(|older| older.report != newer.report);
            if let Some(older) = older {
                found.compared(&[older, newer]);
                if level(project, newer) < level(project, older) {
                    found.differs(&[older, newer], problem(project, older, newer));
                    continue;
                }
            }
            most = Some(newer);
        }
    }
}

fn level(project: &Project, key: FigureKey) -> Level {
    project.figure(key).level
}

fn problem(project: &Project, older: FigureKey, newer: FigureKey) -> Problem {
    let (before, after) = (words(level(project, older)), words(level(project, newer)));
    let fault = Say {
        vi: format!("số {} đứng sau số {} cho cùng một thời điểm", after.vi, before.vi),
        en: format!("{} figure follows {} one for the same time", after.en, before.en),
    };
    let (value, old) = (printed(project, newer), printed(project, older));
    let word = match level(project, older) {
        Level::Official => "official",
        Level::Preliminary => "preliminary",
        Level::Estimate => "estimate",
    };
    let problem = Problem::error("level-backwards", at(project, newer), fault)
        .label(at(project, older), Say {
            vi: format!("báo cáo trước, {}: {old}", before.vi),
            en: format!("the earlier report, {} one: {old}", before.en),
        })
        .way_out(say!(
            "nếu báo cáo mới chỉ nhắc lại số cũ, ghi cấp của số cũ; nếu thay số cũ, ghi thêm supersedes = \"…\" hoặc correction = {{ of = \"…\", reason = \"…\" }}",
            "where the newer report only repeats the number, write the level of the older one; where it replaces it, add supersedes = \"…\" or correction = {{ of = \"…\", reason = \"…\" }}"
        ));
    // The level belongs to the older number: it is offered only where the newer one repeats it.
    match value == old {
        true => problem.instead(format!("{{ value = {}, level = \"{word}\" }}", toml(&value))),
        false => problem,
    }
}

/// Returns the value as TOML takes it.
fn toml(value: &str) -> String {
    match value.parse::<u64>() {
        Ok(_) if !value.starts_with('0') => value.to_owned(),
        _ => format!("\"{value}\""),
    }
}

/// Returns the level in Vietnamese, and in English with its article.
fn words(level: Level) -> Say {
    match level {
        Level::Official => say!("chính thức", "an official"),
        Level::Preliminary => say!("sơ bộ", "a preliminary"),
        Level::Estimate => say!("ước tính", "an estimated"),
    }
}
