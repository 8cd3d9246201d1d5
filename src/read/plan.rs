//! `plans/<plan>.toml` to [`Plan`].

use super::indicators::{Names, each_part};
use super::number_words::{Sense, Words};
use super::table::{Entry, Table};
use super::value::{Asked, Of, counted};
use super::zone::no_body;
use super::{provenance, said_twice, suggest, too_many};
use crate::diag::{At, Label, Problem};
use crate::model::id::{BodyKey, IndicatorKey, Parts, PlanKey, Slug, ZoneKey};
use crate::model::indicator::Measure;
use crate::model::period::Period;
use crate::model::plan::{Goal, Issuer, Milestone, Plan, Reached, Subject, Target, TargetKind};
use crate::model::quantity::{Quantity, Scale};
use crate::model::report::Source;
use crate::model::wording::Wording;
use crate::model::zone::Zone;
use crate::say;
use rust_decimal::Decimal;
use toml::de::DeValue;

const KEYS: &[&str] = &[
    "body",
    "name",
    "short",
    "term",
    "years",
    "from",
    "to",
    "issuer",
    "source",
    "amends",
    "note",
    "language",
    "every-year",
    "whole-term",
    "by",
    "average-year",
    "during",
    "milestone",
];

/// Returns the plan; nothing where its body, term or source is not known.
///
/// `plans` are the zone's plans by their file names, for `amends`.
pub(super) fn plan(
    id: &Slug,
    table: Table<'_>,
    (key, zone): (ZoneKey, &Zone),
    names: &Names<'_>,
    plans: &[Slug],
) -> Option<Plan> {
    if let Some(problem) = looks_like_a_report(&table) {
        table.page.push(problem);
        return None;
    }
    let body = body(&table, key, zone);
    let name = table.required_name("name");
    let short = table.wording("short");
    let written = table.required("term", "\"2020/2025\"");
    let words = written.and_then(|entry| match entry.value {
        DeValue::Integer(year) => Some(year.as_str().to_owned()),
        _ => entry.string().map(str::to_owned),
    });
    let term = written.and_then(|entry| entry.period());
    let (from, to) = (table.take("from"), table.take("to"));
    let own = |entry: Option<Entry<'_>>| entry.and_then(|entry| entry.period());
    let term = term.and_then(|term| {
        let first = own(from).map_or(term.from(), Period::from);
        let last = own(to).map_or(term.to(), Period::to);
        let period = Period::new(first, last);
        if period.is_none() {
            let fault = say!(
                "nhiệm kỳ kết thúc ({last}) trước khi bắt đầu ({first})",
                "the term ends ({last}) before it begins ({first})"
            );
            let at = to.or(from).map_or(table.at, |entry| entry.at);
            let mut problem = Problem::error("end-before-start", at, fault);
            if let Some(written) = written {
                problem = problem.label(written.at, say!("nhiệm kỳ", "the term"));
            }
            table.page.push(problem);
        }
        period
    });
    let own = body.and_then(|body| zone.bodies.get(body.body as usize));
    let issuer = issuer(&table, own.map(|body| body.name.vi.as_str()));
    let source = provenance::source(&table);
    let amends = table.take("amends").and_then(|entry| {
        let text = entry.string()?;
        let found = plans.iter().position(|plan| plan.as_str() == text && plan != id);
        if found.is_none() {
            let fault = say!("khu này không có kế hoạch “{text}”", "the zone has no plan “{text}”");
            let mut problem = Problem::error("unknown-plan", entry.at, fault);
            problem.way_out =
                suggest::way_out(text, plans.iter().filter(|plan| *plan != id).map(Slug::as_str));
            table.page.push(problem);
        }
        found.map(|plan| PlanKey { zone: key, plan: plan as u16 })
    });
    let english = english(&table);
    let (years, note) = (table.period("years"), table.wording("note"));
    let term_label = written.map(|entry| Label { at: entry.at, words: say!("nhiệm kỳ", "the term") });
    let mut lowering = Lowering { names, english, targets: Vec::new(), term, term_label };
    for entry in table.all_of(&["every-year", "whole-term", "average-year", "by", "during"]) {
        lowering.section(&entry);
    }
    let milestones = milestones(&table, source.as_ref());
    let (mut targets, at) = (lowering.targets, table.at);
    let many =
        too_many::cut(&mut targets, |one| one.at, say!("chỉ tiêu của một kế hoạch", "targets of a plan"));
    let twice = said_twice::targets(&targets).into_iter().chain(said_twice::milestones(&milestones));
    twice.chain(many).for_each(|problem| table.page.push(problem));
    table.finish(KEYS);
    let name = name.unwrap_or_else(|| Wording::vi(id.as_str()));
    Some(Plan {
        id: id.clone(),
        body: body?,
        short: short.map_or_else(|| name.clone(), |short| short.or_english(&name)),
        name,
        term_words: words?,
        term: term?,
        years,
        issuer,
        source: source?,
        amends,
        targets,
        milestones,
        note,
        at,
    })
}

/// A report that was saved among the plans: one problem instead of one for each of its keys.
fn looks_like_a_report(table: &Table<'_>) -> Option<Problem> {
    let told = ["at", "level", "event", "during"];
    let own = ["term", "issuer", "every-year", "whole-term", "average-year", "by", "milestone"];
    let at = table.place(told.iter().find(|key| table.has(key))?);
    (!own.iter().any(|key| table.has(key))).then(|| {
        let fault = say!(
            "tệp này giống một báo cáo, không phải kế hoạch",
            "this file looks like a report, not like a plan"
        );
        Problem::error("file-misplaced", at, fault)
            .way_out(say!("chuyển tệp sang thư mục results", "move it into the folder results"))
    })
}

/// Returns the body that a file is about.
pub(super) fn body(table: &Table<'_>, key: ZoneKey, zone: &Zone) -> Option<BodyKey> {
    let main = zone.bodies.get(zone.main as usize);
    let example = main.map_or("\"…\"".to_owned(), |body| format!("\"{}\"", body.id));
    named_body(&table.required("body", &example)?, key, zone)
}

/// Returns the body that an entry names.
pub(super) fn named_body(entry: &Entry<'_>, key: ZoneKey, zone: &Zone) -> Option<BodyKey> {
    let id = entry.string()?;
    let found = zone.find_body(key, id);
    // Only the stand-in of a zone that could not be read has no body.
    if found.is_none() && !zone.bodies.is_empty() {
        entry.page.push(no_body(id, entry.at, &zone.bodies));
    }
    found
}

/// Returns true where the file says that its number words are English.
pub(super) fn english(table: &Table<'_>) -> bool {
    table.word("language", &[("vi", false), ("en", true)]).unwrap_or(false)
}

/// Returns true for a value that stands where a time is needed, after reporting it.
pub(super) fn untimed(entry: &Entry<'_>, section: &str) -> bool {
    if matches!(entry.value, DeValue::Table(_)) {
        return false;
    }
    let fault =
        say!("mục [{section}] thiếu thời gian cho “{}”", "[{section}] has no time for “{}”", entry.key);
    entry.page.push(Problem::error("missing-time", entry.key_at, fault).way_out(say!(
        "ghi thời gian vào tên mục, ví dụ [{section}.\"2022\"]",
        "write the time into the table's name, such as [{section}.\"2022\"]"
    )));
    true
}

fn issuer(table: &Table<'_>, body: Option<&str>) -> Issuer {
    let Some(entry) = table.required("issuer", "\"own\"") else { return Issuer::Own };
    if let DeValue::Table(_) = entry.value {
        let Some(inner) = entry.table() else { return Issuer::Own };
        let name = inner.required_wording("assigned_by").unwrap_or_default();
        inner.finish(&["assigned_by"]);
        return Issuer::Assigned(name);
    }
    if entry.string().is_some_and(|word| word == "assigned") {
        let refusal = super::refusal::Refusal::new(
            "unnamed-issuer",
            say!("được giao, nhưng ai giao?", "assigned, but by whom?"),
        )
        .instead("{ assigned_by = \"…\" }");
        entry.page.refuse(entry.at, refusal);
        return Issuer::Own;
    }
    let Some(text) = entry.string().filter(|text| *text != "own") else { return Issuer::Own };
    let fault = say!("“issuer” không nhận giá trị “{text}”", "“issuer” cannot be “{text}”");
    let refusal = super::refusal::Refusal::new("unknown-word", fault);
    let is_own = body == Some(text) || text.to_lowercase().starts_with("tự ");
    let way_out = say!(
        "kế hoạch do nơi khác giao thì ghi nơi ấy vào assigned_by; tự đặt ra thì ghi \"own\"",
        "a plan that others have assigned names them as assigned_by; one's own plan says \"own\""
    );
    let line = match suggest::nearest(text, ["own"]) {
        Some(near) => Some(format!("\"{near}\"")),
        None if is_own => Some("\"own\"".to_owned()),
        // Somebody's name.
        None if text.contains(char::is_whitespace) && !text.contains(['"', '\\']) => {
            Some(format!("{{ assigned_by = \"{text}\" }}"))
        }
        None => None,
    };
    entry.page.refuse(
        entry.at,
        line.into_iter().fold(refusal.way_out(way_out), |refusal, line| refusal.instead(line)),
    );
    Issuer::Own
}

fn milestones(table: &Table<'_>, source: Option<&Source>) -> Vec<Milestone> {
    let mut milestones = Vec::new();
    for one in table.tables("milestone") {
        let title = one.required_wording("title");
        let dated = one.required("by", "\"2030\"");
        let by = dated.and_then(|entry| entry.period());
        let (reached, missed) = (statement(&one, "reached", source), statement(&one, "missed", source));
        if let (Some(_), Some(_), Some(entry)) = (&reached, &missed, one.take("missed")) {
            let fault =
                say!("một mốc không thể vừa đạt vừa không đạt", "a milestone is either reached or missed");
            one.page.push(
                Problem::error("reached-and-missed", entry.key_at, fault)
                    .way_out(say!("xóa một trong hai", "delete one of the two")),
            );
        }
        let (note, at) = (one.wording("note"), dated.map_or(one.at, |entry| entry.at));
        one.finish(&["title", "by", "reached", "missed", "note"]);
        if let (Some(title), Some(by)) = (title, by) {
            milestones.push(Milestone { title, by, reached, missed, note, at });
        }
    }
    milestones
}

/// Returns the dated statement of a key: `{ on = "…", source = { … } }`, or the date alone where the
/// plan's own source says it.
fn statement(table: &Table<'_>, key: &str, source: Option<&Source>) -> Option<Reached> {
    let entry = table.take(key)?;
    let DeValue::Table(_) = entry.value else {
        return Some(Reached { on: entry.period()?, source: source?.clone(), at: entry.at });
    };
    let inner = entry.table()?;
    let dated = inner.required("on", "\"2025-06-30\"");
    let on = dated.and_then(|entry| entry.period());
    let own = inner.table("source").and_then(provenance::lower);
    inner.finish(&["on", "source"]);
    Some(Reached {
        on: on?,
        source: own.or_else(|| source.cloned())?,
        at: dated.map_or(entry.at, |entry| entry.at),
    })
}

struct Lowering<'n, 'r> {
    names: &'n Names<'r>,
    english: bool,
    targets: Vec<Target>,
    term: Option<Period>,
    /// Where the term is written.
    term_label: Option<Label>,
}

/// What the targets of one indicator have in common.
#[derive(Clone, Copy)]
struct Frame {
    indicator: IndicatorKey,
    kind: TargetKind,
    window: Period,
}

impl Lowering<'_, '_> {
    fn section(&mut self, section: &Entry<'_>) {
        let Some(table) = section.table() else { return };
        let dated = match section.key {
            "by" => TargetKind::By,
            "during" => TargetKind::During,
            "every-year" => return self.targets(&table, TargetKind::EveryYear, self.term),
            "average-year" => return self.targets(&table, TargetKind::AverageYear, self.term),
            _ => return self.targets(&table, TargetKind::WholeTerm, self.term),
        };
        for entry in table.all() {
            if untimed(&entry, section.key) {
                continue;
            }
            let (Some(time), Some(inner)) = (entry.key_period(), entry.table()) else { continue };
            let window = match (dated, self.term) {
                (TargetKind::During, _) => Some(time),
                (_, Some(term)) => {
                    let window = Period::new(term.from(), time.to());
                    if window.is_none() {
                        let fault = say!("hạn {time} đứng trước nhiệm kỳ", "{time} is before the term");
                        let mut problem = Problem::error("end-before-start", entry.key_at, fault)
                            .way_out(say!("sửa hạn hoặc nhiệm kỳ (term)", "correct the date, or the term"));
                        problem.labels.extend(self.term_label.clone());
                        table.page.push(problem);
                    }
                    window
                }
                _ => None,
            };
            self.targets(&inner, dated, window);
        }
    }

    /// Without a window, the targets are looked through for problems all the same.
    fn targets(&mut self, table: &Table<'_>, kind: TargetKind, window: Option<Period>) {
        let known = self.targets.len();
        let any = Period::year(2000).expect("2000 is a year");
        for entry in table.all() {
            let Some(indicator) = self.names.indicator(entry.page, entry.key, entry.key_at) else { continue };
            let frame = Frame { indicator, kind, window: window.unwrap_or(any) };
            let measure = self.names.registry.indicator(indicator).measure;
            let stock_only = kind == TargetKind::By && measure != Measure::Stock;
            let flow_only =
                matches!(kind, TargetKind::AverageYear | TargetKind::During) && measure == Measure::Stock;
            if stock_only || flow_only {
                entry.page.push(wrong_section(&entry, stock_only));
            }
            self.target(&entry, frame, Parts::WHOLE, None);
        }
        if window.is_none() {
            self.targets.truncate(known);
        }
    }

    /// Lowers one value; `whole` is the goal of the whole that it is a part of.
    fn target(&mut self, entry: &Entry<'_>, frame: Frame, parts: Parts, whole: Option<Goal>) {
        let indicator = self.names.registry.indicator(frame.indicator);
        let good = indicator.good;
        let asked = match parts.is_whole() {
            true => Asked::Target(indicator.decimals),
            false => Asked::TargetPart(indicator.decimals),
        };
        let asked = Of::new(self.names.registry, frame.indicator, asked);
        let DeValue::Table(_) = entry.value else {
            if let Some(words) = counted(entry, asked, self.english) {
                self.goal(entry, frame, parts, whole, &words, None);
            }
            return;
        };
        let Some(table) = entry.table() else { return };
        let note = table.wording("note");
        let words =
            table.take("value").and_then(|value| Some((value, counted(&value, asked, self.english)?)));
        let mut own = None;
        if let Some((value, words)) = &words {
            own = (words.scale == Scale::Count).then(|| words.goal(good));
            self.goal(value, frame, parts, whole, words, note.clone());
        }
        for share in table.table("share_of").iter().flat_map(Table::all) {
            let of = self.names.indicator(share.page, share.key, share.key_at);
            let words = super::value::words(&share, Asked::Percent, self.english);
            if let (Some(of), Some(words)) = (of, words) {
                let goal = words.goal(good);
                self.push(
                    share.at,
                    frame,
                    parts,
                    Subject::ShareOf(of),
                    goal,
                    words.quantity(),
                    false,
                    note.clone(),
                );
            }
        }
        for key in ["of_which", "parts"] {
            each_part(&table, key, self.names, parts, |part, path, _| self.target(&part, frame, path, own));
        }
        let empty = !["value", "share_of", "of_which", "parts"].iter().any(|key| table.has(key));
        if empty {
            let fault = say!("chỉ tiêu này không có giá trị", "the target has no value");
            table.page.push(
                Problem::error("missing-key", entry.at, fault)
                    .instead(format!("{} = {{ value = … }}", entry.key)),
            );
        }
        table.finish(&["value", "of_which", "parts", "share_of", "note"]);
    }

    fn goal(
        &mut self,
        entry: &Entry<'_>,
        frame: Frame,
        parts: Parts,
        whole: Option<Goal>,
        words: &Words,
        note: Option<Wording>,
    ) {
        if words.sense == Sense::Of {
            let fault =
                say!("chỉ tiêu không thể là một phần trên tổng", "a target cannot be a part and its whole");
            entry.page.push(Problem::error("fraction-target", entry.at, fault).way_out(say!(
                "ghi số phải đạt, hoặc tỷ lệ phần trăm",
                "write the number to be reached, or a percentage"
            )));
            return;
        }
        let good = self.names.registry.indicator(frame.indicator).good;
        let goal = words.goal(good);
        if words.scale != Scale::Percent {
            return self.push(entry.at, frame, parts, Subject::Amount, goal, words.quantity(), false, note);
        }
        // 30 % of at least 50 is at least 15.
        let floor = match (goal, whole) {
            (Goal::AtLeast(share), Some(Goal::AtLeast(x) | Goal::Between(x, _))) => x.checked_mul(share),
            _ => None,
        };
        if let Some(floor) = floor {
            let floor = (floor / Decimal::ONE_HUNDRED).normalize();
            let printed = super::number_words::parse(&floor.to_string().replace('.', ","), false);
            if let Ok(printed) = printed {
                self.push(
                    entry.at,
                    frame,
                    parts,
                    Subject::Amount,
                    Goal::AtLeast(floor),
                    printed.quantity(),
                    true,
                    note.clone(),
                );
            }
        }
        self.push(entry.at, frame, parts, Subject::ShareOfWhole, goal, words.quantity(), false, note);
    }

    #[expect(clippy::too_many_arguments, reason = "each is a field of the target")]
    fn push(
        &mut self,
        at: At,
        frame: Frame,
        parts: Parts,
        subject: Subject,
        goal: Goal,
        printed: Quantity,
        implied: bool,
        note: Option<Wording>,
    ) {
        let Frame { indicator, kind, window } = frame;
        self.targets.push(Target {
            indicator,
            parts,
            kind,
            window,
            subject,
            goal,
            printed,
            implied,
            note,
            at,
        });
    }
}

fn wrong_section(entry: &Entry<'_>, stock_only: bool) -> Problem {
    let fault = match stock_only {
        true => say!(
            "“{}” là số phát sinh trong kỳ, không phải số hiện có đến một ngày",
            "“{}” happens over a period, it is no state at a date",
            entry.key
        ),
        false => say!(
            "“{}” là số hiện có, không phải số phát sinh trong kỳ",
            "“{}” is a state, it does not happen over a period",
            entry.key
        ),
    };
    let way_out = match stock_only {
        true => say!("đặt vào [whole-term] hoặc [every-year]", "put it under [whole-term] or [every-year]"),
        false => say!("đặt vào [by.\"<thời điểm>\"]", "put it under [by.\"<time>\"]"),
    };
    Problem::error("wrong-measure", entry.key_at, fault).way_out(way_out)
}
