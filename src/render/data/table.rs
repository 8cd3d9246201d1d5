//! Rows that become CSV and JSON at once, so that the two cannot differ.

use crate::model::period::Day;
use crate::render::content::Content;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// One cell.
#[derive(Debug, Clone)]
pub(super) enum Field<'a> {
    /// An id, a key or a date: nothing that a spreadsheet could run.
    Key(Cow<'a, str>),
    /// Words of an author.
    Words(Cow<'a, str>),
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
        if text.is_empty() { Field::Empty } else { Field::Key(text) }
    }

    pub(super) fn words(text: impl Into<Cow<'a, str>>) -> Field<'a> {
        let text = text.into();
        if text.is_empty() { Field::Empty } else { Field::Words(text) }
    }

    pub(super) fn day(day: Day) -> Field<'a> {
        Field::Key(day.to_string().into())
    }

    pub(super) fn number(value: Option<Decimal>) -> Field<'a> {
        value.map_or(Field::Empty, |value| Field::Number(value.normalize()))
    }
}

/// Rows under construction.
pub(super) struct Table {
    columns: &'static [&'static str],
    csv: csv::Writer<Vec<u8>>,
    json: Vec<u8>,
    rows: usize,
}

/// Finished rows: CSV lines without a head, and JSON objects with commas between them.
pub(super) struct Chunk {
    pub(super) csv: Content,
    pub(super) json: Content,
    pub(super) rows: usize,
}

const MEMORY: &str = "writing to memory cannot fail";

impl Table {
    pub(super) fn new(columns: &'static [&'static str]) -> Table {
        let mut builder = csv::WriterBuilder::new();
        builder.terminator(csv::Terminator::CRLF).buffer_capacity(4 << 10);
        Table { columns, csv: builder.from_writer(Vec::new()), json: Vec::new(), rows: 0 }
    }

    pub(super) fn push<'a>(&mut self, row: impl IntoIterator<Item = Field<'a>>) {
        self.json.extend_from_slice(if self.rows == 0 { b"{" } else { b",\n{" });
        let mut cells = 0;
        for field in row {
            self.json.extend_from_slice(if cells == 0 { b"\"" } else { b",\"" });
            self.json.extend_from_slice(self.columns[cells].as_bytes());
            self.json.extend_from_slice(b"\":");
            self.field(&field);
            cells += 1;
        }
        assert_eq!(cells, self.columns.len(), "every row has a cell a column");
        self.json.push(b'}');
        self.csv.write_record(None::<&[u8]>).expect(MEMORY);
        self.rows += 1;
    }

    fn field(&mut self, field: &Field) {
        let (csv, json) = (&mut self.csv, &mut self.json);
        match field {
            Field::Key(text) => {
                csv.write_field(text.as_ref()).expect(MEMORY);
                serde_json::to_writer(json, text).expect(MEMORY);
            }
            Field::Words(text) => {
                csv.write_field(harmless(text).as_ref()).expect(MEMORY);
                serde_json::to_writer(json, text).expect(MEMORY);
            }
            Field::Number(value) => {
                let text = value.to_string();
                csv.write_field(&text).expect(MEMORY);
                json.extend_from_slice(text.as_bytes());
            }
            Field::Flag(flag) => {
                let text = if *flag { "true" } else { "false" };
                csv.write_field(text).expect(MEMORY);
                json.extend_from_slice(text.as_bytes());
            }
            Field::Empty => {
                csv.write_field("").expect(MEMORY);
                json.extend_from_slice(b"null");
            }
        }
    }

    pub(super) fn finished(self) -> Chunk {
        let csv = self.csv.into_inner().expect(MEMORY);
        Chunk { csv: csv.into(), json: self.json.into(), rows: self.rows }
    }
}

/// A spreadsheet runs what starts with `=`, `+`, `-` or `@`, also after a blank; a number is let be.
fn harmless(text: &str) -> Cow<'_, str> {
    let risky = text.trim_start().starts_with(['=', '+', '-', '@']);
    let number =
        text.trim_start_matches(['+', '-']).chars().all(|c| c.is_ascii_digit() || "., %".contains(c));
    if risky && !number { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        assert_eq!(harmless("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(harmless(" @SUM(A1)"), "' @SUM(A1)");
        assert_eq!(harmless("-2+3"), "'-2+3");
        assert_eq!(harmless("-40"), "-40");
        assert_eq!(harmless("+1,5%"), "+1,5%");
        assert_eq!(harmless("trên 14.000"), "trên 14.000");
    }

    #[test]
    fn quotes_commas_and_line_breaks_stay_in_their_cell() {
        let mut table = Table::new(&["a", "b"]);
        table.push([Field::words("x, \"y\"\nz"), Field::number(Some(Decimal::new(1540, 2)))]);
        table.push([Field::Empty, Field::Flag(true)]);
        let chunk = table.finished();
        assert_eq!(String::from_utf8(chunk.csv.bytes()).unwrap(), "\"x, \"\"y\"\"\nz\",15.4\r\n,true\r\n");
        let json = String::from_utf8(chunk.json.bytes()).unwrap();
        assert_eq!(json, "{\"a\":\"x, \\\"y\\\"\\nz\",\"b\":15.4},\n{\"a\":null,\"b\":true}");
    }
}
