//! The words around a number one by one, times and pauses among them, and lists of such words.

use crate::model::fold;
use std::ops::Range;
use std::sync::OnceLock;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A word as it is compared where its marks count, and whether it is written with a capital.
    Word(String, bool),
    /// A time, by its place among the times of the number.
    Time(usize),
    /// Digits, with what glues them: "30/6", "13,5".
    Digits(String),
    /// A comma, colon or closing bracket.
    Pause,
    /// An opening bracket.
    Open,
    /// The end of a sentence or of its half.
    Stop,
}

impl Token {
    /// Returns the word; nothing for other pieces.
    pub fn word(&self) -> Option<&str> {
        match self {
            Token::Word(word, _) => Some(word),
            _ => None,
        }
    }
}

/// Returns the pieces of a text in order; the spans of times are one piece each.
pub(super) fn tokens(text: &str, times: &[(Range<usize>, usize)]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some((span, n)) = times.iter().find(|(span, _)| span.start <= at && at < span.end) {
            tokens.push(Token::Time(*n));
            at = span.end;
            continue;
        }
        let rest = &text[at..];
        let inside = |(n, c): &(usize, char)| {
            let next = || rest[n + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
            c.is_alphanumeric()
                || matches!(c, '\u{300}'..='\u{36f}')
                || (matches!(c, '.' | ',' | '/' | '-')
                    && next()
                    && rest[..*n].ends_with(|c: char| c.is_ascii_digit()))
        };
        let run = rest.char_indices().take_while(inside).last().map_or(0, |(n, c)| n + c.len_utf8());
        if run > 0 {
            let word = &rest[..run];
            tokens.push(match word.starts_with(|c: char| c.is_ascii_digit()) {
                true => Token::Digits(word.to_owned()),
                false => Token::Word(fold::marked(word), c.is_uppercase()),
            });
            at += run;
            continue;
        }
        let ends = c == '.' && rest[1..].starts_with(|c: char| c.is_whitespace());
        match c {
            ';' | '?' | '!' | '|' => tokens.push(Token::Stop),
            '.' if ends || rest.len() == 1 => tokens.push(Token::Stop),
            ',' | ':' | ')' => tokens.push(Token::Pause),
            '(' => tokens.push(Token::Open),
            _ => {}
        }
        at += c.len_utf8();
    }
    tokens
}

/// Returns the words of a name as they are compared.
pub(super) fn marked(name: &str) -> Vec<String> {
    fold::words(name).map(fold::marked).collect()
}

/// Returns where a run of words begins in a text.
pub(super) fn places<'a>(tokens: &'a [Token], phrase: &'a [String]) -> impl Iterator<Item = usize> + 'a {
    let windows = tokens.windows(phrase.len().max(1)).enumerate().filter(|_| !phrase.is_empty());
    let same =
        move |window: &[Token]| window.iter().zip(phrase).all(|(token, word)| token.word() == Some(word));
    windows.filter(move |(_, window)| same(window)).map(|(n, _)| n)
}

/// Phrases, and the same as they are compared.
pub(super) struct List {
    plain: &'static [&'static str],
    marked: OnceLock<Vec<Vec<String>>>,
}

impl List {
    const fn new(plain: &'static [&'static str]) -> List {
        List { plain, marked: OnceLock::new() }
    }

    /// Returns the words of every phrase.
    pub fn phrases(&self) -> &[Vec<String>] {
        self.marked.get_or_init(|| self.plain.iter().map(|phrase| marked(phrase)).collect())
    }

    /// Returns true for a word that is one of the phrases.
    pub fn is(&self, word: &str) -> bool {
        self.phrases().iter().any(|phrase| matches!(phrase.as_slice(), [one] if one == word))
    }

    /// Returns true where a text has one of the phrases.
    pub fn is_in(&self, tokens: &[Token]) -> bool {
        self.phrases().iter().any(|phrase| places(tokens, phrase).next().is_some())
    }
}

/// Words that leave what is counted as it is.
pub(super) static READ: List = List::new(&[
    "có", "hiện", "nay", "đang", "đã", "được", "là", "gồm", "đạt", "với", "tổng", "số", "cả", "thêm", "lên",
    "còn", "cho", "thì", "trong", "đến", "tới", "tính", "hết", "từ", "vào", "cuối", "đầu", "khi", "toàn",
    "so", "bằng", "chiếm", "tỷ", "lệ", "tỉ", "trên", "của", "tại", "ở", "khu", "thời", "điểm", "và", "về",
    "bên", "phía", "kể", "tức", "the", "a", "of", "in", "at", "had", "has", "have", "was", "were", "there",
    "is", "are", "its", "by", "end", "to", "from", "total", "number", "with", "reached", "and", "as", "for",
]);

/// Nouns of times, read where a time follows them.
pub(super) static TIMES: List = List::new(&[
    "ngày", "tháng", "quý", "năm", "nhiệm", "kỳ", "giai", "đoạn", "mốc", "year", "quarter", "term",
]);

/// Words that point at a time, a condition or a part in a way that is not read, wherever the sentence has them.
pub(super) static SIGNALS: List = List::new(&[
    "trước", "ngoái", "cùng", "quý", "tháng", "tuần", "ngày", "kỳ", "khóa", "khoá", "đợt", "lúc", "mỗi",
    "từng", "bình", "trung", "không", "chưa", "nếu", "phải", "cần", "riêng", "last", "previous", "each",
    "not", "if", "every", "average", "quarter", "month",
]);

/// Words of targets.
pub(super) static AIMS: List = List::new(&[
    "phấn đấu",
    "mục tiêu",
    "chỉ tiêu",
    "dự kiến",
    "dự báo",
    "sẽ",
    "kế hoạch",
    "đề ra",
    "giao",
    "yêu cầu",
    "hướng tới",
    "đặt mức",
    "nghị quyết",
    "target",
    "targets",
    "aim",
    "aims",
    "plan",
    "plans",
    "planned",
    "expected",
    "will",
    "should",
    "goal",
    "goals",
]);

/// Words of targets in headings.
pub(super) static AIMING: List =
    List::new(&["mục tiêu", "chỉ tiêu", "phương hướng", "nhiệm vụ", "kế hoạch", "tasks", "targets", "plan"]);

/// Words that leave a target as it is.
pub(super) static OF_TARGETS: List = List::new(&[
    "mỗi", "hằng", "hàng", "mức", "ít", "nhất", "trở", "nghị", "quyết", "nhiệm", "kỳ", "năm", "phấn", "đấu",
    "mục", "tiêu", "chỉ", "dự", "kiến", "kế", "hoạch", "đề", "ra", "giao", "đặt", "target", "targets",
    "plan", "a", "annual", "yearly", "each", "every", "year",
]);

/// Words of a change that stand right before its number.
pub(super) static CHANGES: List = List::new(&[
    "tăng",
    "giảm",
    "chênh",
    "hụt",
    "vượt",
    "bớt",
    "increased",
    "decreased",
    "rose",
    "fell",
    "grew",
    "dropped",
    "up",
    "down",
    "declined",
    "risen",
    "fallen",
    "grown",
]);

/// Words that leave out some of what is counted.
pub(super) static RESTRICTING: List =
    List::new(&["nữ", "trẻ", "fdi", "dự bị", "female", "women", "young", "probationary"]);

/// Nouns of people who are counted.
pub(super) static PEOPLE: List = List::new(&[
    "người",
    "đảng viên",
    "đoàn viên",
    "hội viên",
    "lao động",
    "công nhân",
    "quần chúng",
    "cán bộ",
    "people",
    "members",
    "workers",
]);

/// Nouns of bodies and things that are counted.
pub(super) static THINGS: List = List::new(&[
    "chi bộ",
    "đảng bộ",
    "chi đoàn",
    "chi hội",
    "doanh nghiệp",
    "công ty",
    "đơn vị",
    "tổ chức",
    "công đoàn",
    "lớp",
    "khu",
    "dự án",
    "hồ sơ",
    "cuộc",
    "buổi",
    "lượt",
    "hội nghị",
    "cells",
    "enterprises",
    "organisations",
    "unions",
    "classes",
    "projects",
]);

/// Nouns of places that a name follows.
pub(super) static PLACES: List = List::new(&[
    "kcn",
    "kkt",
    "ccn",
    "kcx",
    "khu công nghiệp",
    "khu kinh tế",
    "cụm công nghiệp",
    "khu chế xuất",
    "tỉnh",
    "huyện",
    "thành phố",
    "quận",
    "thị xã",
    "xã",
]);

/// Words before a time that another one is compared with.
pub(super) static BASES: List = List::new(&["với", "than", "since", "compared", "hơn"]);

/// Words before the time at which something ends.
pub(super) static UNTIL: List = List::new(&["đến", "hết", "tới", "by", "until", "to"]);

/// Words between a change and its number.
pub(super) static LINKS: List = List::new(&["được", "by", "là"]);

/// Words for more of something.
pub(super) static MORE: List = List::new(&["thêm", "hơn", "chênh", "more"]);

/// Words right before a number that another one is compared with.
pub(super) static COMPARED: List = List::new(&["với", "than", "from", "since", "compared"]);

/// Words of a state that lasts.
pub(super) static NOW: List = List::new(&["nay", "hiện", "now", "currently"]);

/// Words for the beginning or middle of a time.
pub(super) static EARLY: List = List::new(&["đầu", "giữa", "early", "beginning"]);

/// Words for the end of a time.
pub(super) static LATE: List = List::new(&["cuối", "end"]);

/// Words before the time at which something begins.
pub(super) static SINCE: List = List::new(&["từ", "since", "from"]);

/// Words of a result.
pub(super) static DONE: List = List::new(&["đã", "được"]);

/// Words between two of a list.
pub(super) static AND: List = List::new(&["và", "cùng", "and"]);

/// Words before a time from which another one is told.
pub(super) static ASIDE: List = List::new(&["sau", "trước", "after", "before"]);

/// Words before a body that only stands above the one that is meant.
pub(super) static UNDER: List = List::new(&["thuộc", "under"]);

/// Words behind a body that only sets targets.
pub(super) static SETS: List = List::new(&["giao", "đề"]);
