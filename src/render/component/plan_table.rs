//! The attainment table: a plan, target by target, against what is known.

mod implied;
mod milestone;
mod years;

pub use implied::{implied, implied_tally};
pub use milestone::MilestoneRow;
pub use years::YearRow;

use super::target_series::{self, TargetSeries};
use super::{Flag, OriginMark, VerdictMark};
use super::{figure_table, source_list};
use crate::analyse::assessment::{self, Assessment};
use crate::analyse::derived::Origin;
use crate::analyse::explanation;
use crate::analyse::ledger::Cell;
use crate::analyse::verdict::{Actual, Reason, Verdict};
use crate::draw::Chart;
use crate::language::Language;
use crate::model::id::{PlanKey, TargetKey};
use crate::model::indicator::Measure;
use crate::model::interval::Ratio;
use crate::model::plan::{Goal, Issuer, Plan, Subject, Target, TargetKind};
use crate::model::prose::Prose;
use crate::render::edition::Edition;
use crate::render::link::{self, Link, Root};
use crate::render::text;
use crate::render::zone::passage;
use crate::tell;
use milestone::milestones;
use serde::Serialize;
use years::{years, years_sum};

/// A plan, finished.
#[derive(Debug, Clone, Serialize)]
pub struct PlanTable {
    /// Its anchor.
    pub id: String,
    /// Its name, leading to the zone's page.
    pub title: Link,
    /// What the table holds.
    pub caption: String,
    /// Whose it is, and who set it.
    pub facts: Vec<String>,
    /// Its term.
    pub term: Link,
    /// Where it was published.
    pub source: Link,
    /// Its targets.
    pub rows: Vec<TargetRow>,
    /// Where their results come from, for a theme that says it below the table.
    pub result_sources: Vec<ResultSource>,
    /// Its targets for one period after another.
    pub series: Vec<TargetSeries>,
    /// What no number measures.
    pub milestones: Vec<MilestoneRow>,
    /// The author's words about it.
    pub notes: Vec<String>,
    /// Its charts.
    pub charts: Vec<Chart>,
}

/// A target, finished.
#[derive(Debug, Clone, Serialize)]
pub struct TargetRow {
    /// Its anchor.
    pub id: String,
    /// Its running number.
    pub number: String,
    /// What is counted.
    pub indicator: Link,
    /// Which part of it, or empty.
    pub part: String,
    /// How its window is meant.
    pub kind: String,
    /// The author's words about it, or empty.
    pub note: String,
    /// Its unit.
    pub unit: String,
    /// What has to be reached.
    pub target: String,
    /// Who made the target's number.
    pub target_origin: OriginMark,
    /// What was reached.
    pub actual: ActualCell,
    /// Result over target.
    pub attainment: String,
    /// How much of the time has gone.
    pub elapsed: String,
    /// What may be said.
    pub verdict: VerdictMark,
    /// Of a missed target: the passage that explains it, or that there is none; else empty.
    pub explanation: Link,
    /// Where the result comes from; the plan's source where there is none.
    pub sources: Vec<Link>,
    /// "đạt 2/4 năm", or empty.
    pub years_sum: String,
    /// Whether a verdict can be given on any of the years; where none can, the sum says all there is to say.
    pub years_judged: bool,
    /// One a year, for a yearly target.
    pub years: Vec<YearRow>,
}

/// The sources of the results of rows that follow one another and have the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResultSource {
    /// The sources.
    pub links: Vec<Link>,
    /// The running numbers of the rows: "1, 2".
    pub rows: String,
}

/// What was reached.
#[derive(Debug, Clone, Serialize)]
pub struct ActualCell {
    /// The number.
    pub text: String,
    /// What it is about.
    pub time: String,
    /// Where it stands, or empty.
    pub href: String,
    /// That it was another before, or empty.
    pub marks: Vec<Flag>,
    /// Who made it.
    pub origin: OriginMark,
    /// Why there is none, or empty.
    pub missing: String,
}

/// A target with its assessments, for tables, tallies and charts alike.
#[derive(Debug, Clone)]
pub struct Assessed {
    /// Which target.
    pub key: TargetKey,
    /// One, or one a year.
    pub assessments: Vec<Assessment>,
    /// The one verdict for all of them.
    pub verdict: Verdict,
}

/// Returns every target of a plan with its assessments at the edition's cut-off.
pub fn assess(edition: &Edition, plan: PlanKey) -> Vec<Assessed> {
    assess_some(edition, plan, |_| true)
}

/// Returns some of the targets of a plan with their assessments at the edition's cut-off.
pub fn assess_some(edition: &Edition, plan: PlanKey, wanted: impl Fn(&Target) -> bool) -> Vec<Assessed> {
    let ledger = edition.ledger(plan.zone);
    let targets = &edition.project.plan(plan).targets;
    let assessed = |key| {
        let assessments = assessment::of_target(edition.project, ledger, key, edition.cutoff);
        let verdict = assessment::overall(&assessments);
        Assessed { key, assessments, verdict }
    };
    let keys = assessment::target_keys(edition.project, plan);
    keys.filter(|key| wanted(&targets[key.target as usize])).map(assessed).collect()
}

/// Returns the table of a plan; `charts` stand below it.
pub fn table(
    edition: &Edition,
    root: Root,
    plan_key: PlanKey,
    assessed: &[Assessed],
    charts: Vec<Chart>,
) -> PlanTable {
    let project = edition.project;
    let plan = project.plan(plan_key);
    let id = link::plan_anchor(project, plan_key);
    let issuer = match &plan.issuer {
        Issuer::Own => edition.language.pick("Tự đề ra", "Own target").to_owned(),
        Issuer::Assigned(by) => {
            tell!(edition.language, "Do {by} giao", "Assigned by {by}", by = edition.told(by))
        }
    };
    let cutoff = text::day(edition.language, edition.cutoff);
    let (single, series) = target_series::split(edition, assessed);
    let series = series.iter().map(|one| target_series::table(edition, root, plan_key, one));
    let rows: Vec<TargetRow> = single.into_iter().map(|one| target_row(edition, root, one)).collect();
    PlanTable {
        series: series.collect(),
        title: Link::new(
            edition.told(&plan.name),
            root.to(&format!("{}#{id}", link::zone(project, plan_key.zone))),
        ),
        caption: tell!(
            edition.language,
            "{}: chỉ tiêu và kết quả, đến ngày {cutoff}",
            "{}: targets and results, as of {cutoff}",
            edition.told(&plan.short)
        ),
        facts: facts(edition, plan, issuer),
        term: Link::new(
            text::term(edition.language, plan.term, &plan.term_words),
            root.to(&link::term(plan)),
        ),
        source: source_list::of_plan(edition, root, plan_key),
        result_sources: result_sources(&rows),
        rows,
        milestones: milestones(edition, root, plan_key),
        notes: plan
            .note
            .iter()
            .chain(&plan.source.note)
            .map(|note| edition.told(note))
            .chain(about_elapsed(edition, assessed))
            .collect(),
        charts,
        id,
    }
}

/// Returns what is said where the time gone of some targets ends on another day than that of others.
fn about_elapsed(edition: &Edition, assessed: &[Assessed]) -> Option<String> {
    let one = |assessed: &&Assessed| assessed.assessments.len() == 1;
    let open = assessed.iter().filter(one).map(|one| &one.assessments[0]);
    let open = open.filter(|one| one.window.to() > edition.cutoff && one.window.from() <= edition.cutoff);
    let mut ends: Vec<_> =
        open.map(|one| one.as_of.map_or(edition.cutoff, |time| time.to().min(edition.cutoff))).collect();
    ends.dedup();
    (ends.len() > 1).then(|| {
        edition
            .language
            .pick(
                "Thời gian đã qua: đến ngày cuối của kết quả, chưa có kết quả thì đến ngày chốt.",
                "Time elapsed: to the last day of the result, or to the cut-off.",
            )
            .to_owned()
    })
}

fn result_sources(rows: &[TargetRow]) -> Vec<ResultSource> {
    let known: Vec<&TargetRow> = rows.iter().filter(|row| row.actual.missing.is_empty()).collect();
    let alike = known.chunk_by(|one, next| one.sources == next.sources);
    let sources = alike.map(|group| {
        let numbers: Vec<&str> = group.iter().map(|row| row.number.as_str()).collect();
        ResultSource { links: group[0].sources.clone(), rows: numbers.join(", ") }
    });
    sources.collect()
}

fn facts(edition: &Edition, plan: &Plan, issuer: String) -> Vec<String> {
    let project = edition.project;
    let amends = plan.amends.map(|old| {
        tell!(edition.language, "Sửa đổi, bổ sung: {}", "Amends: {}", edition.told(&project.plan(old).short))
    });
    [edition.body_name(plan.body), issuer].into_iter().chain(amends).collect()
}

/// Returns the plan that replaces a target, once it is known: it amends the target's plan and sets a
/// target of its own for the same indicator and part. Both keep their verdicts.
fn replaced_by<'a>(edition: &Edition<'a>, key: TargetKey) -> Option<&'a Plan> {
    let project = edition.project;
    let target = &project.plan(key.plan).targets[key.target as usize];
    let subject = |one: &Target| (one.indicator, one.parts, one.subject);
    project.zone(key.plan.zone).plans.iter().find(|plan| {
        plan.amends == Some(key.plan)
            && plan.known_from() <= edition.cutoff
            && plan.targets.iter().any(|one| subject(one) == subject(target))
    })
}

fn target_row(edition: &Edition, root: Root, assessed: &Assessed) -> TargetRow {
    let project = edition.project;
    let plan = project.plan(assessed.key.plan);
    let target = &plan.targets[assessed.key.target as usize];
    let indicator = project.registry.indicator(target.indicator);
    let share = target.subject != Subject::Amount;
    // The row itself shows the window that says most: the only one, or the newest begun year.
    let newest = assessed.assessments.iter().rev().find(|one| one.reason != Some(Reason::NotBegun));
    let shown = newest.or(assessed.assessments.first());
    let yearly = target.kind == TargetKind::EveryYear;
    let result = assessed.assessments.iter().find(|one| one.actual.is_some());
    let cited = shown.into_iter().chain(result).find(|one| !one.evidence.is_empty());
    let sources = match cited {
        Some(one) => {
            let mut links: Vec<Link> = Vec::new();
            for link in one.evidence.iter().map(|&figure| figure_table::source(edition, root, figure)) {
                if !links.contains(&link) {
                    links.push(link);
                }
            }
            links
        }
        None => vec![source_list::of_plan(edition, root, assessed.key.plan)],
    };
    TargetRow {
        id: link::target_anchor(project, assessed.key),
        number: (assessed.key.target + 1).to_string(),
        indicator: Link::new(
            edition.told(&indicator.name),
            root.to(&link::indicator(project, target.indicator)),
        ),
        part: text::parts(edition.language, project, target.parts),
        kind: kind(edition, plan, target),
        note: note(edition, assessed.key, target),
        unit: if share { "%".to_owned() } else { edition.told(&indicator.unit) },
        target: target_words(edition.language, target),
        target_origin: OriginMark::new(
            edition.language,
            if target.implied { Origin::Implied } else { Origin::Published },
        ),
        actual: if yearly {
            by_year(edition.language)
        } else {
            shown.map_or_else(|| by_year(edition.language), |one| actual(edition, root, one))
        },
        attainment: if yearly {
            text::NONE.to_owned()
        } else {
            shown.map_or(String::new(), |one| attainment(edition.language, one))
        },
        // A share of the newest year, beside a target of several, would be read as the term's.
        elapsed: if yearly {
            text::NONE.to_owned()
        } else {
            shown.map_or(String::new(), |one| elapsed(edition.language, one.elapsed))
        },
        verdict: VerdictMark::new(edition.language, assessed.verdict, common_reason(edition, assessed)),
        explanation: explanation(edition, root, assessed),
        sources,
        years_sum: if yearly { years_sum(edition.language, &assessed.assessments) } else { String::new() },
        years_judged: yearly && assessed.assessments.iter().any(|one| one.verdict != Verdict::Undetermined),
        years: if yearly { years(edition, root, assessed) } else { Vec::new() },
    }
}

/// Why a target was missed: where the zone's narrative says it, or that it does not. Where the narrative has no
/// translation, the Vietnamese page says it.
fn explanation(edition: &Edition, root: Root, assessed: &Assessed) -> Link {
    let (project, language) = (edition.project, edition.language);
    if assessed.verdict != Verdict::Missed {
        return Link::default();
    }
    let key = assessed.key.plan.zone;
    let zone = project.zone(key);
    let Some(section) = explanation::of_target(project, assessed.key) else {
        return Link::plain(language.pick("Chưa có giải trình", "No explanation yet"));
    };
    let place =
        |prose: Option<&Prose>| Some(format!("{}#{}", link::zone(project, key), passage(prose?, section)?));
    let own = place(zone.prose_in(language)).map(|address| root.to(&address));
    let href = own.or_else(|| place(zone.prose.as_ref()).map(|address| root.shared(language, &address)));
    let words =
        tell!(language, "Giải trình: xem “{}”", "Explanation: see “{}”", text::section(language, section));
    Link::new(words, href.unwrap_or_default())
}

/// The author's words, and which plan has replaced the target since when.
fn note(edition: &Edition, key: TargetKey, target: &Target) -> String {
    let replaced = replaced_by(edition, key).map(|plan| {
        tell!(
            edition.language,
            "đã được thay bằng chỉ tiêu của {} từ {}",
            "replaced by the target of {} from {}",
            edition.told(&plan.short),
            text::day(edition.language, plan.term.from())
        )
    });
    target.note.iter().map(|note| edition.told(note)).chain(replaced).collect::<Vec<_>>().join("; ")
}

/// Returns the target in the words of the plan; a bare number with what it means.
pub fn target_words(language: Language, target: &Target) -> String {
    let share = target.subject != Subject::Amount;
    let printed = target.printed.printed();
    if !target.implied && printed.chars().any(char::is_alphabetic) {
        return text::quantity(language, &target.printed).to_string();
    }
    match target.goal {
        Goal::AtLeast(x) if !target.implied => {
            format!("{}{}", text::number(language, x), if share { "%" } else { "" })
        }
        goal => text::goal(language, &goal, share),
    }
}

/// Returns how the window of a target is meant, in words.
pub fn kind(edition: &Edition, plan: &Plan, target: &Target) -> String {
    let project = edition.project;
    let words = text::target_kind(edition.language, target.kind);
    let window = match target.kind {
        TargetKind::WholeTerm if !text::is_term(&plan.term_words) => {
            tell!(
                edition.language,
                "cả kỳ: {}",
                "whole period: {}",
                text::period(edition.language, target.window)
            )
        }
        TargetKind::By => {
            let day = text::day(edition.language, target.window.to());
            tell!(edition.language, "{words} {day}", "by {day}")
        }
        TargetKind::During => format!("{words} {}", text::period(edition.language, target.window)),
        _ => words.to_owned(),
    };
    match target.subject {
        Subject::Amount => window,
        Subject::ShareOf(whole) => {
            tell!(
                edition.language,
                "{window}, so với “{}”",
                "{window}, of “{}”",
                edition.told(&project.registry.indicator(whole).name)
            )
        }
        Subject::ShareOfWhole => match figure_table::outer_name(edition, target.parts) {
            Some(name) => tell!(edition.language, "{window}, trong “{name}”", "{window}, of “{name}”"),
            None => tell!(edition.language, "{window}, trong tổng số", "{window}, of the whole"),
        },
    }
}

fn by_year(language: Language) -> ActualCell {
    ActualCell {
        text: String::new(),
        time: String::new(),
        href: String::new(),
        marks: Vec::new(),
        origin: OriginMark::new(language, Origin::Published),
        missing: language.pick("xem từng năm", "see each year").to_owned(),
    }
}

/// Returns what was reached, with its place.
pub(super) fn actual(edition: &Edition, root: Root, one: &Assessment) -> ActualCell {
    let project = edition.project;
    let Some(value) = &one.actual else {
        return ActualCell {
            missing: edition.language.pick("chưa có số so sánh được", "no comparable figure yet").to_owned(),
            ..by_year(edition.language)
        };
    };
    let single = (one.evidence.len() == 1).then(|| one.evidence[0]);
    let whole_figure = single.filter(|&key| Some(project.figure(key).time) == one.as_of);
    ActualCell {
        text: text::actual(edition.language, value),
        time: as_of(edition, one),
        href: one
            .evidence
            .first()
            .map_or(String::new(), |&key| root.to(&link::cell(project, &Cell::of(project.figure(key))))),
        marks: figure_table::revised(edition, root, &one.evidence),
        origin: OriginMark::new(
            edition.language,
            if whole_figure.is_some() { Origin::Published } else { Origin::Computed },
        ),
        missing: String::new(),
    }
}

/// Returns the attainment in percent; for a share the distance to the target in percentage points.
pub(super) fn attainment(language: Language, one: &Assessment) -> String {
    if let Some(attainment) = &one.attainment {
        return text::share(language, attainment);
    }
    let exact = match &one.actual {
        Some(Actual::Share(share)) => share.as_exact().map(|ratio| ratio.percent(1)),
        _ => None,
    };
    match (exact, one.goal.threshold()) {
        (Some(percent), Some(x)) if percent >= x => {
            tell!(language, "cao hơn {} điểm %", "{} points above", text::number(language, percent - x))
        }
        (Some(percent), Some(x)) => {
            tell!(language, "thấp hơn {} điểm %", "{} points below", text::number(language, x - percent))
        }
        _ => language.pick("không tính", "not computed").to_owned(),
    }
}

/// Returns the share of the time gone, in whole percent; words at both ends.
pub fn elapsed(language: Language, gone: Ratio) -> String {
    if gone.part() >= gone.whole() {
        language.pick("đã hết", "ended").to_owned()
    } else if gone.part().is_zero() {
        language.pick("chưa bắt đầu", "not begun").to_owned()
    } else {
        format!("{}%", text::number(language, gone.percent(0)))
    }
}

/// Returns the time of what was reached, or nothing.
pub fn as_of(edition: &Edition, one: &Assessment) -> String {
    let time = |period| match one.evidence.first() {
        Some(&key) => edition.when(edition.project.figure(key).indicator, period),
        None => text::period(edition.language, period),
    };
    one.as_of.map_or(String::new(), time)
}

/// Returns what kind of number a target is about.
pub fn target_measure(edition: &Edition, key: TargetKey) -> Measure {
    edition.measure(edition.project.plan(key.plan).targets[key.target as usize].indicator)
}

/// Returns the reason where no verdict can be given; for a yearly target that of the first such year.
pub(super) fn common_reason(edition: &Edition, assessed: &Assessed) -> String {
    let project = edition.project;
    if assessed.verdict != Verdict::Undetermined {
        return String::new();
    }
    let begun = assessed.assessments.iter().filter_map(|one| one.reason.as_ref());
    let mut known = begun.clone().filter(|reason| **reason != Reason::NotBegun);
    let first = known.next().or(begun.clone().next());
    match first {
        Some(first) if known.all(|reason| reason == first) => text::reason(
            edition.language,
            project,
            edition.cutoff,
            target_measure(edition, assessed.key),
            first,
        ),
        Some(_) => edition
            .language
            .pick("mỗi năm một lý do, xem từng năm", "the reason differs from year to year; see each year")
            .to_owned(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Project;
    use crate::model::id::ZoneKey;
    use crate::model::period::Period;
    use crate::model::quantity::Quantity;
    use crate::model::report::{Figure, Value};
    use crate::render::sample::{ADMITTED, edition, project};

    fn sample_table(project: Project) -> PlanTable {
        let ledgers = [crate::analyse::ledger::Ledger::new(&project, ZoneKey(0))];
        let edition = edition(&project, &ledgers);
        let plan = PlanKey { zone: ZoneKey(0), plan: 0 };
        table(&edition, Root::TWO, plan, &assess(&edition, plan), Vec::new())
    }

    #[test]
    fn rows_with_the_same_sources_name_them_once() {
        let (mut project, _) = project();
        let targets = &mut project.zones[0].plans[0].targets;
        // 3 and 4 rest on the same report as 2; 5 has no result, and so no source of one.
        targets.extend([targets[1].clone(), targets[1].clone(), targets[0].clone(), targets[1].clone()]);
        let table = sample_table(project);
        let rows: Vec<&str> = table.result_sources.iter().map(|one| one.rows.as_str()).collect();
        assert_eq!(rows, ["2, 3, 4, 6"]);
        assert_eq!(table.result_sources[0].links, table.rows[1].sources);
        assert!(!table.rows[4].actual.missing.is_empty());
    }

    #[test]
    fn years_are_open_to_the_eye_where_one_of_them_is_judged() {
        assert!(!sample_table(project().0).rows[0].years_judged);
        let (mut project, _) = project();
        let figures = &mut project.zones[0].reports[0].figures;
        let admitted = Figure {
            indicator: ADMITTED,
            time: Period::year(2021).unwrap(),
            value: Value::Known(Quantity::whole(60)),
            ..figures[0].clone()
        };
        figures.push(admitted);
        let row = &sample_table(project).rows[0];
        assert!(row.years_judged);
        assert_eq!((row.years[1].year.as_str(), row.years[1].verdict.word), ("2021", "vượt"));
    }
}
