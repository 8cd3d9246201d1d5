//! Findings to files in memory: the only stage that knows HTML.
//!
//! A page is a struct of finished text, rendered by one template. Templates neither compute nor round.

pub mod chart;
pub mod component;
pub mod content;
pub mod data;
pub mod dead_link;
pub mod edition;
pub mod embed;
pub mod feed;
pub mod files;
pub mod foreign;
mod former;
pub mod home;
pub mod indicator;
pub mod issue;
pub mod leaflet;
pub mod link;
pub mod markdown;
pub mod method;
pub mod not_found;
pub mod page;
pub mod png;
pub mod review;
pub mod revision;
#[cfg(test)]
mod sample;
pub mod script;
pub mod search;
pub mod share;
pub mod sitemap;
pub mod source;
pub mod standing;
pub mod style_sheet;
pub mod templates;
pub mod term;
pub mod text;
mod theme_fault;
mod theme_file;
mod words;
pub mod zone;

pub use files::SiteFiles;

use crate::analyse::ledger::Ledger;
use crate::analyse::totals::{self, Total};
use crate::language::Language;
use crate::model::Project;
use crate::model::fingerprint::Fingerprint;
use crate::model::id::{IssueKey, ZoneKey};
use crate::model::issue::Issue;
use crate::model::period::Day;
use crate::model::prose::Embed;
use content::Content;
use edition::{ChartFiles, Edition, Forms};
use files::File;
use link::Root;
use page::{Site, Whole};
use rayon::prelude::*;
use serde::Serialize;
use share::Picture;
use standing::{Standing, Summary};
use std::collections::BTreeMap;
use templates::{Theme, ThemeFault};

/// Returns the whole site as files in memory; `as_of` is the day on which the standing pages stand.
///
/// # Errors
/// Every page that its template refuses; then there is no site.
pub fn site(
    project: &Project,
    ledgers: &[Ledger],
    as_of: Day,
    theme: &Theme,
) -> Result<SiteFiles, Vec<ThemeFault>> {
    let settings = &project.settings;
    let totals = totals::over_zones(project, ledgers, as_of);
    let forms = if settings.chart_png { Forms::SvgAndPng } else { Forms::Svg };
    let charts: Vec<ChartFiles> = settings.languages.iter().map(|_| ChartFiles::new(forms)).collect();
    let edition =
        |(&language, files)| Edition { project, ledgers, cutoff: as_of, issue: None, language, files };
    let editions: Vec<Edition> = settings.languages.iter().zip(&charts).map(edition).collect();
    let site = |&language| {
        let picture = share::publication(language, settings);
        Site { picture, ..Site::new(language, settings, as_of) }
    };
    let sites: Vec<Site> = settings.languages.iter().map(site).collect();
    let studio = |(edition, site)| Studio { edition, site, theme };
    let studios: Vec<Studio> = editions.iter().zip(&sites).map(studio).collect();

    let mut zones: Vec<ZonesMade> = studios.par_iter().map(Studio::zones).collect();
    // The downloads are the same for readers of every language: made with the first one.
    let downloads = data::Downloads::new(&editions[0], std::mem::take(&mut zones[0].rows), &totals);
    let folders =
        studios.par_iter().zip(zones).map(|(studio, zones)| studio.folder(zones, &totals, &downloads));
    let folders: Vec<Folder> = folders.collect();

    let (mut files, mut faults, mut listed) = (SiteFiles::default(), Vec::new(), Vec::new());
    for ((studio, folder), charts) in studios.iter().zip(folders).zip(&charts) {
        let name = link::folder(studio.edition.language);
        listed.extend(folder.listed);
        add(&mut files, &mut faults, name, folder.pages);
        for (address, file) in folder.files.into_iter().chain(charts.take()) {
            put(&mut files, &[name, &address].concat(), file);
        }
    }
    shared(&mut files, &mut faults, theme, project, (as_of, listed));
    if !faults.is_empty() {
        return Err(ThemeFault::once(faults));
    }
    for download in downloads.files {
        put(&mut files, &download.address(), download.content);
    }
    Ok(files)
}

/// What all languages share: the style sheets and scripts, and the map of the whole site.
fn shared(
    files: &mut SiteFiles,
    faults: &mut Vec<ThemeFault>,
    theme: &Theme,
    project: &Project,
    (as_of, listed): (Day, Vec<(String, Day)>),
) {
    let site = Site::new(Language::Vi, &project.settings, as_of);
    if !site.base_url.is_empty() {
        let lists = sitemap::files(&site.base_url, listed);
        let made = lists
            .into_iter()
            .map(|list| made(theme, (Language::Vi, &site), "sitemap.xml", &list.address.clone(), list));
        add(files, faults, "", made.collect());
    }
    for (path, bytes) in theme.statics() {
        put(files, &format!("static/{path}"), bytes.to_vec());
    }
}

/// Returns the fingerprint of an issue's page as it came out: without what came after it.
///
/// # Errors
/// What the templates refuse.
pub fn issue_print(
    project: &Project,
    ledgers: &[Ledger],
    key: IssueKey,
    theme: &Theme,
) -> Result<Fingerprint, ThemeFault> {
    let issue = project.issue(key);
    let files = ChartFiles::default();
    let edition = Edition {
        project,
        ledgers,
        cutoff: issue.cutoff,
        issue: Some(key),
        language: Language::Vi,
        files: &files,
    };
    let summary = |&zone: &ZoneKey| Standing::new(&edition, zone).summary(&edition);
    let summaries: Vec<Summary> = issue.zones.par_iter().map(summary).collect();
    let summaries: Vec<&Summary> = summaries.iter().collect();
    print(&edition, key, &summaries, theme)
}

/// Where the site is hosted, and whether this program fills in drawings, changes nothing that an issue says.
fn print(
    edition: &Edition,
    key: IssueKey,
    summaries: &[&Summary],
    theme: &Theme,
) -> Result<Fingerprint, ThemeFault> {
    let files = ChartFiles::default();
    let edition = Edition { files: &files, ..*edition };
    let site = Site::new(edition.language, &edition.project.settings, edition.cutoff);
    let site = Site { base_url: String::new(), top_url: String::new(), ..site };
    let faults = Faults::default();
    let embed = |one: &Embed, level: u8| faults.keep(embed::html(&edition, theme, one, level));
    let mut page = issue::page(&edition, key, summaries, &embed);
    page.without_translations();
    let html = theme.page_bytes("issue.html", edition.language, &Whole { site: &site, page })?;
    faults.first(&link::issue(edition.project, key)).map_or(Ok(Fingerprint::of(&html)), Err)
}

/// Adds pages below a folder.
fn add(
    files: &mut SiteFiles,
    faults: &mut Vec<ThemeFault>,
    folder: &str,
    pages: Vec<Result<Made, ThemeFault>>,
) {
    for page in pages {
        match page {
            Ok(page) => {
                put(files, &[folder, &page.address].concat(), page.content);
                files.add_charts(page.charts);
                page.print.into_iter().for_each(|(key, print)| files.add_issue(key, print));
            }
            Err(fault) => faults.push(fault),
        }
    }
}

fn put(files: &mut SiteFiles, address: &str, file: impl Into<File>) {
    files.insert(address, file).expect("addresses are made of slugs, and slugs are unique in their folder");
}

/// A finished page.
struct Made {
    address: String,
    content: Content,
    charts: usize,
    /// Of a frozen issue: the fingerprint of its page as it came out.
    print: Option<(IssueKey, Fingerprint)>,
}

/// What is made of one zone in one go, so that its findings need not wait for other pages.
struct ZoneMade {
    pages: Vec<Result<Made, ThemeFault>>,
    /// Only with the first language: the downloads are the same for all.
    rows: Option<data::ZoneRows>,
    /// By cut-off: of each issue that covers the zone, and of the standing pages.
    summaries: BTreeMap<Day, Summary>,
    /// What the search finds of it.
    texts: search::Texts,
}

/// What is made of all zones, in their order.
#[derive(Default)]
struct ZonesMade {
    pages: Vec<Result<Made, ThemeFault>>,
    rows: Vec<data::ZoneRows>,
    summaries: Vec<BTreeMap<Day, Summary>>,
    texts: Vec<search::Texts>,
}

/// What stands in the folder of one language.
struct Folder {
    pages: Vec<Result<Made, ThemeFault>>,
    /// Those that the map of the site lists.
    listed: Vec<(String, Day)>,
    /// What is no page of a template, by address in the folder.
    files: Vec<(String, File)>,
}

/// Returns a page, finished.
fn made(
    theme: &Theme,
    (language, site): (Language, &Site),
    template: &str,
    address: &str,
    page: impl Serialize,
) -> Result<Made, ThemeFault> {
    let bytes = theme.page_bytes(template, language, &Whole { site, page })?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(theme.nothing(template, language, address));
    }
    let html = match template.ends_with(".html") {
        true => link::within(foreign::settled(bytes), address),
        false => foreign::unsettled(bytes),
    };
    let charts = memchr::memmem::find_iter(&html, b"<figure class=\"chart").count();
    Ok(Made { address: address.to_owned(), content: html.into(), charts, print: None })
}

/// What every page is made with.
struct Studio<'a> {
    edition: &'a Edition<'a>,
    site: &'a Site,
    theme: &'a Theme,
}

impl Studio<'_> {
    fn made(&self, template: &str, address: &str, page: impl Serialize) -> Result<Made, ThemeFault> {
        made(self.theme, (self.edition.language, self.site), template, address, page)
    }

    /// Returns all that readers of this language get, but the files of its charts.
    fn folder(&self, zones: ZonesMade, totals: &[Total], downloads: &data::Downloads) -> Folder {
        let ZonesMade { mut pages, summaries, texts, .. } = zones;
        let mut pictures = self.pictures(&summaries);
        // The search comes first: it is the longest piece that nothing divides.
        let ((page, index), (over_zones, standing)) = rayon::join(
            || self.search(texts),
            || rayon::join(|| self.over_zones(&summaries, totals, &pictures), || self.standing(downloads)),
        );
        pages.extend(over_zones);
        pages.extend(standing);
        pages.push(page);
        let listed = pages.iter().flatten().map(|page| self.listed(&page.address)).collect();
        pages.extend(self.feed(&summaries));
        let mut files: Vec<(String, File)> =
            index.into_iter().map(|(address, content)| (address, File::from(content))).collect();
        if self.edition.language == Language::Vi {
            pages.push(self.made("404.html", "404.html", not_found::page(self.site)));
            let package = data::package::files(self.edition, self.site, downloads);
            files
                .extend(package.into_iter().map(|(name, bytes)| (format!("data/{name}"), File::from(bytes))));
        }
        pictures.push(self.site.picture.clone());
        files.extend(pictures.into_iter().filter_map(|one| Some((one.address, File::from(one.png?)))));
        Folder { pages, listed, files }
    }

    fn zones(&self) -> ZonesMade {
        let keys: Vec<ZoneKey> = self.edition.project.zone_keys().collect();
        let mut zones = ZonesMade::default();
        for zone in keys.par_iter().map(|&zone| self.zone(zone)).collect::<Vec<_>>() {
            zones.pages.extend(zone.pages);
            zones.rows.extend(zone.rows);
            zones.summaries.push(zone.summaries);
            zones.texts.push(zone.texts);
        }
        zones
    }

    fn zone(&self, zone: ZoneKey) -> ZoneMade {
        let project = self.edition.project;
        let cutoffs = data::verdicts::cutoffs(self.edition, zone);
        let mut summaries = BTreeMap::new();
        let mut standing_at = |cutoff| {
            let edition = Edition { cutoff, ..*self.edition };
            let standing = Standing::new(&edition, zone);
            summaries.insert(cutoff, standing.summary(&edition));
            standing
        };
        let mut standings: Vec<Standing> = cutoffs.iter().map(|&cutoff| standing_at(cutoff)).collect();
        let last = standings.pop_if(|last| last.cutoff == self.edition.cutoff);
        let current = last.unwrap_or_else(|| standing_at(self.edition.cutoff));
        let shown: Vec<&Standing> =
            standings.iter().chain(cutoffs.contains(&current.cutoff).then_some(&current)).collect();
        let rows = (self.edition.language == Language::Vi)
            .then(|| data::ZoneRows::new(self.edition, &current, &shown));
        let faults = Faults::default();
        let embed = |one: &Embed, level: u8| faults.keep(embed::html(self.edition, self.theme, one, level));
        let page = zone::page(self.edition, &current, &embed);
        let address = link::zone(project, zone);
        let made = self.made("zone.html", &address, page);
        let sources = source::page(self.edition, zone);
        let texts = match sources.as_ref().and_then(|page| page.zones.first()) {
            Some(listed) => search::text::of_zone(self.edition, &current, listed),
            None => {
                search::text::of_zone(self.edition, &current, &source::of_zone(self.edition, zone, Root::ONE))
            }
        };
        let sources = sources.map(|page| self.made("sources.html", &link::sources(project, zone), page));
        let pages = [faults.first(&address).map_or(made, Err)].into_iter().chain(sources).collect();
        ZoneMade { pages, rows, summaries, texts }
    }

    /// The pages of indicators, terms and issues, and the home page.
    fn over_zones(
        &self,
        zones: &[BTreeMap<Day, Summary>],
        totals: &[Total],
        pictures: &[Picture],
    ) -> Vec<Result<Made, ThemeFault>> {
        let project = self.edition.project;
        let current = self.edition.cutoff;
        let summaries: Vec<&Summary> = zones.iter().map(|by_cutoff| &by_cutoff[&current]).collect();
        let mut pages = self.indicators(&summaries, totals);
        pages.par_extend(term::terms(self.edition).par_iter().map(|term| {
            let page = term::page(self.edition, term, &summaries);
            self.made("term.html", &link::term(project.plan(term.plans[0])), page)
        }));
        let issues = (0..project.issues.len() as u16).into_par_iter().map(IssueKey);
        pages.par_extend(issues.flat_map_iter(|key| self.issue(key, zones, &pictures[key.0 as usize])));
        // Who passes the home page on means the newest issue.
        let newest = home::issue_keys(self.edition).last().map(|key| pictures[key.0 as usize].clone());
        let site = Site { picture: newest.unwrap_or_else(|| self.site.picture.clone()), ..self.site.clone() };
        let studio = Studio { site: &site, ..*self };
        pages.push(studio.made("index.html", "index.html", home::page(self.edition, &summaries, totals)));
        pages
    }

    /// One an issue, in their order.
    fn pictures(&self, zones: &[BTreeMap<Day, Summary>]) -> Vec<Picture> {
        let project = self.edition.project;
        let keys = (0..project.issues.len() as u16).into_par_iter().map(IssueKey);
        let picture = |key: IssueKey| {
            let edition = self.edition.of(key);
            share::issue(&edition, key, &of_issue(project.issue(key), zones))
        };
        keys.map(picture).collect()
    }

    fn issue(
        &self,
        key: IssueKey,
        zones: &[BTreeMap<Day, Summary>],
        picture: &Picture,
    ) -> Vec<Result<Made, ThemeFault>> {
        let project = self.edition.project;
        let issue = project.issue(key);
        let edition = self.edition.of(key);
        let site = Site {
            picture: picture.clone(),
            ..Site::new(edition.language, &project.settings, edition.cutoff)
        };
        let studio = Studio { edition: &edition, site: &site, theme: self.theme };
        let summaries = of_issue(issue, zones);
        let faults = Faults::default();
        let embed = |one: &Embed, level: u8| faults.keep(embed::html(&edition, self.theme, one, level));
        // A page is compared with the one that came out: without what came after it, or beside it.
        let is_compared = issue.frozen.is_some() && edition.language == Language::Vi;
        let print = || is_compared.then(|| print(&edition, key, &summaries, self.theme)).transpose();
        let pages = || {
            let page = issue::page(&edition, key, &summaries, &embed);
            let page = page.with_what_came_later(&edition, key, self.edition.cutoff);
            let made = studio.made("issue.html", &link::issue(project, key), &page);
            let document = issue::document::document(&edition, key, page);
            let document =
                document.map(|page| studio.made("document.html", &link::document(project, key), page));
            // Its charts are those of other pages.
            (made, document.map(|made| made.map(|made| Made { charts: 0, ..made })))
        };
        let (print, (made, document)) = rayon::join(print, pages);
        let print = match print {
            Ok(print) => print.map(|print| (key, print)),
            Err(fault) => return vec![Err(fault)],
        };
        let made =
            faults.first(&link::issue(project, key)).map_or(made, Err).map(|made| Made { print, ..made });
        [made].into_iter().chain(document).collect()
    }

    fn indicators(&self, summaries: &[&Summary], totals: &[Total]) -> Vec<Result<Made, ThemeFault>> {
        let project = self.edition.project;
        let reported = indicator::reported(self.edition, summaries);
        let keys: Vec<_> = project.registry.indicator_keys().collect();
        let page = |&key: &crate::model::id::IndicatorKey| {
            let page = indicator::page(self.edition, key, &reported[key.0 as usize], totals);
            self.made("indicator.html", &link::indicator(project, key), page)
        };
        keys.par_iter().map(page).collect()
    }

    /// The page of the search and its index, over the texts of the zones and those of the issues.
    fn search(&self, mut texts: Vec<search::Texts>) -> (Result<Made, ThemeFault>, Vec<(String, Content)>) {
        let project = self.edition.project;
        texts.extend((0..project.issues.len() as u16).map(IssueKey).map(|key| {
            let edition = Edition { cutoff: project.issue(key).cutoff, issue: Some(key), ..*self.edition };
            search::text::of_issue(&edition, key)
        }));
        let search = search::search(self.edition, &texts);
        (self.made("search.html", search::ADDRESS, search.page), search.files)
    }

    fn standing(&self, downloads: &data::Downloads) -> Vec<Result<Made, ThemeFault>> {
        let sources = || self.made("sources.html", "nguon/index.html", source::index(self.edition));
        let method = || self.made("method.html", "phuong-phap/index.html", method::page(self.edition));
        let data = || {
            let page = data::page::page(self.edition, self.site, downloads);
            self.made("data.html", "du-lieu/index.html", page)
        };
        let (sources, (method, data)) = rayon::join(sources, || rayon::join(method, data));
        vec![sources, method, data]
    }
}

/// The summaries of an issue's zones at its cut-off.
fn of_issue<'z>(issue: &Issue, zones: &'z [BTreeMap<Day, Summary>]) -> Vec<&'z Summary> {
    issue.zones.iter().map(|zone| &zones[zone.0 as usize][&issue.cutoff]).collect()
}

/// What a web host and those who follow the site need besides its pages.
impl Studio<'_> {
    /// A page in the list of the site: its address from the top, and since when it stands as it stands.
    fn listed(&self, address: &str) -> (String, Day) {
        let project = self.edition.project;
        let issue = project.issues.iter().enumerate().find(|(n, _)| {
            let key = IssueKey(*n as u16);
            address == link::issue(project, key) || address == link::document(project, key)
        });
        let since = issue.map_or(self.edition.cutoff, |(_, issue)| issue.published);
        ([link::folder(self.edition.language), address].concat(), since)
    }

    /// The feed; nothing where the site does not know its address.
    fn feed(&self, zones: &[BTreeMap<Day, Summary>]) -> Option<Result<Made, ThemeFault>> {
        if self.site.base_url.is_empty() {
            return None;
        }
        let project = self.edition.project;
        let sentence = |issue: &Issue| home::tally(&of_issue(issue, zones)).sentence(self.edition.language);
        let sentences: Vec<String> = project.issues.iter().map(sentence).collect();
        Some(self.made("atom.xml", "atom.xml", feed::page(self.edition, &sentences)))
    }
}

/// The faults of what is placed in a narrative: the callback that makes its HTML cannot return them.
#[derive(Default)]
struct Faults(std::sync::Mutex<Vec<ThemeFault>>);

impl Faults {
    fn keep(&self, made: Result<String, ThemeFault>) -> String {
        made.unwrap_or_else(|fault| {
            self.0.lock().expect("nothing panics while it holds the lock").push(fault);
            String::new()
        })
    }

    /// Returns the first one, on the page for which the narrative was made.
    fn first(self, page: &str) -> Option<ThemeFault> {
        let faults = self.0.into_inner().expect("nothing panics while it holds the lock");
        let first = faults.into_iter().next()?;
        Some(ThemeFault { page: page.to_owned(), ..first })
    }
}
