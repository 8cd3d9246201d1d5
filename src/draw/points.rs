//! Drawings that are filled in as pictures of points, for the places that take no SVG: chats, office
//! documents. Filling in is the dearest thing that a build does, so it waits until somebody needs the bytes.

/// What fills drawings in, and with which letters: part of the address of each picture, so that a picture
/// of another maker is another file. Nothing where this program makes no pictures.
pub const MAKER: Option<&str> = if cfg!(feature = "picture") {
    Some("resvg 0.49.0, png 0.18.1, level 3, BT Sans of November 2026")
} else {
    None
};

/// Returns the picture of an SVG of this stage as PNG, so many times its own size; nothing where this program
/// makes none.
///
/// The same drawing gives the same bytes on every machine: no font of the machine is looked at, and what is
/// drawn is filled in with whole numbers or with floats in a fixed order.
pub fn png(svg: &str, scale: u8) -> Option<Vec<u8>> {
    #[cfg(feature = "picture")]
    return Some(super::raster::png(svg, scale));
    #[cfg(not(feature = "picture"))]
    {
        let _ = (svg, scale);
        None
    }
}
