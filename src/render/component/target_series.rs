//! Targets of one indicator for one period after another, as a table of their own: a quarter a row.
//!
//! A plan with quarterly targets has hundreds of them, so their rows are made here as finished markup; the
//! theme places the table and gives it its look.

use super::plan_table::{self, Assessed};
use super::{OriginMark, VerdictMark, figure_table};
use crate::analyse::derived::Origin;
use crate::analyse::verdict::Verdict;
use crate::language::Language;
use crate::model::id::PlanKey;
use crate::model::plan::{Subject, Target, TargetKind};
use crate::render::edition::Edition;
use crate::render::link::{self, Link, Root};
use crate::render::markdown::escape;
use crate::render::text;
use crate::tell;
use serde::Serialize;

/// From so many periods on the targets of an indicator are a table of their own.
const LEAST_PERIODS: usize = 4;

/// The targets of one indicator and part, finished.
#[derive(Debug, Clone, Serialize)]
pub struct TargetSeries {
    /// What is counted.
    pub indicator: Link,
    /// Which part of it, or empty.
    pub part: String,
    /// Its unit.
    pub unit: String,
    /// How many of them were reached.
    pub sum: String,
    /// What the table holds.
    pub caption: String,
    /// Where the results come from.
    pub sources: Vec<Link>,
    /// A row for each period, as HTML made here: period, target, result, attainment, time gone, verdict.
    pub rows_html: String,
}

/// Returns the targets of a plan that stand one by one, and those that are series, in the order of the plan.
pub fn split<'a>(edition: &Edition, assessed: &'a [Assessed]) -> (Vec<&'a Assessed>, Vec<Vec<&'a Assessed>>) {
    let (mut single, mut series): (Vec<&Assessed>, Vec<Vec<&Assessed>>) = (Vec::new(), Vec::new());
    let target = |one: &Assessed| target_of(edition, one);
    for one in assessed {
        let own = target(one);
        if own.kind != TargetKind::During || own.subject != Subject::Amount || own.note.is_some() {
            single.push(one);
            continue;
        }
        let same = |found: &&mut Vec<&Assessed>| {
            let first = target(found[0]);
            (first.indicator, first.parts) == (own.indicator, own.parts)
        };
        match series.iter_mut().find(same) {
            Some(found) => found.push(one),
            None => series.push(vec![one]),
        }
    }
    let (long, short): (Vec<_>, Vec<_>) = series.into_iter().partition(|one| one.len() >= LEAST_PERIODS);
    single.extend(short.into_iter().flatten());
    single.sort_by_key(|one| one.key);
    (single, long)
}

/// Returns the newest target of each series that has a result to be compared, for a chart: a picture of all
/// would be as long as the table.
pub fn newest<'a>(series: &[Vec<&'a Assessed>]) -> Vec<&'a Assessed> {
    let compared = |one: &&&Assessed| one.assessments[0].attainment.is_some();
    series.iter().filter_map(|all| all.iter().rev().find(compared).or(all.first()).copied()).collect()
}

fn target_of<'a>(edition: &Edition<'a>, one: &Assessed) -> &'a Target {
    &edition.project.plan(one.key.plan).targets[one.key.target as usize]
}

/// Returns the table of a series.
pub fn table(edition: &Edition, root: Root, plan: PlanKey, series: &[&Assessed]) -> TargetSeries {
    let project = edition.project;
    let target = target_of(edition, series[0]);
    let indicator = project.registry.indicator(target.indicator);
    let mut evidence: Vec<_> = series.iter().flat_map(|one| &one.assessments[0].evidence).collect();
    evidence.dedup_by_key(|key| key.report);
    let mut sources: Vec<Link> = Vec::new();
    for &key in evidence {
        let link = figure_table::source(edition, root, key);
        if !sources.contains(&link) {
            sources.push(link);
        }
    }
    let mut rows_html = String::with_capacity(series.len() * 400);
    for one in series {
        row(edition, root, one, &mut rows_html);
    }
    TargetSeries {
        indicator: Link::new(
            edition.told(&indicator.name),
            root.to(&link::indicator(project, target.indicator)),
        ),
        part: text::parts(edition.language, project, target.parts),
        unit: edition.told(&indicator.unit),
        sum: sum(edition.language, series),
        caption: tell!(
            edition.language,
            "{}, {}: từng kỳ",
            "{}, {}: period by period",
            edition.told(&project.plan(plan).short),
            edition.told(&indicator.name)
        ),
        sources,
        rows_html,
    }
}

fn sum(language: Language, series: &[&Assessed]) -> String {
    let count = |verdicts: &[Verdict]| series.iter().filter(|one| verdicts.contains(&one.verdict)).count();
    let met = count(&[Verdict::Met, Verdict::Exceeded]);
    let mut words = tell!(language, "Đạt {met}/{} kỳ", "Met in {met} of {} periods", series.len());
    for verdict in [Verdict::OnPace, Verdict::Behind, Verdict::Undetermined] {
        let kinds = count(&[verdict]);
        if kinds > 0 {
            words.push_str(&format!("; {kinds} {}", text::verdict(language, verdict)));
        }
    }
    words
}

fn row(edition: &Edition, root: Root, assessed: &Assessed, html: &mut String) {
    let project = edition.project;
    let (target, one) = (target_of(edition, assessed), &assessed.assessments[0]);
    for piece in ["<tr id=\"", &link::target_anchor(project, assessed.key), "\"><th scope=\"row\">"] {
        html.push_str(piece);
    }
    escape(&text::period(edition.language, target.window), html);
    html.push_str("</th><td class=\"num\">");
    escape(&plan_table::target_words(edition.language, target), html);
    html.push_str("</td><td class=\"num\">");
    let actual = plan_table::actual(edition, root, one);
    if actual.missing.is_empty() {
        for piece in ["<a href=\"", &actual.href, "\">"] {
            html.push_str(piece);
        }
        escape(&actual.text, html);
        html.push_str("</a>");
        if one.as_of != Some(target.window) {
            html.push_str("<span class=\"sub\">");
            escape(&actual.time, html);
            html.push_str("</span>");
        }
        actual.marks.iter().for_each(|mark| mark.write(html));
        if actual.origin != OriginMark::new(edition.language, Origin::Published) {
            actual.origin.write(html);
        }
    } else {
        html.push_str("<span class=\"missing\">");
        escape(&actual.missing, html);
        html.push_str("</span>");
    }
    html.push_str("</td><td class=\"num\">");
    escape(&plan_table::attainment(edition.language, one), html);
    html.push_str("</td><td class=\"num\">");
    escape(&plan_table::elapsed(edition.language, one.elapsed), html);
    html.push_str("</td><td>");
    VerdictMark::new(edition.language, assessed.verdict, plan_table::common_reason(edition, assessed))
        .write(html);
    html.push_str("</td></tr>\n");
}
