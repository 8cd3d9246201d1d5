//! Publications into folders of every kind.

use std::time::SystemTime;

use tempfile::TempDir;

use super::super::refusal::Role;
use super::*;

fn site(files: &[(&str, &str)]) -> SiteFiles {
    let mut site = SiteFiles::default();
    for (path, text) in files {
        site.insert(*path, text.as_bytes().to_vec()).unwrap();
    }
    site
}

fn first() -> SiteFiles {
    site(&[("index.html", "home"), ("khu/a/index.html", "a"), ("khu/b/index.html", "b")])
}

fn to(dir: &Path) -> Target<'_> {
    Target { dir, inputs: &[], home: None, unknown: Unknown::Refuse }
}

fn temp() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn text(dir: &Path, path: &str) -> String {
    fs::read_to_string(dir.join(path)).unwrap()
}

/// Every file below a folder with its time of change and its size, bantin's own included.
fn all(dir: &Path) -> BTreeMap<PathBuf, (SystemTime, u64)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let meta = entry.metadata().unwrap();
        if meta.is_dir() {
            found.extend(all(&entry.path()));
        }
        found.insert(entry.path(), (meta.modified().unwrap(), meta.len()));
    }
    found
}

#[test]
fn a_first_build_writes_everything_and_a_second_one_nothing() {
    let dir = temp();
    let out = dir.path().join("deep/output");
    let done = publish(&first(), &to(&out)).unwrap();
    assert_eq!(done, Published { written: 3, unchanged: 0, removed: 0, bytes: 6 });
    assert_eq!(text(&out, "khu/a/index.html"), "a");
    let before = all(&out);
    std::thread::sleep(Duration::from_millis(20));
    let done = publish(&first(), &to(&out)).unwrap();
    assert_eq!(done, Published { written: 0, unchanged: 3, removed: 0, bytes: 6 });
    assert_eq!(all(&out), before, "no file and no folder was touched");
    assert!(before.keys().all(|path| !path.to_string_lossy().ends_with(".tmp")));
}

#[test]
fn only_what_changed_is_written_and_what_is_gone_is_removed() {
    let dir = temp();
    publish(&first(), &to(dir.path())).unwrap();
    let before = all(dir.path());
    let second = site(&[("index.html", "HOME"), ("khu/a/index.html", "a"), ("nguon/index.html", "n")]);
    let done = publish(&second, &to(dir.path())).unwrap();
    assert_eq!(done, Published { written: 2, unchanged: 1, removed: 1, bytes: 6 });
    assert_eq!(text(dir.path(), "index.html"), "HOME");
    assert!(!dir.path().join("khu/b").exists(), "an emptied folder goes too");
    let kept = dir.path().join("khu/a/index.html");
    assert_eq!(all(dir.path())[&kept], before[&kept]);
    let listed = Manifest::parse(&fs::read(dir.path().join(manifest::NAME)).unwrap()).unwrap();
    assert_eq!(
        listed.files.keys().collect::<Vec<_>>(),
        ["index.html", "khu/a/index.html", "nguon/index.html"]
    );
}

#[test]
fn files_may_become_folders_and_folders_files() {
    let dir = temp();
    publish(&site(&[("x/a", "1"), ("y/b/c", "2")]), &to(dir.path())).unwrap();
    let done = publish(&site(&[("x/a/b", "3"), ("y", "4")]), &to(dir.path())).unwrap();
    assert_eq!((done.written, done.removed), (2, 2));
    assert_eq!((text(dir.path(), "x/a/b"), text(dir.path(), "y")), ("3".into(), "4".into()));
}

#[test]
fn what_was_edited_or_deleted_in_the_output_is_restored() {
    let dir = temp();
    publish(&first(), &to(dir.path())).unwrap();
    fs::write(dir.path().join("khu/a/index.html"), "x").unwrap();
    fs::remove_dir_all(dir.path().join("khu/b")).unwrap();
    let done = publish(&first(), &to(dir.path())).unwrap();
    assert_eq!((done.written, done.unchanged), (2, 1));
    assert_eq!(text(dir.path(), "khu/a/index.html"), "a");
    assert_eq!(text(dir.path(), "khu/b/index.html"), "b");
}

#[test]
fn a_folder_that_bantin_did_not_make_is_left_alone() {
    let dir = temp();
    fs::create_dir(dir.path().join("anh")).unwrap();
    fs::write(dir.path().join("anh/hop.jpg"), "picture").unwrap();
    let before = all(dir.path());
    let refusal = publish(&first(), &to(dir.path())).unwrap_err();
    assert!(matches!(&refusal, Refusal::NotOurs { example, .. } if example == "anh/hop.jpg"), "{refusal}");
    let pruning = Target { unknown: Unknown::Prune, ..to(dir.path()) };
    assert!(matches!(publish(&first(), &pruning), Err(Refusal::NotOurs { .. })), "not even then");
    assert_eq!(all(dir.path()), before);
}

#[test]
fn a_fresh_checkout_has_a_gitignore_and_keeps_it() {
    let dir = temp();
    fs::write(dir.path().join(".gitignore"), "*\n").unwrap();
    assert_eq!(publish(&first(), &to(dir.path())).unwrap().written, 3);
    assert_eq!(publish(&first(), &to(dir.path())).unwrap().written, 0);
    assert_eq!(text(dir.path(), ".gitignore"), "*\n");
}

#[test]
fn files_added_to_the_output_are_listed_and_kept_unless_pruned() {
    let dir = temp();
    publish(&first(), &to(dir.path())).unwrap();
    fs::write(dir.path().join("khu/ghi-chú.txt"), "mine").unwrap();
    let changed = site(&[("index.html", "new")]);
    let refusal = publish(&changed, &to(dir.path())).unwrap_err();
    assert!(matches!(&refusal, Refusal::Unknown { files, .. } if files == &["khu/ghi-chú.txt"]), "{refusal}");
    assert!(refusal.say().vi.contains("khu/ghi-chú.txt"));
    assert_eq!(text(dir.path(), "index.html"), "home");
    let pruning = Target { unknown: Unknown::Prune, ..to(dir.path()) };
    assert_eq!(publish(&changed, &pruning).unwrap().removed, 3);
    assert!(!dir.path().join("khu").exists());
}

#[test]
fn folders_that_must_stay_as_they_are_are_refused() {
    let dir = temp();
    let content = dir.path().join("content");
    fs::create_dir(&content).unwrap();
    let inputs: &[&Path] = &[&content];
    for bad in ["content", "content/output", ".", "content/../content/x", "new/../content"] {
        let bad_dir = dir.path().join(bad);
        let target = Target { inputs, ..to(&bad_dir) };
        let refusal = publish(&first(), &target).unwrap_err();
        assert!(matches!(refusal, Refusal::Overlap { role: Role::Input, .. }), "{bad}: {refusal}");
    }
    let target = Target { home: Some(&content), ..to(&content) };
    assert!(matches!(publish(&first(), &target), Err(Refusal::Overlap { role: Role::Home, .. })));
    let target = Target { home: Some(&content), ..to(dir.path()) };
    assert!(matches!(publish(&first(), &target), Err(Refusal::Overlap { role: Role::Home, .. })));
    assert!(matches!(publish(&first(), &to(Path::new("/"))), Err(Refusal::Overlap { role: Role::Root, .. })));
    assert_eq!(all(dir.path()).len(), 1, "nothing was made");
    let neighbour = dir.path().join("content-2");
    let target = Target { inputs, home: Some(dir.path()), ..to(&neighbour) };
    assert_eq!(publish(&first(), &target).unwrap().written, 3, "a neighbour with a like name is fine");
}

#[cfg(unix)]
#[test]
fn a_link_to_the_content_is_the_content_and_links_in_the_output_are_not_followed() {
    let dir = temp();
    let content = dir.path().join("content");
    let link = dir.path().join("link");
    fs::create_dir(&content).unwrap();
    std::os::unix::fs::symlink(&content, &link).unwrap();
    let target = Target { inputs: &[&content], ..to(&link) };
    assert!(matches!(publish(&first(), &target), Err(Refusal::Overlap { .. })));

    let out = dir.path().join("output");
    publish(&first(), &to(&out)).unwrap();
    fs::write(content.join("site.toml"), "").unwrap();
    std::os::unix::fs::symlink(&content, out.join("khu/c")).unwrap();
    let pruning = Target { unknown: Unknown::Prune, ..to(&out) };
    assert_eq!(publish(&first(), &pruning).unwrap().removed, 1);
    assert!(content.join("site.toml").exists());
    // A page that became a link is put back as a page; what the link led to stays as it is.
    fs::remove_file(out.join("index.html")).unwrap();
    std::os::unix::fs::symlink(content.join("site.toml"), out.join("index.html")).unwrap();
    assert_eq!(publish(&first(), &to(&out)).unwrap().written, 1);
    assert_eq!((text(&out, "index.html"), text(&content, "site.toml")), ("home".into(), String::new()));
}

#[test]
fn a_damaged_manifest_removes_nothing() {
    let dir = temp();
    publish(&first(), &to(dir.path())).unwrap();
    for damage in ["", "{", r#"{"format":1,"bantin":"0","files":[{"path":"../x","length":0,"sha256":""}]}"#] {
        fs::write(dir.path().join(manifest::NAME), damage).unwrap();
        let refusal = publish(&site(&[("a.html", "")]), &to(dir.path())).unwrap_err();
        assert!(matches!(refusal, Refusal::Manifest { .. }), "{damage}: {refusal}");
        assert_eq!(text(dir.path(), "index.html"), "home");
    }
}

#[test]
fn a_second_build_waits_for_the_first_and_gives_up_in_the_end() {
    let dir = temp();
    let held = lock(dir.path(), 1).unwrap();
    assert!(matches!(lock(dir.path(), 2), Err(Refusal::Busy { .. })));
    let path = dir.path().to_owned();
    let second = std::thread::spawn(move || publish(&first(), &to(&path)).map(|done| done.written));
    std::thread::sleep(Duration::from_millis(150));
    assert!(!dir.path().join("index.html").exists(), "the second build waits");
    drop(held);
    assert_eq!(second.join().unwrap().unwrap(), 3);
}

#[test]
fn what_a_killed_build_left_is_tidied_up() {
    let dir = temp();
    // Killed before the first manifest: only bantin's own names stand there.
    fs::create_dir(dir.path().join("khu")).unwrap();
    fs::write(dir.path().join("khu/.bantin-index.html.tmp"), "hal").unwrap();
    fs::write(dir.path().join(".bantin-index.html.tmp"), "hal").unwrap();
    assert_eq!(publish(&first(), &to(dir.path())).unwrap().written, 3);
    assert!(!dir.path().join("khu/.bantin-index.html.tmp").exists());
    assert!(!dir.path().join(".bantin-index.html.tmp").exists());
    // Killed between two renames: the manifest that goes ahead lists both old and new files.
    let next = site(&[("index.html", "home"), ("moi/index.html", "m")]);
    let mut ahead = Manifest::parse(&fs::read(dir.path().join(manifest::NAME)).unwrap()).unwrap();
    ahead.files.insert("moi/index.html".to_owned(), Print::of(b"m"));
    fs::write(dir.path().join(manifest::NAME), ahead.to_bytes()).unwrap();
    fs::create_dir(dir.path().join("moi")).unwrap();
    fs::write(dir.path().join("moi/index.html"), "m").unwrap();
    let done = publish(&next, &to(dir.path())).unwrap();
    assert_eq!((done.written, done.unchanged, done.removed), (0, 2, 2));
}

#[test]
fn a_failure_names_the_path_and_leaves_the_old_site() {
    let dir = temp();
    publish(&first(), &to(dir.path())).unwrap();
    let before = all(dir.path()).into_keys().collect::<Vec<_>>();
    // 245 letters are a legal name, but not with the temporary prefix.
    let long = format!("moi/{}", "x".repeat(245));
    let next = site(&[("index.html", "new"), (&long, "")]);
    let refusal = publish(&next, &to(dir.path())).unwrap_err();
    assert!(refusal.to_string().contains(&long), "{refusal}");
    assert_eq!(text(dir.path(), "index.html"), "home");
    assert_eq!(all(dir.path()).into_keys().collect::<Vec<_>>(), before, "no temporary file is left");
    let file = dir.path().join("index.html");
    assert!(publish(&first(), &to(&file)).unwrap_err().to_string().contains("index.html"));
}

#[cfg(feature = "picture")]
mod pictures {
    use super::*;
    use crate::render::png::Png;

    const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="5" height="5"/></svg>"#;

    fn with_picture() -> SiteFiles {
        let mut site = first();
        site.insert("bieu-do/a.png", Png::new(SVG, 1).unwrap()).unwrap();
        site
    }

    #[test]
    fn a_picture_is_filled_in_once_and_listed_as_it_stands_there() {
        let dir = temp();
        let done = publish(&with_picture(), &to(dir.path())).unwrap();
        let bytes = fs::read(dir.path().join("bieu-do/a.png")).unwrap();
        assert!(bytes.starts_with(b"\x89PNG"));
        assert_eq!((done.written, done.bytes), (4, 6 + bytes.len() as u64));
        let listed = Manifest::parse(&fs::read(dir.path().join(manifest::NAME)).unwrap()).unwrap();
        assert_eq!(listed.files["bieu-do/a.png"], Print::of(&bytes));
        let before = all(dir.path());
        std::thread::sleep(Duration::from_millis(20));
        assert_eq!(
            publish(&with_picture(), &to(dir.path())).unwrap(),
            Published { written: 0, unchanged: 4, ..done }
        );
        assert_eq!(all(dir.path()), before, "no file and no folder was touched");
    }

    #[test]
    fn a_picture_that_stands_as_the_manifest_lists_it_is_not_filled_in() {
        let dir = temp();
        publish(&with_picture(), &to(dir.path())).unwrap();
        let mut manifest = Manifest::parse(&fs::read(dir.path().join(manifest::NAME)).unwrap()).unwrap();
        manifest.files.insert("bieu-do/a.png".to_owned(), Print::of(b"as it was"));
        fs::write(dir.path().join(manifest::NAME), manifest.to_bytes()).unwrap();
        fs::write(dir.path().join("bieu-do/a.png"), "as it was").unwrap();
        // Only one that is never filled in can tell.
        assert_eq!(publish(&with_picture(), &to(dir.path())).unwrap().written, 0);
        assert_eq!(text(dir.path(), "bieu-do/a.png"), "as it was");
    }

    #[test]
    fn a_damaged_or_missing_picture_is_filled_in_again() {
        let dir = temp();
        publish(&with_picture(), &to(dir.path())).unwrap();
        let picture = dir.path().join("bieu-do/a.png");
        let whole = fs::read(&picture).unwrap();
        let mut turned = whole.clone();
        turned[40] ^= 1;
        for damage in [&turned[..], &whole[..20], b""] {
            fs::write(&picture, damage).unwrap();
            assert_eq!(publish(&with_picture(), &to(dir.path())).unwrap().written, 1);
            assert_eq!(fs::read(&picture).unwrap(), whole);
        }
        fs::remove_dir_all(dir.path().join("bieu-do")).unwrap();
        assert_eq!(publish(&with_picture(), &to(dir.path())).unwrap().written, 1);
        assert_eq!(fs::read(&picture).unwrap(), whole);
    }

    #[test]
    fn a_failure_leaves_no_picture_behind() {
        let dir = temp();
        publish(&first(), &to(dir.path())).unwrap();
        let before = all(dir.path()).into_keys().collect::<Vec<_>>();
        let mut next = with_picture();
        next.insert(format!("moi/{}", "x".repeat(245)), Vec::new()).unwrap();
        publish(&next, &to(dir.path())).unwrap_err();
        assert_eq!(all(dir.path()).into_keys().collect::<Vec<_>>(), before, "no temporary file is left");
        assert_eq!(publish(&with_picture(), &to(dir.path())).unwrap().written, 1);
    }
}
