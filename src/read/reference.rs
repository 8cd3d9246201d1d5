//! `figure:`, `chart:` and `table:` addresses to the cells, plans and bodies that they name.

use super::indicators::Names;
use super::zone::no_body;
use super::{suggest, time_words};
use crate::diag::{At, Label, Problem, Say};
use crate::model::id::{BodyKey, IndicatorKey, Parts, PipelineKey, PlanKey, Slug, ZoneKey};
use crate::model::period::Period;
use crate::model::plan::{Target, TargetKind};
use crate::model::prose::{EmbedKind, Reference, View};
use crate::model::report::{Figure, StatementKind};
use crate::model::zone::Zone;
use crate::say;

/// What a narrative may refer to.
pub(super) struct Scope<'a> {
    /// All zones.
    pub zones: &'a [Zone],
    /// The registry's names.
    pub names: &'a Names<'a>,
    /// The zone whose narrative it is; none for an issue.
    pub home: Option<ZoneKey>,
    /// Whether the narrative is English.
    pub english: bool,
    /// Ids of zones that could not be read: what is said of them is not judged.
    pub refused: &'a [Slug],
    /// Whether a zone's data has errors, by key: a figure that was refused may be the one meant.
    pub incomplete: &'a [bool],
}

/// A problem, or nothing to say because the thing meant could not be read.
type Resolved<T> = Result<T, Option<Box<Problem>>>;

fn fail<T>(problem: Problem) -> Resolved<T> {
    Err(Some(Box::new(problem)))
}

impl Scope<'_> {
    /// Returns the cell of `[zone/][body/]indicator[dim=part;…]@time[?as=…]`.
    pub fn figure(&self, address: &str, at: At) -> Resolved<Reference> {
        let (address, query) = address.split_once('?').unwrap_or((address, ""));
        let malformed = |fault| {
            fail(Problem::error("bad-reference", at, fault).way_out(say!(
                "dạng đúng: figure:[khu/][tổ chức/]chỉ-tiêu[phân-tổ=phần]@thời-điểm",
                "write figure:[zone/][body/]indicator[breakdown=part]@time"
            )))
        };
        let Some((path, time)) = address.split_once('@') else {
            return malformed(say!("tham chiếu thiếu @thời-điểm", "the reference has no @time"));
        };
        let (path, parts) = match path.split_once('[') {
            Some((path, parts)) => match parts.strip_suffix(']') {
                Some(parts) => (path, parts),
                None => return malformed(say!("thiếu dấu ]", "a ] is missing")),
            },
            None => (path, ""),
        };
        let (zone, body, id) = self.body_of(path, at)?;
        let indicator = self.indicator(id, at)?;
        let parts = self.parts(parts, at)?;
        let time = time_words::parse(time).map_err(|refusal| {
            let mut problem = Problem::error(refusal.rule, at, refusal.fault);
            problem.way_out = refusal.way_out;
            Some(Box::new(problem))
        })?;
        let view = self.view(query, zone, at)?;
        let reference = Reference { body, indicator, parts, time, view, at };
        self.check(&reference)?;
        Ok(reference)
    }

    /// Returns what `bullet?plan=…` and the like name.
    pub fn embed(&self, scheme: &str, address: &str, at: At) -> Resolved<EmbedKind> {
        let (name, query) = address.split_once('?').unwrap_or((address, ""));
        let known: &[(&str, &str, &[&str])] = &[
            ("chart", "bullet", &["plan"]),
            ("chart", "columns", &["plan", "indicator"]),
            ("chart", "pipeline", &["id", "body"]),
            ("chart", "parts", &["indicator", "at", "body"]),
            ("chart", "course", &["plan", "indicator"]),
            ("chart", "slope", &["body"]),
            ("chart", "spark", &["body"]),
            ("chart", "dots", &["indicator", "share_of", "at"]),
            ("chart", "zones", &["indicator", "at"]),
            ("table", "targets", &["plan"]),
            ("table", "figures", &["body"]),
        ];
        let Some((.., keys)) = known.iter().find(|(own, one, _)| *own == scheme && *one == name) else {
            let fault = say!("không có {scheme}:{name}", "there is no {scheme}:{name}");
            let mut problem = Problem::error("unknown-embed", at, fault);
            let names = known.iter().filter(|(own, ..)| *own == scheme).map(|(_, one, _)| *one);
            problem.way_out = suggest::way_out(name, names);
            return fail(problem);
        };
        let mut values = vec![None; keys.len()];
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let Some(n) = keys.iter().position(|known| *known == key) else {
                let fault =
                    say!("{scheme}:{name} không có tham số “{key}”", "{scheme}:{name} has no “{key}”");
                let mut problem = Problem::error("unknown-key", at, fault);
                problem.way_out = suggest::way_out(key, keys.iter().copied());
                return fail(problem);
            };
            values[n] = Some(value);
        }
        let value = |n: usize| -> Resolved<&str> {
            values[n].filter(|value| !value.is_empty()).ok_or_else(|| {
                let key = keys[n];
                let fault = say!("{scheme}:{name} thiếu tham số “{key}”", "{scheme}:{name} needs “{key}”");
                let way_out = say!("thêm {key}=… sau dấu ?", "add {key}=… after the ?");
                Some(Box::new(Problem::error("missing-key", at, fault).way_out(way_out)))
            })
        };
        let body = |n: usize| match values[n] {
            Some(path) => self.body_path(path, at),
            None => self.main_body(at),
        };
        let period = |n: usize| -> Resolved<Period> {
            let time = value(n)?;
            time_words::period(time).ok_or_else(|| {
                let fault = say!("không hiểu thời gian “{time}”", "the time “{time}” is not understood");
                Some(Box::new(Problem::error("unknown-time", at, fault).way_out(say!(
                    "viết như 2022, 2022-09 hoặc 2018/2022-09",
                    "write 2022, 2022-09 or 2018/2022-09"
                ))))
            })
        };
        Ok(match (scheme, name) {
            ("chart", "bullet") => EmbedKind::Bullet(self.plan_path(value(0)?, at)?),
            ("chart", "columns" | "course") => {
                let (plan, indicator) = (self.plan_path(value(0)?, at)?, self.indicator(value(1)?, at)?);
                self.target(plan, indicator, None, at)?;
                match name {
                    "columns" => EmbedKind::Columns(plan, indicator),
                    _ => EmbedKind::Course(plan, indicator),
                }
            }
            ("chart", "slope") => EmbedKind::Slope(body(0)?),
            ("chart", "spark") => EmbedKind::Spark(body(0)?),
            ("chart", "dots") => {
                EmbedKind::Dots(self.indicator(value(0)?, at)?, self.indicator(value(1)?, at)?, period(2)?)
            }
            ("chart", "zones") => EmbedKind::Zones(self.indicator(value(0)?, at)?, period(1)?),
            ("chart", "pipeline") => EmbedKind::Pipeline(body(1)?, self.pipeline(value(0)?, at)?),
            ("chart", "parts") => {
                let indicator = self.indicator(value(0)?, at)?;
                let time = period(1)?;
                let body = body(2)?;
                let (parts, view) = (Parts::WHOLE, View::Value);
                self.check(&Reference { body, indicator, parts, time, view, at })?;
                EmbedKind::Parts(body, indicator, time)
            }
            ("table", "targets") => EmbedKind::Targets(self.plan_path(value(0)?, at)?),
            _ => EmbedKind::Figures(body(0)?),
        })
    }

    fn find_zone(&self, id: &str) -> Option<ZoneKey> {
        // Zones are sorted by id.
        self.zones.binary_search_by(|zone| zone.id.as_str().cmp(id)).ok().map(|n| ZoneKey(n as u32))
    }

    fn is_refused(&self, id: &str) -> bool {
        self.refused.iter().any(|refused| refused.as_str() == id)
    }

    /// Whether a zone of this id has a folder, read or not.
    fn is_zone(&self, id: &str) -> bool {
        self.find_zone(id).is_some() || self.is_refused(id)
    }

    fn zone(&self, id: &str, at: At) -> Resolved<ZoneKey> {
        if let Some(zone) = self.find_zone(id) {
            return Ok(zone);
        }
        if self.is_refused(id) {
            return Err(None);
        }
        let fault = say!("không có khu “{id}”", "there is no zone “{id}”");
        let mut problem = Problem::error("unknown-zone", at, fault);
        problem.way_out = suggest::way_out(id, self.zones.iter().map(|zone| zone.id.as_str()));
        fail(problem)
    }

    fn zone_at(&self, key: ZoneKey) -> &Zone {
        &self.zones[key.0 as usize]
    }

    fn main_of(&self, zone: ZoneKey) -> BodyKey {
        BodyKey { zone, body: self.zone_at(zone).main }
    }

    fn main_body(&self, at: At) -> Resolved<BodyKey> {
        match self.home {
            Some(zone) => Ok(self.main_of(zone)),
            None => fail(self.no_zone(at)),
        }
    }

    fn no_zone(&self, at: At) -> Problem {
        let fault = say!("trong bản tin phải ghi rõ khu", "in an issue the zone has to be named");
        let problem = Problem::error("unknown-zone", at, fault);
        problem.way_out(say!("thêm <khu>/ ở đầu", "put <zone>/ in front"))
    }

    fn body_in(&self, zone: ZoneKey, id: &str, at: At) -> Resolved<BodyKey> {
        let found = self.zone_at(zone).find_body(zone, id);
        found.ok_or_else(|| Some(Box::new(no_body(id, at, &self.zone_at(zone).bodies))))
    }

    /// Returns the zone, the body and the rest of `[zone/][body/]rest`.
    fn body_of<'t>(&self, path: &'t str, at: At) -> Resolved<(ZoneKey, BodyKey, &'t str)> {
        let (front, id) = path.rsplit_once('/').unwrap_or(("", path));
        let body = match front {
            "" => self.main_body(at)?,
            front => self.body_path(front, at)?,
        };
        Ok((body.zone, body, id))
    }

    /// Returns the body of `body`, `zone` (its main one) or `zone/body`.
    fn body_path(&self, path: &str, at: At) -> Resolved<BodyKey> {
        if let Some((zone, body)) = path.split_once('/') {
            return self.body_in(self.zone(zone, at)?, body, at);
        }
        let Some(home) = self.home else { return Ok(self.main_of(self.zone(path, at)?)) };
        match self.zone_at(home).find_body(home, path) {
            Some(body) => Ok(body),
            None if self.is_zone(path) => Ok(self.main_of(self.zone(path, at)?)),
            None => self.body_in(home, path, at),
        }
    }

    fn indicator(&self, id: &str, at: At) -> Resolved<IndicatorKey> {
        self.names.find(id).ok_or_else(|| Some(Box::new(self.names.no_indicator(id, at))))
    }

    fn parts(&self, text: &str, at: At) -> Resolved<Parts> {
        let mut path = Parts::WHOLE;
        for pair in text.split(';').map(str::trim).filter(|pair| !pair.is_empty()) {
            let Some((dimension, part)) = pair.split_once('=') else {
                let fault = say!("“{pair}” phải có dạng phân-tổ=phần", "“{pair}” is not breakdown=part");
                return fail(
                    Problem::error("bad-reference", at, fault).way_out(say!(
                        "viết như ket-nap[khu-vuc=fdi]@2024",
                        "write ket-nap[khu-vuc=fdi]@2024"
                    )),
                );
            };
            let dimension =
                self.names.dimension(dimension.trim(), at).map_err(|problem| Some(Box::new(problem)))?;
            path = self
                .names
                .part(path, dimension, part.trim(), at)
                .map_err(|problem| Some(Box::new(problem)))?;
        }
        Ok(path)
    }

    /// Returns the plan of `plan` or `zone/plan`.
    fn plan_path(&self, path: &str, at: At) -> Resolved<PlanKey> {
        match (path.split_once('/'), self.home) {
            (Some((zone, plan)), _) => self.plan_in(self.zone(zone, at)?, plan, at),
            (None, Some(home)) => self.plan_in(home, path, at),
            (None, None) => fail(self.no_zone(at)),
        }
    }

    fn plan_in(&self, zone: ZoneKey, id: &str, at: At) -> Resolved<PlanKey> {
        if let Some(plan) = self.zone_at(zone).find_plan(zone, id) {
            return Ok(plan);
        }
        if self.incomplete[zone.0 as usize] {
            return Err(None);
        }
        let fault = say!("khu này không có kế hoạch “{id}”", "the zone has no plan “{id}”");
        let mut problem = Problem::error("unknown-plan", at, fault);
        problem.way_out = suggest::way_out(id, self.zone_at(zone).plans.iter().map(|plan| plan.id.as_str()));
        fail(problem)
    }

    fn pipeline(&self, id: &str, at: At) -> Resolved<PipelineKey> {
        let pipelines = &self.names.registry.pipelines;
        match pipelines.iter().position(|pipeline| pipeline.id.as_str() == id) {
            Some(n) => Ok(PipelineKey(n as u16)),
            None => {
                let fault = say!("không có chuỗi “{id}”", "there is no pipeline “{id}”");
                let mut problem = Problem::error("unknown-pipeline", at, fault);
                problem.way_out = suggest::way_out(id, pipelines.iter().map(|pipeline| pipeline.id.as_str()))
                    .or(Some(say!(
                        "khai báo [[pipeline]] trong indicators.toml",
                        "declare a [[pipeline]] in indicators.toml"
                    )));
                fail(problem)
            }
        }
    }

    fn view(&self, query: &str, zone: ZoneKey, at: At) -> Resolved<View> {
        if query.is_empty() {
            return Ok(View::Value);
        }
        let words = ["share_of", "change_since", "times_since", "attained", "target"];
        let Some((kind, what)) = query.strip_prefix("as=").and_then(|view| view.split_once(':')) else {
            let fault = say!("không hiểu “?{query}”", "“?{query}” is not understood");
            let way_out = say!("viết như ?as=share_of:<chỉ-tiêu>", "write ?as=share_of:<indicator>");
            return fail(Problem::error("bad-reference", at, fault).way_out(way_out));
        };
        let time = || {
            time_words::parse(what)
                .map_err(|refusal| Some(Box::new(Problem::error(refusal.rule, at, refusal.fault))))
        };
        Ok(match kind {
            "share_of" if what == "whole" => View::ShareOfWhole,
            "share_of" => View::ShareOf(self.indicator(what, at)?),
            "change_since" => View::ChangeSince(time()?),
            "times_since" => View::TimesSince(time()?),
            "attained" => match Slug::new(what) {
                Some(plan) => View::Attained(plan),
                None => return self.plan_in(zone, what, at).map(View::Target),
            },
            "target" => View::Target(self.plan_in(zone, what, at)?),
            other => {
                let fault = say!("không có cách xem “{other}”", "there is no view “{other}”");
                let mut problem = Problem::error("unknown-view", at, fault);
                problem.way_out = suggest::way_out(other, words);
                return fail(problem);
            }
        })
    }

    fn target(&self, plan: PlanKey, indicator: IndicatorKey, parts: Option<Parts>, at: At) -> Resolved<()> {
        let own = &self.zone_at(plan.zone).plans[plan.plan as usize];
        let is_there = own
            .targets
            .iter()
            .any(|target| target.indicator == indicator && parts.is_none_or(|parts| target.parts == parts));
        if is_there {
            return Ok(());
        }
        if self.incomplete[plan.zone.0 as usize] {
            return Err(None);
        }
        let registry = self.names.registry;
        let id = &registry.indicator(indicator).id;
        let fault = say!(
            "kế hoạch “{}” không có chỉ tiêu cho “{id}”",
            "the plan “{}” has no target for “{id}”",
            own.id
        );
        let mut ids: Vec<&str> =
            own.targets.iter().map(|one| registry.indicator(one.indicator).id.as_str()).collect();
        ids.dedup();
        let mut problem = Problem::error("unknown-target", at, fault);
        problem.way_out = suggest::way_out(id.as_str(), ids);
        fail(problem)
    }

    /// Refuses a reference to a cell that no report has.
    fn check(&self, reference: &Reference) -> Resolved<()> {
        let Reference { body, indicator, parts, time, at, .. } = *reference;
        if let View::Target(plan) = reference.view {
            self.target(plan, indicator, Some(parts), at)?;
            return self.target_time(plan, reference);
        }
        let zone = self.zone_at(body.zone);
        let mut cells = zone
            .reports
            .iter()
            .flat_map(|report| &report.figures)
            .filter(|figure| figure.indicator == indicator);
        let own = |figure: &&Figure| figure.body == body && figure.parts == parts;
        if cells.clone().filter(own).any(|figure| figure.time == time) {
            return self.baseline(reference, cells.filter(own));
        }
        if self.incomplete[body.zone.0 as usize] {
            return Err(None);
        }
        let id = &self.names.registry.indicator(indicator).id;
        let whose = &zone.bodies[body.body as usize].short.vi;
        let fault = say!(
            "không báo cáo nào có “{id}” của {whose} vào {time}",
            "no report has “{id}” of {whose} at {time}"
        );
        let times: Vec<Period> = cells.clone().filter(own).map(|figure| figure.time).collect();
        let problem = Problem::error("unknown-cell", at, fault);
        fail(if !times.is_empty() {
            problem.way_out(list(times))
        } else if let Some(other) = cells.next() {
            let other = &zone.bodies[other.body.body as usize].id;
            problem.way_out(say!(
                "khu này có số ấy ở tổ chức “{other}”, hoặc với phần khác",
                "the zone has it for the body “{other}”, or with other parts"
            ))
        } else {
            problem.way_out(say!("ghi số vào một tệp trong results", "write the figure in a file of results"))
        })
    }

    /// Refuses a reference to a target at a time that the plan does not set it for.
    fn target_time(&self, plan: PlanKey, reference: &Reference) -> Resolved<()> {
        let own = &self.zone_at(plan.zone).plans[plan.plan as usize];
        let time = reference.time;
        let fits = |target: &Target| match target.kind {
            _ if time == own.term || time == target.window => true,
            TargetKind::EveryYear | TargetKind::AverageYear => target.window.years().any(|year| year == time),
            TargetKind::By => time.to() == target.window.to() && target.window.covers(time),
            TargetKind::WholeTerm | TargetKind::During => false,
        };
        let targets = own
            .targets
            .iter()
            .filter(|target| (target.indicator, target.parts) == (reference.indicator, reference.parts));
        if targets.clone().any(fits) {
            return Ok(());
        }
        let fault = say!(
            "kế hoạch “{}” không đặt chỉ tiêu này cho {time}",
            "the plan “{}” does not set this target for {time}",
            own.id
        );
        let mut problem = Problem::error("unknown-cell", reference.at, fault);
        problem.labels =
            targets.clone().map(|one| Label { at: one.at, words: say!("chỉ tiêu", "the target") }).collect();
        fail(problem.way_out(list(targets.map(|target| target.window).collect())))
    }

    /// Refuses a change since a time of which nothing is said: no figure, and no change printed.
    fn baseline<'f>(
        &self,
        reference: &Reference,
        own: impl Iterator<Item = &'f Figure> + Clone,
    ) -> Resolved<()> {
        let (base, kind) = match reference.view {
            View::ChangeSince(base) => (base, StatementKind::ChangeSince(base)),
            View::TimesSince(base) => (base, StatementKind::TimesSince(base)),
            _ => return Ok(()),
        };
        let is_printed = |figure: &Figure| {
            figure.time == reference.time && figure.statements().iter().any(|said| said.kind == kind)
        };
        if own.clone().any(|figure| figure.time == base || is_printed(figure)) {
            return Ok(());
        }
        if self.incomplete[reference.body.zone.0 as usize] {
            return Err(None);
        }
        let fault =
            say!("không có số gốc vào {base} để so sánh", "there is no figure at {base} to compare with");
        let others = own.map(|figure| figure.time).filter(|time| *time != reference.time);
        fail(Problem::error("unknown-cell", reference.at, fault).way_out(list(others.collect())))
    }
}

/// Returns the times that there are, for the way out.
fn list(mut times: Vec<Period>) -> Say {
    times.sort();
    times.dedup();
    let list = times.iter().map(Period::to_string).collect::<Vec<_>>().join(", ");
    match times.is_empty() {
        true => say!("chưa có số nào vào lúc khác", "there is none at another time"),
        false => say!("có vào: {list}", "there are: {list}"),
    }
}
