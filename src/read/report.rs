//! `results/<report>.toml` to [`Report`].

mod details;

use super::correction::Slip;
use super::indicators::{Names, each_part};
use super::number_words::{Sense, Words};
use super::plan::{body, english, named_body, untimed};
use super::table::{Entry, Table};
use super::value::{Asked, Of, counted};
use super::{provenance, said_twice};
use crate::diag::Problem;
use crate::model::id::{BodyKey, IndicatorKey, Parts, ReportKey, Slug, ZoneKey};
use crate::model::indicator::Measure;
use crate::model::interval::Interval;
use crate::model::period::{Day, Period};
use crate::model::quantity::{Quantity, Scale};
use crate::model::report::{
    Correction, Details, Event, EventKind, Figure, Level, Report, Source, Statement, StatementKind, Value,
    Whole,
};
use crate::model::zone::Zone;
use crate::say;
use details::{inherited, is_plain};
use toml::de::DeValue;

const KEYS: &[&str] = &["body", "level", "language", "note", "source", "at", "during", "event"];
const FIGURE_KEYS: &[&str] = &[
    "value",
    "of_which",
    "parts",
    "share_of",
    "change_since",
    "times_since",
    "attained",
    "missing",
    "note",
    "level",
    "body",
    "source",
    "time",
    "supersedes",
    "correction",
    "received",
    "explained",
    "disputes",
];
/// What a slip may have been about.
const WAS_KEYS: &[&str] =
    &["value", "missing", "level", "share_of", "change_since", "times_since", "attained"];
/// The levels by their names.
pub(super) const LEVELS: &[(&str, Level)] =
    &[("estimate", Level::Estimate), ("preliminary", Level::Preliminary), ("official", Level::Official)];

/// What a report may refer to.
pub(super) struct Around<'a> {
    /// The zone's key.
    pub key: ZoneKey,
    /// The zone, with its bodies and plans.
    pub zone: &'a Zone,
    /// The registry's names.
    pub names: &'a Names<'a>,
    /// The zone's plans by their file names.
    pub plans: &'a [Slug],
    /// The zone's reports by their file names.
    pub reports: &'a [Slug],
}

/// Returns the report; nothing where its body or source is not known.
pub(super) fn report(id: &Slug, table: Table<'_>, around: &Around<'_>) -> Option<Report> {
    if let Some(problem) = looks_like_a_plan(&table) {
        table.page.push(problem);
        return None;
    }
    let body = body(&table, around.key, around.zone);
    let level = table.word("level", LEVELS).unwrap_or_default();
    let english = english(&table);
    let note = table.wording("note");
    let source = provenance::source(&table);
    // Without a body the figures are looked through for problems all the same.
    let stand_in = body.unwrap_or(BodyKey { zone: around.key, body: 0 });
    let known_from = source.as_ref().map(Source::known_from);
    let (figures, older) = (Vec::new(), Vec::new());
    let mut lowering = Lowering { around, id, english, known_from, figures, older };
    for (section, measure) in [("at", Measure::Stock), ("during", Measure::Flow)] {
        for entry in table.table(section).iter().flat_map(Table::all) {
            if untimed(&entry, section) {
                continue;
            }
            let (time, inner) = (entry.key_period(), entry.table());
            if let (Some(time), Some(inner)) = (time, inner) {
                lowering.section(&inner, measure, Frame { body: stand_in, level, time });
            }
        }
    }
    let Lowering { mut figures, older, .. } = lowering;
    said_twice::figures(&figures).into_iter().for_each(|problem| table.page.push(problem));
    older.into_iter().for_each(|(place, versions)| put_behind(&mut figures, place, versions));
    figures.shrink_to_fit();
    let events = events(&table, stand_in, around);
    let at = table.at;
    if figures.is_empty() && events.is_empty() && ["at", "during", "event"].iter().all(|key| table.lacks(key))
    {
        let fault = say!("báo cáo này không có số liệu nào", "the report has no figure");
        table.page.push(Problem::error("empty-report", at, fault).way_out(say!(
            "thêm [at.\"…\"], [during.\"…\"] hoặc [[event]]",
            "add [at.\"…\"], [during.\"…\"] or [[event]]"
        )));
    }
    table.finish(KEYS);
    Some(Report { id: id.clone(), body: body?, level, source: source?, figures, events, note, at })
}

/// A plan that was saved among the reports: one problem instead of one for each of its keys.
fn looks_like_a_plan(table: &Table<'_>) -> Option<Problem> {
    let told = ["every-year", "whole-term", "average-year", "by", "milestone", "term"];
    let own = ["at", "level", "event"];
    let at = table.place(told.iter().find(|key| table.has(key))?);
    (!own.iter().any(|key| table.has(key))).then(|| {
        let fault = say!(
            "tệp này giống một kế hoạch, không phải báo cáo",
            "this file looks like a plan, not like a report"
        );
        Problem::error("file-misplaced", at, fault)
            .way_out(say!("chuyển tệp sang thư mục plans", "move it into the folder plans"))
    })
}

fn events(table: &Table<'_>, body: BodyKey, around: &Around<'_>) -> Vec<Event> {
    let kinds = [
        ("founded", EventKind::Founded),
        ("merged", EventKind::Merged),
        ("split", EventKind::Split),
        ("upgraded", EventKind::Upgraded),
        ("moved", EventKind::Moved),
        ("renamed", EventKind::Renamed),
        ("dissolved", EventKind::Dissolved),
        ("held", EventKind::Held),
    ];
    let mut events = Vec::new();
    for one in table.tables("event") {
        let dated = one.required("date", "\"2022-10-29\"");
        let date = dated.and_then(|entry| entry.period());
        let kind = one.required("kind", "\"founded\"").and_then(|entry| entry.word(&kinds));
        let title = one.required_wording("title");
        let own = one.take("body").map(|entry| named_body(&entry, around.key, around.zone));
        let breaks = one.strings("breaks").unwrap_or_default();
        let breaks =
            breaks.into_iter().filter_map(|(id, at)| around.names.indicator(one.page, id, at)).collect();
        let (note, at) = (one.wording("note"), dated.map_or(one.at, |entry| entry.at));
        one.finish(&["date", "kind", "title", "body", "breaks", "note"]);
        let body = own.unwrap_or(Some(body));
        if let (Some(body), Some(date), Some(kind), Some(title)) = (body, date, kind, title) {
            events.push(Event { body, date, kind, title, breaks, note, at });
        }
    }
    events
}

struct Lowering<'a> {
    around: &'a Around<'a>,
    id: &'a Slug,
    english: bool,
    /// From when on the report is known.
    known_from: Option<Day>,
    figures: Vec<Figure>,
    /// The corrected versions of some figures, by their place, the newest first.
    older: Vec<(usize, Vec<Figure>)>,
}

/// What figures have from the table they stand in.
#[derive(Clone, Copy)]
struct Frame {
    body: BodyKey,
    level: Level,
    time: Period,
}

/// What a part has from its whole.
struct Above<'d> {
    whole: Whole,
    parts: Parts,
    value: Option<Interval>,
    details: Option<&'d Details>,
}

impl Lowering<'_> {
    fn section(&mut self, table: &Table<'_>, measure: Measure, frame: Frame) {
        for entry in table.all() {
            let Some(indicator) = self.around.names.indicator(entry.page, entry.key, entry.key_at) else {
                continue;
            };
            let own = self.around.names.registry.indicator(indicator).measure;
            if (own == Measure::Stock) != (measure == Measure::Stock) {
                entry.page.push(wrong_section(&entry, own, frame.time));
            }
            self.figure(&entry, indicator, Parts::WHOLE, frame, None);
        }
    }

    fn figure(
        &mut self,
        entry: &Entry<'_>,
        indicator: IndicatorKey,
        parts: Parts,
        frame: Frame,
        above: Option<&Above<'_>>,
    ) {
        let own = self.around.names.registry.indicator(indicator);
        let decimals = own.decimals;
        let asked = match (above.is_some(), own.measure == Measure::NetChange) {
            (true, _) => Asked::Part(decimals),
            (false, true) => Asked::Signed(decimals),
            (false, false) => Asked::Count(decimals),
        };
        let of = Of::new(self.around.names.registry, indicator, asked);
        let mut details = above.and_then(|above| inherited(above.details)).unwrap_or_default();
        let Frame { mut body, mut level, time } = frame;
        let mut value = None;
        let mut inner = None;
        let mut value_entry = Some(*entry);
        let mut slips = Vec::new();
        if let DeValue::Table(_) = entry.value {
            let Some(table) = entry.table() else { return };
            value_entry = table.take("value");
            if let Some(own) = table.take("body") {
                let Some(own) = named_body(&own, self.around.key, self.around.zone) else { return };
                body = own;
            }
            level = table.word("level", LEVELS).unwrap_or(level);
            value = self.missing(&table);
            slips = self.details(&table, decimals, &mut details);
            inner = Some(table);
        }
        if let Some(value_entry) = value_entry {
            match plain(&value_entry, if self.english { 0 } else { decimals }) {
                Some(quantity) => value = Some(Value::Known(quantity)),
                None => {
                    // A value that is refused was reported: the cell is left out, not guessed.
                    let Some(words) = counted(&value_entry, of, self.english) else { return };
                    value = self.value(&value_entry, &words, above, &mut details);
                    if value.is_none() {
                        return;
                    }
                }
            }
        }
        if value.is_none()
            && details.statements.is_empty()
            && let Some(table) = &inner
            && !["value", "missing", "of_which", "parts"].iter().any(|key| table.has(key))
        {
            let fault = say!("số liệu này không có giá trị", "the figure has no value");
            table.page.push(
                Problem::error("missing-key", entry.at, fault)
                    .way_out(say!(
                        "ghi value, hoặc missing = \"not-collected\" khi không có số",
                        "write value, or missing = \"not-collected\" where there is none"
                    ))
                    .instead(format!("{} = {{ value = … }}", entry.key)),
            );
        }
        let place = self.figures.len();
        let known = match &value {
            Some(Value::Known(quantity)) if quantity.scale() == Scale::Count => Some(quantity.interval()),
            _ => None,
        };
        self.figures.push(Figure {
            body,
            indicator,
            parts,
            time,
            value: value.unwrap_or(Value::Unstated),
            whole: above.map(|above| above.whole),
            level,
            details: None,
            at: if inner.is_some() { value_entry.map_or(entry.key_at, |value| value.at) } else { entry.at },
        });
        if let Some(table) = inner {
            for (key, complete) in [("of_which", false), ("parts", true)] {
                let whole = Whole { figure: place as u32, complete };
                let above = Above { whole, parts, value: known, details: Some(&details) };
                let frame = Frame { body, level, time };
                each_part(&table, key, self.around.names, above.parts, |part, path, _| {
                    self.figure(&part, indicator, path, frame, Some(&above));
                });
            }
            table.finish(FIGURE_KEYS);
        }
        if !is_plain(&details) {
            self.figures[place].details = Some(Box::new(details));
        }
        if !slips.is_empty() {
            let versions = self.versions(place, slips, asked, above);
            self.older.push((place, versions));
        }
    }

    /// Returns what stood in a figure's place before each of its slips was mended, the newest first; the
    /// figure and each of them but the last are marked as the correction of the next.
    fn versions(
        &mut self,
        place: usize,
        slips: Vec<Slip<'_>>,
        asked: Asked,
        above: Option<&Above<'_>>,
    ) -> Vec<Figure> {
        let own = self.around.reports.iter().position(|report| report == self.id);
        let own = own.expect("a report stands in the list of its zone's reports") as u16;
        let of = ReportKey { zone: self.around.key, report: own };
        let mut versions = vec![self.figures[place].clone()];
        for slip in slips.into_iter().rev() {
            let newer = versions.last_mut().expect("there is at least the figure itself");
            let Some(older) = self.before(newer, &slip, asked, above) else { continue };
            let details = newer.details.get_or_insert_default();
            details.correction = Some(Correction { of, reason: slip.reason, was: None, at: slip.on_at });
            details.received = Some(slip.on);
            versions.push(older);
        }
        self.figures[place] = versions.remove(0);
        versions
    }

    /// Returns a figure as it stood before a slip was mended: what `was` does not name is as it is.
    fn before(
        &self,
        newer: &Figure,
        slip: &Slip<'_>,
        asked: Asked,
        above: Option<&Above<'_>>,
    ) -> Option<Figure> {
        let mut figure = Figure { at: slip.was.at, ..newer.clone() };
        let of = Of::new(self.around.names.registry, figure.indicator, asked);
        let decimals = self.around.names.registry.indicator(figure.indicator).decimals;
        let mut details = figure.details.take().map(|details| *details).unwrap_or_default();
        let mut value_entry = Some(slip.was);
        if let DeValue::Table(_) = slip.was.value {
            let table = slip.was.table()?;
            value_entry = table.take("value");
            figure.level = table.word("level", LEVELS).unwrap_or(figure.level);
            figure.value = self.missing(&table).unwrap_or(figure.value);
            let mut said = Vec::new();
            self.statements(&table, decimals, &mut said);
            details.statements.retain(|old| said.iter().all(|new| new.kind != old.kind));
            details.statements.extend(said);
            details.statements.sort_by_key(|statement| statement.at);
            table.finish(WAS_KEYS);
        }
        if let Some(entry) = value_entry {
            figure.value = match plain(&entry, if self.english { 0 } else { decimals }) {
                Some(quantity) => Value::Known(quantity),
                None => {
                    let words = counted(&entry, of, self.english)?;
                    self.value(&entry, &words, above, &mut details)?
                }
            };
        }
        let said = |statements: &[Statement]| -> Vec<_> {
            statements.iter().map(|said| (said.kind.clone(), said.quantity.clone())).collect()
        };
        if (&figure.value, figure.level) == (&newer.value, newer.level)
            && said(&details.statements) == said(newer.statements())
        {
            let fault = say!("số cũ và số mới giống nhau", "the old value is the new one");
            let problem = Problem::error("correction-of-nothing", slip.was.at, fault);
            slip.was.page.push(problem.label(newer.at, say!("số bây giờ", "the value now")).way_out(say!(
                "was là số đã đăng trước đây; nếu không có gì đổi thì xóa correction",
                "was is what was published before; where nothing changed, delete the correction"
            )));
            return None;
        }
        figure.details = (!is_plain(&details)).then(|| Box::new(details));
        Some(figure)
    }

    /// Returns what number words say of a cell: a part may be a percentage of its whole, or stand
    /// over it.
    fn value(
        &self,
        entry: &Entry<'_>,
        words: &Words,
        above: Option<&Above<'_>>,
        details: &mut Details,
    ) -> Option<Value> {
        if words.scale == Scale::Percent {
            let (quantity, at) = (words.quantity(), entry.at);
            details.statements.push(Statement { kind: StatementKind::ShareOfWhole, quantity, at });
            return Some(Value::Unstated);
        }
        if words.sense == Sense::Of {
            let Some(above) = above else {
                let fault =
                    say!("“{}” cần một số tổng để so", "“{}” needs a whole to stand over", words.printed);
                entry.page.push(
                    Problem::error("fraction-without-whole", entry.at, fault)
                        .way_out(say!("ghi ở of_which của số tổng", "write it under of_which of the whole")),
                );
                return None;
            };
            let whole = words.to.value;
            if above.value.is_some_and(|value| value.as_exact() != Some(whole)) {
                let fault = say!(
                    "số tổng ghi sau dấu / là {whole}, khác với số tổng đã ghi",
                    "the whole after the / is {whole}, not the whole written above"
                );
                let at = self.figures[above.whole.figure as usize].at;
                entry.page.push(
                    Problem::error("fraction-other-whole", entry.at, fault)
                        .label(at, say!("số tổng", "the whole"))
                        .way_out(say!(
                            "sửa con số sai; nếu tỷ lệ lấy trên tổng khác, ghi riêng value và share_of",
                            "correct the wrong number; for a share of another whole write value and share_of"
                        )),
                );
            }
        }
        Some(Value::Known(words.quantity()))
    }
}

/// Returns the value of a plain whole number, or of one with no more decimals than its indicator has
/// (`"12,5"`): by far the most figures are.
fn plain(entry: &Entry<'_>, decimals: u32) -> Option<Quantity> {
    match entry.value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok().map(Quantity::whole),
        DeValue::String(text) if decimals > 0 => {
            let (whole, fraction) = text.split_once(',')?;
            let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            let plain = digits(whole)
                && digits(fraction)
                && (whole == "0" || !whole.starts_with('0'))
                && fraction.len() <= decimals as usize;
            let digits = plain.then(|| [whole, fraction].concat().parse().ok()).flatten()?;
            Some(Quantity::exact(digits, fraction.len() as u32))
        }
        _ => None,
    }
}

/// Puts the corrected versions of a figure behind all others, and ties each to the one that corrects it.
fn put_behind(figures: &mut Vec<Figure>, place: usize, versions: Vec<Figure>) {
    let mut newer = place;
    for mut older in versions {
        let at = figures.len();
        older.details.get_or_insert_default().corrected_by = Some(newer as u32);
        let details = figures[newer].details.as_mut();
        let correction = details.and_then(|details| details.correction.as_mut());
        correction.expect("every version but the oldest is a correction").was = Some(at as u32);
        figures.push(older);
        newer = at;
    }
}

fn wrong_section(entry: &Entry<'_>, own: Measure, time: Period) -> Problem {
    let fault = match own {
        Measure::Stock => say!(
            "“{}” là số hiện có tại một thời điểm, không đặt trong [during]",
            "“{}” is a state at a date, it does not belong under [during]",
            entry.key
        ),
        _ => say!(
            "“{}” là số phát sinh trong kỳ, không đặt trong [at]",
            "“{}” happens over a period, it does not belong under [at]",
            entry.key
        ),
    };
    let problem = Problem::error("wrong-measure", entry.key_at, fault);
    match own {
        Measure::Stock => {
            let day = time.to();
            problem.way_out(say!(
                "chuyển dòng này sang mục [at.\"{day}\"]",
                "move the line under [at.\"{day}\"]"
            ))
        }
        // A date says when it was counted, not over which days: those are for the author to write.
        _ => problem.way_out(say!(
            "chuyển dòng này sang mục [during.\"…\"], với kỳ của số liệu, ví dụ [during.\"{}\"]",
            "move the line under [during.\"…\"] with its period, such as [during.\"{}\"]",
            time.to().to_string().get(..4).unwrap_or_default()
        )),
    }
}
