//! The page as a whole.

use crate::report::Provenance;
use crate::study::Brief;
use jiff::civil::Date;

/// The page: it opens offline, reads without scripts and prints.
#[must_use]
pub fn page(brief: &Brief, provenance: &Provenance, today: Date) -> String {
    let _ = (provenance, today);
    format!("<!DOCTYPE html>\n<title>apportion</title>\n<p>{} chapters</p>\n", brief.chapters.len())
}
