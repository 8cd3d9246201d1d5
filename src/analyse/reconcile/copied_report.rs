//! `copied-report`: two files of one source give the same figures.
//!
//! # What it checks
//! The reports of a zone that name the same source: the same title, the same publisher, the same publication. Several files
//! may share a source, one for each body it speaks of; but a figure stands in one of them. Two files that give the
//! same cell the same value are asked about, once a pair.
//!
//! # Why it matters
//! A copy looks like a second report that confirms the first, and a number corrected in one of the two is a disagreement.
//!
//! # Example
//! `results/bao-cao-2024 (2).toml`, renamed so that it is read, beside `results/bao-cao-2024.toml`.
//!
//! # How to settle it
//! Delete the copy; where they are two reports, give each its own title, publisher and date.

use super::rule::{Books, Found, Over, Rule};
use crate::analyse::ledger::Ledger;
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::{FigureKey, ReportKey};
use crate::say;
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule { name: "copied-report", severity: Severity::Warning, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let mut pairs: BTreeMap<(ReportKey, ReportKey), Vec<FigureKey>> = BTreeMap::new();
    for (_, vintages) in ledger.cells(project).filter(|(_, vintages)| vintages.len() > 1) {
        for (n, &one) in vintages.iter().enumerate() {
            for &other in &vintages[n + 1..] {
                let same = project.figure(one).value == project.figure(other).value;
                if one.report != other.report && same && is_one_source(project, one, other) {
                    let pair = (one.report.min(other.report), one.report.max(other.report));
                    pairs.entry(pair).or_default().push(other);
                }
            }
        }
    }
    for ((first, second), figures) in pairs {
        let (one, other) = (project.report(first), project.report(second));
        let (count, of) = (figures.len(), &one.id);
        let fault = say!(
            "cùng một nguồn với tệp {of}.toml, và ghi lại {count} số liệu của tệp ấy",
            "of the same source as {of}.toml, and gives {count} of its figures again"
        );
        let problem = Problem::warning("copied-report", other.source.at, fault)
            .label(one.source.at, say!("nguồn ghi lần đầu ở đây", "the source stands here first"))
            .way_out(say!(
                "xóa tệp chép lại; nếu là hai báo cáo khác nhau thì ghi đúng tên (title), nơi công bố (publisher) và ngày công bố (published) của từng báo cáo",
                "delete the copy; where they are two reports, give each its own title, publisher and published"
            ));
        found.differs(&[], problem);
    }
}

/// Returns true where two figures are from one source, whatever files name it.
pub(super) fn is_one_source(project: &Project, one: FigureKey, other: FigureKey) -> bool {
    let source = |key: FigureKey| project.report(key.report).source_of(project.figure(key));
    let (one, other) = (source(one), source(other));
    (&one.title, &one.publisher, one.published) == (&other.title, &other.publisher, other.published)
}
