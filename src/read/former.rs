//! `[[former]]` of a zone and `[[body.former]]`: what they were called until a day.

use super::table::Table;
use crate::diag::{At, Problem};
use crate::model::former::FormerName;
use crate::model::period::Day;
use crate::model::wording::Wording;
use crate::say;
use toml::de::DeValue;

/// What may be another in a zone.
pub(super) const ZONE_KEYS: &[&str] = &["until", "name", "short", "province"];
/// What may be another in a body.
pub(super) const BODY_KEYS: &[&str] = &["until", "name", "short"];

/// Returns the former names, ordered by their last days; what one of them does not give is as in the next one.
pub(super) fn former(table: &Table<'_>, keys: &[&str], name: &Wording, short: &Wording) -> Vec<FormerName> {
    let mut found: Vec<Given> = Vec::new();
    if let Some(entry) = table.take("former")
        && let DeValue::String(text) = entry.value
    {
        table.page.push(undated(entry.at, text, keys == ZONE_KEYS));
        return Vec::new();
    }
    for one in table.tables("former") {
        let until = one.required("until", "\"2025-06-30\"");
        let day = until.and_then(|entry| entry.day());
        let name = one.take("name").and_then(|entry| entry.name());
        let short = one.wording("short");
        // A body lies in no province: there the key is unknown.
        let province = keys.contains(&"province").then(|| one.string("province")).flatten();
        let is_empty = keys[1..].iter().all(|key| one.lacks(key));
        let (at, page) = (one.at, one.page);
        one.finish(keys);
        if is_empty {
            let fault = say!("mục này không nói tên cũ là gì", "this says no former name");
            page.push(Problem::error("missing-key", at, fault).way_out(say!(
                "thêm dòng name (và short), hoặc xóa mục",
                "add a line name (and short), or delete the table"
            )));
        }
        let (Some(entry), Some(until)) = (until, day) else { continue };
        if let Some(first) = found.iter().find(|one| one.until == until) {
            let fault = say!("hai tên cũ cùng dùng đến một ngày", "two former names end on one day");
            page.push(
                Problem::error("former-name-twice", entry.at, fault)
                    .label(first.at, say!("tên thứ nhất", "the first one"))
                    .way_out(say!("sửa until của một tên", "correct the until of one of them")),
            );
            continue;
        }
        found.push(Given { at: entry.at, until, name, short, province });
    }
    found.sort_by_key(|one| one.until);
    let (mut name, mut short) = (name.clone(), short.clone());
    let mut names: Vec<FormerName> = Vec::new();
    for Given { until, name: own_name, short: own_short, province, .. } in found.into_iter().rev() {
        if let Some(own) = own_name {
            (name, short) = (own.clone(), own);
        }
        if let Some(own) = own_short {
            short = own.or_english(&name);
        }
        names.push(FormerName { until, name: name.clone(), short: short.clone(), province });
    }
    names.reverse();
    names
}

/// `former = "…"`: a name without its last day.
fn undated(at: At, name: &str, is_zone: bool) -> Problem {
    let header = if is_zone { "[[former]]" } else { "[[body.former]]" };
    let fault = say!("tên cũ phải có ngày cuối cùng còn dùng", "a former name needs its last day");
    let way_out = match is_zone {
        true => {
            say!("ghi thành một mục ở cuối tệp", "write a table at the end of the file")
        }
        false => say!(
            "không rõ ngày thì ghi formerly = \"{name}\"; rõ ngày thì ghi thành một mục ở cuối tổ chức này",
            "where the day is not known, write formerly = \"{name}\"; where it is, write a table at the end of this body"
        ),
    };
    let table = format!("{header}\nuntil = \"…\"\nname = \"{name}\"");
    Problem::error("wrong-kind", at, fault).way_out(way_out).instead(table)
}

/// What a former name says by itself.
struct Given {
    at: At,
    until: Day,
    name: Option<Wording>,
    short: Option<Wording>,
    province: Option<String>,
}
