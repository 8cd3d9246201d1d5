use super::*;

fn loose_in(text: &str, heading: bool, english: bool) -> Vec<&str> {
    let units = ["hồ sơ".to_owned()];
    let found = find(&Text { text, tied: &[], heading, english, units: &units });
    found.into_iter().map(|one| &text[one.span]).collect()
}

fn loose(text: &str) -> Vec<&str> {
    loose_in(text, false, false)
}

#[test]
fn times_are_no_figures() {
    for text in [
        "ngày 29.10.2022 và 4.8.2023",
        "lễ 17-4, ngày 26/9/2017",
        "đến 30-6",
        "tháng 5-2014, tháng 2- 2024, 06-2014",
        "quý I-2023, quý 3, quý IV/2022",
        "9 tháng năm 2021 và 6 tháng đầu năm 2024",
        "sáng 10/9 họp",
        "đăng 27.9.2017 - 14:53",
        "2020-2025, nhiệm kỳ 2015-2020, giai đoạn 2021 – 2025 đảng bộ",
        "Năm 2022 đảng bộ",
        "Từ năm 2018 đến tháng 9/2022, công đoàn",
        "ba năm 2020 - 2022 có",
        "từ ngày 25/4 đến 28/7/2024",
        "từ 25/4-28/7/2024, 10-12/9/2022",
        "ngày 17 tháng 4 năm 2015; 17 tháng 4 năm 2015",
        "lúc 8 giờ 30 ngày 5/7",
        "8h30, 14h, 24/24h",
        "sau 5 năm thực hiện, hơn 2 năm, 2-3 tháng, 15 ngày",
        "5 năm 2015 - 2020",
        "tháng 9 và 10",
        "2022-09-10",
        "dịp 30/4 - 1/5, Quốc khánh 2/9",
        "các tháng 7, 8 và 9; các quý 1, 2, 3; tháng 8, 9 năm 2023; ngày 5, 6 tháng 9",
    ] {
        assert_eq!(loose(text), [""; 0], "{text}");
    }
    for text in [
        "on 29 October 2022, in June 2014",
        "from 25 April to 28 July 2024, 25–28 July 2024, 5 and 6 September",
        "the 2020–2025 term, the 2018-2023 period, 2020 to 2022",
        "In 2023 members were admitted; since 2008 workers have joined",
        "over 5 years, the first 9 months of 2021, 2-3 months, the 5-year term",
        "Q3 2022, 10 September 2022 at 14:53",
    ] {
        assert_eq!(loose_in(text, false, true), [""; 0], "{text}");
    }
}

#[test]
fn ordinals_and_names_are_no_figures() {
    for text in [
        "lần thứ IV, lần thứ 4, thứ 3",
        "khóa XIII, khóa 13",
        "Nghị quyết 4b, Nghị quyết số 28, Nghị quyết 21-NQ/TW",
        "Chỉ thị 33-CT/TW; 12-HD/BTCTW; 1454/QĐ-TLĐ; NĐ 30/2020/NĐ-CP",
        "Nghị định 30/2020, Quyết định số 1454, Luật 50/2019/QH14",
        "KCN 2, KCN2, lô A5, đường 208, quốc lộ 18, số 5 đường Trần Phú, ngõ 12",
        "ĐT: 0203.3825.123 hoặc 0912 345 678, tel. +84 203 3825 123",
        "Điều 5, 6 và 7; khoản 2 Điều 3",
        "gồm: (1) lập tổ; (2) mở lớp; (3) kết nạp",
        "1. Mở lớp",
        "2) Mở lớp",
        "xem bảng 3, hình 2, phụ lục 1, bản tin số 5",
        "COVID-19, A4, hoi-thao-2022.pdf, ban@kcn18.vn",
        "https://a.vn/tin-2024/257.html",
        "đợt 2, bước 1, giai đoạn 2, kỳ họp 3",
        "KCN số 2, Khu công nghiệp số 5 mở rộng, cụm công nghiệp số 1, nhà máy số 3",
        "Điện thoại: (024) 3825 1234; gọi (0225) 3.842.456 hoặc (024)38251234",
        "ISO 9001:2015, ISO 14001, ISO/IEC 27001:2022, TCVN 5945-2005, công nghiệp 4.0",
    ] {
        assert_eq!(loose(text), [""; 0], "{text}");
    }
    assert_eq!(loose_in("2.1 Công đoàn", true, false), [""; 0]);
    for text in [
        "the 13th congress, the 4th meeting",
        "Resolution 28, Resolution No. 21-NQ/TW, Decision No 1454, Directive 33-CT/TW",
        "Article 5, 6 and 7; Table 2, issue 5, phase 2; National Highway 18",
    ] {
        assert_eq!(loose_in(text, false, true), [""; 0], "{text}");
    }
}

#[test]
fn a_count_beside_a_name_is_a_figure() {
    for (text, numbers) in [
        ("kết nạp 85ĐV, lập 12CB ở 40DN", &["85", "12", "40"][..]),
        ("xe 29C, biển 15LD-123, mẫu 05ĐV", &[]),
        ("Nghị quyết 30 đảng viên mỗi năm, Nghị quyết 28 của Đảng", &["30"]),
        ("KCN số 15 doanh nghiệp; tổng số 2 lớp; số 15 chi bộ", &["15", "2", "15"]),
        ("tháng 9, 12 đảng viên; tháng 9, 12 vào Đảng; các tháng 7, 8, 12 lớp mở", &["12", "12", "12"]),
        ("(ĐT: 0912 345 678) 257 người; (0912345678) 120 người", &["257", "120"]),
        ("đạt ISO 50 doanh nghiệp; tỷ lệ 4.0", &["50", "4.0"]),
        ("các tháng 7, 8 kết nạp 9 người", &["9"]),
        ("(05) 120 người", &["05", "120"]),
    ] {
        assert_eq!(loose(text), numbers, "{text}");
    }
}

#[test]
fn what_is_counted_is_a_figure() {
    for (text, numbers) in [
        ("Có 257 người, 15,4% tổng số.", &["257", "15,4%"][..]),
        ("tổng số 150 đảng viên, trong số 65 người", &["150", "65"]),
        ("1383, 2492 và 213.724", &["1383", "2492", "213.724"]),
        ("1985 đoàn viên", &["1985"]),
        ("hơn 21 nghìn đoàn viên, 98 ngàn, 5,6 triệu", &["hơn 21 nghìn", "98 ngàn", "5,6 triệu"]),
        ("571 nghìn tỷ đồng", &["571 nghìn tỷ"]),
        ("5-7 tổ chức, 600 - 700 doanh nghiệp", &["5-7", "600 - 700"]),
        ("từ 2.000 đến 2.500 người", &["từ 2.000 đến 2.500"]),
        ("từ 71 đảng viên lên 150", &["71", "150"]),
        ("750/4.656 người, 52/17", &["750/4.656", "52/17"]),
        ("đạt 7/8 mục tiêu, 9/9 doanh nghiệp, 45/40", &["7/8", "9/9", "45/40"]),
        ("đạt 5/7", &["5/7"]),
        (
            "ít nhất 50, không quá 3, khoảng 10.000, gần 95.000",
            &["ít nhất 50", "không quá 3", "khoảng 10.000", "gần 95.000"],
        ),
        ("từ 50 trở lên, 20 trở xuống", &["từ 50 trở lên", "20 trở xuống"]),
        ("tăng gấp 2 lần, tăng 5 lần", &["gấp 2 lần", "5"]),
        ("16 trên 32 chi bộ", &["16", "32"]),
        ("một nửa (20) là FDI", &["20"]),
        ("50người, 10ha, 5-người", &["50", "10", "5"]),
        ("kết nạp 50 năm 2017", &["50"]),
        ("50 ngày công", &["50"]),
        ("Đến tháng 9, 12 doanh nghiệp", &["12"]),
        ("trong tháng 50 người", &["50"]),
        ("KCN 16 doanh nghiệp, mục 12 hồ sơ", &["16", "12"]),
        ("so với cùng kỳ 12%", &["12%"]),
        ("Hải Phòng 963", &["963"]),
        ("4656 người năm 2022", &["4656"]),
        ("giảm 5 chi bộ", &["5"]),
        ("2,1 điểm phần trăm", &["2,1"]),
        ("24.31%", &["24.31%"]),
    ] {
        assert_eq!(loose(text), numbers, "{text}");
    }
    for (text, numbers) in [
        ("over 14,000 people in 2022", &["over 14,000"][..]),
        ("1985 members, 257 people, 15.4% of all, 15.4 per cent", &["1985", "257", "15.4%", "15.4 per cent"]),
        ("at least 50, no more than 3, nearly 95,000", &["at least 50", "no more than 3", "nearly 95,000"]),
        ("between 600 and 700, from 2,000 to 2,500", &["between 600 and 700", "from 2,000 to 2,500"]),
        ("from 71 Party members to 150", &["71", "150"]),
        ("In May 12 people joined, in June 257", &["12", "257"]),
        ("phase 12 projects", &["12"]),
        ("a total of 1985 members", &["1985"]),
        ("50 or more, 5.6 million", &["50 or more", "5.6 million"]),
    ] {
        assert_eq!(loose_in(text, false, true), numbers, "{text}");
    }
}

#[test]
fn number_words_without_digits_are_language() {
    assert_eq!(loose("hai hội thảo, một phần ba, hơn hai mươi nghìn người"), [""; 0]);
}

#[test]
fn a_doubtful_qualifier_leaves_two_readings() {
    let read = |text: &'static str| -> Vec<&'static str> {
        let found = find(&Text { text, tied: &[], heading: false, english: false, units: &[] });
        found[0].readings.iter().map(|(span, _)| &text[span.clone()]).collect()
    };
    assert_eq!(read("trên 3 địa bàn"), ["trên 3", "3"]);
    assert_eq!(read("trên 3 người"), ["trên 3"]);
    let range =
        find(&Text { text: "từ 71 đến 150", tied: &[], heading: false, english: false, units: &[] });
    assert_eq!(range[0].halves.len(), 2);
}

#[test]
fn times_are_read_with_their_words() {
    let named =
        |text: &str| -> Vec<String> { times(text, false).iter().map(|(_, time)| time.to_string()).collect() };
    assert_eq!(named("Từ năm 2018 đến tháng 9/2022, có 257 người"), ["2018/2022-09"]);
    assert_eq!(
        named("Đến ngày 21/01/2024 và quý I/2023, 6 tháng đầu năm 2024"),
        ["2024-01-21", "2023-Q1", "2024-H1"]
    );
    assert_eq!(named("4656 người, 976 lớp"), [""; 0]);
    let english =
        |text: &str| -> Vec<String> { times(text, true).iter().map(|(_, time)| time.to_string()).collect() };
    assert_eq!(
        english("From 2018 to September 2022; on 29 October 2022 and in June 2014"),
        ["2018/2022-09", "2022-10-29", "2014-06"]
    );
}

proptest::proptest! {
    #[test]
    fn no_text_panics_and_every_place_is_inside(text in "\\PC{0,80}|([0-9]{1,4}|[./:,%() -]|tháng |năm |trên |từ | đến |lần|KCN |người){0,24}") {
        for english in [false, true] {
            let mut last = 0;
            for one in find(&Text { text: &text, tied: &[], heading: english, english, units: &[] }) {
                proptest::prop_assert!(one.span.start >= last && !text[one.span.clone()].is_empty());
                last = one.span.end;
            }
            times(&text, english);
        }
    }
}
