//! Charts and tables that an author places in a narrative.

use super::chart;
use super::component::figure_table::{self, FigureTable};
use super::component::plan_table::{self, PlanTable};
use super::edition::Edition;
use super::link::Root;
use super::templates::{Theme, ThemeFault};
use crate::analyse::assessment;
use crate::analyse::derived;
use crate::analyse::ledger::{Cell, Known};
use crate::analyse::pipeline;
use crate::draw::Chart;
use crate::model::id::IndicatorKey;
use crate::model::period::Period;
use crate::model::plan::TargetKind;
use crate::model::prose::{Embed, EmbedKind};
use crate::tell;
use serde::Serialize;

/// Makes the HTML of a chart or table that an author has placed; its heading has the given level.
pub type Embedding<'a> = &'a (dyn Fn(&Embed, u8) -> String + Sync);

/// What the template `embed.html` shows: one of three, or words where there is nothing to show.
#[derive(Debug, Default, Serialize)]
struct Piece {
    chart: Option<Chart>,
    plan: Option<PlanTable>,
    figures: Option<FigureTable>,
    words: String,
}

/// Returns the anchor of a chart, a row or a table where a narrative shows it: the same may stand on the page already.
pub fn anchor(own: &str) -> String {
    format!("trong-bai.{own}")
}

/// Returns the HTML of a placed chart or table; where no number is known, its words and why.
///
/// The heading of a chart is of the given level, one below the section that it stands in.
///
/// # Errors
/// Where the template refuses it.
pub fn html(edition: &Edition, theme: &Theme, embed: &Embed, level: u8) -> Result<String, ThemeFault> {
    let mut piece = piece(edition, Root::TWO, &embed.kind, level);
    if piece.chart.is_none() && piece.plan.is_none() && piece.figures.is_none() {
        piece.words =
            tell!(edition.language, "{}: chưa có số liệu để vẽ.", "{}: no data to draw yet.", embed.words);
    }
    if let Some(chart) = &mut piece.chart {
        chart.anchor = anchor(&chart.anchor);
        if !embed.words.is_empty() {
            chart.heading = embed.words.clone();
        }
    }
    theme.page("embed.html", edition.language, &piece)
}

fn piece(edition: &Edition, root: Root, kind: &EmbedKind, level: u8) -> Piece {
    let none = Piece::default();
    match kind {
        EmbedKind::Bullet(plan) => {
            let assessed = plan_table::assess(edition, *plan);
            Piece { chart: chart::bullets(edition, root, *plan, &assessed, level), ..none }
        }
        EmbedKind::Columns(plan, indicator) => {
            let targets = &edition.project.plan(*plan).targets;
            let wanted = plan_table::assess(edition, *plan).into_iter().find(|one| {
                let target = &targets[one.key.target as usize];
                target.indicator == *indicator && target.kind == TargetKind::EveryYear
            });
            let chart = wanted.and_then(|one| chart::year_columns(edition, root, &one, level));
            Piece { chart, ..none }
        }
        EmbedKind::Pipeline(body, pipeline_key) => {
            let known = edition.known(body.zone);
            let runs = pipeline::runs(edition.project, edition.ledger(body.zone), &known, edition.cutoff);
            let newest = runs.into_iter().rfind(|run| (run.body, run.pipeline) == (*body, *pipeline_key));
            Piece { chart: newest.and_then(|run| chart::pipelines(edition, root, &[run], level)), ..none }
        }
        EmbedKind::Parts(body, indicator, time) => {
            let breakdowns = chart::breakdowns(edition, &edition.known(body.zone));
            let wanted = breakdowns.iter().find(|one| {
                let whole = edition.project.figure(one.whole);
                (whole.body, whole.indicator, whole.time) == (*body, *indicator, *time)
            });
            Piece { chart: wanted.and_then(|one| chart::part_bars(edition, root, &[one], level)), ..none }
        }
        EmbedKind::Course(plan, indicator) => {
            let targets = &edition.project.plan(*plan).targets;
            let own = assessment::target_keys(edition.project, *plan)
                .filter(|key| targets[key.target as usize].indicator == *indicator);
            let chart = own.into_iter().find_map(|key| chart::course(edition, root, key, level));
            Piece { chart, ..none }
        }
        EmbedKind::Slope(body) => {
            let known = edition.known(body.zone);
            Piece { chart: chart::slopes(edition, root, *body, &known, level), ..none }
        }
        EmbedKind::Spark(body) => {
            let known = edition.known(body.zone);
            Piece { chart: chart::sparks(edition, root, *body, &known, level), ..none }
        }
        EmbedKind::Dots(indicator, whole, time) => {
            let cells = over_zones(edition, *indicator, *time);
            let mut derived: Vec<_> = edition
                .zones()
                .into_iter()
                .flat_map(|zone| derived::of_zone(edition.project, edition.ledger(zone), edition.cutoff))
                .collect();
            derived.sort_by_key(|one| one.cell);
            let cells: Vec<_> = cells.iter().collect();
            Piece { chart: chart::rate(edition, root, &cells, &derived, *whole, level), ..none }
        }
        EmbedKind::Zones(indicator, time) => {
            let cells = over_zones(edition, *indicator, *time);
            let cells: Vec<_> = cells.iter().collect();
            let map = chart::tile_map(edition, root, &cells, level);
            Piece { chart: map.or_else(|| chart::counts(edition, root, &cells, level)), ..none }
        }
        EmbedKind::Targets(plan) => {
            let assessed = plan_table::assess(edition, *plan);
            let mut table = plan_table::table(edition, root, *plan, &assessed, Vec::new());
            table.rows.iter_mut().for_each(|row| row.id = anchor(&row.id));
            Piece { plan: Some(table), ..none }
        }
        EmbedKind::Figures(body) => {
            let known = edition.known(body.zone);
            let derived = derived::of_zone(edition.project, edition.ledger(body.zone), edition.cutoff);
            let own = known.iter().filter(|(cell, _)| cell.body == *body);
            let mut rows: Vec<_> =
                own.map(|(cell, known)| figure_table::row(edition, root, cell, *known, &derived)).collect();
            rows.iter_mut().for_each(|row| row.id = anchor(&row.id));
            let name = edition.body_name(*body);
            let table = FigureTable {
                title: String::new(),
                caption: tell!(edition.language, "Số liệu: {name}", "Figures: {name}"),
                head: edition.language.pick("Chỉ tiêu", "Indicator"),
                rows,
                note: String::new(),
            };
            Piece { figures: (!table.rows.is_empty()).then_some(table), ..none }
        }
    }
}

/// The wholes of an indicator at one time, over the zones of an edition.
fn over_zones(edition: &Edition, indicator: IndicatorKey, time: Period) -> Vec<(Cell, Known)> {
    let of_zone = |zone| {
        let wanted = |(cell, _): &(Cell, Known)| {
            cell.indicator == indicator && cell.time == time && cell.parts.is_whole()
        };
        edition.known(zone).into_iter().filter(wanted).collect::<Vec<_>>()
    };
    edition.zones().into_iter().flat_map(of_zone).collect()
}
