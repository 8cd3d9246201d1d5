//! The page of a term: every plan of that term, target by target.

use super::chart;
use super::component::plan_table::{self, PlanTable};
use super::component::scoreboard::{Scoreboard, StatusTable, Tally};
use super::component::status::{self, StatusMatrix};
use super::edition::Edition;
use super::link::{self, Link, Root};
use super::page::Head;
use super::standing::Summary;
use super::text;
use crate::analyse::assessment::{elapsed, known_plans};
use crate::draw::Chart;
use crate::language::Language;
use crate::model::id::{PlanKey, ZoneKey};
use crate::tell;
use serde::Serialize;
use std::collections::BTreeMap;

/// More zones than this stand on a page as one row each, not target by target.
pub const MOST_IN_FULL: usize = 40;

/// The page, finished.
#[derive(Debug, Serialize)]
pub struct Page {
    #[serde(flatten)]
    head: Head,
    scoreboard: Scoreboard,
    charts: Vec<Chart>,
    status: Option<StatusTable>,
    matrix: Option<StatusMatrix>,
    zones: Vec<ZoneGroup>,
}

#[derive(Debug, Serialize)]
struct ZoneGroup {
    id: String,
    zone: Link,
    plans: Vec<PlanTable>,
}

/// A term: its folder name, and the plans known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// `2020-2025`.
    pub slug: String,
    /// `2020–2025`.
    pub words: String,
    /// In the order of the zones.
    pub plans: Vec<PlanKey>,
}

/// Returns the terms with a known plan, the newest first.
pub fn terms(edition: &Edition) -> Vec<Term> {
    let project = edition.project;
    let mut terms: BTreeMap<(crate::model::period::Period, String), Vec<PlanKey>> = BTreeMap::new();
    for zone in edition.zones() {
        for key in known_plans(project, edition.ledger(zone), edition.cutoff) {
            let plan = project.plan(key);
            // Plans that name a term alike share its page, though their own dates may differ.
            let named = terms.keys().find(|(_, slug)| *slug == link::term_slug(plan)).cloned();
            terms.entry(named.unwrap_or((plan.term, link::term_slug(plan)))).or_default().push(key);
        }
    }
    let newest_first = terms.into_iter().rev();
    newest_first
        .map(|((_, slug), plans)| {
            let plan = project.plan(plans[0]);
            Term { slug, words: text::term(edition.language, plan.term, &plan.term_words), plans }
        })
        .collect()
}

/// Returns the page of a term; the summaries are those of all zones, in their order.
pub fn page(edition: &Edition, term: &Term, summaries: &[&Summary]) -> Page {
    let project = edition.project;
    let root = Root::TWO;
    let in_full = zones(term).len() <= MOST_IN_FULL;
    let mut tally = Tally::default();
    let mut groups = Vec::new();
    let mut rows = Vec::new();
    for (zone, plans) in zones(term) {
        let mut own = Tally::default();
        let mut tables = Vec::new();
        for &plan in &plans {
            let known = summaries[zone.0 as usize].plans.iter().find(|(known, _)| *known == plan);
            own = own.plus(&known.expect("a term has known plans only").1);
            if in_full {
                let assessed = plan_table::assess(edition, plan);
                let charts = chart::of_plan(edition, root, plan, &assessed, 4);
                tables.push(plan_table::table(edition, root, plan, &assessed, charts));
            }
        }
        tally = tally.plus(&own);
        let zone_link = Link::new(edition.zone_name(zone), root.to(&link::zone(project, zone)));
        rows.push((zone_link.clone(), place(edition, zone), own));
        groups.push(ZoneGroup { id: format!("k.{}", project.zone(zone).id), zone: zone_link, plans: tables });
    }
    let has_charts = groups.iter().flat_map(|group| &group.plans).any(|plan| !plan.charts.is_empty());
    let own: Vec<&Summary> = zones(term).iter().map(|(zone, _)| summaries[zone.0 as usize]).collect();
    Page {
        head: head(edition, term, has_charts),
        scoreboard: Scoreboard::new(edition.language, &tally, &Tally::default()),
        charts: Vec::new(),
        status: (rows.len() > 1).then(|| StatusTable::new(edition.language, rows)),
        matrix: status::matrix(edition, root, &own, |plan| term.plans.contains(&plan)),
        zones: if in_full { groups } else { Vec::new() },
    }
}

/// Returns where a zone is and what it is: `Hải Phòng · khu kinh tế`.
pub fn place(edition: &Edition, zone: ZoneKey) -> String {
    format!("{} · {}", edition.province(zone), edition.zone_kind(zone))
}

fn zones(term: &Term) -> Vec<(ZoneKey, Vec<PlanKey>)> {
    let mut zones: Vec<(ZoneKey, Vec<PlanKey>)> = Vec::new();
    for &plan in &term.plans {
        match zones.last_mut() {
            Some((zone, plans)) if *zone == plan.zone => plans.push(plan),
            _ => zones.push((plan.zone, vec![plan])),
        }
    }
    zones
}

fn head(edition: &Edition, term: &Term, has_charts: bool) -> Head {
    let plan = edition.project.plan(term.plans[0]);
    let gone = plan_table::elapsed(edition.language, elapsed(plan.term, edition.cutoff));
    let title = title(edition, term);
    let day = text::day(edition.language, edition.cutoff);
    Head {
        description: tell!(
            edition.language,
            "{title}: mọi chỉ tiêu, từng chỉ tiêu một, đến ngày {day}.",
            "{title}: every target, one by one, as of {day}."
        ),
        kicker: plans(edition.language, term),
        lead: tell!(
            edition.language,
            "Thời gian đã qua tính đến ngày {day}: {gone}.",
            "Time elapsed by {day}: {gone}."
        ),
        has_charts,
        ..Head::new(edition, &link::term(plan), Root::TWO, &title, "nhiem-ky")
    }
}

/// Returns the title of a term: `Nhiệm kỳ 2020–2025`, `Kế hoạch 2017`.
pub fn title(edition: &Edition, term: &Term) -> String {
    let language = edition.language;
    match (text::is_term(&edition.project.plan(term.plans[0]).term_words), term.plans.len()) {
        (true, _) => tell!(language, "Nhiệm kỳ {}", "Term {}", term.words),
        (false, 1) => tell!(language, "Kế hoạch {}", "{} plan", term.words),
        (false, _) => tell!(language, "Kế hoạch {}", "{} plans", term.words),
    }
}

/// Returns how many plans a term has: `2 kế hoạch hoặc nghị quyết`.
pub fn plans(language: Language, term: &Term) -> String {
    let words = ["plan or resolution", "plans or resolutions"];
    language.count(term.plans.len(), "kế hoạch hoặc nghị quyết", words)
}
