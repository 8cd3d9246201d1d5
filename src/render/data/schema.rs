//! What the columns of the downloads mean: for the page of downloads, and for programs.

/// A table of the downloads.
#[derive(Debug)]
pub struct Schema {
    /// Its name, without `.csv`.
    pub name: &'static str,
    /// What one row is, in Vietnamese and in English.
    pub row: (&'static str, &'static str),
    /// In the order of the file.
    pub columns: &'static [Column],
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its head.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether no cell is ever empty.
    pub always: bool,
    /// What it means, in Vietnamese and in English.
    pub meaning: (&'static str, &'static str),
    /// A cell.
    pub example: &'static str,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// An id of the content: lower-case letters, digits and hyphens.
    Id,
    /// Free words, or keys that are put together.
    Words,
    /// One of some words.
    OneOf(&'static [&'static str]),
    /// A decimal with a point.
    Number,
    /// `true` or `false`.
    Flag,
    /// A day: `2022-09-10`.
    Day,
}

const VERDICTS: &[&str] =
    &["exceeded", "met", "on-pace", "behind", "missed", "undetermined", "reached", "open"];

const fn column(
    name: &'static str,
    kind: Kind,
    always: bool,
    meaning: (&'static str, &'static str),
    example: &'static str,
) -> Column {
    Column { name, kind, always, meaning, example }
}

// The key of a target, with window_from, in targets.csv and verdicts.csv.
const ZONE: Column = column("zone", Kind::Id, true, ("Mã khu", "Id of the zone"), "hai-phong");
const BODY: Column = column("body", Kind::Id, true, ("Mã chủ thể", "Id of the body"), "dang-bo");
const PLAN: Column = column(
    "plan",
    Kind::Id,
    true,
    ("Mã nghị quyết, kế hoạch", "Id of the resolution or plan"),
    "nghi-quyet-2020-2025",
);
const INDICATOR: Column =
    column("indicator", Kind::Id, false, ("Mã chỉ tiêu", "Id of the indicator"), "ket-nap");
const PARTS: Column = column(
    "parts",
    Kind::Words,
    false,
    ("Phần của chỉ tiêu; trống là toàn bộ", "Part of the indicator; empty for the whole"),
    "",
);
const KIND: Column = column(
    "kind",
    Kind::OneOf(&["every-year", "whole-term", "by", "average-year", "during", "milestone"]),
    true,
    (
        "every-year từng năm, whole-term cả nhiệm kỳ, by đến hạn, average-year bình quân năm, during một đợt, milestone mốc phải đạt",
        "every-year, whole-term, by (a date), average-year, during (a campaign), milestone",
    ),
    "every-year",
);
const WINDOW_TO: Column = column("window_to", Kind::Day, true, ("Ngày cuối", "Last day"), "2025-12-31");

/// The tables, in the order of the page.
pub const TABLES: [Schema; 3] = [
    Schema {
        name: "figures",
        row: ("một dòng là một số liệu của một báo cáo", "one row is one figure of one report"),
        columns: &[
            column("zone", Kind::Id, false, ("Mã khu", "Id of the zone"), "hai-phong"),
            column("body", Kind::Id, false, ("Mã chủ thể", "Id of the body"), "cong-doan"),
            column("indicator", Kind::Id, true, ("Mã chỉ tiêu", "Id of the indicator"), "ket-nap"),
            column(
                "parts",
                Kind::Words,
                false,
                (
                    "Phần của chỉ tiêu, dạng chiều=phần; phần lồng nhau nối bằng dấu chấm phẩy",
                    "Part of the indicator, as dimension=part; nested parts are joined by semicolons",
                ),
                "kenh=chi-bo-nong-cot",
            ),
            column(
                "measure",
                Kind::Words,
                true,
                (
                    "stock là số hiện có, flow là số phát sinh, net-change là thực tăng. Số nói thêm về cùng một ô: share_of:‹chỉ tiêu› và share_of:whole là tỷ lệ phần trăm trên chỉ tiêu khác hoặc trên tổng thể, change_since:‹mốc› là thay đổi, percent_change_since:‹mốc› là thay đổi tính bằng phần trăm như báo cáo in, times_since:‹mốc› là số lần, attained:‹kế hoạch› là phần trăm chỉ tiêu, target:‹kế hoạch› là chỉ tiêu suy ra",
                    "stock, flow or net-change. Further numbers about the same cell: share_of:‹indicator› and share_of:whole are percentages of another indicator or of the whole, change_since:‹date› a change, percent_change_since:‹date› a change in percent as printed, times_since:‹date› a multiple, attained:‹plan› a percentage of a target, target:‹plan› an implied target",
                ),
                "flow",
            ),
            column(
                "time_from",
                Kind::Day,
                true,
                ("Ngày đầu của thời điểm hoặc thời kỳ", "First day of the date or period"),
                "2018-01-01",
            ),
            column("time_to", Kind::Day, true, ("Ngày cuối", "Last day"), "2022-09-30"),
            column(
                "lower",
                Kind::Number,
                false,
                ("Giá trị thấp nhất; trống khi không rõ", "Lowest value; empty where unknown"),
                "116",
            ),
            column(
                "lower_open",
                Kind::Flag,
                true,
                (
                    "true khi không kể chính giá trị thấp nhất (“trên”)",
                    "true where the lowest value itself is not included (“over”)",
                ),
                "false",
            ),
            column(
                "upper",
                Kind::Number,
                false,
                ("Giá trị cao nhất; trống khi không rõ", "Highest value; empty where unknown"),
                "116",
            ),
            column(
                "upper_open",
                Kind::Flag,
                true,
                (
                    "true khi không kể chính giá trị cao nhất (“gần”)",
                    "true where the highest value itself is not included (“nearly”)",
                ),
                "false",
            ),
            column(
                "approximate",
                Kind::Flag,
                true,
                ("true khi báo cáo viết “khoảng”", "true where the report says “about”"),
                "false",
            ),
            column(
                "printed",
                Kind::Words,
                false,
                (
                    "Nguyên văn con số trong báo cáo; missing:‹lý do› khi báo cáo nói rõ là không có số (late chậm, not-collected không thu thập, not-due chưa đến kỳ, not-applicable không áp dụng)",
                    "The number in the words of the report, in Vietnamese; missing:‹reason› where it is stated that there is none (late, not-collected, not-due, not-applicable)",
                ),
                "116",
            ),
            column(
                "level",
                Kind::OneOf(&["estimate", "preliminary", "official"]),
                true,
                (
                    "Mức độ: estimate ước tính, preliminary sơ bộ, official chính thức",
                    "How final it is: estimate, preliminary, official",
                ),
                "official",
            ),
            column(
                "origin",
                Kind::OneOf(&["published", "implied", "computed"]),
                true,
                (
                    "published công bố, implied suy ra, computed bantin tính",
                    "published, implied by printed figures, or computed by bantin",
                ),
                "published",
            ),
            column(
                "source",
                Kind::Words,
                false,
                (
                    "Khu và mã báo cáo nguồn; nhiều báo cáo nối bằng dấu chấm phẩy. Dòng không có khu và chủ thể là tổng các khu",
                    "Zone and id of the source report; several are joined by semicolons. A row without zone and body is a total over zones",
                ),
                "hai-phong/hoi-thao-2022-09-10",
            ),
            column(
                "published",
                Kind::Words,
                false,
                (
                    "Ngày số ấy xuất hiện: ngày công bố của báo cáo, chính xác đến mức đã biết; ngày nhận hoặc ngày đính chính nếu muộn hơn",
                    "When the figure appeared: when its report was published, as precisely as is known, or when it was received or corrected, where that is later",
                ),
                "2022-09",
            ),
            column(
                "vintage",
                Kind::OneOf(&["current", "disputed", "earlier"]),
                true,
                (
                    "current là số đang dùng, disputed là số còn vênh với báo cáo khác mà chưa rõ bên nào đúng, earlier là số cũ, giữ như đã công bố: cộng hay so sánh thì bỏ các dòng earlier",
                    "current is the figure in use, disputed one that another report contradicts while nothing says which is right, earlier an old one, kept as it was published: leave the earlier rows out of sums and comparisons",
                ),
                "current",
            ),
            column(
                "zones_reporting",
                Kind::Number,
                false,
                ("Với tổng các khu: số khu đã cộng", "Of a total over zones: how many zones it adds up"),
                "",
            ),
            column(
                "zones_all",
                Kind::Number,
                false,
                (
                    "Với tổng các khu: số khu lẽ ra phải có; nhiều hơn zones_reporting thì tổng còn thiếu",
                    "Of a total over zones: how many zones there are to add; where more than zones_reporting, the total is incomplete",
                ),
                "",
            ),
        ],
    },
    Schema {
        name: "targets",
        row: (
            "một dòng là một chỉ tiêu hoặc một mốc phải đạt của một kế hoạch đã biết; chỉ tiêu chỉ suy ra được từ tỷ lệ đạt mà báo cáo in thì nằm ở figures.csv, measure là target:‹kế hoạch›, không có đánh giá",
            "one row is one target or one milestone of a known plan; a target that only follows from an attainment which a report prints is in figures.csv, with measure target:‹plan›, and has no verdict",
        ),
        columns: &[
            ZONE,
            BODY,
            PLAN,
            INDICATOR,
            PARTS,
            KIND,
            column(
                "window_from",
                Kind::Day,
                true,
                (
                    "Ngày đầu của thời gian phải đạt; chỉ tiêu từng năm ghi cả nhiệm kỳ",
                    "First day of the target’s window; the whole term for a yearly target",
                ),
                "2020-01-01",
            ),
            WINDOW_TO,
            column(
                "lower",
                Kind::Number,
                false,
                (
                    "Mức thấp nhất phải đạt; phần trăm khi có share_of",
                    "Lowest level to be reached; percent where share_of is given",
                ),
                "50",
            ),
            column(
                "upper",
                Kind::Number,
                false,
                (
                    "Mức cao nhất của chỉ tiêu dạng khoảng hoặc không quá",
                    "Highest level of a range, or a ceiling",
                ),
                "",
            ),
            column(
                "share_of",
                Kind::Words,
                false,
                (
                    "Mã chỉ tiêu làm mẫu số khi mức phải đạt là tỷ lệ; whole là tổng thể của phần",
                    "Id of the indicator that serves as denominator where the level is a share; whole for the whole of the part",
                ),
                "",
            ),
            column(
                "printed",
                Kind::Words,
                false,
                (
                    "Nguyên văn chỉ tiêu; với mốc phải đạt là tên mốc; trống với chỉ tiêu suy ra từ một tỷ lệ",
                    "The target in the words of the plan, in Vietnamese; the title of a milestone; empty for a target implied by a percentage",
                ),
                "ít nhất 50",
            ),
            column(
                "issuer",
                Kind::Words,
                true,
                (
                    "Nơi đặt ra: own là tự đề ra; nếu được giao thì ghi tên nơi giao",
                    "Who set it: own, or the name of the body that assigned it",
                ),
                "own",
            ),
            column(
                "source",
                Kind::Words,
                true,
                ("Khu và mã kế hoạch", "Zone and id of the plan"),
                "hai-phong/nghi-quyet-2020-2025",
            ),
            column(
                "lower_open",
                Kind::Flag,
                true,
                (
                    "true khi phải trên mức thấp nhất, không kể chính mức ấy (“trên”)",
                    "true where more than the lowest level is to be reached (“over”)",
                ),
                "false",
            ),
        ],
    },
    Schema {
        name: "verdicts",
        row: (
            "một dòng là một chỉ tiêu trong một kỳ, tại ngày chốt của một số bản tin; zone, body, plan, indicator, parts, kind và share_of chỉ tới chỉ tiêu trong targets.csv; với chỉ tiêu từng năm, window_from và window_to ở đây là năm ấy",
            "one row is one target for one period, at the cut-off date of one issue; zone, body, plan, indicator, parts, kind and share_of lead to the target in targets.csv; of a yearly target, window_from and window_to are the year here",
        ),
        columns: &[
            ZONE,
            BODY,
            PLAN,
            INDICATOR,
            PARTS,
            KIND,
            column(
                "window_from",
                Kind::Day,
                true,
                (
                    "Ngày đầu của thời gian phải đạt; chỉ tiêu từng năm có một dòng cho mỗi năm",
                    "First day of the target’s window; a yearly target has a row for each year",
                ),
                "2022-01-01",
            ),
            column("window_to", Kind::Day, true, ("Ngày cuối", "Last day"), "2022-12-31"),
            column(
                "share_of",
                Kind::Words,
                false,
                (
                    "Như trong targets.csv: mã chỉ tiêu làm mẫu số, hoặc whole; trống khi chỉ tiêu là một số lượng",
                    "As in targets.csv: id of the denominator, or whole; empty where the target is an amount",
                ),
                "",
            ),
            column(
                "cutoff",
                Kind::Day,
                true,
                ("Ngày chốt số liệu của lần đánh giá", "Cut-off date of the verdict"),
                "2022-10-15",
            ),
            column(
                "actual_lower",
                Kind::Number,
                false,
                (
                    "Kết quả so sánh được, mức thấp nhất; phần trăm khi chỉ tiêu là tỷ lệ",
                    "Comparable result, lowest value; percent where the target is a share",
                ),
                "",
            ),
            column(
                "actual_upper",
                Kind::Number,
                false,
                ("Kết quả so sánh được, mức cao nhất", "Comparable result, highest value"),
                "",
            ),
            column(
                "attainment_lower",
                Kind::Number,
                false,
                ("Tỷ lệ hoàn thành, phần trăm, mức thấp nhất", "Attainment in percent, lowest value"),
                "",
            ),
            column(
                "attainment_upper",
                Kind::Number,
                false,
                ("Tỷ lệ hoàn thành, phần trăm, mức cao nhất", "Attainment in percent, highest value"),
                "",
            ),
            column(
                "elapsed",
                Kind::Number,
                false,
                (
                    "Phần thời gian của kỳ đã qua, phần trăm: đến ngày cuối của kết quả so sánh được, không có thì đến ngày chốt; trống với mốc phải đạt",
                    "Share of the window that has gone, in percent: to the last day of the comparable result, or to the cut-off where there is none; empty for a milestone",
                ),
                "78.90411",
            ),
            column(
                "verdict",
                Kind::OneOf(VERDICTS),
                true,
                (
                    "exceeded vượt, met đạt, on-pace đúng tiến độ, behind chậm tiến độ, missed không đạt, undetermined không đủ cơ sở để tính; với mốc phải đạt: reached đã đạt, open chưa đến hạn, missed, undetermined",
                    "exceeded, met, on-pace, behind, missed, undetermined; for a milestone: reached, open, missed, undetermined",
                ),
                "undetermined",
            ),
            column(
                "reason",
                Kind::Words,
                false,
                (
                    "Lý do, khi không đủ cơ sở để tính: not-begun kỳ chưa bắt đầu, no-result chưa có kết quả, other-body số của chủ thể khác, declared-missing báo cáo ghi là không có số, other-period chỉ có số của kỳ khác, overlapping số chồng một phần lên kỳ, part-of-window mới có một phần kỳ, longer-period số gộp cho kỳ dài hơn, earlier-state số có trước hạn, stale số mới nhất đã quá cũ để nói tiến độ, disputed các báo cáo nói khác nhau, approximate chỉ ghi “khoảng”, imprecise chưa đủ chính xác, no-whole thiếu mẫu số, no-opening thiếu số đầu kỳ, no-baseline không có số đầu kỳ để tính tiến độ, limit-open mức trần khi kỳ chưa hết, no-statement chưa có báo cáo về mốc",
                    "Why there is not enough basis to decide: not-begun, no-result, other-body (the figure is another body’s), declared-missing, other-period, overlapping, part-of-window, longer-period, earlier-state, stale (too old to tell the pace), disputed, approximate, imprecise, no-whole (no denominator), no-opening (no opening figure), no-baseline, limit-open (a ceiling while the period is open), no-statement (of a milestone)",
                ),
                "other-body",
            ),
            column(
                "actual_lower_open",
                Kind::Flag,
                true,
                ("true khi không kể chính actual_lower", "true where actual_lower itself is not included"),
                "false",
            ),
            column(
                "actual_upper_open",
                Kind::Flag,
                true,
                ("true khi không kể chính actual_upper", "true where actual_upper itself is not included"),
                "false",
            ),
            column(
                "attainment_lower_open",
                Kind::Flag,
                true,
                (
                    "true khi không kể chính attainment_lower",
                    "true where attainment_lower itself is not included",
                ),
                "false",
            ),
            column(
                "attainment_upper_open",
                Kind::Flag,
                true,
                (
                    "true khi không kể chính attainment_upper",
                    "true where attainment_upper itself is not included",
                ),
                "false",
            ),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::super::{figures, targets, verdicts};
    use super::*;

    #[test]
    fn every_column_is_explained() {
        let heads = [figures::HEAD.columns, targets::HEAD.columns, verdicts::HEAD.columns];
        for (table, head) in TABLES.iter().zip(heads) {
            let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
            assert_eq!(names, head, "{}", table.name);
            assert!(
                table.columns.iter().all(|column| column.meaning.0.len().min(column.meaning.1.len()) > 3),
                "{}",
                table.name
            );
        }
    }
}
