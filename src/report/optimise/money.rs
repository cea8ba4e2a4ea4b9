//! The best allocation's money, in tables that add up.

use crate::report::amounts::InStrands;
use crate::report::amounts::change;
use crate::report::amounts::pounds;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::optimise::document::BestView;
use crate::report::optimise::document::Entry;
use crate::report::optimise::document::RangeView;
use crate::report::prose;
use crate::text;

/// How far some money can move.
pub(super) fn range(near: Option<&RangeView>) -> String {
    prose::known(near, |near| {
        let figure = |value: f64| text::thousands(value.max(0.0), 0);
        text::range(&figure(near.lowest), &figure(near.highest))
    })
}

/// Strand by strand.
pub(super) fn strands(entry: &Entry, best: &BestView, width: u16) -> String {
    let (before, after) = (today(entry, best), then(entry, best));
    // Ranges of a plan are by year, in a table of their own.
    let is_ranged = !best.is_plan();
    let mut columns = vec![("Strand", Set::Words), ("today", Set::Figures), ("best", Set::Figures)];
    columns.extend(is_ranged.then_some(("nearly as good", Set::Figures)));
    columns
        .extend([("best share if the truth were known", Set::Figures), ("above today's in", Set::Figures)]);
    let share = |value: f64| text::percent(value, 1);
    let shares: Vec<f64> = entry
        .order
        .iter()
        .map(|strand| best.strands.get(&strand.id).map(|money| money.share).unwrap_or_default())
        .collect();
    let shares = text::shares(&shares, 1);
    let rows = entry.order.iter().enumerate().map(|(i, strand)| {
        let money = best.strands.get(&strand.id);
        let sure = best.confidence.strands.get(&strand.id);
        let (known, above) = sure.map_or((String::new(), String::new()), |sure| {
            let known = &sure.best_share;
            let (low, high) = (share(known.p5), share(known.p95));
            let known = text::figure_in(&share(known.mean), &low, &high);
            (known, prose::known(sure.probability_above_today, |above| text::percent(above, 0)))
        });
        let mut row = vec![
            strand.id.clone(),
            pounds(before.strands[i].0),
            format!("{}  {}", pounds(after.strands[i].0), shares[i]),
        ];
        row.extend(is_ranged.then(|| range(money.and_then(|money| money.near_best.as_ref()))));
        row.extend([known, above]);
        row
    });
    grid(width, &columns, rows.collect())
}

/// Programme by programme, under the strand that they add up to.
pub(super) fn programmes(entry: &Entry, best: &BestView, width: u16) -> String {
    let (before, after) = (today(entry, best), then(entry, best));
    let is_ranged = !best.is_plan();
    let mut columns = vec![
        ("Programme", Set::Words),
        ("today", Set::Figures),
        ("best", Set::Figures),
        ("change", Set::Figures),
    ];
    columns.extend(is_ranged.then_some(("nearly as good", Set::Figures)));
    let line = |name: String, before: i64, after: i64, range: String| {
        let mut line = vec![name, pounds(before), pounds(after), change(after - before)];
        line.extend(is_ranged.then_some(range));
        line
    };
    let mut rows = Vec::new();
    for (strand, (before, after)) in entry.order.iter().zip(before.strands.iter().zip(&after.strands)) {
        let near = best.strands.get(&strand.id).and_then(|money| money.near_best.as_ref());
        rows.push(line(strand.id.to_uppercase(), before.0, after.0, range(near)));
        let amounts = before.1.iter().zip(&after.1);
        rows.extend(strand.programmes.iter().zip(amounts).map(|(programme, (before, after))| {
            let near = best.programmes.get(&programme.id).and_then(|money| money.near_best.as_ref());
            line(format!("  {}", programme.name), *before, *after, range(near))
        }));
    }
    let rest = [("BACK OFFICE", after.back_office), ("UNSPENT", after.unspent)];
    for (name, amount) in rest.into_iter().filter(|(_, amount)| *amount != 0) {
        rows.push(vec![name.to_owned(), String::new(), pounds(amount), String::new(), String::new()]);
    }
    rows.push(line("TOTAL".to_owned(), before.total, after.total, String::new()));
    grid(width, &columns, rows)
}

fn today(entry: &Entry, best: &BestView) -> InStrands {
    let strand = |id: &String| best.strands.get(id).map(|money| money.today).unwrap_or_default();
    let programme = |id: &String| best.programmes.get(id).map(|money| money.today).unwrap_or_default();
    InStrands::of(best.total_today, 0.0, 0.0, &amounts(entry, strand, programme))
}

fn then(entry: &Entry, best: &BestView) -> InStrands {
    let strand = |id: &String| best.strands.get(id).map(|money| money.best).unwrap_or_default();
    let programme = |id: &String| best.programmes.get(id).map(|money| money.best).unwrap_or_default();
    InStrands::of(entry.budget, entry.back_office, best.unspent, &amounts(entry, strand, programme))
}

fn amounts(
    entry: &Entry,
    of_strand: impl Fn(&String) -> f64,
    of_programme: impl Fn(&String) -> f64,
) -> Vec<(f64, Vec<f64>)> {
    let strands = entry.order.iter().map(|strand| {
        let programmes = strand.programmes.iter().map(|programme| of_programme(&programme.id));
        (of_strand(&strand.id), programmes.collect())
    });
    strands.collect()
}
