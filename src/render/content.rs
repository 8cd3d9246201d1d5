//! The bytes of a finished file, packed: pages repeat themselves, and thousands of them wait in memory
//! until the whole site is known to be sound.

use lz4_flex::block::{compress_into, decompress_into, get_maximum_output_size};
use std::cell::RefCell;
use std::sync::Arc;

/// A block unpacks into at most so many bytes: one buffer of this size reads any file.
const BLOCK: usize = 1 << 18;

/// Below this size packing saves nothing.
const LEAST: usize = 1 << 9;

thread_local! {
    /// Where blocks are packed, so that each takes only the memory that it needs.
    static PACKED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The bytes of a file. A clone shares them.
///
/// ```
/// use bantin::render::content::Content;
/// let mut page = Content::from("<td></td>".repeat(1000).into_bytes());
/// page.append(Content::from(b"</html>".to_vec()));
/// assert_eq!(page.len(), 9007);
/// assert!(page.bytes().ends_with(b"<td></td></html>"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    length: u64,
    blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    Plain(Arc<[u8]>),
    Packed { length: u32, bytes: Arc<[u8]> },
}

impl Content {
    /// Returns the size of the file in bytes.
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Returns whether the file is empty.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Adds another content at the end.
    pub fn append(&mut self, other: Content) {
        self.length += other.length;
        self.blocks.extend(other.blocks);
    }

    /// Hands out the bytes piece by piece, in order, until a visit fails.
    ///
    /// # Errors
    ///
    /// The failure of the visit.
    pub fn each<E>(&self, mut visit: impl FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
        let mut buffer = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Plain(bytes) => visit(bytes)?,
                Block::Packed { length, bytes } => {
                    buffer.resize(buffer.len().max(*length as usize), 0);
                    let piece = &mut buffer[..*length as usize];
                    decompress_into(bytes, piece).expect("what was packed here unpacks into its own length");
                    visit(piece)?;
                }
            }
        }
        Ok(())
    }

    /// Returns all the bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut all = Vec::with_capacity(self.length as usize);
        let done: Result<(), std::convert::Infallible> = self.each(|piece| {
            all.extend_from_slice(piece);
            Ok(())
        });
        match done {
            Ok(()) => all,
        }
    }
}

impl From<&[u8]> for Content {
    fn from(bytes: &[u8]) -> Content {
        let block = |plain: &[u8]| {
            if plain.len() < LEAST {
                return Block::Plain(plain.into());
            }
            PACKED.with_borrow_mut(|packed| {
                let most = get_maximum_output_size(plain.len());
                packed.resize(packed.len().max(most), 0);
                let length = compress_into(plain, packed).expect("the buffer holds the worst case");
                if length < plain.len() - plain.len() / 8 {
                    Block::Packed { length: plain.len() as u32, bytes: packed[..length].into() }
                } else {
                    Block::Plain(plain.into())
                }
            })
        };
        Content { length: bytes.len() as u64, blocks: bytes.chunks(BLOCK).map(block).collect() }
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Content {
        Content::from(text.as_bytes())
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Content {
        Content::from(bytes.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out(text in "[a-c]{0,40}", times in 0usize..40_000, end in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let mut plain = text.repeat(times).into_bytes();
            let mut content = Content::from(plain.as_slice());
            content.append(Content::from(end.as_slice()));
            plain.extend(end);
            prop_assert_eq!(content.len(), plain.len() as u64);
            prop_assert!(content.bytes() == plain);
        }
    }
}
