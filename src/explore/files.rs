//! The page's files: scenarios that can be played, and candidates laid on them.

use crate::explore::ask::Open;
use crate::explore::candidate::Candidate;
use crate::explore::refused::Refused;
use crate::input::Demands;
use crate::input::Loader;
use crate::model::Horizon;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::model::Simulation;
use crate::model::Within;
use crate::units::Draws;
use crate::units::Seed;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// Files, read when they are needed.
pub(super) struct Files {
    texts: BTreeMap<String, String>,
    pub(super) today: Date,
    loader: Loader,
    scenarios: Vec<Opened>,
    draws: Option<Draws>,
    seed: Option<Seed>,
    /// Beliefs that were read since the loader was new: it remembers evidence for each.
    read: usize,
}

/// A scenario of a file.
pub(super) struct Opened {
    path: PathBuf,
    /// It; or why it cannot be played.
    pub(super) scenario: Result<Scenario, String>,
}

/// A loader that has read so many candidates is begun anew, so that what it remembers stays small.
const MOST_READ: usize = 500;

fn loader(today: Date, texts: BTreeMap<String, String>) -> Loader {
    Loader::new(Demands { today, of_scenario: |_| Vec::new() }).holding(texts)
}

impl Files {
    /// Opens files.
    ///
    /// # Errors
    /// A day that is none, or a number of draws that is none.
    pub(super) fn open(open: Open) -> Result<Self, Refused> {
        let today: Date =
            open.today.parse().map_err(|_| Refused::new(format!("`{}` is no day", open.today)))?;
        let draws =
            open.draws.map(Draws::new).transpose().map_err(|error| Refused::new(error.to_string()))?;
        let mut files = Self {
            loader: loader(today, open.files.clone()),
            texts: open.files,
            today,
            scenarios: Vec::new(),
            draws,
            seed: open.seed.map(Seed),
            read: 0,
        };
        for path in open.scenarios {
            let path = PathBuf::from(path);
            let scenario = files.load(&path);
            files.scenarios.push(Opened { path, scenario });
        }
        Ok(files)
    }

    fn load(&mut self, path: &Path) -> Result<Scenario, String> {
        let mark = self.loader.mark();
        let scenario = self.loader.scenario(path);
        let findings = self.loader.taken_since(mark);
        let scenario = scenario.map(|scenario| self.drawn(scenario));
        scenario.ok_or_else(|| findings.first().map(ToString::to_string).unwrap_or_default())
    }

    /// A scenario on the draws that the page asks for.
    fn drawn(&self, scenario: Scenario) -> Scenario {
        let own = scenario.simulation();
        let (draws, seed) = (self.draws.unwrap_or(own.draws), self.seed.unwrap_or(own.seed));
        scenario.simulated_with(Simulation { draws, seed, ..own })
    }

    /// Every scenario, in the order of the files.
    pub(super) fn all(&self) -> &[Opened] {
        &self.scenarios
    }

    /// A scenario by its id.
    ///
    /// # Errors
    /// None has it, or it cannot be played.
    pub(super) fn base(&self, id: &str) -> Result<Scenario, Refused> {
        self.opened(id).map(|(_, scenario)| scenario.clone())
    }

    fn opened(&self, id: &str) -> Result<(&Path, &Scenario), Refused> {
        let mut sound =
            self.scenarios.iter().filter_map(|own| Some((own.path.as_path(), own.scenario.as_ref().ok()?)));
        let found = sound.find(|(_, scenario)| scenario.id() == id);
        found.ok_or_else(|| Refused::new(format!("there is no scenario `{id}` on this page")))
    }

    /// The name of the file that a candidate is saved under, beside that of its scenario.
    pub(super) fn name(&self, candidate: &Candidate) -> Result<PathBuf, Refused> {
        let (path, _) = self.opened(&candidate.scenario)?;
        let mut stem = slug(&candidate.name);
        while stem == Scenario::TODAY || self.is_taken(&path.with_file_name(format!("{stem}.toml"))) {
            stem += "-played";
        }
        Ok(path.with_file_name(format!("{stem}.toml")))
    }

    fn is_taken(&self, path: &Path) -> bool {
        self.texts.contains_key(&crate::input::shown(path))
    }

    /// The text of the file that a candidate is.
    ///
    /// # Errors
    /// Its scenario does not exist, or its figures cannot be stated.
    pub(super) fn text(&self, candidate: &Candidate) -> Result<String, Refused> {
        let (path, base) = self.opened(&candidate.scenario)?;
        candidate.fits(base)?;
        let file = path.file_name().map(crate::text::name_of).unwrap_or_default();
        candidate.toml(base, &file).map_err(|error| Refused::new(error.to_string()))
    }

    /// A candidate as the scenario that its file is.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn scenario(&mut self, candidate: &Candidate) -> Result<Scenario, Refused> {
        let text = self.text(candidate)?;
        self.scenario_of(&self.name(candidate)?, &text)
    }

    /// A text as the scenario that it is under a path.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn scenario_of(&mut self, path: &Path, text: &str) -> Result<Scenario, Refused> {
        self.read += 1;
        if self.read > MOST_READ {
            self.read = 0;
            self.loader = loader(self.today, self.texts.clone());
        }
        let mark = self.loader.mark();
        self.loader.hold(path, text);
        let scenario = self.loader.scenario(path);
        let findings = self.loader.taken_since(mark);
        scenario.map(|scenario| self.drawn(scenario)).ok_or_else(|| Refused::findings(&findings))
    }
}

/// The same money without the rules of a scenario, so that what breaks them has figures too.
///
/// # Errors
/// Amounts that nobody may get.
pub(super) fn without_rules(scenario: &Scenario) -> Result<Scenario, Refused> {
    let own = scenario.spec().clone();
    let horizon = own.horizon.map(|horizon| Horizon { max_yearly_change: None, ..horizon });
    let spec = ScenarioSpec { limits: Vec::new(), within: Within::Fixed, over_plan: None, horizon, ..own };
    Scenario::new(spec, Arc::clone(scenario.evidence())).map_err(|problems| Refused::problems(&problems))
}

/// A name in small letters and dashes; `my-split` where nothing is left of it.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for character in name.to_lowercase().chars() {
        match character {
            'a'..='z' | '0'..='9' => slug.push(character),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    let slug: String = slug.trim_end_matches('-').chars().take(60).collect();
    if slug.is_empty() { "my-split".to_owned() } else { slug }
}
