//! `bantin build`: the site in its folder.

use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use serde_json::json;

use super::args::{Asked, Build, Format};
use super::check::{self, Look};
use super::pack::{self, Leaflet};
use super::report::Report;
use super::stages::Stages;
use super::{End, Failure};
use crate::diag::Say;
use crate::render::SiteFiles;
use crate::say;
use crate::write::pack::Packed;
use crate::write::{Published, Target, Unknown, publish};

/// Where a site is published.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The folder of the themes, which is never an output folder either.
    pub themes: &'a Path,
    /// The user's home, which is never an output folder.
    pub home: Option<&'a Path>,
    /// The options of the command.
    pub options: &'a Build,
}

/// What the stages made of the content.
pub struct Site {
    /// What they found wrong.
    pub look: Look,
    /// The site; `None` where errors stood in its way.
    pub files: Option<SiteFiles>,
    /// How much there is of everything.
    pub counts: Counts,
    /// What goes with the site where it is packed.
    pub leaflet: Leaflet,
    /// The frozen issues, each with whether its page is what it was to the letter.
    pub frozen: Vec<FrozenIssue>,
    /// What of the theme nothing uses, in words.
    pub theme: Vec<Say>,
}

/// A frozen issue as it was built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenIssue {
    /// Its name.
    pub id: String,
    /// Its running number.
    pub number: u32,
    /// How its page compares with the one that was frozen.
    pub page: PageState,
}

/// How a page compares with the one that was frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageState {
    /// To the letter.
    Same,
    /// Its text, the theme or bantin changed; its figures did not, or that is an error.
    Changed,
}

/// How much of everything a site has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Zones.
    pub zones: usize,
    /// Issues.
    pub issues: usize,
    /// Pages.
    pub pages: usize,
    /// Charts.
    pub charts: usize,
}

/// Makes a site, publishes it if the content has no error, and prints what was done.
///
/// # Errors
///
/// Fails when a stage could not run, the output folder is refused, or nothing can be printed.
pub fn run(
    asked: &Asked,
    place: &Place<'_>,
    out: &mut impl Write,
    site: impl FnOnce(&mut Stages) -> Result<Site, Say>,
) -> Result<End, Failure> {
    run_then(asked, place, out, site, |_, _| Ok(None))
}

/// As [`run`]; what is done with the published site after that may leave an archive.
pub(super) fn run_then(
    asked: &Asked,
    place: &Place<'_>,
    out: &mut impl Write,
    site: impl FnOnce(&mut Stages) -> Result<Site, Say>,
    then: impl FnOnce(&Site, &SiteFiles) -> Result<Option<Packed>, Failure>,
) -> Result<End, Failure> {
    let mut stages = Stages::default();
    let site = site(&mut stages).map_err(Failure::Said)?;
    let report = Report::new(&site.look.problems, &asked.shared.deny, &*site.look.place);
    let publishable = site.files.as_ref().filter(|_| report.errors() == 0);
    let inputs: [&Path; 2] = [&asked.shared.content, place.themes];
    let published = match publishable {
        Some(files) => Some(
            stages
                .time("write", || publish(files, &target(place, &inputs)))
                .map_err(|refusal| Failure::Said(refusal.say()))?,
        ),
        None => None,
    };
    // What comes after the site is not its time.
    let took = stages.elapsed();
    let packed = match publishable {
        Some(files) => then(&site, files)?,
        None => None,
    };
    match asked.shared.format {
        Format::Json => {
            let mut document = json!({
                "problems": report.to_json(),
                "waiting": check::to_json(&site.look),
                "built": published.map(|done| built(&site, &done, place)),
            });
            if let Some(packed) = &packed {
                document["packed"] = pack::to_json(packed);
            }
            writeln!(out, "{document:#}")?;
        }
        Format::Text => {
            check::print(asked, &report, out)?;
            if !asked.shared.quiet {
                check::tell(asked, &site.look, out)?;
                tell_unused(asked, &site.theme, out)?;
                tell_frozen(asked, &site.frozen, out)?;
                tell(asked, place, &site.counts, published.as_ref(), took, out)?;
                tell_packed(asked, packed.as_ref(), out)?;
            }
        }
    }
    if place.options.timings {
        stages.print(&mut anstream::stderr())?;
    }
    Ok(if report.errors() > 0 { End::Problems } else { End::Clean })
}

fn target<'a>(place: &'a Place<'a>, inputs: &'a [&'a Path]) -> Target<'a> {
    let unknown = if place.options.prune_unknown { Unknown::Prune } else { Unknown::Refuse };
    Target { dir: &place.options.output, inputs, home: place.home, unknown }
}

fn built(site: &Site, done: &Published, place: &Place<'_>) -> serde_json::Value {
    let counts = &site.counts;
    let frozen = site.frozen.iter().map(|one| {
        let same = one.page == PageState::Same;
        json!({ "issue": one.id, "number": one.number, "page": if same { "same" } else { "changed" } })
    });
    json!({
        "frozen": frozen.collect::<Vec<_>>(),
        "zones": counts.zones, "issues": counts.issues, "pages": counts.pages, "charts": counts.charts,
        "bytes": done.bytes, "written": done.written, "unchanged": done.unchanged, "removed": done.removed,
        "open": place.options.output.join("index.html").to_string_lossy(),
    })
}

/// Prints a line for each file or word of the theme that nothing uses: mostly a slip in its name.
fn tell_unused(asked: &Asked, theme: &[Say], out: &mut impl Write) -> io::Result<()> {
    for one in theme {
        let words = say!(
            "Giao diện có phần không dùng đến: {}",
            "Nothing uses this part of the theme: {}",
            one.of(asked.shared.lang)
        );
        writeln!(out, "{}", words.of(asked.shared.lang))?;
    }
    Ok(())
}

/// Prints a line for each frozen issue whose page is not what it was; that is no fault.
fn tell_frozen(asked: &Asked, frozen: &[FrozenIssue], out: &mut impl Write) -> io::Result<()> {
    for FrozenIssue { id, number, .. } in frozen.iter().filter(|one| one.page == PageState::Changed) {
        let words = say!(
            "Số {number} ({id}) đã chốt: số liệu như khi chốt; trang không còn từng chữ như trước vì lời văn, tên gọi, giao diện hoặc bản bantin đã đổi. Khu hay tổ chức đổi tên thì ghi tên cũ ở [[former]] trong zone.toml.",
            "Issue {number} ({id}) is frozen: its figures are as they were; its page is not, to the letter, because its text, a name, the theme or bantin changed. The former name of a zone or body goes into [[former]] in zone.toml."
        );
        writeln!(out, "{}", words.of(asked.shared.lang))?;
    }
    Ok(())
}

fn tell_packed(asked: &Asked, packed: Option<&Packed>, out: &mut impl Write) -> io::Result<()> {
    let Some(Packed { file, files, bytes }) = packed else { return Ok(()) };
    let (file, kib) = (file.display(), bytes.div_ceil(1024));
    let words =
        say!("Đã đóng gói {files} tệp ({kib} KiB): {file}", "Packed {files} files ({kib} KiB): {file}");
    writeln!(out, "{}", words.of(asked.shared.lang))
}

fn tell(
    asked: &Asked,
    place: &Place<'_>,
    counts: &Counts,
    published: Option<&Published>,
    took: Duration,
    out: &mut impl Write,
) -> io::Result<()> {
    let Some(done) = published else {
        let dir = place.options.output.display();
        let words = say!(
            "Nội dung còn lỗi nên chưa dựng trang; {dir} giữ nguyên như trước.",
            "The content has errors, so the site was not built; {dir} stays as it was."
        );
        return writeln!(out, "{}", words.of(asked.shared.lang));
    };
    let Counts { zones, issues, pages, charts } = counts;
    let Published { written, unchanged, removed, bytes } = done;
    let kib = bytes.div_ceil(1024);
    let ms = took.as_millis();
    let open = place.options.output.join("index.html");
    let open = open.display();
    let words = say!(
        "Đã dựng {zones} khu, {issues} số bản tin: {pages} trang, {charts} biểu đồ, {kib} KiB, trong {ms} ms.\n\
         Ghi {written} tệp, giữ nguyên {unchanged}, xóa {removed}.\n\
         Mở để xem: {open}",
        "Built {zones} zones, {issues} issues: {pages} pages, {charts} charts, {kib} KiB, in {ms} ms.\n\
         Wrote {written} files, left {unchanged} as they were, removed {removed}.\n\
         Open: {open}"
    );
    writeln!(out, "{}", words.of(asked.shared.lang))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::super::args::Command;
    use super::super::check::Compared;
    use super::super::report::Passage;
    use super::*;
    use crate::diag::{At, Problem};
    use crate::language::Language;

    fn ran(list: &[&str], output: &Path, problems: Vec<Problem>) -> (Result<End, Failure>, String) {
        let mut words: Vec<OsString> = list.iter().map(OsString::from).collect();
        words.extend([
            "--output".into(),
            output.into(),
            "--content".into(),
            output.with_file_name("in").into(),
        ]);
        let asked = Asked::parse(Language::En, words).unwrap();
        let Command::Build(options) = &asked.command else { panic!("the test builds") };
        let mut files = SiteFiles::default();
        files.insert("index.html", b"x".to_vec()).unwrap();
        let mut out = Vec::new();
        let end = run(
            &asked,
            &Place { themes: &output.with_file_name("themes"), home: None, options },
            &mut out,
            |_| {
                Ok(Site {
                    look: Look {
                        problems,
                        compared: Compared::default(),
                        waiting: Vec::new(),
                        place: Box::new(passage),
                    },
                    files: Some(files),
                    counts: Counts { zones: 2, issues: 1, pages: 1, charts: 0 },
                    leaflet: Leaflet { name: "mau".to_owned(), text: String::new() },
                    frozen: Vec::new(),
                    theme: Vec::new(),
                })
            },
        );
        (end, String::from_utf8(out).unwrap())
    }

    fn passage(_: At) -> Passage {
        Passage { path: "site.toml".to_owned(), source: "title = 1\n".into(), span: 0..5 }
    }

    #[test]
    fn warnings_build_and_errors_do_not() {
        let dir = tempfile::tempdir().unwrap();
        let output = dir.path().join("output");
        let warning = || vec![Problem::warning("w", At::default(), say!("v", "e"))];
        let (end, text) = ran(&["bantin", "build", "--deny", "w"], &output, warning());
        assert!(matches!(end, Ok(End::Problems)) && !output.exists(), "{text}");
        assert!(text.contains("was not built"), "{text}");
        let (end, text) = ran(&["bantin", "build"], &output, warning());
        assert!(matches!(end, Ok(End::Clean)) && output.join("index.html").exists(), "{text}");
        assert!(text.contains("0 errors, 1 warnings.\nCompared 0 relations between figures.\nBuilt 2 zones, 1 issues: 1 pages"), "{text}");
        let (_, text) = ran(&["bantin", "build", "-q"], &output, Vec::new());
        assert_eq!(text, "");
    }

    #[test]
    fn json_is_one_document_with_what_was_built() {
        let dir = tempfile::tempdir().unwrap();
        let (_, text) = ran(&["bantin", "build", "--format", "json"], &dir.path().join("o"), Vec::new());
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["built"]["written"], 1);
        assert_eq!(value["problems"], json!([]));
    }

    #[test]
    fn a_refused_folder_is_a_failure() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["in", "themes"] {
            let (end, _) = ran(&["bantin", "build"], &dir.path().join(name), Vec::new());
            assert!(
                matches!(end, Err(Failure::Said(words)) if words.vi.contains("thư mục đầu ra")),
                "{name}"
            );
        }
    }
}
