//! Pipelines as aligned bars: introduced, trained, admitted, and what became of each step's people.

use super::bar::{self, Rows};
use super::chart::{BarRow, BarTable, Bars, Caption, Chart, Drawing, KeyItem, Kind, RowText};
use super::describe;
use super::key;
use super::mark::Mark;
use super::refusal::{Reason, Refusal};
use super::scale::Domain;
use super::value::{Shape, Span};
use crate::language::Language;

/// The most stages of one pipeline.
pub const MOST_STAGES: usize = 20;

/// One place and time, on a scale of its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pipeline {
    /// Place and time; may be empty where the chart has one pipeline.
    pub title: String,
    /// The steps in their order.
    pub stages: Vec<Stage>,
}

/// A step, and how many came to it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stage {
    /// The texts; the detail is the unit, or the conversion rate: `26,3% số giới thiệu`.
    pub text: RowText,
    /// How many.
    pub count: Span,
    /// Whether the step is a part of the one before it ("trong đó"), not the next one.
    pub inner: bool,
    /// Where no number is known: why.
    pub missing: String,
}

/// The chart of the pipelines, one table each; a grey ghost behind a bar is the step before it.
///
/// # Errors
/// No pipeline, one without any number or with more than [`MOST_STAGES`]; a number that is negative, not
/// finite or too large.
pub fn chart(caption: &Caption, pipelines: &[Pipeline]) -> Result<Chart, Refusal> {
    if pipelines.is_empty() {
        return Err(Refusal::new(&caption.heading, Reason::Empty));
    }
    let mut tables = Vec::new();
    let mut all = Vec::new();
    for pipeline in pipelines {
        let shapes = shapes(caption, pipeline)?;
        tables.push(table(caption, pipeline, &shapes)?);
        all.extend(shapes);
    }
    let language = caption.language;
    let mut items = Vec::new();
    for pipeline in pipelines {
        items.extend(
            pipeline.stages.iter().enumerate().map(|(at, stage)| said(language, pipeline, at, stage)),
        );
    }
    let what = language.pick("Biểu đồ các bước, thanh ngang cùng gốc", "Bar chart of successive steps");
    let sentence = describe::description(language, what, &items, &caption.limits);
    let drawing = Drawing::Bars(Bars { axis: Vec::new(), tables, table: None });
    let own_scale = (pipelines.len() > 1)
        .then(|| language.pick("Mỗi bảng có thang đo riêng.", "Each table has its own scale.").to_owned());
    let ghosts = pipelines.iter().any(|pipeline| pipeline.stages.len() > 1);
    Ok(caption.chart(Kind::Pipeline, sentence, keys(language, &all, ghosts), drawing, own_scale))
}

fn shapes(caption: &Caption, pipeline: &Pipeline) -> Result<Vec<Shape>, Refusal> {
    let subject = if pipeline.title.is_empty() { &caption.heading } else { &pipeline.title };
    if pipeline.stages.len() > MOST_STAGES {
        return Err(Refusal::new(subject, Reason::TooMany));
    }
    let shapes: Vec<_> =
        pipeline.stages.iter().map(|stage| stage.count.shape(&stage.text.label)).collect::<Result<_, _>>()?;
    match shapes.iter().all(|&shape| shape == Shape::Unknown) {
        true => Err(Refusal::new(subject, Reason::Empty)),
        false => Ok(shapes),
    }
}

fn table(caption: &Caption, pipeline: &Pipeline, shapes: &[Shape]) -> Result<BarTable, Refusal> {
    let domain = Domain::around(shapes.iter().copied(), &caption.heading)?;
    let mut rows = Vec::new();
    for (at, (stage, &shape)) in pipeline.stages.iter().zip(shapes).enumerate() {
        let before = at.checked_sub(1).and_then(|at| shapes[at].reach());
        let svg = match shape {
            Shape::Unknown => String::new(),
            shape => marks(&stage.text.label, shape, before, domain)?,
        };
        let words = match shape {
            Shape::Unknown if stage.missing.is_empty() => describe::no_data(caption.language).to_owned(),
            Shape::Unknown => stage.missing.clone(),
            _ => String::new(),
        };
        rows.push(BarRow { text: stage.text.clone(), inner: stage.inner, svg, words, legend: Vec::new() });
    }
    let named = if pipeline.title.is_empty() { &caption.subtitle } else { &pipeline.title };
    let head = caption
        .language
        .pick(
            ["Bước", "So với bước trước", "Số lượng và tỷ lệ"],
            ["Step", "Against the step before", "Number and rate"],
        )
        .map(str::to_owned);
    Ok(BarTable { title: pipeline.title.clone(), caption: named.clone(), head, rows })
}

fn marks(subject: &str, shape: Shape, before: Option<f64>, domain: Domain) -> Result<String, Refusal> {
    bar::row(subject, domain, 30, |plot| {
        if let Some(before) = before {
            plot.fill(Mark::Ghost, (0.0, 5.0), (before, 25.0))?;
        }
        bar::bar(plot, shape, domain, Rows { top: 5.0, bottom: 25.0 })
    })
}

fn keys(language: Language, shapes: &[Shape], ghosts: bool) -> Vec<KeyItem> {
    let mut keys = vec![key::fill(Mark::Actual, language.pick("Bước này", "This step"))];
    keys.extend(key::uncertain(language, shapes));
    if ghosts {
        keys.push(key::fill(Mark::Ghost, language.pick("Bước trước", "Step before")));
    }
    keys
}

fn said(language: Language, pipeline: &Pipeline, at: usize, stage: &Stage) -> String {
    let place =
        if at == 0 && !pipeline.title.is_empty() { format!("{}: ", pipeline.title) } else { String::new() };
    format!("{place}{} {}", stage.text.label, describe::number(language, &stage.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(label: &str, count: Span) -> Stage {
        let text = RowText { label: label.to_owned(), value: "1".to_owned(), ..RowText::default() };
        Stage { text, count, ..Stage::default() }
    }

    fn svgs(stages: Vec<Stage>) -> Vec<String> {
        let pipeline = Pipeline { title: "Hải Phòng".to_owned(), stages };
        match chart(&Caption::default(), &[pipeline]).expect("valid").drawing {
            Drawing::Bars(bars) => bars.tables[0].rows.iter().map(|row| row.svg.clone()).collect(),
            _ => unreachable!("pipelines are bars"),
        }
    }

    #[test]
    fn bars_share_a_scale_and_the_ghost_is_the_step_before() {
        let steps = [("Giới thiệu", 976.0), ("Kết nạp", 257.0), ("Hạt nhân", 116.0)];
        let svgs = svgs(steps.map(|(label, count)| stage(label, Span::exact(count))).into());
        assert!(svgs[0].contains(r#"<rect class="f-actual" x="0%" y="5" width="100%""#), "{}", svgs[0]);
        assert!(!svgs[0].contains("f-ghost"));
        assert!(svgs[1].contains(r#"<rect class="f-ghost" x="0%" y="5" width="100%""#), "{}", svgs[1]);
        assert!(svgs[1].contains(r#"<rect class="f-actual" x="0%" y="5" width="26.33%""#), "{}", svgs[1]);
        assert!(svgs[2].contains(r#"<rect class="f-ghost" x="0%" y="5" width="26.33%""#), "{}", svgs[2]);
        assert!(svgs[2].contains(r#"<rect class="f-actual" x="0%" y="5" width="11.88%""#), "{}", svgs[2]);
    }

    #[test]
    fn a_step_without_number_casts_no_ghost() {
        let steps =
            vec![stage("a", Span::exact(10.0)), stage("b", Span::unknown()), stage("c", Span::exact(4.0))];
        let svgs = svgs(steps);
        assert_eq!(svgs[1], "");
        assert!(!svgs[2].contains("f-ghost"));
    }

    #[test]
    fn refusals() {
        let reason =
            |pipelines: &[Pipeline]| chart(&Caption::default(), pipelines).map_err(|r| r.reason).map(|_| ());
        assert_eq!(reason(&[]), Err(Reason::Empty));
        assert_eq!(reason(&[Pipeline::default()]), Err(Reason::Empty));
        let negative = Pipeline { stages: vec![stage("a", Span::exact(-1.0))], ..Pipeline::default() };
        assert_eq!(reason(&[negative]), Err(Reason::Negative));
        let many = Pipeline { stages: vec![stage("a", Span::exact(1.0)); 21], ..Pipeline::default() };
        assert_eq!(reason(&[many]), Err(Reason::TooMany));
    }
}
