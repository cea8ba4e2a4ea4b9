//! The sampled parameters as CSV, so that anybody can check a figure with other software.

use crate::simulate::Sample;
use std::io;
use std::io::Write;

/// Writes `draw` from 0, then one column per uncertain address in order; `works` is 1 or 0. Numbers are in the
/// shortest form that reads back to the same bits.
///
/// # Errors
/// The destination refused a write.
pub fn csv(sample: &Sample, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_field("draw")?;
    for address in sample.addresses() {
        writer.write_field(address.as_str())?;
    }
    writer.write_record(None::<&[u8]>)?;
    for (draw, row) in sample.rows().enumerate() {
        writer.write_field(draw.to_string())?;
        for value in row {
            writer.write_field(value.to_string())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}
