//! Targets against results: for every target, window and cut-off the result that may be compared, or
//! why none may.

mod flows;
mod milestone;

use super::ledger::{Cell, Known, Ledger};
use super::state;
use super::verdict::{Actual, Progress, Reason, Verdict, judge};
use crate::model::Project;
use crate::model::id::{BodyKey, FigureKey, IndicatorKey, Parts, PlanKey, Slug, TargetKey};
use crate::model::indicator::Measure;
use crate::model::interval::{Interval, Ratio, RatioInterval};
use crate::model::period::{Day, Period};
use crate::model::plan::{Goal, Subject, Target, TargetKind};
use crate::model::report::{Missing, StatementKind, Value};
use rust_decimal::Decimal;

pub(super) use flows::flow_amount;
pub use milestone::{MilestoneState, milestone};

/// One target in one window at one cut-off.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// Which target.
    pub target: TargetKey,
    /// The days in which it is to be reached: a year of a yearly target.
    pub window: Period,
    /// What is compared with [`Assessment::goal`].
    pub goal: Goal,
    /// What is known by the cut-off.
    pub cutoff: Day,
    /// The result that may be compared; nothing where none may.
    pub actual: Option<Actual>,
    /// The days that the result is about.
    pub as_of: Option<Period>,
    /// The figures that it rests on.
    pub evidence: Vec<FigureKey>,
    /// Result over goal, for amounts with one threshold.
    pub attainment: Option<RatioInterval>,
    /// The share of the window gone by the end of the result, or by the cut-off where there is none.
    pub elapsed: Ratio,
    /// What is required by now, for an open window.
    pub required: Option<Decimal>,
    /// What may be said.
    pub verdict: Verdict,
    /// Why nothing may be said.
    pub reason: Option<Reason>,
}

/// Returns the assessments of one target at a cut-off: one, or one a year.
pub fn of_target(project: &Project, ledger: &Ledger, key: TargetKey, cutoff: Day) -> Vec<Assessment> {
    let plan = project.plan(key.plan);
    let target = &plan.targets[key.target as usize];
    let case = |window: Period, goal: Goal| {
        Case { project, ledger, key, target, window, goal, cutoff, newest_alone: false }.assess()
    };
    match target.kind {
        TargetKind::EveryYear => {
            plan.years.unwrap_or(target.window).years().map(|year| case(year, target.goal)).collect()
        }
        // A share of what has come is the same over any time.
        TargetKind::AverageYear if target.subject == Subject::ShareOfWhole => {
            vec![case(target.window, target.goal)]
        }
        TargetKind::AverageYear => {
            let years = plan.years.unwrap_or(target.window).whole_years();
            vec![case(target.window, times(target.goal, years.into()))]
        }
        TargetKind::WholeTerm | TargetKind::By | TargetKind::During => vec![case(target.window, target.goal)],
    }
}

/// Returns the one verdict for a target that has one a year: the first of missed, undetermined, behind,
/// on pace, met and exceeded that any begun year has.
pub fn overall(assessments: &[Assessment]) -> Verdict {
    use Verdict::{Behind, Exceeded, Met, Missed, OnPace, Undetermined};
    let begun = || assessments.iter().filter(|one| one.reason != Some(Reason::NotBegun));
    let order = [Missed, Undetermined, Behind, OnPace, Met, Exceeded];
    order.into_iter().find(|&verdict| begun().any(|one| one.verdict == verdict)).unwrap_or(Undetermined)
}

/// Returns the keys of the targets of a plan.
pub fn target_keys(project: &Project, plan: PlanKey) -> impl Iterator<Item = TargetKey> + use<> {
    (0..project.plan(plan).targets.len() as u16).map(move |target| TargetKey { plan, target })
}

/// Returns how much of a plan's target a figure has reached, where its period decides about the target.
pub fn attainment(
    project: &Project,
    ledger: &Ledger,
    cell: Cell,
    plan: &Slug,
    cutoff: Day,
) -> Option<RatioInterval> {
    let plan = project.zone(cell.body.zone).find_plan(cell.body.zone, plan.as_str())?;
    let about = |key: &TargetKey| {
        let target = &project.plan(plan).targets[key.target as usize];
        (target.indicator, target.parts) == (cell.indicator, cell.parts)
    };
    let keys = target_keys(project, plan).filter(about);
    let mut found = keys.flat_map(|key| of_target(project, ledger, key, cutoff));
    found.find(|one| one.as_of == Some(cell.time))?.attainment
}

/// Returns the keys of the plans of a zone that were published by a cut-off.
pub fn known_plans(project: &Project, ledger: &Ledger, cutoff: Day) -> Vec<PlanKey> {
    let zone = ledger.zone();
    let keys = (0..project.zone(zone).plans.len() as u16).map(|plan| PlanKey { zone, plan });
    keys.filter(|&plan| project.plan(plan).known_from() <= cutoff).collect()
}

fn times(goal: Goal, years: Decimal) -> Goal {
    match goal {
        Goal::AtLeast(x) => Goal::AtLeast(x * years),
        Goal::MoreThan(x) => Goal::MoreThan(x * years),
        Goal::AtMost(x) => Goal::AtMost(x * years),
        Goal::Between(low, high) => Goal::Between(low * years, high * years),
        Goal::About => Goal::About,
    }
}

/// One question: this target, this window, this cut-off.
#[derive(Clone, Copy)]
struct Case<'a> {
    project: &'a Project,
    ledger: &'a Ledger,
    key: TargetKey,
    target: &'a Target,
    window: Period,
    goal: Goal,
    cutoff: Day,
    /// True where the newest report is believed, whatever others say: a question of what a verdict fails on.
    newest_alone: bool,
}

/// A result that may be compared.
struct Finding {
    actual: Actual,
    as_of: Period,
    evidence: Vec<FigureKey>,
    progress: Progress,
    /// Why the precision is what it is, where the verdict fails on it.
    doubt: Option<Reason>,
}

impl Case<'_> {
    fn assess(&self) -> Assessment {
        let found = if self.window.from() > self.cutoff { Err(Reason::NotBegun) } else { self.find() };
        let at_cutoff = self.gone(self.cutoff);
        let empty = Assessment {
            target: self.key,
            window: self.window,
            goal: self.goal,
            cutoff: self.cutoff,
            actual: None,
            as_of: None,
            evidence: Vec::new(),
            attainment: None,
            elapsed: at_cutoff,
            required: None,
            verdict: Verdict::Undetermined,
            reason: None,
        };
        let finding = match found {
            Ok(finding) => finding,
            Err(reason) => return Assessment { reason: Some(reason), ..empty },
        };
        let (finding, judged) = self.judged(finding);
        let (verdict, reason) = match judged {
            Ok(verdict) => (verdict, None),
            Err(Reason::Imprecise) if self.fails_on_dispute(&finding) => {
                (Verdict::Undetermined, Some(Reason::Disputed))
            }
            Err(Reason::Imprecise) => (Verdict::Undetermined, finding.doubt.or(Some(Reason::Imprecise))),
            Err(reason) => (Verdict::Undetermined, Some(reason)),
        };
        let open = finding.progress != Progress::Closed;
        let (verdict, reason) = match verdict {
            Verdict::OnPace | Verdict::Behind if self.is_stale(finding.as_of.to()) => {
                (Verdict::Undetermined, Some(Reason::Stale(finding.as_of)))
            }
            // A share of what has come so far may fall again.
            Verdict::Met | Verdict::Exceeded
                if finding.progress == Progress::OpenShare && self.is_stale(finding.as_of.to()) =>
            {
                (Verdict::Undetermined, Some(Reason::Stale(finding.as_of)))
            }
            verdict => (verdict, reason),
        };
        let threshold = self.goal.threshold();
        Assessment {
            attainment: self.attainment(&finding.actual),
            elapsed: if open { self.gone(finding.as_of.to()) } else { self.gone(self.window.to()) },
            required: threshold.filter(|_| open).and_then(|x| finding.progress.required(x)),
            actual: Some(finding.actual),
            as_of: Some(finding.as_of),
            evidence: self.ledger.with_opponents(self.project, finding.evidence, self.cutoff),
            verdict,
            reason,
            ..empty
        }
    }

    /// A finding with what may be said of it. A piece behind a gap takes nothing away: where it leaves the whole
    /// open, what was reported without a gap decides.
    fn judged(&self, finding: Finding) -> (Finding, Result<Verdict, Reason>) {
        let judged = judge(&self.goal, &finding.actual, finding.progress);
        let has_gap = finding.doubt.is_some() && !self.closed() && self.target.subject == Subject::Amount;
        if judged == Err(Reason::Imprecise)
            && has_gap
            && let Some(run) = self.without_gap()
        {
            let decided = judge(&self.goal, &run.actual, run.progress);
            if decided.is_ok() {
                return (run, decided);
            }
        }
        (finding, judged)
    }

    /// True where more of the window has gone since the result than before it.
    fn is_stale(&self, last: Day) -> bool {
        let (then, now) = (self.gone(last), self.gone(self.cutoff));
        now.part() > then.part() * Decimal::TWO
    }

    /// True where reports disagree about the result, and the newest of them alone would give a verdict.
    fn fails_on_dispute(&self, finding: &Finding) -> bool {
        let one_sided = Case { newest_alone: true, ..*self };
        let alone = one_sided.find().ok().filter(|alone| alone.actual != finding.actual);
        alone.is_some_and(|alone| judge(&self.goal, &alone.actual, alone.progress).is_ok())
    }

    /// A known figure as this question takes it.
    fn taken(&self, known: Known) -> Known {
        Known { conflict: known.conflict && !self.newest_alone, ..known }
    }

    fn find(&self) -> Result<Finding, Reason> {
        let measure = self.project.registry.indicator(self.target.indicator).measure;
        match (self.target.subject, measure) {
            (Subject::Amount, Measure::Stock) => self.state(),
            (Subject::Amount, Measure::NetChange) => self.net_change(),
            (Subject::Amount, _) => self.flow(),
            (Subject::ShareOf(whole), Measure::Stock) => self.coverage(whole),
            (Subject::ShareOf(whole), _) => match self.project.registry.indicator(whole).measure {
                Measure::Stock => self.rate(whole),
                _ => self.share_of_flow((whole, Parts::WHOLE), &StatementKind::ShareOf(whole)),
            },
            (Subject::ShareOfWhole, _) => self.part_share(),
        }
    }

    /// A state at the end of the window, or the latest one before.
    fn state(&self) -> Result<Finding, Reason> {
        let series = (self.body(), self.target.indicator, self.target.parts);
        let known = self.latest(series)?;
        let figure = self.project.figure(known.figure);
        let quantity = figure.quantity().expect("state::latest gives known quantities only");
        if quantity.approximate().is_some() {
            return Err(Reason::Approximate);
        }
        let progress =
            match state::opening(self.project, self.ledger, series, self.window.from(), self.cutoff) {
                _ if self.closed() => Progress::Closed,
                None => Progress::OpenWithoutBaseline,
                Some(opening) if self.is_broken(known.figure, opening.time) => Progress::OpenWithoutBaseline,
                Some(opening) => {
                    match self.project.figure(opening.figure).quantity().and_then(|q| q.interval().as_exact())
                    {
                        Some(baseline) => Progress::OpenFrom(baseline, self.gone(known.time.to())),
                        None => Progress::OpenWithoutBaseline,
                    }
                }
            };
        let amount = self.ledger.amount(self.project, self.taken(known), self.cutoff);
        self.at_state(Actual::Amount(amount), known.time, vec![known.figure], progress)
    }

    /// A stock in percent of another stock of the same time, printed or computed.
    fn coverage(&self, whole: IndicatorKey) -> Result<Finding, Reason> {
        let series = (self.body(), self.target.indicator, self.target.parts);
        let known = self.ledger.series(self.project, series, self.cutoff);
        let mut found = None;
        for one in known.iter().filter(|one| one.time.from() <= self.window.to().min(self.cutoff)) {
            found = self
                .share_at(one.figure, whole)
                .map(|(actual, evidence)| (actual, one.time, evidence))
                .or(found);
        }
        let progress = if self.closed() { Progress::Closed } else { Progress::OpenWithoutBaseline };
        match found {
            Some((actual, time, evidence)) => self.at_state(actual, time, evidence, progress),
            None if known.is_empty() => Err(self.why_nothing(None)),
            None if known.iter().any(|one| self.says_about(one.figure, whole)) => Err(Reason::Approximate),
            None => Err(Reason::NoWhole(whole)),
        }
    }

    /// Whether a report prints a share, but only vaguely.
    fn says_about(&self, key: FigureKey, whole: IndicatorKey) -> bool {
        let said = self.project.figure(key).statements().iter();
        said.filter(|said| said.kind == StatementKind::ShareOf(whole))
            .any(|said| said.quantity.approximate().is_some())
    }

    fn share_at(&self, key: FigureKey, whole: IndicatorKey) -> Option<(Actual, Vec<FigureKey>)> {
        let cell = Cell { indicator: whole, parts: Parts::WHOLE, ..Cell::of(self.project.figure(key)) };
        self.share_in(key, cell, &StatementKind::ShareOf(whole))
    }

    /// A figure in percent of a cell, computed or as printed.
    fn share_in(&self, key: FigureKey, cell: Cell, kind: &StatementKind) -> Option<(Actual, Vec<FigureKey>)> {
        let of = self.ledger.known(self.project, cell, self.cutoff);
        let computed = of.and_then(|of| {
            let share = RatioInterval::of(&self.amount(key)?, &self.amount(of.figure)?);
            (share != RatioInterval::default()).then_some((Actual::Share(share), vec![key, of.figure]))
        });
        computed.or_else(|| {
            let said = self.project.figure(key).statements().iter().find(|said| said.kind == *kind)?;
            said.quantity.is_comparable().then(|| (Actual::Percent(said.quantity.interval()), vec![key]))
        })
    }

    /// A state counts for the window that it lies in. A closed window needs the state of its last day, save
    /// that what has to be reached by then may have been reached before.
    fn at_state(
        &self,
        actual: Actual,
        time: Period,
        evidence: Vec<FigureKey>,
        progress: Progress,
    ) -> Result<Finding, Reason> {
        let due = self.window.to();
        if time.to() < self.window.from() {
            return Err(Reason::EarlierState(time));
        }
        if self.closed() && !state::is_of_day(time, due) {
            let verdict = judge(&self.goal, &actual, Progress::Closed);
            let reached = matches!(verdict, Ok(Verdict::Met | Verdict::Exceeded));
            // What was counted to have reached a floor has reached it; a share may have fallen again, and what was
            // inside a range or below a ceiling may have left it.
            let may_leave = matches!(self.goal, Goal::AtMost(_) | Goal::Between(..))
                || !matches!(actual, Actual::Amount(_));
            if time.to() > due {
                return Err(Reason::Imprecise);
            }
            if !reached || may_leave {
                return Err(Reason::EarlierState(time));
            }
        }
        Ok(Finding { actual, as_of: time, evidence, progress, doubt: None })
    }

    /// The values that a figure may have, with those of reports that disagree with it.
    fn amount(&self, key: FigureKey) -> Option<Interval> {
        match self.newest_alone {
            true => Some(self.project.figure(key).quantity()?.interval()),
            false => self.ledger.values(self.project, key, self.cutoff),
        }
    }

    /// True where a declared break lies between a state and an earlier time.
    fn is_broken(&self, key: FigureKey, base: Period) -> bool {
        let cell = Cell::of(self.project.figure(key));
        super::change::broken(self.project, self.ledger.zone(), cell, base, self.cutoff)
    }

    /// A flow in percent of the stock that opens the window; where there is no such number, as a report prints it.
    fn rate(&self, stock: IndicatorKey) -> Result<Finding, Reason> {
        let kind = StatementKind::ShareOf(stock);
        let printed = |reason| self.printed_share(&kind, |reported| self.pace(reported)).ok_or(reason);
        self.rate_of_numbers(stock).or_else(printed)
    }

    fn rate_of_numbers(&self, stock: IndicatorKey) -> Result<Finding, Reason> {
        let mut finding = self.flow()?;
        let series = (self.body(), stock, Parts::WHOLE);
        let opening = state::opening(self.project, self.ledger, series, self.window.from(), self.cutoff);
        let opening = opening.and_then(|opening| Some((opening.figure, self.amount(opening.figure)?)));
        let Some((figure, stock_amount)) = opening else { return Err(Reason::NoOpening(stock)) };
        let Actual::Amount(flow) = finding.actual else { unreachable!("flow() gives amounts") };
        finding.actual = Actual::Share(RatioInterval::of(&flow, &stock_amount));
        finding.evidence.push(figure);
        Ok(finding)
    }

    /// A part in percent of its whole, both over the same days or of the same time.
    fn part_share(&self) -> Result<Finding, Reason> {
        let (outer, _) = self.target.parts.parent().expect("a share of the whole is about a part");
        let indicator = self.target.indicator;
        match self.project.registry.indicator(indicator).measure {
            Measure::Stock => self.part_of_stock(outer),
            _ => self.share_of_flow((indicator, outer), &StatementKind::ShareOfWhole),
        }
    }

    /// The newest part of a stock whose share is known: of two numbers, or as printed.
    fn part_of_stock(&self, outer: Parts) -> Result<Finding, Reason> {
        let series = (self.body(), self.target.indicator, self.target.parts);
        let known = self.ledger.series(self.project, series, self.cutoff);
        let mut dated: Vec<&Known> =
            known.iter().filter(|one| one.time.from() <= self.window.to().min(self.cutoff)).collect();
        dated.sort_by_key(|one| one.time.to());
        let progress = if self.closed() { Progress::Closed } else { Progress::OpenWithoutBaseline };
        let found =
            dated.iter().rev().find_map(|one| Some((self.share_of_whole_at(one.figure, outer)?, one)));
        match found {
            Some(((actual, evidence), one)) => self.at_state(actual, one.time, evidence, progress),
            None if dated.is_empty() => Err(self.why_nothing(self.declared(series))),
            None => Err(Reason::NoWhole(self.target.indicator)),
        }
    }

    fn share_of_whole_at(&self, key: FigureKey, outer: Parts) -> Option<(Actual, Vec<FigureKey>)> {
        let figure = self.project.figure(key);
        let cell = Cell { parts: outer, ..Cell::of(figure) };
        self.share_in(key, cell, &StatementKind::ShareOfWhole)
    }

    fn latest(&self, series: (BodyKey, IndicatorKey, Parts)) -> Result<Known, Reason> {
        let due = self.window.to().min(self.cutoff);
        let found = state::latest(self.project, self.ledger, series, due, self.cutoff);
        found.ok_or_else(|| {
            let later = self.ledger.series(self.project, series, self.cutoff).into_iter();
            let mut later = later.filter(|one| self.project.figure(one.figure).quantity().is_some());
            later
                .next()
                .map_or_else(|| self.why_nothing(self.declared(series)), |one| Reason::OtherPeriod(one.time))
        })
    }

    /// Why the newest report about the window says that there is no figure.
    fn declared(&self, series: (BodyKey, IndicatorKey, Parts)) -> Option<Missing> {
        let known = self.ledger.series(self.project, series, self.cutoff);
        let missing = known.iter().filter(|one| one.time.overlaps(self.window));
        missing.rev().find_map(|one| match &self.project.figure(one.figure).value {
            Value::Missing(why) => Some(*why),
            _ => None,
        })
    }

    fn why_nothing(&self, missing: Option<Missing>) -> Reason {
        if let Some(why) = missing {
            return Reason::Declared(why);
        }
        let zone = self.ledger.zone();
        let others = self.project.zone(zone).body_keys(zone).filter(|&body| body != self.body());
        let reports = |body: &BodyKey| {
            let series = (*body, self.target.indicator, self.target.parts);
            !self.ledger.series(self.project, series, self.cutoff).is_empty()
        };
        others.into_iter().find(reports).map_or(Reason::NoResult, Reason::OtherBody)
    }

    fn attainment(&self, actual: &Actual) -> Option<RatioInterval> {
        let one_threshold = match self.goal {
            Goal::Between(low, high) => (low == high).then_some(low),
            goal => goal.threshold(),
        };
        let x = one_threshold.filter(|x| *x > Decimal::ZERO)?;
        let Actual::Amount(amount) = actual else { return None };
        Some(RatioInterval::of(amount, &Interval::exact(x)))
    }

    fn body(&self) -> BodyKey {
        self.project.plan(self.key.plan).body
    }

    fn closed(&self) -> bool {
        self.window.to() <= self.cutoff
    }

    /// The share of the window's days gone by the end of a day.
    fn gone(&self, day: Day) -> Ratio {
        // A state known only to its month may be dated beyond the cut-off, and is of a day before it.
        elapsed(self.window, day.min(self.cutoff))
    }
}

/// Returns the share of a window's days that have gone by the end of a day, from 0 to 1.
///
/// ```
/// use bantin::analyse::assessment::elapsed;
/// use bantin::model::period::{Day, Period};
/// let half = elapsed(Period::year(2024).unwrap(), Day::new(2024, 6, 30).unwrap());
/// assert_eq!((half.part(), half.whole()), (182.into(), 366.into()));
/// ```
pub fn elapsed(window: Period, day: Day) -> Ratio {
    let gone = (window.from().days_until(day) + 1).clamp(0, window.days());
    Ratio::new(gone.into(), window.days().into()).expect("a period has at least one day")
}
