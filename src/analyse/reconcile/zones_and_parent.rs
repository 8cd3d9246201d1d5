//! `zones-and-parent`: the zones under a zone do not fit the figure of that zone.
//!
//! # What it checks
//! For an additive indicator, the same time, parts and level: the zones with `parent = "<zone>"` together must not
//! exceed the zone above them. Where that zone says `sum_of_zones = true` and all of them report, they must make
//! it up. A zone counts with the topmost of the bodies that report, and only beside bodies of the same line.
//!
//! # Why it matters
//! The table of the zones stands beside the total of the province.
//!
//! # Example
//! Two zones report 300 and 250 members, and the authority over them 500.
//!
//! # How to settle it
//! Correct the number that is wrong. Where zones overlap, or the upper one counts less, the indicator is not
//! additive, or the difference is explained.

use super::rule::{Books, Found, Over, Rule};
use super::settled::{self, Settled};
use super::{at, labelled, printed};
use crate::analyse::ledger::Ledger;
use crate::analyse::totals::topmost;
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::{FigureKey, IndicatorKey, Parts, ZoneKey};
use crate::model::indicator::Measure;
use crate::model::interval::Interval;
use crate::model::period::Period;
use crate::say;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule { name: "zones-and-parent", severity: Severity::Error, over: Over::Zone(check) };

/// What is added over zones: an indicator, its parts, a time.
type Item = (IndicatorKey, Parts, Period);

fn check(books: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let project = books.project;
    let children: Vec<ZoneKey> =
        project.zone_keys().filter(|&zone| project.zone(zone).parent == Some(ledger.zone())).collect();
    if children.is_empty() {
        return;
    }
    let above = items(project, ledger, |_| true);
    let mut below: BTreeMap<Item, Vec<Settled<'_>>> = BTreeMap::new();
    for &child in &children {
        let own = items(project, &books.ledgers[child.0 as usize], |item| above.contains_key(item));
        for (item, settled) in own {
            below.entry(item).or_default().push(settled);
        }
    }
    for (item, mut zones) in below {
        let whole = &above[&item];
        let line = |one: &Settled<'_>| project.body(one.cell.body).line;
        zones.retain(|one| one.level == whole.level && line(one) == line(whole));
        let complete = project.zone(ledger.zone()).sum_of_zones && zones.len() == children.len();
        compare(project, whole, &zones, complete, found);
    }
}

/// Returns what a zone reports of each wanted item: that of the topmost body, or nothing where none is.
fn items<'a>(
    project: &'a Project,
    ledger: &'a Ledger,
    wanted: impl Fn(&Item) -> bool,
) -> BTreeMap<Item, Settled<'a>> {
    let mut reported: BTreeMap<Item, Vec<_>> = BTreeMap::new();
    for one in settled::all(project, ledger) {
        let item = (one.cell.indicator, one.cell.parts, one.cell.time);
        if project.registry.indicator(one.cell.indicator).additive && wanted(&item) {
            reported.entry(item).or_default().push((one.cell.body, one));
        }
    }
    let top = |(item, bodies): (Item, Vec<_>)| topmost(project, &bodies).map(|(_, settled)| (item, settled));
    reported.into_iter().filter_map(top).collect()
}

fn compare(project: &Project, whole: &Settled<'_>, zones: &[Settled<'_>], complete: bool, found: &mut Found) {
    let counted = project.registry.indicator(whole.cell.indicator).measure != Measure::NetChange;
    if zones.is_empty() || !(counted || complete) {
        return;
    }
    let mut figures: Vec<FigureKey> = zones.iter().map(|one| one.figure).collect();
    figures.push(whole.figure);
    found.compared(&figures);
    let amount = |one: &Settled<'_>| if counted { one.amount.not_negative() } else { one.amount };
    let sum = zones.iter().fold(Interval::exact(Decimal::ZERO), |sum, one| sum.plus(&amount(one)));
    let (above, apart) = (sum.all_exceed(&whole.amount), sum.meet(&whole.amount).is_none());
    if !(above && counted || complete && apart) {
        return;
    }
    let terms: Vec<String> = zones.iter().take(6).map(|one| printed(project, one.figure)).collect();
    let more = if zones.len() > 6 { " + …" } else { "" };
    let (terms, total) = (terms.join(" + ") + more, printed(project, whole.figure));
    let zone = &project.zone(whole.cell.body.zone).short.vi;
    let fault = match above {
        true => say!(
            "các khu trực thuộc cộng lại ({terms}) lớn hơn số của {zone}: {total}",
            "the zones together ({terms}) exceed the figure of {zone}: {total}"
        ),
        false => say!(
            "đủ các khu trực thuộc cộng lại ({terms}) nhỏ hơn số của {zone}: {total}",
            "all zones together ({terms}) fall short of the figure of {zone}: {total}"
        ),
    };
    let lines: Vec<FigureKey> = zones.iter().flat_map(|one| one.figures(project)).collect();
    let problem = Problem::error("zones-and-parent", at(project, whole.figure), fault);
    let problem = labelled(project, problem, &lines).way_out(say!(
        "đối chiếu với báo cáo của từng khu và sửa con số sai; nếu cấp trên tính theo phạm vi khác, ghi explained = \"…\" ở số liệu của cấp trên",
        "compare with the report of each zone and correct the wrong number; where the upper zone counts something else, write explained = \"…\" at its figure"
    ));
    found.differs(&[lines, vec![whole.figure]].concat(), problem);
}
