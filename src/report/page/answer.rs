//! The question, and the answer in two sentences.

use crate::report::page::figures::probability;
use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::study::Proposal;
use crate::study::ScenarioResult;
use crate::text;
use maud::Markup;
use maud::html;

#[expect(clippy::unnecessary_wraps, reason = "every section has this shape")]
pub(super) fn section(told: &Told) -> Option<Markup> {
    Some(html! {
        p.question { (question(told)) }
        p.answer { (answer(told)) }
        (key_figures(told))
        @if let Some((_, result)) = told.proposed() {
            @if let Some(description) = result.scenario.description() {
                p { strong { "What " (name(result.scenario.name())) " asks. " } bdi { (description) } }
            }
        }
    })
}

/// The answer as a line of the contents.
pub(super) fn in_short(told: &Told) -> Markup {
    let possible = told.results().len();
    let impossible = told.chapter.block.unanswered.len();
    html! {
        (text::plural(possible + impossible, "scenario", "scenarios"))
        @if impossible > 0 { ", " (impossible) " of them not possible" }
        @if let Some((_, result)) = told.proposed() {
            ". “" (name(result.scenario.name())) "”: "
            @if told.is_reference(result) {
                span.nowrap { (text::money_signed(result.harm_avoided.mean)) } " a year against today’s spend"
            } @else {
                span.nowrap { (text::money_signed(result.versus.mean)) } " a year, " (told.verdict(result))
            }
        }
        "."
    }
}

fn question(told: &Told) -> Markup {
    let results = told.results();
    match (told.proposed(), told.reference()) {
        (None, _) => html! { "Can any of these scenarios be had?" },
        (Some((_, result)), _) if results.len() == 1 => html! {
            "How much harm does “" (name(result.scenario.name())) "” avoid, against today’s spend?"
        },
        (Some((proposal, result)), reference) if proposal.is_asked => html! {
            "Is “" (name(result.scenario.name())) "” better than “" (name(reference.scenario.name())) "”?"
        },
        (Some(_), reference) => html! {
            "Which of these " (results.len()) " ways to spend the money avoids most harm, and is it better than “"
            (name(reference.scenario.name())) "”?"
        },
    }
}

/// The answer, and how much it is worth.
fn answer(told: &Told) -> Markup {
    let Some((proposal, result)) = told.proposed() else {
        return html! { "No: none of them has an answer. What stands in the way is said below." };
    };
    html! {
        (first(told, proposal, result))
        " "
        (second(told))
    }
}

fn first(told: &Told, proposal: &Proposal, result: &ScenarioResult) -> Markup {
    let scenario = name(result.scenario.name());
    let against_today = told.is_reference(result);
    let figures = if against_today { &result.harm_avoided } else { &result.versus };
    let money = |value: f64| text::money(value);
    let more = if figures.mean < 0.0 { "less" } else { "more" };
    let reference = told.reference();
    let against = if against_today || reference.scenario.is_today() {
        html! { " than today’s spend" }
    } else {
        html! { " than “" (name(reference.scenario.name())) "”" }
    };
    let end = |value: f64| html! { span.nowrap { (money(value)) } };
    let range = html! { "90% of draws: " (end(figures.p5)) " to " (end(figures.p95)) };
    if against_today && proposal.best.as_ref().is_some_and(|best| best.is_today) {
        return html! { "“" (scenario) "” is today’s allocation, and nothing the scenario allows is better." };
    }
    if against_today && figures.mean.abs() < 1e-9 {
        return html! { "“" (scenario) "” spends what is spent today, so it avoids no more harm than today." };
    }
    let verdict = if figures.is_distinguishable_from_nought() {
        html! { ", and is better in " (probability(figures.probability_positive)) " of draws." }
    } else {
        html! {
            ", and is better in " (probability(figures.probability_positive)) " of draws: "
            strong { "not distinguishable from " (if against_today { "today’s spend" } else { "the reference" }) } "."
        }
    };
    html! {
        "“" (scenario) "” is modelled to avoid " strong { (money(figures.mean.abs())) " a year " (more) " harm" }
        (against) " (" (range) ")" (verdict)
    }
}

fn second(told: &Told) -> Markup {
    let (placeholders, all) = told.placeholders();
    html! {
        @if placeholders == 0 {
            "It rests on " (text::plural(all, "assumption", "assumptions")) ", none of them a placeholder."
        } @else {
            "It rests on " (text::plural(all, "assumption", "assumptions")) ", of which " strong { (placeholders) }
            " are placeholders that nobody has measured."
        }
    }
}

/// The figures that are asked for first.
fn key_figures(told: &Told) -> Markup {
    let Some((_, result)) = told.proposed() else { return html! {} };
    let bridge = result.bridge.as_ref().ok();
    let (placeholders, all) = told.placeholders();
    html! {
        dl.key-figures {
            div {
                dt { "modelled harm avoided a year, against today’s spend" }
                dd { (text::money_signed(result.harm_avoided.mean)) }
            }
            @if let Some(bridge) = bridge {
                div {
                    dt { "of that, from the split alone" }
                    dd { (text::money_signed(bridge.split)) }
                }
                div {
                    dt { "and from better use inside the strands" }
                    dd { (text::money_signed(bridge.within)) }
                }
            }
            div {
                dt { "assumptions that are placeholders" }
                dd { (placeholders) " of " (all) }
            }
        }
    }
}
