//! The theme: templates, words and static files, compiled in, overridable file by file.

pub use super::theme_fault::ThemeFault;
use super::theme_fault::{twice, unknown_names};
use super::words::Words;
use super::{script, style_sheet, theme_file};
use crate::language::Language;
use crate::say;
use include_dir::{Dir, include_dir};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use tera::{Context, ErrorKind, Tera, Value};

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default/templates");
static ANNEX: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/phu-luc");
static STATICS: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default/static");

/// A page may be this large: two nested loops in a theme could otherwise fill the memory.
const PAGE_CAP: usize = 16 << 20;
/// So many templates of a theme are looked at after the first faulty one.
const FAULT_CAP: usize = 20;

/// Templates that compile, their words, and the files that go to the site as they are.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// What templates see as `t`, in the order of [`Language::ALL`].
    words: Vec<Value>,
    statics: BTreeMap<String, Cow<'static, [u8]>>,
    /// The templates that are not the default ones, with their texts.
    own: BTreeMap<String, String>,
    warnings: Vec<ThemeFault>,
}

/// The text of each template, by name.
pub(super) type Texts = BTreeMap<String, Cow<'static, str>>;

/// Returns the text of a template of the default theme.
pub(super) fn standard(name: &str) -> Option<&'static str> {
    TEMPLATES.get_file(name).and_then(|file| file.contents_utf8())
}

/// A file of a theme's folder: its name in the folder with `/`, and its bytes.
pub type ThemeFile = (String, Vec<u8>);

/// The themes that are compiled in.
pub const BUILT_IN: [&str; 2] = ["default", "phu-luc"];

/// Returns the files of a second theme that is compiled in, or `None` where there is none of that name.
pub fn built_in(name: &str) -> Option<Vec<ThemeFile>> {
    let dir = match name {
        "phu-luc" => &ANNEX,
        _ => return None,
    };
    let mut files = BTreeMap::new();
    embedded(dir, &mut files);
    Some(files.into_iter().map(|(name, bytes)| (name, bytes.into_owned())).collect())
}

impl Theme {
    /// Returns the default theme with some of its files replaced.
    ///
    /// `templates/<name>` replaces a template or adds one, `static/<path>` a static file, and `words/<language>.json`
    /// the words that it holds; every other file of the folder is left out with a warning.
    ///
    /// # Errors
    /// The first fault of each faulty template, and each word that a template asks for and no language has.
    ///
    /// ```
    /// use bantin::render::templates::Theme;
    /// let own = ("templates/term.html".to_owned(), b"<p>{{ page.title".to_vec());
    /// let faults = Theme::new(&[own]).unwrap_err();
    /// assert_eq!((faults[0].file.as_str(), faults[0].line), ("templates/term.html", 1));
    /// ```
    pub fn new(overrides: &[ThemeFile]) -> Result<Theme, Vec<ThemeFault>> {
        let mut templates = Texts::new();
        for file in TEMPLATES.files() {
            let text = file.contents_utf8().expect("the default templates are UTF-8: a test renders them");
            templates.insert(name_of(file.path()), text.into());
        }
        let mut statics = BTreeMap::new();
        embedded(&STATICS, &mut statics);
        let mut faults = theme_file::refused(statics.keys().map(String::as_str), overrides);
        let mut warnings = theme_file::astray(overrides, |template| mentioned(template, overrides));
        let names: Vec<String> = templates.keys().cloned().collect();
        for (name, bytes) in overrides {
            if let Some(path) = name.strip_prefix("static/") {
                statics.insert(path.to_owned(), Cow::Owned(bytes.clone()));
            } else if let Some(template) = name.strip_prefix("templates/") {
                let is_asked_for = standard(template).is_some() || mentioned(template, overrides);
                if !is_asked_for && theme_file::is_static(template) {
                    continue;
                }
                let Ok(text) = String::from_utf8(without_mark(bytes).to_vec()) else {
                    let message = say!(
                        "không phải chữ UTF-8: mở tệp trong trình soạn thảo rồi lưu lại với bảng mã UTF-8",
                        "not UTF-8 text: open it in an editor and save it as UTF-8"
                    );
                    faults.push(ThemeFault::of_file(name, message));
                    continue;
                };
                if text.trim().is_empty() {
                    faults.push(empty(template));
                    // The others may ask for what the standard one has: that would be no fault of theirs.
                    if standard(template).is_some() {
                        continue;
                    }
                }
                if !is_asked_for {
                    warnings.push(unused(template, &names));
                }
                templates.insert(template.to_owned(), text.into());
            }
        }
        let words = match Words::new(overrides) {
            Ok(words) => {
                let texts = templates.iter().map(|(name, text)| (name.as_str(), text.as_ref()));
                faults.extend(words.missing(texts));
                words
            }
            // Words that seem to be missing may stand in a file that could not be read.
            Err(wrong) => {
                faults.extend(wrong);
                Words::default()
            }
        };
        warnings.extend(Words::unused(overrides, &templates));
        let changed = |(name, text): &(&String, &Cow<str>)| standard(name) != Some(text.as_ref());
        let own = templates.iter().filter(changed).map(|(name, text)| (name.clone(), text.to_string()));
        let own = own.collect();
        let tera = compiled(templates, faults)?;
        for (path, bytes) in &mut statics {
            let sent = match path.rsplit('.').next() {
                Some("css") => style_sheet::sent,
                Some("js") => script::sent,
                _ => continue,
            };
            if let Ok(text) = std::str::from_utf8(bytes) {
                *bytes = Cow::Owned(sent(text).into_bytes());
            }
        }
        let words = words.all().iter().map(Value::from_serializable).collect();
        Ok(Theme { tera, words, statics, own, warnings })
    }

    /// Returns what does not stop the build: templates, words and files that nothing uses.
    pub fn warnings(&self) -> &[ThemeFault] {
        &self.warnings
    }

    /// Returns a page: `template` is a name such as `zone.html`, `whole` has the fields that it asks for.
    ///
    /// A template that is nearly all prose is written once a language: `method.en.html` is taken before `method.html`.
    ///
    /// # Errors
    /// Where the template asks for what is not there, or makes more than 16 MiB.
    pub fn page(
        &self,
        template: &str,
        language: Language,
        whole: &impl Serialize,
    ) -> Result<String, ThemeFault> {
        let bytes = self.page_bytes(template, language, whole)?;
        Ok(String::from_utf8(bytes).expect("templates and contexts are UTF-8"))
    }

    /// Returns a page as the bytes of its file, which need not be looked through once more.
    ///
    /// # Errors
    /// As [`Theme::page`].
    pub fn page_bytes(
        &self,
        template: &str,
        language: Language,
        whole: &impl Serialize,
    ) -> Result<Vec<u8>, ThemeFault> {
        let is_own = |name: &str| self.own.contains_key(name);
        let mut context =
            Context::from_serialize(whole).map_err(|error| ThemeFault::of_rendering(&error, is_own))?;
        context.insert_value("t", self.words(language).clone());
        let template = self.template_of(template, language);
        let mut page = Capped { bytes: Vec::with_capacity(32 << 10) };
        if let Err(error) = self.tera.render_to(&template, &context, &mut page) {
            let address = context.get("page").and_then(|page| page.get_from_path("address"));
            let mut fault = ThemeFault::of_rendering(&error, is_own);
            if page.bytes.len() >= PAGE_CAP || matches!(error.kind(), ErrorKind::Io(_)) {
                let most = PAGE_CAP >> 20;
                fault.message = say!(
                    "trang lớn hơn {most} MiB: xem lại các vòng lặp (for) của mẫu",
                    "the page is larger than {most} MiB: look at the loops (for) of the template"
                );
            }
            if fault.file.is_empty() {
                fault.file = format!("templates/{template}");
            }
            fault.page = address.and_then(|address| address.as_str()).unwrap_or_default().to_owned();
            fault.pages = 1;
            return Err(fault);
        }
        Ok(page.bytes)
    }

    /// Returns where a template of the theme's own says something: file, line and column from 1.
    pub(super) fn place_of(&self, words: &str) -> Option<(String, usize, usize)> {
        let found = |(name, text): (&String, &String)| {
            let at = text.find(words)?;
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let line = text[..at].matches('\n').count() + 1;
            Some((format!("templates/{name}"), line, text[start..at].chars().count() + 1))
        };
        self.own.iter().find_map(found)
    }

    /// Returns the fault of a template that leaves a page without anything.
    pub(super) fn nothing(&self, template: &str, language: Language, address: &str) -> ThemeFault {
        let message = say!(
            "mẫu không in ra gì, trang trống: viết nội dung của trang, hoặc xóa tệp để dùng lại mẫu có sẵn",
            "the template prints nothing, and the page is empty: write what it shows, or delete the file to use bantin's own template again"
        );
        let fault =
            ThemeFault::of_file(&format!("templates/{}", self.template_of(template, language)), message);
        ThemeFault { page: address.to_owned(), pages: 1, ..fault }
    }

    /// `method.en.html` for `method.html`, where there is one.
    fn template_of<'t>(&self, template: &'t str, language: Language) -> Cow<'t, str> {
        let prose = prose(template, language);
        if self.tera.contains_template(&prose) { prose.into() } else { template.into() }
    }

    fn words(&self, language: Language) -> &Value {
        let at = Language::ALL.iter().position(|&one| one == language);
        &self.words[at.expect("every language is in the list of all")]
    }

    /// Returns the static files, by path below `static/`.
    pub fn statics(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.statics.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }
}

/// Tera stops at the first fault: what it names is left out, and the rest is tried again.
fn compiled(mut templates: Texts, mut faults: Vec<ThemeFault>) -> Result<Tera, Vec<ThemeFault>> {
    let mut left_out = BTreeMap::new();
    loop {
        let mut tera = Tera::new();
        // Every name ends in the empty text: everything is escaped.
        tera.autoescape_on(vec![""]);
        let error = match tera
            .add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), text.as_ref())))
        {
            Ok(()) if faults.is_empty() => return Ok(tera),
            Ok(()) => return Err(faults),
            Err(error) => error,
        };
        let report = match error.kind() {
            ErrorKind::Msg(report) => report.as_str(),
            _ => "",
        };
        // Names that nothing has are looked for at the end, and all of them at once.
        let unknown = unknown_names(report, &templates, &left_out);
        if !unknown.is_empty() {
            faults.extend(unknown);
            return Err(faults);
        }
        let fault = twice(report, &templates).unwrap_or_else(|| ThemeFault::of_compiling(&error, &templates));
        let name = fault.file.strip_prefix("templates/").unwrap_or_default().to_owned();
        // What only asks for a faulty template, or for something in it, is not itself at fault.
        let is_told =
            |parent: &str| faults.iter().any(|one| one.file.strip_prefix("templates/") == Some(parent));
        let follows = match error.kind() {
            ErrorKind::MissingParent { parent, .. } => is_told(parent),
            _ => fault.file.is_empty() && !faults.is_empty(),
        };
        if !follows {
            faults.push(fault);
        }
        let text = match templates.get(&name) {
            Some(text) => text.to_string(),
            None => return Err(faults),
        };
        match standard(&name).filter(|standard| *standard != text) {
            Some(standard) => drop(templates.insert(name.clone(), standard.into())),
            None => drop(templates.remove(&name)),
        }
        left_out.insert(name, text);
        if faults.len() >= FAULT_CAP {
            return Err(faults);
        }
    }
}

/// Notepad puts a mark before a text that it saves as UTF-8.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// `method.en.html` of `method.html`.
fn prose(template: &str, language: Language) -> String {
    match template.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{}.{ending}", language.code()),
        None => format!("{template}.{}", language.code()),
    }
}

fn name_of(path: &std::path::Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn embedded(dir: &'static Dir, files: &mut BTreeMap<String, Cow<'static, [u8]>>) {
    for file in dir.files() {
        files.insert(name_of(file.path()), Cow::Borrowed(file.contents()));
    }
    for inner in dir.dirs() {
        embedded(inner, files);
    }
}

/// True where another file of the theme includes or extends the template, or it brings components.
fn mentioned(template: &str, overrides: &[ThemeFile]) -> bool {
    let contains =
        |bytes: &[u8], words: &str| bytes.windows(words.len()).any(|part| part == words.as_bytes());
    overrides.iter().any(|(name, bytes)| {
        let own = name.strip_prefix("templates/") == Some(template);
        contains(bytes, if own { "{% component" } else { template })
    })
}

fn empty(template: &str) -> ThemeFault {
    let message = match standard(template) {
        Some(_) => say!(
            "tệp trống, trang sẽ không có gì: xóa tệp để dùng lại mẫu có sẵn; muốn bỏ trống phần này thì viết {{# để trống #}}",
            "the file is empty, and so would the page be: delete it to use bantin's own template again; to leave the part out, write {{# empty #}}"
        ),
        None => say!(
            "tệp trống: viết nội dung của mẫu, hoặc xóa tệp",
            "the file is empty: write the template, or delete the file"
        ),
    };
    ThemeFault::of_file(&format!("templates/{template}"), message)
}

fn unused(template: &str, names: &[String]) -> ThemeFault {
    let known = names.join(", ");
    let message = say!(
        "không trang nào dùng mẫu này. Nếu gõ nhầm tên, đổi thành một trong các tên: {known}; nếu không cần thì xóa tệp",
        "no page uses this template. If its name is a slip, change it to one of {known}; if nobody needs it, delete the file"
    );
    ThemeFault::of_file(&format!("templates/{template}"), message)
}

struct Capped {
    bytes: Vec<u8>,
}

impl Write for Capped {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + more.len() > PAGE_CAP {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the test reads the samples beside the templates")]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn theme(files: &[(&str, &str)]) -> Result<Theme, Vec<ThemeFault>> {
        let file = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
        Theme::new(&files.iter().map(file).collect::<Vec<_>>())
    }

    #[test]
    fn every_template_renders_its_sample() {
        let themes = [theme(&[]).unwrap(), Theme::new(&built_in("phu-luc").unwrap()).unwrap()];
        assert!(themes.iter().all(|theme| theme.warnings().is_empty()));
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/samples");
        let mut rendered = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let sample: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let name = format!("{}.html", path.file_stem().unwrap().to_str().unwrap());
            for (theme, language) in themes.iter().flat_map(|theme| Language::ALL.map(|one| (theme, one))) {
                let page = theme.page(&name, language, &sample).unwrap_or_else(|fault| panic!("{fault:?}"));
                assert!(page.contains("<h1>") && page.ends_with("</html>\n"), "{name}");
                rendered += 1;
            }
        }
        assert!(rendered >= 40, "only {rendered} samples");
        assert!(themes[0].statics().any(|(path, bytes)| path == "style.css" && !bytes.is_empty()));
        assert!(themes[1].statics().any(|(path, bytes)| path == "annex.css" && !bytes.is_empty()));
    }

    #[test]
    fn the_mark_of_notepad_is_no_part_of_a_theme() {
        let own = theme(&[
            ("templates/plain.txt", "\u{feff}{{ t.own.word }}"),
            ("words/vi.json", "\u{feff}{ \"own\": { \"word\": \"Chữ\" } }"),
            ("words/en.json", "\u{feff}{ \"own\": { \"word\": \"Word\" } }"),
        ]);
        let page = own.unwrap().page("plain.txt", Language::Vi, &json!({ "page": {} })).unwrap();
        assert_eq!(page, "Chữ");
    }

    #[test]
    fn everything_is_escaped_whatever_its_name() {
        let theme = theme(&[("templates/plain.txt", "{{ page.title }}")]).unwrap();
        let page = json!({ "page": { "title": "\"<a>&'", "address": "x" } });
        assert_eq!(theme.page("plain.txt", Language::Vi, &page).unwrap(), "&quot;&lt;a&gt;&amp;&#39;");
    }

    #[test]
    fn every_faulty_template_is_named_with_its_line() {
        let faults = theme(&[
            ("templates/term.html", "a\n{% if %}"),
            ("templates/zone.html", "{{ page.x"),
            ("templates/index.html", "fine"),
        ])
        .unwrap_err();
        let places: Vec<_> = faults.iter().map(|fault| (fault.file.as_str(), fault.line)).collect();
        assert_eq!(places, [("templates/term.html", 2), ("templates/zone.html", 1)]);
    }

    #[test]
    fn templates_that_lead_nowhere_or_in_a_circle_are_told_in_both_languages() {
        let faults = theme(&[("templates/term.html", "{% extends \"basis.html\" %}")]).unwrap_err();
        assert!(faults[0].message.vi.starts_with("không có mẫu “basis.html”"), "{faults:?}");
        assert!(faults[0].message.en.starts_with("there is no template “basis.html”"), "{faults:?}");
        let circle = [
            ("templates/term.html", "{% extends \"turn.html\" %}"),
            ("templates/turn.html", "{% extends \"term.html\" %}"),
        ];
        let faults = theme(&circle).unwrap_err();
        assert!(faults[0].message.vi.contains("thành vòng") && faults[0].message.vi.contains("turn.html"));
        assert!(faults[0].message.en.contains("in a circle") && faults[0].message.en.contains("turn.html"));
        let bytes = Theme::new(&[("templates/term.html".to_owned(), vec![0xff, 0xfe])]).unwrap_err();
        assert_eq!(bytes[0].file, "templates/term.html");
        assert!(
            bytes[0].message.vi.contains("bảng mã UTF-8") && bytes[0].message.en.contains("save it as UTF-8")
        );
    }

    #[test]
    fn a_field_that_is_not_there_names_template_and_page() {
        let theme = theme(&[("templates/term.html", "\n  {{ page.titel }}")]).unwrap();
        let page = json!({ "page": { "title": "x", "address": "nhiem-ky/2020-2025/index.html" } });
        let fault = theme.page("term.html", Language::Vi, &page).unwrap_err();
        assert_eq!((fault.file.as_str(), fault.line), ("templates/term.html", 2));
        assert_eq!(fault.page, "nhiem-ky/2020-2025/index.html");
        let (said, page) = (fault.say(), "(nhiem-ky/2020-2025/index.html)");
        assert!(said.vi.starts_with("templates/term.html:2:") && said.vi.ends_with(page), "{}", said.vi);
        for (said, words, way_out) in [
            (&said.vi, "không có tên “titel” ở đây; gần nhất là “title”", "Hãy sửa dòng này"),
            (&said.en, "there is no “titel” here; the nearest is “title”", "Mend the line"),
        ] {
            assert!(said.contains(words) && said.contains("title") && said.contains(way_out), "{said}");
        }
    }

    #[test]
    fn a_template_that_nothing_uses_is_a_warning() {
        let own = theme(&[("templates/zonne.html", "x"), ("static/logo.svg", "<svg/>")]).unwrap();
        let said = own.warnings()[0].say();
        assert!(said.vi.starts_with("templates/zonne.html: không trang nào dùng mẫu này"), "{}", said.vi);
        assert!(said.en.starts_with("templates/zonne.html: no page uses this template"), "{}", said.en);
        assert!(said.vi.contains(" zone.html") && said.en.contains(" zone.html"));
        assert!(own.statics().any(|(path, _)| path == "logo.svg"));
        let part =
            theme(&[("templates/head.html", "x"), ("templates/term.html", "{% include \"head.html\" %}")]);
        assert!(part.unwrap().warnings().is_empty());
    }

    #[test]
    fn a_page_without_end_is_cut_off() {
        let endless = "{% for a in range(end=90000) %}{% for b in range(end=90000) %}0123456789{% endfor %}{% endfor %}";
        let theme = theme(&[("templates/term.html", endless)]).unwrap();
        let fault =
            theme.page("term.html", Language::Vi, &json!({ "page": { "address": "x" } })).unwrap_err();
        assert!(fault.message.vi.starts_with("trang lớn hơn 16 MiB"), "{}", fault.message.vi);
        assert!(fault.message.en.starts_with("the page is larger than 16 MiB"), "{}", fault.message.en);
    }
}
