//! `bulletins/<issue>/index.md` front matter to [`Issue`].

use super::suggest;
use super::table::Table;
use crate::diag::Problem;
use crate::model::id::{Slug, ZoneKey};
use crate::model::issue::Issue;
use crate::model::prose::Prose;
use crate::model::zone::Zone;
use crate::say;
use std::collections::BTreeSet;

const KEYS: &[&str] = &["number", "title", "period", "cutoff", "published", "next", "zones"];

/// Returns the issue without its narrative; nothing where a number or date is not known.
///
/// `is_refused` tells the zones that have a folder but could not be read.
pub(super) fn issue(
    id: &Slug,
    table: Table<'_>,
    zones: &[Zone],
    is_refused: impl Fn(&str) -> bool,
) -> Option<Issue> {
    let number = table.required("number", "1").and_then(|entry| entry.number(100_000));
    let title = table.required_name("title");
    let period = table.required("period", "\"2022-Q3\"").and_then(|entry| entry.period());
    let cutoff_at = table.required("cutoff", "\"2022-10-15\"");
    let cutoff = cutoff_at.and_then(|entry| entry.day());
    let published_at = table.required("published", "\"2022-10-20\"");
    let published = published_at.and_then(|entry| entry.day());
    let next_at = table.take("next");
    let next = next_at.and_then(|entry| entry.day());
    let order = [
        (
            cutoff_at,
            published_at,
            say!("công bố trước ngày chốt số liệu", "published before the cut-off"),
            say!("ngày chốt", "the cut-off"),
        ),
        (
            published_at,
            next_at,
            say!("số sau ra trước số này", "the next issue comes out before this one"),
            say!("ngày công bố", "the date of publication"),
        ),
    ];
    for ((first, second), (first_at, second_at, fault, label)) in
        [(cutoff, published), (published, next)].into_iter().zip(order)
    {
        if let (Some(first), Some(second), Some(first_at), Some(second_at)) =
            (first, second, first_at, second_at)
            && second < first
        {
            table.page.push(
                Problem::error("end-before-start", second_at.at, fault)
                    .label(first_at.at, label)
                    .way_out(say!("sửa một trong hai ngày", "correct one of the two dates")),
            );
        }
    }
    let named = table.strings("zones");
    let (mut covered, mut named_once) = (Vec::new(), BTreeSet::new());
    for (name, at) in named.iter().flatten() {
        // Zones are sorted by id.
        match zones.binary_search_by(|zone| zone.id.as_str().cmp(name)) {
            Ok(zone) => {
                let key = ZoneKey(zone as u32);
                if !named_once.insert(key) {
                    let fault = say!("khu “{name}” được ghi hai lần", "the zone “{name}” is named twice");
                    table.page.push(
                        Problem::error("duplicate-id", *at, fault)
                            .way_out(say!("xóa một lần", "delete one of them")),
                    );
                } else {
                    covered.push(key);
                }
            }
            Err(_) if is_refused(name) => {}
            Err(_) => {
                let fault = say!("không có khu “{name}”", "there is no zone “{name}”");
                let mut problem = Problem::error("unknown-zone", *at, fault);
                problem.way_out = suggest::way_out(name, zones.iter().map(|zone| zone.id.as_str()));
                table.page.push(problem);
            }
        }
    }
    if !table.has("zones") {
        covered = (0..zones.len() as u32).map(ZoneKey).collect();
    }
    let at = table.at;
    table.finish(KEYS);
    Some(Issue {
        id: id.clone(),
        number: number?,
        title: title?,
        period: period?,
        cutoff: cutoff?,
        published: published?,
        next,
        zones: covered,
        prose: Prose::default(),
        prose_en: None,
        frozen: None,
        at,
    })
}
