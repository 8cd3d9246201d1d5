//! The inverted index: in which passage or source each word stands, cut into shards by the alphabet.

use super::abbreviation::ABBREVIATIONS;
use crate::model::fold;
use std::collections::HashMap;

/// A shard is closed once it has so many bytes; one very common word may make it larger.
pub const SHARD: usize = 24 << 10;

/// The digits of a posting: five bits each, the smallest first; those of the second half go on.
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// Words with their postings, while they are collected.
#[derive(Debug, Default)]
pub struct Words {
    /// Every spelling that was met, so that each is folded once.
    spellings: HashMap<Box<str>, u32>,
    /// By marked form.
    known: HashMap<String, u32>,
    words: Vec<Word>,
    /// By first word: the rest of a phrase, and the word that it is noted as, all of it in one.
    phrases: HashMap<u32, Vec<(Vec<u32>, u32)>>,
    /// The words of the field that is being read.
    field: Vec<u32>,
    documents: u32,
}

#[derive(Debug, Default)]
struct Word {
    marked: String,
    /// The places where it stands, as digits of the distances between them.
    postings: String,
    last: Option<u32>,
}

/// A part of the index, by the words' bare forms.
#[derive(Debug, PartialEq, Eq)]
pub struct Shard {
    /// The first bare form in it.
    pub first: String,
    /// Each word in its marked form, a blank, its postings; words end in `;`.
    pub words: String,
}

impl Words {
    /// Returns an index that knows the phrases which have an abbreviation, and nothing else.
    pub fn new() -> Words {
        let mut words = Words::default();
        for (_, long) in ABBREVIATIONS {
            let phrase = words.id(&fold::words(long).collect::<String>());
            let long: Vec<u32> = fold::words(long).map(|word| words.id(word)).collect();
            words.phrases.entry(long[0]).or_default().push((long[1..].to_vec(), phrase));
        }
        words
    }

    /// Adds a document, which gets the next number; a word of its title is not noted for its text again.
    pub fn add(&mut self, title: &str, text: &str) {
        self.field(title, self.documents * 2);
        self.field(text, self.documents * 2 + 1);
        self.documents += 1;
    }

    /// Returns the shards, in the order of the bare forms; a bare form stands in one of them alone.
    pub fn shards(self) -> Vec<Shard> {
        let used = self.words.into_iter().filter(|word| word.last.is_some());
        let mut words: Vec<(String, Word)> = used.map(|word| (fold::bare(&word.marked), word)).collect();
        words.sort_unstable_by(|a, b| (&a.0, &a.1.marked).cmp(&(&b.0, &b.1.marked)));
        let mut shards: Vec<Shard> = Vec::new();
        for group in words.chunk_by(|a, b| a.0 == b.0) {
            if shards.last().is_none_or(|last| last.words.len() >= SHARD) {
                shards.push(Shard { first: group[0].0.clone(), words: String::with_capacity(SHARD) });
            }
            let shard = shards.last_mut().expect("one was pushed where there was none");
            for (_, word) in group {
                shard.words.push_str(&word.marked);
                shard.words.push(' ');
                shard.words.push_str(&word.postings);
                shard.words.push(';');
            }
        }
        shards
    }

    fn field(&mut self, text: &str, place: u32) {
        let mut field = std::mem::take(&mut self.field);
        field.clear();
        for word in fold::words(text) {
            let id = self.id(word);
            self.words[id as usize].note(place);
            field.push(id);
        }
        for (at, first) in field.iter().enumerate() {
            for (rest, phrase) in self.phrases.get(first).map_or(&[][..], Vec::as_slice) {
                if field[at + 1..].starts_with(rest) {
                    self.words[*phrase as usize].note(place);
                }
            }
        }
        self.field = field;
    }

    fn id(&mut self, spelling: &str) -> u32 {
        if let Some(&id) = self.spellings.get(spelling) {
            return id;
        }
        let marked = fold::marked(spelling);
        let id = *self.known.entry(marked).or_insert_with_key(|marked| {
            self.words.push(Word { marked: marked.clone(), ..Word::default() });
            self.words.len() as u32 - 1
        });
        self.spellings.insert(spelling.into(), id);
        id
    }
}

impl Word {
    /// Places come in order: twice the number of the document, and one more for its text.
    fn note(&mut self, place: u32) {
        let document = place & !1;
        if self.last.is_some_and(|last| last >= document) {
            return;
        }
        let mut distance = place - self.last.unwrap_or(0);
        self.last = Some(place);
        loop {
            let more = if distance < 32 { 0 } else { 32 };
            self.postings.push(char::from(DIGITS[(distance % 32 + more) as usize]));
            distance /= 32;
            if more == 0 {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the postings of a word as the script does.
    fn places(shards: &[Shard], marked: &str) -> Vec<u32> {
        let mut entries = shards.iter().flat_map(|shard| shard.words.split_terminator(';'));
        let entry = entries.find_map(|entry| entry.strip_prefix(marked)?.strip_prefix(' ')).unwrap_or("");
        let (mut places, mut last, mut value, mut shift) = (Vec::new(), 0, 0, 0);
        for digit in entry.bytes() {
            let digit = DIGITS.iter().position(|&one| one == digit).unwrap() as u32;
            value += (digit % 32) << shift;
            shift += 5;
            if digit < 32 {
                last += value;
                places.push(last);
                (value, shift) = (0, 0);
            }
        }
        places
    }

    #[test]
    fn a_word_leads_to_title_or_text() {
        let mut words = Words::new();
        words.add("Đảng viên", "Đảng viên mới, hoà giải");
        for _ in 0..3000 {
            words.add("", "hòa");
        }
        words.add("dạng", "viên");
        let shards = words.shards();
        assert_eq!(places(&shards, &fold::marked("đảng")), [0]);
        assert_eq!(places(&shards, "viên"), [0, 6003]);
        let peace = places(&shards, &fold::marked("hòa"));
        assert_eq!((peace.len(), peace[0], peace[3000]), (3001, 1, 6001));
        assert_eq!(places(&shards, "xyz"), [0; 0]);
    }

    #[test]
    fn a_phrase_that_has_an_abbreviation_is_a_word_of_its_own() {
        let mut words = Words::new();
        words.add("Khu công nghiệp", "");
        words.add("", "KCN Yên Phong");
        words.add("khu", "công nghiệp");
        words.add("", "công nhân, viên chức, lao động");
        words.add("Đảng viên", "đoàn viên");
        let shards = words.shards();
        let phrase = |text: &str| places(&shards, &fold::marked(text));
        assert_eq!(phrase("khucôngnghiệp"), [0], "a phrase does not reach from the title into the text");
        assert_eq!(phrase("kcn"), [3]);
        assert_eq!(phrase("côngnhânviênchứclaođộng"), [7]);
        assert_eq!((phrase("đảngviên"), phrase("đoànviên"), phrase("đv")), (vec![8], vec![9], vec![]));
    }

    #[test]
    fn shards_are_in_order_and_keep_a_bare_form_together() {
        let mut words = Words::new();
        for n in 0..9000 {
            words.add("", &format!("từ{} tư{}", n % 3000, n % 3000));
        }
        let shards = words.shards();
        assert!(shards.len() > 2, "{} shards", shards.len());
        assert!(shards.is_sorted_by(|a, b| a.first < b.first));
        for (at, shard) in shards.iter().enumerate() {
            assert!(shard.words.len() < SHARD + 100, "{} bytes", shard.words.len());
            let bare = |entry: &str| fold::bare(entry.split(' ').next().unwrap());
            let all: Vec<String> = shard.words.split_terminator(';').map(bare).collect();
            assert_eq!(all[0], shard.first);
            assert!(shards.get(at + 1).is_none_or(|next| all.iter().all(|bare| *bare < next.first)));
        }
    }
}
