//! Draws that questions are answered on, kept while somebody plays on them.

use crate::model::Scenario;
use crate::model::Simulation;
use crate::report::Basis;
use crate::study::Ground;
use crate::study::ScenarioResult;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::Yardstick;
use crate::units::Draws;
use jiff::civil::Date;
use std::sync::Arc;

/// Draws with today's answer on them.
pub(super) struct Stand {
    pub(super) yardstick: Yardstick,
    pub(super) today: ScenarioResult,
    pub(super) basis: Basis,
    /// Of how many draws these are the first.
    pub(super) of: usize,
}

impl Stand {
    /// The draws.
    pub(super) fn setting(&self) -> &Setting {
        self.yardstick.setting()
    }

    /// How many there are.
    pub(super) fn draws(&self) -> usize {
        self.setting().simulation().draws.get()
    }
}

/// Those that were asked for last.
#[derive(Default)]
pub(super) struct Grounds(Vec<Arc<Stand>>);

/// How many are kept: the whole and a quick look of two beliefs.
const KEPT: usize = 4;

impl Grounds {
    /// The draws that a scenario stands on, or the first of them.
    ///
    /// # Errors
    /// Evidence that cannot be simulated.
    pub(super) fn on(
        &mut self,
        scenario: &Scenario,
        draws: Option<usize>,
        today: Date,
    ) -> Result<Arc<Stand>, StudyError> {
        let own = scenario.simulation();
        let fewer = draws.and_then(|draws| Draws::new(draws.min(own.draws.get())).ok());
        let simulation = Simulation { draws: fewer.unwrap_or(own.draws), ..own };
        let ground = Ground { simulation, ..Ground::of(scenario) };
        let of = own.draws.get();
        let is_it = |stand: &Arc<Stand>| stand.setting().ground().is_same_as(&ground) && stand.of == of;
        let stand = match self.0.iter().position(is_it) {
            Some(place) => self.0.remove(place),
            None => Arc::new(Self::stand(ground, of, today)?),
        };
        self.0.insert(0, Arc::clone(&stand));
        self.0.truncate(KEPT);
        Ok(stand)
    }

    fn stand(ground: Ground, of: usize, day: Date) -> Result<Stand, StudyError> {
        let yardstick = Yardstick::new(Setting::on(ground)?);
        let today = yardstick.today()?;
        let setting = yardstick.setting();
        let basis = Basis::on(setting.ground(), setting.futures().held(), day);
        let basis = basis.over(setting.simulation().draws, []);
        Ok(Stand { yardstick, today, basis, of })
    }
}
