//! What the columns of the downloads mean: for the page of downloads, and for programs.

/// A table of the downloads.
#[derive(Debug)]
pub struct Schema {
    /// Its name, without `.csv`.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
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
    /// What it means.
    pub meaning: &'static str,
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
    meaning: &'static str,
    example: &'static str,
) -> Column {
    Column { name, kind, always, meaning, example }
}

/// The tables, in the order of the page.
pub const TABLES: [Schema; 3] = [
    Schema {
        name: "figures",
        row: "một dòng là một số liệu của một báo cáo",
        columns: &[
            column("zone", Kind::Id, false, "Mã khu", "hai-phong"),
            column("body", Kind::Id, false, "Mã chủ thể", "cong-doan"),
            column("indicator", Kind::Id, true, "Mã chỉ tiêu", "ket-nap"),
            column(
                "parts",
                Kind::Words,
                false,
                "Phần của chỉ tiêu, dạng chiều=phần; phần lồng nhau nối bằng dấu chấm phẩy",
                "kenh=chi-bo-nong-cot",
            ),
            column(
                "measure",
                Kind::Words,
                true,
                "stock là số hiện có, flow là số phát sinh, net-change là thực tăng. Số nói thêm về cùng một ô: share_of:‹chỉ tiêu› và share_of:whole là tỷ lệ phần trăm trên chỉ tiêu khác hoặc trên tổng thể, change_since:‹mốc› là thay đổi, times_since:‹mốc› là số lần, attained:‹kế hoạch› là phần trăm chỉ tiêu, target:‹kế hoạch› là chỉ tiêu suy ra",
                "flow",
            ),
            column("time_from", Kind::Day, true, "Ngày đầu của thời điểm hoặc thời kỳ", "2018-01-01"),
            column("time_to", Kind::Day, true, "Ngày cuối", "2022-09-30"),
            column("lower", Kind::Number, false, "Giá trị thấp nhất; trống khi không rõ", "116"),
            column(
                "lower_open",
                Kind::Flag,
                true,
                "true khi không kể chính giá trị thấp nhất (“trên”)",
                "false",
            ),
            column("upper", Kind::Number, false, "Giá trị cao nhất; trống khi không rõ", "116"),
            column(
                "upper_open",
                Kind::Flag,
                true,
                "true khi không kể chính giá trị cao nhất (“gần”)",
                "false",
            ),
            column("approximate", Kind::Flag, true, "true khi báo cáo viết “khoảng”", "false"),
            column(
                "printed",
                Kind::Words,
                false,
                "Nguyên văn con số trong báo cáo; missing:‹lý do› khi báo cáo nói rõ là không có số (late chậm, not-collected không thu thập, not-due chưa đến kỳ, not-applicable không áp dụng)",
                "116",
            ),
            column(
                "level",
                Kind::OneOf(&["estimate", "preliminary", "official"]),
                true,
                "Mức độ: estimate ước tính, preliminary sơ bộ, official chính thức",
                "official",
            ),
            column(
                "origin",
                Kind::OneOf(&["published", "implied", "computed"]),
                true,
                "published công bố, implied suy ra, computed bantin tính",
                "published",
            ),
            column(
                "source",
                Kind::Words,
                false,
                "Khu và mã báo cáo nguồn; nhiều báo cáo nối bằng dấu chấm phẩy. Dòng không có khu, chủ thể và nguồn là tổng các khu",
                "hai-phong/hoi-thao-2022-09-10",
            ),
            column(
                "published",
                Kind::Words,
                false,
                "Ngày công bố của báo cáo, chính xác đến mức đã biết",
                "2022-09-10",
            ),
        ],
    },
    Schema {
        name: "targets",
        row: "một dòng là một chỉ tiêu hoặc một mốc phải đạt",
        columns: &[
            column("zone", Kind::Id, true, "Mã khu", "hai-phong"),
            column("body", Kind::Id, true, "Mã chủ thể", "dang-bo"),
            column("plan", Kind::Id, true, "Mã nghị quyết, kế hoạch", "nghi-quyet-2020-2025"),
            column("indicator", Kind::Id, false, "Mã chỉ tiêu", "ket-nap"),
            column("parts", Kind::Words, false, "Phần của chỉ tiêu; trống là toàn bộ", ""),
            column(
                "kind",
                Kind::OneOf(&["every-year", "whole-term", "by", "average-year", "during", "milestone"]),
                true,
                "every-year từng năm, whole-term cả nhiệm kỳ, by đến hạn, average-year bình quân năm, during một đợt, milestone mốc phải đạt",
                "every-year",
            ),
            column(
                "window_from",
                Kind::Day,
                true,
                "Ngày đầu của thời gian phải đạt; chỉ tiêu từng năm ghi cả nhiệm kỳ",
                "2020-01-01",
            ),
            column("window_to", Kind::Day, true, "Ngày cuối", "2025-12-31"),
            column("lower", Kind::Number, false, "Mức thấp nhất phải đạt; phần trăm khi có share_of", "50"),
            column("upper", Kind::Number, false, "Mức cao nhất của chỉ tiêu dạng khoảng hoặc không quá", ""),
            column(
                "share_of",
                Kind::Words,
                false,
                "Mã chỉ tiêu làm mẫu số khi mức phải đạt là tỷ lệ; whole là tổng thể của phần",
                "",
            ),
            column(
                "printed",
                Kind::Words,
                false,
                "Nguyên văn chỉ tiêu; với mốc phải đạt là tên mốc",
                "ít nhất 50",
            ),
            column(
                "issuer",
                Kind::Words,
                true,
                "Nơi đặt ra: own là tự đề ra; nếu được giao thì ghi tên nơi giao",
                "own",
            ),
            column("source", Kind::Words, true, "Khu và mã kế hoạch", "hai-phong/nghi-quyet-2020-2025"),
        ],
    },
    Schema {
        name: "verdicts",
        row: "một dòng là một chỉ tiêu trong một kỳ, tại ngày chốt của một số bản tin; tám cột đầu, cùng với share_of, là khóa của chỉ tiêu như trong targets.csv",
        columns: &[
            column("zone", Kind::Id, true, "Mã khu", "hai-phong"),
            column("body", Kind::Id, true, "Mã chủ thể", "dang-bo"),
            column("plan", Kind::Id, true, "Mã nghị quyết, kế hoạch", "nghi-quyet-2020-2025"),
            column("indicator", Kind::Id, false, "Mã chỉ tiêu", "ket-nap"),
            column("parts", Kind::Words, false, "Phần của chỉ tiêu; trống là toàn bộ", ""),
            column(
                "kind",
                Kind::OneOf(&["every-year", "whole-term", "by", "average-year", "during", "milestone"]),
                true,
                "every-year từng năm, whole-term cả nhiệm kỳ, by đến hạn, average-year bình quân năm, during một đợt, milestone mốc phải đạt",
                "every-year",
            ),
            column(
                "window_from",
                Kind::Day,
                true,
                "Ngày đầu của thời gian phải đạt; chỉ tiêu từng năm có một dòng cho mỗi năm",
                "2020-01-01",
            ),
            column("window_to", Kind::Day, true, "Ngày cuối", "2025-12-31"),
            column(
                "share_of",
                Kind::Words,
                false,
                "Như trong targets.csv: mã chỉ tiêu làm mẫu số, hoặc whole; trống khi chỉ tiêu là một số lượng",
                "",
            ),
            column("cutoff", Kind::Day, true, "Ngày chốt số liệu của lần đánh giá", "2022-10-15"),
            column(
                "actual_lower",
                Kind::Number,
                false,
                "Kết quả so sánh được, mức thấp nhất; phần trăm khi chỉ tiêu là tỷ lệ",
                "",
            ),
            column("actual_upper", Kind::Number, false, "Kết quả so sánh được, mức cao nhất", ""),
            column("attainment_lower", Kind::Number, false, "Tỷ lệ hoàn thành, phần trăm, mức thấp nhất", ""),
            column("attainment_upper", Kind::Number, false, "Tỷ lệ hoàn thành, phần trăm, mức cao nhất", ""),
            column(
                "elapsed",
                Kind::Number,
                false,
                "Phần thời gian của kỳ đã qua, phần trăm; trống với mốc phải đạt",
                "78.90411",
            ),
            column(
                "verdict",
                Kind::OneOf(VERDICTS),
                true,
                "exceeded vượt, met đạt, on-pace đúng tiến độ, behind chậm tiến độ, missed không đạt, undetermined không đủ cơ sở để tính; với mốc phải đạt: reached đã đạt, open chưa đến hạn, missed, undetermined",
                "undetermined",
            ),
            column(
                "reason",
                Kind::Words,
                false,
                "Lý do, khi không đủ cơ sở để tính: not-begun kỳ chưa bắt đầu, no-result chưa có kết quả, other-body số của chủ thể khác, declared-missing báo cáo ghi là không có số, other-period chỉ có số của kỳ khác, overlapping số chồng một phần lên kỳ, part-of-window mới có một phần kỳ, longer-period số gộp cho kỳ dài hơn, earlier-state số có trước hạn, stale số mới nhất đã quá cũ để nói tiến độ, disputed các báo cáo nói khác nhau, approximate chỉ ghi “khoảng”, imprecise chưa đủ chính xác, no-whole thiếu mẫu số, no-opening thiếu số đầu kỳ, no-baseline không có số đầu kỳ để tính tiến độ, limit-open mức trần khi kỳ chưa hết, no-statement chưa có báo cáo về mốc",
                "other-body",
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
            assert!(table.columns.iter().all(|column| column.meaning.len() > 3), "{}", table.name);
        }
    }
}
