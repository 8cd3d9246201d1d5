//! Findings to files in memory: the only stage that knows HTML.
//!
//! A page is a struct of finished text, rendered by one template. Templates neither compute nor round.

pub mod chart;
pub mod component;
pub mod data;
pub mod edition;
pub mod embed;
pub mod files;
pub mod home;
pub mod indicator;
pub mod issue;
pub mod link;
pub mod markdown;
pub mod method;
pub mod page;
#[cfg(test)]
mod sample;
pub mod source;
pub mod templates;
pub mod term;
pub mod text;
pub mod zone;

pub use files::SiteFiles;

use crate::analyse::ledger::Ledger;
use crate::analyse::totals;
use crate::model::Project;
use crate::model::id::{IssueKey, ZoneKey};
use crate::model::period::Day;
use crate::model::prose::Embed;
use edition::Edition;
use page::{Site, Whole};
use rayon::prelude::*;
use serde::Serialize;
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
    let edition = Edition { project, ledgers, cutoff: as_of, issue: None };
    let site = Site::new(&project.settings, as_of);
    let studio = Studio { edition: &edition, site: &site, theme };
    let zones: Vec<ZoneKey> = project.zone_keys().collect();
    let mut pages: Vec<Result<(String, String), ThemeFault>> =
        zones.par_iter().map(|&zone| studio.zone(zone)).collect();
    pages.extend(studio.indicators());
    pages.par_extend(term::terms(&edition).par_iter().map(|term| {
        let page = term::page(&edition, term);
        studio.made("term.html", &link::term(project.plan(term.plans[0])), page)
    }));
    pages.par_extend((0..project.issues.len() as u16).into_par_iter().map(|key| studio.issue(IssueKey(key))));
    pages.push(studio.made("index.html", "index.html", home::page(&edition)));
    let downloads = data::Downloads::new(&edition);
    pages.extend(studio.standing(&downloads));
    let (mut files, mut faults) = (SiteFiles::default(), Vec::new());
    for page in pages {
        match page {
            Ok((address, html)) => put(&mut files, &address, html.into_bytes()),
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    for download in downloads.files {
        put(&mut files, &download.address(), download.bytes);
    }
    for (path, bytes) in theme.statics() {
        put(&mut files, &format!("static/{path}"), bytes.to_vec());
    }
    Ok(files)
}

fn put(files: &mut SiteFiles, address: &str, bytes: Vec<u8>) {
    files.insert(address, bytes).expect("addresses are made of slugs, and slugs are unique in their folder");
}

/// What every page is made with.
struct Studio<'a> {
    edition: &'a Edition<'a>,
    site: &'a Site,
    theme: &'a Theme,
}

impl Studio<'_> {
    fn made(
        &self,
        template: &str,
        address: &str,
        page: impl Serialize,
    ) -> Result<(String, String), ThemeFault> {
        let html = self.theme.page(template, &Whole { site: self.site, page })?;
        Ok((address.to_owned(), html))
    }

    fn zone(&self, zone: ZoneKey) -> Result<(String, String), ThemeFault> {
        let faults = Faults::default();
        let embed = |one: &Embed, level: u8| faults.keep(embed::html(self.edition, self.theme, one, level));
        let page = zone::page(self.edition, zone, &embed);
        let made = self.made("zone.html", &link::zone(self.edition.project, zone), page);
        faults.first().map_or(made, Err)
    }

    fn issue(&self, key: IssueKey) -> Result<(String, String), ThemeFault> {
        let project = self.edition.project;
        let edition = Edition { cutoff: project.issue(key).cutoff, issue: Some(key), ..*self.edition };
        let site = Site::new(&project.settings, edition.cutoff);
        let studio = Studio { edition: &edition, site: &site, theme: self.theme };
        let faults = Faults::default();
        let embed = |one: &Embed, level: u8| faults.keep(embed::html(&edition, self.theme, one, level));
        let page = issue::page(&edition, key, &embed);
        let made = studio.made("issue.html", &link::issue(project, key), page);
        faults.first().map_or(made, Err)
    }

    fn indicators(&self) -> Vec<Result<(String, String), ThemeFault>> {
        let project = self.edition.project;
        let reported = indicator::reported(self.edition);
        let totals = totals::over_zones(project, self.edition.ledgers, self.edition.cutoff);
        let keys: Vec<_> = project.registry.indicator_keys().collect();
        let page = |&key: &crate::model::id::IndicatorKey| {
            let page = indicator::page(self.edition, key, &reported[key.0 as usize], &totals);
            self.made("indicator.html", &link::indicator(project, key), page)
        };
        keys.par_iter().map(page).collect()
    }

    fn standing(&self, downloads: &data::Downloads) -> Vec<Result<(String, String), ThemeFault>> {
        let mut pages = source::pages(self.edition, self.site, self.theme);
        pages.push(self.made("method.html", "phuong-phap/index.html", method::page(self.edition)));
        pages.push(self.made("data.html", "du-lieu/index.html", data::page::page(self.edition, downloads)));
        pages
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

    fn first(self) -> Option<ThemeFault> {
        self.0.into_inner().expect("nothing panics while it holds the lock").into_iter().next()
    }
}
