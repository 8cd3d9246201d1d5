//! What is wrong with a theme, and where, for whoever changes it.

mod reference;
mod syntax;
#[cfg(test)]
mod tests;
mod value;

use super::templates::{Texts, standard};
use crate::diag::Say;
use crate::model::nearest::nearest;
use crate::say;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use tera::ErrorKind;

pub(super) use reference::{faults as unknown_names, twice};

/// So many names are listed where none is near.
const LISTED: usize = 20;

/// Something wrong with a theme, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFault {
    /// The file in the theme's folder, or empty where it is not known.
    pub file: String,
    /// The line, from 1; 0 where unknown.
    pub line: usize,
    /// The column in characters, from 1; 0 where unknown.
    pub column: usize,
    /// What is wrong and a way out.
    pub message: Say,
    /// The address of the page that was being made, or empty; of the first one where there are more.
    pub page: String,
    /// How many pages met it; 0 where none was being made.
    pub pages: usize,
}

impl ThemeFault {
    /// Returns faults with each said once, however many pages met it, in the order of the first of these.
    pub(super) fn once(faults: Vec<ThemeFault>) -> Vec<ThemeFault> {
        let mut once: Vec<ThemeFault> = Vec::new();
        let mut known = BTreeMap::new();
        for fault in faults {
            // What there is instead of a name that is not there differs from page to page: the place decides.
            let words = if fault.line == 0 { fault.message.vi.clone() } else { String::new() };
            match known.entry((fault.file.clone(), fault.line, fault.column, words)) {
                Entry::Occupied(first) => {
                    let first: &usize = first.get();
                    once[*first].pages += fault.pages;
                }
                Entry::Vacant(new) => {
                    new.insert(once.len());
                    once.push(fault);
                }
            }
        }
        once
    }

    /// Returns the fault as one line: place, message, page.
    pub fn say(&self) -> Say {
        let place = match (self.file.as_str(), self.line) {
            ("", _) => String::new(),
            (file, 0) => format!("{file}: "),
            (file, line) => format!("{file}:{line}:{}: ", self.column),
        };
        let (page, pages) = (&self.page, self.pages);
        let met = match (page.as_str(), pages) {
            ("", 0 | 1) => Say::default(),
            (_, 0 | 1) => say!(" ({page})", " ({page})"),
            ("", _) => say!(" ({pages} trang)", " ({pages} pages)"),
            _ => say!(" ({pages} trang, trang đầu là {page})", " ({pages} pages, the first is {page})"),
        };
        Say {
            vi: format!("{place}{}{}", self.message.vi, met.vi),
            en: format!("{place}{}{}", self.message.en, met.en),
        }
    }

    pub(super) fn of_file(file: &str, message: Say) -> ThemeFault {
        ThemeFault { file: file.to_owned(), line: 0, column: 0, message, page: String::new(), pages: 0 }
    }

    /// A fault in a line of a template: what is wrong, and what else can be done than to mend it.
    fn at_line(template: &str, wrong: Say) -> ThemeFault {
        let message = match standard(template) {
            Some(_) => Say {
                vi: format!(
                    "{}. Hãy sửa dòng này; nếu xóa tệp thì mẫu có sẵn cùng tên được dùng lại",
                    wrong.vi
                ),
                en: format!(
                    "{}. Mend the line; without the file, bantin's own template of that name is used",
                    wrong.en
                ),
            },
            None => Say {
                vi: format!("{}. Hãy sửa dòng này", wrong.vi),
                en: format!("{}. Mend the line", wrong.en),
            },
        };
        ThemeFault::of_file(&format!("templates/{template}"), message)
    }

    /// Returns the fault of a template that tera could not take in; `templates` are all that it was given.
    pub(super) fn of_compiling(error: &tera::Error, templates: &Texts) -> ThemeFault {
        let file = |template: &str| format!("templates/{template}");
        match error.kind() {
            ErrorKind::SyntaxError(report) => {
                let text = templates.get(report.filename()).map(AsRef::as_ref).unwrap_or_default();
                let words = syntax::words(report.message(), text, report.span().range.clone());
                ThemeFault {
                    line: report.span().start_line,
                    column: report.span().start_col + 1,
                    ..ThemeFault::at_line(report.filename(), words)
                }
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain: chain } => {
                ThemeFault::of_file(&file(tpl), circle("extends", chain))
            }
            ErrorKind::CircularInclude { tpl, include_chain: chain } => {
                ThemeFault::of_file(&file(tpl), circle("include", chain))
            }
            ErrorKind::MissingParent { current, parent } => {
                let Say { vi, en } = near(parent, templates.keys().map(String::as_str));
                let message = say!(
                    "không có mẫu “{parent}”{vi}: sửa tên trong dòng extends của tệp này",
                    "there is no template “{parent}”{en}: mend its name in the line extends of this file"
                );
                ThemeFault::of_file(&file(current), message)
            }
            _ => ThemeFault::of_file(
                "",
                say!("các mẫu không dùng được: {error}", "the templates cannot be used: {error}"),
            ),
        }
    }

    /// Returns the fault of a page that could not be rendered.
    ///
    /// Where a standard template stumbles over what a theme's own template hands to it, the own one is named.
    pub(super) fn of_rendering(error: &tera::Error, is_own: impl Fn(&str) -> bool) -> ThemeFault {
        let ErrorKind::RenderingError(report) = error.kind() else {
            let message = match error.to_string() {
                deep if deep.starts_with("Maximum render recursion depth") => say!(
                    "các thành phần (component) gọi nhau không dứt: bỏ lời gọi quay lại chính nó",
                    "components call each other without end: take out the call that leads back"
                ),
                other => say!(
                    "mẫu này không dùng được cho trang (tera báo: {other})",
                    "this template cannot be used for the page (tera says: {other})"
                ),
            };
            return ThemeFault::of_file("", message);
        };
        let words = value::words(report.message());
        let (file, line, column) = (report.filename(), report.span().start_line, report.span().start_col + 1);
        let all = error.to_string();
        match callers(&all).find(|(caller, ..)| !is_own(file) && is_own(caller)) {
            Some((caller, called_at, column)) => {
                let fault = ThemeFault::at_line(
                    caller,
                    Say {
                        vi: format!("{} ({file}:{line})", words.vi),
                        en: format!("{} ({file}:{line})", words.en),
                    },
                );
                ThemeFault { line: called_at, column, ..fault }
            }
            None => ThemeFault { line, column, ..ThemeFault::at_line(file, words) },
        }
    }
}

/// The templates that led to the one at fault, the nearest first: tera keeps them to itself but for its report.
fn callers(report: &str) -> impl Iterator<Item = (&str, usize, usize)> {
    report.lines().filter_map(|line| {
        let mut place = line.strip_prefix("note: called from ")?.rsplitn(3, ':');
        let (column, line) = (place.next()?.parse().ok()?, place.next()?.parse().ok()?);
        Some((place.next()?, line, column))
    })
}

/// Returns the end of a sentence that says which name is nearest, or which names there are.
pub(super) fn near<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Say {
    let known: BTreeSet<&str> = known.into_iter().collect();
    if let Some(near) = nearest(name, known.iter().copied()) {
        return say!("; gần nhất là “{near}”", "; the nearest is “{near}”");
    }
    if known.is_empty() {
        return Say::default();
    }
    let more = if known.len() > LISTED { ", …" } else { "" };
    let list = known.into_iter().take(LISTED).collect::<Vec<_>>().join(", ");
    say!("; có: {list}{more}", "; there are {list}{more}")
}

fn circle(tag: &str, chain: &[String]) -> Say {
    let chain = chain.join(" → ");
    say!(
        "các mẫu gọi nhau thành vòng ({chain}): bỏ một dòng {tag}",
        "the templates ask for each other in a circle ({chain}): take out one line {tag}"
    )
}
