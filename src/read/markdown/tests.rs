use super::super::indicators::Names;
use super::*;
use crate::model::indicator::Registry;

fn read(text: &str) -> (Prose, Vec<Problem>) {
    let registry = Registry::default();
    let names = Names::new(&registry);
    let scope =
        Scope { zones: &[], names: &names, home: None, english: false, refused: &[], incomplete: &[] };
    let mut problems = Vec::new();
    let prose = prose(text, (0, 0), &scope, &mut problems);
    (prose, problems)
}

fn rules(text: &str) -> Vec<&'static str> {
    read(text).1.iter().map(|problem| problem.rule).collect()
}

#[test]
fn html_is_refused_with_its_place() {
    let (prose, problems) = read("Một <b onclick=x>hai</b>\n\n<script>\nalert(1)\n</script>\n\nba<br>bốn\n");
    assert_eq!(problems.iter().map(|one| one.rule).collect::<Vec<_>>(), ["raw-html"; 3]);
    assert_eq!(problems[0].at, At { file: 0, start: 6, end: 19 });
    assert!(!format!("{prose:?}").contains("alert"));
    assert!(matches!(&prose.blocks[1], Block::Paragraph(inlines) if matches!(inlines[1], Inline::Break)));
}

#[test]
fn only_known_addresses_are_links() {
    for bad in [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "vbscript:x",
        "data:text/html,x",
        "//evil.example/x",
        "java&#10;script:x",
        "file:///etc/passwd",
        "/\\evil",
    ] {
        assert_eq!(rules(&format!("[x]({bad})")), ["unsafe-address"], "{bad}");
    }
    for good in
        ["https://a.vn/?a:b", "mailto:a@b.vn", "tel:+84", "../khu/index.html", "#ghi-chu", "a.html?x=1:2"]
    {
        assert_eq!(rules(&format!("[x]({good})")), [""; 0], "{good}");
    }
    assert_eq!(rules("![x](../../etc/passwd)"), ["path-outside"]);
    assert_eq!(rules("[x](figur:ket-nap@2022)"), ["unsafe-address"]);
}

#[test]
fn heading_attributes_and_fences_are_inert() {
    let (prose, problems) = read("# H {onclick=alert(x)}\n\n```\"><script>\nx\n```\n");
    assert!(problems.is_empty());
    assert!(
        matches!(&prose.blocks[0], Block::Heading { content, .. } if plain(content) == "H {onclick=alert(x)}")
    );
    assert!(matches!(&prose.blocks[1], Block::Code(code) if code == "x\n"));
}

#[test]
fn a_number_tied_to_nothing_is_a_warning() {
    let (_, problems) = read("Có 257 người, 15,4% tổng số.\n");
    let places: Vec<_> = problems.iter().map(|one| (one.rule, one.at.start, one.at.end)).collect();
    assert_eq!(places, [("unreferenced-number", 4, 7), ("unreferenced-number", 18, 23)]);
    let quiet = "Năm 2022, ngày 25/4 đến 28/7/2024, tháng 9/2022, quý 3, lần thứ 4, nhiệm kỳ 2020 - 2025, \
                 Chỉ thị 33-CT/TW, KCN2, [5](plain:).\n\n## Điều 5 và 6\n";
    assert_eq!(rules(quiet), [""; 0]);
}

#[test]
fn a_number_is_seen_wherever_it_stands() {
    let loose = |text: &str| -> Vec<(String, bool)> {
        let prose = read(text).0;
        let words = |one: &Loose| (text[one.at.start as usize..one.at.end as usize].to_owned(), one.wraps);
        prose.loose.iter().map(words).collect()
    };
    let at = |words: &str, wraps| vec![(words.to_owned(), wraps)];
    for text in [
        "## Kết nạp 257 đảng viên\n",
        "> Có 257 người\n",
        "- a\n- có **257** người\n",
        "1. có 257 người\n",
        "| a | b |\n|---|---|\n| 257 | c |\n",
        "| a | 257 |\n|---|---|\n| c | d |\n",
        "x[^1]\n\n[^1]: có 257 người\n",
        "có ~~257~~ người\n",
    ] {
        assert_eq!(loose(text), at("257", true), "{text}");
    }
    for text in [
        "[257 người](https://a.vn)\n",
        "![257 người](images/a.jpg)\n",
        "![257 người](chart:pipeline?id=x)\n",
        "x\n\n    257 người\n",
        "```\n257\n```\n",
    ] {
        assert_eq!(loose(text), at("257", false), "{text}");
    }
    assert_eq!(loose("`257`\n"), at("`257`", false));
    // What stands apart in the source cannot be put in brackets as it is.
    assert_eq!(loose("2**57** người\n"), at("2**57", false));
    assert_eq!(loose("hơn\n257 người\n"), at("hơn\n257", true));
    assert_eq!(loose("> hơn\n> 257 người\n"), at("hơn\n> 257", false));
    for text in [
        "| TT | Tên |\n|---|---|\n| 1 | a |\n| 2 | b |\n",
        "## 2. Khó khăn\n",
        "### 2.1 Công đoàn\n",
        "**1.** Mở lớp\n",
        "ngày *29*/10/2022\n",
        "<https://a.vn/tin-2024/257>\n",
        "![Có [5](plain:) người](images/a.jpg)\n",
    ] {
        assert_eq!(loose(text), [], "{text}");
    }
}

#[test]
fn a_paragraph_of_thousands_of_numbers_ends_soon() {
    assert_eq!(rules(&"ngày 5/9/2022 có 257 người, ".repeat(10_000)).len(), 10_000);
}

#[test]
fn standard_sections_are_known() {
    assert_eq!(section("Khó khăn, vướng mắc"), Some(Section::Difficulties));
    assert_eq!(section("II. Nguyên nhân"), Some(Section::Causes));
    assert_eq!(section("Tóm tắt"), None);
}

#[test]
fn lists_and_tables_become_a_tree() {
    let (prose, problems) =
        read("- một\n- hai\n\n  ba\n\n| a | b |\n|---|---|\n| c | d |\n\nx[^1]\n\n[^1]: chú thích\n");
    assert!(problems.is_empty());
    assert!(
        matches!(&prose.blocks[0], Block::List { start: None, items } if items.len() == 2 && items[1].len() == 2)
    );
    assert!(matches!(&prose.blocks[1], Block::Table { head, rows } if head.len() == 2 && rows.len() == 1));
    assert!(matches!(&prose.blocks[3], Block::Footnote { label, .. } if label == "1"));
}

#[test]
fn deep_nesting_ends_in_a_problem() {
    assert!(rules(&format!("{} x", ">".repeat(50_000))).contains(&"too-deep"));
    assert!(rules(&"[".repeat(50_000)).is_empty());
    assert!(rules(&"+ ".repeat(5_000)).contains(&"too-deep"));
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,80}|[\\[\\]()!<>a:/?@=*_|\n#`~ -]{0,60}|(\\[x\\]\\((figure|chart|table|plain):[a-z/@?=;0-9\\[-]{0,20}\\) ?){1,3}") {
        read(&text);
    }
}
