//! How to get the same page again, and how to check that it is the same.

use crate::report::Provenance;
use crate::report::page::figures::count;
use crate::report::page::frame;
use crate::text;
use maud::Markup;
use maud::html;

/// The command that makes pages.
const REPORT: &str = "report";

pub(super) fn section(from: &Provenance) -> Markup {
    let (program, question) = (&from.program, &from.question);
    html! {
        p {
            "The same program, files and command give the same figures on any machine, and the same page but for what the "
            "program was built for, with any number of threads."
            @if question.arguments.iter().any(|argument| argument.starts_with("--time-limit")) {
                " " strong { "A clock could end searches here: " } "what it ended may come out otherwise."
            }
        }
        pre.command tabindex="0" { code { (command(from)) } }
        dl.facts {
            div { dt { "Program" } dd { "apportion " (program.version) } }
            div { dt { "Built from" } dd { code { (program.git) } } }
            div { dt { "Built for" } dd { (program.target) } }
            div { dt { "Solver" } dd { (program.solver) } }
            div { dt { "Day taken for today" } dd { (from.question.as_of) } }
            @for restated in &from.restated {
                div { dt { "Prices restated" } dd { "from " bdi { (restated.from) } " to " (restated.to) " by " (restated.by) } }
            }
            @for simulated in &from.question.simulations {
                div {
                    dt { "Draws" }
                    dd { (count(simulated.draws as u64)) " draws, seed " (simulated.seed) ", " (simulated.sampler) }
                }
            }
        }
        (inputs(from))
    }
}

fn inputs(from: &Provenance) -> Markup {
    let inside = html! {
        thead {
            tr {
                th scope="col" { "File" }
                th.figure scope="col" { "bytes" }
                th scope="col" { "SHA-256" }
            }
        }
        tbody {
            @for input in &from.inputs {
                tr {
                    th scope="row" { code { bdi { (input.path) } } }
                    td { (count(input.bytes)) }
                    td.words { code.hash { (input.sha256) } }
                }
            }
        }
    };
    frame::table("Every file that was read", "files", &inside)
}

/// What to type, with the day and without what changes no figure; a page of a comparison's results takes a second line.
fn command(from: &Provenance) -> String {
    let question = &from.question;
    let mut words = vec!["apportion".to_owned(), question.command.clone()];
    words.extend(question.arguments.iter().map(|argument| text::quoted(argument)));
    if !question.arguments.iter().any(|argument| argument.starts_with("--as-of")) {
        words.push(format!("--as-of {}", question.as_of));
    }
    let asked = words.join(" ");
    if question.command == REPORT {
        format!("{asked} --out report.html")
    } else {
        format!("{asked} --out results\napportion {REPORT} results --out report.html")
    }
}
