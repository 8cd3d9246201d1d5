//! `bulletins/<issue>/published.toml` to [`Frozen`]: what the issue showed when it was frozen.

use super::report::LEVELS;
use super::suggest;
use super::table::{Entry, Table};
use crate::diag::{At, Problem, Say};
use crate::model::fingerprint::Fingerprint;
use crate::model::record::{FigureLine, Frozen, NameLine, Prints, Record, Said, VerdictLine};
use crate::say;
use std::collections::BTreeMap;

const KEYS: &[&str] = &["format", "cutoff", "fingerprint", "figures", "verdicts", "names"];
const PRINT_KEYS: &[&str] = &["figures", "verdicts", "page"];
const FIGURE_KEYS: &[&str] = &["value", "missing", "level", "report"];
const VERDICT_KEYS: &[&str] = &["target", "verdict"];
const NAME_KEYS: &[&str] = &["name", "province"];

/// Returns the record; nothing where a part of it cannot be read, or does not fit its own fingerprint.
pub(super) fn record(table: Table<'_>) -> Option<Frozen> {
    let at = table.at;
    let format = table.required("format", "1");
    if let Some(format) = format
        && format.number(1_000)? != 1
    {
        let fault = say!("bản ghi này do một bản bantin khác viết", "another bantin wrote this record");
        table.page.push(Problem::error("record-format", format.at, fault).way_out(say!(
            "dùng bản bantin mới hơn; đừng sửa tệp này",
            "use a newer bantin; do not change the file"
        )));
        return None;
    }
    let cutoff = table.required("cutoff", "\"2022-10-15\"").and_then(|entry| entry.day());
    let prints = table.required("fingerprint", "{ … }").and_then(|entry| prints(&entry));
    let mut places = BTreeMap::new();
    let figures = lines(&table, "figures", &mut places, figure);
    let verdicts = lines(&table, "verdicts", &mut places, verdict);
    // A record of an older bantin has none.
    let names = match table.lacks("names") {
        true => Some(BTreeMap::new()),
        false => lines(&table, "names", &mut places, name),
    };
    let page = table.page;
    table.finish(KEYS);
    let (prints_at, prints) = prints?;
    let record = Record { cutoff: cutoff?, figures: figures?, verdicts: verdicts?, names: names? };
    if (record.figures_print(), record.verdicts_print()) != (prints.figures.clone(), prints.verdicts.clone())
    {
        page.push(damaged(prints_at));
        return None;
    }
    Some(Frozen { record, prints, places, at })
}

fn damaged(at: At) -> Problem {
    let fault = say!(
        "bản ghi không khớp với dấu vân tay của chính nó: tệp này đã bị sửa hoặc hỏng",
        "the record does not fit its own fingerprint: the file was changed or damaged"
    );
    Problem::error("damaged-record", at, fault).way_out(say!(
        "lấy lại tệp từ bản lưu (git, bản sao); bản ghi không sửa tay. Muốn sửa một số đã đăng, ghi correction ở báo cáo của số ấy",
        "take the file back from a copy (git, a backup); a record is never edited. To mend a published figure, write a correction in its report"
    ))
}

/// Returns every line of a section by its name, and notes where each is written.
fn lines<T>(
    table: &Table<'_>,
    section: &str,
    places: &mut BTreeMap<String, At>,
    line: impl Fn(Table<'_>) -> Option<T>,
) -> Option<BTreeMap<String, T>> {
    let inner = table.required(section, "{}")?.table()?;
    let mut lines = BTreeMap::new();
    let mut whole = true;
    for entry in inner.all() {
        match entry.table().and_then(&line) {
            Some(read) => {
                places.insert(entry.key.to_owned(), entry.key_at);
                lines.insert(entry.key.to_owned(), read);
            }
            None => whole = false,
        }
    }
    whole.then_some(lines)
}

fn figure(table: Table<'_>) -> Option<FigureLine> {
    let missing = table.string("missing").map(Said::Missing);
    let said = match missing {
        Some(missing) => Some(missing),
        None => table.required_string("value").map(Said::Words),
    };
    let level = table.required("level", "\"official\"").and_then(|entry| entry.word(LEVELS));
    let report = table.required_string("report");
    table.finish(FIGURE_KEYS);
    Some(FigureLine { said: said?, level: level?.key(), report: report? })
}

fn verdict(table: Table<'_>) -> Option<VerdictLine> {
    let (target, verdict) = (table.required_string("target"), table.required_string("verdict"));
    table.finish(VERDICT_KEYS);
    Some(VerdictLine { target: target?, verdict: verdict? })
}

fn name(table: Table<'_>) -> Option<NameLine> {
    let (name, province) = (table.required_string("name"), table.string("province"));
    table.finish(NAME_KEYS);
    Some(NameLine { name: name?, province })
}

fn prints(entry: &Entry<'_>) -> Option<(At, Prints)> {
    let table = entry.table()?;
    let print = |key| {
        let entry = table.required(key, "\"…\"")?;
        let text = entry.string()?;
        let print = Fingerprint::parse(text);
        if print.is_none() {
            entry.page.push(damaged(entry.at));
        }
        print
    };
    let (figures, verdicts, page) = (print("figures"), print("verdicts"), print("page"));
    table.finish(PRINT_KEYS);
    Some((entry.key_at, Prints { figures: figures?, verdicts: verdicts?, page: page? }))
}

/// Returns what is said of an issue that does not exist: the one that was meant, and those there are.
pub fn no_issue(id: &str, known: &[&str]) -> Say {
    let more = if known.len() > 12 { ", …" } else { "" };
    let list = known[..known.len().min(12)].join(", ");
    match suggest::nearest(id, known.iter().copied()) {
        _ if known.is_empty() => say!(
            "không có số bản tin “{id}”: nội dung chưa có thư mục bulletins/{id} với tệp index.md",
            "there is no issue “{id}”: the content has no folder bulletins/{id} with an index.md"
        ),
        Some(near) => say!(
            "không có số bản tin “{id}”; ý bạn là “{near}”? Có: {list}{more}",
            "there is no issue “{id}”; did you mean “{near}”? There are: {list}{more}"
        ),
        None => say!(
            "không có số bản tin “{id}”; có: {list}{more}",
            "there is no issue “{id}”; there are: {list}{more}"
        ),
    }
}
