//! Long series of figures as one table: times down, the whole and its parts across.
//!
//! A zone has thousands of such cells, so their rows are made here as finished markup; the theme places the
//! table and gives it its look.

use crate::analyse::ledger::{Cell, disputes};
use crate::model::id::{FigureKey, ReportKey};
use crate::model::period::Period;
use crate::model::report::{Level, Value};
use crate::render::edition::Edition;
use crate::render::link::{self, Link, Root};
use crate::render::markdown::escape;
use crate::render::text;

/// A series of figures of one body, indicator and part: each cell with the vintages that are shown.
pub type Shown = [(Cell, Vec<FigureKey>)];

/// From so many times on a series is a column of a table rather than a list.
const LEAST_TIMES: usize = 4;

/// Series that stand side by side, because they have the same times from the same reports.
#[derive(Debug)]
pub struct Matrix<'a> {
    /// The whole first.
    pub series: Vec<&'a Shown>,
    times: Vec<(Period, ReportKey)>,
}

/// Returns the matrices of some series of one body and indicator, and the series that need more words than
/// a cell has room for: an older value, a note, a doubt.
pub fn matrices<'a>(edition: &Edition, all: &[&'a Shown]) -> (Vec<Matrix<'a>>, Vec<&'a Shown>) {
    let (mut matrices, mut others): (Vec<Matrix>, Vec<&Shown>) = (Vec::new(), Vec::new());
    for &series in all {
        let plain = series.len() >= LEAST_TIMES && series.iter().all(|cell| is_plain(edition, cell));
        if !plain {
            others.push(series);
            continue;
        }
        let times: Vec<_> = series.iter().map(|(cell, figures)| (cell.time, figures[0].report)).collect();
        match matrices.iter_mut().find(|matrix| matrix.times == times) {
            Some(matrix) => matrix.series.push(series),
            None => matrices.push(Matrix { series: vec![series], times }),
        }
    }
    (matrices, others)
}

/// One official vintage, from the report itself, of which nothing more is said.
fn is_plain(edition: &Edition, (_, figures): &(Cell, Vec<FigureKey>)) -> bool {
    let [key] = figures[..] else { return false };
    let figure = edition.project.figure(key);
    let said = figure.details.as_ref().is_some_and(|details| {
        details.correction.is_some()
            || details.supersedes.is_some()
            || details.note.is_some()
            || details.source.is_some()
            || details.received.is_some()
            || !details.explained.is_empty()
    });
    let doubted = disputes(edition.project, key, edition.cutoff).is_some();
    figure.level == Level::Official && figure.value != Value::Unstated && !said && !doubted
}

impl Matrix<'_> {
    /// Returns the column heads, each with the anchor of its series.
    pub fn columns(&self, edition: &Edition) -> Vec<Link> {
        let project = edition.project;
        let name = |cell: &Cell| match cell.parts.is_whole() {
            true => edition.language.pick("Tổng số", "Total").to_owned(),
            false => text::parts(edition.language, project, cell.parts),
        };
        let column = |series: &&Shown| {
            let cell = &series[0].0;
            Link::new(name(cell), link::history_anchor(project, cell))
        };
        self.series.iter().map(column).collect()
    }

    /// Returns the rows as markup, the newest time first: the time, a cell for each series, and the report
    /// that they are from. The newest cells have their anchors in the table of figures.
    pub fn rows(&self, edition: &Edition, root: Root) -> String {
        let project = edition.project;
        let mut order: Vec<usize> = (0..self.times.len()).collect();
        let key = |n: usize| (self.times[n].0.to(), self.times[n].0.from());
        order.sort_by_key(|&n| std::cmp::Reverse(key(n)));
        let prefixes: Vec<String> =
            self.series.iter().map(|series| link::series_anchor(project, &series[0].0)).collect();
        let mut html = String::with_capacity(order.len() * (120 + 60 * self.series.len()));
        for (place, &n) in order.iter().enumerate() {
            let (time, report) = self.times[n];
            html.push_str("<tr><th scope=\"row\">");
            escape(&edition.when(self.series[0][0].0.indicator, time), &mut html);
            html.push_str("</th>");
            let anchor = link::time_anchor(time);
            for (series, prefix) in self.series.iter().zip(&prefixes) {
                match key(n) == key(order[0]) {
                    true => html.push_str("<td class=\"num\">"),
                    false => {
                        for piece in ["<td class=\"num\" id=\"", prefix, ".", &anchor, "\">"] {
                            html.push_str(piece);
                        }
                    }
                }
                value(edition, series[n].1[0], &mut html);
                html.push_str("</td>");
            }
            let from = |&&other: &&usize| self.times[other].1 == report;
            if place == 0 || self.times[order[place - 1]].1 != report {
                let rows = order[place..].iter().take_while(from).count();
                source(edition, root, series_figure(self, n), rows, &mut html);
            }
            html.push_str("</tr>\n");
        }
        html
    }
}

fn series_figure(matrix: &Matrix, n: usize) -> FigureKey {
    matrix.series[0][n].1[0]
}

fn value(edition: &Edition, key: FigureKey, html: &mut String) {
    match &edition.project.figure(key).value {
        Value::Known(quantity) => escape(&text::quantity(edition.language, quantity).to_string(), html),
        Value::Missing(why) => {
            html.push_str("<span class=\"missing\">");
            escape(text::missing(edition.language, *why), html);
            html.push_str("</span>");
        }
        Value::Unstated => unreachable!("a plain figure has a value or says why not"),
    }
}

/// Rows that follow each other and are from one report share its cell.
fn source(edition: &Edition, root: Root, key: FigureKey, rows: usize, html: &mut String) {
    let link = super::figure_table::source(edition, root, key);
    html.push_str("<td class=\"src\"");
    if rows > 1 {
        html.push_str(&format!(" rowspan=\"{rows}\""));
    }
    html.push_str("><a href=\"");
    escape(&link.href, html);
    html.push_str("\">");
    escape(&link.text, html);
    html.push_str("</a></td>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::ledger::Ledger;
    use crate::model::id::ZoneKey;
    use crate::model::quantity::Quantity;
    use crate::model::report::Figure;
    use crate::render::sample::{self, TRAINED, UNION};
    use crate::render::standing::Standing;

    /// Five quarters of a figure and a part of it, in one report.
    fn html(change: impl Fn(&mut Vec<Figure>)) -> String {
        let (mut project, _) = sample::project();
        let figures = &mut project.zones[0].reports[0].figures;
        let figure = figures.iter().find(|one| (one.body, one.indicator) == (UNION, TRAINED)).unwrap();
        let mut own: Vec<Figure> = Vec::new();
        for (n, quarter) in (0..5).map(|n| (n, n % 4 * 3 + 1)) {
            let time = Period::months(2020 + (n / 4), quarter as i8, quarter as i8 + 2).unwrap();
            let value = |value| Value::Known(Quantity::whole(value));
            own.push(Figure { time, value: value(1000 + n as u64), ..figure.clone() });
            own.push(Figure { time, value: value(10 + n as u64), parts: sample::part(), ..figure.clone() });
        }
        *figures = own;
        change(figures);
        let ledgers = [Ledger::new(&project, ZoneKey(0))];
        let edition = sample::edition(&project, &ledgers);
        let standing = Standing::new(&edition, ZoneKey(0));
        let page = crate::render::zone::page(&edition, &standing, &|_, _| String::new());
        sample::rendered("zone.html", &edition, page)
    }

    #[test]
    fn each_cell_has_its_anchor_once_and_each_row_its_source() {
        let html = html(|_| ());
        for quarter in ["2020-q1", "2020-q2", "2020-q3", "2020-q4", "2021-q1"] {
            for part in ["", ".nong-cot"] {
                let id = format!("id=\"s.cong-doan.boi-duong{part}.{quarter}\"");
                assert_eq!(html.matches(&id).count(), 1, "{id}\n{html}");
            }
        }
        assert!(html.contains("<td class=\"num\" id=\"s.cong-doan.boi-duong.2020-q2\">1.001</td>"), "{html}");
        assert!(
            html.contains("id=\"ls.cong-doan.boi-duong\"")
                && html.contains("id=\"ls.cong-doan.boi-duong.nong-cot\"")
        );
        assert!(
            html.contains(
                "<td class=\"src\" rowspan=\"5\"><a href=\"../../nguon/index.html#hai-phong.ky-1\">"
            ),
            "{html}"
        );
    }

    #[test]
    fn a_series_that_needs_words_is_a_list_and_one_with_other_times_a_table_of_its_own() {
        let noted = html(|figures| {
            let details = figures[2].details.get_or_insert_default();
            details.note = Some(crate::model::wording::Wording::vi("Chưa có lớp thứ ba."));
        });
        assert!(noted.contains("<td>Chưa có lớp thứ ba.</td>"), "{noted}");
        assert_eq!(noted.matches("<table class=\"series\">").count(), 1, "the parts are a table still");
        let shorter = html(|figures| {
            figures.remove(1);
        });
        assert_eq!(shorter.matches("<table class=\"series\">").count(), 2, "{shorter}");
    }
}
