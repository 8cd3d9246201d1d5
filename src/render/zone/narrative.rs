//! The narrative of a zone, passage by passage.

use crate::language::Language;
use crate::model::id::ZoneKey;
use crate::model::prose::{Block, Prose, Section};
use crate::render::component::Passage;
use crate::render::edition::Edition;
use crate::render::embed::Embedding;
use crate::render::link::{self, Link, Root};
use crate::render::markdown::{self, Setting};

/// The narrative, heading by heading.
pub(super) fn sections(edition: &Edition, key: ZoneKey, prose: &Prose, embed: Embedding) -> Vec<Passage> {
    let here = link::zone(edition.project, key);
    let passage = |(n, (title, blocks)): (usize, (String, &[Block]))| {
        let prefix = format!("bai{}", n + 1);
        let setting = Setting {
            edition,
            root: Root::TWO,
            here: &here,
            prefix: &prefix,
            shift: 1,
            notes: &prose.blocks,
            embed: &|one| embed(one, 3),
        };
        let text_html = markdown::html(blocks, &setting);
        Passage { id: format!("bai.{}", n + 1), title: Link::plain(title), text_html }
    };
    split(edition.language, &prose.blocks).into_iter().enumerate().map(passage).collect()
}

/// Returns the anchor of the passage that a standard section of a narrative stands in.
pub fn passage(prose: &Prose, section: Section) -> Option<String> {
    let is_section =
        |block: &Block| matches!(block, Block::Heading { section: Some(own), .. } if *own == section);
    let place = prose.blocks.iter().position(is_section)?;
    let starts = starts(&prose.blocks);
    let introduction = starts.first().is_some_and(|&first| has_text(&prose.blocks[..first]));
    let number = starts.iter().filter(|&&start| start <= place).count() + usize::from(introduction);
    Some(format!("bai.{}", number.max(1)))
}

/// The places of the headings of the highest level below the page's own.
fn starts(blocks: &[Block]) -> Vec<usize> {
    let level = |block: &Block| match block {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    };
    let top = blocks.iter().filter_map(level).filter(|&level| level > 1).min();
    (0..blocks.len()).filter(|&n| top.is_some() && level(&blocks[n]) == top).collect()
}

fn has_text(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| !matches!(block, Block::Heading { .. }))
}

/// Returns the headings of the highest level with the blocks below them; what stands before the first
/// heading goes under *Giới thiệu*, in English *Introduction*.
pub fn split(language: Language, blocks: &[Block]) -> Vec<(String, &[Block])> {
    let starts = starts(blocks);
    let Some(&first) = starts.first() else {
        return if blocks.is_empty() {
            Vec::new()
        } else {
            vec![(language.pick("Giới thiệu", "Introduction").to_owned(), blocks)]
        };
    };
    let mut groups = Vec::new();
    let before = &blocks[..first];
    if has_text(before) {
        groups.push((language.pick("Giới thiệu", "Introduction").to_owned(), before));
    }
    for (n, &start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(blocks.len());
        let Block::Heading { content, .. } = &blocks[start] else { unreachable!("starts are headings") };
        groups.push((markdown::plain(content), &blocks[start + 1..end]));
    }
    groups
}
