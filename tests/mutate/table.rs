//! The table of slips for `docs/checks.md`.

use crate::slip::{COUNT, KINDS, Slip};
use crate::trial::{Outcome, Standing};
use std::collections::BTreeMap;

const BEGIN: &str = "<!-- slips: BANTIN_UPDATE=1 cargo test --test mutate -->\n";
const END: &str = "<!-- end of slips -->";

/// How many slips were put in, and how many of them were found.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub tried: usize,
    pub found: usize,
    /// Found at a place in the data, without a narrative that repeats the number.
    pub by_data: usize,
}

impl Share {
    fn add(&mut self, other: Share) {
        self.tried += other.tried;
        self.found += other.found;
        self.by_data += other.by_data;
    }
}

/// Returns what came of the slips of each kind and standing.
pub fn shares<'a>(
    outcomes: impl Iterator<Item = (&'a Slip, &'a Outcome)>,
) -> BTreeMap<(usize, Standing), Share> {
    let mut shares: BTreeMap<(usize, Standing), Share> = BTreeMap::new();
    for (slip, outcome) in outcomes {
        let kind = KINDS.iter().position(|(kind, _)| *kind == slip.kind).expect("every kind has its row");
        let found = usize::from(!outcome.found.is_empty());
        let by_data = usize::from(outcome.is_found_in_data);
        shares.entry((kind, outcome.standing)).or_default().add(Share { tried: 1, found, by_data });
    }
    shares
}

/// Returns the two tables as Markdown.
pub fn text(
    shares: &BTreeMap<(usize, Standing), Share>,
    outcomes: &[Outcome],
    (related, figures): (usize, usize),
) -> String {
    let mut text = format!(
        "{COUNT} slips, drawn by lot from all that can be made of the numbers and dates of the sample; {related} of\n\
         its {figures} figures stand in relation to another number. Each cell says how many were found, of how many.\n\n\
         | slip | contradicts | of these told in a data file | within the precision | alone | all |\n\
         |---|---|---|---|---|---|\n"
    );
    let mut sums = [Share::default(); 4];
    let mut row = |name: &str, cells: &[Share; 4]| {
        let [beyond, within, alone, all] = cells.map(|share| cell(share.found, share.tried));
        let data = cell(cells[0].by_data, cells[0].tried);
        text += &format!("| {name} | {beyond} | {data} | {within} | {alone} | {all} |\n");
    };
    for (kind, (_, name)) in KINDS.iter().enumerate() {
        let mut cells = [Share::default(); 4];
        for (n, standing) in [Standing::Beyond, Standing::Within, Standing::Alone].into_iter().enumerate() {
            let share = shares.get(&(kind, standing)).copied().unwrap_or_default();
            cells[n].add(share);
            cells[3].add(share);
        }
        row(name, &cells);
        sums.iter_mut().zip(cells).for_each(|(sum, cell)| sum.add(cell));
    }
    row("all", &sums);
    text += "\nWhich check found how many; several may find the same slip. Those without a link are refusals in reading.\n\n\
             | check | slips |\n|---|---|\n";
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in outcomes.iter().flat_map(|outcome| &outcome.found) {
        *rules.entry(rule).or_default() += 1;
    }
    let mut rules: Vec<(&str, usize)> = rules.into_iter().collect();
    rules.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    for (rule, count) in rules {
        let name = match bantin::model::check::NAMES.contains(&rule) {
            true => format!("[`{rule}`](#{rule})"),
            false => format!("`{rule}`"),
        };
        text += &format!("| {name} | {count} |\n");
    }
    text
}

fn cell(found: usize, tried: usize) -> String {
    match tried {
        0 => "–".to_owned(),
        _ if found == tried => format!("{found} of {tried}, all"),
        _ => format!("{found} of {tried}, {}%", found * 100 / tried),
    }
}

/// Returns the page with the tables in their place; nothing where it has no place for them.
pub fn placed(page: &str, tables: &str) -> Option<String> {
    let start = page.find(BEGIN)? + BEGIN.len();
    let end = start + page[start..].find(END)?;
    Some(format!("{}\n{tables}\n{}", &page[..start], &page[end..]))
}
