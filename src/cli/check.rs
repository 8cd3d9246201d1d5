//! `bantin check`: what is wrong with the content.

use std::io::{self, Write};

use serde_json::json;

use super::args::{Asked, Format};
use super::report::{Passage, Report};
use super::stages::Stages;
use super::{End, Failure};
use crate::diag::{At, Problem, Say};
use crate::say;

/// What the stages found wrong, and the way from its places to text.
pub struct Look {
    /// Every problem of every stage that ran.
    pub problems: Vec<Problem>,
    /// How much they compared.
    pub compared: Compared,
    /// Returns the text of a place.
    pub place: Box<dyn Fn(At) -> Passage>,
}

/// How much was compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Compared {
    /// Relations between figures, targets and texts.
    pub relations: usize,
    /// Differences that an author explains.
    pub explained: usize,
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
        Format::Json => {
            let Compared { relations, explained } = look.compared;
            let document = json!({
                "problems": report.to_json(), "relations": relations, "explained": explained,
            });
            writeln!(out, "{document:#}")?;
        }
        Format::Text => {
            print(asked, &report, out)?;
            if !asked.shared.quiet {
                tell(asked, look.compared, out)?;
            }
        }
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

/// Prints how much was compared.
pub(super) fn tell(asked: &Asked, compared: Compared, out: &mut impl Write) -> io::Result<()> {
    let Compared { relations, explained } = compared;
    let words = match explained {
        0 => say!(
            "Đã đối chiếu {relations} quan hệ giữa các số liệu.",
            "Compared {relations} relations between figures."
        ),
        _ => say!(
            "Đã đối chiếu {relations} quan hệ giữa các số liệu; {explained} khác biệt có giải trình.",
            "Compared {relations} relations between figures; {explained} differences are explained."
        ),
    };
    writeln!(out, "{}", asked.shared.lang.of(&words))
}
