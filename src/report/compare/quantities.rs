//! The columns and quantities of the comparison as CSV.

use crate::report::compare::by_programme::PROGRAMME_SHARE as PROGRAMME_HARM_AVOIDED;
use crate::report::compare::by_programme::STRAND_SHARE as STRAND_HARM_AVOIDED;
use crate::report::compare::choice_rows;
use crate::report::layout::Column;
use crate::report::layout::FIGURE;
use crate::report::layout::HARM_AVOIDED;
use crate::report::layout::Layout;
use crate::report::layout::NAME;
use crate::report::layout::PROGRAMME;
use crate::report::layout::Quantity;
use crate::report::layout::SCENARIO;
use crate::report::layout::STRAND;
use crate::report::worth_rows::BENEFIT_COST_RATIO;
use crate::report::worth_rows::COST_PER_CASE;
use crate::report::worth_rows::COST_PER_CASE_P5;
use crate::report::worth_rows::COST_PER_CASE_P95;
use crate::report::worth_rows::NET_PRESENT_VALUE;
use crate::report::years_rows;

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
        VERSUS_PROBABILITY_WORSE,
        VERSUS_EXPECTED_GAIN,
        VERSUS_EXPECTED_LOSS,
        EXTRA_COST,
        PER_EXTRA_POUND,
        NET_PRESENT_VALUE,
        BENEFIT_COST_RATIO,
        COST_PER_CASE,
        COST_PER_CASE_P5,
        COST_PER_CASE_P95,
        NEXT_POUND,
        NEXT_POUND_MOST,
        BRIDGE_MONEY,
        BRIDGE_SPLIT,
        BRIDGE_WITHIN,
        choice_rows::WORST_TENTH,
        choice_rows::DOMINATED_BY,
        choice_rows::PROBABILITY_BEST,
        choice_rows::EXPECTED_REGRET,
        choice_rows::REGRET_P95,
        choice_rows::EVPI,
        choice_rows::EVPI_SE,
        choice_rows::STEP_EXTRA_COST,
        choice_rows::STEP_HARM_AVOIDED,
        choice_rows::STEP_PER_EXTRA_POUND,
        choice_rows::STEP_COST_PER_POUND,
        choice_rows::STEP_COST_PER_CASE,
        THREAT_HARM,
        THREAT_HARM_AVOIDED,
        COUNT,
        COUNT_AVOIDED,
        STRAND_HARM_AVOIDED,
        PROGRAMME_HARM_AVOIDED,
        OPTIMUM_UPPER,
        OPTIMUM_LOWER,
        OPTIMUM_GAP,
        OPTIMUM_ITERATIONS,
        years_rows::DISCOUNT_FACTOR,
        years_rows::STRAND,
        years_rows::PROGRAMME,
        years_rows::EXTRA_COST,
        years_rows::HARM,
        years_rows::HARM_AVOIDED,
        years_rows::VERSUS,
        years_rows::CUMULATIVE,
        years_rows::CUMULATIVE_NET,
        years_rows::BROKEN_EVEN,
        years_rows::BREAK_EVEN_YEAR,
        years_rows::AFTER_PLAN,
        years_rows::AFTER_PLAN_COUNTS,
        INFEASIBLE,
        BROKEN,
        REFUSED,
    ],
};

const EVIDENCE: Column = Column { name: "evidence", meaning: "name of the evidence the scenario stands on" };

const REFERENCE: Column =
    Column { name: "reference", meaning: "id of the scenario that this one is held against" };

pub(super) const BUDGET: Quantity = Quantity::figure("budget", "", "£m", "all the scenario's money");

pub(super) const BACK_OFFICE: Quantity =
    Quantity::figure("back_office", "", "£m", "the part of it in no strand");

pub(super) const UNSPENT: Quantity =
    Quantity::figure("unspent", "", "£m", "the part of it that nothing gets");

pub(super) const STRAND_SHARE: Quantity = Quantity::figure(
    "strand_share",
    "strand",
    "share",
    "the strand's share of the budget less the back office",
);

pub(super) const HARM: Quantity = Quantity::drawn("harm", "", "£m a year", "modelled harm");

pub(super) const VERSUS: Quantity = Quantity::drawn(
    "versus",
    "",
    "£m a year",
    "modelled harm avoided against the reference, draw by draw; nought for the reference itself",
);

pub(super) const VERSUS_PROBABILITY_WORSE: Quantity = Quantity::figure(
    "versus_probability_worse",
    "",
    "share",
    "the share of draws in which it is worse than the reference; what is left of 1 are ties",
);

pub(super) const VERSUS_EXPECTED_GAIN: Quantity = Quantity::figure(
    "versus_expected_gain",
    "",
    "£m a year",
    "the mean of what is gained against the reference, nought where it is worse",
);

pub(super) const VERSUS_EXPECTED_LOSS: Quantity = Quantity::figure(
    "versus_expected_loss",
    "",
    "£m a year",
    "the mean of what is lost against the reference, nought where it is better",
);

pub(super) const EXTRA_COST: Quantity =
    Quantity::figure("extra_cost", "", "£m a year", "how much more its programmes cost than the reference's");

pub(super) const PER_EXTRA_POUND: Quantity = Quantity::drawn(
    "per_extra_pound",
    "",
    "£ per £1",
    "harm avoided against the reference for each extra £1 (given up for each £1 saved); no line where it costs the same",
);

pub(super) const NEXT_POUND: Quantity = Quantity::figure(
    "next_pound",
    "",
    "£ per £1",
    "mean harm avoided by the next £1 (of a plan both at present value), spread as the scenario spends",
);

pub(super) const NEXT_POUND_MOST: Quantity = Quantity::figure(
    "next_pound_most",
    "programme",
    "£ per £1",
    "mean harm avoided by the next £1 where it does most, whatever the scenario's rules",
);

pub(super) const BRIDGE_MONEY: Quantity = Quantity::figure(
    "bridge_money",
    "",
    "£m a year",
    "the part of mean harm avoided that more or less money than today does, at today's proportions",
);

pub(super) const BRIDGE_SPLIT: Quantity = Quantity::figure(
    "bridge_split",
    "",
    "£m a year",
    "the part of mean harm avoided that the split alone adds",
);

pub(super) const BRIDGE_WITHIN: Quantity =
    Quantity::figure("bridge_within", "", "£m a year", "the part that better use inside the strands adds");

pub(super) const THREAT_HARM: Quantity = Quantity::figure(
    "threat_harm",
    "threat",
    "£m a year",
    "mean modelled harm of the threat; no line where nobody has costed it",
);

pub(super) const THREAT_HARM_AVOIDED: Quantity = Quantity::figure(
    "threat_harm_avoided",
    "threat",
    "£m a year",
    "mean modelled harm of the threat avoided against today's spend",
);

pub(super) const COUNT: Quantity =
    Quantity::figure("count", "threat.count", "a year", "mean of a human measure");

pub(super) const COUNT_AVOIDED: Quantity =
    Quantity::drawn("count_avoided", "threat.count", "a year", "how many fewer than at today's spend");

pub(super) const OPTIMUM_UPPER: Quantity = Quantity::figure(
    "optimum_upper",
    "",
    "objective",
    "value of the allocation found; none of these lines where nothing was left to choose",
);

pub(super) const OPTIMUM_LOWER: Quantity =
    Quantity::figure("optimum_lower", "", "objective", "proven bound: nothing allowed is better");

pub(super) const OPTIMUM_GAP: Quantity =
    Quantity::figure("optimum_gap", "", "share", "relative gap between the two");

pub(super) const OPTIMUM_ITERATIONS: Quantity =
    Quantity::figure("optimum_iterations", "", "", "steps of the search");

pub(super) const INFEASIBLE: Quantity =
    Quantity::figure("infeasible", "", "1", "no allocation can meet this scenario; it has no other line");

pub(super) const BROKEN: Quantity =
    Quantity::figure("broken", "", "1", "this scenario could not be worked out; it has no other line");

pub(super) const REFUSED: Quantity = Quantity::figure(
    "refused",
    "",
    "1",
    "the file in the column `name` has problems: what is wrong with it has no answer",
);
