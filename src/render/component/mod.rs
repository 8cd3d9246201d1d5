//! The shared parts of pages, each a struct of finished text.

pub mod card;
pub mod citation;
pub mod figure_table;
pub mod plan_table;
pub mod scoreboard;
pub mod source_list;
pub mod status;

use super::link::Link;
use super::text;
use crate::analyse::derived::Origin;
use crate::analyse::verdict::Verdict;
use serde::Serialize;

/// A verdict: its shape, its word and, where there is one, its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerdictMark {
    /// The name of its shape.
    pub key: &'static str,
    /// Its word.
    pub word: &'static str,
    /// Why nothing can be said, or empty.
    pub reason: String,
}

impl VerdictMark {
    /// Returns the mark of a verdict.
    pub fn new(verdict: Verdict, reason: String) -> VerdictMark {
        VerdictMark { key: text::verdict_key(verdict), word: text::verdict(verdict), reason }
    }
}

/// Who made a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct OriginMark {
    /// The name of its style.
    pub key: &'static str,
    /// Its word.
    pub word: &'static str,
}

impl From<Origin> for OriginMark {
    fn from(origin: Origin) -> OriginMark {
        OriginMark { key: text::origin_key(origin), word: text::origin(origin) }
    }
}

/// A flag beside a number that leads to its explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flag {
    /// `[k]`, `[r]`.
    pub text: &'static str,
    /// Where it is explained.
    pub href: String,
    /// What it means.
    pub title: &'static str,
}

/// A passage of a narrative.
#[derive(Debug, Clone, Serialize)]
pub struct Passage {
    /// Its anchor.
    pub id: String,
    /// Its heading; empty where the section that it stands in has the same.
    pub title: Link,
    /// Its text, as HTML made by [`super::markdown`].
    pub text_html: String,
}
