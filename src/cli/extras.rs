//! What a comparison gives beside its documents while it is answered: lines of JSON, outcomes draw by draw, a workbook.

use crate::cli::book::Book;
use crate::cli::context::Context;
use crate::cli::ended::Ended;
use crate::cli::growing::Growing;
use crate::cli::json_lines::JsonLines;
use crate::model::Evidence;
use crate::report::compare::Drawn;
use crate::report::compare::Line;
use crate::report::compare::OutcomeColumns;
use crate::study::ScenarioResult;
use crate::study::Yardstick;
use std::path::Path;
use std::path::PathBuf;

/// What was typed of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    /// Where outcomes go.
    pub(super) outcomes: Option<PathBuf>,
    /// Where a workbook goes.
    pub(super) xlsx: Option<Book>,
}

/// What is given on the way.
pub(super) struct Extras {
    lines: Option<JsonLines>,
    outcomes: Option<(OutcomeColumns, csv::Writer<Growing>)>,
    /// Whether a workbook wants to know what rules ask.
    has_book: bool,
}

impl Extras {
    /// Nothing yet.
    ///
    /// # Errors
    /// Outcomes cannot be written.
    pub(super) fn begin<'e>(
        typed: &Typed,
        evidence: impl Iterator<Item = &'e Evidence>,
        context: &Context,
    ) -> anyhow::Result<Self> {
        let outcomes = match &typed.outcomes {
            None => None,
            Some(path) => Some(begun(path, OutcomeColumns::of(evidence))?),
        };
        Ok(Self { lines: JsonLines::wanted(context), outcomes, has_book: typed.xlsx.is_some() })
    }

    /// Whether what rules ask is wanted.
    pub(super) fn wants_rules(&self) -> bool {
        self.has_book
    }

    /// Outcomes draw by draw, where they are wanted.
    ///
    /// # Errors
    /// They cannot be written.
    pub(super) fn outcomes(&mut self, result: &ScenarioResult, yardstick: &Yardstick) -> anyhow::Result<()> {
        match &mut self.outcomes {
            Some((columns, writer)) => write_outcomes(result, yardstick, columns, writer),
            None => Ok(()),
        }
    }

    /// A line, where lines are wanted.
    ///
    /// # Errors
    /// As [`JsonLines::tell`]'s.
    pub(super) fn tell(&self, line: &Line<'_>) -> Result<(), Ended> {
        self.lines.as_ref().map_or(Ok(()), |lines| lines.tell(line))
    }

    /// All is answered: what grew is put in its place.
    ///
    /// # Errors
    /// It cannot be.
    pub(super) fn end(&mut self) -> anyhow::Result<()> {
        match self.outcomes.take() {
            None => Ok(()),
            Some((_, writer)) => {
                let file = writer.into_inner().map_err(|error| anyhow::anyhow!("{}", error.error()))?;
                file.put()
            }
        }
    }
}

fn begun(path: &Path, columns: OutcomeColumns) -> anyhow::Result<(OutcomeColumns, csv::Writer<Growing>)> {
    let mut writer = csv::Writer::from_writer(Growing::beside(path)?);
    columns.heading(&mut writer)?;
    Ok((columns, writer))
}

/// Outcomes are worked out again for the one scenario that is written, so that a batch needs the memory of one.
fn write_outcomes(
    result: &ScenarioResult,
    yardstick: &Yardstick,
    columns: &OutcomeColumns,
    writer: &mut csv::Writer<Growing>,
) -> anyhow::Result<()> {
    let beside = yardstick.beside(&result.scenario)?;
    let yardstick = beside.as_deref().unwrap_or(yardstick);
    let setting = yardstick.setting();
    let outcomes = setting.outcomes(&result.allocation);
    let drawn = Drawn {
        id: result.scenario.id(),
        evidence: setting.evidence(),
        avoided: &setting.avoided(&outcomes),
        versus: &yardstick.versus(&result.allocation, &outcomes),
        today: setting.today(),
        outcomes: &outcomes,
    };
    Ok(columns.write(&drawn, writer)?)
}
