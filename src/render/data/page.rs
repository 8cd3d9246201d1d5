//! `du-lieu/index.html`: the downloads, and what their columns mean.

use super::schema::{Schema, TABLES};
use super::{Download, Downloads, package};
use crate::language::Language;
use crate::render::edition::Edition;
use crate::render::foreign::vietnamese;
use crate::render::link::Root;
use crate::render::page::{Head, Site};
use crate::render::text;
use crate::tell;
use rust_decimal::Decimal;
use serde::Serialize;

/// The page of downloads, for `data.html`.
#[derive(Debug, Serialize)]
pub struct DataPage {
    /// Title and place.
    #[serde(flatten)]
    pub head: Head,
    /// In the order of the page.
    pub files: Vec<FileEntry>,
    /// What their columns mean.
    pub tables: Vec<TableEntry>,
    /// How to cite.
    pub citation: String,
    /// The data set for search engines: JSON that can stand inside a `script` element.
    pub dataset_json: String,
}

/// One file to download.
#[derive(Debug, Serialize)]
pub struct FileEntry {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub href: String,
    /// What kind of file.
    pub kind: &'static str,
    /// How large: `24,1 kB`.
    pub size: String,
    /// How many rows: `131 dòng`.
    pub rows: String,
    /// What it holds.
    pub text: &'static str,
}

/// What the columns of one file mean.
#[derive(Debug, Serialize)]
pub struct TableEntry {
    /// Its name, without `.csv`.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// In the order of the file.
    pub columns: Vec<ColumnEntry>,
}

/// What one column means.
#[derive(Debug, Serialize)]
pub struct ColumnEntry {
    /// Its head.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// A cell, or empty.
    pub example: String,
}

/// Returns the page.
pub fn page(edition: &Edition, site: &Site, downloads: &Downloads) -> DataPage {
    let mut head = Head::new(
        edition,
        "du-lieu/index.html",
        Root::ONE,
        edition.language.pick("Dữ liệu", "Data"),
        "du-lieu",
    );
    head.description = edition
        .language
        .pick(
            "Tải về mọi số liệu, chỉ tiêu và đánh giá; nghĩa của từng cột.",
            "Download every figure, target and verdict; what each column means.",
        )
        .to_owned();
    head.lead = edition
        .language
        .pick(
            "Mọi số liệu trên trang, dưới dạng tệp mở được bằng Excel và dạng máy đọc.",
            "Every figure of these pages, in files that Excel opens and in a form for machines.",
        )
        .to_owned();
    let (title, cutoff) =
        (edition.told(&edition.project.settings.title), text::day(edition.language, edition.cutoff));
    DataPage {
        head,
        files: downloads.files.iter().map(|file| entry(edition.language, file)).collect(),
        tables: TABLES.iter().map(|schema| table(edition.language, schema)).collect(),
        dataset_json: package::dataset(edition, site, downloads),
        citation: tell!(
            edition.language,
            "“{title}, số liệu đến ngày {cutoff}”, kèm tên báo cáo nguồn của số liệu",
            "“{title}, figures as of {cutoff}”, with the name of the figure’s source report"
        ),
    }
}

fn entry(language: Language, file: &Download) -> FileEntry {
    let json = file.name.ends_with(".json");
    FileEntry {
        name: file.name.to_owned(),
        href: Root::ONE.shared(language, &file.address()),
        kind: if json { "JSON" } else { "CSV, UTF-8" },
        size: size(language, file.content.len()),
        rows: tell!(language, "{} dòng", "{} rows", text::number(language, (file.rows as u64).into())),
        text: match file.name {
            "figures.csv" => language.pick(
                "Mọi số liệu, công bố, suy ra và bantin tính, mỗi dòng một số liệu của một báo cáo.",
                "Every figure, published, implied or computed by bantin; one row for each figure of each report.",
            ),
            "targets.csv" => language.pick(
                "Mọi chỉ tiêu với nơi đặt ra và khoảng thời gian.",
                "Every target, who set it and its period.",
            ),
            "verdicts.csv" => language.pick(
                "Đánh giá của từng chỉ tiêu tại ngày chốt của mỗi số bản tin.",
                "The verdict on each target at the cut-off date of each issue.",
            ),
            _ => language.pick(
                "Cùng nội dung với cả ba bảng, cho lập trình viên.",
                "The same as all three tables, for programmers.",
            ),
        },
    }
}

fn table(language: Language, schema: &'static Schema) -> TableEntry {
    let column = |one: &'static super::schema::Column| ColumnEntry {
        name: one.name,
        meaning: language.pick(one.meaning.0, one.meaning.1),
        example: match one.example.is_ascii() {
            true => one.example.to_owned(),
            // The words of a report.
            false => vietnamese(language, one.example),
        },
    };
    let Schema { name, row, columns } = *schema;
    TableEntry { name, row: language.pick(row.0, row.1), columns: columns.iter().map(column).collect() }
}

/// In thousands or millions of bytes, with one decimal.
fn size(language: Language, bytes: u64) -> String {
    use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    let in_units = |exponent: u32| {
        let exact = Decimal::from_i128_with_scale(bytes.into(), exponent);
        text::number(language, exact.round_dp_with_strategy(1, MidpointAwayFromZero))
    };
    if bytes < 1_000_000 { format!("{} kB", in_units(3)) } else { format!("{} MB", in_units(6)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn sizes_in_words() {
        assert_eq!(size(Language::Vi, 24_149), "24,1 kB");
        assert_eq!(size(Language::Vi, 12_350_000), "12,4 MB");
        assert_eq!(size(Language::Vi, 0), "0 kB");
    }

    #[test]
    fn the_page_has_what_its_template_asks_for() {
        let (project, ledgers) = sample::project();
        let edition = sample::edition(&project, &ledgers);
        let site = Site::new(Language::Vi, &project.settings, edition.cutoff);
        let page = page(&edition, &site, &sample::downloads(&edition));
        let html = sample::rendered("data.html", &edition, page);
        assert!(html.contains("href=\"../data/figures.csv\"") && html.contains("10 dòng"), "{html}");
    }
}
