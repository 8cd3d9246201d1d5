//! The languages of bantin: of the site's pages, and of messages to authors.

/// A language. Vietnamese is the first one, and always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// Every language, the first one first.
    pub const ALL: [Language; 2] = [Language::Vi, Language::En];

    /// Returns its code, as in the attribute `lang`.
    pub const fn code(self) -> &'static str {
        match self {
            Language::Vi => "vi",
            Language::En => "en",
        }
    }

    /// Returns the one of two texts that is in this language.
    ///
    /// ```
    /// use bantin::language::Language;
    /// assert_eq!(Language::En.pick("đạt", "met"), "met");
    /// ```
    pub fn pick<T>(self, vi: T, en: T) -> T {
        match self {
            Language::Vi => vi,
            Language::En => en,
        }
    }

    /// Returns a number of things; Vietnamese has one form, English one for exactly one and one for all others.
    ///
    /// ```
    /// use bantin::language::Language::{En, Vi};
    /// assert_eq!(Vi.count(1, "năm", ["year", "years"]), "1 năm");
    /// assert_eq!(En.count(1, "năm", ["year", "years"]), "1 year");
    /// assert_eq!(En.count(0, "năm", ["year", "years"]), "0 years");
    /// ```
    pub fn count(self, number: usize, vi: &str, en: [&str; 2]) -> String {
        format!("{number} {}", self.pick(vi, en[usize::from(number != 1)]))
    }
}

/// Text in one language from two format strings with the same arguments, of which only one is written:
/// `tell!(language, "đến ngày {}", "as of {}", day)`.
///
/// ```
/// use bantin::{language::Language, tell};
/// assert_eq!(tell!(Language::En, "{} năm", "{} years", 5), "5 years");
/// ```
#[macro_export]
macro_rules! tell {
    ($language:expr, $vi:literal, $en:literal $(, $($arg:tt)*)?) => {
        match $language {
            $crate::language::Language::Vi => format!($vi $(, $($arg)*)?),
            $crate::language::Language::En => format!($en $(, $($arg)*)?),
        }
    };
}
