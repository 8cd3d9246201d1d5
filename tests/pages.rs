//! Every page of the sample: links resolve, ids are unique, headings are in order, tables and charts say
//! what they are, and every figure shown stands in the data.

mod support;

use bantin::render::files::File;
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use support::{SAMPLE, pages, rows, text};

fn parsed() -> BTreeMap<&'static str, Html> {
    pages().into_iter().map(|page| (page, Html::parse_document(text(page)))).collect()
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).expect("the selectors of these tests are valid")).collect()
}

/// The language that a page is in, by its address.
fn language(page: &str) -> &'static str {
    if page.starts_with("en/") { "en" } else { "vi" }
}

/// The file that a link on a page leads to, and the anchor in it.
fn target(page: &str, href: &str) -> (String, Option<String>) {
    let (path, anchor) =
        href.split_once('#').map_or((href, None), |(path, anchor)| (path, Some(anchor.to_owned())));
    if path.is_empty() {
        return (page.to_owned(), anchor);
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {href} leaves the site"),
            "." => {}
            part => parts.push(part),
        }
    }
    (parts.join("/"), anchor)
}

#[test]
fn a_verdict_has_one_word_wherever_it_stands() {
    let words = [
        ["vượt", "đạt", "đúng tiến độ", "chậm tiến độ", "không đạt", "không đủ cơ sở để tính"],
        ["exceeded", "met", "on course", "behind", "not met", "not enough basis to decide"],
    ];
    let mut with_reason = 0;
    for (page, html) in parsed() {
        for standing in all(&html, ".standing") {
            let word = standing.select(&Selector::parse(".word").expect("it is valid")).next();
            let Some(word) = word.map(|one| one.text().collect::<String>()) else { continue };
            assert!(words[usize::from(language(page) == "en")].contains(&&*word), "{page}: {word}");
            with_reason += standing.select(&Selector::parse(".reason").expect("it is valid")).count();
        }
        let text = html.root_element().text().collect::<String>();
        assert!(!text.contains("đều chưa đủ cơ sở"), "{page}");
    }
    assert!(with_reason > 0, "nowhere is it said that there are no data");
}

#[test]
fn the_share_of_a_part_of_a_part_names_what_it_is_a_share_of() {
    for (page, words) in [
        (
            "khu/quang-ninh/index.html",
            ["16,1% của “công đoàn cơ sở, Liên đoàn Lao động tỉnh trực tiếp quản lý”", "65,5% của tổng"],
        ),
        (
            "en/khu/quang-ninh/index.html",
            [
                "16.1% of “managed directly by grassroots trade unions and the provincial Confederation of Labour”",
                "65.5% of the whole",
            ],
        ),
    ] {
        for words in words {
            assert!(text(page).contains(words), "{page}: {words}");
        }
    }
}

#[test]
fn what_years_have_in_common_is_said_of_each_of_them() {
    for (page, wanted) in [
        ("khu/bac-giang/index.html", "mỗi năm không quá\u{a0}4"),
        ("en/khu/bac-giang/index.html", "at most\u{a0}4 each year"),
    ] {
        let html = Html::parse_document(text(page));
        let values = all(&html, ".year-value").into_iter().map(|one| one.text().collect::<String>());
        assert!(values.clone().any(|value| value == wanted), "{page}: {:?}", values.collect::<Vec<_>>());
    }
}

#[test]
fn a_body_that_is_named_for_its_zone_is_not_followed_by_it() {
    for (page, html) in parsed() {
        let words = html.root_element().text().collect::<String>();
        assert!(!words.contains("Lào Cai, Lào Cai") && !words.contains("Hải Phòng, Hải Phòng"), "{page}");
    }
}

#[test]
fn every_kind_of_page_is_there() {
    let pages = pages();
    for wanted in [
        "index.html",
        "ban-tin/2017-q1/index.html",
        "ban-tin/2024-q2/index.html",
        "khu/hai-phong/index.html",
        "khu/lao-cai/index.html",
        "chi-tieu/ket-nap/index.html",
        "nhiem-ky/2020-2025/index.html",
        "nguon/index.html",
        "phuong-phap/index.html",
        "du-lieu/index.html",
    ] {
        assert!(pages.contains(&wanted), "no {wanted}");
    }
    assert!(pages.iter().filter(|page| page.starts_with("ban-tin/")).count() >= 5);
    assert_eq!(pages.iter().filter(|page| page.starts_with("khu/")).count(), 5);
}

#[test]
fn ids_are_unique() {
    for (page, html) in parsed() {
        let mut seen = BTreeSet::new();
        for element in all(&html, "[id]") {
            let id = element.value().attr("id").expect("selected by it");
            assert!(!id.is_empty() && !id.contains(' '), "{page}: id {id:?}");
            assert!(seen.insert(id), "{page}: id {id} stands twice");
        }
    }
}

#[test]
fn every_link_is_relative_ends_in_a_file_and_resolves() {
    let html = parsed();
    let ids: BTreeMap<&str, BTreeSet<String>> = html
        .iter()
        .map(|(page, html)| {
            let ids =
                all(html, "[id]").into_iter().filter_map(|one| one.value().attr("id").map(str::to_owned));
            (*page, ids.collect())
        })
        .collect();
    let mut checked = 0;
    for (page, html) in &html {
        for (selector, attribute) in [
            ("a[href]", "href"),
            ("link[href]:not([rel=canonical]):not([hreflang])", "href"),
            ("img[src]", "src"),
            ("use[href]", "href"),
        ] {
            for element in all(html, selector) {
                let href = element.value().attr(attribute).expect("selected by it");
                if ["https://", "http://", "mailto:"].iter().any(|scheme| href.starts_with(scheme)) {
                    assert_eq!(selector, "a[href]", "{page}: {href} is loaded from elsewhere");
                    continue;
                }
                let (file, anchor) = target(page, href);
                assert!(SAMPLE.get(&file).is_some(), "{page}: {href} leads to {file}, which is not there");
                if let Some(anchor) = anchor {
                    assert!(ids[file.as_str()].contains(&anchor), "{page}: {href}: {file} has no #{anchor}");
                }
                checked += 1;
            }
        }
    }
    assert!(checked > 2_000, "only {checked} links");
}

#[test]
fn headings_are_in_order() {
    for (page, html) in parsed() {
        let levels: Vec<u8> = all(&html, "h1, h2, h3, h4, h5, h6")
            .iter()
            .map(|heading| heading.value().name().as_bytes()[1] - b'0')
            .collect();
        assert_eq!(levels.iter().filter(|&&level| level == 1).count(), 1, "{page}: one h1");
        assert_eq!(levels[0], 1, "{page}: the first heading is the h1");
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{page}: h{} follows h{}", pair[1], pair[0]);
        }
    }
}

#[test]
fn tables_and_charts_say_what_they_are() {
    for (page, html) in parsed() {
        for table in all(&html, "table") {
            let caption = Selector::parse("caption").unwrap();
            let words: String = table.select(&caption).flat_map(|one| one.text()).collect();
            let own = all_in_prose(table);
            assert!(own || !words.trim().is_empty(), "{page}: a table without a caption");
        }
        for head in all(&html, "table thead th") {
            let scope = head.value().attr("scope");
            assert!(scope == Some("col") || in_prose(head), "{page}: a column head without scope");
        }
        for svg in all(&html, "svg") {
            let value = svg.value();
            if svg.ancestors().filter_map(ElementRef::wrap).any(|outer| outer.value().name() == "svg") {
                continue;
            }
            let hidden = value.attr("aria-hidden") == Some("true");
            let named = value.attr("role") == Some("img")
                && value.attr("aria-label").is_some_and(|one| one.len() > 20);
            assert!(hidden || named, "{page}: an svg that says nothing");
        }
        for figure in all(&html, "figure.chart") {
            assert!(
                figure.select(&Selector::parse("table").unwrap()).next().is_some(),
                "{page}: a chart without table"
            );
            let heading = Selector::parse(".chart-heading").unwrap();
            let words: String = figure.select(&heading).flat_map(|one| one.text()).collect();
            assert!(words.len() > 5, "{page}: a chart without heading");
        }
    }
}

#[test]
fn an_issue_as_one_document_has_all_that_its_page_has_zone_by_zone() {
    let parsed = parsed();
    let mut seen = 0;
    for (page, html) in parsed.iter().filter(|(page, _)| page.ends_with("/toan-van.html")) {
        let issue = &parsed[page.replace("toan-van", "index").as_str()];
        let ids = |html: &Html| -> BTreeSet<String> {
            let all = all(html, "tr[id], section.plan[id], .milestones li[id], .notes li[id]");
            all.into_iter().map(|one| one.attr("id").expect("asked for").to_owned()).collect()
        };
        let (own, there) = (ids(html), ids(issue));
        assert!(own.len() > 10 && own.is_superset(&there), "{page} lacks {:?}", there.difference(&own));
        let zones = all(html, "section.zone-part");
        let named = all(issue, ".issue-head .facts span:last-child a");
        assert_eq!(zones.len(), named.len(), "{page}");
        for (zone, name) in zones.iter().zip(named) {
            let id = zone.attr("id").expect("a zone has an anchor").trim_start_matches("khu.");
            assert!(name.attr("href").expect("a link").contains(&format!("/{id}/")), "{page}: {id}");
            let foreign = |row: &ElementRef| {
                row.attr("id")
                    .is_some_and(|row| row.starts_with("b.") && !row.starts_with(&format!("b.{id}.")))
            };
            let rows = Selector::parse("tr[id]").unwrap();
            assert!(!zone.select(&rows).any(|row| foreign(&row)), "{page}: {id}");
        }
        assert!(all(html, ".chart-file").is_empty(), "{page}: paper has no downloads");
        let to = all(issue, ".to-print a[href]");
        assert_eq!(
            to[0].attr("href").map(|href| target(&page.replace("toan-van", "index"), href).0),
            Some((*page).to_owned())
        );
        seen += 1;
    }
    assert_eq!(seen, 12);
}

#[test]
fn every_section_of_an_issue_says_something_and_the_first_issue_that_it_is_the_first() {
    let parsed = parsed();
    let text = |one: &ElementRef| one.text().collect::<String>().trim().len();
    for (page, html) in parsed.iter().filter(|(page, _)| page.contains("ban-tin/")) {
        for section in all(html, ".main > section") {
            let heading = Selector::parse("h2").unwrap();
            let headings: usize = section.select(&heading).map(|one| text(&one)).sum();
            assert!(text(&section) > headings + 1, "{page}: {:?} is empty", section.attr("id"));
        }
    }
    for (page, words) in [
        ("ban-tin/2017-q1/index.html", "Đây là số đầu tiên"),
        ("en/ban-tin/2017-q1/toan-van.html", "This is the first issue"),
    ] {
        let told = all(&parsed[page], "#thay-doi > p");
        assert!(told[0].text().collect::<String>().starts_with(words), "{page}");
    }
}

#[test]
fn every_chart_can_be_taken_away_as_a_file_of_its_own() {
    let mut shown = BTreeSet::new();
    for (page, html) in parsed().into_iter().filter(|(page, _)| !page.ends_with("/toan-van.html")) {
        for figure in all(&html, "figure.chart") {
            let links = Selector::parse(".chart-file a[download]").unwrap();
            let mut links =
                figure.select(&links).map(|link| target(page, link.value().attr("href").expect("a link")).0);
            let file = links.next().unwrap_or_else(|| panic!("{page}: a chart without file"));
            let png = links.next();
            assert_eq!(png.is_some(), cfg!(feature = "picture"), "{page}: {file}");
            if let Some(png) = png {
                let anchor = file.split('.').next().expect("a name");
                assert!(png.starts_with(anchor) && png.ends_with(".png"), "{page}: {png}");
                assert!(matches!(SAMPLE.get(&png), Some(File::Drawn(_))), "{page}: {png}");
                shown.insert(png);
            }
            let svg = text(&file);
            let heading = figure.select(&Selector::parse(".chart-heading").unwrap()).next();
            assert!(heading.is_some() && svg.contains("<title>") && svg.contains("<desc>"), "{file}");
            let (stands, source) = match language(page) {
                "en" => ("Figures as of", "Source"),
                _ => ("Số liệu đến ngày", "Nguồn: "),
            };
            assert!(svg.contains(stands) && svg.contains(source), "{file}");
            assert!(!svg.contains("class=") && !svg.contains("var(--") && !svg.contains("NaN"), "{file}");
            let drawing = roxmltree::Document::parse(svg).expect("SVG is XML");
            for line in drawing.root_element().children().filter(|one| one.has_tag_name("text")) {
                let number =
                    |name: &str| -> usize { line.attribute(name).unwrap().parse().expect("whole px") };
                let words = line.text().unwrap_or_default();
                // Half a square a letter: somewhat less than it takes.
                let end = number("x") + words.chars().count() * number("font-size") / 2;
                assert!(line.attribute("text-anchor") != Some("start") || end <= 760, "{file}: {words}");
            }
            // Every number of the chart that is text of its picture stands in the file.
            for value in figure.select(&Selector::parse(".chart-value b").unwrap()) {
                let value = value.text().collect::<String>();
                assert!(svg.contains(&value), "{file} lacks {value}");
            }
            shown.insert(file);
        }
    }
    let files =
        SAMPLE.iter().filter(|(path, _)| path.trim_start_matches("en/").starts_with("bieu-do/")).count();
    assert!(shown.len() >= 15, "only {} files", shown.len());
    assert_eq!(files, shown.len(), "a file that no page leads to");
    #[cfg(feature = "picture")]
    for (address, file) in
        SAMPLE.iter().filter(|(path, _)| path.trim_start_matches("en/").starts_with("bieu-do/")).take(4)
    {
        if let File::Drawn(png) = file {
            // Twice 760 px, on a palette or in full colour.
            let bytes = png.bytes();
            assert_eq!(
                (&bytes[..4], &bytes[16..20]),
                (&b"\x89PNG"[..], &1520_u32.to_be_bytes()[..]),
                "{address}"
            );
        }
    }
}

/// A table that an author wrote by hand in a narrative has a head and no caption.
fn all_in_prose(table: ElementRef) -> bool {
    in_prose(table) && table.value().attr("class").is_none()
}

fn in_prose(element: ElementRef) -> bool {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|one| one.value().classes().any(|class| class == "prose"))
}

#[test]
fn language_and_no_foreign_host() {
    for (page, html) in parsed() {
        let language = language(page);
        assert_eq!(all(&html, "html")[0].value().attr("lang"), Some(language), "{page}");
        for script in all(&html, "script") {
            let own = match page {
                "tim-kiem/index.html" => "../static/search.js".to_owned(),
                "en/tim-kiem/index.html" => "../../static/search.js".to_owned(),
                page => format!("{}static/copy.js", "../".repeat(page.matches('/').count())),
            };
            // Data for search engines is no script; any other is a file of the site.
            match script.value().attr("type") {
                Some("application/ld+json") => assert!(page.ends_with("du-lieu/index.html"), "{page}"),
                _ => {
                    let attributes: Vec<_> =
                        script.value().attrs().filter(|(name, _)| !name.starts_with("data-")).collect();
                    assert_eq!(attributes, [("defer", ""), ("src", own.as_str())], "{page}");
                    assert!(
                        script
                            .value()
                            .attr("data-source")
                            .is_some_and(|words| words == if language == "en" { "Source" } else { "Nguồn" }),
                        "{page}"
                    );
                    assert_eq!(script.inner_html(), "", "{page}");
                }
            }
        }
        let policy = all(&html, "meta[http-equiv='Content-Security-Policy']");
        assert!(
            policy[0].value().attr("content").is_some_and(|one| one.contains("default-src 'none'")),
            "{page}"
        );
    }
}

#[test]
fn every_figure_in_the_data_has_its_place_and_source_on_the_zones_page() {
    let mut counted = 0;
    for row in rows("data/figures.csv") {
        let measure = row["measure"].as_str();
        if row["origin"] != "published" || !["stock", "flow", "net-change"].contains(&measure) {
            continue;
        }
        let page = text(&format!("khu/{}/index.html", row["zone"]));
        let anchor = format!("s.{}.{}.", row["body"], row["indicator"]);
        assert!(
            page.contains(&format!("id=\"{anchor}"))
                || page.contains(&format!("id=\"{}", anchor.trim_end_matches('.'))),
            "{anchor} has no anchor on khu/{}",
            row["zone"]
        );
        counted += 1;
    }
    assert!(counted >= 80, "only {counted} figures");
}

#[test]
fn every_figure_row_links_to_its_source() {
    for (page, html) in parsed() {
        for row in all(&html, "table.figures tbody tr") {
            let source = Selector::parse("td.src a").unwrap();
            let links: Vec<_> = row.select(&source).filter_map(|one| one.value().attr("href")).collect();
            assert!(links.iter().any(|href| href.contains("nguon/")), "{page}: a figure without source");
            assert!(row.value().attr("id").is_some(), "{page}: a figure without anchor");
        }
    }
}

#[test]
fn an_issue_shows_only_what_was_known_at_its_cutoff() {
    // Its own report is in an issue, and what was published later is not.
    for (issue, known, unknown) in [
        ("2017-q1", ["150", "34", "35"], ["963", "3.442", "156.915"]),
        ("2022-q3", ["156.915", "148.630", "976"], ["963", "3.442", "7.109"]),
        ("2023-q1", ["96.000", "273", "736"], ["963", "3.442", "7.109"]),
        ("2023-q4", ["7.109", "4.656", "750"], ["963", "3.442", "2.842"]),
        ("2024-q2", ["3.442", "2.842", "963"], ["15/06/2025", "15/6/2025", "2025 - 2030"]),
    ] {
        let page = Html::parse_document(text(&format!("ban-tin/{issue}/index.html")));
        let main: String = all(&page, "main")[0].text().collect();
        for number in known {
            assert!(main.contains(number), "{issue} does not show {number}");
        }
        for number in unknown {
            assert!(!main.contains(number), "{issue} shows {number}, which was published later");
        }
    }
}
