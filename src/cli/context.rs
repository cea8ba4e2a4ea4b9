//! What every command knows.

use crate::cli::Status;
use crate::cli::args::Global;
use crate::cli::args::Showing;
use crate::cli::diagnose;
use crate::cli::ended::Ended;
use crate::cli::events;
use crate::cli::events::Events;
use crate::cli::output::is_read;
use crate::cli::overseer::Nothing;
use crate::cli::overseer::Shown;
use crate::cli::overseer::Telling;
use crate::cli::prices::Prices;
use crate::cli::progress::Bar;
use crate::cli::question::Question;
use crate::cli::terminal::Terminal;
use crate::input::Demands;
use crate::input::Loader;
use crate::input::Severity;
use crate::model::Evidence;
use crate::model::Patience;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::problem::Problem;
use crate::report::Counts;
use crate::report::Look;
use crate::report::Restating;
use crate::study::Progress;
use crate::text;
use crate::units::Seed;
use jiff::Timestamp;
use jiff::civil::Date;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::OnceLock;
use std::sync::PoisonError;
use std::time::Instant;

/// What a command needs to know besides its own arguments.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) global: Global,
    pub(super) terminal: Terminal,
    /// What was asked.
    pub(super) asked: Question,
    /// The day taken for today.
    pub(super) today: Date,
    /// When the run began.
    pub(super) began: Timestamp,
    /// When the run began, for telling how long it took.
    pub(super) since: Instant,
    /// What a batch came to, once that is known.
    pub(super) counts: Arc<OnceLock<Counts>>,
    /// What has been put into other prices.
    pub(super) prices: Arc<Mutex<Prices>>,
}

impl Context {
    /// A loader that asks for no more of a scenario than that it makes sense.
    pub(super) fn loader(&self) -> Loader {
        self.loader_that_asks_for(|_| Vec::new())
    }

    /// A loader that refuses what a check finds.
    pub(super) fn loader_that_asks_for(&self, of_scenario: fn(&Scenario) -> Vec<Problem>) -> Loader {
        let what_ifs = if self.sets_beside() { Vec::new() } else { self.global.set.clone() };
        let loader = Loader::new(Demands { today: self.today, of_scenario });
        loader.for_prices(self.global.prices).assuming(what_ifs)
    }

    /// Whether scenarios stand beside themselves on what is typed to be assumed, instead of on it alone.
    fn sets_beside(&self) -> bool {
        ["compare", "report"].contains(&self.asked.command.as_str())
    }

    /// Says what was found, warnings too unless asked to be quiet; whether nothing stands in the way.
    pub(super) fn report(&self, loader: &Loader) -> bool {
        let mut findings = loader.findings();
        let is_sound = findings.iter().all(|finding| finding.severity != Severity::Error);
        if self.global.quiet {
            findings.retain(|finding| finding.severity == Severity::Error);
        }
        if self.speaks_json() {
            findings.iter().for_each(events::finding);
        } else {
            diagnose::findings(&findings, loader.sources(), self.terminal);
        }
        is_sound
    }

    /// The draws that were typed, where they were.
    pub(super) fn drawn(&self, mut simulation: Simulation) -> Simulation {
        simulation.draws = self.global.draws.unwrap_or(simulation.draws);
        simulation.seed = self.global.seed.map_or(simulation.seed, Seed);
        simulation
    }

    /// The scenario with the draws, the patience and the prices that were typed, where they were.
    pub(super) fn simulated(&self, scenario: Scenario) -> Scenario {
        self.restated(self.drawn_as_typed(scenario))
    }

    /// The scenario in the prices that were typed, where they were. A loader finds evidence that cannot be put into them: it
    /// would stay, and be shown, in its own.
    pub(super) fn restated(&self, scenario: Scenario) -> Scenario {
        let mut prices = self.prices.lock().unwrap_or_else(PoisonError::into_inner);
        prices.scenario(scenario, self.global.prices)
    }

    /// Evidence in the prices that were typed, likewise.
    pub(super) fn restated_evidence(&self, evidence: Arc<Evidence>) -> Arc<Evidence> {
        let mut prices = self.prices.lock().unwrap_or_else(PoisonError::into_inner);
        prices.evidence(evidence, self.global.prices)
    }

    /// From which prices money has been restated into which, so far.
    pub(super) fn restatings(&self) -> Vec<Restating> {
        let prices = self.prices.lock().unwrap_or_else(PoisonError::into_inner);
        prices.restatings.iter().cloned().collect()
    }

    /// The scenario with the draws and the patience that were typed, and in its own prices.
    pub(super) fn drawn_as_typed(&self, scenario: Scenario) -> Scenario {
        let simulation = self.drawn(scenario.simulation());
        let typed = Patience { gap: self.global.gap, time_limit: self.global.time_limit };
        let patience = typed.or(scenario.patience());
        scenario.simulated_with(simulation).searched_with(patience)
    }

    /// The folder of results that was typed, unless it is the name of a page.
    pub(super) fn results(&self) -> Option<&Path> {
        self.global.out.as_deref().filter(|_| self.page().is_none())
    }

    /// The page that `report --out` or `explore --out` names by its ending.
    pub(super) fn page(&self) -> Option<&Path> {
        let is_page = |out: &&Path| {
            let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
            ending.is_some_and(|ending| ending == "html" || ending == "htm")
        };
        self.global
            .out
            .as_deref()
            .filter(is_page)
            .filter(|_| ["report", "explore"].contains(&self.asked.command.as_str()))
    }

    /// Refuses to write where something was read.
    ///
    /// # Errors
    /// One of the paths is that of an input.
    pub(super) fn keep_inputs<'p>(
        &self,
        option: &str,
        path: impl IntoIterator<Item = &'p Path>,
        loader: &Loader,
    ) -> Result<(), Ended> {
        match path.into_iter().find(|path| is_read(path, loader.sources())) {
            Some(path) => {
                let path = path.display();
                Err(self
                    .refuse(&format!("{option}: {path} is a file that was read; allowed: another name"))
                    .into())
            }
            None => Ok(()),
        }
    }

    /// For whom tables are written: in a file, which nobody has to scroll past, they say everything.
    pub(super) fn look(&self) -> Look {
        Look { width: self.terminal.width, is_full: self.global.out.is_some() }
    }

    /// Whoever wants to know how far a study is.
    pub(super) fn progress(&self) -> Box<dyn Progress> {
        let until = self.global.time_limit.and_then(|limit| self.since.checked_add(limit));
        let shown: Arc<dyn Shown> = match self.global.progress {
            Showing::Json => Arc::new(Events::default()),
            Showing::Auto if self.terminal.is_watched && !self.global.quiet => Arc::new(Bar::new()),
            Showing::Auto | Showing::Never => Arc::new(Nothing),
        };
        Box::new(Telling::new(shown, until))
    }

    /// Whether standard error is for a program.
    fn speaks_json(&self) -> bool {
        self.global.progress == Showing::Json
    }

    /// Says what is wrong.
    pub(super) fn complain(&self, problem: &str) {
        if self.speaks_json() {
            events::error(problem);
        } else {
            drop(writeln!(std::io::stderr(), "error: {}", text::visible_line(problem)));
        }
    }

    /// Says why the question could not be asked.
    pub(super) fn refuse(&self, reason: &str) -> Status {
        self.complain(reason);
        Status::CouldNotRun
    }

    /// Says a sentence, unless asked to be quiet.
    pub(super) fn say(&self, sentence: &str) {
        if self.speaks_json() || !self.global.quiet {
            self.insist(sentence);
        }
    }

    /// Says a sentence that nobody who asked to be quiet would want to miss.
    pub(super) fn insist(&self, sentence: &str) {
        if self.speaks_json() {
            events::message(sentence);
        } else {
            drop(writeln!(std::io::stderr(), "{}", text::visible_line(sentence)));
        }
    }

    /// Says what a batch came to, and how long it took; a single scenario that is answered speaks for itself.
    pub(super) fn batch_ended(&self, counts: Counts) {
        // One run is one batch, so nothing was set before.
        let _ = self.counts.set(counts);
        if !self.speaks_json() && (counts.all() > 1 || counts.answered == 0) {
            let seconds = text::thousands(self.since.elapsed().as_secs_f64(), 1);
            self.say(&format!("{} in {seconds} s", counts.said()));
        }
    }

    /// Says that the run has ended, to programs; people see that.
    pub(super) fn ended(&self, status: Status) {
        if self.speaks_json() {
            events::ended(status.code(), self.since.elapsed(), self.counts.get());
        }
    }
}
