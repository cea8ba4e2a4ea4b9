//! The best allocation as a strategist reads it.

use crate::report::optimise::answers::Document;
use crate::report::optimise::document::BestView;
use crate::report::optimise::document::EXPLAINED;
use crate::report::optimise::document::Entry;
use crate::report::optimise::document::HoldoutView;
use crate::report::optimise::impossible;
use crate::report::optimise::money;
use crate::report::optimise::prices;
use crate::report::optimise::robust_said;
use crate::report::optimise::studies;
use crate::report::optimise::years;
use crate::report::period;
use crate::report::prose;
use crate::report::prose::MISSING;
use crate::report::standing;
use crate::report::views::OptimumView;
use crate::report::worth;
use crate::text;

/// What is said where there is nothing to be had.
const EQUALLY_GOOD: &str = "Every allocation that the scenario allows is equally good: what is to be made small is \
                            nought whatever is done.";

/// The answers as text of at most `width` columns.
#[must_use]
pub fn table(document: &Document, width: u16) -> String {
    let mut texts: Vec<String> = document.scenarios.iter().map(|entry| text(entry, width)).collect();
    texts.extend(document.robust.as_ref().map(|robust| robust_said::section(robust, width)));
    texts.extend(prose::left_out(&document.broken, &document.refused, width));
    texts.join("\n")
}

/// One answer.
fn text(entry: &Entry, width: u16) -> String {
    match (&entry.best, &entry.infeasible) {
        (Some(best), _) => found_text(entry, best, width),
        (None, Some(why)) => impossible::why_impossible(&entry.id, &entry.name, why, width),
        (None, None) => String::new(),
    }
}

fn found_text(entry: &Entry, best: &BestView, width: u16) -> String {
    let mut out =
        prose::wrapped_with(&format!("{} [{}] ({})", entry.name, entry.id, entry.prices()), width, "", "");
    if let Some(description) = &entry.description {
        out += &prose::wrapped_with(description, width, "", "");
    }
    out += "\nThe answer\n";
    for sentence in verdict(best) {
        out += &prose::wrapped(&sentence, width);
    }
    let over = entry.rests_on.period().millions();
    out += &format!("\nMoney by strand, {over}\n");
    out += &money::strands(entry, best, width);
    out += &years::tables(entry, best, width);
    out += &format!("\nMoney by programme, {over}\n");
    out += &money::programmes(entry, best, width);
    let is_unranged = best.strands.values().all(|money| money.near_best.is_none());
    if best.optimum.is_some() && is_unranged && best.left_out.is_empty() && !best.is_plan() {
        let why = format!(
            "{MISSING}: ranges of nearly as good allocations are worked out for a mean objective; ask the same scenario \
             with `risk = \"mean\"`."
        );
        out += &prose::wrapped(&why, width);
    }
    if best.stationarity.is_some() {
        out += &prices::priced(best, width);
    }
    out += "\nHow sure it is\n";
    for sentence in confidence(best) {
        out += &prose::wrapped(&sentence, width);
    }
    out += &studies::text(entry, best, width);
    out += "\nWhat this rests on\n";
    for line in entry.rests_on.said() {
        out += &prose::wrapped(&line, width);
    }
    out
}

/// What was found where the search ended before it had proved as much as was asked.
fn unproven(proof: &OptimumView) -> String {
    let when = match proof.stopped_by.as_deref() {
        Some("time limit") => "when the time limit was up",
        Some("stopped") => "until the search was stopped",
        Some("solver") => "until the solver could not go on",
        _ => "after as many steps as the search may take",
    };
    // A hundredth of a percent is as fine as percentages are read.
    let within = |gap: f64| if gap < 1e-4 { prose::gap(gap) } else { text::percent(gap, 2) };
    match proof.gap {
        Some(gap) => format!(
            "NOT proven as asked: this is the best found {when}, proven within {} of the objective; something better by \
             that much may exist.",
            within(gap)
        ),
        None => format!("NOT proven: this is the best found {when}, and nothing is proven of it yet."),
    }
}

/// What was found, and what proves it, in sentences.
pub(in crate::report) fn verdict(best: &BestView) -> Vec<String> {
    let mut said = vec![format!(
        "It avoids a modelled {}, against today's spend.",
        prose::avoided(&best.harm_avoided.summary, &best.over())
    )];
    said.extend(best.economics.iter().flat_map(|view| worth::against_today(view, best.is_plan())));
    said.extend(years::said(best));
    said.push(match &best.optimum {
        None => "The scenario leaves nothing to choose, so there is nothing to prove.".to_owned(),
        Some(proof) if is_nought(proof) => EQUALLY_GOOD.to_owned(),
        Some(proof) if proof.reached => format!(
            "Nothing that the scenario allows does better by more than {} of the objective: {}, {} over all draws.",
            prose::gap(proof.gap),
            text::plural(proof.iterations, "model solved", "models solved"),
            text::plural(proof.evaluations, "pass", "passes"),
        ),
        Some(proof) => unproven(proof),
    });
    let is_proven = best.optimum.as_ref().is_some_and(|proof| proof.reached);
    if best.is_today {
        let today = match &best.optimum {
            Some(proof) if is_proven && proof.gap.is_some_and(|gap| gap <= TIGHT) => {
                "This is today's allocation: the search began there and proved that nothing allowed is better."
            }
            Some(_) => "This is today's allocation: the search began there and found nothing better.",
            None => "This is today's allocation.",
        };
        said.push(today.to_owned());
    }
    if let Some(unexplained) = best.stationarity {
        let explained = prose::gap(unexplained);
        said.push(if unexplained <= EXPLAINED {
            format!("The prices of the rules explain the gradient to {explained} of its largest entry (Karush-Kuhn-Tucker).")
        } else {
            let value = if is_proven { "its value is proven but " } else { "" };
            let why = best.why_approximate().unwrap_or_default();
            format!(
                "The prices of the rules leave {explained} of the gradient's largest entry unexplained: {why}, so \
                 {value}amounts and prices are approximate."
            )
        });
    }
    let tail = &best.risk;
    let harm = |value: f64| text::money_to(value, 0);
    said.push(format!(
        "Harm in the worst {} of draws begins at {} (VaR) and averages {} (CVaR); the worst draw is {}.",
        text::percent(1.0 - tail.level, 0),
        harm(tail.var),
        harm(tail.cvar),
        harm(tail.worst),
    ));
    said
}

/// Only what is proven to so small a part of the objective is said to be proved without a number beside it: of £37bn it is
/// less than a tenth of a million.
const TIGHT: f64 = 1e-6;

/// Whether the objective is nought here and nothing allowed can be less.
fn is_nought(proof: &OptimumView) -> bool {
    proof.upper.abs() < f64::MIN_POSITIVE && proof.lower.is_some_and(|lower| lower.abs() < f64::MIN_POSITIVE)
}

/// How sure it is, in sentences.
pub(in crate::report) fn confidence(best: &BestView) -> Vec<String> {
    let mut said = Vec::new();
    let sure = &best.confidence;
    if let Some(regret) = &sure.regret {
        said.push(format!(
            "Somebody who knew which of {} draws is the truth could avoid {} {} more than this allocation (mean; \
             90% of draws up to {}).",
            sure.draws,
            measured(best, regret.mean),
            period::of_money(best.is_plan()),
            measured(best, regret.p95)
        ));
    }
    if sure.unsolved > 0 {
        said.push(format!(
            "{} could not be solved for {} and {} left out of that.",
            text::plural(sure.unsolved, "draw", "draws"),
            if sure.unsolved == 1 { "itself" } else { "themselves" },
            if sure.unsolved == 1 { "is" } else { "are" },
        ));
    }
    if let Some(regret) = &sure.regret_today {
        said.push(format!("Against today's allocation that would be {}.", measured(best, regret.mean)));
    }
    said.extend(best.out_of_sample.as_ref().map(on_fresh_draws));
    said.extend(left_out(best));
    said.extend((!best.is_today).then(|| standing::against_today(&best.harm_avoided)));
    said
}

/// What was left out because the run had to end.
fn left_out(best: &BestView) -> Option<String> {
    let when = match best.left_out_by.as_deref()? {
        "time limit" => "the time was up",
        _ => "it was stopped",
    };
    Some(format!("Left out because {when}: {}.", text::listed(&best.left_out)))
}

/// The same allocation on draws that it has not seen.
fn on_fresh_draws(holdout: &HoldoutView) -> String {
    let HoldoutView { fresh, seen, optimism, .. } = holdout;
    let noise = 2.0 * fresh.se;
    format!(
        "On fresh draws (seed {}) it avoids {}, against {} on the draws it was found on: an optimism of {}, which {}.",
        holdout.seed,
        text::money_to(fresh.mean, 1),
        text::money_to(*seen, 1),
        text::money_signed(*optimism),
        if optimism.abs() <= noise {
            "is not distinguishable from sampling noise"
        } else {
            "more draws would reduce"
        }
    )
}

/// An amount of what the allocation is best at: £m of harm, or people.
fn measured(best: &BestView, amount: f64) -> String {
    if best.measures_harm() {
        text::money_to(amount, 0)
    } else {
        format!("{} of `{}`", text::thousands(amount, 0), best.measure)
    }
}
