//! Targets of a plan against their results, as bullet rows.

use super::{drawn, float, mark, mark_words, percent_span, sources_of_targets, target_of};
use crate::analyse::ledger::Cell;
use crate::analyse::verdict::Verdict;
use crate::draw::{Caption, Chart, RowText, Span, bullet};
use crate::language::Language;
use crate::model::id::PlanKey;
use crate::model::plan::{Subject, TargetKind};
use crate::render::component::plan_table::{Assessed, target_words};
use crate::render::component::target_series;
use crate::render::edition::Edition;
use crate::render::link::{self, Root};
use crate::render::text;
use crate::tell;

/// Returns the bullet rows of a plan; nothing where no attainment is known.
pub fn bullets(
    edition: &Edition,
    root: Root,
    plan_key: PlanKey,
    assessed: &[Assessed],
    level: u8,
) -> Option<Chart> {
    let project = edition.project;
    let (mut shown, series) = target_series::split(edition, assessed);
    shown.extend(target_series::newest(&series));
    let single = || {
        let amounts = shown.iter().filter(|one| {
            let target = target_of(edition, one);
            target.kind != TargetKind::EveryYear && target.subject == Subject::Amount
        });
        amounts.take(bullet::MOST_ROWS)
    };
    let rows: Vec<bullet::Row> = single().map(|one| bullet_row(edition, root, one)).collect();
    let met = |one: &&Assessed| matches!(one.verdict, Verdict::Exceeded | Verdict::Met);
    let evidence = || single().flat_map(|one| one.assessments[0].evidence.iter().copied());
    // Only what somebody printed is counted, as in the scores.
    let printed: Vec<&Assessed> = assessed.iter().filter(|one| !target_of(edition, one).implied).collect();
    let unknown = printed.iter().filter(|one| one.verdict == Verdict::Undetermined).count();
    let known = rows.iter().filter(|row| row.reached != Span::unknown()).count();
    let reached = printed.iter().copied().filter(met).count();
    let language = edition.language;
    let plan = edition.told(&project.plan(plan_key).short);
    let caption = Caption {
        language,
        anchor: format!("bd.{}", link::plan_anchor(project, plan_key)),
        level,
        heading: match (known, rows.len()) {
            (1, 1) => format!("{plan}: {}", rows[0].verdict),
            _ => format!("{plan}: {}", finding(language, reached, unknown, printed.len())),
        },
        subtitle: tell!(
            language,
            "Kết quả so với mục tiêu, quy về % mục tiêu, đến ngày {}; {}",
            "Results against targets, in % of the target, as of {}; {}",
            text::day(language, edition.cutoff),
            edition.body_name(project.plan(plan_key).body)
        ),
        notes: mark_words(edition, evidence()).into_iter().collect(),
        sources: sources_of_targets(edition, root, plan_key, evidence()),
        ..Caption::default()
    };
    drawn(edition, root, bullet::chart(&caption, &rows))
}

/// How many targets are reached; of what cannot be judged nobody may think that it was missed.
fn finding(language: Language, reached: usize, unknown: usize, all: usize) -> String {
    let targets = language.count(all, "chỉ tiêu", ["target", "targets"]);
    match unknown {
        0 => tell!(language, "{reached}/{targets} đạt hoặc vượt", "{reached} of {targets} met or exceeded"),
        _ if unknown == all => language
            .pick("chưa chỉ tiêu nào đủ cơ sở để tính", "not enough basis to decide on any target")
            .to_owned(),
        _ => tell!(
            language,
            "{reached}/{targets} đạt hoặc vượt, {unknown} không đủ cơ sở để tính",
            "{reached} of {targets} met or exceeded; not enough basis to decide on {unknown}"
        ),
    }
}

fn bullet_row(edition: &Edition, root: Root, assessed: &Assessed) -> bullet::Row {
    let project = edition.project;
    let target = target_of(edition, assessed);
    let one = &assessed.assessments[0];
    let language = edition.language;
    let open = one.elapsed.part() < one.elapsed.whole();
    let href = one.evidence.first().map(|&key| root.to(&link::cell(project, &Cell::of(project.figure(key)))));
    let attainment = one.attainment.unwrap_or_default();
    bullet::Row {
        text: RowText {
            label: edition.counted(target.indicator, target.parts),
            note: tell!(
                language,
                "{}; mục tiêu {}",
                "{}; target {}",
                text::short_period(language, one.window),
                target_words(language, target)
            ),
            value: one.actual.as_ref().map_or(text::NONE.to_owned(), |actual| text::actual(language, actual)),
            mark: mark(edition, one.evidence.iter().copied()),
            detail: one.attainment.as_ref().map_or(String::new(), |share| text::share(language, share)),
            href,
        },
        reached: percent_span(&attainment),
        elapsed: (open && one.actual.is_some()).then(|| float(one.elapsed.percent(2))),
        verdict: match &one.reason {
            Some(reason) if one.actual.is_none() => {
                text::reason(language, project, edition.cutoff, edition.measure(target.indicator), reason)
            }
            _ => text::verdict(language, one.verdict).to_owned(),
        },
    }
}
