//! `silent-revision`: a figure of a frozen issue was changed, and nothing says so.
//!
//! # What it checks
//! Every figure that a frozen issue shows today against the record that `bantin publish` kept: value, words,
//! level, report, and each number printed about it. A figure that is gone or was moved, and one that the
//! issue would have shown had it been there, are changes too.
//!
//! # Why it matters
//! A published number that changes without a word is an official bulletin's worst fault, beside a wrong one
//! that nobody notices.
//!
//! # Example
//! Issue 2 was frozen with 257 members admitted; the report's file now says 275.
//!
//! # How to settle it
//! Put the old value back; or keep the new one and write `correction` with the old value, the day and the
//! reason beside it; or write `received` where a report or a figure came in late. The frozen issue then goes
//! on showing what it showed, and later issues show the new value with `[r]`.

mod was;

use super::rule::{Books, Found, Over, Rule};
use crate::analyse::ledger::{Cell, Known, known_from, published};
use crate::analyse::shown::{self, cell_name};
use crate::diag::{At, Problem, Severity};
use crate::model::Project;
use crate::model::id::{FigureKey, IssueKey, ReportKey};
use crate::model::issue::Issue;
use crate::model::record::{FigureLine, Frozen, Said};
use crate::model::report::{Correction, Figure};
use crate::say;
use std::collections::{BTreeMap, BTreeSet};
use was::{before, withdrawn};

/// The rule.
pub const RULE: Rule =
    Rule { name: "silent-revision", severity: Severity::Error, over: Over::Project(check) };

/// Returns the frozen issues with their records, the newest first.
pub(super) fn frozen(project: &Project) -> impl Iterator<Item = (IssueKey, &Issue, &Frozen)> {
    let issues = project.issues.iter().enumerate().rev();
    issues.filter_map(|(n, issue)| Some((IssueKey(n as u16), issue, issue.frozen.as_ref()?)))
}

fn check(books: &Books<'_>, found: &mut Found) {
    // A figure that several issues show is reported once, for the newest.
    let mut said = BTreeSet::new();
    for (key, issue, frozen) in frozen(books.project) {
        let shown = shown::figures(books.project, books.ledgers, key);
        let lines = lines(books.project, &shown);
        let renamed = renamed(books.project, frozen, &lines);
        let now = Now { project: books.project, issue, frozen, lines, renamed };
        if issue.cutoff != frozen.record.cutoff {
            found.differs(&[], now.other_cutoff());
            continue;
        }
        // A record confirms nothing: what it is compared with is no relation between figures.
        let told = now.renamed().into_iter().chain(now.changed()).chain(now.gone()).chain(now.added());
        for (name, problem) in told {
            if said.insert(name) {
                found.differs(&[], problem);
            }
        }
    }
}

type Lines = BTreeMap<String, (FigureLine, FigureKey)>;

/// Every line that an issue shows today, with its figure.
fn lines(project: &Project, shown: &[(Cell, Known)]) -> Lines {
    let each = shown.iter().flat_map(|(cell, known)| {
        let lines = shown::figure_lines(project, cell, *known).into_iter();
        lines.map(|(name, line)| (name, (line, known.figure)))
    });
    each.collect()
}

/// A frozen issue as the content gives it today.
struct Now<'a> {
    project: &'a Project,
    issue: &'a Issue,
    frozen: &'a Frozen,
    lines: Lines,
    renamed: BTreeMap<ReportKey, String>,
}

impl Now<'_> {
    fn other_cutoff(&self) -> Problem {
        let (number, was, now) = (self.issue.number, self.frozen.record.cutoff, self.issue.cutoff);
        let fault = say!(
            "ngày chốt số liệu của số {number} đã phát hành bị đổi: {was} thành {now}",
            "the cut-off of published issue {number} was changed: {was} to {now}"
        );
        Problem::error(RULE.name, self.issue.at, fault)
            .label(self.frozen.at, say!("bản ghi khi chốt", "the record"))
            .way_out(say!("ghi lại ngày chốt cũ", "put the old cut-off back"))
            .instead(format!("cutoff = \"{was}\""))
    }

    /// Reports whose file has another name than when the issue was frozen, one problem each.
    fn renamed(&self) -> Vec<(String, Problem)> {
        let one = |(&key, old): (&ReportKey, &String)| {
            let (report, zone) = (self.project.report(key), self.project.zone(key.zone));
            let its = |(name, line): &(&String, &FigureLine)| {
                line.report == *old && zone_of(name) == zone.id.as_str()
            };
            let mut figures = self.frozen.record.figures.iter().filter(its);
            let (name, _) = figures.next().expect("a name that was found in the record stands there");
            let (number, new) = (self.numbers(name), &report.id);
            let fault = say!(
                "tệp {old}.toml của các số đã đăng ở số bản tin {number} không còn; {new}.toml cho các số ấy",
                "the file {old}.toml of figures published in issue {number} is gone; {new}.toml gives them"
            );
            let problem = Problem::error(RULE.name, report.source.at, fault)
                .label(self.place(name), say!("đã đăng theo {old}", "published from {old}"))
                .way_out(say!(
                    "đổi tên tệp {new}.toml lại thành {old}.toml: tên tệp là mã của báo cáo, không đổi sau khi phát hành",
                    "rename {new}.toml back to {old}.toml: the file's name is the id of the report and stays after publication"
                ));
            (format!("{}/{new}", zone.id), problem)
        };
        self.renamed.iter().map(one).collect()
    }

    /// Figures that are there and say something else; one problem a figure, by its name.
    fn changed(&self) -> Vec<(String, Problem)> {
        let mut figures: BTreeMap<&str, Vec<Change<'_>>> = BTreeMap::new();
        for (name, was) in &self.frozen.record.figures {
            let Some((now, figure)) = self.lines.get(name).or_else(|| self.beside(name)) else { continue };
            // What else such a file says is looked at when it has its name again.
            if self.renamed.get(&figure.report) == Some(&was.report) {
                continue;
            }
            if was != now || !self.lines.contains_key(name) {
                let now = self.lines.get(name).map(|(now, _)| now);
                figures.entry(base(name)).or_default().push(Change { name, was, now, figure: *figure });
            }
        }
        figures.into_iter().map(|(name, changes)| (name.to_owned(), self.change(&changes))).collect()
    }

    /// The figure about which a number was printed that is there no more.
    fn beside(&self, name: &str) -> Option<&(FigureLine, FigureKey)> {
        (base(name) != name).then(|| self.lines.get(base(name)))?
    }

    fn change(&self, changes: &[Change<'_>]) -> Problem {
        let (project, first) = (self.project, &changes[0]);
        let number = self.numbers(first.name);
        let figure = project.figure(first.figure);
        let report = &project.report(first.figure.report).id;
        let was = first.was.said.to_string();
        let level = first.was.level;
        let fault = match first.now {
            Some(now) if now.said != first.was.said => {
                let now = now.said.to_string();
                say!(
                    "số đã đăng ở số bản tin {number} bị đổi: {was} thành {now}",
                    "a figure published in issue {number} was changed: {was} to {now}"
                )
            }
            Some(now) if now.level != first.was.level => {
                let now = now.level;
                say!(
                    "mức của số {was} đã đăng ở số bản tin {number} bị đổi: {level} thành {now}",
                    "the level of {was}, published in issue {number}, was changed: {level} to {now}"
                )
            }
            Some(_) => say!(
                "số {was} đã đăng ở số bản tin {number} nay lấy từ báo cáo khác: {report}",
                "{was}, published in issue {number}, now comes from another report: {report}"
            ),
            None => say!(
                "con số in kèm đã đăng ở số bản tin {number} không còn: {was}",
                "a number printed beside a figure, published in issue {number}, is gone: {was}"
            ),
        };
        let mut problem = Problem::error(RULE.name, figure.at, fault);
        for change in changes {
            let FigureLine { said, level, report } = change.was;
            let words = say!("đã đăng: {said} ({level}, {report})", "published: {said} ({level}, {report})");
            problem = problem.label(self.place(change.name), words);
        }
        let cutoff = self.issue.cutoff;
        if first.was.report != report.as_str() {
            let source = project.report(first.figure.report).source_of(figure).at;
            return problem
                .label(source, say!("báo cáo nay được dùng", "the report that is used now"))
                .way_out(say!(
                    "nếu báo cáo này đến sau ngày chốt {cutoff}, ghi ngày nhận vào [source] của nó; nếu ghi sai ngày công bố thì sửa lại",
                    "if this report came in after the cut-off {cutoff}, write the day into its [source]; if its date of publication is wrong, correct it"
                ))
                .instead("received = \"…\"");
        }
        if let Some(correction) = too_early(project, first.figure, changes) {
            return self.corrected_too_early(problem, correction, figure);
        }
        let other_level = changes.iter().find(|one| one.now.is_some_and(|now| now.level != one.was.level));
        let lines = changes.iter().map(|one| (one.name, one.was, one.now));
        let was = before(lines, other_level.map(|one| one.was.level));
        problem
            .way_out(say!(
                "nếu sửa nhầm, ghi lại số cũ; nếu số đã đăng là sai, giữ số mới và thêm correction vào trong {{ … }} của nó: on là ngày sửa (sau {cutoff}), reason là lý do; nếu báo cáo mới đính chính, ghi số mới ở tệp báo cáo mới với correction = {{ of = \"{report}\", reason = \"…\" }}",
                "if this is a slip, put the old value back; if the published one was wrong, keep the new one and add a correction inside its {{ … }}: on is the day of the correction (after {cutoff}), reason says why; if a newer report corrects it, write the new value in that report's file with correction = {{ of = \"{report}\", reason = \"…\" }}"
            ))
            .added(figure.at, format!("correction = {{ was = {was}, on = \"…\", reason = \"…\" }}"))
    }

    /// A correction says what was published, and is dated as if it had been known by then.
    fn corrected_too_early(&self, problem: Problem, correction: &Correction, figure: &Figure) -> Problem {
        let (number, cutoff) = (self.issue.number, self.issue.cutoff);
        let on = figure.details.as_ref().and_then(|details| details.received);
        let on = on.map_or_else(String::new, |on| on.to_string());
        let fault = say!(
            "số đã đăng ở số bản tin {number} được ghi là sửa ngày {on}, không sau ngày chốt {cutoff}",
            "a figure published in issue {number} is said to be corrected on {on}, not after the cut-off {cutoff}"
        );
        let mut dated = Problem::error(RULE.name, correction.at, fault);
        dated.labels = problem.labels;
        dated.way_out(say!(
            "on là ngày bạn sửa tệp này, phải sau ngày chốt {cutoff}: đến ngày chốt, số đã đăng vẫn là số cũ",
            "on is the day when you mend this file, and comes after the cut-off {cutoff}: until then the old value was the published one"
        ))
    }

    /// Figures that are there no more, by their names; a lost id or zone once.
    fn gone(&self) -> Vec<(String, Problem)> {
        let figures = self.frozen.record.figures.iter();
        let gone = figures.filter(|(name, _)| !self.lines.contains_key(*name) && self.beside(name).is_none());
        let mut problems: BTreeMap<String, (Problem, usize)> = BTreeMap::new();
        for (name, was) in gone {
            let lost = self.lost(name);
            let entry = problems.entry(lost.clone().unwrap_or_else(|| base(name).to_owned()));
            let (_, count) = entry.or_insert_with(|| (self.vanished(name, was, lost.as_deref()), 0));
            *count += 1;
        }
        let finish = |(name, (problem, _)): (String, (Problem, usize))| (name, problem);
        problems.into_iter().map(finish).collect()
    }

    /// The id in a name that the content does not know any more, or the zone that the issue left out.
    fn lost(&self, name: &str) -> Option<String> {
        let (path, _) = name.split_once('@')?;
        let path = path.split('[').next()?;
        let mut ids = path.split('/');
        let (zone, body, indicator) = (ids.next()?, ids.next()?, ids.next()?);
        let key = self.project.zone_keys().find(|&key| self.project.zone(key).id.as_str() == zone);
        let Some(key) = key.filter(|key| self.issue.zones.contains(key)) else {
            return Some(zone.to_owned());
        };
        let has_body = self.project.zone(key).find_body(key, body).is_some();
        let lost = if has_body { indicator } else { body };
        (!has_body || self.project.registry.find(indicator).is_none()).then(|| lost.to_owned())
    }

    fn vanished(&self, name: &str, was: &FigureLine, lost: Option<&str>) -> Problem {
        let (number, said, cutoff) = (self.numbers(name), &was.said, self.issue.cutoff);
        let problem = |fault| Problem::error(RULE.name, self.place(name), fault);
        if let Some(lost) = lost {
            let fault = say!(
                "các số đã đăng ở số bản tin {number} với mã “{lost}” không còn",
                "figures published in issue {number} under the id “{lost}” are gone"
            );
            return problem(fault).label(self.issue.at, say!("số bản tin này", "the issue")).way_out(say!(
                "mã là địa chỉ của số liệu, không đổi sau khi phát hành: ghi lại mã “{lost}”, và giữ khu ấy trong zones của số bản tin",
                "ids are the addresses of figures and stay after publication: put “{lost}” back, and keep the zone in the issue's zones"
            ));
        }
        let here = say!("đã đăng: {said} ({})", "published: {said} ({})", was.report);
        if let Some(later) = self.still_there(name) {
            let (figure, known) = (self.project.figure(later), known_from(self.project, later));
            let fault = say!(
                "số {said} đã đăng ở số bản tin {number} nay có ngày công bố {known}, sau ngày chốt {cutoff}",
                "{said}, published in issue {number}, is now dated {known}, after the cut-off {cutoff}"
            );
            let source = self.project.report(later.report).source_of(figure).at;
            return Problem::error(RULE.name, figure.at, fault)
                .label(self.place(name), here)
                .label(source, say!("ngày của nguồn", "the date of the source"))
                .way_out(say!(
                    "ghi lại ngày cũ của nguồn; số sửa sau khi đăng cần correction = {{ was = … }}",
                    "put the old date of the source back; a value mended after publication needs correction = {{ was = … }}"
                ));
        }
        let fault = say!(
            "số đã đăng ở số bản tin {number} không còn trong nội dung: {said}",
            "a figure published in issue {number} is not in the content any more: {said}"
        );
        let mut problem = problem(fault).label(self.place(name), here);
        if let Some(report) = self.report(name, &was.report) {
            let at = self.project.report(report).source.at;
            problem = problem.label(at, say!("số ấy ở báo cáo này", "it stood in this report"));
        }
        if let Some(moved) = self.moved(name, was) {
            let at = self.project.figure(moved).at;
            problem = problem.label(at, say!("nay ở đây?", "is it here now?"));
        }
        let was = self.last_words(name, was);
        if name.contains('[') {
            return self.part_vanished(problem, name, &was);
        }
        let id = name.split('@').next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
        problem
            .way_out(say!(
                "ghi lại dòng đã xóa; nếu số ấy phải rút lại (hoặc chuyển sang thời điểm khác), ghi nó là missing cùng correction ở chỗ cũ",
                "put the deleted line back; to withdraw the figure (or move it to another time), write it as missing, with a correction, where it stood"
            ))
            .instead(format!("{id} = {}", withdrawn(&was)))
    }

    /// A part goes back into the line of its whole; that is withdrawn with it at most by the author's will.
    fn part_vanished(&self, problem: Problem, name: &str, was: &str) -> Problem {
        let Some((whole, key)) = self.whole_of(name) else {
            return problem.way_out(say!(
                "ghi lại phần đã xóa; nếu phần ấy phải rút lại, ghi nó là missing cùng correction ở chỗ cũ",
                "put the deleted part back; to withdraw it, write it as missing, with a correction, where it stood"
            ));
        };
        let at = self.project.figure(whole).at;
        problem
            .label(at, say!("phần ấy thuộc số này", "it was a part of this figure"))
            .way_out(say!(
                "chọn một trong hai dòng: ghi lại phần đã xóa; hoặc, nếu phần ấy phải rút lại, ghi nó là missing cùng correction",
                "choose one of the two lines: put the deleted part back; or, to withdraw it, write it as missing, with a correction"
            ))
            .added(at, format!("{key} = {was}"))
            .added(at, format!("{key} = {}", withdrawn(was)))
    }

    /// The figure in whose line a part stood, and the part's key there: `of_which.khu-vuc.fdi`.
    fn whole_of(&self, name: &str) -> Option<(FigureKey, String)> {
        let (head, rest) = base(name).split_once('[')?;
        let (path, time) = rest.split_once(']')?;
        let (outer, part) = path.rsplit_once(';').map_or((None, path), |(outer, part)| (Some(outer), part));
        let outer = outer.map_or_else(|| format!("{head}{time}"), |outer| format!("{head}[{outer}]{time}"));
        let &(_, whole) = self.lines.get(&outer)?;
        let (dimension, part) = part.split_once('=')?;
        let registry = &self.project.registry;
        let beside = self.project.report(whole.report).figures.iter().find(|one| {
            let inner = one.parts.parent().map(|(_, part)| registry.part(part).dimension);
            one.whole.is_some_and(|whole_of| whole_of.figure == whole.figure)
                && inner.is_some_and(|inner| registry.dimension(inner).id.as_str() == dimension)
        });
        let complete = beside.and_then(|one| one.whole).is_some_and(|whole| whole.complete);
        let key = if complete { "parts" } else { "of_which" };
        Some((whole, format!("{key}.{dimension}.{part}")))
    }

    /// Figures that a frozen issue would have shown, by their names; a whole new report once.
    fn added(&self) -> Vec<(String, Problem)> {
        let recorded = &self.frozen.record.figures;
        let mut problems: BTreeMap<String, Problem> = BTreeMap::new();
        let fresh = self.lines.iter().filter(|(name, (_, key))| {
            !recorded.contains_key(*name) && !self.renamed.contains_key(&key.report)
        });
        for (name, (line, key)) in fresh {
            let zone = self.project.zone(key.report.zone).id.as_str();
            let is_its = |(own, was): (&String, &FigureLine)| {
                was.report == line.report && own.split('/').next() == Some(zone)
            };
            let (name, problem) = match recorded.iter().any(is_its) {
                true if base(name) != name && recorded.contains_key(base(name)) => {
                    (name.clone(), self.new_print(*key, &line.said))
                }
                true => (base(name).to_owned(), self.new_figure(*key)),
                false => (format!("{zone}/{}", line.report), self.new_report(*key)),
            };
            problems.entry(name).or_insert(problem);
        }
        problems.into_iter().collect()
    }

    fn new_report(&self, key: FigureKey) -> Problem {
        let (number, cutoff) = (self.issue.number, self.issue.cutoff);
        let report = self.project.report(key.report);
        let date = report.source.published;
        let fault = say!(
            "báo cáo này không có trong số bản tin {number} đã chốt, dù công bố {date}, trước ngày chốt {cutoff}",
            "frozen issue {number} does not have this report, though it is dated {date}, before the cut-off {cutoff}"
        );
        Problem::error(RULE.name, report.source.at, fault)
            .way_out(say!(
                "nếu báo cáo đến sau ngày chốt, thêm vào [source] ngày nhận được: từ ngày ấy số liệu mới được dùng, số đã chốt giữ nguyên",
                "if it came in after the cut-off, add the day to its [source]: the figures count as known from then on, and the frozen issue stays as it was"
            ))
            .instead("received = \"…\"")
    }

    fn new_figure(&self, key: FigureKey) -> Problem {
        let (number, cutoff) = (self.issue.number, self.issue.cutoff);
        let figure = self.project.figure(key);
        let date = published(self.project, key);
        let fault = say!(
            "số này không có trong số bản tin {number} đã chốt, dù công bố {date}, trước ngày chốt {cutoff}",
            "frozen issue {number} does not have this figure, though it is dated {date}, before the cut-off {cutoff}"
        );
        Problem::error(RULE.name, figure.at, fault)
            .way_out(say!(
                "nếu số được nhập sau ngày chốt, thêm received (ngày nhập) vào trong {{ … }} của nó; nếu đây là số cũ chuyển chỗ, ghi cả correction ở chỗ cũ",
                "if it was entered after the cut-off, add received (the day) inside its {{ … }}; if it was moved here, write a correction where it stood"
            ))
            .added(figure.at, "received = \"…\"")
    }

    fn new_print(&self, key: FigureKey, said: &Said) -> Problem {
        let number = self.issue.number;
        let fault = say!(
            "con số in kèm {said} không có trong số bản tin {number} đã chốt",
            "frozen issue {number} does not have {said}, printed beside this figure"
        );
        Problem::error(RULE.name, self.project.figure(key).at, fault).way_out(say!(
            "bỏ nó ở đây; cần thêm thì ghi số liệu này một lần nữa ở một tệp báo cáo khác cùng nguồn, với received trong [source]",
            "take it out here; to add it, write the figure once more in another report file of the same source, with received in its [source]"
        ))
    }

    /// What `was` has to say of a figure that is gone: everything that the record has of it.
    fn last_words(&self, name: &str, was: &FigureLine) -> String {
        let level = self.report(name, &was.report).map(|report| self.project.report(report).level.key());
        let own = |(other, _): &(&String, &FigureLine)| base(other) == base(name);
        let gone = self.frozen.record.figures.iter().filter(own);
        let gone = gone.map(|(name, was)| (name.as_str(), was, None));
        before(gone, level.filter(|level| *level != was.level).map(|_| was.level))
    }

    /// The numbers of the frozen issues that show a figure: `1, 2`.
    fn numbers(&self, name: &str) -> String {
        let shows = |issue: &&Issue| {
            issue.frozen.as_ref().is_some_and(|frozen| frozen.record.figures.contains_key(name))
        };
        let numbers = self.project.issues.iter().filter(shows).map(|issue| issue.number.to_string());
        numbers.collect::<Vec<_>>().join(", ")
    }

    fn place(&self, name: &str) -> At {
        self.frozen.places.get(name).copied().unwrap_or(self.frozen.at)
    }

    fn report(&self, name: &str, id: &str) -> Option<ReportKey> {
        let zone = name.split('/').next()?;
        let key = self.project.zone_keys().find(|&key| self.project.zone(key).id.as_str() == zone)?;
        self.project.zone(key).report_keys(key).find(|&report| self.project.report(report).id.as_str() == id)
    }

    /// A figure of this name that is only known after the cut-off.
    fn still_there(&self, name: &str) -> Option<FigureKey> {
        let zone = name.split('/').next()?;
        let key = self.project.zone_keys().find(|&key| self.project.zone(key).id.as_str() == zone)?;
        let mut reports = self.project.zone(key).report_keys(key);
        reports.find_map(|report| {
            let figures = self.project.report(report).figures.iter().enumerate();
            let mut keys = figures.map(|(n, _)| FigureKey { report, figure: n as u32 });
            keys.find(|&key| cell_name(self.project, &Cell::of(self.project.figure(key))) == base(name))
        })
    }

    /// A figure of the same indicator in the same report that says the same, and was not in the record.
    fn moved(&self, name: &str, was: &FigureLine) -> Option<FigureKey> {
        let own = self.report(name, &was.report)?;
        let same = |(other, (now, key)): (&String, &(FigureLine, FigureKey))| {
            let fresh = !self.frozen.record.figures.contains_key(other);
            (fresh && key.report == own && now.said == was.said).then_some(*key)
        };
        self.lines.iter().find_map(same)
    }
}

/// Returns the reports that the record does not know, each with the id of the one that is gone and whose figures it
/// gives.
fn renamed(project: &Project, frozen: &Frozen, lines: &Lines) -> BTreeMap<ReportKey, String> {
    let mut renamed = BTreeMap::new();
    let recorded: BTreeSet<(&str, &str)> =
        frozen.record.figures.iter().map(|(name, line)| (zone_of(name), line.report.as_str())).collect();
    for (name, was) in &frozen.record.figures {
        let Some((now, figure)) = lines.get(name) else { continue };
        let zone = project.zone(figure.report.zone);
        let is_gone = zone.reports.iter().all(|report| report.id.as_str() != was.report);
        let is_new = !recorded.contains(&(zone_of(name), now.report.as_str()));
        if is_gone && is_new && (&now.said, now.level) == (&was.said, was.level) {
            renamed.entry(figure.report).or_insert_with(|| was.report.clone());
        }
    }
    renamed
}

/// The zone of the figure that a line is about.
fn zone_of(name: &str) -> &str {
    name.split('/').next().unwrap_or(name)
}

/// A line of the record, and what it says today; nothing where it is gone.
struct Change<'a> {
    name: &'a str,
    was: &'a FigureLine,
    now: Option<&'a FigureLine>,
    figure: FigureKey,
}

/// The name of the figure that a line is about.
fn base(name: &str) -> &str {
    name.split('?').next().unwrap_or(name)
}

/// The newest correction of a figure in its own file, where a version before it says what was published.
fn too_early<'a>(project: &'a Project, key: FigureKey, changes: &[Change<'_>]) -> Option<&'a Correction> {
    let correction = |key| project.figure(key).details.as_ref()?.correction.as_ref();
    let newest = correction(key)?;
    let mut older = newest.was;
    while let Some(figure) = older {
        let figure = FigureKey { figure, ..key };
        let time = project.figure(figure).time;
        let known = Known { figure, time, conflict: false, revised: false };
        let lines: BTreeMap<_, _> =
            shown::figure_lines(project, &Cell::of(project.figure(figure)), known).into_iter().collect();
        if changes.iter().all(|change| lines.get(change.name) == Some(change.was)) {
            return Some(newest);
        }
        older = correction(figure).and_then(|correction| correction.was);
    }
    None
}
