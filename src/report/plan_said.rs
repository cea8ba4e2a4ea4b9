//! What is said of a plan beside its figures: when it has paid for itself, and what it avoids after its last year.

use crate::report::amounts::pounds;
use crate::report::views::AfterPlanView;
use crate::report::views::EconomicsView;
use crate::report::views::YearView;
use crate::text;

/// The last year of a plan in which money is decided; `None` where there is no year.
pub(super) fn last_decided<'y>(years: impl Iterator<Item = &'y YearView>) -> Option<i32> {
    years.filter(|year| year.is_decided()).last().map(|year| year.year)
}

/// From when on a plan has paid for itself or, where it costs as much as the reference, is ahead of it; and how likely it has
/// by the end. `last` is the last year whose harm counts. `None` of a settled year.
pub(super) fn break_even(view: &EconomicsView, last: i32, reference: &str) -> Option<String> {
    let break_even = view.break_even.as_ref()?;
    let by_the_end = text::chance(*break_even.by_year.last()?);
    Some(match (break_even.year, view.costs_differ()) {
        (Some(year), true) => format!(
            "It has paid for itself from {year} on, in the mean over draws; by the end of {last} in {by_the_end} of draws."
        ),
        (None, true) => format!(
            "It does not pay for itself in these years, in the mean over draws; by the end of {last} it has in {by_the_end} of \
             draws."
        ),
        (Some(year), false) => format!(
            "Added up, it avoids no less harm than {reference} from {year} on, in the mean over draws; by the end of {last} in \
             {by_the_end} of draws."
        ),
        (None, false) => format!(
            "Added up, it never comes to avoid more harm than {reference} for good in these years, in the mean over draws; by \
             the end of {last} it does in {by_the_end} of draws."
        ),
    })
}

/// Money by strand in a year in whole £m that add up to that of the year; in a year that is not decided it is today's.
pub(super) fn money<'s>(year: &YearView, strands: impl Iterator<Item = &'s str>) -> Vec<String> {
    if !year.is_decided() {
        return strands.map(|_| "as today".to_owned()).collect();
    }
    let amounts: Vec<f64> =
        strands.map(|strand| year.strands.get(strand).copied().unwrap_or_default()).collect();
    #[expect(clippy::cast_possible_truncation, reason = "budgets in £m are far below 2^53")]
    let total = amounts.iter().sum::<f64>().round() as i64;
    text::largest_remainder(&amounts, total).into_iter().map(pounds).collect()
}

/// What money spent in a plan avoids after its last year, and whether that counts; `so_far` is the mean of what the plan avoids
/// against today's spend as it is counted.
pub(super) fn after(view: &AfterPlanView, last: i32, so_far: f64) -> String {
    let summary = &view.harm_avoided.summary;
    let amount = text::money(summary.mean.abs());
    let within = text::range(&text::money(summary.p5), &text::money(summary.p95));
    let years = text::plural(view.years, "more year", "more years");
    let how = if summary.mean < 0.0 {
        format!("avoids {amount} less than today's spend would")
    } else {
        format!("avoids another {amount}")
    };
    let counts = if view.counts {
        "is counted".to_owned()
    } else {
        let in_all = text::money_signed(so_far + summary.mean);
        format!(
            "is left out; `tail = true` counts it, and with it this plan would come to {in_all} against today's spend"
        )
    };
    format!(
        "After {last} the money spent before {how} at present value (90% of draws: {within}), felt for up to {years}. That \
         {counts}."
    )
}

/// What leaving out what is felt after a plan does to the plan.
pub(super) fn end_effect(last: i32) -> String {
    format!(
        "Where what is felt after {last} counts for nothing, the best plan stops paying for what is felt late before the plan \
         ends: its last years are no advice for the years after."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::views::AvoidedView;
    use crate::report::views::BreakEvenView;
    use crate::report::views::NetView;
    use crate::report::views::SummaryView;

    fn summary(mean: f64) -> SummaryView {
        SummaryView { mean, sd: 10.0, p5: mean - 10.0, p50: mean, p95: mean + 10.0, se: 0.1 }
    }

    fn economics(extra_cost: f64, year: Option<i32>) -> EconomicsView {
        EconomicsView {
            extra_cost,
            net_present_value: NetView { summary: summary(1.0), probability_positive: 0.7 },
            benefit_cost_ratio: None,
            benefit_cost_reason: None,
            cost_per_case: std::collections::BTreeMap::new(),
            cost_per_case_by_threat: std::collections::BTreeMap::new(),
            break_even: Some(BreakEvenView { year, by_year: vec![0.0, 0.4, 0.72] }),
        }
    }

    #[test]
    fn a_plan_has_paid_for_itself_only_where_it_costs_more_or_less() {
        let said = |extra, year| break_even(&economics(extra, year), 2020, "Today").unwrap();
        let paid = "It has paid for itself from 2018 on, in the mean over draws; by the end of 2020 in 72% of draws.";
        assert_eq!(said(5.0, Some(2018)), paid);
        assert!(said(5.0, None).starts_with("It does not pay for itself in these years"));
        assert!(
            said(0.0, Some(2018)).starts_with("Added up, it avoids no less harm than Today from 2018 on")
        );
        assert!(said(0.0, None).starts_with("Added up, it never comes to avoid more harm than Today"));
        let settled = EconomicsView { break_even: None, ..economics(5.0, None) };
        assert_eq!(break_even(&settled, 2020, "Today"), None);
    }

    #[test]
    fn what_comes_after_a_plan_is_named_with_its_size_its_sign_and_whether_it_counts() {
        let said = |mean, counts| {
            let harm_avoided = AvoidedView { summary: summary(mean), probability_positive: 0.5 };
            after(&AfterPlanView { years: 4, counts, harm_avoided }, 2020, -72.0)
        };
        assert_eq!(
            said(78.0, false),
            "After 2020 the money spent before avoids another £78m at present value (90% of draws: £68m to £88m), felt for up \
             to 4 more years. That is left out; `tail = true` counts it, and with it this plan would come to +£6.0m against today's spend."
        );
        assert!(said(-78.0, true).contains("avoids £78m less than today's spend would at present value"));
        assert!(said(-78.0, true).ends_with("That is counted."));
    }
}
