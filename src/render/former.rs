//! What zones and bodies were called before: for their profile, and for the first issue after a renaming.

use super::edition::Edition;
use super::text;
use crate::model::former::FormerName;
use crate::model::id::ZoneKey;
use crate::model::period::Day;
use crate::model::wording::Wording;
use crate::model::zone::Body;
use crate::tell;

/// Returns a phrase for each former name of a zone: until when, and the province where that was another.
pub fn of_zone(edition: &Edition, key: ZoneKey) -> Vec<String> {
    let (zone, language) = (edition.project.zone(key), edition.language);
    let phrase = |one: &FormerName| {
        let province = zone.province_on(one.until);
        let place =
            (province != edition.province(key)).then(|| tell!(language, "thuộc {province}", "in {province}"));
        let name = other(&one.name, zone.name_on(edition.cutoff)).map(|name| edition.told(name));
        let words: Vec<String> = name.into_iter().chain(place).collect();
        (!words.is_empty()).then(|| until(edition, one, &words.join(", ")))
    };
    past(edition, &zone.former).filter_map(phrase).collect()
}

/// Returns a sentence for each former name of a body.
pub fn of_body(edition: &Edition, body: &Body) -> Vec<String> {
    let sentence = |one: &FormerName| {
        let name = other(&one.name, body.name_on(edition.cutoff))?;
        Some(format!("{}.", until(edition, one, &edition.told(name))))
    };
    past(edition, &body.former).filter_map(sentence).collect()
}

/// Returns a phrase for each zone or body of a zone that is not called what it was on a day: `… nay là …`.
pub fn since(edition: &Edition, key: ZoneKey, day: Day) -> Vec<String> {
    let (zone, language) = (edition.project.zone(key), edition.language);
    let renamed = |then: &Wording, now: &Wording| {
        let words = other(then, now).map(|then| (edition.told(then), edition.told(now)));
        words.map(|(then, now)| tell!(language, "{then} nay là {now}", "{then} is now {now}"))
    };
    let own = renamed(zone.name_on(day), zone.name_on(edition.cutoff));
    let bodies =
        zone.bodies.iter().filter_map(|body| renamed(body.name_on(day), body.name_on(edition.cutoff)));
    let place = (zone.province_on(day) != edition.province(key)).then(|| {
        let (name, province) = (edition.zone_name(key), edition.province(key));
        tell!(language, "{name} nay thuộc {province}", "{name} is now in {province}")
    });
    own.into_iter().chain(place).chain(bodies).collect()
}

/// The newest first; a renaming after the cut-off is not known.
fn past<'n>(edition: &Edition, names: &'n [FormerName]) -> impl Iterator<Item = &'n FormerName> {
    let cutoff = edition.cutoff;
    names.iter().rev().filter(move |one| one.until < cutoff)
}

fn other<'n>(former: &'n Wording, now: &Wording) -> Option<&'n Wording> {
    (former != now).then_some(former)
}

fn until(edition: &Edition, one: &FormerName, words: &str) -> String {
    let day = text::day(edition.language, one.until);
    tell!(edition.language, "Đến ngày {day}: {words}", "Until {day}: {words}")
}
