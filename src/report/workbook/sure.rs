//! The scenario that is looked at closely: proof, how far its money may move, and how sure it is.

use crate::model::Measure;
use crate::report::prose;
use crate::report::workbook::line::Line;
use crate::report::workbook::look::Weight;
use crate::study::Block;
use crate::study::Found;
use crate::study::Proposal;
use crate::text;

/// The lines of a proposal.
pub(super) fn lines(block: &Block, proposal: &Proposal) -> Vec<(Weight, Line)> {
    let Some(found) = &proposal.best else {
        let note =
            "the scenario leaves nothing to choose: nothing is priced, and no other split would be allowed";
        return vec![(Weight::Part, said("the scenario looked at closely", None, note))];
    };
    let mut lines = vec![(Weight::Part, said("proof", None, &proof(found)))];
    lines.extend(money(block, found).into_iter().map(|line| (Weight::Plain, line)));
    let counts = block.results[proposal.result].scenario.objective().measure != Measure::Harm;
    lines.extend(figures(found, counts).into_iter().map(|line| (Weight::Plain, line)));
    lines
}

fn said(of: &str, figure: Option<f64>, note: &str) -> Line {
    Line { kind: "Proposal", of: of.to_owned(), figure, note: note.to_owned(), ..Line::default() }
}

fn proof(found: &Found) -> String {
    let mut said = match &found.certificate {
        None => "nothing to choose, so nothing to prove".to_owned(),
        Some(proof) if proof.reached => {
            format!("nothing allowed does better by more than {} of the objective", prose::gap(proof.gap))
        }
        Some(proof) => format!(
            "NOT proven as asked: something better by {} of the objective may exist",
            prose::gap(proof.gap)
        ),
    };
    if found.is_today {
        said += "; it is today's allocation";
    }
    said
}

/// Strands and programmes: money, how far it may move, and how sure strands' shares are.
fn money(block: &Block, found: &Found) -> Vec<Line> {
    let evidence = &block.evidence;
    let today = crate::model::Allocation::reference(evidence);
    let near = |position: usize| found.near.get(position).map(|near| (near.range.lowest, near.range.highest));
    let no_range = if found.near.is_empty() { "ranges are worked out for a mean objective only" } else { "" };
    let strands = evidence.strands().iter().enumerate().map(|(position, strand)| {
        let members = evidence.programmes_of(strand);
        let sure = found.confidence.strands.get(position);
        Line {
            kind: "Strand",
            of: strand.to_string(),
            money: Some(found.allocation.total_of(&members).millions()),
            today: Some(today.total_of(&members).millions()),
            near: near(position),
            share: sure.map(|sure| [sure.share.mean, sure.share.p5, sure.share.p95]),
            above: sure.and_then(|sure| sure.above_today),
            note: no_range.to_owned(),
            ..Line::default()
        }
    });
    let first = evidence.strands().len();
    let programmes = evidence.programmes().iter().enumerate().map(|(position, programme)| Line {
        kind: "Programme",
        of: format!("{} [{}]", programme.name, programme.id),
        money: Some(found.allocation.millions()[position]),
        today: Some(programme.reference.millions()),
        near: near(first + position),
        ..Line::default()
    });
    strands.chain(programmes).collect()
}

/// The worst of harm, what knowing the truth would be worth, and the same allocation on fresh draws.
fn figures(found: &Found, counts: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let tail = text::percent(1.0 - found.level, 0);
    let figures = found.tail;
    lines.push(said(&format!("harm that the worst {tail} of draws begin at (VaR)"), Some(figures.var), ""));
    lines.push(said(&format!("mean harm in the worst {tail} of draws (CVaR)"), Some(figures.cvar), ""));
    lines.push(said("harm in the worst draw", Some(figures.worst), ""));
    let sure = &found.confidence;
    let unsolved = if sure.unsolved > 0 {
        format!("; {} more could not be solved", sure.unsolved)
    } else {
        String::new()
    };
    let solved = format!("{} draws solved each for itself{unsolved}", sure.draws);
    if counts {
        lines.push(said(
            "what knowing the truth would avoid besides",
            None,
            "counted in people: see `optimise`",
        ));
    } else {
        let regret = sure.regret.as_ref();
        let besides = "what knowing the truth would avoid besides";
        lines.push(said(&format!("{besides}: mean"), regret.map(|regret| regret.mean), &solved));
        lines.push(said(&format!("{besides}: 95% of draws below"), regret.map(|regret| regret.p95), &solved));
        lines.extend(sure.regret_today.as_ref().map(|regret| {
            said(
                "what knowing the truth would avoid besides today's allocation: mean",
                Some(regret.mean),
                &solved,
            )
        }));
    }
    let Some(holdout) = &found.holdout else { return lines };
    let fresh = format!("fresh draws have seed {}", holdout.seed);
    lines.push(said("harm avoided on the draws it was found on: mean", Some(holdout.seen), ""));
    lines.push(said("harm avoided on fresh draws: mean", Some(holdout.fresh.mean), &fresh));
    let is_noise = holdout.optimism().abs() <= 2.0 * holdout.fresh.se;
    let note =
        if is_noise { "not distinguishable from sampling noise" } else { "more draws would reduce it" };
    lines.push(said("optimism: the first less the second", Some(holdout.optimism()), note));
    lines
}
