//! A picture that is not filled in yet: it costs next to nothing until somebody needs its bytes.

use super::content::Content;
use crate::draw::points::{self, MAKER};
use crate::model::fingerprint::Taking;

/// A drawing with what fills it in. Where the print is the same, the bytes are.
///
/// ```
/// use bantin::render::png::Png;
/// let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>"#;
/// if let Some(png) = Png::new(svg, 2) {
///     assert!(png.bytes().starts_with(b"\x89PNG"));
///     assert_ne!(png.print(), Png::new(svg, 1).unwrap().print());
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Png {
    svg: Content,
    scale: u8,
    maker: &'static str,
}

impl Png {
    /// Returns a drawing that will be so many times the size of its SVG; nothing where this program fills
    /// in no drawings.
    pub fn new(svg: impl Into<Content>, scale: u8) -> Option<Png> {
        MAKER.map(|maker| Png { svg: svg.into(), scale, maker })
    }

    /// Returns twelve digits that change with everything that the picture depends on: the drawing, its size,
    /// and what fills it in.
    pub fn print(&self) -> String {
        let mut taking = Taking::default();
        taking.add(self.maker.as_bytes());
        taking.add(&[self.scale]);
        taking.add(&self.svg.bytes());
        taking.finished().short().to_owned()
    }

    /// Fills the drawing in and returns its bytes; that takes some hundredths of a second.
    pub fn bytes(&self) -> Vec<u8> {
        let svg = String::from_utf8(self.svg.bytes()).expect("an SVG of this program is text");
        points::png(&svg, self.scale).expect("there are drawings only where they can be filled in")
    }
}
