//! The columns and quantities of CSV files, for people and for machines.

use crate::report::Described;
use crate::report::Look;
use crate::report::Tabular;
use crate::report::USUAL;
use crate::report::WriteError;
use crate::report::document::Versioned;
use crate::report::layout::Column;
use crate::report::layout::Layout;
use crate::report::layout::Quantity;
use crate::report::long;
use crate::report::long::Cell;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// The columns of this list itself.
pub const LAYOUT: Layout = Layout {
    command: "schema --columns",
    columns: &[
        Column { name: "command", meaning: "the command that writes the CSV file" },
        Column { name: "kind", meaning: "`column`, or `quantity`: a word of the column `quantity`" },
        Column { name: "name", meaning: "heading of the column, or name of the quantity" },
        Column { name: "of", meaning: "what the column `of` names for this quantity" },
        Column { name: "unit", meaning: "unit of the quantity" },
        Column { name: "spread", meaning: "`true` where the quantity has a spread over draws" },
        Column { name: "meaning", meaning: "what it is" },
    ],
    quantities: &[],
};

/// The columns and quantities of every CSV file, schema `apportion/columns/1`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// `apportion/columns/1`.
    pub schema: String,
    /// One entry a command.
    pub commands: Vec<CommandView>,
}

/// What stands in the CSV file of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommandView {
    /// The command.
    pub command: String,
    /// The columns, in order.
    pub columns: Vec<ColumnView>,
    /// The words of the column `quantity`, in order; empty where there is no such column.
    pub quantities: Vec<QuantityView>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnView {
    /// Its heading.
    pub name: String,
    /// What stands in it.
    pub meaning: String,
}

/// A quantity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuantityView {
    /// Its name.
    pub name: String,
    /// What the column `of` names; null where it is empty.
    pub of: Option<String>,
    /// Its unit; null where there is none.
    pub unit: Option<String>,
    /// Whether it has a spread over draws.
    pub spread: bool,
    /// What it is.
    pub meaning: String,
}

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/columns/1";
}

impl Tabular for Document {
    const DESCRIBED: Described = Described { command: "schema", forms: USUAL, is_repeatable: true };

    fn to_table(&self, _look: Look) -> String {
        table(self)
    }

    fn to_csv(&self) -> Result<Vec<u8>, WriteError> {
        csv(self)
    }
}

impl Document {
    /// The document of some layouts.
    #[must_use]
    pub fn of(layouts: &[Layout]) -> Self {
        let column =
            |column: &Column| ColumnView { name: column.name.to_owned(), meaning: column.meaning.to_owned() };
        let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let quantity = |quantity: &Quantity| QuantityView {
            name: quantity.name.to_owned(),
            of: said(quantity.of),
            unit: said(quantity.unit),
            spread: quantity.spread,
            meaning: quantity.meaning.to_owned(),
        };
        let commands = layouts.iter().map(|layout| CommandView {
            command: layout.command.to_owned(),
            columns: layout.columns.iter().map(column).collect(),
            quantities: layout.quantities.iter().map(quantity).collect(),
        });
        Self { schema: Self::SCHEMA.to_owned(), commands: commands.collect() }
    }
}

/// The list as text that is Markdown too.
#[must_use]
pub fn table(document: &Document) -> String {
    let texts = document.commands.iter().map(|command| {
        let mut out = format!("### `{}`\n\n| column | what stands in it |\n|---|---|\n", command.command);
        for column in &command.columns {
            out += &format!("| `{}` | {} |\n", column.name, column.meaning);
        }
        if !command.quantities.is_empty() {
            out += "\n| quantity | of | unit | what it is |\n|---|---|---|---|\n";
        }
        for quantity in &command.quantities {
            let said = |text: &Option<String>| text.clone().unwrap_or_default();
            let (of, unit) = (said(&quantity.of), said(&quantity.unit));
            let spread = if quantity.spread { "; with its spread" } else { "" };
            out += &format!("| `{}` | {of} | {unit} | {}{spread} |\n", quantity.name, quantity.meaning);
        }
        out
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// The list as CSV.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(document: &Document) -> Result<Vec<u8>, WriteError> {
    let rows = document.commands.iter().flat_map(|command| {
        let of_command = |cells: [&str; 6]| {
            let mut row = vec![Cell::text(&command.command)];
            row.extend(cells.map(Cell::text));
            row
        };
        let columns = command.columns.iter();
        let columns = columns.map(move |it| of_command(["column", &it.name, "", "", "", &it.meaning]));
        let quantities = command.quantities.iter().map(move |it| {
            let (of, unit) = (it.of.as_deref(), it.unit.as_deref());
            let spread = if it.spread { "true" } else { "false" };
            let words = (of.unwrap_or_default(), unit.unwrap_or_default());
            of_command(["quantity", &it.name, words.0, words.1, spread, &it.meaning])
        });
        columns.chain(quantities)
    });
    long::laid_out(&LAYOUT, rows)
}
