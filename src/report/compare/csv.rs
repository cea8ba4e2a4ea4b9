//! The comparison as CSV in long form: one figure a line.

use crate::report::compare::BlockView;
use crate::report::compare::Document;
use crate::report::compare::LAYOUT;
use crate::report::compare::ScenarioView;
use crate::report::compare::by_programme;
use crate::report::compare::choice_rows;
use crate::report::compare::quantities as q;
use crate::report::layout::HARM_AVOIDED;
use crate::report::layout::PROGRAMME;
use crate::report::layout::Quantity;
use crate::report::layout::STRAND;
use crate::report::long::Cell;
use crate::report::long::Row;
use crate::report::worth_rows;
use crate::report::years_rows;
use std::io;
use std::io::Write;

/// Writes the comparison as CSV, scenario by scenario.
///
/// # Errors
/// The destination refused a write, or a scenario could not be had.
pub fn csv<E: Into<io::Error>>(
    scenarios: impl Iterator<Item = Result<ScenarioView, E>>,
    document: &Document<()>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(LAYOUT.heading())?;
    for scenario in scenarios {
        let scenario = scenario.map_err(Into::into)?;
        let Some(block) = document.blocks.get(scenario.block) else { continue };
        let reference = &scenario.reference;
        let keys = [&scenario.evidence, reference, &scenario.id, &scenario.name].map(Cell::text);
        let (period, restated_to) = (block.rests_on.period(), block.restated_to());
        for row in rows(&scenario, block) {
            writer.write_record(row.over(period, restated_to, &keys).into_iter().map(Cell::written))?;
        }
    }
    for line in without_answer(document) {
        writer.write_record(line.into_iter().map(Cell::written))?;
    }
    writer.flush()
}

/// Lines that say which scenarios and files have no answer.
fn without_answer(document: &Document<()>) -> Vec<Vec<Cell>> {
    let infeasible = document.infeasible.iter().map(|unanswered| {
        let block = document.blocks.get(unanswered.block);
        let evidence = block.map_or("", |block| &block.rests_on.evidence);
        let reference = block.map_or("", |block| &block.reference);
        (q::INFEASIBLE, [evidence, reference, &unanswered.id, &unanswered.name])
    });
    let broken = document.broken.iter().map(|broken| (q::BROKEN, ["", "", &broken.id, &broken.name]));
    let refused = document.refused.iter().map(|refused| (q::REFUSED, ["", "", "", &*refused.file]));
    let lines = infeasible.chain(broken).chain(refused);
    lines.map(|(quantity, keys)| Row::truth(quantity, true).behind(&keys.map(Cell::text))).collect()
}

fn rows(scenario: &ScenarioView, block: &BlockView) -> Vec<Row> {
    let mut rows = money(scenario, block);
    rows.extend([
        Row::summary(q::HARM, "", &scenario.harm),
        Row::avoided(HARM_AVOIDED, "", &scenario.harm_avoided),
        Row::avoided(q::VERSUS, "", &scenario.versus.avoided()),
    ]);
    rows.extend(against_reference(scenario));
    if let Some(bridge) = &scenario.bridge {
        rows.push(Row::value(q::BRIDGE_MONEY, "", bridge.money));
        rows.push(Row::value(q::BRIDGE_SPLIT, "", bridge.split));
        rows.push(Row::value(q::BRIDGE_WITHIN, "", bridge.within));
    }
    rows.extend(choice_rows::rows(scenario, block));
    rows.extend(threats(scenario, block));
    rows.extend(by_programme::rows(scenario));
    if let Some(optimum) = &scenario.optimum {
        rows.extend([
            Row::value(q::OPTIMUM_UPPER, "", optimum.upper),
            Row::value(q::OPTIMUM_LOWER, "", optimum.lower),
            Row::value(q::OPTIMUM_GAP, "", optimum.gap),
            Row::count(q::OPTIMUM_ITERATIONS, optimum.iterations),
        ]);
    }
    let (economics, after) = (scenario.economics.as_ref(), scenario.after_plan.as_ref());
    rows.extend(years_rows::rows(scenario.years.iter(), economics, after));
    rows
}

/// How it stands to the reference, and what more or less money buys.
fn against_reference(scenario: &ScenarioView) -> Vec<Row> {
    let versus = &scenario.versus;
    let mut rows = vec![
        Row::value(q::VERSUS_PROBABILITY_WORSE, "", versus.probability_worse),
        Row::value(q::VERSUS_EXPECTED_GAIN, "", versus.expected_gain),
        Row::value(q::VERSUS_EXPECTED_LOSS, "", versus.expected_loss),
        Row::value(q::EXTRA_COST, "", scenario.extra_cost),
    ];
    rows.extend(scenario.per_extra_pound.as_ref().map(|per| Row::summary(q::PER_EXTRA_POUND, "", per)));
    rows.extend(scenario.economics.iter().flat_map(worth_rows::rows));
    let next = &scenario.next_pound;
    rows.extend(next.spread.map(|worth| Row::value(q::NEXT_POUND, "", worth)));
    let most = next.most.zip(next.programme.as_ref());
    rows.extend(most.map(|(worth, programme)| Row::value(q::NEXT_POUND_MOST, programme, worth)));
    rows
}

fn money(scenario: &ScenarioView, block: &BlockView) -> Vec<Row> {
    let mut rows = vec![
        Row::value(q::BUDGET, "", scenario.budget),
        Row::value(q::BACK_OFFICE, "", scenario.back_office),
        Row::value(q::UNSPENT, "", scenario.unspent),
    ];
    let strands = block.order.iter().filter_map(|strand| scenario.strands.get_key_value(&strand.id));
    for (id, strand) in strands {
        rows.push(Row::value(STRAND, id, strand.amount));
        rows.push(Row::value(q::STRAND_SHARE, id, strand.share));
    }
    let amounts = scenario.programmes.iter();
    rows.extend(amounts.map(|(programme, amount)| Row::value(PROGRAMME, programme, *amount)));
    rows
}

fn threats(scenario: &ScenarioView, block: &BlockView) -> Vec<Row> {
    let mut rows = Vec::new();
    for threat in &block.threats {
        let Some(view) = scenario.threats.get(&threat.id) else { continue };
        let costed =
            |quantity: Quantity, harm: Option<f64>| harm.map(|harm| Row::value(quantity, &threat.id, harm));
        rows.extend(costed(q::THREAT_HARM, view.harm));
        rows.extend(costed(q::THREAT_HARM_AVOIDED, view.harm_avoided));
        for count in &threat.counts {
            let of = format!("{}.{}", threat.id, count.id);
            let (mean, avoided) = (view.counts.get(&count.id), view.counts_avoided.get(&count.id));
            rows.extend(mean.map(|mean| Row::value(q::COUNT, &of, *mean)));
            rows.extend(avoided.map(|avoided| Row::avoided(q::COUNT_AVOIDED, &of, avoided)));
        }
    }
    rows
}
