//! What is wrong with the arguments, in the languages of messages.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::diag::Say;
use crate::say;

/// Returns what is wrong and what may have been meant; nothing for help, the version and what is rarer than a slip
/// of the hand, which clap says itself.
pub(super) fn words(error: &clap::Error) -> Option<Say> {
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => Some(word.clone()),
        Some(ContextValue::Strings(words)) if !words.is_empty() => Some(words.join(", ")),
        _ => None,
    };
    let named = || word(ContextKind::InvalidArg);
    let fault = match error.kind() {
        ErrorKind::UnknownArgument => {
            let name = named()?;
            match name.starts_with('-') {
                true => say!("không có tùy chọn “{name}”", "there is no option “{name}”"),
                false => say!("lệnh này không nhận “{name}”", "the command takes no “{name}”"),
            }
        }
        ErrorKind::InvalidSubcommand => {
            let name = word(ContextKind::InvalidSubcommand)?;
            say!("không có lệnh “{name}”", "there is no command “{name}”")
        }
        ErrorKind::InvalidValue => {
            let name = named()?;
            match word(ContextKind::InvalidValue).filter(|value| !value.is_empty()) {
                None => say!("sau {name} chưa có giá trị", "there is no value after {name}"),
                Some(value) => say!("{name} không nhận giá trị “{value}”", "{name} cannot be “{value}”"),
            }
        }
        ErrorKind::MissingRequiredArgument => {
            let name = named()?;
            say!("lệnh này còn thiếu {name}", "the command lacks {name}")
        }
        ErrorKind::ArgumentConflict => {
            let name = named().filter(|name| word(ContextKind::PriorArg).as_ref() == Some(name))?;
            say!("{name} chỉ được ghi một lần", "{name} may be given once")
        }
        _ => return None,
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let way_out = match (near.into_iter().find_map(word), word(ContextKind::ValidValue)) {
        (Some(near), _) => say!("ý bạn là “{near}”?", "did you mean “{near}”?"),
        (None, Some(known)) => say!("có thể dùng: {known}.", "known: {known}."),
        (None, None) => say!("xem bantin --help.", "see bantin --help."),
    };
    Some(Say { vi: format!("{}; {}", fault.vi, way_out.vi), en: format!("{}; {}", fault.en, way_out.en) })
}

#[cfg(test)]
mod tests {
    use super::super::args::Asked;
    use super::*;
    use crate::language::Language;
    use std::ffi::OsString;

    fn said(args: &[&str]) -> Option<(String, String)> {
        let args = std::iter::once("bantin").chain(args.iter().copied()).map(OsString::from);
        let words = words(&Asked::parse(Language::Vi, args).unwrap_err())?;
        Some((words.vi, words.en))
    }

    #[test]
    fn slips_of_the_hand_are_said_in_both_languages() {
        for (args, vi, en) in [
            (
                &["check", "--contnet", "x"][..],
                "không có tùy chọn “--contnet”; ý bạn là “--content”?",
                "there is no option “--contnet”; did you mean “--content”?",
            ),
            (
                &["chek"],
                "không có lệnh “chek”; ý bạn là “check”?",
                "there is no command “chek”; did you mean “check”?",
            ),
            (
                &["in"],
                "không có lệnh “in”; xem bantin --help.",
                "there is no command “in”; see bantin --help.",
            ),
            (
                &["check", "--content"],
                "sau --content <DIR> chưa có giá trị; xem bantin --help.",
                "there is no value after --content <DIR>; see bantin --help.",
            ),
            (
                &["check", "--format", "xml"],
                "--format <text|json> không nhận giá trị “xml”; có thể dùng: text, json.",
                "--format <text|json> cannot be “xml”; known: text, json.",
            ),
            (
                &["publish"],
                "lệnh này còn thiếu <số bản tin>; xem bantin --help.",
                "the command lacks <số bản tin>; see bantin --help.",
            ),
            (
                &["check", "abc"],
                "lệnh này không nhận “abc”; xem bantin --help.",
                "the command takes no “abc”; see bantin --help.",
            ),
            (
                &["check", "--format", "json", "--format", "text"],
                "--format <text|json> chỉ được ghi một lần; xem bantin --help.",
                "--format <text|json> may be given once; see bantin --help.",
            ),
        ] {
            assert_eq!(said(args), Some((vi.to_owned(), en.to_owned())), "{args:?}");
        }
        assert_eq!(said(&["--help"]), None);
        assert_eq!(said(&["--version"]), None);
        assert_eq!(said(&[]), None, "who asks for nothing gets the help");
    }
}
