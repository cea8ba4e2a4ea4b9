//! The best allocation as a strategist reads it.

use crate::report::best::Answered;
use crate::report::best::Stated;
use crate::report::best::impossible;
use crate::report::best::lines;
use crate::report::best::money;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::study::Best;
use crate::study::Found;
use crate::text;

/// What prices may leave unexplained of the gradient before they are called approximate.
const EXPLAINED: f64 = 1e-6;

/// The answers as text of at most `width` columns.
#[must_use]
pub fn table(
    answers: &[Answered],
    stated: &dyn Fn(usize, &crate::study::RuleSaid) -> Option<String>,
    width: u16,
) -> String {
    let texts = answers.iter().enumerate().map(|(i, answer)| match &answer.best {
        Best::Impossible(why) => {
            let place: &Stated<'_> = &|rule| stated(i, rule);
            impossible(&answer.scenario, why, place, width)
        }
        Best::Found(found) => found_text(answer, found, width),
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn found_text(answer: &Answered, found: &Found, width: u16) -> String {
    let scenario = &answer.scenario;
    let mut out = prose::wrapped_with(&format!("{} [{}]", scenario.name(), scenario.id()), width, "", "");
    if let Some(description) = scenario.description() {
        out += &prose::wrapped_with(description, width, "", "");
    }
    out += "\nThe answer\n";
    for sentence in verdict(found) {
        out += &prose::wrapped(&sentence, width);
    }
    out += "\nMoney by strand, £m a year\n";
    out += &money::strands(answer, found, width);
    out += "\nMoney by programme, £m a year\n";
    out += &money::programmes(answer, found, width);
    if found.certificate.is_some() && found.near.is_empty() {
        let why = "n/a: ranges of nearly as good allocations are worked out for a mean objective; ask the same scenario \
                   with `risk = \"mean\"`.";
        out += &prose::wrapped(why, width);
    }
    if let Some(prices) = &found.prices {
        let heading = "What the rules cost: £ of modelled harm avoided for each £1 by which one is relaxed";
        out += &prose::wrapped_with(heading, width, "\n", "");
        out += &priced(answer, prices, width);
    }
    out += "\nHow sure it is\n";
    for sentence in confidence(found) {
        out += &prose::wrapped(&sentence, width);
    }
    out += "\nWhat this rests on\n";
    for line in answer.rests.said() {
        out += &prose::wrapped(&line, width);
    }
    out
}

fn verdict(found: &Found) -> Vec<String> {
    let mut said =
        vec![format!("It avoids a modelled {}, against today's spend.", prose::avoided(&found.harm_avoided))];
    said.push(match &found.certificate {
        None => "The scenario leaves nothing to choose, so there is nothing to prove.".to_owned(),
        Some(proof) if proof.reached => format!(
            "Nothing that the scenario allows does better by more than {} of the objective: {}, {} over all draws.",
            prose::gap(proof.gap),
            text::plural(proof.iterations, "model solved", "models solved"),
            text::plural(proof.evaluations, "pass", "passes"),
        ),
        Some(proof) => format!(
            "NOT proven as asked: something better by {} of the objective may exist. Read it as a good allocation.",
            prose::gap(proof.gap)
        ),
    });
    if found.is_today {
        said.push(
            "This is today's allocation: the search began there and proved that nothing allowed is better."
                .to_owned(),
        );
    }
    if let Some(prices) = &found.prices {
        let explained = prose::gap(prices.stationarity);
        said.push(if prices.stationarity <= EXPLAINED {
            format!("The prices of the rules explain the gradient to {explained} of its largest entry (Karush-Kuhn-Tucker).")
        } else {
            format!(
                "The prices of the rules leave {explained} of the gradient's largest entry unexplained: the objective has \
                 kinks (a tail, or tables of points), so its value is proven but amounts and prices are approximate."
            )
        });
    }
    let tail = &found.tail;
    said.push(format!(
        "Harm in the worst {} of draws begins at £{}m (VaR) and averages £{}m (CVaR); the worst draw is £{}m.",
        text::percent(1.0 - found.level, 0),
        text::thousands(tail.var, 0),
        text::thousands(tail.cvar, 0),
        text::thousands(tail.worst, 0),
    ));
    said
}

fn priced(answer: &Answered, prices: &crate::optimise::Prices, width: u16) -> String {
    let columns = [("Rule", Set::Words), ("£ per £1", Set::Figures)];
    let mut rows = Vec::new();
    let figure = |gain: f64| text::thousands(gain, if gain.abs() < 0.1 { 4 } else { 2 });
    rows.push(match prices.budget {
        Some(gain) => {
            vec!["£1 more for everything: the marginal return of the budget".to_owned(), figure(gain)]
        }
        None => vec!["the budget: the other rules leave no room for more money".to_owned(), "n/a".to_owned()],
    });
    let said = lines::prices(&answer.scenario, prices);
    rows.extend(said.iter().map(|price| vec![price.words.clone(), figure(price.gain)]));
    let mut out = grid(width, &columns, rows);
    for price in said.iter().filter(|price| price.is_limit) {
        let cost = format!("{} costs £{} of modelled harm avoided per £1.", price.words, figure(price.gain));
        out += &prose::wrapped(&cost, width);
    }
    out
}

fn confidence(found: &Found) -> Vec<String> {
    let mut said = Vec::new();
    let sure = &found.confidence;
    if let Some(regret) = &sure.regret {
        said.push(format!(
            "Somebody who knew which of {} draws is the truth could avoid £{}m a year more than this allocation (mean; \
             90% of draws up to £{}m).",
            sure.draws,
            text::thousands(regret.mean, 0),
            text::thousands(regret.p95, 0)
        ));
    }
    if let Some(regret) = &sure.regret_today {
        said.push(format!("Against today's allocation that would be £{}m.", text::thousands(regret.mean, 0)));
    }
    let holdout = &found.holdout;
    let (optimism, noise) = (holdout.optimism(), 2.0 * holdout.fresh.se);
    said.push(format!(
        "On fresh draws (seed {}) it avoids £{}m, against £{}m on the draws it was found on: an optimism of {}, which {}.",
        holdout.seed,
        text::thousands(holdout.fresh.mean, 1),
        text::thousands(holdout.seen, 1),
        text::money_signed(optimism),
        if optimism.abs() <= noise {
            "is not distinguishable from sampling noise"
        } else {
            "more draws would reduce"
        }
    ));
    if found.harm_avoided.is_distinguishable_from_nought() {
        said.push("Its gain on today's spend is distinguishable from nought.".to_owned());
    } else {
        said.push(
            "Its gain on today's spend is not distinguishable from nought on this evidence.".to_owned(),
        );
    }
    said
}
