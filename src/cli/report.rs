//! Problems as a person or a program reads them.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};
use serde_json::{Value, json};

use crate::diag::{At, Edit, Problem, Say, Severity, Suggestion};
use crate::language::Language;
use crate::read::added_key;
use crate::read::text::Text;
use crate::say;

/// How many further places of one problem are printed: more than a screen of them is read by nobody.
const PLACES: usize = 12;

/// From so many problems on their kinds are counted.
const MANY: usize = 20;

/// A place with its text, as the read stage knows it.
#[derive(Debug, Clone)]
pub struct Passage {
    /// The file, relative to the content folder.
    pub path: String,
    /// Its whole text as bantin holds it; empty where there is none.
    pub source: Text,
    /// The bytes of the place in the text.
    pub span: Range<usize>,
}

/// The problems of a run, in the order of their places, and the way from places to text.
pub struct Report<'a> {
    rows: Vec<(Passage, Spot, &'a Problem)>,
    place: &'a dyn Fn(At) -> Passage,
    deny: &'a [String],
}

impl Passage {
    /// Returns the file and the line: `zones/hai-phong/index.md:12`.
    pub fn words(self) -> String {
        let passage = clamped(self);
        format!("{}:{}", passage.path, spot(&passage).line)
    }
}

/// Line and column of both ends, from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl<'a> Report<'a> {
    /// Returns the report of some problems, sorted by path, line and column.
    ///
    /// Warnings of the rules in `deny` count as errors.
    pub fn new(problems: &'a [Problem], deny: &'a [String], place: &'a dyn Fn(At) -> Passage) -> Report<'a> {
        let mut rows: Vec<(Passage, Spot, &Problem)> = problems
            .iter()
            .map(|problem| {
                let passage = clamped(place(problem.at));
                let spot = spot(&passage);
                (passage, spot, problem)
            })
            .collect();
        rows.sort_by(|(a, at_a, x), (b, at_b, y)| (&a.path, at_a, x.rule).cmp(&(&b.path, at_b, y.rule)));
        Report { rows, place, deny }
    }

    /// Returns how many errors there are.
    pub fn errors(&self) -> usize {
        self.rows.iter().filter(|(_, _, problem)| self.is_error(problem)).count()
    }

    /// Returns how many warnings there are.
    pub fn warnings(&self) -> usize {
        self.rows.len() - self.errors()
    }

    /// Prints every problem with its source line, and a last line that counts them.
    ///
    /// # Errors
    ///
    /// Fails when nothing can be written any more.
    pub fn print(&self, language: Language, width: usize, out: &mut impl Write) -> io::Result<()> {
        let renderer = Renderer::styled().term_width(width.clamp(40, 400));
        for (passage, _, problem) in &self.rows {
            writeln!(out, "{}\n", self.text(passage, problem, language, &renderer))?;
        }
        let (errors, warnings) = (self.errors(), self.warnings());
        let count = match (errors, warnings) {
            (0, 0) => say!("Không có vấn đề nào.", "No problems."),
            _ => say!("{errors} lỗi, {warnings} cảnh báo.", "{errors} errors, {warnings} warnings."),
        };
        writeln!(out, "{}", count.of(language))?;
        if self.rows.len() >= MANY { self.print_kinds(language, out) } else { Ok(()) }
    }

    /// Prints how many problems there are of each kind, the most first, and what helps with the commonest of them.
    fn print_kinds(&self, language: Language, out: &mut impl Write) -> io::Result<()> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (.., problem) in &self.rows {
            *counts.entry(problem.rule).or_default() += 1;
        }
        let mut kinds: Vec<(&str, usize)> = counts.iter().map(|(&rule, &count)| (rule, count)).collect();
        kinds.sort_by_key(|&(rule, count)| (Reverse(count), rule));
        let kinds: Vec<String> = kinds.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
        let kinds = kinds.join(", ");
        let words = say!("Theo loại: {kinds}.", "By kind: {kinds}.");
        writeln!(out, "{}", words.of(language))?;
        if !counts.contains_key("unreferenced-number") {
            return Ok(());
        }
        let words = say!(
            "Số trong bài chưa dẫn tới số liệu: gõ bantin check --suggest để xem số liệu khớp, bantin check --fix để ghi những chỗ chắc chắn.",
            "For numbers that are tied to nothing, bantin check --suggest names the figures they may be, and bantin check --fix writes what is beyond doubt."
        );
        writeln!(out, "{}", words.of(language))
    }

    /// Returns the problems as JSON values, with both languages.
    pub fn to_json(&self) -> Value {
        self.rows
            .iter()
            .map(|(passage, _, problem)| {
                let labels: Value = problem
                    .labels
                    .iter()
                    .map(|label| with_place(&clamped((self.place)(label.at)), &label.words))
                    .collect();
                let mut value = with_place(passage, &problem.fault);
                value["rule"] = json!(problem.rule);
                value["severity"] = json!(if self.is_error(problem) { "error" } else { "warning" });
                value["labels"] = labels;
                value["way_out"] =
                    json!(problem.way_out.as_ref().map(|say| json!({ "vi": say.vi, "en": say.en })));
                value["instead"] = json!(self.instead(problem));
                if !problem.suggestions.is_empty() {
                    value["suggestions"] =
                        problem.suggestions.iter().map(|one| self.suggestion(one)).collect();
                }
                value
            })
            .collect()
    }

    /// The lines to write instead: those that the problem has, and those of its values with one more key.
    fn instead(&self, problem: &Problem) -> Option<String> {
        let whole = problem.added.iter().filter_map(|edit| {
            let passage = clamped((self.place)(edit.at));
            added_key::line(&passage.source, passage.span, &edit.text)
        });
        problem.instead.iter().cloned().chain(whole).reduce(|lines, line| format!("{lines}\n{line}"))
    }

    fn suggestion(&self, one: &Suggestion) -> Value {
        let edit = |edit: &Edit| {
            let passage = clamped((self.place)(edit.at));
            let old = passage.source[passage.span.clone()].to_owned();
            let Spot { line, column, end_line, end_column } = spot(&passage);
            json!({
                "path": passage.path, "line": line, "column": column,
                "end_line": end_line, "end_column": end_column, "old": old, "new": edit.text,
            })
        };
        let edits: Value = one.edits.iter().map(edit).collect();
        json!({ "vi": one.words.vi, "en": one.words.en, "certain": one.certain, "edits": edits })
    }

    fn is_error(&self, problem: &Problem) -> bool {
        problem.severity == Severity::Error || self.deny.iter().any(|rule| rule == problem.rule)
    }

    fn text(&self, passage: &Passage, problem: &Problem, language: Language, renderer: &Renderer) -> String {
        let (level, heading) = if self.is_error(problem) {
            (Level::ERROR, say!("lỗi", "error"))
        } else {
            (Level::WARNING, say!("cảnh báo", "warning"))
        };
        let title = level
            .with_name(heading.of(language).to_owned())
            .primary_title(problem.fault.of(language))
            .id(problem.rule);
        // The problem's own file first, then the others in the order of the labels.
        let mut files: Vec<(Passage, Vec<Mark<'_>>)> = vec![(passage.clone(), Vec::new())];
        let mut own_words = None;
        let (shown, unshown) = problem.labels.split_at(problem.labels.len().min(PLACES));
        for label in shown {
            let words = label.words.of(language);
            if label.at == problem.at && own_words.is_none() {
                own_words = Some(words);
                continue;
            }
            let there = clamped((self.place)(label.at));
            let mark = Mark { kind: AnnotationKind::Context, span: there.span.clone(), words: Some(words) };
            match files.iter_mut().find(|(file, _)| file.path == there.path) {
                Some((_, marks)) => marks.push(mark),
                None => files.push((there, vec![mark])),
            }
        }
        files[0]
            .1
            .insert(0, Mark { kind: AnnotationKind::Primary, span: passage.span.clone(), words: own_words });
        let mut group = Group::with_title(title);
        for (file, marks) in &files {
            // A folder, a link or an empty file has no line to show.
            group = match file.source.is_empty() {
                true => group.element(Origin::path(file.path.as_str())),
                false => group.element(snippet(file, marks)),
            };
        }
        if !unshown.is_empty() {
            let (heading, more) = (say!("còn nữa", "and more"), unshown.len());
            let words = say!(
                "{more} chỗ khác không in ra ở đây; --format json liệt kê đủ",
                "{more} other places are not printed here; --format json lists them all"
            );
            group = group.element(note(&heading, language, words.of(language)));
        }
        if let Some(way_out) = &problem.way_out {
            group = group.element(note(&say!("cách sửa", "help"), language, way_out.of(language)));
        }
        if let Some(line) = self.instead(problem) {
            group = group.element(note(&say!("viết lại", "write instead"), language, &line));
        }
        for one in &problem.suggestions {
            let heading = match one.certain {
                true => say!("chắc chắn là", "surely"),
                false => say!("có thể là", "perhaps"),
            };
            let texts: Vec<&str> = one.edits.iter().map(|edit| edit.text.as_str()).collect();
            let words = format!("{}\n{}", texts.join(" … "), one.words.of(language));
            group = group.element(note(&heading, language, &words));
        }
        renderer.render(&[group])
    }
}

struct Mark<'a> {
    kind: AnnotationKind,
    span: Range<usize>,
    words: Option<&'a str>,
}

fn note<'a>(heading: &Say, language: Language, text: &str) -> annotate_snippets::Message<'a> {
    Level::HELP.with_name(heading.of(language).to_owned()).message(normalize_untrusted_str(text))
}

/// The lines of a file that are marked, and nothing around them: a results file may be long.
fn snippet<'a>(file: &'a Passage, marks: &[Mark<'a>]) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source = &file.source;
    let start = marks.iter().map(|mark| mark.span.start).min().unwrap_or(0);
    let end = marks.iter().map(|mark| mark.span.end).max().unwrap_or(0);
    let (from, to, line) = (source.line_start(start), source.line_end(end), source.line(start));
    Snippet::source(&source[from..to]).path(file.path.as_str()).line_start(line).fold(true).annotations(
        marks.iter().map(|mark| {
            let annotation = mark.kind.span(mark.span.start - from..mark.span.end - from);
            match mark.words {
                Some(words) => annotation.label(normalize_untrusted_str(words)),
                None => annotation,
            }
        }),
    )
}

/// The same passage with its span inside the text and between characters, where the renderer
/// needs it.
fn clamped(mut passage: Passage) -> Passage {
    let source = &passage.source;
    let floor =
        |at: usize| (0..=at.min(source.len())).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0);
    let start = floor(passage.span.start);
    let end = floor(passage.span.end).max(start);
    passage.span = start..end;
    passage
}

fn spot(passage: &Passage) -> Spot {
    let line_column = |at: usize| (passage.source.line(at), passage.source.column(at));
    let (line, column) = line_column(passage.span.start);
    let (end_line, end_column) = line_column(passage.span.end);
    Spot { line, column, end_line, end_column }
}

fn with_place(passage: &Passage, words: &Say) -> Value {
    let Spot { line, column, end_line, end_column } = spot(passage);
    json!({
        "path": passage.path, "line": line, "column": column,
        "end_line": end_line, "end_column": end_column,
        "vi": words.vi, "en": words.en,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [(&str, &str); 3] = [
        ("zones/b/plans/p.toml", "body = \"x\"\n[every-year]\nkết-nạp = 14.000 # số\n"),
        ("zones/a/results/r.toml", "tổng = 1204\n"),
        ("empty.toml", ""),
    ];

    fn place(at: At) -> Passage {
        let (path, text) = FILES[at.file as usize];
        Passage { path: path.to_owned(), source: text.into(), span: at.start as usize..at.end as usize }
    }

    fn at(file: u32, word: &str) -> At {
        let start = FILES[file as usize].1.find(word).expect("the word stands in the file") as u32;
        At { file, start, end: start + word.len() as u32 }
    }

    fn printed(problems: &[Problem], deny: &[String], language: Language) -> String {
        let mut out = anstream::StripStream::new(Vec::new());
        Report::new(problems, deny, &place).print(language, 100, &mut out).unwrap();
        String::from_utf8(out.into_inner()).unwrap()
    }

    #[test]
    fn many_problems_are_counted_by_kind() {
        let loose = || Problem::warning("unreferenced-number", at(0, "14.000"), say!("số 5", "the number 5"));
        let all: Vec<Problem> = (0..18).map(|_| loose()).chain([float(), float()]).collect();
        let text = printed(&all, &[], Language::Vi);
        assert!(
            text.contains("2 lỗi, 18 cảnh báo.\nTheo loại: unreferenced-number 18, float-thousands 2.\n"),
            "{text}"
        );
        assert!(text.ends_with("bantin check --fix để ghi những chỗ chắc chắn.\n"), "{text}");
        let text = printed(&all[..5], &[], Language::Vi);
        assert!(text.ends_with("0 lỗi, 5 cảnh báo.\n"), "{text}");
    }

    fn float() -> Problem {
        Problem::error("float-thousands", at(0, "14.000"), say!("số thập phân 14.000", "the decimal 14.000"))
            .label(at(0, "14.000"), say!("đọc là 14", "read as 14"))
            .label(at(1, "1204"), say!("ở đây viết liền", "written plainly here"))
            .way_out(say!("viết liền các chữ số", "write the digits together"))
            .instead("kết-nạp = 14000")
    }

    #[test]
    fn a_problem_shows_place_fault_facts_and_way_out() {
        let text = printed(&[float()], &[], Language::Vi);
        assert_eq!(
            text,
            "lỗi[float-thousands]: số thập phân 14.000\n \
             --> zones/b/plans/p.toml:3:11\n  \
             |\n\
             3 | kết-nạp = 14.000 # số\n  \
             |           ^^^^^^ đọc là 14\n  \
             |\n \
             ::: zones/a/results/r.toml:1:8\n  \
             |\n\
             1 | tổng = 1204\n  \
             |        ---- ở đây viết liền\n  \
             |\n  \
             = cách sửa: viết liền các chữ số\n  \
             = viết lại: kết-nạp = 14000\n\n\
             1 lỗi, 0 cảnh báo.\n"
        );
        let text = printed(&[float()], &[], Language::En);
        assert!(text.starts_with("error[float-thousands]: the decimal 14.000\n"), "{text}");
        assert!(text.contains("= help: write the digits together"), "{text}");
    }

    #[test]
    fn a_problem_of_many_places_prints_the_first_and_counts_the_rest() {
        let many = (0..PLACES + 3)
            .fold(Problem::warning("w", at(1, "1204"), say!("a", "a")), |problem, _| {
                problem.label(at(0, "14.000"), say!("chỗ này", "here"))
            });
        let text = printed(std::slice::from_ref(&many), &[], Language::Vi);
        assert_eq!(text.matches("chỗ này").count(), PLACES, "{text}");
        assert!(text.contains("= còn nữa: 3 chỗ khác không in ra ở đây"), "{text}");
        let all = Report::new(&[many], &[], &place).to_json();
        assert_eq!(all[0]["labels"].as_array().map(Vec::len), Some(PLACES + 3));
    }

    #[test]
    fn problems_are_sorted_and_denied_warnings_are_errors() {
        let late = Problem::warning("w", at(1, "1204"), say!("sau", "late"));
        let problems = [float(), late];
        let report = Report::new(&problems, &[], &place);
        assert_eq!((report.errors(), report.warnings()), (1, 1));
        assert_eq!(report.to_json()[0]["rule"], "w", "zones/a before zones/b");
        let text = printed(&problems, &["w".to_owned()], Language::Vi);
        assert!(text.starts_with("lỗi[w]: sau"), "{text}");
        assert!(text.ends_with("2 lỗi, 0 cảnh báo.\n"), "{text}");
        assert_eq!(printed(&[], &[], Language::En), "No problems.\n");
    }

    #[test]
    fn bad_spans_and_control_characters_do_no_harm() {
        let spans = [(0, 0, 0), (2, 0, 0), (2, 5, 9), (0, 9_999, 10_000), (0, 25, 26), (1, 5, 2), (1, 3, 4)];
        for (file, start, end) in spans {
            let place_at = At { file, start, end };
            let problem = Problem::error("x", place_at, say!("a\u{1b}[31mb\u{202e}", "a"))
                .label(place_at, say!("\u{1b}[0m", "b"))
                .way_out(say!("\u{1b}[31mđỏ", "red"));
            let text = printed(&[problem], &[], Language::Vi);
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
        }
    }

    #[test]
    fn thousands_of_problems_in_one_file_end_soon() {
        let text = Text::from("kết-nạp = 14.000\n".repeat(40_000).as_str());
        let line = text.len() / 40_000;
        let place = |at: At| Passage {
            path: "r.toml".to_owned(),
            source: text.clone(),
            span: at.start as usize..at.end as usize,
        };
        let one = |n: usize| {
            let start = (n * line) as u32;
            Problem::error("x", At { file: 0, start, end: start + 3 }, say!("a", "a"))
        };
        let problems: Vec<Problem> = (0..40_000).map(one).collect();
        let report = Report::new(&problems, &[], &place);
        assert_eq!(report.errors(), 40_000);
        assert_eq!(report.to_json()[39_999]["line"], 40_000);
    }

    #[test]
    fn json_carries_both_languages_and_counts_characters() {
        let problems = [float()];
        let value = Report::new(&problems, &[], &place).to_json();
        let row = &value[0];
        assert_eq!((row["line"].as_u64(), row["column"].as_u64()), (Some(3), Some(11)));
        assert_eq!((row["end_line"].as_u64(), row["end_column"].as_u64()), (Some(3), Some(17)));
        assert_eq!(row["en"], "the decimal 14.000");
        assert_eq!(row["labels"][1]["path"], "zones/a/results/r.toml");
        assert_eq!(row["way_out"]["vi"], "viết liền các chữ số");
        assert_eq!(row["instead"], "kết-nạp = 14000");
    }
}
