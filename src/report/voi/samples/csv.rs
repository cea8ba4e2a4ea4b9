//! What information is worth on draws of any model as CSV in long form: one figure a line.

use crate::report::WriteError;
use crate::report::layout;
use crate::report::layout::Layout;
use crate::report::layout::Quantity;
use crate::report::long;
use crate::report::long::Row;
use crate::report::voi::samples::document::Document;

const UNIT: &str = "net benefit";

const DRAWS: Quantity = Quantity::figure("draws", "", "draws", "how many draws there are");

const OPTION_MEAN: Quantity =
    Quantity::figure("option_mean", "option", UNIT, "mean net benefit of the option");

const OPTION_BEST: Quantity = Quantity::figure(
    "option_probability_best",
    "option",
    "share of draws",
    "the share of draws in which it is best; where several are, they share",
);

const OPTION_LOSS: Quantity = Quantity::figure(
    "option_expected_loss",
    "option",
    UNIT,
    "what it falls short of the best of each draw, on average",
);

const FRONTIER: Quantity = Quantity::figure(
    "frontier",
    "option",
    "share of draws",
    "for the option with the highest mean: the share of draws in which it is best",
);

const EVPI: Quantity = Quantity::figure("evpi", "", UNIT, "what knowing everything is worth");

const EVPPI: Quantity = Quantity::figure(
    "evppi",
    "parameter or group",
    UNIT,
    "what knowing it is worth; chance may take it below nought or above `evpi`",
);

const EVPPI_TOLD: Quantity = Quantity::figure(
    "evppi_distinguishable",
    "parameter or group",
    "1 or 0",
    "1 where it is more than 1.96 standard errors above nought",
);

const EVPPI_PLUG_IN: Quantity = Quantity::figure(
    "evppi_plug_in",
    "parameter or group",
    UNIT,
    "the usual estimate from a fit that has seen the draws it values, which is too high on average",
);

const EVPPI_CHANGES: Quantity = Quantity::figure(
    "evppi_changes",
    "parameter or group",
    "share of draws",
    "the share of draws in which knowing it changes the choice",
);

const EVSI: Quantity = Quantity::figure("evsi", "study", UNIT, "what the study is worth, by moment matching");

const EVSI_TOLD: Quantity = Quantity::figure(
    "evsi_distinguishable",
    "study",
    "1 or 0",
    "1 where it is more than 1.96 standard errors above nought",
);

const EVSI_EXPLAINED: Quantity = Quantity::figure(
    "evsi_explained",
    "study",
    "share of variance",
    "the share of the parameter's variance over draws that the study explains",
);

/// The columns and quantities.
pub const LAYOUT: Layout = Layout {
    command: "voi --samples",
    columns: &layout::FIGURE,
    quantities: &[
        DRAWS,
        OPTION_MEAN,
        OPTION_BEST,
        OPTION_LOSS,
        FRONTIER,
        EVPI,
        EVPPI,
        EVPPI_TOLD,
        EVPPI_PLUG_IN,
        EVPPI_CHANGES,
        EVSI,
        EVSI_TOLD,
        EVSI_EXPLAINED,
    ],
};

/// The answer as CSV.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(document: &Document) -> Result<Vec<u8>, WriteError> {
    long::laid_out(&LAYOUT, rows(document).into_iter().map(|row| row.behind(&[])))
}

fn rows(document: &Document) -> Vec<Row> {
    let truth = |is_so: bool| f64::from(u8::from(is_so));
    let mut rows = vec![Row::count(DRAWS, document.draws)];
    for own in &document.options {
        rows.push(Row::estimate(OPTION_MEAN, &own.option, own.mean, own.se));
        rows.push(Row::value(OPTION_BEST, &own.option, own.probability_best));
        rows.push(Row::value(OPTION_LOSS, &own.option, own.expected_loss));
    }
    let best = &document.frontier;
    rows.push(Row::value(FRONTIER, &best.option, best.probability_best));
    rows.push(Row::estimate(EVPI, "", document.evpi.value, document.evpi.se));
    for own in &document.evppi {
        rows.push(Row::estimate(EVPPI, &own.parameter, own.value, own.se));
        rows.push(Row::value(EVPPI_TOLD, &own.parameter, truth(own.distinguishable)));
        rows.push(Row::value(EVPPI_PLUG_IN, &own.parameter, own.plug_in));
        rows.push(Row::value(EVPPI_CHANGES, &own.parameter, own.changes));
    }
    for own in &document.evsi {
        rows.push(Row::estimate(EVSI, &own.study, own.value, own.se));
        rows.push(Row::value(EVSI_TOLD, &own.study, truth(own.distinguishable)));
        rows.push(Row::value(EVSI_EXPLAINED, &own.study, own.explained));
    }
    rows
}
