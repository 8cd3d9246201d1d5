//! The home page: the newest issue, headline figures, scoreboard, zones by status.

use super::component::card::{self, Card};
use super::component::scoreboard::{Scoreboard, StatusTable, Tally};
use super::component::source_list::{self, SourceItem};
use super::component::status::{self, StatusMatrix};
use super::edition::Edition;
use super::link::{self, Link, Root};
use super::markdown;
use super::page::Head;
use super::standing::{HEADLINES, Summary};
use super::term;
use super::text;
use crate::analyse::derived;
use crate::analyse::ledger::{Cell, Known};
use crate::analyse::totals::Total;
use crate::draw::Chart;
use crate::model::id::{IndicatorKey, IssueKey, ReportKey};
use crate::model::prose::Block;
use crate::model::zone::Line;
use crate::tell;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many sources the home page names.
const RECENT: usize = 5;

/// The page, finished.
#[derive(Debug, Serialize)]
pub struct Page {
    #[serde(flatten)]
    head: Head,
    newest: Option<Newest>,
    headlines: Vec<Card>,
    scoreboard: Scoreboard,
    charts: Vec<Chart>,
    zones: StatusTable,
    matrix: Option<StatusMatrix>,
    issues: Vec<IssueItem>,
    indicators: Vec<IndicatorGroup>,
    terms: Vec<TermItem>,
    reports: Vec<SourceItem>,
}

#[derive(Debug, Serialize)]
struct Newest {
    number: String,
    title: String,
    href: String,
    period: String,
    cutoff: String,
    published: String,
    summary: String,
}

#[derive(Debug, Serialize)]
struct IssueItem {
    number: String,
    title: String,
    href: String,
    cutoff: String,
    published: String,
}

#[derive(Debug, Serialize)]
struct IndicatorGroup {
    title: &'static str,
    items: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct TermItem {
    text: String,
    href: String,
    note: String,
}

/// Returns the home page; the summaries are those of all zones, the totals those at the edition's cut-off.
pub fn page(edition: &Edition, summaries: &[&Summary], totals: &[Total]) -> Page {
    let project = edition.project;
    let statuses = statuses(edition, Root::HOME, summaries);
    let (tally, implied) = (tally(summaries), implied(summaries));
    let settings = &project.settings;
    let head = Head::new(edition, "index.html", Root::HOME, &edition.told(&settings.title), "trang-chu");
    let lead = settings.subtitle.as_ref().map_or(String::new(), |line| edition.told(line));
    Page {
        head: Head {
            description: if lead.is_empty() { edition.told(&settings.title) } else { lead.clone() },
            lead,
            ..head
        },
        newest: newest(edition),
        headlines: headlines_with_totals(edition, Root::HOME, summaries, totals),
        scoreboard: Scoreboard::new(edition.language, &tally, &implied),
        charts: Vec::new(),
        zones: StatusTable::new(edition.language, statuses),
        matrix: status::matrix(edition, Root::HOME, summaries, |_| true),
        issues: issue_keys(edition).into_iter().rev().map(|key| issue_item(edition, key)).collect(),
        indicators: indicators(edition),
        terms: term::terms(edition).iter().map(|one| term_item(edition, one)).collect(),
        reports: reports(edition),
    }
}

/// Returns each zone with its place and the number of its targets by verdict.
pub fn statuses(edition: &Edition, root: Root, summaries: &[&Summary]) -> Vec<(Link, String, Tally)> {
    let project = edition.project;
    let status = |summary: &&Summary| {
        let zone = summary.zone;
        let name = Link::new(edition.zone_name(zone), root.to(&link::zone(project, zone)));
        (name, term::place(edition, zone), summary.tally)
    };
    summaries.iter().map(status).collect()
}

/// Returns the number of targets by verdict over some zones.
pub fn tally(summaries: &[&Summary]) -> Tally {
    summaries.iter().fold(Tally::default(), |sum, one| sum.plus(&one.tally))
}

/// Returns the same of the targets that only printed percentages imply.
pub fn implied(summaries: &[&Summary]) -> Tally {
    summaries.iter().fold(Tally::default(), |sum, one| sum.plus(&one.implied))
}

/// Returns the headline figures with what all zones together report first: of each indicator the newest total that
/// leaves no zone out, in the order of the registry.
fn headlines_with_totals(
    edition: &Edition,
    root: Root,
    summaries: &[&Summary],
    totals: &[Total],
) -> Vec<Card> {
    let whole = totals.iter().filter(|one| one.zones.len() == one.of && !one.amount.is_unknown());
    let mut newest: BTreeMap<IndicatorKey, &Total> = BTreeMap::new();
    for total in whole {
        let kept = newest.entry(total.indicator).or_insert(total);
        if total.time.to() > kept.time.to() {
            *kept = total;
        }
    }
    let indicators: Vec<IndicatorKey> = newest.keys().copied().take(HEADLINES).collect();
    let mut cards: Vec<Card> =
        indicators.iter().map(|key| card::of_total(edition, root, newest[key])).collect();
    cards.extend(headlines_but(edition, root, summaries, &indicators));
    cards
}

/// Returns the headline figures over all zones of an edition: what came in since the issue before first, the best of
/// each zone in turn, each indicator once.
pub fn headlines(edition: &Edition, root: Root, summaries: &[&Summary]) -> Vec<Card> {
    headlines_but(edition, root, summaries, &[])
}

fn headlines_but(edition: &Edition, root: Root, summaries: &[&Summary], said: &[IndicatorKey]) -> Vec<Card> {
    let project = edition.project;
    let mut best: Vec<&[(Cell, Known)]> = summaries.iter().map(|one| one.headlines.as_slice()).collect();
    // The zones that reported last come first.
    best.sort_by_key(|list| {
        let published =
            |(_, known): &(Cell, Known)| crate::analyse::ledger::published(project, known.figure).to();
        std::cmp::Reverse(list.first().map(published))
    });
    let before = card::cutoff_before(edition);
    let mut chosen: Vec<(Cell, Known)> = Vec::new();
    for (news, rank) in
        [true, false].into_iter().flat_map(|news| (0..HEADLINES).map(move |rank| (news, rank)))
    {
        for list in &best {
            let Some(&(cell, known)) = list.get(rank) else { continue };
            if card::is_new(edition, before, known) != news {
                continue;
            }
            let new = chosen.iter().all(|(other, _)| other.indicator != cell.indicator)
                && !said.contains(&cell.indicator);
            if chosen.len() + said.len() < HEADLINES && new {
                chosen.push((cell, known));
            }
        }
    }
    let of = |(cell, known): (Cell, Known)| {
        let derived = derived::of_zone(project, edition.ledger(cell.body.zone), edition.cutoff);
        card::card(edition, root, &cell, known, &derived, false)
    };
    chosen.into_iter().map(of).collect()
}

/// Returns the keys of the issues that closed by the edition's cut-off, oldest first.
pub fn issue_keys(edition: &Edition) -> Vec<IssueKey> {
    let keys = (0..edition.project.issues.len() as u16).map(IssueKey);
    keys.filter(|&key| edition.project.issue(key).cutoff <= edition.cutoff).collect()
}

fn newest(edition: &Edition) -> Option<Newest> {
    let key = *issue_keys(edition).last()?;
    let issue = edition.project.issue(key);
    let own = Edition { cutoff: issue.cutoff, issue: Some(key), ..*edition };
    let first = issue.blocks(edition.language).iter().find_map(|block| match block {
        Block::Paragraph(content) => Some(markdown::filled(&own, content)),
        _ => None,
    });
    Some(Newest {
        number: issue.number.to_string(),
        title: edition.told(&issue.title),
        href: link::issue(edition.project, key),
        period: text::period(edition.language, issue.period),
        cutoff: text::day(edition.language, issue.cutoff),
        published: text::day(edition.language, issue.published),
        summary: first.unwrap_or_default(),
    })
}

fn issue_item(edition: &Edition, key: IssueKey) -> IssueItem {
    let issue = edition.project.issue(key);
    IssueItem {
        number: issue.number.to_string(),
        title: edition.told(&issue.title),
        href: link::issue(edition.project, key),
        cutoff: text::day(edition.language, issue.cutoff),
        published: text::day(edition.language, issue.published),
    }
}

/// Indicators by the line of the bodies that report or plan them; the rest last.
fn indicators(edition: &Edition) -> Vec<IndicatorGroup> {
    let project = edition.project;
    let mut lines: BTreeMap<u16, Line> = BTreeMap::new();
    for zone in &project.zones {
        let reported =
            zone.reports.iter().flat_map(|report| &report.figures).map(|one| (one.indicator, one.body));
        let planned =
            zone.plans.iter().flat_map(|plan| plan.targets.iter().map(|one| (one.indicator, plan.body)));
        for (indicator, body) in reported.chain(planned) {
            let line = project.body(body).line;
            let entry = lines.entry(indicator.0).or_insert(line);
            *entry = (*entry).min(line);
        }
    }
    let groups = [
        (
            edition.language.pick("Tổ chức đảng, đảng viên", "Party organisations and members"),
            vec![Line::Party],
        ),
        (edition.language.pick("Công đoàn, đoàn viên", "Trade unions and members"), vec![Line::Union]),
        (
            edition.language.pick("Địa bàn, doanh nghiệp, lao động", "Area, enterprises and workers"),
            vec![Line::Territory, Line::Management],
        ),
        (edition.language.pick("Hiệp hội", "Associations"), vec![Line::Association]),
    ];
    let items = |wanted: &[Line]| {
        let keys = project.registry.indicator_keys();
        let own = keys.filter(|key| lines.get(&key.0).is_some_and(|line| wanted.contains(line)));
        own.map(|key| {
            Link::new(edition.told(&project.registry.indicator(key).name), link::indicator(project, key))
        })
        .collect::<Vec<_>>()
    };
    let groups = groups.into_iter().map(|(title, lines)| IndicatorGroup { title, items: items(&lines) });
    groups.filter(|group| !group.items.is_empty()).collect()
}

fn term_item(edition: &Edition, term: &term::Term) -> TermItem {
    TermItem {
        text: term.words.clone(),
        href: link::term(edition.project.plan(term.plans[0])),
        note: plans_note(edition, term),
    }
}

/// Returns how many plans a term has, and whose: `6 kế hoạch hoặc nghị quyết: Hải Phòng, Lào Cai`.
pub fn plans_note(edition: &Edition, term: &term::Term) -> String {
    let mut zones: Vec<String> = term.plans.iter().map(|plan| edition.zone_short(plan.zone)).collect();
    zones.dedup();
    let names = if zones.len() <= 6 {
        zones.join(", ")
    } else {
        tell!(edition.language, "{} khu", "{} zones", zones.len())
    };
    format!("{}: {names}", term::plans(edition.language, term))
}

fn reports(edition: &Edition) -> Vec<SourceItem> {
    let project = edition.project;
    let mut reports: Vec<ReportKey> =
        edition.zones().into_iter().flat_map(|zone| project.zone(zone).report_keys(zone)).collect();
    reports.retain(|&key| project.report(key).source.known_from() <= edition.cutoff);
    reports.sort_by_key(|&key| (std::cmp::Reverse(project.report(key).source.published.to()), key));
    // Several files may name one source: look a little further for enough different ones.
    reports.truncate(RECENT * 4);
    let mut items = source_list::of_reports(edition, Root::HOME, &reports);
    items.truncate(RECENT);
    items
}
