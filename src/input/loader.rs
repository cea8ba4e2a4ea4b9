//! Files to scenarios and evidence on the model's terms, with every finding on the way.

use crate::input::build;
use crate::input::build::Gather;
use crate::input::finding::Finding;
use crate::input::finding::Severity;
use crate::input::finding::sorted;
use crate::input::inherit;
use crate::input::inherit::Kind;
use crate::input::inherit::Loaded;
use crate::input::inherit::named_file;
use crate::input::locate::locate;
use crate::input::node::Node;
use crate::input::node::parse;
use crate::input::raw::evidence::EvidenceFile;
use crate::input::raw::scenario::ScenarioFile;
use crate::input::source::FileId;
use crate::input::source::Sources;
use crate::model::Evidence;
use crate::model::Scenario;
use crate::problem::Blame;
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
    /// It has an `[evidence]` table.
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
        if tree.get("scenario").is_some() {
            FileKind::Scenario
        } else if tree.get("evidence").is_some() {
            FileKind::Evidence
        } else {
            FileKind::Neither
        }
    }

    /// A scenario with its evidence; `None`, with findings, where anything is wrong.
    pub fn scenario(&mut self, path: &Path) -> Option<Scenario> {
        let loaded = inherit::load(&mut self.sources, path, Kind::SCENARIO, &mut self.findings)?;
        let before = self.findings.len();
        let file = loaded.decode::<ScenarioFile>(&self.sources, &mut self.findings);
        let mut gather = Gather::new(loaded.is_whole);
        let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let spec = file.given().map(|file| build::scenario(&mut gather, file, &id));
        let named = loaded.tree.get("scenario").and_then(|head| head.get("evidence"));
        let evidence_path = named.and_then(|node| named_file(&self.sources, node));
        if named.is_none() && spec.is_some() && loaded.is_whole {
            gather.push(Problem::missing(&Place::root().key("scenario"), "evidence"));
        }
        let evidence = evidence_path.and_then(|path| self.evidence_named(&loaded, &path));
        let mut problems = gather.problems();
        let mut scenario = None;
        if let (Some(spec), Some(evidence)) = (spec, evidence) {
            match Scenario::new(spec, evidence) {
                Ok(sound) => {
                    problems.extend((self.demands.of_scenario)(&sound));
                    scenario = Some(sound);
                }
                Err(more) => problems.extend(more),
            }
        }
        self.place(&loaded, &problems);
        self.trees.insert(loaded.file, loaded.tree.clone());
        let is_sound = loaded.is_whole && !self.findings[before..].iter().any(is_error);
        scenario.filter(|_| is_sound)
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

    /// The evidence that a scenario names; a file that cannot be read is blamed on the line that names it.
    fn evidence_named(&mut self, scenario: &Loaded, path: &Path) -> Option<Arc<Evidence>> {
        if let Err(error) = self.sources.read(path) {
            let place = Place::root().key("scenario").key("evidence");
            self.place(scenario, &[Problem::value(place, error).allowed("the path of an evidence file")]);
            return None;
        }
        if let Ok(file) = self.sources.read(path) {
            self.rests_on.insert(scenario.file, file);
        }
        self.evidence(path)
    }

    fn build_evidence(&mut self, loaded: &Loaded) -> Option<Arc<Evidence>> {
        let before = self.findings.len();
        let file = loaded.decode::<EvidenceFile>(&self.sources, &mut self.findings);
        let mut gather = Gather::new(loaded.is_whole);
        let spec = file.given().map(|file| build::evidence(&mut gather, file));
        let is_readable = loaded.is_whole && !self.findings[before..].iter().any(is_error);
        let is_complete = gather.is_complete();
        let mut problems = gather.problems();
        let mut evidence = None;
        let is_complete = is_readable && is_complete;
        match spec.map(Evidence::new) {
            Some(Ok(sound)) => evidence = Some(sound),
            Some(Err(more)) => {
                problems.extend(more.into_iter().filter(|more| is_complete || !more.of_absence))
            }
            None => {}
        }
        self.place(loaded, &problems);
        self.trees.insert(loaded.file, loaded.tree.clone());
        if let Some(sound) = &evidence {
            self.warn_of_age(loaded, sound);
        }
        let is_sound = is_readable && !self.findings[before..].iter().any(is_error);
        evidence.filter(|_| is_sound).map(Arc::new)
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
        let findings = problems.iter().map(|problem| Finding::problem(&self.sources, &loaded.tree, problem));
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

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}
