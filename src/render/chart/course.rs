//! The running total of a target against the required path, and where its pace leads.

use super::{drawn, interval_span, mark, mark_words, sources, target_of_key};
use crate::analyse::course::{self as analysis, Course, FEWEST_POINTS, NoProjection, Projection};
use crate::analyse::ledger::Cell;
use crate::draw::course::{self, Point, Time};
use crate::draw::{self, Caption, Chart, RowText};
use crate::language::Language;
use crate::model::id::TargetKey;
use crate::model::interval::Ratio;
use crate::model::period::{Day, Period};
use crate::render::component::plan_table::target_words;
use crate::render::edition::Edition;
use crate::render::link::{self, Root};
use crate::render::text;
use crate::tell;
use rust_decimal::Decimal;

/// Returns the line of a target; nothing where it has no course.
pub fn course(edition: &Edition, root: Root, key: TargetKey, level: u8) -> Option<Chart> {
    let project = edition.project;
    let course = analysis::of_target(project, edition.ledger(key.plan.zone), key, edition.cutoff)?;
    let target = target_of_key(edition, key);
    let language = edition.language;
    let unit = edition.told(&project.registry.indicator(target.indicator).unit);
    let gaps = (!course.gaps.is_empty()).then(|| gap_words(language, &course.gaps));
    let figures = || course.points.iter().flat_map(|point| point.evidence.iter().copied());
    let caption = Caption {
        language,
        anchor: format!("bd.luy-ke.{}", link::target_anchor(project, key)),
        level,
        heading: format!(
            "{}: {}",
            edition.counted(target.indicator, target.parts),
            finding(language, &course)
        ),
        subtitle: tell!(
            language,
            "{}, lũy kế từ {} so với tiến độ đều đến chỉ tiêu {} {unit}; {}",
            "{}, running total from {} against an even pace to the target of {} {unit}; {}",
            text::capitalised(&unit),
            text::day(language, course.window.from()),
            target_words(language, target),
            edition.body_name(project.plan(key.plan).body)
        ),
        limits: String::new(),
        notes: projection_words(language, &course)
            .into_iter()
            .chain(gaps)
            .chain(mark_words(edition, figures()))
            .collect(),
        sources: sources(edition, root, figures()),
    };
    let drawing = course::Course {
        points: course.points.iter().map(|point| drawn_point(edition, root, point)).collect(),
        goal: super::float(course.goal),
        goal_text: [language.pick("Chỉ tiêu", "Target").to_owned(), text::number(language, course.goal)],
        projection: course.projection.ok().map(|projection| drawn_projection(language, projection)),
        unit: unit.clone(),
        ticks: ticks(language, &course),
        times: times(language, course.window),
    };
    let heads = language.pick(
        ["Đến hết", "Lũy kế", "Tiến độ đều", "Chênh lệch"],
        ["Up to", "Running total", "Even pace", "Difference"],
    );
    drawn(edition, root, course::chart(&caption, &drawing, heads))
}

/// Where the pace leads, or how the newest exact total stands against the path.
fn finding(language: Language, course: &Course) -> String {
    if let Ok(projection) = &course.projection {
        let likely = projection.likely;
        let share = Ratio::new(likely.part(), likely.whole() * course.goal);
        let all = |ratio: Ratio| ratio >= Ratio::new(course.goal, Decimal::ONE).expect("one is above 0");
        let share = share
            .map_or(text::NONE.to_owned(), |share| format!("{}%", text::rounded_percent(language, share)));
        return match (all(projection.lowest), all(projection.highest)) {
            (true, _) => tell!(
                language,
                "giữ nhịp độ hiện nay sẽ vượt chỉ tiêu, khoảng {share}",
                "the present pace would pass the target, reaching about {share} of it"
            ),
            (_, false) => tell!(
                language,
                "giữ nhịp độ hiện nay chỉ đạt khoảng {share} chỉ tiêu",
                "the present pace would reach only about {share} of the target"
            ),
            _ => tell!(
                language,
                "giữ nhịp độ hiện nay đạt khoảng {share} chỉ tiêu, chưa chắc đủ",
                "the present pace would reach about {share} of the target, which may not be enough"
            ),
        };
    }
    let exact = course.points.iter().rev().find_map(|point| Some((point, point.total.as_exact()?)));
    let Some((point, total)) = exact else {
        return language
            .pick("lũy kế mới biết giới hạn", "only limits of the running total are known")
            .to_owned();
    };
    let standing = match total * point.required.whole() - point.required.part() {
        zero if zero.is_zero() => language.pick("bằng tiến độ đều", "level with an even pace"),
        more if more > Decimal::ZERO => language.pick("trên tiến độ đều", "ahead of an even pace"),
        _ => language.pick("dưới tiến độ đều", "short of an even pace"),
    };
    tell!(
        language,
        "lũy kế {} đến {}, {standing}",
        "{} in total by {}, {standing}",
        text::number(language, total),
        text::day(language, point.day)
    )
}

fn drawn_point(edition: &Edition, root: Root, point: &analysis::Point) -> Point {
    let project = edition.project;
    let language = edition.language;
    let newest = point.evidence.iter().max_by_key(|&&key| project.figure(key).time.to());
    let difference = point.total.as_exact().and_then(|total| {
        Ratio::new(total * point.required.whole() - point.required.part(), point.required.whole())
    });
    Point {
        text: RowText {
            label: text::last_day(language, point.day),
            value: text::interval(language, &point.total).to_string(),
            mark: mark(edition, point.evidence.iter().copied()),
            href: newest.map(|&key| root.to(&link::cell(project, &Cell::of(project.figure(key))))),
            ..RowText::default()
        },
        elapsed: super::float(point.elapsed.percent(6)),
        total: interval_span(&point.total),
        required: text::rounded(language, point.required, 1),
        difference: difference.map_or(language.pick("chưa rõ", "not known").to_owned(), |ratio| {
            text::signed(language, ratio, 1)
        }),
    }
}

fn drawn_projection(language: Language, projection: Projection) -> course::Projection {
    let Projection { lowest, likely, highest, .. } = projection;
    let float = |ratio: Ratio| ratio.rounded(4).map_or(f64::NAN, super::float);
    course::Projection {
        lowest: float(lowest),
        likely: float(likely),
        highest: float(highest),
        text: text::rounded(language, likely, 0),
        range: format!("{}–{}", text::rounded(language, lowest, 0), text::rounded(language, highest, 0)),
    }
}

/// How the projection was made, or why there is none.
fn projection_words(language: Language, course: &Course) -> Option<String> {
    let last = course.points.last()?.day;
    Some(match &course.projection {
        Ok(projection) => tell!(
            language,
            "Dự báo (bantin tính): {} đến hết kỳ nếu giữ nhịp độ trung bình từ {} đến {}; từ {} đến {} nếu giữ nhịp độ thấp nhất và cao nhất giữa hai mốc liền nhau.",
            "Projection (made by bantin): {} by the end of the period at the average pace from {} to {}; {} to {} at the slowest and the fastest pace between two successive dates.",
            text::rounded(language, projection.likely, 0),
            text::day(language, projection.since.next()),
            text::day(language, last),
            text::rounded(language, projection.lowest, 0),
            text::rounded(language, projection.highest, 0),
        ),
        Err(NoProjection::FewPoints(count)) => {
            let totals = if *count == 1 { "exact running total" } else { "exact running totals" };
            tell!(
                language,
                "Chưa dự báo: mới có {count} mốc lũy kế chính xác, cần ít nhất {FEWEST_POINTS}.",
                "No projection: there are {count} {totals} so far, and at least {FEWEST_POINTS} are needed."
            )
        }
        Err(why) => no_projection(language, *why)?.to_owned(),
    })
}

fn no_projection(language: Language, why: NoProjection) -> Option<&'static str> {
    let (vi, en) = match why {
        NoProjection::Closed | NoProjection::FewPoints(_) => return None,
        NoProjection::Early => (
            "Chưa dự báo: kỳ mới đi được chưa đến một phần tư.",
            "No projection: less than a quarter of the period has passed.",
        ),
        NoProjection::Inexact => (
            "Chưa dự báo: số lũy kế mới nhất chưa chính xác.",
            "No projection: the latest running total is not exact.",
        ),
        NoProjection::Stale => (
            "Chưa dự báo: từ mốc mới nhất đến nay đã quá nửa thời gian.",
            "No projection: more than half of the time so far has passed since the latest figure.",
        ),
    };
    Some(language.pick(vi, en))
}

fn gap_words(language: Language, gaps: &[Day]) -> String {
    let days: Vec<String> = gaps.iter().map(|&day| text::day(language, day)).collect();
    tell!(
        language,
        "Không cộng dồn được đến {}: còn thiếu số của kỳ trước đó.",
        "No running total can be given for {}: the figure of an earlier period is missing.",
        days.join(", ")
    )
}

fn ticks(language: Language, course: &Course) -> Vec<(f64, String)> {
    let highest = course.projection.ok().map(|projection| projection.highest);
    let projected = highest.and_then(|highest| highest.rounded(0)).map_or(0.0, super::float);
    let totals = course.points.iter().filter_map(|point| point.total.upper().or(point.total.lower()));
    let largest = totals
        .map(|bound| super::float(bound.value))
        .chain([super::float(course.goal), projected])
        .fold(0.0, f64::max);
    draw::ticks(largest).into_iter().map(|at| (at as f64, text::number(language, at.into()))).collect()
}

/// The years of a window of several calendar years, the quarters of one year, or its first and last day.
fn times(language: Language, window: Period) -> Vec<Time> {
    let whole_years = window.from().month() == 1
        && window.from().day() == 1
        && window.to().month() == 12
        && window.to().day() == 31;
    let middle = |piece: Period| {
        let before = window.from().days_until(piece.from());
        Ratio::new((2 * before + piece.days()).into(), (2 * window.days()).into())
            .map_or(f64::NAN, |share| super::float(share.percent(4)))
    };
    let time = |label: String, piece: Period| Time { label, middle: middle(piece) };
    match (whole_years, window.from().year() == window.to().year()) {
        (true, false) => window.years().map(|year| time(year.from().year().to_string(), year)).collect(),
        (true, true) => {
            let quarter = |n: i8| Period::months(window.from().year(), 3 * n - 2, 3 * n);
            (1..=4)
                .filter_map(quarter)
                .map(|one| time(text::quarter(language, one.to().month()), one))
                .collect()
        }
        _ => [(window.from(), 0.0), (window.to(), 100.0)]
            .map(|(day, middle)| Time { label: text::last_day(language, day), middle })
            .into(),
    }
}
