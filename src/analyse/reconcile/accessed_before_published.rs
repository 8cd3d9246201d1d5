//! `accessed-before-published`: a source was looked at before it was published.
//!
//! # What it checks
//! `accessed` against `published` in every `[source]`: the last day of the one lies before the first day of the other.
//!
//! # Why it matters
//! One of the two dates is wrong, and the publication decides which issue shows the figures.
//!
//! # Example
//! `published = "2023-09-10"` and `accessed = "2022-10-01"`.
//!
//! # How to settle it
//! Correct the date that is wrong.

use super::rule::{Books, Found, Over, Rule};
use crate::analyse::ledger::Ledger;
use crate::diag::{Problem, Severity};
use crate::model::report::Source;
use crate::model::zone::Zone;
use crate::say;

/// The rule.
pub const RULE: Rule =
    Rule { name: "accessed-before-published", severity: Severity::Error, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let mut seen = Vec::new();
    for source in sources(project.zone(ledger.zone())) {
        let Some(accessed) = source.accessed.filter(|accessed| accessed.to() < source.published.from())
        else {
            continue;
        };
        // Figures and milestones hold a copy of the source that several of them name.
        if seen.contains(&source.at) {
            continue;
        }
        seen.push(source.at);
        let published = source.published;
        let fault = say!(
            "xem nguồn ngày {accessed}, trước khi nguồn được công bố ({published})",
            "the source was looked at on {accessed}, before it was published ({published})"
        );
        found.differs(
            &[],
            Problem::error("accessed-before-published", source.at, fault).way_out(say!(
                "sửa ngày xem (accessed) hoặc ngày công bố (published)",
                "correct the day it was looked at (accessed), or its publication (published)"
            )),
        );
    }
}

/// Returns every source that a zone names.
pub(super) fn sources(zone: &Zone) -> impl Iterator<Item = &Source> {
    let reports = zone.reports.iter().flat_map(|report| {
        let own = report.figures.iter().filter_map(|figure| figure.details.as_ref()?.source.as_ref());
        std::iter::once(&report.source).chain(own)
    });
    let plans = zone.plans.iter().flat_map(|plan| {
        let said = plan.milestones.iter().flat_map(|one| one.reached.iter().chain(&one.missed));
        std::iter::once(&plan.source).chain(said.map(|said| &said.source))
    });
    reports.chain(plans)
}
