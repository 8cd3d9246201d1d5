//! A number that a narrative refers to: what a report printed, or what follows from what was printed.

use crate::analyse::assessment;
use crate::analyse::change;
use crate::analyse::derived::Origin;
use crate::analyse::ledger::{Cell, Ledger};
use crate::language::Language;
use crate::model::Project;
use crate::model::id::{FigureKey, IndicatorKey, Parts, TargetKey};
use crate::model::interval::{Interval, Ratio, RatioInterval};
use crate::model::period::Period;
use crate::model::prose::{Reference, View};
use crate::model::quantity::Quantity;
use crate::model::report::{Figure, StatementKind};
use crate::render::edition::Edition;
use crate::render::{link, text};
use crate::tell;

/// A number that a narrative refers to.
pub struct Number {
    /// As it is printed.
    pub words: String,
    /// The place where it is shown with its source.
    pub address: String,
    /// Whether a report printed it, or bantin worked it out.
    pub origin: Origin,
}

/// Returns a number; nothing where it is not known by the edition's cut-off.
pub fn number(edition: &Edition, reference: &Reference) -> Option<Number> {
    let project = edition.project;
    if let View::Target(plan) = reference.view {
        if project.plan(plan).known_from() > edition.cutoff {
            return None;
        }
        let found = project.plan(plan).target(reference.indicator, reference.parts, reference.time)?;
        let key = TargetKey { plan, target: found as u16 };
        let target = &project.plan(plan).targets[key.target as usize];
        let anchor = link::target_anchor(project, key);
        let address = format!("{}#{anchor}", link::zone(project, plan.zone));
        let words = text::quantity(edition.language, &target.printed).to_string();
        return Some(Number { words, address, origin: Origin::Published });
    }
    let cell = Cell::meant(reference);
    let ledger = edition.ledger(cell.body.zone);
    let known = ledger.known(project, cell, edition.cutoff)?;
    let view = Viewed { edition, ledger, cell, key: known.figure, figure: project.figure(known.figure) };
    let printed = kind(&reference.view).map(|kind| view.printed(&kind));
    let (words, origin) = match printed {
        None => (view.value(), Origin::Published),
        Some(Some(said)) => (Some(text::quantity(edition.language, said).to_string()), Origin::Published),
        Some(None) => (view.computed(&reference.view), Origin::Computed),
    };
    // What cannot be worked out is nobody's number.
    let origin = if words.is_some() { origin } else { Origin::Published };
    let words = words.unwrap_or_else(|| text::NONE.to_owned());
    Some(Number { words, address: link::cell(project, &cell), origin })
}

/// What a report may print about a figure; nothing for the figure itself.
fn kind(view: &View) -> Option<StatementKind> {
    Some(match view {
        View::Value | View::Target(_) => return None,
        View::ShareOf(whole) => StatementKind::ShareOf(*whole),
        View::ShareOfWhole => StatementKind::ShareOfWhole,
        View::ChangeSince(base) => StatementKind::ChangeSince(*base),
        View::TimesSince(base) => StatementKind::TimesSince(*base),
        View::Attained(plan) => StatementKind::Attained(plan.clone()),
    })
}

/// A figure about which something is asked.
struct Viewed<'a> {
    edition: &'a Edition<'a>,
    ledger: &'a Ledger,
    cell: Cell,
    key: FigureKey,
    figure: &'a Figure,
}

impl Viewed<'_> {
    fn value(&self) -> Option<String> {
        Some(text::quantity(self.edition.language, self.figure.quantity()?).to_string())
    }

    /// What no report printed, worked out.
    fn computed(&self, view: &View) -> Option<String> {
        let (language, own) = (self.edition.language, self.edition.values(self.key)?);
        let ratio = |whole: Interval| RatioInterval::of(&own, &whole);
        match view {
            View::ShareOf(whole) => {
                Some(text::share(language, &ratio(self.other(*whole, Parts::WHOLE, self.cell.time)?)))
            }
            View::ShareOfWhole => {
                let (outer, _) = self.cell.parts.parent()?;
                Some(text::share(language, &ratio(self.other(self.cell.indicator, outer, self.cell.time)?)))
            }
            View::ChangeSince(base) | View::TimesSince(base)
                if change::broken(
                    self.project(),
                    self.ledger.zone(),
                    self.cell,
                    *base,
                    self.edition.cutoff,
                ) =>
            {
                None
            }
            View::ChangeSince(base) => {
                let before = self.other(self.cell.indicator, self.cell.parts, *base)?;
                Some(text::change(language, &own.minus(&before)))
            }
            View::TimesSince(base) => {
                let before = self.other(self.cell.indicator, self.cell.parts, *base)?;
                let times = multiple(language, ratio(before).as_exact()?);
                Some(tell!(language, "gấp {times} lần", "{times} times"))
            }
            View::Attained(plan) => {
                let (project, cutoff) = (self.project(), self.edition.cutoff);
                let attainment = assessment::attainment(project, self.ledger, self.cell, plan, cutoff)?;
                Some(text::share(language, &attainment))
            }
            View::Value | View::Target(_) => None,
        }
    }

    fn printed(&self, kind: &StatementKind) -> Option<&Quantity> {
        let said = self.figure.statements().iter().find(|said| said.kind == *kind);
        said.map(|said| &said.quantity)
    }

    fn other(&self, indicator: IndicatorKey, parts: Parts, time: Period) -> Option<Interval> {
        let cell = Cell { indicator, parts, time, ..self.cell };
        let known = self.ledger.known(self.project(), cell, self.edition.cutoff)?;
        self.edition.values(known.figure)
    }

    fn project(&self) -> &Project {
        self.edition.project
    }
}

/// A multiple with two decimals, rounded once.
fn multiple(language: Language, ratio: Ratio) -> String {
    let hundredth = Ratio::new(ratio.part(), ratio.whole() * rust_decimal::Decimal::ONE_HUNDRED)
        .expect("a hundred times a whole above 0 is above 0");
    text::number(language, hundredth.percent(2))
}
