//! `prose-figure`: a number in a narrative is not the number in the data.
//!
//! # What it checks
//! The words of every `[…](figure:…)` against the figure, share, change or target that they refer to:
//! value, rounding and qualifier. The qualifier may stand right before the bracket ("trên [14.000](figure:…)"), a
//! multiplier or "trở lên" right behind it. Where the words before may just as well say where something is
//! ("gần [3](figure:…) khu"), either reading may agree.
//! A number that bantin computes has to follow from the data: where they give only "dưới 2.000", no exact number
//! agrees; "khoảng" agrees with a number that rounds to it and is at most a tenth off.
//!
//! # Why it matters
//! Numbers in text and table that disagree are what readers find first.
//!
//! # Example
//! `[14.000](figure:lao-dong@2022-09)` where the report says "trên 14.000": the qualifier is lost.
//!
//! # How to settle it
//! Write the words of the report, or leave the brackets empty and bantin fills them in.

use super::baseline::words as amount_words;
use super::printed_share::words as share_words;
use super::rule::{Books, Found, Over, Rule};
use crate::analyse::ledger::{Cell, Ledger};
use crate::analyse::{assessment, change};
use crate::diag::{At, Problem, Say, Severity};
use crate::language::Language;
use crate::model::Project;
use crate::model::id::{FigureKey, Parts};
use crate::model::interval::{Bound, Interval, Ratio, RatioInterval};
use crate::model::period::Day;
use crate::model::plan::Target;
use crate::model::prose::{Beside, Inline, Prose, Reference, Tie, View};
use crate::model::quantity::{Quantity, Scale};
use crate::model::report::{Figure, StatementKind};
use crate::say;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The rule.
pub const RULE: Rule =
    Rule { name: "prose-figure", severity: Severity::Error, over: Over::Both(check, check_issues) };

fn check(&Books { project, ledgers }: &Books<'_>, ledger: &Ledger, found: &mut Found) {
    let zone = project.zone(ledger.zone());
    for (prose, language) in [(&zone.prose, Language::Vi), (&zone.prose_en, Language::En)] {
        let guard = Guard { project, ledgers, cutoff: Day::LAST, language };
        prose.iter().for_each(|prose| narrative(&guard, prose, found));
    }
}

/// The issues' narratives, each at its own cut-off.
fn check_issues(&Books { project, ledgers }: &Books<'_>, found: &mut Found) {
    for issue in &project.issues {
        for (prose, language) in [(Some(&issue.prose), Language::Vi), (issue.prose_en.as_ref(), Language::En)]
        {
            let guard = Guard { project, ledgers, cutoff: issue.cutoff, language };
            prose.into_iter().for_each(|prose| narrative(&guard, prose, found));
        }
    }
}

fn narrative(guard: &Guard<'_>, prose: &Prose, found: &mut Found) {
    prose.inlines(&mut |inline| {
        let Inline::Figure { reference, words, stated, beside } = inline else { return };
        let ledger = &guard.ledgers[reference.body.zone.0 as usize];
        let known =
            ledger.known(guard.project, Cell::meant(reference), guard.cutoff).map(|known| known.figure);
        let figures = known.as_slice();
        if stated.is_some() {
            found.repeated(figures);
        }
        if let Some(problem) = guard.check(reference, (words, stated.as_ref()), beside.as_deref()) {
            found.differs(figures, problem);
        }
    });
}

/// What a number in a narrative is held against: everything known at a cut-off.
pub struct Guard<'a> {
    /// The content.
    pub project: &'a Project,
    /// The ledgers of its zones.
    pub ledgers: &'a [Ledger],
    /// Reports published after it are not known.
    pub cutoff: Day,
    /// The language of the narrative.
    pub language: Language,
}

impl Guard<'_> {
    /// Returns the problem of a number that is not what the data say, with the words around its brackets.
    pub fn check(
        &self,
        reference: &Reference,
        (words, stated): (&str, Option<&Quantity>),
        beside: Option<&Beside>,
    ) -> Option<Problem> {
        let alone = || self.compare(reference, stated, words);
        let Some(beside) = beside else { return alone() };
        let together = || match &beside.stated {
            Some(stated) => self.compare(reference, Some(stated), &beside.words),
            None => alone().or_else(|| Some(doubled(reference.at, words, beside))),
        };
        match beside.tie {
            Tie::Sure => together().map(|problem| match &beside.stated {
                Some(now) if alone().is_none() => match (falls(now), stated.is_some_and(is_rise)) {
                    (true, true) => rises(problem, &beside.words),
                    (true, false) => problem,
                    (false, _) => outside(problem, words),
                },
                _ => problem,
            }),
            Tie::Unsure => alone().filter(|_| beside.stated.is_none() || together().is_some()),
        }
    }

    fn compare(&self, reference: &Reference, stated: Option<&Quantity>, words: &str) -> Option<Problem> {
        let (project, at) = (self.project, reference.at);
        if let View::Target(plan) = reference.view {
            let plan = project.plan(plan);
            let meant = plan.target(reference.indicator, reference.parts, reference.time)?;
            let cell = |target: &Target| (target.indicator, target.parts, target.window);
            let meant = cell(&plan.targets[meant]);
            let targets = plan.targets.iter().filter(|target| cell(target) == meant);
            let (target, stated) = (targets.clone().next()?, stated?);
            return (!targets.clone().any(|target| same(stated, &target.printed))).then(|| {
                self.mismatch(at, words, &target.printed.printed())
                    .label(target.at, data_words(&target.printed))
            });
        }
        let cell = Cell::meant(reference);
        let ledger = &self.ledgers[cell.body.zone.0 as usize];
        let Some(known) = ledger.known(project, cell, self.cutoff) else {
            let cutoff = self.cutoff;
            let fault = say!(
                "số liệu này chưa được công bố đến ngày chốt {cutoff}",
                "this figure was not published by the cut-off {cutoff}"
            );
            return Some(Problem::error("prose-figure", at, fault).way_out(say!(
                "bỏ câu này khỏi số bản tin, hoặc dời ngày chốt (cutoff) về sau",
                "leave the sentence out of this issue, or set a later cut-off"
            )));
        };
        self.against(reference, known.figure, cell, (at, words, stated?))
    }

    /// Compares a number with what the data say about a figure.
    fn against(
        &self,
        reference: &Reference,
        key: FigureKey,
        cell: Cell,
        (at, words, stated): (At, &str, &Quantity),
    ) -> Option<Problem> {
        let figure = self.project.figure(key);
        let kind = match &reference.view {
            View::Value | View::Target(_) => None,
            View::ShareOf(whole) => Some(StatementKind::ShareOf(*whole)),
            View::ShareOfWhole => Some(StatementKind::ShareOfWhole),
            View::ChangeSince(base) => Some(StatementKind::ChangeSince(*base)),
            View::TimesSince(base) => Some(StatementKind::TimesSince(*base)),
            View::Attained(plan) => Some(StatementKind::Attained(plan.clone())),
        };
        let said = match &kind {
            None => figure.quantity().map(|quantity| (quantity, figure.at)),
            Some(kind) => printed(figure, kind),
        };
        if let Some((said, place)) = said {
            let is = said.printed();
            return (!same(stated, said))
                .then(|| self.mismatch(at, words, &is).label(place, data_words(said)));
        }
        let other = self.other(&reference.view, cell);
        let problem = match self.computed(&reference.view, key, other, cell) {
            Some(Computed::Share(share)) if stated.scale() == Scale::Percent => {
                let is_told = claimed(stated).is_some_and(|claim| tell(&share, &claim));
                (!is_told).then(|| self.mismatch(at, words, &share_words(&share)))
            }
            Some(Computed::Share(share)) => Some(self.mismatch(at, words, &share_words(&share))),
            Some(Computed::Times(times)) => {
                let is_told = claimed(stated).is_some_and(|claim| tell(&times, &claim.times(100.into())));
                (stated.scale() != Scale::Times || !is_told).then(|| {
                    let is = times.as_exact().map_or_else(|| "?".to_owned(), multiple);
                    self.mismatch(at, words, &is)
                })
            }
            Some(Computed::Change { now, before }) => {
                let said = |key: FigureKey| self.project.figure(key).quantity();
                let printed = (said(key)?.printed(), said(other?)?.printed());
                changed((at, words, stated), (&now, &before), printed)
            }
            None => Some(nothing(at, words)),
        };
        // Both numbers that it is computed from take part.
        let label = |problem: Problem, figure: &Figure| match figure.quantity() {
            Some(quantity) => problem.label(figure.at, data_words(quantity)),
            None => problem,
        };
        let other = other.map(|other| self.project.figure(other));
        problem.map(|problem| std::iter::once(figure).chain(other).fold(problem, label))
    }

    /// Returns the figure that a share, change or multiple is taken on.
    fn other(&self, view: &View, cell: Cell) -> Option<FigureKey> {
        let other = match view {
            View::ShareOf(whole) => Cell { indicator: *whole, parts: Parts::WHOLE, ..cell },
            View::ShareOfWhole => Cell { parts: cell.parts.parent()?.0, ..cell },
            View::ChangeSince(base) | View::TimesSince(base) => Cell { time: *base, ..cell },
            View::Value | View::Attained(_) | View::Target(_) => return None,
        };
        let ledger = &self.ledgers[cell.body.zone.0 as usize];
        ledger.known(self.project, other, self.cutoff).map(|known| known.figure)
    }

    /// Returns what bantin computes about a figure; nothing where the data do not suffice.
    fn computed(
        &self,
        view: &View,
        key: FigureKey,
        other: Option<FigureKey>,
        cell: Cell,
    ) -> Option<Computed> {
        let (project, ledger) = (self.project, &self.ledgers[cell.body.zone.0 as usize]);
        if let View::Attained(plan) = view {
            return assessment::attainment(project, ledger, cell, plan, self.cutoff).map(Computed::Share);
        }
        let values = |key| ledger.values(project, key, self.cutoff);
        let (now, before) = (values(key)?, values(other?)?);
        let share = RatioInterval::of(&now, &before);
        match view {
            View::ShareOf(_) | View::ShareOfWhole => Some(Computed::Share(share)),
            View::ChangeSince(base) | View::TimesSince(base)
                if change::broken(project, ledger.zone(), cell, *base, self.cutoff) =>
            {
                None
            }
            View::ChangeSince(_) => Some(Computed::Change { now, before }),
            View::TimesSince(_) => Some(Computed::Times(share)),
            View::Value | View::Attained(_) | View::Target(_) => None,
        }
    }

    fn mismatch(&self, at: At, words: &str, is: &str) -> Problem {
        let fault = say!(
            "trong bài ghi “{words}”, số liệu là “{is}”",
            "the text says “{words}”, the data say “{is}”"
        );
        Problem::error("prose-figure", at, fault).way_out(match self.language {
            Language::Vi => say!(
                "ghi đúng chữ của báo cáo: “{is}”, hoặc để trống trong ngoặc vuông [] để bantin tự điền",
                "write the words of the report: “{is}”, or leave the brackets empty and bantin fills them in"
            ),
            Language::En => say!(
                "ghi số ấy theo lối tiếng Anh (14,000; 15.4%; over, at least, nearly), hoặc để trống trong ngoặc vuông [] để bantin tự điền",
                "write it in English (14,000; 15.4%; over, at least, nearly), or leave the brackets empty and bantin fills them in"
            ),
        })
    }
}

/// A number that bantin computes.
enum Computed {
    Share(RatioInterval),
    Times(RatioInterval),
    Change { now: Interval, before: Interval },
}

/// Returns the problem of a change in a narrative, as an amount or in percent, that the two states do not give.
fn changed(
    (at, words, stated): (At, &str, &Quantity),
    (now_is, before_is): (&Interval, &Interval),
    (now, before): (Cow<'_, str>, Cow<'_, str>),
) -> Option<Problem> {
    let claim = claimed(stated);
    if stated.scale() == Scale::Percent {
        let times = RatioInterval::of(now_is, before_is);
        let is_told = claim.is_some_and(|claim| tell(&times, &claim.plus(&Interval::exact(100.into()))));
        return (!is_told).then(|| {
            let is = share_words(&times);
            let of = say!("{now}, bằng {is} của {before}", "{now}, {is} of {before}");
            computed_mismatch(at, words, &of)
        });
    }
    let change = now_is.minus(before_is);
    let is_told = claim.is_some_and(|claim| change.meet(&claim) == Some(change));
    (stated.scale() != Scale::Count || !is_told).then(|| {
        let is = amount_words(&change);
        computed_mismatch(at, words, &say!("{is} = {now} − {before}", "{is} = {now} − {before}"))
    })
}

/// Returns what a text claims of a number that bantin computes; nothing where its words have no one meaning.
/// "Khoảng" claims that the number rounds to the one that is printed, and is not more than a tenth off.
fn claimed(stated: &Quantity) -> Option<Interval> {
    let Some(near) = stated.approximate() else {
        return stated.is_comparable().then(|| stated.interval());
    };
    let mut digit = Decimal::ONE;
    for digits in [near.from, near.to] {
        while digits.scale() == 0 && !digits.is_zero() && (digits % (digit * Decimal::TEN)).is_zero() {
            digit *= Decimal::TEN;
        }
    }
    let places = near.from.normalize().scale().max(near.to.normalize().scale());
    let half = if places > 0 { Decimal::new(5, places + 1) } else { digit / Decimal::TWO };
    let bound = |value: Decimal, sign: Decimal| {
        Some(Bound { value: value + sign * half.min(value.abs() / Decimal::TEN), open: false })
    };
    Interval::new(bound(near.from, Decimal::NEGATIVE_ONE), bound(near.to, Decimal::ONE))
}

/// Returns true where the data tell what a text claims: all that a fraction may be lies in so many percent.
fn tell(computed: &RatioInterval, percent: &Interval) -> bool {
    let ratio = |end: Bound| Ratio::new(end.value, 100.into()).expect("a hundred is above 0");
    let above = percent.lower().is_none_or(|low| {
        let claim = ratio(low);
        computed.lower.is_some_and(|(is, open)| is > claim || (is == claim && (open || !low.open)))
    });
    let below = percent.upper().is_none_or(|high| {
        let claim = ratio(high);
        computed.upper.is_some_and(|(is, open)| is < claim || (is == claim && (open || !high.open)))
    });
    above && below
}

/// Returns a number that the report prints about a figure, and where.
fn printed<'a>(figure: &'a Figure, kind: &StatementKind) -> Option<(&'a Quantity, At)> {
    figure.statements().iter().find(|said| said.kind == *kind).map(|said| (&said.quantity, said.at))
}

/// The same value, precision and qualifier, however it is spelled.
fn same(stated: &Quantity, data: &Quantity) -> bool {
    // The very words of the data: 12,5 hectares are exact there, and a rounded number in a text alone.
    if stated.scale() == data.scale() && stated.printed() == data.printed() {
        return true;
    }
    (stated.interval(), stated.approximate(), stated.scale())
        == (data.interval(), data.approximate(), data.scale())
        && (stated.is_comparable() || data.approximate().is_some() || stated.printed() == data.printed())
}

/// Words on both sides of the bracket that cannot stand together: "hơn [hơn 200](figure:…)", "hơn [](figure:…)".
fn doubled(at: At, words: &str, beside: &Beside) -> Problem {
    let all = &beside.words;
    let fault = match words.trim().is_empty() {
        true => say!(
            "ngoài ngoặc đã ghi “{all}” mà trong ngoặc để bantin điền: chữ có thể thừa hoặc sai",
            "“{all}” stands outside brackets that bantin fills in: the words may be doubled or wrong"
        ),
        false => say!("“{all}” không đọc được như một số", "“{all}” cannot be read as one number"),
    };
    Problem::error("prose-figure", at, fault).way_out(match words.trim().is_empty() {
        true => say!(
            "bỏ “{all}” đứng ngoài ngoặc: bantin điền cả chữ ấy nếu số liệu có",
            "take “{all}” away: bantin fills in such words too where the data have them"
        ),
        false => say!(
            "đưa cả chữ lẫn số vào trong ngoặc vuông, đúng như báo cáo, và bỏ chữ đứng ngoài",
            "put words and number inside the brackets, as the report has them, and nothing outside"
        ),
    })
}

/// Whether a number is a fall: "giảm" before the brackets is no word that may just go.
fn falls(stated: &Quantity) -> bool {
    let interval = stated.interval();
    let ends = [interval.lower(), interval.upper()].into_iter().flatten().map(|end| end.value);
    ends.chain(stated.approximate().map(|near| near.from)).any(|end| end.is_sign_negative())
}

/// Whether a number cannot be a fall, as "gần 2.000" can.
fn is_rise(stated: &Quantity) -> bool {
    let low = stated.interval().lower().map(|end| end.value);
    low.or_else(|| stated.approximate().map(|near| near.from)).is_some_and(|low| !low.is_sign_negative())
}

/// Words for a fall, and those for a rise in their place, the longer ones first.
const RISES: &[(&str, &str)] = &[
    ("giảm thêm", "tăng thêm"),
    ("giảm được", "tăng được"),
    ("giảm tới", "tăng tới"),
    ("giảm bớt", "tăng"),
    ("giảm mất", "tăng"),
    ("giảm đi", "tăng"),
    ("giảm", "tăng"),
    ("a decrease of", "an increase of"),
    ("decrease of", "increase of"),
    ("a fall of", "a rise of"),
    ("decreased by", "increased by"),
    ("declined by", "rose by"),
    ("dropped by", "rose by"),
    ("fallen by", "risen by"),
    ("fell by", "rose by"),
    ("down by", "up by"),
    ("down", "up"),
];

/// The number in the brackets is right, and it is a rise.
fn rises(problem: Problem, words: &str) -> Problem {
    let known = RISES.iter().find(|(fall, _)| words.starts_with(fall));
    problem.way_out(match known {
        Some((fall, rise)) => say!(
            "xem lại số liệu vừa ghi; nếu số liệu đúng thì đó là mức tăng: thay “{fall}” đứng ngoài ngoặc bằng “{rise}”",
            "look at the figures again; where they are right, they rise: replace “{fall}” outside the brackets by “{rise}”"
        ),
        None => say!(
            "xem lại số liệu vừa ghi; nếu số liệu đúng thì đó là mức tăng: sửa chữ đứng ngoài ngoặc",
            "look at the figures again; where they are right, they rise: mend the words outside the brackets"
        ),
    })
}

/// The number in the brackets is right, the words outside make it wrong.
fn outside(problem: Problem, words: &str) -> Problem {
    problem.way_out(say!(
        "bỏ chữ đứng ngay ngoài ngoặc: số liệu chỉ là “{words}”",
        "take away the words right outside the brackets: the data are just “{words}”"
    ))
}

fn nothing(at: At, words: &str) -> Problem {
    let fault = say!(
        "trong bài ghi “{words}”, số liệu không đủ để tính ra số nào",
        "the text says “{words}”, the data do not suffice to compute any number"
    );
    Problem::error("prose-figure", at, fault).way_out(say!(
        "xem lại tham chiếu, hoặc ghi thêm số liệu còn thiếu vào results",
        "look at the reference again, or add the missing figure to the results"
    ))
}

fn multiple(times: Ratio) -> String {
    format!("gấp {} lần", (times.percent(0) / rust_decimal::Decimal::ONE_HUNDRED).normalize())
        .replace('.', ",")
}

/// A number that bantin computes: there are no words of a report to write instead.
fn computed_mismatch(at: At, words: &str, is: &Say) -> Problem {
    let Say { vi, en } = is;
    let fault = say!(
        "trong bài ghi “{words}”, tính từ số liệu là {vi}",
        "the text says “{words}”, the data give {en}"
    );
    Problem::error("prose-figure", at, fault).way_out(say!(
        "xem lại số liệu vừa ghi; nếu số liệu đúng thì sửa số trong bài, hoặc để trống trong ngoặc vuông [] để bantin tự điền",
        "look at the figures again; where they are right, mend the number in the text, or leave the brackets empty and bantin fills them in"
    ))
}

fn data_words(quantity: &Quantity) -> Say {
    let printed = quantity.printed();
    say!("số liệu: {printed}", "the data: {printed}")
}
