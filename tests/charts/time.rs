//! Charts over time by example: cumulative lines, slopes, small lines; numbers are for layout only.

use super::{Drawn, caption, text};
use bantin::draw::course::{self, Course, Point, Projection, Time};
use bantin::draw::slope::{self, Change, End};
use bantin::draw::spark::{self, Line};
use bantin::draw::{RowText, Span, ticks};

/// The examples.
pub fn charts() -> Vec<Drawn> {
    vec![projected(), close(), uncertain(), begun(), slopes(), wide_slopes(), sparks()]
}

/// 14, 41, … after each half-year of a term of six years with a target of 250.
pub const TOTALS: [f64; 7] = [14.0, 41.0, 63.0, 92.0, 108.0, 131.0, 149.0];
/// What a rate of 41 a year for 2.5 years adds, and the slowest and the fastest half-year.
pub const PROJECTED: [f64; 3] = [219.0, 252.0, 294.0];

fn years(from: u32, count: u32) -> Vec<Time> {
    let share = |n: u32| (f64::from(n) + 0.5) / f64::from(count) * 100.0;
    (0..count).map(|n| Time { label: (from + n).to_string(), middle: share(n) }).collect()
}

fn point(n: usize, label: &str, value: &str, total: Span) -> Point {
    Point {
        text: text(label, "", value, ""),
        elapsed: (n as f64 + 1.0) / 12.0 * 100.0,
        total,
        required: format!("{}", (n + 1) * 25),
        difference: "−11".to_owned(),
    }
}

pub fn course() -> Course {
    let labels = ["6/2020", "12/2020", "6/2021", "12/2021", "6/2022", "12/2022", "tháng 6/2023"];
    let points = labels.iter().zip(TOTALS).enumerate();
    Course {
        points: points
            .map(|(n, (label, total))| point(n, label, &total.to_string(), Span::exact(total)))
            .collect(),
        goal: 300.0,
        goal_text: ["Chỉ tiêu", "300"].map(str::to_owned),
        projection: Some(Projection {
            lowest: PROJECTED[0],
            likely: PROJECTED[1],
            highest: PROJECTED[2],
            text: "252".to_owned(),
            range: "219–294".to_owned(),
        }),
        unit: "đảng viên".to_owned(),
        ticks: ticks(300.0).into_iter().map(|at| (at as f64, at.to_string())).collect(),
        times: years(2020, 6),
    }
}

const HEADS: [&str; 4] = ["Thời điểm", "Lũy kế", "Tiến độ cần", "Chênh lệch"];

fn projected() -> Drawn {
    course::chart(
        &caption(
            "course",
            "Nếu giữ nhịp độ gần đây, cuối nhiệm kỳ mới đạt khoảng 84% chỉ tiêu",
            "Đảng viên mới kết nạp, lũy kế từ đầu nhiệm kỳ 2020–2025 (số liệu minh họa)",
        ),
        &course(),
        HEADS,
    )
}

/// Target and projection close to each other, and long numbers.
fn close() -> Drawn {
    let mut close = course();
    close.goal_text[1] = "15.000".to_owned();
    close.points[6].text.value = "trên 14.900".to_owned();
    close.projection.as_mut().expect("set above").likely = 293.0;
    close.projection.as_mut().expect("set above").text = "14.650".to_owned();
    close.projection.as_mut().expect("set above").range = "12.850–14.700".to_owned();
    close.ticks.iter_mut().for_each(|(at, text)| *text = format!("{}.000", *at / 20.0));
    course::chart(&caption("course-close", "Dự báo sát chỉ tiêu", "Số liệu minh họa"), &close, HEADS)
}

fn uncertain() -> Drawn {
    let points = vec![
        point(0, "6/2020", "40", Span::exact(40.0)),
        point(1, "12/2020", "70–90", Span::between(70.0, 90.0)),
        point(2, "6/2021", "> 110", Span::at_least(110.0)),
        point(4, "6/2022", "≈ 160", Span::about(160.0)),
        point(5, "12/2022", "190", Span::exact(190.0)),
        point(6, "tháng 6/2023", "210", Span::exact(210.0)),
    ];
    let uncertain = Course { points, projection: None, ..course() };
    let mut caption = caption("course-uncertain", "Mỗi cách ghi số một cách vẽ", "Số liệu minh họa");
    caption.notes = vec!["Chưa dự báo: mới có 3 mốc số liệu chính xác, cần ít nhất 4.".to_owned()];
    course::chart(&caption, &uncertain, HEADS)
}

fn begun() -> Drawn {
    let points = vec![
        point(0, "tháng 3/2020", "1", Span::exact(1.0)),
        point(1, "tháng 6/2020", "2", Span::exact(2.0)),
    ];
    let begun = Course { points, projection: None, ..course() };
    course::chart(&caption("course-begun", "Mới bắt đầu nhiệm kỳ", "Số liệu minh họa"), &begun, HEADS)
}

fn end(time: &str, value: &str, amount: Span) -> End {
    End { time: time.to_owned(), value: value.to_owned(), amount, mark: String::new(), href: None }
}

fn slopes() -> Drawn {
    let change = |title: &str, finding: &str, opening, closing, change: &str| Change {
        title: title.to_owned(),
        finding: finding.to_owned(),
        opening,
        closing,
        change: change.to_owned(),
        note: String::new(),
    };
    slope::chart(
        &caption(
            "slope",
            "Bắc Giang: số đảng viên gấp 4,3 lần sau hai năm",
            "Chi bộ và đảng viên trong doanh nghiệp khu công nghiệp, tháng 6/2014 và năm 2016",
        ),
        &[
            change(
                "Chi bộ",
                "× 2,3",
                end("6/2014", "4", Span::exact(4.0)),
                end("2016", "9", Span::exact(9.0)),
                "tăng 5",
            ),
            change(
                "Đảng viên",
                "× 4,3",
                end("6/2014", "35", Span::exact(35.0)),
                end("2016", "150", Span::exact(150.0)),
                "tăng 115",
            ),
        ],
    )
}

fn wide_slopes() -> Drawn {
    let change = |title: &str, opening, closing, note: &str| Change {
        title: title.to_owned(),
        opening,
        closing,
        note: note.to_owned(),
        ..Change::default()
    };
    slope::chart(
        &caption("slope-wide", "Lao động trong khu qua hai thời điểm", "Người, số liệu minh họa"),
        &[
            change(
                "Lao động ở doanh nghiệp có công đoàn",
                end("31/12/2022", "156.915", Span::exact(156_915.0)),
                end("30/06/2024", "> 160.000", Span::at_least(160_000.0)),
                "",
            ),
            change(
                "Đoàn viên công đoàn",
                end("31/12/2022", "≈ 120.000", Span::about(120_000.0)),
                end("30/06/2024", "90.000–95.000", Span::between(90_000.0, 95_000.0)),
                "chuỗi số liệu bị đứt ngày 01/01/2022, các số trước đó không nối vào.",
            ),
            change(
                "Doanh nghiệp",
                end("31/12/2022", "331", Span::exact(331.0)),
                end("30/06/2024", "331", Span::exact(331.0)),
                "",
            ),
        ],
    )
}

fn sparks() -> Drawn {
    let line = |label: &str, values: &[(f64, &str, Span)], parted: Option<usize>| {
        let points: Vec<spark::Point> = values
            .iter()
            .enumerate()
            .map(|(n, &(at, value, amount))| spark::Point {
                time: format!("năm {}", 2018 + n),
                value: value.to_owned(),
                mark: String::new(),
                at,
                amount,
                parted: parted == Some(n),
                href: None,
            })
            .collect();
        let newest = values.last().expect("an example has numbers").1;
        Line {
            text: RowText {
                detail: "năm 2023".to_owned(),
                ..text(label, "2018–2023, số liệu minh họa", newest, "")
            },
            points,
        }
    };
    let at = |n: u32| f64::from(n) * 20.0;
    spark::chart(
        &caption("spark", "Ba năm liền tăng, riêng đoàn viên còn đứt quãng", "Số liệu từng năm, 2018–2023"),
        &[
            line(
                "Đảng viên mới kết nạp",
                &[
                    (at(0), "41", Span::exact(41.0)),
                    (at(1), "52", Span::exact(52.0)),
                    (at(2), "38", Span::exact(38.0)),
                    (at(3), "57", Span::exact(57.0)),
                    (at(5), "61", Span::exact(61.0)),
                ],
                None,
            ),
            line(
                "Đoàn viên công đoàn trong các doanh nghiệp có vốn đầu tư nước ngoài",
                &[
                    (at(0), "12.000", Span::exact(12_000.0)),
                    (at(1), "> 14.000", Span::at_least(14_000.0)),
                    (at(2), "chưa có số liệu", Span::unknown()),
                    (at(3), "16.500", Span::exact(16_500.0)),
                    (at(4), "16.900", Span::exact(16_900.0)),
                    (at(5), "21.000", Span::exact(21_000.0)),
                ],
                Some(5),
            ),
        ],
    )
}
