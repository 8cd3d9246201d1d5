//! Charts from findings: what is drawn, with every text finished.

use super::component::plan_table::{Assessed, target_words};
use super::component::{figure_table, source_list};
use super::edition::Edition;
use super::link::{self, Root};
use super::text;
use crate::analyse::assessment::Assessment;
use crate::analyse::ledger::{Cell, whole_of};
use crate::analyse::pipeline::Run;
use crate::analyse::verdict::{Actual, Reason, Verdict};
use crate::draw::columns::{Column, Goal as Line, Standing};
use crate::draw::{self, Caption, Chart, RowText, Span, bullet, columns, parts, pipeline};
use crate::model::id::{DimensionKey, FigureKey, PlanKey};
use crate::model::interval::{Interval, Ratio, RatioInterval};
use crate::model::plan::{Goal, Subject, TargetKind};
use crate::model::quantity::Quantity;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Returns the charts of a plan: bullet rows for the targets with an attainment, and columns for each
/// yearly target with a result; none where no number can be drawn.
pub fn of_plan(edition: &Edition, root: Root, plan: PlanKey, assessed: &[Assessed], level: u8) -> Vec<Chart> {
    let mut charts: Vec<Chart> = bullets(edition, root, plan, assessed, level).into_iter().collect();
    let yearly = assessed.iter().filter(|one| target_of(edition, one).kind == TargetKind::EveryYear);
    charts.extend(yearly.filter_map(|one| year_columns(edition, root, one, level)));
    charts
}

fn target_of<'a>(edition: &Edition<'a>, assessed: &Assessed) -> &'a crate::model::plan::Target {
    &edition.project.plan(assessed.key.plan).targets[assessed.key.target as usize]
}

/// Returns the bullet rows of a plan; nothing where no attainment is known.
pub fn bullets(
    edition: &Edition,
    root: Root,
    plan_key: PlanKey,
    assessed: &[Assessed],
    level: u8,
) -> Option<Chart> {
    let project = edition.project;
    let plan = project.plan(plan_key);
    let single = assessed.iter().filter(|one| {
        let target = target_of(edition, one);
        target.kind != TargetKind::EveryYear && target.subject == Subject::Amount
    });
    let rows: Vec<bullet::Row> =
        single.map(|one| bullet_row(edition, root, one)).take(bullet::MOST_ROWS).collect();
    let met = |one: &&Assessed| matches!(one.verdict, Verdict::Exceeded | Verdict::Met);
    let known = rows.iter().filter(|row| row.reached != Span::unknown()).count();
    let reached = assessed.iter().filter(met).count();
    let caption = Caption {
        anchor: format!("bd.{}", link::plan_anchor(project, plan_key)),
        level,
        heading: match (known, rows.len()) {
            (1, 1) => format!("{}: {}", plan.short, rows[0].verdict),
            _ => format!("{}: {reached}/{} chỉ tiêu đạt hoặc vượt", plan.short, assessed.len()),
        },
        subtitle: format!(
            "Kết quả so với mục tiêu, quy về % mục tiêu, đến ngày {}",
            text::day(edition.cutoff)
        ),
        sources: vec![draw_link(source_list::of_plan(project, root, plan_key))],
        ..Caption::default()
    };
    drawn(bullet::chart(&caption, &rows))
}

fn bullet_row(edition: &Edition, root: Root, assessed: &Assessed) -> bullet::Row {
    let project = edition.project;
    let target = target_of(edition, assessed);
    let one = &assessed.assessments[0];
    let name = &project.registry.indicator(target.indicator).name.vi;
    let label = match text::parts(project, target.parts) {
        part if part.is_empty() => name.clone(),
        part => format!("{name} – {part}"),
    };
    let open = one.elapsed.part() < one.elapsed.whole();
    let href = one.evidence.first().map(|&key| root.to(&link::cell(project, &Cell::of(project.figure(key)))));
    let attainment = one.attainment.unwrap_or_default();
    bullet::Row {
        text: RowText {
            label,
            note: format!("{}; mục tiêu {}", text::short_period(one.window), target_words(target)),
            value: one.actual.as_ref().map_or(text::NONE.to_owned(), text::actual),
            detail: one.attainment.as_ref().map_or(String::new(), text::share),
            href,
        },
        reached: percent_span(&attainment),
        elapsed: (open && one.actual.is_some()).then(|| float(one.elapsed.percent(2))),
        verdict: match &one.reason {
            Some(reason) if one.actual.is_none() => text::reason(project, reason),
            _ => text::verdict(one.verdict).to_owned(),
        },
    }
}

/// Returns the columns of a yearly target; nothing where no year has a number.
pub fn year_columns(edition: &Edition, root: Root, assessed: &Assessed, level: u8) -> Option<Chart> {
    let project = edition.project;
    let target = target_of(edition, assessed);
    let indicator = project.registry.indicator(target.indicator);
    let begun: Vec<&Assessment> =
        assessed.assessments.iter().filter(|one| one.reason != Some(Reason::NotBegun)).collect();
    let shown = &begun[begun.len().saturating_sub(columns::MOST_COLUMNS)..];
    // A picture of bounds alone would say nothing that the list of years does not.
    let says_something = |one: &&&Assessment| {
        let exact = matches!(&one.actual, Some(Actual::Amount(amount)) if amount.as_exact().is_some());
        exact || one.verdict != Verdict::Undetermined
    };
    shown.iter().find(says_something)?;
    let list: Vec<Column> = shown.iter().map(|one| column(edition, root, one)).collect();
    let met = shown.iter().filter(|one| matches!(one.verdict, Verdict::Exceeded | Verdict::Met)).count();
    let words = format!("Chỉ tiêu: {} {}/năm", target_words(target), indicator.unit.vi);
    let line = match target.goal {
        Goal::AtLeast(x) | Goal::MoreThan(x) | Goal::AtMost(x) => {
            Some(Line::Floor { at: float(x), text: text::number(x), words })
        }
        Goal::Between(low, high) if low == high => {
            Some(Line::Floor { at: float(low), text: text::number(low), words })
        }
        Goal::Between(low, high) => Some(Line::Range {
            lower: float(low),
            lower_text: text::number(low),
            upper: float(high),
            upper_text: text::number(high),
            words,
        }),
        Goal::About => None,
    };
    let caption = Caption {
        anchor: format!("bd.{}", link::target_anchor(project, assessed.key)),
        level,
        heading: match shown.iter().filter(|one| one.verdict == Verdict::Undetermined).count() {
            0 => format!("{}: {met}/{} năm đạt chỉ tiêu", indicator.name.vi, shown.len()),
            unknown if unknown == shown.len() => {
                format!("{}: chưa năm nào đủ số liệu để kết luận", indicator.name.vi)
            }
            unknown => format!(
                "{}: {met}/{} năm đạt chỉ tiêu, {unknown} năm chưa đủ số liệu",
                indicator.name.vi,
                shown.len()
            ),
        },
        subtitle: format!(
            "{}, {} mỗi năm",
            project.body(project.plan(assessed.key.plan).body).name,
            indicator.unit.vi
        ),
        sources: vec![draw_link(source_list::of_plan(project, root, assessed.key.plan))],
        ..Caption::default()
    };
    drawn(columns::chart(&caption, line.as_ref(), ["Năm", "Kết quả", "Đánh giá"], &list))
}

fn column(edition: &Edition, root: Root, one: &Assessment) -> Column {
    let project = edition.project;
    let unfinished = one.elapsed.part() < one.elapsed.whole();
    let amount = match &one.actual {
        Some(Actual::Amount(amount)) => interval_span(amount),
        Some(Actual::Share(share)) => percent_span(share),
        Some(Actual::Percent(percent)) => interval_span(percent),
        None => Span::unknown(),
    };
    let standing = match one.verdict {
        Verdict::Exceeded | Verdict::Met => Standing::Met,
        Verdict::Missed => Standing::Missed,
        _ if unfinished && one.actual.is_some() => Standing::Unfinished,
        _ => Standing::Undecided,
    };
    let href = one.evidence.first().map(|&key| root.to(&link::cell(project, &Cell::of(project.figure(key)))));
    Column {
        text: RowText {
            label: one.window.to().year().to_string(),
            note: one.as_of.map_or(String::new(), text::period),
            value: one.actual.as_ref().map_or(text::NONE.to_owned(), text::actual),
            detail: String::new(),
            href,
        },
        amount,
        standing,
        verdict: match one.verdict {
            Verdict::Undetermined if one.actual.is_none() => "chưa có số liệu".to_owned(),
            verdict => text::verdict(verdict).to_owned(),
        },
    }
}

/// Returns the pipeline of some runs, each on its own scale.
pub fn pipelines(edition: &Edition, root: Root, runs: &[Run], level: u8) -> Option<Chart> {
    let project = edition.project;
    let first = runs.first()?;
    let pipelines: Vec<pipeline::Pipeline> = runs.iter().map(|run| one_run(edition, root, run)).collect();
    let name = &project.registry.pipeline(first.pipeline).name.vi;
    let last_rate = first.steps().last().and_then(|(figure, (_, before))| {
        let (part, whole) = (project.figure(figure).quantity()?, project.figure(before).quantity()?);
        let share = RatioInterval::of(&part.interval(), &whole.interval());
        let of =
            |key: FigureKey| text::inside(&project.registry.indicator(project.figure(key).indicator).name.vi);
        (share != RatioInterval::default())
            .then(|| format!("{}: bằng {} số {}", of(figure), text::share(&share), of(before)))
    });
    let mut sources: Vec<draw::Link> = Vec::new();
    for figure in runs.iter().flat_map(|run| run.stages.iter().filter_map(|(_, figure)| *figure)) {
        let source = draw_link(figure_table::source(project, root, figure));
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    let caption = Caption {
        anchor: format!(
            "bd.{}.{}.{}",
            project.registry.pipeline(first.pipeline).id,
            project.body(first.body).id,
            first.time.to_string().to_lowercase().replace('/', "_")
        ),
        level,
        heading: last_rate.map_or_else(|| name.clone(), |rate| text::capitalised(&rate)),
        subtitle: format!(
            "{name}: số người qua từng bước; {}, {}",
            project.body(first.body).name,
            text::period(first.time)
        ),
        sources,
        ..Caption::default()
    };
    drawn(pipeline::chart(&caption, &pipelines))
}

fn one_run(edition: &Edition, root: Root, run: &Run) -> pipeline::Pipeline {
    let project = edition.project;
    let mut before: Option<(FigureKey, &str)> = None;
    let mut stages = Vec::new();
    for &(indicator, figure) in &run.stages {
        let entry = project.registry.indicator(indicator);
        let Some(figure) = figure else { continue };
        let quantity = project.figure(figure).quantity().expect("a run has known quantities only");
        let rate = before.and_then(|(key, name)| {
            let whole = project.figure(key).quantity()?;
            let share = RatioInterval::of(&quantity.interval(), &whole.interval());
            (share != RatioInterval::default()).then(|| format!("{} so với “{name}”", text::share(&share)))
        });
        stages.push(pipeline::Stage {
            text: RowText {
                label: entry.name.vi.clone(),
                note: String::new(),
                value: text::quantity(quantity).to_string(),
                detail: rate.unwrap_or_else(|| entry.unit.vi.clone()),
                href: Some(root.to(&link::cell(project, &Cell::of(project.figure(figure))))),
            },
            count: quantity_span(quantity),
            inner: false,
            missing: String::new(),
        });
        before = Some((figure, &entry.name.vi));
    }
    pipeline::Pipeline { title: String::new(), stages }
}

/// A whole with the parts of one dimension, all from one report.
#[derive(Debug, Clone, PartialEq)]
pub struct Breakdown {
    /// The whole.
    pub whole: FigureKey,
    /// The dimension.
    pub dimension: DimensionKey,
    /// Its parts, in the order of the report.
    pub parts: Vec<FigureKey>,
}

/// Returns the breakdowns among known figures: wholes with at least one part that has a number.
pub fn breakdowns(edition: &Edition, known: &[(Cell, crate::analyse::ledger::Known)]) -> Vec<Breakdown> {
    let project = edition.project;
    let mut breakdowns: Vec<Breakdown> = Vec::new();
    for (cell, known) in known {
        let figure = project.figure(known.figure);
        let whole = whole_of(project, known.figure, edition.cutoff);
        let (Some(whole), Some((_, part))) = (whole, cell.parts.parent()) else { continue };
        let dimension = project.registry.part(part).dimension;
        if figure.quantity().is_none() || project.figure(whole).quantity().is_none() {
            continue;
        }
        match breakdowns.iter_mut().find(|one| (one.whole, one.dimension) == (whole, dimension)) {
            Some(breakdown) => breakdown.parts.push(known.figure),
            None => breakdowns.push(Breakdown { whole, dimension, parts: vec![known.figure] }),
        }
    }
    breakdowns.iter_mut().for_each(|one| one.parts.sort());
    breakdowns
}

/// Returns the parts of a whole.
pub fn part_bars(edition: &Edition, root: Root, breakdown: &Breakdown, level: u8) -> Option<Chart> {
    let project = edition.project;
    let figure = project.figure(breakdown.whole);
    let indicator = project.registry.indicator(figure.indicator);
    let dimension = project.registry.dimension(breakdown.dimension);
    let total = figure.quantity()?;
    let href = |key: FigureKey| Some(root.to(&link::cell(project, &Cell::of(project.figure(key)))));
    let complete =
        breakdown.parts.iter().all(|&key| project.figure(key).whole.is_some_and(|whole| whole.complete));
    let list: Vec<parts::Part> = breakdown
        .parts
        .iter()
        .filter_map(|&key| {
            let quantity = project.figure(key).quantity()?;
            let share = RatioInterval::of(&quantity.interval(), &total.interval());
            let (_, part) = project.figure(key).parts.parent()?;
            let text = RowText {
                label: project.registry.part(part).name.vi.clone(),
                note: String::new(),
                value: text::quantity(quantity).to_string(),
                detail: if share == RatioInterval::default() { String::new() } else { text::share(&share) },
                href: href(key),
            };
            Some(parts::Part { text, amount: quantity_span(quantity) })
        })
        .collect();
    let sum: Option<Decimal> = breakdown
        .parts
        .iter()
        .map(|&key| project.figure(key).quantity().and_then(|quantity| quantity.interval().as_exact()))
        .sum();
    let rest = (total.interval().as_exact().zip(sum))
        .map(|(total, sum)| total - sum)
        .filter(|rest| dimension.exclusive && *rest > Decimal::ZERO);
    let name = match text::parts(project, figure.parts) {
        part if part.is_empty() => indicator.name.vi.clone(),
        part => format!("{} – {part}", indicator.name.vi),
    };
    let lead = list.first().map(|part| match part.text.detail.as_str() {
        "" => format!("{}: trong đó {} {}", name, part.text.value, text::inside(&part.text.label)),
        share => format!("{}: {} chiếm {share}", name, text::inside(&part.text.label)),
    })?;
    let caption = Caption {
        anchor: format!("bd.{}.{}", link::cell_anchor(project, &Cell::of(figure)), dimension.id),
        level,
        heading: lead,
        subtitle: format!(
            "{}; {}, {}",
            dimension.name.vi,
            project.body(figure.body).name,
            text::period(figure.time)
        ),
        sources: vec![draw_link(figure_table::source(project, root, breakdown.whole))],
        ..Caption::default()
    };
    let whole = parts::Whole {
        text: RowText {
            label: name,
            note: String::new(),
            value: text::quantity(total).to_string(),
            detail: indicator.unit.vi.clone(),
            href: href(breakdown.whole),
        },
        total: quantity_span(total),
        parts: list,
        exclusive: dimension.exclusive,
        remainder: match (complete, rest) {
            (true, _) => String::new(),
            (false, Some(_)) => "phần còn lại, báo cáo không tách".to_owned(),
            (false, None) => "phần còn lại không rõ".to_owned(),
        },
        remainder_value: rest.map_or(String::new(), text::number),
    };
    drawn(parts::chart(&caption, &[whole]))
}

/// A chart that cannot be drawn is left out: its table of figures stands on the page in any case.
fn drawn(chart: Result<Chart, draw::Refusal>) -> Option<Chart> {
    chart.ok()
}

fn draw_link(link: super::link::Link) -> draw::Link {
    draw::Link { text: link.text, href: link.href }
}

fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

fn interval_span(value: &Interval) -> Span {
    Span {
        lower: value.lower().map(|bound| float(bound.value)),
        upper: value.upper().map(|bound| float(bound.value)),
        approximate: false,
    }
}

fn quantity_span(value: &Quantity) -> Span {
    match value.approximate() {
        Some(near) => Span { lower: Some(float(near.from)), upper: Some(float(near.to)), approximate: true },
        None => interval_span(&value.interval()),
    }
}

fn percent_span(value: &RatioInterval) -> Span {
    let percent = |end: Option<(Ratio, bool)>| end.map(|(ratio, _)| float(ratio.percent(4)));
    Span { lower: percent(value.lower), upper: percent(value.upper), approximate: false }
}
