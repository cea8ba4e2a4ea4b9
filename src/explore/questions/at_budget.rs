//! The best with more money or less.

use crate::explore::ask::AtBudget;
use crate::explore::candidate::Candidate;
use crate::explore::questions::best;
use crate::explore::questions::best::Found;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::report::play::ImpossibleView;
use crate::study::play::Freedom;

/// Finds it; later years of a plan have more or less in proportion.
pub(super) fn answer(table: &mut Table, asked: AtBudget) -> Result<Result<Found, ImpossibleView>, Refused> {
    let Some(&first) = asked.candidate.budget.first() else { return Err(Refused::new("there is no budget")) };
    if !asked.budget.is_finite() || asked.budget <= 0.0 || first <= 0.0 {
        return Err(Refused::new("a budget above nought is wanted"));
    }
    let factor = asked.budget / first;
    let mut budget: Vec<f64> = asked.candidate.budget.iter().map(|total| total * factor).collect();
    budget[0] = asked.budget;
    // The best is looked for from money in proportion, which the new budget has room for.
    let scaled = |year: &Vec<f64>| year.iter().map(|amount| amount * factor.min(1.0)).collect();
    let amounts = asked.candidate.amounts.iter().map(scaled).collect();
    let candidate = Candidate { budget, amounts, ..asked.candidate };
    best::found(table, &candidate, &Freedom::Any, &asked.locks, asked.draws)
}
