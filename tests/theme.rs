//! A site's own theme overrides the default one file by file, and its faults are named.

#![expect(clippy::disallowed_methods, reason = "the test makes a site with a theme of its own")]

mod support;

use std::path::Path;
use std::process::{Command, Output};
use support::root;

/// A folder with a copy of the smallest case's content that names the theme `phu`.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let from = root().join("tests/sites/smallest/content");
    for entry in walkdir::WalkDir::new(&from).into_iter().filter_map(Result::ok) {
        let to = folder.path().join("content").join(entry.path().strip_prefix(&from).expect("inside"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&to).expect("a temporary folder");
        } else {
            std::fs::copy(entry.path(), &to).expect("a temporary file");
        }
    }
    let settings = folder.path().join("content/site.toml");
    let text = std::fs::read_to_string(&settings).expect("the case has settings");
    std::fs::write(&settings, format!("{text}theme = \"phu\"\n")).expect("a temporary file");
    folder
}

fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join("themes/phu").join(name);
    std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a temporary folder");
    std::fs::write(path, text).expect("a temporary file");
}

fn build(folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.arg("build").current_dir(folder).output().expect("the binary runs")
}

#[test]
fn one_template_and_one_style_replace_the_default_ones() {
    let folder = site();
    put(
        folder.path(),
        "templates/method.vi.html",
        "<!DOCTYPE html><html lang=\"vi\"><h1>Cách làm của {{ site.title }}</h1></html>",
    );
    put(folder.path(), "static/style.css", "/* warm */ body{color:red}\n");
    put(folder.path(), "static/.DS_Store", "what a Mac leaves in every folder");
    let done = build(folder.path());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let read =
        |path: &str| std::fs::read_to_string(folder.path().join("output").join(path)).expect("it was built");
    assert!(read("phuong-phap/index.html").contains("<h1>Cách làm của Bản tin mẫu</h1>"));
    assert_eq!(read("static/style.css"), "body{color:red}\n");
    assert!(read("index.html").contains("Bản tin mẫu"), "the other templates are the default ones");
}

#[test]
fn a_field_that_does_not_exist_stops_the_build_with_file_and_line() {
    let folder = site();
    put(folder.path(), "templates/method.vi.html", "<html>\n{{ page.titel }}</html>");
    let done = build(folder.path());
    assert!(!done.status.success());
    let words = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(words.contains("templates/method.vi.html:2"), "{words}");
    assert!(
        !folder.path().join("output/index.html").exists(),
        "nothing is written unless everything rendered"
    );
}

#[test]
fn a_template_that_nothing_uses_is_named_by_the_build() {
    let folder = site();
    put(folder.path(), "templates/zonne.html", "x");
    for name in ["style.css", "templates/logo.png", "README.md"] {
        put(folder.path(), name, "x");
    }
    for (language, words) in [
        ("vi", "templates/zonne.html: không trang nào dùng mẫu này"),
        ("en", "templates/zonne.html: no page uses this template"),
        ("vi", "style.css: bantin không đọc tệp này ở đây: chuyển nó thành static/style.css"),
        ("en", "templates/logo.png: bantin does not read this file here: move it to static/logo.png"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
        let done = command.args(["build", "--lang", language]).current_dir(folder.path()).output();
        let done = done.expect("the binary runs");
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(done.status.success() && said.contains(words) && !said.contains("README"), "{said}");
    }
}

#[test]
fn the_annex_is_there_without_any_file_of_it() {
    let folder = site();
    let settings = folder.path().join("content/site.toml");
    let text = std::fs::read_to_string(&settings).expect("the case has settings");
    std::fs::write(&settings, text.replace("theme = \"phu\"", "theme = \"phu-luc\""))
        .expect("a temporary file");
    let done = build(folder.path());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let read =
        |path: &str| std::fs::read_to_string(folder.path().join("output").join(path)).expect("it was built");
    let zone = read("khu/mau/index.html");
    assert!(zone.contains("--table:'Biểu'"), "tables get their number from the style sheet");
    assert!(zone.contains("<td role=\"cell\">3=2/1</td>"), "the attainment table has letters and numbers");
    assert!(zone.contains("(dòng 1)"), "the sources of results stand below it");
    assert!(zone.contains("class=\"figures with-units headlines\"") && !zone.contains("class=\"card\""));
    let sheet = read("static/annex.css");
    assert!(sheet.contains("Times New Roman") && !sheet.contains("/*"));
    // It must not pass for a document of an authority.
    for word in ["CỘNG HÒA XÃ HỘI", "ĐẢNG CỘNG SẢN VIỆT NAM", "Nơi nhận", "Số:", "Kính gửi"]
    {
        assert!(!zone.contains(word), "{word}");
    }
}

#[test]
fn a_theme_that_is_not_there_is_named() {
    let folder = site();
    let done = build(folder.path());
    assert_eq!(done.status.code(), Some(1), "the name stands in the content");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(said.contains("không có giao diện “phu”") && said.contains("site.toml:"), "{said}");
    // Folders of the author's are known too, but for those whose names site.toml cannot hold.
    for name in ["phu-2", "Phụ lục"] {
        std::fs::create_dir_all(folder.path().join("themes").join(name)).expect("a temporary folder");
    }
    let said = String::from_utf8_lossy(&build(folder.path()).stdout).into_owned();
    assert!(said.contains("các giao diện đang có: default, phu-2, phu-luc;"), "{said}");
}

/// What `bantin build` says in a language on its error stream, and its exit code.
fn refused(folder: &Path, language: &str) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    let done = command.args(["build", "--lang", language]).current_dir(folder).output();
    let done = done.expect("the binary runs");
    (String::from_utf8_lossy(&done.stderr).into_owned(), done.status.code())
}

#[test]
fn a_static_file_whose_name_no_address_may_have_is_named_with_one_that_does() {
    let folder = site();
    for name in ["static/ảnh bìa.SVG", "static/hình/con.png", "static/Style.css"] {
        put(folder.path(), name, "x");
    }
    let (said, code) = refused(folder.path(), "vi");
    assert_eq!(code, Some(2), "{said}");
    for words in [
        "static/ảnh bìa.SVG: tên tệp này không dùng được trên web",
        "chẳng hạn static/anh-bia.svg",
        "chẳng hạn static/hinh/con-1.png",
        "static/Style.css: chỉ khác static/style.css ở chữ hoa, chữ thường",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    let (said, _) = refused(folder.path(), "en");
    for words in [
        "static/ảnh bìa.SVG: the name of this file cannot be used on the web",
        "such as static/anh-bia.svg",
        "static/Style.css: differs from static/style.css in capitals only",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}

#[test]
fn a_fault_that_many_pages_meet_is_said_once_with_their_number() {
    let folder = site();
    let blocks = ["script", "head", "contents", "main"];
    let blocks = blocks.map(|name| format!("{{% block {name} %}}{{% endblock %}}")).concat();
    put(folder.path(), "templates/base.html", &format!("<html>{blocks}\n{{{{ page.titel }}}}</html>"));
    for (language, pages) in [
        ("vi", " trang, trang đầu là khu/mau/index.html)"),
        ("en", " pages, the first is khu/mau/index.html)"),
    ] {
        let (said, _) = refused(folder.path(), language);
        let lines: Vec<&str> = said.lines().filter(|line| line.contains("templates/base.html:2:")).collect();
        assert!(lines.len() == 1 && lines[0].ends_with(pages), "{said}");
        let count = lines[0].rsplit_once('(').and_then(|(_, rest)| rest.split(' ').next()?.parse().ok());
        assert!(count.is_some_and(|count: usize| count > 5), "{said}");
    }
}

#[test]
fn what_a_template_asks_for_and_nothing_has_is_said_for_all_templates_in_one_run() {
    let folder = site();
    put(folder.path(), "templates/method.vi.html", "<html>\n{{ page.title | uper }}</html>");
    put(folder.path(), "templates/term.html", "<html>{{ <legnd root={page.root} /> }}</html>");
    let (said, code) = refused(folder.path(), "vi");
    assert_eq!(code, Some(2));
    for words in [
        "templates/method.vi.html:2:17: không có bộ lọc (filter) “uper”; gần nhất là “upper”",
        "templates/term.html:1:10: không có thành phần (component) “legnd”; gần nhất là “legend”",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert!(!said.contains("Unknown") && !said.contains("error"), "{said}");
}

#[test]
fn an_empty_template_or_page_is_a_fault() {
    let folder = site();
    put(folder.path(), "templates/method.vi.html", " \n");
    // All pages are made from it: nothing but the file itself is told.
    put(folder.path(), "templates/base.html", "");
    for (language, words) in [("vi", "tệp trống"), ("en", "the file is empty")] {
        let (said, code) = refused(folder.path(), language);
        let told = |file: &str| said.contains(&format!("{file}: {words}"));
        assert!(code == Some(2) && told("templates/method.vi.html") && told("templates/base.html"), "{said}");
        assert_eq!(said.lines().count(), 3, "{said}");
    }
    let folder = site();
    put(folder.path(), "templates/method.vi.html", "{# later #}\n");
    let (said, _) = refused(folder.path(), "vi");
    assert!(said.contains("templates/method.vi.html: mẫu không in ra gì"), "{said}");
    assert!(said.trim_end().ends_with("(phuong-phap/index.html)"), "{said}");
    assert!(!folder.path().join("output").exists());
}

#[test]
fn a_link_that_leads_nowhere_is_named_with_its_template() {
    let folder = site();
    put(
        folder.path(),
        "templates/method.vi.html",
        "<html>\n<link href=\"style.css\"><a href=\"khong-co.html#x\">x</a> <a href=\"../index.html\">y</a></html>",
    );
    put(folder.path(), "static/own.css", "body { background: url(\"nen.svg\") }");
    for (language, words) in [
        ("vi", "method.vi.html:2:33: liên kết “khong-co.html#x” không dẫn đến tệp nào của bản tin"),
        ("vi", "(phuong-phap/index.html)"),
        ("vi", "nếu là static/style.css thì viết {{ page.top }}static/style.css"),
        ("vi", "static/own.css: liên kết “nen.svg” không dẫn"),
        ("en", "method.vi.html:2:33: the link “khong-co.html#x” leads to no file of the site"),
        ("en", "if static/style.css is meant, write {{ page.top }}static/style.css"),
    ] {
        let (said, code) = refused(folder.path(), language);
        assert!(code == Some(2) && said.contains(words), "{words}\n{said}");
        assert_eq!(said.lines().count(), 4, "{said}");
    }
    assert!(!folder.path().join("output").exists());
}

#[test]
fn the_standard_templates_in_a_theme_of_ones_own_lead_nowhere_wrong() {
    let folder = site();
    for name in ["templates/base.html", "templates/parts.html", "templates/search.html", "static/style.css"] {
        let text = std::fs::read_to_string(root().join("themes/default").join(name));
        put(folder.path(), name, &(text.expect("it is compiled in") + "\n"));
    }
    let done = build(folder.path());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
