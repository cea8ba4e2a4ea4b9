//! Sobol indices of harm avoided: what part of its variance each assumption explains, alone and in any way.

use crate::risk::Estimate;
use crate::risk::Estimator;
use crate::risk::Index;
use crate::risk::PickFreeze;
use crate::risk::given_data;
use crate::simulate::Measured;
use crate::simulate::side_by_side;
use crate::study::sensitivity::groups::Component;
use crate::study::sensitivity::panel::Panel;
use crate::study::sensitivity::panel::avoided;
use crate::study::sensitivity::panel::settled;

/// What part of the variance some numbers explain.
#[derive(Clone, Debug, PartialEq)]
pub struct Indices {
    /// The numbers, as positions among all uncertain ones.
    pub numbers: Vec<usize>,
    /// Alone: V(E(Y|X))/V(Y). Of one that moves together with others it holds their part too.
    pub first: Index,
    /// In any way: E(V(Y|others))/V(Y); `None` of one that moves together with others, of which only all have one.
    pub total: Option<Index>,
}

/// The indices of each scenario for what is listed; none of a scenario whose harm avoided is the same in every draw.
pub(super) fn indices(
    panel: &Panel,
    measured: &Measured<'_>,
    components: &[Component],
    listed: &[usize],
) -> Vec<Vec<Indices>> {
    let base = measured.base();
    let other = avoided(&Measured::of(&panel.other, panel.efforts()).base());
    let own = avoided(&base);
    let wanted: Vec<&Component> = components
        .iter()
        .filter(|component| component.numbers.iter().any(|number| listed.contains(number)))
        .collect();
    let rows = side_by_side(&wanted, |component| {
        let exchanged = measured.taking(&component.numbers, &panel.other).ok();
        let exchanged = exchanged.map(|harms| avoided(&harms));
        let of_scenario = |scenario: usize| -> Vec<Indices> {
            let Some(exchanged) = exchanged.as_ref().map(|all| &all[scenario]) else { return Vec::new() };
            let exchanged: Vec<f64> = own[scenario]
                .iter()
                .zip(exchanged)
                .zip(&base[0])
                .map(|((before, after), today)| settled(*before, *after, *today))
                .collect();
            of_component(
                panel,
                component,
                listed,
                Outcomes { base: &own[scenario], other: &other[scenario], exchanged: &exchanged },
            )
        };
        (0..own.len()).map(of_scenario).collect::<Vec<_>>()
    });
    let of_scenario = |scenario: usize| rows.iter().flat_map(|row| row[scenario].clone()).collect();
    (0..own.len()).map(of_scenario).collect()
}

/// Harm avoided in both samples, and in the first with a component exchanged.
struct Outcomes<'a> {
    base: &'a [f64],
    other: &'a [f64],
    exchanged: &'a [f64],
}

fn of_component(
    panel: &Panel,
    component: &Component,
    listed: &[usize],
    outcomes: Outcomes<'_>,
) -> Vec<Indices> {
    let Outcomes { base, other, exchanged } = outcomes;
    let alone = |number: usize| given_data(&panel.sample.values(number), base);
    let of_given_data = |share| Index { share, estimator: Estimator::GivenData };
    let pairs = PickFreeze::of(base, other, exchanged);
    let (Some(first), Some(total)) = (pairs.first(), pairs.total()) else { return Vec::new() };
    let is_moved = base.iter().zip(exchanged).any(|(before, after)| before.to_bits() != after.to_bits());
    if !is_moved {
        let nought = Index { share: Estimate::NOUGHT, estimator: Estimator::Exact };
        let whole = Indices { numbers: component.numbers.clone(), first: nought, total: Some(nought) };
        return vec![whole];
    }
    let [only] = component.numbers[..] else {
        let whole = Indices { numbers: component.numbers.clone(), first, total: Some(total) };
        let members = component.numbers.iter().filter(|number| listed.contains(number));
        let member = |number: &usize| {
            let first = of_given_data(alone(*number)?);
            Some(Indices { numbers: vec![*number], first, total: None })
        };
        return std::iter::once(whole).chain(members.filter_map(member)).collect();
    };
    let given = alone(only).filter(|given| given.se <= first.share.se);
    let first = given.map_or(first, of_given_data);
    vec![Indices { numbers: vec![only], first, total: Some(total) }]
}
