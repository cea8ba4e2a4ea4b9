//! What stands in a CSV file: its columns and its quantities, each with its meaning. Writers take both from here, so
//! that what is printed and what is documented cannot differ.

/// A column of a CSV file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// What stands in it.
    pub meaning: &'static str,
}

/// A quantity of a CSV file in long form: what the column `quantity` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Its name.
    pub name: &'static str,
    /// What the column `of` names; empty where it is empty.
    pub of: &'static str,
    /// Its unit, as the column `unit` says it.
    pub unit: &'static str,
    /// Whether it differs between draws, so that its line has a spread.
    pub spread: bool,
    /// What it is.
    pub meaning: &'static str,
}

/// A CSV file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The command that writes it.
    pub command: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// Its quantities, in order; empty where it is not in long form.
    pub quantities: &'static [Quantity],
}

impl Quantity {
    /// One that is the same in every draw, or of all draws together.
    #[must_use]
    pub const fn figure(
        name: &'static str,
        of: &'static str,
        unit: &'static str,
        meaning: &'static str,
    ) -> Self {
        Self { name, of, unit, spread: false, meaning }
    }

    /// One that differs between draws.
    #[must_use]
    pub const fn drawn(
        name: &'static str,
        of: &'static str,
        unit: &'static str,
        meaning: &'static str,
    ) -> Self {
        Self { name, of, unit, spread: true, meaning }
    }
}

impl Layout {
    /// The heading line.
    #[must_use]
    pub fn heading(&self) -> Vec<&'static str> {
        self.columns.iter().map(|column| column.name).collect()
    }
}

/// The id of the scenario: the stem of its file's name.
pub(super) const SCENARIO: Column =
    Column { name: "scenario", meaning: "id of the scenario: the stem of its file's name" };

/// The scenario's name.
pub(super) const NAME: Column = Column { name: "name", meaning: "name of the scenario" };

/// What a line in long form says, whatever it is about.
pub(super) const FIGURE: [Column; 10] = [
    Column { name: "quantity", meaning: "which figure: see the quantities" },
    Column { name: "of", meaning: "of which strand, programme or rule; empty where it is of the whole" },
    Column {
        name: "unit",
        meaning: "its unit; of a plan over years, which are the years, or that it is at present value",
    },
    Column { name: "value", meaning: "the figure; the mean, where it differs between draws" },
    Column { name: "sd", meaning: "standard deviation over draws, dividing by n − 1" },
    Column { name: "p5", meaning: "5% quantile over draws" },
    Column { name: "p50", meaning: "median over draws" },
    Column { name: "p95", meaning: "95% quantile over draws" },
    Column { name: "se", meaning: "standard error of the mean" },
    Column { name: "probability_positive", meaning: "share of draws above nought" },
];

/// The columns of a command whose lines are a scenario's figures.
pub(super) const OF_SCENARIO: &[Column] = &{
    let [a, b, c, d, e, f, g, h, i, j] = FIGURE;
    [SCENARIO, NAME, a, b, c, d, e, f, g, h, i, j]
};

/// Whether anything is allowed at all.
pub(super) const FEASIBLE: Quantity = Quantity::figure(
    "feasible",
    "",
    "1 or 0",
    "1 where the rules allow an allocation, 0 where none can keep them all",
);

/// Harm avoided, with its spread.
pub(super) const HARM_AVOIDED: Quantity =
    Quantity::drawn("harm_avoided", "", "£m a year", "modelled harm avoided against today's spend");

/// Money by strand.
pub(super) const STRAND: Quantity = Quantity::figure("strand", "strand", "£m", "money of the strand");

/// Money by programme.
pub(super) const PROGRAMME: Quantity =
    Quantity::figure("programme", "programme", "£m", "money of the programme");
