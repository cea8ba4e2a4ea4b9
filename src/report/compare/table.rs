//! The comparison as a finance director reads it.

use crate::report::amounts::InStrands;
use crate::report::amounts::pounds;
use crate::report::best::why_impossible;
use crate::report::compare::BlockView;
use crate::report::compare::Document;
use crate::report::compare::ScenarioView;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::report::prose::left_out;
use crate::text;

/// The comparison as text of at most `width` columns. Where the document holds only the scenarios of each block that
/// avoid most, the blocks' lists of ids say how many there are.
#[must_use]
pub fn table(document: &Document, width: u16) -> String {
    let blocks = document.blocks.iter().enumerate();
    let mut parts: Vec<String> =
        blocks.map(|(number, block)| Page::of(document, number, block, width).text()).collect();
    if document.blocks.len() > 1 {
        let apart = "Blocks rest on different evidence or draws, and are never subtracted from each other.";
        parts.push(prose::wrapped_with(apart, width, "", ""));
    }
    parts.extend(left_out(&document.broken, &document.refused, width));
    parts.join("\n")
}

/// As many scenarios without an answer are explained: whoever has more has one mistake, not a thousand.
const MOST_CLASHES: usize = 10;

/// One block on its page.
struct Page<'d> {
    document: &'d Document,
    number: usize,
    block: &'d BlockView,
    /// The reference first, then the others by id.
    scenarios: Vec<&'d ScenarioView>,
    width: u16,
}

impl<'d> Page<'d> {
    fn of(document: &'d Document, number: usize, block: &'d BlockView, width: u16) -> Self {
        let own = document.scenarios.iter().filter(|scenario| scenario.block == number);
        let mut page = Self { document, number, block, scenarios: own.collect(), width };
        page.scenarios.sort_by_key(|scenario| Some(&scenario.id) != block.reference.as_ref());
        page
    }

    fn is_reference(&self, scenario: &ScenarioView) -> bool {
        Some(&scenario.id) == self.block.reference.as_ref()
    }

    fn text(&self) -> String {
        let mut out = self.heading();
        if !self.scenarios.is_empty() {
            out += &self.titled("Where the money goes, £m a year");
            out += &self.money();
            out += &self
                .titled("Modelled harm avoided, £m a year (mean, and the interval that holds 90% of draws)");
            out += &self.harm();
            out += &self.titled(
                "Where it comes from, £m a year: the split alone, and better use of money inside the strands",
            );
            out += &self.bridge();
            if self.block.threats.iter().any(|threat| !threat.counts.is_empty()) {
                out += &self.titled(
                    "People: modelled number avoided a year, against today's spend (mean, 90% of draws)",
                );
                out += &self.people();
            }
        }
        out += &self.unanswered();
        let described = self.scenarios.iter().filter_map(|it| Some((it, it.description.as_deref()?)));
        for (number, (scenario, description)) in described.enumerate() {
            if number == 0 {
                out += "\nWhat each scenario asks\n";
            }
            let question = first_question(description);
            out += &prose::wrapped(&format!("{}: {question}", named(scenario)), self.width);
        }
        out += "\nWhat this rests on\n";
        for line in self.block.rests_on.said() {
            out += &prose::wrapped(&line, self.width);
        }
        out
    }

    /// A heading with a blank line before it.
    fn titled(&self, heading: &str) -> String {
        prose::wrapped_with(heading, self.width, "\n", "")
    }

    fn heading(&self) -> String {
        let block = self.block;
        let plain = |line: &str| prose::wrapped_with(line, self.width, "", "");
        let reference = self.scenarios.iter().find(|scenario| self.is_reference(scenario));
        let mut out = plain(&format!("{} ({} prices)", block.rests_on.evidence, block.price_year));
        #[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
        let draws = text::thousands(block.draws as f64, 0);
        out += &plain(&format!(
            "{draws} {} draws, seed {}. {}",
            block.sampler,
            block.seed,
            match (reference, &block.reference) {
                (Some(reference), _) => format!("Compared with {} (*).", named(reference)),
                (None, Some(elsewhere)) => format!("Compared with [{elsewhere}], which stands elsewhere."),
                (None, None) => "Nothing to compare.".to_owned(),
            }
        ));
        if block.scenarios.len() > self.scenarios.len() {
            out += &plain(&format!(
                "Shown are the {} that avoid most on average, and the reference, of {} scenarios; every one is in the \
                 CSV and JSON.",
                self.scenarios.len() - usize::from(reference.is_some()),
                block.scenarios.len()
            ));
        }
        if let Some(description) = &block.description {
            out += &plain(description);
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

    fn label(&self, scenario: &ScenarioView) -> String {
        let star = if self.is_reference(scenario) { " *" } else { "" };
        format!("{}{star}", scenario.name)
    }

    fn money(&self) -> String {
        let strands: Vec<&String> = self.block.order.iter().map(|strand| &strand.id).collect();
        let shown: Vec<(&ScenarioView, InStrands)> =
            self.scenarios.iter().map(|scenario| (*scenario, shown(scenario, &strands))).collect();
        let has_back_office = shown.iter().any(|(_, shown)| shown.back_office != 0);
        let has_unspent = shown.iter().any(|(_, shown)| shown.unspent != 0);
        let mut columns = vec![("Scenario", Set::Words)];
        columns.extend(strands.iter().map(|strand| (strand.as_str(), Set::Figures)));
        columns.extend(has_back_office.then_some(("back office", Set::Figures)));
        columns.extend(has_unspent.then_some(("unspent", Set::Figures)));
        columns.push(("total", Set::Figures));
        let rows = shown.iter().map(|(scenario, shown)| {
            let share = |strand: &&String| scenario.strands.get(*strand).map_or(0.0, |strand| strand.share);
            let shares = text::shares(&strands.iter().map(share).collect::<Vec<f64>>(), 1);
            let mut row = vec![self.label(scenario)];
            let amounts = shares.iter().zip(&shown.strands);
            row.extend(amounts.map(|(share, (amount, _))| format!("{}  {share}", pounds(*amount))));
            row.extend(has_back_office.then(|| pounds(shown.back_office)));
            row.extend(has_unspent.then(|| pounds(shown.unspent)));
            row.push(pounds(shown.total));
            row
        });
        grid(self.width, &columns, rows.collect())
    }

    fn harm(&self) -> String {
        let columns = [
            ("Scenario", Set::Words),
            ("against today's spend", Set::Figures),
            ("against the reference *", Set::Figures),
            ("better in", Set::Figures),
            ("in words", Set::Words),
        ];
        let rows = self.scenarios.iter().map(|scenario| {
            let versus = scenario.versus.avoided().summary();
            let is_reference = self.is_reference(scenario);
            let (difference, better) = if is_reference {
                (String::new(), String::new())
            } else {
                (prose::interval(&versus), text::percent(versus.probability_positive, 0))
            };
            vec![
                self.label(scenario),
                prose::interval(&scenario.harm_avoided.summary()),
                difference,
                better,
                prose::verdict(is_reference, &versus).to_owned(),
            ]
        });
        grid(self.width, &columns, rows.collect())
    }

    fn bridge(&self) -> String {
        let columns = [
            ("Scenario", Set::Words),
            ("the split", Set::Figures),
            ("better use", Set::Figures),
            ("together", Set::Figures),
            ("inside", Set::Words),
            ("gap to the best possible", Set::Words),
        ];
        let rows = self.scenarios.iter().map(|scenario| {
            let part = |value: Option<f64>| value.map_or("n/a".to_owned(), text::money_signed);
            let proof = match &scenario.optimum {
                None => "nothing left to choose".to_owned(),
                Some(optimum) => {
                    let gap = prose::gap(optimum.gap);
                    if optimum.reached { format!("proven to {gap}") } else { format!("NOT proven: {gap}") }
                }
            };
            vec![
                self.label(scenario),
                part(scenario.bridge.map(|bridge| bridge.split)),
                part(scenario.bridge.map(|bridge| bridge.within)),
                text::money_signed(scenario.harm_avoided.summary().mean),
                scenario.within.clone(),
                proof,
            ]
        });
        let mut out = grid(self.width, &columns, rows.collect());
        for scenario in &self.scenarios {
            if let Some(reason) = &scenario.bridge_reason {
                out += &prose::wrapped(&format!("{}: n/a, {reason}.", scenario.name), self.width);
            }
        }
        out
    }

    fn people(&self) -> String {
        let threats = self.block.threats.iter();
        let counts: Vec<_> =
            threats.flat_map(|threat| threat.counts.iter().map(|count| (&threat.id, count))).collect();
        let mut columns = vec![("Scenario", Set::Words)];
        columns.extend(counts.iter().map(|(_, count)| (count.name.as_str(), Set::Figures)));
        let rows = self.scenarios.iter().map(|scenario| {
            let avoided =
                |threat: &String, count: &String| scenario.threats.get(threat)?.counts_avoided.get(count);
            let figures = counts.iter().map(|(threat, count)| {
                avoided(threat, &count.id)
                    .map_or(String::new(), |avoided| prose::interval(&avoided.summary()))
            });
            [self.label(scenario)].into_iter().chain(figures).collect()
        });
        grid(self.width, &columns, rows.collect())
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

fn shown(scenario: &ScenarioView, strands: &[&String]) -> InStrands {
    let amount = |strand: &String| scenario.strands.get(strand).map_or(0.0, |strand| strand.amount);
    let amounts: Vec<(f64, Vec<f64>)> = strands.iter().map(|strand| (amount(strand), Vec::new())).collect();
    InStrands::of(scenario.budget, scenario.back_office, scenario.unspent, &amounts)
}
