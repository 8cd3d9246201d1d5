//! A chart as one SVG file of its own: its words in it, its colours as attributes, no font and no style sheet
//! needed.

use super::canvas::escaped;
use super::chart::{BarTable, Bars, Chart, Columns, Drawing, KeyItem, Panels, Picture};
use super::ink::TOKENS;
use super::text_width::{text_width, wrapped};
use crate::language::Language;

/// The width of the file and its margin, in px.
const WIDTH: u32 = 760;
const MARGIN: u32 = 24;
/// The width between the margins.
const INNER: u32 = WIDTH - 2 * MARGIN;
/// Where the bars of a table begin and how wide they are.
const BARS: (u32, u32) = (MARGIN + 260, 300);
const FONTS: &str = "'BT Sans','Segoe UI',Roboto,'Noto Sans',system-ui,sans-serif";

/// The chart as an SVG file in its light colours; `stand` says of what day it is and who publishes it.
/// `language` is that of the chart's texts.
pub fn svg(language: Language, chart: &Chart, stand: &str) -> String {
    let mut sheet = Sheet { out: String::new(), y: MARGIN };
    sheet.words(&chart.heading, Style { size: 20, weight: 700, token: "ink" });
    sheet.words(&chart.subtitle, Style { size: 15, weight: 400, token: "muted" });
    sheet.y += 8;
    sheet.key(&chart.key);
    match &chart.drawing {
        Drawing::Bars(bars) => sheet.bars(bars),
        Drawing::Columns(columns) => sheet.columns(columns),
        Drawing::Picture(picture) => sheet.picture(picture),
        Drawing::Panels(panels) => sheet.panels(panels),
    }
    sheet.y += 10;
    let small = Style { size: 13, weight: 400, token: "muted" };
    for note in &chart.notes {
        sheet.words(note, small);
    }
    let sources: Vec<&str> = chart.sources.iter().map(|source| source.text.as_str()).collect();
    if !sources.is_empty() {
        let head = language.pick("Nguồn", if sources.len() == 1 { "Source" } else { "Sources" });
        sheet.words(&format!("{head}: {}.", sources.join("; ")), small);
    }
    sheet.words(stand, small);
    let (height, paper) = (sheet.y + MARGIN / 2, colour("paper"));
    let (title, words) = (escaped(&chart.heading), escaped(&chart.sentence));
    format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{w}" height="{h}" viewBox="0 0 {w} {h}" font-family="{fonts}">"#,
            "<title>{title}</title><desc>{words}</desc>{defs}",
            r#"<rect width="{w}" height="{h}" fill="{paper}"/>{body}</svg>"#
        ),
        w = WIDTH,
        h = height,
        fonts = FONTS,
        title = title,
        words = words,
        defs = coloured(DEFS),
        paper = paper,
        body = coloured(&sheet.out),
    )
}

/// The patterns that marks are filled with: those of `chart_defs.html`. The matrix turns by 45 degrees; a sine
/// differs in its last digit from one system to the next.
const DEFS: &str = concat!(
    r#"<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="matrix(.7071 .7071 -.7071 .7071 0 0)"><rect class="f-hatch-ground" width="6" height="6"/><rect class="f-actual" width="2.5" height="6"/></pattern>"#,
    r#"<pattern id="hatch-bad" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="matrix(.7071 .7071 -.7071 .7071 0 0)"><rect class="f-ground" width="6" height="6"/><rect class="f-bad" width="2.5" height="6"/></pattern>"#,
    r#"<pattern id="hatch-undecided" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="matrix(.7071 .7071 -.7071 .7071 0 0)"><rect class="f-ground" width="6" height="6"/><rect class="f-undecided" width="2.5" height="6"/></pattern>"#,
    r#"<linearGradient id="fade"><stop class="fade-from" offset="0"/><stop class="fade-to" offset="1"/></linearGradient>"#,
    r#"<linearGradient id="fade-up" x1="0" y1="1" x2="0" y2="0"><stop class="fade-from" offset="0"/><stop class="fade-to" offset="1"/></linearGradient>"#,
    r#"<linearGradient id="fade-up-bad" x1="0" y1="1" x2="0" y2="0"><stop class="fade-from-bad" offset="0"/><stop class="fade-to-bad" offset="1"/></linearGradient>"#,
    r#"<linearGradient id="fade-up-undecided" x1="0" y1="1" x2="0" y2="0"><stop class="fade-from-undecided" offset="0"/><stop class="fade-to-undecided" offset="1"/></linearGradient></defs>"#,
);

/// Size in px, weight and colour of words.
#[derive(Clone, Copy)]
struct Style {
    size: u32,
    weight: u32,
    token: &'static str,
}

/// The file from top to bottom.
struct Sheet {
    out: String,
    /// Where the next thing begins, in px.
    y: u32,
}

impl Sheet {
    /// Words over the whole width, in as many lines as they need.
    fn words(&mut self, words: &str, style: Style) {
        // Bold letters of a fallback font are up to a quarter wider.
        let wide = if style.weight > 400 { style.size * 5 / 4 } else { style.size };
        for line in wrapped(words, wide, INNER) {
            self.y += style.size * 5 / 4;
            self.line(MARGIN, self.y, "start", style, &line);
        }
        self.y += 4;
    }

    fn line(&mut self, x: u32, y: u32, anchor: &str, style: Style, words: &str) {
        let Style { size, weight, token } = style;
        self.out.push_str(&format!(
            r#"<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" fill="{}">{}</text>"#,
            colour(token),
            escaped(words)
        ));
    }

    fn key(&mut self, items: &[KeyItem]) {
        let style = Style { size: 14, weight: 400, token: "ink" };
        let mut x = MARGIN;
        for item in items {
            let swatch = if item.swatch.is_empty() { 0 } else { 28 };
            let width = swatch + text_width(&item.words, style.size) + 18;
            if x > MARGIN && x + width > WIDTH - MARGIN {
                x = MARGIN;
                self.y += 22;
            }
            self.out.push_str(&format!(
                r#"<svg x="{x}" y="{}" overflow="visible">{}</svg>"#,
                self.y + 2,
                item.swatch
            ));
            self.line(x + swatch, self.y + 14, "start", style, &item.words);
            x += width;
        }
        if !items.is_empty() {
            self.y += 30;
        }
    }

    /// Puts a fluid picture into a box; returns its height.
    fn put(&mut self, svg: &str, x: u32, width: u32) -> u32 {
        let height = attribute(svg, "height").or_else(|| view_height(svg)).unwrap_or(0);
        let (from, to) = (svg.find('>').map_or(0, |end| end + 1), svg.rfind("</svg>").unwrap_or(svg.len()));
        let view = match svg[..from].contains("viewBox") {
            true => format!(r#" viewBox="0 0 396 {height}" preserveAspectRatio="xMinYMin""#),
            false => String::new(),
        };
        self.out.push_str(&format!(
            r#"<svg x="{x}" y="{}" width="{width}" height="{height}" overflow="visible"{view}>{}</svg>"#,
            self.y,
            svg.get(from..to).unwrap_or_default()
        ));
        height
    }

    fn picture(&mut self, picture: &Picture) {
        let left = MARGIN + gutter(picture.gutter);
        let right = if picture.has_ends { 100 } else { 0 };
        if !picture.unit.is_empty() {
            self.line(
                left,
                self.y + 14,
                "start",
                Style { size: 13, weight: 400, token: "muted" },
                &picture.unit,
            );
        }
        self.y += self.put(&picture.svg, left, WIDTH - MARGIN - right - left);
    }

    fn columns(&mut self, columns: &Columns) {
        let left = MARGIN + gutter(columns.gutter);
        let width = WIDTH - MARGIN - left;
        self.y += self.put(&columns.svg, left, width) + 18;
        let pitch = width / u32::try_from(columns.labels.len()).unwrap_or(u32::MAX).max(1);
        let mut deepest = self.y;
        for (n, label) in (0..).zip(&columns.labels) {
            let (x, mut y) = (left + pitch * n + pitch / 2, self.y);
            self.line(x, y, "middle", Style { size: 14, weight: 400, token: "ink" }, &label.label);
            if !label.value.is_empty() {
                y += 18;
                self.line(x, y, "middle", Style { size: 14, weight: 600, token: "ink" }, &label.value);
            }
            for line in wrapped(&label.verdict, 13, pitch) {
                y += 17;
                self.line(x, y, "middle", Style { size: 13, weight: 400, token: "muted" }, &line);
            }
            deepest = deepest.max(y);
        }
        self.y = deepest + 6;
    }

    fn panels(&mut self, panels: &Panels) {
        let (pitch, side) = (INNER / 2, 84);
        for pair in panels.panels.chunks(2) {
            self.y += 18;
            let mut height = 0;
            for (n, panel) in (0..).zip(pair) {
                let x = MARGIN + pitch * n;
                let title = [panel.title.as_str(), panel.finding.as_str()].join(" ");
                self.line(x, self.y, "start", Style { size: 15, weight: 700, token: "ink" }, title.trim());
                self.y += 8;
                height = self.put(&panel.svg, x + side, pitch - 2 * side);
                self.y -= 8;
                let foot = self.y + 8 + height + 16;
                for (time, at) in panel.times.iter().zip([x + side, x + pitch - side]) {
                    self.line(at, foot, "middle", Style { size: 13, weight: 400, token: "muted" }, time);
                }
                for (value, at) in panel.values.iter().zip([x + side, x + pitch - side]) {
                    self.line(at, foot + 18, "middle", Style { size: 14, weight: 600, token: "ink" }, value);
                }
            }
            self.y += 8 + height + 42;
        }
    }

    fn bars(&mut self, bars: &Bars) {
        if !bars.axis.is_empty() {
            let style = Style { size: 13, weight: 400, token: "muted" };
            for tick in &bars.axis {
                let share: f64 = tick.left.trim_end_matches('%').parse().unwrap_or(0.0);
                // In range: a share of a few hundred px.
                let x = BARS.0 + (share * f64::from(BARS.1) / 100.0) as u32;
                self.line(x, self.y + 12, tick.anchor, style, &tick.text);
            }
            self.y += 20;
        }
        for table in &bars.tables {
            self.table(table);
        }
    }

    fn table(&mut self, table: &BarTable) {
        if !table.title.is_empty() {
            self.words(&table.title, Style { size: 15, weight: 700, token: "ink" });
        }
        for row in &table.rows {
            let (top, label) = (self.y, Style { size: 14, weight: 400, token: "ink" });
            let mut left = top + 4;
            let named = [
                (row.text.label.as_str(), label),
                (&row.text.note, Style { size: 12, token: "muted", ..label }),
            ];
            for (words, style) in named {
                for line in wrapped(words, style.size, BARS.0 - MARGIN - 12) {
                    left += style.size * 5 / 4;
                    self.line(MARGIN, left, "start", style, &line);
                }
            }
            let height = match row.svg.is_empty() {
                false => self.put(&row.svg, BARS.0, BARS.1),
                true => {
                    let mut y = top + 2;
                    for line in wrapped(&row.words, label.size, BARS.1) {
                        y += 18;
                        self.line(BARS.0, y, "start", Style { token: "muted", ..label }, &line);
                    }
                    y + 6 - top
                }
            };
            let x = BARS.0 + BARS.1 + 14;
            let mut right = top + 18;
            self.line(x, right, "start", Style { weight: 700, ..label }, &row.text.marked());
            for line in wrapped(&row.text.detail, 12, WIDTH - MARGIN - x) {
                right += 15;
                self.line(x, right, "start", Style { size: 12, token: "muted", ..label }, &line);
            }
            self.y = left.max(right).max(top + height) + 8;
            self.key(&row.legend);
        }
    }
}

/// The room left of a picture, in px, for the steps of the style sheet.
fn gutter(steps: u8) -> u32 {
    [0, 38, 60, 86][usize::from(steps.min(3))]
}

fn attribute(svg: &str, name: &str) -> Option<u32> {
    let head = svg.split('>').next()?;
    head.split(&format!(r#" {name}=""#)).nth(1)?.split('"').next()?.parse().ok()
}

fn view_height(svg: &str) -> Option<u32> {
    let view = svg.split(r#"viewBox=""#).nth(1)?.split('"').next()?;
    view.split(' ').nth(3)?.parse().ok()
}

fn colour(token: &str) -> &'static str {
    TOKENS.iter().find(|one| one.name == token).expect("every name here is a token").light
}

/// The markup with the attributes of each class beside it, for programs that read no style sheet.
fn coloured(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len() * 2);
    let mut rest = markup;
    while let Some(at) = rest.find(r#"class=""#) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let name = found[7..].split('"').next().unwrap_or_default();
        out.push_str(&attributes(name));
        rest = &found[7 + name.len() + 1..];
    }
    out.push_str(rest);
    out
}

/// What `chart.css` says of a class.
fn attributes(class: &str) -> String {
    let fill = |token| format!(r#"fill="{}""#, colour(token));
    let stroke = |token, width: &str, dash: &str| {
        let dash = if dash.is_empty() { String::new() } else { format!(r#" stroke-dasharray="{dash}""#) };
        format!(
            r#"fill="none" stroke="{}" stroke-width="{width}" stroke-linejoin="round" vector-effect="non-scaling-stroke"{dash}"#,
            colour(token)
        )
    };
    let text = |token, size: u32, weight: u32| {
        format!(
            r#"fill="{}" font-size="{size}" font-weight="{weight}" stroke="{}" stroke-width="2.5" paint-order="stroke""#,
            colour(token),
            colour("paper")
        )
    };
    let on = |size: u32| format!(r#"fill="{}" font-size="{size}" font-weight="600""#, colour("on"));
    let stop = |token, opacity: u32| format!(r#"stop-color="{}" stop-opacity="{opacity}""#, colour(token));
    match class {
        "f-undecided" => fill("muted"),
        "f-open" | "f-ground" => fill("band2"),
        "f-hatch-ground" => fill("hatchbg"),
        "f-spread" => fill("band"),
        "f-dot" => fill("actual"),
        "f-goal" => fill("ink"),
        "f-tile-none" => {
            let none = colour("none");
            format!(r#"{} stroke="{none}" stroke-width="1.25" stroke-dasharray="3 2.5""#, fill("q0"))
        }
        "f-tile-1" => fill("q1"),
        "f-tile-2" => fill("q2"),
        "f-tile-3" => fill("q4"),
        "f-ring" | "f-ring-dashed" => {
            let dash = if class == "f-ring" { "" } else { r#" stroke-dasharray="3 2""# };
            format!(r#"fill="{}" stroke="{}" stroke-width="2.5"{dash}"#, colour("paper"), colour("actual"))
        }
        "f-hatch"
        | "f-hatch-bad"
        | "f-hatch-undecided"
        | "f-fade"
        | "f-fade-up"
        | "f-fade-up-bad"
        | "f-fade-up-undecided" => format!(r#"fill="url(#{})""#, &class[2..]),
        "fade-from" => stop("actual", 1),
        "fade-to" => stop("actual", 0),
        "fade-from-bad" => stop("bad", 1),
        "fade-to-bad" => stop("bad", 0),
        "fade-from-undecided" => stop("muted", 1),
        "fade-to-undecided" => stop("muted", 0),
        "s-axis" => stroke("axis", "1", ""),
        "s-grid" => stroke("grid", "1", ""),
        "s-target" => stroke("ink", "3", ""),
        "s-target-end" | "s-cap" => stroke("ink", "1.5", ""),
        "s-cap-dashed" => stroke("ink", "1.5", "3 2"),
        "s-halo" => stroke("paper", "6", ""),
        "s-halo-thin" => stroke("paper", "3.5", ""),
        "s-gap" => stroke("paper", "2", ""),
        "s-band-edge" => stroke("bandedge", "1", ""),
        "s-open" => stroke("none", "1.5", "4 3"),
        "s-missing" => stroke("none", "1.5", "2 3"),
        "s-line" => stroke("actual", "2.5", ""),
        "s-line-unsure" => stroke("actual", "2", "6 4"),
        "s-pace" => stroke("muted", "1.5", "5 4"),
        "s-projection" => stroke("actual", "2", "2 4"),
        "s-stem" => stroke("axis", "2", ""),
        "s-overall" => stroke("ink", "1.5", "4 3"),
        "s-whisker" => stroke("actual", "3", ""),
        "t-value-on" => on(15),
        "t-tile-on" => on(13),
        "t-tile-value-on" => on(13),
        "t-tile" => format!(r#"fill="{}" font-size="13""#, colour("ink")),
        "t-tile-value" => format!(r#"fill="{}" font-size="13" font-weight="700""#, colour("ink")),
        "t-tick-y" | "t-tick-x" | "t-tick-x-wide" => format!(r#"fill="{}" font-size="13""#, colour("muted")),
        "t-end-actual" | "t-point" | "t-point-left" | "t-point-middle" => text("actual", 15, 600),
        note if note.ends_with("-note") => text("muted", 13, 400),
        words if words.starts_with("t-") => text("ink", 15, 600),
        // The rest bear the name of their token.
        shape => match shape.strip_prefix("f-").filter(|name| TOKENS.iter().any(|one| one.name == *name)) {
            Some(token) => fill(token),
            None => String::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::mark::Mark;
    use crate::draw::role::Role;

    #[test]
    fn every_mark_and_text_has_its_colour_without_a_style_sheet() {
        for class in Mark::ALL.map(Mark::class).into_iter().chain(Role::ALL.map(Role::class)) {
            let attributes = attributes(class);
            assert!(attributes.contains("fill="), "{class}: {attributes}");
            assert!(!class.starts_with("s-") || attributes.contains("vector-effect"), "{class}");
        }
    }

    #[test]
    fn long_words_are_wrapped_and_none_is_lost() {
        let words = "Đoàn viên công đoàn trong các doanh nghiệp có vốn đầu tư nước ngoài";
        let lines = wrapped(words, 14, 200);
        assert!(lines.len() > 1 && lines.iter().all(|line| text_width(line, 14) <= 200), "{lines:?}");
        assert_eq!(lines.join(" "), words);
    }
}
