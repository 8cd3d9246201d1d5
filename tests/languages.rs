//! The sample in both its languages: every page has its twin, an English page says nothing in Vietnamese without
//! marking it as such, and both say the same numbers.

#![expect(clippy::disallowed_methods, reason = "the test reads the content of the sample")]

mod support;

use scraper::{ElementRef, Html, Node};
use std::collections::BTreeSet;
use std::path::Path;
use support::{SAMPLE, pages, root, text};

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

/// Adds the text of an element that is not marked as Vietnamese, and what its attributes say.
fn english(element: ElementRef, out: &mut String) {
    if element.value().attr("lang") == Some("vi") || ["script", "style"].contains(&element.value().name()) {
        return;
    }
    for name in
        ["aria-label", "title", "alt", "content", "placeholder", "data-label", "data-button", "data-done"]
    {
        if let Some(said) = element.value().attr(name) {
            out.push_str(said);
            out.push('\n');
        }
    }
    for child in element.children() {
        match child.value() {
            Node::Text(text) => out.push_str(text),
            Node::Element(_) => english(ElementRef::wrap(child).expect("an element"), out),
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

#[test]
fn an_english_page_says_nothing_in_vietnamese_without_marking_it() {
    let names = names();
    let mut checked = 0;
    for page in pages().into_iter().filter(|page| page.starts_with("en/")) {
        let html = Html::parse_document(text(page));
        assert_eq!(html.root_element().value().attr("lang"), Some("en"), "{page}");
        let mut said = String::new();
        for child in html.root_element().child_elements() {
            english(child, &mut said);
        }
        let foreign: BTreeSet<&str> = words(&said).filter(|word| !names.contains(*word)).collect();
        let places: Vec<&str> =
            said.lines().filter(|line| words(line).any(|word| foreign.contains(word))).take(8).collect();
        assert!(foreign.is_empty(), "{page}: {foreign:?}\nin {places:#?}");
        assert!(!text(page).contains(['\u{e000}', '\u{e001}']), "{page}: marks are left");
        checked += 1;
    }
    assert!(checked > 40, "only {checked} pages");
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
