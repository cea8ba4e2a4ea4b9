//! `target`: the least that reaches a given harm avoided.

use crate::cli::Status;
use crate::cli::args::Least as TypedLeast;
use crate::cli::context::Context;
use crate::cli::deliver::deliver_one;
use crate::cli::deliver::ready;
use crate::cli::ended::Outcome;
use crate::cli::provenance::provenance;
use crate::report::Basis;
use crate::report::targets as report;
use crate::study::Goal;
use crate::study::Least;
use crate::study::target;
use crate::units::Money;
use crate::units::Share;
use std::path::Path;

/// Finds the least money or movement that reaches the goal that was typed.
pub(super) fn run(
    file: &Path,
    avoid: Money,
    probability: Option<f64>,
    least: TypedLeast,
    context: &Context,
) -> Outcome {
    let mut loader = context.loader();
    let (scenario, setting) = ready(&mut loader, file, context)?;
    let goal = Goal { avoid, probability: probability.map(Share::new).transpose()? };
    let least = match least {
        TypedLeast::Money => Least::Money,
        TypedLeast::Movement => Least::Movement,
    };
    let progress = context.progress();
    let setting = setting.overseen_by(progress.overseer());
    let answer = target(&setting, &scenario, goal, least)?;
    drop(progress);
    let draws = setting.futures().draws();
    let basis = Basis::on(setting.ground(), setting.futures().held(), context.today)
        .over(draws, [])
        .with_probability(draws, goal.probability);
    let document = report::Document::of(&scenario, goal, least, &answer, basis);
    let is_answered = document.reachable == Some(true);
    let status = if is_answered { Status::Answered } else { Status::No };
    let from = provenance(loader.sources(), [scenario.simulation()], context);
    deliver_one(&document, from, status, context)
}
