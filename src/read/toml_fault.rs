//! What is wrong with one line of TOML, in the words of an officer: the mistakes that come from Word, Excel and habit.

use super::number_grammar::is_thousands;
use super::suggest::slug;
use super::time_words::{self, NO_SUCH_DAY};
use super::toml_slip;
use crate::diag::{At, Problem, Say};
use crate::say;

/// Tells of a key how many decimals its numbers may have, where that is known; nothing in a file where commas separate
/// thousands.
pub(super) type Thousands<'t> = &'t dyn Fn(&str) -> Option<Option<u32>>;

/// A line that the parser refuses.
pub(super) struct Faulty<'t> {
    /// The whole line, without its end.
    pub line: &'t str,
    /// Where the line begins in its file.
    pub start: u32,
    /// Where the parser stopped.
    pub at: At,
    /// What the parser says: English, and of TOML.
    pub message: &'t str,
    /// How numbers of its key are written.
    pub thousands: Thousands<'t>,
}

/// Returns the problem of a line, with the line to write instead where only one can be meant.
pub(super) fn problem(faulty: &Faulty<'_>) -> Problem {
    let looks: [fn(&Faulty<'_>) -> Option<Problem>; 9] = [
        twice,
        slip_in_brackets,
        open_bracket,
        open_quote,
        too_deep,
        unquoted,
        slip,
        marked_name,
        without_value,
    ];
    looks.iter().find_map(|look| look(faulty)).unwrap_or_else(|| {
        let message = faulty.message;
        faulty
            .problem(say!(
                "dòng này không viết đúng dạng khóa = giá trị",
                "this line is not key = value ({message})"
            ))
            .way_out(say!("viết lại theo dạng khóa = giá trị", "write it as key = value"))
    })
}

impl<'t> Faulty<'t> {
    fn problem(&self, fault: Say) -> Problem {
        Problem::error("toml-syntax", self.at, fault)
    }

    fn trimmed(&self) -> &'t str {
        self.line.trim()
    }

    /// The key, empty where there is no `=`, and what stands behind it.
    fn halves(&self) -> (&'t str, &'t str) {
        let trimmed = self.trimmed();
        trimmed.split_once('=').map_or(("", trimmed), |(key, value)| (key.trim(), value.trim()))
    }

    /// The line with its value as text.
    fn quoted(&self, fault: Say, text: &str) -> Problem {
        let text = text.trim_matches(['“', '”', '„', '‘', '’', '"', '\'', ' ']);
        self.problem(fault)
            .way_out(say!("đặt giá trị trong dấu nháy kép", "put the value in double quotes"))
            .instead(format!("{} = \"{text}\"", self.halves().0))
    }
}

fn twice(faulty: &Faulty<'_>) -> Option<Problem> {
    if !faulty.message.contains("duplicate key") {
        return None;
    }
    Some(match faulty.trimmed().starts_with('[') {
        true => faulty.problem(say!("mục này đã có rồi", "this table is written twice")).way_out(say!(
            "chuyển các dòng dưới mục này lên dưới mục đầu, rồi xóa dòng này",
            "move the lines below it under the first one, and delete this line"
        )),
        false => faulty
            .problem(say!("khóa này đã có rồi", "this key is written twice"))
            .way_out(say!("giữ lại một dòng", "keep one of the lines")),
    })
}

fn slip_in_brackets(faulty: &Faulty<'_>) -> Option<Problem> {
    faulty.halves().1.starts_with(['{', '[']).then(|| slip(faulty))?
}

fn slip(faulty: &Faulty<'_>) -> Option<Problem> {
    let is_whole = matches!((faulty.thousands)(faulty.halves().0), Some(Some(0..3)));
    let (slip, better) = toml_slip::mended(faulty.line, is_whole)?;
    let start = faulty.start + slip.span.start as u32;
    let at = At { start, end: start + slip.span.len() as u32, ..faulty.at };
    Some(Problem::error("toml-syntax", at, slip.fault).way_out(slip.way_out).instead(better))
}

fn open_bracket(faulty: &Faulty<'_>) -> Option<Problem> {
    let sign = faulty.message.strip_prefix("unclosed ")?.split('`').nth(1)?;
    let trimmed = faulty.trimmed();
    let open = faulty
        .problem(say!("dấu ngoặc mở ra mà không đóng", "a bracket is opened and not closed"))
        .way_out(say!("thêm dấu {sign} ở cuối", "add {sign} at the end"));
    // A list may go on over several lines: only the author knows where it ends.
    Some(match trimmed.contains('#') || sign == "]" && !trimmed.starts_with('[') {
        true => open,
        false => open.instead(format!("{trimmed}{}{sign}", if sign == "}" { " " } else { "" })),
    })
}

fn open_quote(faulty: &Faulty<'_>) -> Option<Problem> {
    if !(faulty.message.starts_with("invalid") && faulty.message.contains("string")) {
        return None;
    }
    let value = faulty.halves().1;
    let open = faulty
        .problem(say!("chữ mở dấu nháy mà không đóng", "a quote is opened and not closed"))
        .way_out(say!(
            "thêm dấu nháy ở cuối; dấu nháy kép bên trong viết là \\\"",
            "add the quote at the end; a double quote inside is written \\\""
        ));
    Some(match value.starts_with('"') && value.matches('"').count() == 1 && !value.contains('#') {
        true => open.instead(format!("{}\"", faulty.trimmed())),
        false => open,
    })
}

fn too_deep(faulty: &Faulty<'_>) -> Option<Problem> {
    (faulty.message.contains("nest") || faulty.message.contains("recursion")).then(|| {
        faulty.problem(say!("lồng nhau quá sâu", "nested too deep")).way_out(say!(
            "xóa dòng này, hoặc viết lại với ít dấu ngoặc hơn",
            "delete the line, or write it with fewer brackets"
        ))
    })
}

/// A value that needs quotes.
fn unquoted(faulty: &Faulty<'_>) -> Option<Problem> {
    let (key, value) = faulty.halves();
    let bare = value.split('#').next().unwrap_or("").trim();
    if key.is_empty() || bare.is_empty() {
        return None;
    }
    let quoted = |fault: Say| Some(faulty.quoted(fault, bare));
    if bare.contains(['“', '”', '„', '‘', '’']) && !bare.starts_with(['"', '\'']) {
        return quoted(say!(
            "dấu nháy cong không phải dấu nháy của TOML",
            "curly quotes are not TOML quotes"
        ));
    }
    if bare.strip_suffix('%').is_some_and(|number| is_digits(number.trim())) {
        return quoted(say!("phần trăm phải ở trong dấu nháy", "a percentage needs quotes"));
    }
    if bare.contains(',') && is_digits(bare) {
        return Some(comma(faulty, bare));
    }
    if bare.len() > 1 && bare.starts_with('0') && bare.bytes().all(|b| b.is_ascii_digit()) {
        return quoted(say!(
            "số có số 0 ở đầu phải ở trong dấu nháy",
            "a number with a leading zero needs quotes"
        ));
    }
    let date: Vec<&str> = bare.split(['/', '.', '-']).collect();
    if date.len() == 3 && date.iter().all(|part| is_digits(part)) {
        return Some(day(faulty, bare));
    }
    if bare.chars().next().is_some_and(|c| c.is_alphabetic() || "<>~≥≤".contains(c)) {
        return quoted(say!("chữ phải ở trong dấu nháy", "text needs quotes"));
    }
    None
}

fn is_digits(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
}

/// `1,736`: of people it can only be a thousand, of kilometres nobody knows.
fn comma(faulty: &Faulty<'_>, bare: &str) -> Problem {
    let key = faulty.halves().0;
    let needs = || say!("số có dấu phẩy phải ở trong dấu nháy", "a number with a comma needs quotes");
    let dotted = bare.replace(',', ".");
    let Some(decimals) = (faulty.thousands)(key).filter(|_| is_thousands(&dotted)) else {
        return faulty.quoted(needs(), bare);
    };
    if matches!(decimals, Some(0..3)) || bare.matches(',').count() > 1 {
        let fault = say!(
            "hàng nghìn ngăn bằng dấu chấm, trong dấu nháy",
            "thousands are separated by dots, in quotes"
        );
        return faulty.quoted(fault, &dotted);
    }
    let (head, tail) = bare.split_once(',').unwrap_or((bare, ""));
    let whole = bare.replace(',', "");
    faulty
        .problem(needs())
        .way_out(say!(
            "chọn một trong hai dòng: {whole}, hay {head} phẩy {tail}?",
            "choose one of the two lines: {whole}, or {head} point {tail}?"
        ))
        .instead(format!("{key} = \"{dotted}\"\n{key} = \"{bare}\""))
}

fn day(faulty: &Faulty<'_>, bare: &str) -> Problem {
    let fault = say!("ngày phải ở trong dấu nháy", "a date needs quotes");
    match time_words::parse(bare) {
        Ok(period) => faulty.quoted(fault, &period.to_string()),
        // Quotes would not help: 29 February of a common year is not in the calendar.
        Err(refusal) if refusal.rule == NO_SUCH_DAY => {
            Problem { way_out: refusal.way_out, ..Problem::error(refusal.rule, faulty.at, refusal.fault) }
        }
        Err(_) => faulty.quoted(fault, bare),
    }
}

/// A header or a key with Vietnamese marks, or a header with blanks.
fn marked_name(faulty: &Faulty<'_>) -> Option<Problem> {
    let trimmed = faulty.trimmed();
    let header = trimmed.trim_matches(['[', ']']);
    if trimmed.starts_with('[') && !header.contains('"') && (!header.is_ascii() || header.contains(' ')) {
        let better: Vec<String> = header.split('.').map(slug).collect();
        let brackets = trimmed.len() - trimmed.trim_start_matches('[').len();
        let fault = say!("tên mục có dấu hoặc khoảng trắng", "a header with marks or blanks");
        return Some(
            faulty
                .problem(fault)
                .way_out(say!(
                    "tên mục là chữ thường không dấu, nối bằng gạch ngang",
                    "headers are lower-case ASCII with hyphens"
                ))
                .instead(format!("{}{}{}", "[".repeat(brackets), better.join("."), "]".repeat(brackets))),
        );
    }
    let (key, value) = faulty.halves();
    if key.is_empty() || key.is_ascii() || key.starts_with('"') {
        return None;
    }
    let marked = faulty.problem(say!("khóa có dấu tiếng Việt", "a key with Vietnamese marks"));
    let way_out =
        say!("khóa là chữ thường không dấu, nối bằng gạch ngang", "keys are lower-case ASCII with hyphens");
    Some(marked.way_out(way_out).instead(format!("{} = {value}", slug(key))))
}

fn without_value(faulty: &Faulty<'_>) -> Option<Problem> {
    let (key, value) = faulty.halves();
    if !key.is_empty() && value.is_empty() {
        let fault = say!("sau dấu = chưa có giá trị", "there is no value after the =");
        return Some(
            faulty
                .problem(fault)
                .way_out(say!("ghi giá trị, hoặc xóa dòng", "write the value, or delete the line")),
        );
    }
    faulty.message.contains("key with no value").then(|| {
        faulty
            .problem(say!("dòng này không có dạng khóa = giá trị", "this line is not key = value"))
            .way_out(say!("thêm dấu = và giá trị, hoặc xóa dòng", "add = and a value, or delete the line"))
    })
}
