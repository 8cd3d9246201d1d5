//! The words of the templates: a file a language, `words/vi.json`, and what a theme changes in it.

mod file;
mod place;

use super::templates::{ThemeFault, ThemeFile};
use crate::language::Language;
use crate::say;
use file::groups;
use include_dir::{Dir, include_dir};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

static WORDS: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default/words");

/// The words of every language, as templates see them under the name `t`.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// In the order of [`Language::ALL`].
    all: Vec<Map<String, Value>>,
}

/// A word that a template asks for.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Asked {
    /// `zone` of `t.zone.kind`, or a word that stands in no group.
    pub group: String,
    /// `kind` of `t.zone.kind`; empty where the whole group is meant.
    pub key: String,
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
}

impl Words {
    /// Returns the words of the default theme, with those that a theme's own files give instead.
    ///
    /// # Errors
    /// A file that is not JSON, or not groups of texts, and each place in a text that nobody fills.
    pub(super) fn new(overrides: &[ThemeFile]) -> Result<Words, Vec<ThemeFault>> {
        let (mut all, mut faults) = (Vec::new(), Vec::new());
        for language in Language::ALL {
            let name = format!("words/{}.json", language.code());
            let mut words = WORDS
                .get_file(format!("{}.json", language.code()))
                .and_then(|file| groups(&name, file.contents()).ok())
                .expect("the default words are there in every language and are JSON: a test reads them");
            for file in overrides.iter().filter(|(own, _)| *own == name) {
                match groups(&name, &file.1) {
                    Ok(own) => {
                        faults.extend(place::unfilled(&words, &own, file, overrides));
                        merge(&mut words, own);
                    }
                    Err(fault) => faults.push(fault),
                }
            }
            all.push(words);
        }
        if faults.is_empty() { Ok(Words { all }) } else { Err(faults) }
    }

    /// Returns them in the order of [`Language::ALL`].
    pub(super) fn all(&self) -> &[Map<String, Value>] {
        &self.all
    }

    /// Returns a fault for each word that a template asks for and no language gives.
    ///
    /// A word that only one language lacks stops the pages of that language: tera names it then.
    pub(super) fn missing<'a>(&self, templates: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<ThemeFault> {
        let gives = |words: &Map<String, Value>, asked: &Asked| {
            words
                .get(&asked.group)
                .is_some_and(|group| asked.key.is_empty() || group.get(&asked.key).is_some())
        };
        let mut faults = Vec::new();
        for (name, text) in templates {
            for word in asked(text).into_iter().filter(|word| !self.all.iter().any(|all| gives(all, word))) {
                let full = [word.group.as_str(), word.key.as_str()].join(".");
                let full = full.trim_end_matches('.');
                let message = say!(
                    "không tệp nào trong words/ có chữ “{full}”: sửa tên, hoặc thêm chữ ấy vào words/vi.json",
                    "no file in words/ gives “{full}”: mend the name, or add the word to words/vi.json"
                );
                let fault = ThemeFault::of_file(&format!("templates/{name}"), message);
                faults.push(ThemeFault { line: word.line, column: word.column, ..fault });
            }
        }
        faults
    }

    /// Returns a warning for each file of a theme that no language reads, and each word that it alone gives and
    /// that no template asks for.
    pub(super) fn unused(
        overrides: &[ThemeFile],
        templates: &BTreeMap<String, impl AsRef<str>>,
    ) -> Vec<ThemeFault> {
        let asked: Vec<Asked> = templates.values().flat_map(|text| asked(text.as_ref())).collect();
        let used = |group: &str, key: &str| {
            asked.iter().any(|word| word.group == group && (word.key == key || word.key.is_empty()))
        };
        let mut warnings = Vec::new();
        for (name, bytes) in
            overrides.iter().filter(|(name, _)| name.starts_with("words/") && name.ends_with(".json"))
        {
            if !Language::ALL.iter().any(|language| *name == format!("words/{}.json", language.code())) {
                let known = Language::ALL.map(Language::code).join(", ");
                let message = say!(
                    "bantin không có ngôn ngữ này; chỉ có {known}: đổi tên tệp, hoặc xóa tệp",
                    "not a language of bantin; there are {known}: rename the file, or delete it"
                );
                warnings.push(ThemeFault::of_file(name, message));
                continue;
            }
            for (group, value) in groups(name, bytes).into_iter().flatten() {
                let keys =
                    value.as_object().map_or(vec![""], |keys| keys.keys().map(String::as_str).collect());
                for key in keys.into_iter().filter(|key| !used(&group, key)) {
                    let full = [group.as_str(), key].join(".");
                    let full = full.trim_end_matches('.');
                    let message = say!(
                        "không mẫu nào dùng chữ “{full}”: sửa tên, hoặc bỏ dòng này",
                        "no template asks for “{full}”: mend the name, or take the line out"
                    );
                    warnings.push(ThemeFault::of_file(name, message));
                }
            }
        }
        warnings
    }
}

/// Returns the words that a template asks for: `t.zone.kind` within its tags.
pub(super) fn asked(text: &str) -> Vec<Asked> {
    let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for (from, tag) in tags(text) {
        for (at, _) in tag.match_indices("t.") {
            let before = tag[..at].chars().next_back();
            if before.is_some_and(|c| name(c) || c == '.' || c == '"') {
                continue;
            }
            let rest = &tag[at + 2..];
            let group: String = rest.chars().take_while(|&c| name(c)).collect();
            let rest = rest[group.len()..].strip_prefix('.').unwrap_or_default();
            let key: String = rest.chars().take_while(|&c| name(c)).collect();
            let (above, line) = text[..from + at].rsplit_once('\n').unwrap_or(("", &text[..from + at]));
            let rows = if line.len() == from + at { 0 } else { above.matches('\n').count() + 1 };
            found.push(Asked { group, key, line: rows + 1, column: line.chars().count() + 1 });
        }
    }
    found
}

/// What stands in `{{ }}` and `{% %}`, and where; comments do not count.
pub(super) fn tags(text: &str) -> Vec<(usize, &str)> {
    let mut tags = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        let end = match text[open..].get(..2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => {
                from = open + 1;
                continue;
            }
        };
        let inner = &text[open + 2..];
        let length = inner.find(end).unwrap_or(inner.len());
        if end != "#}" {
            tags.push((open + 2, &inner[..length]));
        }
        from = (open + 2 + length + 2).min(text.len());
    }
    tags
}

/// A theme's file may hold only what it changes.
fn merge(words: &mut Map<String, Value>, own: Map<String, Value>) {
    for (name, value) in own {
        match (words.get_mut(&name), value) {
            (Some(Value::Object(group)), Value::Object(own)) => group.extend(own),
            (_, value) => drop(words.insert(name, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::templates::{Theme, built_in};
    use include_dir::include_dir;
    use serde_json::json;
    use std::collections::BTreeSet;

    static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default/templates");
    static SCRIPTS: [(&str, &str); 2] = [
        ("copy", include_str!("../../themes/default/static/copy.js")),
        ("find", include_str!("../../themes/default/static/search.js")),
    ];

    fn templates() -> impl Iterator<Item = (String, &'static str)> {
        let name = |file: &include_dir::File| file.path().to_string_lossy().into_owned();
        TEMPLATES.files().map(move |file| (name(file), file.contents_utf8().unwrap()))
    }

    /// Every word as `zone.kind`, with its text.
    fn flat(words: &Map<String, Value>) -> BTreeMap<String, String> {
        let mut flat = BTreeMap::new();
        for (group, value) in words {
            match value {
                Value::Object(keys) => {
                    flat.extend(
                        keys.iter()
                            .map(|(key, text)| (format!("{group}.{key}"), text.as_str().unwrap().to_owned())),
                    );
                }
                text => drop(flat.insert(format!("{group}."), text.as_str().unwrap().to_owned())),
            }
        }
        flat
    }

    fn places(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
    }

    fn is_vietnamese(c: char) -> bool {
        c.is_alphabetic() && !c.is_ascii()
    }

    fn own(name: &str, text: &str) -> ThemeFile {
        (name.to_owned(), text.as_bytes().to_vec())
    }

    #[test]
    fn every_language_has_the_same_words_with_the_same_places_in_them() {
        let words = Words::new(&[]).unwrap();
        let vi = flat(&words.all[0]);
        for other in &words.all[1..] {
            let other = flat(other);
            assert_eq!(vi.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
            for (key, text) in &vi {
                assert!(!text.trim().is_empty() && !other[key].trim().is_empty(), "{key} is empty");
                assert_eq!(places(text), places(&other[key]), "{key}");
                assert_eq!(text.contains('<'), other[key].contains('<'), "{key}");
                assert_eq!(text.contains('<'), key.ends_with("_html"), "{key}: markup is named so");
            }
        }
    }

    #[test]
    fn the_second_theme_has_its_words_in_every_language_and_none_in_its_templates() {
        let files = built_in("phu-luc").unwrap();
        let words = |code: &str| {
            let (name, bytes) = files.iter().find(|(name, _)| *name == format!("words/{code}.json")).unwrap();
            flat(&groups(name, bytes).unwrap())
        };
        let vi = words("vi");
        for language in Language::ALL {
            assert_eq!(vi.keys().collect::<Vec<_>>(), words(language.code()).keys().collect::<Vec<_>>());
        }
        for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("templates/")) {
            assert!(!std::str::from_utf8(bytes).unwrap().chars().any(is_vietnamese), "{name}");
        }
    }

    #[test]
    fn every_word_is_asked_for_and_every_word_asked_for_is_there() {
        let words = Words::new(&[]).unwrap();
        let mut used: BTreeSet<String> = templates()
            .flat_map(|(_, text)| asked(text))
            // Two scripts take whole groups, and "style" is empty here: a theme of one's own may fill it.
            .filter(|word| !word.key.is_empty() || !["copy", "find", "style"].contains(&word.group.as_str()))
            .map(|word| format!("{}.{}", word.group, word.key))
            .collect();
        for (group, script) in SCRIPTS {
            let name = |text: &str| {
                text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>()
            };
            used.extend(script.match_indices("WORDS.").filter_map(|(at, found)| {
                let whole = !script[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
                whole.then(|| format!("{group}.{}", name(&script[at + found.len()..])))
            }));
        }
        let given: BTreeSet<String> = flat(&words.all[0]).into_keys().collect();
        assert!(given.len() > 250, "only {} words", given.len());
        assert_eq!(
            given.difference(&used).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "nobody asks for these"
        );
        assert_eq!(used.difference(&given).collect::<Vec<_>>(), Vec::<&String>::new(), "nobody gives these");
    }

    #[test]
    fn vietnamese_stands_in_words_and_prose_alone() {
        for (name, text) in templates().filter(|(name, _)| !name.ends_with(".vi.html")) {
            let line = text.lines().find(|line| line.chars().any(is_vietnamese));
            assert_eq!(line, None, "{name}");
        }
        for (key, text) in flat(&Words::new(&[]).unwrap().all[1]) {
            let mut english = text.clone();
            while let Some(at) = english.find("<q lang=\"vi\">") {
                let end = english[at..].find("</q>").map(|end| at + end).unwrap();
                english.replace_range(at..end + 4, "");
            }
            assert!(!english.chars().any(is_vietnamese), "{key}: {text}");
        }
    }

    #[test]
    fn prose_is_there_in_every_language() {
        for (name, _) in templates() {
            let Some(stem) = name.strip_suffix(".vi.html") else { continue };
            for language in Language::ALL {
                assert!(TEMPLATES.get_file(format!("{stem}.{}.html", language.code())).is_some(), "{stem}");
            }
            assert!(TEMPLATES.get_file(format!("{stem}.html")).is_none(), "{stem}.html is never taken");
        }
    }

    #[test]
    fn a_theme_changes_the_words_that_it_holds_even_inside_components() {
        let files = [
            own("words/en.json", r#"{ "parts": { "marks": "Signs" } }"#),
            own("templates/term.html", "{{ <legend root={page.root} /> }}"),
        ];
        let theme = Theme::new(&files).unwrap();
        let page = json!({ "page": { "root": "", "address": "x" } });
        let english = theme.page("term.html", Language::En, &page).unwrap();
        assert!(
            english.contains("aria-label=\"Signs\"") && english.contains("printed in the source report"),
            "{english}"
        );
        assert!(theme.page("term.html", Language::Vi, &page).unwrap().contains("aria-label=\"Ký hiệu\""));
        assert!(theme.warnings().is_empty(), "{:?}", theme.warnings());
    }

    #[test]
    fn a_word_that_no_file_gives_is_named_with_its_line() {
        let faults = Theme::new(&[own("templates/term.html", "<p>\n  {{ t.zone.kindd }}")]).unwrap_err();
        assert_eq!(
            (faults[0].file.as_str(), faults[0].line, faults[0].column),
            ("templates/term.html", 2, 6)
        );
        let said = &faults[0].message;
        assert!(said.vi.starts_with("không tệp nào trong words/ có chữ “zone.kindd”"), "{}", said.vi);
        assert!(said.en.starts_with("no file in words/ gives “zone.kindd”"), "{}", said.en);
    }

    #[test]
    fn a_word_that_one_language_lacks_stops_the_pages_of_that_language() {
        let files = [
            own("words/vi.json", r#"{ "term": { "note": "Ghi chú" } }"#),
            own("templates/term.html", "<p>\n  {{ t.term.note }}"),
        ];
        let theme = Theme::new(&files).unwrap();
        let page = json!({ "page": { "address": "x" } });
        assert_eq!(theme.page("term.html", Language::Vi, &page).unwrap(), "<p>\n  Ghi chú");
        let fault = theme.page("term.html", Language::En, &page).unwrap_err();
        assert_eq!((fault.file.as_str(), fault.line), ("templates/term.html", 2));
    }

    #[test]
    fn a_file_of_words_that_cannot_be_read_is_named() {
        for (text, line, vi, en) in [
            ("{\n  \"parts\": {", 2, "không phải JSON đúng", "not valid JSON"),
            (
                "{\n\"parts\": 5 }",
                2,
                "“parts” không phải một chữ, cũng không phải",
                "“parts” is neither a text nor a group",
            ),
            (
                "{ \"issue\": {\n\"summary\": 5 } }",
                2,
                "“issue.summary” không phải một chữ: viết \"summary\"",
                "“issue.summary” is no text",
            ),
            (
                "{ \"issue\": { \"summary\": { \"a\": \"b\" } } }",
                1,
                "“issue.summary” không phải",
                "“issue.summary” is no text",
            ),
            ("{ \"issue\": [] }", 1, "“issue” không phải", "“issue” is neither"),
            ("{ \"issue\": {},\n\"issue\": {} }", 2, "“issue” đã có ở trên", "“issue” is above already"),
            (
                "{ \"issue\": { \"summary\": \"a\",\n\n\"summary\": \"b\" } }",
                3,
                "“issue.summary” đã có ở trên",
                "“issue.summary” is above already",
            ),
            ("{} x", 1, "không phải JSON đúng", "not valid JSON"),
        ] {
            let faults = Theme::new(&[own("words/vi.json", text)]).unwrap_err();
            assert_eq!((faults[0].file.as_str(), faults[0].line), ("words/vi.json", line), "{text}");
            let said = &faults[0].message;
            assert!(said.vi.contains(vi) && said.en.contains(en), "{said:?}");
        }
    }

    #[test]
    fn a_place_that_nobody_fills_is_a_fault() {
        let words = own(
            "words/vi.json",
            "{ \"find\": {\n  \"zone\": \"Tìm {so}\",\n  \"found_all\": \"{cuont} {count}\" } }",
        );
        let named = |text: &str| own("templates/term.html", text);
        let both = Theme::new(&[words.clone(), named("{% if %}")]).unwrap_err();
        assert_eq!(both.len(), 3, "the templates are looked at as well: {both:?}");
        let faults = Theme::new(std::slice::from_ref(&words)).unwrap_err();
        let said: Vec<_> = faults.iter().map(ThemeFault::say).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        for (said, vi, en) in [
            (
                &said[0],
                "words/vi.json:2:16: chữ “find.zone” không có chỗ nào để điền",
                "nothing is filled into “find.zone”",
            ),
            (
                &said[1],
                "words/vi.json:3:17: không có gì để điền vào “{cuont}”",
                "the nearest is “count”: mend that name",
            ),
        ] {
            assert!(said.vi.contains(vi), "{}", said.vi);
            assert!(said.en.contains(en), "{}", said.en);
        }
        // A template of the theme's own may fill it.
        let fills = "{{ t.find.zone | replace(from=\"{so}\", to=\"1\") }}{# {cuont} #}";
        assert!(Theme::new(&[words, named(fills)]).is_ok());
    }

    #[test]
    fn a_word_or_language_that_nobody_asks_for_is_a_warning() {
        let files = [own("words/vi.json", r#"{ "parts": { "mark": "x" } }"#), own("words/fr.json", "{}")];
        let theme = Theme::new(&files).unwrap();
        let warnings: Vec<_> = theme.warnings().iter().map(ThemeFault::say).collect();
        let word = &warnings[0];
        assert!(word.vi.starts_with("words/vi.json: không mẫu nào dùng chữ “parts.mark”"), "{word:?}");
        assert!(word.en.starts_with("words/vi.json: no template asks for “parts.mark”"), "{word:?}");
        let language = &warnings[1];
        assert!(
            language.vi.starts_with("words/fr.json: bantin không có ngôn ngữ này; chỉ có vi, en"),
            "{language:?}"
        );
        assert!(
            language.en.starts_with("words/fr.json: not a language of bantin; there are vi, en"),
            "{language:?}"
        );
    }
}
