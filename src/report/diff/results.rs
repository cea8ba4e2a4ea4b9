//! Two folders of results held against each other: nothing is worked out again.

use crate::report::Manifest;
use crate::report::Provenance;
use crate::report::Simulated;
use crate::report::compare;
use crate::report::diff::document::Document;
use crate::report::diff::document::FigureView;
use crate::report::diff::document::KindView;
use crate::report::diff::document::Presence;
use crate::report::diff::document::RunView;
use crate::report::diff::document::ScenarioView;
use crate::report::diff::document::SideView;
use crate::report::diff::figures;
use crate::report::diff::figures::Figure;
use crate::report::diff::figures::Scenario;
use crate::report::document::Versioned;
use crate::report::optimise;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// A folder of results.
#[derive(Clone, Debug)]
pub struct Results {
    /// Its path, as it was typed.
    pub path: String,
    /// What it says of itself.
    pub manifest: Manifest,
    /// What it holds.
    pub content: Content,
}

/// The answers in a folder.
#[derive(Clone, Debug)]
pub enum Content {
    /// Scenarios side by side, of `compare` or of `report`.
    Comparison(Box<compare::Document>),
    /// Best allocations.
    Best(Box<optimise::Document>),
    /// Answers of other questions: their files are told apart, but not what stands in them.
    Other,
}

impl Content {
    fn scenarios(&self) -> Vec<Scenario> {
        match self {
            Self::Comparison(document) => figures::of_comparison(document),
            Self::Best(document) => figures::of_best(document),
            Self::Other => Vec::new(),
        }
    }
}

impl Document {
    /// The document of two folders of results.
    #[must_use]
    pub fn of_results(old: &Results, new: &Results) -> Self {
        let side = |results: &Results| SideView {
            path: results.path.clone(),
            name: None,
            draws: None,
            seed: None,
            sampler: None,
            rests_on: None,
        };
        Self {
            schema: Self::SCHEMA.to_owned(),
            of: KindView::Results,
            old: side(old),
            new: side(new),
            changes: Vec::new(),
            answers: Vec::new(),
            runs: runs(&old.manifest, &new.manifest),
            scenarios: scenarios(old.content.scenarios(), new.content.scenarios()),
            price_year: None,
            price_year_stated: None,
        }
    }
}

/// In what two runs differ.
fn runs(old: &Manifest, new: &Manifest) -> Vec<RunView> {
    let mut all = Vec::new();
    let (one, other) = (&old.provenance, &new.provenance);
    let whole = |of: fn(&Provenance) -> &String| (Some(of(one).clone()), Some(of(other).clone()));
    let said = [
        ("version", whole(|run| &run.program.version)),
        ("commit", whole(|run| &run.program.git)),
        ("platform", whole(|run| &run.program.target)),
        ("solver", whole(|run| &run.program.solver)),
        ("command", whole(|run| &run.question.command)),
        ("day", whole(|run| &run.question.as_of)),
        ("draws", (draws(one), draws(other))),
        ("restated", (restated(one), restated(other))),
        ("share", (old.shard.clone(), new.shard.clone())),
        ("status", (status(old), status(new))),
    ];
    for (what, (before, after)) in said {
        push(&mut all, what, "", before, after);
    }
    let arguments =
        |run: &Provenance| run.question.arguments.iter().cloned().map(|it| (it, String::new())).collect();
    let came_or_went = |(_, before, after): &(String, Option<String>, Option<String>)| before != after;
    for (argument, before, after) in paired(arguments(one), arguments(other)).filter(came_or_went) {
        let own = |there: Option<String>| there.map(|_| argument.clone());
        push(&mut all, "argument", "", own(before), own(after));
    }
    let inputs = |run: &Provenance| {
        run.inputs.iter().map(|input| (input.path.clone(), input.sha256.clone())).collect()
    };
    for (path, before, after) in paired(inputs(one), inputs(other)) {
        push(&mut all, "input", &path, before, after);
    }
    let outputs = |run: &Manifest| {
        run.outputs.iter().map(|output| (output.name.clone(), output.sha256.clone())).collect()
    };
    for (name, before, after) in paired(outputs(old), outputs(new)) {
        push(&mut all, "output", &name, before, after);
    }
    all
}

fn push(all: &mut Vec<RunView>, what: &str, of: &str, before: Option<String>, after: Option<String>) {
    if before != after {
        all.push(RunView { what: what.to_owned(), of: of.to_owned(), before, after });
    }
}

fn draws(run: &Provenance) -> Option<String> {
    let said = |it: &Simulated| format!("{} {} from {}", it.draws, it.sampler, it.seed);
    let said: Vec<String> = run.question.simulations.iter().map(said).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

fn restated(run: &Provenance) -> Option<String> {
    let said: Vec<String> = run.restated.iter().map(|it| format!("{} to {}", it.from, it.to)).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

fn status(manifest: &Manifest) -> Option<String> {
    manifest.status.map(|status| status.to_string())
}

/// What goes by the same name in both, in the order of names.
fn paired(
    old: BTreeMap<String, String>,
    new: BTreeMap<String, String>,
) -> impl Iterator<Item = (String, Option<String>, Option<String>)> {
    let names: BTreeSet<String> = old.keys().chain(new.keys()).cloned().collect();
    names.into_iter().map(move |name| {
        let (before, after) = (old.get(&name).cloned(), new.get(&name).cloned());
        (name, before, after)
    })
}

/// Scenario by scenario: those of OLD and NEW that go by the same id, and whose evidence goes by the same name where an id is
/// there more than once.
fn scenarios(old: Vec<Scenario>, new: Vec<Scenario>) -> Vec<ScenarioView> {
    let mut old: BTreeMap<(String, String), Scenario> = old.into_iter().map(|it| (key(&it), it)).collect();
    let mut views = Vec::new();
    let mut alone = Vec::new();
    for scenario in new {
        match old.remove(&key(&scenario)) {
            Some(before) => views.push(view(Some(before), Some(scenario))),
            None => alone.push(scenario),
        }
    }
    for scenario in alone {
        // Evidence that has another name now is the same scenario's, where only one can be meant.
        let mut same = old.keys().filter(|(id, _)| *id == scenario.id);
        let meant = same.next().cloned().filter(|_| same.next().is_none());
        let before = meant.and_then(|key| old.remove(&key));
        views.push(view(before, Some(scenario)));
    }
    views.extend(old.into_values().map(|before| view(Some(before), None)));
    views.sort_by(|a, b| (&a.id, &a.evidence).cmp(&(&b.id, &b.evidence)));
    views
}

fn key(scenario: &Scenario) -> (String, String) {
    (scenario.id.clone(), scenario.evidence.clone())
}

fn view(old: Option<Scenario>, new: Option<Scenario>) -> ScenarioView {
    let presence = match (&old, &new) {
        (Some(_), None) => Presence::Old,
        (None, _) => Presence::New,
        (Some(_), Some(_)) => Presence::Both,
    };
    let figures = joined(
        old.as_ref().map(|it| &it.figures[..]).unwrap_or_default(),
        new.as_ref().map(|it| &it.figures[..]).unwrap_or_default(),
    );
    let Scenario { id, name, evidence, .. } = new.or(old).unwrap_or_default();
    ScenarioView { id, name, evidence, presence, figures }
}

/// Figures of both, in the order of NEW's, then those that only OLD has.
fn joined(old: &[Figure], new: &[Figure]) -> Vec<FigureView> {
    let of = |all: &[Figure], wanted: &Figure| {
        let found = all.iter().find(|it| it.quantity == wanted.quantity && it.of == wanted.of);
        found.map(|it| it.value)
    };
    let gone = old.iter().filter(|figure| of(new, figure).is_none());
    let all = new.iter().chain(gone);
    let views = all.map(|figure| {
        let (before, after) = (of(old, figure), of(new, figure));
        let difference = before.zip(after).map(|(before, after)| after - before);
        let (quantity, of, unit) = (figure.quantity.to_owned(), figure.of.clone(), figure.unit.clone());
        FigureView { quantity, of, unit, before, after, difference }
    });
    views.collect()
}
