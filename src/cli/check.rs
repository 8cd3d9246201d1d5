//! `bantin check`: what is wrong with the content.

use std::io::{self, Write};

use serde_json::json;

use super::args::{Asked, Format};
use super::report::{Passage, Report};
use super::stages::Stages;
use super::{End, Failure};
use crate::diag::{At, Problem, Say};

/// What the stages found wrong, and the way from its places to text.
pub struct Look {
    /// Every problem of every stage that ran.
    pub problems: Vec<Problem>,
    /// Returns the text of a place.
    pub place: Box<dyn Fn(At) -> Passage>,
}

/// Looks for problems and prints them.
///
/// # Errors
///
/// Fails when a stage could not run or nothing can be printed.
pub fn run(
    asked: &Asked,
    out: &mut impl Write,
    look: impl FnOnce(&mut Stages) -> Result<Look, Say>,
) -> Result<End, Failure> {
    let mut stages = Stages::default();
    let look = look(&mut stages).map_err(Failure::Said)?;
    let report = Report::new(&look.problems, &asked.shared.deny, &*look.place);
    match asked.shared.format {
        Format::Json => writeln!(out, "{:#}", json!({ "problems": report.to_json() }))?,
        Format::Text => print(asked, &report, out)?,
    }
    Ok(if report.errors() > 0 { End::Problems } else { End::Clean })
}

/// Prints a report, unless there is nothing to say and nothing is wanted.
pub(super) fn print(asked: &Asked, report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    if asked.shared.quiet && report.errors() + report.warnings() == 0 {
        return Ok(());
    }
    report.print(asked.shared.lang, super::width(), out)
}
