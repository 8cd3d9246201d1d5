//! `result-after-report`: a result is dated after the report that gives it was published.
//!
//! # What it checks
//! The time of every figure against its source's publication: a state dated later, or a period whose last month
//! begins later. Of a time known to the year or month, some day has to lie before the end of the publication, however
//! precisely that is known. An estimate (`level = "estimate"`) may speak of a period that has begun and is not over, or of
//! a later day of the year.
//! Events, and milestones that a source of their own says were reached or missed, likewise.
//!
//! # Why it matters
//! Nobody can report what has not happened: either date is wrong, or the number is a plan and no result. A wrong year
//! also puts the figure into the wrong issue.
//!
//! # Example
//! `[at."2023-09"]` in a report with `published = "2022-09-10"`.
//!
//! # How to settle it
//! Correct the date that is wrong; write `level = "estimate"` for an estimate of the running period; move a number
//! that is still to be reached into a plan.

use super::rule::{Books, Found, Over, Rule};
use super::{at, figures};
use crate::analyse::ledger::{Ledger, published};
use crate::diag::{At, Problem, Severity};
use crate::model::indicator::Measure;
use crate::model::period::{Day, Period};
use crate::model::report::{Level, Source};
use crate::say;

/// The rule.
pub const RULE: Rule =
    Rule { name: "result-after-report", severity: Severity::Error, over: Over::Zone(check) };

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    for key in figures(project, ledger) {
        let figure = project.figure(key);
        // A part has the time of its whole.
        if figure.quantity().is_none() || figure.whole.is_some() {
            continue;
        }
        let is_state = project.registry.indicator(figure.indicator).measure == Measure::Stock;
        let first = match (is_state, figure.level) {
            // "Ước đến 31/12" stands in reports of December.
            (true, Level::Estimate) => first_of_year(figure.time),
            (true, _) | (false, Level::Estimate) => figure.time.from(),
            (false, _) => last_month(figure.time),
        };
        if first <= published(project, key).to() {
            continue;
        }
        let source = project.report(key.report).source_of(figure);
        let time = figure.time;
        let fault = say!(
            "kết quả của {time} đứng trong báo cáo công bố {}",
            "a result of {time} in a report published {}",
            source.published
        );
        let problem = later(at(project, key), fault, source);
        let way_out = match is_state {
            true => say!(
                "sửa thời điểm của số liệu, hoặc ngày công bố (published); số còn phải đạt thì ghi vào kế hoạch",
                "correct the figure's time, or the publication (published); what is still to be reached belongs to a plan"
            ),
            false => say!(
                "sửa kỳ của số liệu, hoặc ngày công bố (published); số ước thực hiện của kỳ đang chạy thì ghi level = \"estimate\"",
                "correct the figure's period, or the publication (published); for an estimate of the running period write level = \"estimate\""
            ),
        };
        found.differs(&[key], problem.way_out(way_out));
    }
    events(project.zone(ledger.zone()), found);
}

fn first_of_year(time: Period) -> Day {
    Day::new(time.from().year(), 1, 1).expect("every year has a first day")
}

/// What reports and plans say has happened.
fn events(zone: &crate::model::zone::Zone, found: &mut Found) {
    let events = zone
        .reports
        .iter()
        .flat_map(|report| report.events.iter().map(|event| (event.date, event.at, &report.source)));
    let said = zone.plans.iter().flat_map(|plan| {
        let said = plan.milestones.iter().flat_map(|one| {
            one.reached.iter().chain(&one.missed).map(|said| (said.on, one.at, &said.source))
        });
        // A bare date has the plan's source, which spoke of the milestone and not of how it ended.
        said.filter(|(.., source)| source.at != plan.source.at)
    });
    for (date, place, source) in events.chain(said) {
        if date.from() <= source.published.to() {
            continue;
        }
        let fault = say!(
            "việc của {date} đứng trong nguồn công bố {}",
            "something of {date} in a source published {}",
            source.published
        );
        found.differs(
            &[],
            later(place, fault, source).way_out(say!(
                "sửa ngày của việc, hoặc ngày công bố (published); việc chưa diễn ra thì không ghi là đã có",
                "correct the date, or the publication (published); what has not happened yet is no event"
            )),
        );
    }
}

fn later(place: At, fault: crate::diag::Say, source: &Source) -> Problem {
    let published = source.published;
    Problem::error("result-after-report", place, fault)
        .label(source.at, say!("công bố: {published}", "published: {published}"))
}

/// Returns the first day of the last month of a period; of whole years, of the last year.
pub(super) fn last_month(time: Period) -> Day {
    let (from, to) = (time.from(), time.to());
    let month = Period::month(to.year(), to.month()).expect("a day lies in a month");
    if month.to() != to {
        return to;
    }
    let whole_years = from.month() == 1 && from.day() == 1 && to.month() == 12;
    let first = if whole_years { Day::new(to.year(), 1, 1) } else { Some(month.from()) };
    first.expect("every year and month has a first day").max(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_as_precise_as_its_end() {
        let day = |y, m, d| Day::new(y, m, d).unwrap();
        let from = |a, b| last_month(Period::new(a, b).unwrap());
        assert_eq!(last_month(Period::year(2023).unwrap()), day(2023, 1, 1));
        assert_eq!(from(day(2018, 1, 1), day(2022, 12, 31)), day(2022, 1, 1));
        assert_eq!(from(day(2018, 1, 1), day(2022, 9, 30)), day(2022, 9, 1));
        assert_eq!(last_month(Period::months(2024, 10, 12).unwrap()), day(2024, 12, 1));
        assert_eq!(from(day(2024, 1, 1), day(2024, 6, 25)), day(2024, 6, 25));
        assert_eq!(from(day(2024, 6, 20), day(2024, 6, 30)), day(2024, 6, 20));
    }
}
