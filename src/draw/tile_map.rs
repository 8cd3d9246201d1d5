//! The 34 provinces as tiles of one size, near where they lie; only where most of them have a number.

use super::canvas::{self, Frame, Plot};
use super::chart::{Caption, Chart, Drawing, KeyItem, Kind, Picture, RowText, Table, TableRow};
use super::describe;
use super::key;
use super::mark::Mark;
use super::refusal::{Reason, Refusal};
use super::role::Role;
use super::scale::Domain;
use super::value::{Shape, Span};
use crate::language::Language;
use crate::tell;

/// The fewest provinces with a number: with fewer, bars in order say more.
pub const FEWEST_PROVINCES: usize = 15;

/// Every province and centrally governed city since July 2025, with the column and the row of its tile.
pub const PROVINCES: [(&str, u8, u8); 34] = [
    ("Lai Châu", 1, 0),
    ("Lào Cai", 2, 0),
    ("Tuyên Quang", 3, 0),
    ("Cao Bằng", 4, 0),
    ("Điện Biên", 0, 1),
    ("Sơn La", 1, 1),
    ("Phú Thọ", 2, 1),
    ("Thái Nguyên", 3, 1),
    ("Lạng Sơn", 4, 1),
    ("Hà Nội", 2, 2),
    ("Bắc Ninh", 3, 2),
    ("Hải Phòng", 4, 2),
    ("Quảng Ninh", 5, 2),
    ("Thanh Hóa", 2, 3),
    ("Ninh Bình", 3, 3),
    ("Hưng Yên", 4, 3),
    ("Nghệ An", 2, 4),
    ("Hà Tĩnh", 3, 4),
    ("Quảng Trị", 3, 5),
    ("Huế", 4, 5),
    ("Đà Nẵng", 5, 5),
    ("Gia Lai", 4, 6),
    ("Quảng Ngãi", 5, 6),
    ("Lâm Đồng", 3, 7),
    ("Đắk Lắk", 4, 7),
    ("Khánh Hòa", 5, 7),
    ("Tây Ninh", 2, 8),
    ("Đồng Nai", 3, 8),
    ("TP. Hồ Chí Minh", 4, 8),
    ("An Giang", 1, 9),
    ("Đồng Tháp", 2, 9),
    ("Vĩnh Long", 3, 9),
    ("Cà Mau", 1, 10),
    ("Cần Thơ", 2, 10),
];

/// A province with its number.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Province {
    /// The texts: the label is its name, one of [`PROVINCES`].
    pub text: RowText,
    /// The number.
    pub amount: Span,
    /// Its class, 0 the lowest to 2 the highest.
    pub class: u8,
}

/// The columns and rows of the map, and the size of a tile with its gap, in px.
const COLUMNS: u32 = 6;
const ROWS: u32 = 11;
const TILE: u32 = 66;
/// Half of the gap between tiles, in px.
const GAP: f64 = 1.5;

/// The map; `classes` are the words of the three classes, `heads` name province and number in the table.
///
/// # Errors
/// Fewer than [`FEWEST_PROVINCES`] with a number; a name that is none of [`PROVINCES`] or stands twice; a
/// class above 2; a number that is negative, not finite or too large.
pub fn chart(
    caption: &Caption,
    provinces: &[Province],
    classes: [&str; 3],
    heads: [&str; 2],
) -> Result<Chart, Refusal> {
    let heading = caption.heading.as_str();
    let mut known = 0;
    for (n, province) in provinces.iter().enumerate() {
        let name = province.text.label.as_str();
        let twice = provinces[..n].iter().any(|other| other.text.label == name);
        if twice || province.class > 2 || !PROVINCES.iter().any(|(own, ..)| *own == name) {
            return Err(Refusal::new(name, Reason::OutOfDomain));
        }
        known += usize::from(province.amount.shape(name)? != Shape::Unknown);
    }
    if known < FEWEST_PROVINCES {
        return Err(Refusal::new(heading, Reason::Empty));
    }
    let language = caption.language;
    let items: Vec<_> = provinces
        .iter()
        .map(|one| format!("{} {}", one.text.label, describe::number(language, &one.text)))
        .collect();
    let what = tell!(
        language,
        "Bản đồ ô, {known} trong {} tỉnh, thành phố có số liệu",
        "Tile map, data for {known} of {} provinces and cities",
        PROVINCES.len()
    );
    let sentence = describe::description(language, &what, &items, &caption.limits);
    let svg = svg(heading, provinces, &sentence)?;
    let table = table(caption, provinces, heads);
    let drawing = Drawing::Picture(Picture { svg, unit: String::new(), gutter: 0, has_ends: false, table });
    let note = language.pick(
        "Ô xếp gần đúng theo vị trí địa lý, không theo diện tích.",
        "Tiles stand roughly where the provinces lie; their size says nothing of area.",
    );
    Ok(caption.chart(Kind::TileMap, sentence, keys(language, provinces, classes), drawing, [note.to_owned()]))
}

fn svg(subject: &str, provinces: &[Province], sentence: &str) -> Result<String, Refusal> {
    let (width, height) = (COLUMNS * TILE, ROWS * TILE);
    let (x, y) = (Domain::to(f64::from(width), subject)?, Domain::to(f64::from(height), subject)?);
    let frame = Frame { subject, height, x, y, rows: (0, height) };
    let marks = canvas::content(frame, |plot| {
        for (name, column, row) in PROVINCES {
            let province = provinces.iter().find(|one| one.text.label == name);
            tile(plot, name, (f64::from(column), f64::from(row)), province)?;
        }
        Ok(())
    })?;
    let name = canvas::escaped(sentence);
    // Unlike the other pictures it is scaled as a whole, so that the tiles keep their shape.
    Ok(format!(
        r#"<svg class="chart-picture chart-map" role="img" aria-label="{name}" viewBox="0 0 {width} {height}">{marks}</svg>"#
    ))
}

fn tile(
    plot: &Plot<'_, '_>,
    name: &str,
    (column, row): (f64, f64),
    province: Option<&Province>,
) -> Result<(), Refusal> {
    let side = f64::from(TILE);
    let (left, top) = (column * side, row * side);
    let known = province.filter(|one| one.amount != Span::unknown());
    let mark = match known.map(|one| one.class) {
        None => Mark::TileNone,
        Some(0) => Mark::Tile1,
        Some(1) => Mark::Tile2,
        Some(_) => Mark::Tile3,
    };
    plot.fill(mark, (left + GAP, top + GAP), (left + side - GAP, top + side - GAP))?;
    let (role, value_role) = match mark {
        Mark::Tile3 => (Role::TileOn, Role::TileValueOn),
        _ => (Role::Tile, Role::TileValue),
    };
    let lines = wrapped(name);
    let count = lines.len() + usize::from(known.is_some());
    let line =
        |n: usize| (left + side / 2.0, top + side / 2.0 + (n as f64 - (count as f64 - 1.0) / 2.0) * 16.0);
    for (n, text) in lines.iter().enumerate() {
        plot.text(role, line(n), text)?;
    }
    match known {
        Some(one) => plot.text(value_role, line(count - 1), &one.text.value),
        None => Ok(()),
    }
}

/// A name in lines that fit a tile: the first word, or two short ones, then the rest.
fn wrapped(name: &str) -> Vec<String> {
    if name.chars().count() <= 7 {
        return vec![name.to_owned()];
    }
    let words: Vec<&str> = name.split(' ').collect();
    let first = words.len() / 2;
    vec![words[..first].join(" "), words[first..].join(" ")]
}

fn table(caption: &Caption, provinces: &[Province], heads: [&str; 2]) -> Table {
    let no_data = describe::no_data(caption.language);
    let row = |(name, ..): &(&str, u8, u8)| {
        let province = provinces.iter().find(|one| one.text.label == *name);
        let known = province.filter(|one| one.amount != Span::unknown());
        TableRow {
            label: (*name).to_owned(),
            href: known.and_then(|one| one.text.href.clone()),
            cells: vec![known.map_or(no_data.to_owned(), |one| one.text.marked())],
        }
    };
    Table {
        caption: caption.subtitle.clone(),
        head: heads.map(str::to_owned).into(),
        rows: PROVINCES.iter().map(row).collect(),
    }
}

fn keys(language: Language, provinces: &[Province], classes: [&str; 3]) -> Vec<KeyItem> {
    let marks = [Mark::Tile1, Mark::Tile2, Mark::Tile3];
    let used = |class: usize| {
        provinces.iter().any(|one| usize::from(one.class) == class && one.amount != Span::unknown())
    };
    let used = (0..3).filter(|&class| used(class)).map(|class| key::fill(marks[class], classes[class]));
    let missing = provinces.iter().filter(|one| one.amount != Span::unknown()).count() < PROVINCES.len();
    used.chain(missing.then(|| key::fill(Mark::TileNone, language.pick("Chưa có số liệu", "No data"))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provinces(count: usize) -> Vec<Province> {
        let province = |(n, (name, ..)): (usize, &(&str, u8, u8))| Province {
            text: RowText { label: (*name).to_owned(), value: format!("{n}00"), ..RowText::default() },
            amount: Span::exact(n as f64 * 100.0),
            class: (n % 3) as u8,
        };
        PROVINCES.iter().take(count).enumerate().map(province).collect()
    }

    fn reason(provinces: &[Province]) -> Result<(), Reason> {
        let chart = chart(&Caption::default(), provinces, ["a", "b", "c"], ["d", "e"]);
        chart.map(|_| ()).map_err(|refusal| refusal.reason)
    }

    #[test]
    fn tiles_do_not_cover_each_other_and_every_name_is_there() {
        for (n, one) in PROVINCES.iter().enumerate() {
            assert!(u32::from(one.1) < COLUMNS && u32::from(one.2) < ROWS, "{}", one.0);
            for other in &PROVINCES[..n] {
                assert!(
                    one.0 != other.0 && (one.1, one.2) != (other.1, other.2),
                    "{} and {}",
                    one.0,
                    other.0
                );
            }
        }
        let chart = chart(&Caption::default(), &provinces(15), ["a", "b", "c"], ["d", "e"]).expect("valid");
        let Drawing::Picture(picture) = &chart.drawing else { unreachable!("a map is a picture") };
        assert_eq!(picture.svg.matches("<rect").count(), 34);
        assert_eq!(picture.svg.matches("f-tile-none").count(), 19);
        let rows: Vec<_> =
            picture.table.rows.iter().map(|row| (row.label.as_str(), row.cells[0].as_str())).collect();
        assert_eq!((rows[14], rows[33]), (("Ninh Bình", "1400"), ("Cần Thơ", "chưa có số liệu")));
    }

    #[test]
    fn a_name_fits_its_tile() {
        for (name, ..) in PROVINCES {
            for line in wrapped(name) {
                let width = super::super::text_width::text_width(&line, 13);
                assert!(width <= TILE - 4, "{line}: {width} px");
            }
        }
    }

    #[test]
    fn refusals() {
        assert_eq!(reason(&provinces(14)), Err(Reason::Empty));
        let mut list = provinces(20);
        list[3].text.label = "Hải Dương".to_owned();
        assert_eq!(reason(&list), Err(Reason::OutOfDomain));
        list[3].text.label = list[4].text.label.clone();
        assert_eq!(reason(&list), Err(Reason::OutOfDomain));
        list = provinces(20);
        list[0].amount = Span::exact(f64::NAN);
        assert_eq!(reason(&list), Err(Reason::NotFinite));
    }
}
