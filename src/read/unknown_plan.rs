//! `unknown-plan`: a printed attainment names a plan that nearly is one of the zone's plans.
//!
//! # What it checks
//! The name under `attained.<plan>` where the zone has no plan file of that name, against the names of the
//! files that it has.
//!
//! # Why it matters
//! Without a plan file the target is implied by the percentage; a mistyped name would hide the target that
//! the percentage should be checked against.
//!
//! # Example
//! `attained.nghi-quyet-2020-2052 = "110%"` beside `plans/nghi-quyet-2020-2025.toml`.
//!
//! # How to settle it
//! Mend the name; where there is no plan file, choose a name that is not nearly that of another plan.

use crate::diag::{At, Problem};
use crate::model::id::Slug;
use crate::model::nearest;
use crate::say;

/// Returns what is said about a plan's name that has no file but nearly is the name of one.
pub(super) fn problem(at: At, slug: &Slug, plans: &[Slug]) -> Option<Problem> {
    let close = |plan: &&Slug| nearest::distance(plan.as_str(), slug.as_str()) <= 2;
    let near = plans.iter().find(close).filter(|_| !plans.contains(slug))?;
    let fault = say!("không có kế hoạch “{slug}”", "there is no plan “{slug}”");
    Some(Problem::warning("unknown-plan", at, fault).way_out(say!(
        "ý bạn là “{near}”? Nếu không có tệp kế hoạch, chỉ tiêu được suy ra",
        "did you mean “{near}”? Without a plan file the target is implied"
    )))
}
