//! `nguon/index.html`: each source, and every figure that rests on it.

use super::component::plan_table::{kind, target_words};
use super::edition::Edition;
use super::link::{self, Link, Root};
use super::page::Head;
use super::text;
use crate::analyse::assessment::{known_plans, target_keys};
use crate::analyse::ledger::Cell;
use crate::model::Project;
use crate::model::id::{BodyKey, FigureKey, PlanKey, ReportKey, TargetKey, ZoneKey};
use crate::model::plan::{Subject, TargetKind};
use crate::model::report::{Level, Source, Value};
use crate::model::wording::Wording;
use crate::tell;
use serde::Serialize;

const INDEX: &str = "nguon/index.html";

/// From so many times on the figures of a series stand in one line, which leads to the whole series.
const LEAST_TIMES: usize = 4;

/// A page of sources, for `sources.html`.
#[derive(Debug, Serialize)]
pub struct SourcesPage {
    /// Title and place.
    #[serde(flatten)]
    pub head: Head,
    /// The zones whose sources stand on this page.
    pub zones: Vec<ZoneSources>,
    /// The pages of the zones, where each has one of its own.
    pub pages: Vec<Link>,
}

/// The sources of one zone.
#[derive(Debug, Serialize)]
pub struct ZoneSources {
    /// The anchor.
    pub id: String,
    /// The zone.
    pub zone: Link,
    /// In the order of their publication, newest first.
    pub reports: Vec<SourceEntry>,
}

/// One source: several files of the content folder may have been taken from it.
#[derive(Debug, Serialize)]
pub struct SourceEntry {
    /// The anchor of the first file.
    pub id: String,
    /// The anchors of the others.
    pub anchors: Vec<String>,
    /// The title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When.
    pub published: String,
    /// How final its figures are, or that it sets targets.
    pub level: String,
    /// Whose figures.
    pub body: String,
    /// Its address, or empty.
    pub href: String,
    /// The address of the kept copy, or empty.
    pub kept: String,
    /// Free words, or empty.
    pub note: String,
    /// How much rests on it.
    pub count: String,
    /// What rests on it.
    pub figures: Vec<RestingItem>,
}

/// A figure, a target or an event that rests on a source; or all the figures of one series.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct RestingItem {
    /// What it is, and where it stands.
    pub link: Link,
    /// The times and values of a series, or empty.
    pub more: String,
}

impl From<Link> for RestingItem {
    fn from(link: Link) -> RestingItem {
        RestingItem { link, more: String::new() }
    }
}

/// Returns the page of all sources; with many zones the list of their pages.
pub fn index(edition: &Edition) -> SourcesPage {
    let project = edition.project;
    let head = head(edition, INDEX, Root::ONE, edition.language.pick("Nguồn", "Sources"));
    if project.zones.len() <= link::ZONES_ON_ONE_SOURCE_PAGE {
        let zones = project.zone_keys().map(|zone| of_zone(edition, zone, Root::ONE)).collect();
        return SourcesPage { head, zones, pages: Vec::new() };
    }
    let address = |zone: ZoneKey| Root::ONE.to(&link::sources(project, zone));
    let listed = |zone: ZoneKey| Link::new(edition.zone_name(zone), address(zone));
    SourcesPage { head, zones: Vec::new(), pages: project.zone_keys().map(listed).collect() }
}

/// Returns the page with the sources of one zone, where each zone has one of its own.
pub fn page(edition: &Edition, zone: ZoneKey) -> Option<SourcesPage> {
    let project = edition.project;
    if project.zones.len() <= link::ZONES_ON_ONE_SOURCE_PAGE {
        return None;
    }
    let title = tell!(edition.language, "Nguồn: {}", "Sources: {}", edition.zone_name(zone));
    let mut head = head(edition, &link::sources(project, zone), Root::TWO, &title);
    head.crumbs.push(Link::new(edition.language.pick("Nguồn", "Sources"), Root::TWO.to(INDEX)));
    Some(SourcesPage { head, zones: vec![of_zone(edition, zone, Root::TWO)], pages: Vec::new() })
}

fn head(edition: &Edition, address: &str, root: Root, title: &str) -> Head {
    let mut head = Head::new(edition, address, root, title, "nguon");
    head.description = edition
        .language
        .pick(
            "Mỗi báo cáo nguồn và mọi số liệu dựa vào nó.",
            "Each source report and every figure that rests on it.",
        )
        .to_owned();
    head.lead = edition
        .language
        .pick(
            "Mỗi báo cáo đã dùng, và mọi số liệu trên trang dựa vào nó.",
            "Every report used, and the figures on these pages that rest on it.",
        )
        .to_owned();
    head
}

/// Returns the sources of one zone, for a page that stands at `root`.
pub fn of_zone(edition: &Edition, zone: ZoneKey, root: Root) -> ZoneSources {
    let project = edition.project;
    let mut rests: Vec<Resting> = Vec::new();
    for report in project.zone(zone).report_keys(zone) {
        of_report(edition, report, &mut rests);
    }
    for plan in known_plans(project, edition.ledger(zone), edition.cutoff) {
        let of_plan = entry(&mut rests, &project.plan(plan).source, link::plan_anchor(project, plan));
        of_plan.plans.push(plan);
    }
    rests.sort_by_key(|resting| std::cmp::Reverse(resting.source.published.to()));
    ZoneSources {
        id: format!("k-{}", project.zone(zone).id),
        zone: Link::new(edition.zone_name(zone), root.to(&link::zone(project, zone))),
        reports: rests.iter().map(|resting| resting.finished(edition, root)).collect(),
    }
}

/// What rests on one source.
struct Resting<'a> {
    source: &'a Source,
    anchors: Vec<String>,
    notes: Vec<&'a Wording>,
    figures: Vec<FigureKey>,
    events: Vec<(ReportKey, usize)>,
    plans: Vec<PlanKey>,
}

/// A figure may have another source than its report: it is listed there.
fn of_report<'a>(edition: &Edition<'a>, key: ReportKey, rests: &mut Vec<Resting<'a>>) {
    let project = edition.project;
    let report = project.report(key);
    let anchor = link::report_anchor(project, key);
    if report.source.known_from() <= edition.cutoff {
        let own = entry(rests, &report.source, anchor.clone());
        own.notes.extend(&report.note);
        own.events.extend((0..report.events.len()).map(|event| (key, event)));
    }
    let mut others = 0;
    for (n, figure) in report.figures.iter().enumerate() {
        let source = report.source_of(figure);
        let figure = FigureKey { report: key, figure: n as u32 };
        if !edition.is_current(figure) {
            continue;
        }
        let resting = match rests.iter().position(|resting| same(resting.source, source)) {
            Some(found) => &mut rests[found],
            None => {
                others += 1;
                entry(rests, source, format!("{anchor}.{others}"))
            }
        };
        resting.figures.push(figure);
    }
}

fn same(a: &Source, b: &Source) -> bool {
    (&a.title, &a.publisher, a.published) == (&b.title, &b.publisher, b.published)
}

fn entry<'r, 'a>(rests: &'r mut Vec<Resting<'a>>, source: &'a Source, anchor: String) -> &'r mut Resting<'a> {
    let found = rests.iter().position(|resting| same(resting.source, source)).unwrap_or_else(|| {
        let (anchors, notes) = (Vec::new(), source.note.iter().collect());
        let (figures, events, plans) = (Vec::new(), Vec::new(), Vec::new());
        rests.push(Resting { source, anchors, notes, figures, events, plans });
        rests.len() - 1
    });
    rests[found].anchors.push(anchor);
    &mut rests[found]
}

impl Resting<'_> {
    fn finished(&self, edition: &Edition, root: Root) -> SourceEntry {
        let project = edition.project;
        let bodies = self.bodies(project);
        let several = bodies.len() > 1;
        let mut items = series(edition, &self.figures, several, root);
        items.extend(self.plans.iter().flat_map(|&plan| targets(edition, plan, root)));
        items.extend(self.events.iter().map(|&(report, n)| event(edition, report, n, root).into()));
        let targets = self.plans.iter().map(|&plan| project.plan(plan));
        let targets = targets.map(|plan| plan.targets.len() + plan.milestones.len()).sum();
        let counts = [
            (self.figures.len(), "số liệu", ["figure", "figures"]),
            (targets, "chỉ tiêu", ["target", "targets"]),
            (self.events.len(), "sự kiện", ["event", "events"]),
        ];
        let counted = counts.iter().filter(|(count, ..)| *count > 0);
        let counted: Vec<String> = counted
            .map(|&(count, vi, en)| {
                let what = edition.language.pick(vi, en[usize::from(count != 1)]);
                format!("{} {what}", text::number(edition.language, (count as u64).into()))
            })
            .collect();
        let rest = if counts.iter().map(|(count, ..)| count).sum::<usize>() == 1 { "rests" } else { "rest" };
        let names: Vec<String> = bodies.iter().map(|&body| edition.body_short(body)).collect();
        let mut notes: Vec<String> = self.notes.iter().map(|note| edition.told(note)).collect();
        notes.dedup();
        SourceEntry {
            id: self.anchors[0].clone(),
            anchors: self.anchors[1..].to_vec(),
            title: edition.told(&self.source.title),
            publisher: edition.told(&self.source.publisher),
            published: text::publication(edition.language, self.source.published),
            level: self.levels(edition),
            body: names.join(", "),
            href: self.source.url.clone().unwrap_or_default(),
            kept: self
                .source
                .kept
                .as_ref()
                .map(|kept| root.shared(edition.language, &link::asset(&kept.path)))
                .unwrap_or_default(),
            note: notes.join(" "),
            count: tell!(
                edition.language,
                "{} dựa vào nguồn này",
                "{} {rest} on this source",
                counted.join(", ")
            ),
            figures: items,
        }
    }

    /// In the order of the first mention.
    fn bodies(&self, project: &Project) -> Vec<BodyKey> {
        let figures = self.figures.iter().map(|&key| project.figure(key).body);
        let plans = self.plans.iter().map(|&plan| project.plan(plan).body);
        let events = self.events.iter().map(|&(report, n)| project.report(report).events[n].body);
        let mut bodies = Vec::new();
        for body in figures.chain(plans).chain(events) {
            if !bodies.contains(&body) {
                bodies.push(body);
            }
        }
        bodies
    }

    fn levels(&self, edition: &Edition) -> String {
        let project = edition.project;
        let mut levels: Vec<Level> = self.figures.iter().map(|&key| project.figure(key).level).collect();
        levels.sort();
        levels.dedup();
        let mut words: Vec<&str> =
            levels.into_iter().map(|level| text::level(edition.language, level)).collect();
        if words.is_empty() {
            words.push(if self.plans.is_empty() {
                text::level(edition.language, Level::Official)
            } else {
                edition.language.pick("văn bản đặt chỉ tiêu", "document that sets targets")
            });
        }
        words.join(", ")
    }
}

/// The figures of a source, those of a long series together.
fn series(edition: &Edition, figures: &[FigureKey], several: bool, root: Root) -> Vec<RestingItem> {
    let project = edition.project;
    let series = |key: &FigureKey| {
        let figure = project.figure(*key);
        (figure.body, figure.indicator, figure.parts)
    };
    // By the first mention of the series; times as the source has them.
    let mut groups: Vec<Vec<FigureKey>> = Vec::new();
    let mut next = 0;
    for &key in figures {
        // Sources say the same things of one time after another: the next series is mostly the next one.
        let (before, after) = (0..next, next..groups.len());
        match after.chain(before).find(|&n| series(&groups[n][0]) == series(&key)) {
            Some(found) => {
                groups[found].push(key);
                next = found + 1;
            }
            None => {
                groups.push(vec![key]);
                next = groups.len();
            }
        }
    }
    let single = |&key: &FigureKey| {
        let time = short_time(edition, key);
        let words = format!("{}, {time}: {}", name(edition, key, several), value(edition, key, true));
        let cell = Cell::of(project.figure(key));
        Link::new(words, root.to(&link::cell(project, &cell))).into()
    };
    let together = |keys: &[FigureKey]| {
        let cell = Cell::of(project.figure(keys[0]));
        let page = root.to(&link::zone(project, cell.body.zone));
        let href = format!("{page}#{}", link::history_anchor(project, &cell));
        let unit = edition.told(&project.registry.indicator(cell.indicator).unit);
        let values = keys.iter().map(|&key| (short_time(edition, key), value(edition, key, false)));
        RestingItem { link: Link::new(name(edition, keys[0], several), href), more: times(&unit, values) }
    };
    let mut items = Vec::new();
    for keys in &groups {
        match keys.len() < LEAST_TIMES {
            true => items.extend(keys.iter().map(single)),
            false => items.push(together(keys)),
        }
    }
    items
}

fn short_time(edition: &Edition, key: FigureKey) -> String {
    let figure = edition.project.figure(key);
    text::short_when(edition.language, edition.measure(figure.indicator), figure.time)
}

/// `, người: quý I/2021: 12; quý II/2021: 15`.
fn times(unit: &str, values: impl Iterator<Item = (String, String)>) -> String {
    let mut text = format!(", {unit}");
    for (n, (time, value)) in values.enumerate() {
        for piece in [if n == 0 { ": " } else { "; " }, &time, ": ", &value] {
            text.push_str(piece);
        }
    }
    text
}

/// `Đảng viên (nữ), Đảng bộ`.
fn name(edition: &Edition, key: FigureKey, several: bool) -> String {
    let project = edition.project;
    let figure = project.figure(key);
    let indicator = project.registry.indicator(figure.indicator);
    let mut words = edition.told(&indicator.name);
    if !figure.parts.is_whole() {
        words = format!("{words} ({})", text::parts(edition.language, project, figure.parts));
    }
    if several {
        words = format!("{words}, {}", edition.body_short(figure.body));
    }
    words
}

fn value(edition: &Edition, key: FigureKey, with_unit: bool) -> String {
    let project = edition.project;
    let figure = project.figure(key);
    match &figure.value {
        Value::Known(quantity) if with_unit => {
            format!(
                "{} {}",
                text::quantity(edition.language, quantity),
                edition.told(text::unit(project.registry.indicator(figure.indicator), &quantity.interval()))
            )
        }
        Value::Known(quantity) => text::quantity(edition.language, quantity).to_string(),
        Value::Missing(why) => text::missing(edition.language, *why).to_owned(),
        Value::Unstated => {
            let said = figure
                .statements()
                .iter()
                .map(|said| text::quantity(edition.language, &said.quantity).to_string());
            said.collect::<Vec<_>>().join(", ")
        }
    }
}

fn targets(edition: &Edition, key: PlanKey, root: Root) -> Vec<RestingItem> {
    let project = edition.project;
    let plan = project.plan(key);
    let page = root.to(&link::zone(project, key.zone));
    let of_targets = |targets: &[TargetKey]| {
        let anchor = link::target_anchor(project, targets[0]);
        let target = &plan.targets[targets[0].target as usize];
        let indicator = edition.told(&project.registry.indicator(target.indicator).name);
        let part = match target.parts.is_whole() {
            true => String::new(),
            false => format!(" ({})", text::parts(edition.language, project, target.parts)),
        };
        if targets.len() >= LEAST_TIMES {
            let values = targets.iter().map(|key| &plan.targets[key.target as usize]);
            let values = values.map(|target| {
                (text::short_period(edition.language, target.window), target_words(edition.language, target))
            });
            let unit = edition.told(&project.registry.indicator(target.indicator).unit);
            let link = Link::new(
                tell!(edition.language, "Chỉ tiêu {indicator}{part}", "Target: {indicator}{part}"),
                format!("{page}#{anchor}"),
            );
            return RestingItem { link, more: times(&unit, values) };
        }
        let (kind, goal) = (kind(edition, plan, target), target_words(edition.language, target));
        let unit = match target.subject {
            Subject::Amount => {
                let indicator = project.registry.indicator(target.indicator);
                format!(" {}", edition.told(text::unit_of_goal(indicator, &target.goal)))
            }
            _ => String::new(),
        };
        Link::new(
            tell!(
                edition.language,
                "Chỉ tiêu {indicator}{part}, {kind}: {goal}{unit}",
                "Target: {indicator}{part}, {kind}: {goal}{unit}"
            ),
            format!("{page}#{anchor}"),
        )
        .into()
    };
    let series = |key: &TargetKey| {
        let target = &plan.targets[key.target as usize];
        (target.kind == TargetKind::During && target.subject == Subject::Amount)
            .then_some((target.indicator, target.parts))
    };
    let mut groups: Vec<Vec<TargetKey>> = Vec::new();
    for target in target_keys(project, key) {
        let own = series(&target);
        match groups.iter_mut().find(|group| own.is_some() && series(&group[0]) == own) {
            Some(group) => group.push(target),
            None => groups.push(vec![target]),
        }
    }
    let mut items = Vec::new();
    for group in &groups {
        match group.len() < LEAST_TIMES {
            true => items.extend(group.chunks(1).map(of_targets)),
            false => items.push(of_targets(group)),
        }
    }
    let anchor = link::plan_anchor(project, key);
    items.extend(plan.milestones.iter().map(|milestone| {
        let by = text::period(edition.language, milestone.by);
        Link::new(
            tell!(edition.language, "Mốc {by}: {}", "Milestone {by}: {}", edition.told(&milestone.title)),
            format!("{page}#{anchor}"),
        )
        .into()
    }));
    items
}

fn event(edition: &Edition, report: ReportKey, n: usize, root: Root) -> Link {
    let project = edition.project;
    let event = &project.report(report).events[n];
    let words =
        format!("{}: {}", text::short_period(edition.language, event.date), edition.told(&event.title));
    Link::new(words, root.to(&link::zone(project, report.zone)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::ledger::Ledger;
    use crate::render::sample;

    #[test]
    fn what_rests_on_a_source_leads_to_its_cell() {
        let (project, ledgers) = sample::project();
        let edition = sample::edition(&project, &ledgers);
        let page = index(&edition);
        let ids: Vec<&str> = page.zones[0].reports.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["hai-phong.ky-2", "hai-phong.ky-1", "kh.hai-phong.nghi-quyet"]);
        let first = &page.zones[0].reports[1];
        assert_eq!(first.count, "5 số liệu dựa vào nguồn này");
        assert_eq!(first.figures[0].link.text, "Đảng viên, Đảng bộ, 31/12/2022: trên\u{a0}700 người");
        assert_eq!(
            first.figures[3].link.href,
            "../khu/hai-phong/index.html#s.cong-doan.ket-nap.nong-cot.2018_2022-09"
        );
        assert_eq!(page.zones[0].reports[2].count, "3 chỉ tiêu dựa vào nguồn này");
        let html = sample::rendered("sources.html", &edition, page);
        assert!(html.contains("Hội thảo &lt;ngày 10/9&gt;") && html.contains("?a=1&amp;b=2"), "{html}");
    }

    #[test]
    fn files_of_one_source_are_one_entry_with_both_anchors() {
        let (mut project, _) = sample::project();
        let source = project.zones[0].reports[0].source.clone();
        project.zones[0].reports[1].source = source;
        let ledgers = [Ledger::new(&project, ZoneKey(0))];
        let edition = sample::edition(&project, &ledgers);
        let page = index(&edition);
        let entry = &page.zones[0].reports[0];
        assert_eq!(
            (entry.id.as_str(), entry.anchors.as_slice()),
            ("hai-phong.ky-1", &["hai-phong.ky-2".to_owned()][..])
        );
        assert_eq!(entry.figures.len(), 6);
        let html = sample::rendered("sources.html", &edition, page);
        assert!(html.contains("id=\"hai-phong.ky-1\"") && html.contains("id=\"hai-phong.ky-2\""), "{html}");
    }

    #[test]
    fn many_zones_have_a_page_each() {
        let (mut project, _) = sample::project();
        project.zones.extend((1..41).map(|n| sample::zone(&format!("khu-{n}"))));
        let ledgers: Vec<Ledger> = project.zone_keys().map(|zone| Ledger::new(&project, zone)).collect();
        let edition = sample::edition(&project, &ledgers);
        let own = page(&edition, ZoneKey(0)).expect("a page of its own");
        let report = ReportKey { zone: ZoneKey(0), report: 0 };
        assert_eq!(link::report(&project, report), "nguon/hai-phong/index.html#hai-phong.ky-1");
        assert_eq!(own.head.address, "nguon/hai-phong/index.html");
        assert_eq!(own.zones[0].reports[1].id, "hai-phong.ky-1");
        let html = sample::rendered("sources.html", &edition, index(&edition));
        assert!(html.contains("href=\"../nguon/khu-40/index.html\""), "{html}");
    }
}
