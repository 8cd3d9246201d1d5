//! Names that templates ask each other for, and that nothing has: components, blocks, filters, whole templates.

use super::{ThemeFault, near};
use crate::diag::Say;
use crate::model::nearest::nearest;
use crate::render::templates::{Texts, standard};
use crate::render::words::tags;
use crate::say;
use std::collections::BTreeMap;

/// The filters of tera 2.4, which does not list them itself.
const FILTERS: [&str; 37] = [
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
];
/// What may stand behind `is`.
const TESTS: [&str; 17] = [
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "none",
    "iterable",
    "defined",
    "undefined",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];
const FUNCTIONS: [&str; 3] = ["range", "super", "throw"];

/// Returns a fault for each name of tera's report, without those that follow from the templates left out.
///
/// Where the standard template asks for what a theme's own template should have, the own one is at fault.
pub(in crate::render) fn faults(
    report: &str,
    templates: &Texts,
    left_out: &BTreeMap<String, String>,
) -> Vec<ThemeFault> {
    let mut faults: Vec<ThemeFault> = Vec::new();
    let mut lacking: BTreeMap<(String, String, &str), Vec<String>> = BTreeMap::new();
    for unknown in unknown(report) {
        let follows = |(name, text): (&String, &String)| *name == unknown.name || text.contains(unknown.name);
        if left_out.iter().any(follows) {
            continue;
        }
        let own = templates.get(unknown.file).is_some_and(|text| standard(unknown.file) != Some(text));
        let keyword = unknown.keyword();
        match (own, keyword.and_then(|keyword| replaced(templates, keyword, unknown.name))) {
            (false, Some(culprit)) => lacking
                .entry((culprit, unknown.name.to_owned(), keyword.unwrap_or_default()))
                .or_default()
                .push(unknown.file.to_owned()),
            _ => {
                let fault = ThemeFault::at_line(unknown.file, unknown.words(templates));
                faults.push(ThemeFault { line: unknown.line, column: unknown.column, ..fault });
            }
        }
    }
    faults.extend(lacking.into_iter().map(|((file, name, keyword), users)| {
        let own = templates.get(&file).map(AsRef::as_ref).unwrap_or_default();
        ThemeFault::of_file(&format!("templates/{file}"), lack(&name, keyword, &users, own))
    }));
    faults
}

/// Returns the fault of a component that two templates declare, at the theme's own; `None` for another report.
pub(in crate::render) fn twice(report: &str, templates: &Texts) -> Option<ThemeFault> {
    let mut quoted = report.split('`').skip(1).step_by(2);
    let (name, one, other) = (quoted.next()?, quoted.next()?, quoted.next()?);
    if !report.starts_with("Component `") || !report.contains("is defined in both") {
        return None;
    }
    let own = |file: &str| templates.get(file).is_some_and(|text| standard(file) != Some(text));
    let (file, other) = if own(other) { (other, one) } else { (one, other) };
    let message = say!(
        "thành phần (component) “{name}” đã có trong {other}: đổi tên ở đây; muốn thay thì sửa nó trong tệp templates/{other} của giao diện",
        "the component “{name}” is in {other} already: change its name here, or change it in the theme's own templates/{other}"
    );
    let (line, column) = place(templates.get(file)?, "component", name)?;
    let fault = ThemeFault::of_file(&format!("templates/{file}"), message);
    Some(ThemeFault { line, column, ..fault })
}

/// Returns the names that a template declares with a keyword, `component` or `block`.
fn declared<'t>(text: &'t str, keyword: &str) -> impl Iterator<Item = (usize, &'t str)> {
    tags(text).into_iter().filter(|(from, _)| text[..*from].ends_with("{%")).filter_map(move |(from, tag)| {
        let rest = tag.trim_start_matches('-').trim_start().strip_prefix(keyword)?;
        let name = rest.strip_prefix(char::is_whitespace)?.trim_start();
        let length =
            name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.').unwrap_or(name.len());
        Some((from, &name[..length]))
    })
}

/// Line and column of a declaration, from 1.
fn place(text: &str, keyword: &str, name: &str) -> Option<(usize, usize)> {
    let (at, _) = declared(text, keyword).find(|(_, one)| *one == name)?;
    let above = &text[..at];
    let start = above.rfind('\n').map_or(0, |end| end + 1);
    Some((above.matches('\n').count() + 1, above[start..].chars().count() + 1))
}

/// The template of the theme that replaces the standard one with a declaration.
fn replaced(templates: &Texts, keyword: &str, name: &str) -> Option<String> {
    let has = |text: &str| declared(text, keyword).any(|(_, one)| one == name);
    let lost = |(file, text): &(&String, &std::borrow::Cow<str>)| {
        standard(file).is_some_and(|standard| standard != text.as_ref() && has(standard) && !has(text))
    };
    templates.iter().find(lost).map(|(file, _)| file.clone())
}

fn lack(name: &str, keyword: &str, users: &[String], own: &str) -> Say {
    let first = &users[0];
    let more = users.len() - 1;
    // Of what it does have, only the same name with a slip in it helps.
    let Say { vi, en } = match nearest(name, declared(own, keyword).map(|(_, one)| one)) {
        Some(near) => say!("; gần nhất là “{near}”", "; the nearest is “{near}”"),
        None => Say::default(),
    };
    let others = match more {
        0 => Say::default(),
        _ => say!(" và {more} mẫu khác", " and {more} more templates"),
    };
    let (users_vi, users_en) = (others.vi, others.en);
    let noun = noun(keyword);
    Say {
        vi: format!(
            "mẫu này thay mẫu có sẵn cùng tên mà thiếu {} “{name}”, {first}{users_vi} cần đến{vi}. Hãy sửa tên, hoặc chép phần ấy từ mẫu có sẵn",
            noun.vi
        ),
        en: format!(
            "this template replaces bantin's own and lacks the {} “{name}”, which is asked for by {first}{users_en}{en}. Mend the name, or copy that part from bantin's own template",
            noun.en
        ),
    }
}

fn noun(keyword: &str) -> Say {
    match keyword {
        "block" => say!("khối (block)", "block"),
        _ => say!("thành phần (component)", "component"),
    }
}

/// A name that a template asks for and nothing has.
struct Unknown<'a> {
    kind: &'a str,
    name: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
}

/// The names of a report, each with its place: `error: Unknown filter …`, and `--> file:line:column` below.
fn unknown(report: &str) -> Vec<Unknown<'_>> {
    let lines: Vec<&str> = report.lines().collect();
    let pairs = lines.windows(2).filter_map(|pair| {
        let message = pair[0].strip_prefix("error: ")?;
        let mut place = pair[1].trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let (column, line, file) = (place.next()?.parse().ok()?, place.next()?.parse().ok()?, place.next()?);
        let (kind, name) = message.split_once(" `")?;
        let name = name.split('`').next()?;
        Some(Unknown { kind, name, file, line, column })
    });
    pairs.collect()
}

impl Unknown<'_> {
    /// What declares such a name in a template.
    fn keyword(&self) -> Option<&'static str> {
        match self.kind {
            "Unknown component" => Some("component"),
            "Block" => Some("block"),
            _ => None,
        }
    }

    fn words(&self, templates: &Texts) -> Say {
        let name = self.name;
        let all = |keyword: &'static str| {
            templates.values().flat_map(move |text| declared(text, keyword).map(|(_, one)| one))
        };
        match self.kind {
            "Unknown filter" => {
                let Say { vi, en } = near(name, FILTERS);
                say!("không có bộ lọc (filter) “{name}”{vi}", "there is no filter “{name}”{en}")
            }
            "Unknown test" => {
                let Say { vi, en } = near(name, TESTS);
                say!("sau “is” không có phép thử “{name}”{vi}", "there is no test “{name}” after “is”{en}")
            }
            "Unknown function" => {
                let Say { vi, en } = near(name, FUNCTIONS);
                say!("không có hàm “{name}”{vi}", "there is no function “{name}”{en}")
            }
            "Unknown component" => {
                let Say { vi, en } = near(name, all("component"));
                say!("không có thành phần (component) “{name}”{vi}", "there is no component “{name}”{en}")
            }
            "Unknown template" => {
                let Say { vi, en } = near(name, templates.keys().map(String::as_str));
                say!("không có mẫu “{name}”{vi}", "there is no template “{name}”{en}")
            }
            "Block" => {
                let parents = parents(templates, self.file);
                let Say { vi, en } =
                    near(name, parents.iter().flat_map(|text| declared(text, "block").map(|(_, one)| one)));
                say!(
                    "mẫu mà extends gọi không có khối (block) “{name}”{vi}",
                    "the template that extends names has no block “{name}”{en}"
                )
            }
            other => say!("không có “{name}” ({other})", "there is no “{name}” ({other})"),
        }
    }
}

/// The texts of the templates that a template extends, the nearest first.
fn parents<'t>(templates: &'t Texts, file: &str) -> Vec<&'t str> {
    let mut texts = Vec::new();
    let mut at = templates.get(file);
    while let Some(text) = at.filter(|_| texts.len() < templates.len()) {
        let parent = tags(text).into_iter().find_map(|(_, tag)| {
            let name = tag.trim_start_matches('-').trim_start().strip_prefix("extends")?;
            Some(name.trim().trim_end_matches('-').trim_end().trim_matches(['"', '\'']))
        });
        at = parent.and_then(|name| templates.get(name));
        texts.extend(at.map(AsRef::as_ref));
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tera_has_what_is_offered() {
        let mut tera = tera::Tera::new();
        for (what, names) in [("1 | NAME", &FILTERS[..]), ("1 is NAME", &TESTS), ("NAME()", &FUNCTIONS)] {
            for name in names {
                let text = format!("{{{{ {} }}}}", what.replace("NAME", name));
                tera.add_raw_template("x", &text).unwrap_or_else(|error| panic!("{name}: {error}"));
            }
        }
    }

    #[test]
    fn a_declaration_is_found_with_its_place() {
        let text = "{# {% block no %} #}\n  {%- block main -%}{% component a.b(c) %}{{ block x }}";
        assert_eq!(declared(text, "block").map(|(_, name)| name).collect::<Vec<_>>(), ["main"]);
        assert_eq!(declared(text, "component").map(|(_, name)| name).collect::<Vec<_>>(), ["a.b"]);
        assert_eq!(place(text, "block", "main"), Some((2, 5)));
    }
}
