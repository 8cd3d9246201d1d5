//! The shared parts of pages, each a struct of finished text.

pub mod card;
pub mod citation;
pub mod figure_table;
pub mod matrix;
pub mod plan_table;
pub mod scoreboard;
pub mod source_list;
pub mod status;
pub mod target_series;

use super::link::Link;
use super::markdown::escape;
use super::text;
use crate::analyse::derived::Origin;
use crate::analyse::verdict::Verdict;
use crate::language::Language;
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
    pub fn new(language: Language, verdict: Verdict, reason: String) -> VerdictMark {
        VerdictMark { key: text::verdict_key(verdict), word: text::verdict(language, verdict), reason }
    }

    /// Adds it as the part `verdict` of the theme does, without what only old browsers need.
    pub fn write(&self, html: &mut String) {
        for piece in [
            "<span class=\"verdict v-",
            self.key,
            "\"><svg class=\"mark\" aria-hidden=\"true\"><use href=\"#m-",
            self.key,
            "\"/></svg><span class=\"word\">",
            self.word,
            "</span></span>",
        ] {
            html.push_str(piece);
        }
        if !self.reason.is_empty() {
            html.push_str("<span class=\"reason\">");
            escape(&self.reason, html);
            html.push_str("</span>");
        }
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

impl OriginMark {
    /// Returns the mark of an origin.
    pub fn new(language: Language, origin: Origin) -> OriginMark {
        OriginMark { key: text::origin_key(origin), word: text::origin(language, origin) }
    }

    /// Adds it as the part `origin` of the theme does.
    pub fn write(&self, html: &mut String) {
        for piece in ["<span class=\"origin o-", self.key, "\">", self.word, "</span>"] {
            html.push_str(piece);
        }
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

impl Flag {
    /// Adds it as the part `flag` of the theme does.
    pub fn write(&self, html: &mut String) {
        html.push_str("<sup class=\"flag\"><a href=\"");
        escape(&self.href, html);
        html.push_str("\" title=\"");
        escape(self.title, html);
        html.push_str("\" aria-label=\"");
        escape(self.text, html);
        html.push(' ');
        escape(self.title, html);
        html.push_str("\">");
        escape(self.text, html);
        html.push_str("</a></sup>");
    }
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
