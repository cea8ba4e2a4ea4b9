//! `check`: are these files sound?

use crate::cli::Status;
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::deliver::deliver_one;
use crate::cli::ended::Outcome;
use crate::cli::files;
use crate::cli::provenance::provenance;
use crate::input::FileKind;
use crate::input::Finding;
use crate::input::Loader;
use crate::input::Severity;
use crate::model::Evidence;
use crate::model::Simulation;
use crate::model::contradictions;
use crate::problem::Problem;
use crate::report::check as report;
use crate::report::check::Document;
use crate::report::check::FindingView;
use crate::report::check::SeverityView;
use crate::simulate::can_be_drawn;
use crate::units::Draws;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// Reads every file and says everything that is wrong: to people on standard error, else as a document.
pub(super) fn run(typed: &[PathBuf], context: &Context) -> Outcome {
    let mut loader = context.loader_that_asks_for(contradictions);
    let paths = files::named(&mut loader, typed);
    let mut drawn = Drawn::default();
    for path in &paths {
        if loader.kind(path) == FileKind::Evidence {
            if let Some(evidence) = loader.evidence(path) {
                drawn.draw(&mut loader, path, None, &evidence, context.drawn(Simulation::default()));
            }
        } else {
            for scenario in loader.scenarios(path) {
                let simulation = context.drawn(scenario.simulation());
                drawn.draw(&mut loader, path, Some(scenario.id()), scenario.evidence(), simulation);
            }
        }
    }
    let is_for_people = context.global.format == Format::Table;
    if is_for_people {
        context.report(&loader);
    }
    let named = paths.iter().map(|path| path.display().to_string()).collect();
    let document = Document::of(named, loader.findings().into_iter().map(view).collect());
    let status = if document.sound { Status::Answered } else { Status::No };
    if !is_for_people || context.global.out.is_some() {
        let from = provenance(loader.sources(), [], context);
        deliver_one(&document, from, status, context)?;
    }
    if document.sound && is_for_people {
        context.say(&report::verdict(paths.len()));
    }
    Ok(status)
}

/// As many draws say whether evidence can be simulated.
const MOST_DRAWS: usize = 10_000;

/// Evidence that has been drawn, and how: files that rest on the same are told apart by nothing else.
#[derive(Default)]
struct Drawn(Vec<(Arc<Evidence>, Simulation)>);

impl Drawn {
    /// Draws evidence as `compare` will, or the first of its draws where they are many, and says what is wrong with any.
    fn draw(
        &mut self,
        loader: &mut Loader,
        path: &Path,
        id: Option<&str>,
        evidence: &Arc<Evidence>,
        simulation: Simulation,
    ) {
        let draws = Draws::new(simulation.draws.get().min(MOST_DRAWS)).unwrap_or(simulation.draws);
        let simulation = Simulation { draws, ..simulation };
        if self.0.iter().any(|(own, how)| Arc::ptr_eq(own, evidence) && *how == simulation) {
            return;
        }
        self.0.push((Arc::clone(evidence), simulation));
        let Err(wrong) = can_be_drawn(evidence, simulation) else { return };
        let place = wrong.place(evidence).unwrap_or_default();
        let problem = Problem::value(place, wrong.to_string());
        loader.blame_evidence(
            path,
            id,
            &problem.allowed("numbers that give a harm that can be told in every draw"),
        );
    }
}

/// A finding as documents have it.
fn view(finding: Finding) -> FindingView {
    FindingView {
        severity: match finding.severity {
            Severity::Error => SeverityView::Error,
            Severity::Warning => SeverityView::Warning,
        },
        file: finding.path,
        line: finding.position.map(|position| position.line),
        column: finding.position.map(|position| position.column),
        key: (!finding.key.is_empty()).then_some(finding.key),
        found: finding.found,
        allowed: finding.allowed,
        nearest: finding.nearest,
    }
}
