//! The `bantin` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    bantin::cli::main()
}
