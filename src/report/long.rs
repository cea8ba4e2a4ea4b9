//! CSV in long form: one figure a line, so that columns never change with the scenario.

use std::error::Error;

/// Writes rows under a heading.
///
/// # Errors
/// None that memory can cause; the writer's own errors are passed on all the same.
pub(super) fn csv(
    heading: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heading)?;
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(writer.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

/// Text that no spreadsheet takes for a formula: one that begins like a formula is put behind an apostrophe.
pub(super) fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_stays_text() {
        assert_eq!(plain("=1+1"), "'=1+1");
        assert_eq!(plain("Double prevent"), "Double prevent");
    }
}
