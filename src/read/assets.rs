//! Pictures and kept copies that the content names: found, or reported.

use super::source::Sources;
use super::suggest;
use crate::diag::{At, Problem};
use crate::model::Project;
use crate::model::prose::{Block, Inline, Prose};
use crate::model::report::Source;
use crate::say;
use std::collections::{BTreeMap, BTreeSet};

/// Turns every name of a picture or kept copy into its path in the content folder, and returns those
/// paths, each with the first place that names it. A name is looked for beside the file that names it, in the folder above, and at the root.
pub(super) fn resolve(
    project: &mut Project,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, At> {
    let known = sources.assets().filter(|path| sources.is_file(path)).collect();
    let mut finder = Finder { sources, known, problems, found: BTreeMap::new(), missing: BTreeSet::new() };
    for zone in &mut project.zones {
        for plan in &mut zone.plans {
            finder.kept(&mut plan.source);
            let said = plan.milestones.iter_mut().flat_map(|one| [&mut one.reached, &mut one.missed]);
            said.flatten().for_each(|said| finder.kept(&mut said.source));
        }
        for report in &mut zone.reports {
            finder.kept(&mut report.source);
            let own = report.figures.iter_mut().filter_map(|figure| figure.details.as_mut()?.source.as_mut());
            own.for_each(|source| finder.kept(source));
        }
        [&mut zone.prose, &mut zone.prose_en].into_iter().flatten().for_each(|prose| finder.prose(prose));
    }
    for issue in &mut project.issues {
        finder.prose(&mut issue.prose);
        issue.prose_en.iter_mut().for_each(|prose| finder.prose(prose));
    }
    finder.found
}

struct Finder<'a> {
    sources: &'a Sources,
    /// The pictures and kept copies that there are.
    known: BTreeSet<&'a str>,
    problems: &'a mut Vec<Problem>,
    found: BTreeMap<String, At>,
    /// Where a file is named that is not there: parts, corrected versions and milestones share a source.
    missing: BTreeSet<At>,
}

impl Finder<'_> {
    fn kept(&mut self, source: &mut Source) {
        if let Some(kept) = &mut source.kept {
            self.find(&mut kept.path, kept.at);
        }
    }

    fn find(&mut self, name: &mut String, at: At) {
        let file = self.sources.path(at);
        let folders = std::iter::successors(file.rsplit_once('/').map(|(folder, _)| folder), |folder| {
            folder.rsplit_once('/').map(|(above, _)| above)
        });
        let wanted = name.trim_start_matches("./");
        let paths = folders.map(|folder| format!("{folder}/{wanted}")).chain([wanted.to_owned()]);
        match paths.into_iter().find(|path| self.known.contains(&**path)) {
            Some(path) => {
                self.found.entry(path.clone()).or_insert(at);
                *name = path;
            }
            None if !self.missing.insert(at) => {}
            None => {
                let fault = say!("không có tệp “{name}”", "there is no file “{name}”");
                let last = wanted.rsplit('/').next().unwrap_or(wanted);
                let near = suggest::nearest(
                    last,
                    self.known.iter().map(|path| path.rsplit('/').next().unwrap_or(path)),
                );
                let way_out = match near {
                    Some(near) => say!("có phải “{near}”?", "did you mean “{near}”?"),
                    None => say!(
                        "để ảnh trong thư mục images, bản lưu trong thư mục sources, cạnh tệp này",
                        "keep pictures in the folder images and copies in the folder sources, beside this file"
                    ),
                };
                self.problems.push(Problem::error("missing-file", at, fault).way_out(way_out));
            }
        }
    }

    fn prose(&mut self, prose: &mut Prose) {
        self.blocks(&mut prose.blocks);
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } | Block::Paragraph(content) => self.inlines(content),
                Block::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(item)),
                Block::Quote(inner) | Block::Footnote { blocks: inner, .. } => self.blocks(inner),
                Block::Table { head, rows } => {
                    let cells = head.iter_mut().chain(rows.iter_mut().flatten());
                    cells.for_each(|cell| self.inlines(cell));
                }
                Block::Code(_) | Block::Rule | Block::Embed(_) => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &mut [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Image { src, at, .. } => {
                    let at = *at;
                    self.find(src, at);
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                    self.inlines(inner)
                }
                Inline::Link { content, .. } => self.inlines(content),
                _ => {}
            }
        }
    }
}
