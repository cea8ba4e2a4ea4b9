//! The best allocation as CSV in long form: one figure a line.

use crate::model::Allocation;
use crate::report::best::Answered;
use crate::report::best::lines;
use crate::report::long;
use crate::study::Best;
use crate::study::Found;
use std::error::Error;

/// The columns: whose figure it is, which figure, of what, in which unit, and the figure.
const COLUMNS: [&str; 6] = ["scenario", "name", "quantity", "of", "unit", "value"];

/// The answers as CSV; a scenario that is not possible has one line that says so.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(answers: &[Answered]) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let rows = answers.iter().flat_map(|answer| {
        let figures = match &answer.best {
            Best::Impossible(_) => vec![("infeasible", String::new(), "", None)],
            Best::Found(found) => figures(answer, found),
        };
        let whose = [long::plain(answer.scenario.id()), long::plain(answer.scenario.name())];
        figures.into_iter().map(move |(quantity, of, unit, value)| {
            let mut row = whose.to_vec();
            row.extend([quantity.to_owned(), long::plain(&of), unit.to_owned()]);
            row.push(value.map(|value: f64| value.to_string()).unwrap_or_default());
            row
        })
    });
    long::csv(&COLUMNS, rows)
}

type Figure = (&'static str, String, &'static str, Option<f64>);

fn figures(answer: &Answered, found: &Found) -> Vec<Figure> {
    let evidence = answer.scenario.evidence();
    let today = Allocation::reference(evidence);
    let mut figures: Vec<Figure> = Vec::new();
    let strands = evidence.strands().iter().map(|id| ("strand", id.to_string(), evidence.programmes_of(id)));
    let programmes = evidence.programmes().iter().enumerate();
    let groups = strands.chain(programmes.map(|(i, p)| ("programme", p.id.to_string(), vec![i])));
    for (position, (kind, id, members)) in groups.enumerate() {
        let names = match kind {
            "strand" => ["strand_today", "strand_best", "strand_near_lowest", "strand_near_highest"],
            _ => ["programme_today", "programme_best", "programme_near_lowest", "programme_near_highest"],
        };
        let near = found.near.get(position).map(|near| near.range);
        let values = [
            Some(today.total_of(&members).millions()),
            Some(found.allocation.total_of(&members).millions()),
            near.map(|near| near.lowest),
            near.map(|near| near.highest),
        ];
        figures.extend(names.into_iter().zip(values).map(|(name, value)| (name, id.clone(), "£m", value)));
    }
    for (strand, sure) in evidence.strands().iter().zip(&found.confidence.strands) {
        figures.push(("strand_share_known", strand.to_string(), "share", Some(sure.share.mean)));
        figures.push(("strand_above_today", strand.to_string(), "probability", Some(sure.above_today)));
    }
    let harm = |name, value| (name, String::new(), "£m a year", Some(value));
    figures.extend([
        harm("harm_avoided_mean", found.harm_avoided.mean),
        harm("harm_avoided_p5", found.harm_avoided.p5),
        harm("harm_avoided_p95", found.harm_avoided.p95),
        harm("harm_avoided_fresh", found.holdout.fresh.mean),
        harm("harm_var", found.tail.var),
        harm("harm_cvar", found.tail.cvar),
        harm("harm_worst", found.tail.worst),
    ]);
    if let Some(proof) = &found.certificate {
        figures.push(("optimum_upper", String::new(), "objective", Some(proof.upper)));
        figures.push(("optimum_lower", String::new(), "objective", Some(proof.lower)));
        figures.push(("optimum_gap", String::new(), "share", Some(proof.gap)));
    }
    if let Some(prices) = &found.prices {
        figures.push(("price", "budget".to_owned(), "£ per £1", prices.budget));
        let rules = lines::prices(&answer.scenario, prices).into_iter();
        figures.extend(rules.map(|price| ("price", price.key, "£ per £1", Some(price.gain))));
    }
    figures
}
