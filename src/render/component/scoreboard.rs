//! How many targets stand where: the scoreboard, and the table of zones against verdicts.

use super::VerdictMark;
use crate::analyse::verdict::Verdict;
use crate::language::Language;
use crate::render::link::Link;
use crate::render::text;
use crate::tell;
use serde::Serialize;

/// The number of targets of each verdict, in the order of [`Verdict::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally([usize; Verdict::ALL.len()]);

impl Tally {
    /// Counts one more target.
    pub fn add(&mut self, verdict: Verdict) {
        self.0[verdict as usize] += 1;
    }

    /// Returns the sum of two tallies.
    pub fn plus(&self, other: &Tally) -> Tally {
        Tally(std::array::from_fn(|n| self.0[n] + other.0[n]))
    }

    /// Returns how many targets have a verdict.
    pub fn of(&self, verdict: Verdict) -> usize {
        self.0[verdict as usize]
    }

    /// Returns how many targets there are.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// Returns one sentence: "2/33 chỉ tiêu đạt hoặc vượt; 30 chỉ tiêu không đủ cơ sở để tính."
    pub fn sentence(&self, language: Language) -> String {
        let reached = self.of(Verdict::Exceeded) + self.of(Verdict::Met);
        let total = self.total();
        if total == 0 {
            return language
                .pick("Các báo cáo đã dùng chưa nêu chỉ tiêu nào.", "The reports used name no target yet.")
                .to_owned();
        }
        if language == Language::En && self.of(Verdict::Undetermined) == 1 && total == 1 {
            return "There is not enough basis to decide on the only target.".to_owned();
        }
        if self.of(Verdict::Undetermined) == total {
            return tell!(
                language,
                "Cả {total} chỉ tiêu đều không đủ cơ sở để tính.",
                "There is not enough basis to decide on any of the {total} targets."
            );
        }
        let mut sentence = tell!(
            language,
            "{reached}/{} đạt hoặc vượt",
            "{reached} of {} met or exceeded",
            language.count(total, "chỉ tiêu", ["target", "targets"])
        );
        for verdict in [Verdict::OnPace, Verdict::Behind, Verdict::Missed, Verdict::Undetermined] {
            if self.of(verdict) > 0 {
                let words = match (language, verdict) {
                    (Language::En, Verdict::Undetermined) => "with not enough basis to decide",
                    _ => text::verdict(language, verdict),
                };
                sentence.push_str(&format!("; {} {words}", self.of(verdict)));
            }
        }
        sentence.push('.');
        sentence
    }
}

/// The scoreboard: a bar for the eye, a table for everybody.
#[derive(Debug, Clone, Serialize)]
pub struct Scoreboard {
    /// What it holds.
    pub caption: String,
    /// The finding.
    pub sentence: String,
    /// What it leaves out, or empty.
    pub but: String,
    /// One a verdict.
    pub items: Vec<ScoreItem>,
    /// How many targets there are.
    pub total: String,
}

/// One verdict of a scoreboard.
#[derive(Debug, Clone, Serialize)]
pub struct ScoreItem {
    /// The verdict.
    #[serde(flatten)]
    pub verdict: VerdictMark,
    /// How many targets have it.
    pub count: String,
    /// Where its bar begins, in percent.
    pub x: String,
    /// How wide it is, in percent, or empty.
    pub width: String,
}

impl Scoreboard {
    /// Returns the scoreboard of a tally; it says of `implied`, the targets that only a printed percentage implies,
    /// that it leaves them out.
    pub fn new(language: Language, tally: &Tally, implied: &Tally) -> Scoreboard {
        let total = tally.total().max(1);
        let hundredths = |count: usize| {
            let share = (count * 10_000 + total / 2) / total;
            format!("{}.{:02}", share / 100, share % 100)
        };
        let mut before = 0;
        let items = Verdict::ALL.map(|verdict| {
            let count = tally.of(verdict);
            let x = hundredths(before);
            before += count;
            let width = if count > 0 { hundredths(count) } else { String::new() };
            ScoreItem {
                verdict: VerdictMark::new(language, verdict, String::new()),
                count: count.to_string(),
                x,
                width,
            }
        });
        Scoreboard {
            caption: language.pick("Số chỉ tiêu theo đánh giá", "Number of targets by verdict").to_owned(),
            sentence: tally.sentence(language),
            but: but(language, implied),
            items: items.into(),
            total: tally.total().to_string(),
        }
    }
}

/// Returns how many targets are left out and what became of them, or nothing where there are none:
/// "Chưa kể 1 chỉ tiêu suy ra từ tỷ lệ đã in (vượt)."
fn but(language: Language, implied: &Tally) -> String {
    let total = implied.total();
    let word = |&verdict: &Verdict| match (implied.of(verdict), text::verdict(language, verdict)) {
        (0, _) => None,
        (count, word) if count == total => Some(word.to_owned()),
        (count, word) => Some(format!("{count} {word}")),
    };
    let words = Verdict::ALL.iter().filter_map(word).collect::<Vec<_>>().join(", ");
    match total {
        0 => String::new(),
        _ => tell!(
            language,
            "Chưa kể {} suy ra từ tỷ lệ đã in ({words}).",
            "Not counted: {} implied by printed percentages ({words}).",
            language.count(total, "chỉ tiêu", ["target", "targets"])
        ),
    }
}

/// Zones against verdicts.
#[derive(Debug, Clone, Serialize)]
pub struct StatusTable {
    /// What it holds.
    pub caption: String,
    /// The head of its first column.
    pub head: &'static str,
    /// One a verdict.
    pub columns: Vec<VerdictMark>,
    /// One a zone.
    pub rows: Vec<StatusRow>,
    /// The sum.
    pub total: StatusRow,
    /// A note below it.
    pub note: String,
}

/// One zone of a [`StatusTable`].
#[derive(Debug, Clone, Serialize)]
pub struct StatusRow {
    /// The zone.
    pub name: Link,
    /// Where and what it is.
    pub sub: String,
    /// One a verdict.
    pub cells: Vec<String>,
    /// The sum.
    pub total: String,
}

impl StatusRow {
    fn new(name: Link, sub: String, tally: &Tally) -> StatusRow {
        let cells = Verdict::ALL.iter().map(|&verdict| tally.of(verdict).to_string()).collect();
        StatusRow { name, sub, cells, total: tally.total().to_string() }
    }
}

impl StatusTable {
    /// Returns the table of zones: name, place and tally of each.
    pub fn new(language: Language, zones: Vec<(Link, String, Tally)>) -> StatusTable {
        let sum = zones.iter().fold(Tally::default(), |sum, (_, _, tally)| sum.plus(tally));
        StatusTable {
            caption: language
                .pick("Số chỉ tiêu của từng khu theo đánh giá", "Number of targets of each zone by verdict")
                .to_owned(),
            head: language.pick("Khu", "Zone"),
            columns: Verdict::ALL
                .iter()
                .map(|&verdict| VerdictMark::new(language, verdict, String::new()))
                .collect(),
            rows: zones.into_iter().map(|(name, sub, tally)| StatusRow::new(name, sub, &tally)).collect(),
            total: StatusRow::new(Link::plain(language.pick("Tổng cộng", "Total")), String::new(), &sum),
            note: language
                .pick(
                    "Các khu đứng theo thứ tự trong danh sách của bản tin, không phải theo hạng.",
                    "Zones are listed in the bulletin’s own order; they are not ranked.",
                )
                .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bars_fill_the_whole_width() {
        let mut tally = Tally::default();
        for verdict in [Verdict::Exceeded, Verdict::Met, Verdict::Undetermined] {
            tally.add(verdict);
        }
        let board = Scoreboard::new(Language::Vi, &tally, &Tally::default());
        let last = board.items.last().unwrap();
        assert_eq!((last.x.as_str(), last.width.as_str()), ("66.67", "33.33"));
        assert_eq!(board.sentence, "2/3 chỉ tiêu đạt hoặc vượt; 1 không đủ cơ sở để tính.");
        assert_eq!(board.but, "");
    }

    #[test]
    fn what_a_score_leaves_out_is_said_beside_it() {
        let mut implied = Tally::default();
        implied.add(Verdict::Exceeded);
        let but = |language, implied: &Tally| Scoreboard::new(language, &Tally::default(), implied).but;
        assert_eq!(but(Language::Vi, &implied), "Chưa kể 1 chỉ tiêu suy ra từ tỷ lệ đã in (vượt).");
        assert_eq!(
            but(Language::En, &implied),
            "Not counted: 1 target implied by printed percentages (exceeded)."
        );
        implied.add(Verdict::Undetermined);
        assert_eq!(
            but(Language::Vi, &implied),
            "Chưa kể 2 chỉ tiêu suy ra từ tỷ lệ đã in (1 vượt, 1 không đủ cơ sở để tính)."
        );
    }
}
