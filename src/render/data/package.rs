//! The downloads as programs find them: a Frictionless data package, CSV on the Web, and a schema.org data set.
//!
//! - `datapackage.json`: <https://specs.frictionlessdata.io/data-package/>, with a table schema a file.
//! - `<table>.csv-metadata.json`: <https://www.w3.org/TR/tabular-metadata/>, found by its name.
//! - The data set for search engines stands on the page of downloads: <https://schema.org/Dataset>.
//!
//! No table has a primary key: two targets of one plan may be for the same figure, and two reports may give one
//! cell. Only what always holds is claimed.

use super::schema::{Column, Kind, Schema, TABLES};
use super::{Download, Downloads};
use crate::language::Language;
use crate::model::period::{Day, Period};
use crate::model::settings::Settings;
use crate::render::edition::Edition;
use crate::render::link::Root;
use crate::render::page::Site;
use crate::tell;
use serde_json::{Map, Value, json};

/// A file that describes the downloads: its name in the folder `data`, and its bytes.
pub type Description = (String, Vec<u8>);

const WHOLE: &str = "only strings and objects are put into it";

/// Returns the files that describe the downloads.
pub fn files(edition: &Edition, site: &Site, downloads: &Downloads) -> Vec<Description> {
    let written = |name: String, value: &Value| {
        let mut text = serde_json::to_vec_pretty(value).expect(WHOLE);
        text.push(b'\n');
        (name, text)
    };
    let mut files = vec![written("datapackage.json".to_owned(), &package(edition, site, downloads))];
    files.extend(TABLES.iter().map(|table| {
        written(format!("{}.csv-metadata.json", table.name), &on_the_web(&edition.project.settings, table))
    }));
    files
}

fn file<'a>(downloads: &'a Downloads, table: &Schema) -> &'a Download {
    let named = |file: &&Download| file.name.strip_suffix(".csv") == Some(table.name);
    downloads.files.iter().find(named).expect("every table is downloaded")
}

fn package(edition: &Edition, site: &Site, downloads: &Downloads) -> Value {
    let settings = &edition.project.settings;
    let resource = |table: &Schema| {
        let file = file(downloads, table);
        json!({
            "name": table.name,
            "path": file.name,
            "title": in_all(settings, table.row),
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": file.content.len(),
            "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "header": true },
            "schema": schema(settings, table),
        })
    };
    let about = |language| about(language, settings, edition.cutoff);
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": "bantin",
        "title": settings.title.vi,
        "description": in_all(settings, (&about(Language::Vi), &about(Language::En))),
        "version": edition.cutoff.to_string(),
        "contributors": [{ "title": settings.publisher.vi, "role": "publisher" }],
        "resources": TABLES.iter().map(resource).collect::<Vec<_>>(),
    });
    if !site.top_url.is_empty() {
        package["homepage"] = json!(format!("{}index.html", site.top_url));
    }
    // The standard wants an address here, or the name of a licence; other words stand in the description.
    if !site.licence.href.is_empty() {
        package["licenses"] = json!([{ "path": site.licence.href }]);
    }
    package
}

fn about(language: Language, settings: &Settings, cutoff: Day) -> String {
    let terms = settings.licence.as_ref().map_or(String::new(), |words| format!(" {}", words.of(language)));
    tell!(
        language,
        "Mọi số liệu, chỉ tiêu và đánh giá của “{}”, số liệu đến ngày {}.{terms}",
        "Every figure, target and verdict of “{}”, figures as of {}.{terms}",
        settings.title.of(language),
        crate::render::text::day(language, cutoff)
    )
}

/// Words in the languages of the site, for a standard that has one text a place.
fn in_all(settings: &Settings, (vi, en): (&str, &str)) -> String {
    let words: Vec<&str> = settings.languages.iter().map(|language| language.pick(vi, en)).collect();
    words.join(" / ")
}

/// Words in the languages of the site, each with its name.
fn in_each(settings: &Settings, (vi, en): (&str, &str)) -> Value {
    let languages = settings.languages.iter();
    languages.map(|one| json!({ "@value": one.pick(vi, en), "@language": one.code() })).collect()
}

fn schema(settings: &Settings, table: &Schema) -> Value {
    let mut schema = json!({
        "fields": table.columns.iter().map(|column| field(settings, column)).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    if table.name == "verdicts" {
        // What is judged was set by a plan, and every known plan has its targets in the other table.
        let key = json!(["zone", "body", "plan", "indicator", "parts", "kind", "share_of"]);
        schema["foreignKeys"] =
            json!([{ "fields": key, "reference": { "resource": "targets", "fields": key } }]);
    }
    schema
}

fn field(settings: &Settings, column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Id | Kind::Words | Kind::OneOf(_) => "string",
        Kind::Number => "number",
        Kind::Flag => "boolean",
        Kind::Day => "date",
    };
    let mut constraints = Map::new();
    if column.always {
        constraints.insert("required".to_owned(), json!(true));
    }
    match column.kind {
        Kind::Id => drop(constraints.insert("pattern".to_owned(), json!(ID))),
        Kind::OneOf(words) => drop(constraints.insert("enum".to_owned(), json!(words))),
        _ => {}
    }
    let mut field =
        json!({ "name": column.name, "type": kind, "description": in_all(settings, column.meaning) });
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    field
}

const ID: &str = "[a-z0-9]+(-[a-z0-9]+)*";

fn on_the_web(settings: &Settings, table: &Schema) -> Value {
    let title = |language: Language, row: &str| format!("{}: {row}", settings.title.of(language));
    let titles = (title(Language::Vi, table.row.0), title(Language::En, table.row.1));
    json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "vi" }],
        "url": format!("{}.csv", table.name),
        "dc:title": in_each(settings, (&titles.0, &titles.1)),
        "dc:publisher": settings.publisher.vi,
        "dialect": { "encoding": "utf-8", "header": true, "delimiter": ",", "lineTerminators": ["\r\n"] },
        "tableSchema": { "columns": table.columns.iter().map(|column| web_column(settings, column)).collect::<Vec<_>>() },
    })
}

fn web_column(settings: &Settings, column: &Column) -> Value {
    let datatype = match column.kind {
        Kind::Words => json!("string"),
        Kind::Id => json!({ "base": "string", "format": ID }),
        Kind::OneOf(words) => json!({ "base": "string", "format": words.join("|") }),
        Kind::Number => json!("decimal"),
        Kind::Flag => json!({ "base": "boolean", "format": "true|false" }),
        Kind::Day => json!({ "base": "date", "format": "yyyy-MM-dd" }),
    };
    json!({
        "name": column.name,
        "titles": column.name,
        "datatype": datatype,
        "required": column.always,
        "dc:description": in_each(settings, column.meaning),
    })
}

/// Returns the data set as JSON-LD that can stand inside a `script` element.
pub fn dataset(edition: &Edition, site: &Site, downloads: &Downloads) -> String {
    let project = edition.project;
    let settings = &project.settings;
    let address = |path: &str| match site.top_url.as_str() {
        "" => Root::ONE.shared(edition.language, path),
        base => format!("{base}{path}"),
    };
    let publisher = json!({ "@type": "Organization", "name": settings.publisher.of(edition.language) });
    let copies = downloads.files.iter().map(|file| {
        let format = if file.name.ends_with(".json") { "application/json" } else { "text/csv" };
        json!({
            "@type": "DataDownload",
            "name": file.name,
            "encodingFormat": format,
            "contentUrl": address(&file.address()),
        })
    });
    let mut places: Vec<&str> = Vec::new();
    for province in project.zone_keys().map(|zone| edition.province(zone)) {
        if !places.contains(&province) {
            places.push(province);
        }
    }
    let place = |name: &&str| json!({ "@type": "Place", "name": name });
    let mut set = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": settings.title.of(edition.language),
        "description": about(edition.language, settings, edition.cutoff),
        "inLanguage": edition.language.code(),
        "creator": publisher,
        "publisher": publisher,
        "dateModified": edition.cutoff.to_string(),
        "spatialCoverage": places.iter().map(place).collect::<Vec<_>>(),
        "distribution": copies.collect::<Vec<_>>(),
    });
    if !site.top_url.is_empty() {
        set["url"] =
            json!(address(&[crate::render::link::folder(edition.language), "du-lieu/index.html"].concat()));
    }
    if let Some(covered) = covered(edition) {
        set["temporalCoverage"] = json!(format!("{}/{}", covered.from(), covered.to()));
    }
    match (&settings.licence, site.licence.href.as_str()) {
        (None, _) => {}
        (Some(words), "") => {
            set["license"] = json!({ "@type": "CreativeWork", "name": words.of(edition.language) })
        }
        (Some(_), href) => set["license"] = json!(href),
    }
    harmless(&set.to_string())
}

/// From the first day to the last that a known figure is about.
fn covered(edition: &Edition) -> Option<Period> {
    let mut times = edition.zones().into_iter().flat_map(|zone| {
        let cells = edition.ledger(zone).cells(edition.project);
        cells
            .filter(|(_, vintages)| vintages.iter().any(|&key| edition.shows(key)))
            .map(|(cell, _)| cell.time)
    });
    let first = times.next()?;
    let (from, to) =
        times.fold((first.from(), first.to()), |(from, to), one| (from.min(one.from()), to.max(one.to())));
    Period::new(from, to)
}

/// Inside a `script` element only `<` could end it, and an ampersand is no entity there.
fn harmless(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::wording::Wording;
    use crate::render::sample;

    #[test]
    fn words_of_an_author_cannot_end_the_script() {
        let (mut project, ledgers) = sample::project();
        project.settings.title = Wording::vi("</script><b>\u{2028}&\"");
        let edition = sample::edition(&project, &ledgers);
        let site = Site::new(Language::Vi, &project.settings, edition.cutoff);
        let json = dataset(&edition, &site, &sample::downloads(&edition));
        assert!(!json.contains('<') && !json.contains('\u{2028}'), "{json}");
        let read: Value = serde_json::from_str(&json).expect("it is JSON");
        assert_eq!(read["name"], project.settings.title.vi);
        assert_eq!(read["temporalCoverage"], "2018-01-01/2022-12-31");
        assert_eq!(read["distribution"][0]["contentUrl"], "../data/figures.csv");
        assert!(read.get("license").is_none() && read.get("url").is_none());
    }

    #[test]
    fn terms_are_an_address_or_words() {
        let (mut project, ledgers) = sample::project();
        let read = |project: &crate::model::Project| -> (Value, Value) {
            let edition = sample::edition(project, &ledgers);
            let site = Site::new(Language::Vi, &project.settings, edition.cutoff);
            let downloads = sample::downloads(&edition);
            let set = serde_json::from_str(&dataset(&edition, &site, &downloads)).expect("it is JSON");
            (set, package(&edition, &site, &downloads))
        };
        project.settings.licence = Some(Wording::vi("Ghi rõ nguồn."));
        let (_, package) = read(&project);
        assert!(package["description"].as_str().expect("words").ends_with("15/02/2023. Ghi rõ nguồn."));
        project.settings.languages.push(Language::En);
        let (set, package) = read(&project);
        assert_eq!(set["license"]["name"], "Ghi rõ nguồn.");
        assert!(package.get("licenses").is_none());
        let words = package["description"].as_str().expect("words");
        let (vi, en) = words.split_once(" / ").expect("the sample is in two languages");
        assert!(vi.ends_with("15/02/2023. Ghi rõ nguồn."), "{vi}");
        assert!(en.ends_with("15 February 2023. Ghi rõ nguồn."), "{en}");
        project.settings.licence = Some(Wording::vi("https://creativecommons.org/licenses/by/4.0/"));
        let (set, package) = read(&project);
        assert_eq!(set["license"], "https://creativecommons.org/licenses/by/4.0/");
        assert_eq!(package["licenses"][0]["path"], "https://creativecommons.org/licenses/by/4.0/");
    }
}
