//! What a page is made from: the project, its ledgers, and the day on which the page stands.

use super::content::Content;
use super::files::File;
use super::foreign::told;
use super::png::Png;
use super::text;
use crate::analyse::ledger::{Cell, Known, Ledger, newest};
use crate::language::Language;
use crate::model::Project;
use crate::model::fingerprint::Fingerprint;
use crate::model::id::{BodyKey, FigureKey, IndicatorKey, IssueKey, Parts, ZoneKey};
use crate::model::indicator::Measure;
use crate::model::interval::Interval;
use crate::model::period::{Day, Period};
use crate::model::wording::Wording;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

/// How many times their size charts are as PNG: sharp in a document on paper.
const PNG_SCALE: u8 = 2;

/// Everything that was known by a cut-off.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// What the author said.
    pub project: &'a Project,
    /// One a zone, in the order of the zones.
    pub ledgers: &'a [Ledger],
    /// Figures published after this day are not shown.
    pub cutoff: Day,
    /// The issue, for its own pages; nothing for the standing pages.
    pub issue: Option<IssueKey>,
    /// The language of its pages.
    pub language: Language,
    /// Where the charts of its pages are kept as files of their own.
    pub files: &'a ChartFiles,
}

/// Charts as files, by address: a page that shows a chart adds it, and the same chart is kept once.
#[derive(Debug, Default)]
pub struct ChartFiles {
    forms: Forms,
    /// By the address of the SVG.
    charts: Mutex<BTreeMap<String, Kept>>,
}

/// A chart with its files.
#[derive(Debug)]
struct Kept {
    file: ChartFile,
    content: Content,
    picture: Option<Png>,
}

/// As what a chart can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Forms {
    /// As no file: it stands on its page alone.
    None,
    /// As SVG.
    #[default]
    Svg,
    /// As PNG too, where this program fills in drawings.
    SvgAndPng,
}

/// The addresses of a chart's files, from the top folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartFile {
    /// As SVG.
    pub svg: String,
    /// As PNG; nothing where there is none.
    pub png: Option<String>,
}

impl ChartFiles {
    /// Returns a place for charts that can be had in these forms.
    pub fn new(forms: Forms) -> ChartFiles {
        ChartFiles { forms, ..ChartFiles::default() }
    }

    /// Keeps a chart; nothing where charts are no files here. Its addresses tell what the files hold, so that a
    /// chart of other numbers is another file.
    pub fn keep(&self, anchor: &str, svg: impl FnOnce() -> String) -> Option<ChartFile> {
        let scale = match self.forms {
            Forms::None => return None,
            Forms::Svg => None,
            Forms::SvgAndPng => Some(PNG_SCALE),
        };
        let svg = svg();
        let address = format!("bieu-do/{anchor}.{}.svg", Fingerprint::of(svg.as_bytes()).short());
        // Most charts stand on several pages: only the first time costs more than drawing it.
        if let Some(chart) = self.charts().get(&address) {
            return Some(chart.file.clone());
        }
        let content = Content::from(svg.as_str());
        let picture = scale.and_then(|scale| Png::new(content.clone(), scale));
        let png = picture.as_ref().map(|png| format!("bieu-do/{anchor}.{}.png", png.print()));
        let file = ChartFile { svg: address.clone(), png };
        self.charts().insert(address, Kept { file: file.clone(), content, picture });
        Some(file)
    }

    /// Takes all files out, with their addresses.
    pub fn take(&self) -> Vec<(String, File)> {
        let mut files = Vec::new();
        for Kept { file, content, picture } in std::mem::take(&mut *self.charts()).into_values() {
            files.push((file.svg, File::from(content)));
            files.extend(file.png.zip(picture.map(File::from)));
        }
        files
    }

    fn charts(&self) -> MutexGuard<'_, BTreeMap<String, Kept>> {
        self.charts.lock().expect("nothing panics while it holds the lock")
    }
}

impl<'a> Edition<'a> {
    /// Returns a text of the content in the language of the pages, or marked as Vietnamese where it has no other.
    pub fn told(&self, text: &Wording) -> String {
        told(self.language, text)
    }

    /// Returns the name that a zone had at the cut-off.
    pub fn zone_name(&self, zone: ZoneKey) -> String {
        self.told(self.project.zone(zone).name_on(self.cutoff))
    }

    /// Returns the name for tables that a zone had at the cut-off.
    pub fn zone_short(&self, zone: ZoneKey) -> String {
        self.told(self.project.zone(zone).short_on(self.cutoff))
    }

    /// Returns the province in which a zone lay at the cut-off.
    pub fn province(&self, zone: ZoneKey) -> &'a str {
        self.project.zone(zone).province_on(self.cutoff)
    }

    /// Returns the word for what a zone is.
    pub fn zone_kind(&self, zone: ZoneKey) -> &'static str {
        text::zone_kind(self.language, self.project.zone(zone).kind, self.province(zone))
    }

    /// Returns the name that a body had at the cut-off.
    pub fn body_name(&self, body: BodyKey) -> String {
        self.told(self.project.body(body).name_on(self.cutoff))
    }

    /// Returns the name for tables that a body had at the cut-off.
    pub fn body_short(&self, body: BodyKey) -> String {
        self.told(self.project.body(body).short_on(self.cutoff))
    }

    /// Returns what is counted, and which part of it: "Kết nạp đảng viên – FDI".
    pub fn counted(&self, indicator: IndicatorKey, parts: Parts) -> String {
        let whole = self.told(&self.project.registry.indicator(indicator).name);
        match text::parts(self.language, self.project, parts) {
            part if part.is_empty() => whole,
            part => format!("{whole} – {part}"),
        }
    }

    /// Returns what kind of number an indicator is.
    pub fn measure(&self, indicator: IndicatorKey) -> Measure {
        self.project.registry.indicator(indicator).measure
    }

    /// Returns the time of a figure of an indicator.
    pub fn when(&self, indicator: IndicatorKey, time: Period) -> String {
        text::when(self.language, self.measure(indicator), time)
    }

    /// Returns a body with the short name of its zone, for a list of several zones; its name alone where that
    /// says the zone already.
    pub fn owner(&self, body: BodyKey) -> String {
        self.placed(body, self.project.body(body).name_on(self.cutoff))
    }

    /// Returns the same with the short name of the body.
    pub fn owner_short(&self, body: BodyKey) -> String {
        self.placed(body, self.project.body(body).short_on(self.cutoff))
    }

    fn placed(&self, body: BodyKey, name: &Wording) -> String {
        let place = self.project.zone(body.zone).short_on(self.cutoff);
        let said = name.of(self.language);
        if said.contains(place.of(self.language)) {
            return self.told(name);
        }
        // "LĐLĐ tỉnh" waits for the name of the province.
        let waits = said.ends_with(" tỉnh") || said.ends_with(" thành phố");
        format!("{}{}{}", self.told(name), if waits { " " } else { ", " }, self.told(place))
    }

    /// Returns the ledger of a zone.
    pub fn ledger(&self, zone: ZoneKey) -> &'a Ledger {
        &self.ledgers[zone.0 as usize]
    }

    /// Returns the edition of an issue: what was known at its cut-off.
    pub fn of(&self, issue: IssueKey) -> Edition<'a> {
        Edition { cutoff: self.project.issue(issue).cutoff, issue: Some(issue), ..*self }
    }

    /// Returns every cell of a zone that is known, with its newest vintage, in the order of the cells.
    pub fn known(&self, zone: ZoneKey) -> Vec<(Cell, Known)> {
        let ledger = self.ledger(zone);
        let cells = ledger.cells(self.project);
        cells
            .filter_map(|(cell, vintages)| Some((cell, newest(self.project, vintages, self.cutoff)?)))
            .collect()
    }

    /// Returns the zones that the pages of this edition cover.
    pub fn zones(&self) -> Vec<ZoneKey> {
        match self.issue {
            Some(issue) => self.project.issue(issue).zones.clone(),
            None => self.project.zone_keys().collect(),
        }
    }

    /// Returns true for the version of a figure that its report gave at the cut-off.
    pub fn is_current(&self, figure: FigureKey) -> bool {
        let details = self.project.figure(figure).details.as_ref();
        let newer = details.and_then(|details| details.corrected_by);
        let newer = newer.map(|newer| FigureKey { figure: newer, ..figure });
        self.shows(figure) && !newer.is_some_and(|newer| self.shows(newer))
    }

    /// Returns the values that a figure may have, with those of reports that disagree with it; nothing where it has
    /// no number.
    pub fn values(&self, figure: FigureKey) -> Option<Interval> {
        self.ledger(figure.report.zone).values(self.project, figure, self.cutoff)
    }

    /// Returns true where a figure was known by the cut-off.
    pub fn shows(&self, figure: FigureKey) -> bool {
        crate::analyse::ledger::known_from(self.project, figure) <= self.cutoff
    }
}

#[cfg(test)]
mod tests {
    use crate::model::wording::Wording;
    use crate::render::sample::{self, UNION};

    #[test]
    fn a_body_is_placed_once() {
        let owners = |name: &str, short: &str| {
            let (mut project, ledgers) = sample::project();
            let zone = &mut project.zones[0];
            zone.short = Wording::vi("Lào Cai");
            let body = &mut zone.bodies[UNION.body as usize];
            (body.name, body.short) = (Wording::vi(name), Wording::vi(short));
            let edition = sample::edition(&project, &ledgers);
            [edition.owner(UNION), edition.owner_short(UNION)]
        };
        let found = owners("Liên đoàn Lao động tỉnh Lào Cai", "LĐLĐ tỉnh");
        assert_eq!(found, ["Liên đoàn Lao động tỉnh Lào Cai", "LĐLĐ tỉnh Lào Cai"]);
        assert_eq!(owners("Công đoàn", "Công đoàn"), ["Công đoàn, Lào Cai", "Công đoàn, Lào Cai"]);
    }
}
