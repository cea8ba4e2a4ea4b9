//! A comparison in every format, from scenarios that come one by one as often as they are asked for.

use crate::report::Answer;
use crate::report::Described;
use crate::report::Form;
use crate::report::Look;
use crate::report::WriteError;
use crate::report::compare::Detail;
use crate::report::compare::ScenarioView;
use crate::report::compare::Streamed;
use crate::report::compare::Tally;
use crate::report::compare::csv;
use crate::report::compare::json;
use crate::report::compare::table;
use std::io;
use std::io::Write;

/// Scenarios one by one, or why the next one cannot be had.
pub type Coming<'a> = Box<dyn Iterator<Item = io::Result<ScenarioView>> + 'a>;

/// Writes something, as often as it is asked to.
pub type Writing<'a> = Box<dyn Fn(&mut dyn Write) -> io::Result<()> + 'a>;

/// A comparison on its way out.
pub struct Compared<'a> {
    /// What is said besides its scenarios.
    pub tally: &'a Tally,
    /// Its scenarios in the document's order, from the first.
    pub scenarios: Box<dyn Fn() -> Coming<'a> + 'a>,
    /// Writes one scenario a line, in the order in which they were asked for.
    pub wide: Writing<'a>,
}

impl Compared<'_> {
    /// What it can be written as.
    pub const DESCRIBED: Described = Described {
        command: "compare",
        forms: &[Form::Table, Form::Json, Form::Csv, Form::Wide, Form::Lines],
        is_repeatable: true,
    };
}

impl Answer for Compared<'_> {
    fn described(&self) -> Described {
        Self::DESCRIBED
    }

    fn write(&self, form: Form, look: Look, out: &mut dyn Write) -> Result<(), WriteError> {
        let scenarios = &self.scenarios;
        match form {
            Form::Table => {
                let detail = if look.is_full { Detail::Full } else { Detail::Glance };
                out.write_all(table(&self.tally.digest(), look.width, detail).as_bytes())?;
            }
            Form::Json => json(&self.tally.with(Streamed::new(scenarios())), out)?,
            Form::Csv => csv(scenarios(), self.tally.without_scenarios(), out)?,
            Form::Wide => (self.wide)(out)?,
            Form::Lines | Form::Page | Form::Workbook => {
                return Err(WriteError::Form { command: Self::DESCRIBED.command, form });
            }
        }
        Ok(())
    }
}
