//! The sampled parameters as CSV or JSON, so that anybody can check a figure with other software.

use crate::model::Simulation;
use crate::report::Answer;
use crate::report::Described;
use crate::report::Form;
use crate::report::Look;
use crate::report::WriteError;
use crate::report::document::Versioned;
use crate::report::json_text::write_json;
use crate::report::layout::Column;
use crate::report::layout::Layout;
use crate::simulate::Sample;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;
use std::io::Write;

/// The columns of the draws as CSV; the second stands for as many as there are uncertain numbers.
pub const LAYOUT: Layout = Layout {
    command: "draws",
    columns: &[
        Column { name: "draw", meaning: "number of the draw, from 0" },
        Column {
            name: "ADDRESS",
            meaning: "one column for each uncertain number, under its address and in the order of addresses: its value in \
                      this draw; `works` is 1 or 0",
        },
    ],
    quantities: &[],
};

/// The sampled parameters, schema `apportion/draws/1`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// `apportion/draws/1`.
    pub schema: String,
    /// The name of the evidence.
    pub evidence: String,
    /// The year whose prices money is restated in; not there where it is in that of the evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_year: Option<String>,
    /// How many draws.
    pub draws: usize,
    /// Which set of draws.
    pub seed: u64,
    /// How they are spread: `random` or `latin-hypercube`.
    pub sampler: String,
    /// The number of each draw, from 0.
    pub draw: Vec<usize>,
    /// By address, the values of an uncertain number, draw by draw; `works` is 1 or 0.
    pub columns: BTreeMap<String, Vec<f64>>,
}

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/draws/1";
}

/// Sampled parameters on their way out: there may be millions of figures.
#[derive(Clone, Copy, Debug)]
pub struct Drawn<'a> {
    /// The name of their evidence.
    pub evidence: &'a str,
    /// The year whose prices their money is restated in; none where it is in that of the evidence.
    pub restated_to: Option<&'a str>,
    /// How they were drawn.
    pub simulation: Simulation,
    /// They.
    pub sample: &'a Sample,
}

impl Drawn<'_> {
    /// What they can be written as: people want a table of numbers as CSV.
    pub const DESCRIBED: Described =
        Described { command: "draws", forms: &[Form::Csv, Form::Json], is_repeatable: true };
}

impl Answer for Drawn<'_> {
    fn described(&self) -> Described {
        Self::DESCRIBED
    }

    fn write(&self, form: Form, _look: Look, out: &mut dyn Write) -> Result<(), WriteError> {
        match form {
            Form::Csv => Ok(csv(self.restated_to, self.sample, out)?),
            Form::Json => Ok(json((self.evidence, self.restated_to), self.simulation, self.sample, out)?),
            Form::Table | Form::Wide | Form::Lines | Form::Page | Form::Workbook => {
                Err(WriteError::Form { command: Self::DESCRIBED.command, form })
            }
        }
    }
}

/// Whether draws of what stands at an address are amounts of money.
fn is_money(address: &str) -> bool {
    [".harm", ".half_spend", ".scale"].iter().any(|key| address.ends_with(key))
}

/// Writes `draw` from 0, then one column per uncertain address in order; `works` is 1 or 0. Numbers are in the
/// shortest form that reads back to the same bits. Columns of restated money say so behind their address.
///
/// # Errors
/// The destination refused a write.
pub fn csv(restated_to: Option<&str>, sample: &Sample, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_field("draw")?;
    for address in sample.addresses() {
        match restated_to.filter(|_| is_money(address.as_str())) {
            Some(year) => writer.write_field(format!("{address}, {year} prices"))?,
            None => writer.write_field(address.as_str())?,
        }
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

/// Writes a [`Document`] of the same draws, one uncertain number a line, as it goes: there may be millions of figures.
///
/// # Errors
/// The destination refused a write.
pub fn json(
    (evidence, restated_to): (&str, Option<&str>),
    simulation: Simulation,
    sample: &Sample,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "{{\n  \"schema\": ")?;
    write_json(&Document::SCHEMA, out)?;
    write!(out, ",\n  \"evidence\": ")?;
    write_json(&evidence, out)?;
    if let Some(year) = restated_to {
        write!(out, ",\n  \"price_year\": ")?;
        write_json(&year, out)?;
    }
    let Simulation { draws, seed, sampler } = simulation;
    writeln!(out, ",\n  \"draws\": {draws},\n  \"seed\": {seed},")?;
    write!(out, "  \"sampler\": \"{}\",\n  \"draw\": [", sampler.as_str())?;
    for draw in 0..draws.get() {
        let between = if draw == 0 { "" } else { "," };
        write!(out, "{between}{draw}")?;
    }
    write!(out, "],\n  \"columns\": {{")?;
    for (position, address) in sample.addresses().iter().enumerate() {
        let between = if position == 0 { "" } else { "," };
        write!(out, "{between}\n    ")?;
        write_json(&address.as_str(), out)?;
        write!(out, ": [")?;
        for (draw, value) in sample.values(position).enumerate() {
            let between = if draw == 0 { "" } else { "," };
            write!(out, "{between}")?;
            write_json(&value, out)?;
        }
        write!(out, "]")?;
    }
    let close = if sample.addresses().is_empty() { "}" } else { "\n  }" };
    writeln!(out, "{close}\n}}")
}
