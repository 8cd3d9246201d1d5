//! A fault of bantin itself: a panic, caught and put into words.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};

use crate::diag::Say;
use crate::say;

/// Returns what a run returns, or where and why the first panic in it was, on whatever thread.
pub fn caught<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    let said = Arc::new(Mutex::new(String::new()));
    let heard = Arc::clone(&said);
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let mut said = heard.lock().unwrap_or_else(PoisonError::into_inner);
        // The first panic is the cause; a second one may follow from it.
        if said.is_empty() {
            *said = info.to_string();
        }
    }));
    let ended = panic::catch_unwind(AssertUnwindSafe(run));
    panic::set_hook(before);
    ended.map_err(|_| said.lock().unwrap_or_else(PoisonError::into_inner).clone())
}

/// Returns what is said of a panic.
pub fn words(what: &str) -> Say {
    let version = env!("CARGO_PKG_VERSION");
    say!(
        "bantin {version} gặp lỗi của chính nó, không phải của nội dung; chưa ghi gì thêm. Xin báo lại đoạn sau:\n{what}",
        "bantin {version} has a fault of its own, not of the content; nothing more was written. Please report this:\n{what}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    /// One test, because the hook belongs to the whole process.
    #[test]
    fn the_first_panic_is_told_with_its_place() {
        assert_eq!(caught(|| 7), Ok(7));
        let told = caught(|| panic!("ô {} trống", 5)).unwrap_err();
        assert!(told.contains("ô 5 trống") && told.contains("own_fault.rs:"), "{told}");
        let on_a_thread =
            caught(|| (0..64).into_par_iter().for_each(|n| assert_ne!(n, 40, "quá bốn mươi"))).unwrap_err();
        assert!(on_a_thread.contains("quá bốn mươi"), "{on_a_thread}");
        let words = words(&told);
        assert!(words.vi.contains("không phải của nội dung") && words.vi.ends_with(&told), "{}", words.vi);
        assert!(words.en.contains("not of the content") && words.en.ends_with(&told), "{}", words.en);
    }
}
