//! A drawing as a picture of points: PNG, for the places that take no SVG.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The font of the pages, cut to its two weights: no font of the machine is ever looked at.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in [&include_bytes!("fonts/bt-sans-regular.ttf")[..], include_bytes!("fonts/bt-sans-bold.ttf")] {
        fonts.load_font_source(Source::Binary(Arc::new(font)));
    }
    Arc::new(fonts)
});

/// How hard PNG is packed: 3 gives 38 kB where 6, the usual one, gives 37 in twice the time.
const LEVEL: u8 = 3;

/// Returns the PNG of an SVG of this stage, so many times its own size.
pub(super) fn png(svg: &str, scale: u8) -> Vec<u8> {
    let picture = points(svg, scale);
    let points = picture.data();
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, picture.width(), picture.height());
    encoder.set_depth(BitDepth::Eight);
    encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
    // Flat colours are packed best as they are.
    encoder.set_filter(Filter::NoFilter);
    let data = match palette(points) {
        Some((colours, places)) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(colours.concat());
            places
        }
        None => {
            encoder.set_color(ColorType::Rgb);
            points.chunks_exact(4).flat_map(|point| &point[..3]).copied().collect()
        }
    };
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&data)?;
        writer.finish()
    });
    written.expect("writing to memory cannot fail");
    out
}

/// The colours of a picture, each once, and the place of each point's colour among them; nothing where they are
/// more than a palette takes.
fn palette(points: &[u8]) -> Option<(Vec<[u8; 3]>, Vec<u8>)> {
    let (mut colours, mut known) = (Vec::new(), BTreeMap::new());
    let (mut places, mut last) = (Vec::with_capacity(points.len() / 4), None);
    for point in points.chunks_exact(4) {
        let colour = [point[0], point[1], point[2]];
        // Neighbours are mostly alike.
        let place = match last {
            Some((before, place)) if before == colour => place,
            _ => *known.entry(colour).or_insert_with(|| {
                colours.push(colour);
                colours.len() - 1
            }),
        };
        places.push(u8::try_from(place).ok()?);
        last = Some((colour, place));
    }
    Some((colours, places))
}

/// The drawing on white, so that every point is opaque.
fn points(svg: &str, scale: u8) -> Pixmap {
    let options =
        Options { fontdb: Arc::clone(&FONTS), font_family: "BT Sans".to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).expect("the drawings of this stage are well-formed");
    let scale = f32::from(scale);
    let size = tree.size().to_int_size().scale_by(scale).expect("a drawing has a size");
    let mut points = Pixmap::new(size.width(), size.height()).expect("a drawing has a size");
    points.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut points.as_mut());
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What every kind of drawing has: letters with marks, a hatch, a fade, thin lines.
    const DRAWING: &str = concat!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60" font-family="BT Sans">"##,
        r##"<defs><pattern id="p" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="matrix(.7071 .7071 -.7071 .7071 0 0)">"##,
        r##"<rect width="2.5" height="6" fill="#1f5f9e"/></pattern><linearGradient id="g"><stop stop-color="#1f5f9e" offset="0"/>"##,
        r##"<stop stop-color="#1f5f9e" stop-opacity="0" offset="1"/></linearGradient></defs>"##,
        r##"<rect width="120" height="60" fill="#fff"/><rect x="5" y="30" width="40" height="10" fill="url(#p)"/>"##,
        r##"<rect x="50" y="30" width="60" height="10" fill="url(#g)"/><path d="M5 50 L100 44" stroke="#333" fill="none"/>"##,
        r##"<text x="5" y="22" font-size="16" font-weight="600">Hải Phòng 148.630</text></svg>"##
    );

    #[test]
    fn a_maker_of_other_bytes_has_another_name() {
        // Where this fails, resvg, png or the fonts changed: say so in `points::MAKER`, then put the new
        // print here. Otherwise old pictures would stand beside new ones under one name.
        let made = crate::model::fingerprint::Fingerprint::of(&png(DRAWING, 2));
        assert_eq!(
            (super::super::points::MAKER, made.short()),
            (Some("resvg 0.49.0, png 0.18.1, level 3, BT Sans of November 2026"), "46233e621f85")
        );
    }

    #[test]
    fn many_colours_need_no_palette() {
        let kind = |svg: &str| png(svg, 2)[25];
        assert_eq!(kind(DRAWING), 3, "few colours are places in a palette");
        let shades = DRAWING.replacen("#1f5f9e\" offset=\"0", "#ff0000\" offset=\"0", 1);
        let shades = shades.replace("height=\"10\" fill=\"url(#g)", "height=\"30\" fill=\"url(#g)");
        let two = shades.replace(
            "<text",
            r##"<rect width="120" height="30" fill="url(#g)" transform="rotate(30)"/><text"##,
        );
        assert_eq!(kind(&two), 2, "many are red, green and blue");
    }
}
