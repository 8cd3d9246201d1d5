//! Whole content folders, read from disk.
#![expect(clippy::disallowed_methods, reason = "the tests make folders to read")]

use super::*;
use crate::model::id::MOST;
use crate::model::plan::{Goal, Subject};
use crate::model::report::{StatementKind, Value};

const SITE: &str = "title = \"Bản tin\"\npublisher = \"Nhóm biên soạn\"\n";
const INDICATORS: &str = r#"
[dang-vien]
name = "Đảng viên"
unit = "người"
measure = "stock"
good = "up"
[ket-nap]
name = { vi = "Kết nạp", en = "Admitted" }
unit = "người"
measure = "flow"
good = "up"
feeds = "dang-vien"
[breakdown.khu-vuc]
name = "Khu vực"
parts = { fdi = "FDI", ngoai-nha-nuoc = "Ngoài nhà nước" }
[breakdown.cap]
name = "Cấp"
parts = { truc-tiep = "Trực tiếp" }
"#;
const ZONE: &str = r#"
name = "Khu kinh tế"
province = "Hải Phòng"
kind = "khu-kinh-te"
[[body]]
id = "dang-bo"
name = "Đảng bộ"
line = "party"
[[body]]
id = "cong-doan"
name = "Công đoàn"
line = "union"
"#;
const HEAD: &str =
    "body = \"dang-bo\"\n[source]\ntitle = \"Báo cáo\"\npublisher = \"Báo\"\npublished = \"2022-10\"\n";
const PLAN: &str = "name = \"Nghị quyết\"\nterm = \"2020/2025\"\nissuer = \"own\"\n";

/// A folder with the smallest content, and some files more.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let smallest =
        [("site.toml", SITE), ("indicators.toml", INDICATORS), ("zones/hai-phong/zone.toml", ZONE)];
    for (path, text) in smallest.iter().chain(files) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn read_with(files: &[(&str, &str)]) -> Reading {
    project(folder(files).path()).unwrap()
}

/// The rules and the lines of all problems.
fn faults(files: &[(&str, &str)]) -> Vec<(&'static str, usize)> {
    let folder = folder(files);
    let reading = project(folder.path()).unwrap();
    reading.problems.iter().map(|problem| (problem.rule, reading.sources.place(problem.at).line())).collect()
}

fn report(figures: &str) -> String {
    format!("{HEAD}{figures}")
}

#[test]
fn a_folder_that_is_not_there_cannot_be_read() {
    assert!(project(Path::new("/nowhere/at/all")).is_err());
}

#[test]
fn the_smallest_content_is_clean() {
    let reading = read_with(&[]);
    assert_eq!(reading.problems, []);
    let project = reading.project.unwrap();
    assert_eq!(project.zones[0].bodies.len(), 2);
    assert_eq!(project.registry.indicators[1].feeds, project.registry.find("dang-vien"));
}

#[test]
fn parts_of_parts_stand_over_their_wholes() {
    let text = report(
        "[during.\"2020/2022\"]\nket-nap = { value = \"7.109\", of_which.cap.truc-tiep = { value = 4656, of_which.khu-vuc.ngoai-nha-nuoc = \"750/4.656\" }, of_which.khu-vuc.fdi = \"30%\" }\n",
    );
    let reading = read_with(&[("zones/hai-phong/results/a.toml", &text)]);
    assert_eq!(reading.problems, []);
    let project = reading.project.unwrap();
    let figures = &project.zones[0].reports[0].figures;
    let numbers: Vec<_> =
        figures.iter().map(|one| one.quantity().map(|q| q.interval().as_exact().unwrap())).collect();
    assert_eq!(numbers, [Some(7109.into()), Some(4656.into()), Some(750.into()), None]);
    assert_eq!(figures[2].quantity().unwrap().printed(), "750/4.656");
    let wholes: Vec<_> = figures.iter().map(|one| one.whole.map(|whole| whole.figure)).collect();
    assert_eq!(wholes, [None, Some(0), Some(1), Some(0)]);
    assert_eq!(figures[2].parts.iter().count(), 2);
    assert_eq!(figures[3].value, Value::Unstated);
    assert_eq!(figures[3].statements()[0].kind, StatementKind::ShareOfWhole);
}

#[test]
fn a_share_of_a_target_is_an_amount_too() {
    let text =
        format!("{PLAN}{HEAD}[whole-term]\nket-nap = {{ value = 50, of_which.khu-vuc.fdi = \"30%\" }}\n");
    let reading = read_with(&[("zones/hai-phong/plans/a.toml", &text)]);
    assert_eq!(reading.problems, []);
    let targets = &reading.project.as_ref().unwrap().zones[0].plans[0].targets;
    let found: Vec<_> = targets.iter().map(|one| (one.subject, one.goal, one.implied)).collect();
    assert_eq!(
        found,
        [
            (Subject::Amount, Goal::AtLeast(50.into()), false),
            (Subject::Amount, Goal::AtLeast(15.into()), true),
            (Subject::ShareOfWhole, Goal::AtLeast(30.into()), false),
        ]
    );
}

#[test]
fn fourteen_thousand_never_becomes_fourteen() {
    let text = report("[at.\"2022-09\"]\ndang-vien = 14.000\n");
    let reading = read_with(&[("zones/hai-phong/results/a.toml", &text)]);
    assert_eq!(reading.problems[0].rule, "float-thousands");
    assert_eq!(reading.problems[0].instead.as_deref(), Some("dang-vien = 14000\ndang-vien = 14"));
    assert!(reading.project.unwrap().zones[0].reports[0].figures.is_empty());
}

#[test]
fn a_value_on_a_broken_line_is_not_judged() {
    let text = report("[at.\"2022-09\"]\ndang-vien = 1,5\nfoo bar\n[during.\"2022\"]\nket-nap = -1\n");
    assert_eq!(
        faults(&[("zones/hai-phong/results/a.toml", &text)]),
        [("toml-syntax", 7), ("toml-syntax", 8), ("negative-count", 10)]
    );
}

#[test]
fn stocks_and_flows_stay_apart() {
    let text = report("[at.\"2022-09\"]\nket-nap = 5\n[during.\"2022\"]\ndang-vien = 5\n");
    assert_eq!(
        faults(&[("zones/hai-phong/results/a.toml", &text)]),
        [("wrong-measure", 7), ("wrong-measure", 9)]
    );
}

#[test]
fn spellings_of_one_key_in_nfc_and_nfd_are_twins() {
    let text = format!("{SITE}\"hệ\" = 1\n\"he\u{0323}\u{0302}\" = 2\n");
    let rules: Vec<_> = faults(&[("site.toml", &text)]).into_iter().map(|(rule, _)| rule).collect();
    assert!(rules.contains(&"toml-syntax"), "{rules:?}");
}

#[test]
fn a_reference_needs_a_cell() {
    let text = report("[at.\"2022-09\"]\ndang-vien = { value = 5, of_which.khu-vuc.fdi = 2 }\n");
    let told = "[5](figure:dang-vien@2022-09) [](figure:dang-vien[khu-vuc=fdi]@2022-09)\n\
                [6](figure:dang-vien@2022-10)\n[7](figure:cong-doan/dang-vien@2022-09)\n\
                [8](figure:dang-vienn@2022-09)\n[9](figure:dang-vien)\n[năm](figure:dang-vien@2022-09)\n";
    let found = faults(&[("zones/hai-phong/results/a.toml", &text), ("zones/hai-phong/index.md", told)]);
    assert_eq!(
        found,
        [
            ("unknown-cell", 2),
            ("unknown-cell", 3),
            ("unknown-indicator", 4),
            ("bad-reference", 5),
            ("unknown-number", 6)
        ]
    );
}

#[test]
fn nothing_is_said_of_cells_whose_report_is_broken() {
    let text = report("[at.\"2022-09\"]\ndang-vien = 14.000\n");
    let told = "[5](figure:dang-vien@2022-09)\n";
    let found = faults(&[("zones/hai-phong/results/a.toml", &text), ("zones/hai-phong/index.md", told)]);
    assert_eq!(found, [("float-thousands", 7)]);
}

#[test]
fn charts_stand_alone_and_name_what_exists() {
    let plan = format!("{PLAN}{HEAD}[whole-term]\nket-nap = 50\n");
    let told = "![Tiến độ](chart:bullet?plan=a)\n\n![x](chart:columns?plan=a&indicator=dang-vien)\n\nchữ ![x](table:targets?plan=a)\n\n![x](table:targets?plan=b)\n";
    let files = [("zones/hai-phong/plans/a.toml", plan.as_str()), ("zones/hai-phong/index.md", told)];
    assert_eq!(faults(&files), [("unknown-target", 3), ("embed-in-text", 5), ("unknown-plan", 7)]);
    let reading = read_with(&files);
    let blocks = &reading.project.unwrap().zones[0].prose.as_ref().unwrap().blocks.len();
    assert_eq!(*blocks, 3, "the first chart, and the words and the table of the third paragraph");
}

#[test]
fn empty_files_say_what_is_missing() {
    let found = faults(&[("zones/hai-phong/results/a.toml", "# để sau\n"), ("site.toml", "")]);
    assert_eq!(
        found.iter().map(|(rule, _)| *rule).collect::<Vec<_>>(),
        ["missing-key", "missing-key", "missing-key", "missing-source", "empty-report"]
    );
}

#[cfg(unix)]
#[test]
fn links_and_unknown_names_are_refused() {
    let folder =
        folder(&[("zones/hai-phong/Zone.toml", ""), ("zones/hai-phong/result/a.toml", ""), ("note.txt", "")]);
    std::os::unix::fs::symlink("/etc/hostname", folder.path().join("zones/hai-phong/index.md")).unwrap();
    std::os::unix::fs::symlink("..", folder.path().join("zones/hai-phong/plans")).unwrap();
    let reading = project(folder.path()).unwrap();
    let found: Vec<_> =
        reading.problems.iter().map(|one| (one.rule, reading.sources.path(one.at).to_owned())).collect();
    let expected = [
        ("unknown-file", "note.txt"),
        ("missing-file", "zones/hai-phong"),
        ("unknown-file", "zones/hai-phong/Zone.toml"),
        ("symlink", "zones/hai-phong/index.md"),
        ("symlink", "zones/hai-phong/plans"),
        ("unknown-folder", "zones/hai-phong/result"),
        ("twin-name", "zones/hai-phong/zone.toml"),
    ];
    assert_eq!(found, expected.map(|(rule, path)| (rule, path.to_owned())));
}

#[test]
fn bodies_that_stand_above_each_other_in_a_circle_are_cut_apart() {
    let zone = ZONE
        .replace("line = \"party\"", "line = \"party\"\nparent = \"cong-doan\"")
        .replace("line = \"union\"", "line = \"union\"\nparent = \"dang-bo\"");
    let reading = read_with(&[("zones/hai-phong/zone.toml", &zone)]);
    assert_eq!(reading.problems.iter().map(|one| one.rule).collect::<Vec<_>>(), ["body-cycle"]);
    assert!(reading.project.unwrap().zones[0].bodies.iter().any(|body| body.parent.is_none()));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn no_report_panics(text in "([a-z-]{1,9}|ket-nap|dang-vien|value|at|during|of_which)( = |\\.)([0-9.%]{1,5}|\"[0-9.,% -]{0,6}\"|\\{ value = [0-9.]{1,4}, of_which.khu-vuc.fdi = \"[0-9/.%]{1,6}\" \\})(\n\\[(at|during|by)\\.\"20[0-9]{2}(-[0-9]{2})?\"\\]\n)?(ket-nap|dang-vien) = [0-9.]{1,6}") {
        let text = report(&text);
        read_with(&[("zones/hai-phong/results/a.toml", &text), ("zones/hai-phong/plans/a.toml", &text)]);
    }
}

#[test]
fn sets_that_two_ways_lead_to_are_gone_up_once() {
    let both = |n: usize| format!("within = [\"a{n}\", \"b{n}\"]\n");
    let one = |id: String, n: usize| {
        let within = if n < 60 { both(n + 1) } else { String::new() };
        format!("[{id}]\nname = \"{id}\"\nunit = \"x\"\nmeasure = \"stock\"\n{within}")
    };
    let text: String = (0..=60).rev().map(|n| one(format!("a{n}"), n) + &one(format!("b{n}"), n)).collect();
    let reading = read_with(&[("indicators.toml", &format!("{INDICATORS}{text}"))]);
    assert_eq!(reading.problems, []);
}

#[test]
fn more_than_keys_can_tell_apart_are_refused() {
    let one = |n: usize| format!("[a{n}]\nname = \"a\"\nunit = \"x\"\nmeasure = \"flow\"\n");
    let parts: String = (0..=MOST).map(|n| format!("p{n} = \"p\"\n")).collect();
    let most: String = (0..MOST).map(one).collect();
    let text = format!("{most}{}[breakdown.k]\nname = \"k\"\n[breakdown.k.parts]\n{parts}", one(MOST));
    let reading = read_with(&[("indicators.toml", &text)]);
    let found: Vec<_> = reading.problems.iter().map(|one| (one.rule, one.fault.en.as_str())).collect();
    let expected = ["more than 65,535 indicators", "more than 65,535 parts of breakdowns"];
    assert_eq!(found, expected.map(|fault| ("too-many", fault)));
    let places = [format!("a{MOST}"), format!("p{MOST}")];
    let places = places.map(|key| text.find(&key).expect("it is written"));
    assert_eq!(reading.problems.iter().map(|one| one.at.start as usize).collect::<Vec<_>>(), places);
    let project = reading.project.expect("what is not too many is read");
    assert_eq!((project.registry.indicators.len(), project.registry.parts.len()), (MOST, MOST));
}

#[test]
fn a_list_is_cut_where_it_is_too_long() {
    let at = |n: &u32| At { file: 0, start: *n, end: *n };
    let what = || say!("kế hoạch", "plans");
    let mut all: Vec<u32> = (0..=MOST as u32).collect();
    let problem = too_many::cut(&mut all, at, what()).expect("one is too many");
    assert_eq!((problem.at.start as usize, all.len()), (MOST, MOST));
    assert_eq!(too_many::cut(&mut all, at, what()), None);
}
