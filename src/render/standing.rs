//! What is known of one zone on one day, worked out once for every page that shows it.

use super::component::card;
use super::component::plan_table::{self, Assessed};
use super::component::scoreboard::Tally;
use super::edition::Edition;
use super::link::Root;
use crate::analyse::assessment::known_plans;
use crate::analyse::derived::{self, Derived};
use crate::analyse::ledger::{Cell, Known};
use crate::model::id::{PlanKey, ZoneKey};
use crate::model::period::Day;

/// One zone at one cut-off, in full: it lives while the zone's own pages and rows are made.
#[derive(Debug)]
pub struct Standing {
    /// Which zone.
    pub zone: ZoneKey,
    /// What is known by then.
    pub cutoff: Day,
    /// Every known cell with its newest vintage, in the order of the cells.
    pub known: Vec<(Cell, Known)>,
    /// What is derived, sorted by cell.
    pub derived: Vec<Derived>,
    /// The known plans with their targets.
    pub plans: Vec<(PlanKey, Vec<Assessed>)>,
}

/// What the pages over all zones need of a [`Standing`]: small, because there is one for each zone and
/// cut-off until the site is finished.
#[derive(Debug)]
pub struct Summary {
    /// Which zone.
    pub zone: ZoneKey,
    /// The known plans, and the number of their targets by verdict.
    pub plans: Vec<(PlanKey, Tally)>,
    /// The number by verdict of the targets that no plan states: those of printed percentages.
    pub implied: Tally,
    /// The best figures for headlines, the best first.
    pub headlines: Vec<(Cell, Known)>,
    /// The newest time of each series that is not a part.
    pub newest: Vec<(Cell, Known)>,
}

/// How many figures of one zone may become headlines.
pub const HEADLINES: usize = 4;

impl Standing {
    /// Returns what is known of a zone at the edition's cut-off.
    pub fn new(edition: &Edition, zone: ZoneKey) -> Standing {
        let plans = known_plans(edition.project, edition.ledger(zone), edition.cutoff);
        let assessed = |plan| (plan, plan_table::assess(edition, plan));
        Standing {
            zone,
            cutoff: edition.cutoff,
            known: edition.known(zone),
            derived: derived::of_zone(edition.project, edition.ledger(zone), edition.cutoff),
            plans: plans.into_iter().map(assessed).collect(),
        }
    }

    /// Returns the summary; the edition is the one that the standing was made for.
    pub fn summary(&self, edition: &Edition) -> Summary {
        let wholes = newest(&self.known).filter(|(cell, _)| cell.parts.is_whole());
        let plans = self.plans.iter().map(|(plan, assessed)| (*plan, tally(assessed)));
        let implied = plan_table::implied(edition, Root::HOME, self.zone, &self.derived);
        let mut of_implied = Tally::default();
        implied.iter().flat_map(|(_, verdicts)| verdicts).for_each(|&verdict| of_implied.add(verdict));
        Summary {
            zone: self.zone,
            plans: plans.collect(),
            implied: of_implied,
            headlines: card::headlines(edition, &self.known, HEADLINES),
            newest: wholes.copied().collect(),
        }
    }

    /// Returns the number of targets of all plans by verdict.
    pub fn tally(&self) -> Tally {
        self.plans.iter().fold(Tally::default(), |sum, (_, plan)| sum.plus(&tally(plan)))
    }
}

impl Summary {
    /// Returns the number of targets by verdict, of all plans and the implied ones.
    pub fn tally(&self) -> Tally {
        self.plans.iter().fold(self.implied, |sum, (_, tally)| sum.plus(tally))
    }
}

fn tally(assessed: &[Assessed]) -> Tally {
    let mut tally = Tally::default();
    assessed.iter().for_each(|one| tally.add(one.verdict));
    tally
}

/// Returns of each series the newest time; `known` is in the order of the cells.
pub fn newest(known: &[(Cell, Known)]) -> impl Iterator<Item = &(Cell, Known)> {
    let same = |a: &(Cell, Known), b: &(Cell, Known)| {
        (a.0.body, a.0.indicator, a.0.parts) == (b.0.body, b.0.indicator, b.0.parts)
    };
    known
        .chunk_by(same)
        .filter_map(|series| series.iter().max_by_key(|(cell, _)| (cell.time.to(), cell.time.from())))
}
