//! Fractions of whole numbers, and spans of them: written again from `docs/format.md`, so that nothing
//! is shared with the code under test.

use std::cmp::Ordering;

/// `num / den`, with `den` above 0.
#[derive(Debug, Clone, Copy)]
pub struct Fraction {
    num: i128,
    den: i128,
}

impl Fraction {
    pub fn new(num: i128, den: i128) -> Fraction {
        assert!(den != 0, "a fraction over nothing");
        if den < 0 { Fraction { num: -num, den: -den } } else { Fraction { num, den } }
    }

    pub fn whole(num: i128) -> Fraction {
        Fraction::new(num, 1)
    }

    pub fn plus(self, other: Fraction) -> Fraction {
        Fraction::new(self.num * other.den + other.num * self.den, self.den * other.den)
    }

    pub fn minus(self, other: Fraction) -> Fraction {
        self.plus(Fraction::new(-other.num, other.den))
    }

    pub fn times(self, other: Fraction) -> Fraction {
        Fraction::new(self.num * other.num, self.den * other.den)
    }

    pub fn over(self, other: Fraction) -> Fraction {
        Fraction::new(self.num * other.den, self.den * other.num)
    }

    pub fn is_zero(self) -> bool {
        self.num == 0
    }

    /// The value times 10^places, rounded to a whole number, half away from zero.
    pub fn rounded(self, places: u32) -> i128 {
        let scaled = self.num.abs() * 10_i128.pow(places);
        let nearest = (2 * scaled + self.den) / (2 * self.den);
        if self.num < 0 { -nearest } else { nearest }
    }

    /// House form with at most `places` decimals: `1.450,8`.
    pub fn text(self, places: u32) -> String {
        let rounded = self.rounded(places);
        let unit = 10_i128.pow(places);
        let digits = (rounded.abs() / unit).to_string();
        let mut text = if rounded < 0 { "−".to_owned() } else { String::new() };
        for (n, digit) in digits.chars().enumerate() {
            if n > 0 && (digits.len() - n).is_multiple_of(3) {
                text.push('.');
            }
            text.push(digit);
        }
        let decimals = format!("{:0width$}", rounded.abs() % unit, width = places as usize);
        let decimals = decimals.trim_end_matches('0');
        if places > 0 && !decimals.is_empty() {
            text.push(',');
            text.push_str(decimals);
        }
        text
    }

    /// Reads `1450.8`, the form of the data files, and says how many decimals it has.
    pub fn plain(text: &str) -> Option<(Fraction, u32)> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let joined: i128 = format!("{whole}{decimals}").parse().ok()?;
        let places = decimals.len() as u32;
        Some((Fraction::new(sign * joined, 10_i128.pow(places)), places))
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Fraction) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> Ordering {
        (self.num * other.den).cmp(&(other.num * self.den))
    }
}

/// One end of a span: the number, and whether it is excluded.
pub type End = Option<(Fraction, bool)>;

/// All values between two ends, either of which may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub low: End,
    pub high: End,
}

impl Span {
    pub const UNKNOWN: Span = Span { low: None, high: None };

    pub fn exact(value: Fraction) -> Span {
        Span { low: Some((value, false)), high: Some((value, false)) }
    }

    /// Reads a number in the words of a report; shares are in percent and have the span of their print.
    pub fn read(text: &str) -> Span {
        let text = text.trim().to_lowercase();
        if text.starts_with("khoảng") || text.starts_with('~') {
            return Span::UNKNOWN;
        }
        let low_words = [("trên ", true), ("hơn ", true), ("ít nhất ", false), (">=", false), (">", true)];
        let high_words = [("gần ", true), ("dưới ", true), ("không quá ", false), ("<=", false), ("<", true)];
        for (word, open) in low_words {
            if let Some(rest) = text.strip_prefix(word) {
                return Span { low: Some((count(rest), open)), high: None };
            }
        }
        for (word, open) in high_words {
            if let Some(rest) = text.strip_prefix(word) {
                return Span { low: None, high: Some((count(rest), open)) };
            }
        }
        if let Some(percent) = text.strip_suffix('%') {
            let (whole, decimals) = percent.split_once(',').unwrap_or((percent, ""));
            let unit = 10_i128.pow(decimals.len() as u32);
            let printed =
                format!("{whole}{decimals}").replace('.', "").parse::<i128>().expect("a percentage");
            // Half of the last printed place to either side; the upper half would be printed one higher.
            let end = |twice: i128| Fraction::new(twice, 2 * unit);
            return Span {
                low: Some((end(2 * printed - 1), false)),
                high: Some((end(2 * printed + 1), true)),
            };
        }
        if let Some((from, to)) = text.split_once('-') {
            return Span { low: Some((count(from), false)), high: Some((count(to), false)) };
        }
        let part = text.split_once('/').map_or(text.as_str(), |(part, _)| part);
        Span::exact(count(part))
    }

    pub fn is_exact(self) -> Option<Fraction> {
        match (self.low, self.high) {
            (Some((low, _)), Some((high, _))) if low == high => Some(low),
            _ => None,
        }
    }

    pub fn holds(self, value: Fraction) -> bool {
        self.low.is_none_or(|(low, open)| value > low || (value == low && !open))
            && self.high.is_none_or(|(high, open)| value < high || (value == high && !open))
    }

    /// True where some value lies in both.
    pub fn meets(self, other: Span) -> bool {
        let apart = |low: End, high: End| match (low, high) {
            (Some((low, a)), Some((high, b))) => low > high || (low == high && (a || b)),
            _ => false,
        };
        !apart(self.low, other.high) && !apart(other.low, self.high)
    }

    pub fn plus(self, other: Span) -> Span {
        let add = |a: End, b: End| Some((a?.0.plus(b?.0), a?.1 || b?.1));
        Span { low: add(self.low, other.low), high: add(self.high, other.high) }
    }

    pub fn minus(self, other: Span) -> Span {
        let subtract = |a: End, b: End| Some((a?.0.minus(b?.0), a?.1 || b?.1));
        Span { low: subtract(self.low, other.high), high: subtract(self.high, other.low) }
    }

    pub fn scaled(self, by: Fraction) -> Span {
        let scale = |end: End| end.map(|(value, open)| (value.times(by), open));
        Span { low: scale(self.low), high: scale(self.high) }
    }

    /// The quotient of two spans that are not negative.
    pub fn over(self, whole: Span) -> Span {
        let divide = |a: End, b: End| {
            let (a, b) = (a?, b?);
            (!b.0.is_zero()).then(|| (a.0.over(b.0), a.1 || b.1))
        };
        Span { low: divide(self.low, whole.high), high: divide(self.high, whole.low) }
    }

    /// House form: `5`, `5–7`, `trên 14.000`, `dưới 40%`.
    pub fn text(self, places: u32, sign: &str) -> String {
        let show = |value: Fraction| format!("{}{sign}", value.text(places));
        match (self.low, self.high) {
            (None, None) => "không đủ cơ sở để tính".to_owned(),
            (Some((low, _)), Some((high, _))) if low == high => show(low),
            (Some((low, _)), Some((high, _))) => format!("{}–{}", low.text(places), show(high)),
            (Some((low, open)), None) => format!("{} {}", if open { "trên" } else { "ít nhất" }, show(low)),
            (None, Some((high, open))) => {
                format!("{} {}", if open { "dưới" } else { "không quá" }, show(high))
            }
        }
    }
}

fn count(text: &str) -> Fraction {
    let text = text.trim();
    let (digits, unit) = text.strip_suffix("nghìn").map_or((text, 1), |rest| (rest.trim(), 1000));
    let value: i128 = digits.replace('.', "").parse().unwrap_or_else(|_| panic!("“{text}” is no count"));
    Fraction::whole(value * unit)
}

/// Whole days from a first to a last, both included, as numbers of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    pub from: i64,
    pub to: i64,
}

impl Days {
    /// Reads ISO 8601: `2024`, `2023-Q1`, `2023-H1`, `2024-06`, `2024-06-25`, or two of these with `/`.
    pub fn read(text: &str) -> Days {
        let (from, to) = text.split_once('/').unwrap_or((text, text));
        Days { from: Days::one(from).from, to: Days::one(to).to }
    }

    fn one(text: &str) -> Days {
        let parts: Vec<&str> = text.split('-').collect();
        let number = |part: &str| part.parse::<i64>().unwrap_or_else(|_| panic!("“{text}” is no time"));
        let year = number(parts[0]);
        let months =
            |first: i64, last: i64| Days { from: day(year, first, 1), to: day(year, last + 1, 1) - 1 };
        match parts[1..] {
            [] => months(1, 12),
            [quarter] if quarter.starts_with('Q') => {
                months(3 * number(&quarter[1..]) - 2, 3 * number(&quarter[1..]))
            }
            [half] if half.starts_with('H') => months(6 * number(&half[1..]) - 5, 6 * number(&half[1..])),
            [month] => months(number(month), number(month)),
            [month, date] => {
                let only = day(year, number(month), number(date));
                Days { from: only, to: only }
            }
            _ => panic!("“{text}” is no time"),
        }
    }

    pub fn count(self) -> i128 {
        i128::from(self.to - self.from + 1)
    }

    pub fn covers(self, other: Days) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    pub fn overlaps(self, other: Days) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// Days since 1 January of year 0; month 13 is January of the next year.
fn day(year: i64, month: i64, date: i64) -> i64 {
    let (year, month) = if month > 12 { (year + 1, month - 12) } else { (year, month) };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let years = (0..year).map(|y| if y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) { 366 } else { 365 });
    years.sum::<i64>() + lengths[..month as usize - 1].iter().sum::<i64>() + date - 1
}
