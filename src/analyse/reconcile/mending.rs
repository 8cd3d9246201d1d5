//! What would mend a printed percentage or change: another base on which it agrees, or one digit.

use super::copied_report::is_one_source;
use crate::analyse::implied::whole_numbers;
use crate::analyse::ledger::{Cell, Ledger, live};
use crate::diag::Say;
use crate::model::Project;
use crate::model::id::FigureKey;
use crate::model::interval::{Interval, Ratio};
use crate::model::plan::Subject;
use crate::model::quantity::{Quantity, Scale};
use crate::say;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// More possible mendings than this say nothing.
const FEW: usize = 3;

/// A number that one digit turns into one with which everything agrees.
pub(super) struct Mend {
    what: Say,
    meant: String,
    slip: Slip,
}

/// How a number may have come to be written; the likelier first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slip {
    /// Neighbours changed places, one was struck twice, a zero or the comma is wrong.
    Usual,
    /// Another digit, or one is left out.
    AnyDigit,
}

impl Mend {
    /// Returns the mending where one slip of the hand turns the number that is meant into the written one.
    pub(super) fn of(what: Say, written: Decimal, meant: Decimal) -> Option<Mend> {
        let places = written.normalize().scale().max(meant.normalize().scale());
        let (from, to) = (digits(written, places), digits(meant, places));
        let slip = slip(&from, &to).filter(|_| written.is_sign_negative() == meant.is_sign_negative())?;
        Some(Mend { what, meant: plain(meant), slip })
    }
}

/// An end of a relation: what it is called, its number, and whether another relation confirms it.
pub(super) struct End {
    pub(super) what: Say,
    pub(super) amount: Interval,
    pub(super) confirmed: bool,
}

/// Returns the mendings of a percentage that does not agree: of itself, of its part, of its whole. An end that
/// another relation confirms is left alone.
pub(super) fn of_percentage(said: &Quantity, part: &End, whole: &End) -> Vec<Mend> {
    let (Some(a), Some(b)) = (part.amount.as_exact(), whole.amount.as_exact()) else { return Vec::new() };
    let Some((value, places)) = rounded(&said.interval()) else { return Vec::new() };
    let mut mends = Vec::new();
    if let Some((meant, slip)) = Ratio::new(a, b).and_then(|ratio| percentage(value, places, ratio)) {
        mends.push(Mend { what: say!("tỷ lệ", "the percentage"), meant, slip });
    }
    let percent = said.interval();
    if !part.confirmed {
        let fits = parts(&percent, b).into_iter().flatten();
        mends.extend(fits.filter_map(|meant| Mend::of(part.what.clone(), a, meant.into())));
    }
    if !whole.confirmed {
        let fits = whole_numbers(a, &percent).filter(|(first, last)| last - first <= MOST);
        let fits = fits.into_iter().flat_map(|(first, last)| first..=last);
        mends.extend(fits.filter_map(|meant| Mend::of(whole.what.clone(), b, meant.into())));
    }
    mends
}

/// A longer run of numbers that all print alike is not searched: one digit of it says nothing.
const MOST: u64 = 1000;

/// Returns the whole numbers that are the percentage of a whole.
fn parts(percent: &Interval, whole: Decimal) -> Option<std::ops::RangeInclusive<u64>> {
    let end = |bound: Decimal| Some(bound.checked_mul(whole)? / Decimal::ONE_HUNDRED);
    let (low, high) = (percent.lower()?, percent.upper()?);
    let (first, last) = (end(low.value)?, end(high.value)?);
    let first = first.ceil().max(Decimal::ZERO).to_u64()?;
    let last = if high.open && last == last.floor() { last - Decimal::ONE } else { last.floor() }.to_u64()?;
    (first <= last && last - first <= MOST).then_some(first..=last)
}

/// Returns the percentage that the fraction really is, where one digit or the comma is all that differs.
fn percentage(value: Decimal, places: u32, ratio: Ratio) -> Option<(String, Slip)> {
    let written = digits(value, places);
    let real = |places: u32| {
        let mut percent = ratio.percent(places);
        percent.rescale(places);
        (digits(percent, places), format!("{percent}%").replace('.', ","))
    };
    let mut shifted = [places.checked_sub(1), Some(places + 1)].into_iter().flatten().map(real);
    if let Some((_, text)) = shifted.find(|(meant, _)| *meant == written) {
        return Some((text, Slip::Usual));
    }
    let (meant, text) = real(places);
    slip(&written, &meant).map(|slip| (text, slip))
}

/// Returns a rounded number and its decimals; nothing for one with a qualifier.
fn rounded(printed: &Interval) -> Option<(Decimal, u32)> {
    let (low, high) = (printed.lower()?.value, printed.upper()?.value);
    if low == high {
        return Some((low, low.normalize().scale()));
    }
    let places = (high - low).normalize();
    let unit = Decimal::new(1, places.scale());
    (places == unit).then(|| (((low + high) / Decimal::TWO).normalize(), unit.scale()))
}

/// Returns the digits of a number without sign and comma, with so many decimals.
fn digits(value: Decimal, places: u32) -> String {
    let mut value = value.abs();
    value.rescale(places);
    let text = value.to_string().replace('.', "");
    let trimmed = text.trim_start_matches('0');
    if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() }
}

/// Returns the one slip of the hand that turns the digits that are meant into the written ones: another digit,
/// two neighbours swapped, one left out, one struck twice, a zero too many or too few.
fn slip(written: &str, meant: &str) -> Option<Slip> {
    let (a, b) = (written.as_bytes(), meant.as_bytes());
    let without = |long: &[u8], n: usize| [&long[..n], &long[n + 1..]].concat();
    if a.len() == b.len() {
        let apart: Vec<usize> = (0..a.len()).filter(|&n| a[n] != b[n]).collect();
        return match apart[..] {
            [_] => Some(Slip::AnyDigit),
            [n, m] if m == n + 1 && a[n] == b[m] && a[m] == b[n] => Some(Slip::Usual),
            _ => None,
        };
    }
    if a.len() + 1 == b.len() {
        let zero = b.last() == Some(&b'0') && without(b, b.len() - 1) == a;
        let left_out = (0..b.len()).any(|n| without(b, n) == a);
        return if zero { Some(Slip::Usual) } else { left_out.then_some(Slip::AnyDigit) };
    }
    let struck = |n: usize| n > 0 && a[n] == a[n - 1] || n + 1 == a.len() && a[n] == b'0';
    let longer = a.len() == b.len() + 1 && (0..a.len()).any(|n| struck(n) && without(a, n) == b);
    longer.then_some(Slip::Usual)
}

fn plain(value: Decimal) -> String {
    value.normalize().to_string().replace('.', ",")
}

/// Returns true where another source gives the same number for a figure's cell.
pub(super) fn repeated(project: &Project, ledger: &Ledger, key: FigureKey) -> bool {
    let figure = project.figure(key);
    let same = |other: FigureKey| {
        other.report != key.report
            && !is_one_source(project, key, other)
            && project.figure(other).quantity().map(Quantity::interval)
                == figure.quantity().map(Quantity::interval)
    };
    live(project, ledger.vintages(project, Cell::of(figure))).any(same)
}

/// What a printed number may have been taken on.
pub(super) struct Base {
    words: Say,
    amount: Interval,
}

/// Returns everything that a printed number of a figure may have been taken on by mistake: targets of the same
/// indicator, then the body's figures of the same time, then the same indicator at other times. Nothing for a
/// vague figure or 0, with which nearly everything agrees.
pub(super) fn bases(project: &Project, ledger: &Ledger, key: FigureKey) -> Vec<Base> {
    let figure = project.figure(key);
    let mut bases = Vec::new();
    let exact = figure.quantity().and_then(|quantity| quantity.interval().as_exact());
    if exact.is_none_or(|exact| exact.is_zero()) {
        return bases;
    }
    for plan in &project.zone(ledger.zone()).plans {
        let same = plan.targets.iter().filter(|target| {
            (target.indicator, target.parts, target.subject)
                == (figure.indicator, figure.parts, Subject::Amount)
                && target.window.overlaps(figure.time)
        });
        bases.extend(same.filter_map(|target| {
            let (goal, plan) = (target.printed.printed(), &plan.short.vi);
            let words = say!("chỉ tiêu {goal} ({plan})", "the target {goal} ({plan})");
            Some(Base { words, amount: Interval::exact(target.goal.threshold()?) })
        }));
    }
    let (mut beside, mut other_times) = (Vec::new(), Vec::new());
    for (cell, vintages) in ledger.cells(project) {
        let own = Cell::of(figure);
        let Some(&other) = vintages.last().filter(|_| cell.body == own.body && cell != own) else { continue };
        let Some(quantity) = project.figure(other).quantity() else { continue };
        let (printed, amount) = (quantity.printed(), quantity.interval());
        let (vi, en) = name(project, cell);
        if cell.time == own.time {
            beside.push(Base { words: say!("{printed} ({vi})", "{printed} ({en})"), amount });
        } else if (cell.indicator, cell.parts) == (own.indicator, own.parts) {
            let time = cell.time;
            let words = say!("{printed} ({vi}, {time})", "{printed} ({en}, {time})");
            other_times.push(Base { words, amount });
        }
    }
    bases.extend(beside);
    bases.extend(other_times);
    bases
}

fn name(project: &Project, cell: Cell) -> (String, String) {
    let indicator = &project.registry.indicator(cell.indicator).name;
    let parts = cell.parts.iter().map(|part| &project.registry.part(part).name);
    let names: Vec<_> = std::iter::once(indicator).chain(parts).collect();
    let en = names.iter().map(|name| name.en.as_deref().unwrap_or(&name.vi));
    (
        names.iter().map(|name| name.vi.as_str()).collect::<Vec<_>>().join(", "),
        en.collect::<Vec<_>>().join(", "),
    )
}

/// Returns a way out that names the bases on which the printed words agree, and the digits that would mend
/// the relation, before what can be done in any case.
pub(super) fn way_out(
    said: &Quantity,
    (bases, fits): (Vec<Base>, impl Fn(&Interval) -> bool),
    mends: Vec<Mend>,
    otherwise: Say,
) -> Say {
    // A vague base agrees with nearly everything.
    let fitting = bases.into_iter().filter(|base| base.amount.as_exact().is_some() && fits(&base.amount));
    let fitting: Vec<Say> = fitting.map(|base| base.words).take(FEW).collect();
    let mut clauses = Vec::new();
    let (scale, said) = (said.scale(), said.printed());
    if !fitting.is_empty() {
        let (vi, en) = joined(&fitting);
        clauses.push(match scale {
            Scale::Percent => say!("{said} khớp nếu lấy trên {vi}", "{said} agrees if taken on {en}"),
            _ => say!("{said} khớp nếu so với {vi}", "{said} agrees if compared with {en}"),
        });
    }
    clauses.extend(one_digit(&mends));
    clauses.push(otherwise);
    Say {
        vi: clauses.iter().map(|say| say.vi.as_str()).collect::<Vec<_>>().join("; "),
        en: clauses.iter().map(|say| say.en.as_str()).collect::<Vec<_>>().join("; "),
    }
}

fn one_digit(mends: &[Mend]) -> Option<Say> {
    let usual = mends.iter().filter(|mend| mend.slip == Slip::Usual);
    let told: Vec<&Mend> = if mends.len() > FEW { usual.collect() } else { mends.iter().collect() };
    if told.is_empty() || told.len() > FEW {
        return None;
    }
    let one = |mend: &&Mend| {
        let (Say { vi, en }, meant) = (&mend.what, &mend.meant);
        Say { vi: format!("{vi} là {meant}"), en: format!("{en} is {meant}") }
    };
    let (vi, en) = joined(&told.iter().map(one).collect::<Vec<_>>());
    Some(say!("nếu chỉ sai một chữ số thì {vi}", "if one digit is wrong, {en}"))
}

fn joined(all: &[Say]) -> (String, String) {
    let list = |words: Vec<&str>, or: &str| words.join(or);
    (
        list(all.iter().map(|say| say.vi.as_str()).collect(), ", hoặc "),
        list(all.iter().map(|say| say.en.as_str()).collect(), ", or "),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one_digit_or_two_neighbours() {
        for (written, meant) in [("763", "736"), ("7736", "736"), ("7360", "736"), ("73", "730")] {
            assert_eq!(slip(written, meant), Some(Slip::Usual), "{written} for {meant}");
        }
        for (written, meant) in [("363", "263"), ("73", "736"), ("36", "736")] {
            assert_eq!(slip(written, meant), Some(Slip::AnyDigit), "{written} for {meant}");
        }
        for (written, meant) in
            [("637", "736"), ("7", "736"), ("7136", "736"), ("736", "736"), ("73600", "736")]
        {
            assert_eq!(slip(written, meant), None, "{written} for {meant}");
        }
    }

    fn end(amount: i64, confirmed: bool) -> End {
        End { what: say!("số", "number"), amount: Interval::exact(amount.into()), confirmed }
    }

    fn mended(printed: (i64, u32), part: End, whole: End) -> Vec<String> {
        let (value, places) = (Decimal::new(printed.0, printed.1), printed.1);
        let said = Quantity::worded("…", Scale::Percent, Quantity::as_rounded(value, places));
        of_percentage(&said, &part, &whole).into_iter().map(|mend| mend.meant).collect()
    }

    #[test]
    fn the_share_the_part_or_the_whole_may_be_mended() {
        // 257 of 976 is 26,33 %.
        assert_eq!(mended((363, 1), end(257, true), end(976, true)), ["26,3%"]);
        assert_eq!(mended((263, 2), end(257, true), end(976, true)), ["26,3%"]);
        // 26,3 % of 976 is 257, and 257 is 26,3 % of 976, 977 and 978 to 0,05.
        assert_eq!(mended((263, 1), end(275, false), end(976, true)), ["257"]);
        assert!(mended((263, 1), end(257, true), end(967, false)).contains(&"976".to_owned()));
        assert!(mended((263, 1), end(600, true), end(976, true)).is_empty());
    }

    #[test]
    fn the_precision_is_that_of_the_print() {
        let tenth = Quantity::as_rounded(Decimal::new(263, 1), 1);
        assert_eq!(rounded(&tenth), Some((Decimal::new(263, 1), 1)));
        assert_eq!(rounded(&Quantity::as_rounded(26.into(), 0)), Some((26.into(), 0)));
        assert_eq!(rounded(&Interval::more_than(26.into())), None);
        let range = Interval::at_least(5.into()).meet(&Interval::at_most(7.into())).unwrap();
        assert_eq!(rounded(&range), None);
    }
}
