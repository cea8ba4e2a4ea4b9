//! The order of what is said: answers, tables block by block, and once for all what they rest on.

use crate::report::Basis;
use crate::report::compare::Document;
use crate::report::compare::Headline;
use crate::report::compare::ScenarioView;
use crate::report::compare::by_programme;
use crate::report::compare::text::bridge;
use crate::report::compare::text::choice;
use crate::report::compare::text::harm;
use crate::report::compare::text::money;
use crate::report::compare::text::page::Page;
use crate::report::compare::text::people;
use crate::report::compare::text::studies;
use crate::report::compare::text::worth;
use crate::report::compare::text::years;
use crate::report::optimise::why_impossible;
use crate::report::prose;
use crate::text;

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The answer, and the tables that it stands on.
    Glance,
    /// Everything: also where harm avoided comes from, proofs, and what each scenario asks.
    Full,
}

/// As many scenarios without an answer are explained: whoever has more has one mistake, not a thousand.
const MOST_CLASHES: usize = 10;

/// Scenarios side by side as text, at most `width` columns wide.
#[must_use]
pub fn table(document: &Document, width: u16, detail: Detail) -> String {
    let blocks = document.blocks.iter().enumerate();
    let pages: Vec<Page> = blocks.map(|(number, block)| Page::of(document, number, block, width)).collect();
    // What could not be worked out, such as a move of more money than there is, is said first.
    let mut out =
        prose::left_out(&document.broken, &[], width).map(|broken| broken + "\n").unwrap_or_default();
    for page in &pages {
        out += &page.at_a_glance();
        out.push('\n');
    }
    for page in &pages {
        out += &page.text(detail);
        out.push('\n');
    }
    if let Some(left_out) = prose::left_out(&[], &document.refused, width) {
        out += &left_out;
        out.push('\n');
    }
    let bases: Vec<&Basis> = pages.iter().map(|page| &page.block.rests_on).collect();
    out += &what_it_rests_on(&bases, width);
    if detail == Detail::Glance && !pages.is_empty() {
        out += &prose::wrapped_with(
            "`--full` adds where harm avoided comes from, proofs, and what each scenario asks.",
            width,
            "\n",
            "",
        );
    }
    out
}

/// What holds for every block once, and behind it what holds for some, each statement once with those it holds for.
fn what_it_rests_on(bases: &[&Basis], width: u16) -> String {
    if bases.is_empty() {
        return String::new();
    }
    let said: Vec<Vec<String>> = bases.iter().map(|basis| basis.said()).collect();
    let mut groups: Vec<(Vec<usize>, Vec<&String>)> = Vec::new();
    for line in said.iter().flatten() {
        let of: Vec<usize> = (0..said.len()).filter(|block| said[*block].contains(line)).collect();
        match groups.iter_mut().find(|(known, _)| *known == of) {
            Some((_, lines)) if lines.contains(&line) => {}
            Some((_, lines)) => lines.push(line),
            None => groups.push((of, vec![line])),
        }
    }
    groups.sort_by_key(|(of, _)| of.len() != bases.len());
    let mut out = String::from("What this rests on\n");
    for (of, lines) in groups {
        if of.len() == bases.len() {
            out.extend(lines.into_iter().map(|line| prose::wrapped(line, width)));
            continue;
        }
        let names: Vec<String> = of.iter().map(|block| format!("“{}”", bases[*block].evidence)).collect();
        out += &prose::wrapped(&format!("Of {}:", text::listed(&names)), width);
        out.extend(lines.into_iter().map(|line| prose::wrapped_with(line, width, "  - ", "    ")));
    }
    out
}

impl Page<'_> {
    /// The answer of the block in three statements.
    fn at_a_glance(&self) -> String {
        let prices = self.block.restated_to().map(|year| format!(" ({year} prices)"));
        let title = format!("In short: {}{}", self.block.rests_on.evidence, prices.unwrap_or_default());
        let mut out = prose::wrapped_with(&title, self.width, "", "");
        for statement in Headline::of(self.block, &self.scenarios).statements() {
            out += &prose::wrapped(&statement, self.width);
        }
        out
    }

    fn text(&self, detail: Detail) -> String {
        let mut out = self.heading(detail);
        if !self.scenarios.is_empty() {
            out += &self.titled(&harm::title(self));
            out += &harm::table(self);
            if worth::arises(self) {
                out += &self.titled(&worth::title(self));
                out += &worth::table(self);
            }
            out += &studies::text(self);
            if detail == Detail::Full {
                out += &self.titled(&bridge::title(self));
                out += &bridge::table(self);
            }
            out += &self.titled(&format!("Where the money goes, {}", self.period().millions()));
            out += &money::table(self);
            if self.block.threats.iter().any(|threat| !threat.counts.is_empty()) {
                out += &self.titled(&people::title(self));
                out += &people::table(self);
            }
            out += &by_programme::table(&self.scenarios, self.block, self.width);
            out += &years::text(self);
            out += &choice::section(self);
        }
        out += &self.unanswered();
        if detail == Detail::Full {
            out += &self.questions();
        }
        out
    }

    /// A heading with a blank line before it.
    fn titled(&self, heading: &str) -> String {
        prose::wrapped_with(heading, self.width, "\n", "")
    }

    fn heading(&self, detail: Detail) -> String {
        let block = self.block;
        let plain = |line: &str| prose::wrapped_with(line, self.width, "", "");
        let mut out = plain(&format!("{} ({})", block.rests_on.evidence, block.prices()));
        #[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
        let draws = text::thousands(block.draws as f64, 0);
        let against = match self.reference() {
            Some(reference) if reference.is_today() => {
                "Held against Today (*), what the evidence says is spent now.".to_owned()
            }
            Some(reference) => format!("Held against {} (*).", named(reference)),
            None => format!("Held against [{}], which stands elsewhere.", block.reference),
        };
        out += &plain(&format!("{draws} {} draws, seed {}. {against}", block.sampler, block.seed));
        if let Some(horizon) = &block.horizon {
            out += &plain(&format!("A plan over {}, discounted by {}.", horizon.counted(), horizon.discount));
        }
        let shown = self.scenarios.iter().filter(|scenario| !scenario.is_today()).count();
        if block.scenarios.len() > shown {
            out += &plain(&format!(
                "Shown are the {shown} that avoid most on average of {} scenarios, beside Today and the reference; every \
                 one is in the CSV and JSON.",
                block.scenarios.len()
            ));
        }
        if let Some(description) = block.description.as_ref().filter(|_| detail == Detail::Full) {
            out += &plain(description);
        }
        out
    }

    /// What each scenario asks, in the first sentence of its description.
    fn questions(&self) -> String {
        let own = self.scenarios.iter().filter(|scenario| !scenario.is_today());
        let described = own.filter_map(|it| Some((it, it.description.as_deref()?)));
        let mut out = String::new();
        for (number, (scenario, description)) in described.enumerate() {
            if number == 0 {
                out += "\nWhat each scenario asks\n";
            }
            let question = first_question(description);
            out += &prose::wrapped(&format!("{}: {question}", named(scenario)), self.width);
        }
        out
    }

    /// What has no answer, and why.
    fn unanswered(&self) -> String {
        let mut out = String::new();
        let own = self.document.infeasible.iter().filter(|other| other.block == self.number);
        let hidden = own.clone().count().saturating_sub(MOST_CLASHES);
        for unanswered in own.take(MOST_CLASHES) {
            out += "\n";
            out += &why_impossible(&unanswered.id, &unanswered.name, &unanswered.why, self.width);
        }
        if hidden > 0 {
            let more = text::plural(hidden, "more scenario is", "more scenarios are");
            let line = format!("{more} not possible; the CSV names them, and the JSON says why.");
            out += &prose::wrapped_with(&line, self.width, "\n", "");
        }
        out
    }
}

fn named(scenario: &ScenarioView) -> String {
    format!("{} [{}]", scenario.name, scenario.id)
}

/// A description up to its first question or statement.
fn first_question(description: &str) -> &str {
    let ends = description.match_indices(['?', '.']).map(|(at, mark)| at + mark.len());
    // A full stop inside a number ends nothing.
    let mut ends = ends.filter(|end| description[*end..].starts_with([' ', '\n']));
    &description[..ends.next().unwrap_or(description.len())]
}
