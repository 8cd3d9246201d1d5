//! The stages in their order.

use super::args::Shared;
use super::build::{Counts, FrozenIssue, PageState, Site};
use super::check::{Compared, How, Look};
use super::pack::Leaflet;
use super::patch::{self, Change};
use super::publish::{Draft, Ready};
use super::report::Passage;
use super::review::Sheet;
use super::stages::Stages;
use crate::analyse::ledger::Ledger;
use crate::analyse::waiting::{Waiting, waiting};
use crate::analyse::{self, reconcile::Reconciliation};
use crate::diag::{At, Problem, Say, Severity};
use crate::language::Language;
use crate::model::Project;
use crate::model::fingerprint::Fingerprint;
use crate::model::fold;
use crate::model::id::{FigureKey, IssueKey};
use crate::model::issue::Issue;
use crate::model::nearest::nearest;
use crate::model::period::Day;
use crate::model::record::Prints;
use crate::read::source::Sources;
use crate::read::{self, Reading, Unreadable};
use crate::render::edition::{ChartFiles, Edition};
use crate::render::review::{Facts, Remark};
use crate::render::templates::{self, Theme, ThemeFault};
use crate::render::{self, SiteFiles};
use crate::say;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What reading and analysing gave.
struct Analysed {
    project: Option<Project>,
    ledgers: Vec<Ledger>,
    problems: Vec<Problem>,
    compared: Compared,
    /// What no page shows yet.
    waiting: Vec<Waiting>,
    /// The figures that another number confirms, in their order.
    confirmed: Vec<FigureKey>,
    sources: Sources,
    /// The first place that names each of them.
    assets: BTreeMap<String, At>,
}

/// Reads and analyses the content, and says what would change it without doubt.
///
/// # Errors
///
/// Fails when the content cannot be read, or changes meanwhile.
pub(super) fn look(shared: &Shared, how: How, stages: &mut Stages) -> Result<(Look, Vec<Change>), Say> {
    let Analysed { project, ledgers, mut problems, compared, waiting, sources, .. } =
        analysed(shared, reading(shared, stages)?, stages);
    let sources = Arc::new(sources);
    let place = place(sources.clone());
    let mut changes = Vec::new();
    if let (How::Suggesting, Some(project)) = (how, &project) {
        stages.time("suggest", || analyse::suggest::answer(project, &ledgers, &mut problems));
        changes = patch::changes(&problems, &sources, &*place)?;
    }
    Ok((Look { problems, compared, waiting, place }, changes))
}

/// Reads and analyses the content and renders the site; there is none where the content has errors.
///
/// # Errors
///
/// Fails when the content cannot be read, or its theme does not render.
pub(super) fn site(shared: &Shared, stages: &mut Stages) -> Result<Site, Say> {
    let reading = reading(shared, stages)?;
    // Templates take as long to compile as figures to compare, and neither needs the other.
    let name = theme_name(reading.project.as_ref());
    let (theme, analysed) = rayon::join(|| theme(shared, &name), || analysed(shared, reading, stages));
    let Analysed { project, ledgers, problems, compared, waiting, sources, assets, .. } = analysed;
    let broken = broken(shared, &problems);
    let mut counts = Counts::default();
    let (mut files, mut frozen, mut leaflet) = (None, Vec::new(), Leaflet::default());
    let mut unused = Vec::new();
    if let Some(project) = project.filter(|_| !broken) {
        let theme = theme?;
        let mut site = stages.time("render", || rendered(&project, &ledgers, &theme))?;
        unused = theme.warnings().iter().map(ThemeFault::say).collect();
        for path in assets.keys() {
            add(&mut site, path, &sources)?;
        }
        if own_folder(shared, &name).is_some() {
            let dead = stages.time("links", || render::dead_link::faults(&site, &theme));
            if !dead.is_empty() {
                return Err(of_theme(&dead));
            }
        }
        counts = count(&project, &site);
        leaflet = Leaflet {
            name: render::leaflet::name(&project, as_of(&project)?),
            text: render::leaflet::text(&project, as_of(&project)?),
        };
        frozen = frozen_issues(&project, &site);
        files = Some(site);
    }
    Ok(Site {
        look: Look { problems, compared, waiting, place: place(Arc::new(sources)) },
        files,
        counts,
        leaflet,
        frozen,
        theme: unused,
    })
}

/// Reads and analyses the content and puts together what one issue shows.
///
/// # Errors
///
/// Fails when the content cannot be read, has no such issue, or its theme does not render.
pub(super) fn issue(shared: &Shared, id: &str, stages: &mut Stages) -> Result<Ready, Say> {
    let Analysed { project, ledgers, problems, compared, waiting, sources, .. } =
        analysed(shared, reading(shared, stages)?, stages);
    let is_broken = broken(shared, &problems);
    let folder = format!("bulletins/{id}/");
    let own = problems.iter().any(|one| sources.path(one.at).starts_with(&folder));
    let mut issue = None;
    if let Some(project) = &project {
        match named_issue(project, id) {
            Ok(key) if !is_broken => {
                issue = Some(stages.time("render", || draft(shared, project, &ledgers, key))?);
            }
            Ok(_) => {}
            // It may be there, and could not be read.
            Err(_) if is_broken && own => {}
            Err(unknown) => return Err(unknown),
        }
    }
    Ok(Ready { look: Look { problems, compared, waiting, place: place(Arc::new(sources)) }, issue })
}

fn draft(shared: &Shared, project: &Project, ledgers: &[Ledger], key: IssueKey) -> Result<Draft, Say> {
    let issue = project.issue(key);
    let record = analyse::shown::by_issue(project, ledgers, key).record(project, key);
    let theme = theme(shared, &theme_name(Some(project)))?;
    let page = render::issue_print(project, ledgers, key, &theme).map_err(|fault| of_theme(&[fault]))?;
    let (figures, verdicts) = (record.figures_print(), record.verdicts_print());
    Ok(Draft {
        id: issue.id.to_string(),
        number: issue.number,
        folder: shared.content.join("bulletins").join(issue.id.as_str()),
        record,
        prints: Prints { figures, verdicts, page },
        before: issue.frozen.as_ref().map(|frozen| frozen.prints.clone()),
    })
}

/// How the pages of the frozen issues compare with those that were frozen.
fn frozen_issues(project: &Project, site: &SiteFiles) -> Vec<FrozenIssue> {
    let one = |(key, print): (IssueKey, &Fingerprint)| {
        let issue = project.issue(key);
        let same = issue.frozen.as_ref().is_some_and(|frozen| frozen.prints.page == *print);
        let page = if same { PageState::Same } else { PageState::Changed };
        FrozenIssue { id: issue.id.to_string(), number: issue.number, page }
    };
    site.issues().map(one).collect()
}

/// Reads and analyses the content and makes the review sheet of an issue; there is none where the content
/// has errors.
///
/// # Errors
///
/// Fails when the content cannot be read, there is no such issue, or the theme does not render.
pub(super) fn sheet(shared: &Shared, stages: &mut Stages, issue: &str) -> Result<Sheet, Say> {
    let Analysed { project, ledgers, problems, compared, waiting, confirmed, sources, .. } =
        analysed(shared, reading(shared, stages)?, stages);
    let place = place(Arc::new(sources));
    let whole = project.filter(|_| !broken(shared, &problems));
    let html = whole.map(|project| {
        let key = named_issue(&project, issue)?;
        let review = analyse::review::of_issue(&project, &ledgers, &confirmed, key);
        let issue = project.issue(key);
        let files = ChartFiles::default();
        let (cutoff, own) = (issue.cutoff, Some(key));
        let edition = Edition {
            project: &project,
            ledgers: &ledgers,
            cutoff,
            issue: own,
            language: Language::Vi,
            files: &files,
        };
        let warnings = problems.iter().map(|problem| Remark {
            place: place(problem.at).words(),
            words: problem.fault.of(shared.lang).to_owned(),
        });
        let facts = Facts { relations: compared.relations, warnings: warnings.collect() };
        let html = render::review::sheet(
            &edition,
            &theme(shared, &theme_name(Some(&project)))?,
            key,
            &review,
            facts,
        )
        .map_err(|fault| of_theme(&[fault]))?;
        Ok((issue.id.to_string(), html))
    });
    Ok(Sheet { html: html.transpose()?, look: Look { problems, compared, waiting, place } })
}

/// Returns the issue of a folder name or a number.
fn named_issue(project: &Project, name: &str) -> Result<IssueKey, Say> {
    let is_named = |issue: &Issue| issue.id.as_str() == name || issue.number.to_string() == name;
    let found = project.issues.iter().position(is_named);
    found.map(|place| IssueKey(place as u16)).ok_or_else(|| {
        let known: Vec<&str> = project.issues.iter().map(|issue| issue.id.as_str()).collect();
        read::record::no_issue(name, &known)
    })
}

fn broken(shared: &Shared, problems: &[Problem]) -> bool {
    let denied = |problem: &Problem| shared.deny.iter().any(|rule| rule == problem.rule);
    problems.iter().any(|one| one.severity == Severity::Error || denied(one))
}

fn reading(shared: &Shared, stages: &mut Stages) -> Result<Reading, Say> {
    stages.time("read", || read::project(&shared.content)).map_err(|error| no_content(shared, &error))
}

fn analysed(shared: &Shared, reading: Reading, stages: &mut Stages) -> Analysed {
    let mut problems = reading.problems;
    problems.extend(reading.assets.iter().filter_map(|(path, at)| web_name(path, *at)));
    let mut ledgers = Vec::new();
    let mut compared = Compared::default();
    let (mut confirmed, mut not_shown) = (Vec::new(), Vec::new());
    if let Some(project) = &reading.project {
        let findings = stages.time("analyse", || analyse::findings(project));
        ledgers = findings.ledgers;
        let Reconciliation { problems: differences, relations, explained, confirmed: all, .. } =
            findings.reconciliation;
        problems.extend(unknown_theme(shared, project));
        confirmed = all;
        not_shown = waiting(project);
        compared = Compared { relations, explained };
        problems.extend(differences);
        problems = project.settings.weighed(problems);
    }
    Analysed {
        project: reading.project,
        ledgers,
        problems,
        compared,
        waiting: not_shown,
        confirmed,
        sources: reading.sources,
        assets: reading.assets,
    }
}

fn rendered(project: &Project, ledgers: &[Ledger], theme: &Theme) -> Result<SiteFiles, Say> {
    render::site(project, ledgers, as_of(project)?, theme).map_err(|faults| of_theme(&faults))
}

fn as_of(project: &Project) -> Result<Day, Say> {
    analyse::as_of(project).ok_or_else(|| {
        say!(
            "chưa có số bản tin nào và chưa có báo cáo nào: thêm bulletins/<số>/index.md hoặc zones/<khu>/results/<báo cáo>.toml",
            "there is no issue and no report: add bulletins/<issue>/index.md or zones/<zone>/results/<report>.toml"
        )
    })
}

fn theme_name(project: Option<&Project>) -> String {
    let named = project.and_then(|project| project.settings.theme.as_ref());
    named.map_or("default", |(name, _)| name.as_str()).to_owned()
}

/// Returns what is wrong with the name of a theme that is neither compiled in nor a folder.
fn unknown_theme(shared: &Shared, project: &Project) -> Option<Problem> {
    let (name, at) = project.settings.theme.as_ref()?;
    let own = read::theme::names(&themes(&shared.content));
    let built_in = templates::BUILT_IN.into_iter();
    let known: BTreeSet<&str> = built_in.chain(own.iter().map(String::as_str)).collect();
    if known.contains(name.as_str()) {
        return None;
    }
    let fault = say!("không có giao diện “{name}”", "there is no theme “{name}”");
    let list = known.iter().copied().collect::<Vec<_>>().join(", ");
    let way_out = match nearest(name, known) {
        Some(near) => say!(
            "ý bạn là “{near}”? Các giao diện đang có: {list}",
            "did you mean “{near}”? The themes that there are: {list}"
        ),
        None => say!(
            "các giao diện đang có: {list}; giao diện riêng là một thư mục trong themes/, bên cạnh thư mục nội dung",
            "the themes that there are: {list}; one of your own is a folder in themes/, beside the content folder"
        ),
    };
    Some(Problem::error("unknown-theme", *at, fault).way_out(way_out))
}

fn theme(shared: &Shared, name: &str) -> Result<Theme, Say> {
    let overrides = match own_folder(shared, name) {
        Some(folder) => read::theme::files(&folder).map_err(|error| unreadable(&error))?,
        None => templates::built_in(name).unwrap_or_default(),
    };
    Theme::new(&overrides).map_err(|faults| of_theme(&faults))
}

/// Returns the site's own folder of a theme, which goes before what is compiled in; the default theme has none.
fn own_folder(shared: &Shared, name: &str) -> Option<PathBuf> {
    let folder = themes(&shared.content).join(name);
    (name != "default" && (folder.exists() || templates::built_in(name).is_none())).then_some(folder)
}

/// Returns what is wrong with the name of a picture or kept copy that is to go to the site.
fn web_name(path: &str, at: At) -> Option<Problem> {
    render::files::check_path(&render::link::asset(path)).err()?;
    let fault =
        say!("tên tệp “{path}” không dùng được trên web", "the file name “{path}” cannot be used on the web");
    let name = path.rsplit('/').next().unwrap_or(path);
    let slugs: Vec<String> = name.rsplitn(2, '.').map(|part| fold::slug(part, 80)).collect();
    let better = slugs.into_iter().rev().collect::<Vec<_>>().join(".");
    Some(Problem::error("file-name", at, fault).way_out(say!(
        "đổi tên tệp, chỉ dùng chữ không dấu, số và dấu gạch, chẳng hạn {better}; rồi ghi tên mới ở đây",
        "rename the file with ASCII letters, digits and hyphens, such as {better}; then write the new name here"
    )))
}

/// Pictures and kept copies go to the site as they are.
fn add(site: &mut SiteFiles, path: &str, sources: &Sources) -> Result<(), Say> {
    let bytes = sources
        .asset(path)
        .map_err(|why| say!("không đọc được {path}: {why}", "cannot read {path}: {why}"))?;
    site.insert(render::link::asset(path), bytes).map_err(|why| why.say())
}

/// Returns the folder of the themes: beside the content folder.
pub(super) fn themes(content: &Path) -> PathBuf {
    let beside = content.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    beside.join("themes")
}

fn count(project: &Project, site: &SiteFiles) -> Counts {
    let pages = site.iter().filter(|(path, _)| path.ends_with(".html"));
    Counts {
        zones: project.zones.len(),
        issues: project.issues.len(),
        pages: pages.count(),
        charts: site.charts(),
    }
}

fn place(sources: Arc<Sources>) -> Box<dyn Fn(At) -> Passage> {
    Box::new(move |at| {
        let place = sources.place(at);
        Passage { path: place.path, source: place.source, span: place.span }
    })
}

fn no_content(shared: &Shared, error: &Unreadable) -> Say {
    let path = shared.content.display();
    match shared.content.exists() {
        true => unreadable(error),
        false => say!(
            "không có thư mục nội dung “{path}”; hãy chạy bantin ở thư mục chứa nó, hoặc chỉ ra nó bằng --content",
            "there is no content folder “{path}”; run bantin in the folder that holds it, or name it with --content"
        ),
    }
}

fn unreadable(error: &Unreadable) -> Say {
    let (path, why) = (error.path.display(), &error.why);
    Say {
        vi: format!("không mở được {path}: {}", why.vi), en: format!("cannot open {path}: {}", why.en)
    }
}

fn of_theme(faults: &[ThemeFault]) -> Say {
    let said: Vec<Say> = faults.iter().map(ThemeFault::say).collect();
    let list = |language| said.iter().map(|one| one.of(language)).collect::<Vec<_>>().join("\n");
    Say {
        vi: format!("giao diện (theme) có lỗi:\n{}", list(Language::Vi)),
        en: format!("the theme has faults:\n{}", list(Language::En)),
    }
}
