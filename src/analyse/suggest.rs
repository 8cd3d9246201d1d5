//! References for numbers that are tied to nothing: which figures fit, the likeliest first.
//!
//! # What fits
//! A figure, printed share, target or computed number fits where the prose guard would have nothing to say
//! about it: value, rounding and qualifier.
//!
//! # What is certain
//! One fitting reference is certain where it is of the page's own zone (in an issue: of a zone that the
//! paragraph names), the words around the number name its indicator, and no other comes near it. Two that
//! differ in nothing the text says are never chosen between: where the same number stands in two reports,
//! the text has to name the time. What the text contradicts is never certain, and shown last: see `doubt`.

mod doubt;
mod rank;
mod words;

use super::derived::{self, Derived, DerivedKind, DerivedValue};
use super::ledger::{Cell, Ledger};
use super::reconcile::prose_figure::Guard;
use crate::diag::{At, Edit, Problem, Say, Suggestion};
use crate::language::Language;
use crate::model::Project;
use crate::model::id::{FigureKey, PlanKey, ZoneKey};
use crate::model::indicator::Measure;
use crate::model::interval::Interval;
use crate::model::period::{Day, Period};
use crate::model::plan::TargetKind;
use crate::model::prose::{Loose, Prose, Reading, Reference, View};
use crate::model::quantity::{Quantity, Scale};
use crate::model::report::StatementKind;
use crate::say;
use doubt::{Around, Doubt};
use rank::{Merit, Scene};
use std::collections::BTreeMap;

/// How many are shown for a number.
const SHOWN: usize = 5;

/// The rule whose problems are answered.
const RULE: &str = "unreferenced-number";

/// Adds to the problem of every loose number the references that fit it, and says so where none does.
pub fn answer(project: &Project, ledgers: &[Ledger], problems: &mut [Problem]) {
    let asked: Vec<At> = problems.iter().filter(|one| one.rule == RULE).map(|one| one.at).collect();
    if asked.is_empty() {
        return;
    }
    let mut answers: BTreeMap<At, Answer> = BTreeMap::new();
    let words = rank::Words::new(project);
    let names = doubt::Names::new(project);
    let mut pages: Vec<Page<'_>> = pages(project).filter(|page| !page.prose.loose.is_empty()).collect();
    pages.sort_by_key(|page| page.cutoff);
    for same in pages.chunk_by(|a, b| a.cutoff == b.cutoff) {
        let mut stated = Vec::new();
        for ledger in ledgers {
            figures(project, ledger, same[0].cutoff, &mut stated);
            targets(project, ledger.zone(), same[0].cutoff, &mut stated);
        }
        for page in same {
            let guard = Guard { project, ledgers, cutoff: page.cutoff, language: page.language };
            let sought = Sought::new(guard, page, &stated, (&words, &names));
            answers.extend(page.prose.loose.iter().map(|loose| (loose.at, sought.answer(loose))));
        }
    }
    for problem in problems.iter_mut().filter(|one| one.rule == RULE) {
        let Some(Answer { suggestions, near }) = answers.remove(&problem.at) else { continue };
        if suggestions.is_empty() {
            problem.way_out = Some(match near {
                Some(near) => near,
                None => say!(
                    "không số liệu nào khớp số này: sửa số, ghi số liệu vào results, hoặc [số](plain:) nếu không phải số liệu",
                    "no figure fits this number: mend it, write the figure into the results, or [number](plain:) if it is none"
                ),
            });
        }
        problem.suggestions = suggestions;
    }
}

/// A narrative, and what is known for it.
struct Page<'a> {
    prose: &'a Prose,
    /// Nothing for an issue.
    home: Option<ZoneKey>,
    cutoff: Day,
    language: Language,
}

fn pages(project: &Project) -> impl Iterator<Item = Page<'_>> {
    let zones = project.zone_keys().flat_map(|key| {
        let zone = project.zone(key);
        let prose = [(zone.prose.as_ref(), Language::Vi), (zone.prose_en.as_ref(), Language::En)];
        let page = move |(prose, language)| {
            Some(Page { prose: prose?, home: Some(key), cutoff: Day::LAST, language })
        };
        prose.into_iter().filter_map(page)
    });
    let issues = project.issues.iter().flat_map(|issue| {
        let prose = [(Some(&issue.prose), Language::Vi), (issue.prose_en.as_ref(), Language::En)];
        let page =
            |(prose, language)| Some(Page { prose: prose?, home: None, cutoff: issue.cutoff, language });
        prose.into_iter().filter_map(page)
    });
    zones.chain(issues)
}

#[derive(Default)]
struct Answer {
    suggestions: Vec<Suggestion>,
    /// What is said where nothing fits but the digits do.
    near: Option<Say>,
}

/// A reference that may be meant, and the words of the data for it.
struct Candidate {
    reference: Reference,
    /// The number as the report prints it; nothing where bantin computes it.
    printed: Option<Quantity>,
    kind: Kind,
}

/// What a candidate is, the plainest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Figure,
    Printed,
    Target,
    Computed,
}

/// Everything that a number of a page may be.
struct Sought<'a> {
    guard: Guard<'a>,
    home: Option<ZoneKey>,
    /// Of all zones.
    stated: &'a [Candidate],
    /// Of the page's own zone, of all zones for an issue.
    computed: Vec<Candidate>,
    words: &'a rank::Words,
    names: &'a doubt::Names,
}

/// A candidate that fits, and what speaks for it and against it.
struct Fitting<'c> {
    merit: Merit,
    doubt: Doubt,
    candidate: &'c Candidate,
}

impl Fitting<'_> {
    /// What the text contradicts stands last.
    fn is_against(&self) -> bool {
        matches!(self.doubt, Doubt::Against(_))
    }
}

impl<'a> Sought<'a> {
    fn new(
        guard: Guard<'a>,
        page: &Page<'_>,
        stated: &'a [Candidate],
        (words, names): (&'a rank::Words, &'a doubt::Names),
    ) -> Sought<'a> {
        let mut computed = Vec::new();
        let own = guard.ledgers.iter().filter(|ledger| page.home.is_none_or(|home| home == ledger.zone()));
        for ledger in own {
            let derived = derived::of_zone(guard.project, ledger, page.cutoff);
            computed.extend(derived.iter().filter_map(of_derived));
            if page.home.is_some() {
                let printed = stated.iter().filter(|one| one.reference.body.zone == ledger.zone());
                pairs(guard.project, ledger, page.cutoff, printed, &mut computed);
            }
        }
        Sought { guard, home: page.home, stated, computed, words, names }
    }

    fn candidates(&self) -> impl Iterator<Item = &Candidate> {
        self.stated.iter().chain(&self.computed)
    }

    fn answer(&self, loose: &Loose) -> Answer {
        if !loose.wraps {
            return Answer::default();
        }
        for reading in &loose.readings {
            let found = self.fitting(loose, reading);
            if !found.is_empty() {
                return Answer { suggestions: self.shown(found, reading), near: None };
            }
        }
        if let [first, second] = loose.halves.as_slice() {
            let halves = [first, second].map(|half| self.answer(half).suggestions);
            if let [Some(from), Some(to)] = [&halves[0], &halves[1]].map(|half| half.first()) {
                let words = Say {
                    vi: format!("{}; {}", from.words.vi, to.words.vi),
                    en: format!("{}; {}", from.words.en, to.words.en),
                };
                let edits = from.edits.iter().chain(&to.edits).cloned().collect();
                let certain = from.certain && to.certain;
                return Answer { suggestions: vec![Suggestion { words, edits, certain }], near: None };
            }
        }
        Answer { suggestions: Vec::new(), near: self.near(loose) }
    }

    /// The candidates that fit, the likeliest first, with what speaks for and against each.
    fn fitting(&self, loose: &Loose, reading: &Reading) -> Vec<Fitting<'_>> {
        let scene = Scene::new(self.words, self.guard.project, loose, self.home);
        let fits: Vec<&Candidate> = self.candidates().filter(|one| self.fits(one, reading, &scene)).collect();
        if fits.is_empty() {
            return Vec::new();
        }
        let around = Around::new(self.names, self.guard.project, loose, self.home);
        let judged = fits.into_iter().map(|candidate| Fitting {
            merit: scene.merit(candidate),
            doubt: around.doubt(candidate, self.is_newest(candidate)),
            candidate,
        });
        let mut found: Vec<Fitting<'_>> = judged.collect();
        // The same number of the same indicator: the later one first, and no say in what is certain.
        found.sort_by(|a, b| {
            let (x, y) = (a.candidate, b.candidate);
            let time = y.reference.time.to().cmp(&x.reference.time.to());
            let merit = (b.merit.points, x.kind).cmp(&(a.merit.points, y.kind));
            a.is_against().cmp(&b.is_against()).then(merit).then(time)
        });
        found
    }

    /// Whether no later number of the same cell is known.
    fn is_newest(&self, candidate: &Candidate) -> bool {
        let own = &candidate.reference;
        let later = |one: &&Candidate| {
            let other = &one.reference;
            one.kind == Kind::Figure
                && (other.body, other.indicator, other.parts) == (own.body, own.indicator, own.parts)
                && other.time.to() > own.time.to()
        };
        !self.stated.iter().any(|one| later(&one))
    }

    fn fits(&self, candidate: &Candidate, reading: &Reading, scene: &Scene<'_>) -> bool {
        let stated = &reading.stated;
        let scale = match candidate.kind {
            Kind::Figure => Some(Scale::Count),
            _ => None,
        };
        if scale.is_some_and(|scale| scale != stated.scale()) {
            return false;
        }
        // Most are told apart here, without a look into the data.
        if candidate.printed.as_ref().is_some_and(|printed| printed.interval() != stated.interval())
            && !scene.falls
        {
            return false;
        }
        // What bantin computes is compared with plain numbers alone: "about" fits everything.
        if candidate.printed.is_none() && (!stated.is_comparable() || is_open(stated)) {
            return false;
        }
        let sign = scene.falls && matches!(candidate.reference.view, View::ChangeSince(_));
        let turned = sign.then(|| negative(stated)).flatten();
        let stated = turned.as_ref().unwrap_or(stated);
        self.guard.check(&candidate.reference, (&reading.words, Some(stated)), None).is_none()
    }

    fn shown(&self, found: Vec<Fitting<'_>>, reading: &Reading) -> Vec<Suggestion> {
        let certain = found.split_first().is_some_and(|(first, others)| {
            let next = others.iter().map(|one| one.merit.points).max();
            let lead = next.map_or(i32::MAX, |next| first.merit.points - next);
            let merit = first.merit;
            // "50/60": nothing says what the 60 is.
            !reading.words.contains('/')
                && merit.near
                && merit.named
                && first.doubt == Doubt::Clear
                && merit.points >= rank::ENOUGH
                && lead >= rank::APART
        });
        let all = found.into_iter().take(SHOWN).enumerate();
        all.map(|(n, one)| {
            let address = one.candidate.reference.address(self.guard.project, self.home);
            let text = format!("[{}]({address})", reading.words);
            let edits = vec![Edit { at: reading.at, text }];
            let told = self.told(one.candidate);
            let words = match one.doubt {
                Doubt::Against(point) => {
                    let but = point.said();
                    Say {
                        vi: format!("{}; nhưng {}", told.vi, but.vi),
                        en: format!("{}; but {}", told.en, but.en),
                    }
                }
                Doubt::Clear | Doubt::Unread => told,
            };
            Suggestion { words, edits, certain: certain && n == 0 }
        })
        .collect()
    }

    /// What is said where only the qualifier or the rounding is in the way.
    fn near(&self, loose: &Loose) -> Option<Say> {
        let reading = loose.readings.first()?;
        let digits = |quantity: &Quantity| {
            let printed = quantity.printed();
            printed.chars().filter(char::is_ascii_digit).collect::<String>()
        };
        let own = digits(&reading.stated);
        let scene = Scene::new(self.words, self.guard.project, loose, self.home);
        let alike = self.candidates().filter(|one| {
            self.home.is_none_or(|home| one.reference.body.zone == home)
                && one.printed.as_ref().is_some_and(|printed| {
                    printed.scale() == reading.stated.scale() && digits(printed) == own
                })
        });
        let best = alike.max_by_key(|one| scene.merit(one).points)?;
        let printed = best.printed.as_ref()?.printed().into_owned();
        let told = self.told(best);
        Some(Say {
            vi: format!(
                "số liệu ghi “{printed}”, không phải “{}” ({}): ghi đúng chữ của báo cáo rồi chạy lại",
                reading.words, told.vi
            ),
            en: format!(
                "the data say “{printed}”, not “{}” ({}): write the words of the report and run again",
                reading.words, told.en
            ),
        })
    }

    /// What a candidate is, for an officer: indicator, parts, view, body, time, source.
    fn told(&self, candidate: &Candidate) -> Say {
        let project = self.guard.project;
        let Reference { body, indicator, parts, time, ref view, .. } = candidate.reference;
        let registry = &project.registry;
        let indicator = registry.indicator(indicator);
        let body = project.body(body);
        let names = |language: Language| {
            let parts: Vec<&str> = parts.iter().map(|part| registry.part(part).name.of(language)).collect();
            match parts.is_empty() {
                true => indicator.name.of(language).to_owned(),
                false => format!("{} ({})", indicator.name.of(language), parts.join(", ")),
            }
        };
        let (vi, en) = (names(Language::Vi), names(Language::En));
        let what = match view {
            View::Value => say!("{vi}", "{en}"),
            View::ShareOf(whole) => {
                let (of, of_en) = (
                    registry.indicator(*whole).name.of(Language::Vi),
                    registry.indicator(*whole).name.of(Language::En),
                );
                say!("{vi}, tỷ lệ trên “{of}”", "{en}, share of “{of_en}”")
            }
            View::ShareOfWhole => say!("{vi}, tỷ lệ trong tổng số", "{en}, share of the whole"),
            View::ChangeSince(base) => say!("{vi}, thay đổi so với {base}", "{en}, change since {base}"),
            View::TimesSince(base) => say!("{vi}, gấp mấy lần {base}", "{en}, multiple of {base}"),
            View::Attained(plan) => say!("{vi}, mức đạt chỉ tiêu “{plan}”", "{en}, attainment of “{plan}”"),
            View::Target(plan) => {
                let plan = &project.plan(*plan).short.vi;
                say!("{vi}, chỉ tiêu của “{plan}”", "{en}, target of “{plan}”")
            }
        };
        let source = self.source(candidate);
        Say {
            vi: format!("{}; {}; {time}; nguồn: {source}", what.vi, body.short.vi),
            en: format!("{}; {}; {time}; source: {source}", what.en, body.short.vi),
        }
    }

    fn source(&self, candidate: &Candidate) -> &'a str {
        let (project, reference) = (self.guard.project, &candidate.reference);
        if let View::Target(plan) = reference.view {
            return &project.plan(plan).source.publisher.vi;
        }
        let ledger = &self.guard.ledgers[reference.body.zone.0 as usize];
        let known = ledger.known(project, Cell::meant(reference), self.guard.cutoff);
        known.map_or("", |known| {
            let report = project.report(known.figure.report);
            &report.source_of(project.figure(known.figure)).publisher.vi
        })
    }
}

/// Every figure known by a cut-off, and what is printed about it.
fn figures(project: &Project, ledger: &Ledger, cutoff: Day, candidates: &mut Vec<Candidate>) {
    for (cell, vintages) in ledger.cells(project) {
        let Some(known) = super::ledger::newest(project, vintages, cutoff) else { continue };
        let figure = project.figure(known.figure);
        let of = |view| reference(cell, view);
        if let Some(quantity) = figure.quantity() {
            let printed = Some(quantity.clone());
            candidates.push(Candidate { reference: of(View::Value), printed, kind: Kind::Figure });
        }
        for said in figure.statements() {
            let view = match &said.kind {
                StatementKind::ShareOf(whole) => View::ShareOf(*whole),
                StatementKind::ShareOfWhole => View::ShareOfWhole,
                StatementKind::ChangeSince(base) => View::ChangeSince(*base),
                StatementKind::TimesSince(base) => View::TimesSince(*base),
                StatementKind::Attained(plan) => View::Attained(plan.clone()),
            };
            let printed = Some(said.quantity.clone());
            candidates.push(Candidate { reference: of(view), printed, kind: Kind::Printed });
        }
    }
}

/// What no report prints and bantin does not show by itself, and a narrative may compute all the same: the
/// share of one figure in another of the same body and time, the change between any two states.
fn pairs<'a>(
    project: &Project,
    ledger: &Ledger,
    cutoff: Day,
    printed: impl Iterator<Item = &'a Candidate>,
    candidates: &mut Vec<Candidate>,
) {
    let stock = |cell: &Cell| project.registry.indicator(cell.indicator).measure == Measure::Stock;
    let exact = |(cell, vintages): (Cell, &[FigureKey])| {
        let known = super::ledger::newest(project, vintages, cutoff)?;
        let exact = project.figure(known.figure).quantity()?.interval().as_exact();
        exact.map(|_| cell)
    };
    let cells: Vec<Cell> = ledger.cells(project).filter_map(exact).collect();
    let seen = |one: &Candidate| (Cell::meant(&one.reference), one.reference.view.clone());
    let mut known: Vec<(Cell, View)> = candidates.iter().map(seen).collect();
    known.extend(printed.filter(|one| one.kind == Kind::Printed).map(seen));
    let mut add = |cell: Cell, view: View| {
        if !known.contains(&(cell, view.clone())) {
            candidates.push(Candidate {
                reference: reference(cell, view),
                printed: None,
                kind: Kind::Computed,
            });
        }
    };
    for own in cells.chunk_by(|a, b| a.body == b.body) {
        for &cell in own {
            for other in own {
                let whole =
                    other.parts.is_whole() && other.time == cell.time && other.indicator != cell.indicator;
                let same = (other.indicator, other.parts) == (cell.indicator, cell.parts);
                if whole {
                    add(cell, View::ShareOf(other.indicator));
                } else if same && stock(&cell) && other.time.to() < cell.time.to() {
                    add(cell, View::ChangeSince(other.time));
                }
            }
        }
    }
}

fn targets(project: &Project, zone: ZoneKey, cutoff: Day, candidates: &mut Vec<Candidate>) {
    for plan in project.zone(zone).plans.iter().enumerate() {
        let (n, plan) = plan;
        if plan.known_from() > cutoff {
            continue;
        }
        let key = PlanKey { zone, plan: n as u16 };
        for target in plan.targets.iter().filter(|target| !target.implied) {
            let time = match target.kind {
                TargetKind::EveryYear | TargetKind::WholeTerm | TargetKind::AverageYear => plan.term,
                TargetKind::During => target.window,
                TargetKind::By => due(target.window.to()),
            };
            let cell = Cell { body: plan.body, indicator: target.indicator, parts: target.parts, time };
            let printed = Some(target.printed.clone());
            candidates.push(Candidate {
                reference: reference(cell, View::Target(key)),
                printed,
                kind: Kind::Target,
            });
        }
    }
}

/// The year that ends on a day, or the day.
fn due(day: Day) -> Period {
    Period::year(day.year()).filter(|year| year.to() == day).unwrap_or(Period::day(day))
}

fn of_derived(derived: &Derived) -> Option<Candidate> {
    let view = match &derived.kind {
        DerivedKind::ShareOfWhole => View::ShareOfWhole,
        DerivedKind::ShareOf(whole) => View::ShareOf(*whole),
        DerivedKind::ChangeSince(base) => View::ChangeSince(*base),
        DerivedKind::TimesSince(base) => View::TimesSince(*base),
        // No reference names them.
        DerivedKind::ImpliedWhole(_) | DerivedKind::ImpliedTarget(_) => return None,
    };
    let exact = match derived.value {
        DerivedValue::Share(share) => share.as_exact().is_some(),
        DerivedValue::Amount(amount) => amount.as_exact().is_some(),
        DerivedValue::WholeNumbers(..) => false,
    };
    exact.then(|| Candidate { reference: reference(derived.cell, view), printed: None, kind: Kind::Computed })
}

fn reference(cell: Cell, view: View) -> Reference {
    let Cell { body, indicator, parts, time } = cell;
    Reference { body, indicator, parts, time, view, at: At::default() }
}

/// "trên 14.000": without an end, nearly every computed number lies in it.
fn is_open(quantity: &Quantity) -> bool {
    let interval = quantity.interval();
    interval.lower().is_none() || interval.upper().is_none()
}

/// The same as a fall; nothing where it is a fall already.
fn negative(quantity: &Quantity) -> Option<Quantity> {
    let interval = Interval::exact(0.into()).minus(&quantity.interval());
    let is_fall = interval.upper().is_some_and(|end| end.value.is_sign_negative());
    is_fall.then(|| Quantity::worded(&format!("giảm {}", quantity.printed()), quantity.scale(), interval))
}
