//! If one scenario must be chosen: what is said of it, in words that every format shares.

use crate::report::compare::Among;
use crate::report::compare::AsideView;
use crate::report::compare::BlockChoiceView;
use crate::report::compare::BlockView;
use crate::report::compare::ChoiceView;
use crate::report::compare::NeighbourView;
use crate::report::compare::ScenarioView;
use crate::report::period::Period;
use crate::report::prose;
use crate::report::worth;
use crate::text;

/// As many scenarios that are not on the frontier are named; the JSON has all.
const MOST_ASIDE: usize = 10;

/// The scenarios of a block among which one must be chosen.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct Chosen<'d> {
    block: &'d BlockView,
    pub(in crate::report) choice: &'d BlockChoiceView,
    scenarios: &'d [&'d ScenarioView],
}

/// The heading.
pub(in crate::report) const TITLE: &str = "If one must be chosen";

/// The heading of what more money buys.
pub(in crate::report) const STEPS: &str =
    "What more money buys, from each scenario on the cost–effect frontier to the next: means";

impl<'d> Chosen<'d> {
    /// Of some scenarios of a block; `None` where there are not two besides today to choose from.
    pub(in crate::report) fn of(block: &'d BlockView, scenarios: &'d [&'d ScenarioView]) -> Option<Self> {
        let others = scenarios.iter().filter(|it| it.choice.is_some() && !it.is_today()).count();
        let choice = block.choice.as_ref().filter(|_| block.scenarios.len() > 1 && others > 1)?;
        Some(Self { block, choice, scenarios })
    }

    fn period(&self) -> Period<'d> {
        self.block.rests_on.period()
    }

    /// Whether it is known which scenarios are beaten.
    pub(in crate::report) fn knows_scenarios(&self) -> bool {
        self.choice.among != Among::Share
    }

    /// Whether it is known what each of them loses.
    pub(in crate::report) fn knows_draws(&self) -> bool {
        self.choice.evpi.is_some()
    }

    /// Every scenario that says what it is among the others.
    pub(in crate::report) fn rows(&self) -> impl Iterator<Item = (&'d ScenarioView, &'d ChoiceView)> {
        self.scenarios.iter().filter_map(|scenario| Some((*scenario, scenario.choice.as_ref()?)))
    }

    /// The name of a scenario; of one that is not shown its id.
    pub(in crate::report) fn name(&self, id: &str) -> String {
        let own = self.scenarios.iter().find(|scenario| scenario.id == id);
        own.map_or_else(|| format!("[{id}]"), |scenario| scenario.name.clone())
    }

    /// The name of the one that beats a scenario, for a cell; nothing where none does.
    pub(in crate::report) fn beaten_by(&self, view: &ChoiceView) -> String {
        view.dominated_by.as_ref().map(|by| self.name(by)).unwrap_or_default()
    }

    /// What stands between two scenarios: `Today to Double prevent`.
    pub(in crate::report) fn step(&self, step: &NeighbourView) -> String {
        format!("{} to {}", self.name(&step.from), self.name(&step.to))
    }

    /// Whether any costs more or less than another.
    fn costs_differ(&self) -> bool {
        !self.choice.neighbours.is_empty() || !self.choice.left_out.is_empty()
    }

    /// What is to be said under the table.
    pub(in crate::report) fn said(&self) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(evpi) = &self.choice.evpi {
            let best = self.choice.best.as_ref().map(|best| self.name(best)).unwrap_or_default();
            said.push(if evpi.value > 0.0 {
                format!(
                    "Knowing the truth before choosing among these would be worth a modelled {} ± {} {} (the EVPI of this choice, \
                     ± its standard error), against choosing “{best}”, which is best on average.",
                    text::money(evpi.value),
                    text::money(evpi.se),
                    self.period().of_harm(),
                )
            } else {
                format!(
                    "Knowing the truth before choosing among these would change nothing: nothing is better than “{best}” in any draw."
                )
            });
            let less = if self.costs_differ() { " less what it costs beyond Today" } else { "" };
            said.push(format!(
                "Best in a draw is what avoids most harm{less}; draws in which several do, to the pound, count for each by equal \
                 parts. Regret is how much more the best of each draw avoids{less}."
            ));
        }
        if self.knows_scenarios() {
            said.push(
                "Beaten: on these draws another costs no more, is no worse on average, in the worst 5% and the worst tenth of draws and \
                 in how often it is worse than the reference, and is better in one of these."
                    .to_owned(),
            );
        }
        said.extend(self.choice.reason.as_ref().map(|reason| format!("Not all is known here: {reason}.")));
        said
    }

    /// Human measures whose cost stands beside each step, by id and name.
    pub(in crate::report) fn measures(&self) -> Vec<(&'d str, &'d str)> {
        worth::measures(self.block)
    }

    /// What one case more costs in a step.
    pub(in crate::report) fn per_case(step: &NeighbourView, measure: &str) -> String {
        prose::known(step.cost_per_case.get(measure).copied().flatten(), worth::per_case)
    }

    /// What is to be said of what more money buys; nothing where all cost the same.
    pub(in crate::report) fn said_of_steps(&self) -> Vec<String> {
        if !self.costs_differ() {
            return Vec::new();
        }
        let mut said = Vec::new();
        if self.choice.neighbours.is_empty() {
            said.push(
                "The cheapest avoids most on average, so more money buys nothing among these.".to_owned(),
            );
        } else {
            said.push(format!(
                "By modelled means, which noise of the simulation may move; {} means no fewer cases. {}",
                prose::MISSING,
                worth::what_a_case_costs(self.period())
            ));
        }
        said.extend(self.choice.left_out.iter().take(MOST_ASIDE).map(|aside| self.aside(aside)));
        let hidden = self.choice.left_out.len().saturating_sub(MOST_ASIDE);
        if hidden > 0 {
            let more = text::plural(hidden, "more scenario is", "more scenarios are");
            said.push(format!("{more} not on the frontier; the JSON says which."));
        }
        said
    }

    /// Why a scenario is not on the frontier.
    fn aside(&self, aside: &AsideView) -> String {
        let own = self.name(&aside.id);
        match (&aside.beaten_by, &aside.between) {
            (Some(by), _) => {
                let by = self.name(by);
                format!(
                    "Not on the frontier: “{own}”, since “{by}” costs no more and avoids as much or more."
                )
            }
            (None, Some([below, above])) => {
                let (below, above) = (self.name(below), self.name(above));
                format!(
                    "Not on the frontier: “{own}”, since a mixture of “{below}” and “{above}” would avoid more for its money."
                )
            }
            (None, None) => format!("Not on the frontier: “{own}”."),
        }
    }
}
