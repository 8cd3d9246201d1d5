//! A total that grows over a term, against the path to its target, and what follows if the pace stays.

use super::chart::{Caption, Chart, Drawing, KeyItem, Kind, Picture, RowText, Table, TableRow};
use super::course_picture;
use super::describe;
use super::key;
use super::mark::Mark;
use super::refusal::{Reason, Refusal};
use super::value::{self, Shape, Span};
use crate::language::Language;
use crate::tell;

/// The most points of one line.
pub const MOST_POINTS: usize = 60;

/// A total that grows over a term.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Course {
    /// In the order of time; at least two.
    pub points: Vec<Point>,
    /// What has to be reached at the end of the term.
    pub goal: f64,
    /// It in words, for the picture: `Chỉ tiêu`, `250`.
    pub goal_text: [String; 2],
    /// What follows if the pace stays, where that may be said.
    pub projection: Option<Projection>,
    /// What is counted, for the scale.
    pub unit: String,
    /// The lines of the scale with their numbers: see [`super::ticks`].
    pub ticks: Vec<(f64, String)>,
    /// The years of the term, or its quarters.
    pub times: Vec<Time>,
}

/// The total on one day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Point {
    /// The texts: the label is the day, the value the total.
    pub text: RowText,
    /// How much of the term has gone, 0 to 100.
    pub elapsed: f64,
    /// The total.
    pub total: Span,
    /// What is required on that day.
    pub required: String,
    /// The total less what is required.
    pub difference: String,
}

/// The total at the end of the term if the pace stays.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Projection {
    /// With the slowest pace so far.
    pub lowest: f64,
    /// With the pace of late.
    pub likely: f64,
    /// With the fastest pace so far.
    pub highest: f64,
    /// The likely number: `209`.
    pub text: String,
    /// All of them: `200–218`.
    pub range: String,
}

/// A piece of the term.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Time {
    /// `2021`, `quý I`.
    pub label: String,
    /// Where its middle lies in the term, 0 to 100.
    pub middle: f64,
}

/// The chart of a course; `heads` name day, total, required and difference in its table.
///
/// # Errors
/// Fewer than two points with a number, or more than [`MOST_POINTS`]; a number that is negative, not finite
/// or too large; a day outside the term, or days that are not in order; a projection whose ends are reversed.
pub fn chart(caption: &Caption, course: &Course, heads: [&str; 4]) -> Result<Chart, Refusal> {
    let heading = caption.heading.as_str();
    if course.points.len() > MOST_POINTS {
        return Err(Refusal::new(heading, Reason::TooMany));
    }
    let shapes = course
        .points
        .iter()
        .map(|point| point.total.shape(&point.text.label))
        .collect::<Result<Vec<_>, _>>()?;
    if shapes.iter().filter(|&&shape| shape != Shape::Unknown).count() < 2 {
        return Err(Refusal::new(heading, Reason::Empty));
    }
    checked(heading, course)?;
    let sentence = sentence(caption, course);
    let (svg, gutter) = course_picture::svg(caption.language, heading, course, &shapes, &sentence)?;
    let table = table(caption, course, heads);
    let picture = Picture { svg, unit: course.unit.clone(), gutter, has_ends: true, table };
    let keys = keys(caption.language, course, &shapes);
    Ok(caption.chart(Kind::Course, sentence, keys, Drawing::Picture(picture), None))
}

fn checked(heading: &str, course: &Course) -> Result<(), Refusal> {
    let numbers = course.ticks.iter().map(|(at, _)| *at).chain([course.goal]);
    for number in numbers.chain(course.points.iter().map(|point| point.elapsed)) {
        value::length(number, heading)?;
    }
    let in_order = course.points.is_sorted_by(|one, next| one.elapsed < next.elapsed);
    let in_term = course.points.iter().all(|point| point.elapsed <= 100.0)
        && course.times.iter().all(|time| (0.0..=100.0).contains(&time.middle));
    if !in_order || !in_term {
        return Err(Refusal::new(heading, Reason::OutOfDomain));
    }
    let Some(projection) = &course.projection else { return Ok(()) };
    let numbers = [projection.lowest, projection.likely, projection.highest];
    for number in numbers {
        value::length(number, heading)?;
    }
    match numbers.is_sorted() {
        true => Ok(()),
        false => Err(Refusal::new(heading, Reason::Reversed)),
    }
}

fn table(caption: &Caption, course: &Course, heads: [&str; 4]) -> Table {
    let row = |point: &Point| TableRow {
        label: point.text.label.clone(),
        href: point.text.href.clone(),
        cells: vec![point.text.marked(), point.required.clone(), point.difference.clone()],
    };
    Table {
        caption: caption.subtitle.clone(),
        head: heads.map(str::to_owned).into(),
        rows: course.points.iter().map(row).collect(),
    }
}

fn keys(language: Language, course: &Course, shapes: &[Shape]) -> Vec<KeyItem> {
    let mut keys = vec![
        key::line_with_dot(Mark::Line, Mark::Dot, language.pick("Thực hiện lũy kế", "Running total")),
        key::line(Mark::Pace, language.pick("Tiến độ đều đến chỉ tiêu", "Even pace to the target")),
    ];
    if course.projection.is_some() {
        let words = language.pick("Dự báo theo nhịp độ gần đây", "Projection at the recent pace");
        keys.push(key::line_with_dot(Mark::Projection, Mark::Ring, words));
        keys.push(key::fill(Mark::Spread, language.pick("Khoảng dự báo", "Projected range")));
    }
    keys.extend(key::uncertain_points(language, shapes));
    keys
}

fn sentence(caption: &Caption, course: &Course) -> String {
    let last = course.points.last().expect("a course has two points");
    let language = caption.language;
    let spoken = |text: &str| describe::spoken(language, text);
    let mut items = vec![tell!(
        language,
        "{}: lũy kế {}, tiến độ cần {}, chênh lệch {}",
        "{}: total {}, required {}, difference {}",
        last.text.label,
        spoken(&last.text.value),
        spoken(&last.required),
        spoken(&last.difference)
    )];
    if let Some(Projection { text, range, .. }) = &course.projection {
        let range = spoken(range);
        items.push(tell!(
            language,
            "nếu giữ nhịp độ gần đây, cuối kỳ đạt khoảng {text} (từ {range})",
            "at the recent pace about {text} by the end ({range})"
        ));
    }
    items.push(tell!(
        language,
        "{} là {}",
        "the {} is {}",
        describe::inner(&course.goal_text[0]),
        spoken(&course.goal_text[1])
    ));
    let points = language.count(course.points.len(), "mốc", ["date", "dates"]);
    let what = tell!(language, "Biểu đồ đường lũy kế, {points}", "Line chart of a running total, {points}");
    describe::description(language, &what, &items, &caption.limits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(totals: &[(f64, f64)]) -> Course {
        let point = |&(elapsed, total): &(f64, f64)| Point {
            text: RowText {
                label: format!("mốc {elapsed}"), value: total.to_string(), ..RowText::default()
            },
            elapsed,
            total: Span::exact(total),
            ..Point::default()
        };
        Course {
            points: totals.iter().map(point).collect(),
            goal: 250.0,
            goal_text: ["Chỉ tiêu", "250"].map(str::to_owned),
            ticks: super::super::ticks(250.0).into_iter().map(|at| (at as f64, at.to_string())).collect(),
            ..Course::default()
        }
    }

    fn reason(course: &Course) -> Result<(), Reason> {
        let chart = chart(&Caption::default(), course, ["a", "b", "c", "d"]);
        chart.map(|_| ()).map_err(|refusal| refusal.reason)
    }

    #[test]
    fn refusals() {
        assert_eq!(reason(&course(&[(10.0, 14.0)])), Err(Reason::Empty));
        assert_eq!(reason(&course(&[(10.0, 14.0), (101.0, 41.0)])), Err(Reason::OutOfDomain));
        assert_eq!(reason(&course(&[(10.0, 14.0), (10.0, 41.0)])), Err(Reason::OutOfDomain));
        assert_eq!(reason(&course(&[(10.0, f64::NAN), (20.0, 41.0)])), Err(Reason::NotFinite));
        assert_eq!(reason(&course(&[(10.0, -1.0), (20.0, 41.0)])), Err(Reason::Negative));
        assert_eq!(
            reason(&Course { goal: f64::INFINITY, ..course(&[(1.0, 1.0), (2.0, 2.0)]) }),
            Err(Reason::NotFinite)
        );
        let projection =
            |lowest, likely, highest| Some(Projection { lowest, likely, highest, ..Projection::default() });
        let with = |projection| Course { projection, ..course(&[(1.0, 1.0), (2.0, 2.0)]) };
        assert_eq!(reason(&with(projection(3.0, 2.0, 4.0))), Err(Reason::Reversed));
        assert_eq!(reason(&with(projection(2.0, 3.0, f64::NAN))), Err(Reason::NotFinite));
        let many: Vec<(f64, f64)> = (1..=61).map(|n| (f64::from(n), f64::from(n))).collect();
        assert_eq!(reason(&course(&many)), Err(Reason::TooMany));
    }

    #[test]
    fn a_target_stays_in_view_however_far() {
        let far = Course { goal: 1_000_000.0, ..course(&[(10.0, 1.0), (20.0, 2.0)]) };
        let chart = chart(&Caption::default(), &far, ["a", "b", "c", "d"]).expect("valid");
        let Drawing::Picture(picture) = &chart.drawing else { unreachable!("a course is a picture") };
        assert!(picture.svg.contains(r#"<circle class="f-goal" cx="100%" cy="44""#), "{}", picture.svg);
    }
}
