//! What goes with a site that is handed on as an archive: its name, and the text that is read first.

use super::text;
use crate::language::Language;
use crate::model::Project;
use crate::model::fold::slug;
use crate::model::period::Day;

/// The longest slug of a publication in a file's name.
const LONGEST: usize = 48;

/// Returns the name of the archive without its ending: the publication in plain letters, and the day of its
/// figures, `ban-tin-cac-khu-cong-nghiep-2025-07-10`.
pub fn name(project: &Project, as_of: Day) -> String {
    let whole = slug(project.settings.title.of(Language::Vi), usize::MAX);
    let cut = match whole.char_indices().nth(LONGEST) {
        Some((end, _)) => whole[..end].rsplit_once('-').map_or(&whole[..end], |(words, _)| words),
        None => whole.as_str(),
    };
    let publication = if cut.is_empty() { "ban-tin" } else { cut };
    format!("{publication}-{as_of}")
}

/// Returns the text, for a reader who has never unpacked anything and perhaps has an old Notepad.
pub fn text(project: &Project, as_of: Day) -> String {
    let settings = &project.settings;
    let of = |language: Language| {
        let (title, publisher) = (settings.title.of(language), settings.publisher.of(language));
        let day = text::day(language, as_of);
        crate::tell!(
            language,
            "{}\n{}\nSố liệu đến ngày {}.\n\n\
             Cách mở:\n\
             1. Nếu đang xem tệp này bên trong tệp nén (zip), hãy giải nén trước: bấm chuột phải vào tệp zip, chọn \
             “Giải nén tất cả” (Extract All), rồi mở thư mục vừa giải nén. Không mở thẳng trong tệp zip: các trang \
             sẽ không thấy nhau.\n\
             2. Bấm đúp vào index.html. Trang mở trong trình duyệt; không cần mạng, không cần cài gì thêm.\n\
             3. Để in một số: mở thư mục ban-tin, mở thư mục của số ấy, rồi bấm đúp vào toan-van.pdf; nếu không \
             có tệp ấy thì toan-van.html.\n\n\
             Có thể chép cả thư mục sang máy khác hoặc USB; xin giữ nguyên các tệp trong đó.\n",
            "{}\n{}\nFigures as of {}.\n\n\
             How to open:\n\
             1. If you are looking at this file inside the zip, unpack it first: right-click the zip, choose “Extract \
             All”, and open the folder that appears. Do not open pages inside the zip: they would not find each \
             other.\n\
             2. Double-click en/index.html, or index.html for Vietnamese. It opens in your browser; no network is \
             needed and nothing has to be installed.\n\
             3. To print an issue: open the folder en, then ban-tin, then the folder of the issue, and double-click \
             toan-van.pdf; where there is none, toan-van.html.\n\n\
             You may copy the whole folder to another computer or a USB stick; please keep its files as they are.\n",
            title,
            publisher,
            day
        )
    };
    let texts: Vec<String> = settings.languages.iter().map(|&language| of(language)).collect();
    format!("\u{feff}{}", texts.join("\n----\n\n").replace('\n', "\r\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::wording::Wording;
    use crate::render::sample;

    #[test]
    fn the_name_is_plain_letters_and_the_day() {
        let (mut project, _) = sample::project();
        let day = Day::new(2024, 7, 15).unwrap();
        project.settings.title =
            Wording::vi("Bản tin phát triển tổ chức trong các khu công nghiệp, khu kinh tế");
        assert_eq!(name(&project, day), "ban-tin-phat-trien-to-chuc-trong-cac-khu-cong-2024-07-15");
        project.settings.title = Wording::vi("…");
        assert_eq!(name(&project, day), "ban-tin-2024-07-15");
    }

    #[test]
    fn the_text_says_how_to_open_the_site_in_each_language_of_it() {
        let (mut project, _) = sample::project();
        let day = Day::new(2024, 7, 15).unwrap();
        project.settings.languages = vec![Language::Vi];
        let vi = text(&project, day);
        assert!(vi.starts_with('\u{feff}') && vi.contains("index.html") && vi.contains("15/07/2024"), "{vi}");
        assert!(vi.matches('\n').count() == vi.matches("\r\n").count() && !vi.contains("How to open"));
        project.settings.languages = vec![Language::Vi, Language::En];
        assert!(text(&project, day).contains("How to open:\r\n1. If"), "{}", text(&project, day));
    }
}
