//! The running total of a target against the required path, and where its pace leads.

use super::{drawn, interval_span, sources, target_of_key};
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
use rust_decimal::Decimal;

const HEADS: [&str; 4] = ["Đến hết", "Lũy kế", "Tiến độ đều", "Chênh lệch"];

/// Returns the line of a target; nothing where it has no course.
pub fn course(edition: &Edition, root: Root, key: TargetKey, level: u8) -> Option<Chart> {
    let project = edition.project;
    let course = analysis::of_target(project, edition.ledger(key.plan.zone), key, edition.cutoff)?;
    let target = target_of_key(edition, key);
    let indicator = project.registry.indicator(target.indicator);
    let plan = project.plan(key.plan);
    let name = match text::parts(edition.language, project, target.parts) {
        part if part.is_empty() => indicator.name.vi.clone(),
        part => format!("{} – {part}", indicator.name.vi),
    };
    let gaps = (!course.gaps.is_empty()).then(|| gap_words(edition.language, &course.gaps));
    let caption = Caption {
        anchor: format!("bd.luy-ke.{}", link::target_anchor(project, key)),
        level,
        heading: format!("{name}: {}", finding(edition.language, &course)),
        subtitle: format!(
            "{}, lũy kế từ {} so với tiến độ đều đến chỉ tiêu {} {}; {}",
            text::capitalised(&indicator.unit.vi),
            text::day(edition.language, course.window.from()),
            target_words(edition.language, target),
            indicator.unit.vi,
            project.body(plan.body).name.of(edition.language)
        ),
        limits: String::new(),
        notes: projection_words(edition.language, &course).into_iter().chain(gaps).collect(),
        sources: sources(
            edition,
            root,
            course.points.iter().flat_map(|point| point.evidence.iter().copied()),
        ),
    };
    let drawing = course::Course {
        points: course.points.iter().map(|point| drawn_point(edition, root, point)).collect(),
        goal: super::float(course.goal),
        goal_text: ["Chỉ tiêu".to_owned(), text::number(edition.language, course.goal)],
        projection: course.projection.ok().map(|projection| drawn_projection(edition.language, projection)),
        unit: indicator.unit.vi.clone(),
        ticks: ticks(edition.language, &course),
        times: times(edition.language, course.window),
    };
    drawn(edition, root, course::chart(&caption, &drawing, HEADS))
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
            (true, _) => format!("giữ nhịp độ hiện nay sẽ vượt chỉ tiêu, khoảng {share}"),
            (_, false) => format!("giữ nhịp độ hiện nay chỉ đạt khoảng {share} chỉ tiêu"),
            _ => format!("giữ nhịp độ hiện nay đạt khoảng {share} chỉ tiêu, chưa chắc đủ"),
        };
    }
    let exact = course.points.iter().rev().find_map(|point| Some((point, point.total.as_exact()?)));
    let Some((point, total)) = exact else {
        return "lũy kế mới biết giới hạn".to_owned();
    };
    let standing = match total * point.required.whole() - point.required.part() {
        zero if zero.is_zero() => "bằng tiến độ đều",
        more if more > Decimal::ZERO => "trên tiến độ đều",
        _ => "dưới tiến độ đều",
    };
    format!("lũy kế {} đến {}, {standing}", text::number(language, total), text::day(language, point.day))
}

fn drawn_point(edition: &Edition, root: Root, point: &analysis::Point) -> Point {
    let project = edition.project;
    let newest = point.evidence.iter().max_by_key(|&&key| project.figure(key).time.to());
    let difference = point.total.as_exact().and_then(|total| {
        Ratio::new(total * point.required.whole() - point.required.part(), point.required.whole())
    });
    Point {
        text: RowText {
            label: text::last_day(edition.language, point.day),
            value: text::interval(edition.language, &point.total).to_string(),
            href: newest.map(|&key| root.to(&link::cell(project, &Cell::of(project.figure(key))))),
            ..RowText::default()
        },
        elapsed: super::float(point.elapsed.percent(6)),
        total: interval_span(&point.total),
        required: text::rounded(edition.language, point.required, 1),
        difference: difference
            .map_or("chưa rõ".to_owned(), |ratio| text::signed(edition.language, ratio, 1)),
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
        Ok(projection) => format!(
            "Dự báo (bantin tính): {} đến hết kỳ nếu giữ nhịp độ trung bình từ {} đến {}; từ {} đến {} nếu giữ nhịp độ thấp nhất và cao nhất giữa hai mốc liền nhau.",
            text::rounded(language, projection.likely, 0),
            text::day(language, projection.since.next()),
            text::day(language, last),
            text::rounded(language, projection.lowest, 0),
            text::rounded(language, projection.highest, 0),
        ),
        Err(NoProjection::Closed) => return None,
        Err(NoProjection::FewPoints(count)) => {
            format!("Chưa dự báo: mới có {count} mốc lũy kế chính xác, cần ít nhất {FEWEST_POINTS}.")
        }
        Err(NoProjection::Early) => "Chưa dự báo: kỳ mới đi được chưa đến một phần tư.".to_owned(),
        Err(NoProjection::Inexact) => "Chưa dự báo: số lũy kế mới nhất chưa chính xác.".to_owned(),
        Err(NoProjection::Stale) => "Chưa dự báo: từ mốc mới nhất đến nay đã quá nửa thời gian.".to_owned(),
    })
}

fn gap_words(language: Language, gaps: &[Day]) -> String {
    let days: Vec<String> = gaps.iter().map(|&day| text::day(language, day)).collect();
    format!("Không cộng dồn được đến {}: còn thiếu số của kỳ trước đó.", days.join(", "))
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
