//! What finding out is worth as CSV in long form: one figure a line.

use crate::report::WriteError;
use crate::report::layout;
use crate::report::layout::Column;
use crate::report::layout::Layout;
use crate::report::layout::Quantity;
use crate::report::long;
use crate::report::long::Cell;
use crate::report::long::Row;
use crate::report::voi::scenarios::decision::DecisionView;
use crate::report::voi::scenarios::document::Document;

const DECISION: Column = Column {
    name: "decision",
    meaning: "`allocation`: where the money of the scenario goes; `scenario`: which is taken, today among them",
};

const SCENARIO: Column = Column {
    name: "scenario",
    meaning: "id of the scenario whose money is decided; of the choice between scenarios the one that would be taken now",
};

const COLUMNS: &[Column] = &{
    let [a, b, c, d, e, f, g, h, i, j] = layout::FIGURE;
    [DECISION, SCENARIO, layout::NAME, a, b, c, d, e, f, g, h, i, j]
};

/// £m a year.
const UNIT: &str = "£m a year";

const GAIN: Quantity =
    Quantity::figure("gain", "", UNIT, "harm avoided over today's money by what would be taken now");

const EVPI: Quantity = Quantity::figure("evpi", "", UNIT, "what knowing everything is worth");

const EVPPI: Quantity = Quantity::figure(
    "evppi",
    "address",
    UNIT,
    "what knowing the assumption is worth, which chance may take below nought; empty where it is only known to be small",
);

const EVPPI_ERROR: Quantity = Quantity::figure(
    "evppi_error",
    "address",
    UNIT,
    "what half as many nodes would change, or how exactly decisions are made if that is more",
);

const EVPPI_BELOW: Quantity = Quantity::figure(
    "evppi_below",
    "address",
    UNIT,
    "more than this is gained at neither end of its range, so that no more was looked into; empty where it was",
);

const EVPPI_TOLD: Quantity = Quantity::figure(
    "evppi_distinguishable",
    "address",
    "1 or 0",
    "1 where it is more than 1.96 standard errors above nought",
);

const GROUP: Quantity = Quantity::figure(
    "evppi_group",
    "`strand`, `threat`, `grade` or `kind`, a point, and which",
    UNIT,
    "what knowing all assumptions of the group is worth",
);

const EVSI: Quantity = Quantity::figure("evsi", "study", UNIT, "what the study is worth before it is made");

const RESOLVED: Quantity =
    Quantity::figure("evsi_resolved", "study", "share", "the share of prior variance that it resolves");

const BEST_CASES: Quantity = Quantity::figure(
    "evsi_best_cases",
    "study",
    "cases",
    "its best size at the cost of a case; empty where no size is worth its cost",
);

const BEST_NET: Quantity = Quantity::figure(
    "evsi_best_net",
    "study",
    "£m",
    "what the best size is worth for as long as the decision stands, less what it costs",
);

const REGRET_LOW: Quantity = Quantity::figure(
    "regret_low",
    "address",
    UNIT,
    "what deciding without the assumption loses where it is at its 5% quantile; empty where that is noise",
);

const REGRET_HIGH: Quantity =
    Quantity::figure("regret_high", "address", UNIT, "the same where it is at its 95% quantile");

const VERDICT: Quantity = Quantity::figure(
    "verdict",
    "scenario, a colon and `act now`, `act and measure` or `wait`",
    UNIT,
    "what to do first; the figure is the value of finding out that it rests on",
);

const GAP_VARIANCE: Quantity = Quantity::figure(
    "gap_variance_share",
    "",
    "share",
    "the share of the variance of harm avoided that rests on placeholders",
);

const GAP_VALUE: Quantity = Quantity::figure(
    "gap_value_share",
    "",
    "share",
    "the share of the value of knowing that rests on placeholders",
);

/// The columns and quantities.
pub const LAYOUT: Layout = Layout {
    command: "voi",
    columns: COLUMNS,
    quantities: &[
        GAIN,
        EVPI,
        EVPPI,
        EVPPI_ERROR,
        EVPPI_BELOW,
        EVPPI_TOLD,
        GROUP,
        EVSI,
        RESOLVED,
        BEST_CASES,
        BEST_NET,
        REGRET_LOW,
        REGRET_HIGH,
        VERDICT,
        GAP_VARIANCE,
        GAP_VALUE,
    ],
};

/// The answer as CSV.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(document: &Document) -> Result<Vec<u8>, WriteError> {
    let (period, restated_to) = (document.rests_on.period(), document.restated_to());
    let lines = document.decisions.iter().flat_map(|decision| {
        let (id, name) = (&decision.now.id, &decision.now.name);
        let keys = [Cell::text(decision.decision.as_str()), Cell::text(id), Cell::text(name)];
        rows(decision).into_iter().map(move |row| row.over(period, restated_to, &keys))
    });
    long::laid_out(&LAYOUT, lines)
}

fn rows(decision: &DecisionView) -> Vec<Row> {
    let (gain, evpi) = (&decision.gain, &decision.evpi);
    let mut rows =
        vec![Row::estimate(GAIN, "", gain.value, gain.se), Row::estimate(EVPI, "", evpi.value, evpi.se)];
    for own in &decision.evppi {
        let of = &*own.parameter;
        rows.push(match (own.value, own.se) {
            (Some(value), Some(se)) => Row::estimate(EVPPI, of, value, se),
            _ => Row::value(EVPPI, of, None),
        });
        rows.push(Row::value(EVPPI_ERROR, of, own.error));
        rows.push(Row::value(EVPPI_BELOW, of, own.below));
        rows.push(Row::value(EVPPI_TOLD, of, f64::from(u8::from(own.distinguishable))));
    }
    for own in &decision.groups {
        rows.push(Row::estimate(GROUP, &format!("{}.{}", own.by, own.group), own.value, own.se));
    }
    for own in &decision.evsi {
        rows.push(Row::estimate(EVSI, &own.study, own.value, own.se));
        rows.push(Row::value(RESOLVED, &own.study, own.resolved));
        if let Some(best) = own.best {
            #[expect(clippy::cast_precision_loss, reason = "at most a million")]
            let cases = best.cases.map(|cases| cases as f64);
            rows.push(Row::value(BEST_CASES, &own.study, cases));
            rows.push(Row::value(BEST_NET, &own.study, best.net));
        }
    }
    for own in &decision.first {
        rows.push(Row::value(REGRET_LOW, &own.parameter, own.regret_low));
        rows.push(Row::value(REGRET_HIGH, &own.parameter, own.regret_high));
    }
    for own in &decision.verdict {
        rows.push(Row::value(VERDICT, &format!("{}: {}", own.scenario, own.verdict), own.finding));
    }
    if let Some(gap) = &decision.gap {
        rows.push(Row::value(GAP_VARIANCE, "", gap.variance_share));
        rows.push(Row::value(GAP_VALUE, "", gap.value_share));
    }
    rows
}
