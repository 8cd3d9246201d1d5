//! One count over the provinces, as a map of tiles.

use super::{drawn, mark, mark_words, quantity_span, sources};
use crate::analyse::ledger::{Cell, Known};
use crate::draw::tile_map::{self, FEWEST_PROVINCES, PROVINCES, Province};
use crate::draw::{Caption, Chart, RowText};
use crate::render::edition::Edition;
use crate::render::link::{self, Root};
use crate::render::text;
use crate::tell;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Returns the map of an indicator at one time; nothing where fewer than [`FEWEST_PROVINCES`] have one number
/// each. A province with several numbers is left out: they are not added here.
pub fn tile_map(edition: &Edition, root: Root, cells: &[&(Cell, Known)], level: u8) -> Option<Chart> {
    let project = edition.project;
    let mut by_province: BTreeMap<&str, Vec<&(Cell, Known)>> = BTreeMap::new();
    for one in cells {
        let own = by_province.entry(tile_name(edition.province(one.0.body.zone))?).or_default();
        own.push(one);
    }
    let (single, several): (Vec<_>, Vec<_>) = by_province.into_iter().partition(|(_, own)| own.len() == 1);
    let numbers: Vec<(&str, &(Cell, Known), Decimal)> = single
        .iter()
        .filter_map(|(name, own)| {
            let interval = project.figure(own[0].1.figure).quantity()?.interval();
            Some((*name, own[0], interval.lower().or(interval.upper())?.value))
        })
        .collect();
    if numbers.len() < FEWEST_PROVINCES {
        return None;
    }
    let mut sorted: Vec<Decimal> = numbers.iter().map(|(.., number)| *number).collect();
    sorted.sort();
    // Three classes of about the same number of provinces.
    let ends = [sorted[sorted.len() / 3], sorted[2 * sorted.len() / 3]];
    let language = edition.language;
    let provinces: Vec<Province> = numbers
        .iter()
        .filter_map(|(name, (cell, known), number)| {
            let quantity = project.figure(known.figure).quantity()?;
            let text = RowText {
                label: (*name).to_owned(),
                value: text::quantity(language, quantity).to_string(),
                mark: mark(edition, [known.figure]),
                href: Some(root.to(&link::cell(project, cell))),
                ..RowText::default()
            };
            let class = ends.iter().filter(|end| number >= end).count() as u8;
            Some(Province { text, amount: quantity_span(quantity), class })
        })
        .collect();
    let first = cells.first()?.0;
    let indicator = project.registry.indicator(first.indicator);
    let words = ends.map(|end| text::number(language, end));
    let classes = [
        tell!(language, "dưới {}", "under {}", words[0]),
        tell!(language, "từ {} đến dưới {}", "{} to under {}", words[0], words[1]),
        tell!(language, "từ {}", "{} or more", words[1]),
    ];
    let left = several.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    let note = (!left.is_empty()).then(|| {
        tell!(
            language,
            "Có nhiều số trong một tỉnh, không cộng và không tô: {}.",
            "Several figures in one province are neither added up nor coloured: {}.",
            left.join(", ")
        )
    });
    let name = edition.told(&indicator.name);
    let figures = || numbers.iter().map(|(_, (_, known), _)| known.figure);
    let time = first.time.to_string().to_lowercase().replace('/', "_");
    let caption = Caption {
        language,
        anchor: format!("bd.ban-do.{}.{time}", indicator.id),
        level,
        heading: tell!(
            language,
            "{name}: {} trong {} tỉnh, thành phố có số liệu",
            "{name}: figures for {} of {} provinces and cities",
            provinces.len(),
            PROVINCES.len()
        ),
        subtitle: format!(
            "{}, {}",
            text::capitalised(&edition.told(&indicator.unit)),
            edition.when(first.indicator, first.time)
        ),
        limits: String::new(),
        notes: note.into_iter().chain(mark_words(edition, figures())).collect(),
        sources: sources(edition, root, figures()),
    };
    let heads = [language.pick("Tỉnh, thành phố", "Province or city"), name.as_str()];
    drawn(edition, root, tile_map::chart(&caption, &provinces, classes.each_ref().map(String::as_str), heads))
}

/// The name on the tile of a province as a zone has it: `tỉnh Quảng Ninh`, `Thành phố Hồ Chí Minh`.
fn tile_name(province: &str) -> Option<&'static str> {
    let plain = |name: &str| {
        let small = name.to_lowercase();
        let bare = ["thành phố ", "tỉnh ", "tp. ", "tp "].iter().find_map(|head| small.strip_prefix(head));
        bare.unwrap_or(&small).to_owned()
    };
    let wanted = plain(province);
    PROVINCES.iter().map(|(name, ..)| *name).find(|name| plain(name) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provinces_are_known_by_any_of_their_forms() {
        for (written, tile) in [
            ("Quảng Ninh", Some("Quảng Ninh")),
            ("tỉnh Quảng Ninh", Some("Quảng Ninh")),
            ("Thành phố Hồ Chí Minh", Some("TP. Hồ Chí Minh")),
            ("TP Huế", Some("Huế")),
            ("Hải Dương", None),
        ] {
            assert_eq!(tile_name(written), tile, "{written}");
        }
    }
}
