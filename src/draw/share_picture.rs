//! The picture that goes with an address when it is passed on in a chat: 1200 × 630, read at the size of a
//! thumb, and forwarded without its page. So it says itself whose it is, as of when, and from which source.

use super::canvas::escaped;
use super::text_width::text_width;
use crate::language::Language;
use crate::tell;
use std::fmt::Write as _;

/// Its width in px.
pub const WIDTH: u32 = 1200;
/// Its height in px.
pub const HEIGHT: u32 = 630;

const MARGIN: u32 = 56;
const INNER: u32 = WIDTH - 2 * MARGIN;
/// The light palette of `chart.css`, and the masthead of `style.css`.
const BRAND: &str = "#12436d";
const INK: &str = "#1a1f26";
const MUTED: &str = "#56606b";
const ACTUAL: &str = "#1f5f9e";
const GRID: &str = "#dde2e7";

/// What the picture of an issue says, every text finished.
#[derive(Debug, Clone, Default)]
pub struct Issue {
    /// The language of its texts.
    pub language: Language,
    /// The publication.
    pub publication: String,
    /// Number and period.
    pub kicker: String,
    /// Title.
    pub title: String,
    /// Four at most are drawn.
    pub headlines: Vec<Headline>,
    /// How the targets stand.
    pub scoreboard: String,
    /// As of when, and who publishes it.
    pub as_of: String,
    /// Where the figures are from; those that find no room are counted.
    pub sources: Vec<String>,
}

/// One figure.
#[derive(Debug, Clone, Default)]
pub struct Headline {
    /// "trên" and the like, or empty.
    pub qualifier: String,
    /// The number.
    pub number: String,
    /// What it counts.
    pub unit: String,
    /// Of what.
    pub label: String,
    /// Whose.
    pub who: String,
    /// The same in short, or empty.
    pub who_short: String,
    /// As of when; with the doubt where there is one.
    pub time: String,
}

/// What the picture of the publication says, for the pages that are of no issue.
#[derive(Debug, Clone, Default)]
pub struct Publication {
    /// Its name.
    pub title: String,
    /// A line below, or empty.
    pub subtitle: String,
    /// Who publishes it.
    pub publisher: String,
}

/// Returns the picture of an issue as SVG.
pub fn issue(issue: &Issue) -> String {
    let mut svg = Svg::new();
    svg.rect((0, 0), (WIDTH, 84), BRAND);
    let name = clipped(&issue.publication, 28, INNER);
    svg.text((MARGIN, 53), &Type { size: 28, bold: true, fill: "#ffffff" }, &name);
    svg.text((MARGIN, 130), &Type { size: 26, bold: false, fill: MUTED }, &clipped(&issue.kicker, 26, INNER));
    let size = [52, 44, 38].into_iter().find(|&size| wide(&issue.title, size) <= INNER).unwrap_or(34);
    svg.text((MARGIN, 186), &Type { size, bold: true, fill: INK }, &clipped(&issue.title, size, INNER));
    let (column, row) = (INNER / 2 + 8, 134);
    for (n, headline) in issue.headlines.iter().take(4).enumerate() {
        let n = n as u32;
        svg.headline((MARGIN + n % 2 * column, 218 + n / 2 * row), column - 24, headline);
    }
    svg.rect((MARGIN, 488), (INNER, 2), GRID);
    svg.text(
        (MARGIN, 526),
        &Type { size: 28, bold: true, fill: INK },
        &clipped(&issue.scoreboard, 28, INNER),
    );
    svg.text((MARGIN, 566), &Type { size: 24, bold: false, fill: INK }, &clipped(&issue.as_of, 24, INNER));
    let head = match issue.sources.len() {
        1 => issue.language.pick("Nguồn: ", "Source: "),
        _ => issue.language.pick("Nguồn: ", "Sources: "),
    };
    let sources = format!("{head}{}", listed(issue.language, &issue.sources, 22, INNER - wide(head, 22)));
    svg.text((MARGIN, 602), &Type { size: 22, bold: false, fill: MUTED }, &clipped(&sources, 22, INNER));
    svg.finished()
}

/// Returns the picture of the publication as SVG.
pub fn publication(publication: &Publication) -> String {
    let mut svg = Svg::new();
    svg.rect((0, 0), (WIDTH, 420), BRAND);
    for (n, line) in wrapped(&publication.title, 62, INNER, 4).iter().enumerate() {
        let at = (MARGIN, 120 + n as u32 * 80);
        svg.text(at, &Type { size: 62, bold: true, fill: "#ffffff" }, line);
    }
    for (n, line) in wrapped(&publication.subtitle, 30, INNER, 2).iter().enumerate() {
        svg.text((MARGIN, 480 + n as u32 * 42), &Type { size: 30, bold: false, fill: INK }, line);
    }
    let publisher = clipped(&publication.publisher, 28, INNER);
    svg.text((MARGIN, 590), &Type { size: 28, bold: false, fill: MUTED }, &publisher);
    svg.finished()
}

/// A size, a weight and a colour of letters.
struct Type {
    size: u32,
    bold: bool,
    fill: &'static str,
}

struct Svg(String);

impl Svg {
    fn new() -> Svg {
        let mut svg = Svg(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
             font-family=\"BT Sans\">\n"
        ));
        svg.rect((0, 0), (WIDTH, HEIGHT), "#ffffff");
        svg
    }

    fn rect(&mut self, (x, y): (u32, u32), (width, height): (u32, u32), fill: &str) {
        writeln!(self.0, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>")
            .expect("writing to a string cannot fail");
    }

    fn text(&mut self, at: (u32, u32), letters: &Type, text: &str) {
        self.line(at, letters, &escaped(text));
    }

    /// A line of text with its markup.
    fn line(&mut self, (x, y): (u32, u32), letters: &Type, markup: &str) {
        let Type { size, bold, fill } = letters;
        let weight = if *bold { 700 } else { 400 };
        writeln!(
            self.0,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\">{markup}</text>"
        )
        .expect("writing to a string cannot fail");
    }

    fn headline(&mut self, (x, y): (u32, u32), width: u32, headline: &Headline) {
        let Headline { qualifier, number, unit, label, .. } = headline;
        self.rect((x, y), (6, 112), ACTUAL);
        let (x, width) = (x + 22, width - 22);
        let all = |size: u32| {
            let beside = |words: &str| if words.is_empty() { 0 } else { wide(words, size / 2) + size / 4 };
            wide(number, size) + beside(qualifier) + beside(unit)
        };
        // A number is never cut: it is set smaller until it fits.
        let size = (20..=60).rev().step_by(4).find(|&size| all(size) <= width).unwrap_or(20);
        let small = |words: &str| {
            format!("<tspan font-size=\"{}\" font-weight=\"400\">{}</tspan>", size / 2, escaped(words))
        };
        let mut markup = String::new();
        if !qualifier.is_empty() {
            markup.push_str(&format!("{} ", small(qualifier)));
        }
        markup.push_str(&escaped(number));
        if !unit.is_empty() {
            markup.push_str(&format!(" {}", small(unit)));
        }
        self.line((x, y + 46), &Type { size, bold: true, fill: INK }, &markup);
        self.text((x, y + 80), &Type { size: 25, bold: true, fill: INK }, &clipped(label, 25, width));
        let (size, detail) = detail(headline, width);
        self.text((x, y + 108), &Type { size, bold: false, fill: MUTED }, &detail);
    }

    fn finished(mut self) -> String {
        self.0.push_str("</svg>\n");
        self.0
    }
}

/// The width of a text in px; the estimate of [`text_width`] is for wider faces than this font.
fn wide(text: &str, size: u32) -> u32 {
    text_width(text, size) * 88 / 100
}

/// The text as far as it fits, cut between two words.
fn clipped(text: &str, size: u32, width: u32) -> String {
    wrapped(text, size, width, 1).into_iter().next().unwrap_or_default()
}

/// The text in lines; what finds no room is left out behind an ellipsis.
fn wrapped(text: &str, size: u32, width: u32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let full = lines.len() == most;
        match lines.last_mut() {
            Some(line) if wide(&format!("{line} {word}"), size) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if full => {
                *line = elided(line, size, width);
                break;
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The line with an ellipsis, without its last words where that takes room.
fn elided(line: &str, size: u32, width: u32) -> String {
    let mut kept = line;
    while wide(&format!("{kept}…"), size) > width
        && let Some((shorter, _)) = kept.rsplit_once(' ')
    {
        kept = shorter;
    }
    format!("{}…", kept.trim_end_matches([',', ';', '.', ':']))
}

/// Whose and when on one line, and its size: what has no room is the name, which then is the short one, never the time.
fn detail(headline: &Headline, width: u32) -> (u32, String) {
    let Headline { who, who_short, time, .. } = headline;
    let names: Vec<&String> = [who, who_short].into_iter().filter(|name| !name.is_empty()).collect();
    for name in &names {
        let all = format!("{name}, {time}");
        if let Some(size) = [22, 20].into_iter().find(|&size| wide(&all, size) <= width) {
            return (size, all);
        }
    }
    let who = names.last().map_or("", |name| name.as_str());
    let behind = format!(", {time}");
    let room = width.saturating_sub(wide(&behind, 20));
    match clipped(who, 20, room) {
        who if wide(&who, 20) <= room => (20, format!("{who}{behind}")),
        _ => (20, time.clone()),
    }
}

/// As many of the sources as fit on a line, each whole, and the number of the others.
fn listed(language: Language, sources: &[String], size: u32, width: u32) -> String {
    for count in (1..=sources.len()).rev() {
        let named = sources[..count].join("; ");
        let line = match sources.len() - count {
            0 => named,
            1 => tell!(language, "{named} và 1 nguồn khác", "{named} and 1 other"),
            others => tell!(language, "{named} và {others} nguồn khác", "{named} and {others} others"),
        };
        if wide(&line, size) <= width || count == 1 {
            return line;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Issue {
        let headline = Headline {
            qualifier: "trên".to_owned(),
            number: "148.630".to_owned(),
            unit: "người".to_owned(),
            label: "Đoàn viên công đoàn ở Ủy ban <A & B>".to_owned(),
            who: "Công đoàn".to_owned(),
            who_short: String::new(),
            time: "tháng 9/2022".to_owned(),
        };
        Issue {
            language: Language::Vi,
            publication: "Bản tin".to_owned(),
            kicker: "Số 2 · quý III năm 2022".to_owned(),
            title: "Quý III/2022".to_owned(),
            headlines: vec![headline; 4],
            scoreboard: "2/33 chỉ tiêu đạt hoặc vượt.".to_owned(),
            as_of: "Số liệu đến ngày 15/10/2022".to_owned(),
            sources: vec!["heza.gov.vn, 10/09/2022".to_owned()],
        }
    }

    #[test]
    fn texts_are_escaped_and_nothing_is_lost() {
        let svg = issue(&example());
        for words in
            ["&lt;A &amp; B&gt;", "trên", "148.630", "người", "2/33 chỉ tiêu", "15/10/2022", "heza.gov.vn"]
        {
            assert!(svg.contains(words), "no {words} in {svg}");
        }
    }

    #[test]
    fn long_texts_are_cut_between_words_and_numbers_never() {
        let long = "Bản tin phát triển tổ chức trong các khu công nghiệp, khu kinh tế ".repeat(4);
        let cut = clipped(&long, 28, INNER);
        assert!(cut.ends_with('…') && wide(&cut, 28) <= INNER && long.starts_with(cut.trim_end_matches('…')));
        assert_eq!(wrapped(&long, 62, INNER, 4).len(), 4);
        let mut wide_number = example();
        wide_number.headlines[0].number = "123.456.789.012–123.456.789.999".to_owned();
        assert!(issue(&wide_number).contains("123.456.789.012–123.456.789.999"));
        let span = "từ 01/01 đến 25/06/2024";
        let whose = |who: &str, who_short: &str| Headline {
            who: who.to_owned(),
            who_short: who_short.to_owned(),
            time: span.to_owned(),
            ..Headline::default()
        };
        let (size, line) = detail(&whose(&long, "LĐLĐ tỉnh Lào Cai"), 500);
        assert_eq!((size, line.as_str()), (22, "LĐLĐ tỉnh Lào Cai, từ 01/01 đến 25/06/2024"));
        let (_, line) = detail(&whose(&long, ""), 500);
        assert!(line.ends_with("…, từ 01/01 đến 25/06/2024") && wide(&line, 20) <= 500, "{line}");
        let sources: Vec<String> =
            (1..=9).map(|n| format!("Nguồn thứ {n} của bản tin, 10/09/2022")).collect();
        assert!(listed(Language::Vi, &sources, 22, INNER).ends_with(" nguồn khác"));
        assert!(listed(Language::En, &sources, 22, INNER).ends_with(" others"));
        assert!(issue(&Issue { language: Language::En, ..example() }).contains(">Source: heza.gov.vn"));
    }

    #[cfg(feature = "picture")]
    #[test]
    fn a_picture_has_its_size_and_always_the_same_bytes() {
        let svg = issue(&example());
        let png = |svg: &str| super::super::points::png(svg, 1);
        let picture = png(&svg).expect("the feature is on");
        assert_eq!(&picture[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(picture[16..24], [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat());
        assert_eq!(png(&svg), Some(picture.clone()));
        // Letters reach the picture: another number gives another picture.
        assert_ne!(png(&svg.replace("148.630", "148.631")), Some(picture));
    }
}
