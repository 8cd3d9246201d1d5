//! A [`Refusal`]: why a value is not taken, before it is known where it stands.

use crate::diag::Say;

/// Why a value is refused, and what may be written instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The fault's stable name.
    pub rule: &'static str,
    /// What is wrong, one phrase.
    pub fault: Say,
    /// What to do about it.
    pub way_out: Option<Say>,
    /// Values to write instead, as TOML; more than one where the author has to choose.
    pub instead: Vec<String>,
}

impl Refusal {
    /// A refusal without a way out.
    pub fn new(rule: &'static str, fault: Say) -> Refusal {
        Refusal { rule, fault, way_out: None, instead: Vec::new() }
    }

    /// The same refusal with a way out.
    pub fn way_out(mut self, words: Say) -> Refusal {
        self.way_out = Some(words);
        self
    }

    /// The same refusal with one more value to write instead.
    pub fn instead(mut self, value: impl Into<String>) -> Refusal {
        self.instead.push(value.into());
        self
    }
}
