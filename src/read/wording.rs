//! Texts for readers to [`Wording`]: `"…"` in Vietnamese, or `{ vi = "…", en = "…" }`.

use super::refusal::Refusal;
use super::table::{Entry, Table};
use crate::diag::{At, Problem};
use crate::model::wording::Wording;
use crate::say;
use toml::de::DeValue;

impl Table<'_> {
    /// Returns the text of a key in the languages of its readers.
    pub fn wording(&self, key: &str) -> Option<Wording> {
        self.take(key)?.wording()
    }

    /// Returns the text of a key that must be there, in the languages of its readers.
    pub fn required_wording(&self, key: &str) -> Option<Wording> {
        self.required(key, "\"…\"")?.wording()
    }

    /// Returns the name of a key that must be there: a text that an English page cannot do without.
    pub fn required_name(&self, key: &str) -> Option<Wording> {
        self.required(key, "\"…\"")?.name()
    }
}

impl Entry<'_> {
    /// Returns the text in the languages of its readers.
    pub fn wording(&self) -> Option<Wording> {
        self.by_language().map(|(wording, _)| wording)
    }

    /// Returns the name, written as every text for readers; one without English is remembered by its page.
    pub fn name(&self) -> Option<Wording> {
        let (name, vi) = self.by_language()?;
        if name.en.is_none() {
            self.page.without_english(vi);
        }
        Some(name)
    }

    /// Returns the text, and where its Vietnamese words stand.
    fn by_language(&self) -> Option<(Wording, At)> {
        let DeValue::Table(_) = self.value else { return Some((Wording::vi(&self.filled_in()?), self.at)) };
        let table = self.table()?;
        let en = table.take("en").and_then(|entry| entry.filled_in());
        if !table.has("vi") {
            let fault = say!("thiếu tiếng Việt (vi)", "the Vietnamese (vi) is missing");
            let words = en.as_deref().filter(|en| !en.contains(['"', '\\'])).unwrap_or("…");
            self.page.refuse(
                self.at,
                Refusal::new("missing-key", fault)
                    .way_out(say!("ghi cả tiếng Việt", "write the Vietnamese too"))
                    .instead(format!("{{ vi = \"…\", en = \"{words}\" }}")),
            );
        }
        let vi = table.take("vi").and_then(|entry| Some((entry.filled_in()?, entry.at)));
        table.finish(&["vi", "en"]);
        vi.map(|(vi, at)| (Wording { vi, en }, at))
    }

    /// Returns the text, unless it is the "…" of a line that was pasted from a message.
    pub fn filled_in(&self) -> Option<String> {
        let text = self.string()?;
        if text.chars().all(|c| c == '…' || c == '.' || c.is_whitespace()) {
            let fault =
                say!("“{}” còn để trống: “{text}”", "“{}” is still to be written: “{text}”", self.key);
            self.page.push(Problem::error("empty-text", self.at, fault).way_out(say!(
                "điền vào; dòng nào không bắt buộc thì có thể xóa",
                "fill it in; a line that is not required may be deleted"
            )));
            return None;
        }
        Some(text.to_owned())
    }
}
