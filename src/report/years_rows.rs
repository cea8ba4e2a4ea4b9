//! A plan year by year, as lines of CSV; a settled year has none of them.

use crate::report::layout::Quantity;
use crate::report::long::Row;
use crate::report::views::AfterPlanView;
use crate::report::views::EconomicsView;
use crate::report::views::YearView;

/// What a line of one year is of.
const YEAR: &str = "year";

/// The unit of what is of one year.
const IN_THE_YEAR: &str = "£m in the year";

/// The unit of what is added up.
const AT_PRESENT_VALUE: &str = "£m at present value";

/// What £1 counts.
pub(super) const DISCOUNT_FACTOR: Quantity =
    Quantity::figure("year_discount_factor", YEAR, "£ per £1", "of a plan: what £1 in the year counts");

/// Money by strand.
pub(super) const STRAND: Quantity = Quantity::figure(
    "year_strand",
    "year.strand",
    IN_THE_YEAR,
    "of a plan: money of the strand in the year, not discounted; no line in a year that is not decided",
);

/// Money by programme.
pub(super) const PROGRAMME: Quantity = Quantity::figure(
    "year_programme",
    "year.programme",
    IN_THE_YEAR,
    "of a plan: money of the programme in the year, not discounted; no line likewise",
);

/// Extra cost.
pub(super) const EXTRA_COST: Quantity = Quantity::figure(
    "year_extra_cost",
    YEAR,
    IN_THE_YEAR,
    "of a plan: how much more its programmes cost in the year than the reference's, not discounted",
);

/// Harm.
pub(super) const HARM: Quantity =
    Quantity::drawn("year_harm", YEAR, IN_THE_YEAR, "of a plan: modelled harm in the year, not discounted");

/// Harm avoided.
pub(super) const HARM_AVOIDED: Quantity = Quantity::drawn(
    "year_harm_avoided",
    YEAR,
    IN_THE_YEAR,
    "of a plan: modelled harm avoided in the year against today's spend, not discounted",
);

/// Harm avoided against the reference.
pub(super) const VERSUS: Quantity = Quantity::drawn(
    "year_versus",
    YEAR,
    IN_THE_YEAR,
    "of a plan: modelled harm avoided in the year against the reference, draw by draw, not discounted",
);

/// Harm avoided so far.
pub(super) const CUMULATIVE: Quantity = Quantity::drawn(
    "year_cumulative",
    YEAR,
    AT_PRESENT_VALUE,
    "of a plan: harm avoided against today's spend up to and including the year",
);

/// Net benefit so far.
pub(super) const CUMULATIVE_NET: Quantity = Quantity::drawn(
    "year_cumulative_net",
    YEAR,
    AT_PRESENT_VALUE,
    "of a plan: harm avoided against the reference less extra cost, up to and including the year",
);

/// How likely it has paid for itself.
pub(super) const BROKEN_EVEN: Quantity = Quantity::figure(
    "year_broken_even",
    YEAR,
    "share of draws",
    "of a plan: the share of draws in which the net above is never again below nought from the end of this year or of an \
     earlier one on",
);

/// When it has.
pub(super) const BREAK_EVEN_YEAR: Quantity = Quantity::figure(
    "break_even_year",
    "",
    "year",
    "of a plan: from the end of which year on the mean of that is never again below nought; empty where it ends below",
);

/// What is felt behind the plan.
pub(super) const AFTER_PLAN: Quantity = Quantity::drawn(
    "after_plan_harm_avoided",
    "",
    AT_PRESENT_VALUE,
    "of a plan: harm avoided after its last year by money spent before, against today's spend",
);

/// Whether that counts.
pub(super) const AFTER_PLAN_COUNTS: Quantity = Quantity::figure(
    "after_plan_counts",
    "",
    "1 or 0",
    "of a plan: 1 where that is in every figure at present value (`tail = true`), 0 where it is left out",
);

/// The lines of the years of a plan, then of its end.
pub(super) fn rows<'y>(
    years: impl Iterator<Item = &'y YearView>,
    economics: Option<&EconomicsView>,
    after: Option<&AfterPlanView>,
) -> Vec<Row> {
    let break_even = economics.and_then(|view| view.break_even.as_ref());
    let mut rows = Vec::new();
    for (place, year) in years.enumerate() {
        rows.extend(of_year(year));
        let broken_even = break_even.and_then(|own| own.by_year.get(place));
        rows.extend(broken_even.map(|share| Row::value(BROKEN_EVEN, &year.year.to_string(), *share)));
    }
    rows.extend(break_even.map(|own| Row::value(BREAK_EVEN_YEAR, "", own.year.map(f64::from))));
    if let Some(after) = after {
        rows.push(Row::avoided(AFTER_PLAN, "", &after.harm_avoided));
        rows.push(Row::truth(AFTER_PLAN_COUNTS, after.counts));
    }
    rows
}

fn of_year(year: &YearView) -> Vec<Row> {
    let name = year.year.to_string();
    let of = |id: &String| format!("{name}.{id}");
    let mut rows = vec![Row::value(DISCOUNT_FACTOR, &name, year.discount_factor)];
    rows.extend(year.strands.iter().map(|(id, amount)| Row::value(STRAND, &of(id), *amount)));
    rows.extend(year.programmes.iter().map(|(id, amount)| Row::value(PROGRAMME, &of(id), *amount)));
    rows.extend([
        Row::value(EXTRA_COST, &name, year.extra_cost),
        Row::summary(HARM, &name, &year.harm),
        Row::avoided(HARM_AVOIDED, &name, &year.harm_avoided),
        Row::avoided(VERSUS, &name, &year.versus),
        Row::avoided(CUMULATIVE, &name, &year.cumulative),
        Row::avoided(CUMULATIVE_NET, &name, &year.cumulative_net),
    ]);
    rows
}
