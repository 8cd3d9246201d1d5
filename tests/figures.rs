//! Every derived figure a second time: from plain whole numbers, without `src/analyse`.
//!
//! Three layers: the worked examples of `docs/figures.md` against their own texts; the percentages and
//! changes printed in the sample's reports against the sample's numbers; and the data files of the built
//! sample against both.

#![expect(clippy::disallowed_methods, reason = "a test builds the sample and reads its files")]

#[path = "figures/built.rs"]
mod built;
#[path = "figures/example.rs"]
mod example;
#[path = "figures/number.rs"]
mod number;
#[path = "figures/sample.rs"]
mod sample;

use built::{Data, Row, agrees, built, has_ends, text};
use example::{elapsed, examples, verdict, wholes};
use number::{Days, Fraction, Span};
use sample::{Cell, cells, main_body, pages};
use std::sync::LazyLock;

static BUILT: LazyLock<Data> = LazyLock::new(built);

#[test]
fn worked_examples_come_to_what_the_page_says() {
    let all = examples();
    assert!(all.len() >= 20, "only {} examples were found", all.len());
    for one in &all {
        assert_eq!(one.answer().text, one.expected(), "{}", one.id);
        assert_eq!(
            all.iter().filter(|other| other.id == one.id).count(),
            1,
            "the id {} is not unique",
            one.id
        );
    }
}

#[test]
fn worked_examples_stand_in_the_data() {
    let mut compared = 0;
    for one in examples() {
        for wanted in &one.built {
            let (table, wanted) = split_file(wanted);
            let rows: Vec<&Row> = table
                .iter()
                .filter(|row| wanted.iter().all(|(key, value)| text(row, key) == *value))
                .collect();
            assert!(!rows.is_empty(), "{}: no row of the data has {wanted:?}", one.id);
            let answer = one.answer();
            for row in rows {
                let fits = match answer.span {
                    Some(span) => says(row, one.rule(), span),
                    None => same_verdict(text(row, "verdict"), &answer.text),
                };
                assert!(fits, "{} comes to {}, not {row:?}", one.id, answer.text);
                compared += 1;
            }
        }
    }
    assert!(compared >= 10, "only {compared} rows were compared");
}

#[test]
fn printed_shares_and_changes_agree_with_the_sample() {
    let cells = cells();
    let (mut recomputed, mut implied) = (0, 0);
    for cell in &cells {
        for (kind, of, print) in &cell.statements {
            let printed = Span::read(print);
            let others = || cells.iter().filter(|other| other.shares_body(cell) && !other.printed.is_empty());
            match kind.as_str() {
                "share_of" => {
                    let is_whole = |other: &&Cell| {
                        other.indicator == *of && other.parts.is_empty() && other.time == cell.time
                    };
                    for whole in others().filter(is_whole) {
                        recomputed += 1;
                        let share = cell.value().over(whole.value()).scaled(Fraction::whole(100));
                        assert!(share.meets(printed), "{}: {print} of {of}", cell.name());
                    }
                    assert!(wholes(cell.value(), print).0 > 0, "{}: no whole gives {print}", cell.name());
                    implied += 1;
                }
                "change_since" => {
                    let mut known = 0;
                    for base in others().filter(|other| {
                        other.indicator == cell.indicator
                            && other.parts == cell.parts
                            && other.time == Days::read(of)
                    }) {
                        known += 1;
                        assert!(
                            cell.value().minus(base.value()).meets(printed),
                            "{}: {print} since {of}",
                            cell.name()
                        );
                    }
                    assert!(known > 0, "{}: nothing to compare {print} since {of} with", cell.name());
                    recomputed += known;
                }
                "attained" => {
                    let (first, last) = wholes(cell.value(), print);
                    assert!(first <= last, "{}: no target gives {print}", cell.name());
                    implied += 1;
                }
                other => panic!("{}: nothing recomputes {other}", cell.name()),
            }
        }
    }
    assert!(recomputed >= 3 && implied >= 3, "{recomputed} recomputed, {implied} implied");
}

#[test]
fn parts_fit_their_wholes() {
    let cells = cells();
    let mut checked = 0;
    for part in cells.iter().filter(|cell| !cell.parts.is_empty()) {
        let outer = &part.parts[..part.parts.len() - 1];
        let same = |other: &&Cell| {
            other.shares_body(part)
                && other.report == part.report
                && other.indicator == part.indicator
                && other.time == part.time
        };
        let whole =
            cells.iter().filter(same).find(|other| other.parts == outer).expect("a part has its whole");
        let most = whole.value().high;
        let least = part.value().low.expect("a part is a number").0;
        assert!(most.is_none_or(|(most, _)| least <= most), "{} is above its whole", part.name());
        if let Some((_, printed_whole)) = part.printed.split_once('/') {
            assert_eq!(Some(Span::read(printed_whole)), Some(whole.value()), "{}", part.name());
        }
        if part.complete {
            let sum = cells
                .iter()
                .filter(same)
                .filter(|other| {
                    other.complete && other.parts.len() == part.parts.len() && other.parts.starts_with(outer)
                })
                .map(Cell::value)
                .reduce(Span::plus)
                .expect("the part itself");
            assert_eq!(sum, whole.value(), "the parts of {} do not make it up", whole.name());
        }
        checked += 1;
    }
    assert!(checked >= 10, "only {checked} parts were found");
}

#[test]
fn shares_and_changes_in_prose_agree_with_the_sample() {
    let cells = cells();
    let mut checked = 0;
    for (zone, page) in pages() {
        for (words, reference) in references(&page) {
            let Some((cell, view)) = reference.split_once("?as=") else { continue };
            let Some((kind, of)) = view.split_once(':') else { continue };
            if kind == "target" || kind == "attained" {
                continue;
            }
            let (path, time) = cell.split_once('@').expect("a time");
            let (path, parts) = path.split_once('[').unwrap_or((path, ""));
            let parts: Vec<&str> =
                parts.trim_end_matches(']').split(';').filter(|part| !part.is_empty()).collect();
            let names: Vec<&str> = path.split('/').collect();
            let own = || zone.clone().expect("an issue names the zone");
            let (zone, body, indicator) = match names[..] {
                [indicator] => (own(), main_body(&own()), indicator),
                [body, indicator] => (own(), body.to_owned(), indicator),
                [zone, body, indicator] => (zone.to_owned(), body.to_owned(), indicator),
                _ => panic!("{reference}"),
            };
            let find = |indicator: &str, parts: &[&str], time: &str| {
                let found = cells.iter().find(|cell| {
                    (cell.zone.as_str(), cell.body.as_str()) == (zone.as_str(), body.as_str())
                        && cell.indicator == indicator
                        && cell.parts == parts
                        && cell.time == Days::read(time)
                });
                found.map(Cell::value)
            };
            let value = find(indicator, &parts, time).unwrap_or_else(|| panic!("no figure for {reference}"));
            let falls = words.strip_prefix("giảm ");
            let stated = Span::read(falls.or(words.strip_prefix("tăng ")).unwrap_or(&words));
            match kind {
                "share_of" => match find(of, &[], time) {
                    Some(whole) => {
                        assert!(value.over(whole).scaled(Fraction::whole(100)).meets(stated), "{reference}")
                    }
                    None => assert!(wholes(value, &words).0 > 0, "{reference}"),
                },
                "change_since" => {
                    let base =
                        find(indicator, &parts, of).unwrap_or_else(|| panic!("no baseline for {reference}"));
                    let change = if falls.is_some() { base.minus(value) } else { value.minus(base) };
                    assert!(change.meets(stated), "{reference}");
                }
                other => panic!("nothing recomputes {other} of {reference}"),
            }
            checked += 1;
        }
    }
    assert!(checked >= 5, "only {checked} references were found");
}

#[test]
fn every_computed_figure_of_the_data_is_found_again() {
    let figures = &BUILT.figures;
    let mut found = 0;
    let mut unknown = Vec::new();
    for row in figures.iter().filter(|row| text(row, "origin") == "computed" && !text(row, "zone").is_empty())
    {
        let (kind, of) = text(row, "measure").split_once(':').unwrap_or((text(row, "measure"), ""));
        let parts = text(row, "parts");
        let values = |indicator: &str, parts: &str, time: Days| -> Vec<Span> {
            let same = |other: &&Row| {
                ["zone", "body"].iter().all(|key| text(other, key) == text(row, key))
                    && text(other, "indicator") == indicator
                    && text(other, "parts") == parts
                    && !text(other, "measure").contains(':')
                    && text(other, "origin") == "published"
                    && days(other, "time_from", "time_to") == time
            };
            figures.iter().filter(same).map(built::span).collect()
        };
        let time = days(row, "time_from", "time_to");
        let outer = parts.rsplit_once(';').map_or("", |(outer, _)| outer);
        let others = match kind {
            "share_of" if of == "whole" => values(text(row, "indicator"), outer, time),
            "share_of" => values(of, "", time),
            "change_since" | "times_since" => values(text(row, "indicator"), parts, Days::read(of)),
            _ => {
                unknown.push(text(row, "measure").to_owned());
                continue;
            }
        };
        let own = values(text(row, "indicator"), parts, time);
        let answers = own.iter().flat_map(|own| others.iter().map(move |other| (own, other)));
        let fits = answers.into_iter().any(|(own, other)| {
            let answer = match kind {
                "share_of" => own.over(*other).scaled(Fraction::whole(100)),
                "change_since" => own.minus(*other),
                _ => own.over(*other),
            };
            has_ends(row, answer)
        });
        assert!(fits, "nothing published gives {row:?}");
        found += 1;
    }
    assert!(found >= 5, "only {found} computed figures were found");
    assert!(unknown.is_empty(), "nothing recomputes {unknown:?}");
}

#[test]
fn every_verdict_follows_from_its_row() {
    let mut judged = 0;
    for row in &BUILT.verdicts {
        let key = ["zone", "body", "plan", "indicator", "parts", "kind"];
        let same = |target: &&Row| key.iter().all(|key| text(target, key) == text(row, key));
        let target = BUILT.targets.iter().find(same).unwrap_or_else(|| panic!("no target for {row:?}"));
        let is_amount = text(target, "share_of").is_empty() && text(target, "upper").is_empty();
        let Some((floor, _)) = Fraction::plain(text(target, "lower")) else { continue };
        if !is_amount || text(row, "actual_lower").is_empty() && text(row, "actual_upper").is_empty() {
            continue;
        }
        let end =
            |column: &str, open: bool| Fraction::plain(text(row, column)).map(|(value, _)| (value, open));
        let goal = Span { low: Some((floor, false)), high: None };
        let cutoff = Days::read(text(row, "cutoff")).to;
        let window = days(row, "window_from", "window_to");
        let share = Fraction::plain(text(row, "elapsed"))
            .map_or(Fraction::whole(1), |(percent, _)| percent.over(Fraction::whole(100)));
        if cutoff >= window.to {
            assert_eq!(share, elapsed(window, window.to, cutoff), "a closed window has gone whole: {row:?}");
        }
        // The table does not say whether an end is excluded: either reading may be behind the verdict.
        let readings = [false, true]
            .map(|open| Span { low: end("actual_lower", open), high: end("actual_upper", open) });
        let verdicts = readings.map(|actual| verdict(goal, actual, share, cutoff < window.to));
        assert!(
            verdicts.iter().any(|word| same_verdict(text(row, "verdict"), word)),
            "{verdicts:?}, not {row:?}"
        );
        for (column, actual) in [("attainment_lower", "actual_lower"), ("attainment_upper", "actual_upper")] {
            let exact = Fraction::plain(text(row, actual))
                .map(|(value, _)| value.times(Fraction::whole(100)).over(floor));
            assert!(text(row, column).is_empty() || agrees(text(row, column), exact), "{column} of {row:?}");
        }
        judged += 1;
    }
    assert!(judged >= 1, "no verdict rests on a number");
}

fn split_file(wanted: &Row) -> (&'static [Row], Vec<(String, String)>) {
    let columns = wanted.iter().filter(|(key, _)| *key != "file");
    let table: &'static [Row] = match wanted.get("file").map(String::as_str) {
        Some("verdicts") => &BUILT.verdicts,
        Some("targets") => &BUILT.targets,
        _ => &BUILT.figures,
    };
    (table, columns.map(|(key, value)| (key.clone(), value.clone())).collect())
}

fn days(row: &Row, from: &str, to: &str) -> Days {
    Days { from: Days::read(text(row, from)).from, to: Days::read(text(row, to)).to }
}

/// True where a row of the data has the answer of a rule.
fn says(row: &Row, rule: &str, answer: Span) -> bool {
    let (low, high) = (answer.low.map(|end| end.0), answer.high.map(|end| end.0));
    match rule {
        "elapsed" => agrees(text(row, "elapsed"), low),
        "attainment" => {
            agrees(text(row, "attainment_lower"), low) && agrees(text(row, "attainment_upper"), high)
        }
        _ if text(row, "origin") == "published" => built::span(row).meets(answer),
        _ => has_ends(row, answer),
    }
}

/// The data gives verdicts by English names.
fn same_verdict(cell: &str, words: &str) -> bool {
    let name = match words {
        "vượt" => "exceeded",
        "đạt" => "met",
        "đúng tiến độ" => "on-pace",
        "chậm tiến độ" => "behind",
        "không đạt" => "missed",
        "không đủ cơ sở để tính" => "undetermined",
        other => panic!("no verdict is called {other}"),
    };
    cell == name
}

/// Words and address of every reference to a figure.
fn references(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, _) in page.match_indices("](figure:") {
        let words = page[..at].rsplit('[').next().unwrap_or_default();
        let rest = &page[at + "](figure:".len()..];
        found.push((words.to_owned(), rest.split(')').next().unwrap_or_default().to_owned()));
    }
    found
}

/// The references of a narrative, each with the digits of its words: "hơn 21 nghìn" and "over 21,000" are 21000.
fn numbers(page: &str) -> Vec<(String, String)> {
    let digits = |words: &str| -> String {
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        let thousands = if words.contains("nghìn") { "000" } else { "" };
        digits.trim_start_matches('0').to_owned() + thousands
    };
    let mut found: Vec<_> =
        references(page).into_iter().map(|(words, reference)| (reference, digits(&words))).collect();
    found.sort();
    found
}

#[test]
fn an_english_narrative_has_the_numbers_of_its_vietnamese_twin() {
    let twins = sample::twins();
    assert_eq!(twins.len(), 11, "every zone and issue of the sample has both");
    for (vi, en) in twins {
        assert_eq!(numbers(&vi), numbers(&en));
    }
}
