//! `bantin check`: what is wrong with the content.

use std::io::{self, Write};

use serde_json::json;

use super::args::{Asked, Check, Format};
use super::patch::Change;
use super::report::{Passage, Report};
use super::stages::Stages;
use super::{End, Failure};
use crate::analyse::waiting::Waiting;
use crate::diag::{At, Problem, Say};
use crate::say;

/// What the stages found wrong, and the way from its places to text.
pub struct Look {
    /// Every problem of every stage that ran.
    pub problems: Vec<Problem>,
    /// How much they compared.
    pub compared: Compared,
    /// What no page shows yet.
    pub waiting: Vec<Waiting>,
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

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Problems alone.
    Plainly,
    /// Figures for the numbers that are tied to nothing as well.
    Suggesting,
}

/// Looks for problems and prints them; makes the changes that are beyond doubt where that is asked for, and
/// then reports what is left.
///
/// # Errors
///
/// Fails when a stage could not run, a file could not be changed, or nothing can be printed.
pub fn run(
    asked: &Asked,
    options: Check,
    out: &mut impl Write,
    mut look: impl FnMut(How, &mut Stages) -> Result<(Look, Vec<Change>), Say>,
) -> Result<End, Failure> {
    let mut stages = Stages::default();
    let how = if options.suggest || options.fix { How::Suggesting } else { How::Plainly };
    let (mut found, mut changes) = look(how, &mut stages).map_err(Failure::Said)?;
    let mut made = Vec::new();
    if options.fix && !changes.is_empty() {
        for change in &changes {
            change.make().map_err(|refusal| Failure::Said(refusal.say()))?;
        }
        made = changes;
        (found, changes) = look(how, &mut stages).map_err(Failure::Said)?;
    }
    let report = Report::new(&found.problems, &asked.shared.deny, &*found.place);
    match asked.shared.format {
        Format::Json => {
            let Compared { relations, explained } = found.compared;
            let mut document = json!({
                "problems": report.to_json(), "relations": relations, "explained": explained,
                "waiting": to_json(&found),
            });
            if how == How::Suggesting {
                document["patch"] = json!(changes.iter().map(Change::diff).collect::<String>());
                document["changed"] = made.iter().flat_map(Change::to_json).collect();
            }
            writeln!(out, "{document:#}")?;
        }
        Format::Text => {
            tell_made(asked, &made, out)?;
            print(asked, &report, out)?;
            offer(asked, &changes, out)?;
            if !asked.shared.quiet {
                tell(asked, &found, out)?;
            }
        }
    }
    Ok(if report.errors() > 0 { End::Problems } else { End::Clean })
}

/// Prints what was changed, line by line.
fn tell_made(asked: &Asked, made: &[Change], out: &mut impl Write) -> io::Result<()> {
    for change in made {
        for (line, old, new) in &change.told {
            let old = old.split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(out, "{}:{line}: {old} → {new}", change.original.name)?;
        }
    }
    let count: usize = made.iter().map(|change| change.told.len()).sum();
    if count > 0 {
        let words = say!("Đã ghi {count} tham chiếu.", "Wrote {count} references.");
        writeln!(out, "{}\n", words.of(asked.shared.lang))?;
    }
    Ok(())
}

/// Prints the changes that `--fix` would make, as a patch.
fn offer(asked: &Asked, changes: &[Change], out: &mut impl Write) -> io::Result<()> {
    let count: usize = changes.iter().map(|change| change.told.len()).sum();
    if count == 0 {
        return Ok(());
    }
    let words = say!(
        "bantin check --fix ghi {count} tham chiếu chắc chắn sau đây; các số còn lại xin tự chọn:",
        "bantin check --fix writes these {count} references, which are beyond doubt; choose the others yourself:"
    );
    writeln!(out, "\n{}\n", words.of(asked.shared.lang))?;
    changes.iter().try_for_each(|change| write!(out, "{}", change.diff()))?;
    writeln!(out)
}

/// Prints a report, unless there is nothing to say and nothing is wanted.
pub(super) fn print(asked: &Asked, report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    if asked.shared.quiet && report.errors() + report.warnings() == 0 {
        return Ok(());
    }
    report.print(asked.shared.lang, super::width(), out)
}

/// What waits, as file and day.
pub(super) fn to_json(look: &Look) -> serde_json::Value {
    let one = |one: &Waiting| json!({ "file": (look.place)(one.at).path, "from": one.from.to_string() });
    look.waiting.iter().map(one).collect()
}

/// Prints how much was compared, and what no page shows yet.
pub(super) fn tell(asked: &Asked, look: &Look, out: &mut impl Write) -> io::Result<()> {
    let Compared { relations, explained } = look.compared;
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
    writeln!(out, "{}", words.of(asked.shared.lang))?;
    tell_waiting(asked, look, out)
}

/// So many files are named.
const NAMED: usize = 3;

fn tell_waiting(asked: &Asked, look: &Look, out: &mut impl Write) -> io::Result<()> {
    let count = look.waiting.len();
    if count == 0 {
        return Ok(());
    }
    let named = look.waiting.iter().take(NAMED);
    let mut files: Vec<String> =
        named.map(|one| format!("{} ({})", (look.place)(one.at).path, one.from)).collect();
    if count > NAMED {
        files.push("…".to_owned());
    }
    let files = files.join(", ");
    let words = say!(
        "{count} báo cáo, kế hoạch hoặc đính chính chưa hiện ở trang nào, vì công bố sau ngày chốt (cutoff) của số bản tin mới nhất: {files}. \
         Lập số bản tin mới để đưa vào; nếu ngày ghi nhầm thì sửa ngày.",
        "{count} reports, plans or corrections stand on no page yet, because they come after the cutoff of the newest issue: {files}. \
         Make a new issue to show them; where a date is wrong, correct it."
    );
    writeln!(out, "{}", words.of(asked.shared.lang))
}
