//! The worked examples of `docs/figures.md`, and their rules.

use crate::number::{Days, Fraction, Span};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// One `figure` block.
pub struct Example {
    pub id: String,
    fields: Table,
    /// Rows of the built data that say the same: `file`, and columns with their values.
    pub built: Vec<BTreeMap<String, String>>,
}

/// What an example comes to.
pub struct Answer {
    /// In exact numbers, percent for shares; nothing for a verdict.
    pub span: Option<Span>,
    /// As it is printed.
    pub text: String,
}

/// Returns the blocks of the page, in order.
pub fn examples() -> Vec<Example> {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/figures.md"))
        .expect("docs/figures.md is there");
    let blocks = page.split("```figure\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default());
    blocks.map(Example::read).collect()
}

impl Example {
    fn read(block: &str) -> Example {
        let mut fields: Table = toml::from_str(block).unwrap_or_else(|error| panic!("{error} in\n{block}"));
        let built = match fields.remove("built") {
            Some(Value::Array(rows)) => rows.iter().map(columns).collect(),
            Some(_) => panic!("`built` is not [[built]] in\n{block}"),
            None => Vec::new(),
        };
        let id = fields.get("id").and_then(Value::as_str).expect("a block has an id").to_owned();
        Example { id, fields, built }
    }

    /// Returns the text that the page promises.
    pub fn expected(&self) -> &str {
        self.field("expected")
    }

    /// Returns the name of its rule.
    pub fn rule(&self) -> &str {
        self.field("rule")
    }

    fn field(&self, name: &str) -> &str {
        let value = self.fields.get(name).and_then(Value::as_str);
        value.unwrap_or_else(|| panic!("{} has no text `{name}`", self.id))
    }

    fn span(&self, name: &str) -> Span {
        Span::read(self.field(name))
    }

    fn days(&self, name: &str) -> Days {
        Days::read(self.field(name))
    }

    fn list(&self, name: &str) -> Vec<&str> {
        let list = self.fields.get(name).and_then(Value::as_array);
        let list = list.unwrap_or_else(|| panic!("{} has no list `{name}`", self.id));
        list.iter().map(|one| one.as_str().expect("a list of texts")).collect()
    }

    /// Returns what the rule of the block makes of its inputs.
    pub fn answer(&self) -> Answer {
        let hundred = Fraction::whole(100);
        let count = |span: Span| Answer { span: Some(span), text: span.text(1, "") };
        let percent = |span: Span| Answer { span: Some(span), text: span.text(1, "%") };
        // What is not all is never rounded to all, what is not nothing never to nothing.
        let part_of = |span: Span| {
            let Answer { text, .. } = percent(span);
            let text = match (span.is_exact(), text.as_str()) {
                (Some(exact), "100%") if exact < hundred => "dưới 100%".to_owned(),
                (Some(exact), "100%") if exact > hundred => "trên 100%".to_owned(),
                (Some(exact), "0%") if exact > Fraction::whole(0) => "dưới 0,1%".to_owned(),
                _ => text,
            };
            Answer { span: Some(span), text }
        };
        match self.rule() {
            "share" => part_of(self.span("part").over(self.span("whole")).scaled(hundred)),
            "attainment" => part_of(self.span("actual").over(self.span("target")).scaled(hundred)),
            "change" => count(self.span("to").minus(self.span("from"))),
            "multiple" => {
                let span = self.span("to").over(self.span("from"));
                Answer { span: Some(span), text: format!("gấp {} lần", span.text(1, "")) }
            }
            "implied" => {
                let (first, last) = wholes(self.span("part"), self.field("percent"));
                let text = match last - first {
                    0 => Fraction::whole(first).text(0),
                    _ => format!("{} đến {}", Fraction::whole(first).text(0), Fraction::whole(last).text(0)),
                };
                let end = |value| Some((Fraction::whole(value), false));
                Answer { span: Some(Span { low: end(first), high: end(last) }), text }
            }
            "sum" => count(
                self.list("parts").iter().map(|part| Span::read(part)).reduce(Span::plus).expect("parts"),
            ),
            "part-target" => {
                let share = self.field("percent").trim_end_matches('%').parse().expect("whole percent");
                count(self.span("whole").scaled(Fraction::new(share, 100)))
            }
            "elapsed" => percent(Span::exact(self.elapsed().times(hundred))),
            "pace" => count(self.span("target").scaled(self.elapsed())),
            "pace-from" => {
                let opening = self.span("opening");
                count(opening.plus(self.span("target").minus(opening).scaled(self.elapsed())))
            }
            "flow" => count(flow(self.days("window"), &self.list("results"))),
            "projection" => {
                let [lowest, likely, highest] = projection(self.days("window"), &self.list("totals"));
                Answer {
                    span: None,
                    text: format!("{} ({}–{})", likely.text(0), lowest.text(0), highest.text(0)),
                }
            }
            "average" => {
                let years: Vec<i128> =
                    self.field("term").split('/').map(|y| y.parse().expect("a year")).collect();
                count(self.span("goal").scaled(Fraction::whole(years[years.len() - 1] - years[0] + 1)))
            }
            "points" => {
                let middle = |name| Span::read(self.field(name).trim_end_matches('%'));
                let span = middle("actual").minus(middle("target"));
                Answer { span: Some(span), text: format!("{} điểm phần trăm", span.text(1, "")) }
            }
            "rounding" => {
                let number = |name| self.field(name).parse().expect("a whole number");
                percent(Span::exact(Fraction::new(number("numerator"), number("denominator")).times(hundred)))
            }
            "verdict" => Answer { span: None, text: self.verdict().to_owned() },
            rule => panic!("{} has the unknown rule {rule}", self.id),
        }
    }

    fn elapsed(&self) -> Fraction {
        elapsed(self.days("window"), self.days("to").to, self.days("cutoff").to)
    }

    fn verdict(&self) -> &'static str {
        let window = self.days("window");
        let open = self.days("cutoff").to <= window.to;
        verdict(self.span("goal"), self.span("actual"), self.elapsed(), open)
    }
}

fn columns(row: &Value) -> BTreeMap<String, String> {
    let table = row.as_table().expect("a [[built]] table");
    table
        .iter()
        .map(|(key, value)| (key.clone(), value.as_str().expect("columns are texts").to_owned()))
        .collect()
}

/// The share of a window that has gone on a day: all of it once the window is closed.
pub fn elapsed(window: Days, measured: i64, cutoff: i64) -> Fraction {
    if cutoff >= window.to {
        return Fraction::whole(1);
    }
    let gone = Days { from: window.from, to: measured.min(window.to) };
    Fraction::new(gone.count().max(0), window.count())
}

/// The smallest and the greatest whole number of which `part` prints as `percent`, found by trying.
pub fn wholes(part: Span, percent: &str) -> (i128, i128) {
    let part = part.is_exact().expect("an exact part");
    let printed = Span::read(percent);
    let fits = |n: i128| printed.holds(part.times(Fraction::whole(100)).over(Fraction::whole(n)));
    let all: Vec<i128> = (1..1_000_000).filter(|&n| fits(n)).collect();
    (*all.first().expect("some number fits"), *all.last().expect("some number fits"))
}

/// What results over other periods say about a window: every set of results is tried.
fn flow(window: Days, results: &[&str]) -> Span {
    let results: Vec<(Days, Span)> = results
        .iter()
        .map(|one| one.split_once(": ").expect("`time: value`"))
        .map(|(time, value)| (Days::read(time), Span::read(value)))
        .collect();
    let mut known = Span::UNKNOWN;
    for set in 1..1_u32 << results.len() {
        let chosen: Vec<_> = (0..results.len()).filter(|n| set >> n & 1 == 1).map(|n| results[n]).collect();
        let apart = |n: usize| chosen[..n].iter().all(|one| !one.0.overlaps(chosen[n].0));
        if !(0..chosen.len()).all(apart) {
            continue;
        }
        let sum = chosen.iter().map(|one| one.1).reduce(Span::plus).expect("a set is not empty");
        let covered: i128 = chosen.iter().map(|one| one.0.count()).sum();
        let all = Days {
            from: chosen.iter().map(|one| one.0.from).min().expect("not empty"),
            to: chosen.iter().map(|one| one.0.to).max().expect("not empty"),
        };
        if window.covers(all) && sum.low.is_some_and(|low| known.low.is_none_or(|old| low.0 > old.0)) {
            known.low = sum.low;
        }
        let gapless = covered == all.count();
        if gapless
            && all.covers(window)
            && sum.high.is_some_and(|high| known.high.is_none_or(|old| high.0 < old.0))
        {
            known.high = sum.high;
        }
    }
    known
}

/// The lowest, the likely and the highest end of a window, from its totals on single days.
fn projection(window: Days, totals: &[&str]) -> [Fraction; 3] {
    let mut known = vec![(window.from - 1, Fraction::whole(0))];
    for one in totals {
        let (day, total) = one.split_once(": ").expect("`day: total`");
        known.push((Days::read(day).to, Span::read(total).is_exact().expect("an exact total")));
    }
    let &(last, total) = known.last().expect("the day before the window is one");
    let left = Fraction::whole(i128::from(window.to - last));
    let end = |(from, before): (i64, Fraction), (to, after): (i64, Fraction)| {
        let pace = after.minus(before).over(Fraction::whole(i128::from(to - from)));
        total.plus(pace.times(left))
    };
    let mut ends: Vec<Fraction> = known.windows(2).map(|pair| end(pair[0], pair[1])).collect();
    ends.sort();
    let year_back = known.iter().rev().find(|(day, _)| last - day >= 365).unwrap_or(&known[0]);
    [ends[0], end(*year_back, (last, total)), ends[ends.len() - 1]]
}

/// The verdict on a floor (`ít nhất x`) or a range, by the table of the method page.
pub fn verdict(goal: Span, actual: Span, elapsed: Fraction, open: bool) -> &'static str {
    let floor = goal.low.expect("a floor or a range").0;
    let all_above = |x: Fraction| actual.low.is_some_and(|(low, out)| low > x || (low == x && out));
    let all_at_least = |x: Fraction| actual.low.is_some_and(|(low, _)| low >= x);
    let all_below = |x: Fraction| actual.high.is_some_and(|(high, out)| high < x || (high == x && out));
    let ceiling = goal.high.map(|(high, _)| high);
    let inside = ceiling.is_none_or(|top| actual.high.is_some_and(|(high, _)| high <= top));
    match (open, floor.times(elapsed)) {
        _ if all_above(ceiling.unwrap_or(floor)) => "vượt",
        _ if all_at_least(floor) && inside => "đạt",
        (true, due) if all_at_least(due) => "đúng tiến độ",
        (true, due) if all_below(due) => "chậm tiến độ",
        (false, _) if all_below(floor) => "không đạt",
        _ => "không đủ cơ sở để tính",
    }
}
