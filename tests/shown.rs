//! What the issues of the sample show: every figure and verdict under a name of its own.

mod support;

use bantin::analyse::{self, shown};
use bantin::model::id::IssueKey;
use bantin::read;

#[test]
fn every_figure_and_verdict_of_an_issue_has_a_name_of_its_own() {
    let project = read::project(&support::root().join("content")).expect("content").project.expect("read");
    let ledgers = analyse::findings(&project).ledgers;
    for key in (0..project.issues.len() as u16).map(IssueKey) {
        let shown = shown::by_issue(&project, &ledgers, key);
        let record = shown.record(&project, key);
        assert_eq!(record.verdicts.len(), shown.verdicts.len() + shown.milestones.len());
        let statements = |(_, known): &(_, analyse::ledger::Known)| {
            let figure = project.figure(known.figure);
            let unstated = matches!(figure.value, bantin::model::report::Value::Unstated);
            figure.statements().len() + usize::from(!unstated)
        };
        assert_eq!(record.figures.len(), shown.figures.iter().map(statements).sum::<usize>());
        assert!(record.figures.values().all(|line| !line.report.is_empty()) && !record.figures.is_empty());
        assert_ne!(record.figures_print(), record.verdicts_print());
    }
    let third = shown::by_issue(&project, &ledgers, IssueKey(2)).record(&project, IssueKey(2));
    let line = &third.figures["hai-phong/cong-doan/ket-nap@2018/2022-09"];
    assert_eq!((line.said.to_string().as_str(), line.level), ("257", "official"));
    assert!(third.figures.contains_key("hai-phong/cong-doan/ket-nap@2018/2022-09?as=share_of:boi-duong"));
}

#[test]
fn a_fingerprint_taken_zone_by_zone_is_that_of_the_whole_record() {
    let content = support::root().join("content");
    let mut project = read::project(&content).expect("content").project.expect("read");
    // One id begins as another does: as names of figures they stand the other way round.
    project.zones[1].id =
        bantin::model::id::Slug::new(&format!("{}-2", project.zones[0].id)).expect("a slug");
    let ledgers = analyse::findings(&project).ledgers;
    for key in (0..project.issues.len() as u16).map(IssueKey) {
        let record = shown::by_issue(&project, &ledgers, key).record(&project, key);
        assert_eq!(shown::figures_print(&project, &ledgers, key), record.figures_print());
    }
}
