//! What a figure says beside its value: why it is missing, where it stands, what is printed about it.

use super::super::correction::{Slip, corrections};
use super::super::table::{Entry, Table};
use super::super::value::{Asked, words};
use super::super::{explanation, provenance, suggest, unknown_plan};
use super::Lowering;
use crate::diag::Problem;
use crate::model::id::{ReportKey, Slug};
use crate::model::report::{Details, Dispute, Missing, Source, Statement, StatementKind, Value};
use crate::say;
use toml::de::DeValue;

impl Lowering<'_> {
    pub(super) fn missing(&self, table: &Table<'_>) -> Option<Value> {
        let words = [
            ("late", Missing::Late),
            ("not-collected", Missing::NotCollected),
            ("not-due", Missing::NotDue),
            ("not-applicable", Missing::NotApplicable),
        ];
        let entry = table.take("missing")?;
        if table.has("value") {
            let fault = say!("đã có value thì không ghi missing", "there is a value: it is not missing");
            table.page.push(
                Problem::error("missing-and-value", entry.key_at, fault)
                    .way_out(say!("xóa một trong hai", "delete one of the two")),
            );
        }
        entry.word(&words).map(Value::Missing)
    }

    pub(super) fn details<'t>(
        &self,
        table: &Table<'t>,
        decimals: u32,
        details: &mut Details,
    ) -> Vec<Slip<'t>> {
        details.note = table.wording("note");
        details.explained = table.take("explained").map(|entry| explanation::all(&entry)).unwrap_or_default();
        details.time_words = table.wording("time").or(details.time_words.take());
        details.source = table.table("source").and_then(provenance::lower).or(details.source.take());
        if let Some(entry) = table.take("supersedes") {
            details.supersedes = entry.string().and_then(|id| self.other_report(&entry, id));
        }
        details.received = table.take("received").and_then(|entry| entry.day()).or(details.received);
        let source = details.source.as_ref().map(Source::known_from).or(self.known_from);
        let corrections =
            corrections(table, source.max(details.received), |entry, id| self.other_report(entry, id));
        details.correction = corrections.of.or(details.correction.take());
        if let Some(dispute) = table.table("disputes") {
            let report = dispute.required("report", "\"…\"");
            let report = report.and_then(|entry| self.other_report(&entry, entry.string()?));
            let time = dispute.required("time", "\"2014-05\"").and_then(|entry| entry.period());
            let reason = dispute.required_wording("reason");
            dispute.finish(&["report", "time", "reason"]);
            if let (Some(report), Some(time), Some(reason)) = (report, time, reason) {
                details.disputes = Some(Dispute { report, time, reason });
            }
        }
        self.statements(table, decimals, &mut details.statements);
        details.statements.sort_by_key(|statement| statement.at);
        corrections.slips
    }

    pub(super) fn statements(&self, table: &Table<'_>, decimals: u32, statements: &mut Vec<Statement>) {
        let mut say = |entry: &Entry<'_>, asked, kind: Option<StatementKind>| {
            if let (Some(words), Some(kind)) = (words(entry, asked, self.english), kind) {
                statements.push(Statement { kind, quantity: words.quantity(), at: entry.at });
            }
        };
        if let Some(share) = table.take("share_of") {
            match share.value {
                DeValue::Table(_) => {
                    for one in share.table().iter().flat_map(Table::all) {
                        let of = self.around.names.indicator(one.page, one.key, one.key_at);
                        say(&one, Asked::Percent, of.map(StatementKind::ShareOf));
                    }
                }
                _ => say(&share, Asked::Percent, Some(StatementKind::ShareOfWhole)),
            }
        }
        for one in table.table("change_since").iter().flat_map(Table::all) {
            say(&one, Asked::Change(decimals), one.key_period().map(StatementKind::ChangeSince));
        }
        for one in table.table("times_since").iter().flat_map(Table::all) {
            say(&one, Asked::Times, one.key_period().map(StatementKind::TimesSince));
        }
        for one in table.table("attained").iter().flat_map(Table::all) {
            let slug = one.key_slug();
            if let Some(slug) = &slug {
                let problem = unknown_plan::problem(one.key_at, slug, self.around.plans);
                problem.into_iter().for_each(|problem| one.page.push(problem));
            }
            say(&one, Asked::Percent, slug.map(StatementKind::Attained));
        }
    }

    fn other_report(&self, entry: &Entry<'_>, id: &str) -> Option<ReportKey> {
        let found = self.around.reports.iter().position(|report| report.as_str() == id && report != self.id);
        if found.is_none() {
            let fault =
                say!("khu này không có báo cáo nào khác tên “{id}”", "the zone has no other report “{id}”");
            let mut problem = Problem::error("unknown-report", entry.at, fault);
            let others = self.around.reports.iter().filter(|report| *report != self.id);
            problem.way_out = suggest::way_out(id, others.map(Slug::as_str));
            entry.page.push(problem);
        }
        found.map(|report| ReportKey { zone: self.around.key, report: report as u16 })
    }
}

/// Returns what a part has from its whole: the report's words for the time, and where it stands.
pub(super) fn inherited(above: Option<&Details>) -> Option<Details> {
    let above = above?;
    Some(Details {
        time_words: above.time_words.clone(),
        source: above.source.clone(),
        supersedes: above.supersedes,
        correction: above.correction.clone(),
        received: above.received,
        ..Details::default()
    })
}

pub(super) fn is_plain(details: &Details) -> bool {
    let Details {
        statements,
        note,
        time_words,
        source,
        supersedes,
        correction,
        received,
        corrected_by,
        explained,
        disputes,
    } = details;
    statements.is_empty()
        && note.is_none()
        && time_words.is_none()
        && source.is_none()
        && supersedes.is_none()
        && correction.is_none()
        && received.is_none()
        && corrected_by.is_none()
        && explained.is_empty()
        && disputes.is_none()
}
