//! `bantin publish`: an issue frozen, and its record beside it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{Asked, Format};
use super::check::{self, Look};
use super::report::Report;
use super::stages::Stages;
use super::{End, Failure};
use crate::diag::Say;
use crate::model::record::{Prints, Record};
use crate::say;
use crate::write::record;

/// What the stages made of the content and of one issue.
pub struct Ready {
    /// What they found wrong.
    pub look: Look,
    /// The issue; `None` where errors stood in its way.
    pub issue: Option<Draft>,
}

/// An issue that can be frozen.
pub struct Draft {
    /// Its name.
    pub id: String,
    /// Its running number.
    pub number: u32,
    /// Its folder.
    pub folder: PathBuf,
    /// What it shows.
    pub record: Record,
    /// The fingerprints of that.
    pub prints: Prints,
    /// The fingerprints of its record, where it is frozen already.
    pub before: Option<Prints>,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    /// The record was written.
    Frozen,
    /// There was a record, and it says the same.
    Same,
    /// There was a record, and it says the same; the page looks otherwise.
    OtherPage,
    /// There was a record that says something else.
    Different,
}

/// Freezes an issue if the content has no error, and prints what was done.
///
/// # Errors
///
/// Fails when a stage could not run, there is no such issue, or nothing can be written or printed.
pub fn run(
    asked: &Asked,
    id: &str,
    out: &mut impl Write,
    ready: impl FnOnce(&mut Stages) -> Result<Ready, Say>,
) -> Result<End, Failure> {
    let mut stages = Stages::default();
    let ready = ready(&mut stages).map_err(Failure::Said)?;
    let report = Report::new(&ready.look.problems, &asked.shared.deny, &*ready.look.place);
    let issue = ready.issue.as_ref().filter(|_| report.errors() == 0);
    let done = issue.map(freeze).transpose()?;
    match asked.shared.format {
        Format::Json => {
            let published = issue.zip(done).map(|(issue, done)| to_json(issue, done));
            let document = json!({ "problems": report.to_json(), "published": published });
            writeln!(out, "{document:#}")?;
        }
        Format::Text => {
            check::print(asked, &report, out)?;
            match issue.zip(done) {
                None => refuse(asked, id, out)?,
                Some((_, Done::Frozen | Done::Same | Done::OtherPage)) if asked.shared.quiet => {}
                Some((issue, done)) => tell(asked, issue, done, out)?,
            }
        }
    }
    let clean = matches!(done, Some(Done::Frozen | Done::Same | Done::OtherPage));
    Ok(if clean { End::Clean } else { End::Problems })
}

fn freeze(issue: &Draft) -> Result<Done, Failure> {
    let Some(before) = &issue.before else {
        let kept = record::keep(&issue.folder, &issue.id, &issue.record, &issue.prints);
        return kept.map(|_| Done::Frozen).map_err(|refusal| Failure::Said(refusal.say()));
    };
    let same = (&before.figures, &before.verdicts) == (&issue.prints.figures, &issue.prints.verdicts);
    Ok(match same {
        true if before.page == issue.prints.page => Done::Same,
        true => Done::OtherPage,
        false => Done::Different,
    })
}

fn path(folder: &Path) -> String {
    folder.join(record::NAME).display().to_string()
}

fn to_json(issue: &Draft, done: Done) -> serde_json::Value {
    let Prints { figures, verdicts, page } = &issue.prints;
    json!({
        "issue": issue.id,
        "done": match done {
            Done::Frozen => "frozen",
            Done::Same => "same",
            Done::OtherPage => "other-page",
            Done::Different => "different",
        },
        "figures": issue.record.figures.len(),
        "verdicts": issue.record.verdicts.len(),
        "record": path(&issue.folder),
        "fingerprint": {
            "figures": figures.to_string(), "verdicts": verdicts.to_string(), "page": page.to_string(),
        },
    })
}

/// The last line where errors stood in the way; they are printed above.
fn refuse(asked: &Asked, id: &str, out: &mut impl Write) -> io::Result<()> {
    let words = say!(
        "Nội dung còn lỗi nên chưa chốt số {id}: sửa các lỗi trên rồi chạy lại. Số đã chốt từ trước vẫn giữ nguyên.",
        "The content has errors, so issue {id} was not frozen: mend them and run again. What was frozen before stays as it was."
    );
    writeln!(out, "{}", words.of(asked.shared.lang))
}

fn tell(asked: &Asked, issue: &Draft, done: Done, out: &mut impl Write) -> io::Result<()> {
    let (number, id) = (issue.number, &issue.id);
    let (print, path) = (&issue.prints.figures, path(&issue.folder));
    let words = match done {
        Done::Frozen => {
            let (figures, verdicts) = (issue.record.figures.len(), issue.record.verdicts.len());
            say!(
                "Đã chốt số {number} ({id}): {figures} số liệu, {verdicts} kết luận.\n\
                 Dấu vân tay số liệu: {print}\n\
                 Bản ghi: {path}. Hãy lưu tệp này cùng nội dung; đừng sửa, đừng xóa.\n\
                 Từ nay sửa một số đã đăng thì phải ghi correction và lý do (xem docs/huong-dan.md).",
                "Froze issue {number} ({id}): {figures} figures, {verdicts} verdicts.\n\
                 Fingerprint of the figures: {print}\n\
                 Record: {path}. Keep the file with the content; neither edit nor delete it.\n\
                 From now on a published figure is mended with a correction and a reason (see docs/format.md)."
            )
        }
        Done::Same => say!(
            "Số {number} ({id}) đã chốt từ trước và không có gì đổi: không phải làm gì.\n\
             Dấu vân tay số liệu: {print}",
            "Issue {number} ({id}) was frozen before and nothing changed: there is nothing to do.\n\
             Fingerprint of the figures: {print}"
        ),
        Done::OtherPage => say!(
            "Số {number} ({id}) đã chốt từ trước; số liệu và kết luận không đổi: không phải làm gì.\n\
             Trang dựng ra không còn từng chữ như khi chốt: lời văn, giao diện hoặc bản bantin đã đổi.\n\
             Dấu vân tay số liệu: {print}",
            "Issue {number} ({id}) was frozen before; its figures and verdicts are the same: there is nothing to do.\n\
             The page is not what it was to the letter: its text, the theme or bantin itself changed.\n\
             Fingerprint of the figures: {print}"
        ),
        Done::Different => say!(
            "Số {number} ({id}) đã chốt từ trước, và nội dung nay khác bản ghi {path} ở những chỗ nêu trên.\n\
             Bản ghi giữ nguyên. Hãy trả nội dung về như khi chốt; chỉ khi số này chưa phát hành mới xóa bản ghi rồi chốt lại.",
            "Issue {number} ({id}) was frozen before, and the content now differs from the record {path} where it says so above.\n\
             The record stays as it was. Put the content back; only where the issue has not come out yet, delete the record and freeze it again."
        ),
    };
    writeln!(out, "{}", words.of(asked.shared.lang))
}
