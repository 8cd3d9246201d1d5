//! The stages in their order.

use super::args::Shared;
use super::build::Site;
use super::check::Look;
use super::stages::Stages;
use crate::diag::Say;
use crate::say;

/// Reads and analyses the content.
///
/// # Errors
///
/// Fails when the content cannot be read.
pub(super) fn look(shared: &Shared, _stages: &mut Stages) -> Result<Look, Say> {
    Err(unread(shared))
}

/// Reads and analyses the content and renders the site.
///
/// # Errors
///
/// Fails when the content cannot be read.
pub(super) fn site(shared: &Shared, _stages: &mut Stages) -> Result<Site, Say> {
    Err(unread(shared))
}

fn unread(shared: &Shared) -> Say {
    let content = shared.content.display();
    say!(
        "bản bantin này chưa có bước đọc thư mục {content}",
        "this version of bantin has no stage yet that reads {content}"
    )
}
