//! The tokens: every colour a chart may use, and the marks and text roles that carry them.
//!
//! A mark travels through plotters as a sentinel colour (`#FEED00` plus its number) and leaves the
//! canvas as a CSS class; the colours themselves stand in `chart.css`, once for a light
//! page and once for a dark one. So a colour that is no token cannot be drawn.

use plotters::style::RGBColor;
use plotters_backend::BackendColor;

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
    Token { name: "on", light: "#ffffff", dark: "#10151a" },
];

/// What a mark means; its colour, width and dashes are the style sheet's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Mark {
    /// A result.
    Actual,
    /// A result that meets its target.
    Good,
    /// A result that misses its target.
    Bad,
    /// A result that the numbers do not decide.
    Undecided,
    /// A period that is not over.
    Open,
    /// The dashed edge of [`Mark::Open`].
    OpenEdge,
    /// The place of a number that no report gives.
    Missing,
    /// What may be: between the ends of an interval.
    Hatch,
    /// [`Mark::Hatch`] on a miss.
    HatchBad,
    /// [`Mark::Hatch`] where nothing is decided yet.
    HatchUndecided,
    /// "Or more", to the right.
    Fade,
    /// "Or more", upwards.
    FadeUp,
    /// [`Mark::FadeUp`] on a miss.
    FadeUpBad,
    /// [`Mark::FadeUp`] where nothing is decided yet.
    FadeUpUndecided,
    /// The end of an interval.
    Cap,
    /// The end of an approximate number.
    CapDashed,
    /// The ground of a bullet row, 0 to 100 %.
    Ground,
    /// The required pace, or the range of a target.
    Band,
    /// Where the required pace ends today.
    BandEdge,
    /// A target.
    Target,
    /// One of the two ends of a target range.
    TargetEnd,
    /// Paper around [`Mark::Target`], so that it stands out from a bar of any colour.
    Halo,
    /// Paper around [`Mark::TargetEnd`].
    HaloThin,
    /// A gap in paper: between segments, and through a bar that is cut.
    Gap,
    /// The base line.
    Axis,
    /// The first part of a whole.
    First,
    /// The second part of a whole.
    Second,
    /// The previous step, or what remains of a whole.
    Ghost,
}

impl Mark {
    const ALL: [Self; 28] = [
        Self::Actual,
        Self::Good,
        Self::Bad,
        Self::Undecided,
        Self::Open,
        Self::OpenEdge,
        Self::Missing,
        Self::Hatch,
        Self::HatchBad,
        Self::HatchUndecided,
        Self::Fade,
        Self::FadeUp,
        Self::FadeUpBad,
        Self::FadeUpUndecided,
        Self::Cap,
        Self::CapDashed,
        Self::Ground,
        Self::Band,
        Self::BandEdge,
        Self::Target,
        Self::TargetEnd,
        Self::Halo,
        Self::HaloThin,
        Self::Gap,
        Self::Axis,
        Self::First,
        Self::Second,
        Self::Ghost,
    ];

    /// The CSS class: `f-…` fills, `s-…` strokes.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Actual => "f-actual",
            Self::Good => "f-good",
            Self::Bad => "f-bad",
            Self::Undecided => "f-undecided",
            Self::Open => "f-open",
            Self::OpenEdge => "s-open",
            Self::Missing => "s-missing",
            Self::Hatch => "f-hatch",
            Self::HatchBad => "f-hatch-bad",
            Self::HatchUndecided => "f-hatch-undecided",
            Self::Fade => "f-fade",
            Self::FadeUp => "f-fade-up",
            Self::FadeUpBad => "f-fade-up-bad",
            Self::FadeUpUndecided => "f-fade-up-undecided",
            Self::Cap => "s-cap",
            Self::CapDashed => "s-cap-dashed",
            Self::Ground => "f-ground",
            Self::Band => "f-band",
            Self::BandEdge => "s-band-edge",
            Self::Target => "s-target",
            Self::TargetEnd => "s-target-end",
            Self::Halo => "s-halo",
            Self::HaloThin => "s-halo-thin",
            Self::Gap => "s-gap",
            Self::Axis => "s-axis",
            Self::First => "f-cat1",
            Self::Second => "f-cat2",
            Self::Ghost => "f-ghost",
        }
    }

    /// The sentinel colour that carries the mark through plotters.
    pub(super) const fn colour(self) -> RGBColor {
        RGBColor(0xFE, 0xED, self as u8)
    }

    /// The mark that a colour carries, if it is a sentinel.
    pub(super) fn of(colour: BackendColor) -> Option<Self> {
        match colour.rgb {
            (0xFE, 0xED, number) => Self::ALL.get(usize::from(number)).copied(),
            _ => None,
        }
    }
}

/// What a text in a drawing is for; its face and size are the style sheet's, its place relative to its
/// point is given here, because a fluid coordinate cannot hold pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A value above its bar, in ink: centred, standing on its point.
    Value,
    /// A value within an unfilled bar, in ink: centred, hanging from its point.
    ValueWithin,
    /// A value on a filled bar: centred, hanging from its point.
    ValueOn,
    /// A target's number left of the plot, at the height of its point.
    Gutter,
}

impl Role {
    const ALL: [Self; 4] = [Self::Value, Self::ValueWithin, Self::ValueOn, Self::Gutter];

    /// The CSS class, which is also the name that carries the role through plotters.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Value => "t-value",
            Self::ValueWithin => "t-value-within",
            Self::ValueOn => "t-value-on",
            Self::Gutter => "t-gutter",
        }
    }

    /// The role of a class.
    pub(super) fn of(class: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.class() == class)
    }

    /// The attributes that place the text: anchor, and the shift in px and em.
    pub(super) const fn placement(self) -> &'static str {
        match self {
            Self::Value => r#" text-anchor="middle""#,
            Self::ValueWithin | Self::ValueOn => r#" text-anchor="middle" dy="0.8em""#,
            Self::Gutter => r#" text-anchor="end" dx="-8" dy="0.35em""#,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_mark_survives_its_way_through_plotters() {
        use plotters::style::Color;
        for (number, mark) in Mark::ALL.into_iter().enumerate() {
            assert_eq!(mark as usize, number);
            assert_eq!(Mark::of(mark.colour().to_backend_color()), Some(mark));
        }
    }
}
