//! The checks whose weight an author may set in `site.toml`.

use super::wording::Wording;

/// The names of the checks, sorted.
///
/// A name stands here because the input format knows it. What a check does, stands in
/// `analyse::reconcile`, or in `read` where a file alone shows the fault; a test keeps them in step.
pub const NAMES: [&str; 38] = [
    "accessed-before-published",
    "baseline",
    "changed-name",
    "changed-target",
    "changed-verdict",
    "complete-parts",
    "copied-report",
    "disagreement",
    "explained-nothing",
    "impossible-percentage",
    "issue-out-of-step",
    "level-backwards",
    "missed-without-explanation",
    "movement",
    "name-without-english",
    "odd-year",
    "out-of-line",
    "part-above-whole",
    "period-after-cutoff",
    "printed-attainment",
    "printed-change",
    "printed-share",
    "prose-figure",
    "rate-out-of-line",
    "result-after-report",
    "result-without-plan",
    "running-count",
    "shares-above-whole",
    "silent-revision",
    "small-cell",
    "statements-disagree",
    "sub-periods",
    "subset-above-set",
    "target-outside-term",
    "target-without-result",
    "unknown-plan",
    "unreferenced-number",
    "zones-and-parent",
];

/// The checks that are off unless an author asks for them; sorted.
pub const OFF: [&str; 2] = ["result-without-plan", "target-without-result"];

/// How much an author wants a check to weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// The site is not built.
    Error,
    /// The site is built, and the problem printed.
    Warning,
    /// Nothing is said.
    Off,
}

/// The author's words on a difference that is no slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The check whose difference it explains; nothing where the author named none.
    pub check: Option<&'static str>,
    /// The words, published beside the figure.
    pub words: Wording,
}

/// Returns the name as it stands in [`NAMES`].
pub fn name(word: &str) -> Option<&'static str> {
    NAMES.iter().copied().find(|name| *name == word)
}
