//! What each scenario comes to in each draw, for any other tool.

use crate::model::Evidence;
use crate::report::layout::Column;
use crate::report::layout::Layout;
use crate::report::long::Cell;
use crate::simulate::Outcomes;
use std::io;
use std::io::Write;

/// The column that is there only where money is restated.
const PRICE_YEAR: &str = "price_year";

/// The columns; what is written in capitals stands for every count there is, of all evidence in the table.
pub const OUTCOMES_LAYOUT: Layout = Layout {
    command: "compare --outcomes",
    columns: &[
        Column { name: "draw", meaning: "number of the draw, from 0, as `draws` has it" },
        Column { name: "scenario", meaning: "id of the scenario" },
        Column {
            name: PRICE_YEAR,
            meaning: "the year whose prices money is restated in; not there where all of it is in that of its evidence",
        },
        Column {
            name: "harm_avoided",
            meaning: "modelled harm avoided against today's spend, £m a year; of a plan at present value",
        },
        Column {
            name: "versus",
            meaning: "modelled harm avoided against the reference, £m a year; of a plan at present value",
        },
        Column {
            name: "count_avoided.THREAT.COUNT",
            meaning: "how many fewer than at today's spend, a year; of a plan over all its years; empty where the evidence has no such count",
        },
    ],
    quantities: &[],
};

/// The columns of counts: everything that any evidence has, in the order in which it is met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutcomeColumns {
    counts: Vec<(String, String)>,
    is_restated: bool,
}

impl OutcomeColumns {
    /// The columns of scenarios on these evidence files.
    #[must_use]
    pub fn of<'e>(evidence: impl Iterator<Item = &'e Evidence>) -> Self {
        let mut counts: Vec<(String, String)> = Vec::new();
        let mut is_restated = false;
        let evidence = evidence.inspect(|evidence| is_restated |= evidence.restated().is_some());
        for threat in evidence.flat_map(Evidence::threats) {
            for count in &threat.counts {
                let count = (threat.id.to_string(), count.id.to_string());
                if !counts.contains(&count) {
                    counts.push(count);
                }
            }
        }
        Self { counts, is_restated }
    }

    /// Writes the heading.
    ///
    /// # Errors
    /// The destination refused it.
    pub fn heading(&self, writer: &mut csv::Writer<impl Write>) -> io::Result<()> {
        let fixed = OUTCOMES_LAYOUT.columns.iter().map(|column| column.name.to_owned());
        let fixed = fixed.filter(|name| !name.contains("THREAT") && (self.is_restated || name != PRICE_YEAR));
        let counts = self.counts.iter().map(|(threat, count)| format!("count_avoided.{threat}.{count}"));
        Ok(writer.write_record(fixed.chain(counts))?)
    }

    /// Writes a scenario, draw by draw.
    ///
    /// # Errors
    /// The destination refused it.
    pub fn write(&self, drawn: &Drawn<'_>, writer: &mut csv::Writer<impl Write>) -> io::Result<()> {
        let id = Cell::text(drawn.id).written();
        let columns: Vec<Option<(&[f64], &[f64])>> =
            self.counts.iter().map(|(threat, count)| drawn.count(threat, count)).collect();
        for (draw, (avoided, versus)) in drawn.avoided.iter().zip(drawn.versus).enumerate() {
            let figure = |figure: Option<f64>| Cell::Figure(figure).written();
            writer.write_field(draw.to_string())?;
            writer.write_field(&id)?;
            if self.is_restated {
                writer.write_field(drawn.evidence.price_year())?;
            }
            writer.write_field(figure(Some(*avoided)))?;
            writer.write_field(figure(Some(*versus)))?;
            for column in &columns {
                let avoided = column.and_then(|(today, then)| Some(today.get(draw)? - then.get(draw)?));
                writer.write_field(figure(avoided))?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }
}

/// A scenario in every draw.
#[derive(Clone, Copy, Debug)]
pub struct Drawn<'a> {
    /// The scenario's id.
    pub id: &'a str,
    /// Its evidence.
    pub evidence: &'a Evidence,
    /// Harm avoided against today's spend, £m a year.
    pub avoided: &'a [f64],
    /// Harm avoided against the reference, £m a year.
    pub versus: &'a [f64],
    /// What happens at today's spend.
    pub today: &'a Outcomes,
    /// What happens under the scenario.
    pub outcomes: &'a Outcomes,
}

impl<'a> Drawn<'a> {
    /// A count today and then, where the evidence has it.
    fn count(&self, threat: &str, count: &str) -> Option<(&'a [f64], &'a [f64])> {
        let threats = self.evidence.threats();
        let place = threats.iter().position(|known| known.id.as_str() == threat)?;
        let among = threats[place].counts.iter().position(|known| known.id.as_str() == count)?;
        Some((self.today.counts.get(place)?.get(among)?, self.outcomes.counts.get(place)?.get(among)?))
    }
}
