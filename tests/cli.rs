//! The binary as it is run: exit codes, help, closed pipes and full disks.

#![expect(clippy::disallowed_methods, reason = "tests open /dev/full")]

use std::fs::OpenOptions;
use std::process::{Command, Output, Stdio};

fn bantin(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.args(args).env_remove("BANTIN_LANG").env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

fn ran(args: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = bantin(args).output().expect("bantin was built by cargo");
    let text = |bytes| String::from_utf8(bytes).expect("bantin prints UTF-8");
    (status.code().expect("bantin was not killed"), text(stdout), text(stderr))
}

#[test]
fn help_is_vietnamese_unless_english_is_asked_for() {
    let (code, vi, _) = ran(&["--help"]);
    assert_eq!(code, 0);
    assert!(vi.contains("Cách dùng: bantin <lệnh>") && vi.contains("Tùy chọn:"), "{vi}");
    let (code, en, _) = ran(&["--help", "--lang", "en"]);
    assert!(code == 0 && en.is_ascii() && en.contains("Usage: bantin <command>"), "{en}");
    let from_environment = bantin(&["--help"]).env("BANTIN_LANG", "en").output().unwrap();
    assert_eq!(String::from_utf8(from_environment.stdout).unwrap(), en);
    assert!(ran(&["--version"]).1.starts_with("bantin 0."));
}

#[test]
fn what_cannot_run_ends_with_two() {
    for args in [&["bild"][..], &["build", "--no-such-flag"], &["check", "--lang", "fr"], &[]] {
        let (code, out, err) = ran(args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {err}");
    }
    assert_eq!(ran(&["bild"]).2, "bantin không chạy được: không có lệnh “bild”; ý bạn là “build”?\n");
    assert_eq!(
        ran(&["check", "--contnet", "x", "--lang", "en"]).2,
        "bantin could not run: there is no option “--contnet”; did you mean “--content”?\n"
    );
    let (code, out, err) = ran(&["check", "--content", "/no/such/folder"]);
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    assert!(err.starts_with("bantin không chạy được: ") && err.contains("/no/such/folder"), "{err}");
    assert!(
        ran(&["check", "--content", "/no/such/folder", "--lang=en"]).2.starts_with("bantin could not run")
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_output_ends_with_two_and_a_closed_pipe_quietly() {
    let full = || OpenOptions::new().write(true).open("/dev/full").expect("Linux has /dev/full");
    let status = bantin(&["--help"]).stdout(full()).status().unwrap();
    assert_eq!(status.code(), Some(2));

    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = bantin(&["--help"]).stdout(writer).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
