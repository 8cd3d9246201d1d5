//! Did you mean: the nearest of the words that are known, or the list of them.

use crate::diag::Say;
use crate::model::fold;
pub(super) use crate::model::nearest::nearest;
use crate::say;

/// Returns "did you mean …" or the list of what there is.
pub(super) fn way_out<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Say> {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = nearest(word, known.iter().copied()) {
        return Some(say!("ý bạn là “{near}”?", "did you mean “{near}”?"));
    }
    if known.is_empty() {
        return None;
    }
    let more = if known.len() > 12 { ", …" } else { "" };
    let list = known[..known.len().min(12)].join(", ");
    Some(say!("có thể dùng: {list}{more}", "known: {list}{more}"))
}

/// Returns the slug that a name would have, short enough to be one.
pub(super) fn slug(name: &str) -> String {
    fold::slug(name, 80)
}
