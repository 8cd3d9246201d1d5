//! Tells cargo that the compiled-in theme is an input: `include_dir` alone misses new files.

#![expect(clippy::disallowed_macros, reason = "a build script speaks to cargo by printing")]

fn main() {
    println!("cargo::rerun-if-changed=themes");
}
