//! Files to the model: the only stage that opens input.
//!
//! # Steps
//! 1. `walk` lists the content folder and refuses what has no business there.
//! 2. `source` loads a text: UTF-8, NFC, LF; `toml_syntax` parses it, going on after errors.
//! 3. `table` walks the keys; `site`, `indicators`, `zone`, `plan`, `report`, `issue` and `record` make the
//!    model of them, with `wording` for texts in two languages, `number_words` and `time_words` for what the words of
//!    reports mean.
//! 4. `markdown` reads the narratives once all figures are known, and `reference` resolves what they
//!    name.

#![expect(
    clippy::result_large_err,
    reason = "most results carry number words of nearly the same size, and refusals are few"
)]

pub mod added_key;
mod assets;
mod broken_reference;
mod correction;
mod dispute;
mod explanation;
mod former;
mod front_matter;
mod indicators;
mod issue;
mod line;
mod loose_number;
mod markdown;
mod name_without_english;
mod number_grammar;
mod number_meant;
mod number_words;
mod plan;
mod provenance;
mod qualifier;
pub mod record;
mod reference;
mod refusal;
mod report;
mod said_twice;
mod site;
pub mod source;
mod suggest;
mod table;
pub mod text;
pub mod theme;
mod time_words;
mod toml_fault;
mod toml_slip;
mod toml_syntax;
mod too_many;
mod unknown_plan;
mod unreferenced_number;
mod value;
mod walk;
mod wording;
mod zone;

use crate::diag::{At, Problem, Say, Severity};
use crate::language::Language;
use crate::model::Project;
use crate::model::id::{BodyKey, Slug, ZoneKey};
use crate::model::issue::Issue;
use crate::model::prose::Prose;
use crate::model::zone::Zone;
use crate::say;
use indicators::Names;
use rayon::prelude::*;
use reference::Scope;
use source::Sources;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use table::{Page, Table};
use walk::{IssueFiles, Tree, ZoneFiles};

/// What was read.
#[derive(Debug)]
pub struct Reading {
    /// What could be understood; nothing where `site.toml` or `indicators.toml` make it impossible.
    pub project: Option<Project>,
    /// The way back from a place to its file and line.
    pub sources: Sources,
    /// The pictures and kept copies that the content names, by path in the content folder, each with the first
    /// place that names it.
    pub assets: BTreeMap<String, At>,
    /// Everything that is wrong, in the order of files and lines.
    pub problems: Vec<Problem>,
}

/// The content folder could not be opened at all.
#[derive(Debug)]
pub struct Unreadable {
    /// The folder.
    pub path: PathBuf,
    /// What the system says.
    pub why: Say,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.why.en)
    }
}

impl std::error::Error for Unreadable {}

/// Returns everything that the content folder says, and everything that is wrong in it.
///
/// Fails only where the folder itself cannot be opened.
pub fn project(root: &Path) -> Result<Reading, Unreadable> {
    let mut problems = Vec::new();
    let (sources, tree) = walk::walk(root, &mut problems)?;
    let mut project = read(&sources, &tree, &mut problems);
    let assets = project.as_mut().map(|project| assets::resolve(project, &sources, &mut problems));
    problems.sort_by_key(|problem| problem.at);
    Ok(Reading { project, sources, assets: assets.unwrap_or_default(), problems })
}

fn read(sources: &Sources, tree: &Tree, problems: &mut Vec<Problem>) -> Option<Project> {
    let settings = tree.site.and_then(|file| toml(sources, file, problems, site::settings));
    let registry = tree.indicators.and_then(|file| toml(sources, file, problems, indicators::registry));
    let (mut zones, files, refused) = zones(sources, tree, problems);
    let registry = registry?;
    let names = Names::new(&registry);
    for files in tree.zones.iter().filter(|files| refused.contains(&files.id)) {
        // Nothing of it is kept, but its author learns of everything in one run.
        let unknown = zone::unknown(files.id.clone());
        plans_and_reports(sources, files, (ZoneKey(u32::MAX), &unknown), &names, problems);
    }
    let lowered: Vec<(Lowered, Vec<Problem>)> = zones
        .par_iter()
        .zip(&files)
        .enumerate()
        .map(|(n, (zone, files))| {
            let mut problems = Vec::new();
            let lowered = plans_and_reports(sources, files, (ZoneKey(n as u32), zone), &names, &mut problems);
            (lowered, problems)
        })
        .collect();
    let mut incomplete = Vec::with_capacity(zones.len());
    for (zone, (lowered, own)) in zones.iter_mut().zip(lowered) {
        incomplete.push(own.iter().any(|problem| problem.severity == Severity::Error));
        problems.extend(own);
        (zone.plans, zone.reports) = (lowered.plans, lowered.reports);
    }
    let (zones_read, refused, incomplete) = (&zones, &refused, &incomplete);
    let scope =
        |home, english| Scope { zones: zones_read, names: &names, home, english, refused, incomplete };
    let told = |(n, files): (usize, &&ZoneFiles)| {
        let mut problems = Vec::new();
        let home = Some(ZoneKey(n as u32));
        let prose = [(files.index, false), (files.index_en, true)].map(|(file, english)| {
            let scope = scope(home, english);
            narrative(sources, file?, &scope, &mut problems)
        });
        (prose, problems)
    };
    let issue = |files: &IssueFiles| {
        let mut problems = Vec::new();
        (one_issue(sources, files, [&scope(None, false), &scope(None, true)], &mut problems), problems)
    };
    let (told, issues) = rayon::join(
        || files.par_iter().enumerate().map(told).collect::<Vec<_>>(),
        || tree.issues.par_iter().map(issue).collect::<Vec<_>>(),
    );
    let mut issues: Vec<Issue> = issues
        .into_iter()
        .filter_map(|(issue, own)| {
            problems.extend(own);
            issue
        })
        .collect();
    for (zone, ([prose, prose_en], own)) in zones.iter_mut().zip(told) {
        problems.extend(own);
        (zone.prose, zone.prose_en) = (prose, prose_en);
    }
    issues.sort_by(|a, b| (a.cutoff, &a.id).cmp(&(b.cutoff, &b.id)));
    same_numbers(&issues, problems);
    if settings.as_ref().is_none_or(|settings| !settings.languages.contains(&Language::En)) {
        problems.retain(|problem| problem.rule != name_without_english::NAME);
    }
    Some(Project { settings: settings?, registry, zones, issues })
}

/// Returns what `lower` makes of a TOML file.
fn toml<T>(
    sources: &Sources,
    file: u32,
    problems: &mut Vec<Problem>,
    lower: impl FnOnce(Table<'_>) -> T,
) -> Option<T> {
    let text = sources.load(file, problems)?;
    Some(toml_text(&text, (file, 0), &|_| None, problems, lower))
}

/// Returns what `lower` makes of a TOML file about indicators.
fn toml_of<T>(
    (sources, file): (&Sources, u32),
    names: &Names<'_>,
    problems: &mut Vec<Problem>,
    lower: impl FnOnce(Table<'_>) -> T,
) -> Option<T> {
    let text = sources.load(file, problems)?;
    let decimals = |id: &str| Some(names.registry.indicator(names.registry.find(id)?).decimals);
    Some(toml_text(&text, (file, 0), &decimals, problems, lower))
}

fn toml_text<T>(
    text: &str,
    place: (u32, usize),
    decimals: toml_syntax::Decimals<'_>,
    problems: &mut Vec<Problem>,
    lower: impl FnOnce(Table<'_>) -> T,
) -> T {
    let mut spare = String::new();
    let (root, broken) = toml_syntax::parse(text, &mut spare, place, decimals, problems);
    let page = Page::new(text, place, broken);
    let lowered = lower(Table::new(&page, root.get_ref(), page.at(0..0)));
    problems.extend(page.into_problems());
    lowered
}

/// Returns the zones without plans, reports and narratives, their files, and the ids of those that
/// could not be read.
fn zones<'t>(
    sources: &Sources,
    tree: &'t Tree,
    problems: &mut Vec<Problem>,
) -> (Vec<Zone>, Vec<&'t ZoneFiles>, Vec<Slug>) {
    let read: Vec<_> = tree
        .zones
        .par_iter()
        .map(|files| {
            let mut problems = Vec::new();
            let zone = files.zone.and_then(|file| {
                toml(sources, file, &mut problems, |table| zone::zone(files.id.clone(), table))
            });
            (zone.flatten(), problems)
        })
        .collect();
    let (mut zones, mut known, mut refused, mut parents) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (files, (zone, own)) in tree.zones.iter().zip(read) {
        problems.extend(own);
        let Some((mut zone, parent)) = zone else {
            refused.push(files.id.clone());
            continue;
        };
        let key = ZoneKey(zones.len() as u32);
        for body in &mut zone.bodies {
            body.parent = body.parent.map(|parent| BodyKey { zone: key, ..parent });
        }
        zones.push(zone);
        known.push(files);
        parents.push(parent);
    }
    let places: Vec<Option<At>> = parents.iter().map(|parent| Some(parent.as_ref()?.1)).collect();
    for (n, parent) in parents.into_iter().enumerate() {
        let Some((id, at)) = parent else { continue };
        match zones.binary_search_by(|zone| zone.id.as_str().cmp(&id)) {
            Ok(above) if above != n => zones[n].parent = Some(ZoneKey(above as u32)),
            Ok(_) => problems.push(zone_cycle(at)),
            Err(_) if refused.iter().any(|one| one.as_str() == id) => {}
            Err(_) => {
                let fault = say!("không có khu “{id}”", "there is no zone “{id}”");
                let mut problem = Problem::error("unknown-zone", at, fault);
                problem.way_out = suggest::way_out(&id, zones.iter().map(|zone: &Zone| zone.id.as_str()));
                problems.push(problem);
            }
        }
    }
    cut_cycles(&mut zones, &places, problems);
    (zones, known, refused)
}

fn zone_cycle(at: At) -> Problem {
    Problem::error("zone-cycle", at, say!("khu này nằm trong chính nó", "the zone lies within itself"))
        .way_out(say!(
            "các dòng parent tạo thành vòng: xóa parent của khu cao nhất",
            "the parents form a circle: delete the parent of the topmost zone"
        ))
}

/// Takes away parents that lead back to their own zone, so that nobody after this can go in circles.
fn cut_cycles(zones: &mut [Zone], places: &[Option<At>], problems: &mut Vec<Problem>) {
    for n in 0..zones.len() {
        let mut above = zones[n].parent;
        for _ in 0..zones.len() {
            match above {
                Some(key) if key.0 as usize == n => {
                    problems.push(zone_cycle(places[n].unwrap_or(zones[n].at)));
                    zones[n].parent = None;
                    break;
                }
                Some(key) => above = zones[key.0 as usize].parent,
                None => break,
            }
        }
    }
}

struct Lowered {
    plans: Vec<crate::model::plan::Plan>,
    reports: Vec<crate::model::report::Report>,
}

fn plans_and_reports(
    sources: &Sources,
    files: &ZoneFiles,
    (key, zone): (ZoneKey, &Zone),
    names: &Names<'_>,
    problems: &mut Vec<Problem>,
) -> Lowered {
    let plan_ids: Vec<Slug> = files.plans.iter().map(|(id, _)| id.clone()).collect();
    let report_ids: Vec<Slug> = files.results.iter().map(|(id, _)| id.clone()).collect();
    let mut plans = Vec::new();
    let mut plan_places = Vec::new();
    for (id, file) in &files.plans {
        let plan = toml_of((sources, *file), names, problems, |table| {
            plan::plan(id, table, (key, zone), names, &plan_ids)
        })
        .flatten();
        plan_places.push(plan.as_ref().map(|_| plans.len() as u16));
        plans.extend(plan);
    }
    let around = report::Around { key, zone, names, plans: &plan_ids, reports: &report_ids };
    let mut reports = Vec::new();
    let mut report_places = Vec::new();
    for (id, file) in &files.results {
        let report =
            toml_of((sources, *file), names, problems, |table| report::report(id, table, &around)).flatten();
        report_places.push(report.as_ref().map(|_| reports.len() as u16));
        reports.extend(report);
    }
    // Keys were given by the order of the files: where a file was left out, those after it move up.
    for plan in &mut plans {
        plan.amends = plan.amends.and_then(|mut key| {
            key.plan = plan_places[key.plan as usize]?;
            Some(key)
        });
    }
    if report_places.contains(&None) {
        let details = reports
            .iter_mut()
            .flat_map(|report| &mut report.figures)
            .filter_map(|figure| figure.details.as_mut());
        for details in details {
            let moved = |mut key: crate::model::id::ReportKey| {
                key.report = report_places[key.report as usize]?;
                Some(key)
            };
            details.supersedes = details.supersedes.and_then(moved);
            details.correction = details.correction.take().and_then(|correction| {
                let of = moved(correction.of)?;
                Some(crate::model::report::Correction { of, ..correction })
            });
            details.disputes = details.disputes.take().and_then(|dispute| {
                let report = moved(dispute.report)?;
                Some(crate::model::report::Dispute { report, ..dispute })
            });
        }
    }
    dispute::check(&reports, problems);
    Lowered { plans, reports }
}

/// Returns a narrative that is Markdown alone: of a zone, or the English one of an issue.
fn narrative(sources: &Sources, file: u32, scope: &Scope<'_>, problems: &mut Vec<Problem>) -> Option<Prose> {
    let text = sources.load(file, problems)?;
    let Some((toml, body)) = front_matter::split(&text) else {
        return Some(markdown::prose(&text, (file, 0), scope, problems));
    };
    let fault = say!("ở đây không có phần +++ … +++", "there is no +++ … +++ here");
    let at = At { file, start: 0, end: toml.end as u32 };
    problems.push(Problem::error("front-matter", at, fault).way_out(say!(
        "xóa phần này, chỉ để lại bài viết; số, ngày và tên của số bản tin ghi trong index.md, tên của khu trong zone.toml",
        "delete it and leave the text alone; an issue's number, dates and title belong in index.md, a zone's name in zone.toml"
    )));
    Some(markdown::prose(&text[body.clone()], (file, body.start), scope, problems))
}

fn one_issue(
    sources: &Sources,
    files: &IssueFiles,
    [scope, english]: [&Scope<'_>; 2],
    problems: &mut Vec<Problem>,
) -> Option<Issue> {
    let file = files.index?;
    let text = sources.load(file, problems)?;
    let Some((toml, body)) = front_matter::split(&text) else {
        problems.push(front_matter::missing(&text, file));
        return None;
    };
    let is_refused = |id: &str| scope.refused.iter().any(|one| one.as_str() == id);
    let issue = toml_text(&text[toml.clone()], (file, toml.start), &|_| None, problems, |table| {
        issue::issue(&files.id, table, scope.zones, is_refused)
    });
    let prose = markdown::prose(&text[body.clone()], (file, body.start), scope, problems);
    let prose_en = files.index_en.and_then(|file| narrative(sources, file, english, problems));
    let frozen =
        files.published.and_then(|file| self::toml(sources, file, problems, record::record).flatten());
    Some(Issue { prose, prose_en, frozen, ..issue? })
}

fn same_numbers(issues: &[Issue], problems: &mut Vec<Problem>) {
    for (n, issue) in issues.iter().enumerate() {
        if let Some(first) = issues[..n].iter().find(|other| other.number == issue.number) {
            let number = issue.number;
            let fault = say!("đã có một số bản tin số {number}", "there is an issue {number} already");
            problems.push(
                Problem::error("duplicate-id", issue.at, fault)
                    .label(first.at, say!("số ấy ở đây", "it is here"))
                    .way_out(say!(
                        "ghi number khác cho một trong hai số bản tin",
                        "give one of the two issues another number"
                    )),
            );
        }
    }
}

#[cfg(test)]
mod tests;
