//! Files in memory → disk: the only stage that touches the output folder.

mod file;
pub mod manifest;
pub mod output_dir;
pub mod pack;
pub mod record;
mod refusal;
pub mod scratch;
mod tree;

pub use file::put;
pub use output_dir::{Published, Target, Unknown, publish};
pub use refusal::{Refusal, Role};
