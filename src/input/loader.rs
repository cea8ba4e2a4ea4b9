//! Files to scenarios and evidence on the model's terms, with every finding on the way.

use crate::input::build;
use crate::input::build::Gather;
use crate::input::finding::Finding;
use crate::input::finding::Severity;
use crate::input::finding::sorted;
use crate::input::follow_up::Echoes;
use crate::input::inherit;
use crate::input::inherit::Kind;
use crate::input::inherit::named_file;
use crate::input::loaded::Loaded;
use crate::input::locate::locate;
use crate::input::node::Node;
use crate::input::parse::parse;
use crate::input::raw::evidence::EvidenceFile;
use crate::input::raw::scenario::ScenarioFile;
use crate::input::source::FileId;
use crate::input::source::Sources;
use crate::model::Evidence;
use crate::model::Scenario;
use crate::problem::Blame;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
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
    /// It has neither, or cannot be read.
    Neither,
}

/// Reads files, each once, and gathers what is to be said about them.
pub struct Loader {
    demands: Demands,
    sources: Sources,
    findings: Vec<Finding>,
    evidence: BTreeMap<FileId, Option<Arc<Evidence>>>,
    /// What each file came to with its bases, to find the line that says something.
    trees: BTreeMap<FileId, Node>,
    /// The evidence file that each scenario file names.
    rests_on: BTreeMap<FileId, FileId>,
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
            rests_on: BTreeMap::new(),
        }
    }

    /// What kind of file this is, by its tables; says nothing about files it cannot read.
    pub fn kind(&mut self, path: &Path) -> FileKind {
        let Ok(file) = self.sources.read(path) else { return FileKind::Neither };
        let (tree, _) = parse(self.sources.text(file), file);
        let has_any = |keys: &[&str]| keys.iter().any(|key| tree.get(key).is_some());
        if has_any(&["scenario"]) {
            FileKind::Scenario
        } else if has_any(&["evidence", "threat", "funder", "programme", "correlation"]) {
            FileKind::Evidence
        } else {
            FileKind::Neither
        }
    }

    /// A scenario with its evidence; `None`, with findings, where anything is wrong.
    pub fn scenario(&mut self, path: &Path) -> Option<Scenario> {
        let loaded = inherit::load(&mut self.sources, path, Kind::SCENARIO, &mut self.findings)?;
        let before = self.findings.len();
        let (file, read) = loaded.decode::<ScenarioFile>(&self.sources, &mut self.findings);
        let mut gather = Gather::new(loaded.is_whole);
        let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let spec = file.given().map(|file| build::scenario(&mut gather, file, &id));
        let named = loaded.tree.get("scenario").and_then(|head| head.get("evidence"));
        let evidence_path = named.and_then(|node| named_file(&self.sources, node));
        if named.is_none() && spec.is_some() && loaded.is_whole {
            gather.push(Problem::missing(&Place::root().key("scenario"), "evidence"));
        }
        let evidence = evidence_path.and_then(|path| self.evidence_named(&loaded, &path));
        let echoes = self.place_gathered(&loaded, &read, &gather);
        let made = match (spec, evidence) {
            (Some(spec), Some(evidence)) if !loaded.has_faults() => Scenario::new(spec, evidence),
            _ => return None,
        };
        let (scenario, problems) = match made {
            Ok(sound) => {
                let unbuilt = (self.demands.of_scenario)(&sound);
                (Some(sound), unbuilt)
            }
            Err(problems) => (None, problems),
        };
        self.place_found(&loaded, &gather, &echoes, problems);
        self.trees.insert(loaded.file, loaded.tree.clone());
        scenario.filter(|_| self.is_sound(&loaded, before))
    }

    /// Evidence; `None`, with findings, where anything is wrong.
    pub fn evidence(&mut self, path: &Path) -> Option<Arc<Evidence>> {
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

    /// The evidence that a scenario names; what is no evidence file is blamed on the line that names it.
    fn evidence_named(&mut self, scenario: &Loaded, path: &Path) -> Option<Arc<Evidence>> {
        let found = match self.sources.read(path) {
            Err(error) => error.to_string(),
            Ok(file) if self.kind(path) == FileKind::Scenario => {
                format!("`{}` is a scenario", self.sources.shown(file))
            }
            Ok(file) => {
                self.rests_on.insert(scenario.file, file);
                return self.evidence(path);
            }
        };
        let place = Place::root().key("scenario").key("evidence");
        self.place(scenario, &[Problem::value(place, found).allowed("the path of an evidence file")]);
        None
    }

    fn build_evidence(&mut self, loaded: &Loaded) -> Option<Arc<Evidence>> {
        let before = self.findings.len();
        let (file, read) = loaded.decode::<EvidenceFile>(&self.sources, &mut self.findings);
        let mut gather = Gather::new(loaded.is_whole);
        let spec = file.given().map(|file| build::evidence(&mut gather, file));
        let echoes = self.place_gathered(loaded, &read, &gather);
        let made = Evidence::new(spec.filter(|_| !loaded.has_faults())?);
        let (evidence, problems) = match made {
            Ok(sound) => (Some(sound), Vec::new()),
            Err(problems) => (None, problems),
        };
        self.place_found(loaded, &gather, &echoes, problems);
        self.trees.insert(loaded.file, loaded.tree.clone());
        if let Some(sound) = &evidence {
            self.warn_of_age(loaded, sound);
        }
        evidence.filter(|_| self.is_sound(loaded, before)).map(Arc::new)
    }

    /// Places what was gathered in building from a tree, and says what that makes doubtful.
    fn place_gathered(&mut self, loaded: &Loaded, read: &[Problem], gather: &Gather) -> Echoes {
        let (echoes, gathered) = Echoes::sifted(&loaded.tree, read, gather.problems());
        self.place(loaded, &gathered);
        echoes
    }

    /// Places what the model found, but for what is not known or no more than an echo.
    fn place_found(&mut self, loaded: &Loaded, gather: &Gather, echoes: &Echoes, mut found: Vec<Problem>) {
        found.retain(|problem| {
            let is_known = problem
                .lack
                .is_none_or(|lack| gather.has_all(lack) && !(lack == Lack::Any && echoes.is_table_unknown()));
            is_known && !echoes.explain(&loaded.tree, problem)
        });
        self.place(loaded, &found);
    }

    /// Whether a file could be read whole, and no error was found since.
    fn is_sound(&self, loaded: &Loaded, before: usize) -> bool {
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

    fn place(&mut self, loaded: &Loaded, problems: &[Problem]) {
        let findings = loaded.findings(&self.sources, &loaded.tree, problems);
        self.findings.extend(findings);
    }

    /// Where a scenario that has been read, or its evidence, states something: `file:line:column`.
    pub fn stated(&mut self, scenario: &Path, in_evidence: bool, place: &Place) -> Option<String> {
        let file = self.sources.read(scenario).ok()?;
        let file = if in_evidence { *self.rests_on.get(&file)? } else { file };
        let span = locate(self.trees.get(&file)?, place, Blame::Key).span;
        let position = self.sources.position(span);
        Some(format!("{}:{}:{}", self.sources.shown(span.file), position.line, position.column))
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
