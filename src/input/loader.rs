//! Files to scenarios and evidence on the model's terms, with every finding on the way.

use crate::input::construct;
use crate::input::construct::Gather;
use crate::input::finding::Finding;
use crate::input::finding::Severity;
use crate::input::finding::sorted;
use crate::input::inherit;
use crate::input::inherit::Kind;
use crate::input::loaded::Loaded;
use crate::input::locate::locate;
use crate::input::merge::merge;
use crate::input::node::Node;
use crate::input::parse::parse;
use crate::input::placing::Placing;
use crate::input::raw::evidence::EvidenceFile;
use crate::input::relabelled;
use crate::input::rule;
use crate::input::samples::Samples;
use crate::input::samples::SamplesWanted;
use crate::input::shown::shown;
use crate::input::source::FileId;
use crate::input::source::Sources;
use crate::input::splits::Splits;
use crate::input::sweep::Sweep;
use crate::model::Evidence;
use crate::model::PriceBase;
use crate::model::PriceBook;
use crate::model::Scenario;
use crate::model::WhatIf;
use crate::model::WhatIfBook;
use crate::problem::Blame;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Checks that a higher floor asks for, beyond whether a file makes sense.
#[derive(Clone, Copy)]
pub struct Demands {
    /// The day to take for today.
    pub today: Date,
    /// What a scenario must not ask for.
    pub of_scenario: fn(&Scenario) -> Vec<Problem>,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// It has a `[scenario]` table.
    Scenario,
    /// It has an `[evidence]` table, or one of those that only evidence has.
    Evidence,
    /// It has neither.
    Neither,
    /// It cannot be read, or what it is cannot be told for its faults.
    Unclear,
}

/// Reads files, each once, and gathers what is to be said about them.
pub struct Loader {
    pub(super) demands: Demands,
    pub(super) sources: Sources,
    pub(super) findings: Vec<Finding>,
    evidence: BTreeMap<FileId, Option<Arc<Evidence>>>,
    /// What each file came to with its bases, to find the line that says something.
    pub(super) trees: BTreeMap<FileId, Node>,
    /// What files sweep over, for the same reason.
    pub(super) sweeps: BTreeMap<FileId, Sweep>,
    /// The evidence file that each scenario names, by the scenario's file and id.
    rests_on: BTreeMap<(FileId, String), FileId>,
    /// The year into whose prices evidence must be such that it can be put.
    wanted_prices: Option<PriceBase>,
    /// Evidence in the prices that scenarios state.
    pub(super) prices: PriceBook,
    /// What is typed to be assumed of all evidence, in the prices that are wanted.
    what_ifs: Vec<WhatIf>,
    /// Evidence on what scenarios and whoever typed assume.
    pub(super) assumed: WhatIfBook,
}

impl Loader {
    /// A loader that has read nothing.
    #[must_use]
    pub fn new(demands: Demands) -> Self {
        Self {
            demands,
            sources: Sources::default(),
            findings: Vec::new(),
            evidence: BTreeMap::new(),
            trees: BTreeMap::new(),
            sweeps: BTreeMap::new(),
            rests_on: BTreeMap::new(),
            wanted_prices: None,
            prices: PriceBook::default(),
            what_ifs: Vec::new(),
            assumed: WhatIfBook::default(),
        }
    }

    /// The same loader, which reads these files, by the paths they are shown by, and none of a disk.
    #[must_use]
    pub fn holding(self, texts: BTreeMap<String, String>) -> Self {
        Self { sources: Sources::held(texts), ..self }
    }

    /// Puts the text of a scenario under a path, in the place of the one that was there.
    pub fn hold(&mut self, path: &Path, text: &str) {
        self.sources.hold(path, text);
    }

    /// What was found since a [mark](Self::mark), which is then found no more.
    pub fn taken_since(&mut self, mark: usize) -> Vec<Finding> {
        self.findings.split_off(mark.min(self.findings.len()))
    }

    /// The same loader, which refuses evidence that cannot be put into the prices of a year. What it returns is in the prices
    /// that files state all the same.
    #[must_use]
    pub fn for_prices(self, wanted_prices: Option<PriceBase>) -> Self {
        Self { wanted_prices, ..self }
    }

    /// The same loader, which takes numbers of all evidence to be something else; money is in the prices that are wanted.
    #[must_use]
    pub fn assuming(self, what_ifs: Vec<WhatIf>) -> Self {
        Self { what_ifs, ..self }
    }

    /// What kind of file this is, by its tables; says nothing about files it cannot read.
    pub fn kind(&mut self, path: &Path) -> FileKind {
        let Ok(file) = self.sources.read(path) else { return FileKind::Unclear };
        let (tree, faults) = parse(self.sources.text(file), file);
        let has_any = |keys: &[&str]| keys.iter().any(|key| tree.get(key).is_some());
        let is_nearly = |key: &String| {
            ["scenario", "evidence"].contains(&key.to_lowercase().as_str())
                || text::nearest(key, ["scenario"]).is_some()
        };
        if has_any(&["scenario"]) {
            FileKind::Scenario
        } else if has_any(&["evidence", "threat", "funder", "programme", "correlation"]) {
            FileKind::Evidence
        } else if !faults.is_empty() || tree.table().is_some_and(|table| table.keys().any(is_nearly)) {
            FileKind::Unclear
        } else {
            FileKind::Neither
        }
    }

    /// Evidence, on what is typed to be assumed; `None`, with findings, where anything is wrong.
    pub fn evidence(&mut self, path: &Path) -> Option<Arc<Evidence>> {
        let evidence = self.filed_evidence(path)?;
        match self.typed_on(&evidence) {
            Ok(evidence) => Some(evidence),
            Err(problems) => {
                let shown = shown(path);
                self.findings.extend(problems.iter().map(|problem| typed_wrong(&shown, problem)));
                None
            }
        }
    }

    /// Evidence on what is typed to be assumed.
    ///
    /// # Errors
    /// What cannot be assumed.
    pub(super) fn typed_on(&mut self, evidence: &Arc<Evidence>) -> Result<Arc<Evidence>, Vec<Problem>> {
        let from = self.wanted_prices;
        let to = evidence.price_year().parse::<PriceBase>().ok();
        let factor = from.zip(to).map_or(1.0, |(from, to)| from.factor_to(to));
        let what_ifs: Vec<WhatIf> = self.what_ifs.iter().map(|what_if| what_if.in_prices(factor)).collect();
        self.assumed.evidence(evidence, &what_ifs)
    }

    /// Evidence as its file says; `None`, with findings, where anything is wrong.
    fn filed_evidence(&mut self, path: &Path) -> Option<Arc<Evidence>> {
        if let Ok(file) = self.sources.read(path)
            && let Some(known) = self.evidence.get(&file)
        {
            return known.clone();
        }
        let loaded = inherit::load(&mut self.sources, path, Kind::EVIDENCE, &mut self.findings)?;
        let evidence = self.build_evidence(&loaded);
        self.evidence.insert(loaded.file, evidence.clone());
        evidence
    }

    /// The evidence that a scenario names, known or none with findings.
    ///
    /// # Errors
    /// What is no evidence file, to be blamed on the line that names it.
    pub(super) fn evidence_named(
        &mut self,
        scenario: FileId,
        id: &str,
        path: &Path,
    ) -> Result<Option<Arc<Evidence>>, Box<Problem>> {
        let found = match self.sources.read(path) {
            Err(error) => error.to_string(),
            Ok(file) if !self.evidence.contains_key(&file) && self.kind(path) == FileKind::Scenario => {
                format!("`{}` is a scenario", self.sources.shown(file))
            }
            Ok(file) => {
                self.rests_on.insert((scenario, id.to_owned()), file);
                return Ok(self.filed_evidence(path));
            }
        };
        let place = Place::root().key("scenario").key("evidence");
        Err(Box::new(Problem::value(place, found).allowed("the path of an evidence file")))
    }

    fn build_evidence(&mut self, loaded: &Loaded) -> Option<Arc<Evidence>> {
        let before = self.findings.len();
        let (file, read) = loaded.decode::<EvidenceFile>(&self.sources, &mut self.findings);
        let mut gather = Gather::new(loaded.is_whole);
        let spec = file.given().map(|file| construct::evidence(&mut gather, file));
        let placing = Placing { sources: &self.sources, loaded, tree: &loaded.tree };
        let (echoes, gathered) = placing.gathered(&read, &gather);
        self.findings.extend(gathered);
        let made = Evidence::new(spec.filter(|_| !loaded.has_faults())?);
        let (evidence, problems) = match made {
            Ok(sound) => (Some(sound), Vec::new()),
            Err(problems) => (None, problems),
        };
        let found = placing.found(&gather, &echoes, problems);
        self.findings.extend(found);
        let layers: Vec<&Node> = loaded.layers.iter().collect();
        let prices = relabelled::of_evidence(&layers, &loaded.tree);
        let prices = prices.or_else(|| self.out_of_reach(evidence.as_ref()?));
        self.findings.extend(prices.map(|problem| Finding::problem(&self.sources, &loaded.tree, &problem)));
        self.trees.insert(loaded.file, loaded.tree.clone());
        if let Some(sound) = &evidence {
            self.warn_of_age(loaded, sound);
        }
        evidence.filter(|_| self.is_sound(loaded, before)).map(Arc::new)
    }

    /// That evidence cannot be put into the prices that are asked for.
    fn out_of_reach(&self, evidence: &Evidence) -> Option<Problem> {
        let error = evidence.in_prices(self.wanted_prices?).err()?;
        let place = Place::root().key("evidence").key("price_year");
        let found = format!("{error}, so that the money of this file cannot be restated");
        Some(Problem::value(place, found).allowed(PriceBase::ALLOWED))
    }

    /// Whether a file could be read whole, and no error was found since.
    pub(super) fn is_sound(&self, loaded: &Loaded, before: usize) -> bool {
        let is_error = |finding: &Finding| finding.severity == Severity::Error;
        loaded.is_whole && !self.findings[before..].iter().any(is_error)
    }

    fn warn_of_age(&mut self, loaded: &Loaded, evidence: &Evidence) {
        let today = self.demands.today;
        if let Some(review_by) = evidence.review_by().filter(|review_by| *review_by < today) {
            let place = Place::root().key("evidence").key("review_by");
            let found = format!("this evidence was due for review by {review_by}; today is {today}");
            let problem = Problem::value(place, found);
            self.findings.push(Finding::problem(&self.sources, &loaded.tree, &problem).warning());
        }
    }

    /// Where a scenario that has been read, or its evidence, states something: `file:line:column`. The id tells the
    /// variants of a file that sweeps apart.
    pub fn stated(&mut self, scenario: &Path, id: &str, in_evidence: bool, place: &Place) -> Option<String> {
        let file = self.sources.read(scenario).ok()?;
        let file = if in_evidence { *self.rests_on.get(&(file, id.to_owned()))? } else { file };
        let tree = self.trees.get(&file)?;
        let sweep =
            self.sweeps.get(&file).and_then(|sweep| Some(sweep.variant(sweep.position(id)?, "", tree)));
        let span = match sweep {
            Some(variant) => {
                locate(&merge(tree.clone(), variant.overlay, rule::SCENARIO), place, Blame::Key).span
            }
            None => locate(tree, place, Blame::Key).span,
        };
        let position = self.sources.position(span);
        Some(format!("{}:{}:{}", self.sources.shown(span.file), position.line, position.column))
    }

    /// Adds what a higher floor found wrong with evidence that has been read: that of a scenario, or of its own file.
    pub fn blame_evidence(&mut self, path: &Path, scenario: Option<&str>, problem: &Problem) {
        let Ok(file) = self.sources.read(path) else { return };
        let named = scenario.and_then(|id| self.rests_on.get(&(file, id.to_owned())).copied());
        if let Some(tree) = self.trees.get(&named.unwrap_or(file)) {
            self.findings.push(Finding::problem(&self.sources, tree, problem));
        }
    }

    /// The scenarios of a CSV file of splits on a base: see [`Splits`]. What is wrong with the file or any row of it
    /// becomes findings; rows that nothing is wrong with are there all the same.
    ///
    /// The file is not among [`Loader::sources`]: its path, length and fingerprint are the answer's to tell.
    pub fn splits(&mut self, path: &Path, base: &Scenario) -> Option<Splits> {
        Splits::open(path, base, &mut self.findings)
    }

    /// The columns that are wanted of a CSV file of draws of some model: see [`Samples`]. What is wrong becomes findings,
    /// and nothing is there.
    ///
    /// The file is not among [`Loader::sources`] either.
    pub fn samples(&mut self, path: &Path, wanted: &SamplesWanted) -> Option<Samples> {
        Samples::read(path, wanted, &mut self.findings)
    }

    /// Adds a finding of a higher floor.
    pub fn say(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// How much has been found so far, to ask later what came [since](Self::since).
    #[must_use]
    pub fn mark(&self) -> usize {
        self.findings.len()
    }

    /// What was found since a [mark](Self::mark), as it was found.
    #[must_use]
    pub fn since(&self, mark: usize) -> &[Finding] {
        self.findings.get(mark..).unwrap_or_default()
    }

    /// Everything found so far, by place, each once.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        sorted(self.findings.clone())
    }

    /// The files read.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }
}

/// That something typed cannot be assumed of a file.
pub(super) fn typed_wrong(shown: &str, problem: &Problem) -> Finding {
    let finding = Finding::file(shown, format!("--set: {}", problem.found));
    Finding { allowed: problem.allowed.clone(), nearest: problem.nearest.clone(), ..finding }
}
