//! Harm avoided by programme, where it is asked for.

use crate::model::Evidence;
use crate::report::compare::BlockView;
use crate::report::compare::ScenarioView;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::layout::Quantity;
use crate::report::long::Row;
use crate::report::prose;
use crate::report::views::AvoidedView;
use crate::report::views::StrandOrder;
use crate::study::Attribution;
use crate::text;
use std::collections::BTreeMap;

/// A programme's share.
pub(super) const PROGRAMME_SHARE: Quantity = Quantity::drawn(
    "programme_harm_avoided",
    "programme",
    "£m a year",
    "with --by-programme: its Shapley share of harm avoided against today's spend, a sharing rule and no measurement; \
     exactly nought where its money did not move",
);

/// A strand's share.
pub(super) const STRAND_SHARE: Quantity = Quantity::drawn(
    "strand_harm_avoided",
    "strand",
    "£m a year",
    "with --by-programme: the shares of the strand's programmes, added up draw by draw",
);

const WHAT_IT_IS: &str = "Effects on a threat multiply, so what one programme avoids depends on what the others have \
                          avoided already. A share is what it avoids on top of them, averaged over every order in which \
                          the money could have moved (the Shapley value). Shares add up to all harm avoided, but they are \
                          a rule for sharing it out, not a measurement.";

impl ScenarioView {
    /// Puts every programme's share of harm avoided into the view.
    pub fn share_out(&mut self, evidence: &Evidence, attribution: &Attribution) {
        let programmes = evidence.programmes().iter().map(|programme| &programme.id);
        let shares = attribution.programmes.iter().map(AvoidedView::of);
        self.by_programme = Some(programmes.map(ToString::to_string).zip(shares).collect());
        let strands = evidence.strands().iter().map(ToString::to_string);
        self.by_strand = Some(strands.zip(attribution.strands.iter().map(AvoidedView::of)).collect());
    }
}

/// The lines of a CSV file.
pub(super) fn rows(scenario: &ScenarioView) -> Vec<Row> {
    let lines = |shares: &Option<BTreeMap<String, AvoidedView>>, quantity| {
        let lines = shares.iter().flatten().map(|(id, share)| Row::avoided(quantity, id, share));
        lines.collect::<Vec<_>>()
    };
    let mut rows = lines(&scenario.by_strand, STRAND_SHARE);
    rows.extend(lines(&scenario.by_programme, PROGRAMME_SHARE));
    rows
}

/// The tables for people, one a scenario; nothing where nobody asked.
pub(super) fn table(scenarios: &[&ScenarioView], block: &BlockView, width: u16) -> String {
    let mut out = String::new();
    for scenario in scenarios {
        let (Some(programmes), Some(strands)) = (&scenario.by_programme, &scenario.by_strand) else {
            continue;
        };
        if out.is_empty() {
            let heading = format!(
                "Harm avoided by programme, {} (mean, and the interval that holds 90% of draws)",
                block.rests_on.period().millions()
            );
            out += &prose::wrapped_with(&heading, width, "\n", "");
            out += &prose::wrapped_with(WHAT_IT_IS, width, "", "");
        }
        let unmoved = programmes.values().filter(|share| is_nought(share)).count();
        let whose = format!("{} [{}]", scenario.name, scenario.id);
        if unmoved == programmes.len() {
            out += &prose::wrapped_with(&format!("{whose}: no money moved"), width, "\n", "");
            continue;
        }
        out += &prose::wrapped_with(&whose, width, "\n", "");
        let columns = [("Strand and programme", Set::Words), ("£m", Set::Figures), ("avoids", Set::Figures)];
        let rows = largest_first(&block.order, strands, |strand| &strand.id);
        let rows =
            rows.into_iter().flat_map(|(strand, share)| of_strand(scenario, strand, share, programmes));
        out += &grid(width, &columns, rows.collect());
        if unmoved > 0 {
            let said = text::plural(
                unmoved,
                "programme whose money did not move is",
                "programmes whose money did not move are",
            );
            out += &prose::wrapped_with(&format!("{said} left out: nought."), width, "", "");
        }
    }
    out
}

/// A strand's line and those of its programmes that moved.
fn of_strand(
    scenario: &ScenarioView,
    strand: &StrandOrder,
    share: &AvoidedView,
    programmes: &BTreeMap<String, AvoidedView>,
) -> Vec<Vec<String>> {
    let money = |amount: Option<f64>| amount.map(|amount| text::thousands(amount, 0)).unwrap_or_default();
    let line = |name: String, amount, share: &AvoidedView| {
        vec![name, money(amount), prose::interval(&share.summary)]
    };
    let own = scenario.strands.get(&strand.id).map(|strand| strand.amount);
    let mut rows = vec![line(strand.id.clone(), own, share)];
    let moved = largest_first(&strand.programmes, programmes, |programme| &programme.id);
    let moved = moved.into_iter().filter(|(_, share)| !is_nought(share));
    rows.extend(moved.map(|(programme, share)| {
        // No-break spaces: others would be trimmed.
        let name = format!("\u{a0}\u{a0}{}", programme.name);
        line(name, scenario.programmes.get(&programme.id).copied(), share)
    }));
    rows
}

/// Each with its share, the largest mean first; of equal ones in the evidence's order.
fn largest_first<'a, T>(
    items: &'a [T],
    shares: &'a BTreeMap<String, AvoidedView>,
    id: impl Fn(&T) -> &String,
) -> Vec<(&'a T, &'a AvoidedView)> {
    let mut with: Vec<(&T, &AvoidedView)> =
        items.iter().filter_map(|item| Some((item, shares.get(id(item))?))).collect();
    let mean = |share: &AvoidedView| share.summary.mean;
    with.sort_by(|(_, a), (_, b)| mean(b).total_cmp(&mean(a)));
    with
}

/// Whether a share is nought in every draw.
fn is_nought(share: &AvoidedView) -> bool {
    [share.summary.mean, share.summary.sd].iter().all(|figure| figure.abs() <= 0.0)
}
