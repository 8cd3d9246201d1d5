//! How to cite an issue or a page: one line, ready to be copied.

use crate::model::report::Level;
use crate::render::edition::Edition;
use crate::render::home;
use crate::render::text;
use std::collections::BTreeSet;

/// Returns the line: publisher, title, issue, as of when, level, and the address where the site has one.
///
/// `number` is that of the issue; where a page is of no issue, the newest one is named.
pub fn citation(
    edition: &Edition,
    title: &str,
    number: Option<u32>,
    levels: &BTreeSet<Level>,
    address: &str,
) -> String {
    let project = edition.project;
    let settings = &project.settings;
    let newest = || home::issue_keys(edition).last().map(|&key| project.issue(key).number);
    let mut parts = vec![settings.publisher.clone(), format!("“{title}”"), settings.title.clone()];
    parts.extend(number.or_else(newest).map(|number| format!("số {number}")));
    parts.push(format!("số liệu đến ngày {}", text::day(edition.cutoff)));
    if !levels.is_empty() {
        let words: Vec<&str> = levels.iter().rev().map(|&level| text::level(level)).collect();
        parts.push(format!("mức độ số liệu: {}", words.join(", ")));
    }
    let line = parts.join(", ");
    match &settings.base_url {
        Some(base) => format!("{line}, {base}/{address}"),
        None => format!("{line}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn a_citation_names_everything_that_it_takes_to_find_the_figures() {
        let (mut project, ledgers) = sample::project();
        let levels = BTreeSet::from([Level::Estimate, Level::Official]);
        let edition = sample::edition(&project, &ledgers);
        assert_eq!(
            citation(&edition, "Khu kinh tế Hải Phòng", None, &levels, "khu/hai-phong/index.html"),
            "Ban biên tập, “Khu kinh tế Hải Phòng”, Bản tin & năm khu, số 1, số liệu đến ngày 15/02/2023, \
             mức độ số liệu: chính thức, ước tính."
        );
        project.settings.base_url = Some("https://example.org/ban-tin".to_owned());
        let edition = sample::edition(&project, &ledgers);
        let line = citation(&edition, "Quý IV/2022", Some(1), &BTreeSet::new(), "ban-tin/2022-q4/index.html");
        assert!(
            line.ends_with("15/02/2023, https://example.org/ban-tin/ban-tin/2022-q4/index.html"),
            "{line}"
        );
    }
}
