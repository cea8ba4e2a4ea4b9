//! The quantities of the best allocation as CSV.

use crate::report::layout::FEASIBLE;
use crate::report::layout::HARM_AVOIDED;
use crate::report::layout::Quantity;
use crate::report::optimise::robust_rows;
use crate::report::worth_rows::BENEFIT_COST_RATIO;
use crate::report::worth_rows::COST_PER_CASE;
use crate::report::worth_rows::COST_PER_CASE_P5;
use crate::report::worth_rows::COST_PER_CASE_P95;
use crate::report::worth_rows::NET_PRESENT_VALUE;
use crate::report::years_rows;

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
    EXTRA_COST,
    NET_PRESENT_VALUE,
    BENEFIT_COST_RATIO,
    COST_PER_CASE,
    COST_PER_CASE_P5,
    COST_PER_CASE_P95,
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
    BUDGET_PRICE,
    PRICE,
    PRICE_TIGHTENED,
    PRICE_TOGETHER,
    PRICE_TOGETHER_TIGHTENED,
    SOLVED_DRAWS,
    UNSOLVED_DRAWS,
    STRAND_SHARE_TODAY,
    STRAND_SHARE_KNOWN,
    STRAND_ABOVE_TODAY,
    REGRET,
    REGRET_TODAY,
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
    YEAR_STRAND_NEAR_LOWEST,
    YEAR_STRAND_NEAR_HIGHEST,
    YEAR_BUDGET_PRICE,
    MISSED_BY,
    CLASH,
    MEND,
    robust_rows::STRAND,
    robust_rows::STRAND_LOWEST,
    robust_rows::STRAND_HIGHEST,
    robust_rows::PROGRAMME,
    robust_rows::PROGRAMME_LOWEST,
    robust_rows::PROGRAMME_HIGHEST,
];

pub(super) const BUDGET: Quantity = Quantity::figure("budget", "", "£m", "all the scenario's money");

pub(super) const BACK_OFFICE: Quantity =
    Quantity::figure("back_office", "", "£m", "the part of it in no strand");

pub(super) const UNSPENT: Quantity =
    Quantity::figure("unspent", "", "£m", "money that the rules leave unspent");

pub(super) const YEAR_STRAND_NEAR_LOWEST: Quantity = Quantity::figure(
    "year_strand_near_lowest",
    "year.strand",
    "£m in the year",
    "of a plan: the least money of the strand in the year found among plans nearly as good",
);

pub(super) const YEAR_STRAND_NEAR_HIGHEST: Quantity = Quantity::figure(
    "year_strand_near_highest",
    "year.strand",
    "£m in the year",
    "of a plan: the most money of the strand in the year found among plans nearly as good",
);

pub(super) const YEAR_BUDGET_PRICE: Quantity = Quantity::figure(
    "year_budget_price",
    "year",
    "£ per £1",
    "of a plan: harm avoided at present value by £1 more for everything in the year",
);

pub(super) const STRAND_TODAY: Quantity =
    Quantity::figure("strand_today", "strand", "£m", "money of the strand today");

pub(super) const STRAND_BEST: Quantity =
    Quantity::figure("strand_best", "strand", "£m", "money of the strand in the best allocation");

pub(super) const STRAND_SHARE: Quantity = Quantity::figure(
    "strand_share",
    "strand",
    "share",
    "its share of the money to allocate, in the best allocation",
);

pub(super) const STRAND_NEAR_LOWEST: Quantity = Quantity::figure(
    "strand_near_lowest",
    "strand",
    "£m",
    "the least money of the strand in any allocation nearly as good (with the best's set-ups, where there are set-up costs); empty \
     where not worked out",
);

pub(super) const STRAND_NEAR_HIGHEST: Quantity =
    Quantity::figure("strand_near_highest", "strand", "£m", "the most, likewise");

pub(super) const PROGRAMME_TODAY: Quantity =
    Quantity::figure("programme_today", "programme", "£m", "money of the programme today");

pub(super) const PROGRAMME_BEST: Quantity =
    Quantity::figure("programme_best", "programme", "£m", "money of the programme in the best allocation");

pub(super) const PROGRAMME_NEAR_LOWEST: Quantity = Quantity::figure(
    "programme_near_lowest",
    "programme",
    "£m",
    "the least money of the programme in any allocation nearly as good (with the best's set-ups, where there are set-up costs); \
     empty where not worked out",
);

pub(super) const PROGRAMME_NEAR_HIGHEST: Quantity =
    Quantity::figure("programme_near_highest", "programme", "£m", "the most, likewise");

pub(super) const EXTRA_COST: Quantity = Quantity::figure(
    "extra_cost",
    "",
    "£m a year",
    "how much more the programmes cost than today's, which is the reference of what follows",
);

pub(super) const HARM_AVOIDED_FRESH: Quantity = Quantity::drawn(
    "harm_avoided_fresh",
    "",
    "£m a year",
    "harm avoided on draws that the allocation was not found on",
);

pub(super) const OPTIMISM: Quantity =
    Quantity::figure("optimism", "", "£m a year", "how much better it looked on the draws it was found on");

pub(super) const HARM_VAR: Quantity =
    Quantity::figure("harm_var", "", "£m a year", "value at risk: where the worst draws of harm begin");

pub(super) const HARM_CVAR: Quantity = Quantity::figure(
    "harm_cvar",
    "",
    "£m a year",
    "conditional value at risk: the mean of the worst draws of harm",
);

pub(super) const HARM_WORST: Quantity =
    Quantity::figure("harm_worst", "", "£m a year", "the worst draw of harm");

pub(super) const OPTIMUM_UPPER: Quantity =
    Quantity::figure("optimum_upper", "", "objective", "the objective's value of the allocation found");

pub(super) const OPTIMUM_LOWER: Quantity =
    Quantity::figure("optimum_lower", "", "objective", "what is proved: nothing allowed is better");

pub(super) const OPTIMUM_GAP: Quantity =
    Quantity::figure("optimum_gap", "", "share", "(upper − lower)/upper");

pub(super) const OPTIMUM_REACHED: Quantity =
    Quantity::figure("optimum_reached", "", "1 or 0", "1 where the gap asked for was reached");

pub(super) const OPTIMUM_ITERATIONS: Quantity =
    Quantity::figure("optimum_iterations", "", "count", "steps of the search");

pub(super) const OPTIMUM_EVALUATIONS: Quantity =
    Quantity::figure("optimum_evaluations", "", "count", "passes over all draws");

pub(super) const STATIONARITY: Quantity = Quantity::figure(
    "stationarity",
    "",
    "share",
    "how much of the gradient no price explains, as a part of its largest entry",
);

pub(super) const BUDGET_PRICE: Quantity = Quantity::figure(
    "budget_price",
    "",
    "£ per £1",
    "harm avoided by £1 more for everything, shares growing with it (of a plan in its first year, and as many times more in \
     every later one); empty where the rules leave no room for more",
);

pub(super) const PRICE: Quantity = Quantity::figure(
    "price",
    "rule",
    "£ per £1",
    "harm avoided by £1 of relaxing the rule alone (of a plan at present value, by £1 in the rule's year), or £1 more of an \
     exact amount; empty where other rules leave no room",
);

pub(super) const PRICE_TIGHTENED: Quantity = Quantity::figure(
    "price_tightened",
    "rule",
    "£ per £1",
    "harm avoided that £1 of tightening the rule alone loses, or £1 less of an exact amount; empty likewise",
);

pub(super) const PRICE_TOGETHER: Quantity = Quantity::figure(
    "price_together",
    "rules, with ` + ` between them",
    "£ per £1",
    "harm avoided by £1 of relaxing all of some rules that share what they cost; empty likewise",
);

pub(super) const PRICE_TOGETHER_TIGHTENED: Quantity = Quantity::figure(
    "price_together_tightened",
    "rules, with ` + ` between them",
    "£ per £1",
    "harm avoided that £1 of tightening all of them loses; empty likewise",
);

pub(super) const SOLVED_DRAWS: Quantity = Quantity::figure(
    "solved_draws",
    "",
    "count",
    "draws solved each for itself: what the known share and the regrets rest on",
);

pub(super) const UNSOLVED_DRAWS: Quantity = Quantity::figure(
    "unsolved_draws",
    "",
    "count",
    "draws that no solver could solve each for itself: they count for nothing",
);

pub(super) const STRAND_SHARE_TODAY: Quantity = Quantity::figure(
    "strand_share_today",
    "strand",
    "share",
    "the strand's share of all money spent today; empty where nothing is",
);

pub(super) const STRAND_SHARE_KNOWN: Quantity = Quantity::drawn(
    "strand_share_known",
    "strand",
    "share",
    "its best share, were each draw known to be the truth",
);

pub(super) const STRAND_ABOVE_TODAY: Quantity =
    Quantity::figure("strand_above_today", "strand", "probability", "that this best share is above today's");

pub(super) const REGRET: Quantity =
    Quantity::drawn("regret", "", "objective", "what the allocation loses against knowing the truth");

pub(super) const REGRET_TODAY: Quantity =
    Quantity::drawn("regret_today", "", "objective", "what today's allocation loses, where it is allowed");

pub(super) const MISSED_BY: Quantity =
    Quantity::figure("missed_by", "rule", "£m", "not feasible: how far the only candidate misses the rule");

pub(super) const CLASH: Quantity = Quantity::figure(
    "clash",
    "rule",
    "count",
    "not feasible: a rule that cannot be kept beside others; in how many of the smallest sets that clash it stands",
);

pub(super) const MEND: Quantity = Quantity::figure(
    "mend",
    "rule",
    "£m",
    "not feasible: by how much to relax the rule, in the least total change that helps (of `at_most_open`, how many more)",
);
