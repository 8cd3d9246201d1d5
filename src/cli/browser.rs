//! An installed browser of the Chromium family as a printer: a page to PDF, without a window and without the net.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::diag::Say;
use crate::say;
use crate::write::scratch::Scratch;

/// A document of some hundred pages takes seconds; a browser that takes longer hangs.
const LIMIT: Duration = Duration::from_secs(120);

/// Names in the folders of `PATH`.
const NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];

/// Where Windows and macOS keep them, below the folders of programs.
const PLACES: [&str; 7] = [
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Chromium.app/Contents/MacOS/Chromium",
    "Brave Browser.app/Contents/MacOS/Brave Browser",
];

/// A browser that can print.
#[derive(Debug)]
pub struct Browser(PathBuf);

/// What the environment says of browsers.
#[derive(Debug, Default)]
pub struct Surroundings {
    /// The variable `BANTIN_CHROMIUM`.
    pub chosen: Option<OsString>,
    /// The variable `PATH`.
    pub path: Option<OsString>,
    /// The folders of programs.
    pub programs: Vec<PathBuf>,
}

impl Browser {
    /// Returns the first browser that is there: the chosen one alone where one is chosen.
    ///
    /// # Errors
    ///
    /// Says what was looked for, and what to do.
    pub fn find(around: &Surroundings) -> Result<Browser, Say> {
        if let Some(chosen) = around.chosen.as_ref().filter(|chosen| !chosen.is_empty()) {
            let path = PathBuf::from(chosen);
            if path.is_file() {
                return Ok(Browser(path));
            }
            let path = path.display();
            return Err(say!(
                "--pdf: biến BANTIN_CHROMIUM chỉ tới {path}, nhưng không có tệp ấy; hãy sửa biến cho đúng chương trình Chromium, Chrome hoặc Edge, hoặc bỏ biến để bantin tự tìm",
                "--pdf: the variable BANTIN_CHROMIUM names {path}, and there is no such file; correct it to the program of Chromium, Chrome or Edge, or unset it and let bantin look"
            ));
        }
        let folders = around.path.iter().flat_map(std::env::split_paths);
        let named = folders.flat_map(|folder| NAMES.map(|name| folder.join(name)));
        let placed = around.programs.iter().flat_map(|folder| PLACES.map(|place| folder.join(place)));
        named.chain(placed).find(|path| path.is_file()).map(Browser).ok_or_else(|| {
            let names = NAMES.join(", ");
            say!(
                "--pdf: không tìm thấy trình duyệt để in PDF. bantin đã tìm {names} và các chỗ cài thông thường của Chrome, Edge. Hãy cài Chromium, Chrome hoặc Edge; hoặc đặt biến BANTIN_CHROMIUM bằng đường dẫn tới chương trình ấy; hoặc chạy không có --pdf, mở ban-tin/<số>/toan-van.html rồi tự in ra PDF. Chưa dựng và chưa đóng gói gì",
                "--pdf: there is no browser to print PDF with. bantin looked for {names} and the usual places of Chrome and Edge. Install Chromium, Chrome or Edge; or set the variable BANTIN_CHROMIUM to the path of that program; or run without --pdf, open ban-tin/<issue>/toan-van.html and print it to PDF yourself. Nothing was built or packed"
            )
        })
    }

    /// Returns a page as PDF; `page` is the whole path of its file.
    ///
    /// # Errors
    ///
    /// Says what the browser did instead: it could not be started, failed, or did not end in time.
    pub fn pdf(&self, page: &Path) -> Result<Vec<u8>, Say> {
        // A user who may do everything gets no sandbox, and the browser says so; these pages are our own, and
        // run no script from elsewhere.
        let first = self.printed(page, &[], LIMIT);
        match first {
            Err(Fault::Sandbox) => self.printed(page, &["--no-sandbox"], LIMIT),
            other => other,
        }
        .map_err(|fault| self.say(page, &fault))
    }

    fn printed(&self, page: &Path, more: &[&str], limit: Duration) -> Result<Vec<u8>, Fault> {
        let scratch = Scratch::new().map_err(|refusal| Fault::Said(refusal.say()))?;
        let log = scratch.log("loi.txt").map_err(|refusal| Fault::Said(refusal.say()))?;
        let child = Command::new(&self.0)
            .args(["--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check"])
            .args(["--disable-extensions", "--disable-sync", "--disable-component-update"])
            .args(["--disable-background-networking", "--disable-quic", "--no-pdf-header-footer"])
            // No name is ever looked up: the page asks for nothing, and neither shall the browser.
            .args(["--host-resolver-rules=MAP * ~NOTFOUND", "--generate-pdf-document-outline"])
            .args(more)
            .arg(flag("--user-data-dir=", &scratch.path("ho-so")))
            .arg(flag("--print-to-pdf=", &scratch.path("toan-van.pdf")))
            .arg(address(page))
            .current_dir(scratch.folder())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(|error| Fault::Said(say!("không chạy được: {error}", "cannot be run: {error}")))?;
        let ended = waited(child, limit);
        let said = scratch.bytes("loi.txt").unwrap_or_default();
        let said = String::from_utf8_lossy(&said);
        match scratch.bytes("toan-van.pdf").filter(|pdf| pdf.starts_with(b"%PDF-")) {
            Some(pdf) if ended == Some(true) => Ok(pdf),
            _ if ended.is_none() => Err(Fault::Late(limit)),
            _ if more.is_empty() && said.contains("no-sandbox") => Err(Fault::Sandbox),
            _ => {
                let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().to_owned();
                Err(Fault::Said(say!("không in ra PDF ({last})", "made no PDF ({last})")))
            }
        }
    }

    fn say(&self, page: &Path, fault: &Fault) -> Say {
        let (browser, page) = (self.0.display(), page.display());
        let what = match fault {
            Fault::Said(what) => what.clone(),
            Fault::Late(limit) => {
                let seconds = limit.as_secs();
                say!(
                    "không xong trong {seconds} giây và đã bị dừng",
                    "did not end in {seconds} seconds and was stopped"
                )
            }
            Fault::Sandbox => say!("không chạy được với hộp cát", "cannot run its sandbox"),
        };
        Say {
            vi: format!(
                "--pdf: {browser} {}, khi in {page}; hãy thử trình duyệt khác bằng biến BANTIN_CHROMIUM, hoặc mở tệp ấy rồi tự in ra PDF. Trang đã dựng xong, nhưng chưa đóng gói",
                what.vi
            ),
            en: format!(
                "--pdf: {browser} {}, printing {page}; try another browser with the variable BANTIN_CHROMIUM, or open that file and print it yourself. The site was built, but not packed",
                what.en
            ),
        }
    }
}

/// Why there is no PDF.
#[derive(Debug)]
enum Fault {
    Said(Say),
    Late(Duration),
    Sandbox,
}

/// Waits for a program to end; returns whether it ended well, and nothing where it had to be stopped.
fn waited(mut child: Child, limit: Duration) -> Option<bool> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if start.elapsed() < limit => std::thread::sleep(Duration::from_millis(50)),
            Ok(None) | Err(_) => {
                // It may have ended just now; either way nobody waits for it any longer.
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

fn flag(name: &str, path: &Path) -> OsString {
    let mut flag = OsString::from(name);
    flag.push(path);
    flag
}

/// The address of a file, with what is no plain letter written as `%41`.
fn address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut address = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' | b':' => {
                address.push(byte.into());
            }
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_plain_whatever_the_folder_is_called() {
        assert_eq!(address(Path::new("/nhà #1/a b.html")), "file:///nh%C3%A0%20%231/a%20b.html");
        assert_eq!(address(Path::new("C:\\Ban tin\\a.html")), "file:///C:/Ban%20tin/a.html");
    }

    #[test]
    fn a_chosen_browser_is_taken_or_named_as_missing() {
        let chosen = |path: &str| Surroundings { chosen: Some(path.into()), ..Surroundings::default() };
        let missing = Browser::find(&chosen("/no/such/chromium")).unwrap_err();
        assert!(missing.vi.contains("/no/such/chromium") && missing.vi.contains("BANTIN_CHROMIUM"));
        let nowhere = Browser::find(&Surroundings::default()).unwrap_err();
        assert!(nowhere.vi.contains("chromium, ") && nowhere.vi.contains("tự in ra PDF"), "{}", nowhere.vi);
    }

    #[cfg(unix)]
    #[test]
    fn a_browser_that_hangs_is_stopped_and_one_that_fails_is_named() {
        let page = Path::new("/x.html");
        // `sleep` takes none of these flags and ends at once; `cat` would wait for its input, which is empty.
        let failed = Browser("/bin/false".into());
        let words = failed.say(page, &failed.printed(page, &[], LIMIT).unwrap_err());
        assert!(words.en.contains("/bin/false made no PDF") && words.en.contains("/x.html"), "{}", words.en);
        let child = Command::new("sleep").arg("30").spawn().unwrap();
        let start = Instant::now();
        assert_eq!(waited(child, Duration::from_millis(200)), None);
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}
