//! A file of words: JSON with texts, and groups of texts, each name once.

use super::super::templates::{ThemeFault, without_mark};
use crate::diag::Say;
use crate::say;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::fmt;

/// Returns the words of a file: texts, and groups of texts.
///
/// # Errors
/// The first thing in it that is neither, or is there twice, with its line.
pub(super) fn groups(name: &str, bytes: &[u8]) -> Result<Map<String, Value>, ThemeFault> {
    let wrong = RefCell::new(None);
    let mut file = serde_json::Deserializer::from_slice(without_mark(bytes));
    let words = Group { name: "", wrong: &wrong }.deserialize(&mut file);
    words.and_then(|words| file.end().map(|()| words)).map_err(|error| {
        let message = wrong.take().unwrap_or_else(|| {
            say!(
                "không phải JSON đúng ({error}): xem dòng này và dòng trước có thiếu dấu phẩy, dấu ngoặc kép hoặc dấu ngoặc nhọn không",
                "not valid JSON ({error}): look for a missing comma, quote or brace in this line and the one before"
            )
        });
        let fault = ThemeFault::of_file(name, message);
        ThemeFault { line: error.line(), column: error.column(), ..fault }
    })
}

/// What serde's errors cannot carry in two languages; their place is right.
type Wrong<'w> = &'w RefCell<Option<Say>>;

fn refuse<E: Error>(wrong: Wrong<'_>, what: Say) -> E {
    *wrong.borrow_mut() = Some(what);
    E::custom("")
}

/// A whole file, whose name is empty, or a group in it.
struct Group<'w> {
    name: &'w str,
    wrong: Wrong<'w>,
}

impl<'de> DeserializeSeed<'de> for Group<'_> {
    type Value = Map<String, Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Group<'_> {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{ \"…\": … }")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut words = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            let full = if self.name.is_empty() { key.clone() } else { format!("{}.{key}", self.name) };
            if words.contains_key(&key) {
                let what = say!(
                    "“{full}” đã có ở trên: gộp hai chỗ làm một, vì chỉ một chỗ được dùng",
                    "“{full}” is above already: make one of the two, as only one would be used"
                );
                return Err(refuse(self.wrong, what));
            }
            let value = map.next_value_seed(Word { full: &full, key: &key, wrong: self.wrong })?;
            words.insert(key, value);
        }
        Ok(words)
    }
}

/// A text, or at the top of the file a group.
struct Word<'w> {
    full: &'w str,
    key: &'w str,
    wrong: Wrong<'w>,
}

impl Word<'_> {
    fn refuse<E: Error>(&self) -> E {
        let (full, key) = (self.full, self.key);
        let what = match self.is_inner() {
            true => say!(
                "“{full}” không phải một chữ: viết \"{key}\": \"…\"",
                "“{full}” is no text: write \"{key}\": \"…\""
            ),
            false => say!(
                "“{full}” không phải một chữ, cũng không phải một nhóm chữ: viết \"{key}\": \"…\" hoặc \"{key}\": {{ \"tên\": \"…\" }}",
                "“{full}” is neither a text nor a group of texts: write \"{key}\": \"…\" or \"{key}\": {{ \"name\": \"…\" }}"
            ),
        };
        refuse(self.wrong, what)
    }

    fn is_inner(&self) -> bool {
        self.full != self.key
    }
}

impl<'de> DeserializeSeed<'de> for Word<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Word<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"…\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
        if self.is_inner() {
            return Err(self.refuse());
        }
        Group { name: self.full, wrong: self.wrong }.visit_map(map).map(Value::Object)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Value, A::Error> {
        Err(self.refuse())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Value, E> {
        Err(self.refuse())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Value, E> {
        Err(self.refuse())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Value, E> {
        Err(self.refuse())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Value, E> {
        Err(self.refuse())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Err(self.refuse())
    }
}
