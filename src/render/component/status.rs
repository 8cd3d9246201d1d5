//! The matrix of zones against the indicators that several of them have targets for: a word in every cell.

use super::VerdictMark;
use crate::analyse::verdict::Verdict;
use crate::model::id::{IndicatorKey, PlanKey, TargetKey, ZoneKey};
use crate::render::edition::Edition;
use crate::render::link::{self, Link, Root};
use crate::render::standing::Summary;
use crate::render::term::MOST_IN_FULL;
use crate::render::text;
use crate::tell;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The most indicators of one matrix.
const COLUMNS: usize = 6;

/// Where one target stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TargetStanding {
    /// Which target; of a whole, not of a part.
    pub key: TargetKey,
    /// What may be said.
    pub verdict: Verdict,
    /// Whether any result is known.
    pub is_known: bool,
}

/// Zones against indicators.
#[derive(Debug, Clone, Serialize)]
pub struct StatusMatrix {
    /// What it holds.
    pub caption: String,
    /// The head of its first column.
    pub head: &'static str,
    /// The indicators.
    pub columns: Vec<Link>,
    /// One a zone.
    pub rows: Vec<MatrixRow>,
    /// A note below it.
    pub note: String,
}

/// One zone of a [`StatusMatrix`].
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    /// The zone.
    pub name: Link,
    /// One an indicator; each with at least one standing.
    pub cells: Vec<Vec<Standing>>,
}

/// What is said of one target, or that there is none.
#[derive(Debug, Clone, Serialize)]
pub struct Standing {
    /// Its shape and word; nothing where there is no target.
    pub verdict: Option<VerdictMark>,
    /// The word where there is no target.
    pub word: &'static str,
    /// Which target, leading to it.
    pub target: Link,
}

/// Returns the matrix of some zones; nothing where no two of them have a target for one indicator, or where
/// the zones are too many for one page. `wanted` chooses among their plans.
pub fn matrix(
    edition: &Edition,
    root: Root,
    summaries: &[&Summary],
    wanted: impl Fn(PlanKey) -> bool,
) -> Option<StatusMatrix> {
    let project = edition.project;
    if summaries.len() > MOST_IN_FULL {
        return None;
    }
    let of = |key: TargetKey| project.plan(key.plan).targets[key.target as usize].indicator;
    let mut zones: BTreeMap<IndicatorKey, BTreeSet<ZoneKey>> = BTreeMap::new();
    let targets =
        || summaries.iter().flat_map(|one| one.targets.iter()).filter(|target| wanted(target.key.plan));
    for target in targets() {
        zones.entry(of(target.key)).or_default().insert(target.key.plan.zone);
    }
    let mut shared: Vec<(usize, IndicatorKey)> =
        zones.iter().map(|(key, zones)| (zones.len(), *key)).filter(|(count, _)| *count > 1).collect();
    shared.sort_by_key(|(count, key)| (std::cmp::Reverse(*count), *key));
    shared.truncate(COLUMNS);
    let columns: Vec<IndicatorKey> = shared.into_iter().map(|(_, key)| key).collect();
    if columns.is_empty() {
        return None;
    }
    let cell = |zone: ZoneKey, column: IndicatorKey| {
        let own = targets().filter(|target| target.key.plan.zone == zone && of(target.key) == column);
        let mut standings: Vec<Standing> = own.map(|target| standing(edition, root, target)).collect();
        if standings.is_empty() {
            let target = Link::default();
            standings.push(Standing {
                verdict: None,
                word: edition.language.pick("báo cáo đã dùng không nêu", "none in the reports used"),
                target,
            });
        }
        standings
    };
    let has_any = |summary: &&&Summary| {
        let own = summary.targets.iter().filter(|target| wanted(target.key.plan));
        own.into_iter().any(|target| columns.contains(&of(target.key)))
    };
    let row = |summary: &&Summary| MatrixRow {
        name: Link::new(edition.zone_short(summary.zone), root.to(&link::zone(project, summary.zone))),
        cells: columns.iter().map(|&column| cell(summary.zone, column)).collect(),
    };
    let name = |&key: &IndicatorKey| {
        Link::new(
            edition.told(&project.registry.indicator(key).name),
            root.to(&link::indicator(project, key)),
        )
    };
    Some(StatusMatrix {
        caption: tell!(edition.language, "Chỉ tiêu mà nhiều khu cùng đặt ra, đến ngày {}", "Targets that several zones have set, as of {}", text::day(edition.language, edition.cutoff)),
        head: edition.language.pick("Khu", "Zone"),
        columns: columns.iter().map(name).collect(),
        rows: summaries.iter().filter(has_any).map(row).collect(),
        note: edition.language.pick("Mỗi khu tự đề ra hoặc được giao mức riêng; bảng nói từng khu so với mức của mình, không so các khu với nhau. Các báo cáo đã dùng không nêu chỉ tiêu nào trong số này cho khu không có trong bảng.", "Each zone has set, or was assigned, a level of its own; the table says where each zone stands against its own level, and does not compare zones. The reports used name none of these targets for a zone that is not in the table.")
            .to_owned(),
    })
}

fn standing(edition: &Edition, root: Root, target: &TargetStanding) -> Standing {
    let project = edition.project;
    let address =
        format!("{}#{}", link::zone(project, target.key.plan.zone), link::target_anchor(project, target.key));
    // The word of the verdict stands here as everywhere, and what is most worth knowing of it below.
    let reason = match target.verdict == Verdict::Undetermined && !target.is_known {
        true => edition.language.pick("chưa có số liệu", "no data"),
        false => "",
    };
    let mark = VerdictMark::new(edition.language, target.verdict, reason.to_owned());
    let plan = edition.told(&project.plan(target.key.plan).short);
    Standing { verdict: Some(mark), word: "", target: Link::new(plan, root.to(&address)) }
}
