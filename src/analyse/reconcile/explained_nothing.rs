//! `explained-nothing`: an explanation stands where nothing differs.
//!
//! # What it checks
//! Every `explained` of a figure: a difference must exist that it explains. Where one text stands for
//! differences of several checks, it must say which text belongs to which.
//!
//! # Why it matters
//! An explanation that outlives its difference would hide the next one, and is published beside a figure
//! that needs none.
//!
//! # Example
//! `ket-nap = { value = 257, share_of.boi-duong = "26,3%", explained = "làm tròn theo báo cáo" }`: 257 of 976
//! is 26,3 %, so there is nothing to explain.
//!
//! # How to settle it
//! Delete the explanation, or name the check: `explained = { printed-share = "…" }`.

use super::at;
use crate::diag::Problem;
use crate::model::Project;
use crate::model::id::FigureKey;
use crate::say;
use std::collections::{BTreeMap, BTreeSet};

/// Its name.
pub const NAME: &str = "explained-nothing";

/// The explanations of all figures, and the checks whose differences they explain.
pub(super) struct Explanations(BTreeMap<FigureKey, BTreeSet<&'static str>>);

impl Explanations {
    pub(super) fn new(project: &Project) -> Explanations {
        let zones = project.zone_keys().flat_map(|zone| project.zone(zone).report_keys(zone));
        let figures = zones.flat_map(|report| {
            let all = project.report(report).figures.iter().enumerate();
            let told = all.filter(|(_, figure)| !figure.explanations().is_empty());
            told.map(move |(n, _)| (FigureKey { report, figure: n as u32 }, BTreeSet::new()))
        });
        Explanations(figures.collect())
    }

    /// Returns true where one of the figures explains a difference of a check.
    pub(super) fn explain(&mut self, project: &Project, figures: &[FigureKey], check: &'static str) -> bool {
        let explains = |key: &&FigureKey| {
            let all = project.figure(**key).explanations();
            all.iter().any(|one| one.check.is_none_or(|name| name == check))
        };
        let Some(key) = figures.iter().find(explains) else { return false };
        self.0.get_mut(key).is_some_and(|checks| {
            checks.insert(check);
            true
        })
    }

    /// Returns what is wrong with the explanations once every difference was seen.
    pub(super) fn problems(self, project: &Project) -> Vec<Problem> {
        let unused =
            |(key, checks): (FigureKey, BTreeSet<&'static str>)| {
                let all = project.figure(key).explanations();
                let idle = all.iter().find(|one| match one.check {
                    Some(name) => !checks.contains(name),
                    None => checks.is_empty(),
                });
                if idle.is_some() {
                    let fault = say!(
                        "giải trình này không ứng với khác biệt nào",
                        "the explanation stands where nothing differs"
                    );
                    return Some(Problem::warning(NAME, at(project, key), fault).way_out(say!(
                        "xóa explained: số liệu đã khớp",
                        "delete explained: the figures agree"
                    )));
                }
                let names: Vec<&str> = checks.into_iter().collect();
                (names.len() > 1 && all.iter().any(|one| one.check.is_none())).then(|| {
                    let (list, first) = (names.join(", "), names[0]);
                    let fault = say!(
                        "một lời giải trình cho nhiều khác biệt: {list}",
                        "one explanation for several differences: {list}"
                    );
                    Problem::error(NAME, at(project, key), fault)
                        .way_out(say!(
                            "ghi lời giải trình cho từng khác biệt",
                            "write an explanation for each difference"
                        ))
                        .instead(format!("explained = {{ {first} = \"…\" }}"))
                })
            };
        self.0.into_iter().filter_map(unused).collect()
    }
}
