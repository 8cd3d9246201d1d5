//! The charts as a page holds them: drawn, put through the theme's template, read back as HTML.
//!
//! The page is left in `target/tmp/charts.html`, to be looked at.

#[path = "charts/place.rs"]
mod place;
#[path = "charts/time.rs"]
mod time;

use bantin::draw::columns::{Column, Goal, Standing};
use bantin::draw::parts::{Part, Whole};
use bantin::draw::pipeline::{Pipeline, Stage};
use bantin::draw::{Caption, Chart, Link, RowText, Span, bullet, columns, parts, pipeline};
use scraper::{Html, Selector};

#[test]
fn every_chart_has_its_heading_its_sentence_and_its_table() {
    let page = Html::parse_document(&page());
    for chart in charts() {
        let one = |inside: &str| {
            let selector = Selector::parse(&format!("#{} {inside}", chart.anchor)).expect("valid");
            let text = page.select(&selector).next().map(|found| found.text().collect::<String>());
            text.unwrap_or_else(|| panic!("{} has no {inside}", chart.anchor))
        };
        assert_eq!(one("h2.chart-heading"), chart.heading);
        let all = one("table");
        for row in texts(&chart) {
            assert!(all.contains(&row), "{row} in the table of {}", chart.anchor);
        }
        assert!(chart.sentence.chars().count() <= 300 && !chart.sentence.contains(['≥', '>', '≈', '–']));
    }
    let pictures = Selector::parse("svg[role=img]").expect("valid");
    for picture in page.select(&pictures) {
        assert!(picture.attr("aria-label").is_some_and(|label| label.starts_with("B")));
    }
}

#[test]
fn tables_keep_their_roles_when_laid_out_in_blocks() {
    let page = Html::parse_document(&page());
    for (cells, role) in [
        (".chart-bars", "table"),
        (".chart-bars tr", "row"),
        (".chart-bars td", "cell"),
        (".chart-bars tbody th", "rowheader"),
        (".chart-bars thead th", "columnheader"),
    ] {
        let selector = Selector::parse(cells).expect("valid");
        let mut found = page.select(&selector).peekable();
        assert!(found.peek().is_some(), "{cells}");
        assert!(found.all(|cell| cell.attr("role") == Some(role)), "{cells}");
    }
    for svg in page.select(&Selector::parse("svg:not(svg svg)").expect("valid")) {
        let hidden = svg.attr("aria-hidden") == Some("true") && svg.attr("focusable") == Some("false");
        assert!(hidden || svg.attr("role") == Some("img"), "{:?}", svg.value());
    }
}

#[test]
fn texts_are_escaped_wherever_they_stand() {
    let evil = "<script>\"&'</script>";
    let text = RowText {
        label: evil.to_owned(),
        note: evil.to_owned(),
        value: evil.to_owned(),
        mark: evil.to_owned(),
        detail: evil.to_owned(),
        href: Some(evil.to_owned()),
    };
    let caption = Caption {
        heading: evil.to_owned(),
        subtitle: evil.to_owned(),
        limits: evil.to_owned(),
        notes: vec![evil.to_owned()],
        sources: vec![Link { text: evil.to_owned(), href: evil.to_owned() }],
        ..caption("x", "", "")
    };
    let column = Column { text: text.clone(), amount: Span::exact(3.0), ..Column::default() };
    let floor = Goal::Floor { at: 2.0, text: evil.to_owned(), words: evil.to_owned() };
    let row = bullet::Row {
        text: text.clone(),
        reached: Span::exact(3.0),
        elapsed: None,
        verdict: evil.to_owned(),
    };
    let part = Part { text: text.clone(), amount: Span::exact(1.0) };
    let whole = Whole {
        text,
        total: Span::exact(3.0),
        parts: vec![part],
        exclusive: true,
        complete: false,
        remainder: evil.to_owned(),
        remainder_value: evil.to_owned(),
    };
    for chart in [
        columns::chart(&caption, Some(&floor), [evil; 3], &[column]),
        bullet::chart(&caption, &[row]),
        parts::chart(&caption, &[whole]),
    ] {
        let html = rendered(&[chart.expect("valid")]);
        assert!(!html.contains("<script"), "{html}");
        assert_eq!(Html::parse_fragment(&html).errors, Vec::<std::borrow::Cow<'_, str>>::new());
    }
}

#[test]
fn the_numbers_can_be_read_back_from_the_picture() {
    let drawn = charts();
    let of = |anchor: &str| drawn.iter().find(|chart| chart.anchor == anchor).expect("an example");
    let number = |text: &str| text.trim_end_matches('%').parse::<f64>().expect("a plain decimal");
    let bantin::draw::Drawing::Picture(picture) = &of("course").drawing else {
        panic!("a course is a picture")
    };
    let svg = Html::parse_fragment(&picture.svg);
    let circles = |class: &str| -> Vec<(f64, f64)> {
        let selector = Selector::parse(&format!("circle.{class}")).expect("valid");
        let found = svg.select(&selector).map(|circle| {
            let at = |name| number(circle.attr(name).expect("a circle has a centre"));
            (at("cx"), at("cy"))
        });
        found.collect()
    };
    // The base line and the target, 300, give the scale.
    let (goal, base) = (circles("f-goal")[0].1, 262.0);
    let value = |y: f64| (base - y) / (base - goal) * 300.0;
    let points = circles("f-dot");
    assert_eq!(points.len(), time::TOTALS.len());
    for (n, ((x, y), total)) in points.iter().zip(time::TOTALS).enumerate() {
        assert!((x - (n as f64 + 1.0) / 12.0 * 100.0).abs() < 0.011, "{x} of point {n}");
        assert!((value(*y) - total).abs() < 0.14, "{} is {total}", value(*y));
    }
    assert!((value(circles("f-ring")[0].1) - time::PROJECTED[1]).abs() < 0.14);
    let bantin::draw::Drawing::Bars(bars) = &of("dots").drawing else { panic!("dots stand in a table") };
    for (row, rate) in bars.tables[0].rows.iter().zip(place::RATES) {
        let svg = Html::parse_fragment(&row.svg);
        let circle = svg.select(&Selector::parse("circle").expect("valid")).next().expect("a dot");
        // The scale ends at 80.
        assert!((number(circle.attr("cx").expect("a centre")) * 0.8 - rate).abs() < 0.011);
    }
}

#[test]
fn the_same_numbers_give_the_same_bytes() {
    assert_eq!(page(), page());
    assert_eq!(charts(), charts());
}

#[test]
fn the_page_can_be_looked_at() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts.html");
    #[allow(clippy::disallowed_methods, reason = "left for a person to look at, outside any site")]
    std::fs::write(&path, page()).expect("the target folder is ours");
    let bars = Selector::parse(".chart-marks").expect("valid");
    assert!(Html::parse_document(&page()).select(&bars).count() > 20);
}

/// The labels and values that a chart shows.
fn texts(chart: &Chart) -> Vec<String> {
    match &chart.drawing {
        bantin::draw::Drawing::Bars(bars) => {
            let rows = &bars.tables[0].rows;
            rows.iter().flat_map(|row| [row.text.label.clone(), row.text.value.clone()]).collect()
        }
        bantin::draw::Drawing::Columns(columns) => {
            let rows = &columns.table.rows;
            rows.iter().flat_map(|row| [row.label.clone(), row.cells[0].clone()]).collect()
        }
        bantin::draw::Drawing::Picture(picture) => {
            let rows = &picture.table.rows;
            rows.iter().flat_map(|row| [row.label.clone(), row.cells[0].clone()]).collect()
        }
        bantin::draw::Drawing::Panels(panels) => {
            let rows = &panels.table.rows;
            rows.iter().flat_map(|row| [row.label.clone(), row.cells[0].clone()]).collect()
        }
    }
}

fn rendered(charts: &[Chart]) -> String {
    let mut tera = tera::Tera::default();
    tera.add_raw_templates([
        ("chart.html", include_str!("../themes/default/templates/chart.html")),
        ("chart_defs.html", include_str!("../themes/default/templates/chart_defs.html")),
        (
            "page.html",
            "{{ <chart_defs /> }}{% for chart in charts %}{{ <chart chart={chart} /> }}{% endfor %}",
        ),
    ])
    .expect("the templates parse");
    let words: serde_json::Value =
        serde_json::from_str(include_str!("../themes/default/words/vi.json")).expect("the words are JSON");
    let mut context = tera::Context::new();
    context.insert("t", &words);
    context.insert("charts", charts);
    tera.render("page.html", &context).expect("a chart has every field that the template names")
}

fn page() -> String {
    format!(
        r#"<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Biểu đồ</title><style>{}
@font-face {{ font-family: "BT Sans"; src: url("../../themes/default/static/bt-sans.woff2"); font-weight: 400 700; }}
:root {{ color-scheme: light dark; }}
body {{ margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 "BT Sans", "Segoe UI", Roboto, "Noto Sans", system-ui, sans-serif; }}
main {{ max-width: 45rem; margin: 0 auto; padding: 1rem; }}</style><main>{}</main></html>"#,
        include_str!("../themes/default/static/chart.css"),
        rendered(&charts())
    )
}

fn caption(anchor: &str, heading: &str, subtitle: &str) -> Caption {
    Caption {
        anchor: anchor.to_owned(),
        level: 2,
        heading: heading.to_owned(),
        subtitle: subtitle.to_owned(),
        ..Caption::default()
    }
}

fn text(label: &str, note: &str, value: &str, detail: &str) -> RowText {
    let [label, note, value, detail] = [label, note, value, detail].map(str::to_owned);
    RowText { label, note, value, detail, ..RowText::default() }
}

/// One chart and more of every kind, with every way of being uncertain.
fn charts() -> Vec<Chart> {
    vec![
        bullets(),
        uncertain_bullets(),
        floor(),
        range(),
        crowded(),
        wide(),
        pipelines(),
        uncertain_stages(),
        stacked(),
        separate(),
    ]
    .into_iter()
    .chain(time::charts())
    .chain(place::charts())
    .collect::<Result<_, _>>()
    .expect("the examples can be drawn")
}

type Drawn = Result<Chart, bantin::draw::Refusal>;

fn bullets() -> Drawn {
    let row = |text, reached, elapsed, verdict: &str| bullet::Row {
        text,
        reached,
        elapsed,
        verdict: verdict.to_owned(),
    };
    let linked = RowText {
        href: Some("../../nguon/index.html#s0-18".to_owned()),
        ..text(
            "Quảng Ninh: bồi dưỡng, giới thiệu đoàn viên ưu tú cho Đảng",
            "riêng 2020–2022; mục tiêu 2018–2023: 10.000",
            "7.109",
            "≥ 71,1%",
        )
    };
    let caption = Caption {
        limits: "Chưa có số liệu Quảng Ninh 2018–2019".to_owned(),
        notes: vec!["Quảng Ninh: chưa có số liệu 2018–2019.".to_owned()],
        sources: vec![Link {
            text: "Báo Lao Động, 09/11/2023".to_owned(),
            href: "../../nguon/index.html#s0".to_owned(),
        }],
        ..caption("bullet", "Kết quả so với mục tiêu, theo chỉ tiêu", "Quy về % mục tiêu (vạch đậm = 100%)")
    };
    bullet::chart(
        &caption,
        &[
            row(
                text("Bắc Giang: thành lập công đoàn cơ sở", "6/2014 – 9/2016; mục tiêu 30", "34", "113,3%"),
                Span::exact(113.33),
                None,
                "vượt",
            ),
            row(linked, Span::at_least(71.09), Some(80.0), "không đủ cơ sở để tính"),
            row(
                text("Lào Cai: kết nạp đoàn viên công đoàn", "năm 2024; mục tiêu 1.000", "3.442", "344,2%"),
                Span::exact(344.2),
                Some(100.0),
                "vượt",
            ),
            row(
                text("Hải Phòng: phát triển đảng viên", "mỗi năm ít nhất 50, 2020–2025", "–", ""),
                Span::unknown(),
                Some(45.0),
                "không đủ cơ sở để tính",
            ),
        ],
    )
}

fn uncertain_bullets() -> Drawn {
    let row = |label: &str, value: &str, reached| bullet::Row {
        text: text(label, "số liệu minh họa", value, ""),
        reached,
        elapsed: Some(60.0),
        verdict: String::new(),
    };
    bullet::chart(
        &caption(
            "uncertain",
            "Bốn cách ghi số trong văn bản, bốn cách vẽ",
            "Quy ước biểu diễn độ chắc chắn của số liệu",
        ),
        &[
            row("Số chính xác", "66%", Span::exact(66.0)),
            row("Cận dưới", "> 70%", Span::at_least(70.0)),
            row("Khoảng giữa hai mức", "48–54%", Span::between(48.0, 54.0)),
            row("Ước lượng", "≈ 60%", Span::about(60.0)),
            row("Ước lượng cận dưới", "≈ trên 60%", Span { upper: None, ..Span::about(60.0) }),
            row("Nhiều nhất", "≤ 90%", Span::at_most(90.0)),
        ],
    )
}

fn column(year: &str, value: &str, amount: Span, standing: Standing, verdict: &str) -> Column {
    Column { text: text(year, "", value, ""), amount, standing, verdict: verdict.to_owned() }
}

const HEADS: [&str; 3] = ["Năm", "Số đảng viên", "Kết luận"];

fn floor() -> Drawn {
    let goal =
        Goal::Floor {
            at: 50.0, text: "50".to_owned(), words: "Chỉ tiêu: từ 50 đảng viên/năm".to_owned()
        };
    columns::chart(
        &caption(
            "floor",
            "Hai trong bốn năm đạt mức từ 50 đảng viên mới trở lên",
            "Đảng viên mới kết nạp mỗi năm (số liệu minh họa)",
        ),
        Some(&goal),
        HEADS,
        &[
            column("2021", "48", Span::exact(48.0), Standing::Missed, "Không đạt"),
            column("2022", "61", Span::exact(61.0), Standing::Met, "Vượt"),
            column("2023", "–", Span::unknown(), Standing::Undecided, "Chưa có số liệu"),
            column("2024", "57", Span::exact(57.0), Standing::Met, "Vượt"),
            column("2025", "26", Span::exact(26.0), Standing::Unfinished, "6 tháng, đúng tiến độ"),
        ],
    )
}

fn range() -> Drawn {
    let goal = Goal::Range {
        lower: 5.0,
        lower_text: "5".to_owned(),
        upper: 7.0,
        upper_text: "7".to_owned(),
        words: "Chỉ tiêu: 5–7 tổ chức/năm".to_owned(),
    };
    columns::chart(
        &caption(
            "range",
            "Ba trong bốn năm thành lập được từ 5 tổ chức đảng trở lên",
            "Tổ chức đảng mới thành lập mỗi năm (số liệu minh họa)",
        ),
        Some(&goal),
        ["Năm", "Số tổ chức", "Kết luận"],
        &[
            column("2021", "4", Span::exact(4.0), Standing::Missed, "Không đạt"),
            column("2022", "6", Span::exact(6.0), Standing::Met, "Đạt"),
            column("2023", "8", Span::exact(8.0), Standing::Met, "Vượt"),
            column("2024", "> 4", Span::at_least(4.0), Standing::Undecided, "Không đủ cơ sở để tính"),
            column("2025", "0", Span::exact(0.0), Standing::Unfinished, "6 tháng"),
        ],
    )
}

fn crowded() -> Drawn {
    let goal = Goal::Floor {
        at: 2000.0,
        text: "2.000".to_owned(),
        words: "Chỉ tiêu: từ 2.000 người/năm".to_owned(),
    };
    columns::chart(
        &caption(
            "crowded",
            "Tám năm, mỗi cách ghi số một cột",
            "Đoàn viên ưu tú được giới thiệu (số liệu minh họa)",
        ),
        Some(&goal),
        ["Năm", "Số người", "Kết luận"],
        &[
            column("2018", "1.950", Span::exact(1950.0), Standing::Missed, "Không đạt"),
            column("2019", "1.400–1.700", Span::between(1400.0, 1700.0), Standing::Missed, "Không đạt"),
            column("2020", "> 2.100", Span::at_least(2100.0), Standing::Met, "Vượt"),
            column("2021", "≈ 1.800", Span::about(1800.0), Standing::Undecided, "Không đủ cơ sở để tính"),
            column(
                "2022",
                "1.900–2.300",
                Span::between(1900.0, 2300.0),
                Standing::Undecided,
                "Không đủ cơ sở để tính",
            ),
            column("2023", "–", Span::unknown(), Standing::Undecided, ""),
            column("2024", "2.480", Span::exact(2480.0), Standing::Met, "Vượt"),
            column("2025", "> 900", Span::at_least(900.0), Standing::Unfinished, "6 tháng"),
        ],
    )
}

fn wide() -> Drawn {
    columns::chart(
        &caption(
            "wide",
            "Lao động trong khu qua hai thời điểm",
            "Người, số liệu minh họa, không có chỉ tiêu",
        ),
        None,
        ["Năm", "Lao động", "Ghi nhận"],
        &[
            column("2022", "156.915", Span::exact(156_915.0), Standing::Undecided, ""),
            column("2023", "≈ 160.000", Span::about(160_000.0), Standing::Undecided, ""),
            column("2024", "170–190 nghìn", Span::between(170_000.0, 190_000.0), Standing::Undecided, ""),
        ],
    )
}

fn stage(label: &str, value: &str, detail: &str, count: Span, inner: bool) -> Stage {
    Stage { text: text(label, "", value, detail), count, inner, missing: String::new() }
}

fn pipelines() -> Drawn {
    let hai_phong = vec![
        stage("Được giới thiệu", "976", "quần chúng ưu tú", Span::exact(976.0), false),
        stage("Được kết nạp", "257", "26,3% số giới thiệu", Span::exact(257.0), false),
        stage("trong đó: qua chi bộ hạt nhân", "116", "45,1% số kết nạp", Span::exact(116.0), true),
    ];
    let lao_cai = vec![
        stage("Được giới thiệu", "65", "quần chúng ưu tú", Span::exact(65.0), false),
        stage("Được kết nạp", "45", "69,2% số giới thiệu", Span::exact(45.0), false),
    ];
    pipeline::chart(
        &caption(
            "pipeline",
            "Hải Phòng: cứ bốn người được giới thiệu thì một người được kết nạp",
            "Số người qua từng bước phát triển đảng viên",
        ),
        &[
            Pipeline { title: "Hải Phòng, 2018 – 9/2022".to_owned(), stages: hai_phong },
            Pipeline { title: "Lào Cai, năm 2024".to_owned(), stages: lao_cai },
        ],
    )
}

fn uncertain_stages() -> Drawn {
    let stages = vec![
        stage("Quần chúng ưu tú được bồi dưỡng", "> 200", "người", Span::at_least(200.0), false),
        stage("Hồ sơ đang hoàn thiện", "–", "", Span::unknown(), false),
        stage("Được kết nạp", "≈ 80", "≤ 40,0%", Span::about(80.0), false),
        stage("Được công nhận chính thức", "55–60", "69–75%", Span::between(55.0, 60.0), false),
    ];
    pipeline::chart(
        &caption(
            "stages",
            "Bồi dưỡng trên 200 quần chúng ưu tú",
            "Bắc Giang, 6/2014 – 9/2016 (một phần minh họa)",
        ),
        &[Pipeline { title: String::new(), stages }],
    )
}

fn part(label: &str, value: &str, detail: &str, amount: Span) -> Part {
    Part { text: text(label, "", value, detail), amount }
}

fn stacked() -> Drawn {
    let admitted = Whole {
        text: text("Đảng viên mới kết nạp", "Hải Phòng, 2018 – 9/2022", "257", "người"),
        total: Span::exact(257.0),
        parts: vec![part("Qua chi bộ hạt nhân", "116", "45,1%", Span::exact(116.0))],
        exclusive: true,
        complete: false,
        remainder: "Qua hình thức khác".to_owned(),
        remainder_value: "141".to_owned(),
    };
    let coverage = Whole {
        text: text("Doanh nghiệp theo tổ chức đảng", "Hải Phòng, 9/2022", "100%", "doanh nghiệp ổn định"),
        total: Span::exact(100.0),
        parts: vec![part("Có tổ chức đảng", "15,4%", "51 đơn vị", Span::exact(15.4))],
        exclusive: true,
        complete: false,
        remainder: "Chưa có tổ chức đảng".to_owned(),
        remainder_value: "84,6%".to_owned(),
    };
    let two = Whole {
        text: text("Đảng viên theo nơi làm việc", "số liệu minh họa", "150", "người"),
        total: Span::exact(150.0),
        parts: vec![
            part("Doanh nghiệp FDI", "35", "23,3%", Span::exact(35.0)),
            part("Doanh nghiệp trong nước", "115", "76,7%", Span::exact(115.0)),
        ],
        exclusive: true,
        ..Whole::default()
    };
    parts::chart(
        &caption(
            "stacked",
            "Gần một nửa đảng viên mới được kết nạp qua chi bộ hạt nhân",
            "Cơ cấu trong tổng số",
        ),
        &[admitted, coverage, two],
    )
}

fn separate() -> Drawn {
    let whole = Whole {
        text: text(
            "Đoàn viên được giới thiệu, bồi dưỡng và kết nạp",
            "Quảng Ninh, 2020–2022",
            "7.109",
            "người",
        ),
        total: Span::exact(7109.0),
        parts: vec![
            part("do công đoàn cơ sở, LĐLĐ tỉnh trực tiếp quản lý", "4.656", "65,5%", Span::exact(4656.0)),
            part("trong doanh nghiệp ngoài Nhà nước", "≥ 750", "≥ 10,5%", Span::at_least(750.0)),
        ],
        exclusive: false,
        complete: false,
        remainder: "phần còn lại chưa rõ".to_owned(),
        remainder_value: String::new(),
    };
    parts::chart(
        &caption(
            "separate",
            "Phần lớn thuộc công đoàn do tỉnh trực tiếp quản lý",
            "Trong tổng số 7.109 đoàn viên",
        ),
        &[whole],
    )
}
