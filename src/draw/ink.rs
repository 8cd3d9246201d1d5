//! The tokens: every colour a chart may use, once for a light page and once for a dark one.

/// A colour by its name in `chart.css`, with its value on a light and on a dark page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The name of the custom property, without its dashes.
    pub name: &'static str,
    /// `#rrggbb` on a light page and on paper.
    pub light: &'static str,
    /// `#rrggbb` on a dark screen.
    pub dark: &'static str,
}

/// Every colour of the charts; `chart.css` holds the same values (a test compares them).
pub const TOKENS: &[Token] = &[
    Token { name: "paper", light: "#ffffff", dark: "#14181d" },
    Token { name: "ink", light: "#1a1f26", dark: "#e9ecef" },
    Token { name: "muted", light: "#56606b", dark: "#a7b1bb" },
    Token { name: "axis", light: "#6b7683", dark: "#7d8996" },
    Token { name: "grid", light: "#dde2e7", dark: "#2c343c" },
    Token { name: "actual", light: "#1f5f9e", dark: "#62a8e8" },
    Token { name: "band", light: "#d3e0ee", dark: "#22384f" },
    Token { name: "bandedge", light: "#5c7690", dark: "#6e8caa" },
    Token { name: "band2", light: "#edf0f3", dark: "#222930" },
    Token { name: "hatchbg", light: "#c9d9ea", dark: "#21364b" },
    Token { name: "good", light: "#1f66ad", dark: "#5ea6ea" },
    Token { name: "bad", light: "#8f1f14", dark: "#e0623d" },
    Token { name: "none", light: "#79848f", dark: "#7f8a95" },
    Token { name: "cat1", light: "#12436d", dark: "#5596da" },
    Token { name: "cat2", light: "#d9772b", dark: "#f0a868" },
    Token { name: "ghost", light: "#d5dbe1", dark: "#3a444e" },
    Token { name: "warn", light: "#b87d00", dark: "#f0c04a" },
    Token { name: "q0", light: "#eef1f4", dark: "#222930" },
    Token { name: "q1", light: "#d6e4f2", dark: "#1d3a57" },
    Token { name: "q2", light: "#9fc3e6", dark: "#27578a" },
    Token { name: "q4", light: "#12436d", dark: "#b5d8f7" },
    Token { name: "on", light: "#ffffff", dark: "#10151a" },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::mark::Mark;
    use crate::draw::role::Role;

    fn token(name: &str) -> Token {
        *TOKENS.iter().find(|token| token.name == name).expect("a token of the palette")
    }

    /// Relative luminance, WCAG 2.x.
    fn luminance(hex: &str) -> f64 {
        let channel = |from: usize| {
            let value = f64::from(u8::from_str_radix(&hex[from..from + 2], 16).expect("hex")) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn contrast_is_as_the_palette_states() {
        // Token, ground, light, dark: the figures the palette was chosen by.
        let stated = [
            ("ink", "paper", 16.6, 15.0),
            ("muted", "paper", 6.4, 8.2),
            ("axis", "paper", 4.6, 5.0),
            ("actual", "paper", 6.6, 7.0),
            ("actual", "band", 4.9, 4.7),
            ("actual", "hatchbg", 4.6, 4.9),
            ("actual", "ghost", 4.7, 3.9),
            ("bandedge", "paper", 4.7, 5.1),
            ("bandedge", "band", 3.5, 3.4),
            ("good", "paper", 5.9, 6.9),
            ("bad", "paper", 8.9, 5.1),
            ("none", "paper", 3.8, 5.1),
            ("cat1", "paper", 10.3, 5.7),
            ("cat2", "paper", 3.2, 8.9),
        ];
        for (name, ground, light, dark) in stated {
            let (name, ground) = (token(name), token(ground));
            let (on_light, on_dark) = (contrast(name.light, ground.light), contrast(name.dark, ground.dark));
            assert!((on_light - light).abs() <= 0.1, "{} light: {on_light:.2}", name.name);
            assert!((on_dark - dark).abs() <= 0.1, "{} dark: {on_dark:.2}", name.name);
        }
    }

    #[test]
    fn what_must_be_seen_is_3_to_1_and_what_is_read_4_5_to_1() {
        let pairs = [
            ("ink", "paper", 4.5),
            ("muted", "paper", 4.5),
            ("on", "good", 4.5),
            ("on", "bad", 4.5),
            ("on", "actual", 4.5),
            ("on", "muted", 4.5),
            ("ink", "band2", 4.5),
            ("actual", "band2", 3.0),
            ("ink", "band", 3.0),
            ("none", "paper", 3.0),
            ("bad", "hatchbg", 3.0),
            ("warn", "paper", 3.0),
            ("actual", "paper", 4.5),
            ("ink", "q0", 4.5),
            ("ink", "q1", 4.5),
            ("ink", "q2", 4.5),
            ("on", "q4", 4.5),
        ];
        for (one, other, least) in pairs {
            let (one, other) = (token(one), token(other));
            assert!(contrast(one.light, other.light) >= least, "{} on {}, light", one.name, other.name);
            assert!(contrast(one.dark, other.dark) >= least, "{} on {}, dark", one.name, other.name);
        }
    }

    /// What a dichromat sees of a colour in linear light: Viénot, Brettel and Mollon 1999, tritan after Brettel.
    const SIGHTS: [(&str, [[f64; 3]; 3]); 5] = [
        ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        ("deuteranopia", [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]]),
        ("protanopia", [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]]),
        (
            "tritanopia",
            [[1.01277, 0.13548, -0.14826], [-0.01243, 0.86812, 0.14431], [0.07589, 0.80500, 0.11911]],
        ),
        ("achromatopsia", [[0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722]]),
    ];

    /// CIE L*a*b*, D65.
    fn lab(hex: &str, sight: &[[f64; 3]; 3]) -> [f64; 3] {
        let linear = [1, 3, 5].map(|from| {
            let value = f64::from(u8::from_str_radix(&hex[from..from + 2], 16).expect("hex")) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        let dot = |row: &[f64; 3], of: [f64; 3]| row[0] * of[0] + row[1] * of[1] + row[2] * of[2];
        let seen = sight.each_ref().map(|row| dot(row, linear).clamp(0.0, 1.0));
        let xyz = [
            dot(&[0.4124, 0.3576, 0.1805], seen) / 0.95047,
            dot(&[0.2126, 0.7152, 0.0722], seen),
            dot(&[0.0193, 0.1192, 0.9505], seen) / 1.08883,
        ];
        let [x, y, z] = xyz.map(|v| if v > 0.008856 { v.cbrt() } else { 7.787 * v + 16.0 / 116.0 });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// The difference of two colours, CIEDE2000.
    fn delta(one: [f64; 3], other: [f64; 3]) -> f64 {
        let chroma = |lab: [f64; 3]| lab[1].hypot(lab[2]);
        let mean_chroma = (chroma(one) + chroma(other)) / 2.0;
        let seventh = mean_chroma.powi(7);
        let g = 0.5 * (1.0 - (seventh / (seventh + 25.0_f64.powi(7))).sqrt());
        let polar = |lab: [f64; 3]| {
            let a = lab[1] * (1.0 + g);
            let hue = lab[2].atan2(a).to_degrees();
            (a.hypot(lab[2]), if hue < 0.0 { hue + 360.0 } else { hue })
        };
        let ((c1, h1), (c2, h2)) = (polar(one), polar(other));
        let grey = c1 * c2 == 0.0;
        let turn = match h2 - h1 {
            _ if grey => 0.0,
            turn if turn > 180.0 => turn - 360.0,
            turn if turn < -180.0 => turn + 360.0,
            turn => turn,
        };
        let (dl, dc) = (other[0] - one[0], c2 - c1);
        let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
        let (l, c) = ((one[0] + other[0]) / 2.0, (c1 + c2) / 2.0);
        let h = match (h1 - h2).abs() {
            _ if grey => h1 + h2,
            near if near <= 180.0 => (h1 + h2) / 2.0,
            _ if h1 + h2 < 360.0 => (h1 + h2 + 360.0) / 2.0,
            _ => (h1 + h2 - 360.0) / 2.0,
        };
        let cos = |degrees: f64| degrees.to_radians().cos();
        let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0)
            - 0.20 * cos(4.0 * h - 63.0);
        let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
        let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
        let rc = 2.0 * (c.powi(7) / (c.powi(7) + 25.0_f64.powi(7))).sqrt();
        let rt = -rc * (60.0 * (-((h - 275.0) / 25.0).powi(2)).exp()).to_radians().sin();
        let (l, c, h) = (dl / sl, dc / sc, dh / sh);
        (l * l + c * c + h * h + rt * c * h).sqrt()
    }

    #[test]
    fn the_difference_of_colours_is_that_of_the_standard() {
        // Two pairs of the test data that Sharma, Wu and Dalal published for CIEDE2000.
        for (one, other, expected) in [
            ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
            ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ] {
            assert!((delta(one, other) - expected).abs() < 0.0001, "{}", delta(one, other));
        }
    }

    #[test]
    fn verdicts_can_be_told_apart_however_colours_are_seen() {
        let page = |dark: bool, name| if dark { token(name).dark } else { token(name).light };
        for dark in [false, true] {
            for (sight, matrix) in &SIGHTS {
                // Without colour the shape and the word must do; a difference is still wanted.
                let least = match (*sight, dark) {
                    ("achromatopsia", false) => 9.0,
                    ("achromatopsia", true) => 7.5,
                    (_, false) => 22.0,
                    (_, true) => 14.0,
                };
                for (one, other) in [("good", "warn"), ("good", "bad"), ("warn", "bad")] {
                    let colour = |name| lab(page(dark, name), matrix);
                    let difference = delta(colour(one), colour(other));
                    assert!(difference >= least, "{one}, {other}, {sight}, dark {dark}: {difference:.1}");
                }
                // Result and target range, both parts of a stack, and the classes of the map.
                for (one, other, least) in [("actual", "band", 20.0), ("q1", "q2", 6.0), ("q2", "q4", 14.0)] {
                    let colour = |name| lab(page(dark, name), matrix);
                    let difference = delta(colour(one), colour(other));
                    assert!(difference >= least, "{one}, {other}, {sight}, dark {dark}: {difference:.1}");
                }
            }
        }
    }

    #[test]
    fn the_style_sheet_holds_the_same_colours_and_a_rule_for_every_class() {
        let css = include_str!("../../themes/default/static/chart.css");
        let (light, dark) = css.split_once("prefers-color-scheme: dark").expect("a dark palette");
        for token in TOKENS {
            assert!(light.contains(&format!("--{}: {};", token.name, token.light)), "{} light", token.name);
            assert!(dark.contains(&format!("--{}: {};", token.name, token.dark)), "{} dark", token.name);
        }
        for class in Mark::ALL.map(Mark::class).into_iter().chain(Role::ALL.map(Role::class)) {
            assert!(css.contains(&format!(".{class} ")) || css.contains(&format!(".{class},")), "{class}");
        }
    }
}
