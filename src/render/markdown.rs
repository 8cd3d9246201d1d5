//! Narrative as HTML: every number in it leads to the figure that it stands for.

mod number;

pub use number::{Number, number};

use super::component::figure_table;
use super::edition::Edition;
use super::link::{self, Root};
use super::text;
use crate::analyse::derived::Origin;
use crate::analyse::ledger::Cell;
use crate::model::fold;
use crate::model::prose::{Block, Embed, Inline, Reference, View};
use crate::tell;
use std::collections::BTreeMap;

/// Where a narrative stands.
pub struct Setting<'a> {
    /// What is known, and when.
    pub edition: &'a Edition<'a>,
    /// The way to the top folder.
    pub root: Root,
    /// The address of the page from the top folder: links to itself are anchors alone.
    pub here: &'a str,
    /// What goes before every id and a dot, so that several narratives fit on one page: letters, digits,
    /// hyphens.
    pub prefix: &'a str,
    /// How many levels the headings move down.
    pub shift: u8,
    /// The blocks among which the texts of footnotes are found: those of the whole narrative.
    pub notes: &'a [Block],
    /// Draws a chart or table that the author has placed.
    pub embed: &'a (dyn Fn(&Embed) -> String + Sync),
}

/// Returns blocks as HTML, with the footnotes that they mark as a list at the end.
///
/// Everything that an author wrote is escaped. Numbers without words are filled in with what is known
/// at the edition's cut-off; a number not known by then stands without a link.
pub fn html(blocks: &[Block], setting: &Setting) -> String {
    let mut writer = Writer { setting, out: String::new(), ids: BTreeMap::new(), marks: Vec::new() };
    writer.blocks(blocks);
    writer.footnotes();
    writer.out
}

/// Returns a text with `& < > " '` as entities, for text and for quoted attributes.
///
/// ```
/// use bantin::render::markdown::escaped;
/// assert_eq!(escaped(r#"<a b="c">&'"#), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;");
/// ```
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// Returns a text as an id: small ASCII letters, digits and single hyphens, at most 60; never empty.
///
/// ```
/// use bantin::render::markdown::slug;
/// assert_eq!(slug("Khó khăn, vướng mắc"), "kho-khan-vuong-mac");
/// assert_eq!(slug("Đảng bộ"), "dang-bo");
/// ```
pub fn slug(text: &str) -> String {
    match fold::slug(text, 60) {
        slug if slug.is_empty() => "muc".to_owned(),
        slug => slug,
    }
}

/// A footnote that has been marked.
struct Mark<'a> {
    label: &'a str,
    times: usize,
}

struct Writer<'a> {
    setting: &'a Setting<'a>,
    out: String,
    /// How often each heading id was used.
    ids: BTreeMap<String, usize>,
    /// In the order of the first mark.
    marks: Vec<Mark<'a>>,
}

impl<'a> Writer<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading { level, content, .. } => self.heading(*level, content),
            Block::Paragraph(content) => self.element("p", content),
            Block::List { start, items } => self.list(*start, items),
            Block::Quote(inner) => {
                self.out.push_str("<blockquote>\n");
                self.blocks(inner);
                self.out.push_str("</blockquote>\n");
            }
            Block::Code(code) => {
                self.out.push_str("<pre><code>");
                escape(code, &mut self.out);
                self.out.push_str("</code></pre>\n");
            }
            Block::Table { head, rows } => self.table(head, rows),
            Block::Rule => self.out.push_str("<hr>\n"),
            Block::Embed(embed) => {
                self.out.push_str(&(self.setting.embed)(embed));
                self.out.push('\n');
            }
            // Its text stands at the end, where its mark leads.
            Block::Footnote { .. } => {}
        }
    }

    fn heading(&mut self, level: u8, content: &'a [Inline]) {
        let level = (level + self.setting.shift).clamp(1, 6);
        let wanted = format!("{}.{}", self.setting.prefix, slug(&plain(content)));
        let times = self.ids.entry(wanted.clone()).and_modify(|times| *times += 1).or_insert(1);
        // A dot never stands in a slug: the second "a" is "a.2" and meets no heading "a 2".
        let id = if *times == 1 { wanted } else { format!("{wanted}.{times}") };
        self.out.push_str(&format!("<h{level} id=\"{id}\">"));
        self.inlines(content);
        self.out.push_str(&format!("</h{level}>\n"));
    }

    fn element(&mut self, name: &str, content: &'a [Inline]) {
        self.out.push_str(&format!("<{name}>"));
        self.inlines(content);
        self.out.push_str(&format!("</{name}>\n"));
    }

    fn list(&mut self, start: Option<u64>, items: &'a [Vec<Block>]) {
        let (open, close) = match start {
            None => ("<ul>\n".to_owned(), "</ul>\n"),
            Some(1) => ("<ol>\n".to_owned(), "</ol>\n"),
            Some(first) => (format!("<ol start=\"{first}\">\n"), "</ol>\n"),
        };
        self.out.push_str(&open);
        for item in items {
            self.out.push_str("<li>");
            match item.as_slice() {
                [Block::Paragraph(content)] => self.inlines(content),
                blocks => self.blocks(blocks),
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str(close);
    }

    fn table(&mut self, head: &'a [Vec<Inline>], rows: &'a [Vec<Vec<Inline>>]) {
        let names: Vec<String> = head.iter().map(|cell| plain(cell)).collect();
        let label = escaped(&tell!(self.setting.edition.language, "Bảng: {}", "Table: {}", names.join(", ")));
        self.out.push_str(&format!(
            "<div class=\"frame\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">\n<table>\n<thead><tr>"
        ));
        for cell in head {
            self.out.push_str("<th scope=\"col\">");
            self.inlines(cell);
            self.out.push_str("</th>");
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.out.push_str("<tr>");
            for cell in row {
                self.out.push_str("<td>");
                self.inlines(cell);
                self.out.push_str("</td>");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn inlines(&mut self, content: &'a [Inline]) {
        for inline in content {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(text) | Inline::Plain(text) => escape(text, &mut self.out),
            Inline::Code(text) => {
                self.out.push_str("<code>");
                escape(text, &mut self.out);
                self.out.push_str("</code>");
            }
            Inline::Emphasis(inner) => self.wrapped("em", inner),
            Inline::Strong(inner) => self.wrapped("strong", inner),
            Inline::Struck(inner) => self.wrapped("del", inner),
            Inline::Link { to, content } => {
                let outside = to.starts_with("https://") || to.starts_with("http://");
                let rel = if outside { " class=\"outside\" rel=\"noopener\"" } else { "" };
                self.out.push_str(&format!("<a href=\"{}\"{rel}>", escaped(to)));
                self.inlines(content);
                self.out.push_str("</a>");
            }
            Inline::Figure { reference, words, .. } => self.figure(reference, words),
            Inline::Break => self.out.push_str("<br>\n"),
            Inline::Image { src, words, .. } => {
                let (src, words) = (
                    escaped(&self.setting.root.shared(self.setting.edition.language, &link::asset(src))),
                    escaped(words),
                );
                self.out.push_str(&format!("<img src=\"{src}\" alt=\"{words}\" loading=\"lazy\">"));
            }
            Inline::FootnoteMark(label) => self.mark(label),
        }
    }

    fn wrapped(&mut self, name: &str, content: &'a [Inline]) {
        self.out.push_str(&format!("<{name}>"));
        self.inlines(content);
        self.out.push_str(&format!("</{name}>"));
    }

    fn figure(&mut self, reference: &Reference, words: &str) {
        let setting = self.setting;
        let known = number(setting.edition, reference);
        let words = match (words, &known) {
            ("", Some(number)) => number.words.as_str(),
            ("", None) => text::NONE,
            (words, _) => words,
        };
        let Some(Number { address, origin, .. }) = &known else { return escape(words, &mut self.out) };
        let own = address.strip_prefix(setting.here).filter(|rest| rest.starts_with('#'));
        let href = own.map_or_else(|| setting.root.to(address), str::to_owned);
        self.out.push_str(&format!("<a class=\"figure-ref\" href=\"{}\">", escaped(&href)));
        escape(words, &mut self.out);
        self.out.push_str("</a>");
        if *origin == Origin::Computed {
            let (key, word) = (text::origin_key(*origin), text::origin(setting.edition.language, *origin));
            self.out.push_str(&format!(" <span class=\"origin o-{key}\">({word})</span>"));
        }
        self.revised(reference);
    }

    /// The mark of a figure that was another before.
    fn revised(&mut self, reference: &Reference) {
        let Reference { body, indicator, parts, time, ref view, .. } = *reference;
        let Setting { edition, root, .. } = *self.setting;
        let cell = Cell { body, indicator, parts, time };
        let known = edition.ledger(body.zone).known(edition.project, cell, edition.cutoff);
        let known = known.filter(|_| !matches!(view, View::Target(_)));
        for flag in figure_table::revised(edition, root, known.map(|known| known.figure).as_slice()) {
            let (href, title) = (escaped(&flag.href), escaped(flag.title));
            self.out.push_str(&format!(
                "<sup class=\"flag\"><a href=\"{href}\" title=\"{title}\" aria-label=\"{title}\">{}</a></sup>",
                flag.text
            ));
        }
    }

    fn mark(&mut self, label: &'a str) {
        if note(self.setting.notes, label).is_none() {
            return escape(&format!("[{label}]"), &mut self.out);
        }
        let n = self.marks.iter().position(|mark| mark.label == label).unwrap_or_else(|| {
            self.marks.push(Mark { label, times: 0 });
            self.marks.len() - 1
        });
        self.marks[n].times += 1;
        let (prefix, times, n) = (self.setting.prefix, self.marks[n].times, n + 1);
        // No slug has an underscore: no heading has such an id.
        let label = self.setting.edition.language.pick("Chú thích", "Note");
        self.out.push_str(&format!(
            "<sup class=\"note-mark\"><a id=\"{prefix}.ve_{n}.{times}\" href=\"#{prefix}.cc_{n}\" \
             aria-label=\"{label} {n}\">{n}</a></sup>"
        ));
    }

    /// A footnote may mark another one: the list grows while it is written.
    fn footnotes(&mut self) {
        if self.marks.is_empty() {
            return;
        }
        self.out.push_str("<ol class=\"footnotes\">\n");
        let mut n = 0;
        while n < self.marks.len() {
            let label = self.marks[n].label;
            let (prefix, number) = (self.setting.prefix, n + 1);
            self.out.push_str(&format!("<li id=\"{prefix}.cc_{number}\">"));
            match note(self.setting.notes, label) {
                Some([Block::Paragraph(content)]) => self.inlines(content),
                blocks => self.blocks(blocks.unwrap_or_default()),
            }
            let back =
                self.setting.edition.language.pick("Về chỗ đánh dấu chú thích", "Back to the mark of note");
            for time in 1..=self.marks[n].times {
                self.out.push_str(&format!(
                    " <a class=\"note-back\" href=\"#{prefix}.ve_{number}.{time}\" \
                     aria-label=\"{back} {number}\">↩</a>"
                ));
            }
            self.out.push_str("</li>\n");
            n += 1;
        }
        self.out.push_str("</ol>\n");
    }
}

/// Footnotes are written at the top level, or inside a quotation or list.
pub(super) fn note<'a>(blocks: &'a [Block], wanted: &str) -> Option<&'a [Block]> {
    blocks.iter().find_map(|block| match block {
        Block::Footnote { label, blocks } if label == wanted => Some(blocks.as_slice()),
        Block::Quote(inner) => note(inner, wanted),
        Block::List { items, .. } => items.iter().find_map(|item| note(item, wanted)),
        _ => None,
    })
}

pub(super) fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}

/// Returns the characters alone; a number that is to be filled in is left out.
pub fn plain(content: &[Inline]) -> String {
    characters(content, &|_| String::new())
}

/// Returns the characters alone, with every number filled in as [`html`] does.
pub fn filled(edition: &Edition, content: &[Inline]) -> String {
    characters(content, &|reference| {
        number(edition, reference).map_or(text::NONE.to_owned(), |number| number.words)
    })
}

fn characters(content: &[Inline], fill: &dyn Fn(&Reference) -> String) -> String {
    let text = |inline: &Inline| match inline {
        Inline::Figure { reference, words, .. } if words.is_empty() => fill(reference),
        Inline::Text(text) | Inline::Code(text) | Inline::Plain(text) => text.clone(),
        Inline::Figure { words, .. } | Inline::Image { words, .. } => words.clone(),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => characters(inner, fill),
        Inline::Link { content, .. } => characters(content, fill),
        Inline::Break => " ".to_owned(),
        Inline::FootnoteMark(_) => String::new(),
    };
    content.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::At;
    use crate::model::id::Parts;
    use crate::model::period::Period;
    use crate::model::prose::EmbedKind;
    use crate::render::sample;

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    fn shown(blocks: &[Block], here: &str) -> String {
        let (project, ledgers) = sample::project();
        let edition = sample::edition(&project, &ledgers);
        let setting = Setting {
            edition: &edition,
            root: Root::TWO,
            here,
            prefix: "t",
            shift: 2,
            notes: blocks,
            embed: &|embed| format!("<figure>{}</figure>", escaped(&embed.words)),
        };
        html(blocks, &setting)
    }

    fn reference(view: View, parts: Parts) -> Inline {
        let (body, indicator, time) = (sample::UNION, sample::ADMITTED, sample::long());
        let reference = Reference { body, indicator, parts, time, view, at: At::default() };
        Inline::Figure { reference, words: String::new(), stated: None, beside: None }
    }

    #[test]
    fn nothing_of_an_author_is_markup() {
        let evil = r#"<script>"a'&b"#;
        let safe = "&lt;script&gt;&quot;a&#39;&amp;b";
        let link = Inline::Link { to: evil.to_owned(), content: vec![text(evil)] };
        let image = Inline::Image { src: evil.to_owned(), words: evil.to_owned(), at: Default::default() };
        let blocks = [
            Block::Heading { level: 1, content: vec![text(evil)], section: None },
            Block::Paragraph(vec![
                link,
                image,
                Inline::Code(evil.to_owned()),
                Inline::Plain(evil.to_owned()),
            ]),
            Block::Table { head: vec![vec![text(evil)]], rows: vec![vec![vec![text(evil)]]] },
            Block::Code(evil.to_owned()),
            Block::Paragraph(vec![Inline::FootnoteMark(evil.to_owned())]),
        ];
        let html = shown(&blocks, "x");
        assert!(!html.contains("<script") && !html.contains("a'"), "{html}");
        assert_eq!(html.matches(safe).count(), 12, "{html}");
    }

    #[test]
    fn a_number_leads_to_its_cell() {
        let here = "khu/hai-phong/index.html";
        let anchor = "#s.cong-doan.ket-nap.2018_2022-09";
        let blocks = [Block::Paragraph(vec![reference(View::Value, Parts::WHOLE)])];
        assert_eq!(
            shown(&blocks, here),
            format!("<p><a class=\"figure-ref\" href=\"{anchor}\">257</a></p>\n")
        );
        let other = shown(&blocks, "ban-tin/2022-q4/index.html");
        assert!(other.contains(&format!("href=\"../../{here}{anchor}\"")), "{other}");
    }

    #[test]
    fn empty_words_are_filled_in() {
        let filled = |view, parts| {
            let html = shown(&[Block::Paragraph(vec![reference(view, parts)])], "x");
            let (_, rest) = html.split_once("\">").unwrap_or(("", &html));
            rest.split('<').next().unwrap_or_default().to_owned()
        };
        assert_eq!(filled(View::ShareOf(sample::TRAINED), Parts::WHOLE), "26,3%");
        assert_eq!(filled(View::ShareOfWhole, sample::part()), "45,1%");
        assert_eq!(filled(View::Attained(sample::slug("giao")), Parts::WHOLE), "102,8%");
        let time = Period::day(sample::day(2022, 12, 31));
        let (body, indicator, parts) = (sample::PARTY, sample::MEMBERS, Parts::WHOLE);
        let members = |view, time| {
            let reference = Reference { body, indicator, parts, time, view, at: At::default() };
            shown(
                &[Block::Paragraph(vec![Inline::Figure {
                    reference,
                    words: String::new(),
                    stated: None,
                    beside: None,
                }])],
                "x",
            )
        };
        assert!(members(View::Value, time).contains(">736</a>"));
        // 105.14 % of the target of 700, which the state of that day decides: no report printed it.
        let computed = members(View::Attained(sample::slug("nghi-quyet")), time);
        assert!(computed.contains(">105,1%</a> <span class=\"origin o-bantin-tinh\">(bantin tính)</span>"));
        assert!(!members(View::Value, time).contains("bantin tính"));
        let plan = crate::model::id::PlanKey { zone: crate::model::id::ZoneKey(0), plan: 0 };
        let target = members(View::Target(plan), time);
        assert!(target.contains("#ct.hai-phong.nghi-quyet.2\">ít nhất\u{a0}700</a>"), "{target}");
        // Published after the cut-off: no number, and no link that leads nowhere.
        let later = Period::day(sample::day(2023, 5, 31));
        assert_eq!(members(View::Value, later), "<p>–</p>\n");
    }

    #[test]
    fn the_characters_alone_have_their_numbers() {
        let (project, ledgers) = sample::project();
        let content =
            [text("Có "), reference(View::Value, Parts::WHOLE), Inline::Strong(vec![text(" người")])];
        assert_eq!(filled(&sample::edition(&project, &ledgers), &content), "Có 257 người");
        assert_eq!(plain(&content), "Có  người");
    }

    #[test]
    fn headings_and_footnotes_have_ids_of_their_own() {
        let heading = |words: &str| Block::Heading { level: 1, content: vec![text(words)], section: None };
        let mark = || Inline::FootnoteMark("a".to_owned());
        let note = vec![Block::Paragraph(vec![text("Theo báo cáo.")])];
        let blocks = [
            heading("Khó khăn"),
            heading("Khó khăn"),
            heading("Khó khăn 2"),
            Block::Paragraph(vec![mark(), mark()]),
            Block::Footnote { label: "a".to_owned(), blocks: note },
        ];
        let html = shown(&blocks, "x");
        let page = scraper::Html::parse_fragment(&html);
        let all = scraper::Selector::parse("[id]").unwrap();
        let ids: Vec<&str> = page.select(&all).filter_map(|one| one.value().id()).collect();
        assert_eq!(ids, ["t.kho-khan", "t.kho-khan.2", "t.kho-khan-2", "t.ve_1.1", "t.ve_1.2", "t.cc_1"]);
        let links = scraper::Selector::parse("a[href^='#']").unwrap();
        for link in page.select(&links) {
            let to = link.value().attr("href").unwrap().trim_start_matches('#');
            assert!(ids.contains(&to), "{to} leads nowhere");
        }
        assert!(html.contains("<h3 id=") && html.contains("Theo báo cáo."), "{html}");
    }

    #[test]
    fn lists_tables_links_and_charts() {
        let item = |words: &str| vec![Block::Paragraph(vec![text(words)])];
        let plan = crate::model::id::PlanKey { zone: crate::model::id::ZoneKey(0), plan: 0 };
        let embed = Embed { kind: EmbedKind::Targets(plan), words: "A & B".to_owned(), at: At::default() };
        let outside = Inline::Link { to: "https://a.vn/?x=1&y=2".to_owned(), content: vec![text("a")] };
        let inside = Inline::Link { to: "sources/x.pdf".to_owned(), content: vec![text("b")] };
        let html = shown(
            &[
                Block::List { start: Some(3), items: vec![item("một"), item("hai")] },
                Block::Table { head: vec![vec![text("Năm")]], rows: vec![vec![vec![text("2022")]]] },
                Block::Embed(embed),
                Block::Paragraph(vec![outside, Inline::Break, inside]),
            ],
            "x",
        );
        assert!(html.starts_with("<ol start=\"3\">\n<li>một</li>\n<li>hai</li>\n</ol>\n"), "{html}");
        assert!(
            html.contains("<div class=\"frame\" role=\"region\" tabindex=\"0\" aria-label=\"Bảng: Năm\">")
        );
        assert!(html.contains("<figure>A &amp; B</figure>"));
        assert!(
            html.contains(
                "<a href=\"https://a.vn/?x=1&amp;y=2\" class=\"outside\" rel=\"noopener\">a</a><br>"
            )
        );
        assert!(html.contains("<a href=\"sources/x.pdf\">b</a>"));
    }
}
