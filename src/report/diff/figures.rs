//! The figures of scenarios in documents of different commands, under the names that their CSV gives them.

use crate::report::compare;
use crate::report::optimise;
use crate::report::period::Period;
use crate::report::price_year;
use std::collections::BTreeMap;

/// One scenario's figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Scenario {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) evidence: String,
    pub(super) figures: Vec<Figure>,
}

/// One figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    pub(super) quantity: &'static str,
    pub(super) of: String,
    pub(super) unit: String,
    pub(super) value: f64,
}

/// What is common to the units of a scenario: its years and its prices.
struct Units<'a> {
    period: Period<'a>,
    restated_to: Option<&'a str>,
}

impl Units<'_> {
    fn figure(&self, quantity: &'static str, of: &str, unit: &str, value: f64) -> Figure {
        let unit = price_year::unit(&self.period.unit(unit), self.restated_to);
        Figure { quantity, of: of.to_owned(), unit, value }
    }

    fn each<'m>(
        &self,
        quantity: &'static str,
        money: impl IntoIterator<Item = (&'m String, f64)>,
    ) -> Vec<Figure> {
        money.into_iter().map(|(of, value)| self.figure(quantity, of, "£m", value)).collect()
    }
}

/// The scenarios of a comparison.
pub(super) fn of_comparison(document: &compare::Document) -> Vec<Scenario> {
    let all = document.scenarios.iter().filter_map(|view| {
        let block = document.blocks.get(view.block)?;
        let units = Units { period: block.rests_on.period(), restated_to: view.restated_to.as_deref() };
        let harm = "£m a year";
        let avoided = &view.harm_avoided;
        let mut figures = vec![
            units.figure("budget", "", "£m", view.budget),
            units.figure("unspent", "", "£m", view.unspent),
            units.figure("harm", "", harm, view.harm.mean),
            units.figure("harm_avoided", "", harm, avoided.summary.mean),
            units.figure("harm_avoided.p5", "", harm, avoided.summary.p5),
            units.figure("harm_avoided.p95", "", harm, avoided.summary.p95),
            units.figure("harm_avoided.probability_positive", "", "share", avoided.probability_positive),
            units.figure("versus", "", harm, view.versus.summary.mean),
        ];
        let strands: BTreeMap<&String, f64> =
            view.strands.iter().map(|(id, strand)| (id, strand.amount)).collect();
        figures.extend(units.each("strand", strands));
        figures.extend(units.each("programme", view.programmes.iter().map(|(id, amount)| (id, *amount))));
        Some(Scenario {
            id: view.id.clone(),
            name: view.name.clone(),
            evidence: view.evidence.clone(),
            figures,
        })
    });
    all.collect()
}

/// The scenarios of best allocations.
pub(super) fn of_best(document: &optimise::Document) -> Vec<Scenario> {
    let all = document.scenarios.iter().filter_map(|entry| {
        let best = entry.best.as_ref()?;
        let units = Units { period: entry.rests_on.period(), restated_to: entry.restated_to() };
        let harm = "£m a year";
        let avoided = &best.harm_avoided;
        let mut figures = vec![
            units.figure("budget", "", "£m", entry.budget),
            units.figure("unspent", "", "£m", best.unspent),
            units.figure("harm_avoided", "", harm, avoided.summary.mean),
            units.figure("harm_avoided.p5", "", harm, avoided.summary.p5),
            units.figure("harm_avoided.p95", "", harm, avoided.summary.p95),
            units.figure("harm_avoided.probability_positive", "", "share", avoided.probability_positive),
        ];
        figures.extend(units.each("strand", best.strands.iter().map(|(id, strand)| (id, strand.best))));
        figures.extend(units.each("programme", best.programmes.iter().map(|(id, money)| (id, money.best))));
        Some(Scenario {
            id: entry.id.clone(),
            name: entry.name.clone(),
            evidence: entry.evidence.clone(),
            figures,
        })
    });
    all.collect()
}
