//! The sample in both its languages: every page has its twin, an English page says nothing in Vietnamese without
//! marking it as such, and both say the same numbers.

#![expect(clippy::disallowed_methods, reason = "the test reads the content of the sample")]

mod support;

use scraper::{ElementRef, Html, Node};
use std::collections::BTreeSet;
use std::path::Path;
use support::{SAMPLE, pages, root, site_of, text};

/// The letters that Vietnamese has and English has not.
fn is_vietnamese(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_ascii()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.chars().any(is_vietnamese))
}

/// The words with Vietnamese letters that the content's own English has: names of places and bodies.
fn names() -> BTreeSet<String> {
    fn visit(folder: &Path, names: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("the sample is there") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                visit(&path, names);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let mut keep = |english: &str| names.extend(words(english).map(str::to_owned));
            if path.ends_with("index.en.md") {
                keep(&text);
            }
            for after in text.split("en = \"").skip(1) {
                keep(after.split('"').next().unwrap_or_default());
            }
            // The name of a province is the same in every language.
            for after in text.split("province = \"").skip(1) {
                keep(after.split('"').next().unwrap_or_default());
            }
        }
    }
    let mut names = BTreeSet::new();
    visit(&root().join("content"), &mut names);
    names
}

/// What an element says that cannot hold markup: its attributes, and the text of some elements.
const PLAIN: [&str; 8] =
    ["aria-label", "title", "alt", "content", "placeholder", "data-label", "data-button", "data-done"];

/// Adds the text of an element that is not marked as Vietnamese; with `plain`, also what cannot be marked.
fn english(element: ElementRef, plain: bool, out: &mut String) {
    let name = element.value().name();
    if element.value().attr("lang") == Some("vi") || ["script", "style"].contains(&name) {
        return;
    }
    if !plain && ["title", "option", "text"].contains(&name) {
        return;
    }
    for said in PLAIN.iter().filter(|_| plain).filter_map(|name| element.value().attr(name)) {
        out.push_str(said);
        out.push('\n');
    }
    for child in element.children() {
        match child.value() {
            Node::Text(text) => out.push_str(text),
            Node::Element(_) => english(ElementRef::wrap(child).expect("an element"), plain, out),
            _ => {}
        }
        out.push('\n');
    }
}

#[test]
fn every_page_has_its_twin() {
    let all: BTreeSet<&str> = pages().into_iter().filter(|&page| page != "404.html").collect();
    let (english, vietnamese): (BTreeSet<&str>, BTreeSet<&str>) =
        all.iter().partition(|page| page.starts_with("en/"));
    let twins: BTreeSet<&str> = english.iter().map(|page| page.trim_start_matches("en/")).collect();
    assert_eq!(twins, vietnamese);
    assert!(vietnamese.len() > 40, "{}", vietnamese.len());
}

/// Looks for Vietnamese that an English page does not mark as such; `names` are words that English has too, and
/// with `plain` it looks also where nothing can be marked.
fn look_for_vietnamese(page: &str, text: &str, names: &BTreeSet<String>, plain: bool) {
    let html = Html::parse_document(text);
    assert_eq!(html.root_element().value().attr("lang"), Some("en"), "{page}");
    let mut said = String::new();
    for child in html.root_element().child_elements() {
        english(child, plain, &mut said);
    }
    let foreign: BTreeSet<&str> = words(&said).filter(|word| !names.contains(*word)).collect();
    let places: Vec<&str> =
        said.lines().filter(|line| words(line).any(|word| foreign.contains(word))).take(8).collect();
    assert!(foreign.is_empty(), "{page}: {foreign:?}\nin {places:#?}");
    assert!(!text.contains(['\u{e000}', '\u{e001}']), "{page}: marks are left");
}

#[test]
fn an_english_page_says_nothing_in_vietnamese_without_marking_it() {
    let names = names();
    let english: Vec<&str> = pages().into_iter().filter(|page| page.starts_with("en/")).collect();
    english.iter().for_each(|page| look_for_vietnamese(page, text(page), &names, true));
    assert!(english.len() > 40, "only {} pages", english.len());
}

/// The sample as it would be had its authors given no English at all.
fn without_english() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let from = root().join("content");
    for entry in walkdir::WalkDir::new(&from).into_iter().filter_map(Result::ok) {
        let to = folder.path().join(entry.path().strip_prefix(&from).expect("inside"));
        let name = entry.file_name().to_string_lossy();
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&to).expect("a temporary folder");
        } else if name.ends_with(".toml") && name != "published.toml" || name == "index.md" {
            let text = std::fs::read_to_string(entry.path()).expect("the sample can be read");
            let mut pieces = text.split(", en = \"");
            let mut bare = pieces.next().unwrap_or_default().to_owned();
            pieces.for_each(|after| bare.push_str(&after[after.find('"').expect("a closing quote") + 1..]));
            std::fs::write(to, bare).expect("a temporary file");
        }
    }
    folder
}

#[test]
fn content_without_english_stands_in_vietnamese_and_is_marked_so() {
    let content = without_english();
    let provinces = content.path().join("zones");
    let names = std::fs::read_dir(provinces).expect("zones").filter_map(Result::ok).flat_map(|zone| {
        let text = std::fs::read_to_string(zone.path().join("zone.toml")).expect("a zone");
        let province = text.split("province = \"").nth(1).expect("a zone has a province").to_owned();
        words(province.split('"').next().unwrap_or_default()).map(str::to_owned).collect::<Vec<_>>()
    });
    let names: BTreeSet<String> = names.collect();
    let site = site_of(content.path());
    let file = |path: &str| String::from_utf8(site.get(path).expect("it was made").bytes()).expect("UTF-8");
    let english: Vec<&str> = site
        .iter()
        .map(|(path, _)| path)
        .filter(|path| path.starts_with("en/") && path.ends_with(".html"))
        .collect();
    english.iter().for_each(|page| look_for_vietnamese(page, &file(page), &names, false));
    assert!(english.len() > 40 && file("en/index.html").contains("<span lang=\"vi\">"));
    assert!(file("en/khu/hai-phong/index.html").contains("only available in Vietnamese"));
    // What is no page has neither marks nor markup.
    for path in ["en/atom.xml", "en/tim-kiem/ten.js"] {
        assert!(!file(path).contains(['\u{e000}', '\u{e001}']) && !file(path).contains("<span"), "{path}");
    }
}

#[test]
fn both_languages_show_the_same_figures() {
    let figures = |page: &str| -> Vec<(String, String)> {
        let html = Html::parse_document(text(page));
        let rows = scraper::Selector::parse("tr[id]").expect("a valid selector");
        let number = scraper::Selector::parse(".number").expect("a valid selector");
        let row = |row: ElementRef| {
            let id = row.value().attr("id").expect("selected by it").to_owned();
            let digits: String = row
                .select(&number)
                .flat_map(|number| number.text())
                // "21 nghìn" is 21,000.
                .flat_map(|said| said.replace("nghìn", "000").chars().collect::<Vec<_>>())
                .filter(char::is_ascii_digit)
                .collect();
            (id, digits)
        };
        html.select(&rows).map(row).collect()
    };
    let mut compared = 0;
    for page in pages().into_iter().filter(|page| page.starts_with("khu/") || page.starts_with("ban-tin/")) {
        let (vi, en) = (figures(page), figures(&format!("en/{page}")));
        assert_eq!(vi, en, "{page}");
        compared += vi.iter().filter(|(_, digits)| !digits.is_empty()).count();
    }
    assert!(compared > 150, "only {compared} figures");
}

#[test]
fn what_all_languages_share_is_there_once() {
    let below = |folder: &str| SAMPLE.iter().filter(|(path, _)| path.starts_with(folder)).count();
    assert!(
        below("static/") > 0 && below("data/") > 0 && below("tim-kiem/") > 0 && below("en/tim-kiem/") > 0
    );
    assert_eq!((below("en/static/"), below("en/data/")), (0, 0));
}
