//! The `bantin` command.

use std::process::ExitCode;

/// Making pages allocates and frees small texts by the million, from every thread.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    bantin::cli::main()
}
