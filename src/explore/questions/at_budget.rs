//! The best with more money or less.

use crate::explore::ask::AtBudget;
use crate::explore::candidate::Candidate;
use crate::explore::questions::best;
use crate::explore::questions::best::Found;
use crate::explore::questions::holding::held;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::model::Programme;
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
    let base = table.files()?.base(&asked.candidate.scenario)?;
    let held = held(&asked.locks);
    let is_held = |programme: &Programme| held.contains(&programme.id) || held.contains(&programme.strand);
    // The best is looked for from money that the new budget has room for; what is held keeps what it has.
    let fitting = |(year, amounts): (usize, &Vec<f64>)| -> Vec<f64> {
        let programmes = base.evidence().programmes();
        let kept: f64 =
            amounts.iter().zip(programmes).filter(|(_, own)| is_held(own)).map(|(it, _)| it).sum();
        let others = amounts.iter().sum::<f64>() - kept;
        let back_office = base.in_year(year).budget().back_office.millions();
        let room = (budget[year] - back_office - kept).max(0.0);
        let part = if others > room { room / others } else { 1.0 };
        let fit = |(amount, own): (&f64, &Programme)| if is_held(own) { *amount } else { amount * part };
        amounts.iter().zip(programmes).map(fit).collect()
    };
    asked.candidate.fits(&base)?;
    let amounts = asked.candidate.amounts.iter().enumerate().map(fitting).collect();
    let candidate = Candidate { budget, amounts, ..asked.candidate };
    best::found(table, &candidate, &Freedom::Any, &asked.locks, asked.draws)
}
