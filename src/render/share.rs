//! The pictures that go with an address when it is passed on: one of each issue, made from its own figures, and
//! one of the publication for the pages that are of no issue.

use super::component::card::Card;
use super::edition::Edition;
use super::foreign::unmarked;
use super::home;
use super::link::{self, Root};
use super::png::Png;
use super::standing::Summary;
use super::text;
use crate::draw::share_picture::{self, Headline, Issue, Publication};
use crate::language::Language;
use crate::model::id::IssueKey;
use crate::model::settings::Settings;
use crate::tell;
use serde::Serialize;

/// A picture, and what it says.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Picture {
    /// Where it goes, from the top folder; empty where this program makes no pictures.
    pub address: String,
    /// What it says, for those who do not see it.
    pub words: String,
    /// Its file.
    #[serde(skip)]
    pub png: Option<Png>,
}

impl Picture {
    /// Chats keep a picture by its address for weeks: what it says is part of its name, so that a corrected
    /// issue is shown as corrected.
    fn new(folder: &str, svg: &str, words: String) -> Picture {
        let Some(png) = Png::new(svg, 1) else { return Picture::default() };
        Picture { address: format!("{folder}chia-se-{}.png", png.print()), words, png: Some(png) }
    }
}

/// Returns the picture of the publication.
pub fn publication(language: Language, settings: &Settings) -> Picture {
    let said = Publication {
        title: settings.title.of(language).to_owned(),
        subtitle: settings.subtitle.as_ref().map_or("", |one| one.of(language)).to_owned(),
        publisher: settings.publisher.of(language).to_owned(),
    };
    let words = format!("{}. {}", said.title, said.publisher);
    Picture::new("", &share_picture::publication(&said), words)
}

/// Returns the picture of an issue; the edition is its own, the summaries are those of its zones.
pub fn issue(edition: &Edition, key: IssueKey, summaries: &[&Summary]) -> Picture {
    let project = edition.project;
    let issue = project.issue(key);
    let cards = home::headlines(edition, Root::HOME, summaries);
    let mut sources: Vec<String> = Vec::new();
    for card in &cards {
        let source = unmarked(card.source.text.clone());
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    let said = Issue {
        language: edition.language,
        publication: project.settings.title.of(edition.language).to_owned(),
        kicker: tell!(
            edition.language,
            "Bản tin số {} · {}",
            "Bulletin {} · {}",
            issue.number,
            text::capitalised(&text::period(edition.language, issue.period))
        ),
        title: issue.title.of(edition.language).to_owned(),
        headlines: cards.iter().map(headline).collect(),
        scoreboard: home::tally(summaries).sentence(edition.language),
        as_of: tell!(
            edition.language,
            "Số liệu đến ngày {} · {}",
            "Figures as of {} · {}",
            text::day(edition.language, issue.cutoff),
            project.settings.publisher.of(edition.language)
        ),
        sources,
    };
    let words = words(&said);
    let folder = link::issue(project, key);
    Picture::new(folder.trim_end_matches("index.html"), &share_picture::issue(&said), words)
}

fn headline(card: &Card) -> Headline {
    let doubt = card.marks.first().map(|mark| mark.title);
    // The report's own vague words stay on the page: here they would crowd out whose number it is.
    let (period, _) = card.time.split_once(" (“").unwrap_or((&card.time, ""));
    let time: Vec<&str> = std::iter::once(period).chain(doubt).collect();
    Headline {
        qualifier: card.qualifier.clone(),
        number: card.number.clone(),
        unit: card.unit.clone(),
        label: unmarked(card.label.clone()),
        who: unmarked(card.who.clone()),
        who_short: unmarked(card.who_short.clone()),
        time: unmarked(time.join(", ")),
    }
}

fn words(said: &Issue) -> String {
    let figure = |one: &Headline| {
        let value: Vec<&str> = [one.qualifier.as_str(), one.number.as_str(), one.unit.as_str()].into();
        let value: Vec<&str> = value.into_iter().filter(|word| !word.is_empty()).collect();
        format!("{}: {} ({}, {}).", one.label, value.join(" "), one.who, one.time)
    };
    let head = format!("{}: {}.", said.kicker, said.title);
    let figures = said.headlines.iter().map(figure);
    let foot = [said.scoreboard.clone(), format!("{}.", said.as_of)];
    std::iter::once(head).chain(figures).chain(foot).collect::<Vec<_>>().join(" ")
}

#[cfg(all(test, feature = "picture"))]
mod tests {
    use super::*;
    use crate::analyse::ledger::Ledger;
    use crate::model::id::ZoneKey;
    use crate::model::quantity::Quantity;
    use crate::model::report::Value;
    use crate::render::sample;
    use crate::render::standing::Standing;

    fn picture(correct: impl FnOnce(&mut crate::model::Project)) -> Picture {
        let (mut project, _) = sample::project();
        correct(&mut project);
        let ledgers = vec![Ledger::new(&project, ZoneKey(0))];
        let edition = sample::edition(&project, &ledgers).of(IssueKey(0));
        let summary = Standing::new(&edition, ZoneKey(0)).summary(&edition);
        issue(&edition, IssueKey(0), &[&summary])
    }

    #[test]
    fn a_corrected_figure_gives_the_picture_another_address() {
        let before = picture(|_| {});
        assert!(before.address.starts_with("ban-tin/2022-q4/chia-se-"), "{}", before.address);
        assert!(before.words.contains("Đảng viên: 736 người"), "{}", before.words);
        assert!(before.words.ends_with("Số liệu đến ngày 15/02/2023 · Ban biên tập."), "{}", before.words);
        assert_eq!(picture(|_| {}).address, before.address);
        let after = picture(|project| {
            project.zones[0].reports[1].figures[0].value = Value::Known(Quantity::whole(737));
        });
        assert_ne!(after.address, before.address);
        assert_ne!(after.png.unwrap().bytes(), before.png.unwrap().bytes());
    }

    #[test]
    fn what_came_later_changes_no_picture_of_an_issue() {
        let later = picture(|project| {
            project.zones[0].reports[2].figures[0].value = Value::Known(Quantity::whole(801));
        });
        assert_eq!(later.address, picture(|_| {}).address);
    }
}
