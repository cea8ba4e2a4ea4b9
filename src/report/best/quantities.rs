//! The quantities of the best allocation as CSV.

use crate::report::layout::FEASIBLE;
use crate::report::layout::HARM_AVOIDED;
use crate::report::layout::Quantity;

/// All of them, in the order of the lines.
pub(super) const QUANTITIES: &[Quantity] = &[
    FEASIBLE,
    BUDGET,
    BACK_OFFICE,
    UNSPENT,
    STRAND_TODAY,
    STRAND_BEST,
    STRAND_SHARE,
    STRAND_NEAR_LOWEST,
    STRAND_NEAR_HIGHEST,
    PROGRAMME_TODAY,
    PROGRAMME_BEST,
    PROGRAMME_NEAR_LOWEST,
    PROGRAMME_NEAR_HIGHEST,
    HARM_AVOIDED,
    HARM_AVOIDED_FRESH,
    OPTIMISM,
    HARM_VAR,
    HARM_CVAR,
    HARM_WORST,
    OPTIMUM_UPPER,
    OPTIMUM_LOWER,
    OPTIMUM_GAP,
    OPTIMUM_REACHED,
    OPTIMUM_ITERATIONS,
    OPTIMUM_EVALUATIONS,
    STATIONARITY,
    PRICE,
    SOLVED_DRAWS,
    STRAND_SHARE_TODAY,
    STRAND_SHARE_KNOWN,
    STRAND_ABOVE_TODAY,
    REGRET,
    REGRET_TODAY,
    MISSED_BY,
    CLASH,
    MEND,
];

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
    meaning: "money that the rules leave unspent",
};

pub(super) const STRAND_TODAY: Quantity = Quantity {
    name: "strand_today",
    of: "strand",
    unit: "£m",
    spread: false,
    meaning: "money of the strand today",
};

pub(super) const STRAND_BEST: Quantity = Quantity {
    name: "strand_best",
    of: "strand",
    unit: "£m",
    spread: false,
    meaning: "money of the strand in the best allocation",
};

pub(super) const STRAND_SHARE: Quantity = Quantity {
    name: "strand_share",
    of: "strand",
    unit: "share",
    spread: false,
    meaning: "its share of the money to allocate, in the best allocation",
};

pub(super) const STRAND_NEAR_LOWEST: Quantity = Quantity {
    name: "strand_near_lowest",
    of: "strand",
    unit: "£m",
    spread: false,
    meaning: "the least money of the strand in any allocation nearly as good; empty where not worked out",
};

pub(super) const STRAND_NEAR_HIGHEST: Quantity = Quantity {
    name: "strand_near_highest",
    of: "strand",
    unit: "£m",
    spread: false,
    meaning: "the most, likewise",
};

pub(super) const PROGRAMME_TODAY: Quantity = Quantity {
    name: "programme_today",
    of: "programme",
    unit: "£m",
    spread: false,
    meaning: "money of the programme today",
};

pub(super) const PROGRAMME_BEST: Quantity = Quantity {
    name: "programme_best",
    of: "programme",
    unit: "£m",
    spread: false,
    meaning: "money of the programme in the best allocation",
};

pub(super) const PROGRAMME_NEAR_LOWEST: Quantity = Quantity {
    name: "programme_near_lowest",
    of: "programme",
    unit: "£m",
    spread: false,
    meaning: "the least money of the programme in any allocation nearly as good; empty where not worked out",
};

pub(super) const PROGRAMME_NEAR_HIGHEST: Quantity = Quantity {
    name: "programme_near_highest",
    of: "programme",
    unit: "£m",
    spread: false,
    meaning: "the most, likewise",
};

pub(super) const HARM_AVOIDED_FRESH: Quantity = Quantity {
    name: "harm_avoided_fresh",
    of: "",
    unit: "£m a year",
    spread: true,
    meaning: "harm avoided on draws that the allocation was not found on",
};

pub(super) const OPTIMISM: Quantity = Quantity {
    name: "optimism",
    of: "",
    unit: "£m a year",
    spread: false,
    meaning: "how much better it looked on the draws it was found on",
};

pub(super) const HARM_VAR: Quantity = Quantity {
    name: "harm_var",
    of: "",
    unit: "£m a year",
    spread: false,
    meaning: "value at risk: where the worst draws of harm begin",
};

pub(super) const HARM_CVAR: Quantity = Quantity {
    name: "harm_cvar",
    of: "",
    unit: "£m a year",
    spread: false,
    meaning: "conditional value at risk: the mean of the worst draws of harm",
};

pub(super) const HARM_WORST: Quantity = Quantity {
    name: "harm_worst",
    of: "",
    unit: "£m a year",
    spread: false,
    meaning: "the worst draw of harm",
};

pub(super) const OPTIMUM_UPPER: Quantity = Quantity {
    name: "optimum_upper",
    of: "",
    unit: "objective",
    spread: false,
    meaning: "the objective's value of the allocation found",
};

pub(super) const OPTIMUM_LOWER: Quantity = Quantity {
    name: "optimum_lower",
    of: "",
    unit: "objective",
    spread: false,
    meaning: "what is proved: nothing allowed is better",
};

pub(super) const OPTIMUM_GAP: Quantity =
    Quantity {
        name: "optimum_gap", of: "", unit: "share", spread: false, meaning: "(upper − lower)/upper"
    };

pub(super) const OPTIMUM_REACHED: Quantity = Quantity {
    name: "optimum_reached",
    of: "",
    unit: "1 or 0",
    spread: false,
    meaning: "1 where the gap asked for was reached",
};

pub(super) const OPTIMUM_ITERATIONS: Quantity = Quantity {
    name: "optimum_iterations",
    of: "",
    unit: "count",
    spread: false,
    meaning: "steps of the search",
};

pub(super) const OPTIMUM_EVALUATIONS: Quantity = Quantity {
    name: "optimum_evaluations",
    of: "",
    unit: "count",
    spread: false,
    meaning: "passes over all draws",
};

pub(super) const STATIONARITY: Quantity = Quantity {
    name: "stationarity",
    of: "",
    unit: "share",
    spread: false,
    meaning: "how much of the gradient no price explains, as a part of its largest entry",
};

pub(super) const PRICE: Quantity = Quantity {
    name: "price",
    of: "rule, or `budget`",
    unit: "£ per £1",
    spread: false,
    meaning: "harm avoided by £1 of relaxing the rule, or by £1 more for everything; empty where rules leave no room for more",
};

pub(super) const SOLVED_DRAWS: Quantity = Quantity {
    name: "solved_draws",
    of: "",
    unit: "count",
    spread: false,
    meaning: "draws solved each for itself: what the five below rest on",
};

pub(super) const STRAND_SHARE_TODAY: Quantity = Quantity {
    name: "strand_share_today",
    of: "strand",
    unit: "share",
    spread: false,
    meaning: "the strand's share of all money spent today",
};

pub(super) const STRAND_SHARE_KNOWN: Quantity = Quantity {
    name: "strand_share_known",
    of: "strand",
    unit: "share",
    spread: true,
    meaning: "its best share, were each draw known to be the truth",
};

pub(super) const STRAND_ABOVE_TODAY: Quantity = Quantity {
    name: "strand_above_today",
    of: "strand",
    unit: "probability",
    spread: false,
    meaning: "that this best share is above today's",
};

pub(super) const REGRET: Quantity = Quantity {
    name: "regret",
    of: "",
    unit: "£m a year",
    spread: true,
    meaning: "what the allocation loses against knowing the truth",
};

pub(super) const REGRET_TODAY: Quantity = Quantity {
    name: "regret_today",
    of: "",
    unit: "£m a year",
    spread: true,
    meaning: "what today's allocation loses, where it is allowed",
};

pub(super) const MISSED_BY: Quantity = Quantity {
    name: "missed_by",
    of: "rule",
    unit: "£m",
    spread: false,
    meaning: "not feasible: how far the only candidate misses the rule",
};

pub(super) const CLASH: Quantity = Quantity {
    name: "clash",
    of: "rule",
    unit: "",
    spread: false,
    meaning: "not feasible: a rule that cannot be kept beside the other ones named so; no value",
};

pub(super) const MEND: Quantity = Quantity {
    name: "mend",
    of: "rule",
    unit: "£m",
    spread: false,
    meaning: "not feasible: by how much to relax the rule, in the least total change that helps",
};
