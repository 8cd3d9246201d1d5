//! The steps from one indicator to the next.

use super::{drawn, mark, mark_words, quantity_span, sources};
use crate::analyse::ledger::Cell;
use crate::analyse::pipeline::Run;
use crate::draw::{Caption, Chart, RowText, pipeline};
use crate::model::id::FigureKey;
use crate::model::interval::RatioInterval;
use crate::render::edition::Edition;
use crate::render::link::{self, Root};
use crate::render::text;
use crate::tell;

/// Returns the pipeline of some runs, each on its own scale.
pub fn pipelines(edition: &Edition, root: Root, runs: &[Run], level: u8) -> Option<Chart> {
    let project = edition.project;
    let first = runs.first()?;
    let pipelines: Vec<pipeline::Pipeline> = runs.iter().map(|run| one_run(edition, root, run)).collect();
    let language = edition.language;
    let name = edition.told(&project.registry.pipeline(first.pipeline).name);
    let last_rate = first.steps().last().and_then(|(figure, (_, before))| {
        let share = RatioInterval::of(&edition.values(figure)?, &edition.values(before)?);
        let of = |key: FigureKey| {
            let indicator = project.registry.indicator(project.figure(key).indicator);
            text::inside(language, &edition.told(&indicator.name))
        };
        (share != RatioInterval::default()).then(|| {
            tell!(
                language,
                "{}: bằng {} số {}",
                "{}: {} of {}",
                of(figure),
                text::share(language, &share),
                of(before)
            )
        })
    });
    let figures = || runs.iter().flat_map(|run| run.stages.iter().filter_map(|(_, figure)| *figure));
    let caption = Caption {
        language,
        anchor: format!(
            "bd.{}.{}.{}",
            project.registry.pipeline(first.pipeline).id,
            project.body(first.body).id,
            first.time.to_string().to_lowercase().replace('/', "_")
        ),
        level,
        heading: last_rate.map_or_else(|| name.clone(), |rate| text::capitalised(&rate)),
        subtitle: tell!(
            language,
            "{name}: số lượng ở từng bước; {}, {}",
            "{name}: numbers at each step; {}, {}",
            edition.body_name(first.body),
            text::period(language, first.time)
        ),
        notes: mark_words(edition, figures()).into_iter().collect(),
        sources: sources(edition, root, figures()),
        ..Caption::default()
    };
    drawn(edition, root, pipeline::chart(&caption, &pipelines))
}

fn one_run(edition: &Edition, root: Root, run: &Run) -> pipeline::Pipeline {
    let project = edition.project;
    let language = edition.language;
    let mut before: Option<(FigureKey, String)> = None;
    let mut stages = Vec::new();
    for &(indicator, figure) in &run.stages {
        let entry = project.registry.indicator(indicator);
        let Some(figure) = figure else { continue };
        let quantity = project.figure(figure).quantity().expect("a run has known quantities only");
        let rate = before.take().and_then(|(key, name)| {
            let share = RatioInterval::of(&edition.values(figure)?, &edition.values(key)?);
            (share != RatioInterval::default()).then(|| {
                tell!(language, "{} so với “{name}”", "{} of “{name}”", text::share(language, &share))
            })
        });
        let name = edition.told(&entry.name);
        stages.push(pipeline::Stage {
            text: RowText {
                label: name.clone(),
                note: String::new(),
                value: text::quantity(language, quantity).to_string(),
                mark: mark(edition, [figure]),
                detail: rate.unwrap_or_else(|| edition.told(text::unit(entry, &quantity.interval()))),
                href: Some(root.to(&link::cell(project, &Cell::of(project.figure(figure))))),
            },
            count: quantity_span(quantity),
            inner: false,
            missing: String::new(),
        });
        before = Some((figure, name));
    }
    pipeline::Pipeline { title: String::new(), stages }
}
