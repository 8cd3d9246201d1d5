//! `bantin review`: the sheet for the person who signs an issue.

use std::io::Write;
use std::path::PathBuf;

use serde_json::json;

use super::args::{Asked, Format, Review};
use super::check::{self, Look};
use super::report::Report;
use super::stages::Stages;
use super::{End, Failure};
use crate::diag::Say;
use crate::say;
use crate::write::put;

/// What the stages made of the content.
pub struct Sheet {
    /// What they found wrong.
    pub look: Look,
    /// The issue's folder name and the sheet; `None` where errors stood in its way.
    pub html: Option<(String, String)>,
}

/// Makes a sheet, writes it if the content has no error, and prints where it is.
///
/// # Errors
///
/// Fails when a stage could not run, there is no such issue, or nothing can be written.
pub fn run(
    asked: &Asked,
    options: &Review,
    out: &mut impl Write,
    sheet: impl FnOnce(&mut Stages) -> Result<Sheet, Say>,
) -> Result<End, Failure> {
    let sheet = sheet(&mut Stages::default()).map_err(Failure::Said)?;
    let report = Report::new(&sheet.look.problems, &asked.shared.deny, &*sheet.look.place);
    let written = match sheet.html.filter(|_| report.errors() == 0) {
        Some((issue, html)) => {
            let path = PathBuf::from(format!("phieu-duyet-{issue}.html"));
            let path = options.output.clone().unwrap_or(path);
            put(&path, html.as_bytes()).map_err(|refusal| Failure::Said(refusal.say()))?;
            Some(path)
        }
        None => None,
    };
    match asked.shared.format {
        Format::Json => {
            let sheet = written.as_ref().map(|path| path.to_string_lossy());
            writeln!(out, "{:#}", json!({ "problems": report.to_json(), "sheet": sheet }))?;
        }
        Format::Text => {
            check::print(asked, &report, out)?;
            if !asked.shared.quiet {
                let words = match &written {
                    Some(path) => {
                        let path = path.display();
                        say!("Mở để xem và in: {path}", "Open and print: {path}")
                    }
                    None => say!(
                        "Nội dung còn lỗi nên chưa lập phiếu duyệt.",
                        "The content has errors, so the sheet was not made."
                    ),
                };
                writeln!(out, "{}", words.of(asked.shared.lang))?;
            }
        }
    }
    Ok(if written.is_none() { End::Problems } else { End::Clean })
}
