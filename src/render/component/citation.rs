//! How to cite an issue or a page: one line, ready to be copied.

use crate::model::report::Level;
use crate::render::edition::Edition;
use crate::render::home;
use crate::render::text;
use crate::tell;
use std::collections::BTreeSet;

/// Returns the line: publisher, title, issue, as of when, level; the template adds the address and the end.
///
/// `number` is that of the issue; where a page is of no issue, the newest one is named.
pub fn citation(edition: &Edition, title: &str, number: Option<u32>, levels: &BTreeSet<Level>) -> String {
    let project = edition.project;
    let settings = &project.settings;
    let newest = || home::issue_keys(edition).last().map(|&key| project.issue(key).number);
    let mut parts =
        vec![edition.told(&settings.publisher), format!("“{title}”"), edition.told(&settings.title)];
    parts.extend(
        number.or_else(newest).map(|number| tell!(edition.language, "số {number}", "issue {number}")),
    );
    parts.push(tell!(
        edition.language,
        "số liệu đến ngày {}",
        "figures as of {}",
        text::day(edition.language, edition.cutoff)
    ));
    if !levels.is_empty() {
        let words: Vec<&str> =
            levels.iter().rev().map(|&level| text::level(edition.language, level)).collect();
        parts.push(tell!(edition.language, "mức độ số liệu: {}", "status of figures: {}", words.join(", ")));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn a_citation_names_everything_that_it_takes_to_find_the_figures() {
        let (project, ledgers) = sample::project();
        let edition = sample::edition(&project, &ledgers);
        assert_eq!(
            citation(&edition, "Khu Hải Phòng", None, &BTreeSet::from([Level::Estimate, Level::Official])),
            "Ban biên tập, “Khu Hải Phòng”, Bản tin & năm khu, số 1, số liệu đến ngày 15/02/2023, \
             mức độ số liệu: chính thức, ước tính"
        );
        let line = citation(&edition, "Quý IV/2022", Some(4), &BTreeSet::new());
        assert!(line.ends_with("số 4, số liệu đến ngày 15/02/2023"), "{line}");
    }
}
