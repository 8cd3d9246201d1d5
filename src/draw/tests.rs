//! What holds for every chart of the catalogue, in every language.

use proptest::prelude::*;

use super::columns::{Column, Goal, Standing};
use super::parts::{Part, Whole};
use super::pipeline::{Pipeline, Stage};
use super::*;
use crate::language::Language;

/// Numbers as they should be, as they are at the edges, and as they never should be.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![4 => 0.0..200.0, 1 => 0.0..2e15, 1 => Just(0.0), 1 => Just(1e-12), 1 => any::<f64>()]
}

fn span() -> impl Strategy<Value = Span> {
    (prop::option::of(number()), prop::option::of(number()), any::<bool>(), any::<bool>()).prop_map(
        |(lower, upper, approximate, exact)| Span {
            lower,
            upper: if exact { lower } else { upper },
            approximate,
        },
    )
}

fn text() -> impl Strategy<Value = RowText> {
    ("[a-zđ<&\"≥ ]{0,8}", "[0-9.,≈>– ]{0,8}").prop_map(|(label, value)| RowText {
        label,
        value,
        ..RowText::default()
    })
}

fn goal() -> impl Strategy<Value = Option<Goal>> {
    let floor = number().prop_map(|at| Goal::Floor { at, text: "50".to_owned(), words: String::new() });
    let range = (number(), number()).prop_map(|(lower, upper)| Goal::Range {
        lower,
        lower_text: "5".to_owned(),
        upper,
        upper_text: "7".to_owned(),
        words: String::new(),
    });
    prop::option::of(prop_oneof![floor, range])
}

fn standing() -> impl Strategy<Value = Standing> {
    prop::sample::select(vec![Standing::Met, Standing::Missed, Standing::Undecided, Standing::Unfinished])
}

/// Every coordinate of what was drawn lies on the canvas, and no text of a number is NaN or infinite.
fn sound(chart: impl Fn(&Caption) -> Result<Chart, Refusal>) {
    for language in Language::ALL {
        if let Ok(chart) = chart(&Caption { language, ..Caption::default() }) {
            sound_in_one_language(&chart);
        }
    }
}

fn sound_in_one_language(chart: &Chart) {
    assert!(chart.sentence.chars().count() <= 300, "{}", chart.sentence);
    let svgs: Vec<&str> = match &chart.drawing {
        Drawing::Bars(bars) => {
            bars.tables.iter().flat_map(|table| &table.rows).map(|row| row.svg.as_str()).collect()
        }
        Drawing::Columns(columns) => vec![&columns.svg],
        Drawing::Picture(picture) => vec![&picture.svg],
        Drawing::Panels(panels) => panels.panels.iter().map(|panel| panel.svg.as_str()).collect(),
    };
    let marks = scraper::Selector::parse("rect, line, text, circle").expect("valid");
    for svg in svgs {
        for mark in scraper::Html::parse_fragment(svg).select(&marks) {
            for (name, value) in mark.value().attrs() {
                let most = match name {
                    "x" | "x1" | "x2" | "cx" | "width" => 100.0,
                    "y" | "y1" | "y2" | "cy" | "height" => 292.0,
                    _ => continue,
                };
                let value: f64 = value.trim_end_matches('%').parse().expect("a plain decimal");
                assert!((0.0..=most).contains(&value), "{name}={value} in {svg}");
            }
        }
    }
}

/// Charts of every kind in a language, with every way of being uncertain.
fn every_kind(language: Language) -> Vec<Chart> {
    let spans = [
        Span::exact(140.0),
        Span::at_least(60.0),
        Span::between(40.0, 60.0),
        Span::about(50.0),
        Span { upper: None, ..Span::about(50.0) },
        Span::unknown(),
    ];
    let text = |n: usize| RowText {
        label: format!("Row {n}"),
        value: ["140", "> 60", "40–60", "≈ 50", "≈ > 50", "–"][n].to_owned(),
        ..RowText::default()
    };
    let caption = Caption { language, heading: "Finding".to_owned(), ..Caption::default() };
    let spans = || spans.into_iter().enumerate();
    let row =
        |(n, reached)| bullet::Row { text: text(n), reached, elapsed: Some(50.0), ..bullet::Row::default() };
    let rows: Vec<_> = spans().map(row).collect();
    let standings = [Standing::Met, Standing::Undecided, Standing::Missed, Standing::Unfinished];
    let column =
        |(n, amount)| Column { text: text(n), amount, standing: standings[n % 4], ..Column::default() };
    let columns: Vec<_> = spans().map(column).collect();
    let floor = Goal::Floor { at: 50.0, text: "50".to_owned(), words: "Target: 50 a year".to_owned() };
    let stages: Vec<_> =
        spans().map(|(n, count)| Stage { text: text(n), count, ..Stage::default() }).collect();
    let pipelines =
        ["North", "South"].map(|title| Pipeline { title: title.to_owned(), stages: stages.clone() });
    let parts = |exclusive, parts| Whole {
        text: text(0),
        total: Span::exact(140.0),
        parts,
        exclusive,
        ..Whole::default()
    };
    let all = spans().map(|(n, amount)| Part { text: text(n), amount }).collect();
    let one = vec![Part { text: text(3), amount: Span::exact(50.0) }];
    let zones: Vec<_> = spans().map(|(n, rate)| dots::Zone { text: text(n), rate }).collect();
    let rate = |form, at: Option<f64>| dots::Rate {
        form,
        zones: zones.clone(),
        level: at.map(|at| dots::Level { at, words: format!("Overall {at}%") }),
        ..dots::Rate::default()
    };
    let stocks = spans().take(5).map(|(n, amount)| {
        let end =
            slope::End { time: "2020".to_owned(), value: text(n).value, amount, ..slope::End::default() };
        slope::Change {
            title: text(n).label,
            opening: end.clone(),
            closing: end,
            change: "1.5 times".to_owned(),
            ..slope::Change::default()
        }
    });
    let points = spans().map(|(n, amount)| spark::Point {
        time: format!("202{n}"),
        value: text(n).value,
        at: n as f64 * 20.0,
        amount,
        ..spark::Point::default()
    });
    let line = spark::Line { text: text(0), points: points.collect() };
    let province = |(n, (name, ..)): (usize, &(&str, u8, u8))| tile_map::Province {
        text: RowText { label: (*name).to_owned(), value: n.to_string(), ..RowText::default() },
        amount: Span::exact(n as f64),
        class: (n % 3) as u8,
    };
    let provinces: Vec<_> = tile_map::PROVINCES.iter().take(20).enumerate().map(province).collect();
    let point = |(n, total)| course::Point {
        text: text(n),
        elapsed: 10.0 * (n as f64 + 1.0),
        total,
        required: "70".to_owned(),
        difference: "−10".to_owned(),
    };
    let course = course::Course {
        points: spans().map(point).collect(),
        goal: 250.0,
        goal_text: ["Target", "250"].map(str::to_owned),
        projection: Some(course::Projection {
            lowest: 150.0,
            likely: 200.0,
            highest: 220.0,
            text: "200".to_owned(),
            range: "150–220".to_owned(),
        }),
        ..course::Course::default()
    };
    let charts = [
        bullet::chart(&caption, &rows),
        columns::chart(&caption, Some(&floor), ["Year", "Result", "Verdict"], &columns),
        columns::chart(&caption, None, ["Year", "Result", "Verdict"], &columns),
        pipeline::chart(&caption, &pipelines),
        parts::chart(&caption, &[parts(false, all), parts(true, one)]),
        dots::chart(&caption, &rate(dots::Form::Dot, Some(50.0))),
        dots::chart(&caption, &rate(dots::Form::Dot, None)),
        dots::chart(&caption, &rate(dots::Form::Bar, None)),
        slope::chart(&caption, &stocks.collect::<Vec<_>>()),
        spark::chart(&caption, &[line]),
        tile_map::chart(&caption, &provinces, ["low", "middle", "high"], ["Province", "Number"]),
        course::chart(&caption, &course, ["By", "Total", "Even pace", "Difference"]),
    ];
    charts.map(|chart| chart.expect("the examples can be drawn")).into()
}

/// Whether a text holds a letter that English has not.
fn is_vietnamese(text: &str) -> bool {
    text.chars().any(|character| character.is_alphabetic() && !character.is_ascii())
}

#[test]
fn an_english_chart_says_nothing_in_vietnamese() {
    let provinces = |text: String| {
        let names = tile_map::PROVINCES.iter().flat_map(|(name, ..)| name.split(' ').chain([*name]));
        let mut names: Vec<&str> = names.collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.into_iter().fold(text, |text, name| text.replace(name, ""))
    };
    for (english, vietnamese) in every_kind(Language::En).iter().zip(every_kind(Language::Vi)) {
        let said =
            |language, chart: &Chart| provinces(format!("{chart:?}{}", standalone::svg(language, chart, "")));
        let text = said(Language::En, english);
        assert!(!is_vietnamese(&text), "{text}");
        assert!(is_vietnamese(&said(Language::Vi, &vietnamese)));
        assert!(english.sentence.chars().count() <= 300, "{}", english.sentence);
        assert!(english.sentence.matches(". ").count() <= 2, "{}", english.sentence);
        assert!(!english.sentence.contains(['≥', '>', '≈', '–', '×', '−']), "{}", english.sentence);
    }
}

#[test]
fn sentences_are_english_ones() {
    let sentences: Vec<String> = every_kind(Language::En).into_iter().map(|chart| chart.sentence).collect();
    for (n, begin) in [
        (
            0,
            "Bar chart of results against 6 targets. Row 0: 140; Row 1: more than 60; Row 2: 40 to 60; Row 3: about 50;",
        ),
        (1, "Column chart by year, target: 50 a year. Row 0: 140;"),
        (3, "Bar chart of successive steps. North: Row 0 140; Row 1 more than 60;"),
        (4, "Bar chart of the parts of a total. Row 0 140, of which: Row 0 140, Row 1 more than 60,"),
        (5, "Dot chart, 6 places, overall 50%. Row 0: 140;"),
        (
            8,
            "Slope chart of two dates, 5 indicators. Row 0: from 140 (2020) to 140 (2020), 1.5 times; Row 1: from more than 60",
        ),
        (9, "Table of small line charts, 1 indicator. Row 0: from 140 (2020) to about more than 50 (2024)."),
        (10, "Tile map, data for 20 of 34 provinces and cities."),
        (
            11,
            "Line chart of a running total, 6 dates. Row 5: total no data, required 70, difference minus 10; at the recent pace about 200 by the end (150 to 220); the target is 250.",
        ),
    ] {
        assert!(sentences[n].starts_with(begin), "{}", sentences[n]);
    }
}

proptest! {
    #[test]
    fn bullets_are_sound_or_refused(
        rows in prop::collection::vec((text(), span(), prop::option::of(number())), 0..5)
    ) {
        let rows: Vec<_> = rows
            .into_iter()
            .map(|(text, reached, elapsed)| bullet::Row { text, reached, elapsed, verdict: String::new() })
            .collect();
        sound(|caption| bullet::chart(caption, &rows));
    }

    #[test]
    fn columns_are_sound_or_refused(
        goal in goal(),
        columns in prop::collection::vec((text(), span(), standing()), 0..9)
    ) {
        let columns: Vec<_> = columns
            .into_iter()
            .map(|(text, amount, standing)| Column { text, amount, standing, verdict: String::new() })
            .collect();
        sound(|caption| columns::chart(caption, goal.as_ref(), ["a", "b", "c"], &columns));
    }

    #[test]
    fn pipelines_are_sound_or_refused(stages in prop::collection::vec((text(), span()), 0..5)) {
        let stages =
            stages.into_iter().map(|(text, count)| Stage { text, count, ..Stage::default() }).collect();
        let pipelines = [Pipeline { title: String::new(), stages }];
        sound(|caption| pipeline::chart(caption, &pipelines));
    }

    #[test]
    fn courses_are_sound_or_refused(
        points in prop::collection::vec((0.0..100.0, text(), span()), 0..9),
        goal in number(),
        projection in prop::option::of((number(), number(), number())),
    ) {
        let mut points: Vec<_> = points
            .into_iter()
            .map(|(elapsed, text, total)| course::Point { text, elapsed, total, ..course::Point::default() })
            .collect();
        points.sort_by(|one, other| one.elapsed.total_cmp(&other.elapsed));
        let projection = projection.map(|(lowest, likely, highest)| course::Projection {
            lowest,
            likely,
            highest,
            ..course::Projection::default()
        });
        let ticks = super::ticks(goal).into_iter().map(|at| (at as f64, at.to_string())).collect();
        let course = course::Course { points, goal, projection, ticks, ..course::Course::default() };
        sound(|caption| course::chart(caption, &course, ["a", "b", "c", "d"]));
    }

    #[test]
    fn dots_are_sound_or_refused(
        zones in prop::collection::vec((text(), span()), 0..9),
        level in prop::option::of(number())
    ) {
        let zones = zones.into_iter().map(|(text, rate)| dots::Zone { text, rate }).collect();
        let level = level.map(|at| dots::Level { at, words: String::new() });
        let rate = dots::Rate { zones, level, ..dots::Rate::default() };
        sound(|caption| dots::chart(caption, &rate));
    }

    #[test]
    fn slopes_are_sound_or_refused(stocks in prop::collection::vec((span(), span()), 0..4)) {
        let end = |amount| slope::End { amount, ..slope::End::default() };
        let stocks: Vec<_> = stocks
            .into_iter()
            .map(|(from, to)| slope::Change { opening: end(from), closing: end(to), ..slope::Change::default() })
            .collect();
        sound(|caption| slope::chart(caption, &stocks));
    }

    #[test]
    fn sparks_are_sound_or_refused(points in prop::collection::vec((0.0..100.0, span(), any::<bool>()), 0..9)) {
        let mut points: Vec<_> = points
            .into_iter()
            .map(|(at, amount, parted)| spark::Point { at, amount, parted, ..spark::Point::default() })
            .collect();
        points.sort_by(|one, other| one.at.total_cmp(&other.at));
        let lines = [spark::Line { points, ..spark::Line::default() }];
        sound(|caption| spark::chart(caption, &lines));
    }

    #[test]
    fn parts_are_sound_or_refused(
        text in text(),
        total in span(),
        parts in prop::collection::vec((text(), span()), 0..4),
        exclusive: bool
    ) {
        let parts = parts.into_iter().map(|(text, amount)| Part { text, amount }).collect();
        let wholes = [Whole { text, total, parts, exclusive, ..Whole::default() }];
        sound(|caption| parts::chart(caption, &wholes));
    }
}
