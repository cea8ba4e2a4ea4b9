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

/// Which part of some numbers is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of them: they are independent of all others.
    Whole,
    /// One number of a correlation, with what others explain through it.
    WithOthers,
    /// The common factor of a correlation by itself.
    CommonCause,
    /// What a number of a correlation has of its own beside the common factor.
    Own,
}

/// What part of the variance some numbers explain.
#[derive(Clone, Debug, PartialEq)]
pub struct Indices {
    /// The numbers, as positions among all uncertain ones.
    pub numbers: Vec<usize>,
    /// Which part of them.
    pub part: Part,
    /// Alone: V(E(Y|X))/V(Y).
    pub first: Index,
    /// In any way: E(V(Y|others))/V(Y); `None` of [`Part::WithOthers`], which is independent of nothing.
    pub total: Option<Index>,
}

/// Something that is exchanged by itself.
enum Exchanged<'a> {
    /// A component.
    Whole(&'a Component),
    /// The streams of a part of one.
    Streams(Part, Vec<usize>, String),
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
    let wanted: Vec<Exchanged<'_>> =
        components.iter().flat_map(|component| parts(panel, component, listed)).collect();
    let rows = side_by_side(&wanted, |wanted| {
        let harms = match wanted {
            Exchanged::Whole(component) => measured.taking(&component.numbers, &panel.other),
            Exchanged::Streams(_, _, name) => measured.reseeding(&[name], panel.other_seed),
        };
        let exchanged = harms.ok().map(|harms| avoided(&harms));
        let of_scenario = |scenario: usize| -> Vec<Indices> {
            let Some(exchanged) = exchanged.as_ref().map(|all| &all[scenario]) else { return Vec::new() };
            let steps = own[scenario].iter().zip(exchanged).zip(&base[0]);
            let exchanged: Vec<f64> =
                steps.map(|((before, after), today)| settled(*before, *after, *today)).collect();
            let outcomes = Outcomes { base: &own[scenario], other: &other[scenario], exchanged: &exchanged };
            outcomes.indices(panel, wanted, listed)
        };
        (0..own.len()).map(of_scenario).collect::<Vec<_>>()
    });
    let of_scenario = |scenario: usize| rows.iter().flat_map(|row| row[scenario].clone()).collect();
    (0..own.len()).map(of_scenario).collect()
}

/// What is exchanged of a component: all of it, and of one with a common factor that factor and what each listed number has of
/// its own. Nothing where none of its numbers is listed.
fn parts<'a>(panel: &Panel, component: &'a Component, listed: &[usize]) -> Vec<Exchanged<'a>> {
    let wanted: Vec<usize> =
        component.numbers.iter().copied().filter(|number| listed.contains(number)).collect();
    let Some(first) = wanted.first() else { return Vec::new() };
    let mut all = vec![Exchanged::Whole(component)];
    let common = panel.sample.streams_of(*first).find(|name| name.starts_with("correlation."));
    if let Some(common) = common.filter(|_| component.numbers.len() > 1) {
        all.push(Exchanged::Streams(Part::CommonCause, component.numbers.clone(), common.to_owned()));
        let own = wanted.iter().map(|&number| {
            Exchanged::Streams(Part::Own, vec![number], panel.factors[number].address.to_string())
        });
        all.extend(own);
    }
    all
}

/// Harm avoided in both samples, and in the first with something exchanged.
struct Outcomes<'a> {
    base: &'a [f64],
    other: &'a [f64],
    exchanged: &'a [f64],
}

impl Outcomes<'_> {
    fn indices(&self, panel: &Panel, of: &Exchanged<'_>, listed: &[usize]) -> Vec<Indices> {
        let (numbers, part) = match of {
            Exchanged::Whole(component) => (component.numbers.clone(), Part::Whole),
            Exchanged::Streams(part, numbers, _) => (numbers.clone(), *part),
        };
        let Some((mut first, total)) = self.pairs() else { return Vec::new() };
        if part != Part::Whole {
            return vec![Indices { numbers, part, first, total: Some(total) }];
        }
        if let [only] = numbers[..] {
            let given = self.alone(panel, only).filter(|_| first.estimator != Estimator::Exact);
            first = given.filter(|given| given.share.se <= first.share.se).unwrap_or(first);
            return vec![Indices { numbers, part, first, total: Some(total) }];
        }
        let members = numbers.clone().into_iter().filter(|number| listed.contains(number));
        let member = |number: usize| {
            let first = self.alone(panel, number)?;
            Some(Indices { numbers: vec![number], part: Part::WithOthers, first, total: None })
        };
        let whole = Indices { numbers, part, first, total: Some(total) };
        std::iter::once(whole).chain(members.filter_map(member)).collect()
    }

    /// First-order and total index by pairs of outcomes; `None` where nothing varies.
    fn pairs(&self) -> Option<(Index, Index)> {
        let pairs = PickFreeze::of(self.base, self.other, self.exchanged);
        let both = pairs.first().zip(pairs.total())?;
        let moved = self.base.iter().zip(self.exchanged);
        let is_moved = moved.into_iter().any(|(before, after)| before.to_bits() != after.to_bits());
        let nought = Index { share: Estimate::NOUGHT, estimator: Estimator::Exact };
        Some(if is_moved { both } else { (nought, nought) })
    }

    /// The first-order index of a number from the draws as they are.
    fn alone(&self, panel: &Panel, number: usize) -> Option<Index> {
        let share = given_data(&panel.sample.values(number), self.base)?;
        Some(Index { share, estimator: Estimator::GivenData })
    }
}
