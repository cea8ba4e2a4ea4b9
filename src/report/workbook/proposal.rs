//! The scenario that is looked at closely: proof, how far its money may move, and how sure it is.

use crate::report::OptimumView;
use crate::report::optimise::BestView;
use crate::report::prose;
use crate::report::report::Chapter;
use crate::report::report::ProposalView;
use crate::report::workbook::line::Line;
use crate::report::workbook::look::Weight;
use crate::text;
use std::collections::BTreeMap;

/// Whether a scenario is best at avoiding people or events, and not harm in £.
pub(super) fn counts_people(best: &BestView) -> bool {
    !best.measures_harm()
}

/// The lines of a proposal.
pub(super) fn lines(chapter: &Chapter<'_>, proposal: &ProposalView) -> Vec<(Weight, Line)> {
    let Some(best) = &proposal.best else {
        let note =
            "the scenario leaves nothing to choose: nothing is priced, and no other split would be allowed";
        return vec![(Weight::Part, said("the scenario looked at closely", None, note))];
    };
    let mut lines = vec![(Weight::Part, said("proof", None, &proof(best)))];
    let found = [money(chapter, best), risk(best), regret(best), out_of_sample(best)].concat();
    lines.extend(found.into_iter().map(|line| (Weight::Plain, line)));
    lines
}

fn said(of: &str, figure: impl Into<Option<f64>>, note: &str) -> Line {
    Line {
        kind: "Proposal",
        of: of.to_owned(),
        figure: figure.into(),
        note: note.to_owned(),
        ..Line::default()
    }
}

fn proof(best: &BestView) -> String {
    let mut said = match &best.optimum {
        None => "nothing to choose, so nothing to prove".to_owned(),
        Some(proof) if proof.reached => {
            format!("nothing allowed does better by more than {} of the objective", prose::gap(proof.gap))
        }
        Some(OptimumView { gap: None, .. }) => {
            "NOT proven as asked: no bound was proven; something better may exist".to_owned()
        }
        Some(proof) => format!(
            "NOT proven as asked: something better by {} of the objective may exist",
            prose::gap(proof.gap)
        ),
    };
    if best.is_today {
        said += "; it is today's allocation";
    }
    said
}

/// Strands and programmes: money, how far it may move, and how sure strands' shares are.
fn money(chapter: &Chapter<'_>, best: &BestView) -> Vec<Line> {
    let has_ranges = best.strands.values().any(|strand| strand.near_best.is_some());
    let no_range = match (has_ranges, best.years.is_empty()) {
        (true, _) => "",
        (false, true) => "ranges are worked out for a mean objective only",
        (false, false) => "ranges of a plan are those of its years: see the report",
    };
    let strands = chapter.block.order.iter().map(|strand| {
        let own = best.strands.get(&strand.id);
        let sure = best.confidence.strands.get(&strand.id);
        let near = own.and_then(|own| own.near_best.as_ref());
        Line {
            kind: "Strand",
            of: strand.id.clone(),
            money: own.map(|own| own.best),
            today: own.map(|own| own.today),
            near: near.map(|near| (near.lowest, near.highest)),
            share: sure.map(|sure| sure.best_share),
            above: sure.and_then(|sure| sure.probability_above_today),
            note: no_range.to_owned(),
            ..Line::default()
        }
    });
    strands.chain(programmes(chapter, best)).collect()
}

/// Programmes in the evidence's own order.
fn programmes(chapter: &Chapter<'_>, best: &BestView) -> Vec<Line> {
    let strands = chapter.block.order.iter();
    let names: BTreeMap<&str, &str> =
        strands.flat_map(|strand| &strand.programmes).map(|it| (&*it.id, &*it.name)).collect();
    let line = |id: &String| {
        let name = names.get(&**id)?;
        let own = best.programmes.get(id)?;
        let near = own.near_best.as_ref();
        Some(Line {
            kind: "Programme",
            of: format!("{name} [{id}]"),
            money: Some(own.best),
            today: Some(own.today),
            near: near.map(|near| (near.lowest, near.highest)),
            ..Line::default()
        })
    };
    chapter.besides.basis.order.iter().filter_map(line).collect()
}

/// The worst of harm.
fn risk(best: &BestView) -> Vec<Line> {
    let risk = &best.risk;
    let tail = text::percent(1.0 - risk.level, 0);
    vec![
        said(&format!("harm that the worst {tail} of draws begin at (VaR)"), risk.var, ""),
        said(&format!("mean harm in the worst {tail} of draws (CVaR)"), risk.cvar, ""),
        said("harm in the worst draw", risk.worst, ""),
    ]
}

/// What knowing the truth would be worth.
fn regret(best: &BestView) -> Vec<Line> {
    const BESIDES: &str = "what knowing the truth would avoid besides";
    if counts_people(best) {
        return vec![said(BESIDES, None, "counted in people: see `optimise`")];
    }
    let sure = &best.confidence;
    let unsolved = if sure.unsolved > 0 {
        format!("; {} more could not be solved", sure.unsolved)
    } else {
        String::new()
    };
    let solved = format!("{} draws solved each for itself{unsolved}", sure.draws);
    let (regret, today) = (sure.regret.as_ref(), sure.regret_today.as_ref());
    let mut lines = vec![
        said(&format!("{BESIDES}: mean"), regret.map(|regret| regret.mean), &solved),
        said(&format!("{BESIDES}: 95% of draws below"), regret.map(|regret| regret.p95), &solved),
    ];
    lines.extend(
        today.map(|regret| said(&format!("{BESIDES} today's allocation: mean"), regret.mean, &solved)),
    );
    lines
}

/// The same allocation on fresh draws.
fn out_of_sample(best: &BestView) -> Vec<Line> {
    let Some(holdout) = &best.out_of_sample else { return Vec::new() };
    let (optimism, fresh) = (holdout.optimism, &holdout.fresh);
    let is_noise = optimism.abs() <= 2.0 * fresh.se;
    let note =
        if is_noise { "not distinguishable from sampling noise" } else { "more draws would reduce it" };
    let seed = format!("fresh draws have seed {}", holdout.seed);
    vec![
        said("harm avoided on the draws it was found on: mean", holdout.seen, ""),
        said("harm avoided on fresh draws: mean", fresh.mean, &seed),
        said("optimism: the first less the second", optimism, note),
    ]
}
