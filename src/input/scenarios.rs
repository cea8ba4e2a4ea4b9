//! Scenario files to scenarios: one each, or as many as a file sweeps over.

use crate::input::construct;
use crate::input::construct::Gather;
use crate::input::decode::Field;
use crate::input::decode::decode;
use crate::input::finding::Finding;
use crate::input::inherit;
use crate::input::inherit::Kind;
use crate::input::inherit::named_file;
use crate::input::loaded::Loaded;
use crate::input::loader::Loader;
use crate::input::loader::typed_wrong;
use crate::input::merge::merge;
use crate::input::node::Node;
use crate::input::placing::Placing;
use crate::input::raw::scenario_file::ScenarioFile;
use crate::input::relabelled;
use crate::input::rule;
use crate::input::shown::STANDARD_INPUT_ID;
use crate::input::shown::is_standard_input;
use crate::input::sweep;
use crate::input::sweep::Sweep;
use crate::input::sweep::Tally;
use crate::model;
use crate::model::Doubting;
use crate::model::PriceBase;
use crate::model::PriceError;
use crate::model::Scenario;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;
use std::path::Path;

/// A scenario file that has been read.
struct Read {
    loaded: Loaded,
    stem: String,
    file: Field<ScenarioFile>,
    problems: Vec<Problem>,
    /// How many findings there were before it.
    before: usize,
}

/// Who a tree is the scenario of.
#[derive(Clone, Copy)]
struct Named<'a> {
    id: &'a str,
    /// What its name adds to that of the file.
    addition: Option<&'a str>,
    /// What is laid on the file.
    overlay: Option<&'a Node>,
}

/// What came of a tree.
struct Made {
    scenario: Option<Scenario>,
    /// What was found in building, value by value.
    of_values: Vec<Finding>,
    /// What was found in looking at the whole.
    of_whole: Vec<Finding>,
    /// What its writer should look at again; it can be used all the same.
    doubts: Vec<Finding>,
}

impl Loader {
    /// The scenario of a file; `None`, with findings, where anything is wrong, or where the file sweeps over
    /// several: see [`Loader::scenarios`].
    pub fn scenario(&mut self, path: &Path) -> Option<Scenario> {
        let read = self.read_scenario(path)?;
        if read.loaded.tree.get("sweep").is_none() {
            return self.only(&read);
        }
        if let Some(sweep) = self.sweep(&read) {
            let count = text::plural(sweep.len(), "scenario", "scenarios");
            let found = format!("this file sweeps over {count}, and one is wanted here");
            let allowed = "a file without `sweep`, such as one with the tables of the scenario that is meant";
            self.say_of(&read, &[Problem::key(Place::root().key("sweep"), found).allowed(allowed)]);
        }
        None
    }

    /// Every scenario of a file, in the order of its sweep: the grid's combinations, then the list's entries. A file
    /// without `[sweep]` has one; one with it stands for its variants only, and is no scenario itself.
    ///
    /// Their ids are `{stem}:{key}={value}:…`, with the last segment of a key where that is no other's of the
    /// grid, and `{stem}:{name}` with an entry's name in small letters and dashes, or its number in the list.
    ///
    /// What is wrong with any of them becomes findings, and those that nothing is wrong with are returned all the
    /// same: whoever needs all of them looks at [`Loader::findings`]. The bases are read once, and variants that rest
    /// on the same evidence share it.
    pub fn scenarios(&mut self, path: &Path) -> Vec<Scenario> {
        let Some(read) = self.read_scenario(path) else { return Vec::new() };
        if read.loaded.tree.get("sweep").is_none() {
            return self.only(&read).into_iter().collect();
        }
        let Some(sweep) = self.sweep(&read) else { return Vec::new() };
        let scenarios = self.variants(&read, &sweep);
        self.sweeps.insert(read.loaded.file, sweep);
        scenarios
    }

    fn read_scenario(&mut self, path: &Path) -> Option<Read> {
        let loaded = inherit::load(&mut self.sources, path, Kind::SCENARIO, &mut self.findings)?;
        let before = self.findings.len();
        let (file, problems) = loaded.decode::<ScenarioFile>(&self.sources, &mut self.findings);
        self.trees.insert(loaded.file, loaded.tree.clone());
        let stem = if is_standard_input(path) {
            STANDARD_INPUT_ID.into()
        } else {
            path.file_stem().map(text::name_of).unwrap_or_default()
        };
        Some(Read { loaded, stem, file, problems, before })
    }

    /// The scenario of a file that does not sweep.
    fn only(&mut self, read: &Read) -> Option<Scenario> {
        let named = Named { id: &read.stem, addition: None, overlay: None };
        let made = self.make(&read.loaded, &read.loaded.tree, named, &read.file, &read.problems);
        self.findings.extend(made.of_values);
        self.findings.extend(made.of_whole);
        self.findings.extend(made.doubts);
        if read.stem == Scenario::TODAY {
            let found = "the id `today` belongs to the built-in row of what is spent today";
            let finding = Finding::file(self.sources.shown(read.loaded.file), found);
            let allowed = "another name for the file, such as `hold.toml`".to_owned();
            self.findings.push(Finding { allowed: Some(allowed), ..finding });
        }
        made.scenario.filter(|_| self.is_sound(&read.loaded, read.before))
    }

    /// What a file sweeps over; none, with findings, where that makes no sense.
    fn sweep(&mut self, read: &Read) -> Option<Sweep> {
        let stated = read.file.given()?.sweep.given()?;
        let mut gather = Gather::new(read.loaded.is_whole);
        let sweep = sweep::read(&mut gather, &read.loaded, &self.sources, &read.stem, stated);
        let (_, findings) = self.placing(&read.loaded, &read.loaded.tree).gathered(&read.problems, &gather);
        self.findings.extend(findings);
        sweep
    }

    fn variants(&mut self, read: &Read, sweep: &Sweep) -> Vec<Scenario> {
        let is_sound = self.is_sound(&read.loaded, read.before);
        let (mut tally, mut scenarios) = (Tally::default(), Vec::new());
        for number in 0..sweep.len() {
            let variant = sweep.variant(number, &read.stem, &read.loaded.tree);
            let tree = merge(read.loaded.tree.clone(), variant.overlay.clone(), rule::SCENARIO);
            let (file, problems) = decode::<ScenarioFile>(&tree);
            let mut said = self.placing(&read.loaded, &tree).all(&problems);
            let named =
                Named { id: &variant.id, addition: Some(&variant.name), overlay: Some(&variant.overlay) };
            let made = self.make(&read.loaded, &tree, named, &file, &problems);
            said.extend(made.of_values);
            self.findings.extend(made.doubts);
            let is_sound = is_sound && said.is_empty() && made.of_whole.is_empty();
            tally.add(&variant.id, said, made.of_whole);
            scenarios.extend(made.scenario.filter(|_| is_sound));
            if tally.is_full() && number + 1 < sweep.len() {
                let left = text::plural(sweep.len() - number - 1, "scenario", "scenarios");
                let found = format!("more than {} problems: the last {left} are not looked at", Tally::MOST);
                self.say_of(read, &[Problem::key(Place::root().key("sweep"), found)]);
                break;
            }
        }
        self.findings.extend(tally.findings());
        scenarios
    }

    /// What a tree comes to on its evidence. Only what is wrong with the evidence becomes findings at once.
    fn make(
        &mut self,
        loaded: &Loaded,
        tree: &Node,
        named: Named<'_>,
        file: &Field<ScenarioFile>,
        read: &[Problem],
    ) -> Made {
        let mut gather = Gather::new(loaded.is_whole);
        let spec = file.given().map(|file| construct::scenario(&mut gather, file, named.id));
        let stated = tree.get("scenario").and_then(|head| head.get("evidence"));
        if stated.is_none() && spec.is_some() && loaded.is_whole {
            gather.push(Problem::missing(&Place::root().key("scenario"), "evidence"));
        }
        let path = stated.and_then(|node| named_file(&self.sources, node));
        let evidence = path.and_then(|path| {
            let known = self.evidence_named(loaded.file, named.id, &path);
            known.map_err(|problem| gather.push(*problem)).ok().flatten()
        });
        let base = spec.as_ref().and_then(|spec| spec.prices);
        let evidence = evidence.and_then(|evidence| {
            let Some(base) = base else { return Some(evidence) };
            let restated = self.prices.evidence(&evidence, base);
            restated.map_err(|error| gather.push(unreachable_from(&error))).ok()
        });
        let what_ifs = file
            .given()
            .map(|file| construct::what_ifs(&mut gather, &file.assume, &Place::root().key("assume")));
        let what_ifs = what_ifs.unwrap_or_default();
        let evidence = evidence.and_then(|evidence| {
            let assumed = self.assumed.evidence(&evidence, &what_ifs);
            assumed.map_err(|problems| problems.into_iter().for_each(|problem| gather.push(problem))).ok()
        });
        let evidence = evidence.and_then(|evidence| match self.typed_on(&evidence) {
            Ok(evidence) => Some(evidence),
            Err(problems) => {
                let shown = self.sources.shown(loaded.file).to_owned();
                self.findings.extend(problems.iter().map(|problem| typed_wrong(&shown, problem)));
                None
            }
        });
        let layers: Vec<&Node> = named.overlay.into_iter().chain(&loaded.layers).collect();
        let relabelled = relabelled::of_scenario(&self.sources, &layers, tree);
        if let Some(problem) = relabelled {
            gather.push(problem);
        }
        let placing = self.placing(loaded, tree);
        let (echoes, of_values) = placing.gathered(read, &gather);
        let (Some(mut spec), Some(evidence)) = (spec.filter(|_| !loaded.has_faults()), evidence) else {
            return Made { scenario: None, of_values, of_whole: Vec::new(), doubts: Vec::new() };
        };
        if let Some(addition) = named.addition {
            spec.name = format!("{}: {addition}", spec.name);
        }
        spec.name = model::named(&spec.name, evidence.what_ifs());
        let (scenario, problems) = match Scenario::new(spec, evidence) {
            Ok(sound) => {
                if !(read.is_empty() && gather.problems().is_empty()) {
                    // A stand-in somewhere: what the whole comes to is not known.
                    gather.keep::<()>(Lack::Any, None);
                }
                let demanded = (self.demands.of_scenario)(&sound);
                (Some(sound), demanded)
            }
            Err(problems) => (None, problems),
        };
        let doubting = if named.addition.is_some() { Doubting::NotTheName } else { Doubting::All };
        let doubts: Vec<Problem> = scenario
            .iter()
            .flat_map(|scenario| [model::doubts(scenario, doubting), model::unfelt(scenario)])
            .flatten()
            .collect();
        let doubts = placing.all(&doubts).into_iter().map(Finding::warning).collect();
        Made { scenario, of_values, of_whole: placing.found(&gather, &echoes, problems), doubts }
    }

    fn say_of(&mut self, read: &Read, problems: &[Problem]) {
        let findings = self.placing(&read.loaded, &read.loaded.tree).all(problems);
        self.findings.extend(findings);
    }

    fn placing<'a>(&'a self, loaded: &'a Loaded, tree: &'a Node) -> Placing<'a> {
        Placing { sources: &self.sources, loaded, tree }
    }
}

/// That the prices a scenario states are not to be had of its evidence.
fn unreachable_from(error: &PriceError) -> Problem {
    let place = Place::root().key("budget").key("prices");
    let found = format!("the evidence cannot be put into these prices: {error}");
    Problem::value(place, found)
        .allowed(format!("no `prices`, or evidence whose `price_year` is {}", PriceBase::ALLOWED))
}
