//! The columns and quantities of the comparison as CSV.

use crate::report::layout::Column;
use crate::report::layout::FIGURE;
use crate::report::layout::HARM_AVOIDED;
use crate::report::layout::Layout;
use crate::report::layout::NAME;
use crate::report::layout::PROGRAMME;
use crate::report::layout::Quantity;
use crate::report::layout::SCENARIO;
use crate::report::layout::STRAND;

/// The columns and quantities.
pub const LAYOUT: Layout = Layout {
    command: "compare",
    columns: &{
        let [a, b, c, d, e, f, g, h, i, j] = FIGURE;
        [EVIDENCE, REFERENCE, SCENARIO, NAME, a, b, c, d, e, f, g, h, i, j]
    },
    quantities: &[
        BUDGET,
        BACK_OFFICE,
        UNSPENT,
        STRAND,
        STRAND_SHARE,
        PROGRAMME,
        HARM,
        HARM_AVOIDED,
        VERSUS,
        BRIDGE_SPLIT,
        BRIDGE_WITHIN,
        THREAT_HARM,
        THREAT_HARM_AVOIDED,
        COUNT,
        COUNT_AVOIDED,
        OPTIMUM_UPPER,
        OPTIMUM_LOWER,
        OPTIMUM_GAP,
        OPTIMUM_ITERATIONS,
    ],
};

const EVIDENCE: Column = Column { name: "evidence", meaning: "name of the evidence the scenario stands on" };

const REFERENCE: Column =
    Column { name: "reference", meaning: "id of the scenario that this one is held against" };

pub(super) const BUDGET: Quantity =
    Quantity { name: "budget", of: "", unit: "£m", spread: false, meaning: "all the scenario's money" };

pub(super) const BACK_OFFICE: Quantity = Quantity {
    name: "back_office",
    of: "",
    unit: "£m",
    spread: false,
    meaning: "the part of it in no strand",
};

pub(super) const UNSPENT: Quantity = Quantity {
    name: "unspent",
    of: "",
    unit: "£m",
    spread: false,
    meaning: "the part of it that nothing gets",
};

pub(super) const STRAND_SHARE: Quantity = Quantity {
    name: "strand_share",
    of: "strand",
    unit: "share",
    spread: false,
    meaning: "the strand's share of the budget less the back office",
};

pub(super) const HARM: Quantity =
    Quantity { name: "harm", of: "", unit: "£m a year", spread: true, meaning: "modelled harm" };

pub(super) const VERSUS: Quantity = Quantity {
    name: "versus",
    of: "",
    unit: "£m a year",
    spread: true,
    meaning: "modelled harm avoided against the reference, draw by draw; nought for the reference itself",
};

pub(super) const BRIDGE_SPLIT: Quantity = Quantity {
    name: "bridge_split",
    of: "",
    unit: "£m a year",
    spread: false,
    meaning: "the part of mean harm avoided that the split alone does",
};

pub(super) const BRIDGE_WITHIN: Quantity = Quantity {
    name: "bridge_within",
    of: "",
    unit: "£m a year",
    spread: false,
    meaning: "the part that better use inside the strands adds",
};

pub(super) const THREAT_HARM: Quantity = Quantity {
    name: "threat_harm",
    of: "threat",
    unit: "£m a year",
    spread: false,
    meaning: "mean modelled harm of the threat; no line where nobody has costed it",
};

pub(super) const THREAT_HARM_AVOIDED: Quantity = Quantity {
    name: "threat_harm_avoided",
    of: "threat",
    unit: "£m a year",
    spread: false,
    meaning: "mean modelled harm of the threat avoided against today's spend",
};

pub(super) const COUNT: Quantity = Quantity {
    name: "count",
    of: "threat.count",
    unit: "a year",
    spread: false,
    meaning: "mean of a human measure",
};

pub(super) const COUNT_AVOIDED: Quantity = Quantity {
    name: "count_avoided",
    of: "threat.count",
    unit: "a year",
    spread: true,
    meaning: "how many fewer than at today's spend",
};

pub(super) const OPTIMUM_UPPER: Quantity = Quantity {
    name: "optimum_upper",
    of: "",
    unit: "objective",
    spread: false,
    meaning: "value of the allocation found; none of these lines where nothing was left to choose",
};

pub(super) const OPTIMUM_LOWER: Quantity = Quantity {
    name: "optimum_lower",
    of: "",
    unit: "objective",
    spread: false,
    meaning: "proven bound: nothing allowed is better",
};

pub(super) const OPTIMUM_GAP: Quantity = Quantity {
    name: "optimum_gap",
    of: "",
    unit: "share",
    spread: false,
    meaning: "relative gap between the two",
};

pub(super) const OPTIMUM_ITERATIONS: Quantity =
    Quantity { name: "optimum_iterations", of: "", unit: "", spread: false, meaning: "steps of the search" };
