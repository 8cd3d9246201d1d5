//! `changed-name`: a frozen issue now calls a zone or a body otherwise.
//!
//! # What it checks
//! The names of zones and bodies, and the provinces of zones, that a frozen issue shows today against the record that
//! `bantin publish` kept. Records of an older bantin hold no names and are not looked at. Once a name, for the newest issue.
//!
//! # Why it matters
//! An issue speaks of its day: who looks for a zone in the bulletin of 2022 looks for the name of 2022. A merged province
//! would otherwise rename every issue without a word.
//!
//! # Example
//! Issue 2, frozen, of *Khu công nghiệp Mẫu*; after a merger `name` is *Khu công nghiệp Bến Mới*, with no `[[former]]`.
//!
//! # How to settle it
//! Write the former name with its last day as `[[former]]` in `zone.toml`. Where a name was only misspelt, delete the record and
//! freeze the issue again.

use super::rule::{Books, Found, Over, Rule};
use super::silent_revision::frozen;
use crate::analyse::shown;
use crate::diag::{At, Problem, Severity};
use crate::model::Project;
use crate::model::record::NameLine;
use crate::say;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub const RULE: Rule = Rule { name: "changed-name", severity: Severity::Warning, over: Over::Project(check) };

fn check(&Books { project, .. }: &Books<'_>, found: &mut Found) {
    let places = places(project);
    let mut said = BTreeSet::new();
    for (key, issue, frozen) in frozen(project) {
        let now = shown::names(project, key);
        for (id, was) in &frozen.record.names {
            let (Some(line), Some(&at)) = (now.get(id), places.get(id)) else { continue };
            if line == was || !said.insert(id) {
                continue;
            }
            let (number, cutoff, issue) = (issue.number, issue.cutoff, &issue.id);
            let (before, today) = (words(was), words(line));
            let fault = say!(
                "số bản tin {number} đã chốt ghi {before}, nay là {today}",
                "frozen issue {number} says {before}, and now it would say {today}"
            );
            let place = frozen.places.get(id).copied().unwrap_or(frozen.at);
            let problem = Problem::warning(RULE.name, at, fault)
                .label(place, say!("đã đăng: {before}", "published: {before}"))
                .way_out(say!(
                    "ghi tên cũ và ngày cuối cùng còn dùng (từ {cutoff} trở đi); nếu chỉ sửa lỗi gõ, xóa published.toml rồi chạy lại bantin publish {issue}",
                    "write the former name with its last day ({cutoff} or later); where a slip was mended, delete published.toml and run bantin publish {issue} again"
                ));
            found.differs(&[], problem.instead(former(id, was)));
        }
    }
}

/// Where each zone and body is declared.
fn places(project: &Project) -> BTreeMap<String, At> {
    let zones = project.zones.iter().flat_map(|zone| {
        let bodies = zone.bodies.iter().map(move |body| (shown::body_name(zone, body), body.at));
        [(zone.id.to_string(), zone.at)].into_iter().chain(bodies)
    });
    zones.collect()
}

fn words(NameLine { name, province }: &NameLine) -> String {
    match province {
        Some(province) => format!("“{name}” ({province})"),
        None => format!("“{name}”"),
    }
}

/// The table to write.
fn former(id: &str, NameLine { name, province }: &NameLine) -> String {
    let header = if id.contains('/') { "[[body.former]]" } else { "[[former]]" };
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let province = province.iter().map(|province| format!("\nprovince = {}", quoted(province)));
    format!("{header}\nuntil = \"…\"\nname = {}{}", quoted(name), province.collect::<String>())
}
