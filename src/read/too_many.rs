//! `too-many`: more of a kind than keys can tell apart.

use crate::diag::{At, Problem, Say};
use crate::model::id::MOST;
use crate::say;

/// Returns the problem of the first that is one too many; `what` names the kind, in the plural.
pub(super) fn problem(at: At, Say { vi, en }: Say) -> Problem {
    let [most_vi, most_en] = [".", ","].map(|mark| format!("{}{mark}{:03}", MOST / 1000, MOST % 1000));
    let fault = say!("nhiều hơn {most_vi} {vi}", "more than {most_en} {en}");
    Problem::error("too-many", at, fault).way_out(say!(
        "từ đây trở đi không đọc nữa: gộp lại hoặc bỏ bớt cho đủ {most_vi}",
        "nothing is read from here on: merge some, or leave some out, until there are {most_en}"
    ))
}

/// Leaves those away that are too many, and returns the problem of the first of them.
pub(super) fn cut<T>(all: &mut Vec<T>, at: impl Fn(&T) -> At, what: Say) -> Option<Problem> {
    let first = at(all.get(MOST)?);
    all.truncate(MOST);
    Some(problem(first, what))
}
