//! Tells cargo that the compiled-in theme is an input: `include_dir` alone misses new files.

fn main() {
    println!("cargo::rerun-if-changed=themes");
}
