//! `printed-share`: a share as printed does not agree with its part and its whole.
//!
//! # What it checks
//! Every `share_of.<indicator>` against the figure and the figure of that indicator for the same body
//! and time: no values within the printed precision give the printed share. Where one fails, the other numbers of
//! the body are tried as its base (targets, figures of the same time, the same indicator at other times), and
//! whether one digit would mend it.
//!
//! # Why it matters
//! A wrong percentage is the most frequent fault of such reports, and the one that is quoted.
//!
//! # Example
//! `ket-nap = { value = 257, share_of.boi-duong = "23,6%" }` beside `boi-duong = 976`: 257 of 976 is 26,3 %.
//!
//! # How to settle it
//! Correct the digit that is wrong, or name the indicator that the share is really of.

use super::mending::{End, bases, of_percentage, repeated, way_out};
use super::rule::{Books, Found, Over, Rule};
use super::{at, figures, of_report};
use crate::analyse::ledger::{Cell, Ledger};
use crate::diag::{Problem, Severity};
use crate::model::Project;
use crate::model::id::{FigureKey, Parts};
use crate::model::interval::{Interval, Ratio, RatioInterval};
use crate::model::period::Day;
use crate::model::report::{Statement, StatementKind};
use crate::say;
use rust_decimal::Decimal;

/// The rule.
pub const RULE: Rule = Rule { name: "printed-share", severity: Severity::Error, over: Over::Zone(check) };

/// A printed share whose part and whole have numbers.
struct Share<'a> {
    part: FigureKey,
    whole: FigureKey,
    said: &'a Statement,
    agrees: bool,
}

fn check(&Books { project, .. }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let shares: Vec<Share<'_>> = figures(project, ledger)
        .flat_map(|key| project.figure(key).statements().iter().map(move |said| (key, said)))
        .filter_map(|(key, said)| share(project, ledger, key, said))
        .collect();
    for share in &shares {
        found.compared(&[share.part, share.whole]);
        if share.agrees {
            continue;
        }
        let confirmed = |key: FigureKey| {
            let holds = |one: &Share<'_>| one.agrees && (one.part == key || one.whole == key);
            repeated(project, ledger, key) || shares.iter().any(holds)
        };
        let (part, whole) = (confirmed(share.part), confirmed(share.whole));
        found.differs(&[share.part, share.whole], problem(project, ledger, share, (part, whole)));
    }
}

fn share<'a>(
    project: &'a Project,
    ledger: &Ledger,
    key: FigureKey,
    said: &'a Statement,
) -> Option<Share<'a>> {
    let figure = project.figure(key);
    let whole = match said.kind {
        StatementKind::ShareOf(indicator) => {
            let cell = Cell { indicator, parts: Parts::WHOLE, ..Cell::of(figure) };
            // A later revision of the whole does not meet an old share.
            let own = of_report(project, ledger.vintages(project, cell), key.report);
            own.or_else(|| newest_of_all(project, ledger, cell))
        }
        StatementKind::ShareOfWhole => {
            figure.whole.map(|whole| FigureKey { report: key.report, figure: whole.figure })
        }
        _ => None,
    }?;
    let (part, of) = (figure.quantity()?, project.figure(whole).quantity()?);
    let agrees = is_share(&part.interval(), &of.interval(), &said.quantity.interval());
    Some(Share { part: key, whole, said, agrees })
}

/// Returns false where no values give the printed share; of 0 nothing is a share.
fn is_share(part: &Interval, whole: &Interval, printed: &Interval) -> bool {
    whole.as_exact() != Some(Decimal::ZERO) && agrees(&RatioInterval::of(part, whole), printed)
}

fn problem(project: &Project, ledger: &Ledger, share: &Share<'_>, confirmed: (bool, bool)) -> Problem {
    let &Share { part: key, whole, said, .. } = share;
    let quantity = |key: FigureKey| project.figure(key).quantity().expect("a share has two numbers");
    let (part, of) = (quantity(key), quantity(whole));
    let (part_is, whole_is, printed) = (part.interval(), of.interval(), said.quantity.interval());
    let ends = (
        End { what: say!("phần", "the part"), amount: part_is, confirmed: confirmed.0 },
        End { what: say!("tổng", "the whole"), amount: whole_is, confirmed: confirmed.1 },
    );
    let mends = of_percentage(&said.quantity, &ends.0, &ends.1);
    let fits = |base: &Interval| *base != whole_is && is_share(&part_is, base, &printed);
    let (part, of, share) = (part.printed(), of.printed(), said.quantity.printed());
    let is = words(&RatioInterval::of(&part_is, &whole_is));
    let fault = match whole_is.as_exact() == Some(Decimal::ZERO) {
        true => say!(
            "tỷ lệ {share} lấy trên tổng bằng 0: không tính được",
            "the share {share} is taken on a whole of 0: there is none"
        ),
        false => say!(
            "tỷ lệ {share} không khớp: {part} trên {of} là {is}",
            "the share {share} does not agree: {part} of {of} is {is}"
        ),
    };
    let otherwise = say!(
        "đối chiếu với báo cáo gốc: sửa con số sai, hoặc ghi đúng chỉ tiêu làm mẫu số",
        "compare with the report: correct the wrong digit, or name the indicator it is a share of"
    );
    let bases = bases(project, ledger, key);
    Problem::error("printed-share", said.at, fault)
        .label(at(project, key), say!("phần: {part}", "the part: {part}"))
        .label(at(project, whole), say!("tổng: {of}", "the whole: {of}"))
        .way_out(way_out(&said.quantity, (bases, fits), mends, otherwise))
}

fn newest_of_all(project: &Project, ledger: &Ledger, cell: Cell) -> Option<FigureKey> {
    ledger.known(project, cell, Day::LAST).map(|known| known.figure)
}

/// Returns false only where no fraction in `computed` lies in `printed` percent.
pub(super) fn agrees(computed: &RatioInterval, printed: &Interval) -> bool {
    let percent = |x| Ratio::new(x, 100.into()).expect("a hundred is above 0");
    let above = match (computed.lower, printed.upper()) {
        (Some((low, open)), Some(high)) => {
            low > percent(high.value) || (low == percent(high.value) && (open || high.open))
        }
        _ => false,
    };
    let below = match (computed.upper, printed.lower()) {
        (Some((high, open)), Some(low)) => {
            high < percent(low.value) || (high == percent(low.value) && (open || low.open))
        }
        _ => false,
    };
    !above && !below
}

/// Returns a share in percent with two decimals, with a comma, for the words of a problem.
pub(super) fn words(share: &RatioInterval) -> String {
    let percent = |ratio: Ratio| format!("{}%", ratio.percent(2).normalize()).replace('.', ",");
    match (share.lower, share.upper) {
        (Some((low, _)), Some((high, _))) if low == high => percent(low),
        (Some((low, _)), Some((high, _))) => format!("{}–{}", percent(low), percent(high)),
        (Some((low, open)), None) => format!("{}{}", if open { ">" } else { "≥" }, percent(low)),
        (None, Some((high, open))) => format!("{}{}", if open { "<" } else { "≤" }, percent(high)),
        (None, None) => "?".to_owned(),
    }
}
