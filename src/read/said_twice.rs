//! `said-twice`: one file says the same thing twice, so that nobody can tell which of the two is meant.

use crate::diag::{At, Problem, Say};
use crate::model::plan::{Milestone, Target};
use crate::model::report::Figure;
use crate::say;
use std::collections::BTreeSet;

/// Returns a problem for each cell that one report gives two values for.
pub(super) fn figures(figures: &[Figure]) -> Vec<Problem> {
    let cell = |one: &Figure| (one.body, one.indicator, one.parts, one.time);
    let fault = || {
        say!(
            "báo cáo này cho hai số về cùng một chỉ tiêu và thời điểm",
            "the report gives two values for one indicator and time"
        )
    };
    let way_out = || {
        say!(
            "giữ lại một số; số của báo cáo khác thì ghi trong tệp của báo cáo ấy",
            "keep one; what another report says belongs in that report's file"
        )
    };
    pairs(figures, cell, |one| one.at)
        .into_iter()
        .map(|(first, second)| {
            told(second, fault(), first, say!("số kia ở đây", "the other one is here"), way_out())
        })
        .collect()
}

/// Returns a problem for each target that a plan sets twice for the same days: records and pages could not
/// tell the two apart.
pub(super) fn targets(targets: &[Target]) -> Vec<Problem> {
    let promise = |one: &Target| (one.indicator, one.parts, one.kind, one.window, one.subject);
    let fault = || {
        say!(
            "kế hoạch này đặt hai chỉ tiêu cho cùng một số liệu và cùng những ngày ấy",
            "the plan sets two targets for one figure and the same days"
        )
    };
    let way_out = || {
        say!(
            "giữ lại một chỉ tiêu; mức thấp nhất và cao nhất thì ghi chung: \"5-7\"; chỉ tiêu của kế hoạch khác thì ghi trong tệp của kế hoạch ấy",
            "keep one; a floor and a ceiling are one range, \"5-7\"; what another plan sets belongs in that plan's file"
        )
    };
    pairs(targets, promise, |one| one.at)
        .into_iter()
        .map(|(first, second)| {
            told(second, fault(), first, say!("chỉ tiêu kia ở đây", "the other one is here"), way_out())
        })
        .collect()
}

/// Returns a problem for each milestone that a plan names twice for the same date.
pub(super) fn milestones(milestones: &[Milestone]) -> Vec<Problem> {
    let promise = |one: &Milestone| (one.title.vi.clone(), one.by);
    let fault = || {
        say!(
            "kế hoạch này ghi một mốc hai lần, cùng tên và cùng hạn",
            "the plan names a milestone twice, with one title and one date"
        )
    };
    let way_out = || {
        say!(
            "xóa một mốc; hai việc khác nhau thì đặt tên khác nhau",
            "delete one; two different things get different titles"
        )
    };
    pairs(milestones, promise, |one| one.at)
        .into_iter()
        .map(|(first, second)| {
            told(second, fault(), first, say!("mốc kia ở đây", "the other one is here"), way_out())
        })
        .collect()
}

/// Returns the places of those that are alike, two by two: each two places once, for a percentage of a part is two targets.
fn pairs<T, K: Ord>(all: &[T], key: impl Fn(&T) -> K, at: impl Fn(&T) -> At) -> BTreeSet<(At, At)> {
    let mut order: Vec<(K, At)> = all.iter().map(|one| (key(one), at(one))).collect();
    order.sort();
    let alike = |two: &[(K, At)]| (two[0].0 == two[1].0).then_some((two[0].1, two[1].1));
    order.windows(2).filter_map(alike).collect()
}

fn told(at: At, fault: Say, other: At, here: Say, way_out: Say) -> Problem {
    Problem::error("said-twice", at, fault).label(other, here).way_out(way_out)
}
