//! What extra money is worth, in words that every format shares.

use crate::report::compare::BlockView;
use crate::report::period;
use crate::report::period::Period;
use crate::report::standing;
use crate::report::views::CostPerCaseView;
use crate::report::views::EconomicsView;
use crate::report::views::NetView;
use crate::report::views::STANDARD_ERRORS;
use crate::text;

/// What the figures are, and what they leave out.
pub(super) const WHAT_IT_IS: &str = "Net benefit a year is modelled harm avoided less extra cost (the Green Book's net present \
                                     value, of one settled year); the benefit–cost ratio is modelled harm avoided by extra cost. \
                                     Both have costed harm only: people are not in them, and stand beside them.";

/// The same of a plan.
const OF_A_PLAN: &str = "The net present value is modelled harm avoided less extra cost, each counted at present value; the \
                         benefit–cost ratio is the one by the other. Both have costed harm only: people are not in them, and \
                         stand beside them.";

/// What the figures are, and what they leave out, of a settled year or of a plan.
pub(super) fn what_it_is(period: Period<'_>) -> &'static str {
    if period.plan().is_some() { OF_A_PLAN } else { WHAT_IT_IS }
}

/// How costs of cases are not to be read.
pub(super) fn what_a_case_costs(period: Period<'_>) -> &'static str {
    if period.plan().is_some() {
        "Each as if all the extra cost, at present value, were for that measure alone, and people counted the same in every \
         year: not to be added up."
    } else {
        "Each as if all the extra cost were for that measure alone: not to be added up."
    }
}

/// What a net benefit is called: that of a plan is its net present value.
pub(super) fn net(period: Period<'_>) -> &'static str {
    if period.plan().is_some() { "net present value" } else { "net benefit" }
}

/// How likely a net benefit is to be above nought, for a cell of a table.
pub(super) fn above_nought(net: &NetView) -> String {
    let summary = &net.summary;
    if summary.sd.max(summary.mean.abs()) <= 0.0 {
        return "nought".to_owned();
    }
    if summary.mean.abs() <= STANDARD_ERRORS * summary.se {
        return standing::TOO_CLOSE.to_owned();
    }
    text::likelihood(net.probability_positive)
}

/// What one case avoided costs: `£3.4m`, below a million in pounds to three figures, `£633,000`.
pub(super) fn per_case(millions: f64) -> String {
    if millions >= 0.9995 {
        return text::money(millions);
    }
    let pounds = millions * 1e6;
    let mut unit = 1.0;
    while pounds / unit >= 999.5 {
        unit *= 10.0;
    }
    text::pounds((pounds / unit).round() * unit, 0)
}

/// The same with its interval, where it has one; `None` where it cannot be said.
pub(super) fn per_case_in(view: &CostPerCaseView) -> Option<(String, Option<[String; 2]>)> {
    Some((per_case(view.cost?), view.p5.zip(view.p95).map(|(low, high)| [low, high].map(per_case))))
}

/// The human measures of a block by id, each once, with the name that it has first.
pub(super) fn measures(block: &BlockView) -> Vec<(&str, &str)> {
    let mut measures: Vec<(&str, &str)> = Vec::new();
    for count in block.threats.iter().flat_map(|threat| &threat.counts) {
        if !measures.iter().any(|(id, _)| *id == count.id) {
            measures.push((&count.id, &count.name));
        }
    }
    measures
}

/// Why some cases have no cost, or no interval of it, each reason once: `deaths and injuries: there are as many as with Today, …`.
pub(super) fn why_not(view: &EconomicsView, measures: &[(&str, &str)]) -> Vec<String> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for (id, name) in measures {
        let Some(reason) = view.cost_per_case.get(*id).and_then(|cost| cost.reason.as_deref()) else {
            continue;
        };
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => reasons.push((reason, vec![name])),
        }
    }
    reasons.into_iter().map(|(reason, names)| format!("{}: {reason}", text::listed(&names))).collect()
}

/// What an allocation costs beyond today's spend and what that is worth, in sentences; none where it costs the same. Whether it
/// is a plan says over which time.
pub(super) fn against_today(view: &EconomicsView, is_plan: bool) -> Vec<String> {
    if !view.costs_differ() {
        return Vec::new();
    }
    let (extra, net) = (view.extra_cost, &view.net_present_value);
    let more = if extra > 0.0 { "more" } else { "less" };
    let [mean, low, high] = [net.summary.mean, net.summary.p5, net.summary.p95].map(text::money);
    let (over, what) = (period::of_money(is_plan), if is_plan { "net present value" } else { "net benefit" });
    let behind = if is_plan { String::new() } else { format!(" {over}") };
    let mut said = vec![format!(
        "Its programmes cost {} {over} {more} than today's. Harm avoided less that is a modelled {what} of {mean}{behind} \
         (90% of draws: {}); above nought: {}. People are not in it.",
        text::money(extra.abs()),
        text::range(&low, &high),
        above_nought(net),
    )];
    if let Some(ratio) = &view.benefit_cost_ratio {
        let [mean, low, high] = [ratio.mean, ratio.p5, ratio.p95].map(text::per_pound);
        said.push(format!(
            "Each extra £1 avoids {mean} of modelled harm (90% of draws: {}): the benefit–cost ratio.",
            text::range(&low, &high)
        ));
    }
    said.extend(view.benefit_cost_reason.as_ref().map(|reason| format!("It {reason}.")));
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::views::SummaryView;

    #[test]
    fn what_a_case_costs_has_three_figures_at_most_below_a_million() {
        let said = [0.633_307, 0.999_4, 0.999_6, 0.012_349, 0.000_123_4, 0.0, 3.44, 97.2].map(per_case);
        assert_eq!(said, ["£633,000", "£999,000", "£1.0m", "£12,300", "£123", "£0", "£3.4m", "£97m"]);
    }

    #[test]
    fn a_net_benefit_within_the_simulations_noise_is_not_called_likely() {
        let net = |mean, se, probability_positive| NetView {
            summary: SummaryView { mean, se, sd: 10.0 * se, p5: mean, p50: mean, p95: mean },
            probability_positive,
        };
        assert_eq!(above_nought(&net(1.0, 0.6, 0.6)), "too close to tell with these draws");
        assert_eq!(above_nought(&net(1.0, 0.4, 0.6)), "likely (60%)");
        assert_eq!(above_nought(&net(0.0, 0.0, 0.0)), "nought");
        assert_eq!(above_nought(&net(5.0, 0.0, 1.0)), "almost certain (100%)");
    }
}
