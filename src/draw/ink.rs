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
        ];
        for (one, other, least) in pairs {
            let (one, other) = (token(one), token(other));
            assert!(contrast(one.light, other.light) >= least, "{} on {}, light", one.name, other.name);
            assert!(contrast(one.dark, other.dark) >= least, "{} on {}, dark", one.name, other.name);
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
