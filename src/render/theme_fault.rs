//! What is wrong with a theme, and where, for whoever changes it.

use crate::diag::Say;
use crate::say;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use tera::ErrorKind;

/// Something wrong with a theme, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFault {
    /// The file in the theme's folder, or empty where tera does not say.
    pub file: String,
    /// The line, from 1; 0 where unknown.
    pub line: usize,
    /// The column in characters, from 1; 0 where unknown.
    pub column: usize,
    /// What is wrong and a way out; what only tera can say is English in both.
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

    pub(super) fn new(error: &tera::Error) -> ThemeFault {
        let file = |template: &str| format!("templates/{template}");
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => ThemeFault {
                line: report.span().start_line,
                column: report.span().start_col + 1,
                ..ThemeFault::of_file(&file(report.filename()), of_line(report.message()))
            },
            ErrorKind::CircularExtend { tpl, inheritance_chain: chain } => {
                ThemeFault::of_file(&file(tpl), circle("extends", chain))
            }
            ErrorKind::CircularInclude { tpl, include_chain: chain } => {
                ThemeFault::of_file(&file(tpl), circle("include", chain))
            }
            ErrorKind::MissingParent { current, parent } => {
                let message = say!(
                    "không có mẫu “{parent}”: sửa tên trong dòng extends của tệp này",
                    "there is no template “{parent}”: mend its name in the line extends of this file"
                );
                ThemeFault::of_file(&file(current), message)
            }
            _ => ThemeFault::of_file(
                "",
                say!("các mẫu không dùng được: {error}", "the templates cannot be used: {error}"),
            ),
        }
    }
}

fn of_line(message: &str) -> Say {
    let wrong = not_there(message).unwrap_or_else(|| {
        say!(
            "dòng này của mẫu không dùng được: {message}",
            "this line of the template cannot be used: {message}"
        )
    });
    Say {
        vi: format!("{}. Hãy sửa dòng này; nếu xóa tệp thì mẫu có sẵn cùng tên được dùng lại", wrong.vi),
        en: format!(
            "{}. Mend the line; without the file, bantin's own template of that name is used",
            wrong.en
        ),
    }
}

/// The commonest fault, a name that is not there, in words of ours; `None` for any other.
fn not_there(message: &str) -> Option<Say> {
    let (_, rest) = message.split_once('`')?;
    let (name, known) = rest.split_once("` is not defined.")?;
    Some(match known.split_once(": ") {
        Some((_, known)) => {
            say!("không có tên “{name}” ở đây; có: {known}", "there is no “{name}” here; there are {known}")
        }
        None => say!("không có tên “{name}” ở đây", "there is no “{name}” here"),
    })
}

fn circle(tag: &str, chain: &[String]) -> Say {
    let chain = chain.join(" → ");
    say!(
        "các mẫu gọi nhau thành vòng ({chain}): bỏ một dòng {tag}",
        "the templates ask for each other in a circle ({chain}): take out one line {tag}"
    )
}
