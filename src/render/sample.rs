//! One small zone for the tests of this stage.

use super::data::{Downloads, ZoneRows, verdicts};
use super::edition::Edition;
use super::page::{Site, Whole};
use super::standing::Standing;
use super::templates::Theme;
use crate::analyse::ledger::Ledger;
use crate::analyse::totals;
use crate::diag::At;
use crate::language::Language;
use crate::model::Project;
use crate::model::id::*;
use crate::model::indicator::{Dimension, Indicator, Measure, Part, Registry};
use crate::model::interval::Interval;
use crate::model::issue::Issue;
use crate::model::period::{Day, Period};
use crate::model::plan::{Goal, Issuer, Milestone, Plan, Subject, Target, TargetKind};
use crate::model::prose::Prose;
use crate::model::quantity::{Quantity, Scale};
use crate::model::report::{Details, Figure, Level, Missing, Report, Source, Statement};
use crate::model::report::{StatementKind, Value, Whole as PartOf};
use crate::model::settings::Settings;
use crate::model::wording::Wording;
use crate::model::zone::{Body, Line, Zone, ZoneKind};
use rust_decimal::Decimal;
use serde::Serialize;

/// The party committee.
pub(super) const PARTY: BodyKey = BodyKey { zone: ZoneKey(0), body: 0 };
/// The union.
pub(super) const UNION: BodyKey = BodyKey { zone: ZoneKey(0), body: 1 };
/// A stock.
pub(super) const MEMBERS: IndicatorKey = IndicatorKey(0);
/// A flow.
pub(super) const TRAINED: IndicatorKey = IndicatorKey(1);
/// A flow.
pub(super) const ADMITTED: IndicatorKey = IndicatorKey(2);

/// Returns a project with one zone, three reports, of which the last comes after the issue, and a plan.
pub(super) fn project() -> (Project, Vec<Ledger>) {
    let project = Project {
        settings: Settings {
            title: Wording::vi("Bản tin & năm khu"),
            publisher: Wording::vi("Ban biên tập"),
            small_cell: 10,
            languages: vec![Language::Vi],
            ..Settings::default()
        },
        registry: registry(),
        zones: vec![zone("hai-phong")],
        issues: vec![issue()],
    };
    let ledgers = vec![Ledger::new(&project, ZoneKey(0))];
    (project, ledgers)
}

/// Returns the edition of the issue's cut-off, 15 February 2023.
pub(super) fn edition<'a>(project: &'a Project, ledgers: &'a [Ledger]) -> Edition<'a> {
    // Leaked once a test: an edition of a test has nobody to keep its files.
    let files = Box::leak(Box::default());
    Edition { project, ledgers, cutoff: day(2023, 2, 15), issue: None, language: Language::Vi, files }
}

/// Returns the downloads.
pub(super) fn downloads(edition: &Edition) -> Downloads {
    let rows = |zone| {
        let at = |cutoff| Standing::new(&Edition { cutoff, ..*edition }, zone);
        let standings: Vec<Standing> = verdicts::cutoffs(edition, zone).into_iter().map(&at).collect();
        ZoneRows::new(edition, &at(edition.cutoff), &standings.iter().collect::<Vec<_>>())
    };
    let rows = edition.project.zone_keys().map(rows).collect();
    Downloads::new(edition, rows, &totals::over_zones(edition.project, edition.ledgers, edition.cutoff))
}

/// Returns a page of the default theme.
pub(super) fn rendered(template: &str, edition: &Edition, page: impl Serialize) -> String {
    let site = Site::new(edition.language, &edition.project.settings, edition.cutoff);
    let theme = Theme::new(&[]).unwrap();
    theme
        .page(template, edition.language, &Whole { site: &site, page })
        .unwrap_or_else(|fault| panic!("{fault:?}"))
}

/// Returns a day.
pub(super) fn day(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).unwrap()
}

/// Returns the days from 2018 to September 2022.
pub(super) fn long() -> Period {
    Period::new(day(2018, 1, 1), day(2022, 9, 30)).unwrap()
}

/// Returns a path of one part: `kenh=nong-cot`.
pub(super) fn part() -> Parts {
    Parts::WHOLE.with(PartKey(0)).unwrap()
}

pub(super) fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

fn name(vi: &str) -> Wording {
    Wording { vi: vi.to_owned(), en: None }
}

fn registry() -> Registry {
    let indicator = |id: &str, vi: &str, measure| Indicator {
        decimals: 0,
        id: slug(id),
        name: name(vi),
        unit: name("người"),
        unit_of_one: name("người"),
        measure,
        good: None,
        additive: false,
        feeds: None,
        drains: None,
        balanced: false,
        within: Vec::new(),
        definition: None,
        counts_people: true,
        at: At::default(),
    };
    let dimension = |id: &str, part| Dimension {
        id: slug(id),
        name: name(id),
        exclusive: true,
        parts: vec![PartKey(part)],
        at: At::default(),
    };
    let part = |id: &str, vi: &str, dimension| Part {
        id: slug(id),
        name: name(vi),
        dimension: DimensionKey(dimension),
        at: At::default(),
    };
    Registry {
        indicators: vec![
            indicator("dang-vien", "Đảng viên", Measure::Stock),
            indicator("boi-duong", "Bồi dưỡng kết nạp đảng", Measure::Flow),
            indicator("ket-nap", "Kết nạp đảng viên", Measure::Flow),
        ],
        dimensions: vec![dimension("kenh", 0), dimension("khu-vuc", 1)],
        parts: vec![part("nong-cot", "Chi bộ nòng cốt", 0), part("fdi", "FDI", 1)],
        pipelines: Vec::new(),
    }
}

/// Returns a zone of any name.
pub(super) fn zone(id: &str) -> Zone {
    let body = |id: &str, name: &str, line| Body {
        id: slug(id),
        name: Wording::vi(name),
        short: Wording::vi(name),
        line,
        parent: None,
        from: None,
        to: None,
        formerly: None,
        former: Vec::new(),
        at: At::default(),
    };
    Zone {
        id: slug(id),
        name: Wording::vi("Khu kinh tế Hải Phòng"),
        short: Wording::vi("Hải Phòng"),
        province: "Hải Phòng".to_owned(),
        kind: ZoneKind::EconomicZone,
        parent: None,
        sum_of_zones: false,
        former: Vec::new(),
        summary: None,
        bodies: vec![body("dang-bo", "Đảng bộ", Line::Party), body("cong-doan", "Công đoàn", Line::Union)],
        main: 0,
        plans: vec![plan()],
        reports: vec![
            report("ky-1", "Hội thảo <ngày 10/9>", day(2023, 1, 5), first()),
            report(
                "ky-2",
                "Gặp mặt đầu năm",
                day(2023, 2, 3),
                vec![members(day(2022, 12, 31), Quantity::whole(736))],
            ),
            report(
                "ky-3",
                "Tổng kết",
                day(2023, 6, 1),
                vec![members(day(2023, 5, 31), Quantity::whole(800))],
            ),
        ],
        prose: None,
        prose_en: None,
        at: At::default(),
    }
}

fn source(title: &str, published: Day) -> Source {
    Source {
        title: Wording::vi(title),
        publisher: Wording::vi("heza.gov.vn"),
        published: Period::day(published),
        url: Some("https://heza.gov.vn/?a=1&b=2".to_owned()),
        kept: None,
        accessed: None,
        received: None,
        note: None,
        at: At::default(),
    }
}

fn report(id: &str, title: &str, published: Day, figures: Vec<Figure>) -> Report {
    Report {
        id: slug(id),
        body: PARTY,
        level: Level::Official,
        source: source(title, published),
        figures,
        events: Vec::new(),
        note: None,
        at: At::default(),
    }
}

fn figure(body: BodyKey, indicator: IndicatorKey, parts: Parts, time: Period, value: Value) -> Figure {
    let (level, at) = (Level::Official, At::default());
    Figure { body, indicator, parts, time, value, whole: None, level, details: None, at }
}

fn members(on: Day, quantity: Quantity) -> Figure {
    figure(PARTY, MEMBERS, Parts::WHOLE, Period::day(on), Value::Known(quantity))
}

fn first() -> Vec<Figure> {
    let over = Quantity::worded("trên 700", Scale::Count, Interval::more_than(700.into()));
    let said = |kind, printed: &str, tenths: i64| Statement {
        kind,
        quantity: Quantity::worded(printed, Scale::Percent, Quantity::as_rounded(Decimal::new(tenths, 1), 1)),
        at: At::default(),
    };
    let statements = vec![
        said(StatementKind::ShareOf(TRAINED), "26,3%", 263),
        said(StatementKind::Attained(slug("giao")), "102,8%", 1028),
    ];
    let union = |indicator, parts, value| figure(UNION, indicator, parts, long(), value);
    let inner = part().with(PartKey(1)).unwrap();
    let part_of = |figure| Some(PartOf { figure, complete: false });
    vec![
        members(day(2022, 12, 31), over),
        union(TRAINED, Parts::WHOLE, Value::Known(Quantity::whole(976))),
        Figure {
            details: Some(Box::new(Details { statements, ..Details::default() })),
            ..union(ADMITTED, Parts::WHOLE, Value::Known(Quantity::whole(257)))
        },
        Figure { whole: part_of(2), ..union(ADMITTED, part(), Value::Known(Quantity::whole(116))) },
        Figure { whole: part_of(3), ..union(ADMITTED, inner, Value::Missing(Missing::Late)) },
    ]
}

fn plan() -> Plan {
    let term = Period::new(day(2020, 1, 1), day(2025, 12, 31)).unwrap();
    let target = |indicator, kind, goal: i64, printed: &str| Target {
        indicator,
        parts: Parts::WHOLE,
        kind,
        window: term,
        subject: Subject::Amount,
        goal: Goal::AtLeast(goal.into()),
        printed: Quantity::worded(printed, Scale::Count, Interval::at_least(goal.into())),
        implied: false,
        note: None,
        at: At::default(),
    };
    Plan {
        id: slug("nghi-quyet"),
        body: PARTY,
        name: Wording::vi("Nghị quyết Đại hội"),
        short: Wording::vi("Nghị quyết"),
        term_words: "2020/2025".to_owned(),
        term,
        years: None,
        issuer: Issuer::Own,
        source: source("Nghị quyết Đại hội", day(2020, 7, 1)),
        amends: None,
        targets: vec![
            target(ADMITTED, TargetKind::EveryYear, 50, "ít nhất 50"),
            target(MEMBERS, TargetKind::By, 700, "700"),
        ],
        milestones: vec![Milestone {
            title: Wording::vi("=Đảng bộ cấp trên"),
            by: Period::year(2030).unwrap(),
            reached: None,
            missed: None,
            note: None,
            at: At::default(),
        }],
        note: None,
        at: At::default(),
    }
}

fn issue() -> Issue {
    Issue {
        frozen: None,
        id: slug("2022-q4"),
        number: 1,
        title: Wording::vi("Quý IV/2022"),
        period: Period::months(2022, 10, 12).unwrap(),
        cutoff: day(2023, 2, 15),
        published: day(2023, 2, 20),
        next: None,
        zones: vec![ZoneKey(0)],
        prose: Prose::default(),
        prose_en: None,
        at: At::default(),
    }
}
