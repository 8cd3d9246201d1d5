//! A [`Line`]: the text of one paragraph, heading or cell as it is read, and where each piece of it stands.

use super::broken_reference;
use super::loose_number::{self, Found};
use super::qualifier::{self, FILLED};
use super::unreferenced_number;
use crate::diag::{At, Problem};
use crate::model::prose::{Beside, Loose, NamedTime, Reading, TimePlace};
use std::ops::Range;

/// How far the words around a number are kept, in bytes.
const AROUND: usize = 400;

/// The text so far.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// The whole source.
    source: &'a str,
    text: String,
    pieces: Vec<Piece>,
}

/// A run of the text that stands together in the source.
#[derive(Debug)]
struct Piece {
    start: usize,
    span: Range<usize>,
    kind: Stand,
    /// Whether it stands in the source as it is read, without escapes.
    verbatim: bool,
}

/// What a run of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// Text in which a reference can be written.
    Free,
    /// The words of a link or picture, or code: no reference can be written there.
    Fixed,
    /// The words of a figure; its place.
    Figure(At),
    /// Declared to be no figure.
    Plain,
}

/// A figure in the text.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    at: At,
    span: Range<usize>,
}

/// What surrounds the text.
pub(super) struct Around<'a> {
    /// The file, and the byte at which the source starts in it.
    pub place: (u32, usize),
    /// Whether it is a heading.
    pub heading: bool,
    /// Whether it is English.
    pub english: bool,
    /// Words that are counted.
    pub units: &'a [String],
    /// The headings above it, the highest first.
    pub headings: &'a str,
}

impl<'a> Line<'a> {
    /// An empty text, of a source.
    pub fn new(source: &'a str) -> Line<'a> {
        Line { source, text: String::new(), pieces: Vec::new() }
    }

    /// Adds a run of text that stands at a span of the source.
    pub fn push(&mut self, text: &str, span: Range<usize>, kind: Stand) {
        let verbatim = self.source.get(span.clone()) == Some(text);
        self.pieces.push(Piece { start: self.text.len(), span, kind, verbatim });
        self.text.push_str(text);
    }

    /// Adds a figure whose brackets are empty.
    pub fn push_filled(&mut self, at: At) {
        self.push(FILLED.encode_utf8(&mut [0; 4]), 0..0, Stand::Figure(at));
    }

    /// Returns true where nothing was added.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Returns the text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the figures in the text, in order.
    pub fn figures(&self) -> Vec<Placed> {
        let mut placed: Vec<Placed> = Vec::new();
        for (n, piece) in self.pieces.iter().enumerate() {
            let Stand::Figure(at) = piece.kind else { continue };
            let end = self.end(n);
            match placed.last_mut() {
                Some(last) if last.at == at => last.span.end = end,
                _ => placed.push(Placed { at, span: piece.start..end }),
            }
        }
        placed
    }

    /// Returns what the text around a figure makes of its number.
    pub fn beside(
        &self,
        placed: &[Placed],
        at: At,
        words: &str,
        (unit, is_change): (&str, bool),
        english: bool,
    ) -> Option<Beside> {
        let n = placed.binary_search_by(|one| one.at.cmp(&at)).ok()?;
        let span = &placed[n].span;
        let near = self.text.floor_char_boundary(span.start.saturating_sub(60));
        let far = self.text.floor_char_boundary((span.end + 60).min(self.text.len()));
        let small = |range: Range<usize>| loose_number::small(&self.text[range]);
        qualifier::beside(
            words,
            (&small(near..span.start), &small(span.end..far)),
            (unit, is_change),
            english,
        )
    }

    /// Returns the problem of each reference that Markdown took for text.
    pub fn broken_references(&self, place: (u32, usize)) -> Vec<Problem> {
        let problem = |span: Range<usize>| broken_reference::problem(self.at(&span, place), &self.text[span]);
        self.broken().map(problem).collect()
    }

    fn broken(&self) -> impl Iterator<Item = Range<usize>> {
        let free = |span: &Range<usize>| self.pieces[self.piece(span.start)].kind == Stand::Free;
        broken_reference::find(&self.text).into_iter().filter(free)
    }

    /// Returns every number of the text that is tied to nothing, and the problem of each.
    pub fn loose(&self, around: &Around<'_>) -> Vec<(Loose, Problem)> {
        let mut tied: Vec<Range<usize>> = self
            .pieces
            .iter()
            .enumerate()
            .filter(|(_, piece)| matches!(piece.kind, Stand::Figure(_) | Stand::Plain))
            .map(|(n, piece)| piece.start..self.end(n))
            .collect();
        // What is reported as a reference already is not reported as a number.
        tied.extend(self.broken());
        tied.sort_by_key(|span| span.start);
        let (text, heading, english, units) = (&*self.text, around.heading, around.english, around.units);
        let found = loose_number::find(&loose_number::Text { text, tied: &tied, heading, english, units });
        if found.is_empty() {
            return Vec::new();
        }
        let times = loose_number::times(&self.text, english);
        found
            .iter()
            .map(|one| {
                let loose = self.one(one, around, &times);
                let problem =
                    unreferenced_number::problem(loose.at, &self.text[one.span.clone()], loose.wraps);
                (loose, problem)
            })
            .collect()
    }

    fn one(
        &self,
        found: &Found,
        around: &Around<'_>,
        times: &[(Range<usize>, crate::model::period::Period)],
    ) -> Loose {
        let Range { start, end } = found.span;
        let from = self.text.floor_char_boundary(start.saturating_sub(AROUND));
        let to = self.text.floor_char_boundary((end + AROUND).min(self.text.len()));
        let sentence = start
            - sentence_end(&self.text[from..start]).map_or(start - from, |n| start - from - n)
            ..end + sentence_start(&self.text[end..to]);
        // Times stand in order: only those near are looked at, however long the text is.
        let near = times[times.partition_point(|(span, _)| span.end <= from)..].iter();
        let near = near.take_while(|(span, _)| span.start < to).filter_map(|(span, time)| {
            let place = if span.end <= start {
                TimePlace::Before(span.start.saturating_sub(from)..span.end - from)
            } else if span.start >= end {
                TimePlace::After(span.start - end..span.end.min(to) - end)
            } else {
                return None;
            };
            Some(NamedTime { time: *time, here: sentence.contains(&span.start), place })
        });
        let above = loose_number::times(around.headings, around.english).into_iter();
        let above =
            above.map(|(span, time)| NamedTime { time, here: false, place: TimePlace::Heading(span) });
        Loose {
            at: self.at(&found.span, around.place),
            readings: found
                .readings
                .iter()
                .map(|(span, stated)| Reading {
                    at: self.at(span, around.place),
                    words: self.text[span.clone()].to_owned(),
                    stated: stated.clone(),
                })
                .collect(),
            halves: found.halves.iter().map(|half| self.one(half, around, times)).collect(),
            before: self.text[from..start].to_owned(),
            after: self.text[end..to].to_owned(),
            times: above.chain(near).collect(),
            headings: around.headings.to_owned(),
            wraps: self.is_free(&found.span),
        }
    }

    fn end(&self, n: usize) -> usize {
        self.pieces.get(n + 1).map_or(self.text.len(), |next| next.start)
    }

    /// The piece in which a byte of the text stands.
    fn piece(&self, at: usize) -> usize {
        self.pieces.partition_point(|piece| piece.start <= at).saturating_sub(1)
    }

    fn at(&self, span: &Range<usize>, (file, base): (u32, usize)) -> At {
        let place = |at: usize, is_end: bool| {
            let n = self.piece(if is_end { at - 1 } else { at });
            let piece = &self.pieces[n];
            match piece.verbatim {
                true => piece.span.start + at - piece.start,
                false if is_end => piece.span.end,
                false => piece.span.start,
            }
        };
        let start = place(span.start, false);
        let end = place(span.end, true).max(start);
        At { file, start: (base + start) as u32, end: (base + end) as u32 }
    }

    /// Whether brackets can be put round a span: it is free text, and stands in the source as it is.
    fn is_free(&self, span: &Range<usize>) -> bool {
        let pieces = self.piece(span.start)..=self.piece(span.end - 1);
        let at = self.at(span, (0, 0));
        pieces.clone().all(|n| self.pieces[n].kind == Stand::Free)
            && self.source.get(at.start as usize..at.end as usize) == Some(&self.text[span.clone()])
    }
}

/// The end of the last sentence that ends in a text.
fn sentence_end(text: &str) -> Option<usize> {
    ENDS.iter().filter_map(|end| text.rfind(end).map(|at| at + end.len())).max()
}

/// The length of a text up to the end of its first sentence.
fn sentence_start(text: &str) -> usize {
    ENDS.iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len())
}

const ENDS: [&str; 5] = [". ", "? ", "! ", ".\n", "| "];
