//! Rows that become CSV and JSON at once, so that the two cannot differ.

use crate::model::period::{Day, Period};
use crate::render::content::Content;
use crate::render::text;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// One cell.
#[derive(Debug, Clone)]
pub(super) enum Field<'a> {
    /// An id, a key or a time: nothing that a spreadsheet could run, and no comma or quote.
    Key(Cow<'a, str>),
    /// A file of a zone: `hai-phong/hoi-thao`.
    File(&'a str, &'a str),
    /// Words of an author.
    Words(Cow<'a, str>),
    /// A date.
    Day(Day),
    /// A number.
    Number(Decimal),
    /// True or false.
    Flag(bool),
    /// Unknown, or does not apply.
    Empty,
}

impl<'a> Field<'a> {
    pub(super) fn key(text: impl Into<Cow<'a, str>>) -> Field<'a> {
        let text = text.into();
        debug_assert!(
            !text.contains([',', '"', '\\']) && !text.contains(char::is_control),
            "{text} is a key"
        );
        if text.is_empty() { Field::Empty } else { Field::Key(text) }
    }

    pub(super) fn words(text: impl Into<Cow<'a, str>>) -> Field<'a> {
        let text = text.into();
        if text.is_empty() { Field::Empty } else { Field::Words(text) }
    }

    pub(super) fn number(value: Option<Decimal>) -> Field<'a> {
        value.map_or(Field::Empty, Field::Number)
    }

    /// Returns when something was published: a day as a date, anything else as the author wrote it.
    pub(super) fn period(value: Period) -> Field<'a> {
        match value.from() == value.to() {
            true => Field::Day(value.from()),
            false => Field::Key(value.to_string().into()),
        }
    }
}

/// What a table is, before it has rows.
#[derive(Debug)]
pub(super) struct Head {
    /// Its columns, in order.
    pub columns: &'static [&'static str],
    /// How many of the first columns tell the groups of the JSON apart.
    pub key: usize,
    /// The column that is a list in the JSON, so that it tells how many rows there are; groups in which it is
    /// the same stand together.
    pub list: usize,
}

/// Rows under construction.
pub(super) struct Table {
    head: &'static Head,
    csv: Vec<u8>,
    groups: Vec<Group>,
    /// The cells of one row as JSON, and where each ends.
    row: Vec<u8>,
    ends: Vec<usize>,
    rows: usize,
}

/// Finished rows: CSV lines without a head, and JSON objects, a group a line, with commas between them.
pub(super) struct Chunk {
    pub(super) csv: Content,
    pub(super) json: Content,
    pub(super) rows: usize,
}

impl Table {
    pub(super) fn new(head: &'static Head) -> Table {
        let (csv, groups, row, ends) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Table { head, csv, groups, row, ends, rows: 0 }
    }

    pub(super) fn push<'a>(&mut self, row: impl IntoIterator<Item = Field<'a>>) {
        self.row.clear();
        self.ends.clear();
        for field in row {
            if !self.ends.is_empty() {
                self.csv.push(b',');
            }
            self.field(&field);
            self.ends.push(self.row.len());
        }
        assert_eq!(self.ends.len(), self.head.columns.len(), "every row has a cell a column");
        self.csv.extend_from_slice(b"\r\n");
        self.rows += 1;
        let key = &self.row[..self.ends[self.head.key - 1]];
        // Rows of one group mostly follow each other, or alternate with those of another.
        let found = self.groups.iter().rposition(|group| *group.key == *key);
        let found = found.unwrap_or_else(|| {
            self.groups.push(Group { key: key.into(), columns: vec![Column::default(); self.ends.len()] });
            self.groups.len() - 1
        });
        let mut start = 0;
        for (column, &end) in self.groups[found].columns.iter_mut().zip(&self.ends) {
            column.push(&self.row[start..end]);
            start = end;
        }
    }

    fn field(&mut self, field: &Field) {
        let (csv, json) = (&mut self.csv, &mut self.row);
        let start = csv.len();
        match field {
            Field::Key(text) => {
                csv.extend_from_slice(text.as_bytes());
                quoted(json, text.as_bytes());
            }
            Field::Words(text) => {
                cell(csv, &harmless(text));
                string(json, text);
            }
            Field::File(zone, file) => {
                for piece in [*zone, "/", *file] {
                    csv.extend_from_slice(piece.as_bytes());
                }
                quoted(json, &csv[start..]);
            }
            Field::Day(day) => {
                csv.extend_from_slice(&day.iso());
                quoted(json, &csv[start..]);
            }
            Field::Number(value) => {
                text::plain(*value, csv);
                json.extend_from_slice(&csv[start..]);
            }
            Field::Flag(flag) => {
                let text: &[u8] = if *flag { b"true" } else { b"false" };
                csv.extend_from_slice(text);
                json.extend_from_slice(text);
            }
            Field::Empty => json.extend_from_slice(b"null"),
        }
    }

    pub(super) fn finished(self) -> Chunk {
        let mut json = Vec::with_capacity(self.csv.len() / 2);
        // Groups with the same times share more than those: what all of them share is written once.
        let mut alike: Vec<Vec<Group>> = Vec::new();
        for mut group in self.groups {
            let list = &mut group.columns[self.head.list];
            if !list.differs {
                list.spread();
            }
            let same =
                |found: &&mut Vec<Group>| found[0].columns[self.head.list] == group.columns[self.head.list];
            match alike.iter_mut().find(same) {
                Some(found) => found.push(group),
                None => alike.push(vec![group]),
            }
        }
        for (n, groups) in alike.iter().enumerate() {
            json.extend_from_slice(if n == 0 { b"" } else { b",\n" });
            write(self.head, groups, &mut json);
        }
        Chunk { csv: self.csv.into(), json: json.into(), rows: self.rows }
    }
}

/// Rows of the JSON with the same key.
struct Group {
    key: Box<[u8]>,
    columns: Vec<Column>,
}

/// Writes groups with the same times as one object: the columns in which they agree, and under `series` the
/// others, an object a group. Where all rows agree, a column is one value instead of a list.
fn write(head: &Head, groups: &[Group], json: &mut Vec<u8>) {
    let shared = |n: usize| groups.iter().all(|group| group.columns[n] == groups[0].columns[n]);
    let (outer, inner): (Vec<usize>, Vec<usize>) = (0..head.columns.len()).partition(|&n| shared(n));
    let object = |group: &Group, columns: &[usize], json: &mut Vec<u8>| {
        for (place, &n) in columns.iter().enumerate() {
            json.push(if place == 0 { b'{' } else { b',' });
            quoted(json, head.columns[n].as_bytes());
            json.push(b':');
            group.columns[n].write(json);
        }
    };
    object(&groups[0], &outer, json);
    json.extend_from_slice(b",\"series\":[");
    for (n, group) in groups.iter().enumerate() {
        json.extend_from_slice(if n == 0 { b"" } else { b",\n" });
        object(group, &inner, json);
        json.extend_from_slice(if inner.is_empty() { b"{}" } else { b"}" });
    }
    json.extend_from_slice(b"]}");
}

/// The cells of one column of a group; while all are the same, only the first is kept.
#[derive(Clone, Default, PartialEq)]
struct Column {
    /// With commas between them.
    cells: Vec<u8>,
    /// Where the first cell ends.
    first: usize,
    rows: usize,
    differs: bool,
}

impl Column {
    fn push(&mut self, cell: &[u8]) {
        if self.rows == 0 {
            self.cells.extend_from_slice(cell);
            self.first = cell.len();
        } else if self.differs || self.cells != cell {
            if !self.differs {
                self.spread();
            }
            self.cells.push(b',');
            self.cells.extend_from_slice(cell);
        }
        self.rows += 1;
    }

    fn write(&self, json: &mut Vec<u8>) {
        if !self.differs {
            return json.extend_from_slice(&self.cells);
        }
        json.push(b'[');
        json.extend_from_slice(&self.cells);
        json.push(b']');
    }

    /// Writes the first cell for each of the rows.
    fn spread(&mut self) {
        self.differs = true;
        // Series of reports are a few dozen rows long: one step instead of five.
        self.cells.reserve((self.rows + 32) * (self.first + 2));
        for _ in 1..self.rows {
            self.cells.push(b',');
            self.cells.extend_from_within(..self.first);
        }
    }
}

/// Adds a text that JSON takes as it is, in quotes.
fn quoted(json: &mut Vec<u8>, text: &[u8]) {
    json.push(b'"');
    json.extend_from_slice(text);
    json.push(b'"');
}

fn string(json: &mut Vec<u8>, text: &str) {
    match text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        true => serde_json::to_writer(json, text).expect("writing to memory cannot fail"),
        false => quoted(json, text.as_bytes()),
    }
}

/// Adds a cell of the CSV, in quotes where it has a comma, a quote or a line break.
fn cell(csv: &mut Vec<u8>, text: &str) {
    if !text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
        return csv.extend_from_slice(text.as_bytes());
    }
    csv.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            csv.push(b'"');
        }
        csv.push(byte);
    }
    csv.push(b'"');
}

/// A spreadsheet runs what starts with `=`, `+`, `-` or `@`, also after a blank; a number is let be.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return text.into();
    }
    let risky = text.trim_start().starts_with(['=', '+', '-', '@']);
    let number =
        text.trim_start_matches(['+', '-']).chars().all(|c| c.is_ascii_digit() || "., %".contains(c));
    if risky && !number { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    static HEAD: Head = Head { columns: &["a", "b", "c"], key: 1, list: 1 };

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        assert_eq!(harmless("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(harmless(" @SUM(A1)"), "' @SUM(A1)");
        assert_eq!(harmless("-2+3"), "'-2+3");
        assert_eq!(harmless("-40"), "-40");
        assert_eq!(harmless("+1,5%"), "+1,5%");
        assert_eq!(harmless("trên 14.000"), "trên 14.000");
        assert_eq!(harmless("5-7"), "5-7");
    }

    #[test]
    fn quotes_commas_and_line_breaks_stay_in_their_cell() {
        let mut table = Table::new(&HEAD);
        let number = Field::number(Some(Decimal::new(1540, 2)));
        table.push([Field::words("x, \"y\"\nz"), number, Field::File("hai-phong", "ky-1")]);
        table.push([Field::Empty, Field::Flag(true), Field::Day(Day::new(2022, 9, 1).unwrap())]);
        let chunk = table.finished();
        assert_eq!(
            String::from_utf8(chunk.csv.bytes()).unwrap(),
            "\"x, \"\"y\"\"\nz\",15.4,hai-phong/ky-1\r\n,true,2022-09-01\r\n"
        );
        let json = String::from_utf8(chunk.json.bytes()).unwrap();
        let expected = "{\"a\":\"x, \\\"y\\\"\\nz\",\"b\":[15.4],\"c\":\"hai-phong/ky-1\",\"series\":[{}]},\n\
                        {\"a\":null,\"b\":[true],\"c\":\"2022-09-01\",\"series\":[{}]}";
        assert_eq!(json, expected);
    }

    #[test]
    fn what_rows_and_series_share_is_said_once() {
        let mut table = Table::new(&HEAD);
        for (key, b, c) in
            [("x", 1, 7), ("y", 1, 7), ("x", 2, 7), ("x", 3, 8), ("y", 2, 7), ("z", 1, 9), ("z", 2, 9)]
        {
            table.push([Field::key(key), Field::Number(b.into()), Field::Number(c.into())]);
        }
        let json = String::from_utf8(table.finished().json.bytes()).unwrap();
        assert_eq!(
            json,
            "{\"a\":\"x\",\"b\":[1,2,3],\"c\":[7,7,8],\"series\":[{}]},\n\
             {\"b\":[1,2],\"series\":[{\"a\":\"y\",\"c\":7},\n{\"a\":\"z\",\"c\":9}]}"
        );
    }
}
