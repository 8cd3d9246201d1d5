//! How long each stage took.

#![expect(clippy::disallowed_methods, reason = "the edge knows the clock")]

use std::io::{self, Write};
use std::time::{Duration, Instant};

/// The stages of one run with their times, in the order they ran.
#[derive(Debug)]
pub struct Stages {
    start: Instant,
    times: Vec<(&'static str, Duration)>,
}

impl Default for Stages {
    fn default() -> Stages {
        Stages { start: Instant::now(), times: Vec::new() }
    }
}

impl Stages {
    /// Runs a stage, notes its time, and returns what it returns.
    pub fn time<T>(&mut self, name: &'static str, stage: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = stage();
        self.times.push((name, start.elapsed()));
        value
    }

    /// Returns the time since the run began.
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// Prints a line for each stage and one for all: `timing read 12.345`, in milliseconds.
    ///
    /// # Errors
    ///
    /// Fails when nothing can be written any more.
    pub fn print(&self, out: &mut impl Write) -> io::Result<()> {
        for (name, time) in &self.times {
            writeln!(out, "timing {name} {:.3}", time.as_secs_f64() * 1e3)?;
        }
        writeln!(out, "timing total {:.3}", self.elapsed().as_secs_f64() * 1e3)
    }
}
