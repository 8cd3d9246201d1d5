//! Synthetic content of any size, to measure bantin with.
//!
//! `cargo run --release --example synthetic -- --zones 100 --out DIR`
//!
//! The same numbers give the same bytes, and zone *i* is the same whatever the number of zones, so
//! that sizes nest in one another. Each zone has twelve indicators, each with a target for every year
//! of the term, a result for each of twenty quarters and two parts of it, a pipeline of five stages, and a narrative of
//! about 400 words.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a program of its own, outside the stages"
)]

mod dice;

use dice::Dice;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How many quarters there are, from the first of 2021.
const QUARTERS: usize = 20;

/// Id, name, unit and the usual target of a quarter.
const INDICATORS: [(&str, &str, &str, u64); 12] = [
    ("ho-duoc-ho-tro", "Số hộ được hỗ trợ sinh kế", "hộ", 900),
    ("trong-moi", "Diện tích trồng rừng mới", "ha", 120),
    ("nuoc-sach", "Số hộ dùng nước sạch", "hộ", 1500),
    ("tiem-chung", "Trẻ em được tiêm chủng đầy đủ", "trẻ", 640),
    ("duong-be-tong", "Đường liên thôn được bê tông hóa", "km", 18),
    ("tap-huan", "Lượt người dự tập huấn", "lượt", 2200),
    ("vay-von", "Dư nợ cho vay ưu đãi", "triệu đồng", 4800),
    ("hop-tac-xa", "Thành viên hợp tác xã mới", "người", 75),
    ("lop-hoc", "Phòng học được xây hoặc sửa", "phòng", 14),
    ("kham-benh", "Lượt khám bệnh tại trạm", "lượt", 5200),
    ("rac-thu-gom", "Rác thải được thu gom", "tấn", 310),
    ("chuyen-doi-so", "Hồ sơ giải quyết trực tuyến", "hồ sơ", 1800),
];

const STAGES: [(&str, &str); 5] = [
    ("dang-ky", "Đăng ký"),
    ("tham-dinh", "Thẩm định"),
    ("phe-duyet", "Phê duyệt"),
    ("giai-ngan", "Giải ngân"),
    ("hoan-thanh", "Hoàn thành"),
];

const FIRST: [&str; 12] =
    ["An", "Bình", "Cẩm", "Châu", "Đại", "Đông", "Hải", "Hòa", "Khánh", "Long", "Quảng", "Vĩnh"];
const SECOND: [&str; 10] = ["Bắc", "Điền", "Giang", "Hạnh", "Khê", "Lâm", "Ngọc", "Phong", "Thịnh", "Yên"];
const WHO: [&str; 8] = [
    "tổ công tác",
    "ban chỉ đạo",
    "hội phụ nữ",
    "đoàn thanh niên",
    "trạm y tế",
    "hợp tác xã",
    "ban quản lý rừng",
    "cán bộ khuyến nông",
];
const DID: [&str; 7] = [
    "đã rà soát lại danh sách",
    "phối hợp mở các lớp tập huấn",
    "hoàn thành nghiệm thu đợt đầu",
    "đề nghị điều chỉnh chỉ tiêu",
    "tổ chức họp dân công khai kết quả",
    "kiểm tra thực địa tại các điểm xa",
    "cập nhật số liệu lên hệ thống",
];
const WHY: [&str; 6] = [
    "do mưa lớn kéo dài làm chậm thi công",
    "vì giá vật tư tăng so với dự toán",
    "nhờ bà con hưởng ứng sớm",
    "theo đúng kế hoạch nhiệm kỳ",
    "sau khi được bổ sung nguồn vốn",
    "dù thiếu cán bộ chuyên trách",
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (zones, out) = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--zones", zones, "--out", out] => (zones.parse::<u64>().ok(), PathBuf::from(out)),
        _ => (None, PathBuf::new()),
    };
    let Some(zones) = zones else {
        eprintln!("usage: synthetic --zones N --out DIR");
        return ExitCode::from(2);
    };
    match content(zones, &out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", out.display());
            ExitCode::from(2)
        }
    }
}

fn content(zones: u64, out: &Path) -> io::Result<()> {
    put(
        out,
        "site.toml",
        "title = \"Bản tin kết quả nhiệm kỳ\"\npublisher = \"Văn phòng\"\ncontact = \"bantin@example.org\"\n\
         languages = [\"vi\"]\nbase_url = \"https://example.org\"\n\
         # Peers make no pictures; a thousand zones would have tens of thousands.\nchart_png = false\n\n\
         [checks]\n# The narratives are made of dice and explain nothing.\nmissed-without-explanation = \"off\"\n",
    )?;
    put(out, "indicators.toml", &indicators())?;
    for quarter in [QUARTERS / 2, QUARTERS - 1] {
        put(out, &format!("bulletins/{}/index.md", quarter_id(quarter).to_lowercase()), &issue(quarter))?;
    }
    (0..zones).try_for_each(|number| zone(number, out))
}

fn put(out: &Path, path: &str, text: &str) -> io::Result<()> {
    let path = out.join(path);
    fs::create_dir_all(path.parent().expect("every file lies in the output folder"))?;
    fs::write(path, text)
}

fn indicators() -> String {
    let mut text = String::new();
    let rows = INDICATORS.iter().map(|(id, name, unit, _)| (*id, *name, *unit));
    for (id, name, unit) in rows.chain(STAGES.iter().map(|(id, name)| (*id, *name, "hồ sơ"))) {
        let _ = writeln!(
            text,
            "[{id}]\nname = {{ vi = \"{name}\" }}\nunit = {{ vi = \"{unit}\" }}\nmeasure = \"flow\"\n\
             good = \"up\"\nadditive = true\n"
        );
    }
    text.push_str(
        "[breakdown.doi-tuong]\nname = { vi = \"Đối tượng\" }\nexclusive = false\n\
         [breakdown.doi-tuong.parts]\nnu = { vi = \"nữ\" }\ndtts = { vi = \"dân tộc thiểu số\" }\n\n",
    );
    let stages = STAGES.map(|(id, _)| format!("\"{id}\"")).join(", ");
    let _ = writeln!(
        text,
        "[[pipeline]]\nid = \"ho-so\"\nname = {{ vi = \"Hồ sơ theo từng bước\" }}\nstages = [{stages}]"
    );
    text
}

fn issue(quarter: usize) -> String {
    let (year, number) = (2021 + quarter / 4, quarter % 4 + 1);
    // Reports come out two weeks after the quarter, issues after four.
    let (next_year, month) = after(quarter);
    format!(
        "+++\nnumber = {}\ntitle = \"Bản tin quý {number}/{year}\"\nperiod = \"{}\"\n\
         cutoff = \"{next_year}-{month:02}-28\"\npublished = \"{next_year}-{month:02}-28\"\n+++\n\
         ## Tóm tắt\n\nBản tin tổng hợp kết quả của các khu.\n",
        quarter + 1,
        quarter_id(quarter),
    )
}

fn zone(number: u64, out: &Path) -> io::Result<()> {
    let mut dice = Dice(number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let id = format!("z{:05}", number + 1);
    let first = FIRST[(number % 12) as usize];
    let name = format!("{first} {} {}", SECOND[(number / 12 % 10) as usize], number / 120 + 1);
    let scale = 40 + dice.below(180);
    put(
        out,
        &format!("zones/{id}/zone.toml"),
        &format!(
            "name = \"Khu {name}\"\nprovince = \"{first}\"\nkind = \"khu-cong-nghiep\"\n\n\
             [[body]]\nid = \"ban-quan-ly\"\nname = \"Ban quản lý khu {name}\"\nline = \"management\"\n"
        ),
    )?;
    let mut plan = format!(
        "body = \"ban-quan-ly\"\nname = \"Kế hoạch nhiệm kỳ\"\nterm = \"2021/2025\"\nissuer = \"own\"\n\n{}",
        source("Kế hoạch nhiệm kỳ", "2021-01-05"),
    );
    let drifts = INDICATORS.map(|_| 85 + dice.below(25));
    for quarter in 0..QUARTERS {
        let period = quarter_id(quarter);
        let (next_year, month) = after(quarter);
        let mut result = format!(
            "body = \"ban-quan-ly\"\nlevel = \"official\"\n\n{}\n[during.\"{period}\"]\n",
            source(&format!("Báo cáo {period}"), &format!("{next_year}-{month:02}-14")),
        );
        for ((indicator, _, _, base), drift) in INDICATORS.iter().zip(drifts) {
            let target = (base * scale * (100 + 2 * quarter as u64) / 10_000).max(4);
            let actual = (target * (drift + dice.below(20)) / 100).max(2);
            let women = actual * (35 + dice.below(25)) / 100;
            let minority = actual * (5 + dice.below(45)) / 100;
            let _ = writeln!(
                result,
                "{indicator} = {{ value = {actual}, of_which.doi-tuong.nu = {women}, \
                 of_which.doi-tuong.dtts = {minority} }}"
            );
        }
        if quarter + 1 == QUARTERS {
            let _ = writeln!(result, "\n[during.\"2021/2025\"]");
            let mut count = 20 * scale;
            for (stage, _) in STAGES {
                let _ = writeln!(result, "{stage} = {count}");
                count = count * (62 + dice.below(32)) / 100;
            }
        }
        put(out, &format!("zones/{id}/results/{}.toml", period.to_lowercase()), &result)?;
    }
    let _ = writeln!(plan, "\n[every-year]");
    for (indicator, _, _, base) in INDICATORS {
        let _ = writeln!(plan, "{indicator} = {}", (base * scale * 4 / 100).max(4));
    }
    put(out, &format!("zones/{id}/plans/nhiem-ky.toml"), &plan)?;
    // Without its number: a number in a narrative has to lead to the data.
    let place = name.rsplit_once(' ').map_or(name.as_str(), |(place, _)| place);
    put(out, &format!("zones/{id}/index.md"), &narrative(&mut dice, place))
}

fn source(title: &str, published: &str) -> String {
    format!("[source]\ntitle = \"{title}\"\npublisher = \"Ban quản lý\"\npublished = \"{published}\"\n")
}

fn narrative(dice: &mut Dice, name: &str) -> String {
    let mut items = String::new();
    for place in ["Phía bắc", "Trung tâm", "Phía nam"] {
        let _ = writeln!(items, "- *{place}*: {}", sentence(dice));
    }
    format!(
        "Báo cáo nhiệm kỳ của **{name}** tổng hợp kết quả của cả nhiệm kỳ.[^nguon] {}\n\n\
         ## Đặc điểm tình hình\n\n{}\n\n{}[^cach-tinh]\n\n## Điểm nổi bật\n\n{items}\n\
         | Việc | Người làm | Tình hình |\n| --- | --- | --- |\n\
         | Rà soát | {} | xong |\n| Tập huấn | {} | **đang làm** |\n| Nghiệm thu | {} | xong |\n\n\
         ## Khó khăn, vướng mắc\n\n{}\n\n## Kiến nghị, đề xuất\n\n{} Xem thêm [trang của ban](https://example.org/ban).\n\n\
         [^nguon]: Sổ theo dõi của {}, chốt số ngày cuối quý.\n[^cach-tinh]: {}\n",
        paragraph(dice, 3),
        paragraph(dice, 3),
        paragraph(dice, 3),
        dice.pick(&WHO),
        dice.pick(&WHO),
        dice.pick(&WHO),
        paragraph(dice, 2),
        paragraph(dice, 2),
        dice.pick(&WHO),
        sentence(dice),
    )
}

fn quarter_id(quarter: usize) -> String {
    format!("{}-Q{}", 2021 + quarter / 4, quarter % 4 + 1)
}

/// The year and the month that follow a quarter.
fn after(quarter: usize) -> (usize, usize) {
    (2021 + (quarter + 1) / 4, (quarter + 1) % 4 * 3 + 1)
}

fn sentence(dice: &mut Dice) -> String {
    let text = format!("{} {} {}.", dice.pick(&WHO), dice.pick(&DID), dice.pick(&WHY));
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn paragraph(dice: &mut Dice, sentences: usize) -> String {
    (0..sentences).map(|_| sentence(dice)).collect::<Vec<_>>().join(" ")
}
