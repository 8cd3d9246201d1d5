//! What was asked for: commands and options, with help in Vietnamese and in English.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use crate::language::Language;

/// One run of bantin, as asked for.
#[derive(Debug, Clone, Parser)]
#[command(
    name = "bantin",
    version,
    about = "Dựng bản tin tĩnh từ chỉ tiêu nhiệm kỳ và kết quả của các khu.",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub struct Asked {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What every command knows.
    #[command(flatten)]
    pub shared: Shared,
    #[arg(short, long, global = true, action = clap::ArgAction::Help, help = "In hướng dẫn này")]
    help: Option<bool>,
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help = "In số phiên bản")]
    version: Option<bool>,
}

/// What to do.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Publish the site.
    #[command(about = "Dựng trang vào thư mục đầu ra; chỉ ghi những tệp có thay đổi")]
    Build(Build),
    /// Publish the site and pack it.
    #[command(about = "Dựng trang rồi đóng gói thành một tệp zip để gửi, chép và lưu")]
    Pack(Pack),
    /// Only look for problems.
    #[command(about = "Kiểm tra nội dung; không ghi gì, trừ khi có --fix")]
    Check(Check),
    /// Freeze an issue.
    #[command(about = "Chốt một số bản tin: ghi lại mọi số liệu và kết luận mà số ấy đăng")]
    Publish(Publish),
    /// Make the sheet for the person who signs an issue.
    #[command(about = "Lập phiếu duyệt một số bản tin: một trang để in và ký")]
    Review(Review),
}

/// Options of `build`.
#[derive(Debug, Clone, Args)]
pub struct Build {
    /// The output folder.
    #[arg(long, value_name = "DIR", default_value = "output", help = "Thư mục đầu ra (mặc định: output)")]
    pub output: PathBuf,
    /// Whether files that no build made are removed.
    #[arg(long, help = "Xóa khỏi thư mục đầu ra cả những tệp không do bantin tạo ra")]
    pub prune_unknown: bool,
    /// Whether the time of each stage is printed.
    #[arg(long, hide = true, help = "In thời gian của từng bước")]
    pub timings: bool,
}

/// Options of `pack`.
#[derive(Debug, Clone, Args)]
pub struct Pack {
    /// Those of the build before it.
    #[command(flatten)]
    pub build: Build,
    /// The archive.
    #[arg(
        long,
        value_name = "FILE",
        help = "Tệp zip cần ghi (mặc định: <tên bản tin>-<ngày>.zip, cạnh thư mục đầu ra)"
    )]
    pub file: Option<PathBuf>,
    /// Whether each issue's document goes with it as PDF.
    #[arg(long, help = "Kèm bản PDF của từng số, in bằng Chromium, Chrome hoặc Edge trên máy này")]
    pub pdf: bool,
}

/// Options of `check`.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Check {
    /// Whether the figures that fit a loose number are shown.
    #[arg(long, help = "Với mỗi số chưa dẫn tới dữ liệu, nêu các số liệu khớp và bản vá")]
    pub suggest: bool,
    /// Whether references that are beyond doubt are written into the content.
    #[arg(long, help = "Ghi vào nội dung những tham chiếu chắc chắn; không ghi gì khác")]
    pub fix: bool,
}

/// Options of `publish`.
#[derive(Debug, Clone, Args)]
pub struct Publish {
    /// The issue.
    #[arg(help = "Tên thư mục hoặc số thứ tự của số bản tin, ví dụ 2022-q3")]
    pub issue: String,
}

/// Options of `review`.
#[derive(Debug, Clone, Args)]
pub struct Review {
    /// The issue's folder name or number.
    #[arg(help = "Tên thư mục hoặc số thứ tự của số bản tin")]
    pub issue: String,
    /// The file to write.
    #[arg(long, value_name = "FILE", help = "Tệp cần ghi (mặc định: phieu-duyet-<số>.html)")]
    pub output: Option<PathBuf>,
}

/// What every command knows.
#[derive(Debug, Clone, Args)]
pub struct Shared {
    /// The content folder.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = "content",
        help = "Thư mục nội dung (mặc định: content)"
    )]
    pub content: PathBuf,
    /// The language of messages.
    #[arg(
        long,
        global = true,
        value_name = "vi|en",
        default_value = "vi",
        help = "Ngôn ngữ của thông báo (mặc định: vi, hoặc biến BANTIN_LANG)"
    )]
    pub lang: Language,
    /// The form of messages.
    #[arg(
        long,
        global = true,
        value_name = "text|json",
        default_value = "text",
        help = "Dạng của thông báo (mặc định: text)"
    )]
    pub format: Format,
    /// Rules whose warnings count as errors.
    #[arg(
        long,
        global = true,
        value_name = "RULE",
        help = "Coi cảnh báo của quy tắc này là lỗi; dùng được nhiều lần"
    )]
    pub deny: Vec<String>,
    /// Whether only problems are printed.
    #[arg(short, long, global = true, help = "Chỉ in các vấn đề")]
    pub quiet: bool,
}

impl ValueEnum for Language {
    fn value_variants<'a>() -> &'a [Language] {
        &Language::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.code()))
    }
}

/// The form of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs: one document.
    Json,
}

/// Returns the language that arguments ask for, else the environment, else Vietnamese.
///
/// It is needed before the arguments are parsed, because the help text is part of the parser.
pub fn language(args: impl IntoIterator<Item = OsString>, environment: Option<&str>) -> Language {
    let mut chosen = environment.and_then(|name| Language::from_str(name, true).ok());
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        let value = match arg.to_str() {
            Some("--lang") => args.next().and_then(|value| value.into_string().ok()),
            Some(arg) => arg.strip_prefix("--lang=").map(str::to_owned),
            None => None,
        };
        chosen = value.and_then(|name| Language::from_str(&name, true).ok()).or(chosen);
    }
    chosen.unwrap_or_default()
}

impl Asked {
    /// Returns what arguments ask for; the first one is the program's name.
    ///
    /// # Errors
    ///
    /// Returns clap's message: help and version to be printed, or what is wrong with the arguments.
    pub fn parse(language: Language, args: impl IntoIterator<Item = OsString>) -> Result<Asked, clap::Error> {
        let matches = command(language).try_get_matches_from(args)?;
        let mut asked = Asked::from_arg_matches(&matches)?;
        asked.shared.lang = language;
        Ok(asked)
    }
}

/// English help, by command (empty for all of them) and option.
const ENGLISH: [(&str, &str, &str); 26] = [
    ("", "", "Builds a static bulletin from the term plans and results of zones."),
    ("", "content", "Content folder (default: content)"),
    ("", "lang", "Language of messages (default: vi, or the variable BANTIN_LANG)"),
    ("", "format", "Form of messages (default: text)"),
    ("", "deny", "Treat warnings of this rule as errors; may be repeated"),
    ("", "quiet", "Print problems only"),
    ("", "help", "Print this help"),
    ("", "version", "Print the version"),
    ("build", "", "Build the site into the output folder, writing only what changed"),
    ("build", "output", "Output folder (default: output)"),
    ("build", "prune_unknown", "Remove files from the output folder that bantin did not make"),
    ("build", "timings", "Print the time of each stage"),
    ("pack", "", "Build the site and pack it into one zip, to send, copy and file"),
    ("pack", "output", "Output folder (default: output)"),
    ("pack", "prune_unknown", "Remove files from the output folder that bantin did not make"),
    ("pack", "timings", "Print the time of each stage"),
    ("pack", "file", "Zip to write (default: <bulletin>-<day>.zip, beside the output folder)"),
    ("pack", "pdf", "Add each issue as PDF, printed by Chromium, Chrome or Edge on this machine"),
    ("check", "", "Check the content; write nothing, unless --fix is given"),
    ("check", "suggest", "Name the figures that fit each number tied to nothing, and print a patch"),
    ("check", "fix", "Write references that are beyond doubt into the content, and nothing else"),
    ("publish", "", "Freeze an issue: record every figure and verdict that it shows"),
    ("publish", "issue", "Folder name or number of the issue, such as 2022-q3"),
    ("review", "", "Make the review sheet of an issue: one page to print and sign"),
    ("review", "issue", "Folder name or number of the issue"),
    ("review", "output", "File to write (default: phieu-duyet-<issue>.html)"),
];

/// Returns the command line with its help in a language; what is wrong with arguments is said by `misuse`.
pub fn command(language: Language) -> clap::Command {
    let (usage, commands, arguments, options) = match language {
        Language::Vi => ("Cách dùng", "Lệnh", "Tham số", "Tùy chọn"),
        Language::En => ("Usage", "Commands", "Arguments", "Options"),
    };
    let (command_word, issue_word, option_word) = match language {
        Language::Vi => ("<lệnh>", "số bản tin", "[tùy chọn]"),
        Language::En => ("<command>", "issue", "[options]"),
    };
    let template = format!("{{about}}\n\n{usage}: {{usage}}\n\n{{all-args}}\n");
    let finish = |command: clap::Command, line: String| {
        command
            .help_template(template.clone())
            .override_usage(line)
            .subcommand_help_heading(commands)
            .mut_args(|arg| {
                if arg.is_positional() {
                    return arg.help_heading(arguments).value_name(issue_word);
                }
                let takes_value = arg.get_action().takes_values();
                let arg = arg.help_heading(options);
                if takes_value { arg.hide_default_value(true).hide_possible_values(true) } else { arg }
            })
    };
    let mut whole = finish(Asked::command(), format!("bantin {command_word} {option_word}"));
    let issue = format!("<{issue_word}> ");
    for (name, what) in
        [("build", ""), ("pack", ""), ("check", ""), ("publish", &*issue), ("review", &*issue)]
    {
        whole = whole.mut_subcommand(name, |sub| finish(sub, format!("bantin {name} {what}{option_word}")));
    }
    if language == Language::En {
        for (name, option, words) in ENGLISH {
            let put = |command: clap::Command| match option {
                "" => command.about(words),
                _ => command.mut_arg(option, |arg| arg.help(words)),
            };
            whole = if name.is_empty() { put(whole) } else { whole.mut_subcommand(name, put) };
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[&str]) -> Vec<OsString> {
        list.iter().map(OsString::from).collect()
    }

    #[test]
    fn the_parser_is_sound() {
        command(Language::Vi).debug_assert();
        command(Language::En).debug_assert();
    }

    #[test]
    fn the_language_comes_from_the_flag_then_the_environment() {
        let of = |list: &[&str], environment| language(words(list), environment);
        assert_eq!(of(&["bantin", "check"], None), Language::Vi);
        assert_eq!(of(&["bantin", "check"], Some("en")), Language::En);
        assert_eq!(of(&["bantin", "--lang", "vi", "check"], Some("en")), Language::Vi);
        assert_eq!(of(&["bantin", "check", "--lang=en"], None), Language::En);
        assert_eq!(of(&["bantin", "check"], Some("fr")), Language::Vi);
    }

    #[test]
    fn every_help_text_exists_in_both_languages() {
        let texts = |language| {
            let whole = command(language);
            let mut texts: Vec<(String, String)> = Vec::new();
            for part in std::iter::once(&whole).chain(whole.get_subcommands()) {
                let name = part.get_name();
                texts.push((name.to_owned(), part.get_about().expect("has about").to_string()));
                for arg in part.get_arguments() {
                    let help = arg.get_help().expect("has help").to_string();
                    texts.push((format!("{name} {}", arg.get_id()), help));
                }
            }
            texts
        };
        for ((name, vi), (_, en)) in texts(Language::Vi).into_iter().zip(texts(Language::En)) {
            assert_ne!(vi, en, "{name}");
            assert!(en.is_ascii(), "{name}: {en}");
        }
    }

    #[test]
    fn help_of_a_command_is_in_one_language() {
        let help = |language, list: &[&str]| {
            Asked::parse(language, words(list)).expect_err("help is clap's message").to_string()
        };
        let vi = help(Language::Vi, &["bantin", "build", "--help"]);
        assert!(vi.contains("Cách dùng: bantin build [tùy chọn]") && vi.contains("Thư mục nội dung"), "{vi}");
        let en = help(Language::En, &["bantin", "build", "--help"]);
        assert!(en.is_ascii() && en.contains("Content folder"), "{en}");
        assert!(!vi.contains("timings") && !vi.contains("Options"), "{vi}");
    }

    #[test]
    fn options_stand_before_or_after_the_command() {
        let before = Asked::parse(Language::Vi, words(&["bantin", "-q", "--deny", "a", "check"])).unwrap();
        assert!(before.shared.quiet && before.shared.deny == ["a"]);
        let after =
            Asked::parse(Language::Vi, words(&["bantin", "build", "--output", "x", "--format", "json"]))
                .unwrap();
        assert_eq!(after.shared.format, Format::Json);
        assert!(matches!(after.command, Command::Build(Build { output, .. }) if output.as_os_str() == "x"));
        assert!(Asked::parse(Language::Vi, words(&["bantin", "bild"])).is_err_and(|e| e.exit_code() == 2));
    }
}
