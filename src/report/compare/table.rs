//! The comparison as a finance director reads it.

use crate::report::Rests;
use crate::report::amounts::Shown;
use crate::report::amounts::pounds;
use crate::report::best::impossible;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::risk::Summary;
use crate::study::Block;
use crate::study::Comparison;
use crate::study::ScenarioResult;
use crate::text;
use jiff::civil::Date;

/// The comparison as text of at most `width` columns.
#[must_use]
pub fn table(comparison: &Comparison, today: Date, width: u16) -> String {
    let blocks: Vec<String> = comparison.blocks.iter().map(|block| block_text(block, today, width)).collect();
    let mut out = blocks.join("\n");
    if comparison.blocks.len() > 1 {
        out += "\nBlocks rest on different evidence or draws, and are never subtracted from each other.\n";
    }
    out
}

fn block_text(block: &Block, today: Date, width: u16) -> String {
    let mut out = heading(block, width);
    if let Some(description) = block.evidence.description() {
        out += &prose::wrapped_with(description, width, "", "");
    }
    if !block.results.is_empty() {
        out += "\nWhere the money goes, £m a year\n";
        out += &money(block, width);
        out += "\nModelled harm avoided, £m a year (mean, and the interval that holds 90% of draws)\n";
        out += &harm(block, width);
        out +=
            "\nWhere it comes from, £m a year: the split alone, and better use of money inside the strands\n";
        out += &bridge(block, width);
        if block.evidence.threats().iter().any(|threat| !threat.counts.is_empty()) {
            out += "\nPeople: modelled number avoided a year, against today's spend (mean, 90% of draws)\n";
            out += &people(block, width);
        }
    }
    for unanswered in &block.unanswered {
        out += "\n";
        out += &impossible(&unanswered.scenario, &unanswered.impossible, &|_| None, width);
    }
    out += "\nWhat each scenario asks\n";
    for (_, result) in in_order(block) {
        let question = result.scenario.description().map_or("no description", first_question);
        let line = format!("{}: {question}", named(result.scenario.id(), result.scenario.name()));
        out += &prose::wrapped(&line, width);
    }
    out += "\nWhat this rests on\n";
    for line in Rests::on(&block.evidence, &block.held, today).said() {
        out += &prose::wrapped(&line, width);
    }
    out
}

fn heading(block: &Block, width: u16) -> String {
    let mut heading = prose::wrapped_with(
        &format!("{} ({} prices)", block.evidence.name(), block.evidence.price_year()),
        width,
        "",
        "",
    );
    let simulation = block.simulation;
    heading += &format!(
        "{} {} draws, seed {}. {}\n",
        text::thousands(simulation.draws.as_f64(), 0),
        simulation.sampler.as_str(),
        simulation.seed,
        match block.reference {
            Some(reference) => {
                let reference = &block.results[reference].scenario;
                format!("Compared with {} (*).", named(reference.id(), reference.name()))
            }
            None => "Nothing to compare.".to_owned(),
        }
    );
    heading
}

fn named(id: &str, name: &str) -> String {
    format!("{name} [{id}]")
}

/// The reference first, then the others by id.
fn in_order(block: &Block) -> Vec<(bool, &ScenarioResult)> {
    let is_reference = |i: usize| Some(i) == block.reference;
    let mut results: Vec<(bool, &ScenarioResult)> =
        block.results.iter().enumerate().map(|(i, result)| (is_reference(i), result)).collect();
    results.sort_by_key(|(is_reference, _)| !is_reference);
    results
}

/// A description up to its first question or statement.
fn first_question(description: &str) -> &str {
    let end = description.find(['?', '.']).map_or(description.len(), |end| end + 1);
    &description[..end]
}

fn label(is_reference: bool, result: &ScenarioResult) -> String {
    let star = if is_reference { " *" } else { "" };
    format!("{}{star}", result.scenario.name())
}

fn money(block: &Block, width: u16) -> String {
    let shown: Vec<_> = in_order(block).into_iter().map(|(is, result)| (is, result, shown(result))).collect();
    let has_back_office = shown.iter().any(|(_, _, shown)| shown.back_office != 0);
    let has_unspent = shown.iter().any(|(_, _, shown)| shown.unspent != 0);
    let mut columns = vec![("Scenario", Set::Words)];
    let strands: Vec<String> = block.evidence.strands().iter().map(ToString::to_string).collect();
    columns.extend(strands.iter().map(|strand| (strand.as_str(), Set::Figures)));
    columns.extend(has_back_office.then_some(("back office", Set::Figures)));
    columns.extend(has_unspent.then_some(("unspent", Set::Figures)));
    columns.push(("total", Set::Figures));
    let rows = shown.iter().map(|(is_reference, result, shown)| {
        let to_allocate = result.scenario.budget().to_allocate().millions();
        let share = |i: usize| {
            let members = block.evidence.programmes_of(&block.evidence.strands()[i]);
            text::percent(result.allocation.total_of(&members).millions() / to_allocate, 1)
        };
        let mut row = vec![label(*is_reference, result)];
        row.extend(
            shown.strands.iter().enumerate().map(|(i, strand)| format!("{}  {}", pounds(*strand), share(i))),
        );
        row.extend(has_back_office.then(|| pounds(shown.back_office)));
        row.extend(has_unspent.then(|| pounds(shown.unspent)));
        row.push(pounds(shown.total));
        row
    });
    grid(width, &columns, rows.collect())
}

fn shown(result: &ScenarioResult) -> Shown {
    Shown::of(result.scenario.evidence(), result.scenario.budget(), &result.allocation)
}

fn harm(block: &Block, width: u16) -> String {
    let columns = [
        ("Scenario", Set::Words),
        ("against today's spend", Set::Figures),
        ("against the reference *", Set::Figures),
        ("better in", Set::Figures),
        ("in words", Set::Words),
    ];
    let rows = in_order(block).into_iter().map(|(is_reference, result)| {
        let versus = &result.versus;
        let (difference, better) = if is_reference {
            (String::new(), String::new())
        } else {
            (prose::interval(versus), text::percent(versus.probability_positive, 0))
        };
        vec![
            label(is_reference, result),
            prose::interval(&result.harm_avoided),
            difference,
            better,
            verdict(is_reference, versus),
        ]
    });
    grid(width, &columns, rows.collect())
}

fn verdict(is_reference: bool, versus: &Summary) -> String {
    let words = if is_reference {
        "the reference"
    } else if !versus.is_distinguishable_from_nought() {
        "not distinguishable from the reference"
    } else if versus.mean > 0.0 {
        "better than the reference"
    } else {
        "worse than the reference"
    };
    words.to_owned()
}

fn bridge(block: &Block, width: u16) -> String {
    let columns = [
        ("Scenario", Set::Words),
        ("the split", Set::Figures),
        ("better use", Set::Figures),
        ("together", Set::Figures),
        ("inside", Set::Words),
        ("gap to the best possible", Set::Words),
    ];
    let rows = in_order(block).into_iter().map(|(is_reference, result)| {
        let signed = |value: f64| text::money_signed(value);
        let (split, within) = match &result.bridge {
            Ok(bridge) => (signed(bridge.split), signed(bridge.within)),
            Err(_) => ("n/a".to_owned(), "n/a".to_owned()),
        };
        let proof = match &result.optimum {
            None => "nothing left to choose".to_owned(),
            Some(optimum) if optimum.reached => format!("proven to {:.0e}", optimum.gap),
            Some(optimum) => format!("NOT proven: {:.0e}", optimum.gap),
        };
        let together = signed(result.harm_avoided.mean);
        let within_rule = result.scenario.within().as_str().to_owned();
        vec![label(is_reference, result), split, within, together, within_rule, proof]
    });
    let mut out = grid(width, &columns, rows.collect());
    for (_, result) in in_order(block) {
        if let Err(reason) = &result.bridge {
            out += &prose::wrapped(&format!("{}: n/a, {reason}.", result.scenario.name()), width);
        }
    }
    out
}

fn people(block: &Block, width: u16) -> String {
    let counts = || {
        let threats = block.evidence.threats().iter().enumerate();
        threats.flat_map(|(t, threat)| threat.counts.iter().enumerate().map(move |(c, count)| (t, c, count)))
    };
    let headings: Vec<String> = counts().map(|(_, _, count)| count.name.clone()).collect();
    let mut columns = vec![("Scenario", Set::Words)];
    columns.extend(headings.iter().map(|heading| (heading.as_str(), Set::Figures)));
    let rows = in_order(block).into_iter().map(|(is_reference, result)| {
        let figures = counts().map(|(t, c, _)| prose::interval(&result.threats[t].counts[c].avoided));
        [label(is_reference, result)].into_iter().chain(figures).collect()
    });
    grid(width, &columns, rows.collect())
}
