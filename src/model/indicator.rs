//! The registry: what is counted, how it is broken down, and which steps follow each other.

use super::id::{DimensionKey, IndicatorKey, PartKey, Parts, PipelineKey, Slug};
use super::wording::Wording;
use crate::diag::At;

/// What kind of number an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// A state at a date: *số hiện có*.
    Stock,
    /// What happened in a period, never negative: *số phát sinh trong kỳ*.
    Flow,
    /// A difference of two states, of either sign: *thực tăng*.
    NetChange,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Good {
    /// More is better: a bare target is "at least".
    Up,
    /// Less is better: a bare target is "at most".
    Down,
}

/// One thing that is counted.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its name in files and addresses.
    pub id: Slug,
    /// Its name for readers.
    pub name: Wording,
    /// What it is counted in.
    pub unit: Wording,
    /// The same for exactly one, where English has a form of its own: `person`, `people`.
    pub unit_of_one: Wording,
    /// State or happening.
    pub measure: Measure,
    /// How many decimals its figures may have: 0 for what is counted, up to 3 for what is measured.
    pub decimals: u32,
    /// Which way is better, where that is settled.
    pub good: Option<Good>,
    /// Whether the zones' figures may be added.
    pub additive: bool,
    /// The stock that this flow adds to.
    pub feeds: Option<IndicatorKey>,
    /// The stock that this flow takes from.
    pub drains: Option<IndicatorKey>,
    /// Whether the flows that feed and drain this stock are all that changes it.
    pub balanced: bool,
    /// The indicators that count everything this one counts, and more.
    pub within: Vec<IndicatorKey>,
    /// One plain sentence.
    pub definition: Option<Wording>,
    /// Whether one of it is a person, so that small cells may point at somebody.
    pub counts_people: bool,
    /// Where it is declared.
    pub at: At,
}

impl Indicator {
    /// The most decimals that an indicator may have: tonnes to the kilogram.
    pub const DECIMALS: u32 = 3;
}

/// One way of breaking a figure down.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// Its name in files.
    pub id: Slug,
    /// Its name for readers.
    pub name: Wording,
    /// Whether nobody is in two parts.
    pub exclusive: bool,
    /// Its parts, in the order of the file.
    pub parts: Vec<PartKey>,
    /// Where it is declared.
    pub at: At,
}

/// One part of a dimension.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its name in files.
    pub id: Slug,
    /// Its name for readers.
    pub name: Wording,
    /// What it is a part of.
    pub dimension: DimensionKey,
    /// Where it is declared.
    pub at: At,
}

/// Steps that follow each other, such as trained, introduced, admitted.
#[derive(Debug, Clone)]
pub struct Pipeline {
    /// Its name in files.
    pub id: Slug,
    /// Its name for readers.
    pub name: Wording,
    /// The steps, first to last; at least two.
    pub stages: Vec<IndicatorKey>,
    /// Where it is declared.
    pub at: At,
}

/// All that may be counted.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    /// In the order of the file.
    pub indicators: Vec<Indicator>,
    /// In the order of the file.
    pub dimensions: Vec<Dimension>,
    /// In the order of the file.
    pub parts: Vec<Part>,
    /// In the order of the file.
    pub pipelines: Vec<Pipeline>,
}

impl Registry {
    /// Returns the indicator of a key.
    pub fn indicator(&self, key: IndicatorKey) -> &Indicator {
        &self.indicators[key.0 as usize]
    }

    /// Returns the dimension of a key.
    pub fn dimension(&self, key: DimensionKey) -> &Dimension {
        &self.dimensions[key.0 as usize]
    }

    /// Returns the part of a key.
    pub fn part(&self, key: PartKey) -> &Part {
        &self.parts[key.0 as usize]
    }

    /// Returns the pipeline of a key.
    pub fn pipeline(&self, key: PipelineKey) -> &Pipeline {
        &self.pipelines[key.0 as usize]
    }

    /// Returns parts as `kenh=chi-bo-nong-cot`, nested ones joined by `;`, the outer first.
    pub fn path(&self, parts: Parts) -> String {
        let part = |key| {
            let part = self.part(key);
            format!("{}={}", self.dimension(part.dimension).id, part.id)
        };
        parts.iter().map(part).collect::<Vec<_>>().join(";")
    }

    /// Returns the key of an id.
    pub fn find(&self, id: &str) -> Option<IndicatorKey> {
        self.indicators.iter().position(|one| one.id.as_str() == id).map(|n| IndicatorKey(n as u16))
    }

    /// Returns the key of a dimension's id.
    pub fn find_dimension(&self, id: &str) -> Option<DimensionKey> {
        self.dimensions.iter().position(|one| one.id.as_str() == id).map(|n| DimensionKey(n as u16))
    }

    /// Returns the key of a part's id within a dimension.
    pub fn find_part(&self, dimension: DimensionKey, id: &str) -> Option<PartKey> {
        self.dimension(dimension).parts.iter().copied().find(|&part| self.part(part).id.as_str() == id)
    }

    /// Returns the keys of all indicators, in order.
    pub fn indicator_keys(&self) -> impl Iterator<Item = IndicatorKey> + use<> {
        (0..self.indicators.len() as u16).map(IndicatorKey)
    }
}
