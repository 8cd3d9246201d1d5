//! Targets that nobody printed: implied by a result and the percentage that a report gives of it.

use super::{ActualCell, PlanTable, TargetRow, result_sources};
use crate::analyse::derived::{Derived, DerivedValue, Origin};
use crate::analyse::verdict::{Actual, Progress, Verdict, judge};
use crate::model::Project;
use crate::model::id::ZoneKey;
use crate::model::plan::Goal;
use crate::model::report::StatementKind;
use crate::render::component::scoreboard::Tally;
use crate::render::component::{OriginMark, VerdictMark, figure_table};
use crate::render::edition::Edition;
use crate::render::link::{self, Link, Root};
use crate::render::text;
use crate::tell;

/// Returns the targets that a zone's printed percentages imply, as one more table; nothing where there
/// are none.
pub fn implied(edition: &Edition, root: Root, zone: ZoneKey, derived: &[Derived]) -> Option<PlanTable> {
    let project = edition.project;
    let first = derived.first()?;
    let id = format!("kh.{}.suy-ra", project.zone(zone).id);
    let rows = derived.iter().enumerate().map(|(n, one)| implied_row(edition, root, (n + 1, &id), one));
    let rows: Vec<TargetRow> = rows.collect();
    let address = root.to(&format!("{}#{id}", link::zone(project, zone)));
    Some(PlanTable {
        title: Link::new(edition.language.pick("Chỉ tiêu được giao, suy ra từ tỷ lệ đã in", "Assigned targets, implied by printed percentages"), address),
        caption: tell!(edition.language, "Chỉ tiêu suy ra và kết quả, đến ngày {}", "Implied targets and results, as of {}", text::day(edition.language, edition.cutoff)),
        facts: vec![edition.body_name(first.cell.body), edition.language.pick("Báo cáo chỉ in tỷ lệ đạt", "The report prints only the attainment").to_owned()],
        term: Link::default(),
        source: figure_table::source(edition, root, first.from[0]),
        result_sources: result_sources(&rows),
        rows,
        series: Vec::new(),
        milestones: Vec::new(),
        notes: vec![
            edition.language.pick("Báo cáo không in con số chỉ tiêu này; bantin suy ra từ kết quả và tỷ lệ đạt mà báo cáo đã in.", "The report does not print the target; bantin implies it from the result and the attainment that the report prints.")
                .to_owned(),
        ],
        charts: Vec::new(),
        id,
    })
}

/// Returns the number of implied targets by verdict.
pub fn implied_tally(project: &Project, derived: &[Derived]) -> Tally {
    let mut tally = Tally::default();
    derived.iter().for_each(|one| tally.add(implied_verdict(project, one)));
    tally
}

/// Returns the verdict on an implied target. Its window is not known, so only what is reached already is
/// said: above the largest number that gives the percentage is above each of them.
fn implied_verdict(project: &Project, derived: &Derived) -> Verdict {
    let DerivedValue::WholeNumbers(_, last) = derived.value else { return Verdict::Undetermined };
    let quantity = project.figure(derived.from[0]).quantity();
    let judged = quantity.map(|quantity| {
        let amount = Actual::Amount(quantity.interval());
        judge(&Goal::AtLeast(last), &amount, Progress::OpenWithoutBaseline)
    });
    judged.and_then(Result::ok).unwrap_or(Verdict::Undetermined)
}

fn implied_row(edition: &Edition, root: Root, (number, id): (usize, &str), derived: &Derived) -> TargetRow {
    let project = edition.project;
    let cell = &derived.cell;
    let indicator = project.registry.indicator(cell.indicator);
    let figure = project.figure(derived.from[0]);
    let source = figure_table::source(edition, root, derived.from[0]);
    let verdict = implied_verdict(project, derived);
    let reason = match verdict {
        Verdict::Undetermined => edition
            .language
            .pick(
                "bantin không biết thời hạn của chỉ tiêu này",
                "bantin does not know when this target is due",
            )
            .to_owned(),
        _ => String::new(),
    };
    let printed = figure.statements().iter().find_map(|said| match said.kind {
        StatementKind::Attained(_) => Some(text::quantity(edition.language, &said.quantity).to_string()),
        _ => None,
    });
    TargetRow {
        id: format!("{id}.{number}"),
        number: number.to_string(),
        indicator: Link::new(
            edition.told(&indicator.name),
            root.to(&link::indicator(project, cell.indicator)),
        ),
        part: text::parts(edition.language, project, cell.parts),
        kind: edition.language.pick("thời hạn theo báo cáo nguồn", "period as in the source").to_owned(),
        note: String::new(),
        unit: edition.told(&indicator.unit),
        target: text::derived(edition.language, &derived.value),
        target_origin: OriginMark::new(edition.language, Origin::Implied),
        actual: ActualCell {
            text: figure
                .quantity()
                .map_or(String::new(), |quantity| text::quantity(edition.language, quantity).to_string()),
            time: edition.when(cell.indicator, cell.time),
            href: root.to(&link::cell(project, cell)),
            marks: Vec::new(),
            origin: OriginMark::new(edition.language, Origin::Published),
            missing: String::new(),
        },
        attainment: printed.unwrap_or_default(),
        elapsed: text::NONE.to_owned(),
        verdict: VerdictMark::new(edition.language, verdict, reason),
        explanation: Link::default(),
        sources: vec![source],
        years_sum: String::new(),
        years_judged: false,
        years: Vec::new(),
    }
}
