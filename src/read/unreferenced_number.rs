//! `unreferenced-number`: a number in a narrative is tied to no figure.
//!
//! # What it checks
//! Every number in Markdown that is no reference (`[257](figure:…)`), date, ordinal or number of a document, and
//! is not marked `[5](plain:)`.
//!
//! # Why it matters
//! A number that nothing ties to the data may disagree with the table beside it, today or after the next
//! report.
//!
//! # Example
//! `Đến tháng 9, 257 người được kết nạp.`
//!
//! # How to settle it
//! Write `[257](figure:ket-nap@2018/2022-09)`, or `[257](plain:)` where it is no figure.

use crate::diag::{At, Problem};
use crate::say;

/// Returns what is said about a loose number.
pub(super) fn problem(at: At, word: &str) -> Problem {
    let fault = say!("số “{word}” không dẫn tới dữ liệu", "the number “{word}” is tied to no figure");
    Problem::warning("unreferenced-number", at, fault).way_out(say!(
        "viết [{word}](figure:…) để đối chiếu với số liệu, hoặc [{word}](plain:) nếu không phải số liệu",
        "write [{word}](figure:…) to have it checked, or [{word}](plain:) if it is no figure"
    ))
}
