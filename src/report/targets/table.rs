//! The answer to a target as people read it.

use crate::report::amounts::change;
use crate::report::amounts::pounds;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::report::targets::document::Document;
use crate::report::targets::document::LeastView;
use crate::report::targets::document::StrandView;
use crate::report::views::AvoidedView;
use crate::text;

/// The goal in words.
fn wanted(document: &Document) -> String {
    let avoid = text::money(document.avoid);
    let over = document.rests_on.period().of_harm();
    match document.probability {
        None => format!("{avoid} of harm avoided {over} in expectation"),
        Some(p) => {
            format!("{avoid} of harm avoided {over} with a probability of at least {}", text::percent(p, 0))
        }
    }
}

/// The answer as text.
#[must_use]
pub fn table(document: &Document, width: u16) -> String {
    let heading =
        format!("{} [{}]: {} ({})", document.name, document.id, wanted(document), document.prices());
    let mut out = prose::wrapped_with(&heading, width, "", "");
    if let Some(reached) = Reached::of(document) {
        for line in said(document, &reached) {
            out += &prose::wrapped(&line, width);
        }
        out += &format!("\nMoney by strand, {}\n", document.rests_on.period().millions());
        out += &strands(document, width);
        out += &by_year(document, width);
    } else {
        let said = out_of_reach(document);
        out += &prose::wrapped(&said, width);
    }
    out += "\nWhat this rests on\n";
    document.rests_on.said().iter().for_each(|line| out += &prose::wrapped(line, width));
    out
}

/// What is known wherever the goal is reached.
struct Reached {
    least: f64,
    /// The share of draws in which it is.
    in_draws: f64,
    avoided: AvoidedView,
}

impl Reached {
    /// What a document says; nothing where the goal is out of reach.
    fn of(document: &Document) -> Option<Self> {
        let Document { least, reached_in, harm_avoided, .. } = document;
        Some(Self { least: (*least)?, in_draws: (*reached_in)?, avoided: (*harm_avoided)? })
    }
}

/// That nothing reaches the goal: proved in expectation, and with a probability what the search came to.
fn out_of_reach(document: &Document) -> String {
    if let (None, Some(by)) = (document.reachable, &document.stopped_by) {
        return format!(
            "NOT settled: the search was ended ({by}) before it found an allocation that reaches it, or proved that there is \
             none."
        );
    }
    let plan = document.rests_on.horizon.as_ref();
    let later = plan.map(|plan| format!(" in {} and later years in proportion", plan.first_year));
    let later = later.unwrap_or_default();
    let with = document.most_with.map(|with| text::money(with) + &later);
    let most = document.most_avoidable.zip(with);
    match (most, document.most_reached_in) {
        (None, _) => "Not possible: whatever the budget, the rules of this scenario allow no allocation; `optimise` says \
                      which of them clash."
            .to_owned(),
        (Some((most, with)), None) => format!(
            "Out of reach: with {with} no allowed allocation avoids more than {} in expectation.",
            text::money(most)
        ),
        (Some((most, with)), Some(share)) => format!(
            "Not reached by any allocation found; that none exists is not proved. The best found, with {with}, reaches it \
             in {} of draws{}, and avoids {} in as many draws as were asked for.",
            text::percent(share, 1),
            standard_error(document.most_reached_se),
            text::money(most)
        ),
    }
}

fn standard_error(se: Option<f64>) -> String {
    se.map(|se| format!(" (standard error {} points)", text::thousands(100.0 * se, 1))).unwrap_or_default()
}

/// Money to a decimal, rounded one way: the least up and a bound down, so that neither says more than is proved.
fn outwards(millions: f64, round: fn(f64) -> f64) -> String {
    // What is a whole number of tenths but for rounding stays that.
    let tenths = millions * 10.0;
    let whole = tenths.round();
    let rounded = if (tenths - whole).abs() <= 1e-6 * whole.abs().max(1.0) { whole } else { round(tenths) };
    text::money_to(rounded / 10.0, 1)
}

fn said(document: &Document, reached: &Reached) -> Vec<String> {
    let least = outwards(reached.least, f64::ceil);
    let plan = document.rests_on.horizon.as_ref();
    let of = &match (document.least_of, plan) {
        (LeastView::Money, None) => "money".to_owned(),
        (LeastView::Money, Some(plan)) => {
            format!("money in {}, with later years in proportion to the scenario's,", plan.first_year)
        }
        (LeastView::Movement, None) => "movement of money from today".to_owned(),
        (LeastView::Movement, Some(_)) => {
            "movement of money from today, added up over all years and not discounted,".to_owned()
        }
    };
    let mut lines = match document.probability {
        None if document.stopped_by.is_some() => vec![format!(
            "The least {of} found that reaches it before the search was ended ({}) is {least}: less may do. It is proved that \
             nothing below {} does.",
            document.stopped_by.as_deref().unwrap_or_default(),
            outwards(document.proven_at_least.unwrap_or_default(), f64::floor)
        )],
        None => vec![match document.proven_at_least {
            Some(proven) => format!(
                "The least {of} that reaches it is {least}; it is proved that nothing below {} does.",
                outwards(proven, f64::floor)
            ),
            None => format!("The least {of} found that reaches it is {least}. Nothing is proven from below."),
        }],
        Some(_) => by_chance(document, of, reached.least),
    };
    lines.push(format!(
        "It avoids a modelled {}; the goal is reached in {} of draws{}.",
        prose::avoided(&reached.avoided.summary, &document.rests_on.period().of_harm()),
        text::percent(reached.in_draws, 1),
        standard_error(document.reached_se)
    ));
    if document.least_of == LeastView::Movement {
        lines.push(
            "Movement is half of the sum of all changes, since what leaves one place arrives in another: money that is new, or \
             spent no more, counts half."
                .to_owned(),
        );
    }
    if document.more_is_no_worse == Some(false) {
        lines.push(
            "Shares here must be spent, so more money may do worse, and the search began at the scenario's own: \
             amounts further off may reach it too."
                .to_owned(),
        );
    }
    lines
}

/// What was found and what is proved of a goal with a probability.
fn by_chance(document: &Document, of: &str, least: f64) -> Vec<String> {
    let mut lines = vec![format!(
        "The least {of} found that reaches it is {}: an allocation was evaluated, so that much is enough on these draws. A \
         probability is not convex, so less may do.",
        outwards(least, f64::ceil)
    )];
    lines.push(match document.proven_at_least {
        Some(proven) if proven >= least => "Nothing less does: that is proved.".to_owned(),
        Some(proven) => format!(
            "Proven from below: nothing under {} reaches it, not even for somebody who knew which draw is the truth.",
            outwards(proven, f64::floor)
        ),
        None => "Nothing is proven from below: that takes every draw solved for itself, and is tried only where few are \
                 needed (a thousand draws or so)."
            .to_owned(),
    });
    lines.push(match (document.safe_least, document.safe_proven_at_least) {
        (Some(safe), Some(proven)) => format!(
            "Proven from above by a stronger condition, which is convex: {} is the least with which the mean of the worst \
             draws (CVaR) reaches the goal, and it is proved that nothing below {} meets that condition.",
            outwards(safe, f64::ceil),
            outwards(proven, f64::floor)
        ),
        _ => "The stronger convex condition, that the mean of the worst draws (CVaR) reaches the goal, is met by nothing \
              looked at."
            .to_owned(),
    });
    lines
}

fn strands(document: &Document, width: u16) -> String {
    let columns =
        [("Strand", Set::Words), ("today", Set::Figures), ("then", Set::Figures), ("change", Set::Figures)];
    let known: Vec<(&String, &StrandView)> =
        document.order.iter().filter_map(|strand| document.strands.get_key_value(&strand.id)).collect();
    let (today, today_in_all) = adding_up(known.iter().map(|(_, money)| money.today));
    let (then, then_in_all) = adding_up(known.iter().map(|(_, money)| money.then));
    let line = |name: &str, before: i64, after: i64| {
        vec![name.to_owned(), pounds(before), pounds(after), change(after - before)]
    };
    let rows = known.iter().zip(today.iter().zip(&then));
    let mut rows: Vec<Vec<String>> =
        rows.map(|((strand, _), (before, after))| line(strand, *before, *after)).collect();
    rows.push(line("TOTAL", today_in_all, then_in_all));
    grid(width, &columns, rows)
}

/// Money by strand in each year of a plan; nothing of a settled year.
fn by_year(document: &Document, width: u16) -> String {
    if document.years.is_empty() {
        return String::new();
    }
    let strands = || document.order.iter().map(|strand| strand.id.as_str());
    let mut columns = vec![("Year", Set::Words)];
    columns.extend(strands().map(|strand| (strand, Set::Figures)));
    columns.push(("total", Set::Figures));
    let rows = document.years.iter().map(|year| {
        let amounts = strands().map(|strand| year.strands.get(strand).copied().unwrap_or_default());
        let (amounts, total) = adding_up(amounts);
        let figures = amounts.into_iter().chain([total]).map(pounds);
        std::iter::once(year.year.to_string()).chain(figures).collect()
    });
    "\nMoney by strand in each year, £m in the year, not discounted\n".to_owned()
        + &grid(width, &columns, rows.collect())
}

/// Whole £m that add up to their rounded total.
#[expect(clippy::cast_possible_truncation, reason = "budgets in £m are far below 2^53")]
fn adding_up(amounts: impl Iterator<Item = f64>) -> (Vec<i64>, i64) {
    let amounts: Vec<f64> = amounts.collect();
    let total = amounts.iter().sum::<f64>().round() as i64;
    (text::largest_remainder(&amounts, total), total)
}
