//! Findings as words: verdicts, reasons, origins, kinds.

use super::number::quantity;
use super::time::time_of;
use crate::analyse::assessment::MilestoneState;
use crate::analyse::derived::Origin;
use crate::analyse::review::Reported;
use crate::analyse::verdict::{Reason, Verdict};
use crate::language::Language;
use crate::model::Project;
use crate::model::id::Parts;
use crate::model::indicator::Measure;
use crate::model::period::{Day, Period};
use crate::model::plan::TargetKind;
use crate::model::prose::Section;
use crate::model::report::{EventKind, Level, Missing, Value};
use crate::model::zone::{Line, ZoneKind};
use crate::render::foreign::{marked, told};
use crate::tell;

/// Returns the words of a verdict.
pub fn verdict(language: Language, value: Verdict) -> &'static str {
    let (vi, en) = match value {
        Verdict::Exceeded => ("vượt", "exceeded"),
        Verdict::Met => ("đạt", "met"),
        Verdict::OnPace => ("đúng tiến độ", "on course"),
        Verdict::Behind => ("chậm tiến độ", "behind"),
        Verdict::Missed => ("không đạt", "not met"),
        Verdict::Undetermined => ("không đủ cơ sở để tính", "not enough basis to decide"),
    };
    language.pick(vi, en)
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

/// Returns the heading of a standard section.
pub fn section(language: Language, value: Section) -> &'static str {
    let (vi, en) = match value {
        Section::Situation => ("Đặc điểm tình hình", "Situation"),
        Section::Difficulties => ("Khó khăn, vướng mắc", "Difficulties"),
        Section::Causes => ("Nguyên nhân", "Causes"),
        Section::Measures => ("Giải pháp", "Measures"),
        Section::Recommendations => ("Kiến nghị, đề xuất", "Recommendations"),
        Section::Tasks => ("Nhiệm vụ kỳ tới", "Next tasks"),
    };
    language.pick(vi, en)
}

/// Returns why no verdict can be given at a cut-off, one phrase; `measure` is that of the target’s indicator.
pub fn reason(
    language: Language,
    project: &Project,
    cutoff: Day,
    measure: Measure,
    value: &Reason,
) -> String {
    let indicator = |key| inside(language, &told(language, &project.registry.indicator(key).name));
    let time = |time: &Period| time_of(language, measure, *time);
    match value {
        Reason::NotBegun => tell!(
            language,
            "kỳ này chưa bắt đầu tại ngày chốt số liệu",
            "the period had not begun by the cut-off date"
        ),
        Reason::NoResult => {
            tell!(
                language,
                "các báo cáo đã dùng chưa nêu số này",
                "none of the reports used gives this figure yet"
            )
        }
        Reason::OtherBody(body) => tell!(
            language,
            "chưa có kết quả của chủ thể này; số cùng tên của {} là của chủ thể khác, không so được",
            "no result of this body yet; another body ({}) gives a figure of the same name, which cannot be compared",
            told(language, project.body(*body).short_on(cutoff))
        ),
        Reason::Declared(why) => missing(language, *why).to_owned(),
        Reason::OtherPeriod(at) => tell!(
            language,
            "chỉ có kết quả của {}, ngoài kỳ của chỉ tiêu",
            "there is only a result for {}, outside the target’s period",
            time(at)
        ),
        Reason::Overlapping(at) => tell!(
            language,
            "chỉ có kết quả của {}, chồng một phần lên kỳ của chỉ tiêu, không tách được",
            "there is only a result for {}, which overlaps part of the target’s period and cannot be split",
            time(at)
        ),
        Reason::PartOfWindow(at) => tell!(
            language,
            "kết quả mới có cho {}, chưa đủ cả kỳ",
            "there is a result for {} only, not for the whole period",
            time(at)
        ),
        Reason::LongerPeriod(at) => tell!(
            language,
            "kết quả gộp cho {}, không tách riêng được kỳ này",
            "the result covers {} as a whole; this period cannot be separated",
            time(at)
        ),
        Reason::EarlierState(at) => tell!(
            language,
            "mới biết số của {}, trước hạn phải đạt",
            "only the figure for {} is known, before the date it is due",
            time(at)
        ),
        Reason::Stale(at) => tell!(
            language,
            "số mới nhất là của {}; từ đó đến nay đã quá nửa thời gian, không nói được tiến độ",
            "the latest figure is for {}; more than half the time has passed since, so nothing can be said of the pace",
            time(at)
        ),
        Reason::Disputed => tell!(
            language,
            "các báo cáo nói khác nhau về số này, và kết luận phụ thuộc báo cáo nào đúng",
            "reports disagree about this figure, and the verdict depends on which is right"
        ),
        Reason::Approximate => tell!(
            language,
            "chỉ tiêu hoặc kết quả chỉ ghi “khoảng”",
            "the target or the result is only given as “about”"
        ),
        Reason::Imprecise => tell!(
            language,
            "số công bố chưa đủ chính xác để kết luận",
            "the published figure is not precise enough to decide"
        ),
        Reason::NoWhole(key) => tell!(
            language,
            "không có số {} cùng thời điểm để làm mẫu số",
            "there is no figure for {} at the same time to serve as denominator",
            indicator(*key)
        ),
        Reason::NoOpening(key) => tell!(
            language,
            "không có số {} đầu kỳ để làm mẫu số",
            "there is no opening figure for {} to serve as denominator",
            indicator(*key)
        ),
        Reason::NoBaseline => tell!(
            language,
            "chưa đến hạn, và không có số đầu kỳ để tính tiến độ",
            "not yet due, and there is no opening figure to measure the pace from"
        ),
        Reason::LimitOpen => tell!(
            language,
            "chưa vượt mức trần, nhưng kỳ chưa kết thúc",
            "the ceiling has not been passed, but the period is not over"
        ),
        Reason::NoStatement => tell!(
            language,
            "đã đến hạn, chưa có báo cáo nói đạt hay không",
            "due, and no report says yet whether it was met"
        ),
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

/// Returns the key and the word for whether a target has its result.
pub fn reported(language: Language, value: Reported) -> (&'static str, &'static str) {
    let (key, vi, en) = match value {
        Reported::Reported => ("co", "đã báo cáo", "reported"),
        Reported::Unusable => {
            ("khong-dung", "có số, không so được với kỳ này", "reported, not comparable with this period")
        }
        Reported::NotDue => ("chua-den-han", "chưa đến hạn", "not yet due"),
        Reported::Late => ("cham", "chậm: đã hết kỳ, chưa có số", "late: the period is over, no figure yet"),
        Reported::NotCollected => ("khong-thu-thap", "không thu thập", "not collected"),
        Reported::NotApplicable => ("khong-ap-dung", "không áp dụng", "not applicable"),
    };
    (key, language.pick(vi, en))
}

/// Returns the key and the word of a milestone's state.
pub fn milestone(language: Language, state: MilestoneState) -> (&'static str, &'static str) {
    let (key, vi, en) = match state {
        MilestoneState::Reached(_) => ("dat", "đã đạt", "reached"),
        MilestoneState::Late(_) => ("khong-dat", "không đạt đúng hạn", "not reached in time"),
        MilestoneState::Open => ("chua-den-han", "chưa đến hạn", "not yet due"),
        MilestoneState::Missed(_) => ("khong-dat", "không đạt", "missed"),
        MilestoneState::Unstated => ("khong-du", "chưa có báo cáo", "no report yet"),
    };
    (key, language.pick(vi, en))
}

/// Returns the word for where a number comes from.
pub fn origin(language: Language, value: Origin) -> &'static str {
    let (vi, en) = match value {
        Origin::Published => ("công bố", "published"),
        Origin::Implied => ("suy ra", "implied"),
        Origin::Computed => ("bantin tính", "computed by bantin"),
    };
    language.pick(vi, en)
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
pub fn target_kind(language: Language, value: TargetKind) -> &'static str {
    let (vi, en) = match value {
        TargetKind::EveryYear => ("mỗi năm", "each year"),
        TargetKind::WholeTerm => ("cả nhiệm kỳ", "whole term"),
        TargetKind::By => ("đến hạn", "by a date"),
        TargetKind::AverageYear => ("bình quân hằng năm", "yearly average"),
        TargetKind::During => ("trong đợt", "campaign"),
    };
    language.pick(vi, en)
}

/// Returns what a report says of a cell: the number in its words, or why there is none.
pub fn value(language: Language, value: &Value) -> String {
    match value {
        Value::Known(known) => quantity(language, known).to_string(),
        Value::Missing(why) => missing(language, *why).to_owned(),
        Value::Unstated => language.pick("chỉ có tỷ lệ", "a share only").to_owned(),
    }
}

/// Returns why there is no number.
pub fn missing(language: Language, value: Missing) -> &'static str {
    let (vi, en) = match value {
        Missing::Late => ("chưa nộp báo cáo", "report not yet received"),
        Missing::NotCollected => ("không thu thập", "not collected"),
        Missing::NotDue => ("chưa đến kỳ báo cáo", "not yet due"),
        Missing::NotApplicable => ("không áp dụng", "not applicable"),
    };
    language.pick(vi, en)
}

/// Returns the word for how final a figure is.
pub fn level(language: Language, value: Level) -> &'static str {
    let (vi, en) = match value {
        Level::Estimate => ("ước tính", "estimated"),
        Level::Preliminary => ("sơ bộ", "preliminary"),
        Level::Official => ("chính thức", "final"),
    };
    language.pick(vi, en)
}

/// Returns the word for what happened.
pub fn event(language: Language, value: EventKind) -> &'static str {
    let (vi, en) = match value {
        EventKind::Founded => ("thành lập", "founded"),
        EventKind::Merged => ("sáp nhập", "merged"),
        EventKind::Split => ("chia tách", "split"),
        EventKind::Upgraded => ("nâng cấp", "upgraded"),
        EventKind::Moved => ("chuyển về", "moved"),
        EventKind::Renamed => ("đổi tên", "renamed"),
        EventKind::Dissolved => ("giải thể", "dissolved"),
        EventKind::Held => ("diễn ra", "held"),
    };
    language.pick(vi, en)
}

/// Returns the word for a line of organisation.
pub fn line(language: Language, value: Line) -> &'static str {
    let (vi, en) = match value {
        Line::Party => ("tổ chức đảng", "Party organisation"),
        Line::Union => ("công đoàn", "trade union"),
        Line::Management => ("quản lý nhà nước", "state management"),
        Line::Territory => ("địa bàn", "area"),
        Line::Association => ("hiệp hội", "association"),
    };
    language.pick(vi, en)
}

/// The provincial units that are cities.
const CITIES: [&str; 7] =
    ["Cần Thơ", "Đà Nẵng", "Hà Nội", "Hải Phòng", "Huế", "TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh"];

/// Returns the word for what a zone in a province is.
pub fn zone_kind(language: Language, kind: ZoneKind, province: &str) -> &'static str {
    let (vi, en) = match kind {
        ZoneKind::Province if CITIES.contains(&province) => ("toàn thành phố", "whole city"),
        ZoneKind::Province => ("toàn tỉnh", "whole province"),
        ZoneKind::Authority => ("ban quản lý", "management board"),
        ZoneKind::EconomicZone => ("khu kinh tế", "economic zone"),
        ZoneKind::IndustrialZone => ("khu công nghiệp", "industrial park"),
        ZoneKind::Enterprise => ("doanh nghiệp", "enterprise"),
    };
    language.pick(vi, en)
}

/// Returns the names of a path of parts: `Chi bộ nòng cốt`, `trực tiếp › ngoài Nhà nước`.
pub fn parts(language: Language, project: &Project, parts: Parts) -> String {
    let names: Vec<String> =
        parts.iter().map(|part| told(language, &project.registry.part(part).name)).collect();
    names.join(" › ")
}

/// Returns a name as it stands inside a sentence: its first letter small, unless it is an abbreviation, or in
/// English the Party. The other capitals are those of names, and stay.
///
/// ```
/// use bantin::{language::Language::{En, Vi}, render::text::inside};
/// assert_eq!(inside(Vi, "Đoàn viên được giới thiệu cho Đảng"), "đoàn viên được giới thiệu cho Đảng");
/// assert_eq!(inside(Vi, "FDI"), "FDI");
/// assert_eq!((inside(En, "Workers"), inside(En, "Party cells")), ("workers".into(), "Party cells".into()));
/// ```
pub fn inside(language: Language, name: &str) -> String {
    if let Some((mark, own)) = marked(name) {
        return [mark, &inside(Language::Vi, own)].concat();
    }
    let mut characters = name.chars();
    let is_party = language == Language::En && name.starts_with("Party");
    match (characters.next(), characters.clone().next()) {
        (Some(first), second) if !is_party && !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => name.to_owned(),
    }
}

/// Returns a text with a capital first letter.
pub fn capitalised(text: &str) -> String {
    if let Some((mark, own)) = marked(text) {
        return [mark, &capitalised(own)].concat();
    }
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}
