//! Issues: one number of the bulletin, and what was known when it closed.

use super::id::{Slug, ZoneKey};
use super::period::{Day, Period};
use super::prose::{Block, Prose};
use super::record::Frozen;
use super::wording::Wording;
use crate::diag::At;
use crate::language::Language;

/// One issue.
#[derive(Debug)]
pub struct Issue {
    /// Its name in files and addresses.
    pub id: Slug,
    /// Its running number.
    pub number: u32,
    /// Its title.
    pub title: Wording,
    /// The period that it reports.
    pub period: Period,
    /// Figures published after this day are not in it.
    pub cutoff: Day,
    /// When it came out.
    pub published: Day,
    /// When the next one comes out.
    pub next: Option<Day>,
    /// The zones that it covers.
    pub zones: Vec<ZoneKey>,
    /// Its narrative.
    pub prose: Prose,
    /// The English narrative.
    pub prose_en: Option<Prose>,
    /// What it showed when it was frozen; nothing where it was not.
    pub frozen: Option<Frozen>,
    /// Where it is declared.
    pub at: At,
}

impl Issue {
    /// Returns the narrative in a language, where there is one.
    pub fn prose_in(&self, language: Language) -> Option<&Prose> {
        language.pick(Some(&self.prose), self.prose_en.as_ref())
    }

    /// Returns the blocks of the narrative in a language; none where it has no narrative in it.
    pub fn blocks(&self, language: Language) -> &[Block] {
        self.prose_in(language).map_or(&[], |prose| &prose.blocks)
    }
}
