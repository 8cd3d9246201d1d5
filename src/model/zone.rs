//! Zones, and the bodies in them that plan and report.

use super::former::{self, FormerName};
use super::id::{BodyKey, PlanKey, ReportKey, Slug, ZoneKey};
use super::period::{Day, Period};
use super::plan::Plan;
use super::prose::Prose;
use super::report::Report;
use super::wording::Wording;
use crate::diag::At;
use crate::language::Language;

/// What a zone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ZoneKind {
    /// A province or centrally run city.
    Province,
    /// A board or authority over several zones.
    Authority,
    /// Khu kinh tế.
    EconomicZone,
    /// Khu công nghiệp.
    IndustrialZone,
    /// One enterprise.
    Enterprise,
}

/// Which line of organisation a body belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    /// Party organisations.
    Party,
    /// Trade unions.
    Union,
    /// State management.
    Management,
    /// No body at all: the place itself, for context figures.
    Territory,
    /// Associations.
    Association,
}

/// Who plans and reports: terms and figures belong to a body.
#[derive(Debug, Clone)]
pub struct Body {
    /// Its name in files.
    pub id: Slug,
    /// Its full name.
    pub name: Wording,
    /// A name for tables.
    pub short: Wording,
    /// Its line.
    pub line: Line,
    /// The body above it in the same zone.
    pub parent: Option<BodyKey>,
    /// When it exists, as far as known.
    pub from: Option<Period>,
    /// When it ceased.
    pub to: Option<Period>,
    /// What it was called before, where nobody says until when.
    pub formerly: Option<Wording>,
    /// What it was called until a day, ordered by that day.
    pub former: Vec<FormerName>,
    /// Where it is declared.
    pub at: At,
}

/// A zone: who is in it, what they planned, what they reported, what is told about it.
#[derive(Debug)]
pub struct Zone {
    /// Its name in files and addresses.
    pub id: Slug,
    /// Its full name.
    pub name: Wording,
    /// A name for tables.
    pub short: Wording,
    /// The province; its name is the same in every language.
    pub province: String,
    /// What it was called until a day, ordered by that day.
    pub former: Vec<FormerName>,
    /// What it is.
    pub kind: ZoneKind,
    /// The zone that contains it.
    pub parent: Option<ZoneKey>,
    /// Whether the zones that it contains make it up, so that their figures add up to its own.
    pub sum_of_zones: bool,
    /// One sentence about it.
    pub summary: Option<Wording>,
    /// At least one; in the order of the file.
    pub bodies: Vec<Body>,
    /// The body that references without a body mean.
    pub main: u16,
    /// By id.
    pub plans: Vec<Plan>,
    /// By id.
    pub reports: Vec<Report>,
    /// The narrative.
    pub prose: Option<Prose>,
    /// The English narrative.
    pub prose_en: Option<Prose>,
    /// Where it is declared.
    pub at: At,
}

impl Body {
    /// Returns the name that it had on a day.
    pub fn name_on(&self, day: Day) -> &Wording {
        former::on(&self.former, day).map_or(&self.name, |former| &former.name)
    }

    /// Returns the name for tables that it had on a day.
    pub fn short_on(&self, day: Day) -> &Wording {
        former::on(&self.former, day).map_or(&self.short, |former| &former.short)
    }
}

impl Zone {
    /// Returns the name that it had on a day.
    pub fn name_on(&self, day: Day) -> &Wording {
        former::on(&self.former, day).map_or(&self.name, |former| &former.name)
    }

    /// Returns the name for tables that it had on a day.
    pub fn short_on(&self, day: Day) -> &Wording {
        former::on(&self.former, day).map_or(&self.short, |former| &former.short)
    }

    /// Returns the province in which it lay on a day.
    pub fn province_on(&self, day: Day) -> &str {
        let former = self.former.iter().filter(|one| day <= one.until).find_map(|one| one.province.as_ref());
        former.unwrap_or(&self.province)
    }

    /// Returns the narrative in a language, where there is one.
    pub fn prose_in(&self, language: Language) -> Option<&Prose> {
        language.pick(self.prose.as_ref(), self.prose_en.as_ref())
    }

    /// Returns the key of a body's id, given the zone's own key.
    pub fn find_body(&self, zone: ZoneKey, id: &str) -> Option<BodyKey> {
        let body = self.bodies.iter().position(|body| body.id.as_str() == id)?;
        Some(BodyKey { zone, body: body as u16 })
    }

    /// Returns the keys of all bodies, given the zone's own key.
    pub fn body_keys(&self, zone: ZoneKey) -> impl Iterator<Item = BodyKey> + use<> {
        (0..self.bodies.len() as u16).map(move |body| BodyKey { zone, body })
    }

    /// Returns the key of a plan's id, given the zone's own key.
    pub fn find_plan(&self, zone: ZoneKey, id: &str) -> Option<PlanKey> {
        let plan = self.plans.iter().position(|plan| plan.id.as_str() == id)?;
        Some(PlanKey { zone, plan: plan as u16 })
    }

    /// Returns the keys of all reports, given the zone's own key.
    pub fn report_keys(&self, zone: ZoneKey) -> impl Iterator<Item = ReportKey> + use<> {
        (0..self.reports.len() as u16).map(move |report| ReportKey { zone, report })
    }
}
