//! One rate over many zones: a dot a zone, in order where the numbers allow one.

use super::bar::{self, Rows};
use super::canvas::Plot;
use super::chart::{BarRow, BarTable, Bars, Caption, Chart, Drawing, KeyItem, Kind, RowText, Tick};
use super::describe;
use super::key;
use super::mark::Mark;
use super::refusal::{Reason, Refusal};
use super::scale::Domain;
use super::value::{self, Shape, Span};
use crate::language::Language;

/// The fewest and the most zones of one chart.
pub const FEWEST_ZONES: usize = 4;
/// The most zones.
pub const MOST_ZONES: usize = 30;

/// A rate over zones.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rate {
    /// Whether they are rates or counts.
    pub form: Form,
    /// One a zone, in the order in which they are shown.
    pub zones: Vec<Zone>,
    /// What they are compared with.
    pub level: Option<Level>,
    /// The lines of the scale with their numbers.
    pub ticks: Vec<(f64, String)>,
    /// The heads of zone, dot and number in the table.
    pub heads: [String; 3],
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// A rate: a dot on the scale.
    #[default]
    Dot,
    /// A count: a bar from zero.
    Bar,
}

/// A zone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Zone {
    /// The texts: zone, rank, rate, and what it is a rate of (`52/76`).
    pub text: RowText,
    /// The rate.
    pub rate: Span,
}

/// What rates are compared with: the rate of all, or a target.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// The number.
    pub at: f64,
    /// It in words: `Mức chung 47,7%`.
    pub words: String,
}

/// The height of a row in px, and where its dot stands.
const HEIGHT: u32 = 34;
const MIDDLE: f64 = 17.0;

/// The chart of the zones.
///
/// # Errors
/// Fewer than [`FEWEST_ZONES`] with a number or more than [`MOST_ZONES`]; a number of a zone, of the level or
/// of the scale that is negative, not finite or too large.
pub fn chart(caption: &Caption, rate: &Rate) -> Result<Chart, Refusal> {
    let heading = caption.heading.as_str();
    if rate.zones.len() > MOST_ZONES {
        return Err(Refusal::new(heading, Reason::TooMany));
    }
    let shapes =
        rate.zones.iter().map(|zone| zone.rate.shape(&zone.text.label)).collect::<Result<Vec<_>, _>>()?;
    if shapes.iter().filter(|&&shape| shape != Shape::Unknown).count() < FEWEST_ZONES {
        return Err(Refusal::new(heading, Reason::Empty));
    }
    let level = rate.level.as_ref().map(|level| value::length(level.at, heading)).transpose()?;
    for (at, _) in &rate.ticks {
        value::length(*at, heading)?;
    }
    let last = rate.ticks.iter().map(|(at, _)| Shape::Exact(*at));
    let domain = Domain::around(shapes.iter().copied().chain(level.map(Shape::Exact)).chain(last), heading)?;
    let language = caption.language;
    let row = |(zone, &shape): (&Zone, &Shape)| row(language, zone, shape, rate, domain);
    let rows = rate.zones.iter().zip(&shapes).map(row).collect::<Result<_, _>>()?;
    let table =
        BarTable { title: String::new(), caption: caption.subtitle.clone(), head: rate.heads.clone(), rows };
    let bars = Bars { axis: axis(&rate.ticks, domain), tables: vec![table], table: None };
    let items: Vec<_> = rate
        .zones
        .iter()
        .map(|zone| format!("{}: {}", zone.text.label, describe::spoken(language, &zone.text.value)))
        .collect();
    let sentence = describe::description(language, &what(language, rate), &items, &caption.limits);
    Ok(caption.chart(Kind::Dots, sentence, keys(language, rate, &shapes), Drawing::Bars(bars), None))
}

fn what(language: Language, rate: &Rate) -> String {
    let level =
        rate.level.as_ref().map_or(String::new(), |level| format!(", {}", describe::inner(&level.words)));
    let name = match rate.form {
        Form::Dot => language.pick("Biểu đồ chấm", "Dot chart"),
        Form::Bar => language.pick("Biểu đồ thanh", "Bar chart"),
    };
    let places = language.count(rate.zones.len(), "nơi", ["place", "places"]);
    format!("{name}, {places}{}", describe::spoken(language, &level))
}

fn axis(ticks: &[(f64, String)], domain: Domain) -> Vec<Tick> {
    let tick = |(n, (at, text)): (usize, &(f64, String))| Tick {
        text: text.clone(),
        left: percent(at / domain.end()),
        anchor: match n {
            0 => "start",
            n if n + 1 == ticks.len() => "end",
            _ => "middle",
        },
    };
    ticks.iter().enumerate().map(tick).collect()
}

/// A share of the width in whole hundredths of a percent.
fn percent(share: f64) -> String {
    let hundredths = (share * 10_000.0).round() as u64;
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

fn row(
    language: Language,
    zone: &Zone,
    shape: Shape,
    rate: &Rate,
    domain: Domain,
) -> Result<BarRow, Refusal> {
    let side = Side::of(shape, rate.level.as_ref());
    let svg = match shape {
        Shape::Unknown => String::new(),
        shape => bar::row(&zone.text.label, domain, HEIGHT, |plot| {
            let bottom = f64::from(HEIGHT);
            for (at, _) in &rate.ticks {
                plot.stroke(Mark::Grid, &[(*at, 0.0), (*at, bottom)])?;
            }
            if let Some(level) = &rate.level {
                if let (Shape::Exact(at), Form::Dot) = (shape, rate.form) {
                    plot.stroke(Mark::Stem, &[(level.at, MIDDLE), (at, MIDDLE)])?;
                }
                plot.stroke(Mark::Overall, &[(level.at, 0.0), (level.at, bottom)])?;
            }
            match rate.form {
                Form::Dot => point(plot, shape, side, domain),
                Form::Bar => bar::bar(plot, shape, domain, Rows { top: 7.0, bottom: 27.0 }),
            }
        })?,
    };
    let words = match (shape, side) {
        (Shape::Unknown, _) => describe::no_data(language),
        (_, Side::Above) => language.pick("từ mức so sánh trở lên", "at or above the comparison level"),
        (_, Side::Below) => language.pick("dưới mức so sánh", "below the comparison level"),
        (_, Side::Either) => language
            .pick("không phân biệt được với mức so sánh", "cannot be told apart from the comparison level"),
        (_, Side::Free) => "",
    };
    Ok(BarRow { text: zone.text.clone(), inner: false, svg, words: words.to_owned(), legend: Vec::new() })
}

fn point(plot: &Plot<'_, '_>, shape: Shape, side: Side, domain: Domain) -> Result<(), Refusal> {
    let range = |from: f64, to: f64| {
        plot.stroke(Mark::Whisker, &[(from, MIDDLE), (to, MIDDLE)])?;
        for end in [from, to] {
            plot.stroke(Mark::Cap, &[(end, MIDDLE - 7.0), (end, MIDDLE + 7.0)])?;
        }
        Ok(())
    };
    match shape {
        Shape::Unknown => Ok(()),
        Shape::Exact(at) => {
            let mark = if side == Side::Below { Mark::Ring } else { Mark::Dot };
            plot.disc(mark, (at, MIDDLE), 6.5)
        }
        Shape::AtLeast(from) | Shape::AboutAtLeast(from) => {
            plot.fill(
                Mark::Fade,
                (from, MIDDLE - 4.0),
                ((from + domain.end() * 0.09).min(domain.end()), MIDDLE + 4.0),
            )?;
            plot.stroke(Mark::Cap, &[(from, MIDDLE - 7.0), (from, MIDDLE + 7.0)])
        }
        Shape::Between(from, to) => range(from, to),
        Shape::About(from, to) => plot.disc(Mark::RingDashed, ((from + to) / 2.0, MIDDLE), 6.5),
    }
}

/// On which side of the level a rate lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
    Either,
    /// There is no level.
    Free,
}

impl Side {
    fn of(shape: Shape, level: Option<&Level>) -> Side {
        let Some(level) = level else { return Side::Free };
        match shape {
            Shape::Exact(at) | Shape::AtLeast(at) | Shape::Between(at, _) if at >= level.at => Side::Above,
            Shape::Exact(at) | Shape::Between(_, at) if at < level.at => Side::Below,
            _ => Side::Either,
        }
    }
}

fn keys(language: Language, rate: &Rate, shapes: &[Shape]) -> Vec<KeyItem> {
    let mut keys = Vec::new();
    if rate.form == Form::Bar {
        keys.push(key::fill(Mark::Actual, language.pick("Số của từng nơi", "Number in each place")));
        keys.extend(key::uncertain(language, shapes));
        return keys;
    }
    let has = |wanted: Side| {
        let sides = shapes.iter().filter(|shape| matches!(shape, Shape::Exact(_)));
        sides.map(|&shape| Side::of(shape, rate.level.as_ref())).any(|side| side == wanted)
    };
    if has(Side::Above) {
        keys.push(key::dot(
            Mark::Dot,
            language.pick("Từ mức so sánh trở lên", "At or above the comparison level"),
        ));
    }
    if has(Side::Below) {
        keys.push(key::dot(Mark::Ring, language.pick("Dưới mức so sánh", "Below the comparison level")));
    }
    if has(Side::Free) {
        keys.push(key::dot(Mark::Dot, language.pick("Một nơi", "One place")));
    }
    if let Some(level) = &rate.level {
        keys.push(key::line(Mark::Overall, level.words.as_str()));
    }
    keys.extend(key::uncertain_rates(language, shapes));
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(rates: &[Span], level: Option<f64>) -> Rate {
        let zone = |(n, &rate): (usize, &Span)| Zone {
            text: RowText { label: format!("Khu {n}"), value: "1%".to_owned(), ..RowText::default() },
            rate,
        };
        Rate {
            form: Form::Dot,
            zones: rates.iter().enumerate().map(zone).collect(),
            level: level.map(|at| Level { at, words: format!("Mức chung {at}%") }),
            ticks: [0.0, 50.0, 100.0].map(|at| (at, at.to_string())).into(),
            heads: ["a", "b", "c"].map(str::to_owned),
        }
    }

    fn rows(rate: &Rate) -> Vec<BarRow> {
        match chart(&Caption::default(), rate).expect("valid").drawing {
            Drawing::Bars(bars) => bars.tables.into_iter().flat_map(|table| table.rows).collect(),
            _ => unreachable!("dots stand in a table"),
        }
    }

    #[test]
    fn a_dot_is_filled_from_the_level_on() {
        let rows = rows(&rate(&[68.4, 50.0, 49.9, 12.0].map(Span::exact), Some(50.0)));
        let circle = |n: usize| rows[n].svg[rows[n].svg.find("<circle").expect("a dot")..].to_owned();
        assert!(
            circle(0).starts_with(r#"<circle class="f-dot" cx="68.4%" cy="17" r="6.5""#),
            "{}",
            circle(0)
        );
        assert!(circle(1).contains("f-dot") && circle(2).contains("f-ring") && circle(3).contains("f-ring"));
        assert!(rows[0].svg.contains(r#"<line class="s-overall" x1="50%" y1="0" x2="50%" y2="34""#));
    }

    #[test]
    fn an_uncertain_rate_has_no_dot_and_takes_no_side() {
        let rows = rows(&rate(
            &[
                Span::between(40.0, 60.0),
                Span::at_least(30.0),
                Span::about(50.0),
                Span::at_most(20.0),
                Span::unknown(),
            ],
            Some(50.0),
        ));
        assert!(
            rows[0].svg.contains(r#"<line class="s-whisker" x1="40%" y1="17" x2="60%""#),
            "{}",
            rows[0].svg
        );
        assert!(rows[0].words.starts_with("không phân biệt") && rows[1].words.starts_with("không phân biệt"));
        assert_eq!(rows[3].words, "dưới mức so sánh");
        assert_eq!((rows[4].svg.as_str(), rows[4].words.as_str()), ("", "chưa có số liệu"));
        assert!(!rows.iter().any(|row| row.svg.contains(r#""f-dot""#)));
    }

    #[test]
    fn refusals() {
        let reason =
            |rate: &Rate| chart(&Caption::default(), rate).map(|_| ()).map_err(|refusal| refusal.reason);
        assert_eq!(reason(&rate(&[Span::exact(1.0); 3], None)), Err(Reason::Empty));
        assert_eq!(reason(&rate(&[Span::exact(1.0); 31], None)), Err(Reason::TooMany));
        assert_eq!(reason(&rate(&[Span::exact(f64::NAN); 4], None)), Err(Reason::NotFinite));
        assert_eq!(reason(&rate(&[Span::exact(1.0); 4], Some(-1.0))), Err(Reason::Negative));
    }
}
