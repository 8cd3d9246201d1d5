//! Markdown to [`Prose`]: CommonMark with tables and footnotes; no HTML, no unsafe address.

use super::line::{Around, Line, Placed, Stand};
use super::reference::Scope;
use super::{loose_number, number_words, suggest};
use crate::diag::{At, Problem};
use crate::language::Language;
use crate::model::prose::{Block, Embed, Inline, Loose, Prose, Reference, Section};
use crate::model::quantity::Quantity;
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
                self.line.push(&code, span, Stand::Fixed);
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
        if self.is_numbering() {
            return;
        }
        let around = Around {
            place: self.place,
            heading: matches!(self.top().kind, Kind::Heading(_)),
            english,
            units: &self.units,
        };
        let found = line.loose(&around);
        for (loose, problem) in found {
            self.loose.push(loose);
            self.problems.push(problem);
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

    fn link(&mut self, to: String, content: Vec<Inline>, at: At) {
        if let Some(address) = to.strip_prefix("figure:") {
            let words = plain(&content);
            match self.scope.figure(address, at) {
                Ok(reference) => {
                    if words.trim().is_empty() {
                        self.line.push_filled(at);
                    }
                    let stated = self.stated(&words, &reference, at);
                    self.top().inlines.push(Inline::Figure { reference, words, stated, beside: None });
                }
                Err(problem) => {
                    self.problems.extend(problem.map(|problem| *problem));
                    self.top().push_text(&words);
                }
            }
        } else if to.starts_with("plain:") {
            self.top().inlines.push(Inline::Plain(plain(&content)));
        } else if to.starts_with("chart:") || to.starts_with("table:") {
            let fault = say!("biểu đồ, bảng cần dấu ! phía trước", "a chart or table needs a ! in front");
            self.problems.push(
                Problem::error("embed-as-link", at, fault).instead(format!("![{}]({to})", plain(&content))),
            );
        } else if self.is_safe(&to, at) {
            self.top().inlines.push(Inline::Link { to, content });
        } else {
            self.top().inlines.extend(content);
        }
    }

    /// Returns what the words of a figure mean, nothing where there are none.
    fn stated(&mut self, words: &str, reference: &Reference, at: At) -> Option<Quantity> {
        if words.trim().is_empty() {
            return None;
        }
        match number_words::parse(words, self.scope.english) {
            Ok(words) => {
                let indicator = self.scope.names.registry.indicator(reference.indicator);
                Some(words.measured(indicator.decimals).quantity())
            }
            Err(refusal) => {
                let mut problem = Problem::error(refusal.rule, at, refusal.fault);
                problem.way_out = refusal.way_out.or(Some(say!(
                    "giữa [ và ] chỉ ghi con số, hoặc để trống để bantin điền",
                    "write the number alone between [ and ], or nothing to have it filled in"
                )));
                if let (Some(value), Some((_, rest))) =
                    (refusal.instead.first(), self.text[self.span(at)].split_once(']'))
                {
                    problem.instead = Some(format!("[{}]{rest}", value.trim_matches('"')));
                }
                self.problems.push(problem);
                None
            }
        }
    }

    fn span(&self, at: At) -> Range<usize> {
        at.start as usize - self.place.1..at.end as usize - self.place.1
    }

    fn image(&mut self, to: String, words: String, at: At) {
        for scheme in ["chart", "table"] {
            let Some(address) = to.strip_prefix(scheme).and_then(|rest| rest.strip_prefix(':')) else {
                continue;
            };
            if !matches!(self.top().kind, Kind::Paragraph) {
                let fault = say!(
                    "biểu đồ, bảng phải đứng riêng một đoạn",
                    "a chart or table stands in a paragraph of its own"
                );
                self.problems.push(Problem::error("embed-in-text", at, fault));
                return;
            }
            let embed = match self.scope.embed(scheme, address, at) {
                Ok(kind) => Some(Embed { kind, words, at }),
                Err(problem) => {
                    self.problems.extend(problem.map(|problem| *problem));
                    None
                }
            };
            self.top().embeds.push(embed);
            return;
        }
        let parts = || to.split(['/', '\\']);
        if to.is_empty()
            || to.contains(':')
            || to.starts_with(['/', '\\'])
            || parts().any(|part| part == "..")
        {
            let fault = say!(
                "ảnh phải nằm trong thư mục nội dung: “{to}”",
                "a picture is kept in the content folder: “{to}”"
            );
            self.problems.push(
                Problem::error("path-outside", at, fault)
                    .way_out(say!("để ảnh trong thư mục images", "keep it in the folder images")),
            );
            return;
        }
        self.top().inlines.push(Inline::Image { src: to, words, at });
    }

    /// Returns true for an address that may be followed; reports it where it may not.
    fn is_safe(&mut self, to: &str, at: At) -> bool {
        // Browsers drop these before they look at the scheme.
        let bare: String = to.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        let scheme = bare
            .find([':', '/', '?', '#'])
            .filter(|&n| bare[n..].starts_with(':'))
            .map(|n| bare[..n].to_lowercase());
        let fault = match scheme.as_deref() {
            Some("http" | "https" | "mailto" | "tel") if bare == to => return true,
            Some(scheme) => say!("không dùng địa chỉ loại “{scheme}:”", "an address may not be “{scheme}:”"),
            None if bare.starts_with("//") || bare.contains('\\') => {
                say!("địa chỉ “{bare}” không nêu https:", "the address “{bare}” does not say https:")
            }
            None if bare == to && !bare.is_empty() => return true,
            None => say!("địa chỉ trống hoặc có khoảng trắng", "the address is empty or has blanks"),
        };
        let mut problem = Problem::error("unsafe-address", at, fault).way_out(say!(
            "có thể dùng: https, http, mailto, tel, hoặc đường dẫn tương đối",
            "use https, http, mailto, tel or a relative path"
        ));
        if let Some(scheme) = &scheme
            && let Some(near) = suggest::nearest(scheme, ["figure", "chart", "table", "plain"])
        {
            problem = problem.way_out(say!("ý bạn là “{near}:”?", "did you mean “{near}:”?"));
        }
        self.problems.push(problem);
        false
    }
}

/// Gives every figure of a text the words around its brackets.
fn beside(inlines: &mut [Inline], line: &Line<'_>, placed: &[Placed], scope: &Scope<'_>) {
    for inline in inlines {
        match inline {
            Inline::Figure { reference, words, beside, .. } if beside.is_none() => {
                let language = if scope.english { Language::En } else { Language::Vi };
                let unit = scope.names.registry.indicator(reference.indicator).unit.of(language);
                *beside = line.beside(placed, reference.at, words, unit, scope.english).map(Box::new);
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
mod tests {
    use super::super::indicators::Names;
    use super::*;
    use crate::model::indicator::Registry;

    fn read(text: &str) -> (Prose, Vec<Problem>) {
        let registry = Registry::default();
        let names = Names::new(&registry);
        let scope =
            Scope { zones: &[], names: &names, home: None, english: false, refused: &[], incomplete: &[] };
        let mut problems = Vec::new();
        let prose = prose(text, (0, 0), &scope, &mut problems);
        (prose, problems)
    }

    fn rules(text: &str) -> Vec<&'static str> {
        read(text).1.iter().map(|problem| problem.rule).collect()
    }

    #[test]
    fn html_is_refused_with_its_place() {
        let (prose, problems) =
            read("Một <b onclick=x>hai</b>\n\n<script>\nalert(1)\n</script>\n\nba<br>bốn\n");
        assert_eq!(problems.iter().map(|one| one.rule).collect::<Vec<_>>(), ["raw-html"; 3]);
        assert_eq!(problems[0].at, At { file: 0, start: 6, end: 19 });
        assert!(!format!("{prose:?}").contains("alert"));
        assert!(matches!(&prose.blocks[1], Block::Paragraph(inlines) if matches!(inlines[1], Inline::Break)));
    }

    #[test]
    fn only_known_addresses_are_links() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "vbscript:x",
            "data:text/html,x",
            "//evil.example/x",
            "java&#10;script:x",
            "file:///etc/passwd",
            "/\\evil",
        ] {
            assert_eq!(rules(&format!("[x]({bad})")), ["unsafe-address"], "{bad}");
        }
        for good in
            ["https://a.vn/?a:b", "mailto:a@b.vn", "tel:+84", "../khu/index.html", "#ghi-chu", "a.html?x=1:2"]
        {
            assert_eq!(rules(&format!("[x]({good})")), [""; 0], "{good}");
        }
        assert_eq!(rules("![x](../../etc/passwd)"), ["path-outside"]);
        assert_eq!(rules("[x](figur:ket-nap@2022)"), ["unsafe-address"]);
    }

    #[test]
    fn heading_attributes_and_fences_are_inert() {
        let (prose, problems) = read("# H {onclick=alert(x)}\n\n```\"><script>\nx\n```\n");
        assert!(problems.is_empty());
        assert!(
            matches!(&prose.blocks[0], Block::Heading { content, .. } if plain(content) == "H {onclick=alert(x)}")
        );
        assert!(matches!(&prose.blocks[1], Block::Code(code) if code == "x\n"));
    }

    #[test]
    fn a_number_tied_to_nothing_is_a_warning() {
        let (_, problems) = read("Có 257 người, 15,4% tổng số.\n");
        let places: Vec<_> = problems.iter().map(|one| (one.rule, one.at.start, one.at.end)).collect();
        assert_eq!(places, [("unreferenced-number", 4, 7), ("unreferenced-number", 18, 23)]);
        let quiet = "Năm 2022, ngày 25/4 đến 28/7/2024, tháng 9/2022, quý 3, lần thứ 4, nhiệm kỳ 2020 - 2025, \
                     Chỉ thị 33-CT/TW, KCN2, [5](plain:).\n\n## Điều 5 và 6\n";
        assert_eq!(rules(quiet), [""; 0]);
    }

    #[test]
    fn a_number_is_seen_wherever_it_stands() {
        let loose = |text: &str| -> Vec<(String, bool)> {
            let prose = read(text).0;
            let words =
                |one: &Loose| (text[one.at.start as usize..one.at.end as usize].to_owned(), one.wraps);
            prose.loose.iter().map(words).collect()
        };
        let at = |words: &str, wraps| vec![(words.to_owned(), wraps)];
        for text in [
            "## Kết nạp 257 đảng viên\n",
            "> Có 257 người\n",
            "- a\n- có **257** người\n",
            "1. có 257 người\n",
            "| a | b |\n|---|---|\n| 257 | c |\n",
            "| a | 257 |\n|---|---|\n| c | d |\n",
            "x[^1]\n\n[^1]: có 257 người\n",
            "có ~~257~~ người\n",
        ] {
            assert_eq!(loose(text), at("257", true), "{text}");
        }
        for text in [
            "[257 người](https://a.vn)\n",
            "![257 người](images/a.jpg)\n",
            "![257 người](chart:pipeline?id=x)\n",
            "x\n\n    257 người\n",
            "```\n257\n```\n",
        ] {
            assert_eq!(loose(text), at("257", false), "{text}");
        }
        assert_eq!(loose("`257`\n"), at("`257`", false));
        // What stands apart in the source cannot be put in brackets as it is.
        assert_eq!(loose("2**57** người\n"), at("2**57", false));
        assert_eq!(loose("hơn\n257 người\n"), at("hơn\n257", true));
        assert_eq!(loose("> hơn\n> 257 người\n"), at("hơn\n> 257", false));
        for text in [
            "| TT | Tên |\n|---|---|\n| 1 | a |\n| 2 | b |\n",
            "## 2. Khó khăn\n",
            "### 2.1 Công đoàn\n",
            "**1.** Mở lớp\n",
            "ngày *29*/10/2022\n",
            "<https://a.vn/tin-2024/257>\n",
            "![Có [5](plain:) người](images/a.jpg)\n",
        ] {
            assert_eq!(loose(text), [], "{text}");
        }
    }

    #[test]
    fn a_paragraph_of_thousands_of_numbers_ends_soon() {
        assert_eq!(rules(&"ngày 5/9/2022 có 257 người, ".repeat(10_000)).len(), 10_000);
    }

    #[test]
    fn standard_sections_are_known() {
        assert_eq!(section("Khó khăn, vướng mắc"), Some(Section::Difficulties));
        assert_eq!(section("II. Nguyên nhân"), Some(Section::Causes));
        assert_eq!(section("Tóm tắt"), None);
    }

    #[test]
    fn lists_and_tables_become_a_tree() {
        let (prose, problems) =
            read("- một\n- hai\n\n  ba\n\n| a | b |\n|---|---|\n| c | d |\n\nx[^1]\n\n[^1]: chú thích\n");
        assert!(problems.is_empty());
        assert!(
            matches!(&prose.blocks[0], Block::List { start: None, items } if items.len() == 2 && items[1].len() == 2)
        );
        assert!(
            matches!(&prose.blocks[1], Block::Table { head, rows } if head.len() == 2 && rows.len() == 1)
        );
        assert!(matches!(&prose.blocks[3], Block::Footnote { label, .. } if label == "1"));
    }

    #[test]
    fn deep_nesting_ends_in_a_problem() {
        assert!(rules(&format!("{} x", ">".repeat(50_000))).contains(&"too-deep"));
        assert!(rules(&"[".repeat(50_000)).is_empty());
        assert!(rules(&"+ ".repeat(5_000)).contains(&"too-deep"));
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,80}|[\\[\\]()!<>a:/?@=*_|\n#`~ -]{0,60}|(\\[x\\]\\((figure|chart|table|plain):[a-z/@?=;0-9\\[-]{0,20}\\) ?){1,3}") {
            read(&text);
        }
    }
}
