//! `prose-figure`: a number in a narrative is not the number in the data.
//!
//! # What it checks
//! The words of every `[…](figure:…)` against the figure, share, change or target that they refer to:
//! value, rounding and qualifier.
//!
//! # Why it matters
//! Numbers in text and table that disagree are what readers find first.
//!
//! # Example
//! `[14.000](figure:lao-dong@2022-09)` where the report says "trên 14.000": the qualifier is lost.
//!
//! # How to settle it
//! Write the words of the report, or leave the brackets empty and bantin fills them in.

use super::printed_share::{agrees, words as share_words};
use super::rule::{Books, Found, Over, Rule};
use crate::analyse::change;
use crate::analyse::ledger::{Cell, Ledger};
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::Parts;
use crate::model::interval::RatioInterval;
use crate::model::period::Day;
use crate::model::prose::{Inline, Prose, Reference, View};
use crate::model::quantity::Quantity;
use crate::model::report::{Figure, StatementKind};
use crate::say;

/// The rule.
pub const RULE: Rule =
    Rule { name: "prose-figure", severity: Severity::Error, over: Over::Both(check, check_issues) };

fn check(books: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let end = Day::new(9999, 12, 31).expect("the last day of the calendar");
    let zone = books.project.zone(ledger.zone());
    for prose in [&zone.prose, &zone.prose_en].into_iter().flatten() {
        narrative(books, prose, end, found);
    }
}

/// The issues' narratives, each at its own cut-off.
fn check_issues(books: &Books<'_>, found: &mut Found) {
    for issue in &books.project.issues {
        narrative(books, &issue.prose, issue.cutoff, found);
    }
}

fn narrative(&Books { project, ledgers }: &Books<'_>, prose: &Prose, cutoff: Day, found: &mut Found) {
    each(prose, &mut |reference, stated, words| {
        let ledger = &ledgers[reference.body.zone.0 as usize];
        let known = ledger.known(project, cell(reference), cutoff).map(|known| known.figure);
        let figures = known.as_slice();
        if stated.is_some() {
            found.repeated(figures);
        }
        if let Some(problem) = compare(project, ledgers, reference, stated, words, cutoff) {
            found.differs(figures, problem);
        }
    });
}

fn cell(reference: &Reference) -> Cell {
    Cell {
        body: reference.body,
        indicator: reference.indicator,
        parts: reference.parts,
        time: reference.time,
    }
}

fn each(prose: &Prose, visit: &mut impl FnMut(&Reference, Option<&Quantity>, &str)) {
    prose.inlines(&mut |inline| {
        if let Inline::Figure { reference, words, stated } = inline {
            visit(reference, stated.as_ref(), words);
        }
    });
}

fn compare(
    project: &Project,
    ledgers: &[Ledger],
    reference: &Reference,
    stated: Option<&Quantity>,
    words: &str,
    cutoff: Day,
) -> Option<Problem> {
    let at = reference.at;
    let ledger = &ledgers[reference.body.zone.0 as usize];
    if let View::Target(plan) = reference.view {
        let plan = project.plan(plan);
        let target = plan.target(reference.indicator, reference.parts, reference.time)?;
        let target = &plan.targets[target];
        let stated = stated?;
        return (!same(stated, &target.printed)).then(|| {
            mismatch(at, words, &target.printed.printed()).label(target.at, data_words(&target.printed))
        });
    }
    let cell = cell(reference);
    let Some(known) = ledger.known(project, cell, cutoff) else {
        let fault = say!(
            "số liệu này chưa được công bố đến ngày chốt {cutoff}",
            "this figure was not published by the cut-off {cutoff}"
        );
        return Some(Problem::error("prose-figure", at, fault).way_out(say!(
            "bỏ câu này khỏi số bản tin, hoặc dời ngày chốt (cutoff) về sau",
            "leave the sentence out of this issue, or set a later cut-off"
        )));
    };
    let stated = stated?;
    let figure = project.figure(known.figure);
    let other = |indicator, parts, time| {
        let known = ledger.known(project, Cell { indicator, parts, time, ..cell }, cutoff)?;
        project.figure(known.figure).quantity()
    };
    match &reference.view {
        View::Value => {
            let quantity = figure.quantity()?;
            (!same(stated, quantity))
                .then(|| mismatch(at, words, &quantity.printed()).label(figure.at, data_words(quantity)))
        }
        View::ShareOf(whole) => {
            let printed = printed(figure, &StatementKind::ShareOf(*whole));
            share(figure, printed, other(*whole, Parts::WHOLE, cell.time), (at, words, stated))
        }
        View::ShareOfWhole => {
            let outer = cell.parts.parent().map(|(outer, _)| outer)?;
            let printed = printed(figure, &StatementKind::ShareOfWhole);
            share(figure, printed, other(cell.indicator, outer, cell.time), (at, words, stated))
        }
        View::ChangeSince(base) => {
            if let Some(said) = printed(figure, &StatementKind::ChangeSince(*base)) {
                return (!same(stated, said)).then(|| mismatch(at, words, &said.printed()));
            }
            let baseline = other(cell.indicator, cell.parts, *base)?;
            let computed = figure.quantity()?.interval().minus(&baseline.interval());
            let broken = change::broken(project, ledger.zone(), cell, *base);
            (broken || computed.meet(&stated.interval()).is_none()).then(|| {
                let (now, before) = (figure.quantity().expect("checked above").printed(), baseline.printed());
                let is = computed.as_exact().map_or_else(|| "?".to_owned(), |exact| exact.to_string());
                computed_mismatch(at, words, &format!("{is} = {now} − {before}"))
            })
        }
        View::TimesSince(base) => {
            let said = printed(figure, &StatementKind::TimesSince(*base))?;
            (said.printed() != stated.printed()).then(|| mismatch(at, words, &said.printed()))
        }
        View::Attained(plan) => {
            let said = printed(figure, &StatementKind::Attained(plan.clone()))?;
            (!same(stated, said)).then(|| mismatch(at, words, &said.printed()))
        }
        View::Target(_) => None,
    }
}

fn printed<'a>(figure: &'a Figure, kind: &StatementKind) -> Option<&'a Quantity> {
    figure.statements().iter().find(|said| said.kind == *kind).map(|said| &said.quantity)
}

fn share(
    figure: &Figure,
    printed: Option<&Quantity>,
    whole: Option<&Quantity>,
    (at, words, stated): (crate::diag::At, &str, &Quantity),
) -> Option<Problem> {
    if let Some(said) = printed {
        return (!same(stated, said)).then(|| mismatch(at, words, &said.printed()));
    }
    let computed = RatioInterval::of(&figure.quantity()?.interval(), &whole?.interval());
    (!agrees(&computed, &stated.interval())).then(|| mismatch(at, words, &share_words(&computed)))
}

/// The same value, precision and qualifier, however it is spelled.
fn same(stated: &Quantity, data: &Quantity) -> bool {
    (stated.interval(), stated.approximate(), stated.scale())
        == (data.interval(), data.approximate(), data.scale())
        && (stated.is_comparable() || data.approximate().is_some() || stated.printed() == data.printed())
}

fn mismatch(at: crate::diag::At, words: &str, is: &str) -> Problem {
    let fault =
        say!("trong bài ghi “{words}”, số liệu là “{is}”", "the text says “{words}”, the data say “{is}”");
    Problem::error("prose-figure", at, fault).way_out(say!(
        "ghi đúng chữ của báo cáo: “{is}”, hoặc để trống trong ngoặc vuông [] để bantin tự điền",
        "write the words of the report: “{is}”, or leave the brackets empty and bantin fills them in"
    ))
}

/// A number that bantin computes: there are no words of a report to write instead.
fn computed_mismatch(at: crate::diag::At, words: &str, is: &str) -> Problem {
    let fault = say!(
        "trong bài ghi “{words}”, tính từ số liệu là {is}",
        "the text says “{words}”, the data give {is}"
    );
    Problem::error("prose-figure", at, fault).way_out(say!(
        "xem lại số liệu vừa ghi; nếu số liệu đúng thì sửa số trong bài, hoặc để trống trong ngoặc vuông [] để bantin tự điền",
        "look at the figures again; where they are right, mend the number in the text, or leave the brackets empty and bantin fills them in"
    ))
}

fn data_words(quantity: &Quantity) -> crate::diag::Say {
    let printed = quantity.printed();
    say!("số liệu: {printed}", "the data: {printed}")
}
