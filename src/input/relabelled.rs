//! Money that would be taken for money in the prices of another year: amounts that a file takes over from a base, where the
//! two do not agree on the year.

use crate::input::inherit;
use crate::input::inherit::Kind;
use crate::input::inherit::named_file;
use crate::input::merge::merge;
use crate::input::node::Node;
use crate::input::node::Value;
use crate::input::raw::entry::TODAY;
use crate::input::rule;
use crate::input::rule::Rule;
use crate::input::source::Sources;
use crate::input::source::Span;
use crate::problem::Place;
use crate::problem::Problem;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

/// That evidence states another price year than the base whose money it takes over.
pub(super) fn of_evidence(layers: &[&Node], tree: &Node) -> Option<Problem> {
    let now = price_year(tree)?;
    let mut bases = taken_over(layers, tree, rule::EVIDENCE, money_of_evidence);
    let year = bases.find_map(|below| price_year(&below).filter(|year| *year != now).map(str::to_owned))?;
    let place = Place::root().key("evidence").key("price_year");
    let found = format!("`{now}`, and money taken over from `base` is in {year} prices");
    let allowed = format!(
        "no `price_year` here, or `\"{year}\"`: money of this file is then in the prices of its base; `--prices` restates answers"
    );
    Some(Problem::value(place, found).allowed(allowed))
}

/// That a scenario takes over amounts that are in other prices than its own: those of `[budget] prices`, else of its evidence.
pub(super) fn of_scenario(sources: &Sources, layers: &[&Node], tree: &Node) -> Option<Problem> {
    let says = |layer: &Node| stated(layer).is_some() || evidence(sources, layer).is_some();
    if layers.iter().filter(|layer| says(layer)).count() < 2 {
        return None;
    }
    let same =
        |below: &Node| stated(below) == stated(tree) && evidence(sources, below) == evidence(sources, tree);
    let mut unlike = taken_over(layers, tree, rule::SCENARIO, money_of_scenario).filter(|below| !same(below));
    let now = year(sources, tree);
    let year = unlike.find_map(|below| year(sources, &below).filter(|year| Some(year) != now.as_ref()))?;
    let now = now?;
    let amounts = format!("amounts taken over are in {year} prices");
    Some(if stated(tree).is_some() {
        let place = Place::root().key("budget").key("prices");
        let allowed =
            format!("`\"{year}\"`, or amounts of its own in their place; `--prices` restates answers");
        Problem::value(place, format!("`{now}`, and {amounts}")).allowed(allowed)
    } else {
        let place = Place::root().key("scenario").key("evidence");
        let allowed = format!("`prices = \"{year}\"` in `[budget]`, or amounts of its own in their place");
        Problem::value(place, format!("this evidence is in {now} prices, and {amounts}")).allowed(allowed)
    })
}

/// Each tree that a file is laid on, from the nearest down, of whose money some still stands in the whole.
fn taken_over<'a>(
    layers: &'a [&'a Node],
    tree: &'a Node,
    rule: Rule,
    money: fn(&Node) -> Vec<&Node>,
) -> impl Iterator<Item = Node> + 'a {
    let whole: BTreeSet<Span> = money(tree).into_iter().map(|node| node.span).collect();
    (1..layers.len()).filter_map(move |from| {
        let mut bases_first = layers.iter().skip(from).rev().map(|layer| Node::clone(layer));
        let bottom = bases_first.next()?;
        let below = bases_first.fold(bottom, |base, top| merge(base, top, rule));
        let is_there = money(&below).into_iter().any(|node| whole.contains(&node.span));
        is_there.then_some(below)
    })
}

fn price_year(evidence: &Node) -> Option<&str> {
    evidence.get("evidence")?.get("price_year")?.text()
}

/// The prices that a scenario states.
fn stated(scenario: &Node) -> Option<&str> {
    scenario.get("budget")?.get("prices")?.text()
}

fn evidence(sources: &Sources, scenario: &Node) -> Option<PathBuf> {
    named_file(sources, scenario.get("scenario")?.get("evidence")?)
}

/// The prices that the amounts of a scenario are in.
fn year(sources: &Sources, scenario: &Node) -> Option<String> {
    stated(scenario).map(str::to_owned).or_else(|| year_in(sources, &evidence(sources, scenario)?))
}

/// The price year of an evidence file, which is no input of the answer if it is that of a base alone.
fn year_in(sources: &Sources, evidence: &Path) -> Option<String> {
    let loaded = inherit::load(&mut sources.afresh(), evidence, Kind::EVIDENCE, &mut Vec::new())?;
    price_year(&loaded.tree).map(str::to_owned)
}

fn money_of_scenario(tree: &Node) -> Vec<&Node> {
    let mut found = Vec::new();
    let budget = tree.get("budget");
    for node in ["total", "back_office"].iter().filter_map(|key| budget?.get(key)) {
        leaves(node, &mut found);
    }
    found.retain(|node| node.text() != Some(TODAY));
    let mut split = Vec::new();
    tree.get("split").into_iter().for_each(|node| leaves(node, &mut split));
    // Bare numbers and percentages are shares.
    found.extend(split.into_iter().filter(|node| node.text().is_some_and(|text| text.contains('£'))));
    tree.get("allocate")
        .and_then(|table| table.get("amounts"))
        .into_iter()
        .for_each(|node| leaves(node, &mut found));
    for limit in tree.get("limit").into_iter().flat_map(items) {
        ["min", "max"].iter().filter_map(|key| limit.get(key)).for_each(|node| leaves(node, &mut found));
    }
    found
}

fn money_of_evidence(tree: &Node) -> Vec<&Node> {
    let mut found = Vec::new();
    let total = tree.get("evidence").and_then(|head| head.get("reference_total"));
    let harm = tree.get("threat").into_iter().flat_map(items).filter_map(|threat| threat.get("harm"));
    total.into_iter().chain(harm).for_each(|node| leaves(node, &mut found));
    for programme in tree.get("programme").into_iter().flat_map(items) {
        let own = ["reference", "min", "max", "set_up"];
        own.iter().filter_map(|key| programme.get(key)).for_each(|node| leaves(node, &mut found));
        let effects = programme.get("effect").into_iter().flat_map(items);
        for curve in effects.filter_map(|effect| effect.get("curve")?.table()).flatten() {
            let (family, terms) = (curve.0.as_str(), &curve.1.node);
            let scales = ["half_spend", "scale"].iter().filter_map(|key| terms.get(key));
            scales.chain((family == "points").then_some(terms)).for_each(|node| leaves(node, &mut found));
        }
    }
    found
}

fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => &[],
    }
}

/// The numbers and words at the ends of a value, but for noughts, which are nought in all prices.
fn leaves<'n>(node: &'n Node, found: &mut Vec<&'n Node>) {
    match &node.value {
        Value::Table(table) => table.values().for_each(|entry| leaves(&entry.node, found)),
        Value::List(items) => items.iter().for_each(|item| leaves(item, found)),
        Value::Whole(0) | Value::Truth(_) | Value::Moment(_) => {}
        Value::Float(number) if number.abs() <= 0.0 => {}
        Value::Text(_) | Value::Whole(_) | Value::Float(_) | Value::Beyond(_) => found.push(node),
    }
}
