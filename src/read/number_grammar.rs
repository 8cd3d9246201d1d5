//! The grammar of numbers in words: qualifiers, ranges, units, dots and commas.

use super::number_meant::meant;
use super::number_words::{Number, Sense, Words};
use super::refusal::Refusal;
use crate::model::quantity::Scale;
use crate::say;
use rust_decimal::Decimal;

/// Returns what a text means; `english` reads English words, commas as thousands and a decimal point.
///
/// What is written is kept; what has no one meaning is refused.
pub(super) fn parse(text: &str, english: bool) -> Result<Words, Refusal> {
    let printed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let unknown = |printed: &str| {
        let fault = say!("không hiểu số “{printed}”", "the number “{printed}” is not understood");
        let refusal = Refusal::new("unknown-number", fault);
        let groups = |text: &str| text.matches(if english { ',' } else { '.' }).count();
        match meant(printed, english) {
            Some(meant) => {
                let way_out = match groups(&meant) > groups(printed) {
                    true if english => say!("ngăn hàng nghìn bằng dấu phẩy", "separate thousands by a comma"),
                    true => say!("ngăn hàng nghìn bằng dấu chấm", "separate thousands by a dot"),
                    false => say!("chỉ ghi số, đơn vị đã có ở chỉ tiêu", "write the number alone"),
                };
                refusal.way_out(way_out).instead(format!("\"{meant}\""))
            }
            None if english => refusal.way_out(say!(
                "viết như 257, \"4,656\", \"over 14,000\", \"at least 50\", \"5-7\", \"15.4%\"",
                "write 257, \"4,656\", \"over 14,000\", \"at least 50\", \"5-7\", \"15.4%\""
            )),
            None => refusal.way_out(say!(
                "viết như 257, \"4.656\", \"trên 14.000\", \"ít nhất 50\", \"5-7\", \"15,4%\"",
                "write 257, \"4.656\", \"trên 14.000\", \"ít nhất 50\", \"5-7\", \"15,4%\""
            )),
        }
    };
    if printed.is_empty() || printed.len() > LONGEST {
        return Err(unknown(&printed));
    }
    let lower = plain_dashes(&printed);
    let parser = Parser { english, printed: &printed };
    match parser.words(&lower) {
        Ok(Some((sense, from, to, scale))) if sense == Sense::Range && from.value > to.value => {
            let _ = scale;
            let fault = say!("khoảng số “{printed}” viết ngược", "the range “{printed}” runs backwards");
            let way_out = say!("ghi số nhỏ trước, số lớn sau", "write the smaller number first");
            let refusal = Refusal::new("range-backwards", fault).way_out(way_out);
            Err(match printed.split('-').collect::<Vec<_>>()[..] {
                [from, to] => refusal.instead(format!("\"{}-{}\"", to.trim(), from.trim())),
                _ => refusal,
            })
        }
        Ok(Some((sense, from, to, scale))) => {
            let is_change = parser.change(&lower).is_some();
            Ok(Words { printed, sense, from, to, scale, decimals: 0, is_change })
        }
        Ok(None) => Err(unknown(&printed)),
        Err(refusal) => Err(refusal),
    }
}

/// How many bytes of words there may be: more is no number, and not looked through.
pub(super) const LONGEST: usize = 120;

/// Returns true where a text has one meaning; cheaper than [`parse`], which looks for what else was meant.
pub(super) fn is_understood(text: &str, english: bool) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let lower = plain_dashes(text);
    let parser = Parser { english, printed: text };
    matches!(
        parser.words(&lower),
        Ok(Some((sense, from, to, _))) if sense != Sense::Range || from.value <= to.value
    )
}

fn plain_dashes(printed: &str) -> String {
    printed.to_lowercase().replace('−', "-").replace(['–', '—'], "-")
}

/// Words before a number, the longer ones first.
pub(super) const PREFIXES: &[(&str, Sense)] = &[
    ("không vượt quá ", Sense::AtMost),
    ("không ít hơn ", Sense::AtLeast),
    ("không nhiều hơn ", Sense::AtMost),
    ("không dưới ", Sense::AtLeast),
    ("không quá ", Sense::AtMost),
    ("nhiều nhất ", Sense::AtMost),
    ("tối thiểu ", Sense::AtLeast),
    ("tối đa ", Sense::AtMost),
    ("ít nhất ", Sense::AtLeast),
    ("chưa đến ", Sense::LessThan),
    ("chưa tới ", Sense::LessThan),
    ("xấp xỉ ", Sense::About),
    ("ước khoảng ", Sense::About),
    ("khoảng ", Sense::About),
    ("chừng ", Sense::About),
    ("trên ", Sense::MoreThan),
    ("hơn ", Sense::MoreThan),
    ("dưới ", Sense::LessThan),
    ("gần ", Sense::Nearly),
    (">=", Sense::AtLeast),
    ("<=", Sense::AtMost),
    ("≥", Sense::AtLeast),
    ("≤", Sense::AtMost),
    (">", Sense::MoreThan),
    ("<", Sense::LessThan),
    ("~", Sense::About),
    ("≈", Sense::About),
];

/// The English ones.
pub(super) const ENGLISH: &[(&str, Sense)] = &[
    ("not more than ", Sense::AtMost),
    ("no more than ", Sense::AtMost),
    ("not fewer than ", Sense::AtLeast),
    ("not less than ", Sense::AtLeast),
    ("no less than ", Sense::AtLeast),
    ("a minimum of ", Sense::AtLeast),
    ("a maximum of ", Sense::AtMost),
    ("no fewer than ", Sense::AtLeast),
    ("approximately ", Sense::About),
    ("more than ", Sense::MoreThan),
    ("fewer than ", Sense::LessThan),
    ("less than ", Sense::LessThan),
    ("at least ", Sense::AtLeast),
    ("at most ", Sense::AtMost),
    ("nearly ", Sense::Nearly),
    ("almost ", Sense::Nearly),
    ("roughly ", Sense::About),
    ("around ", Sense::About),
    ("about ", Sense::About),
    ("some ", Sense::About),
    ("under ", Sense::LessThan),
    ("below ", Sense::LessThan),
    ("above ", Sense::MoreThan),
    ("up to ", Sense::AtMost),
    ("over ", Sense::MoreThan),
];

/// Words and signs for a change, before its number, the longer ones first; −1 where it falls.
pub(super) const VIETNAMESE_CHANGES: &[(&str, i32)] = &[
    ("tăng thêm ", 1),
    ("tăng được ", 1),
    ("tăng tới ", 1),
    ("tăng ", 1),
    ("giảm bớt ", -1),
    ("giảm thêm ", -1),
    ("giảm được ", -1),
    ("giảm tới ", -1),
    ("giảm mất ", -1),
    ("giảm đi ", -1),
    ("giảm ", -1),
    ("+", 1),
    ("-", -1),
];

/// English words for a change, before its number, the longer ones first; −1 where it falls.
pub(super) const CHANGES: &[(&str, i32)] = &[
    ("an increase of ", 1),
    ("a decrease of ", -1),
    ("increase of ", 1),
    ("decrease of ", -1),
    ("a rise of ", 1),
    ("a fall of ", -1),
    ("increased by ", 1),
    ("decreased by ", -1),
    ("declined by ", -1),
    ("dropped by ", -1),
    ("fallen by ", -1),
    ("risen by ", 1),
    ("grown by ", 1),
    ("rose by ", 1),
    ("fell by ", -1),
    ("grew by ", 1),
    ("up by ", 1),
    ("down by ", -1),
    ("up ", 1),
    ("down ", -1),
];

/// Multipliers after a number.
pub(super) const UNITS: &[(&str, u64, bool)] = &[
    ("nghìn tỷ", 1_000_000_000_000, false),
    ("nghìn tỉ", 1_000_000_000_000, false),
    ("nghìn", 1_000, false),
    ("ngàn", 1_000, false),
    ("triệu", 1_000_000, false),
    ("tỷ", 1_000_000_000, false),
    ("tỉ", 1_000_000_000, false),
    ("thousand", 1_000, true),
    ("million", 1_000_000, true),
    ("billion", 1_000_000_000, true),
];

/// Words behind a number, and whether they are English.
pub(super) const ENDINGS: &[(&str, Sense, bool)] = &[
    (" trở lên", Sense::AtLeast, false),
    (" trở xuống", Sense::AtMost, false),
    (" or more", Sense::AtLeast, true),
    (" or fewer", Sense::AtMost, true),
    (" or less", Sense::AtMost, true),
];

struct Parser<'p> {
    english: bool,
    /// The whole text, as it is written.
    printed: &'p str,
}

type Parsed = (Sense, Number, Number, Scale);

/// A change by so much: what falls by more than 5 changes by less than −5. A fall of a fall is none.
fn signed(sign: i32, (sense, from, to, scale): Parsed) -> Option<Parsed> {
    let is_plain = scale != Scale::Times && !from.value.is_sign_negative();
    if !is_plain || matches!(sense, Sense::Of | Sense::Kept) {
        return None;
    }
    if sign > 0 {
        return Some((sense, from, to, scale));
    }
    let turned = |number: Number| Number { value: -number.value, ..number };
    let sense = match sense {
        Sense::MoreThan => Sense::LessThan,
        Sense::AtLeast => Sense::AtMost,
        Sense::LessThan | Sense::Nearly => Sense::MoreThan,
        Sense::AtMost => Sense::AtLeast,
        Sense::Exactly | Sense::Range | Sense::About => sense,
        Sense::Of | Sense::Kept => return None,
    };
    Some((sense, turned(to), turned(from), scale))
}

impl Parser<'_> {
    fn words(&self, text: &str) -> Result<Option<Parsed>, Refusal> {
        if let Some(times) = self.times(text)? {
            return Ok(Some(times));
        }
        let english: &[_] = if self.english { ENGLISH } else { &[] };
        let prefix = PREFIXES.iter().chain(english).find_map(|(word, sense)| {
            let rest = text.strip_prefix(word)?;
            Some((*sense, rest.trim_start()))
        });
        if let Some((sense, rest)) = prefix {
            let found = match sense {
                Sense::About => self.range(rest)?.or(self.single(rest)?),
                _ => self.single(rest)?,
            };
            return Ok(found.map(|(from, to, scale)| (sense, from, to, scale)));
        }
        if let Some((sign, rest)) = self.change(text) {
            return Ok(self.words(rest)?.and_then(|change| signed(sign, change)));
        }
        for (word, sense, english) in ENDINGS {
            if let Some(rest) = text.strip_suffix(word)
                && (self.english || !english)
            {
                let rest = rest.strip_prefix("từ ").unwrap_or(rest);
                return Ok(self.single(rest)?.map(|(from, to, scale)| (*sense, from, to, scale)));
            }
        }
        if let Some((part, whole)) = text.split_once('/') {
            let (part, whole) = (self.single(part.trim())?, self.single(whole.trim())?);
            return Ok(match (part, whole) {
                (Some((part, _, Scale::Count)), Some((whole, _, Scale::Count))) => {
                    Some((Sense::Of, part, whole, Scale::Count))
                }
                _ => None,
            });
        }
        if let Some((from, to, scale)) = self.range(text)? {
            return Ok(Some((Sense::Range, from, to, scale)));
        }
        Ok(self.single(text)?.map(|(from, to, scale)| (Sense::Exactly, from, to, scale)))
    }

    /// Returns the sign of a change and the words after its own: *giảm* and *hơn 14%*.
    fn change<'t>(&self, text: &'t str) -> Option<(i32, &'t str)> {
        let english: &[_] = if self.english { CHANGES } else { &[] };
        let found = |(word, sign): &(&str, i32)| Some((*sign, text.strip_prefix(word)?.trim_start()));
        VIETNAMESE_CHANGES.iter().chain(english).find_map(found)
    }

    /// *gấp đôi*, *gấp 2 lần*; *tăng 5 lần* is kept.
    fn times(&self, text: &str) -> Result<Option<Parsed>, Refusal> {
        let exact = |value: u64| Number { value: value.into(), places: 0, unit: Decimal::ONE };
        let clear = text.strip_prefix("tăng gấp ").or_else(|| text.strip_prefix("gấp "));
        if let Some(rest) = clear {
            let (sense, rest) = match rest.strip_prefix("hơn ").or_else(|| rest.strip_prefix("trên ")) {
                Some(rest) => (Sense::MoreThan, rest),
                None => (Sense::Exactly, rest),
            };
            let fixed = match rest {
                "đôi" | "hai" | "hai lần" => Some(2),
                "ba" | "ba lần" => Some(3),
                _ => None,
            };
            let number = match fixed {
                Some(value) => Some(exact(value)),
                None => match rest.strip_suffix("lần").map(|number| self.single(number.trim())) {
                    Some(single) => {
                        single?.filter(|(.., scale)| *scale == Scale::Count).map(|(from, ..)| from)
                    }
                    None => None,
                },
            };
            return Ok(number.map(|number| (sense, number, number, Scale::Times)));
        }
        if self.english
            && let Some(times) = self.english_times(text)?
        {
            return Ok(Some(times));
        }
        if let Some(rest) = text.strip_suffix("lần") {
            let number = ["tăng ", "giảm "].iter().find_map(|word| rest.strip_prefix(word)).map(str::trim);
            if let Some(number) = number {
                let number = self.single(number)?.map(|(from, ..)| from);
                return Ok(number.map(|number| (Sense::Kept, number, number, Scale::Times)));
            }
        }
        Ok(None)
    }

    /// *twice*, *doubled*, *2.5 times*.
    fn english_times(&self, text: &str) -> Result<Option<Parsed>, Refusal> {
        let exact = |value: u64| Number { value: value.into(), places: 0, unit: Decimal::ONE };
        let (sense, rest) = match text.strip_prefix("more than ").or_else(|| text.strip_prefix("over ")) {
            Some(rest) => (Sense::MoreThan, rest),
            None => (Sense::Exactly, text),
        };
        let number = match rest {
            "twice" | "double" | "doubled" => Some(exact(2)),
            "trebled" | "tripled" => Some(exact(3)),
            _ => match rest.strip_suffix(" times").map(|number| self.single(number)) {
                Some(single) => single?.filter(|(.., scale)| *scale == Scale::Count).map(|(from, ..)| from),
                None => None,
            },
        };
        Ok(number.map(|number| (sense, number, number, Scale::Times)))
    }

    fn range(&self, text: &str) -> Result<Option<(Number, Number, Scale)>, Refusal> {
        let text = text.strip_prefix("từ ").or(text.strip_prefix("from ")).unwrap_or(text);
        let separators = [" đến ", " tới ", " to ", "..", "…", "-"];
        let between = text.strip_prefix("between ").filter(|_| self.english);
        let ends = match between {
            Some(ends) => ends.split_once(" and "),
            None => separators.iter().find_map(|one| text.split_once(one)),
        };
        let Some((from, to)) = ends else {
            return Ok(None);
        };
        let (from, to) = (from.trim(), to.trim());
        let (Some((mut low, _, low_scale)), Some((high, _, scale))) = (self.single(from)?, self.single(to)?)
        else {
            return Ok(None);
        };
        // "2-3 nghìn", "10-15%": what stands behind the second number belongs to both.
        if low.unit == Decimal::ONE && high.unit > Decimal::ONE && low.value < high.value / high.unit {
            low = Number { value: low.value * high.unit, unit: high.unit, ..low };
        }
        Ok((low_scale == scale || low_scale == Scale::Count).then_some((low, high, scale)))
    }

    /// One number, with its multiplier or percent sign; nothing where the text is none.
    fn single(&self, text: &str) -> Result<Option<(Number, Number, Scale)>, Refusal> {
        let text = text.trim();
        let percent =
            ["%", "phần trăm", "percent", "per cent"].iter().find_map(|word| text.strip_suffix(word));
        if let Some(number) = percent {
            let number = self.number(number.trim(), true)?;
            return Ok(number.map(|number| (number, number, Scale::Percent)));
        }
        for (word, unit, english) in UNITS {
            let Some(number) = text.strip_suffix(word).filter(|_| !english || self.english) else { continue };
            let Some(number) = self.number(number.trim(), true)? else { return Ok(None) };
            let unit = Decimal::from(*unit);
            let value = number.value.checked_mul(unit).filter(|value| *value < Decimal::from(u64::MAX));
            return Ok(value.map(|value| {
                let number = Number { value, unit, ..number };
                (number, number, Scale::Count)
            }));
        }
        Ok(self.number(text, false)?.map(|number| (number, number, Scale::Count)))
    }

    /// Digits with dots for thousands and a comma for decimals; the other way round in English.
    /// `fractional` where decimals are at home: before `%` and "triệu".
    fn number(&self, text: &str, fractional: bool) -> Result<Option<Number>, Refusal> {
        let shape = text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
        if !shape
            || !text.starts_with(|c: char| c.is_ascii_digit())
            || !text.ends_with(|c: char| c.is_ascii_digit())
        {
            return Ok(None);
        }
        // From here on, dots are thousands.
        let swapped: String = match self.english {
            true => text
                .chars()
                .map(|c| {
                    if c == '.' {
                        ','
                    } else if c == ',' {
                        '.'
                    } else {
                        c
                    }
                })
                .collect(),
            false => text.to_owned(),
        };
        let (head, tail) = match swapped.split_once(',') {
            Some((head, tail)) => (head, tail),
            None => (swapped.as_str(), ""),
        };
        let grouped = is_thousands(head);
        let clear = if fractional && grouped && tail.is_empty() {
            // "1.985%", "24.310 triệu": thousands or decimals? Only a second group tells.
            head.matches('.').count() > 1
        } else {
            (grouped || !head.contains('.')) && tail.bytes().all(|b| b.is_ascii_digit())
        };
        if !clear {
            return Err(self.separators(text, fractional));
        }
        let digits: String = head.replace('.', "") + tail;
        let places = tail.len() as u32;
        let value = match digits.parse::<u64>() {
            Ok(value) if places <= 12 => Decimal::from_i128_with_scale(value.into(), places),
            _ => {
                let fault =
                    say!("số quá lớn hoặc quá nhiều chữ số: {text}", "too large, or too many digits: {text}");
                return Err(Refusal::new("number-too-large", fault).way_out(say!(
                    "xem lại số chữ số trong báo cáo",
                    "count the digits in the report again"
                )));
            }
        };
        Ok(Some(Number { value, places, unit: Decimal::ONE }))
    }

    /// The refusal of dots and commas that have no one meaning, with what may be meant.
    fn separators(&self, text: &str, fractional: bool) -> Refusal {
        let fault = say!(
            "dấu chấm, dấu phẩy trong “{text}” không rõ nghĩa",
            "the dots and commas of “{text}” are unclear"
        );
        let refusal = Refusal::new("unclear-separators", fault);
        // The words around the number stay: "trên 24.310 triệu".
        let written = |number: &str| format!("\"{}\"", self.printed.replacen(text, number, 1));
        let (thousands, decimal) = if self.english { (',', '.') } else { ('.', ',') };
        let plain = text.replace(thousands, ".");
        if fractional && is_thousands(&plain) {
            // Thousands or decimals: one is a thousand times the other, and the report alone tells.
            let whole: String = plain.replace('.', "");
            let decimals = plain.replace('.', decimal.encode_utf8(&mut [0; 4]));
            let way_out = say!(
                "có thể là {whole}, cũng có thể là {decimals}: xem báo cáo rồi chọn một cách viết",
                "it may be {whole}, or {decimals}: look into the report and choose one"
            );
            return refusal.way_out(way_out).instead(written(&whole)).instead(written(&decimals));
        }
        if self.english {
            return refusal.way_out(say!(
                "trong bài, tệp tiếng Anh, dấu phẩy ngăn hàng nghìn, dấu chấm ngăn phần lẻ",
                "in English a comma separates thousands, a point decimals"
            ));
        }
        let refusal = refusal.way_out(say!(
            "dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ",
            "a dot separates thousands, a comma decimals"
        ));
        match (text.matches('.').count(), text.matches(',').count()) {
            (1, 0) => {
                let (head, tail) = text.split_once('.').unwrap_or((text, ""));
                let zeros = tail.bytes().all(|b| b == b'0');
                match zeros && !fractional {
                    true if self.printed == text => refusal.instead(head),
                    true => refusal.instead(written(head)),
                    false => refusal.instead(written(&format!("{head},{tail}"))),
                }
            }
            // English order: 1,234.5
            (1, 1..) if text.find(',') < text.find('.') => {
                let swap = |c: char| match c {
                    '.' => ',',
                    ',' => '.',
                    c => c,
                };
                refusal.instead(written(&text.chars().map(swap).collect::<String>()))
            }
            _ => refusal,
        }
    }
}

/// Returns true for groups of three digits with dots: `4.656`, but not `0.985`.
pub(super) fn is_thousands(text: &str) -> bool {
    let mut groups = text.split('.');
    let first = groups.next().unwrap_or("");
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let mut rest = groups.peekable();
    rest.peek().is_some()
        && digits(first)
        && first.len() <= 3
        && !first.starts_with('0')
        && rest.all(|group| group.len() == 3 && digits(group))
}
