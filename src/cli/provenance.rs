//! Where the figures of this run come from.

use crate::cli::context::Context;
use crate::input::Sources;
use crate::model::Simulation;
use crate::optimise::default_solver;
use crate::report::Input;
use crate::report::Program;
use crate::report::Provenance;
use crate::report::Question;
use crate::report::Simulated;
use crate::text;

/// What this run was asked, of which files, and by which program.
pub(super) fn provenance(
    sources: &Sources,
    simulations: impl IntoIterator<Item = Simulation>,
    context: &Context,
) -> Provenance {
    with_inputs(sources, [], simulations, context)
}

/// The same, of files too that were not read as a whole.
pub(super) fn with_inputs(
    sources: &Sources,
    others: impl IntoIterator<Item = Input>,
    simulations: impl IntoIterator<Item = Simulation>,
    context: &Context,
) -> Provenance {
    let read = sources.read_so_far().map(|(path, text)| Input {
        path: path.to_owned(),
        bytes: text.len() as u64,
        sha256: text::sha256(text.as_bytes()),
    });
    let mut inputs: Vec<Input> = read.chain(others).collect();
    inputs.sort();
    let mut simulations: Vec<Simulated> = simulations.into_iter().map(simulated).collect();
    simulations.sort();
    simulations.dedup();
    let question = Question {
        command: context.asked.command.clone(),
        arguments: context.asked.arguments.clone(),
        as_of: context.today.to_string(),
        simulations,
    };
    Provenance { program: program(), question, inputs, restated: context.restatings() }
}

/// This build.
pub(super) fn program() -> Program {
    Program {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        git: git_version::git_version!(
            args = ["--always", "--dirty=-modified", "--abbrev=40", "--exclude=*"],
            fallback = "unknown"
        )
        .to_owned(),
        target: format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS),
        solver: default_solver().name().to_owned(),
    }
}

fn simulated(simulation: Simulation) -> Simulated {
    Simulated {
        draws: simulation.draws.get(),
        seed: simulation.seed.0,
        sampler: simulation.sampler.as_str().to_owned(),
    }
}
