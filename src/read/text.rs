//! A [`Text`]: a file as bantin holds it, with its lines found once.

use std::ops::Deref;
use std::sync::Arc;

/// A text that many places share, and where its lines begin.
#[derive(Debug, Clone)]
pub struct Text(Arc<Lined>);

#[derive(Debug)]
struct Lined {
    text: Box<str>,
    /// Where each line begins; the first one at 0.
    starts: Vec<usize>,
}

impl Text {
    /// Returns the line in which a byte stands, from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.0.starts.partition_point(|start| *start <= byte)
    }

    /// Returns the byte at which the line of a byte begins.
    pub fn line_start(&self, byte: usize) -> usize {
        self.0.starts[self.line(byte) - 1]
    }

    /// Returns the byte at which the line of a byte ends, before its line end.
    pub fn line_end(&self, byte: usize) -> usize {
        self.0.starts.get(self.line(byte)).map_or(self.len(), |next| next - 1)
    }

    /// Returns the column of a byte in its line, in characters, from 1.
    pub fn column(&self, byte: usize) -> usize {
        self[self.line_start(byte)..byte].chars().count() + 1
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0.text
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(n, _)| n + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        Text(Arc::new(Lined { text: text.into(), starts }))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        text.to_owned().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_stands_in_a_line() {
        let text = Text::from("a\nđịa = 1\n\n");
        let place = |byte| (text.line(byte), text.column(byte), text.line_start(byte), text.line_end(byte));
        assert_eq!(place(0), (1, 1, 0, 1));
        assert_eq!(place(1), (1, 2, 0, 1));
        assert_eq!(place(2), (2, 1, 2, 12));
        assert_eq!(place("a\nđịa ".len()), (2, 5, 2, 12));
        assert_eq!(place(text.len()), (4, 1, 14, 14));
        let empty = Text::from("");
        assert_eq!((empty.line(0), empty.column(0), empty.line_end(0)), (1, 1, 0));
    }
}
