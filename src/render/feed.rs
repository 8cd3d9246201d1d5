//! `atom.xml`: issues and corrections, newest first, for those who follow the bulletin (RFC 4287).

use super::edition::Edition;
use super::home;
use super::link;
use super::text::{self, instant};
use crate::analyse::ledger::{self, Cell, known_from};
use crate::model::id::{FigureKey, IssueKey};
use crate::model::period::Day;
use crate::tell;
use serde::Serialize;

/// A feed reader asks again and again: more than these would only be sent for nothing.
const MOST: usize = 100;

/// The feed, for `atom.xml`.
#[derive(Debug, Serialize)]
pub struct Page {
    /// Where it goes.
    pub address: &'static str,
    /// When its newest entry came out.
    pub updated: String,
    /// The newest first.
    pub entries: Vec<Entry>,
}

/// An issue, or a correction.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// What never changes about it: an address.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Where to read it, from the top folder.
    pub address: String,
    /// When it came out.
    pub updated: String,
    /// What it says.
    pub summary: String,
    /// The key of its kind: `so-moi` or `dinh-chinh`.
    pub kind: &'static str,
    /// The words for its kind.
    pub kind_words: &'static str,
}

/// Returns the feed; `sentences` say of each issue how its targets stand.
pub fn page(edition: &Edition, sentences: &[String]) -> Page {
    let issues = home::issue_keys(edition).into_iter().map(|key| {
        let day = edition.project.issue(key).published;
        (day, issue(edition, key, &sentences[key.0 as usize]))
    });
    let mut entries: Vec<(Day, Entry)> = issues.collect();
    entries.extend(corrections(edition));
    entries.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.id.cmp(&other.id)));
    entries.truncate(MOST);
    Page {
        address: "atom.xml",
        updated: instant(entries.first().map_or(edition.cutoff, |(day, _)| *day)),
        entries: entries.into_iter().map(|(_, entry)| entry).collect(),
    }
}

fn issue(edition: &Edition, key: IssueKey, sentence: &str) -> Entry {
    let issue = edition.project.issue(key);
    let address = link::issue(edition.project, key);
    Entry {
        id: address.clone(),
        title: tell!(edition.language, "Số {}: {}", "Issue {}: {}", issue.number, edition.told(&issue.title)),
        address,
        updated: instant(issue.published),
        summary: tell!(
            edition.language,
            "Kỳ {}, số liệu đến ngày {}. {sentence}",
            "Period {}, figures as of {}. {sentence}",
            text::period(edition.language, issue.period),
            text::day(edition.language, issue.cutoff)
        ),
        kind: "so-moi",
        kind_words: edition.language.pick("Số mới", "New issue"),
    }
}

/// The figures of which a report says that they correct another report.
fn corrections(edition: &Edition) -> Vec<(Day, Entry)> {
    let mut entries = Vec::new();
    for zone in edition.zones() {
        for (cell, vintages) in edition.ledger(zone).cells(edition.project) {
            let all = (0..vintages.len()).filter_map(|n| correction(edition, &cell, vintages, n));
            entries.extend(all.filter(|(day, _)| *day <= edition.cutoff));
        }
    }
    entries
}

/// A newer report may correct an older one, or a line of a report its own slip.
fn correction(edition: &Edition, cell: &Cell, vintages: &[FigureKey], n: usize) -> Option<(Day, Entry)> {
    let project = edition.project;
    let key = vintages[n];
    let correction = ledger::correction(project, key)?;
    let words = |key: FigureKey| text::value(edition.language, &project.figure(key).value);
    let before = vintages[..n].iter().rev().find(|old| old.report == correction.of).map(|&old| words(old));
    let reason = correction.reason.of(edition.language).trim_end_matches('.');
    let name = edition.counted(cell.indicator, cell.parts);
    let source = project.report(key.report).source_of(project.figure(key));
    let day = known_from(project, key);
    let id = format!(
        "atom.xml#dinh-chinh/{}/{}/{day}",
        link::report_anchor(project, key.report),
        link::cell_anchor(project, cell)
    );
    let change = match before {
        Some(before) => {
            tell!(edition.language, "{before} sửa thành {}", "{before} corrected to {}", words(key))
        }
        None => tell!(edition.language, "nay là {}", "now {}", words(key)),
    };
    let entry = Entry {
        id,
        title: tell!(
            edition.language,
            "Đính chính: {name}, {}, {}",
            "Correction: {name}, {}, {}",
            edition.body_name(cell.body),
            edition.when(cell.indicator, cell.time)
        ),
        address: link::cell(project, cell),
        updated: instant(day),
        summary: tell!(
            edition.language,
            "{change}. Lý do: {reason}. Nguồn: {}, {}.",
            "{change}. Reason: {reason}. Source: {}, {}.",
            edition.told(&source.title),
            edition.told(&source.publisher)
        ),
        kind: "dinh-chinh",
        kind_words: edition.language.pick("Đính chính", "Correction"),
    };
    Some((day, entry))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::ReportKey;
    use crate::model::report::{Correction, Details};
    use crate::model::wording::Wording;
    use crate::render::sample;

    #[test]
    fn issues_and_corrections_newest_first() {
        let (mut project, _) = sample::project();
        let wrong = ReportKey { zone: crate::model::id::ZoneKey(0), report: 0 };
        project.zones[0].reports[1].figures[0].details = Some(Box::new(Details {
            correction: Some(Correction {
                of: wrong,
                reason: Wording::vi("cộng sót."),
                was: None,
                at: crate::diag::At::default(),
            }),
            ..Details::default()
        }));
        let ledgers = vec![crate::analyse::ledger::Ledger::new(&project, crate::model::id::ZoneKey(0))];
        let edition = sample::edition(&project, &ledgers);
        let page = page(&edition, &["1/2 chỉ tiêu đạt hoặc vượt.".to_owned()]);
        assert_eq!(page.updated, "2023-02-20T00:00:00+07:00");
        let [issue, correction] = page.entries.as_slice() else { panic!("{:?}", page.entries) };
        assert_eq!(issue.title, "Số 1: Quý IV/2022");
        assert!(issue.summary.ends_with("số liệu đến ngày 15/02/2023. 1/2 chỉ tiêu đạt hoặc vượt."));
        assert_eq!(correction.updated, "2023-02-03T00:00:00+07:00");
        assert_eq!(
            correction.id,
            "atom.xml#dinh-chinh/hai-phong.ky-2/s.dang-bo.dang-vien.2022-12-31/2023-02-03"
        );
        assert_eq!(
            correction.summary,
            "trên\u{a0}700 sửa thành 736. Lý do: cộng sót. Nguồn: Gặp mặt đầu năm, heza.gov.vn."
        );
    }
}
