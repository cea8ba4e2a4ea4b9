//! What is said of one answer and what changed it.

use crate::report::diff::document::AnswerView;
use crate::report::diff::document::StepView;
use crate::report::views::AvoidedView;
use crate::report::views::SummaryView;
use crate::study::diff::Change;
use crate::study::diff::Question;
use crate::study::diff::Walk;

/// The view of a walk from one answer to another.
pub(super) fn answer(question: Question, walk: &Walk, changes: &[Change]) -> AnswerView {
    let (question, what) = said(question);
    let steps: Vec<StepView> = walk
        .steps
        .iter()
        .map(|step| StepView {
            changes: step
                .changes
                .iter()
                .filter_map(|change| changes.get(*change))
                .map(|it| it.address.clone())
                .collect(),
            alone: step.alone,
            increment: step.increment,
            spread: step.spread.as_ref().map(SummaryView::of),
            after: step.after,
        })
        .collect();
    let change = walk.change();
    let sum = change.map(|_| steps.iter().map(|step| step.increment).sum::<f64>());
    AnswerView {
        question: question.to_owned(),
        what: what.to_owned(),
        old: walk.old.as_ref().map(SummaryView::of),
        new: walk.new.as_ref().map(SummaryView::of),
        change,
        difference: walk.difference.as_ref().map(AvoidedView::of),
        steps,
        sum_of_steps: sum,
        unexplained: change.zip(sum).map(|(change, sum)| change - sum),
        gap: walk.gap,
    }
}

/// A question as machines and people know it.
fn said(question: Question) -> (&'static str, &'static str) {
    match question {
        Question::HarmToday => ("harm_today", "modelled harm at today's spend"),
        Question::BestOfToday => {
            ("best_of_today", "modelled harm avoided by the best allocation of today's total, split freely")
        }
        Question::MoneyHeld => {
            ("money_held", "modelled harm avoided by the scenario, its money held where OLD has it put")
        }
        Question::Scenario => {
            ("scenario", "modelled harm avoided by the scenario, decided anew wherever it leaves a choice")
        }
    }
}
