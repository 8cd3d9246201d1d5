//! What an author writes for readers: Vietnamese, and English where there is one.

use crate::language::Language;

/// A text for readers in the languages of the site; English may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: Option<String>,
}

impl Wording {
    /// A text in Vietnamese alone.
    pub fn vi(text: impl Into<String>) -> Wording {
        Wording { vi: text.into(), en: None }
    }

    /// Returns the same text, with the English of another one where it has none of its own.
    pub fn or_english(mut self, other: &Wording) -> Wording {
        self.en = self.en.or_else(|| other.en.clone());
        self
    }

    /// Returns the text in a language, or the Vietnamese one where there is no other.
    pub fn of(&self, language: Language) -> &str {
        self.own(language).unwrap_or(&self.vi)
    }

    /// Returns the text in a language, where there is one.
    ///
    /// ```
    /// use bantin::{language::Language, model::wording::Wording};
    /// let name = Wording { vi: "Chi bộ".to_owned(), en: None };
    /// assert_eq!((name.own(Language::En), name.of(Language::En)), (None, "Chi bộ"));
    /// ```
    pub fn own(&self, language: Language) -> Option<&str> {
        language.pick(Some(&self.vi), self.en.as_ref()).map(String::as_str)
    }
}
