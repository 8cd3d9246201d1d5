//! The roles of texts in a drawing.

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
    /// A number of the scale, left of the plot.
    TickY,
    /// A time below the base line, centred.
    TickX,
    /// [`Role::TickX`] that a phone has no room for.
    TickXWide,
    /// What the target is, right of the plot.
    EndGoal,
    /// What is projected, right of the plot.
    EndActual,
    /// A further line right of the plot.
    EndNote,
    /// The newest result, right of its point.
    PointRight,
    /// Its date, right of its point.
    PointRightNote,
    /// The newest result, left of its point.
    PointLeft,
    /// Its date, left of its point.
    PointLeftNote,
    /// The newest result, above its point.
    PointMiddle,
    /// Its date, above its point.
    PointMiddleNote,
    /// The opening of a span, left of it.
    SideLeft,
    /// The close of a span, right of it.
    SideRight,
    /// The name of a place on its tile.
    Tile,
    /// The number of a place on its tile.
    TileValue,
    /// [`Role::Tile`] on the strongest tile.
    TileOn,
    /// [`Role::TileValue`] on the strongest tile.
    TileValueOn,
}

impl Role {
    pub(super) const ALL: [Self; 22] = [
        Self::Value,
        Self::ValueWithin,
        Self::ValueOn,
        Self::Gutter,
        Self::TickY,
        Self::TickX,
        Self::TickXWide,
        Self::EndGoal,
        Self::EndActual,
        Self::EndNote,
        Self::PointRight,
        Self::PointRightNote,
        Self::PointLeft,
        Self::PointLeftNote,
        Self::PointMiddle,
        Self::PointMiddleNote,
        Self::SideLeft,
        Self::SideRight,
        Self::Tile,
        Self::TileValue,
        Self::TileOn,
        Self::TileValueOn,
    ];

    /// The CSS class, which is also the name that carries the role through plotters.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Value => "t-value",
            Self::ValueWithin => "t-value-within",
            Self::ValueOn => "t-value-on",
            Self::Gutter => "t-gutter",
            Self::TickY => "t-tick-y",
            Self::TickX => "t-tick-x",
            Self::TickXWide => "t-tick-x-wide",
            Self::EndGoal => "t-end-goal",
            Self::EndActual => "t-end-actual",
            Self::EndNote => "t-end-note",
            Self::PointRight => "t-point",
            Self::PointRightNote => "t-point-note",
            Self::PointLeft => "t-point-left",
            Self::PointLeftNote => "t-point-left-note",
            Self::PointMiddle => "t-point-middle",
            Self::PointMiddleNote => "t-point-middle-note",
            Self::SideLeft => "t-side-left",
            Self::SideRight => "t-side-right",
            Self::Tile => "t-tile",
            Self::TileValue => "t-tile-value",
            Self::TileOn => "t-tile-on",
            Self::TileValueOn => "t-tile-value-on",
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
            Self::Gutter | Self::TickY => r#" text-anchor="end" dx="-8" dy="0.35em""#,
            Self::TickX | Self::TickXWide => r#" text-anchor="middle" dy="1.4em""#,
            Self::EndGoal | Self::EndActual | Self::EndNote => r#" dx="10" dy="0.35em""#,
            Self::PointRight | Self::PointRightNote => r#" dx="9" dy="0.35em""#,
            Self::PointLeft | Self::PointLeftNote => r#" text-anchor="end" dx="-4" dy="0.35em""#,
            Self::SideLeft => r#" text-anchor="end" dx="-12" dy="0.35em""#,
            Self::SideRight => r#" dx="12" dy="0.35em""#,
            Self::PointMiddle
            | Self::PointMiddleNote
            | Self::Tile
            | Self::TileValue
            | Self::TileOn
            | Self::TileValueOn => r#" text-anchor="middle" dy="0.35em""#,
        }
    }
}
