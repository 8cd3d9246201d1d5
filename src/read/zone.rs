//! `zone.toml` to a zone and its bodies.

use super::former::{self, former};
use super::indicators::duplicate;
use super::table::Table;
use super::{suggest, too_many};
use crate::diag::{At, Problem};
use crate::model::id::{BodyKey, MOST, Slug, ZoneKey};
use crate::model::wording::Wording;
use crate::model::zone::{Body, Line, Zone, ZoneKind};
use crate::say;

const KEYS: &[&str] =
    &["name", "short", "province", "kind", "parent", "sum_of_zones", "summary", "former", "body"];
const BODY_KEYS: &[&str] =
    &["id", "name", "short", "line", "parent", "from", "to", "formerly", "former", "main"];

/// Returns the zone without plans, reports and narrative, and the id of the zone above it; nothing
/// where it has no body.
///
/// The keys of its bodies' parents have zone 0 until the zone's own place is known.
pub(super) fn zone(id: Slug, table: Table<'_>) -> Option<(Zone, Option<(String, At)>)> {
    let name = table.required_name("name");
    let short = table.wording("short");
    let province = table.required_string("province");
    let kinds = [
        ("province", ZoneKind::Province),
        ("authority", ZoneKind::Authority),
        ("khu-kinh-te", ZoneKind::EconomicZone),
        ("khu-cong-nghiep", ZoneKind::IndustrialZone),
        ("enterprise", ZoneKind::Enterprise),
    ];
    let kind = table.required("kind", "\"khu-cong-nghiep\"").and_then(|entry| entry.word(&kinds));
    let parent = table.take("parent").and_then(|entry| Some((entry.string()?.to_owned(), entry.at)));
    let sum_of_zones = table.boolean("sum_of_zones").unwrap_or(false);
    let summary = table.wording("summary");
    let name = name.unwrap_or_else(|| Wording::vi(id.as_str()));
    let short = short.map_or_else(|| name.clone(), |short| short.or_english(&name));
    let former = former(&table, former::ZONE_KEYS, &name, &short);
    let (bodies, main) = bodies(&table);
    let at = table.at;
    if bodies.is_empty() && table.lacks("body") {
        let fault = say!("khu này chưa có tổ chức nào", "the zone has no body");
        let problem = Problem::error("missing-key", at, fault)
            .way_out(say!("thêm ít nhất một tổ chức", "add at least one"))
            .instead("[[body]]\nid = \"dang-bo\"\nname = \"…\"\nline = \"party\"");
        table.page.push(problem);
    }
    table.finish(KEYS);
    if bodies.is_empty() {
        return None;
    }
    let zone = Zone {
        id,
        name,
        short,
        province: province.unwrap_or_default(),
        former,
        kind: kind.unwrap_or(ZoneKind::IndustrialZone),
        parent: None,
        sum_of_zones,
        summary,
        bodies,
        main,
        plans: Vec::new(),
        reports: Vec::new(),
        prose: None,
        prose_en: None,
        at,
    };
    Some((zone, parent))
}

/// Returns a zone without bodies, in the place of one whose file could not be read: whatever body is
/// named there is not judged.
pub(super) fn unknown(id: Slug) -> Zone {
    Zone {
        name: Wording::vi(id.as_str()),
        short: Wording::vi(id.as_str()),
        id,
        province: String::new(),
        former: Vec::new(),
        kind: ZoneKind::IndustrialZone,
        parent: None,
        sum_of_zones: false,
        summary: None,
        bodies: Vec::new(),
        main: 0,
        plans: Vec::new(),
        reports: Vec::new(),
        prose: None,
        prose_en: None,
        at: At::default(),
    }
}

fn bodies(zone: &Table<'_>) -> (Vec<Body>, u16) {
    let lines = [
        ("party", Line::Party),
        ("union", Line::Union),
        ("management", Line::Management),
        ("territory", Line::Territory),
        ("association", Line::Association),
    ];
    let mut bodies: Vec<Body> = Vec::new();
    let mut parents = Vec::new();
    let mut main = None;
    for table in zone.tables("body") {
        if bodies.len() == MOST {
            table.page.push(too_many::problem(table.at, say!("tổ chức của một khu", "bodies of a zone")));
            break;
        }
        let id = table.required("id", "\"dang-bo\"").and_then(|entry| entry.slug());
        let name = table.required_name("name");
        let line = table.required("line", "\"party\"").and_then(|entry| entry.word(&lines));
        let short = table.wording("short");
        let parent = table.take("parent").and_then(|entry| Some((entry.string()?, entry.at)));
        let (from, to) = (table.period("from"), table.take("to"));
        let ends = to.and_then(|entry| entry.period());
        if let (Some(first), Some(last), Some(entry)) = (from, ends, to)
            && last.to() < first.from()
        {
            let fault = say!("kết thúc trước khi bắt đầu", "it ends before it begins");
            table.page.push(
                Problem::error("end-before-start", entry.at, fault)
                    .way_out(say!("sửa from hoặc to", "correct from or to")),
            );
        }
        let formerly = table.wording("formerly");
        let name = name.or_else(|| Some(Wording::vi(id.as_ref()?.as_str()))).unwrap_or_default();
        let short = short.map_or_else(|| name.clone(), |short| short.or_english(&name));
        let former = former(&table, former::BODY_KEYS, &name, &short);
        let is_main = table.take("main").filter(|_| table.boolean("main") == Some(true));
        let at = table.at;
        let page = table.page;
        table.finish(BODY_KEYS);
        let Some(id) = id else { continue };
        if let Some(first) = bodies.iter().find(|body| body.id == id) {
            page.push(duplicate(id.as_str(), at, first.at));
            continue;
        }
        if let Some(entry) = is_main {
            match main {
                None => main = Some((bodies.len() as u16, entry.key_at)),
                Some((_, first)) => page.push(
                    Problem::error(
                        "two-main-bodies",
                        entry.key_at,
                        say!("đã có tổ chức chính", "there is a main body already"),
                    )
                    .label(first, say!("ở đây", "here"))
                    .way_out(say!("giữ lại main = true ở một tổ chức", "keep main = true with one body")),
                ),
            }
        }
        parents.push(parent);
        bodies.push(Body {
            id,
            name,
            short,
            line: line.unwrap_or(Line::Territory),
            parent: None,
            from,
            to: ends,
            formerly,
            former,
            at,
        });
    }
    for (n, parent) in parents.into_iter().enumerate() {
        let Some((id, at)) = parent else { continue };
        match bodies.iter().position(|body| body.id.as_str() == id) {
            Some(above) if above == n => {
                let fault =
                    say!("một tổ chức không thể trực thuộc chính nó", "a body cannot be its own parent");
                zone.page.push(Problem::error("body-cycle", at, fault).way_out(say!(
                    "ghi tổ chức cấp trên, hoặc xóa dòng",
                    "name the body above, or delete the line"
                )));
            }
            Some(above) => bodies[n].parent = Some(BodyKey { zone: ZoneKey(0), body: above as u16 }),
            None => zone.page.push(no_body(id, at, &bodies)),
        }
    }
    cut_cycles(&mut bodies, zone);
    (bodies, main.map_or(0, |(body, _)| body))
}

/// Takes away parents that lead back to their own body, so that nobody after this can go in circles.
fn cut_cycles(bodies: &mut [Body], zone: &Table<'_>) {
    for n in 0..bodies.len() {
        let mut above = bodies[n].parent;
        for _ in 0..bodies.len() {
            match above {
                Some(key) if key.body as usize == n => {
                    let fault = say!("tổ chức này trực thuộc chính nó", "the body stands above itself");
                    let problem = Problem::error("body-cycle", bodies[n].at, fault).way_out(say!(
                        "các dòng parent tạo thành vòng: xóa parent của tổ chức cao nhất",
                        "the parents form a circle: delete the parent of the topmost body"
                    ));
                    zone.page.push(problem);
                    bodies[n].parent = None;
                    break;
                }
                Some(key) => above = bodies[key.body as usize].parent,
                None => break,
            }
        }
    }
}

/// Returns the problem of an id that no body of the zone has.
pub(super) fn no_body(id: &str, at: At, bodies: &[Body]) -> Problem {
    let fault = say!("khu này không có tổ chức “{id}”", "the zone has no body “{id}”");
    let mut problem = Problem::error("unknown-body", at, fault);
    problem.way_out = suggest::way_out(id, bodies.iter().map(|body| body.id.as_str()));
    problem
}
