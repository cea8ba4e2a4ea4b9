//! The best allocation as CSV in long form: one figure a line.

use crate::report::WriteError;
use crate::report::layout;
use crate::report::layout::Layout;
use crate::report::long;
use crate::report::long::Cell;
use crate::report::long::Row;
use crate::report::optimise::answers::Document;
use crate::report::optimise::document::BestView;
use crate::report::optimise::document::Entry;
use crate::report::optimise::document::RangeView;
use crate::report::optimise::quantities as q;
use crate::report::optimise::robust_rows;
use crate::report::views::InfeasibleView;
use crate::report::views::RuleView;
use crate::report::worth_rows;
use crate::report::years_rows;

/// The columns and quantities.
pub const LAYOUT: Layout =
    Layout { command: "optimise", columns: layout::OF_SCENARIO, quantities: q::QUANTITIES };

/// The answers as CSV.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(document: &Document) -> Result<Vec<u8>, WriteError> {
    let robust = document.robust.iter().flat_map(|robust| robust_rows::cells(robust, document));
    long::laid_out(&LAYOUT, document.scenarios.iter().flat_map(cells).chain(robust))
}

fn cells(entry: &Entry) -> Vec<Vec<Cell>> {
    let keys = [Cell::text(&entry.id), Cell::text(&entry.name)];
    let period = entry.rests_on.period();
    rows(entry).into_iter().map(|row| row.over(period, entry.restated_to(), &keys)).collect()
}

fn rows(entry: &Entry) -> Vec<Row> {
    let mut rows = vec![
        Row::truth(layout::FEASIBLE, entry.feasible),
        Row::value(q::BUDGET, "", entry.budget),
        Row::value(q::BACK_OFFICE, "", entry.back_office),
    ];
    if let Some(best) = &entry.best {
        rows.push(Row::value(q::UNSPENT, "", best.unspent));
        rows.extend(money(entry, best));
        rows.extend(harm(best));
        rows.extend(proof(best));
        rows.extend(confidence(entry, best));
        rows.extend(years(best));
    }
    rows.extend(entry.infeasible.iter().flat_map(obstacles));
    rows
}

/// Strand by strand, then programme by programme, in the evidence's order.
fn money(entry: &Entry, best: &BestView) -> Vec<Row> {
    let lowest = |near: &Option<RangeView>| near.as_ref().map(|near| near.lowest);
    let highest = |near: &Option<RangeView>| near.as_ref().map(|near| near.highest);
    let mut rows = Vec::new();
    for (id, money) in entry.order.iter().filter_map(|strand| best.strands.get_key_value(&strand.id)) {
        rows.extend([
            Row::value(q::STRAND_TODAY, id, money.today),
            Row::value(q::STRAND_BEST, id, money.best),
            Row::value(q::STRAND_SHARE, id, money.share),
            Row::value(q::STRAND_NEAR_LOWEST, id, lowest(&money.near_best)),
            Row::value(q::STRAND_NEAR_HIGHEST, id, highest(&money.near_best)),
        ]);
    }
    let programmes = entry.order.iter().flat_map(|strand| &strand.programmes);
    for (id, money) in programmes.filter_map(|programme| best.programmes.get_key_value(&programme.id)) {
        rows.extend([
            Row::value(q::PROGRAMME_TODAY, id, money.today),
            Row::value(q::PROGRAMME_BEST, id, money.best),
            Row::value(q::PROGRAMME_NEAR_LOWEST, id, lowest(&money.near_best)),
            Row::value(q::PROGRAMME_NEAR_HIGHEST, id, highest(&money.near_best)),
        ]);
    }
    rows
}

fn harm(best: &BestView) -> Vec<Row> {
    let mut rows = vec![Row::avoided(layout::HARM_AVOIDED, "", &best.harm_avoided)];
    if let Some(economics) = &best.economics {
        rows.push(Row::value(q::EXTRA_COST, "", economics.extra_cost));
        rows.extend(worth_rows::rows(economics));
    }
    if let Some(holdout) = &best.out_of_sample {
        rows.push(Row::summary(q::HARM_AVOIDED_FRESH, "", &holdout.fresh));
        rows.push(Row::value(q::OPTIMISM, "", holdout.optimism));
    }
    rows.extend([
        Row::value(q::HARM_VAR, "", best.risk.var),
        Row::value(q::HARM_CVAR, "", best.risk.cvar),
        Row::value(q::HARM_WORST, "", best.risk.worst),
    ]);
    rows
}

fn proof(best: &BestView) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(proof) = &best.optimum {
        rows.extend([
            Row::value(q::OPTIMUM_UPPER, "", proof.upper),
            Row::value(q::OPTIMUM_LOWER, "", proof.lower),
            Row::value(q::OPTIMUM_GAP, "", proof.gap),
            Row::truth(q::OPTIMUM_REACHED, proof.reached),
            Row::count(q::OPTIMUM_ITERATIONS, proof.iterations),
            Row::count(q::OPTIMUM_EVALUATIONS, proof.evaluations),
        ]);
    }
    if let Some(unexplained) = best.stationarity {
        rows.push(Row::value(q::STATIONARITY, "", unexplained));
        rows.push(Row::value(q::BUDGET_PRICE, "", best.budget_price));
        for price in &best.prices {
            rows.push(Row::value(q::PRICE, &price.rule, price.gain_per_pound));
            rows.push(Row::value(q::PRICE_TIGHTENED, &price.rule, price.loss_per_pound));
        }
        for together in &best.prices_together {
            let rules = together.rules.join(" + ");
            rows.push(Row::value(q::PRICE_TOGETHER, &rules, together.gain_per_pound));
            rows.push(Row::value(q::PRICE_TOGETHER_TIGHTENED, &rules, together.loss_per_pound));
        }
    }
    rows
}

fn confidence(entry: &Entry, best: &BestView) -> Vec<Row> {
    let sure = &best.confidence;
    let mut rows =
        vec![Row::count(q::SOLVED_DRAWS, sure.draws), Row::count(q::UNSOLVED_DRAWS, sure.unsolved)];
    for (id, strand) in entry.order.iter().filter_map(|strand| sure.strands.get_key_value(&strand.id)) {
        rows.extend([
            Row::value(q::STRAND_SHARE_TODAY, id, strand.share_today),
            Row::summary(q::STRAND_SHARE_KNOWN, id, &strand.best_share),
            Row::value(q::STRAND_ABOVE_TODAY, id, strand.probability_above_today),
        ]);
    }
    rows.extend(sure.regret.iter().map(|regret| Row::summary(q::REGRET, "", regret)));
    rows.extend(sure.regret_today.iter().map(|regret| Row::summary(q::REGRET_TODAY, "", regret)));
    rows
}

/// Year by year; nothing of a settled year.
fn years(best: &BestView) -> Vec<Row> {
    let years = best.years.iter().map(|it| &it.year);
    let mut rows = years_rows::rows(years, best.economics.as_ref(), best.after_plan.as_ref());
    for it in best.years.iter().filter(|it| it.year.is_decided()) {
        let year = it.year.year.to_string();
        for (id, near) in &it.near_best {
            let of = format!("{year}.{id}");
            let ends = near.as_ref().map(|near| (near.lowest, near.highest));
            rows.push(Row::value(q::YEAR_STRAND_NEAR_LOWEST, &of, ends.map(|(lowest, _)| lowest)));
            rows.push(Row::value(q::YEAR_STRAND_NEAR_HIGHEST, &of, ends.map(|(_, highest)| highest)));
        }
        rows.push(Row::value(q::YEAR_BUDGET_PRICE, &year, it.budget_price));
    }
    rows
}

fn obstacles(why: &InfeasibleView) -> Vec<Row> {
    let mut rows = Vec::new();
    rows.extend(why.misses.iter().map(|miss| Row::value(q::MISSED_BY, &miss.rule, miss.by)));
    #[expect(clippy::cast_precision_loss, reason = "sets are few")]
    let sets = |rule: &RuleView| rule.sets.map(|sets| sets as f64);
    rows.extend(why.clash.iter().map(|rule| Row::value(q::CLASH, &rule.rule, sets(rule))));
    rows.extend(why.mend.iter().map(|rule| Row::value(q::MEND, &rule.rule, rule.change)));
    rows
}
