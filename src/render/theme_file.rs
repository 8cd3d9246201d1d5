//! The files of a theme's folder by their names: which can go to the site, which cannot, and which nobody reads.

use super::files::{SiteFiles, Why};
use super::templates::{ThemeFile, standard};
use super::theme_fault::ThemeFault;
use crate::diag::Say;
use crate::language::Language;
use crate::model::fold;
use crate::model::nearest::nearest;
use crate::say;

/// Returns a fault for each static file that cannot stand in the site beside those of the default theme.
pub(super) fn refused<'a>(
    standard: impl Iterator<Item = &'a str>,
    overrides: &[ThemeFile],
) -> Vec<ThemeFault> {
    let own = overrides.iter().map(|(name, _)| name.as_str()).filter(|name| name.starts_with("static/"));
    let own: Vec<&str> = own.collect();
    let standard = standard.map(|path| format!("static/{path}"));
    // A file of the same name is replaced, and is none beside it.
    let names: Vec<String> = standard.filter(|name| !own.contains(&name.as_str())).collect();
    let mut site = SiteFiles::default();
    let mut faults = Vec::new();
    let mut taken: Vec<&str> = Vec::new();
    for name in names.iter().map(String::as_str).chain(own) {
        if let Err(refused) = site.insert(name, Vec::new()) {
            faults.push(ThemeFault::of_file(name, why(name, refused.why, &taken)));
        }
        taken.push(name);
    }
    faults
}

/// What goes to the site as it is.
const STATIC: [&str; 12] =
    ["css", "js", "svg", "png", "jpg", "jpeg", "gif", "webp", "ico", "woff", "woff2", "pdf"];
/// The folders that are read.
const FOLDERS: [&str; 3] = ["static", "templates", "words"];

/// Returns a warning for each file that stands where nobody reads it, with the place where it would be read.
///
/// A picture among the templates is read where one of these includes it: `is_mentioned` says so.
pub(super) fn astray(overrides: &[ThemeFile], is_mentioned: impl Fn(&str) -> bool) -> Vec<ThemeFault> {
    let astray = |(name, _): &ThemeFile| {
        let place = match name.split_once('/') {
            // The folder of a theme may say what it is, and give its templates examples, as the default one does.
            Some(("samples", _)) => return None,
            None if ["README", "LICENSE"].iter().any(|known| name.starts_with(known)) => return None,
            // A page's template among the files that are sent as they are.
            Some(("static", rest)) => standard(rest).map(|_| format!("templates/{rest}"))?,
            Some(("words", rest)) if rest.ends_with(".json") => return None,
            Some(("templates", rest)) if !is_static(rest) || is_mentioned(rest) => return None,
            _ => place(name).unwrap_or_default(),
        };
        let message = match place.as_str() {
            "" => say!(
                "bantin chỉ đọc static/, templates/ và words/ của giao diện: chuyển tệp vào một thư mục ấy, hoặc xóa nó",
                "bantin reads static/, templates/ and words/ of a theme: move the file into one of these, or delete it"
            ),
            place => say!(
                "bantin không đọc tệp này ở đây: chuyển nó thành {place}",
                "bantin does not read this file here: move it to {place}"
            ),
        };
        Some(ThemeFault::of_file(name, message))
    };
    overrides.iter().filter_map(astray).collect()
}

/// True for a file that has no place among the templates.
pub(super) fn is_static(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| STATIC.contains(&ending.to_ascii_lowercase().as_str()))
}

/// Where a file would be read, by its name and by that of its folder.
fn place(name: &str) -> Option<String> {
    // Notepad adds this ending to what is saved as a text.
    let name = name.strip_suffix(".txt").filter(|name| name.contains('.')).unwrap_or(name);
    let (folder, rest) = name.split_once('/').unwrap_or(("", name));
    let file = rest.rsplit('/').next().unwrap_or(rest);
    let languages = Language::ALL.map(|language| format!("{}.json", language.code()));
    let folder = match nearest(folder, FOLDERS) {
        _ if standard(file).is_some() => return Some(format!("templates/{file}")),
        _ if languages.iter().any(|known| known == file) => return Some(format!("words/{file}")),
        Some("words") | None if is_static(file) => "static",
        Some("templates") if is_static(file) => "static",
        Some(near) => near,
        None if file.ends_with(".html") => "templates",
        None => return None,
    };
    Some(format!("{folder}/{rest}"))
}

fn why(name: &str, why: Why, taken: &[&str]) -> Say {
    match why {
        Why::Twice => {
            let twin = taken.iter().find(|one| one.eq_ignore_ascii_case(name)).unwrap_or(&name);
            say!(
                "chỉ khác {twin} ở chữ hoa, chữ thường, mà nhiều máy coi đó là một tệp: đổi thành {twin} nếu muốn thay tệp ấy, không thì đặt tên khác",
                "differs from {twin} in capitals only, which is one file on many systems: rename it to {twin} to replace that file, or choose another name"
            )
        }
        Why::Folder => say!(
            "tên này vừa là tệp vừa là thư mục: đổi tên một trong hai",
            "this name is a file and a folder at once: rename one of the two"
        ),
        Why::Empty | Why::Dot | Why::Character | Why::Name => {
            let better = web_name(name);
            say!(
                "tên tệp này không dùng được trên web: đổi tên, chỉ dùng chữ không dấu, số và dấu gạch, chẳng hạn {better}; rồi ghi tên mới ở nơi gọi đến tệp",
                "the name of this file cannot be used on the web: rename it with ASCII letters, digits and hyphens, such as {better}; then write the new name where the file is asked for"
            )
        }
    }
}

/// The path with letters, digits and hyphens alone.
fn web_name(path: &str) -> String {
    let part = |part: &str| {
        let (stem, ending) = part.rsplit_once('.').unwrap_or((part, ""));
        let mut stem = fold::slug(stem, 80);
        // Windows keeps `con` and the like to itself, with any ending.
        if super::files::check_path(&stem).is_err() {
            stem = format!("{}-1", if stem.is_empty() { "tep" } else { &stem });
        }
        [stem, fold::slug(ending, 20)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(".")
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_does_is_found_for_any_that_does_not() {
        for (name, better) in [
            ("static/Ảnh bìa.SVG", "static/anh-bia.svg"),
            ("static/con.png", "static/con-1.png"),
            ("static/§.png", "static/tep-1.png"),
            ("static/hình 1/a", "static/hinh-1/a"),
        ] {
            assert_eq!(web_name(name), better);
            assert!(super::super::files::check_path(better).is_ok());
        }
    }

    #[test]
    fn a_file_that_nobody_reads_is_sent_where_it_would_be_read() {
        let said = |name: &str| {
            let warnings = astray(&[(name.to_owned(), Vec::new())], |name| name == "mark.svg");
            warnings
                .first()
                .map(|one| one.message.en.rsplit_once("move it to ").map_or("", |(_, to)| to).to_owned())
        };
        for (name, place) in [
            ("style.css", "static/style.css"),
            ("zone.html", "templates/zone.html"),
            ("static/zone.html", "templates/zone.html"),
            ("vi.json", "words/vi.json"),
            ("words/vi.json.txt", "words/vi.json"),
            ("template/dau.html", "templates/dau.html"),
            ("Static/a/logo.svg", "static/a/logo.svg"),
            ("img/logo.svg", "static/logo.svg"),
            ("templates/logo.svg", "static/logo.svg"),
            ("ghi-chu.docx", ""),
        ] {
            assert_eq!(said(name).as_deref(), Some(place), "{name}");
        }
        let read = [
            "static/a.html",
            "static/style.css",
            "templates/a.html",
            "templates/mark.svg",
            "words/fr.json",
            "README.md",
            "samples/x.json",
        ];
        assert!(read.into_iter().all(|name| said(name).is_none()));
    }

    #[test]
    fn what_replaces_a_file_is_no_twin_of_it() {
        let own =
            |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), Vec::new())).collect::<Vec<_>>();
        let refused = |names: &[&str]| refused(["style.css"].into_iter(), &own(names));
        assert!(refused(&["static/style.css", "static/a/b.svg", "words/Đ.json"]).is_empty());
        assert_eq!(refused(&["static/Style.css"]).len(), 1);
        assert_eq!(refused(&["static/a.svg", "static/A.svg"])[0].file, "static/A.svg");
        assert_eq!(refused(&["static/a", "static/a/b"])[0].file, "static/a/b");
    }
}
