//! If one must be chosen: which are beaten, what each loses by not being the best, and what more money buys.

use crate::report::compare::CHOICE;
use crate::report::compare::Chosen;
use crate::report::compare::STEPS;
use crate::report::page::figures::plain;
use crate::report::page::figures::probability;
use crate::report::page::figures::signed;
use crate::report::page::frame;
use crate::report::page::naming::name;
use crate::report::page::naming::tagged;
use crate::report::prose;
use crate::report::report::Chapter;
use crate::text;
use maud::Markup;
use maud::html;

/// Nothing where there are not two scenarios besides today.
pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    let scenarios = chapter.best_first();
    let chosen = Chosen::of(chapter.block, &scenarios)?;
    let steps = chosen.said_of_steps();
    Some(html! {
        @if chosen.knows_scenarios() { (table(chapter, &chosen)) }
        @for line in chosen.said() { p { (line) } }
        @if !chosen.choice.neighbours.is_empty() { (steps_table(&chosen)) }
        @for line in steps { p.note { (line) } }
    })
}

fn table(chapter: &Chapter, chosen: &Chosen) -> Markup {
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Scenario" }
                th.figure scope="col" { "worst tenth of draws" }
                @if chosen.knows_draws() {
                    th.figure scope="col" { "best in" }
                    th.figure scope="col" { "expected regret" }
                    th.figure scope="col" { "in 95% of draws up to" }
                }
                th scope="col" { "beaten by" }
            }
        }
        tbody {
            @for (scenario, view) in chosen.rows() {
                tr class=[chapter.is_proposed(scenario).then_some("strong")] {
                    th scope="row" { (tagged(chapter, scenario)) }
                    td { (signed(view.worst_tenth)) }
                    @if chosen.knows_draws() {
                        td { (prose::known(view.probability_best, probability)) }
                        td { (prose::known(view.expected_regret, plain)) }
                        td { (prose::known(view.regret_p95, plain)) }
                    }
                    td.words { (name(&chosen.beaten_by(view))) }
                }
            }
        }
    };
    frame::table(&format!("{CHOICE}, {}", chapter.period().millions()), "", &inside)
}

/// What more money buys between neighbours on the cost–effect frontier.
fn steps_table(chosen: &Chosen) -> Markup {
    let measures = chosen.measures();
    let inside = html! {
        thead {
            tr {
                th scope="col" { "From, to" }
                th.figure scope="col" { "extra cost, £m" }
                th.figure scope="col" { "more harm avoided, £m" }
                th.figure scope="col" { "£ per extra £1" }
                th.figure scope="col" { "cost of £1 of harm avoided" }
                @for (_, measure) in &measures { th.figure scope="col" { "cost of a case: " (name(measure)) } }
            }
        }
        tbody {
            @for step in &chosen.choice.neighbours {
                tr {
                    th scope="row" { (name(&chosen.step(step))) }
                    td { (signed(step.extra_cost)) }
                    td { (signed(step.harm_avoided)) }
                    td { (text::per_pound(step.per_extra_pound)) }
                    td { (text::per_pound(step.cost_per_pound)) }
                    @for (id, _) in &measures { td { (Chosen::per_case(step, id)) } }
                }
            }
        }
    };
    frame::table(STEPS, "", &inside)
}
