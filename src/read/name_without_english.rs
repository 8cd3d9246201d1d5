//! `name-without-english`: a name has no English, and the site has English pages.
//!
//! # What it checks
//! Where `languages` in `site.toml` names `en`: the title of the site and of every issue, and the names of
//! indicators, their units, breakdowns and parts, pipelines, zones, bodies and plans. One problem a file. Sentences and
//! narratives may stay in Vietnamese: the page says so.
//!
//! # Why it matters
//! Names stand in headings, menus, tables and charts: a reader who knows no Vietnamese is lost without them.
//!
//! # Example
//! `languages = ["vi", "en"]`, and `name = "Đảng viên"` in `indicators.toml`.
//!
//! # How to settle it
//! Write both: `name = { vi = "Đảng viên", en = "Party members" }`. A name that is the same in English is written
//! twice.

use super::table::Page;
use super::toml_syntax::line_of;
use crate::diag::Problem;
use crate::say;
use std::ops::Range;

/// Its name in `site.toml`.
pub(super) const NAME: &str = "name-without-english";

/// How many places are shown at once.
const SHOWN: usize = 6;

/// Returns the problem of a page with names in Vietnamese alone, given where their words stand.
pub(super) fn problem(page: &Page<'_>, names: &[Range<usize>]) -> Option<Problem> {
    let first = names.first()?;
    let (count, more) = (names.len(), names.len().saturating_sub(SHOWN));
    let fault = match count {
        1 => say!("tên này chưa có tiếng Anh", "the name has no English"),
        _ => {
            say!("{count} tên trong tệp này chưa có tiếng Anh", "{count} names in this file have no English")
        }
    };
    let problem = Problem::warning(NAME, page.at(first.clone()), fault).way_out(match more {
        0 => say!(
            "ghi tiếng Anh bên cạnh tiếng Việt; tên giống nhau thì ghi hai lần",
            "write the English beside the Vietnamese; a name that is the same is written twice"
        ),
        _ => say!(
            "ghi tiếng Anh bên cạnh tiếng Việt; tên giống nhau thì ghi hai lần; còn {more} tên nữa ở dưới",
            "write the English beside the Vietnamese; a name that is the same is written twice; {more} more below"
        ),
    });
    let others = names[1..].iter().take(SHOWN - 1);
    let mut problem = others
        .fold(problem, |problem, name| problem.label(page.at(name.clone()), say!("cả ở đây", "here too")));
    problem.instead = with_english(page.text(), first);
    Some(problem)
}

/// Returns the line of a name with room for English; nothing where the name goes over several lines.
fn with_english(text: &str, name: &Range<usize>) -> Option<String> {
    let line = line_of(text, name.start);
    let (before, vi) = (text[line.start..name.start].trim_start(), &text[name.clone()]);
    let behind = text.get(name.end..line.end)?;
    let (key, sign) = before
        .trim_end()
        .strip_suffix('=')?
        .trim_end()
        .rsplit_once("vi")
        .map_or((before, ""), |(key, rest)| (key, rest));
    Some(match (key != before && sign.is_empty(), before.contains('{')) {
        // name = { vi = "…" }
        (true, true) => format!("{before}{vi}, en = \"…\"{behind}"),
        // vi = "…" in a table of its own, or name.vi = "…"
        (true, false) => format!("{before}{vi}{behind}\n{key}en = \"…\""),
        (false, _) => format!("{before}{{ vi = {vi}, en = \"…\" }}{behind}"),
    })
}
