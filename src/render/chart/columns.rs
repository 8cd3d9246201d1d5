//! One yearly target against its years, as columns.

use super::{drawn, float, interval_span, mark, mark_words, percent_span, sources_of_targets, target_of};
use crate::analyse::assessment::Assessment;
use crate::analyse::ledger::Cell;
use crate::analyse::verdict::{Actual, Reason, Verdict};
use crate::draw::columns::{Column, Goal as Line, Standing};
use crate::draw::{Caption, Chart, RowText, Span, columns};
use crate::language::Language;
use crate::model::plan::{Goal, Subject};
use crate::render::component::plan_table::{Assessed, as_of, target_words};
use crate::render::edition::Edition;
use crate::render::link::{self, Root};
use crate::render::text;
use crate::tell;

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
    let language = edition.language;
    let name = edition.counted(target.indicator, target.parts);
    let goal = target_words(language, target);
    let (unit, words) = match target.subject {
        Subject::Amount => {
            let unit = edition.told(text::unit_of_goal(indicator, &target.goal));
            let words = tell!(language, "Chỉ tiêu: {goal} {unit}/năm", "Target: {goal} {unit} a year");
            (edition.told(&indicator.unit), words)
        }
        subject => {
            let whole = match subject {
                Subject::ShareOf(whole) => {
                    let name = edition.told(&project.registry.indicator(whole).name);
                    tell!(language, "tỷ lệ so với {}", "percent of {}", text::inside(language, &name))
                }
                _ => language.pick("tỷ lệ trong tổng số", "percent of the total").to_owned(),
            };
            (whole, tell!(language, "Chỉ tiêu: {goal} mỗi năm", "Target: {goal} each year"))
        }
    };
    let line = match target.goal {
        Goal::AtLeast(x) | Goal::MoreThan(x) | Goal::AtMost(x) => {
            Some(Line::Floor { at: float(x), text: text::number(language, x), words })
        }
        Goal::Between(low, high) if low == high => {
            Some(Line::Floor { at: float(low), text: text::number(language, low), words })
        }
        Goal::Between(low, high) => Some(Line::Range {
            lower: float(low),
            lower_text: text::number(language, low),
            upper: float(high),
            upper_text: text::number(language, high),
            words,
        }),
        Goal::About => None,
    };
    let evidence = || shown.iter().flat_map(|one| one.evidence.iter().copied());
    let body = edition.body_name(project.plan(assessed.key.plan).body);
    let caption = Caption {
        language,
        anchor: format!("bd.{}", link::target_anchor(project, assessed.key)),
        level,
        heading: format!("{name}: {}", finding(language, &assessed.assessments)),
        subtitle: tell!(language, "{body}, {unit} mỗi năm", "{body}, {unit} a year"),
        notes: mark_words(edition, evidence()).into_iter().collect(),
        sources: sources_of_targets(edition, root, assessed.key.plan, evidence()),
        ..Caption::default()
    };
    let heads = language.pick(["Năm", "Kết quả", "Đánh giá"], ["Year", "Result", "Verdict"]);
    drawn(edition, root, columns::chart(&caption, line.as_ref(), heads, &list))
}

/// How many of the plan's years met the target, and of how many of those begun nothing can be said.
fn finding(language: Language, years: &[Assessment]) -> String {
    let count = |verdicts: &[Verdict]| {
        let begun = years.iter().filter(|one| one.reason != Some(Reason::NotBegun));
        begun.filter(|one| verdicts.contains(&one.verdict)).count()
    };
    let (met, unknown) = (count(&[Verdict::Exceeded, Verdict::Met]), count(&[Verdict::Undetermined]));
    let all = language.count(years.len(), "năm", ["year", "years"]);
    let known = count(&[Verdict::Exceeded, Verdict::Met, Verdict::OnPace, Verdict::Behind, Verdict::Missed]);
    match unknown {
        0 => tell!(language, "{met}/{all} đạt chỉ tiêu", "target met in {met} of {all}"),
        _ if known == 0 => language
            .pick("chưa năm nào đủ cơ sở để tính", "not enough basis to decide on any year")
            .to_owned(),
        _ => tell!(
            language,
            "{met}/{all} đạt chỉ tiêu, {unknown} năm không đủ cơ sở để tính",
            "target met in {met} of {all}; not enough basis to decide on {unknown}"
        ),
    }
}

fn column(edition: &Edition, root: Root, one: &Assessment) -> Column {
    let project = edition.project;
    let language = edition.language;
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
            note: as_of(edition, one),
            value: one.actual.as_ref().map_or(text::NONE.to_owned(), |actual| text::actual(language, actual)),
            mark: mark(edition, one.evidence.iter().copied()),
            detail: String::new(),
            href,
        },
        amount,
        standing,
        verdict: match one.verdict {
            Verdict::Undetermined if one.actual.is_none() => {
                language.pick("chưa có số liệu", "no data").to_owned()
            }
            verdict => text::verdict(language, verdict).to_owned(),
        },
    }
}
