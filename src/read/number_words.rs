//! Numbers in the words of a report to what they mean: `"trên 14.000"`, `"5-7"`, `"15,4%"`.

use super::number_grammar::is_thousands;
pub(super) use super::number_grammar::parse;
use super::refusal::Refusal;
use super::value::Asked;
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
    /// How many decimals are exact: what is measured has some, what is counted none.
    pub decimals: u32,
    /// Whether they say by how much something rose or fell, and not how much there is.
    pub is_change: bool,
}

/// One number: its value, and how it was rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// The value.
    pub value: Decimal,
    /// Decimals as printed.
    pub places: u32,
    /// What one unit of the print is worth: 1000 for "nghìn".
    pub unit: Decimal,
}

impl Words {
    /// Returns the quantity that the words mean.
    pub fn quantity(&self) -> Quantity {
        let (from, to) = (self.from.value, self.to.value);
        if self.sense == Sense::Exactly && self.scale == Scale::Count {
            // Digits alone need no copy of their print.
            let plain = u64::try_from(from.mantissa()).map(|digits| Quantity::exact(digits, from.scale()));
            if let Ok(plain) = plain
                && from.scale() <= self.decimals
                && plain.printed() == self.printed
            {
                return plain;
            }
        }
        let interval = match self.sense {
            Sense::Exactly if self.scale != Scale::Count || self.is_rounded() => self.from.as_rounded(),
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

    /// Returns the words as those of something that is measured with so many decimals; rates stay rates.
    pub fn measured(self, decimals: u32) -> Words {
        Words { decimals, ..self }
    }

    /// "5,6 triệu" was rounded to be printed; 12,5 hectares are what was measured.
    fn is_rounded(&self) -> bool {
        self.from.places > self.decimals || (self.from.places > 0 && self.from.unit != Decimal::ONE)
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
            // Things are counted in whole numbers: fewer than 5 are 4 at most, and below 5,0 km is 4,9.
            (Sense::LessThan, _) if self.scale == Scale::Count => {
                Goal::AtMost(from - Decimal::new(1, self.decimals))
            }
            (Sense::LessThan | Sense::Nearly | Sense::About | Sense::Of | Sense::Kept, _) => Goal::About,
        }
    }

    /// Returns the words where they are a count: no percentage, no multiple, nothing below zero unless
    /// `signed`, no more than so many decimals.
    pub fn count(self, signed: bool, decimals: u32) -> Result<Words, Refusal> {
        let printed = &self.printed;
        if self.scale != Scale::Count {
            let fault = say!("“{printed}” là tỷ lệ, không phải số đếm", "“{printed}” is a rate, not a count");
            return Err(Refusal::new("percent-as-count", fault).way_out(match self.scale {
                Scale::Times => times_since(printed),
                _ => say!(
                    "ghi rõ tỷ lệ của gì: share_of.<chỉ tiêu>, change_since.\"<thời điểm>\" hoặc attained.<kế hoạch>",
                    "say of what: share_of.<indicator>, change_since.\"<time>\" or attained.<plan>"
                ),
            }));
        }
        if !signed && (self.is_change || self.sense == Sense::Kept) {
            let fault =
                say!("số đếm không thể âm hay là mức tăng, giảm", "a count is not negative and no change");
            return Err(Refusal::new("negative-count", fault).way_out(say!(
                "trong báo cáo, mức tăng, giảm ghi bằng change_since.\"<thời điểm>\"; trong kế hoạch, ghi số phải có, hoặc dùng một chỉ tiêu có measure = \"net-change\"",
                "in a report write a change as change_since.\"<time>\"; in a plan write how many there shall be, or use an indicator with measure = \"net-change\""
            )));
        }
        let is_broken = |number: &Number| {
            // "1,000" has no fraction, and may still be a thousand in English.
            number.value.normalize().scale() > decimals
                || (number.places > decimals && number.unit == Decimal::ONE)
        };
        if [self.from, self.to].iter().any(is_broken) {
            if decimals > 0 {
                let fault = say!(
                    "“{printed}” lẻ quá {decimals} chữ số sau dấu phẩy",
                    "“{printed}” has more than {decimals} decimals"
                );
                return Err(Refusal::new("fraction-count", fault).way_out(say!(
                    "nếu dấu phẩy ngăn hàng nghìn, ghi dấu chấm; nếu báo cáo in số lẻ như vậy, sửa decimals của chỉ tiêu trong indicators.toml (nhiều nhất là 3)",
                    "if the comma separates thousands, write a dot; if the report prints it so, correct the indicator's decimals in indicators.toml (3 at most)"
                )));
            }
            let fault =
                say!("số đếm không thể lẻ: “{printed}”", "a count cannot have a fraction: “{printed}”");
            return Err(fraction(fault, printed));
        }
        Ok(Words { decimals, ..self })
    }

    /// Returns the words where they are what a plan may want of an amount: a count, and by no means a change.
    pub fn target(self, decimals: u32) -> Result<Words, Refusal> {
        let printed = &self.printed;
        if self.is_change || matches!(self.scale, Scale::Times) || self.sense == Sense::Kept {
            let fault = say!(
                "“{printed}” là mức tăng, giảm; chỉ tiêu của kế hoạch là số phải có",
                "“{printed}” is a change; a target is how many there shall be"
            );
            return Err(Refusal::new("change-as-target", fault).way_out(say!(
                "tính ra số phải có rồi ghi số ấy; lời của nghị quyết ghi vào note",
                "work out how many there shall be and write that; the words of the resolution go into note"
            )));
        }
        if self.scale == Scale::Percent {
            let fault = say!("“{printed}” là tỷ lệ, không phải số đếm", "“{printed}” is a rate, not a count");
            return Err(Refusal::new("percent-as-count", fault).way_out(say!(
                "ghi rõ tỷ lệ của chỉ tiêu nào trong indicators.toml: {{ share_of.<chỉ tiêu> = \"{printed}\" }}",
                "say of which indicator of indicators.toml: {{ share_of.<indicator> = \"{printed}\" }}"
            )));
        }
        self.count(false, decimals)
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
        let way_out = say!(
            "viết tỷ lệ như báo cáo in, ví dụ \"15,4%\"",
            "write the percentage as the report prints it, such as \"15,4%\""
        );
        let refusal = Refusal::new("not-a-percentage", fault);
        Err(refusal.instead_or(Scale::Percent, format!("{printed}%"), way_out))
    }

    /// Returns the words where they are a difference, in percent too.
    pub fn change(self, decimals: u32) -> Result<Words, Refusal> {
        let printed = &self.printed;
        match self.scale {
            Scale::Percent if self.sense != Sense::Of => Ok(self),
            Scale::Times => {
                let fault = say!(
                    "“{printed}” là số lần, không phải mức tăng, giảm",
                    "“{printed}” is a multiple, not a change"
                );
                Err(Refusal::new("not-a-change", fault).way_out(times_since(printed)))
            }
            _ => self.count(true, decimals),
        }
    }

    /// Returns the words where they are a multiple.
    pub fn times(self) -> Result<Words, Refusal> {
        if self.scale == Scale::Times {
            return Ok(self);
        }
        let printed = &self.printed;
        let fault = say!("ở đây cần số lần, không phải “{printed}”", "a multiple is needed, not “{printed}”");
        let refusal = Refusal::new("not-a-multiple", fault);
        Err(match self.is_change {
            true => refusal.way_out(say!(
                "mức tăng, giảm ghi bằng change_since, cũng với thời điểm ấy: change_since.\"<thời điểm>\" = \"{printed}\"",
                "a change is written as change_since, with the same time: change_since.\"<time>\" = \"{printed}\""
            )),
            false => {
                let way_out = say!(
                    "viết số lần như báo cáo in, ví dụ \"gấp 2 lần\"",
                    "write the multiple as the report prints it, such as \"gấp 2 lần\""
                );
                refusal.instead_or(Scale::Times, format!("gấp {printed} lần"), way_out)
            }
        })
    }
}

/// Returns where a multiple is written.
fn times_since(printed: &str) -> Say {
    say!(
        "số lần ghi bằng times_since, với thời điểm được so: times_since.\"<thời điểm>\" = \"{printed}\"",
        "a multiple is written as times_since, with the time compared with: times_since.\"<time>\" = \"{printed}\""
    )
}

impl Refusal {
    /// The same refusal, with words to write instead where they are read as what is asked, else with a way out.
    fn instead_or(self, asked: Scale, words: String, way_out: Say) -> Refusal {
        let is_read = parse(&words, false).is_ok_and(|read| read.scale == asked && read.sense != Sense::Of);
        if is_read { self.instead(format!("\"{words}\"")) } else { self.way_out(way_out) }
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
pub(super) fn float(text: &str, asked: Asked) -> Refusal {
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
    if asked == Asked::Percent {
        let fault =
            say!("tỷ lệ ghi trong dấu nháy, có dấu phẩy và %", "a percentage is written in quotes, with %");
        return Refusal::new("float-percent", fault).instead(format!("\"{}%\"", text.replace('.', ",")));
    }
    let (head, tail) = text.split_once('.').unwrap_or((text, ""));
    let decimals = match asked {
        Asked::Count(decimals)
        | Asked::Target(decimals)
        | Asked::Signed(decimals)
        | Asked::Part(decimals)
        | Asked::TargetPart(decimals)
        | Asked::Change(decimals) => decimals,
        Asked::Percent | Asked::Times => 0,
    };
    if (1..=decimals as usize).contains(&tail.len()) && !is_thousands(text) {
        let fault = say!(
            "số lẻ ghi trong dấu nháy, với dấu phẩy như trong báo cáo",
            "a number with decimals is written in quotes, with a comma as in the report"
        );
        return Refusal::new("float-decimal", fault).instead(format!("\"{}\"", text.replace('.', ",")));
    }
    if is_thousands(text) {
        let fault = say!(
            "{text} không có dấu nháy bị hiểu là {head} phẩy {tail}, không phải hàng nghìn",
            "TOML reads {text} as {head} point {tail}, not as thousands"
        );
        let refusal = Refusal::new("float-thousands", fault).instead(text.replace('.', ""));
        if decimals >= 3 {
            let comma = text.replace('.', ",");
            return refusal.instead(format!("\"{comma}\"")).way_out(say!(
                "chọn một trong hai dòng: hàng nghìn, hay {head} phẩy {tail}?",
                "choose one of the two lines: thousands, or {head} point {tail}?"
            ));
        }
        return match tail.trim_end_matches('0').is_empty() {
            true => refusal.instead(head).way_out(say!(
                "chọn một trong hai dòng: {} hay {head}? Chép nguyên chữ của báo cáo thì đặt trong dấu nháy: \"{text}\"",
                "choose one of the two lines: {} or {head}? The words of the report go in quotes: \"{text}\"",
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes an interval as `[a, b)`.
    fn means(text: &str) -> String {
        let words = parse(text, false).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"));
        let quantity = words.quantity();
        if let Some(near) = quantity.approximate() {
            let percent = if quantity.scale() == Scale::Percent { "%" } else { "" };
            return format!("~{}..{}{percent}", near.from, near.to);
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
        let refusal = parse(text, false).and_then(|words| words.count(false, 0)).unwrap_err();
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
            ("gấp hơn hai lần", "(2, -)x"),
            ("gấp hơn đôi", "(2, -)x"),
            ("gấp 1,5 lần", "[1.45, 1.55)x"),
            ("tăng 5 lần", "kept"),
            ("giảm 2 lần", "kept"),
            ("tăng 12,5%", "[12.45, 12.55)%"),
            ("giảm 12,5%", "(-12.55, -12.45]%"),
            ("tăng thêm 115", "[115, 115]"),
            ("giảm bớt 12", "[-12, -12]"),
            ("tăng trên 10%", "(10, -)%"),
            ("giảm hơn 14%", "(-, -14)%"),
            ("giảm gần 1.200", "(-1200, -)"),
            ("giảm ít nhất 5%", "(-, -5]%"),
            ("giảm không quá 5", "[-5, -)"),
            ("tăng 10% trở lên", "[10, -)%"),
            ("tăng từ 5 đến 7", "[5, 7]"),
            ("giảm 5-7%", "[-7, -5]%"),
            ("giảm khoảng 20%", "~-20..-20%"),
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
        assert_eq!(parse("1.985%", false).unwrap_err().instead, ["\"1985%\"", "\"1,985%\""]);
        assert_eq!(parse("1,985%", true).unwrap_err().instead, ["\"1985%\"", "\"1.985%\""]);
        let millions = parse("trên 24.310 triệu", false).unwrap_err();
        assert_eq!(millions.instead, ["\"trên 24310 triệu\"", "\"trên 24,310 triệu\""]);
        assert!(millions.instead.iter().all(|words| parse(words.trim_matches('"'), false).is_ok()));
        assert_eq!(parse("0.985%", false).unwrap_err().instead, ["\"0,985%\""]);
        assert_eq!(refused("14.00"), ("unclear-separators", vec!["14".into()]));
        assert_eq!(refused("1,234.5"), ("unclear-separators", vec!["\"1.234,5\"".into()]));
        assert_eq!(refused("1,234,567.8").0, "unclear-separators");
        assert_eq!(refused("1.23.456").0, "unclear-separators");
        assert_eq!(refused("0.985").0, "unclear-separators");
        assert_eq!(refused("1,985"), ("fraction-count", vec!["\"1.985\"".into()]));
        assert_eq!(refused("1,000"), ("fraction-count", vec!["\"1.000\"".into()]));
        assert_eq!(refused("trên 14,000"), ("fraction-count", vec!["\"trên 14.000\"".into()]));
        assert_eq!(refused("12,5").0, "fraction-count");
        for text in ["-5", "+5", "tăng 115", "giảm hơn 20", "tăng 5 lần"] {
            let expected = if text.ends_with("lần") { "percent-as-count" } else { "negative-count" };
            assert_eq!(refused(text).0, expected, "{text}");
        }
        for text in ["tăng giảm 5", "giảm -5", "tăng gấp", "giảm gấp 2 lần", "tăng 5/7", "tăng thêm"]
        {
            assert_eq!(refused(text).0, "unknown-number", "{text}");
        }
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
        let refusal = float("14.000", Asked::Count(0));
        assert_eq!((refusal.rule, refusal.instead), ("float-thousands", vec!["14000".into(), "14".into()]));
        assert_eq!(float("1.985", Asked::Count(0)).instead, ["1985"]);
        assert_eq!(float("12.5", Asked::Count(0)).rule, "fraction-count");
        assert_eq!(float("14.00", Asked::Count(0)).instead, ["14"]);
        assert_eq!(float("26.3", Asked::Percent).instead, ["\"26,3%\""]);
        assert_eq!(float("nan", Asked::Count(0)).rule, "not-a-number");
    }

    #[test]
    fn what_is_measured_has_decimals_and_keeps_them_exactly() {
        let measured =
            |text: &str, decimals| parse(text, false).and_then(|words| words.count(false, decimals));
        let exact = |text: &str, decimals| measured(text, decimals).unwrap().quantity().interval().as_exact();
        assert_eq!(exact("12,5", 1), Some("12.5".parse().unwrap()));
        assert_eq!(exact("12,50", 2), Some("12.50".parse().unwrap()));
        assert_eq!(exact("1.234,5", 1), Some("1234.5".parse().unwrap()));
        assert_eq!(exact("12", 1), Some(12.into()));
        assert_eq!(measured("12,5", 1).unwrap().quantity(), Quantity::exact(125, 1));
        assert_eq!(measured("0,05", 2).unwrap().quantity().printed(), "0,05");
        assert_eq!(
            measured("trên 12,5", 1).unwrap().quantity().interval().lower().unwrap().value.to_string(),
            "12.5"
        );
        assert_eq!(measured("12,55", 1).unwrap_err().rule, "fraction-count");
        assert_eq!(measured("1,000", 1).unwrap_err().rule, "fraction-count");
        assert_eq!(
            measured("5,6 triệu", 1).unwrap().quantity().interval().as_exact(),
            None,
            "rounded to print"
        );
        assert_eq!(measured("dưới 5", 1).unwrap().goal(None), Goal::AtMost("4.9".parse().unwrap()));
        let refusal = float("12.5", Asked::Count(1));
        assert_eq!((refusal.rule, refusal.instead), ("float-decimal", vec!["\"12,5\"".to_owned()]));
        assert_eq!(float("14.000", Asked::Part(3)).instead, ["14000", "\"14,000\""]);
        assert_eq!(float("12.55", Asked::Count(1)).rule, "fraction-count");
    }

    #[test]
    fn english_is_read_where_the_file_says_so() {
        let words = parse("over 14,000", true).unwrap();
        assert_eq!((words.sense, words.from.value), (Sense::MoreThan, 14_000.into()));
        assert_eq!(parse("15.4%", true).unwrap().from.value.to_string(), "15.4");
        let means = |text: &str| {
            let words = parse(text, true).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"));
            (words.sense, words.from.value.to_string(), words.scale)
        };
        assert_eq!(means("at least 1,000").0, Sense::AtLeast);
        assert_eq!(means("between 600 and 700").0, Sense::Range);
        assert_eq!(means("15.4 per cent"), (Sense::Exactly, "15.4".into(), Scale::Percent));
        assert_eq!(means("twice"), (Sense::Exactly, "2".into(), Scale::Times));
        assert_eq!(means("more than 2.5 times"), (Sense::MoreThan, "2.5".into(), Scale::Times));
        assert_eq!(means("fell by 5").1, "-5");
        assert!(parse("fell by 5", false).is_err());
        assert!(parse("over 14.000", true).and_then(|words| words.count(false, 0)).is_err());
        assert!(parse("over 14,000", false).is_err());
    }

    #[test]
    fn endless_words_are_refused_at_once() {
        // Looking through them for what was meant took minutes.
        for text in ["- ".repeat(20_000), "năm mươi ".repeat(20_000)] {
            assert!(parse(&text, false).is_err() && parse(&text, true).is_err());
        }
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
                    let _ = (words.clone().count(true, 2), words.clone().percent(), words.times());
                }
            }
            float(&text, Asked::Count(1));
        }
    }
}
