//! Style sheets as they are sent: without what only their authors read.

/// Returns a style sheet without its comments, and without the blanks that a browser passes over; `/*! … */` stays.
///
/// ```
/// use bantin::render::style_sheet::sent;
/// assert_eq!(sent("/* why */\na b {\n  c: \"/*\"; /* d */\n}\n"), "a b{c: \"/*\";}\n");
/// ```
pub fn sent(sheet: &str) -> String {
    let mut out = Sent { text: String::with_capacity(sheet.len()), blank: false };
    let mut rest = sheet;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        out.code(before);
        let length = match from.as_bytes()[0] {
            b'/' if from.starts_with("/*") => from.find("*/").map_or(from.len(), |end| end + 2),
            b'/' => 1,
            quote => string(from, quote),
        };
        if !from.starts_with("/*") || from.starts_with("/*!") {
            out.whole(&from[..length]);
        }
        rest = &from[length..];
    }
    out.code(rest);
    out.text.push('\n');
    out.text
}

/// What was sent so far, and whether a blank stood behind it.
struct Sent {
    text: String,
    blank: bool,
}

impl Sent {
    /// Adds text outside quotes: a run of blanks is one, and none where a rule or a declaration begins or ends.
    fn code(&mut self, code: &str) {
        for character in code.chars() {
            match character {
                ' ' | '\t' | '\n' | '\r' => self.blank = true,
                '{' | '}' | ';' => {
                    self.blank = false;
                    self.text.push(character);
                }
                other => self.whole(other.encode_utf8(&mut [0; 4])),
            }
        }
    }

    /// Adds a piece as it is.
    fn whole(&mut self, piece: &str) {
        if self.blank && !self.text.is_empty() && !self.text.ends_with(['{', '}', ';']) {
            self.text.push(' ');
        }
        self.blank = false;
        self.text.push_str(piece);
    }
}

/// The length of a text in quotes; one that never ends is the rest.
fn string(from: &str, quote: u8) -> usize {
    let bytes = from.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    from.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_nothing_to_a_browser_goes() {
        let cases = [
            ("a{b:c}", "a{b:c}\n"),
            ("/*! licence */\na{}", "/*! licence */ a{}\n"),
            ("a::before { content: \"\\\" /* x\" } /* y", "a::before{content: \"\\\" /* x\"}\n"),
            ("a { background: url(b/c.svg) }", "a{background: url(b/c.svg)}\n"),
            ("a { content: 'ế /*", "a{content: 'ế /*\n"),
            ("a  b\n> c ,\n d { e: f  \"g ; h\" ; i: j }\n\n", "a b > c , d{e: f \"g ; h\";i: j}\n"),
            ("@media (a: b) { c { d: calc(1px + 2px) } }", "@media (a: b){c{d: calc(1px + 2px)}}\n"),
        ];
        for (given, wanted) in cases {
            assert_eq!(sent(given), wanted, "{given}");
        }
    }
}
