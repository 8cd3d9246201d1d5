//! Texts as bantin holds them, and the way back from a place ([`At`]) to file, line and column.
#![expect(clippy::disallowed_methods, reason = "this is where bantin opens input")]

use super::text::Text;
use crate::diag::{At, Edit, Problem, Say, refused_by_system};
use crate::say;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The files that were read; the only thing that turns [`At`] into a [`Place`].
///
/// Texts are not kept: a file is read again when the first of its places is asked for.
#[derive(Debug)]
pub struct Sources {
    root: PathBuf,
    files: Vec<File>,
    /// Texts of which a place was asked for: a file with one problem mostly has more.
    texts: Mutex<BTreeMap<u32, Text>>,
    /// Of each narrative as it was read: what tells whether it has changed since.
    prints: Mutex<BTreeMap<u32, u64>>,
}

/// One entry of the content folder.
#[derive(Debug)]
pub(super) struct File {
    /// Relative to the content folder, with `/`.
    pub path: Box<str>,
    /// False for what has no text: folders, links, pipes, pictures.
    pub is_text: bool,
}

/// A place that a person can find.
#[derive(Debug, Clone)]
pub struct Place {
    /// The file, relative to the content folder, with `/`.
    pub path: String,
    /// The bytes in [`Place::source`], on character boundaries.
    pub span: Range<usize>,
    /// The whole text as bantin holds it; empty where there is none.
    pub source: Text,
}

impl Place {
    /// Returns the line, from 1.
    pub fn line(&self) -> usize {
        self.source.line(self.span.start)
    }

    /// Returns the column in characters, from 1.
    pub fn column(&self) -> usize {
        self.source.column(self.span.start)
    }

    /// Returns the text of the line or lines, without the last line end.
    pub fn lines(&self) -> &str {
        &self.source[self.source.line_start(self.span.start)..self.source.line_end(self.span.end)]
    }
}

impl Sources {
    pub(super) fn new(root: PathBuf, files: Vec<File>) -> Sources {
        Sources { root, files, texts: Mutex::default(), prints: Mutex::default() }
    }

    /// Returns the place of an `At`; the start of the file where the text has changed or is gone.
    pub fn place(&self, at: At) -> Place {
        let path = self.path(at).to_owned();
        let source = self.text(at.file);
        let end = floor(&source, at.end as usize);
        let start = floor(&source, at.start as usize).min(end);
        Place { path, span: start..end, source }
    }

    /// Returns the file of a place, relative to the content folder; empty for no file.
    pub fn path(&self, at: At) -> &str {
        self.files.get(at.file as usize).map_or("", |file| &file.path)
    }

    /// Returns how many entries the content folder has.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Returns true where the content folder has no entry.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Returns the paths of pictures and kept copies.
    pub(super) fn assets(&self) -> impl Iterator<Item = &str> {
        self.files
            .iter()
            .map(|file| &*file.path)
            .filter(|path| path.split('/').any(|folder| folder == "images" || folder == "sources"))
    }

    /// Returns true where a path of the content folder is a file, and no folder or link to nothing.
    pub(super) fn is_file(&self, path: &str) -> bool {
        self.root.join(path).is_file()
    }

    /// Returns the bytes of a picture or kept copy, by its path in the content folder; fails as
    /// reading fails, and for a path that the walk did not find.
    pub fn asset(&self, path: &str) -> std::io::Result<Vec<u8>> {
        match self.files.iter().any(|file| *file.path == *path) {
            true => std::fs::read(self.root.join(path)),
            false => Err(std::io::ErrorKind::NotFound.into()),
        }
    }

    pub(super) fn file(&self, index: u32) -> &File {
        &self.files[index as usize]
    }

    /// Returns a file's text for reading, after reporting what is wrong with its bytes.
    pub(super) fn load(&self, index: u32, problems: &mut Vec<Problem>) -> Option<String> {
        let file = self.file(index);
        let start = At { file: index, start: 0, end: 0 };
        let bytes = match std::fs::read(self.root.join(&*file.path)) {
            Ok(bytes) => bytes,
            Err(error) => {
                let why = refused_by_system(&error);
                let fault = Say {
                    vi: format!("không đọc được tệp: {}", why.vi),
                    en: format!("the file cannot be read: {}", why.en),
                };
                problems.push(Problem::error("unreadable-file", start, fault).way_out(say!(
                    "đóng tệp ở chương trình khác, hoặc xin quyền đọc, rồi chạy lại",
                    "close the file elsewhere, or get the right to read it, and run again"
                )));
                return None;
            }
        };
        let is_toml = file.path.ends_with(".toml");
        if !is_toml {
            self.prints.lock().unwrap_or_else(PoisonError::into_inner).insert(index, print(&bytes));
        }
        let held = hold(bytes);
        let mut readable = true;
        for flaw in held.flaws {
            // What follows in another encoding is not what the author wrote.
            if !readable {
                break;
            }
            readable = !matches!(flaw.kind, FlawKind::NotUtf8 { .. } | FlawKind::Utf16);
            if let Some(problem) = flaw.problem(index, is_toml) {
                problems.push(problem);
            }
        }
        readable.then_some(held.text)
    }

    /// Returns the narrative of a place as it stands on disk; nothing where it has changed since it was
    /// read, or is gone.
    pub fn original(&self, at: At) -> Option<Original> {
        let file = self.files.get(at.file as usize)?;
        let path = self.root.join(&*file.path);
        let bytes = std::fs::read(&path).ok()?;
        let known = *self.prints.lock().unwrap_or_else(PoisonError::into_inner).get(&at.file)?;
        (known == print(&bytes)).then_some(())?;
        let text = String::from_utf8(bytes).ok()?;
        Some(Original { path, name: file.path.to_string(), text })
    }

    fn text(&self, index: u32) -> Text {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || {
            let bytes = match self.files.get(index as usize) {
                Some(file) if file.is_text => std::fs::read(self.root.join(&*file.path)).unwrap_or_default(),
                _ => Vec::new(),
            };
            hold(bytes).text.into()
        };
        texts.entry(index).or_insert_with(read).clone()
    }
}

/// A narrative as it stands on disk, with the byte order mark, line ends and letters of its author.
#[derive(Debug, Clone)]
pub struct Original {
    /// Where it is.
    pub path: PathBuf,
    /// The same, relative to the content folder.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl Original {
    /// Returns the text after some changes, and nothing else changed; nothing where a change cannot be
    /// placed. The changes stand in order and do not overlap.
    pub fn edited<'e>(&self, edits: impl IntoIterator<Item = &'e Edit>) -> Option<String> {
        let map = Map::new(&self.text);
        let mut out = String::with_capacity(self.text.len() + 64);
        let mut done = 0;
        for Edit { at, text } in edits {
            let held = map.held.get(at.start as usize..at.end as usize)?;
            let (start, end) = (map.origin(at.start as usize)?, map.origin(at.end as usize)?);
            (done <= start && start <= end).then_some(())?;
            out.push_str(&self.text[done..start]);
            // The author's own letters stay, composed or not, where the change is put around them.
            match text.split_once(held) {
                Some((before, after)) => {
                    out.push_str(before);
                    out.push_str(&self.text[start..end]);
                    out.push_str(after);
                }
                None => out.push_str(text),
            }
            done = end;
        }
        out.push_str(&self.text[done..]);
        Some(out)
    }
}

/// The way from the text as bantin holds it to the text on disk.
struct Map {
    held: String,
    /// Runs that begin at the same place in both: held, original, whether they are the same bytes.
    runs: Vec<(usize, usize, bool)>,
}

impl Map {
    fn new(original: &str) -> Map {
        let mut map = Map { held: String::with_capacity(original.len()), runs: Vec::new() };
        let bytes = original.as_bytes();
        let mut at = if original.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        while at < bytes.len() {
            // Nothing composes with an ASCII character after it: each one begins a run of its own.
            let next = (at + 1..bytes.len()).find(|&n| bytes[n].is_ascii()).unwrap_or(bytes.len());
            let run = &original[at..next];
            let held = match run == "\r" && bytes.get(next) == Some(&b'\n') {
                true => String::new(),
                false => clean(run).text,
            };
            map.runs.push((map.held.len(), at, held == run));
            map.held.push_str(&held);
            at = next;
        }
        map.runs.push((map.held.len(), original.len(), true));
        map
    }

    /// The byte of the original at which a byte of the held text stands.
    fn origin(&self, held: usize) -> Option<usize> {
        let n = self.runs.partition_point(|(start, ..)| *start <= held).checked_sub(1)?;
        // A carriage return that was dropped stands before its line feed, and after what it ends.
        let first = self.runs.partition_point(|(start, ..)| *start < held);
        if let Some(&(start, original, _)) = self.runs.get(first)
            && start == held
        {
            return Some(original);
        }
        let (start, original, same) = self.runs[n];
        same.then_some(original + held - start)
    }
}

fn print(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

/// Returns the nearest character boundary at or before `n`.
fn floor(text: &str, n: usize) -> usize {
    text.floor_char_boundary(n.min(text.len()))
}

struct Held {
    text: String,
    flaws: Vec<Flaw>,
}

struct Flaw {
    span: Range<usize>,
    kind: FlawKind,
}

enum FlawKind {
    NotUtf8 { byte: usize },
    Utf16,
    LoneCr,
    Control(char),
}

impl Flaw {
    fn problem(&self, file: u32, is_toml: bool) -> Option<Problem> {
        let at = At { file, start: self.span.start as u32, end: self.span.end as u32 };
        Some(match self.kind {
            FlawKind::NotUtf8 { byte } => Problem::error(
                "not-utf8",
                at,
                say!("tệp không phải UTF-8 (byte thứ {})", "the file is not UTF-8 (byte {})", byte + 1),
            )
            .way_out(say!(
                "lưu lại tệp với bảng mã UTF-8; chữ TCVN3, VNI phải được chuyển mã trước",
                "save the file as UTF-8; text in TCVN3 or VNI has to be converted first"
            )),
            FlawKind::Utf16 => Problem::error(
                "not-utf8",
                at,
                say!(
                    "tệp được lưu bằng UTF-16 (Notepad gọi là Unicode), không phải UTF-8",
                    "the file was saved as UTF-16 (which Notepad calls Unicode), not as UTF-8"
                ),
            )
            .way_out(say!(
                "mở tệp, chọn Lưu thành (Save as), ở ô Mã hóa (Encoding) chọn UTF-8",
                "open the file, choose Save as, and UTF-8 as its encoding"
            )),
            FlawKind::LoneCr if !is_toml => return None,
            FlawKind::LoneCr => Problem::error(
                "lone-cr",
                at,
                say!("ký tự xuống dòng CR đứng một mình", "a carriage return without a line feed"),
            )
            .way_out(say!(
                "lưu tệp với kiểu xuống dòng LF hoặc CRLF",
                "save the file with LF or CRLF line ends"
            )),
            FlawKind::Control(c) => Problem::error(
                "control-character",
                at,
                say!(
                    "ký tự điều khiển không nhìn thấy U+{:04X}",
                    "an invisible control character U+{:04X}",
                    c as u32
                ),
            )
            .way_out(say!("xóa ký tự này", "delete the character")),
        })
    }
}

/// Returns the text as bantin holds it: no BOM, LF, NFC, C0 controls replaced; and its flaws.
fn hold(bytes: Vec<u8>) -> Held {
    let mut bytes = bytes;
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        // What it says in another encoding is shown to nobody.
        return Held { text: String::new(), flaws: vec![Flaw { span: 0..0, kind: FlawKind::Utf16 }] };
    }
    let (text, bad) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let byte = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(byte))
        }
    };
    let prefix = bad.map(|byte| clean(&text[..byte]).text.len());
    let clean_already = !text.chars().any(|c| c == '\r' || is_control(c))
        && (text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes);
    let mut held = if clean_already { Held { text, flaws: Vec::new() } } else { clean(&text) };
    if let (Some(byte), Some(start)) = (bad, prefix) {
        let start = floor(&held.text, start);
        let end = held.text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
        held.flaws.insert(0, Flaw { span: start..end, kind: FlawKind::NotUtf8 { byte } });
    }
    held
}

fn clean(text: &str) -> Held {
    let mut held = Held { text: String::with_capacity(text.len()), flaws: Vec::new() };
    let mut chars = text.nfc().peekable();
    while let Some(c) = chars.next() {
        let start = held.text.len();
        match c {
            '\r' if chars.peek() == Some(&'\n') => continue,
            '\r' => {
                held.text.push('\n');
                held.flaws.push(Flaw { span: start..start, kind: FlawKind::LoneCr });
            }
            c if is_control(c) => {
                let replaced = c.is_ascii() || matches!(c, '\u{E000}' | '\u{E001}');
                held.text.push(if replaced { '\u{FFFD}' } else { c });
                held.flaws.push(Flaw { span: start..held.text.len(), kind: FlawKind::Control(c) });
            }
            c => held.text.push(c),
        }
    }
    held
}

fn is_control(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        // The marks of `render::foreign`, which nothing else may make.
        '\u{E000}' | '\u{E001}' => true,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(bytes: &[u8]) -> Held {
        hold(bytes.to_vec())
    }

    #[test]
    fn bom_crlf_and_nfd_are_taken_away() {
        let text = held("\u{FEFF}ten = \"He\u{0323}\u{0302}\"\r\nb = 1\r\n".as_bytes());
        assert_eq!(text.text, "ten = \"Hệ\"\nb = 1\n");
        assert!(text.flaws.is_empty());
    }

    #[test]
    fn bytes_that_are_not_utf8_are_placed() {
        let text = held(b"a = 1\nb = \"\xC3\"\n");
        assert!(matches!(text.flaws[0].kind, FlawKind::NotUtf8 { byte: 11 }));
        assert_eq!(text.flaws[0].span, 11..14);
    }

    #[test]
    fn utf16_is_told_by_its_first_bytes() {
        for bytes in [b"\xFF\xFEa\x00", b"\xFE\xFF\x00a"] {
            let text = held(bytes);
            assert!(text.text.is_empty() && matches!(text.flaws[..], [Flaw { kind: FlawKind::Utf16, .. }]));
        }
    }

    #[test]
    fn controls_and_lone_cr_are_flaws() {
        let text = held("a\u{1B}b\rc\u{202E}d\u{E000}".as_bytes());
        assert_eq!(text.flaws.len(), 4);
        assert_eq!(text.text, "a\u{FFFD}b\nc\u{202E}d\u{FFFD}");
    }

    #[test]
    fn a_change_leaves_every_other_byte() {
        let text = "\u{FEFF}Co\u{0301} hơn 257 người.\r\nTre\u{0302}n 9 chi bộ, đ5đ\r\n";
        let original = Original { path: PathBuf::new(), name: String::new(), text: text.to_owned() };
        let held = hold(text.as_bytes().to_vec()).text;
        let edit = |words: &str| {
            let start = held.rfind(words).expect("the words stand in the text") as u32;
            let at = At { file: 0, start, end: start + words.len() as u32 };
            Edit { at, text: format!("[{words}](x)") }
        };
        let edits = [edit("hơn 257"), edit("Trên 9"), edit("bộ"), edit("5")];
        assert_eq!(
            original.edited(&edits).as_deref(),
            Some("\u{FEFF}Co\u{0301} [hơn 257](x) người.\r\n[Tre\u{0302}n 9](x) chi [bộ](x), đ[5](x)đ\r\n")
        );
        assert_eq!(original.edited(&[]).as_deref(), Some(text));
        let beyond = Edit { at: At { file: 0, start: 0, end: 999 }, text: String::new() };
        assert_eq!(original.edited([&beyond]), None);
    }

    proptest::proptest! {
        #[test]
        fn what_is_held_is_found_again(text in "(\\PC|\r\n|\n|\u{0301}|\u{0302}|ê|e|1){0,40}") {
            let map = Map::new(&text);
            let held = hold(text.as_bytes().to_vec());
            proptest::prop_assert_eq!(&map.held, &held.text);
            for (n, c) in map.held.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
                let origin = map.origin(n).expect("a digit begins a run");
                proptest::prop_assert!(text[origin..].starts_with(c));
            }
        }
    }

    #[test]
    fn a_place_has_line_and_column_in_characters() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.toml"), "x = 1\r\nđịa = \"Bắc\"\r\n").unwrap();
        let files = vec![File { path: "a.toml".into(), is_text: true }];
        let sources = Sources::new(folder.path().into(), files);
        let start = "x = 1\nđịa = ".len() as u32;
        let place = sources.place(At { file: 0, start, end: start + 7 });
        assert_eq!((place.line(), place.column()), (2, 7));
        assert_eq!(place.lines(), "địa = \"Bắc\"");
        assert_eq!(&place.source[place.span], "\"Bắc\"");
    }
}
