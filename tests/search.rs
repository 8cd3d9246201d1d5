//! The search of the sample, read as the script of its page reads it: everything leads to a place that exists,
//! every word leads to the texts that have it and to no others, and the files are what a folder can open.

mod support;

use bantin::model::fold::{bare, marked, words};
use bantin::render::search::abbreviation::ABBREVIATIONS;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use support::{SAMPLE, text};

/// The data of a file of the index, and what its call says.
fn data(path: &str) -> Value {
    let call = text(path).strip_prefix("bantinTim(").and_then(|call| call.strip_suffix(");\n"));
    let call: Value =
        serde_json::from_str(&format!("[{}]", call.expect("a file is one call"))).expect("JSON");
    let stem = path.strip_prefix("tim-kiem/").and_then(|name| name.strip_suffix(".js")).expect("its name");
    let (name, number) = (call[0].as_str().expect("a name"), call[1].as_u64().expect("a number"));
    assert!(
        stem == format!("{name}-{number}") || (stem == name && number == 0),
        "{path} calls itself {name}"
    );
    call[2].clone()
}

fn files(name: &str) -> Vec<&'static str> {
    let count = SAMPLE.iter().filter(|(path, _)| path.starts_with(&format!("tim-kiem/{name}-"))).count();
    let paths: Vec<String> = (0..count).map(|number| format!("tim-kiem/{name}-{number}.js")).collect();
    paths.iter().map(|path| SAMPLE.iter().find(|(one, _)| one == path).expect("numbered from 0").0).collect()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn words_of(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// The page and the texts of each zone and issue, in order.
fn owners(names: &Value) -> Vec<(String, Value)> {
    let zones = list(&names["zones"]).iter().map(|zone| format!("khu/{}/index.html", words_of(&zone[0])));
    let issues =
        list(&names["issues"]).iter().map(|issue| format!("ban-tin/{}/index.html", words_of(&issue[0])));
    let texts: Vec<Value> = files("doan").into_iter().flat_map(|path| list(&data(path)).clone()).collect();
    let pages: Vec<String> = zones.chain(issues).collect();
    assert_eq!(pages.len(), texts.len());
    pages.into_iter().zip(texts).collect()
}

#[test]
fn everything_found_leads_to_a_place_that_exists() {
    let names = data("tim-kiem/ten.js");
    assert_eq!(names["own_sources"], false);
    let has = |page: &str, anchor: &str| text(page).contains(&format!(" id=\"{anchor}\""));
    let (mut documents, mut series) = (0, 0);
    for (number, (page, texts)) in owners(&names).iter().enumerate() {
        let counts: Vec<u64> =
            list(&names["documents"][number]).iter().map(|count| count.as_u64().expect("a count")).collect();
        let own = list(&texts["documents"]);
        assert_eq!(counts.iter().sum::<u64>() as usize, own.len(), "{page}");
        let first_source = own.len() - counts[3] as usize;
        for (n, document) in own.iter().enumerate() {
            let page = if n >= first_source { "nguon/index.html" } else { page };
            let anchor = words_of(&document[1]);
            assert!(has(page, anchor), "{page} has no #{anchor} for {}", document[0]);
            documents += 1;
        }
        let Some(zone) = list(&names["zones"]).get(number) else { continue };
        let lists = words_of(&names["series"][zone[6].as_u64().expect("a number") as usize]);
        let values = list(&texts["values"]);
        assert_eq!(lists.split_whitespace().count(), values.len(), "{page}");
        for (one, value) in lists.split_whitespace().zip(values) {
            let path: Vec<usize> = one.split('.').map(|key| key.parse().expect("a number")).collect();
            let mut anchor = format!(
                "s.{}.{}",
                words_of(&zone[5][path[0]][0]),
                words_of(&names["indicators"][path[1]][0])
            );
            for &part in &path[2..] {
                anchor = format!("{anchor}.{}", words_of(&names["parts"][part][0]));
            }
            anchor = format!("{anchor}.{}", words_of(&value[1]));
            assert!(has(page, &anchor), "{page} has no #{anchor}");
            assert!(words_of(&value[0]).len() > 5, "{anchor}: {value}");
            series += 1;
        }
        let rows = text(page).matches("<tr id=\"s.").count() + text(page).matches(" id=\"s.").count();
        assert!(rows >= values.len(), "{page}");
    }
    assert!(documents > 80 && series > 60, "{documents} documents, {series} series");
    for name in ["terms", "pages"] {
        for one in list(&names[name]) {
            assert!(SAMPLE.get(words_of(&one[1])).is_some(), "{one}");
        }
    }
}

#[test]
fn a_word_leads_to_the_texts_that_have_it_and_to_no_others() {
    const DIGITS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    let names = data("tim-kiem/ten.js");
    let mut found: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let shards = files("tu");
    assert_eq!(shards.len(), list(&names["words"]).len());
    for (path, first) in shards.iter().zip(list(&names["words"])) {
        let shard = data(path);
        for (n, entry) in words_of(&shard).split_terminator(';').enumerate() {
            let (word, postings) = entry.split_once(' ').expect("a word and its postings");
            assert!(n > 0 || bare(word) == words_of(first), "{path} begins with {word}");
            let (mut place, mut value, mut shift) = (0, 0, 0);
            let places = found.entry(word.to_owned()).or_default();
            for digit in postings.chars() {
                let digit = DIGITS.find(digit).expect("a digit") as u32;
                value += (digit & 31) << shift;
                shift += 5;
                if digit < 32 {
                    place += value;
                    places.insert(place);
                    (value, shift) = (0, 0);
                }
            }
        }
    }
    let mut expected: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let phrases: Vec<(Vec<String>, String)> = ABBREVIATIONS
        .iter()
        .map(|(_, long)| (words(long).map(marked).collect(), marked(&words(long).collect::<String>())))
        .collect();
    let owners = owners(&names);
    let documents = owners.iter().flat_map(|(_, texts)| list(&texts["documents"]));
    for (number, document) in documents.enumerate() {
        for field in [0, 1] {
            let own: Vec<String> = words(words_of(&document[field * 2])).map(marked).collect();
            let joined =
                phrases.iter().filter(|(phrase, _)| own.windows(phrase.len()).any(|run| run == phrase));
            for word in own.iter().chain(joined.map(|(_, word)| word)) {
                let places = expected.entry(word.clone()).or_default();
                let title = number as u32 * 2;
                if field == 0 || !places.contains(&title) {
                    places.insert(title + field as u32);
                }
            }
        }
    }
    // The numbers of the series stand behind the texts, each as one word without the dots of its thousands.
    let documents = owners.iter().map(|(_, texts)| list(&texts["documents"]).len() as u32).sum::<u32>();
    let values = owners.iter().flat_map(|(_, texts)| list(&texts["values"]));
    for (number, value) in (documents..).zip(values) {
        let shown = words_of(&value[0]).split(", ").next().expect("the number and its unit");
        for piece in shown.split(|letter: char| !letter.is_ascii_digit() && !['.', ','].contains(&letter)) {
            for word in words(&piece.replace('.', "")) {
                expected.entry(marked(word)).or_default().insert(number * 2);
            }
        }
    }
    for (word, wanted) in [("963", true), ("3442", true), ("3443", false)] {
        assert_eq!(expected.contains_key(word), wanted, "{word}");
    }
    assert!(expected.len() > 500, "{} words", expected.len());
    assert_eq!(found, expected);
}

#[test]
fn the_index_is_small_plain_and_named_by_its_content() {
    let version = text("tim-kiem/index.html").split("data-version=\"").nth(1).expect("a version");
    assert_eq!(version.split('"').next().map(str::len), Some(16));
    let all = files("tu").into_iter().chain(files("doan")).chain(["tim-kiem/ten.js"]);
    let sizes: Vec<usize> = all.map(|path| text(path).len()).collect();
    assert!(sizes.iter().sum::<usize>() < 120_000, "{sizes:?}");
    // The page for lost addresses is shown at any depth and has links alone.
    let others = ["tim-kiem/index.html", "en/tim-kiem/index.html", "404.html"];
    for (path, _) in SAMPLE.iter().filter(|(path, _)| path.ends_with(".html") && !others.contains(path)) {
        assert!(!text(path).contains("search.js"), "{path} needs no script to search");
        assert!(text(path).contains("tim-kiem/index.html\" method=\"get\""), "{path} has the field");
    }
}

#[test]
fn abbreviations_are_in_order_and_mean_phrases() {
    assert!(ABBREVIATIONS.is_sorted_by_key(|(short, _)| bare(short)));
    for (short, long) in ABBREVIATIONS {
        assert!(words(long).count() > 1 && words(short).count() == 1, "{short}");
        assert_eq!(short.to_uppercase(), *short);
    }
}
