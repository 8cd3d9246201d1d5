//! What the site offers the web besides its pages: the map of the site, the feed, the page for addresses that
//! are not there, and what each page says of itself to those who pass its address on.

mod support;

use roxmltree::{Document, Node};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use std::collections::BTreeSet;
use support::{SAMPLE, pages, root, site_of, text};

const BASE: &str = "https://example.org/ban-tin/";

fn xml(path: &str) -> Document<'static> {
    Document::parse(text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn children<'a>(node: Node<'a, 'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(move |child| child.has_tag_name((node.tag_name().namespace().unwrap_or(""), name)))
}

fn words<'a>(node: Node<'a, 'a>, name: &'a str) -> &'a str {
    let mut found = children(node, name);
    let one = found.next().unwrap_or_else(|| panic!("no {name}"));
    assert!(found.next().is_none(), "two of {name}");
    one.text().unwrap_or_default()
}

/// The file of the site that a whole address leads to.
fn file(address: &str) -> &str {
    let path = address.strip_prefix(BASE).unwrap_or_else(|| panic!("{address} is not of the site"));
    path.split('#').next().expect("a split has a first part")
}

fn attributes(html: &Html, selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("the selectors of these tests are valid");
    let value = |one: ElementRef| one.value().attr(attribute).expect("selected by it").to_owned();
    html.select(&selector).map(value).collect()
}

#[test]
fn the_map_lists_every_page_once_and_nothing_else() {
    let map = xml("sitemap.xml");
    let list = map.root_element();
    assert!(list.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "urlset")));
    let listed: Vec<&str> = children(list, "url").map(|url| file(words(url, "loc"))).collect();
    let expected: Vec<&str> = pages().into_iter().filter(|&page| page != "404.html").collect();
    assert_eq!(listed, expected);
    let day = |page: &str| {
        let url = children(list, "url").find(|url| file(words(*url, "loc")) == page).expect("it is listed");
        words(url, "lastmod").to_owned()
    };
    assert_eq!(day("ban-tin/2017-q1/index.html"), "2017-04-20T00:00:00+07:00");
    assert_eq!(day("index.html"), day("khu/hai-phong/index.html"));
}

#[test]
fn the_feed_has_every_issue_and_what_the_standard_asks_for() {
    let feed = xml("atom.xml");
    let feed = feed.root_element();
    assert!(feed.has_tag_name(("http://www.w3.org/2005/Atom", "feed")));
    assert_eq!(words(feed, "id"), format!("{BASE}atom.xml"));
    assert!(!words(children(feed, "author").next().expect("an author"), "name").is_empty());
    let own =
        children(feed, "link").find(|link| link.attribute("rel") == Some("self")).expect("RFC 4287, 4.1.1");
    assert_eq!(own.attribute("href"), Some(words(feed, "id")));

    let entries: Vec<Node> = children(feed, "entry").collect();
    let issues = issue_pages().count();
    let kind = |entry: &Node, kind: &str| {
        children(*entry, "category").any(|one| one.attribute("term") == Some(kind))
    };
    assert_eq!(entries.iter().filter(|entry| kind(entry, "so-moi")).count(), issues);
    let mut ids = BTreeSet::new();
    let mut updated: Vec<&str> = Vec::new();
    for entry in &entries {
        assert!(ids.insert(words(*entry, "id")), "two entries with one id");
        assert!(words(*entry, "id").starts_with(BASE));
        assert!(!words(*entry, "title").is_empty() && words(*entry, "summary").len() > 20);
        let link = children(*entry, "link").next().and_then(|link| link.attribute("href")).expect("a link");
        assert!(SAMPLE.get(file(link)).is_some(), "{link} is not there");
        if let Some((_, anchor)) = link.split_once('#') {
            assert!(text(file(link)).contains(&format!("id=\"{anchor}\"")), "{link} has no place");
        }
        updated.push(words(*entry, "updated"));
    }
    let shape = |one: &&str| one.len() == 25 && one.ends_with("T00:00:00+07:00");
    assert!(updated.iter().all(shape), "days of publication, never the clock: {updated:?}");
    assert!(updated.is_sorted_by(|a, b| a >= b), "the newest first");
    assert_eq!(words(feed, "updated"), updated[0]);
    let newest = entries.iter().find(|entry| words(**entry, "id").contains("ban-tin/2024-q2/")).expect("it");
    assert!(
        words(*newest, "summary").contains("số liệu đến ngày 10/07/2024"),
        "{}",
        words(*newest, "summary")
    );
    assert!(words(*newest, "summary").contains("chỉ tiêu"), "{}", words(*newest, "summary"));
}

fn issue_pages() -> impl Iterator<Item = &'static str> {
    pages().into_iter().filter(|page| page.starts_with("ban-tin/") && page.ends_with("/index.html"))
}

#[test]
fn every_page_says_its_own_address_and_what_it_is_when_passed_on() {
    for page in pages().into_iter().filter(|&page| page != "404.html") {
        let html = Html::parse_document(text(page));
        let one = |selector: &str, attribute: &str| {
            let found = attributes(&html, selector, attribute);
            assert_eq!(found.len(), 1, "{page}: {selector}");
            found.into_iter().next().expect("there is one")
        };
        let property = |name: &str| one(&format!("meta[property='og:{name}']"), "content");
        assert_eq!(one("link[rel=canonical]", "href"), format!("{BASE}{page}"));
        assert_eq!(property("url"), format!("{BASE}{page}"));
        assert_eq!(property("locale"), if page.starts_with("en/") { "en_GB" } else { "vi_VN" });
        assert_eq!(
            property("type"),
            if page.trim_start_matches("en/").starts_with("ban-tin/") { "article" } else { "website" }
        );
        assert!(!property("title").is_empty() && property("description").len() > 20, "{page}");
        let feed = one("link[rel=alternate][type='application/atom+xml']", "href");
        let own = page.trim_start_matches("en/");
        assert_eq!(feed, format!("{}atom.xml", "../".repeat(own.matches('/').count())));
        // Each language names the others, and itself.
        let named = attributes(&html, "link[rel=alternate][hreflang]", "hreflang");
        let href = attributes(&html, "link[rel=alternate][hreflang]", "href");
        let pairs: BTreeSet<_> = named.into_iter().zip(href).collect();
        for (language, folder) in [("vi", ""), ("en", "en/")] {
            assert!(
                pairs.contains(&(language.to_owned(), format!("{BASE}{folder}{own}"))),
                "{page}: {pairs:?}"
            );
        }
    }
}

#[test]
fn the_page_for_lost_addresses_works_at_any_depth() {
    let html = Html::parse_document(text("404.html"));
    let links = attributes(&html, "a[href]", "href");
    assert!(links.len() >= 3);
    for link in links {
        assert!(SAMPLE.get(file(&link)).is_some(), "{link} is not there");
    }
    assert!(
        attributes(&html, "link, script, img", "href").is_empty(),
        "nothing is loaded that a depth could break"
    );
}

#[test]
fn without_an_address_of_its_own_a_site_claims_none() {
    let site = site_of(&root().join("tests/sites/smallest/content"));
    assert!(site.get("sitemap.xml").is_none() && site.get("atom.xml").is_none());
    for (path, content) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(content.bytes()).expect("pages are UTF-8");
        for word in ["canonical", "og:", "atom.xml"] {
            assert!(!page.contains(word), "{path} has {word}");
        }
    }
    let lost = String::from_utf8(site.get("404.html").expect("it is always made").bytes()).expect("UTF-8");
    assert!(lost.contains("href=\"index.html\"") && lost.contains("thanh địa chỉ"), "{lost}");
}

fn json(path: &str) -> Value {
    serde_json::from_str(text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The head and the rows of a table as they stand in the file.
fn table(name: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let text = text(&format!("data/{name}.csv")).strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let cells = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect();
    let head = cells(reader.headers().expect("a head"));
    let rows = reader.records().map(|row| cells(&row.expect("a row"))).collect();
    (head, rows)
}

fn is_day(cell: &str) -> bool {
    let parts: Vec<Option<u32>> = cell.split('-').map(|part| part.parse().ok()).collect();
    cell.len() == 10 && matches!(parts[..], [Some(_), Some(1..=12), Some(1..=31)])
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all(whole) && all(fraction)
}

/// The only pattern that the descriptions use.
const ID: &str = "[a-z0-9]+(-[a-z0-9]+)*";

fn is_id(cell: &str) -> bool {
    bantin::model::id::Slug::new(cell).is_some()
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|one| one.as_str().expect("a text")).collect()
}

#[test]
fn the_data_package_describes_every_cell_of_every_table() {
    let package = json("data/datapackage.json");
    assert_eq!(package["profile"], "tabular-data-package");
    let resources = package["resources"].as_array().expect("resources");
    assert_eq!(resources.len(), 3);
    for resource in resources {
        let name = resource["name"].as_str().expect("a name");
        assert_eq!(resource["path"], format!("{name}.csv"));
        let file = SAMPLE.get(&format!("data/{name}.csv")).expect("the file is there");
        assert_eq!(resource["bytes"], file.bytes().len());
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        let (head, rows) = table(name);
        assert_eq!(fields.iter().map(|field| field["name"].as_str().unwrap()).collect::<Vec<_>>(), head);
        assert!(rows.len() >= 20, "{name}: only {} rows", rows.len());
        for (row, (cell, field)) in
            rows.iter().flat_map(|row| row.iter().zip(fields).map(move |pair| (row, pair)))
        {
            let constraints = &field["constraints"];
            if cell.is_empty() {
                assert!(constraints["required"] != true, "{name}: {} is empty in {row:?}", field["name"]);
                continue;
            }
            let fits = match field["type"].as_str().expect("a type") {
                "string" => true,
                "number" => is_number(cell),
                "boolean" => ["true", "false"].contains(&cell.as_str()),
                "date" => is_day(cell),
                other => panic!("{other} is not checked here"),
            };
            assert!(fits, "{name}: {cell} is no {} in {row:?}", field["type"]);
            if let Some(pattern) = constraints.get("pattern") {
                assert!(pattern == ID && is_id(cell), "{name}: {cell} in {row:?}");
            }
            if let Some(words) = constraints.get("enum") {
                assert!(strings(words).contains(&cell.as_str()), "{name}: {cell} in {row:?}");
            }
        }
        for key in resource["schema"].get("foreignKeys").and_then(Value::as_array).into_iter().flatten() {
            let (other, others) = table(key["reference"]["resource"].as_str().expect("a table"));
            let pick = |head: &[String], row: &[String], fields: &Value| -> Vec<String> {
                let at = |field: &&str| head.iter().position(|one| one == field).expect("a column");
                strings(fields).iter().map(|field| row[at(field)].clone()).collect()
            };
            let known: BTreeSet<Vec<String>> =
                others.iter().map(|row| pick(&other, row, &key["reference"]["fields"])).collect();
            for row in &rows {
                assert!(known.contains(&pick(&head, row, &key["fields"])), "{name}: {row:?} leads nowhere");
            }
        }
    }
    assert!(resources[2]["schema"]["foreignKeys"][0]["fields"].is_array());
}

#[test]
fn csv_on_the_web_describes_the_same_columns() {
    let package = json("data/datapackage.json");
    for resource in package["resources"].as_array().expect("resources") {
        let name = resource["name"].as_str().expect("a name");
        let web = json(&format!("data/{name}.csv-metadata.json"));
        assert_eq!(web["@context"][0], "http://www.w3.org/ns/csvw");
        assert_eq!(web["url"], format!("{name}.csv"));
        let columns = web["tableSchema"]["columns"].as_array().expect("columns");
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        assert_eq!(columns.len(), fields.len());
        for (column, field) in columns.iter().zip(fields) {
            assert_eq!((&column["name"], &column["titles"]), (&field["name"], &field["name"]));
            assert_eq!(column["required"] == true, field["constraints"]["required"] == true);
            // The sample is in two languages: so is what is said of a column.
            let said = column["dc:description"].as_array().expect("a text a language");
            let languages: Vec<&Value> = said.iter().map(|one| &one["@language"]).collect();
            assert_eq!(languages, ["vi", "en"], "{name}: {}", field["name"]);
            assert_eq!(
                field["description"].as_str().expect("a description"),
                said.iter().map(|one| one["@value"].as_str().expect("words")).collect::<Vec<_>>().join(" / ")
            );
            let base = column["datatype"].get("base").unwrap_or(&column["datatype"]);
            let same = match field["type"].as_str().expect("a type") {
                "number" => "decimal",
                other => other,
            };
            assert_eq!(base, same, "{name}: {}", field["name"]);
        }
    }
}

#[test]
fn search_engines_are_told_what_the_data_set_is() {
    let page = Html::parse_document(text("du-lieu/index.html"));
    let script = Selector::parse("script[type='application/ld+json']").expect("valid");
    let words: String = page.select(&script).flat_map(|one| one.text()).collect();
    let set: Value = serde_json::from_str(&words).unwrap_or_else(|error| panic!("{error}: {words}"));
    assert_eq!((&set["@type"], &set["@context"]), (&"Dataset".into(), &"https://schema.org".into()));
    assert!(
        set["description"].as_str().is_some_and(|words| words.len() >= 50),
        "search engines ask for so much"
    );
    assert_eq!(set["dateModified"], "2025-07-10");
    assert_eq!(set["spatialCoverage"].as_array().map(Vec::len), Some(5));
    let span = set["temporalCoverage"].as_str().and_then(|span| span.split_once('/')).expect("a span");
    assert!(is_day(span.0) && is_day(span.1) && span.0 < span.1);
    for copy in set["distribution"].as_array().expect("copies") {
        let address = copy["contentUrl"].as_str().expect("an address");
        assert!(SAMPLE.get(file(address)).is_some(), "{address} is not there");
    }
}

#[cfg(feature = "picture")]
#[test]
fn each_issue_has_a_picture_of_its_own() {
    let picture = |page: &str| {
        let html = Html::parse_document(text(page));
        let found = attributes(&html, "meta[property='og:image']", "content");
        assert_eq!(found.len(), 1, "{page}");
        let words = attributes(&html, "meta[property='og:image:alt']", "content");
        (file(&found[0]).to_owned(), words[0].clone())
    };
    let mut seen = BTreeSet::new();
    for page in issue_pages() {
        let (address, words) = picture(page);
        let folder = page.trim_end_matches("index.html");
        let print = address.strip_prefix(folder).and_then(|name| name.strip_prefix("chia-se-"));
        assert!(print.is_some_and(|print| print.len() == 16 && print.ends_with(".png")), "{address}");
        let bytes = SAMPLE.get(&address).unwrap_or_else(|| panic!("{address} is not there")).bytes();
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n", "{address}");
        assert_eq!(bytes[16..24], [1200_u32.to_be_bytes(), 630_u32.to_be_bytes()].concat());
        assert!(bytes.len() < 200_000, "{address} has {} bytes", bytes.len());
        assert!(words.contains("Số liệu đến ngày") && words.contains("chỉ tiêu"), "{words}");
        let download = attributes(&Html::parse_document(text(page)), ".share a[download]", "href");
        assert_eq!(download, [format!("../../{address}")]);
        assert!(seen.insert(bytes), "{address} is the picture of another issue");
    }
    assert!(seen.len() >= 6);
    // The home page goes with the newest issue; a zone with the publication, which says no figure.
    assert!(picture("index.html").0.starts_with("ban-tin/"));
    assert!(picture("khu/hai-phong/index.html").0.starts_with("chia-se-"));
}

#[test]
fn each_issue_and_zone_says_how_to_cite_it() {
    for page in issue_pages().chain(pages().into_iter().filter(|page| page.starts_with("khu/"))) {
        let html = Html::parse_document(text(page));
        let line = Selector::parse("details#trich-dan .citation").expect("valid");
        let words: String = html.select(&line).flat_map(|one| one.text()).collect();
        let title = Selector::parse("h1").expect("valid");
        let title: String = html.select(&title).flat_map(|one| one.text()).collect();
        assert!(words.contains(&format!("“{title}”")), "{page}: {words}");
        assert!(
            words.contains(", số liệu đến ngày ") && words.contains(", mức độ số liệu: "),
            "{page}: {words}"
        );
        assert!(words.ends_with(&format!("{BASE}{page}")), "{page}: {words}");
    }
}
