//! What is wrong with the input, and where: returned by every stage, printed by none.
//!
//! A [`Problem`] has four parts: the place ([`At`]), the fault ([`Problem::fault`]), the facts
//! ([`Problem::labels`]) and a way out ([`Problem::way_out`]). It is written in Vietnamese and in
//! English at the place where it is found, so that the compiler proves both texts exist.

use crate::language::Language;

/// A place in the input that only [`crate::read::source`] can turn into file, line and column.
///
/// `start..end` are byte offsets in the text as bantin holds it (UTF-8, NFC, LF).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct At {
    pub(crate) file: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The content cannot be published like this.
    Error,
    /// It can be published, and someone should look at it first.
    Warning,
}

/// One text in the languages of the command line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Say {
    /// Vietnamese, the default.
    pub vi: String,
    /// English, with `--lang en`.
    pub en: String,
}

impl Say {
    /// Returns the text in a language.
    pub fn of(&self, language: Language) -> &str {
        language.pick(&self.vi, &self.en)
    }
}

/// Returns why the system refused something, for those who do not read English either.
///
/// ```
/// use bantin::diag::refused_by_system;
/// let error = std::io::Error::from(std::io::ErrorKind::StorageFull);
/// assert_eq!(refused_by_system(&error).vi, "đĩa đã đầy");
/// ```
pub fn refused_by_system(error: &std::io::Error) -> Say {
    use std::io::ErrorKind;
    let vi = match error.kind() {
        ErrorKind::NotFound => "không có tệp hoặc thư mục ấy",
        ErrorKind::PermissionDenied => "không có quyền, hoặc tệp đang mở ở chương trình khác",
        ErrorKind::AlreadyExists => "ở đó đã có tệp cùng tên",
        ErrorKind::NotADirectory => "một phần của đường dẫn là tệp, không phải thư mục",
        ErrorKind::IsADirectory => "đó là thư mục, không phải tệp",
        ErrorKind::StorageFull => "đĩa đã đầy",
        ErrorKind::ReadOnlyFilesystem => "đĩa chỉ cho đọc",
        _ => return Say { vi: error.to_string(), en: error.to_string() },
    };
    Say { vi: vi.to_owned(), en: error.to_string() }
}

/// A [`Say`] from two format strings: `say!("tệp rỗng", "the file is empty")`.
#[macro_export]
macro_rules! say {
    ($vi:literal, $en:literal $(, $($arg:tt)*)?) => {
        $crate::diag::Say { vi: format!($vi $(, $($arg)*)?), en: format!($en $(, $($arg)*)?) }
    };
}

/// A second place that takes part in a problem, with its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub at: At,
    /// What stands there.
    pub words: Say,
}

/// One thing that is wrong, written for the officer who has to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The fault's stable name, lower-case with hyphens: `float-thousands`.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The place that has to change.
    pub at: At,
    /// What is wrong, one phrase.
    pub fault: Say,
    /// Facts at this and at other places.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub way_out: Option<Say>,
    /// The line to write instead, ready to paste.
    pub instead: Option<String>,
    /// Keys to put into the table of a figure, at the place of its value: whoever knows the text prints its line
    /// with them. More than one where the author has to choose.
    pub added: Vec<Edit>,
    /// Changes that would settle it, the best first; only where they were asked for.
    pub suggestions: Vec<Suggestion>,
}

/// A change of the content that would settle a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What the new words stand for.
    pub words: Say,
    /// What to write where, in the order of the places.
    pub edits: Vec<Edit>,
    /// True where no other change comes near it, so that it may be made without asking.
    pub certain: bool,
}

/// A place, and the words that replace what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where.
    pub at: At,
    /// The new words.
    pub text: String,
}

impl Problem {
    /// An error at a place.
    pub fn error(rule: &'static str, at: At, fault: Say) -> Problem {
        Problem {
            rule,
            severity: Severity::Error,
            at,
            fault,
            labels: Vec::new(),
            way_out: None,
            instead: None,
            added: Vec::new(),
            suggestions: Vec::new(),
        }
    }

    /// A warning at a place.
    pub fn warning(rule: &'static str, at: At, fault: Say) -> Problem {
        Problem { severity: Severity::Warning, ..Problem::error(rule, at, fault) }
    }

    /// The same problem with a fact at another place.
    pub fn label(mut self, at: At, words: Say) -> Problem {
        self.labels.push(Label { at, words });
        self
    }

    /// The same problem with a way out.
    pub fn way_out(mut self, words: Say) -> Problem {
        self.way_out = Some(words);
        self
    }

    /// The same problem with the line to write instead.
    pub fn instead(mut self, line: impl Into<String>) -> Problem {
        self.instead = Some(line.into());
        self
    }

    /// The same problem with the line of a value to write instead, which has one more key.
    pub fn added(mut self, at: At, key: impl Into<String>) -> Problem {
        self.added.push(Edit { at, text: key.into() });
        self
    }
}

/// What a stage made of its input, and everything it found wrong on the way.
#[derive(Debug)]
pub struct Outcome<T> {
    /// What there is.
    pub value: T,
    /// Everything that is wrong, in the order of the places.
    pub problems: Vec<Problem>,
}
