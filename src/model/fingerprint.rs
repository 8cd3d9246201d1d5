//! Fingerprints: what tells two contents apart without keeping either.

use sha2::{Digest, Sha256};
use std::fmt;

/// The SHA-256 of some bytes, as 64 lower-case hexadecimal digits.
///
/// ```
/// use bantin::model::fingerprint::Fingerprint;
/// let nothing = Fingerprint::of(b"");
/// assert!(nothing.to_string().starts_with("e3b0c44298fc1c14"));
/// assert_eq!(Fingerprint::parse(&nothing.to_string()), Some(nothing));
/// assert_eq!(Fingerprint::parse("e3b0c442"), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint(Box<str>);

impl Fingerprint {
    /// Returns the fingerprint of some bytes.
    pub fn of(bytes: &[u8]) -> Fingerprint {
        let mut taking = Taking::default();
        taking.add(bytes);
        taking.finished()
    }

    /// Returns the fingerprint that a text spells out; nothing where it is none.
    pub fn parse(text: &str) -> Option<Fingerprint> {
        let is_digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        (text.len() == 64 && text.bytes().all(is_digit)).then(|| Fingerprint(text.into()))
    }

    /// Returns its first twelve digits: enough to compare by eye.
    pub fn short(&self) -> &str {
        &self.0[..12]
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The fingerprint of bytes that come in pieces.
#[derive(Debug, Default)]
pub struct Taking(Sha256);

impl Taking {
    /// Takes the next piece.
    pub fn add(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// Returns the fingerprint of all pieces together.
    pub fn finished(self) -> Fingerprint {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let mut digits = String::with_capacity(64);
        for byte in self.0.finalize() {
            digits.push(HEX[usize::from(byte >> 4)].into());
            digits.push(HEX[usize::from(byte & 15)].into());
        }
        Fingerprint(digits.into())
    }
}
