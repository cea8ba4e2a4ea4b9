//! What a comparison gives beside its documents while it is answered: lines of JSON, outcomes draw by draw, a workbook.

use crate::cli::book::Book;
use crate::cli::context::Context;
use crate::cli::growing::Growing;
use crate::cli::json_lines::JsonLines;
use crate::model::Evidence;
use crate::report::compare::Drawn;
use crate::report::compare::Entry;
use crate::report::compare::Line;
use crate::report::compare::OutcomeColumns;
use crate::report::compare::ScenarioView;
use crate::study::Block;
use crate::study::Compared;
use crate::study::ScenarioResult;
use crate::study::Yardstick;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

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
    /// What a workbook is made of: every block with all its results.
    blocks: Option<Vec<Block>>,
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
        Ok(Self { lines: JsonLines::wanted(context), outcomes, blocks: typed.xlsx.is_some().then(Vec::new) })
    }

    /// A block begins, with the row of today's money; whether anybody still reads the lines.
    ///
    /// # Errors
    /// Today's harm is no finite number, or something cannot be written.
    pub(super) fn begin_block(
        &mut self,
        yardstick: &Yardstick,
        today: Option<&ScenarioView>,
    ) -> anyhow::Result<bool> {
        let setting = yardstick.setting();
        if let Some(blocks) = &mut self.blocks {
            blocks.push(Block {
                evidence: Arc::clone(setting.evidence()),
                simulation: setting.simulation(),
                held: setting.futures().held().to_vec(),
                reference: 0,
                results: vec![yardstick.today()?],
                unanswered: Vec::new(),
                broken: Vec::new(),
            });
        }
        today.map_or(Ok(true), |today| self.tell(Line::Answered(today)))
    }

    /// A scenario is answered; whether anybody still reads the lines.
    ///
    /// # Errors
    /// Something cannot be written.
    pub(super) fn answered(
        &mut self,
        compared: Compared,
        entry: &Entry,
        yardstick: &Yardstick,
    ) -> anyhow::Result<bool> {
        if let (Some((columns, writer)), Compared::Answered(result)) = (&mut self.outcomes, &compared) {
            write_outcomes(result, yardstick, columns, writer)?;
        }
        if let Some(block) = self.blocks.as_mut().and_then(|blocks| blocks.last_mut()) {
            match compared {
                Compared::Answered(result) => {
                    if result.scenario.id() == yardstick.reference() {
                        block.reference = block.results.len();
                    }
                    block.results.push(*result);
                }
                Compared::Unanswered(why) => block.unanswered.push(*why),
                Compared::Broken(why) => block.broken.push(why),
            }
        }
        self.tell(Line::from(entry))
    }

    /// A line, where lines are wanted; whether anybody still reads them.
    ///
    /// # Errors
    /// As [`JsonLines::tell`]'s.
    pub(super) fn tell(&mut self, line: Line<'_>) -> anyhow::Result<bool> {
        self.lines.as_mut().map_or(Ok(true), |lines| lines.tell(&line))
    }

    /// Everything that a workbook is made of, where one is wanted.
    pub(super) fn blocks(&self) -> Option<&[Block]> {
        self.blocks.as_deref()
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
