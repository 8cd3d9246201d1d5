//! What is known of a flow over the window of a target, or over what has gone of it.

use super::super::flow::{self, Flow};
use super::super::ledger::{Known, Ledger};
use super::super::verdict::{Actual, Progress, Reason};
use super::{Case, Finding};
use crate::model::Project;
use crate::model::id::Parts;
use crate::model::indicator::Measure;
use crate::model::interval::Interval;
use crate::model::period::{Day, Period};
use crate::model::report::{Missing, Value};
use rust_decimal::Decimal;

impl Case<'_> {
    /// A flow over the window, or over what has gone of it.
    pub(super) fn flow(&self) -> Result<Finding, Reason> {
        let (inference, asked) = self.flow_of(self.target.parts)?;
        let doubt = if inference.tiled { None } else { Some(self.why_partial(&inference, asked)) };
        let progress = if self.closed() { Progress::Closed } else { Progress::Open(self.gone(asked.to())) };
        let known = inference.amount.upper().is_some()
            || inference.amount.lower().is_some_and(|low| low.value > Decimal::ZERO || inference.tiled);
        if !known {
            return Err(doubt.unwrap_or(Reason::Approximate));
        }
        let actual = Actual::Amount(inference.amount);
        Ok(Finding { actual, as_of: asked, evidence: inference.evidence, progress, doubt })
    }

    /// A net change may be of either sign: only the whole window, or periods that tile it, say anything.
    pub(super) fn net_change(&self) -> Result<Finding, Reason> {
        let (flows, asked) = self.flows_asked(self.target.parts)?;
        let tiled = flow::tiled(&flows, self.window);
        let Some(inference) = tiled.filter(|_| self.closed()) else {
            return Err(Reason::PartOfWindow(asked));
        };
        let (actual, progress) = (Actual::Amount(inference.amount), Progress::Closed);
        Ok(Finding { actual, as_of: asked, evidence: inference.evidence, progress, doubt: None })
    }

    /// The flow of some parts, and the days asked about: the window, cut at the last day reported.
    pub(super) fn flow_of(&self, parts: Parts) -> Result<(flow::Inference, Period), Reason> {
        let (flows, asked) = self.flows_asked(parts)?;
        let inference = flow::infer(&flows, asked).expect("a flow touches the days asked about");
        Ok((inference, asked))
    }

    /// The flows of some parts that touch the window, and the days that can be asked about.
    fn flows_asked(&self, parts: Parts) -> Result<(Vec<Flow>, Period), Reason> {
        let flows = self.flows(parts)?;
        let touching = flows.iter().filter_map(|flow| flow.period.meet(self.window));
        let Some(last) = touching.map(|period| period.to()).max() else {
            let distance = |flow: &&Flow| flow.period.to().days_until(self.window.from()).abs();
            let nearest = flows.iter().min_by_key(distance).expect("flows() is never empty");
            return Err(Reason::OtherPeriod(nearest.period));
        };
        let last = if self.closed() { self.window.to() } else { last.min(self.cutoff) };
        let asked = Period::new(self.window.from(), last).expect("the last day reported is in the window");
        Ok((flows, asked))
    }

    fn flows(&self, parts: Parts) -> Result<Vec<Flow>, Reason> {
        let series = (self.body(), self.target.indicator, parts);
        // Flows outside the window matter only where there is none inside.
        let touching = |time: Period| time.overlaps(self.window);
        let (flows, missing) =
            self.flows_among(self.ledger.series_at(self.project, series, self.cutoff, touching));
        if !flows.is_empty() {
            return Ok(flows);
        }
        let (flows, _) = self.flows_among(self.ledger.series(self.project, series, self.cutoff));
        if flows.is_empty() { Err(self.why_nothing(missing)) } else { Ok(flows) }
    }

    /// The flows among some entries of a series, and why one is missing that was due in the window.
    fn flows_among(&self, known: Vec<Known>) -> (Vec<Flow>, Option<Missing>) {
        let signed = self.project.registry.indicator(self.target.indicator).measure == Measure::NetChange;
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

    fn why_partial(&self, inference: &flow::Inference, asked: Period) -> Reason {
        let periods = || inference.evidence.iter().map(|&key| self.project.figure(key).time);
        let inside = periods().filter(|&period| asked.covers(period)).reduce(|a, b| {
            Period::new(a.from().min(b.from()), a.to().max(b.to())).expect("the hull of two periods")
        });
        match (inside, periods().find(|period| !asked.covers(*period))) {
            (Some(inside), None) => Reason::PartOfWindow(inside),
            (_, Some(longer)) => Reason::LongerPeriod(longer),
            (None, None) => {
                match self.flows(self.target.parts).iter().flatten().find(|one| one.period.overlaps(asked)) {
                    // Without an upper end a longer flow says nothing of the window, and is no evidence.
                    Some(flow) if flow.amount.lower().is_some() && flow.period.covers(asked) => {
                        Reason::LongerPeriod(flow.period)
                    }
                    Some(flow) if flow.amount.lower().is_some() => Reason::Overlapping(flow.period),
                    _ => Reason::Approximate,
                }
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
