//! Vietnamese words on pages of another language: marked where they are made, `lang="vi"` where they stand.
//!
//! A name or a note that its author gave only in Vietnamese stands on an English page as it is. Texts are finished
//! long before a template places them, and a template must not ask of each which language it is in: so a pair of
//! private characters goes around such a text, and becomes markup when the page is finished. Content cannot hold
//! these characters: reading drops them.

use crate::language::Language;
use crate::model::wording::Wording;

/// What stands around a Vietnamese text until the page is finished.
const MARKS: (char, char) = ('\u{e000}', '\u{e001}');

/// The first two of the three bytes of either mark.
const LEAD: [u8; 2] = [0xEE, 0x80];

/// Elements whose text cannot hold a `span`.
const PLAIN: [&str; 6] = ["title", "svg", "script", "style", "option", "textarea"];

/// Returns a Vietnamese text for a page: marked as such where the page is in another language.
pub fn vietnamese(language: Language, words: &str) -> String {
    match language {
        Language::Vi => words.to_owned(),
        Language::En if words.is_empty() => String::new(),
        Language::En => format!("{}{words}{}", MARKS.0, MARKS.1),
    }
}

/// Returns a text of the content in the language of a page, or marked as Vietnamese where it has no other.
pub fn told(language: Language, text: &Wording) -> String {
    match text.own(language) {
        Some(own) => own.to_owned(),
        None => vietnamese(language, &text.vi),
    }
}

/// Returns the mark that a text begins with and what comes after it; nothing for a text that is not foreign.
pub(super) fn marked(text: &str) -> Option<(&str, &str)> {
    text.starts_with(MARKS.0).then(|| text.split_at(MARKS.0.len_utf8()))
}

/// Returns a text without marks, for a place that has no markup.
pub fn unmarked(text: String) -> String {
    if text.contains([MARKS.0, MARKS.1]) { text.replace([MARKS.0, MARKS.1], "") } else { text }
}

/// Returns a page whose marks have become markup; inside tags, and in elements that hold plain text, they go.
pub fn settled(page: Vec<u8>) -> Vec<u8> {
    if memchr::memmem::find(&page, &LEAD).is_none() {
        return page;
    }
    let mut out = Vec::with_capacity(page.len() + page.len() / 16);
    let mut plain: Option<&str> = None;
    let mut rest = &page[..];
    while let Some(at) = memchr::memchr2(b'<', LEAD[0], rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        if rest[0] == b'<' {
            let end = memchr::memchr(b'>', rest).map_or(rest.len(), |end| end + 1);
            let (tag, after) = rest.split_at(end);
            plain = match plain {
                Some(name) if closes(tag, name) => None,
                None => PLAIN.into_iter().find(|name| opens(tag, name)),
                open => open,
            };
            without_marks(tag, &mut out);
            rest = after;
            continue;
        }
        let mark = rest.get(..3).filter(|three| three[..2] == LEAD).map(|three| three[2]);
        let (markup, length): (&[u8], usize) = match mark {
            Some(0x80 | 0x81) if plain.is_some() => (b"", 3),
            Some(0x80) => (b"<span lang=\"vi\">", 3),
            Some(0x81) => (b"</span>", 3),
            _ => (&rest[..1], 1),
        };
        out.extend_from_slice(markup);
        rest = &rest[length..];
    }
    out.extend_from_slice(rest);
    out
}

/// Returns a file that has no markup of HTML, such as a feed: its marks go.
pub fn unsettled(file: Vec<u8>) -> Vec<u8> {
    let mut out = Vec::with_capacity(file.len());
    without_marks(&file, &mut out);
    out
}

fn opens(tag: &[u8], name: &str) -> bool {
    let after = tag.get(1..).and_then(|tag| tag.strip_prefix(name.as_bytes()));
    after.and_then(|after| after.first()).is_some_and(|next| !next.is_ascii_alphanumeric())
        && !tag.ends_with(b"/>")
}

fn closes(tag: &[u8], name: &str) -> bool {
    tag.strip_prefix(b"</").is_some_and(|tag| tag.starts_with(name.as_bytes()))
}

fn without_marks(text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = memchr::memmem::find(rest, &LEAD) {
        out.extend_from_slice(&rest[..at]);
        let is_mark = matches!(rest.get(at + 2), Some(0x80 | 0x81));
        let kept = if is_mark { 0 } else { 2 };
        out.extend_from_slice(&rest[at..at + kept]);
        rest = &rest[at + if is_mark { 3 } else { 2 }..];
    }
    out.extend_from_slice(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str) -> String {
        let marked = html.replace('[', "\u{e000}").replace(']', "\u{e001}");
        String::from_utf8(settled(marked.into_bytes())).unwrap()
    }

    #[test]
    fn marks_become_markup_only_where_markup_can_stand() {
        assert_eq!(page("<p>A [Khu] b</p>"), "<p>A <span lang=\"vi\">Khu</span> b</p>");
        assert_eq!(page("<p title=\"[Khu]\">x</p>"), "<p title=\"Khu\">x</p>");
        assert_eq!(
            page("<title>[Khu] – a</title><b>[Xã]</b>"),
            "<title>Khu – a</title><b><span lang=\"vi\">Xã</span></b>"
        );
        assert_eq!(
            page("<svg><text>[Khu]</text></svg>[a]"),
            "<svg><text>Khu</text></svg><span lang=\"vi\">a</span>"
        );
        assert_eq!(page("<svgx>[Khu]"), "<svgx><span lang=\"vi\">Khu</span>");
        assert_eq!(
            page("<script type=\"a\">{\"a\": \"[Khu]\"}</script>"),
            "<script type=\"a\">{\"a\": \"Khu\"}</script>"
        );
        assert_eq!(page("ế \u{e123} <p>\u{e123}</p>"), "ế \u{e123} <p>\u{e123}</p>");
    }

    #[test]
    fn only_what_has_no_english_is_marked() {
        let text = |en: Option<&str>| Wording { vi: "Chi bộ".to_owned(), en: en.map(str::to_owned) };
        assert_eq!(told(Language::En, &text(Some("Cells"))), "Cells");
        assert_eq!(told(Language::Vi, &text(None)), "Chi bộ");
        assert_eq!(unmarked(told(Language::En, &text(None))), "Chi bộ");
        assert_ne!(told(Language::En, &text(None)), "Chi bộ");
    }

    #[test]
    fn a_file_that_is_no_page_has_no_marks() {
        let feed = "<summary>\u{e000}Khu\u{e001} ế \u{e123}</summary>";
        assert_eq!(unsettled(feed.as_bytes().to_vec()), "<summary>Khu ế \u{e123}</summary>".as_bytes());
    }

    #[test]
    fn a_marked_name_takes_its_place_in_a_sentence() {
        let name = vietnamese(Language::En, "Chi bộ");
        assert_eq!(crate::render::text::inside(Language::En, &name), vietnamese(Language::En, "chi bộ"));
        let small = vietnamese(Language::En, "chi bộ");
        assert_eq!(crate::render::text::capitalised(&small), name);
    }
}
