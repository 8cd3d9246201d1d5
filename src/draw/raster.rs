//! A drawing as a picture of points: PNG, for the places that take no SVG.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};
use std::sync::{Arc, LazyLock};

/// The font of the pages, cut to its two weights: no font of the machine is ever looked at.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in [&include_bytes!("fonts/bt-sans-regular.ttf")[..], include_bytes!("fonts/bt-sans-bold.ttf")] {
        fonts.load_font_source(Source::Binary(Arc::new(font)));
    }
    Arc::new(fonts)
});

/// Returns the PNG of an SVG of this stage, at its own size.
///
/// The same drawing gives the same bytes on every machine: rectangles and letters in flat colours are filled
/// with whole numbers, and no gradient, curve of our own or filter is drawn.
pub(super) fn png(svg: &str) -> Vec<u8> {
    let options =
        Options { fontdb: Arc::clone(&FONTS), font_family: "BT Sans".to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).expect("the drawings of this stage are well-formed");
    let size = tree.size().to_int_size();
    let mut points = Pixmap::new(size.width(), size.height()).expect("a drawing has a size");
    resvg::render(&tree, Transform::identity(), &mut points.as_mut());
    points.encode_png().expect("writing to memory cannot fail")
}
