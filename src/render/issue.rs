//! The page of an issue, in the standard layout of such bulletins: only what was known at its cut-off.

pub mod document;
mod units;

use super::chart;
use super::component::Passage;
use super::component::card::Card;
use super::component::citation::citation;
use super::component::figure_table::{self, FigureTable};
use super::component::plan_table::{self, PlanTable};
use super::component::scoreboard::{Scoreboard, StatusTable};
use super::component::source_list::{self, SourceItem};
use super::component::status::{self, StatusMatrix};
use super::edition::Edition;
use super::embed::Embedding;
use super::home;
use super::link::{self, Link, Root};
use super::markdown::{self, Setting};
use super::page::Head;
use super::revision::{self, ChangeRow, CorrectionItem, Seal};
use super::standing::{Summary, newest};
use super::term::MOST_IN_FULL;
use super::text;
use crate::analyse::assessment::known_plans;
use crate::analyse::derived::{self, Derived, DerivedKind};
use crate::analyse::ledger::{Cell, Known, disputes};
use crate::draw::Chart;
use crate::language::Language;
use crate::model::id::{IssueKey, ZoneKey};
use crate::model::period::Day;
use crate::model::prose::{Block, Section};
use crate::model::zone::Line;
use crate::tell;
use serde::Serialize;
use units::{Matrix, units};

/// The page, finished.
#[derive(Debug, Serialize)]
pub struct Page {
    #[serde(flatten)]
    head: Head,
    number: String,
    period: String,
    cutoff: String,
    published: String,
    next_date: String,
    zones: Vec<Link>,
    summary_html: String,
    situation_html: String,
    headlines: Vec<Card>,
    scoreboard: Scoreboard,
    context: Vec<FigureTable>,
    plans: Vec<PlanTable>,
    charts: Vec<Chart>,
    fields: Vec<Field>,
    units: Option<Matrix>,
    zone_status: StatusTable,
    matrix: Option<StatusMatrix>,
    sections: Vec<SectionItem>,
    changes_lead: String,
    changes: Vec<ChangeRow>,
    corrections: Vec<CorrectionItem>,
    /// The way to the whole issue as one document, or empty.
    document: String,
    /// Of its own figures, after it.
    corrected: Vec<CorrectionItem>,
    seal: Seal,
    notes: Vec<Note>,
    sources: Vec<SourceItem>,
    citation: String,
    previous: Link,
    following: Link,
}

/// Results of one line of organisation.
#[derive(Debug, Serialize)]
struct Field {
    id: &'static str,
    title: &'static str,
    groups: Vec<FigureTable>,
    charts: Vec<Chart>,
}

#[derive(Debug, Serialize)]
struct SectionItem {
    id: &'static str,
    number: &'static str,
    title: &'static str,
    entries: Vec<Passage>,
}

#[derive(Debug, Serialize)]
struct Note {
    id: String,
    label: String,
    text: String,
    link: Link,
}

/// What is known in one zone at the cut-off.
struct ZoneState {
    zone: ZoneKey,
    known: Vec<(Cell, Known)>,
    derived: Vec<Derived>,
}

/// Returns the page of an issue as it came out; `edition` is the issue's own, at its cut-off.
///
/// The summaries are those of its zones at that cut-off.
pub fn page(edition: &Edition, key: IssueKey, summaries: &[&Summary], embed: Embedding) -> Page {
    let project = edition.project;
    let issue = project.issue(key);
    let root = Root::TWO;
    let in_full = issue.zones.len() <= MOST_IN_FULL;
    let states: Vec<ZoneState> = if in_full { states(edition) } else { Vec::new() };
    let statuses = home::statuses(edition, root, summaries);
    let plans = if in_full { plans(edition, root, &states) } else { Vec::new() };
    let has_charts = plans.iter().any(|plan| !plan.charts.is_empty());
    let text = narrative(edition, key, embed);
    let has_charts = has_charts || text.iter().any(|(_, _, html)| html.contains("<figure"));
    let previous = key.0.checked_sub(1).map(IssueKey);
    let (changes, changes_lead) = match previous {
        Some(previous) if in_full => {
            let states = states.iter().map(|state| (state.zone, state.known.as_slice()));
            revision::changes(edition, root, states, (key, project.issue(previous)))
        }
        Some(_) => (Vec::new(), String::new()),
        None => (Vec::new(), revision::no_issue_before(edition.language)),
    };
    Page {
        head: head(edition, key, has_charts),
        number: issue.number.to_string(),
        period: text::period(edition.language, issue.period),
        cutoff: text::day(edition.language, issue.cutoff),
        published: text::day(edition.language, issue.published),
        next_date: issue.next.map_or(String::new(), |day| text::day(edition.language, day)),
        zones: if in_full {
            zone_links(edition, root)
        } else {
            vec![Link::plain(tell!(edition.language, "{} khu", "{} zones", issue.zones.len()))]
        },
        summary_html: of_section(&text, None),
        situation_html: of_section(&text, Some(Section::Situation)),
        headlines: home::headlines(edition, root, summaries),
        scoreboard: Scoreboard::new(edition.language, &home::tally(summaries), &home::implied(summaries)),
        context: of_lines(
            edition,
            root,
            &states,
            &[Line::Territory, Line::Management],
            document::context_title(edition),
        ),
        plans,
        charts: Vec::new(),
        fields: fields(edition, root, &states),
        units: units(edition, root, &states),
        zone_status: StatusTable::new(edition.language, statuses),
        matrix: status::matrix(edition, root, summaries, |_| true),
        sections: sections(edition.language, &text),
        changes_lead,
        changes,
        notes: notes(edition, root, &states),
        sources: sources(edition, root),
        citation: cite(edition, key, summaries),
        corrections: revision::corrections(edition, root, key),
        document: if in_full { root.to(&link::document(project, key)) } else { String::new() },
        corrected: Vec::new(),
        seal: Seal::default(),
        previous: previous.map_or_else(Link::default, |previous| turn(edition, root, previous)),
        following: Link::default(),
    }
}

impl Page {
    /// Takes the links to its translations from the page: they came beside it.
    pub fn without_translations(&mut self) {
        self.head.translations.clear();
    }

    /// Returns the page with what came after the issue, by the end of `until`: whether it was frozen, what
    /// was corrected, the next issue.
    pub fn with_what_came_later(mut self, edition: &Edition, key: IssueKey, until: Day) -> Page {
        let following = IssueKey(key.0 + 1);
        if (following.0 as usize) < edition.project.issues.len() {
            self.following = turn(edition, Root::TWO, following);
        }
        self.corrected = revision::later(edition, Root::TWO, key, until);
        self.seal = revision::seal(edition, key);
        self
    }
}

fn turn(edition: &Edition, root: Root, key: IssueKey) -> Link {
    let project = edition.project;
    let issue = project.issue(key);
    Link::new(
        tell!(edition.language, "Số {}: {}", "Issue {}: {}", issue.number, edition.told(&issue.title)),
        root.to(&link::issue(project, key)),
    )
}

fn head(edition: &Edition, key: IssueKey, has_charts: bool) -> Head {
    let issue = edition.project.issue(key);
    let head = Head::new(
        edition,
        &link::issue(edition.project, key),
        Root::TWO,
        &edition.told(&issue.title),
        "ban-tin",
    );
    Head {
        description: tell!(
            edition.language,
            "Bản tin số {}: chỉ tiêu và kết quả đến ngày {}.",
            "Bulletin {}: targets and results as of {}.",
            issue.number,
            text::day(edition.language, issue.cutoff)
        ),
        has_charts,
        untranslated: match (issue.prose_in(edition.language), issue.prose.blocks.as_slice()) {
            (None, [_, ..]) => head.only_in_vietnamese(edition.language),
            _ => Link::default(),
        },
        ..head
    }
}

fn cite(edition: &Edition, key: IssueKey, summaries: &[&Summary]) -> String {
    let project = edition.project;
    let issue = project.issue(key);
    let figures = summaries.iter().flat_map(|zone| &zone.newest);
    let levels = figures.map(|(_, known)| project.figure(known.figure).level).collect();
    citation(edition, &edition.told(&issue.title), Some(issue.number), &levels)
}

fn zone_links(edition: &Edition, root: Root) -> Vec<Link> {
    let project = edition.project;
    let link = |zone| Link::new(edition.zone_short(zone), root.to(&link::zone(project, zone)));
    edition.zones().into_iter().map(link).collect()
}

fn states(edition: &Edition) -> Vec<ZoneState> {
    let state = |zone| ZoneState {
        zone,
        known: edition.known(zone),
        derived: derived::of_zone(edition.project, edition.ledger(zone), edition.cutoff),
    };
    edition.zones().into_iter().map(state).collect()
}

fn plans(edition: &Edition, root: Root, states: &[ZoneState]) -> Vec<PlanTable> {
    let mut tables = Vec::new();
    for state in states {
        for plan in known_plans(edition.project, edition.ledger(state.zone), edition.cutoff) {
            let assessed = plan_table::assess(edition, plan);
            let charts = chart::of_plan(edition, root, plan, &assessed, 4);
            tables.push(plan_table::table(edition, root, plan, &assessed, charts));
        }
        let target = |one: &&Derived| matches!(one.kind, DerivedKind::ImpliedTarget(_));
        let implied: Vec<Derived> = state.derived.iter().filter(target).cloned().collect();
        tables.extend(plan_table::implied(edition, root, state.zone, &implied));
    }
    tables
}

/// One table a zone, of the bodies of some lines.
fn of_lines(
    edition: &Edition,
    root: Root,
    states: &[ZoneState],
    lines: &[Line],
    title: &str,
) -> Vec<FigureTable> {
    let project = edition.project;
    let table = |state: &ZoneState| {
        let own = newest(&state.known).filter(|(cell, _)| lines.contains(&project.body(cell.body).line));
        let rows: Vec<_> = own
            .map(|(cell, known)| {
                let mut row = figure_table::row(edition, root, cell, *known, &state.derived);
                row.id = format!("b.{}.{}", project.zone(state.zone).id, row.id);
                row.who = edition.body_name(cell.body);
                row
            })
            .collect();
        let name = edition.zone_name(state.zone);
        (!rows.is_empty()).then(|| FigureTable {
            title: name.clone(),
            caption: format!("{title}: {name}"),
            head: edition.language.pick("Chỉ tiêu", "Indicator"),
            rows,
            note: String::new(),
        })
    };
    states.iter().filter_map(table).collect()
}

fn fields(edition: &Edition, root: Root, states: &[ZoneState]) -> Vec<Field> {
    let fields = [
        (
            "linh-vuc-dang",
            edition.language.pick("Tổ chức đảng và đảng viên", "Party organisations and members"),
            vec![Line::Party],
        ),
        (
            "linh-vuc-cong-doan",
            edition.language.pick("Công đoàn và đoàn viên", "Trade unions and members"),
            vec![Line::Union],
        ),
        ("linh-vuc-hiep-hoi", edition.language.pick("Hiệp hội", "Associations"), vec![Line::Association]),
    ];
    let field = |(id, title, lines): (&'static str, &'static str, Vec<Line>)| Field {
        id,
        title,
        groups: of_lines(edition, root, states, &lines, title),
        charts: Vec::new(),
    };
    fields.into_iter().map(field).filter(|field| !field.groups.is_empty()).collect()
}

/// The narrative in pieces: the standard section, the heading and the HTML of each.
fn narrative(edition: &Edition, key: IssueKey, embed: Embedding) -> Vec<(Option<Section>, String, String)> {
    let issue = edition.project.issue(key);
    let here = link::issue(edition.project, key);
    let piece = |(n, (section, title, blocks)): (usize, (Option<Section>, String, &[Block]))| {
        // Only difficulties and causes share a section, and so have headings of their own in it.
        let level = match section {
            Some(Section::Difficulties | Section::Causes) => 4,
            _ => 3,
        };
        let prefix = format!("bai{}", n + 1);
        let setting = Setting {
            edition,
            root: Root::TWO,
            here: &here,
            prefix: &prefix,
            shift: 1,
            notes: issue.blocks(edition.language),
            embed: &|one| embed(one, level),
        };
        (section, title, markdown::html(blocks, &setting))
    };
    passages(edition.language, issue.blocks(edition.language)).into_iter().enumerate().map(piece).collect()
}

/// Returns the passages of an issue's narrative with their headings, and which standard section each is.
pub fn passages(language: Language, blocks: &[Block]) -> Vec<(Option<Section>, String, &[Block])> {
    let standard = |title: &str| {
        blocks.iter().find_map(|block| match block {
            Block::Heading { section, content, .. } if markdown::plain(content) == title => Some(*section),
            _ => None,
        })
    };
    let passage = |(title, blocks): (String, _)| (standard(&title).flatten(), title, blocks);
    super::zone::split(language, blocks).into_iter().map(passage).collect()
}

/// The sections of the page that come from the narrative.
const LAYOUT: [(&str, &str, [&str; 2], &[Section]); 4] = [
    (
        "kho-khan",
        "V",
        ["Khó khăn, vướng mắc và nguyên nhân", "Difficulties and causes"],
        &[Section::Difficulties, Section::Causes],
    ),
    ("giai-phap", "VI", ["Giải pháp, cách làm hay", "Measures and good practice"], &[Section::Measures]),
    ("kien-nghi", "VII", ["Kiến nghị, đề xuất", "Recommendations"], &[Section::Recommendations]),
    ("nhiem-vu", "VIII", ["Nhiệm vụ kỳ tới", "Next tasks"], &[Section::Tasks]),
];

/// Returns the anchor under which a passage stands on the page; nothing for one that has no place there.
pub fn anchor(section: Option<Section>) -> Option<&'static str> {
    match section {
        None => Some("tom-tat"),
        Some(own) => LAYOUT.iter().find(|(.., wanted)| wanted.contains(&own)).map(|(id, ..)| *id),
    }
}

/// The text below the headings of one standard section, or below those of none.
fn of_section(text: &[(Option<Section>, String, String)], wanted: Option<Section>) -> String {
    text.iter().filter(|(section, ..)| *section == wanted).map(|(_, _, html)| html.as_str()).collect()
}

fn sections(language: Language, text: &[(Option<Section>, String, String)]) -> Vec<SectionItem> {
    let item =
        |(id, number, [vi, en], wanted): (&'static str, &'static str, [&'static str; 2], &[Section])| {
            let own =
                text.iter().filter(|(section, ..)| section.is_some_and(|section| wanted.contains(&section)));
            let entries = own.enumerate().map(|(n, (_, heading, html))| Passage {
                id: format!("{id}.{}", n + 1),
                title: Link::plain(match wanted.len() {
                    // The heading of the section says it already.
                    1 => "",
                    _ => heading.as_str(),
                }),
                text_html: html.clone(),
            });
            SectionItem { id, number, title: language.pick(vi, en), entries: entries.collect() }
        };
    LAYOUT.into_iter().map(item).collect()
}

/// The authors' words about figures that are shown, and conflicts.
fn notes(edition: &Edition, root: Root, states: &[ZoneState]) -> Vec<Note> {
    let project = edition.project;
    let mut notes = Vec::new();
    for state in states {
        for (cell, known) in newest(&state.known) {
            let figure = project.figure(known.figure);
            let own = figure.details.as_ref().and_then(|details| Some(edition.told(details.note.as_ref()?)));
            let named =
                disputes(project, known.figure, edition.cutoff).map(|dispute| edition.told(&dispute.reason));
            let conflict =
                named.or_else(|| known.conflict.then(|| super::zone::conflict(edition.language).to_owned()));
            for text in conflict.into_iter().chain(own) {
                let indicator = edition.told(&project.registry.indicator(cell.indicator).name);
                notes.push(Note {
                    id: format!("gc.{}", notes.len() + 1),
                    label: format!("{indicator}, {}", edition.body_name(cell.body)),
                    text,
                    link: Link::new(
                        edition.language.pick("Xem số liệu", "See the figure"),
                        root.to(&link::cell(project, cell)),
                    ),
                });
            }
        }
    }
    notes
}

fn sources(edition: &Edition, root: Root) -> Vec<SourceItem> {
    if edition.zones().len() > MOST_IN_FULL {
        return Vec::new();
    }
    source_list::of_zones(edition, root, &edition.zones())
}
