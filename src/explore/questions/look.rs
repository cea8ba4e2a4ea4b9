//! What a candidate comes to: no search, only its figures.

use crate::explore::candidate::Candidate;
use crate::explore::files::without_rules;
use crate::explore::grounds::Stand;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::model::Scenario;
use crate::report::play::BrokenRule;
use crate::report::play::PlayAnswer;
use crate::study::Compared;
use crate::study::Decision;
use crate::study::ScenarioResult;
use crate::study::decide;
use std::sync::Arc;

/// A candidate as a scenario, on its draws.
pub(super) struct Look {
    /// As its file says, rules and all; `None` where these contradict each other.
    pub(super) scenario: Option<Scenario>,
    /// Without its rules.
    pub(super) free: Scenario,
    /// The draws.
    pub(super) stand: Arc<Stand>,
    /// The rules that it breaks.
    pub(super) broken: Vec<BrokenRule>,
}

impl Look {
    /// Reads a candidate and draws what it stands on.
    pub(super) fn at(
        table: &mut Table,
        candidate: &Candidate,
        draws: Option<usize>,
    ) -> Result<Self, Refused> {
        let files = table.files()?;
        let today = files.today;
        let (scenario, free, contradicted) = match files.scenario(candidate) {
            Ok(scenario) => {
                let free = without_rules(&scenario)?;
                (Some(scenario), free, Vec::new())
            }
            // Rules that nobody can keep leave the money as it is.
            Err(refused) if !candidate.fences.is_empty() => {
                let unfenced = Candidate { fences: Vec::new(), ..candidate.clone() };
                let free = without_rules(&files.scenario(&unfenced)?)?;
                (None, free, refused.lines())
            }
            Err(refused) => return Err(refused),
        };
        let stand = table.grounds.on(&free, draws, today)?;
        let mut broken: Vec<BrokenRule> = contradicted
            .into_iter()
            .map(|said| BrokenRule { words: said, by: 0.0, said: String::new() })
            .collect();
        if let Some(scenario) = &scenario
            && let Decision::Impossible(why) = decide(stand.setting(), scenario)?
        {
            broken = BrokenRule::all(scenario, &why);
        }
        Ok(Self { scenario, free, stand, broken })
    }

    /// As its file says.
    ///
    /// # Errors
    /// Its rules contradict each other.
    pub(super) fn ruled(&self) -> Result<&Scenario, Refused> {
        let said = self.broken.first().map_or("its rules contradict each other", |rule| rule.words.as_str());
        self.scenario.as_ref().ok_or_else(|| Refused::new(said))
    }

    /// Its figures, without its rules.
    pub(super) fn result(&self) -> Result<ScenarioResult, Refused> {
        let simulation = self.stand.setting().simulation();
        let scenario = self.free.clone().simulated_with(simulation);
        match self.stand.yardstick.measure(scenario, &[]).into_iter().next() {
            Some(Compared::Answered(result)) => Ok(*result),
            Some(Compared::Broken(broken)) => Err(Refused::new(broken.problem)),
            Some(Compared::Unanswered(_)) | None => Err(Refused::new("this money cannot be spent so")),
        }
    }

    /// What is said of it.
    pub(super) fn answer(self) -> Result<PlayAnswer, Refused> {
        let result = self.result()?;
        let Self { stand, broken, .. } = self;
        Ok(PlayAnswer::of(&stand.yardstick, &result, &stand.today, (stand.of, broken), &stand.basis))
    }
}

/// Answers.
pub(super) fn answer(
    table: &mut Table,
    candidate: &Candidate,
    draws: Option<usize>,
) -> Result<PlayAnswer, Refused> {
    Look::at(table, candidate, draws)?.answer()
}
