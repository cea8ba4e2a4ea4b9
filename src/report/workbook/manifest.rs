//! The manifest: which program, asked what, of which files.

use crate::report::Provenance;
use crate::report::Restating;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

/// The sheet's name.
pub(super) const NAME: &str = "Manifest";

fn columns() -> Vec<Column> {
    vec![
        Column::new("What", 26, Set::Words),
        Column::new("Value", 60, Set::Words),
        Column::new("Draws, number", 12, Set::Integer),
        Column::new("Length, bytes", 12, Set::Integer),
        Column::new("SHA-256, hexadecimal", 68, Set::Words),
    ]
}

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, provenance: &Provenance) -> Result<(), XlsxError> {
    let head = (
        NAME,
        [
            "The same program, asked the same of the same files, writes this workbook again, byte for byte.",
            "",
        ],
    );
    let mut sheet = Sheet::begin(worksheet, head, columns())?;
    for cells in rows(provenance) {
        sheet.row(Weight::Plain, &cells)?;
    }
    sheet.end()?;
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "draws and lengths of files are far below 2^53")]
fn rows(provenance: &Provenance) -> Vec<[Cell; 5]> {
    let said = |what: &str, value: &str| [what.into(), value.into(), Cell::Empty, Cell::Empty, Cell::Empty];
    let (program, question) = (&provenance.program, &provenance.question);
    let mut rows = vec![
        said("Program version", &program.version),
        said("Program commit", &program.git),
        said("Program built for", &program.target),
        said("Solver", &program.solver),
        said("Command", &question.command),
    ];
    rows.extend(question.arguments.iter().map(|argument| said("Argument", argument)));
    rows.push(said("Day taken for today", &question.as_of));
    let restated =
        |it: &Restating| said("Prices restated", &format!("from {} to {} by {}", it.from, it.to, it.by));
    rows.extend(provenance.restated.iter().map(restated));
    rows.extend(question.simulations.iter().map(|simulation| {
        let mut row = said("Simulation", &format!("{}, seed {}", simulation.sampler, simulation.seed));
        row[2] = Cell::Figure(simulation.draws as f64);
        row
    }));
    rows.extend(provenance.inputs.iter().map(|input| {
        let mut row = said("Input file", &input.path);
        row[3] = Cell::Figure(input.bytes as f64);
        row[4] = input.sha256.as_str().into();
        row
    }));
    rows
}
