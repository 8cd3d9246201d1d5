//! What a page cannot give to its template, in words of ours: names, arguments and kinds of values.

use super::near;
use crate::diag::Say;
use crate::say;

/// Returns what is wrong where tera could read a template and not follow it.
pub(super) fn words(message: &str) -> Say {
    not_there(message)
        .or_else(|| argument(message))
        .or_else(|| kind(message))
        .unwrap_or_else(|| unfollowed(message))
}

fn unfollowed(message: &str) -> Say {
    say!(
        "không làm theo được dòng này của mẫu (tera báo: {message})",
        "this line of the template cannot be followed (tera says: {message})"
    )
}

/// The commonest fault, a name that is not there.
fn not_there(message: &str) -> Option<Say> {
    let (_, rest) = message.split_once('`')?;
    let (name, known) = rest.split_once("` is not defined")?;
    let known = known.split_once(": ").map(|(_, known)| known).unwrap_or_default();
    let Say { vi, en } = near(name, known.split(", ").filter(|one| !one.is_empty()));
    Some(say!("không có tên “{name}” ở đây{vi}", "there is no “{name}” here{en}"))
}

/// What a component, filter or function is given.
fn argument(message: &str) -> Option<Say> {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let name = quoted.next()?;
    Some(if message.starts_with("Unknown argument(s)") {
        let (unknown, known) = message.split_once("component call.")?;
        let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
        let unknown: Vec<&str> = unknown.split('`').skip(1).step_by(2).collect();
        let Say { vi, en } = near(unknown[0], known);
        let unknown = unknown.join("”, “");
        say!(
            "thành phần (component) được gọi ở đây không nhận “{unknown}”{vi}",
            "the component called here takes no “{unknown}”{en}"
        )
    } else if message.starts_with("Component argument") {
        return Some(mismatch(Some(name), quoted.next()?, quoted.next()?));
    } else if message.starts_with("Argument") || message.starts_with("Missing keyword argument") {
        say!("lời gọi ở dòng này thiếu “{name}”", "the call in this line lacks “{name}”")
    } else if message.starts_with("Implicit argument") {
        say!(
            "thành phần (component) được gọi ở đây cần “{name}”, mà trang này không có",
            "the component called here needs “{name}”, which this page does not have"
        )
    } else {
        return None;
    })
}

/// A value of another kind than the one that is needed.
fn kind(message: &str) -> Option<Say> {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let first = quoted.next()?;
    Some(if message.starts_with("Invalid type for the value") {
        mismatch(None, quoted.next()?, first)
    } else if message.starts_with("Math operations") || message.starts_with("`+` requires") {
        let given = if message.starts_with('M') { first } else { quoted.next()? };
        mismatch(None, given, "number")
    } else if message.starts_with("Iteration not possible") {
        mismatch(None, first, "array")
    } else if message.starts_with("Key/value iteration")
        || message.starts_with("Spread operator requires a map")
    {
        mismatch(None, first, "map")
    } else if message.starts_with("Spread operator requires an array") {
        mismatch(None, first, "array")
    } else {
        return None;
    })
}

fn mismatch(name: Option<&str>, given: &str, wanted: &str) -> Say {
    let (given, wanted) = (noun(given), noun(wanted));
    let named = |here: &str| name.map_or_else(|| here.to_owned(), |name| format!("“{name}”"));
    Say {
        vi: format!("{} phải là {}, mà lại là {}", named("giá trị ở đây"), wanted.vi, given.vi),
        en: format!("{} has to be {}, and is {}", named("the value here"), wanted.en, given.en),
    }
}

/// What tera calls `map/struct` and the like, for those who never wrote a program.
fn noun(kind: &str) -> Say {
    let (vi, en) = match kind {
        "string" | "&str" => ("chữ", "a text"),
        "array" | "Vec<Value>" | "&[Value]" => ("danh sách", "a list"),
        "map" | "map/struct" | "Map" => ("nhóm nhiều tên", "a group of names"),
        "bool" => ("true hoặc false", "true or false"),
        "none" | "undefined" => ("chỗ trống", "nothing"),
        "bytes" => ("tệp", "a file"),
        _ => ("số", "a number"),
    };
    Say { vi: vi.to_owned(), en: en.to_owned() }
}
