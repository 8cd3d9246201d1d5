//! What cannot be read in a template, in words of ours: tera says it in English, to programmers.

use super::near;
use crate::diag::Say;
use crate::model::nearest::nearest;
use crate::render::words::tags;
use crate::say;
use std::ops::Range;

/// What may stand first between `{%` and `%}`.
const TAGS: [&str; 12] = [
    "if",
    "for",
    "block",
    "extends",
    "include",
    "set",
    "set_global",
    "component",
    "filter",
    "break",
    "continue",
    "raw",
];
/// What opens a part that has to be closed.
const OPENING: [&str; 5] = ["if", "for", "block", "component", "filter"];
/// What closes or divides such a part.
const INNER: [&str; 8] =
    ["else", "elif", "endif", "endfor", "endblock", "endcomponent", "endfilter", "endset"];

/// Returns what is wrong at a place of a template of which tera says what it expected there.
pub(super) fn words(message: &str, text: &str, range: Range<usize>) -> Say {
    let here = text.get(range.clone()).unwrap_or_default();
    if message == "Unknown tag" {
        return unknown_tag(here);
    }
    if message == "Unexpected end of input" {
        return unclosed(text);
    }
    if message == "Unexpected character" {
        let found = text.get(range.start..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        return say!(
            "ký tự “{found}” không dùng được trong {{{{ }}}} và {{% %}}; chữ thì để trong dấu \" thẳng",
            "the character “{found}” cannot be used within {{{{ }}}} and {{% %}}; a text stands in straight quotes \""
        );
    }
    named(message).or_else(|| expected(message)).unwrap_or_else(|| unread(message))
}

/// What nothing above knows: tera's own words are better than none.
pub(super) fn unread(message: &str) -> Say {
    say!(
        "không đọc được dòng này của mẫu (tera báo: {message})",
        "this line of the template cannot be read (tera says: {message})"
    )
}

fn unknown_tag(tag: &str) -> Say {
    if INNER.contains(&tag) {
        return say!(
            "“{tag}” không thuộc về lệnh nào đang mở: thiếu lệnh mở ở trên, hoặc lệnh ấy đã đóng rồi",
            "“{tag}” belongs to nothing that is open: what opens it is missing above, or is closed already"
        );
    }
    let Say { vi, en } = near(tag, TAGS.into_iter().chain(INNER));
    say!("không có lệnh “{tag}” trong {{% %}}{vi}", "there is no “{tag}” within {{% %}}{en}")
}

/// Returns what was opened last and not closed before the end of the template.
fn unclosed(text: &str) -> Say {
    let mut open: Vec<(&str, usize)> = Vec::new();
    for (from, tag) in tags(text) {
        let (opens, closes) = if text[..from].ends_with("{%") { ("{%", "%}") } else { ("{{", "}}") };
        if from + tag.len() == text.len() {
            let line = line(text, from);
            return say!(
                "mẫu hết mà {opens} mở ở dòng {line} chưa đóng bằng {closes}",
                "the template ends and {opens}, opened in line {line}, is not closed by {closes}"
            );
        }
        let word = tag.trim_start_matches('-').split_whitespace().next().unwrap_or_default();
        if opens == "{%" && OPENING.contains(&word) {
            open.push((word, from));
        } else if word.strip_prefix("end").is_some_and(|word| OPENING.contains(&word)) {
            open.pop();
        }
    }
    match open.last() {
        Some((word, from)) => {
            let line = line(text, *from);
            say!(
                "mẫu hết mà {word} mở ở dòng {line} chưa đóng: thêm {{% end{word} %}}",
                "the template ends and {word}, opened in line {line}, is not closed: add {{% end{word} %}}"
            )
        }
        None => say!(
            "mẫu hết giữa chừng: còn thiếu }}}}, %}} hoặc một lệnh đóng như {{% endif %}}",
            "the template ends half-way: }}}}, %}} or what closes, such as {{% endif %}}, is missing"
        ),
    }
}

/// From 1.
fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// What tera says about something that has a name.
fn named(message: &str) -> Option<Say> {
    let mut quoted = message.split(['`', '\'']).skip(1).step_by(2);
    let (first, second) = (quoted.next().unwrap_or_default(), quoted.next().unwrap_or_default());
    let begins = |words: &str| message.starts_with(words);
    Some(if message.contains("in the opening tag") {
        say!(
            "mở “{first}” mà đóng “{second}”: hai tên phải như nhau",
            "opened as “{first}” and closed as “{second}”: both names must be the same"
        )
    } else if begins("Closing tag ") {
        say!(
            "mở “{second}” mà đóng “{first}”: hai tên phải như nhau",
            "opened as “{second}” and closed as “{first}”: both names must be the same"
        )
    } else if begins("Unclosed component") {
        say!("“{first}” mở ở đây chưa đóng", "“{first}”, opened here, is not closed")
    } else if begins("Template already contains") {
        say!(
            "tên “{first}” có hai lần trong mẫu này: đổi một tên",
            "the name “{first}” is there twice in this template: change one"
        )
    } else if begins("Template is already extending") || begins("`extends` needs") {
        say!(
            "extends phải đứng đầu tệp, và chỉ một lần",
            "extends has to be the first thing in the file, and there is one only"
        )
    } else if begins("This content would be ignored") {
        say!(
            "mẫu có extends thì không in ra gì ngoài các khối (block): chuyển phần này vào một khối",
            "a template with extends prints nothing outside of its blocks: move this into a block"
        )
    } else if begins("Blocks cannot") || begins("Component definitions cannot") || begins("`extends` cannot")
    {
        say!(
            "block, component và extends không được nằm trong một lệnh khác: chuyển ra ngoài",
            "block, component and extends cannot stand within another tag: move it out"
        )
    } else if begins("Keyword argument") {
        say!("“{first}” được đưa hai lần: bỏ một", "“{first}” is given twice: take one out")
    } else if begins("Closing comment tag") {
        say!("ghi chú mở bằng {{# chưa đóng bằng #}}", "the comment opened by {{# is not closed by #}}")
    } else if begins("String opened") {
        say!(
            "chữ mở bằng {first} chưa đóng bằng {first}",
            "the text opened by {first} is not closed by {first}"
        )
    } else if let Some(rest) = message.strip_prefix("Found invalid field of `loop`: ") {
        let field = rest.split('.').next().unwrap_or_default();
        let fields = ["index", "index0", "first", "last", "length"];
        let there = nearest(field, fields).map_or_else(|| fields.join(", "), str::to_owned);
        say!("loop không có “{field}”; có: {there}", "loop has no “{field}”; it has {there}")
    } else if let Some((word, _)) = message.split_once(" is a reserved keyword") {
        say!("“{word}” không dùng làm tên được: chọn tên khác", "“{word}” cannot be a name: choose another")
    } else if let Some((word, _)) = message.split_once(" can only be used in a for loop") {
        say!("“{word}” chỉ dùng được trong vòng lặp (for)", "“{word}” can be used in a loop (for) only")
    } else {
        return None;
    })
}

/// `Found … but expected …`, in words for what may stand in a template.
fn expected(message: &str) -> Option<Say> {
    let rest = message.strip_prefix("Found ")?;
    let (found, wanted) =
        [" but expected ", " but was expecting "].iter().find_map(|words| rest.split_once(words))?;
    let (found, wanted) = (token(found), token(wanted.trim_end_matches('.')));
    Some(Say {
        vi: format!("ở đây có {}, lẽ ra phải là {}", found.vi, wanted.vi),
        en: format!("there is {} here, and {} was expected", found.en, wanted.en),
    })
}

fn token(token: &str) -> Say {
    let (vi, en) = match token {
        "identifier" | "attribute name" => ("một tên", "a name"),
        "identifier after it for component call" => ("tên của một thành phần", "the name of a component"),
        "string" => ("chữ trong ngoặc kép", "a text in quotes"),
        "integer" | "float" => ("một số", "a number"),
        "bool" => ("true hoặc false", "true or false"),
        "content" => ("chữ ngoài {{ }} và {% %}", "text outside of {{ }} and {% %}"),
        one if one.starts_with("one of: integer") => {
            ("một tên, một số hoặc chữ trong ngoặc kép", "a name, a number or a text in quotes")
        }
        one => {
            let plain = one.replace('`', "");
            return Say { vi: plain.replace(" or ", " hoặc "), en: plain };
        }
    };
    Say { vi: vi.to_owned(), en: en.to_owned() }
}
