//! `correction` of a figure: another report's value that was wrong, or a slip of our own.

use super::table::{Entry, Table};
use crate::diag::{At, Problem};
use crate::model::id::ReportKey;
use crate::model::period::Day;
use crate::model::report::Correction;
use crate::model::wording::Wording;
use crate::say;
use toml::de::DeValue;

const KEYS: &[&str] = &["of", "was", "on", "reason"];

/// What the corrections of a figure say.
#[derive(Default)]
pub(super) struct Corrections<'a> {
    /// That another report was wrong.
    pub of: Option<Correction>,
    /// Slips of our own, from the oldest to the newest.
    pub slips: Vec<Slip<'a>>,
}

/// A figure that was entered wrongly, published, and put right in its own file.
#[derive(Clone)]
pub(super) struct Slip<'a> {
    /// What stood there before.
    pub was: Entry<'a>,
    /// From when on the value now written is known.
    pub on: Day,
    /// Where that day is written.
    pub on_at: At,
    /// Why it was wrong.
    pub reason: Wording,
}

/// Returns the corrections of a figure's table: one table, or a list of them in the order of their days.
///
/// `report` resolves the other report; `published` is the day from which the figure was known.
pub(super) fn corrections<'a>(
    table: &Table<'a>,
    published: Option<Day>,
    report: impl Fn(&Entry<'a>, &str) -> Option<ReportKey>,
) -> Corrections<'a> {
    let mut all = Corrections::default();
    let Some(entry) = table.take("correction") else { return all };
    let tables = match entry.value {
        DeValue::Array(_) => table.tables("correction"),
        _ => entry.table().into_iter().collect(),
    };
    let mut last = published;
    for one in tables {
        let reason = reason(&one);
        if let Some(was) = one.take("was") {
            if let Some(of) = one.take("of") {
                both(&of, was.key_at);
            }
            let on = one.required("on", "\"2022-11-01\"").and_then(|entry| Some((entry.day()?, entry.at)));
            if let Some((on, at)) = on
                && let Some(last) = last.filter(|last| on <= *last)
            {
                too_early(&one, (on, at), last);
            }
            last = on.map(|(on, _)| on).or(last);
            if let (Some((on, on_at)), Some(reason)) = (on, reason) {
                all.slips.push(Slip { was, on, on_at, reason });
            }
        } else {
            let of = one.required("of", "\"…\"");
            let of = of.and_then(|entry| Some((report(&entry, entry.string()?)?, entry.at)));
            if let (Some((of, at)), Some(reason)) = (of, reason) {
                all.of = Some(Correction { of, reason, was: None, at });
            }
        }
        one.finish(KEYS);
    }
    all
}

/// The reason, which has to say something: a line pasted from a message ends in "…".
fn reason(table: &Table<'_>) -> Option<Wording> {
    let entry = table.required("reason", "\"…\"")?;
    if let DeValue::String(text) = entry.value
        && !text.contains(char::is_alphanumeric)
    {
        let fault = say!("lý do còn để trống: “{text}”", "the reason is still to be written: “{text}”");
        entry.page.push(Problem::error("empty-text", entry.at, fault).way_out(say!(
            "ghi vì sao số cũ sai; bạn đọc sẽ thấy câu này",
            "say why the old number was wrong; readers will see the sentence"
        )));
        return None;
    }
    entry.wording()
}

fn both(of: &Entry<'_>, was: At) {
    let fault = say!(
        "of và was không đi cùng nhau: of sửa số của báo cáo khác, was sửa số đã nhập sai ở chính dòng này",
        "of and was exclude each other: of corrects another report, was a slip in this very line"
    );
    of.page.push(
        Problem::error("correction-of-two", of.key_at, fault)
            .label(was, say!("was ở đây", "was is here"))
            .way_out(say!(
                "giữ lại một; cần cả hai thì viết hai bảng: correction = [{{ of = … }}, {{ was = … }}]",
                "keep one; for both write two tables: correction = [{{ of = … }}, {{ was = … }}]"
            )),
    );
}

fn too_early(table: &Table<'_>, (on, at): (Day, At), last: Day) {
    let fault = say!(
        "ngày sửa {on} phải sau ngày {last}, ngày mà số cũ được biết",
        "the day of the correction, {on}, has to come after {last}, when the old value became known"
    );
    table.page.push(Problem::error("correction-too-early", at, fault).way_out(say!(
        "on là ngày bạn sửa tệp này; báo cáo chưa đưa vào số bản tin nào thì chỉ cần sửa số, không cần correction",
        "on is the day when you mend this file; a figure that was in no issue yet is simply mended, without a correction"
    )));
}
