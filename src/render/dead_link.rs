//! Links of a finished site that lead to no file of it: only a theme can make them, content and bantin cannot.

use super::files::{File, SiteFiles};
use super::templates::Theme;
use super::theme_fault::ThemeFault;
use crate::diag::Say;
use crate::model::nearest;
use crate::say;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// So many letters may differ between an address and the one that was meant.
const NEAR: usize = 2;

/// Returns a fault for each link of pages and style sheets to a file that the site does not have, at the template
/// that holds it where one of the theme's own does.
///
/// What leads out of the site (another host, a folder above) cannot be known and is left alone. It reads the whole
/// site once more: it is for sites with a theme of their own.
pub fn faults(site: &SiteFiles, theme: &Theme) -> Vec<ThemeFault> {
    let pages: Vec<(&str, &File)> = site.iter().filter(|(path, _)| path.ends_with(".html")).collect();
    let dead: Vec<Vec<String>> = pages
        .par_iter()
        .map(|(path, file)| {
            let bytes = file.bytes();
            let (mut dead, mut seen) = (Vec::new(), BTreeSet::new());
            links(&bytes, |link| {
                // Most links of a page lead to itself, or to the same few pages.
                let file = link.split('#').next().unwrap_or_default();
                if !file.is_empty() && seen.insert(file) && leads_nowhere(site, path, file) {
                    dead.push(link.to_owned());
                }
            });
            dead
        })
        .collect();
    // A link in a template is another one on each page, but for what stands behind the way up.
    let mut found: BTreeMap<&str, (&str, &str, usize)> = BTreeMap::new();
    for ((page, _), dead) in pages.iter().zip(&dead) {
        let mut seen: Vec<&str> = Vec::new();
        for link in dead {
            let below = Some(below(link)).filter(|rest| !rest.is_empty()).unwrap_or(link);
            if !seen.contains(&below) {
                seen.push(below);
                found.entry(below).or_insert((page, link, 0)).2 += 1;
            }
        }
    }
    let fault = |(below, (page, link, pages)): (&str, (&str, &str, usize))| {
        let (file, line, column) = theme.place_of(below).unwrap_or_default();
        let fault = ThemeFault::of_file(&file, words(site, page, link));
        ThemeFault { line, column, page: page.to_owned(), pages, ..fault }
    };
    found.into_iter().map(fault).chain(of_sheets(site)).collect()
}

/// What style sheets ask for by `url(…)`.
fn of_sheets(site: &SiteFiles) -> Vec<ThemeFault> {
    let mut faults = Vec::new();
    for (path, file) in site.iter().filter(|(path, _)| path.starts_with("static/") && path.ends_with(".css"))
    {
        let bytes = file.bytes();
        let text = String::from_utf8_lossy(&bytes);
        for rest in text.split("url(").skip(1) {
            let link = rest.split(')').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
            if leads_nowhere(site, path, link) {
                faults.push(ThemeFault::of_file(path, words(site, path, link)));
            }
        }
    }
    faults
}

/// An address without the way up.
fn below(link: &str) -> &str {
    let mut rest = link;
    while let Some(inner) = ["../", "./"].iter().find_map(|up| rest.strip_prefix(up)) {
        rest = inner;
    }
    rest
}

fn leads_nowhere(site: &SiteFiles, page: &str, link: &str) -> bool {
    target(page, link).is_some_and(|path| site.get(&path).is_none())
}

/// The path in the site to which a link of a page leads; `None` for one that leads out of it, or to its own page.
fn target(page: &str, link: &str) -> Option<String> {
    let link = decoded(link.trim());
    let path = link.split(['?', '#']).next().filter(|path| !path.is_empty())?;
    let has_scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
    if path.starts_with('/') || has_scheme {
        return None;
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// An address as the name of a file: `%20` and `&amp;` are what they stand for.
fn decoded(link: &str) -> String {
    let link = link.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"");
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.filter(|_| first == b'%').and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn words(site: &SiteFiles, page: &str, link: &str) -> Say {
    let near = meant(site, below(&decoded(link))).or_else(|| meant(site, &target(page, link)?));
    let way_out = match near {
        // A style sheet knows no page: it leads from its own folder.
        Some(path) if page.ends_with(".css") => {
            say!("gần nhất là {path}", "the nearest is {path}")
        }
        Some(path) => {
            // What all languages share stands at the top, pages in the folder of their language.
            let is_shared = ["static/", "data/", "tep/"].iter().any(|folder| path.starts_with(folder));
            let root = if is_shared { "top" } else { "root" };
            say!(
                "nếu là {path} thì viết {{{{ page.{root} }}}}{path} trong mẫu",
                "if {path} is meant, write {{{{ page.{root} }}}}{path} in the template"
            )
        }
        None if page.ends_with(".css") => say!(
            "sửa địa chỉ, hoặc đặt tệp ấy cạnh tệp này trong giao diện",
            "mend the address, or put the file beside this one in the theme"
        ),
        None => say!(
            "sửa địa chỉ, hoặc đặt tệp ấy vào static/ của giao diện rồi gọi là {{{{ page.top }}}}static/…",
            "mend the address, or put the file into static/ of the theme and call it {{{{ page.top }}}}static/…"
        ),
    };
    Say {
        vi: format!("liên kết “{link}” không dẫn đến tệp nào của bản tin: {}", way_out.vi),
        en: format!("the link “{link}” leads to no file of the site: {}", way_out.en),
    }
}

/// The file that was meant: the folder's own page, one that is nearly called so, or the only one of that name.
fn meant<'s>(site: &'s SiteFiles, link: &str) -> Option<&'s str> {
    let link = link.split(['?', '#']).next().unwrap_or_default();
    let page = [link.trim_end_matches('/'), "/index.html"].concat();
    let paths = || site.iter().map(|(path, _)| path).filter(|path| !path.starts_with("en/"));
    let near = paths()
        .map(|path| (if path == page { 0 } else { nearest::distance(path, link) }, path))
        .filter(|(distance, _)| *distance <= NEAR)
        .min();
    let name = link.rsplit('/').next().filter(|name| !name.is_empty());
    let mut same = paths().filter(|path| path.rsplit('/').next() == name);
    near.map(|(_, path)| path).or_else(|| same.next().filter(|_| same.next().is_none()))
}

/// Hands out what the attributes `href`, `src` and `action` of a page say; comments and scripts are no links.
fn links<'p>(page: &'p [u8], mut visit: impl FnMut(&'p str)) {
    let mut rest = page;
    while let Some(open) = memchr::memchr(b'<', rest) {
        rest = &rest[open + 1..];
        if rest.starts_with(b"!--") {
            rest = after(rest, b"-->");
            continue;
        }
        let plain = [&b"script"[..], b"style"]
            .into_iter()
            .find(|name| rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
        let mut from = 0;
        while let Some(at) = memchr::memchr3(b'>', b'"', b'\'', &rest[from..]).map(|at| from + at) {
            if rest[at] == b'>' {
                from = at;
                break;
            }
            let Some(length) = memchr::memchr(rest[at], &rest[at + 1..]) else {
                from = rest.len();
                break;
            };
            if is_link(&rest[from..at])
                && let Ok(link) = std::str::from_utf8(&rest[at + 1..][..length])
            {
                visit(link);
            }
            from = at + length + 2;
        }
        rest = &rest[from.min(rest.len())..];
        if let Some(name) = plain {
            rest = after(rest, &[b"</", name].concat());
        }
    }
}

/// True for what stands before the quote of an attribute that is a link.
fn is_link(before: &[u8]) -> bool {
    let Some(name) = before.strip_suffix(b"=") else { return false };
    [&b"href"[..], b"src", b"action"].iter().any(|attribute| {
        let start = name.strip_suffix(*attribute).and_then(<[u8]>::last);
        start.is_some_and(u8::is_ascii_whitespace)
    })
}

fn after<'a>(text: &'a [u8], end: &[u8]) -> &'a [u8] {
    memchr::memmem::find(text, end).map_or(&[], |at| &text[at + end.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_in_tags_alone() {
        let page = b"<a class=\"x > y\" href=\"a.html\">href=\"no\"</a><!-- <a href=\"b.html\"> --><IMG src='c.svg'>\
            <script src=\"d.js\">'<a href=\"e.html\">'</script><use xlink:href=\"f\"/><i data-href=\"g\"><form action=\"h\"><a href=\"z";
        let mut found = Vec::new();
        links(page, |link| found.push(link.to_owned()));
        assert_eq!(found, ["a.html", "c.svg", "d.js", "h"]);
    }

    #[test]
    fn a_link_leads_to_a_file_from_where_its_page_stands() {
        let to = |link: &str| target("khu/mau/index.html", link);
        assert_eq!(to("../../static/a%20b.css?v=1#x").as_deref(), Some("static/a b.css"));
        assert_eq!(to("nguon.html").as_deref(), Some("khu/mau/nguon.html"));
        assert_eq!(to("../").as_deref(), Some("khu/"));
        for out in
            ["", "#s.1", "?q=x", "https://a.vn/b", "mailto:a@b.vn", "//a.vn", "/a.html", "../../../a.html"]
        {
            assert_eq!(to(out), None, "{out}");
        }
    }

    #[test]
    fn the_file_that_was_meant_is_found() {
        let mut site = SiteFiles::default();
        for path in
            ["static/style.css", "static/logo.svg", "khu/mau/index.html", "index.html", "en/index.html"]
        {
            site.insert(path, Vec::new()).unwrap();
        }
        for (link, path) in [
            ("style.css", Some("static/style.css")),
            ("static/stile.css", Some("static/style.css")),
            ("khu/mau/", Some("khu/mau/index.html")),
            ("khong-co.html", None),
        ] {
            assert_eq!(meant(&site, link), path, "{link}");
        }
    }
}
