//! `phuong-phap/index.html`: definitions, verdict rules and marks; the theme has the words.

use super::edition::Edition;
use super::link::Root;
use super::page::Head;
use super::text;
use crate::analyse::assessment::known_plans;
use crate::model::id::{FigureKey, ReportKey};
use crate::tell;
use serde::Serialize;

/// The page of methods, for `method.html`.
#[derive(Debug, Serialize)]
pub struct MethodPage {
    /// Title and place.
    #[serde(flatten)]
    pub head: Head,
    /// How much the bulletin holds.
    pub facts: Vec<Fact>,
    /// How numbers are rounded.
    pub rounding: &'static str,
    /// What becomes of small cells, or empty.
    pub small_cell: String,
}

/// One line of facts.
#[derive(Debug, Serialize)]
pub struct Fact {
    /// What it is.
    pub label: &'static str,
    /// What it says.
    pub text: String,
}

/// Returns the page, with the counts of what is known at the edition's cut-off.
pub fn page(edition: &Edition) -> MethodPage {
    let project = edition.project;
    let mut head = Head::new(
        edition,
        "phuong-phap/index.html",
        Root::ONE,
        edition.language.pick("Phương pháp", "Method"),
        "phuong-phap",
    );
    head.description = edition
        .language
        .pick(
            "Khái niệm, cách đánh giá chỉ tiêu, ký hiệu và làm tròn.",
            "Terms, how targets are judged, marks and rounding.",
        )
        .to_owned();
    head.lead = edition
        .language
        .pick(
            "Số liệu được hiểu, tính và đánh giá như thế nào.",
            "How figures are understood, computed and judged.",
        )
        .to_owned();
    let reports = || project.zone_keys().flat_map(|zone| project.zone(zone).report_keys(zone));
    let known = |&report: &ReportKey| project.report(report).source.known_from() <= edition.cutoff;
    let figures = reports().map(|report| {
        let figures = 0..project.report(report).figures.len() as u32;
        figures.filter(|&figure| edition.is_current(FigureKey { report, figure })).count()
    });
    let targets = project.zone_keys().flat_map(|zone| {
        known_plans(project, edition.ledger(zone), edition.cutoff)
            .into_iter()
            .map(|plan| project.plan(plan).targets.len() + project.plan(plan).milestones.len())
    });
    let fact =
        |label, count: usize| Fact { label, text: text::number(edition.language, (count as u64).into()) };
    let small = project.settings.small_cell;
    MethodPage {
        head,
        facts: vec![
            fact(edition.language.pick("Số khu", "Zones"), project.zones.len()),
            fact(
                edition.language.pick("Số tệp báo cáo nguồn", "Source reports"),
                reports().filter(known).count(),
            ),
            fact(edition.language.pick("Số liệu đã nhập", "Figures recorded"), figures.sum()),
            fact(
                edition.language.pick("Số chỉ tiêu và mốc phải đạt", "Targets and milestones"),
                targets.sum(),
            ),
        ],
        rounding: edition.language.pick(
            "Tỷ lệ in với một chữ số thập phân; chữ số 5 được làm tròn ra xa số không.",
            "Percentages are printed with one decimal; a 5 is rounded away from zero.",
        ),
        small_cell: match small {
            0 => String::new(),
            _ => tell!(
                edition.language,
                "Nhóm dưới {} người được coi là ô nhỏ: có thể chỉ ra từng người. bantin nhắc người biên tập về từng \
                 phần nhỏ như thế và về phần còn lại của tổng số; phần nào vẫn đăng thì lý do đứng cạnh số liệu.",
                "A group of fewer than {} people counts as a small cell: it could point at individuals. bantin warns \
                 the editors of each such part and of the remainder of its whole; where one is published all the \
                 same, the reason stands beside the figure.",
                text::number(edition.language, small.into())
            ),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::derived::Origin;
    use crate::analyse::verdict::Verdict;
    use crate::language::Language;
    use crate::render::sample;

    #[test]
    fn only_what_is_known_is_counted() {
        let (project, ledgers) = sample::project();
        let edition = sample::edition(&project, &ledgers);
        let page = page(&edition);
        let counts: Vec<&str> = page.facts.iter().map(|fact| fact.text.as_str()).collect();
        assert_eq!(counts, ["1", "2", "6", "3"]);
        assert!(sample::rendered("method.html", &edition, page).contains("Nhóm dưới 10 người"));
    }

    #[test]
    fn the_rules_are_told_in_the_words_of_the_verdicts_and_of_the_marks() {
        let (project, ledgers) = sample::project();
        for language in Language::ALL {
            let edition = Edition { language, ..sample::edition(&project, &ledgers) };
            let html = sample::rendered("method.html", &edition, page(&edition));
            for verdict in Verdict::ALL {
                let (key, words) = (text::verdict_key(verdict), text::verdict(language, verdict));
                let shown = format!("<use href=\"#m-{key}\"/></svg><span class=\"word\">{words}</span>");
                assert!(html.contains(&shown), "{words}");
            }
            for origin in [Origin::Published, Origin::Implied, Origin::Computed] {
                let (key, words) = (text::origin_key(origin), text::origin(language, origin));
                assert!(
                    html.contains(&format!("<dt><span class=\"origin o-{key}\">{words}</span></dt>")),
                    "{words}"
                );
            }
        }
    }
}
