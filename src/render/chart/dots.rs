//! One rate, or one count, over many zones at one time.

use super::{drawn, mark, mark_words, percent_span, quantity_span, sources};
use crate::analyse::derived::{Derived, DerivedKind, DerivedValue};
use crate::analyse::ledger::{Cell, Known};
use crate::analyse::rank::{self, Ends};
use crate::draw::dots::{self, FEWEST_ZONES, Form, Level, MOST_ZONES, Rate, Zone};
use crate::draw::{self, Caption, Chart, RowText, Span};
use crate::language::Language;
use crate::model::Project;
use crate::model::id::{FigureKey, IndicatorKey, ZoneKey};
use crate::model::interval::{Interval, Ratio, RatioInterval};
use crate::model::report::StatementKind;
use crate::render::edition::Edition;
use crate::render::link::{self, Root};
use crate::render::text;
use crate::tell;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A zone's rate with what it is a rate of.
struct One {
    cell: Cell,
    figure: FigureKey,
    /// What it is a rate of, where that is a figure.
    of: Option<FigureKey>,
    rate: RatioInterval,
    /// Part and whole, where both are known.
    counts: Option<(Interval, Interval)>,
}

impl One {
    fn figures(&self) -> impl Iterator<Item = FigureKey> {
        [Some(self.figure), self.of].into_iter().flatten()
    }
}

/// Returns the rates of an indicator in others, one chart for each other indicator of which enough zones have
/// one; the cells are of one time, `derived` is sorted by cell.
pub fn rates(
    edition: &Edition,
    root: Root,
    cells: &[&(Cell, Known)],
    derived: &[Derived],
    level: u8,
) -> Vec<Chart> {
    let found = found(edition, cells, derived);
    let wholes: BTreeSet<IndicatorKey> = found.iter().map(|(whole, _)| *whole).collect();
    wholes.into_iter().filter_map(|whole| rate_chart(edition, root, whole, &found, level)).collect()
}

/// Returns the rates of an indicator in one other, as [`rates`] does.
pub fn rate(
    edition: &Edition,
    root: Root,
    cells: &[&(Cell, Known)],
    derived: &[Derived],
    whole: IndicatorKey,
    level: u8,
) -> Option<Chart> {
    rate_chart(edition, root, whole, &found(edition, cells, derived), level)
}

fn found(edition: &Edition, cells: &[&(Cell, Known)], derived: &[Derived]) -> Vec<(IndicatorKey, One)> {
    cells.iter().flat_map(|(cell, known)| of_cell(edition, *cell, *known, derived)).collect()
}

fn of_cell(edition: &Edition, cell: Cell, known: Known, derived: &[Derived]) -> Vec<(IndicatorKey, One)> {
    let project = edition.project;
    let figure = project.figure(known.figure);
    let amount = |key: FigureKey| edition.values(key);
    let start = derived.partition_point(|one| one.cell < cell);
    let own = derived[start..].iter().take_while(|one| one.cell == cell);
    let computed = own.filter_map(|one| match (&one.kind, &one.value) {
        (DerivedKind::ShareOf(whole), DerivedValue::Share(rate)) => {
            let of = one.from.get(1).copied();
            let counts = of.and_then(|of| amount(known.figure).zip(amount(of)));
            Some((*whole, One { cell, figure: known.figure, of, rate: *rate, counts }))
        }
        _ => None,
    });
    let printed = figure.statements().iter().filter_map(|said| match said.kind {
        StatementKind::ShareOf(whole) => {
            let of = Cell { indicator: whole, ..cell };
            let of = edition.ledger(cell.body.zone).known(project, of, edition.cutoff);
            let of = of.map(|of| of.figure);
            let counts = of.and_then(|of| amount(known.figure).zip(amount(of)));
            let hundred = Interval::exact(Decimal::ONE_HUNDRED);
            let rate = match &counts {
                Some((part, of)) => RatioInterval::of(part, of),
                None => RatioInterval::of(&said.quantity.interval(), &hundred),
            };
            Some((whole, One { cell, figure: known.figure, of, rate, counts }))
        }
        _ => None,
    });
    computed.chain(printed).collect()
}

fn rate_chart(
    edition: &Edition,
    root: Root,
    whole: IndicatorKey,
    found: &[(IndicatorKey, One)],
    level: u8,
) -> Option<Chart> {
    let project = edition.project;
    let own: Vec<&One> = found.iter().filter(|(one, _)| *one == whole).map(|(_, one)| one).collect();
    comparable(own.iter().map(|one| one.cell.body.zone), own.len())?;
    let first = own.first()?.cell;
    let indicator = project.registry.indicator(first.indicator);
    let language = edition.language;
    let whole_name = text::inside(language, &edition.told(&project.registry.indicator(whole).name));
    let ends: Vec<_> = own.iter().map(|one| Some(Ends::from(one.rate))).collect();
    let ranks = rank::ranks(&ends).into_iter().zip(rank::ties(&ends));
    let mut rows: Vec<(Option<(usize, usize)>, Zone)> = Vec::new();
    for (one, (rank, tied)) in own.iter().zip(ranks) {
        let counts = one
            .counts
            .as_ref()
            .map(|(part, of)| format!("{}/{}", text::interval(language, part), text::interval(language, of)));
        let text = RowText {
            label: edition.zone_name(one.cell.body.zone),
            note: rank_words(language, rank, tied),
            value: text::share(language, &one.rate),
            mark: mark(edition, one.figures()),
            detail: counts.unwrap_or_else(|| {
                language.pick("không công bố mẫu số", "denominator not published").to_owned()
            }),
            href: Some(root.to(&link::cell(project, &one.cell))),
        };
        rows.push((rank, Zone { text, rate: percent_span(&one.rate) }));
    }
    rows.sort_by_key(|(rank, _)| *rank);
    let overall = overall(language, &own);
    let name = edition.told(&indicator.name);
    let no_overall = language.pick("Không tính được mức chung", "The overall rate cannot be worked out");
    let explained = language.pick(
        "Số nhỏ cạnh tỷ lệ là số lượng: phần trên tổng. Hai tỷ lệ mà khoảng của chúng chồng lên nhau thì không phân biệt được, và mang cùng khoảng hạng.",
        "The small figures beside a rate are counts: part out of whole. Two rates whose ranges overlap cannot be told apart, and share their ranks.",
    );
    let caption = Caption {
        language,
        anchor: anchor("ty-le", project, &first, Some(whole)),
        level,
        heading: heading(language, &name, &rows),
        subtitle: tell!(
            language,
            "{name} so với số {whole_name}, %, {}",
            "{name} in % of {whole_name}, {}",
            edition.when(first.indicator, first.time)
        ),
        limits: if overall.is_none() { no_overall.to_owned() } else { String::new() },
        notes: std::iter::once(explained.to_owned())
            .chain(mark_words(edition, own.iter().flat_map(|one| one.figures())))
            .collect(),
        sources: sources(edition, root, own.iter().map(|one| one.figure)),
    };
    let highest = rows.iter().filter_map(|(_, zone)| zone.rate.upper.or(zone.rate.lower)).fold(0.0, f64::max);
    let mut ticks = draw::ticks(highest.max(10.0));
    // The last line lies at or beyond the last dot.
    if let &[.., before, last] = ticks.as_slice()
        && (last as f64) < highest
    {
        ticks.push(2 * last - before);
    }
    let last = ticks.len() - 1;
    let tick = |(n, at): (usize, u64)| (at as f64, format!("{at}{}", if n == last { "%" } else { "" }));
    let rate = Rate {
        form: Form::Dot,
        zones: rows.into_iter().map(|(_, zone)| zone).collect(),
        level: overall,
        ticks: ticks.into_iter().enumerate().map(tick).collect(),
        heads: language
            .pick(["Khu", "Tỷ lệ", "Tỷ lệ và số lượng"], ["Zone", "Rate", "Rate and counts"])
            .map(str::to_owned),
    };
    drawn(edition, root, dots::chart(&caption, &rate))
}

/// The rate of all zones together, where every count is exact.
fn overall(language: Language, own: &[&One]) -> Option<Level> {
    let mut sum = (Decimal::ZERO, Decimal::ZERO);
    for one in own {
        let (part, whole) = one.counts?;
        sum = (sum.0 + part.as_exact()?, sum.1 + whole.as_exact()?);
    }
    let ratio = Ratio::new(sum.0, sum.1)?;
    Some(Level {
        at: super::float(ratio.percent(4)),
        words: tell!(language, "Mức chung {}", "Overall rate {}", text::percent(language, ratio)),
    })
}

/// Returns the counts of an indicator in many zones as bars; nothing where too few zones report for one time.
pub fn counts(edition: &Edition, root: Root, cells: &[&(Cell, Known)], level: u8) -> Option<Chart> {
    let project = edition.project;
    comparable(cells.iter().map(|(cell, _)| cell.body.zone), cells.len())?;
    let first = cells.first()?.0;
    let indicator = project.registry.indicator(first.indicator);
    let language = edition.language;
    let quantity = |known: &Known| project.figure(known.figure).quantity();
    let ends = |(_, known): &&(Cell, Known)| quantity(known).map(|one| Ends::from(one.interval()));
    let ends: Vec<_> = cells.iter().map(ends).collect();
    let ranks = rank::ranks(&ends).into_iter().zip(rank::ties(&ends));
    let mut rows: Vec<(Option<(usize, usize)>, Zone)> = Vec::new();
    for ((cell, known), (rank, tied)) in cells.iter().zip(ranks) {
        let number = quantity(known);
        let text = RowText {
            label: edition.zone_name(cell.body.zone),
            note: rank_words(language, rank, tied),
            value: number.map_or(text::NONE.to_owned(), |one| text::quantity(language, one).to_string()),
            mark: mark(edition, [known.figure]),
            detail: String::new(),
            href: Some(root.to(&link::cell(project, cell))),
        };
        rows.push((rank, Zone { text, rate: number.map_or(Span::unknown(), quantity_span) }));
    }
    rows.sort_by_key(|(rank, _)| rank.unwrap_or((usize::MAX, usize::MAX)));
    let sizes = language.pick(
        "Các khu khác nhau về quy mô; số lớn hơn không có nghĩa là làm tốt hơn.",
        "Zones differ in size: a larger number does not mean a better result.",
    );
    let caption = Caption {
        language,
        anchor: anchor("so-sanh", project, &first, None),
        level,
        heading: heading(language, &edition.told(&indicator.name), &rows),
        subtitle: format!(
            "{}, {}",
            text::capitalised(&edition.told(&indicator.unit)),
            edition.when(first.indicator, first.time)
        ),
        limits: String::new(),
        notes: std::iter::once(sizes.to_owned())
            .chain(mark_words(edition, cells.iter().map(|(_, known)| known.figure)))
            .collect(),
        sources: sources(edition, root, cells.iter().map(|(_, known)| known.figure)),
    };
    let zones = rows.into_iter().map(|(_, zone)| zone).collect();
    let heads = language.pick(["Khu", "Số lượng", "Số liệu"], ["Zone", "Count", "Figure"]).map(str::to_owned);
    let rate = Rate { form: Form::Bar, zones, level: None, ticks: Vec::new(), heads };
    drawn(edition, root, dots::chart(&caption, &rate))
}

/// Something where enough zones, and not too many, stand once each: two bodies of one zone may count the same.
fn comparable(zones: impl Iterator<Item = ZoneKey>, count: usize) -> Option<()> {
    let different: BTreeSet<ZoneKey> = zones.collect();
    ((FEWEST_ZONES..=MOST_ZONES).contains(&count) && different.len() == count).then_some(())
}

fn rank_words(language: Language, rank: Option<(usize, usize)>, tied: bool) -> String {
    match rank {
        Some((first, last)) if first == last => tell!(language, "hạng {first}", "rank {first}"),
        Some((first, last)) if tied => {
            tell!(language, "hạng {first}–{last}, bằng nhau", "rank {first}–{last}, equal")
        }
        Some((first, last)) => tell!(
            language,
            "hạng {first}–{last}, không phân biệt được",
            "rank {first}–{last}, cannot be told apart"
        ),
        None => String::new(),
    }
}

/// Highest and lowest, where the numbers tell which these are.
fn heading(language: Language, name: &str, rows: &[(Option<(usize, usize)>, Zone)]) -> String {
    let known: Vec<&(Option<(usize, usize)>, Zone)> =
        rows.iter().filter(|(rank, _)| rank.is_some()).collect();
    let (Some((first, top)), Some((last, bottom))) = (known.first(), known.last()) else {
        return name.to_owned();
    };
    let alone = |rank: &Option<(usize, usize)>| rank.is_some_and(|(from, to)| from == to);
    let part = |zone: &Zone| format!("{} ({})", zone.text.label, zone.text.value);
    let (top, bottom) = (part(top), part(bottom));
    match (alone(first), alone(last)) {
        (true, true) => tell!(
            language,
            "{name}: cao nhất {top}, thấp nhất {bottom}",
            "{name}: highest in {top}, lowest in {bottom}"
        ),
        (true, false) => tell!(language, "{name}: cao nhất {top}", "{name}: highest in {top}"),
        (false, true) => tell!(language, "{name}: thấp nhất {bottom}", "{name}: lowest in {bottom}"),
        (false, false) => tell!(
            language,
            "{name}: {} khu, chưa phân được cao thấp",
            "{name}: {} zones, too close to tell high from low",
            known.len()
        ),
    }
}

fn anchor(kind: &str, project: &Project, cell: &Cell, whole: Option<IndicatorKey>) -> String {
    let id = |key: IndicatorKey| project.registry.indicator(key).id.to_string();
    let time = cell.time.to_string().to_lowercase().replace('/', "_");
    let whole = whole.map_or(String::new(), |whole| format!("{}.", id(whole)));
    format!("bd.{kind}.{}.{whole}{time}", id(cell.indicator))
}
