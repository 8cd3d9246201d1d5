//! Numbers in the words of a report to what they mean: `"trên 14.000"`, `"5-7"`, `"15,4%"`.

use super::refusal::Refusal;
use crate::diag::Say;
use crate::model::indicator::Good;
use crate::model::interval::{Bound, Interval};
use crate::model::plan::Goal;
use crate::model::quantity::{Approximate, Quantity, Scale};
use crate::say;
use rust_decimal::Decimal;

/// How the number words stand to the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// The number itself.
    Exactly,
    /// *trên, hơn.*
    MoreThan,
    /// *ít nhất, từ … trở lên.*
    AtLeast,
    /// *dưới.*
    LessThan,
    /// *gần*: below, and not far.
    Nearly,
    /// *không quá, tối đa.*
    AtMost,
    /// *từ … đến …*
    Range,
    /// *khoảng.*
    About,
    /// `750/4.656`: the first of the second.
    Of,
    /// *tăng 5 lần*: five or six times, nobody knows.
    Kept,
}

/// A number in words, understood.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    /// As written, with single spaces.
    pub printed: String,
    /// How the numbers stand to the value.
    pub sense: Sense,
    /// The number, or the first of two.
    pub from: Number,
    /// The second of two, else the same.
    pub to: Number,
    /// What the numbers count.
    pub scale: Scale,
}

/// One number: its value, and how it was rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// The value.
    pub value: Decimal,
    /// Decimals as printed.
    places: u32,
    /// What one unit of the print is worth: 1000 for "nghìn".
    unit: Decimal,
}

impl Words {
    /// Returns the quantity that the words mean.
    pub fn quantity(&self) -> Quantity {
        let (from, to) = (self.from.value, self.to.value);
        if self.sense == Sense::Exactly && self.scale == Scale::Count {
            // Digits alone need no copy of their print.
            if let Ok(whole) = u64::try_from(from)
                && from.fract().is_zero()
                && self.printed == whole.to_string()
            {
                return Quantity::whole(whole);
            }
        }
        let interval = match self.sense {
            Sense::Exactly if self.scale != Scale::Count || self.from.places > 0 => self.from.as_rounded(),
            Sense::Exactly | Sense::Of => Interval::exact(from),
            Sense::MoreThan => Interval::more_than(from),
            Sense::AtLeast => Interval::at_least(from),
            Sense::LessThan | Sense::Nearly => Interval::less_than(from),
            Sense::AtMost => Interval::at_most(from),
            Sense::Range => {
                let bound = |value| Some(Bound { value, open: false });
                Interval::new(bound(from), bound(to)).expect("parse() refuses a range that runs backwards")
            }
            Sense::About => return Quantity::about(&self.printed, self.scale, Approximate { from, to }),
            Sense::Kept => return Quantity::kept(&self.printed, self.scale),
        };
        Quantity::worded(&self.printed, self.scale, interval)
    }

    /// Returns what a plan that says these words wants to be reached.
    pub fn goal(&self, good: Option<Good>) -> Goal {
        let (from, to) = (self.from.value, self.to.value);
        match (self.sense, good) {
            (Sense::Exactly, Some(Good::Up)) => Goal::AtLeast(from),
            (Sense::Exactly, Some(Good::Down)) => Goal::AtMost(from),
            (Sense::Exactly, None) | (Sense::Range, _) => Goal::Between(from, to),
            (Sense::MoreThan, _) => Goal::MoreThan(from),
            (Sense::AtLeast, _) => Goal::AtLeast(from),
            (Sense::AtMost, _) => Goal::AtMost(from),
            // Things are counted in whole numbers: fewer than 5 are 4 at most.
            (Sense::LessThan, _) if self.scale == Scale::Count => Goal::AtMost(from - Decimal::ONE),
            (Sense::LessThan | Sense::Nearly | Sense::About | Sense::Of | Sense::Kept, _) => Goal::About,
        }
    }

    /// Returns the words where they are a count: no percentage, no multiple, nothing below zero unless
    /// `signed`, no fraction.
    pub fn count(self, signed: bool) -> Result<Words, Refusal> {
        let printed = &self.printed;
        if self.scale != Scale::Count {
            let fault = say!("“{printed}” là tỷ lệ, không phải số đếm", "“{printed}” is a rate, not a count");
            return Err(Refusal::new("percent-as-count", fault)
                .way_out(say!(
                    "ghi rõ tỷ lệ của gì: share_of.<chỉ tiêu>, change_since.\"<thời điểm>\" hoặc attained.<kế hoạch>",
                    "say of what: share_of.<indicator>, change_since.\"<time>\" or attained.<plan>"
                ))
                .instead(match self.scale {
                    Scale::Times => format!("{{ times_since.\"…\" = \"{printed}\" }}"),
                    _ => format!("{{ share_of.… = \"{printed}\" }}"),
                }));
        }
        if !signed && (self.from.value.is_sign_negative() || self.sense == Sense::Kept) {
            let fault =
                say!("số đếm không thể âm hay là mức tăng, giảm", "a count is not negative and no change");
            return Err(Refusal::new("negative-count", fault).way_out(say!(
                "mức tăng, giảm ghi bằng change_since.\"<thời điểm>\"",
                "write a change as change_since.\"<time>\""
            )));
        }
        let is_broken = |number: &Number| {
            // "1,000" has no fraction, and may still be a thousand in English.
            !number.value.fract().is_zero() || (number.places > 0 && number.unit == Decimal::ONE)
        };
        if [self.from, self.to].iter().any(is_broken) {
            let fault =
                say!("số đếm không thể lẻ: “{printed}”", "a count cannot have a fraction: “{printed}”");
            return Err(fraction(fault, printed));
        }
        Ok(self)
    }

    /// Returns the words where they are a percentage.
    pub fn percent(self) -> Result<Words, Refusal> {
        if self.scale == Scale::Percent && self.sense != Sense::Of {
            return Ok(self);
        }
        let printed = &self.printed;
        let fault = say!(
            "ở đây cần tỷ lệ phần trăm, không phải “{printed}”",
            "a percentage is needed, not “{printed}”"
        );
        let refusal = Refusal::new("not-a-percentage", fault);
        Err(match self.scale == Scale::Count && self.sense != Sense::Of {
            true => refusal.instead(format!("\"{printed}%\"")),
            false => refusal,
        })
    }

    /// Returns the words where they are a multiple.
    pub fn times(self) -> Result<Words, Refusal> {
        if self.scale == Scale::Times {
            return Ok(self);
        }
        let printed = &self.printed;
        let fault = say!("ở đây cần số lần, không phải “{printed}”", "a multiple is needed, not “{printed}”");
        Err(Refusal::new("not-a-multiple", fault).instead(format!("\"gấp {printed} lần\"")))
    }
}

impl Number {
    fn as_rounded(self) -> Interval {
        let shown = self.value / self.unit;
        Quantity::as_rounded(shown.abs(), self.places).times(self.unit).signed(self.value)
    }
}

/// Turns an interval of magnitudes to the side of the printed number.
trait Signed {
    fn signed(self, like: Decimal) -> Interval;
}

impl Signed for Interval {
    fn signed(self, like: Decimal) -> Interval {
        match like.is_sign_negative() {
            true => Interval::exact(Decimal::ZERO).minus(&self),
            false => self,
        }
    }
}

/// Returns the refusal of a TOML float, by its text: it is asked, not guessed, what was meant.
pub(super) fn float(text: &str, percent: bool) -> Refusal {
    let text = text.trim_start_matches('+');
    if text.contains("nan") || text.contains("inf") {
        return Refusal::new("not-a-number", say!("“{text}” không phải số", "“{text}” is no number"))
            .way_out(say!("khi không có số liệu, ghi lý do", "where there is no figure, write the reason"))
            .instead("{ missing = \"not-collected\" }");
    }
    if text.contains(['e', 'E']) || text.starts_with("-0.") {
        let fault = say!("“{text}” không phải số đếm", "“{text}” is no count");
        let way_out = say!("viết số như trong báo cáo", "write the number as the report does");
        return Refusal::new("not-a-number", fault).way_out(way_out);
    }
    if percent {
        let fault =
            say!("tỷ lệ ghi trong dấu nháy, có dấu phẩy và %", "a percentage is written in quotes, with %");
        return Refusal::new("float-percent", fault).instead(format!("\"{}%\"", text.replace('.', ",")));
    }
    let (head, tail) = text.split_once('.').unwrap_or((text, ""));
    if is_thousands(text) {
        let fault = say!(
            "TOML đọc {text} là {head} phẩy {tail}, không phải hàng nghìn",
            "TOML reads {text} as {head} point {tail}, not as thousands"
        );
        let refusal = Refusal::new("float-thousands", fault).instead(text.replace('.', ""));
        return match tail.trim_end_matches('0').is_empty() {
            true => refusal.instead(head).way_out(say!(
                "chọn một trong hai dòng: {} hay {head}?",
                "choose one of the two lines: {} or {head}?",
                text.replace('.', "")
            )),
            false => {
                refusal.way_out(say!("nếu là hàng nghìn, ghi như sau", "if thousands are meant, write this"))
            }
        };
    }
    let fault = say!("số đếm không thể lẻ: {text}", "a count cannot have a fraction: {text}");
    let zero = !tail.is_empty() && tail.bytes().all(|b| b == b'0');
    match zero {
        true => Refusal::new("fraction-count", fault).instead(head),
        false => fraction(fault, text),
    }
}

fn fraction(fault: Say, printed: &str) -> Refusal {
    let refusal = Refusal::new("fraction-count", fault);
    let dotted =
        |word: &str| Some(word.replace(',', ".")).filter(|dotted| word.contains(',') && is_thousands(dotted));
    let words: Vec<String> = printed.split(' ').map(|word| dotted(word).unwrap_or(word.to_owned())).collect();
    match words.join(" ") {
        better if better != printed => refusal.instead(format!("\"{better}\"")).way_out(say!(
            "nếu dấu phẩy ngăn hàng nghìn, ghi dấu chấm như sau; nếu là tỷ lệ, ghi có % ở khóa share_of",
            "if the comma separates thousands, write a dot; a share is written with % under share_of"
        )),
        _ => {
            let comma = printed.replace('.', ",");
            refusal.way_out(say!(
                "xem lại báo cáo: số đếm là số nguyên; nếu là tỷ lệ, ghi share_of.<chỉ tiêu> = \"{comma}%\"",
                "look at the report: a count is whole; a share is written share_of.<indicator> = \"{comma}%\""
            ))
        }
    }
}

/// Returns what a text means; `english` reads English words, commas as thousands and a decimal point.
///
/// What is written is kept; what has no one meaning is refused.
pub(super) fn parse(text: &str, english: bool) -> Result<Words, Refusal> {
    let printed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let unknown = |printed: &str| {
        let fault = say!("không hiểu số “{printed}”", "the number “{printed}” is not understood");
        let refusal = Refusal::new("unknown-number", fault);
        // "50 người": the number alone is meant.
        let first = printed.split(' ').next().unwrap_or("");
        match printed.contains(' ')
            && first.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && !first.is_empty()
        {
            true => refusal
                .way_out(say!("chỉ ghi số, đơn vị đã có ở chỉ tiêu", "write the number alone"))
                .instead(format!("\"{first}\"")),
            false => refusal.way_out(say!(
                "viết như 257, \"4.656\", \"trên 14.000\", \"ít nhất 50\", \"5-7\", \"15,4%\"",
                "write 257, \"4.656\", \"trên 14.000\", \"ít nhất 50\", \"5-7\", \"15,4%\""
            )),
        }
    };
    if printed.is_empty() || printed.len() > 120 {
        return Err(unknown(&printed));
    }
    let lower = printed.to_lowercase().replace('−', "-").replace(['–', '—'], "-");
    let parser = Parser { english };
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
        Ok(Some((sense, from, to, scale))) => Ok(Words { printed, sense, from, to, scale }),
        Ok(None) => Err(unknown(&printed)),
        Err(refusal) => Err(refusal),
    }
}

/// Words before a number, the longer ones first.
const PREFIXES: &[(&str, Sense)] = &[
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
const ENGLISH: &[(&str, Sense)] = &[
    ("no more than ", Sense::AtMost),
    ("no fewer than ", Sense::AtLeast),
    ("approximately ", Sense::About),
    ("more than ", Sense::MoreThan),
    ("fewer than ", Sense::LessThan),
    ("less than ", Sense::LessThan),
    ("at least ", Sense::AtLeast),
    ("at most ", Sense::AtMost),
    ("nearly ", Sense::Nearly),
    ("almost ", Sense::Nearly),
    ("around ", Sense::About),
    ("about ", Sense::About),
    ("under ", Sense::LessThan),
    ("below ", Sense::LessThan),
    ("above ", Sense::MoreThan),
    ("up to ", Sense::AtMost),
    ("over ", Sense::MoreThan),
];

/// Multipliers after a number.
const UNITS: &[(&str, u64, bool)] = &[
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

struct Parser {
    english: bool,
}

type Parsed = (Sense, Number, Number, Scale);

impl Parser {
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
        let suffixes: [(&str, Sense); 5] = [
            (" trở lên", Sense::AtLeast),
            (" trở xuống", Sense::AtMost),
            (" or more", Sense::AtLeast),
            (" or fewer", Sense::AtMost),
            (" or less", Sense::AtMost),
        ];
        for (word, sense) in suffixes {
            if let Some(rest) = text.strip_suffix(word)
                && (self.english || word.starts_with(" tr"))
            {
                let rest = rest.strip_prefix("từ ").unwrap_or(rest);
                return Ok(self.single(rest)?.map(|(from, to, scale)| (sense, from, to, scale)));
            }
        }
        for (word, sign) in [("tăng ", 1), ("giảm ", -1), ("+", 1), ("-", -1)] {
            if let Some(rest) = text.strip_prefix(word) {
                let turned = |number: Number| Number { value: number.value * Decimal::from(sign), ..number };
                let single = self.single(rest.trim_start())?;
                return Ok(single.map(|(from, _, scale)| (Sense::Exactly, turned(from), turned(from), scale)));
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

    /// *gấp đôi*, *gấp 2 lần*; *tăng 5 lần* is kept.
    fn times(&self, text: &str) -> Result<Option<Parsed>, Refusal> {
        let exact = |value: u64| Number { value: value.into(), places: 0, unit: Decimal::ONE };
        let clear = text.strip_prefix("tăng gấp ").or_else(|| text.strip_prefix("gấp "));
        if let Some(rest) = clear {
            let fixed = match rest {
                "đôi" | "hai" | "hai lần" => Some(2),
                "ba" | "ba lần" => Some(3),
                _ => None,
            };
            let (sense, rest) = match rest.strip_prefix("hơn ").or_else(|| rest.strip_prefix("trên ")) {
                Some(rest) => (Sense::MoreThan, rest),
                None => (Sense::Exactly, rest),
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
        if let Some(rest) = text.strip_suffix("lần") {
            let number = ["tăng ", "giảm "].iter().find_map(|word| rest.strip_prefix(word)).map(str::trim);
            if let Some(number) = number {
                let number = self.single(number)?.map(|(from, ..)| from);
                return Ok(number.map(|number| (Sense::Kept, number, number, Scale::Times)));
            }
        }
        Ok(None)
    }

    fn range(&self, text: &str) -> Result<Option<(Number, Number, Scale)>, Refusal> {
        let text = text.strip_prefix("từ ").or(text.strip_prefix("from ")).unwrap_or(text);
        let separators = [" đến ", " tới ", " to ", "..", "…", "-"];
        let Some((from, to)) = separators.iter().find_map(|one| text.split_once(one)) else {
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

    fn separators(&self, text: &str, fractional: bool) -> Refusal {
        let suffix = if fractional { "%" } else { "" };
        let dots = text.matches('.').count();
        let commas = text.matches(',').count();
        let fault = say!(
            "dấu chấm, dấu phẩy trong “{text}” không rõ nghĩa",
            "the dots and commas of “{text}” are unclear"
        );
        let refusal = Refusal::new("unclear-separators", fault);
        let rule = say!(
            "dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ",
            "a dot separates thousands, a comma decimals"
        );
        if self.english {
            return refusal;
        }
        match (dots, commas) {
            (1, 0) => {
                let (head, tail) = text.split_once('.').unwrap_or((text, ""));
                let zeros = tail.bytes().all(|b| b == b'0');
                let refusal = refusal.way_out(rule).instead(format!("\"{head},{tail}{suffix}\""));
                match zeros && !fractional {
                    true => Refusal { instead: vec![head.to_owned()], ..refusal },
                    false => refusal,
                }
            }
            // English order: 1,234.5
            (1, 1..) if text.find(',') < text.find('.') => {
                let vi: String = text
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
                    .collect();
                refusal.way_out(rule).instead(format!("\"{vi}{suffix}\""))
            }
            _ => refusal.way_out(rule),
        }
    }
}

/// Returns true for groups of three digits with dots: `4.656`, but not `0.985`.
fn is_thousands(text: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes an interval as `[a, b)`.
    fn means(text: &str) -> String {
        let words = parse(text, false).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"));
        let quantity = words.quantity();
        if let Some(near) = quantity.approximate() {
            return format!("~{}..{}", near.from, near.to);
        }
        if !quantity.is_comparable() {
            return "kept".into();
        }
        let interval = quantity.interval();
        let low = interval
            .lower()
            .map_or("(-".into(), |b| format!("{}{}", if b.open { "(" } else { "[" }, b.value.normalize()));
        let high = interval
            .upper()
            .map_or("-)".into(), |b| format!("{}{}", b.value.normalize(), if b.open { ")" } else { "]" }));
        format!(
            "{low}, {high}{}",
            match quantity.scale() {
                Scale::Count => "",
                Scale::Percent => "%",
                Scale::Times => "x",
            }
        )
    }

    fn refused(text: &str) -> (&'static str, Vec<String>) {
        let refusal = parse(text, false).and_then(|words| words.count(false)).unwrap_err();
        (refusal.rule, refusal.instead)
    }

    #[test]
    fn the_table_of_the_format() {
        for (text, interval) in [
            ("257", "[257, 257]"),
            ("4.656", "[4656, 4656]"),
            ("02", "[2, 2]"),
            ("trên 14.000", "(14000, -)"),
            ("hơn 21 nghìn", "(21000, -)"),
            (">14000", "(14000, -)"),
            ("> 14.000", "(14000, -)"),
            ("ít nhất 50", "[50, -)"),
            ("từ 50 trở lên", "[50, -)"),
            ("50 trở lên", "[50, -)"),
            (">=50", "[50, -)"),
            ("gần 95.000", "(-, 95000)"),
            ("dưới 20", "(-, 20)"),
            ("<95000", "(-, 95000)"),
            ("không quá 3", "(-, 3]"),
            ("tối đa 3", "(-, 3]"),
            ("<=3", "(-, 3]"),
            ("5-7", "[5, 7]"),
            ("5–7", "[5, 7]"),
            ("600 - 700", "[600, 700]"),
            ("từ 2.000 đến 2.500", "[2000, 2500]"),
            ("5..7", "[5, 7]"),
            ("2-3 nghìn", "[2000, 3000]"),
            ("khoảng 10.000", "~10000..10000"),
            ("~10000", "~10000..10000"),
            ("khoảng 600 - 700", "~600..700"),
            ("chừng 40", "~40..40"),
            ("15,4%", "[15.35, 15.45)%"),
            ("10%", "[9.5, 10.5)%"),
            ("344,2 %", "[344.15, 344.25)%"),
            ("trên 15%", "(15, -)%"),
            ("10-15%", "[10, 15]%"),
            ("750/4.656", "[750, 750]"),
            ("52/17", "[52, 52]"),
        ] {
            assert_eq!(means(text), interval, "{text}");
        }
    }

    #[test]
    fn numbers_met_in_reports() {
        for (text, interval) in [
            ("1383", "[1383, 1383]"),
            ("213.724", "[213724, 213724]"),
            ("04", "[4, 4]"),
            ("21 nghìn", "[21000, 21000]"),
            ("98 ngàn", "[98000, 98000]"),
            ("hơn 1 ngàn", "(1000, -)"),
            ("5,6 triệu", "[5550000, 5650000)"),
            ("571 nghìn tỷ", "[571000000000000, 571000000000000]"),
            ("gấp 2 lần", "[1.5, 2.5)x"),
            ("gấp đôi", "[1.5, 2.5)x"),
            ("gấp 1,5 lần", "[1.45, 1.55)x"),
            ("tăng 5 lần", "kept"),
            ("giảm 2 lần", "kept"),
            ("tăng 12,5%", "[12.45, 12.55)%"),
            ("giảm 12,5%", "(-12.55, -12.45]%"),
            ("-5", "[-5, -5]"),
            ("1.234.567,5", "[1234567.45, 1234567.55)"),
        ] {
            assert_eq!(means(text), interval, "{text}");
        }
    }

    #[test]
    fn what_is_refused_comes_with_what_to_write() {
        assert_eq!(refused("24.31"), ("unclear-separators", vec!["\"24,31\"".into()]));
        assert_eq!(parse("24.31%", false).unwrap_err().instead, ["\"24,31%\""]);
        assert_eq!(parse("1.985%", false).unwrap_err().instead, ["\"1,985%\""]);
        assert_eq!(refused("14.00"), ("unclear-separators", vec!["14".into()]));
        assert_eq!(refused("1,234.5"), ("unclear-separators", vec!["\"1.234,5\"".into()]));
        assert_eq!(refused("1,234,567.8").0, "unclear-separators");
        assert_eq!(refused("1.23.456").0, "unclear-separators");
        assert_eq!(refused("0.985").0, "unclear-separators");
        assert_eq!(refused("1,985"), ("fraction-count", vec!["\"1.985\"".into()]));
        assert_eq!(refused("1,000"), ("fraction-count", vec!["\"1.000\"".into()]));
        assert_eq!(refused("trên 14,000"), ("fraction-count", vec!["\"trên 14.000\"".into()]));
        assert_eq!(refused("12,5").0, "fraction-count");
        assert_eq!(refused("-5").0, "negative-count");
        assert_eq!(refused("15%").0, "percent-as-count");
        assert_eq!(refused("50 người"), ("unknown-number", vec!["\"50\"".into()]));
        assert_eq!(refused("7-5").0, "range-backwards");
        for text in ["", "nhiều", "1 234", "5-", "/7", "5//7", "một trăm", "1e5", "0x10", "٣"] {
            assert_eq!(refused(text).0, "unknown-number", "{text}");
        }
        assert_eq!(refused("99999999999999999999999999999").0, "number-too-large");
    }

    #[test]
    fn a_toml_float_is_asked_about() {
        let refusal = float("14.000", false);
        assert_eq!((refusal.rule, refusal.instead), ("float-thousands", vec!["14000".into(), "14".into()]));
        assert_eq!(float("1.985", false).instead, ["1985"]);
        assert_eq!(float("12.5", false).rule, "fraction-count");
        assert_eq!(float("14.00", false).instead, ["14"]);
        assert_eq!(float("26.3", true).instead, ["\"26,3%\""]);
        assert_eq!(float("nan", false).rule, "not-a-number");
    }

    #[test]
    fn english_is_read_where_the_file_says_so() {
        let words = parse("over 14,000", true).unwrap();
        assert_eq!((words.sense, words.from.value), (Sense::MoreThan, 14_000.into()));
        assert_eq!(parse("15.4%", true).unwrap().from.value.to_string(), "15.4");
        assert!(parse("over 14.000", true).and_then(|words| words.count(false)).is_err());
        assert!(parse("over 14,000", false).is_err());
    }

    #[test]
    fn plain_digits_keep_no_print() {
        assert_eq!(parse("257", false).unwrap().quantity(), Quantity::whole(257));
        assert_eq!(parse("02", false).unwrap().quantity().printed(), "02");
        assert_eq!(parse("  hơn   21  nghìn ", false).unwrap().quantity().printed(), "hơn 21 nghìn");
    }

    #[test]
    fn goals_follow_the_words() {
        let goal = |text, good| parse(text, false).unwrap().goal(good);
        assert_eq!(goal("50", Some(Good::Up)), Goal::AtLeast(50.into()));
        assert_eq!(goal("50", Some(Good::Down)), Goal::AtMost(50.into()));
        assert_eq!(goal("50", None), Goal::Between(50.into(), 50.into()));
        assert_eq!(goal("5-7", Some(Good::Up)), Goal::Between(5.into(), 7.into()));
        assert_eq!(goal("dưới 5", None), Goal::AtMost(4.into()));
        assert_eq!(goal("trên 5", None), Goal::MoreThan(5.into()));
        assert_eq!(goal("khoảng 5", None), Goal::About);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}|(trên |gần |từ |khoảng |gấp |-)?[0-9.,/% -]{0,24}( nghìn| tỷ| lần| đến 5)?") {
            for english in [false, true] {
                if let Ok(words) = parse(&text, english) {
                    words.quantity();
                    words.goal(None);
                    let _ = (words.clone().count(true), words.clone().percent(), words.times());
                }
            }
            float(&text, false);
        }
    }
}
