//! The years of a yearly target, below its row.

use super::{Assessed, common_reason, target_measure};
use crate::analyse::assessment::Assessment;
use crate::analyse::verdict::{Reason, Verdict};
use crate::language::Language;
use crate::render::component::{Flag, VerdictMark, figure_table};
use crate::render::edition::Edition;
use crate::render::link::Root;
use crate::render::text;
use crate::tell;
use serde::Serialize;

/// One year of a yearly target.
#[derive(Debug, Clone, Serialize)]
pub struct YearRow {
    /// The year.
    pub year: String,
    /// What was reached.
    pub result: String,
    /// That it was another before, or empty.
    pub marks: Vec<Flag>,
    /// What may be said.
    pub verdict: VerdictMark,
}

/// Returns how many years were met and of how many nothing can be said: "Đạt 2/4 năm".
pub(super) fn years_sum(language: Language, assessments: &[Assessment]) -> String {
    let begun: Vec<_> = assessments.iter().filter(|one| one.reason != Some(Reason::NotBegun)).collect();
    let met = begun.iter().filter(|one| matches!(one.verdict, Verdict::Met | Verdict::Exceeded)).count();
    let unknown = begun.iter().filter(|one| one.verdict == Verdict::Undetermined).count();
    let total = assessments.len();
    let years = language.count(total, "năm", ["year", "years"]);
    match unknown {
        0 => tell!(language, "Đạt {met}/{years}", "Met in {met} of {years}"),
        1 if language == Language::En && begun.len() == 1 => {
            "Not enough basis to decide in the only year begun".to_owned()
        }
        _ if unknown == begun.len() => tell!(
            language,
            "Cả {unknown} năm không đủ cơ sở để tính",
            "Not enough basis to decide in any of the {unknown} years"
        ),
        _ => tell!(
            language,
            "Đạt {met}/{years}; {unknown} năm không đủ cơ sở để tính",
            "Met in {met} of {years}; not enough basis to decide in {unknown}"
        ),
    }
}

/// Returns one row a year; years that follow each other and say the same stand together.
pub(super) fn years(edition: &Edition, root: Root, assessed: &Assessed) -> Vec<YearRow> {
    let project = edition.project;
    let common = common_reason(edition, assessed);
    let row = |one: &Assessment| {
        let reason = one.reason.as_ref().map_or(String::new(), |reason| {
            text::reason(
                edition.language,
                project,
                edition.cutoff,
                target_measure(edition, assessed.key),
                reason,
            )
        });
        let result = one.actual.as_ref().map(|value| text::actual(edition.language, value));
        let verdict = match &one.reason {
            Some(Reason::NotBegun) => VerdictMark {
                key: "chua-den-han",
                word: edition.language.pick("kỳ này chưa bắt đầu", "not begun"),
                reason: String::new(),
            },
            _ => VerdictMark::new(
                edition.language,
                one.verdict,
                if reason == common { String::new() } else { reason },
            ),
        };
        (one.window.to().year(), result, verdict, figure_table::revised(edition, root, &one.evidence))
    };
    let rows: Vec<_> = assessed.assessments.iter().map(row).collect();
    let alike = rows.chunk_by(|(_, a, b, c), (_, x, y, z)| (a, b, c) == (x, y, z));
    alike
        .map(|group| {
            let ((first, result, verdict, marks), (last, ..)) = (&group[0], &group[group.len() - 1]);
            let year = if first == last { first.to_string() } else { format!("{first}–{last}") };
            let result = match result {
                None => edition.language.pick("chưa có số liệu", "no data").to_owned(),
                Some(value) if first == last => value.clone(),
                // The number is that of each of the years, not of all together.
                Some(value) => tell!(edition.language, "mỗi năm {value}", "{value} each year"),
            };
            YearRow { year, result, marks: marks.clone(), verdict: verdict.clone() }
        })
        .collect()
}
