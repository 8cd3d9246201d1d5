//! The files of a theme's folder by their names: which can go to the site, and which cannot.

use super::files::{SiteFiles, Why};
use super::templates::ThemeFile;
use super::theme_fault::ThemeFault;
use crate::diag::Say;
use crate::model::fold;
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
