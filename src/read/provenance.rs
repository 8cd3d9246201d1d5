//! `[source]` to [`Source`]: where figures and targets come from.

use super::table::{Entry, Table};
use crate::diag::Problem;
use crate::model::report::{Kept, Source};
use crate::say;

const KEYS: &[&str] = &["title", "publisher", "published", "url", "kept", "accessed", "received", "note"];

/// Returns the source of a file; nothing where it is missing or has no date.
pub(super) fn source(file: &Table<'_>) -> Option<Source> {
    let entry = file.take("source");
    if entry.is_none() && file.lacks("source") {
        let fault = say!("tệp này thiếu nguồn", "the file has no source");
        file.page.push(
            Problem::error("missing-source", file.at, fault)
                .way_out(say!(
                    "mỗi tệp phải nêu nguồn của số liệu",
                    "every file names the source of its figures"
                ))
                .instead("[source]\ntitle = \"…\"\npublisher = \"…\"\npublished = \"2022-09-10\""),
        );
    }
    lower(entry?.table()?)
}

/// Returns the source that a table describes.
pub(super) fn lower(table: Table<'_>) -> Option<Source> {
    let title = table.required_wording("title");
    let publisher = table.required_wording("publisher");
    let published = table.required("published", "\"2022-09-10\"").and_then(|entry| entry.period());
    let url = table.take("url").and_then(|entry| address(&entry));
    let kept = table.take("kept").and_then(|entry| {
        let path = entry.string()?;
        let parts = path.split(['/', '\\']);
        if path.starts_with(['/', '\\']) || path.contains(':') || parts.clone().any(|part| part == "..") {
            let fault = say!(
                "đường dẫn “{path}” ra ngoài thư mục nội dung",
                "the path “{path}” leaves the content folder"
            );
            entry.page.push(
                Problem::error("path-outside", entry.at, fault)
                    .way_out(say!("để bản lưu trong thư mục sources", "keep the copy in the folder sources")),
            );
            return None;
        }
        Some(Kept { path: path.to_owned(), at: entry.at })
    });
    let received = table.take("received").and_then(|entry| entry.day());
    let (accessed, note) = (table.period("accessed"), table.wording("note"));
    let at = table.at;
    table.finish(KEYS);
    Some(Source {
        title: title.unwrap_or_default(),
        publisher: publisher.unwrap_or_default(),
        published: published?,
        url,
        kept,
        accessed,
        received,
        note,
        at,
    })
}

/// Returns the address on the web that an entry names; nothing where it is of another kind.
pub(super) fn address(entry: &Entry<'_>) -> Option<String> {
    let url = entry.string()?;
    let safe = url.starts_with("https://") || url.starts_with("http://");
    if !safe || url.contains(|c: char| c.is_whitespace() || c.is_control()) {
        let fault = say!(
            "địa chỉ phải bắt đầu bằng https:// hoặc http:// và không có khoảng trắng",
            "an address starts with https:// or http:// and has no blanks"
        );
        entry.page.push(Problem::error("unsafe-address", entry.at, fault).way_out(say!(
            "chép địa chỉ từ thanh địa chỉ của trình duyệt, hoặc xóa dòng",
            "copy it from the browser's address bar, or delete the line"
        )));
        return None;
    }
    Some(url.to_owned())
}
