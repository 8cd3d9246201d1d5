//! What is known of one zone on one day, worked out once for every page that shows it.

use super::component::card;
use super::component::plan_table::{self, Assessed};
use super::component::scoreboard::Tally;
use super::component::status::TargetStanding;
use super::edition::Edition;
use crate::analyse::assessment::known_plans;
use crate::analyse::derived::{self, Derived, DerivedKind};
use crate::analyse::ledger::{Cell, Known};
use crate::analyse::verdict::Reason;
use crate::model::Project;
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
    /// The targets that printed percentages imply.
    pub implied: Vec<Derived>,
}

/// What the pages over all zones need of a [`Standing`]: small, because there is one for each zone and
/// cut-off until the site is finished.
#[derive(Debug)]
pub struct Summary {
    /// Which zone.
    pub zone: ZoneKey,
    /// The known plans, and the number of their targets by verdict.
    pub plans: Vec<(PlanKey, Tally)>,
    /// The targets of the known plans, but those of parts.
    pub targets: Vec<TargetStanding>,
    /// The number of targets by verdict, of all plans.
    pub tally: Tally,
    /// The same of the targets that only printed percentages imply.
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
        let derived = derived::of_zone(edition.project, edition.ledger(zone), edition.cutoff);
        let target = |one: &&Derived| matches!(one.kind, DerivedKind::ImpliedTarget(_));
        Standing {
            zone,
            cutoff: edition.cutoff,
            plans: plans.into_iter().map(assessed).collect(),
            implied: derived.iter().filter(target).cloned().collect(),
            known: edition.known(zone),
            derived,
        }
    }

    /// Returns the number of targets of all plans by verdict: what is counted stands in `verdicts.csv`, one by one.
    /// A target that nobody printed, because a percentage implies it, is not counted.
    pub fn tally(&self, project: &Project) -> Tally {
        self.plans.iter().fold(Tally::default(), |sum, (_, plan)| sum.plus(&tally(project, plan, false)))
    }

    /// Returns the same of the targets that printed percentages imply, of plans and of reports.
    pub fn implied_tally(&self, project: &Project) -> Tally {
        let of_reports = plan_table::implied_tally(project, &self.implied);
        self.plans.iter().fold(of_reports, |sum, (_, plan)| sum.plus(&tally(project, plan, true)))
    }

    /// Returns the summary; the edition is the one that the standing was made for.
    pub fn summary(&self, edition: &Edition) -> Summary {
        let wholes = newest(&self.known).filter(|(cell, _)| cell.parts.is_whole());
        let project = edition.project;
        let plans = self.plans.iter().map(|(plan, assessed)| (*plan, tally(project, assessed, false)));
        Summary {
            zone: self.zone,
            plans: plans.collect(),
            targets: self.targets(project),
            tally: self.tally(project),
            implied: self.implied_tally(project),
            headlines: card::news(edition, &self.known, HEADLINES),
            newest: wholes.copied().collect(),
        }
    }
}

impl Standing {
    fn targets(&self, project: &Project) -> Vec<TargetStanding> {
        let assessed = self.plans.iter().flat_map(|(_, plan)| plan);
        let whole =
            |one: &&Assessed| project.plan(one.key.plan).targets[one.key.target as usize].parts.is_whole();
        let standing = |one: &Assessed| TargetStanding {
            key: one.key,
            verdict: one.verdict,
            is_known: one
                .assessments
                .iter()
                .any(|one| one.actual.is_some() || !is_absent(one.reason.as_ref())),
        };
        assessed.filter(whole).map(standing).collect()
    }
}

/// True where no number touches the window: one that does, and does not fit it, is a number all the same.
fn is_absent(reason: Option<&Reason>) -> bool {
    use Reason::{NoResult, NotBegun, OtherBody, OtherPeriod};
    matches!(reason, Some(NoResult | NotBegun | OtherBody(_) | OtherPeriod(_)))
}

/// Returns the number of targets by verdict: of those that the plan printed, or of those that it implies.
fn tally(project: &Project, assessed: &[Assessed], implied: bool) -> Tally {
    let target = |one: &Assessed| &project.plan(one.key.plan).targets[one.key.target as usize];
    let mut tally = Tally::default();
    assessed.iter().filter(|one| target(one).implied == implied).for_each(|one| tally.add(one.verdict));
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
