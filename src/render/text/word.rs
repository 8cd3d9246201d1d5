//! Findings as Vietnamese words: verdicts, reasons, origins, kinds.

use super::number::quantity;
use super::time::time_of;
use crate::analyse::assessment::MilestoneState;
use crate::analyse::derived::Origin;
use crate::analyse::review::Reported;
use crate::analyse::verdict::{Reason, Verdict};
use crate::model::Project;
use crate::model::id::Parts;
use crate::model::plan::TargetKind;
use crate::model::prose::Section;
use crate::model::report::{EventKind, Level, Missing, Value};
use crate::model::zone::{Line, ZoneKind};

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

/// Returns the heading of a standard section.
pub fn section(value: Section) -> &'static str {
    match value {
        Section::Situation => "Đặc điểm tình hình",
        Section::Difficulties => "Khó khăn, vướng mắc",
        Section::Causes => "Nguyên nhân",
        Section::Measures => "Giải pháp",
        Section::Recommendations => "Kiến nghị, đề xuất",
        Section::Tasks => "Nhiệm vụ kỳ tới",
    }
}

/// Returns why no verdict can be given, one phrase.
pub fn reason(project: &Project, value: &Reason) -> String {
    let indicator = |key| inside(&project.registry.indicator(key).name.vi);
    match value {
        Reason::NotBegun => "kỳ này chưa bắt đầu tại ngày chốt số liệu".to_owned(),
        Reason::NoResult => "chưa có báo cáo nào nêu số này".to_owned(),
        Reason::OtherBody(body) => {
            let other = &project.body(*body).short.vi;
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

/// Returns the key and the word for whether a target has its result.
pub fn reported(value: Reported) -> (&'static str, &'static str) {
    match value {
        Reported::Reported => ("co", "đã báo cáo"),
        Reported::Unusable => ("khong-dung", "có số, không so được với kỳ này"),
        Reported::NotDue => ("chua-den-han", "chưa đến hạn"),
        Reported::Late => ("cham", "chậm: đã hết kỳ, chưa có số"),
        Reported::NotCollected => ("khong-thu-thap", "không thu thập"),
        Reported::NotApplicable => ("khong-ap-dung", "không áp dụng"),
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

/// Returns what a report says of a cell: the number in its words, or why there is none.
pub fn value(value: &Value) -> String {
    match value {
        Value::Known(known) => quantity(known).to_string(),
        Value::Missing(why) => missing(*why).to_owned(),
        Value::Unstated => "chỉ có tỷ lệ".to_owned(),
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
