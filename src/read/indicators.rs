//! `indicators.toml` to [`Registry`], and ids to keys.

use super::table::{Entry, Page, Table};
use super::{suggest, too_many};
use crate::diag::{At, Problem};
use crate::model::id::{DimensionKey, IndicatorKey, MOST, PartKey, Parts};
use crate::model::indicator::{Dimension, Good, Indicator, Measure, Part, Pipeline, Registry};
use crate::model::wording::Wording;
use crate::say;
use std::collections::{BTreeSet, HashMap};
use toml::de::DeValue;

const KEYS: &[&str] = &[
    "name",
    "unit",
    "measure",
    "decimals",
    "good",
    "additive",
    "feeds",
    "drains",
    "balanced",
    "within",
    "definition",
    "counts",
];

/// Returns the registry.
pub(super) fn registry(table: Table<'_>) -> Registry {
    let mut registry = Registry::default();
    let breakdowns = table.table("breakdown");
    let pipelines = table.tables("pipeline");
    let mut flows = Vec::new();
    let mut sets = Vec::new();
    for entry in table.all().filter(|entry| !["breakdown", "pipeline"].contains(&entry.key)) {
        if registry.indicators.len() == MOST {
            let what = say!("chỉ tiêu thống kê", "indicators");
            entry.page.push(too_many::problem(entry.key_at, what));
            break;
        }
        let Some(id) = entry.key_slug() else { continue };
        let Some(one) = entry.table() else { continue };
        flows.push((one.take("feeds"), one.take("drains")));
        sets.push(one.take("within"));
        let name = one.required_name("name");
        let (unit_of_one, unit) = numbers(one.required_name("unit").unwrap_or_default());
        let measures =
            [("stock", Measure::Stock), ("flow", Measure::Flow), ("net-change", Measure::NetChange)];
        let measure = one.required("measure", "\"stock\"").and_then(|entry| entry.word(&measures));
        let counts = [("people", true), ("organisations", false), ("things", false), ("events", false)];
        registry.indicators.push(Indicator {
            name: name.unwrap_or_else(|| Wording::vi(id.as_str())),
            id,
            unit,
            unit_of_one,
            measure: measure.unwrap_or(Measure::Stock),
            decimals: decimals(&one),
            good: one.word("good", &[("up", Good::Up), ("down", Good::Down)]),
            additive: one.boolean("additive").unwrap_or(false),
            feeds: None,
            drains: None,
            balanced: one.boolean("balanced").unwrap_or(false),
            within: Vec::new(),
            definition: one.wording("definition"),
            counts_people: one.word("counts", &counts).unwrap_or(false),
            at: entry.key_at,
        });
        one.finish(KEYS);
    }
    let targets: Vec<_> = {
        let names = Names::new(&registry);
        let key = |entry: Option<Entry<'_>>| {
            entry.and_then(|entry| names.indicator(entry.page, entry.string()?, entry.at))
        };
        flows.into_iter().map(|(feeds, drains)| (key(feeds), key(drains))).collect()
    };
    for (indicator, (feeds, drains)) in registry.indicators.iter_mut().zip(targets) {
        (indicator.feeds, indicator.drains) = (feeds, drains);
    }
    within(&mut registry, &sets);
    for entry in breakdowns.iter().flat_map(Table::all) {
        breakdown(&mut registry, &entry);
    }
    for one in pipelines {
        if registry.pipelines.len() == MOST {
            one.page.push(too_many::problem(one.at, say!("chuỗi bước", "pipelines")));
            break;
        }
        if let Some(pipeline) = pipeline(&registry, &one) {
            registry.pipelines.push(pipeline);
        }
        one.finish(&["id", "name", "stages"]);
    }
    registry
}

/// Returns how many decimals the figures of an indicator may have.
fn decimals(table: &Table<'_>) -> u32 {
    let Some(entry) = table.take("decimals") else { return 0 };
    let found = match entry.value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
        _ => None,
    };
    found.filter(|decimals| *decimals <= Indicator::DECIMALS).unwrap_or_else(|| {
        let fault = say!("decimals là 0, 1, 2 hoặc 3", "decimals is 0, 1, 2 or 3");
        entry.page.push(Problem::error("wrong-decimals", entry.at, fault).way_out(say!(
            "ghi số chữ số sau dấu phẩy mà báo cáo in, ví dụ 1 cho 12,5 ha; bỏ dòng này khi đếm bằng số nguyên",
            "write how many decimals reports print, such as 1 for 12,5 ha; leave the line out for what is counted"
        )));
        0
    })
}

/// Sets which indicators lie within which; takes away what cannot be: a state within a happening, and
/// indicators that lie within themselves.
fn within(registry: &mut Registry, sets: &[Option<Entry<'_>>]) {
    for (n, entry) in sets.iter().enumerate() {
        let Some(entry) = entry else { continue };
        let ids = match entry.value {
            DeValue::Array(_) => entry.strings().unwrap_or_default(),
            _ => entry.string().map(|id| (id, entry.at)).into_iter().collect(),
        };
        for (id, at) in ids {
            let Some(set) = Names::new(registry).indicator(entry.page, id, at) else { continue };
            let own = IndicatorKey(n as u16);
            let fault = if registry.indicator(own).measure != registry.indicator(set).measure {
                say!(
                    "“{id}” đo theo cách khác (measure), nên không thể chứa chỉ tiêu này",
                    "“{id}” has another measure, so this indicator cannot lie within it"
                )
            } else if lies_within(registry, set, own) {
                say!("chỉ tiêu này nằm trong chính nó", "the indicator lies within itself")
            } else {
                registry.indicators[n].within.push(set);
                continue;
            };
            entry.page.push(Problem::error("not-within", at, fault).way_out(say!(
                "ghi chỉ tiêu rộng hơn: mọi thứ được đếm ở đây đều được đếm ở đó; hoặc xóa dòng",
                "name the wider indicator, in which everything counted here is counted; or delete the line"
            )));
        }
    }
}

/// Returns true where one indicator lies within another, or is the same.
fn lies_within(registry: &Registry, one: IndicatorKey, other: IndicatorKey) -> bool {
    // Two ways may lead to the same set: each is gone up once.
    let (mut seen, mut open) = (BTreeSet::from([one]), vec![one]);
    while let Some(next) = open.pop() {
        if next == other {
            return true;
        }
        open.extend(registry.indicator(next).within.iter().copied().filter(|&set| seen.insert(set)));
    }
    false
}

fn breakdown(registry: &mut Registry, entry: &Entry<'_>) {
    let (Some(id), Some(table)) = (entry.key_slug(), entry.table()) else { return };
    if registry.dimensions.len() == MOST {
        return entry.page.push(too_many::problem(entry.key_at, say!("phân tổ", "breakdowns")));
    }
    let dimension = DimensionKey(registry.dimensions.len() as u16);
    let name = table.required_name("name");
    let exclusive = table.boolean("exclusive").unwrap_or(false);
    // Whether parts are complete is said by each report: `parts.…` is, `of_which.…` is not.
    table.boolean("complete");
    let mut parts = Vec::new();
    let named = table.required("parts", "{ … = { vi = \"…\", en = \"…\" } }").and_then(|entry| entry.table());
    for part in named.iter().flat_map(Table::all) {
        if registry.parts.len() == MOST {
            part.page
                .push(too_many::problem(part.key_at, say!("phần của các phân tổ", "parts of breakdowns")));
            break;
        }
        let (Some(id), Some(name)) = (part.key_slug(), part.name()) else { continue };
        parts.push(PartKey(registry.parts.len() as u16));
        registry.parts.push(Part { id, name, dimension, at: part.key_at });
    }
    let name = name.unwrap_or_else(|| Wording::vi(id.as_str()));
    registry.dimensions.push(Dimension { id, name, exclusive, parts, at: entry.key_at });
    table.finish(&["name", "exclusive", "complete", "parts"]);
}

fn pipeline(registry: &Registry, table: &Table<'_>) -> Option<Pipeline> {
    let names = Names::new(registry);
    let id = table.required("id", "\"…\"").and_then(|entry| entry.slug());
    let name = table.required_name("name");
    let stages = table.required("stages", "[\"…\", \"…\"]").and_then(|entry| entry.strings())?;
    let keys: Vec<_> = stages.iter().filter_map(|(id, at)| names.indicator(table.page, id, *at)).collect();
    if stages.len() < 2 {
        let fault = say!("một chuỗi cần ít nhất hai bước", "a pipeline has at least two stages");
        table.page.push(Problem::error("short-pipeline", table.at, fault).way_out(say!(
            "ghi các chỉ tiêu theo thứ tự, ví dụ stages = [\"boi-duong\", \"ket-nap\"]",
            "list the indicators in order, such as stages = [\"boi-duong\", \"ket-nap\"]"
        )));
    }
    (keys.len() == stages.len() && keys.len() > 1).then_some(())?;
    let id = id?;
    if let Some(other) = registry.pipelines.iter().find(|one| one.id == id) {
        table.page.push(duplicate(&id.to_string(), table.at, other.at));
        return None;
    }
    Some(Pipeline { id, name: name?, stages: keys, at: table.at })
}

/// Returns the problem of an id that is used twice.
pub(super) fn duplicate(id: &str, at: At, first: At) -> Problem {
    Problem::error("duplicate-id", at, say!("mã “{id}” đã được dùng", "the id “{id}” is used twice"))
        .label(first, say!("dùng lần đầu ở đây", "first used here"))
        .way_out(say!("đặt mã khác cho một trong hai", "give one of them another id"))
}

/// The registry, with its ids looked up in constant time.
pub(super) struct Names<'r> {
    /// The registry itself.
    pub registry: &'r Registry,
    indicators: HashMap<&'r str, IndicatorKey>,
}

impl<'r> Names<'r> {
    /// The names of a registry.
    pub fn new(registry: &'r Registry) -> Names<'r> {
        let keys = registry.indicators.iter().zip(0..).map(|(one, n)| (one.id.as_str(), IndicatorKey(n)));
        Names { registry, indicators: keys.collect() }
    }

    /// Returns the key of an indicator, if there is one.
    pub fn find(&self, id: &str) -> Option<IndicatorKey> {
        self.indicators.get(id).copied()
    }

    /// Returns the key of an indicator, after reporting that there is none.
    pub fn indicator(&self, page: &Page<'_>, id: &str, at: At) -> Option<IndicatorKey> {
        let found = self.find(id);
        if found.is_none() {
            page.push(self.no_indicator(id, at));
        }
        found
    }

    /// Returns the problem of an id that no indicator has.
    pub fn no_indicator(&self, id: &str, at: At) -> Problem {
        let fault = say!("không có chỉ tiêu “{id}”", "there is no indicator “{id}”");
        let mut problem = Problem::error("unknown-indicator", at, fault);
        let ids = self.registry.indicators.iter().map(|one| one.id.as_str());
        problem.way_out = Some(match suggest::nearest(id, ids) {
            Some(near) => say!("ý bạn là “{near}”?", "did you mean “{near}”?"),
            None => say!("khai báo nó trong indicators.toml", "declare it in indicators.toml"),
        });
        problem
    }

    /// Returns a dimension, or the problem that there is none.
    pub fn dimension(&self, id: &str, at: At) -> Result<DimensionKey, Problem> {
        self.registry.find_dimension(id).ok_or_else(|| {
            let fault = say!("không có cách phân tổ “{id}”", "there is no breakdown “{id}”");
            let mut problem = Problem::error("unknown-breakdown", at, fault);
            problem.way_out =
                suggest::way_out(id, self.registry.dimensions.iter().map(|one| one.id.as_str()));
            problem
        })
    }

    /// Returns a path one part deeper, or the problem that it cannot be.
    pub fn part(&self, outer: Parts, dimension: DimensionKey, id: &str, at: At) -> Result<Parts, Problem> {
        let Some(part) = self.registry.find_part(dimension, id) else {
            let own = self.registry.dimension(dimension);
            let fault = say!("“{}” không có phần “{id}”", "“{}” has no part “{id}”", own.id);
            let mut problem = Problem::error("unknown-part", at, fault);
            let ids = own.parts.iter().map(|&part| self.registry.part(part).id.as_str());
            problem.way_out = suggest::way_out(id, ids);
            return Err(problem);
        };
        outer.with(part).ok_or_else(|| {
            let fault =
                say!("các phần lồng nhau quá {} cấp", "parts are nested more than {} deep", Parts::DEPTH);
            Problem::error("parts-too-deep", at, fault).way_out(say!(
                "ghi phần này thành số liệu riêng, hoặc lập chỉ tiêu cho nó",
                "write the part as a figure of its own, or make it an indicator"
            ))
        })
    }
}

/// The unit of exactly one, and that of all other numbers: English may give both, `person | people`.
fn numbers(unit: Wording) -> (Wording, Wording) {
    let forms = unit.en.as_deref().and_then(|en| en.split_once('|'));
    match forms.map(|(one, many)| (one.trim().to_owned(), many.trim().to_owned())) {
        Some((one, many)) => {
            (Wording { vi: unit.vi.clone(), en: Some(one) }, Wording { vi: unit.vi, en: Some(many) })
        }
        None => (unit.clone(), unit),
    }
}

/// Calls `each` for every part of an `of_which` or `parts` table.
pub(super) fn each_part<'a>(
    table: &Table<'a>,
    key: &str,
    names: &Names<'_>,
    outer: Parts,
    mut each: impl FnMut(Entry<'a>, Parts, DimensionKey),
) {
    let Some(dimensions) = table.table(key) else { return };
    for dimension in dimensions.all() {
        let Some(parts) = dimension.table() else { continue };
        let key = match names.dimension(dimension.key, dimension.key_at) {
            Ok(key) => key,
            Err(problem) => {
                table.page.push(problem);
                continue;
            }
        };
        for part in parts.all() {
            match names.part(outer, key, part.key, part.key_at) {
                Ok(path) => each(part, path, key),
                Err(problem) => table.page.push(problem),
            }
        }
    }
}
