//! The edge: arguments, terminal, clock and exit codes.
//!
//! Exit codes: 0 published or clean, also with warnings; 1 the content has errors; 2 bantin could
//! not run.

#![expect(clippy::disallowed_methods, reason = "the edge knows arguments, environment, clock and terminal")]

pub mod args;
pub mod browser;
pub mod build;
pub mod check;
mod misuse;
pub mod own_fault;
pub mod pack;
pub mod patch;
mod pipeline;
pub mod publish;
pub mod report;
pub mod review;
pub mod stages;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::language::Language;
use args::{Asked, Command};

use crate::diag::Say;
use crate::model::check::{NAMES, name as check_name};
use crate::model::nearest::nearest;
use crate::say;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Published or clean.
    Clean,
    /// The content has errors.
    Problems,
}

/// Why bantin could not run.
#[derive(Debug)]
pub enum Failure {
    /// A stage said why.
    Said(Say),
    /// The terminal or the file behind it took no more.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

/// Runs the command of this process's arguments and returns its exit code.
pub fn main() -> ExitCode {
    let language = args::language(std::env::args_os(), std::env::var("BANTIN_LANG").ok().as_deref());
    let asked = match Asked::parse(language, std::env::args_os()) {
        Ok(asked) => asked,
        Err(message) => {
            if let Some(words) = misuse::words(&message) {
                return complain(language, &words);
            }
            let code = if message.use_stderr() { 2 } else { 0 };
            return match message.print() {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
                _ => ExitCode::from(code),
            };
        }
    };
    let mut out = anstream::AutoStream::auto(io::stdout()).lock();
    let ended = own_fault::caught(|| {
        let end = run(&asked, &mut out)?;
        out.flush()?;
        Ok(end)
    });
    match ended {
        Ok(Ok(End::Clean)) => ExitCode::SUCCESS,
        Ok(Ok(End::Problems)) => ExitCode::from(1),
        // The reader closed the pipe, as `head` does: it has what it wanted.
        Ok(Err(Failure::Output(error))) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Ok(Err(Failure::Output(error))) => complain(
            language,
            &say!("không ghi được kết quả ra: {error}", "cannot write the output: {error}"),
        ),
        Ok(Err(Failure::Said(words))) => complain(language, &words),
        Err(what) => complain(language, &own_fault::words(&what)),
    }
}

fn run(asked: &Asked, out: &mut impl Write) -> Result<End, Failure> {
    if let Some(unknown) = asked.shared.deny.iter().find(|rule| check_name(rule).is_none()) {
        return Err(Failure::Said(no_check(unknown)));
    }
    match &asked.command {
        Command::Check(options) => {
            check::run(asked, *options, out, |how, stages| pipeline::look(&asked.shared, how, stages))
        }
        Command::Publish(options) => publish::run(asked, &options.issue, out, |stages| {
            pipeline::issue(&asked.shared, &options.issue, stages)
        }),
        Command::Review(options) => {
            review::run(asked, options, out, |stages| pipeline::sheet(&asked.shared, stages, &options.issue))
        }
        Command::Build(options) => {
            let (themes, home) = (pipeline::themes(&asked.shared.content), std::env::home_dir());
            let place = build::Place { themes: &themes, home: home.as_deref(), options };
            build::run(asked, &place, out, |stages| pipeline::site(&asked.shared, stages))
        }
        Command::Pack(options) => {
            let (themes, home) = (pipeline::themes(&asked.shared.content), std::env::home_dir());
            let place = build::Place { themes: &themes, home: home.as_deref(), options: &options.build };
            let site = |stages: &mut stages::Stages| pipeline::site(&asked.shared, stages);
            pack::run(asked, options, &place, &surroundings(), out, site)
        }
    }
}

/// Returns what is said of a check that does not exist: the one that was meant, or all there are.
fn no_check(unknown: &str) -> Say {
    match nearest(unknown, NAMES) {
        Some(near) => say!(
            "--deny: không có phép kiểm nào tên “{unknown}”; ý bạn là “{near}”?",
            "--deny: there is no check “{unknown}”; did you mean “{near}”?"
        ),
        None => {
            let known = NAMES.join(", ");
            say!(
                "--deny: không có phép kiểm nào tên “{unknown}”; có: {known}. Lỗi khác thì lúc nào cũng là lỗi, không cần --deny",
                "--deny: there is no check “{unknown}”; there are: {known}. All else is an error anyway, without --deny"
            )
        }
    }
}

/// Returns where browsers may be on this machine.
fn surroundings() -> browser::Surroundings {
    let programs = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].map(std::env::var_os);
    let programs = programs.into_iter().flatten().map(PathBuf::from).chain(["/Applications".into()]);
    browser::Surroundings {
        chosen: std::env::var_os("BANTIN_CHROMIUM"),
        path: std::env::var_os("PATH"),
        programs: programs.collect(),
    }
}

/// Prints why bantin could not run; returns exit code 2.
fn complain(language: Language, words: &Say) -> ExitCode {
    let heading = say!("bantin không chạy được", "bantin could not run").of(language).to_owned();
    // Where not even the error stream can be written to, the exit code still tells.
    let _ = writeln!(anstream::stderr(), "{heading}: {}", words.of(language));
    ExitCode::from(2)
}

/// Returns the width for messages in columns: as the shell says, else 100.
fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(100)
}
