//! Numbers, dates and findings as text: the only place where they become words.
//!
//! Vietnamese: a dot for thousands, a comma for decimals, a true minus, dd/MM/yyyy.

use crate::analyse::assessment::MilestoneState;
use crate::analyse::derived::{DerivedValue, Origin};
use crate::analyse::verdict::{Actual, Reason, Verdict};
use crate::model::Project;
use crate::model::id::Parts;
use crate::model::interval::{Bound, Interval, Ratio, RatioInterval};
use crate::model::period::{Day, Period};
use crate::model::plan::{Goal, TargetKind};
use crate::model::quantity::{Quantity, Scale};
use crate::model::report::{EventKind, Level, Missing};
use crate::model::zone::{Line, ZoneKind};
use rust_decimal::Decimal;

/// What stands where there is no number.
pub const NONE: &str = "–";

/// Returns a decimal as Vietnamese text.
///
/// ```
/// use bantin::render::text::number;
/// assert_eq!(number("1234567.5".parse().unwrap()), "1.234.567,5");
/// assert_eq!(number("-40".parse().unwrap()), "−40");
/// ```
pub fn number(value: Decimal) -> String {
    let plain = value.normalize().abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + 8);
    if value < Decimal::ZERO {
        text.push('−');
    }
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n) % 3 == 0 {
            text.push('.');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
    }
    text
}

/// A quantity in two pieces, so that a page can set the number apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// "trên", "gần", "khoảng" and the like, or nothing.
    pub qualifier: String,
    /// The number or numbers.
    pub number: String,
}

impl std::fmt::Display for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.qualifier.is_empty() {
            write!(f, "{}\u{a0}", self.qualifier)?;
        }
        f.write_str(&self.number)
    }
}

/// Returns a quantity in the words of its report; digits alone are set in the house form.
///
/// ```
/// use bantin::model::quantity::Quantity;
/// use bantin::render::text::quantity;
/// assert_eq!(quantity(&Quantity::whole(14000)).to_string(), "14.000");
/// ```
pub fn quantity(value: &Quantity) -> Words {
    let plain = |number: String| Words { qualifier: String::new(), number };
    if let (Some(exact), Scale::Count) = (value.interval().as_exact(), value.scale()) {
        return plain(number(exact));
    }
    let printed = value.printed();
    if !printed.chars().any(char::is_alphabetic) {
        return match value.scale() {
            Scale::Count if !value.interval().is_unknown() => interval(&value.interval()),
            _ => plain(dashed(&printed)),
        };
    }
    // "trên 14.000": the words before the first digit qualify the rest, unless the rest has words too.
    let split = printed.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let (before, after) = printed.split_at(split);
    if after.is_empty() || after.chars().any(char::is_alphabetic) {
        return plain(dashed(&printed));
    }
    Words { qualifier: before.trim().to_lowercase(), number: dashed(after.trim()) }
}

/// Two numbers with a hyphen between them take a dash.
fn dashed(printed: &str) -> String {
    let mut text = String::with_capacity(printed.len());
    let characters: Vec<char> = printed.chars().collect();
    let digit = |n: Option<&char>| n.is_some_and(char::is_ascii_digit);
    let mut n = 0;
    while n < characters.len() {
        let rest = &characters[n..];
        let spaced = rest.starts_with(&[' ', '-', ' ']) && digit(rest.get(3));
        let tight = rest[0] == '-' && n > 0 && digit(characters.get(n - 1)) && digit(rest.get(1));
        if spaced || tight {
            text.push('–');
            n += if spaced { 3 } else { 1 };
        } else {
            text.push(rest[0]);
            n += 1;
        }
    }
    text
}

/// Returns an interval in words: `trên 14.000`, `5–7`, `ít nhất 50`, `dưới 40`.
pub fn interval(value: &Interval) -> Words {
    let of = |bound: Bound| number(bound.value);
    let words = |qualifier: &str, number: String| Words { qualifier: qualifier.to_owned(), number };
    match (value.lower(), value.upper()) {
        (Some(low), Some(high)) if low.value == high.value => words("", of(low)),
        (Some(low), Some(high)) => words("", format!("{}–{}", of(low), of(high))),
        (Some(low), None) => words(if low.open { "trên" } else { "ít nhất" }, of(low)),
        (None, Some(high)) => words(if high.open { "dưới" } else { "không quá" }, of(high)),
        (None, None) => words("", NONE.to_owned()),
    }
}

/// Returns a fraction in percent with one decimal, rounded once, half away from zero: `26,3%`.
pub fn percent(ratio: Ratio) -> String {
    format!("{}%", number(ratio.percent(1)))
}

/// Returns a fraction of intervals in percent: `dưới 40%`, `10,4–36,4%`.
pub fn share(value: &RatioInterval) -> String {
    match (value.lower, value.upper) {
        (Some((low, _)), Some((high, _))) if low == high => percent(low),
        (Some((low, _)), Some((high, _))) if low.part().is_zero() => format!("không quá {}", percent(high)),
        (Some((low, _)), Some((high, _))) => format!("{}–{}", number(low.percent(1)), percent(high)),
        (Some((low, true)), None) => format!("trên {}", percent(low)),
        (Some((low, false)), None) => format!("ít nhất {}", percent(low)),
        (None, Some((high, true))) => format!("dưới {}", percent(high)),
        (None, Some((high, false))) => format!("không quá {}", percent(high)),
        (None, None) => NONE.to_owned(),
    }
}

/// Returns a change with its direction: `tăng 115`, `giảm 3`, `không đổi`.
pub fn change(value: &Interval) -> String {
    match value.as_exact() {
        Some(exact) if exact.is_zero() => "không đổi".to_owned(),
        Some(exact) if exact < Decimal::ZERO => format!("giảm {}", number(-exact)),
        Some(exact) => format!("tăng {}", number(exact)),
        None if value.all_at_least(Decimal::ZERO) => format!("tăng {}", interval(value)),
        None => format!("thay đổi {}", interval(value)),
    }
}

/// Returns a derived number as text, without its unit.
pub fn derived(value: &DerivedValue) -> String {
    match value {
        DerivedValue::Share(value) => share(value),
        DerivedValue::Amount(value) => interval(value).to_string(),
        DerivedValue::WholeNumbers(first, last) if first == last => number((*first).into()),
        DerivedValue::WholeNumbers(first, last) => {
            format!("{} đến {}", number((*first).into()), number((*last).into()))
        }
    }
}

/// Returns a result as it is compared: an amount, or a share in percent.
pub fn actual(value: &Actual) -> String {
    match value {
        Actual::Amount(amount) => interval(&without_zero(amount)).to_string(),
        Actual::Share(value) => share(value),
        Actual::Percent(value) => match (value.lower(), value.upper()) {
            // 15.35 to 15.45 was printed 15,4: the middle is what stood there.
            (Some(low), Some(high)) => format!("{}%", number((low.value + high.value) / Decimal::TWO)),
            _ => format!("{}%", interval(value)),
        },
    }
}

/// "0 to 257" says no more than "at most 257".
fn without_zero(amount: &Interval) -> Interval {
    match (amount.lower(), amount.upper()) {
        (Some(low), Some(high)) if low.value.is_zero() && high.value > Decimal::ZERO => {
            Interval::new(None, Some(high)).unwrap_or(*amount)
        }
        _ => *amount,
    }
}

/// Returns a goal in words, in percent where it is a share.
pub fn goal(value: &Goal, share: bool) -> String {
    let sign = if share { "%" } else { "" };
    match *value {
        Goal::AtLeast(x) => format!("ít nhất {}{sign}", number(x)),
        Goal::MoreThan(x) => format!("trên {}{sign}", number(x)),
        Goal::AtMost(x) => format!("không quá {}{sign}", number(x)),
        Goal::Between(low, high) if low == high => format!("{}{sign}", number(low)),
        Goal::Between(low, high) => format!("{}–{}{sign}", number(low), number(high)),
        Goal::About => "khoảng".to_owned(),
    }
}

/// Returns a day as `10/09/2022`.
pub fn day(day: Day) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

const QUARTERS: [&str; 4] = ["I", "II", "III", "IV"];

/// Returns a period in words: `năm 2024`, `quý I năm 2023`, `tháng 9/2022`, `từ 2018 đến tháng 9/2022`.
///
/// ```
/// use bantin::model::period::{Day, Period};
/// use bantin::render::text::period;
/// assert_eq!(period(Period::month(2022, 9).unwrap()), "tháng 9/2022");
/// assert_eq!(period(Period::day(Day::new(2022, 9, 1).unwrap())), "ngày 01/09/2022");
/// ```
pub fn period(value: Period) -> String {
    let (from, to) = (value.from(), value.to());
    let (starts_month, ends_month) = (from.day() == 1, to.next().day() == 1);
    let year = to.year();
    if from == to {
        return format!("ngày {}", day(from));
    }
    if from.year() == year && starts_month && ends_month {
        return match (from.month(), to.month()) {
            (1, 12) => format!("năm {year}"),
            (1, 6) => format!("6 tháng đầu năm {year}"),
            (7, 12) => format!("6 tháng cuối năm {year}"),
            (1, 9) => format!("9 tháng đầu năm {year}"),
            (a, b) if a == b => format!("tháng {a}/{year}"),
            (a, b) if b - a == 2 && b % 3 == 0 => {
                format!("quý {} năm {year}", QUARTERS[(b / 3 - 1) as usize])
            }
            (a, b) => format!("từ tháng {a} đến tháng {b}/{year}"),
        };
    }
    let start = match (from.month(), from.day()) {
        (1, 1) if from.year() != year => from.year().to_string(),
        (_, 1) if ends_month => format!("tháng {}/{}", from.month(), from.year()),
        _ if from.year() == year => format!("{:02}/{:02}", from.day(), from.month()),
        _ => day(from),
    };
    let end = match to.month() {
        12 if ends_month && from.year() != year => year.to_string(),
        month if ends_month && starts_month => format!("tháng {month}/{year}"),
        _ => day(to),
    };
    format!("từ {start} đến {end}")
}

/// Returns when something was published: a span of more than a month is a doubt, not a duration.
pub fn publication(value: Period) -> String {
    match period(value).strip_prefix("từ ") {
        Some(span) => format!("trong khoảng từ {span}"),
        None => short_period(value),
    }
}

/// Returns a short form for column heads and axes: `2024`, `quý I/2023`, `9/2022`, `10/09/2022`.
pub fn short_period(value: Period) -> String {
    let words = period(value);
    let short = words.strip_prefix("năm ").or_else(|| words.strip_prefix("tháng "));
    let short = short.or_else(|| words.strip_prefix("ngày ")).unwrap_or(&words);
    short.replace(" năm ", "/")
}

/// Returns a term as `2020–2025`, a year as `2017`.
pub fn term(value: Period, words: &str) -> String {
    let years = words.split_once('/').filter(|(a, b)| a.len() == 4 && b.len() == 4);
    match years {
        Some((from, to)) => format!("{from}–{to}"),
        None if words.len() == 4 => words.to_owned(),
        None => period(value),
    }
}

/// Returns true for a term of office in years, `2020/2025`; false for a year, a campaign or another span.
pub fn is_term(words: &str) -> bool {
    words.split_once('/').is_some_and(|(from, to)| from.len() == 4 && to.len() == 4)
}

/// Returns the words of a verdict.
pub fn verdict(value: Verdict) -> &'static str {
    match value {
        Verdict::Exceeded => "vượt",
        Verdict::Met => "đạt",
        Verdict::OnPace => "đúng tiến độ",
        Verdict::Behind => "chậm tiến độ",
        Verdict::Missed => "không đạt",
        Verdict::Undetermined => "không đủ cơ sở để tính",
    }
}

/// Returns the name of a verdict in style sheets and data.
pub fn verdict_key(value: Verdict) -> &'static str {
    match value {
        Verdict::Exceeded => "vuot",
        Verdict::Met => "dat",
        Verdict::OnPace => "dung-tien-do",
        Verdict::Behind => "cham-tien-do",
        Verdict::Missed => "khong-dat",
        Verdict::Undetermined => "khong-du",
    }
}

/// Returns a period after "of" or "for": `thời gian từ 2018 đến tháng 9/2022`.
fn time_of(value: Period) -> String {
    let words = period(value);
    if words.starts_with("từ ") { format!("thời gian {words}") } else { words }
}

/// Returns why no verdict can be given, one phrase.
pub fn reason(project: &Project, value: &Reason) -> String {
    let indicator = |key| inside(&project.registry.indicator(key).name.vi);
    match value {
        Reason::NotBegun => "kỳ này chưa bắt đầu tại ngày chốt số liệu".to_owned(),
        Reason::NoResult => "chưa có báo cáo nào cho số này".to_owned(),
        Reason::OtherBody(body) => {
            let other = &project.body(*body).short;
            format!(
                "chưa có kết quả của chủ thể này; số cùng tên của {other} là của chủ thể khác, không so được"
            )
        }
        Reason::Declared(why) => missing(*why).to_owned(),
        Reason::OtherPeriod(time) => format!("chỉ có kết quả của {}, ngoài kỳ của chỉ tiêu", time_of(*time)),
        Reason::Overlapping(time) => {
            format!(
                "chỉ có kết quả của {}, chồng một phần lên kỳ của chỉ tiêu, không tách được",
                time_of(*time)
            )
        }
        Reason::PartOfWindow(time) => format!("kết quả mới có cho {}, chưa đủ cả kỳ", time_of(*time)),
        Reason::LongerPeriod(time) => {
            format!("kết quả gộp cho {}, không tách riêng được kỳ này", time_of(*time))
        }
        Reason::EarlierState(time) => format!("mới biết số của {}, trước hạn phải đạt", time_of(*time)),
        Reason::Stale(time) => {
            format!(
                "số mới nhất là của {}; từ đó đến nay đã quá nửa thời gian, không nói được tiến độ",
                time_of(*time)
            )
        }
        Reason::Disputed => {
            "các báo cáo nói khác nhau về số này, và kết luận phụ thuộc báo cáo nào đúng".to_owned()
        }
        Reason::Approximate => "chỉ tiêu hoặc kết quả chỉ ghi “khoảng”".to_owned(),
        Reason::Imprecise => "số công bố chưa đủ chính xác để kết luận".to_owned(),
        Reason::NoWhole(key) => format!("không có số {} cùng thời điểm để làm mẫu số", indicator(*key)),
        Reason::NoOpening(key) => format!("không có số {} đầu kỳ để làm mẫu số", indicator(*key)),
        Reason::NoBaseline => "chưa đến hạn, và không có số đầu kỳ để tính tiến độ".to_owned(),
        Reason::LimitOpen => "chưa vượt mức trần, nhưng kỳ chưa kết thúc".to_owned(),
        Reason::NoStatement => "đã đến hạn, chưa có báo cáo nói đạt hay không".to_owned(),
    }
}

/// Returns the name of a reason in data.
pub fn reason_key(value: &Reason) -> &'static str {
    match value {
        Reason::NotBegun => "not-begun",
        Reason::NoResult => "no-result",
        Reason::OtherBody(_) => "other-body",
        Reason::Declared(_) => "declared-missing",
        Reason::OtherPeriod(_) => "other-period",
        Reason::Overlapping(_) => "overlapping",
        Reason::PartOfWindow(_) => "part-of-window",
        Reason::LongerPeriod(_) => "longer-period",
        Reason::EarlierState(_) => "earlier-state",
        Reason::Stale(_) => "stale",
        Reason::Disputed => "disputed",
        Reason::Approximate => "approximate",
        Reason::Imprecise => "imprecise",
        Reason::NoWhole(_) => "no-whole",
        Reason::NoOpening(_) => "no-opening",
        Reason::NoBaseline => "no-baseline",
        Reason::LimitOpen => "limit-open",
        Reason::NoStatement => "no-statement",
    }
}

/// Returns the key and the word of a milestone's state.
pub fn milestone(state: MilestoneState) -> (&'static str, &'static str) {
    match state {
        MilestoneState::Reached(_) => ("dat", "đã đạt"),
        MilestoneState::Open => ("chua-den-han", "chưa đến hạn"),
        MilestoneState::Missed(_) => ("khong-dat", "không đạt"),
        MilestoneState::Unstated => ("khong-du", "chưa có báo cáo"),
    }
}

/// Returns the word for where a number comes from.
pub fn origin(value: Origin) -> &'static str {
    match value {
        Origin::Published => "công bố",
        Origin::Implied => "suy ra",
        Origin::Computed => "bantin tính",
    }
}

/// Returns the name of an origin in style sheets.
pub fn origin_key(value: Origin) -> &'static str {
    match value {
        Origin::Published => "cong-bo",
        Origin::Implied => "suy-ra",
        Origin::Computed => "bantin-tinh",
    }
}

/// Returns the words for how a target's window is meant.
pub fn target_kind(value: TargetKind) -> &'static str {
    match value {
        TargetKind::EveryYear => "mỗi năm",
        TargetKind::WholeTerm => "cả nhiệm kỳ",
        TargetKind::By => "đến hạn",
        TargetKind::AverageYear => "bình quân hằng năm",
        TargetKind::During => "trong đợt",
    }
}

/// Returns why there is no number.
pub fn missing(value: Missing) -> &'static str {
    match value {
        Missing::Late => "chưa nộp báo cáo",
        Missing::NotCollected => "không thu thập",
        Missing::NotDue => "chưa đến kỳ báo cáo",
        Missing::NotApplicable => "không áp dụng",
    }
}

/// Returns the word for how final a figure is.
pub fn level(value: Level) -> &'static str {
    match value {
        Level::Estimate => "ước tính",
        Level::Preliminary => "sơ bộ",
        Level::Official => "chính thức",
    }
}

/// Returns the word for what happened.
pub fn event(value: EventKind) -> &'static str {
    match value {
        EventKind::Founded => "thành lập",
        EventKind::Merged => "sáp nhập",
        EventKind::Split => "chia tách",
        EventKind::Upgraded => "nâng cấp",
        EventKind::Moved => "chuyển về",
        EventKind::Renamed => "đổi tên",
        EventKind::Dissolved => "giải thể",
        EventKind::Held => "tổ chức",
    }
}

/// Returns the word for a line of organisation.
pub fn line(value: Line) -> &'static str {
    match value {
        Line::Party => "tổ chức đảng",
        Line::Union => "công đoàn",
        Line::Management => "quản lý nhà nước",
        Line::Territory => "địa bàn",
        Line::Association => "hiệp hội",
    }
}

/// Returns the word for what a zone is.
pub fn zone_kind(value: ZoneKind) -> &'static str {
    match value {
        ZoneKind::Province => "toàn tỉnh, thành phố",
        ZoneKind::Authority => "ban quản lý",
        ZoneKind::EconomicZone => "khu kinh tế",
        ZoneKind::IndustrialZone => "khu công nghiệp",
        ZoneKind::Enterprise => "doanh nghiệp",
    }
}

/// Returns the names of a path of parts: `Chi bộ nòng cốt`, `trực tiếp › ngoài Nhà nước`.
pub fn parts(project: &Project, parts: Parts) -> String {
    let names: Vec<&str> = parts.iter().map(|part| project.registry.part(part).name.vi.as_str()).collect();
    names.join(" › ")
}

/// Returns a name as it stands inside a sentence: its first letter small, unless it is an abbreviation.
/// The other capitals are those of names, and stay.
///
/// ```
/// use bantin::render::text::inside;
/// assert_eq!(inside("Đoàn viên được giới thiệu cho Đảng"), "đoàn viên được giới thiệu cho Đảng");
/// assert_eq!(inside("FDI"), "FDI");
/// ```
pub fn inside(name: &str) -> String {
    let mut characters = name.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => name.to_owned(),
    }
}

/// Returns a text with a capital first letter.
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(from: (i16, i8, i8), to: (i16, i8, i8)) -> String {
        let day = |(y, m, d)| Day::new(y, m, d).unwrap();
        period(Period::new(day(from), day(to)).unwrap())
    }

    #[test]
    fn periods_in_words() {
        assert_eq!(between((2018, 1, 1), (2022, 9, 30)), "từ 2018 đến tháng 9/2022");
        assert_eq!(between((2024, 1, 1), (2024, 6, 25)), "từ 01/01 đến 25/06/2024");
        assert_eq!(between((2020, 1, 1), (2022, 12, 31)), "từ 2020 đến 2022");
        assert_eq!(between((2024, 4, 25), (2024, 7, 28)), "từ 25/04 đến 28/07/2024");
        assert_eq!(between((2023, 1, 1), (2023, 3, 31)), "quý I năm 2023");
        assert_eq!(between((2014, 6, 1), (2016, 9, 30)), "từ tháng 6/2014 đến tháng 9/2016");
    }

    #[test]
    fn the_qualifier_is_never_lost() {
        let over = Quantity::worded("trên 14.000", Scale::Count, Interval::more_than(14_000.into()));
        assert_eq!(quantity(&over), Words { qualifier: "trên".to_owned(), number: "14.000".to_owned() });
        let range = Quantity::worded("5-7", Scale::Count, interval_of(5, 7));
        assert_eq!(quantity(&range).to_string(), "5–7");
        let sign = Quantity::worded(">14000", Scale::Count, Interval::more_than(14_000.into()));
        assert_eq!(quantity(&sign).to_string(), "trên\u{a0}14.000");
    }

    fn interval_of(low: i64, high: i64) -> Interval {
        let bound = |value: i64| Some(Bound { value: value.into(), open: false });
        Interval::new(bound(low), bound(high)).unwrap()
    }

    #[test]
    fn changes_have_a_direction() {
        assert_eq!(change(&Interval::exact(115.into())), "tăng 115");
        assert_eq!(change(&Interval::exact((-3).into())), "giảm 3");
        assert_eq!(change(&Interval::exact(0.into())), "không đổi");
    }
}
