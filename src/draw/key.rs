//! The keys: what a mark means, and the mark beside the words.

use super::chart::KeyItem;
use super::mark::Mark;
use super::value::Shape;
use crate::language::Language;

/// A key item with a filled square.
pub(super) fn fill(mark: Mark, words: impl Into<String>) -> KeyItem {
    let class = mark.class();
    item(14, &format!(r#"<rect class="{class}" width="14" height="14"/>"#), words)
}

/// A key item with an upright tick, for a target in a row.
pub(super) fn tick(mark: Mark, words: impl Into<String>) -> KeyItem {
    let class = mark.class();
    item(14, &format!(r#"<line class="{class}" x1="7" y1="0" x2="7" y2="14"/>"#), words)
}

/// A key item with a level line, for a target across columns.
pub(super) fn line(mark: Mark, words: impl Into<String>) -> KeyItem {
    let class = mark.class();
    item(22, &format!(r#"<line class="{class}" x1="0" y1="7" x2="22" y2="7"/>"#), words)
}

/// A key item with a level line and a point on it.
pub(super) fn line_with_dot(line: Mark, dot: Mark, words: impl Into<String>) -> KeyItem {
    let (line, dot) = (line.class(), dot.class());
    let marks = format!(
        r#"<line class="{line}" x1="0" y1="7" x2="22" y2="7"/><circle class="{dot}" cx="11" cy="7" r="3.5"/>"#
    );
    item(22, &marks, words)
}

/// A key item with a point.
pub(super) fn dot(mark: Mark, words: impl Into<String>) -> KeyItem {
    let class = mark.class();
    item(14, &format!(r#"<circle class="{class}" cx="7" cy="7" r="5.5"/>"#), words)
}

/// The key items for the ways in which points are uncertain, each once.
pub(super) fn uncertain_points(language: Language, shapes: &[Shape]) -> Vec<KeyItem> {
    let has = |test: fn(&Shape) -> bool| shapes.iter().any(test);
    let (whisker, ring, dashed) = (Mark::Whisker.class(), Mark::Ring.class(), Mark::RingDashed.class());
    let upright = format!(r#"<line class="{whisker}" x1="7" y1="0" x2="7" y2="14"/>"#);
    let mut key = Vec::new();
    if has(|shape| shape.is_open()) {
        let marks = format!(r#"{upright}<circle class="{ring}" cx="7" cy="10" r="3.5"/>"#);
        key.push(item(14, &marks, at_least(language)));
    }
    if has(|shape| matches!(shape, Shape::Between(..))) {
        key.push(item(14, &upright, between(language)));
    }
    if has(|shape| matches!(shape, Shape::About(..) | Shape::AboutAtLeast(_))) {
        key.push(item(14, &format!(r#"<circle class="{dashed}" cx="7" cy="7" r="5"/>"#), about(language)));
    }
    key
}

/// The key items for the ways in which rates are uncertain, each once.
pub(super) fn uncertain_rates(language: Language, shapes: &[Shape]) -> Vec<KeyItem> {
    let has = |test: fn(&Shape) -> bool| shapes.iter().any(test);
    let cap = |x: u32| format!(r#"<line class="{0}" x1="{x}" y1="1" x2="{x}" y2="13"/>"#, Mark::Cap.class());
    let mut key = Vec::new();
    if has(|shape| shape.is_open()) {
        let fade = Mark::Fade.class();
        let marks = format!(r#"<rect class="{fade}" x="1" y="3" width="20" height="8"/>{}"#, cap(1));
        key.push(item(22, &marks, at_least(language)));
    }
    if has(|shape| matches!(shape, Shape::Between(..))) {
        let whisker = Mark::Whisker.class();
        let marks = format!(r#"<line class="{whisker}" x1="1" y1="7" x2="21" y2="7"/>{}{}"#, cap(1), cap(21));
        key.push(item(22, &marks, between(language)));
    }
    if has(|shape| matches!(shape, Shape::About(..) | Shape::AboutAtLeast(_))) {
        key.push(dot(Mark::RingDashed, about(language)));
    }
    key
}

/// A key item with a band between two lines, for a target range.
pub(super) fn band(words: impl Into<String>) -> KeyItem {
    let (band, end) = (Mark::Band.class(), Mark::TargetEnd.class());
    let marks = format!(
        r#"<rect class="{band}" y="1" width="22" height="12"/><line class="{end}" x1="0" y1="1" x2="22" y2="1"/><line class="{end}" x1="0" y1="13" x2="22" y2="13"/>"#
    );
    item(22, &marks, words)
}

/// A key item with the dashed square of a period that is not over.
pub(super) fn open(words: impl Into<String>) -> KeyItem {
    let (fill, edge) = (Mark::Open.class(), Mark::OpenEdge.class());
    let marks = format!(
        r#"<rect class="{fill}" width="14" height="14"/><rect class="{edge}" x="1" y="1" width="12" height="12"/>"#
    );
    item(14, &marks, words)
}

/// The key items for the ways of being uncertain that occur in `shapes`, each once.
pub(super) fn uncertain(language: Language, shapes: &[Shape]) -> Vec<KeyItem> {
    let has = |test: fn(&Shape) -> bool| shapes.iter().any(test);
    let mut key = Vec::new();
    if has(|shape| shape.is_open()) {
        let (solid, fade) = (Mark::Actual.class(), Mark::Fade.class());
        let marks = format!(
            r#"<rect class="{solid}" width="9" height="14"/><rect class="{fade}" x="9" width="13" height="14"/>"#
        );
        key.push(item(22, &marks, at_least(language)));
    }
    if has(|shape| shape.at_most().is_some()) {
        let (line, cap) = (Mark::LineUnsure.class(), Mark::Cap.class());
        let marks = format!(
            r#"<line class="{line}" x1="0" y1="7" x2="21" y2="7"/><line class="{cap}" x1="21" y1="0" x2="21" y2="14"/>"#
        );
        key.push(item(22, &marks, at_most(language)));
    }
    if has(|shape| matches!(shape, Shape::Between(..)) && shape.at_most().is_none()) {
        let (solid, hatch, cap) = (Mark::Actual.class(), Mark::Hatch.class(), Mark::Cap.class());
        let marks = format!(
            r#"<rect class="{solid}" y="2" width="9" height="10"/><rect class="{hatch}" x="9" y="2" width="12" height="10"/><line class="{cap}" x1="9" y1="0" x2="9" y2="14"/><line class="{cap}" x1="21" y1="0" x2="21" y2="14"/>"#
        );
        key.push(item(22, &marks, between(language)));
    }
    if has(|shape| matches!(shape, Shape::About(..) | Shape::AboutAtLeast(_))) {
        let (hatch, cap) = (Mark::Hatch.class(), Mark::CapDashed.class());
        let marks = format!(
            r#"<rect class="{hatch}" y="2" width="21" height="10"/><line class="{cap}" x1="21" y1="0" x2="21" y2="14"/>"#
        );
        key.push(item(22, &marks, about(language)));
    }
    key
}

fn at_least(language: Language) -> &'static str {
    language.pick("Ít nhất, thực tế có thể cao hơn", "At least; the true number may be higher")
}

fn at_most(language: Language) -> &'static str {
    language.pick("Không quá, thực tế có thể thấp hơn", "At most; the true number may be lower")
}

fn between(language: Language) -> &'static str {
    language.pick("Nằm giữa hai mức", "Between two values")
}

fn about(language: Language) -> &'static str {
    language.pick("Số ước chừng (“khoảng”)", "Approximate (“about”)")
}

fn item(width: u32, marks: &str, words: impl Into<String>) -> KeyItem {
    let swatch =
        format!(r#"<svg width="{width}" height="14" aria-hidden="true" focusable="false">{marks}</svg>"#);
    KeyItem { swatch, words: words.into() }
}
