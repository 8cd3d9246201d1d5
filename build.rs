//! Tells cargo that the compiled-in theme is an input: `include_dir` alone misses new files.
#![expect(clippy::disallowed_macros, reason = "cargo reads the directives of a build script from its output")]

fn main() {
    println!("cargo::rerun-if-changed=themes");
}
