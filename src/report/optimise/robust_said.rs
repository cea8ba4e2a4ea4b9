//! Robust moves as a strategist reads them.

use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::optimise::robust::Direction;
use crate::report::optimise::robust::RobustMoveView;
use crate::report::optimise::robust::RobustView;
use crate::report::prose;
use crate::text;

/// The section.
pub(super) fn section(robust: &RobustView, width: u16) -> String {
    let mut out = prose::wrapped_with("Robust moves", width, "", "");
    for line in said(robust) {
        out += &prose::wrapped(&line, width);
    }
    let columns = [
        ("Strand or programme", Set::Words),
        ("today, £m", Set::Figures),
        ("robust move", Set::Words),
        ("nearly as good in all, £m", Set::Figures),
    ];
    let strands = robust.strands.iter().map(|it| row(it, it.name.to_uppercase()));
    let programmes = robust.programmes.iter().map(|it| row(it, format!("  {}", it.name)));
    out + &grid(width, &columns, strands.chain(programmes).collect())
}

fn row(of: &RobustMoveView, name: String) -> Vec<String> {
    let low = of.on.iter().map(|on| on.today).fold(f64::INFINITY, f64::min);
    let high = of.on.iter().map(|on| on.today).fold(f64::NEG_INFINITY, f64::max);
    let between = |low: f64, high: f64| {
        let (low, high) = (prose::figure(low), prose::figure(high));
        if low == high { low } else { text::unbroken_range(&low, &high) }
    };
    let direction = match of.direction {
        Some(Direction::Raise) => "raise",
        Some(Direction::Cut) => "cut",
        None => "",
    };
    let agreed = of.agreed.map_or_else(|| "no amount".to_owned(), |it| between(it.lowest, it.highest));
    vec![name, between(low, high), direction.to_owned(), agreed]
}

/// The robust moves of strands in sentences, and how all are to be read.
fn said(robust: &RobustView) -> Vec<String> {
    let scenarios = text::plural(robust.scenarios.len(), "scenario", "scenarios");
    let files = text::plural(robust.evidence.len(), "evidence file", "evidence files");
    let everywhere = format!("in all {scenarios} on {files}");
    let mut said: Vec<String> = robust.strands.iter().filter_map(|it| sentence(it, &everywhere)).collect();
    if said.is_empty() {
        said.push(format!(
            "No strand has more than today, or less, in everything nearly as good {everywhere}."
        ));
    }
    said.push(
        "Nearly as good means within the ranges above, in what each scenario allows, and with the best's set-ups where there are \
         set-up costs: other set-ups may be nearly as good with other amounts. Amounts nearly as good in all hold one at a time, \
         while the others move with them."
            .to_owned(),
    );
    if !robust.left_out.is_empty() {
        said.push(format!("Without ranges, so left out here: {}.", text::listed(&robust.left_out)));
    }
    said
}

fn sentence(of: &RobustMoveView, everywhere: &str) -> Option<String> {
    let (verb, than) = match of.direction? {
        Direction::Raise => ("Raise", "more"),
        Direction::Cut => ("Cut", "less"),
    };
    let agreed = match of.agreed {
        Some(agreed) => format!(
            "; between {} and {} is nearly as good in each",
            text::money(agreed.lowest),
            text::money(agreed.highest)
        ),
        None => "; no one amount is nearly as good in each".to_owned(),
    };
    Some(format!("{verb} {}: {everywhere} everything nearly as good has {than} than today{agreed}.", of.name))
}
