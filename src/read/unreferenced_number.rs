//! `unreferenced-number`: a number in a narrative is tied to no figure.
//!
//! # What it checks
//! Every number in Markdown that is no reference (`[257](figure:…)`), date, ordinal or number of a document, and
//! is not marked `[5](plain:)`: in headings, tables, footnotes, links, the words of pictures and code too. "21
//! nghìn" and "5-7" are one number. Numbers in words alone ("hai lớp") are language.
//!
//! # Why it matters
//! A number that nothing ties to the data may disagree with the table beside it, today or after the next
//! report.
//!
//! # Example
//! `Đến tháng 9, 257 người được kết nạp.`
//!
//! # How to settle it
//! `bantin check --suggest` shows the figures that fit, `bantin check --fix` writes them in where there is no
//! doubt. Or write `[257](figure:ket-nap@2018/2022-09)`, or `[257](plain:)` where it is no figure.

use crate::diag::{At, Problem};
use crate::say;

/// Returns what is said about a loose number; `wraps` where brackets can be put round it.
pub(super) fn problem(at: At, words: &str, wraps: bool) -> Problem {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let fault = say!("số “{words}” không dẫn tới dữ liệu", "the number “{words}” is tied to no figure");
    let way_out = match wraps {
        true => say!(
            "viết [{words}](figure:…) để đối chiếu với số liệu, hoặc [{words}](plain:) nếu không phải số liệu",
            "write [{words}](figure:…) to have it checked, or [{words}](plain:) if it is no figure"
        ),
        false => say!(
            "ở đây (liên kết, chữ thay ảnh, mã, chữ có dấu nhấn mạnh bên trong) không đặt được tham chiếu: đưa số ra câu văn và viết [{words}](figure:…)",
            "no reference can stand here (a link, the words of a picture, code, emphasis inside): move the number into the text as [{words}](figure:…)"
        ),
    };
    Problem::warning("unreferenced-number", at, fault).way_out(way_out)
}
