//! What a page has on the table.

use crate::explore::files::Files;
use crate::explore::grounds::Grounds;
use crate::explore::refused::Refused;

/// Its files, and the draws that it was answered on last.
#[derive(Default)]
pub(super) struct Table {
    pub(super) files: Option<Files>,
    pub(super) grounds: Grounds,
}

impl Table {
    /// The files of the page.
    ///
    /// # Errors
    /// None were opened yet.
    pub(super) fn files(&mut self) -> Result<&mut Files, Refused> {
        self.files.as_mut().ok_or_else(|| Refused::new("no files have been opened yet"))
    }
}
