//! What is said of each kind of fault, and at which place.

use super::ThemeFault;
use crate::language::Language;
use crate::render::templates::Theme;
use serde_json::json;

/// The first fault of a theme with this template, or of the page that it makes.
fn fault(files: &[(&str, &str)]) -> ThemeFault {
    let file = |(name, text): &(&str, &str)| (format!("templates/{name}"), text.as_bytes().to_vec());
    let page = json!({ "page": { "title": "x", "list": ["a"], "root": "", "address": "x.html" } });
    match Theme::new(&files.iter().map(file).collect::<Vec<_>>()) {
        Ok(theme) => theme.page("term.html", Language::Vi, &page).expect_err("the template is at fault"),
        Err(mut faults) => faults.remove(0),
    }
}

#[test]
fn what_cannot_be_read_is_said_in_both_languages() {
    for (text, line, vi, en) in [
        (
            "a\n{% fro x in y %}",
            2,
            "không có lệnh “fro” trong {% %}; gần nhất là “for”",
            "there is no “fro” within {% %}",
        ),
        (
            "{% endfor %}",
            1,
            "“endfor” không thuộc về lệnh nào đang mở",
            "“endfor” belongs to nothing that is open",
        ),
        (
            "\n{% if page %}\n{% if page %}{% endif %}",
            3,
            "if mở ở dòng 2 chưa đóng: thêm {% endif %}",
            "add {% endif %}",
        ),
        ("{{ page.title", 1, "{{ mở ở dòng 1 chưa đóng bằng }}", "{{, opened in line 1, is not closed by }}"),
        (
            "{% if %}",
            1,
            "ở đây có %}, lẽ ra phải là một tên, một số hoặc chữ",
            "there is %} here, and a name, a number",
        ),
        ("{{ page.title } }", 1, "ở đây có }, lẽ ra phải là }}", "there is } here, and }} was expected"),
        ("{{ “chữ” }}", 1, "ký tự ““” không dùng được", "cannot be used within {{ }}"),
        ("{{ \"chữ }}", 1, "chữ mở bằng \" chưa đóng bằng \"", "the text opened by \" is not closed"),
        ("{# ghi chú", 1, "ghi chú mở bằng {# chưa đóng", "the comment opened by {#"),
        ("{% block a %}{% endblock b %}", 1, "mở “a” mà đóng “b”", "opened as “a” and closed as “b”"),
        (
            "{% block a %}{% endblock %}{% block a %}{% endblock %}",
            1,
            "tên “a” có hai lần",
            "the name “a” is there twice",
        ),
        ("x{% extends \"base.html\" %}", 1, "extends phải đứng đầu tệp", "extends has to be the first thing"),
        (
            "{% extends \"base.html\" %}x",
            1,
            "không in ra gì ngoài các khối (block)",
            "prints nothing outside of its blocks",
        ),
        (
            "{% for a in page.list %}{{ loop.fist }}{% endfor %}",
            1,
            "loop không có “fist”; có: first",
            "loop has no “fist”; it has first",
        ),
        ("{% break %}", 1, "“break” chỉ dùng được trong vòng lặp", "“break” can be used in a loop"),
        (
            "{% for loop in page.list %}{% endfor %}",
            1,
            "“loop” không dùng làm tên được",
            "“loop” cannot be a name",
        ),
    ] {
        told(text, line, vi, en);
    }
}

#[test]
fn names_that_nothing_has_are_said_with_the_nearest() {
    for (text, line, vi, en) in [
        (
            "\n{{ page.title | uper }}",
            2,
            "không có bộ lọc (filter) “uper”; gần nhất là “upper”",
            "there is no filter “uper”; the nearest is “upper”",
        ),
        (
            "{% if page.title is strng %}{% endif %}",
            1,
            "không có phép thử “strng”; gần nhất là “string”",
            "there is no test “strng”",
        ),
        ("{{ rnge() }}", 1, "không có hàm “rnge”; gần nhất là “range”", "there is no function “rnge”"),
        (
            "{{ <legnd root={page.root} /> }}",
            1,
            "không có thành phần (component) “legnd”; gần nhất là “legend”",
            "there is no component “legnd”",
        ),
        (
            "{% include \"part.html\" %}",
            1,
            "không có mẫu “part.html”; gần nhất là “parts.html”",
            "there is no template “part.html”",
        ),
        (
            "{% extends \"base.html\" %}{% block mian %}{% endblock %}",
            1,
            "không có khối (block) “mian”; gần nhất là “main”",
            "has no block “mian”; the nearest is “main”",
        ),
    ] {
        told(text, line, vi, en);
    }
}

#[test]
fn what_a_page_cannot_give_is_said_in_both_languages() {
    for (text, line, vi, en) in [
        (
            "\n{{ page.titel }}",
            2,
            "không có tên “titel” ở đây; gần nhất là “title”",
            "there is no “titel” here",
        ),
        ("{{ pgae.title }}", 1, "không có tên “pgae” ở đây; gần nhất là “page”", "the nearest is “page”"),
        (
            "{{ <legend rot={page.root} /> }}",
            1,
            "không nhận “rot”; gần nhất là “root”",
            "takes no “rot”; the nearest is “root”",
        ),
        ("{{ <legend /> }}", 1, "thiếu “root”", "lacks “root”"),
        ("{{ page.title * 2 }}", 1, "phải là số, mà lại là chữ", "has to be a number, and is a text"),
        ("{% for a in 5 %}{% endfor %}", 1, "phải là danh sách, mà lại là số", "has to be a list"),
        ("{{ page.list | upper }}", 1, "phải là chữ, mà lại là danh sách", "has to be a text, and is a list"),
        ("{{ page.title | replace(from=\"x\") }}", 1, "thiếu “to”", "lacks “to”"),
    ] {
        told(text, line, vi, en);
    }
}

fn told(text: &str, line: usize, vi: &str, en: &str) {
    let fault = fault(&[("term.html", text)]);
    assert_eq!((fault.file.as_str(), fault.line), ("templates/term.html", line), "{text}: {fault:?}");
    assert!(fault.message.vi.contains(vi), "{text}: {}", fault.message.vi);
    assert!(fault.message.en.contains(en), "{text}: {}", fault.message.en);
    assert!(fault.message.vi.contains("Hãy sửa dòng này") && fault.message.en.contains("Mend the line"));
    assert!(!fault.message.vi.contains("tera"), "{}", fault.message.vi);
}

#[test]
fn a_template_that_lacks_what_others_ask_for_is_the_one_at_fault() {
    let lacking = fault(&[("base.html", "{% block mian %}{% endblock %}")]);
    assert_eq!(lacking.file, "templates/base.html");
    assert!(lacking.message.vi.contains("thiếu khối (block) “"), "{}", lacking.message.vi);
    let parts = fault(&[("cards.html", "{% component cadrs(list) %}{% endcomponent cadrs %}")]);
    assert_eq!(parts.file, "templates/cards.html");
    for (said, words) in [
        (&parts.message.vi, "thiếu thành phần (component) “card"),
        (&parts.message.en, "lacks the component “card"),
    ] {
        assert!(said.contains(words), "{said}");
    }
    let twice = fault(&[("own.html", "\n{% component legend(a) %}{% endcomponent legend %}")]);
    assert_eq!((twice.file.as_str(), twice.line), ("templates/own.html", 2));
    assert!(twice.message.vi.contains("“legend” đã có trong parts.html"), "{}", twice.message.vi);
}

#[test]
fn the_own_template_is_named_where_a_standard_one_stumbles_over_what_it_gets() {
    let fault = fault(&[("term.html", "\n\n{{ <scoreboard board={page} /> }}")]);
    assert_eq!((fault.file.as_str(), fault.line), ("templates/term.html", 3), "{fault:?}");
    assert!(fault.message.vi.contains("(parts.html:"), "{}", fault.message.vi);
}

#[test]
fn what_follows_from_a_faulty_template_is_not_told() {
    let files = [("own.html", "{% component own(a) %}{% if %}"), ("term.html", "{{ <own a=\"1\" /> }}")];
    let file = |(name, text): &(&str, &str)| (format!("templates/{name}"), text.as_bytes().to_vec());
    let faults = Theme::new(&files.iter().map(file).collect::<Vec<_>>()).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
}

#[test]
fn a_parent_that_is_not_there_is_told_beside_other_faults() {
    let files = [("term.html", "{% extends \"bse.html\" %}"), ("zone.html", "{% if %}"), ("own.html", "{{")];
    let child = ("index.html", "{% extends \"own.html\" %}");
    let file = |(name, text): &(&str, &str)| (format!("templates/{name}"), text.as_bytes().to_vec());
    let files: Vec<_> = files.iter().chain([&child]).map(file).collect();
    let faults = Theme::new(&files).unwrap_err();
    let mut named: Vec<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
    named.sort_unstable();
    assert_eq!(named, ["templates/own.html", "templates/term.html", "templates/zone.html"], "{faults:?}");
    let parent = faults.iter().find(|fault| fault.file == "templates/term.html").expect("it is named");
    assert!(parent.message.vi.contains("không có mẫu “bse.html”; gần nhất là “base.html”"), "{parent:?}");
}
