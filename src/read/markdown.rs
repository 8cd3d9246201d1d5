//! Markdown to [`Prose`]: CommonMark with tables and footnotes; no HTML, no unsafe address.

mod link;

use super::line::{Around, Line, Placed, Stand};
use super::reference::Scope;
use super::{loose_number, suggest};
use crate::diag::{At, Problem};
use crate::language::Language;
use crate::model::prose::{Block, Embed, Inline, Loose, Prose, Section, View};
use crate::say;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// How deep quotations, lists and emphasis may be nested.
const DEPTH: usize = 48;

/// Returns the narrative of `text`, which starts at byte `base` of its file.
pub(super) fn prose(
    text: &str,
    place: (u32, usize),
    scope: &Scope<'_>,
    problems: &mut Vec<Problem>,
) -> Prose {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader {
        text,
        place,
        scope,
        problems,
        stack: vec![Open::new(Kind::Root, At::default())],
        too_deep: 0,
        line: Line::new(text),
        units: units(scope),
        loose: Vec::new(),
        headings: Vec::new(),
        pictured: Vec::new(),
        told: 0,
        numbering: Vec::new(),
    };
    for (event, span) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, span);
    }
    let mut root = reader.stack.swap_remove(0);
    root.flush();
    Prose { blocks: root.blocks, pictured: reader.pictured, loose: reader.loose }
}

/// Returns what the indicators count, in small letters.
fn units(scope: &Scope<'_>) -> Vec<String> {
    let names = scope.names.registry.indicators.iter().flat_map(|one| [&one.unit, &one.name]);
    let mut units: Vec<String> = names
        .flat_map(|name| std::iter::once(&name.vi).chain(&name.en))
        .map(|name| loose_number::small(name))
        .collect();
    units.sort();
    units.dedup();
    units
}

struct Reader<'a> {
    text: &'a str,
    place: (u32, usize),
    scope: &'a Scope<'a>,
    problems: &'a mut Vec<Problem>,
    stack: Vec<Open>,
    /// How many elements below the deepest allowed one are open.
    too_deep: usize,
    /// The text of the innermost block so far.
    line: Line<'a>,
    /// What the indicators count.
    units: Vec<String>,
    /// Numbers tied to nothing, so far.
    loose: Vec<Loose>,
    /// The headings above, each with its level.
    headings: Vec<(u8, String)>,
    /// Figures in the words of pictures, so far.
    pictured: Vec<Inline>,
    /// How many of them know what stands around them.
    told: usize,
    /// The columns of the innermost table that hold running numbers.
    numbering: Vec<bool>,
}

/// An element whose end has not come yet, and what is in it so far.
struct Open {
    kind: Kind,
    at: At,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    embeds: Vec<Option<Embed>>,
    items: Vec<Vec<Block>>,
    cells: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
}

enum Kind {
    Root,
    Paragraph,
    Heading(u8),
    Quote,
    Code(String),
    List(Option<u64>),
    Item,
    Footnote(String),
    Table,
    Row,
    Cell,
    Emphasis,
    Strong,
    Struck,
    Link(String),
    Image(String),
    Ignored,
}

impl Open {
    fn new(kind: Kind, at: At) -> Open {
        Open {
            kind,
            at,
            blocks: Vec::new(),
            inlines: Vec::new(),
            embeds: Vec::new(),
            items: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Makes a paragraph of text that stands in a tight list item.
    fn flush(&mut self) {
        if !self.inlines.is_empty() {
            let inlines = std::mem::take(&mut self.inlines);
            self.blocks.push(Block::Paragraph(inlines));
        }
    }

    fn push_text(&mut self, text: &str) {
        match self.inlines.last_mut() {
            Some(Inline::Text(last)) => last.push_str(text),
            _ => self.inlines.push(Inline::Text(text.to_owned())),
        }
    }
}

impl Reader<'_> {
    fn at(&self, span: &Range<usize>) -> At {
        let (file, base) = self.place;
        At { file, start: (base + span.start) as u32, end: (base + span.end) as u32 }
    }

    fn top(&mut self) -> &mut Open {
        self.stack.last_mut().expect("the root is never closed")
    }

    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(_) if self.too_deep > 0 || self.stack.len() > DEPTH => {
                if self.too_deep == 0 {
                    let at = self.at(&(span.start
                        ..span.start + self.text[span.start..].chars().next().map_or(0, char::len_utf8)));
                    self.problems.push(
                        Problem::error("too-deep", at, say!("lồng nhau quá sâu", "nested too deep")).way_out(
                            say!("bớt các dấu lồng nhau ở chỗ này", "take away some of the nesting here"),
                        ),
                    );
                }
                self.too_deep += 1;
            }
            Event::End(_) if self.too_deep > 0 => self.too_deep -= 1,
            _ if self.too_deep > 0 => {}
            Event::Start(tag) => self.start(tag, &span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, span),
            Event::Code(code) => {
                // A number of a reference is one, in a box too.
                let stand = match self.stand() {
                    Stand::Free => Stand::Fixed,
                    own => own,
                };
                self.line.push(&code, span, stand);
                self.top().inlines.push(Inline::Code(code.into_string()));
            }
            Event::SoftBreak => {
                self.line.push("\n", span, self.stand());
                self.top().push_text(" ");
            }
            Event::HardBreak => {
                self.line.push("\n", span, Stand::Free);
                self.top().inlines.push(Inline::Break);
            }
            Event::Rule => {
                self.top().flush();
                self.top().blocks.push(Block::Rule);
            }
            Event::FootnoteReference(label) => {
                self.top().inlines.push(Inline::FootnoteMark(label.into_string()));
            }
            Event::InlineHtml(html) if is_break(&html) => {
                self.line.push("\n", span, Stand::Free);
                self.top().inlines.push(Inline::Break);
            }
            Event::InlineHtml(_) => self.html(&span),
            Event::Html(_) if matches!(self.top().kind, Kind::Ignored) => {}
            Event::Html(_) => self.html(&span),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn text(&mut self, text: &str, span: Range<usize>) {
        let stand = self.stand();
        match &mut self.top().kind {
            Kind::Ignored => return,
            Kind::Code(code) => code.push_str(text),
            _ => self.top().push_text(text),
        }
        self.line.push(text, span, stand);
    }

    /// Returns what text at this place is.
    fn stand(&self) -> Stand {
        let mut stand = Stand::Free;
        for open in &self.stack {
            stand = match &open.kind {
                Kind::Link(to) if to.starts_with("figure:") => return Stand::Figure(open.at),
                Kind::Link(to) if to.starts_with("plain:") => return Stand::Plain,
                Kind::Link(_) | Kind::Image(_) | Kind::Code(_) => Stand::Fixed,
                _ => stand,
            };
        }
        stand
    }

    /// Looks at the numbers of the text that ends here: those tied to nothing may silently disagree with
    /// the data, and words outside the brackets of a figure may change what its number says.
    fn close_line(&mut self) {
        let line = std::mem::replace(&mut self.line, Line::new(self.text));
        if line.is_empty() {
            return;
        }
        let placed = line.figures();
        let (scope, english) = (self.scope, self.scope.english);
        let tell = |inlines: &mut [Inline]| beside(inlines, &line, &placed, scope);
        tell(&mut self.stack.last_mut().expect("the root is never closed").inlines);
        let told = self.pictured.len().min(self.told);
        tell(&mut self.pictured[told..]);
        self.told = self.pictured.len();
        self.problems.extend(line.broken_references(self.place));
        if self.is_numbering() {
            return;
        }
        let level = match self.top().kind {
            Kind::Heading(level) => Some(level),
            _ => None,
        };
        if let Some(level) = level {
            self.headings.retain(|(above, _)| *above < level);
        }
        let headings: Vec<&str> = self.headings.iter().map(|(_, words)| words.as_str()).collect();
        let headings = headings.join("; ");
        let around = Around {
            headings: &headings,
            place: self.place,
            heading: level.is_some(),
            english,
            units: &self.units,
        };
        let found = line.loose(&around);
        for (loose, problem) in found {
            self.loose.push(loose);
            self.problems.push(problem);
        }
        if let Some(level) = level {
            self.headings.push((level, line.text().to_owned()));
        }
    }

    /// Whether the cell that ends here holds a running number: its column is headed "TT".
    fn is_numbering(&mut self) -> bool {
        if !matches!(self.top().kind, Kind::Cell) {
            return false;
        }
        let row = &self.stack[self.stack.len() - 2];
        let (column, is_head) = (row.cells.len(), self.stack[self.stack.len() - 3].rows.is_empty());
        if is_head {
            let head = suggest::slug(&plain(&self.top().inlines));
            self.numbering.resize(column, false);
            self.numbering.push(matches!(&*head, "tt" | "stt" | "so-tt" | "so-thu-tu" | "no"));
        }
        !is_head && self.numbering.get(column).is_some_and(|numbering| *numbering)
    }

    fn html(&mut self, span: &Range<usize>) {
        let end = self.text[span.clone()].trim_end().len() + span.start;
        let problem = Problem::error(
            "raw-html",
            self.at(&(span.start..end)),
            say!("không dùng mã HTML", "raw HTML is refused"),
        )
        .way_out(say!("viết bằng Markdown; xuống dòng bằng <br>", "write Markdown; <br> breaks a line"));
        self.problems.push(problem);
    }

    fn start(&mut self, tag: Tag<'_>, span: &Range<usize>) {
        let is_block = !matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link { .. }
                | Tag::Image { .. }
                | Tag::TableCell
        );
        if is_block {
            self.close_line();
            self.top().flush();
        }
        let kind = match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(level as u8),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => Kind::Code(String::new()),
            Tag::List(start) => Kind::List(start),
            Tag::Item => Kind::Item,
            Tag::FootnoteDefinition(label) => Kind::Footnote(label.into_string()),
            Tag::Table(_) => Kind::Table,
            Tag::TableHead | Tag::TableRow => Kind::Row,
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Struck,
            Tag::Link { dest_url, .. } => Kind::Link(dest_url.into_string()),
            Tag::Image { dest_url, .. } => {
                // Its words are no part of the sentence around it.
                self.line.push(" | ", span.start..span.start, Stand::Fixed);
                Kind::Image(dest_url.into_string())
            }
            Tag::HtmlBlock => {
                self.html(span);
                Kind::Ignored
            }
            _ => Kind::Ignored,
        };
        let at = self.at(span);
        self.stack.push(Open::new(kind, at));
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
            TagEnd::Image => self.line.push(" | ", 0..0, Stand::Fixed),
            _ => self.close_line(),
        }
        let mut open = self.stack.pop().expect("every end has a start");
        let inlines = std::mem::take(&mut open.inlines);
        match open.kind {
            Kind::Root | Kind::Ignored => {}
            Kind::Paragraph => self.paragraph(open, inlines),
            Kind::Heading(level) => {
                let section = section(&plain(&inlines));
                self.top().blocks.push(Block::Heading { level, content: inlines, section });
            }
            Kind::Quote | Kind::Item | Kind::Footnote(_) => {
                if !inlines.is_empty() {
                    open.blocks.push(Block::Paragraph(inlines));
                }
                match open.kind {
                    Kind::Quote => self.top().blocks.push(Block::Quote(open.blocks)),
                    Kind::Item => self.top().items.push(open.blocks),
                    Kind::Footnote(label) => {
                        self.top().blocks.push(Block::Footnote { label, blocks: open.blocks })
                    }
                    _ => unreachable!("the outer match lets only these in"),
                }
            }
            Kind::Code(code) => self.top().blocks.push(Block::Code(code)),
            Kind::List(start) => self.top().blocks.push(Block::List { start, items: open.items }),
            Kind::Table => {
                let mut rows = open.rows.into_iter();
                let head = rows.next().unwrap_or_default();
                self.top().blocks.push(Block::Table { head, rows: rows.collect() });
            }
            Kind::Row => self.top().rows.push(open.cells),
            Kind::Cell => self.top().cells.push(inlines),
            Kind::Emphasis => self.top().inlines.push(Inline::Emphasis(inlines)),
            Kind::Strong => self.top().inlines.push(Inline::Strong(inlines)),
            Kind::Struck => self.top().inlines.push(Inline::Struck(inlines)),
            Kind::Link(to) => self.link(to, inlines, open.at),
            Kind::Image(to) => {
                let words = plain(&inlines);
                figures(inlines, &mut self.pictured);
                self.image(to, words, open.at);
            }
        }
    }

    fn paragraph(&mut self, open: Open, inlines: Vec<Inline>) {
        let is_blank = |inline: &Inline| match inline {
            Inline::Text(text) => text.trim().is_empty(),
            Inline::Break => true,
            _ => false,
        };
        if open.embeds.is_empty() {
            return self.top().blocks.push(Block::Paragraph(inlines));
        }
        if !inlines.iter().all(is_blank) {
            let fault = say!(
                "biểu đồ, bảng phải đứng riêng một đoạn",
                "a chart or table stands in a paragraph of its own"
            );
            let way_out = say!("thêm dòng trống trước và sau", "put an empty line before and after it");
            self.problems.push(Problem::error("embed-in-text", open.at, fault).way_out(way_out));
            self.top().blocks.push(Block::Paragraph(inlines));
        }
        self.top().blocks.extend(open.embeds.into_iter().flatten().map(Block::Embed));
    }
}

/// Gives every figure of a text the words around its brackets.
fn beside(inlines: &mut [Inline], line: &Line<'_>, placed: &[Placed], scope: &Scope<'_>) {
    for inline in inlines {
        match inline {
            Inline::Figure { reference, words, beside, .. } if beside.is_none() => {
                let language = if scope.english { Language::En } else { Language::Vi };
                let unit = scope.names.registry.indicator(reference.indicator).unit.of(language);
                let is_change = matches!(reference.view, View::ChangeSince(_));
                let found = line.beside(placed, reference.at, words, (unit, is_change), scope.english);
                *beside = found.map(Box::new);
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                self::beside(inner, line, placed, scope);
            }
            Inline::Link { content, .. } => self::beside(content, line, placed, scope),
            _ => {}
        }
    }
}

/// Adds the figures among runs of text to a list.
fn figures(inlines: Vec<Inline>, list: &mut Vec<Inline>) {
    for inline in inlines {
        match inline {
            Inline::Figure { .. } => list.push(inline),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => figures(inner, list),
            _ => {}
        }
    }
}

fn is_break(html: &str) -> bool {
    let bare: String = html.chars().filter(|c| !c.is_whitespace()).collect();
    ["<br>", "<br/>"].contains(&bare.to_ascii_lowercase().as_str())
}

/// Returns the words of a run of text, without its marks.
fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Plain(text) => out.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                out.push_str(&plain(inner))
            }
            Inline::Link { content, .. } => out.push_str(&plain(content)),
            Inline::Figure { words, .. } | Inline::Image { words, .. } => out.push_str(words),
            Inline::Break => out.push(' '),
            Inline::FootnoteMark(_) => {}
        }
    }
    out
}

/// Returns the standard section that a heading opens.
fn section(heading: &str) -> Option<Section> {
    let folded = suggest::slug(heading);
    // A running number may stand in front: "II. Khó khăn".
    let bare =
        folded.split_once('-').filter(|(first, _)| first.bytes().all(|b| b"0123456789ivx".contains(&b)));
    let folded = bare.map_or(folded.as_str(), |(_, rest)| rest);
    Some(match folded {
        "dac-diem-tinh-hinh" | "situation" => Section::Situation,
        "kho-khan-vuong-mac" | "kho-khan" | "kho-khan-va-vuong-mac" | "difficulties" => Section::Difficulties,
        "nguyen-nhan" | "causes" => Section::Causes,
        "giai-phap" | "measures" => Section::Measures,
        "kien-nghi-de-xuat" | "kien-nghi" | "de-xuat-kien-nghi" | "recommendations" => {
            Section::Recommendations
        }
        "nhiem-vu-ky-toi" | "tasks" | "next-tasks" => Section::Tasks,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
