//! The downloads: three tables as CSV for Excel, and the same rows as JSON.
//!
//! # Conventions
//! - CSV: UTF-8 with BOM, commas, lines end in CR LF, so that Excel opens it with a double click.
//! - Days are `2022-09-10`; numbers are plain decimals with a point; every share, attainment and elapsed
//!   time is in percent, rounded once to 6 decimals; an empty cell is unknown or does not apply.
//! - A text of an author that a spreadsheet would run as a formula has an apostrophe before it, in the
//!   CSV only.

mod figures;
pub mod package;
pub mod page;
pub mod schema;
mod table;
mod targets;
pub(super) mod verdicts;

use super::content::Content;
use super::edition::Edition;
use super::standing::Standing;
use crate::analyse::totals::Total;
use table::{Chunk, Table};

/// The finished downloads.
#[derive(Debug)]
pub struct Downloads {
    /// In the order of the page: three tables, and all of them as JSON.
    pub files: Vec<Download>,
}

/// One file to download.
#[derive(Debug)]
pub struct Download {
    /// Its name in the folder `data`: `figures.csv`.
    pub name: &'static str,
    /// What it holds.
    pub content: Content,
    /// How many rows, without the head; of all tables for the JSON.
    pub rows: usize,
}

impl Download {
    /// Returns its address from the top folder.
    pub fn address(&self) -> String {
        format!("data/{}", self.name)
    }
}

/// The rows of one zone.
pub struct ZoneRows {
    figures: Chunk,
    targets: Chunk,
    verdicts: Chunk,
}

impl ZoneRows {
    /// Returns the rows of a zone: of what is known at the edition's cut-off, and of the standings, one
    /// for each cut-off of `verdicts.csv`, in order.
    pub fn new(edition: &Edition, current: &Standing, standings: &[&Standing]) -> ZoneRows {
        let chunk = |head, fill: &dyn Fn(&mut Table)| {
            let mut table = Table::new(head);
            fill(&mut table);
            table.finished()
        };
        ZoneRows {
            figures: chunk(&figures::HEAD, &|table| figures::of_zone(edition, current, table)),
            targets: chunk(&targets::HEAD, &|table| targets::of_zone(edition, current.zone, table)),
            verdicts: chunk(&verdicts::HEAD, &|table| verdicts::of_zone(edition, standings, table)),
        }
    }
}

impl Downloads {
    /// Returns the downloads of what is known at an edition's cut-off: the rows of all zones in their
    /// order, then the totals over them.
    pub fn new(edition: &Edition, zones: Vec<ZoneRows>, totals: &[Total]) -> Downloads {
        let (mut figures, mut targets, mut verdicts) = (Vec::new(), Vec::new(), Vec::new());
        for zone in zones {
            figures.push(zone.figures);
            targets.push(zone.targets);
            verdicts.push(zone.verdicts);
        }
        let mut sums = Table::new(&figures::HEAD);
        figures::totals(edition.project, totals, &mut sums);
        figures.push(sums.finished());

        let mut json = Json::new(edition);
        let mut files = Vec::with_capacity(4);
        let tables = [
            ("figures.csv", "figures", &figures::HEAD, figures),
            ("targets.csv", "targets", &targets::HEAD, targets),
            ("verdicts.csv", "verdicts", &verdicts::HEAD, verdicts),
        ];
        for (name, key, head, chunks) in tables {
            let mut csv = Content::from(format!("\u{feff}{}\r\n", head.columns.join(",")).into_bytes());
            json.begin(key, head.columns);
            let mut rows = 0;
            for chunk in chunks {
                rows += chunk.rows;
                csv.append(chunk.csv);
                json.groups(chunk.json);
            }
            json.end(rows);
            files.push(Download { name, content: csv, rows });
        }
        files.push(json.finished());
        Downloads { files }
    }
}

/// `bantin.json`: what the publication is, then each table as its columns and its rows in groups, one group
/// a line. A group holds the columns in which its series agree, and `series` with the rest of each; a column
/// is one value where all rows have the same, else a list with a value a row. What rows share would be most of
/// the file.
struct Json {
    content: Content,
    rows: usize,
    first: bool,
}

impl Json {
    fn new(edition: &Edition) -> Json {
        let settings = &edition.project.settings;
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let language = edition.language;
        let optional = |value: &Option<crate::model::wording::Wording>| {
            value.as_ref().map_or("null".to_owned(), |words| text(words.of(language)))
        };
        let head = format!(
            "{{\n\"site\": {{\"title\": {}, \"publisher\": {}, \"contact\": {}, \"licence\": {}}},\n\"as_of\": {}",
            text(settings.title.of(language)),
            text(settings.publisher.of(language)),
            optional(&settings.contact),
            optional(&settings.licence),
            text(&edition.cutoff.to_string()),
        );
        Json { content: Content::from(head.into_bytes()), rows: 0, first: true }
    }

    fn begin(&mut self, key: &str, columns: &[&str]) {
        let columns = serde_json::Value::from(columns);
        self.push(format!(",\n\"{key}\": {{\"columns\": {columns}, \"groups\": [").as_bytes());
        self.first = true;
    }

    fn groups(&mut self, groups: Content) {
        if groups.is_empty() {
            return;
        }
        self.push(if self.first { b"\n" } else { b",\n" });
        self.content.append(groups);
        self.first = false;
    }

    fn end(&mut self, rows: usize) {
        self.push(b"\n]}");
        self.rows += rows;
    }

    fn finished(mut self) -> Download {
        self.push(b"\n}\n");
        Download { name: "bantin.json", content: self.content, rows: self.rows }
    }

    fn push(&mut self, bytes: &[u8]) {
        self.content.append(Content::from(bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::table::Head;
    use super::*;

    fn rows(download: &Download) -> Vec<csv::StringRecord> {
        let bytes = download.content.bytes();
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a BOM");
        csv::Reader::from_reader(text).records().collect::<Result<_, _>>().unwrap()
    }

    fn lines(download: &Download) -> Vec<String> {
        rows(download).iter().map(|row| row.iter().collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn figures_hold_every_vintage_and_what_is_derived() {
        let (project, ledgers) = sample::project();
        let downloads = sample::downloads(&sample::edition(&project, &ledgers));
        let expected = [
            "hai-phong|dang-bo|dang-vien||stock|2022-12-31|2022-12-31|700|true||false|false|trên 700|official|published|hai-phong/ky-1|2023-01-05|earlier||",
            "hai-phong|dang-bo|dang-vien||stock|2022-12-31|2022-12-31|736|false|736|false|false|736|official|published|hai-phong/ky-2|2023-02-03|current||",
            "hai-phong|cong-doan|boi-duong||flow|2018-01-01|2022-09-30|976|false|976|false|false|976|official|published|hai-phong/ky-1|2023-01-05|current||",
            "hai-phong|cong-doan|ket-nap||flow|2018-01-01|2022-09-30|257|false|257|false|false|257|official|published|hai-phong/ky-1|2023-01-05|current||",
            "hai-phong|cong-doan|ket-nap||share_of:boi-duong|2018-01-01|2022-09-30|26.25|false|26.35|true|false|26,3%|official|published|hai-phong/ky-1|2023-01-05|current||",
            "hai-phong|cong-doan|ket-nap||attained:giao|2018-01-01|2022-09-30|102.75|false|102.85|true|false|102,8%|official|published|hai-phong/ky-1|2023-01-05|current||",
            "hai-phong|cong-doan|ket-nap||target:giao|2018-01-01|2022-09-30|250|false|250|false|false||official|implied|hai-phong/ky-1|2023-01-05|current||",
            "hai-phong|cong-doan|ket-nap|kenh=nong-cot|flow|2018-01-01|2022-09-30|116|false|116|false|false|116|official|published|hai-phong/ky-1|2023-01-05|current||",
            "hai-phong|cong-doan|ket-nap|kenh=nong-cot|share_of:whole|2018-01-01|2022-09-30|45.136187|false|45.136187|false|false||official|computed|hai-phong/ky-1|2023-01-05|current||",
            "hai-phong|cong-doan|ket-nap|kenh=nong-cot;khu-vuc=fdi|flow|2018-01-01|2022-09-30||false||false|false|missing:late|official|published|hai-phong/ky-1|2023-01-05|current||",
        ];
        let found = lines(&downloads.files[0]);
        for line in expected {
            assert!(found.contains(&line.to_owned()), "no {line}\nin {found:#?}");
        }
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        assert_eq!(downloads.files[0].rows, expected.len());
        let text = String::from_utf8(downloads.files[0].content.bytes()).unwrap();
        assert!(text.lines().count() == expected.len() + 1 && !text.replace("\r\n", "").contains('\n'));
    }

    #[test]
    fn targets_keep_the_words_of_the_plan() {
        let (project, ledgers) = sample::project();
        let downloads = sample::downloads(&sample::edition(&project, &ledgers));
        assert_eq!(
            lines(&downloads.files[1]),
            [
                "hai-phong|dang-bo|nghi-quyet|ket-nap||every-year|2020-01-01|2025-12-31|50|||ít nhất 50|own|hai-phong/nghi-quyet|false",
                "hai-phong|dang-bo|nghi-quyet|dang-vien||by|2020-01-01|2025-12-31|700|||700|own|hai-phong/nghi-quyet|false",
                "hai-phong|dang-bo|nghi-quyet|||milestone|2030-01-01|2030-12-31||||'=Đảng bộ cấp trên|own|hai-phong/nghi-quyet|false",
            ]
        );
    }

    #[test]
    fn verdicts_have_a_row_a_cutoff_target_and_year() {
        let (project, ledgers) = sample::project();
        let downloads = sample::downloads(&sample::edition(&project, &ledgers));
        let found = lines(&downloads.files[2]);
        assert_eq!(found.len(), 6 + 1 + 1, "{found:#?}");
        assert_eq!(
            found[2],
            "hai-phong|dang-bo|nghi-quyet|ket-nap||every-year|2022-01-01|2022-12-31||2023-02-15|||||100|undetermined|other-body|false|false|false|false"
        );
        assert_eq!(
            found[6],
            "hai-phong|dang-bo|nghi-quyet|dang-vien||by|2020-01-01|2025-12-31||2023-02-15|736|736|105.142857|105.142857|50|exceeded||false|false|false|false"
        );
        assert!(found[7].ends_with("|open||false|false|false|false"), "{}", found[7]);
    }

    #[test]
    fn the_json_has_the_same_rows() {
        let text = |value: &serde_json::Value| match value {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let (project, ledgers) = sample::project();
        let downloads = sample::downloads(&sample::edition(&project, &ledgers));
        let json: serde_json::Value = serde_json::from_slice(&downloads.files[3].content.bytes()).unwrap();
        assert_eq!(json["as_of"], "2023-02-15");
        let heads = [&figures::HEAD, &targets::HEAD, &verdicts::HEAD];
        for (n, key) in ["figures", "targets", "verdicts"].into_iter().enumerate() {
            let Head { columns, list, .. } = heads[n];
            assert_eq!(json[key]["columns"], serde_json::json!(columns));
            let mut found: Vec<Vec<String>> = Vec::new();
            let whole = |group: &serde_json::Value| {
                let merged = |series: &serde_json::Value| {
                    let mut outer = group.as_object().unwrap().clone();
                    outer.remove("series");
                    outer.extend(series.as_object().unwrap().clone());
                    serde_json::Value::Object(outer)
                };
                group["series"].as_array().unwrap().iter().map(merged).collect::<Vec<_>>()
            };
            for group in json[key]["groups"].as_array().unwrap().iter().flat_map(whole) {
                assert_eq!(group.as_object().unwrap().len(), columns.len());
                let length = group[columns[*list]].as_array().unwrap().len();
                found.extend((0..length).map(|row| {
                    let cell = |column: &&str| match &group[*column] {
                        serde_json::Value::Array(cells) => {
                            assert_eq!(cells.len(), length, "{column}");
                            text(&cells[row])
                        }
                        one => text(one),
                    };
                    columns.iter().map(cell).collect()
                }));
            }
            let plain = |row: &csv::StringRecord| {
                row.iter().map(|cell| cell.trim_start_matches('\'').to_owned()).collect()
            };
            let mut expected: Vec<Vec<String>> = rows(&downloads.files[n]).iter().map(plain).collect();
            expected.sort();
            found.sort();
            assert_eq!(found, expected, "{key}");
        }
    }
}
