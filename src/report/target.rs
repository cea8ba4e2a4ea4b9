//! The answer to a target, for people and for machines.

use crate::model::Allocation;
use crate::model::Scenario;
use crate::report::Rests;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::long;
use crate::report::prose;
use crate::report::views;
use crate::report::views::AvoidedView;
use crate::study::Answer;
use crate::study::Goal;
use crate::study::Hit;
use crate::study::Least;
use crate::text;
use serde::Serialize;
use std::collections::BTreeMap;
use std::error::Error;

/// The goal in words.
fn wanted(goal: Goal) -> String {
    let avoid = text::money(goal.avoid.millions());
    match goal.probability {
        None => format!("{avoid} of harm avoided a year in expectation"),
        Some(p) => format!(
            "{avoid} of harm avoided a year with a probability of at least {}",
            text::percent(p.get(), 0)
        ),
    }
}

/// The answer as text.
#[must_use]
pub fn table(
    scenario: &Scenario,
    goal: Goal,
    least: Least,
    answer: &Answer,
    rests: &Rests,
    width: u16,
) -> String {
    let heading = format!("{} [{}]: {}", scenario.name(), scenario.id(), wanted(goal));
    let mut out = prose::wrapped_with(&heading, width, "", "");
    match answer {
        Answer::OutOfReach { most, with } => {
            let counted =
                if goal.probability.is_some() { "in the mean of the tail" } else { "in expectation" };
            out += &prose::wrapped(
                &format!(
                    "Out of reach: with {} no allowed allocation avoids more than {} {counted}.",
                    text::money(with.millions()),
                    text::money(*most)
                ),
                width,
            );
        }
        Answer::Hit(hit) => {
            for line in said(goal, least, hit) {
                out += &prose::wrapped(&line, width);
            }
            out += "\nMoney by strand, £m a year\n";
            out += &strands(scenario, hit, width);
        }
    }
    out += "\nWhat this rests on\n";
    rests.said().iter().for_each(|line| out += &prose::wrapped(line, width));
    out
}

fn said(goal: Goal, least: Least, hit: &Hit) -> Vec<String> {
    let figure = |value: f64| format!("£{}m", text::thousands(value, 1));
    let of = match least {
        Least::Money => "The least money",
        Least::Movement => "The least movement of money from today",
    };
    let mut lines = vec![
        format!(
            "{of} that reaches it is {}; nothing below {} does.",
            figure(hit.least),
            figure(hit.at_least)
        ),
        format!(
            "It avoids a modelled {}; the goal is reached in {} of draws.",
            prose::avoided(&hit.harm_avoided),
            text::percent(hit.reached_in, 1)
        ),
    ];
    if goal.probability.is_some() {
        lines.push(
            "A probability is not convex, so its safe convex form was asked for: the mean of the worst draws (CVaR) \
             reaches the goal. The probability reached is therefore at least the one asked for, and less money may do."
                .to_owned(),
        );
    }
    lines
}

fn strands(scenario: &Scenario, hit: &Hit, width: u16) -> String {
    let evidence = scenario.evidence();
    let today = Allocation::reference(evidence);
    let columns =
        [("Strand", Set::Words), ("today", Set::Figures), ("then", Set::Figures), ("change", Set::Figures)];
    let rows = evidence.strands().iter().map(|strand| {
        let members = evidence.programmes_of(strand);
        let (before, after) =
            (today.total_of(&members).millions(), hit.allocation.total_of(&members).millions());
        let change = text::money_signed(after - before);
        vec![strand.to_string(), text::thousands(before, 0), text::thousands(after, 0), change]
    });
    grid(width, &columns, rows.collect())
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    id: String,
    name: String,
    avoid: f64,
    probability: Option<f64>,
    least_of: &'static str,
    reachable: bool,
    most_avoidable: Option<f64>,
    least: Option<f64>,
    proven_at_least: Option<f64>,
    reached_in: Option<f64>,
    harm_avoided: Option<AvoidedView>,
    programmes: BTreeMap<String, f64>,
    rests_on: Rests,
}

/// The answer as JSON, schema `apportion/target/1`.
///
/// # Errors
/// As the JSON writer's.
pub fn json(
    scenario: &Scenario,
    goal: Goal,
    least: Least,
    answer: &Answer,
    rests: &Rests,
) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let (hit, most) = match answer {
        Answer::Hit(hit) => (Some(hit), None),
        Answer::OutOfReach { most, .. } => (None, Some(*most)),
    };
    let programmes = hit.into_iter().flat_map(|hit| {
        let money = scenario.evidence().programmes().iter().zip(hit.allocation.millions());
        money.map(|(programme, amount)| (programme.id.to_string(), *amount))
    });
    views::json(&Document {
        schema: "apportion/target/1",
        id: scenario.id().to_owned(),
        name: scenario.name().to_owned(),
        avoid: goal.avoid.millions(),
        probability: goal.probability.map(crate::units::Share::get),
        least_of: name(least),
        reachable: hit.is_some(),
        most_avoidable: most,
        least: hit.map(|hit| hit.least),
        proven_at_least: hit.map(|hit| hit.at_least),
        reached_in: hit.map(|hit| hit.reached_in),
        harm_avoided: hit.map(|hit| AvoidedView::of(&hit.harm_avoided)),
        programmes: programmes.collect(),
        rests_on: rests.clone(),
    })
}

fn name(least: Least) -> &'static str {
    match least {
        Least::Money => "money",
        Least::Movement => "movement",
    }
}

/// The answer as CSV: one line for the figures, one for each programme.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(
    scenario: &Scenario,
    least: Least,
    answer: &Answer,
) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let id = long::plain(scenario.id());
    let mut push = |quantity: &str, of: &str, unit: &str, value: f64| {
        rows.push(vec![id.clone(), quantity.to_owned(), of.to_owned(), unit.to_owned(), value.to_string()]);
    };
    match answer {
        Answer::OutOfReach { most, .. } => push("most_avoidable", "", "£m a year", *most),
        Answer::Hit(hit) => {
            push("least", name(least), "£m", hit.least);
            push("proven_at_least", name(least), "£m", hit.at_least);
            push("harm_avoided_mean", "", "£m a year", hit.harm_avoided.mean);
            push("reached_in", "", "share of draws", hit.reached_in);
            for (programme, amount) in scenario.evidence().programmes().iter().zip(hit.allocation.millions())
            {
                push("programme", programme.id.as_str(), "£m", *amount);
            }
        }
    }
    long::csv(&["scenario", "quantity", "of", "unit", "value"], rows)
}
