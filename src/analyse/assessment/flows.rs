//! What is known of a flow over the window of a target, or over what has gone of it.

use super::super::flow::{self, Flow};
use super::super::ledger::{Known, Ledger};
use super::super::verdict::{Actual, Progress, Reason};
use super::{Case, Finding};
use crate::model::Project;
use crate::model::id::{IndicatorKey, Parts};
use crate::model::indicator::Measure;
use crate::model::interval::{Interval, RatioInterval};
use crate::model::period::{Day, Period};
use crate::model::report::{Missing, StatementKind, Value};
use rust_decimal::Decimal;

/// What a flow is of: an indicator, and its parts.
type Of = (IndicatorKey, Parts);

impl Case<'_> {
    /// A flow over the window, or over what has gone of it.
    pub(super) fn flow(&self) -> Result<Finding, Reason> {
        let (inference, asked) = self.flow_of(self.own())?;
        let doubt =
            if inference.tiled { None } else { Some(self.why_partial(self.own(), &inference, asked)) };
        let known = inference.amount.upper().is_some()
            || inference.amount.lower().is_some_and(|low| low.value > Decimal::ZERO || low.open);
        if !known {
            return Err(doubt.unwrap_or(Reason::Approximate));
        }
        Ok(Finding { doubt, ..self.of_flow(inference, asked) })
    }

    /// The flow up to the last day that is reported without a gap: of an open window it may decide, where a later
    /// piece behind a gap leaves the whole open.
    pub(super) fn without_gap(&self) -> Option<Finding> {
        let (flows, asked) = self.flows_asked(self.own()).ok()?;
        let mut ends: Vec<Day> = flows.iter().map(|flow| flow.period.to()).collect();
        ends.retain(|&end| self.window.from() <= end && end < asked.to());
        ends.sort();
        let run = |&end: &Day| {
            let run = Period::new(self.window.from(), end)?;
            flow::tiled(&flows, run)?;
            flow::infer(&flows, run).filter(|inference| inference.tiled).map(|inference| (inference, run))
        };
        ends.iter().rev().find_map(run).map(|(inference, run)| self.of_flow(inference, run))
    }

    fn of_flow(&self, inference: flow::Inference, asked: Period) -> Finding {
        let (actual, progress) = (Actual::Amount(inference.amount), self.pace(asked));
        Finding { actual, as_of: asked, evidence: inference.evidence, progress, doubt: None }
    }

    /// How far the window has gone with what is reported.
    pub(super) fn pace(&self, reported: Period) -> Progress {
        if self.closed() { Progress::Closed } else { Progress::Open(self.gone(reported.to())) }
    }

    /// A net change may be of either sign: only the whole window, or periods that tile it, say anything.
    pub(super) fn net_change(&self) -> Result<Finding, Reason> {
        let (flows, asked) = self.flows_asked(self.own())?;
        let tiled = flow::tiled(&flows, self.window);
        let Some(inference) = tiled.filter(|_| self.closed()) else {
            return Err(Reason::PartOfWindow(asked));
        };
        Ok(self.of_flow(inference, self.window))
    }

    /// A flow in percent of another one, both over the same days; where no two numbers tell it, as a report
    /// prints it.
    pub(super) fn share_of_flow(&self, whole: Of, printed: &StatementKind) -> Result<Finding, Reason> {
        let progress = if self.closed() { Progress::Closed } else { Progress::OpenShare };
        self.quotient(whole, progress)
            .or_else(|reason| self.printed_share(printed, |_| progress).ok_or(reason))
    }

    fn quotient(&self, whole: Of, progress: Progress) -> Result<Finding, Reason> {
        let (part, asked) = self.flow_of(self.own())?;
        let (base, base_asked) = self.flow_of(whole)?;
        if asked != base_asked {
            return Err(Reason::NoWhole(whole.0));
        }
        let doubt = match (part.tiled, base.tiled) {
            (true, true) => None,
            (false, _) => Some(self.why_partial(self.own(), &part, asked)),
            (true, false) => Some(self.why_partial(whole, &base, asked)),
        };
        let share = RatioInterval::of(&part.amount, &base.amount);
        // Of an open window, bounds of the two may speak of different pieces of it.
        match doubt {
            Some(reason) if !self.closed() || share == RatioInterval::default() => return Err(reason),
            None if share == RatioInterval::default() => return Err(Reason::NoWhole(whole.0)),
            _ => {}
        }
        let evidence = part.evidence.into_iter().chain(base.evidence).collect();
        Ok(Finding { actual: Actual::Share(share), as_of: asked, evidence, progress, doubt })
    }

    /// The newest share of a kind that a report prints about the window, or about what has gone of it.
    pub(super) fn printed_share(
        &self,
        kind: &StatementKind,
        progress: impl Fn(Period) -> Progress,
    ) -> Option<Finding> {
        let (indicator, parts) = self.own();
        let known = self.ledger.series(self.project, (self.body(), indicator, parts), self.cutoff);
        let fits = |time: Period| match self.closed() {
            true => time == self.window,
            false => time.from() == self.window.from() && time.to() <= self.cutoff,
        };
        let share = |one: &Known| {
            let said = self.project.figure(one.figure).statements().iter().find(|said| said.kind == *kind)?;
            said.quantity.is_comparable().then(|| Actual::Percent(said.quantity.interval()))
        };
        let mut fitting = known.iter().rev().filter(|one| fits(one.time));
        let (actual, one) = fitting.find_map(|one| Some((share(one)?, one)))?;
        let (as_of, evidence) = (one.time, vec![one.figure]);
        Some(Finding { actual, as_of, evidence, progress: progress(as_of), doubt: None })
    }

    fn own(&self) -> Of {
        (self.target.indicator, self.target.parts)
    }

    /// A flow, and the days asked about: the window, cut at the last day reported.
    fn flow_of(&self, of: Of) -> Result<(flow::Inference, Period), Reason> {
        let (flows, asked) = self.flows_asked(of)?;
        let inference = flow::infer(&flows, asked).expect("a flow touches the days asked about");
        Ok((inference, asked))
    }

    /// The flows that touch the window, and the days that can be asked about.
    fn flows_asked(&self, of: Of) -> Result<(Vec<Flow>, Period), Reason> {
        let flows = self.flows(of)?;
        // What is dated beyond the cut-off is a slip, or an estimate: nothing of it has gone.
        let begun = flows.iter().filter(|flow| flow.period.from() <= self.cutoff);
        let touching = begun.filter_map(|flow| flow.period.meet(self.window));
        let Some(last) = touching.map(|period| period.to()).max() else {
            let distance = |flow: &&Flow| flow.period.to().days_until(self.window.from()).abs();
            let nearest = flows.iter().min_by_key(distance).expect("flows() is never empty");
            return Err(Reason::OtherPeriod(nearest.period));
        };
        let last = if self.closed() { self.window.to() } else { last.min(self.cutoff) };
        let asked = Period::new(self.window.from(), last).expect("the last day reported is in the window");
        Ok((flows, asked))
    }

    fn flows(&self, (indicator, parts): Of) -> Result<Vec<Flow>, Reason> {
        let series = (self.body(), indicator, parts);
        // Flows outside the window matter only where there is none inside.
        let touching = |time: Period| time.overlaps(self.window);
        let known = self.ledger.series_at(self.project, series, self.cutoff, touching);
        let (flows, missing) = self.flows_among(indicator, known);
        if !flows.is_empty() {
            return Ok(flows);
        }
        let known = self.ledger.series(self.project, series, self.cutoff);
        let (flows, _) = self.flows_among(indicator, known);
        if flows.is_empty() { Err(self.why_nothing(missing)) } else { Ok(flows) }
    }

    /// The flows among some entries of a series, and why one is missing that was due in the window.
    fn flows_among(&self, indicator: IndicatorKey, known: Vec<Known>) -> (Vec<Flow>, Option<Missing>) {
        let signed = self.project.registry.indicator(indicator).measure == Measure::NetChange;
        let mut flows = Vec::new();
        let mut missing = None;
        for one in known {
            match &self.project.figure(one.figure).value {
                Value::Known(_) => {
                    let amount = flow_amount(self.project, self.ledger, self.taken(one), self.cutoff)
                        .expect("the figure has a quantity");
                    let amount = if signed { amount } else { amount.not_negative() };
                    flows.push(Flow { period: one.time, amount, figure: one.figure });
                }
                Value::Missing(why) if one.time.overlaps(self.window) => missing = Some(*why),
                _ => {}
            }
        }
        (flows, missing)
    }

    fn why_partial(&self, of: Of, inference: &flow::Inference, asked: Period) -> Reason {
        let hull = |periods: &mut dyn Iterator<Item = Period>| {
            periods.reduce(|a, b| {
                Period::new(a.from().min(b.from()), a.to().max(b.to())).expect("the hull of two periods")
            })
        };
        let used = || inference.evidence.iter().map(|&key| self.project.figure(key).time);
        let inside = hull(&mut used().filter(|&period| asked.covers(period)));
        match (inside, used().find(|period| !asked.covers(*period))) {
            (Some(inside), None) => Reason::PartOfWindow(inside),
            (_, Some(longer)) => Reason::LongerPeriod(longer),
            // None of them gives an end: "không quá 3" of a part, or a longer flow without an upper end.
            (None, None) => {
                let flows = self.flows(of).unwrap_or_default();
                let exact = |flow: &&Flow| {
                    let quantity = self.project.figure(flow.figure).quantity();
                    flow.period.overlaps(asked) && quantity.is_some_and(|quantity| quantity.is_comparable())
                };
                let periods = || flows.iter().filter(exact).map(|flow| flow.period);
                let longer = periods().find(|period| period.covers(asked));
                let inside = || hull(&mut periods().filter(|&period| asked.covers(period)));
                longer
                    .map(Reason::LongerPeriod)
                    .or_else(|| inside().map(Reason::PartOfWindow))
                    .or_else(|| periods().next().map(Reason::Overlapping))
                    .unwrap_or(Reason::Approximate)
            }
        }
    }
}

/// Returns the values that a known flow may have, with those of reports that disagree with it; nothing where
/// no report gives a number.
pub(in crate::analyse) fn flow_amount(
    project: &Project,
    ledger: &Ledger,
    known: Known,
    cutoff: Day,
) -> Option<Interval> {
    let quantity = project.figure(known.figure).quantity()?;
    Some(match quantity.is_comparable() {
        true => ledger.amount(project, known, cutoff),
        false => quantity.interval(),
    })
}
