//! A walk over one TOML file: keys are taken one by one, and what is left over is unknown.

use super::refusal::Refusal;
use super::toml_syntax::line_of;
use super::{name_without_english, suggest, time_words};
use crate::diag::{At, Problem, Say};
use crate::model::id::Slug;
use crate::model::period::{Day, Period};
use crate::say;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One TOML text while it is read, with what was found wrong in it.
pub(super) struct Page<'a> {
    file: u32,
    base: usize,
    text: &'a str,
    broken: Vec<Range<usize>>,
    problems: RefCell<Vec<Problem>>,
    /// Names that have Vietnamese words alone: where these stand.
    names: RefCell<Vec<Range<usize>>>,
}

impl<'a> Page<'a> {
    /// A page of `text`, which starts at byte `base` of its file; `broken` are its lines with syntax
    /// errors, in order.
    pub fn new(text: &'a str, (file, base): (u32, usize), broken: Vec<Range<usize>>) -> Page<'a> {
        Page { file, base, text, broken, problems: RefCell::default(), names: RefCell::default() }
    }

    /// Returns what was found wrong.
    pub fn into_problems(self) -> Vec<Problem> {
        let missing = name_without_english::problem(&self, &self.names.take());
        self.problems.into_inner().into_iter().chain(missing).collect()
    }

    /// Returns the text of the page.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Remembers a name that has Vietnamese words alone, and where they stand.
    pub fn without_english(&self, vi: At) {
        self.names.borrow_mut().push(vi.start as usize - self.base..vi.end as usize - self.base);
    }

    /// Returns the place of a span.
    pub fn at(&self, span: Range<usize>) -> At {
        At { file: self.file, start: (self.base + span.start) as u32, end: (self.base + span.end) as u32 }
    }

    /// Returns true where a span touches a line with a syntax error.
    fn is_broken(&self, span: &Range<usize>) -> bool {
        // They stand in order and apart: the first that does not end before the span is the one to look at.
        let first = self.broken.partition_point(|line| line.end < span.start);
        self.broken.get(first).is_some_and(|line| line.start <= span.end)
    }

    /// Returns true where a line with a syntax error speaks of this key.
    fn is_key_broken(&self, key: &str) -> bool {
        self.broken
            .iter()
            .any(|line| self.text[line.clone()].trim_start().trim_start_matches('[').starts_with(key))
    }

    /// Adds a problem.
    pub fn push(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// Takes back that a key or table is missing in the table at a place.
    pub fn withdraw_missing(&self, key: &str, at: At) {
        self.problems.borrow_mut().retain(|one| {
            let lines = one.instead.as_deref().unwrap_or_default();
            let is_its = lines.strip_prefix(key).is_some_and(|rest| rest.starts_with(" = "))
                || lines.trim_start_matches('[').strip_prefix(key).is_some_and(|rest| rest.starts_with(']'));
            !(one.rule.starts_with("missing-") && one.at == at && is_its)
        });
    }

    /// Adds the problem of a refused value; the line to write instead is the value's own line.
    pub fn refuse(&self, at: At, refusal: Refusal) {
        let span = at.start as usize - self.base..at.end as usize - self.base;
        let line = line_of(self.text, span.start);
        let mut problem = Problem::error(refusal.rule, at, refusal.fault);
        problem.way_out = refusal.way_out;
        if !refusal.instead.is_empty() && span.end <= line.end {
            let lines = refusal.instead.iter().map(|value| {
                format!(
                    "{}{value}{}",
                    self.text[line.start..span.start].trim_start(),
                    &self.text[span.end..line.end]
                )
            });
            problem.instead = Some(lines.collect::<Vec<_>>().join("\n"));
        }
        self.push(problem);
    }

    /// Adds a value that is of the wrong kind.
    fn wrong_kind(&self, at: At, wanted: Say, value: &DeValue<'_>) {
        self.push(Problem::error("wrong-kind", at, kinds(&wanted, value)));
    }
}

/// What stands there is of another kind than what is wanted.
fn kinds(wanted: &Say, value: &DeValue<'_>) -> Say {
    let (vi, en) = match value {
        DeValue::String(_) => ("chữ", "text"),
        DeValue::Integer(_) => ("số nguyên", "an integer"),
        DeValue::Float(_) => ("số thập phân TOML", "a float"),
        DeValue::Boolean(_) => ("true/false", "a boolean"),
        DeValue::Datetime(_) => ("ngày giờ TOML", "a date"),
        DeValue::Array(_) => ("danh sách", "a list"),
        DeValue::Table(_) => ("bảng", "a table"),
    };
    Say {
        vi: format!("ở đây cần {}, không phải {vi}", wanted.vi),
        en: format!("expected {}, found {en}", wanted.en),
    }
}

/// What an author means by a word who does not know `true` and `false`.
fn truth(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "có" | "đúng" | "x" | "yes" => Some(true),
        "false" | "không" | "sai" | "no" => Some(false),
        _ => None,
    }
}

/// One table, and which of its keys have been taken.
pub(super) struct Table<'a> {
    /// The page it stands on.
    pub page: &'a Page<'a>,
    /// Its header, or the start of the file.
    pub at: At,
    entries: Vec<(Cell<bool>, Entry<'a>)>,
}

/// One key and its value.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    /// The page it stands on.
    pub page: &'a Page<'a>,
    /// The key.
    pub key: &'a str,
    /// Where the key is.
    pub key_at: At,
    /// Where the value is.
    pub at: At,
    /// The value.
    pub value: &'a DeValue<'a>,
    broken: bool,
}

impl<'a> Table<'a> {
    /// The keys of a table in the order of the file.
    pub fn new(page: &'a Page<'a>, table: &'a DeTable<'a>, at: At) -> Table<'a> {
        let mut entries: Vec<_> =
            table.iter().map(|(key, value)| (Cell::new(false), Entry::new(page, key, value))).collect();
        entries.sort_by_key(|(_, entry)| entry.key_at.start);
        Table { page, at, entries }
    }

    /// Returns all entries in the order of the file, and marks them as taken.
    pub fn all(&self) -> impl Iterator<Item = Entry<'a>> + '_ {
        self.entries.iter().filter(|(_, entry)| !entry.broken).map(|(taken, entry)| {
            taken.set(true);
            *entry
        })
    }

    /// Returns where a key stands; the table's own place where it does not.
    pub fn place(&self, key: &str) -> At {
        let found = self.entries.iter().find(|(_, entry)| entry.key == key);
        found.map_or(self.at, |(_, entry)| entry.key_at)
    }

    /// Returns the entries of some keys in the order of the file, and marks them as taken.
    pub fn all_of(&self, keys: &[&str]) -> Vec<Entry<'a>> {
        let wanted = self.entries.iter().filter(|(_, entry)| keys.contains(&entry.key) && !entry.broken);
        wanted
            .map(|(taken, entry)| {
                taken.set(true);
                *entry
            })
            .collect()
    }

    /// Returns true where the key does not stand here, and no line with a syntax error speaks of it.
    pub fn lacks(&self, key: &str) -> bool {
        !self.has(key) && !self.page.is_key_broken(key)
    }

    /// Returns true where the key stands here.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(_, entry)| entry.key == key)
    }

    /// Returns the entry of a key, and marks it as taken.
    pub fn take(&self, key: &str) -> Option<Entry<'a>> {
        let (taken, entry) = self.entries.iter().find(|(_, entry)| entry.key == key)?;
        taken.set(true);
        (!entry.broken).then_some(*entry)
    }

    /// Returns the entry of a key that must be there; `example` is a value to paste.
    pub fn required(&self, key: &str, example: &str) -> Option<Entry<'a>> {
        if self.lacks(key) {
            let fault = say!("thiếu “{key}”", "“{key}” is missing");
            let problem = Problem::error("missing-key", self.at, fault)
                .way_out(say!(
                    "thêm dòng như sau, với giá trị đúng",
                    "add a line like this, with the right value"
                ))
                .instead(format!("{key} = {example}"));
            self.page.push(problem);
        }
        self.take(key)
    }

    /// Returns the text of a key.
    pub fn string(&self, key: &str) -> Option<String> {
        self.take(key)?.string().map(str::to_owned)
    }

    /// Returns the text of a key that must be there.
    pub fn required_string(&self, key: &str) -> Option<String> {
        self.required(key, "\"…\"")?.filled_in()
    }

    /// Returns the period of a key.
    pub fn period(&self, key: &str) -> Option<Period> {
        self.take(key)?.period()
    }

    /// Returns the table of a key.
    pub fn table(&self, key: &str) -> Option<Table<'a>> {
        self.take(key)?.table()
    }

    /// Returns the truth value of a key.
    pub fn boolean(&self, key: &str) -> Option<bool> {
        let entry = self.take(key)?;
        match entry.value {
            DeValue::Boolean(value) => Some(*value),
            other => {
                let yes = match other {
                    DeValue::String(text) => truth(text),
                    _ => None,
                };
                let wanted = say!("true hoặc false", "true or false");
                let refusal = Refusal::new("wrong-kind", kinds(&wanted, other)).way_out(say!(
                    "ghi true (có) hoặc false (không), không đặt trong dấu nháy",
                    "write true or false, without quotes"
                ));
                let refusal = yes.iter().fold(refusal, |refusal, yes| refusal.instead(yes.to_string()));
                entry.page.refuse(entry.at, refusal);
                None
            }
        }
    }

    /// Returns the tables of `[[key]]`.
    pub fn tables(&self, key: &str) -> Vec<Table<'a>> {
        let Some(entry) = self.take(key) else { return Vec::new() };
        let DeValue::Array(array) = entry.value else {
            entry.page.wrong_kind(entry.at, say!("các bảng [[{key}]]", "tables [[{key}]]"), entry.value);
            return Vec::new();
        };
        array.iter().filter_map(|one| Entry::of(self.page, entry.key, entry.key_at, one).table()).collect()
    }

    /// Returns the texts of a list, each with its place.
    pub fn strings(&self, key: &str) -> Option<Vec<(&'a str, At)>> {
        self.take(key)?.strings()
    }

    /// Returns the value that a word of a key stands for.
    pub fn word<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Option<T> {
        self.take(key)?.word(words)
    }

    /// Reports every key that was not taken; `known` are the keys that might have been meant.
    pub fn finish(self, known: &[&str]) {
        let unknown = |(taken, entry): &&(Cell<bool>, Entry<'_>)| !taken.get() && !entry.broken;
        let unknown: Vec<_> = self.entries.iter().filter(unknown).collect();
        if unknown.is_empty() {
            return;
        }
        let free: Vec<&str> = known.iter().copied().filter(|one| !self.has(one)).collect();
        for (_, entry) in unknown {
            let key = entry.key;
            let mut problem = Problem::error(
                "unknown-key",
                entry.key_at,
                say!("không có khóa “{key}” ở đây", "there is no key “{key}” here"),
            );
            let near = suggest::nearest(key, known.iter().copied());
            // What is misspelt is not missing as well.
            if let Some(near) = near.filter(|near| free.contains(near)) {
                self.page.withdraw_missing(near, self.at);
            }
            problem.way_out = match near {
                Some(near) if !free.contains(&near) => Some(say!(
                    "“{near}” đã có rồi: xóa dòng này nếu là viết nhầm",
                    "there is “{near}” already: delete the line if it is a slip"
                )),
                _ => suggest::way_out(key, free.iter().copied()),
            };
            self.page.push(problem);
        }
    }
}

impl<'a> Entry<'a> {
    fn new(
        page: &'a Page<'a>,
        key: &'a Spanned<std::borrow::Cow<'a, str>>,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Entry<'a> {
        Entry::of(page, key.get_ref(), page.at(key.span()), value)
    }

    fn of(page: &'a Page<'a>, key: &'a str, key_at: At, value: &'a Spanned<DeValue<'a>>) -> Entry<'a> {
        // A table's span may reach over many lines: only plain values are left out as a whole.
        let span = value.span();
        let is_leaf = !matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_));
        let is_one_line = !page.broken.is_empty() && !page.text[clamp(page.text, &span)].contains('\n');
        let broken = !page.broken.is_empty() && (is_leaf || is_one_line) && page.is_broken(&span);
        Entry { page, key, key_at, at: page.at(span), value: value.get_ref(), broken }
    }

    /// Returns the text, trimmed; not empty.
    pub fn string(&self) -> Option<&'a str> {
        if self.broken {
            return None;
        }
        match self.value {
            DeValue::String(text) if text.trim().is_empty() => {
                let fault = say!("“{}” để trống", "“{}” is empty", self.key);
                self.page.push(
                    Problem::error("empty-text", self.at, fault)
                        .way_out(say!("điền vào, hoặc xóa dòng", "fill it in, or delete the line")),
                );
                None
            }
            DeValue::String(text) => Some(text.trim()),
            other => {
                self.page.wrong_kind(self.at, say!("chữ trong dấu nháy", "text in quotes"), other);
                None
            }
        }
    }

    /// Returns the period.
    pub fn period(&self) -> Option<Period> {
        let found = match self.value {
            _ if self.broken => return None,
            DeValue::Datetime(date) => time_words::toml_date(&date.to_string()),
            DeValue::Integer(year) if year.as_str().len() == 4 => time_words::parse(year.as_str()),
            DeValue::Integer(number) => Err(time_words::of_number(number.as_str())),
            _ => time_words::parse(self.string()?),
        };
        found.map_err(|refusal| self.page.refuse(self.at, refusal)).ok()
    }

    /// Returns the one day.
    pub fn day(&self) -> Option<Day> {
        let period = self.period()?;
        if period.from() != period.to() {
            let refusal = Refusal::new("not-a-day", say!("cần một ngày cụ thể", "one day is needed"))
                .instead(format!("\"{}\"", period.to()));
            self.page.refuse(self.at, refusal);
            return None;
        }
        Some(period.from())
    }

    /// Returns the period that the key itself names: `"2022-09"` in `[at."2022-09"]`.
    pub fn key_period(&self) -> Option<Period> {
        time_words::parse(self.key).map_err(|refusal| self.page.refuse(self.key_at, refusal)).ok()
    }

    /// Returns the table.
    pub fn table(&self) -> Option<Table<'a>> {
        match self.value {
            _ if self.broken => None,
            DeValue::Table(table) => Some(Table::new(self.page, table, self.at)),
            other => {
                let wanted = say!("bảng {{ … }}", "a table {{ … }}");
                self.page.wrong_kind(self.at, wanted, other);
                None
            }
        }
    }

    /// Returns the texts of a list, each with its place.
    pub fn strings(&self) -> Option<Vec<(&'a str, At)>> {
        let DeValue::Array(array) = self.value else {
            self.page.wrong_kind(self.at, say!("danh sách [\"…\"]", "a list [\"…\"]"), self.value);
            return None;
        };
        let texts = array.iter().filter_map(|one| {
            let entry = Entry::of(self.page, self.key, self.key_at, one);
            Some((entry.string()?, entry.at))
        });
        Some(texts.collect())
    }

    /// Returns the value that the word stands for.
    pub fn word<T: Copy>(&self, words: &[(&str, T)]) -> Option<T> {
        let text = self.string()?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let fault = say!("“{}” không nhận giá trị “{text}”", "“{}” cannot be “{text}”", self.key);
            let known = words.iter().map(|(word, _)| *word);
            let mut refusal = Refusal::new("unknown-word", fault);
            if let Some(near) = suggest::nearest(text, known.clone()) {
                refusal = refusal.instead(format!("\"{near}\""));
            }
            refusal.way_out = suggest::way_out(text, known);
            self.page.refuse(self.at, refusal);
        }
        found.map(|(_, value)| *value)
    }

    /// Returns the text as a slug.
    pub fn slug(&self) -> Option<Slug> {
        let text = self.string()?;
        let slug = Slug::new(text);
        if slug.is_none() {
            self.page.refuse(self.at, not_a_slug(text));
        }
        slug
    }

    /// Returns the key as a slug.
    pub fn key_slug(&self) -> Option<Slug> {
        let slug = Slug::new(self.key);
        if slug.is_none() {
            let mut refusal = not_a_slug(self.key);
            refusal.instead.iter_mut().for_each(|one| *one = one.trim_matches('"').to_owned());
            self.page.refuse(self.key_at, refusal);
        }
        slug
    }

    /// Returns a whole number from 0 to `most`.
    pub fn number(&self, most: u32) -> Option<u32> {
        let number = match self.value {
            _ if self.broken => return None,
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse::<u32>().ok(),
            DeValue::Integer(_) => None,
            other => {
                let refusal = Refusal::new("wrong-kind", kinds(&say!("số nguyên", "a whole number"), other))
                    .way_out(say!("ghi chữ số, không đặt trong dấu nháy", "write digits, without quotes"));
                let bare = match other {
                    DeValue::String(text) => text.trim().parse::<u32>().ok(),
                    _ => None,
                };
                let refusal = bare.iter().fold(refusal, |refusal, bare| refusal.instead(bare.to_string()));
                self.page.refuse(self.at, refusal);
                return None;
            }
        };
        let number = number.filter(|number| *number <= most);
        if number.is_none() {
            let fault = say!("cần số từ 0 đến {most}", "a number from 0 to {most} is needed");
            let way_out = say!("ghi một số nguyên trong khoảng ấy", "write a whole number in that range");
            self.page.push(Problem::error("number-range", self.at, fault).way_out(way_out));
        }
        number
    }
}

fn clamp(text: &str, span: &Range<usize>) -> Range<usize> {
    let end = text.floor_char_boundary(span.end.min(text.len()));
    text.floor_char_boundary(span.start.min(end))..end
}

fn not_a_slug(text: &str) -> Refusal {
    let refusal =
        Refusal::new("not-a-slug", say!("“{text}” không dùng làm mã được", "“{text}” cannot be an id"))
            .way_out(say!(
                "mã gồm chữ thường không dấu, chữ số và gạch ngang",
                "an id has lower-case letters, digits and single hyphens"
            ));
    match Slug::new(&suggest::slug(text)) {
        Some(slug) => refusal.instead(format!("\"{slug}\"")),
        None => refusal,
    }
}
