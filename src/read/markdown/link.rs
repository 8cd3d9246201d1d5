//! Links and pictures of a narrative: references to figures, charts and tables, pictures, addresses.

use super::super::{number_words, suggest};
use super::{Kind, Reader, plain};
use crate::diag::{At, Problem};
use crate::model::prose::{Embed, Inline, Reference};
use crate::model::quantity::Quantity;
use crate::say;
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn link(&mut self, to: String, content: Vec<Inline>, at: At) {
        if let Some(address) = to.strip_prefix("figure:") {
            let words = plain(&content);
            match self.scope.figure(address, at) {
                Ok(reference) => {
                    if words.trim().is_empty() {
                        self.line.push_filled(at);
                    }
                    let stated = self.stated(&words, &reference, at);
                    self.top().inlines.push(Inline::Figure { reference, words, stated, beside: None });
                }
                Err(problem) => {
                    self.problems.extend(problem.map(|problem| *problem));
                    self.top().push_text(&words);
                }
            }
        } else if to.starts_with("plain:") {
            self.top().inlines.push(Inline::Plain(plain(&content)));
        } else if to.starts_with("chart:") || to.starts_with("table:") {
            let fault = say!("biểu đồ, bảng cần dấu ! phía trước", "a chart or table needs a ! in front");
            self.problems.push(
                Problem::error("embed-as-link", at, fault).instead(format!("![{}]({to})", plain(&content))),
            );
        } else if self.is_safe(&to, at) {
            self.top().inlines.push(Inline::Link { to, content });
        } else {
            self.top().inlines.extend(content);
        }
    }

    /// Returns what the words of a figure mean, nothing where there are none.
    fn stated(&mut self, words: &str, reference: &Reference, at: At) -> Option<Quantity> {
        if words.trim().is_empty() {
            return None;
        }
        match number_words::parse(words, self.scope.english) {
            Ok(words) => {
                let indicator = self.scope.names.registry.indicator(reference.indicator);
                Some(words.measured(indicator.decimals).quantity())
            }
            Err(refusal) => {
                let mut problem = Problem::error(refusal.rule, at, refusal.fault);
                problem.way_out = refusal.way_out.or(Some(say!(
                    "giữa [ và ] chỉ ghi con số, hoặc để trống để bantin điền",
                    "write the number alone between [ and ], or nothing to have it filled in"
                )));
                if let Some((_, rest)) = self.text[self.span(at)].split_once(']') {
                    let written = |value: &String| format!("[{}]{rest}", value.trim_matches('"'));
                    let lines: Vec<String> = refusal.instead.iter().map(written).collect();
                    problem.instead = Some(lines.join("\n")).filter(|lines| !lines.is_empty());
                }
                self.problems.push(problem);
                None
            }
        }
    }

    fn span(&self, at: At) -> Range<usize> {
        at.start as usize - self.place.1..at.end as usize - self.place.1
    }

    pub(super) fn image(&mut self, to: String, words: String, at: At) {
        for scheme in ["chart", "table"] {
            let Some(address) = to.strip_prefix(scheme).and_then(|rest| rest.strip_prefix(':')) else {
                continue;
            };
            if !matches!(self.top().kind, Kind::Paragraph) {
                let fault = say!(
                    "biểu đồ, bảng phải đứng riêng một đoạn",
                    "a chart or table stands in a paragraph of its own"
                );
                self.problems.push(Problem::error("embed-in-text", at, fault));
                return;
            }
            let embed = match self.scope.embed(scheme, address, at) {
                Ok(kind) => Some(Embed { kind, words, at }),
                Err(problem) => {
                    self.problems.extend(problem.map(|problem| *problem));
                    None
                }
            };
            self.top().embeds.push(embed);
            return;
        }
        let parts = || to.split(['/', '\\']);
        if to.is_empty()
            || to.contains(':')
            || to.starts_with(['/', '\\'])
            || parts().any(|part| part == "..")
        {
            let fault = say!(
                "ảnh phải nằm trong thư mục nội dung: “{to}”",
                "a picture is kept in the content folder: “{to}”"
            );
            self.problems.push(
                Problem::error("path-outside", at, fault)
                    .way_out(say!("để ảnh trong thư mục images", "keep it in the folder images")),
            );
            return;
        }
        self.top().inlines.push(Inline::Image { src: to, words, at });
    }

    /// Returns true for an address that may be followed; reports it where it may not.
    fn is_safe(&mut self, to: &str, at: At) -> bool {
        // Browsers drop these before they look at the scheme.
        let bare: String = to.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        let scheme = bare
            .find([':', '/', '?', '#'])
            .filter(|&n| bare[n..].starts_with(':'))
            .map(|n| bare[..n].to_lowercase());
        let fault = match scheme.as_deref() {
            Some("http" | "https" | "mailto" | "tel") if bare == to => return true,
            Some(scheme) => say!("không dùng địa chỉ loại “{scheme}:”", "an address may not be “{scheme}:”"),
            None if bare.starts_with("//") || bare.contains('\\') => {
                say!("địa chỉ “{bare}” không nêu https:", "the address “{bare}” does not say https:")
            }
            None if bare == to && !bare.is_empty() => return true,
            None => say!("địa chỉ trống hoặc có khoảng trắng", "the address is empty or has blanks"),
        };
        let mut problem = Problem::error("unsafe-address", at, fault).way_out(say!(
            "có thể dùng: https, http, mailto, tel, hoặc đường dẫn tương đối",
            "use https, http, mailto, tel or a relative path"
        ));
        if let Some(scheme) = &scheme
            && let Some(near) = suggest::nearest(scheme, ["figure", "chart", "table", "plain"])
        {
            problem = problem.way_out(say!("ý bạn là “{near}:”?", "did you mean “{near}:”?"));
        }
        self.problems.push(problem);
        false
    }
}
