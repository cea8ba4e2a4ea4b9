//! The answer at a glance: three statements that can be read aloud. Which scenario does best and by how much; how likely
//! that is, and on what confidence; what the next £1 is worth.

use crate::model::Scenario;
use crate::report::compare::BlockView;
use crate::report::compare::ScenarioView;
use crate::report::period::Period;
use crate::report::prose;
use crate::report::standing;
use crate::report::views::Standing;
use crate::text;

/// Scenarios of one block, and what is said of them at a glance.
pub struct Headline<'d> {
    block: &'d BlockView,
    scenarios: Vec<&'d ScenarioView>,
    /// Scenarios that are left out, since they stand on other assumptions.
    assumed: Vec<&'d ScenarioView>,
}

/// £m that are no difference: £100.
const SAME: f64 = 1e-4;

/// So many what-ifs are told of at a glance.
const MOST_WHAT_IFS: usize = 3;

impl<'d> Headline<'d> {
    /// Of a block with those of its scenarios that are shown: today, the reference, and those that avoid most.
    #[must_use]
    pub fn of(block: &'d BlockView, scenarios: &[&'d ScenarioView]) -> Self {
        // What is assumed is no choice: nobody can decide for it. It is told of where nothing else is there.
        let is_choice = |it: &ScenarioView| it.assumed.is_empty() || it.is_reference();
        let is_any_choice = scenarios.iter().any(|it| is_choice(it) && !it.is_reference() && !it.is_today());
        let (of, assumed): (Vec<_>, Vec<_>) =
            scenarios.iter().copied().partition(|it| !is_any_choice || is_choice(it));
        Self { block, scenarios: of, assumed }
    }

    /// The statements, each a line or a few.
    #[must_use]
    pub fn statements(&self) -> Vec<String> {
        let Some(leading) = self.leading() else {
            return vec!["There is nothing to hold against the reference.".to_owned()];
        };
        let standing = standing::sentence(&leading.versus, &self.reference_name(), self.period());
        // What is told of the next £1 is told of what is advised: of the reference where nothing beats it.
        let advised = match (leading.versus.standing, self.reference()) {
            (Standing::More, _) | (_, None) => leading,
            (_, Some(reference)) => reference,
        };
        let confidence = self.block.rests_on.confidence_said();
        let best = format!("{}{}", self.does_best(leading), how_far_proven(leading));
        let mut said = vec![best, format!("{standing} {confidence}"), self.next_pound(advised)];
        said.extend(self.assumed.iter().filter_map(|it| self.what_if(it)).take(MOST_WHAT_IFS));
        said
    }

    /// The scenario that avoids most beside the reference and today, one that is exactly like the reference only where there
    /// is no other; of two alike the cheaper, then the first by id.
    #[must_use]
    pub fn leading(&self) -> Option<&'d ScenarioView> {
        let others = self.scenarios.iter().copied();
        let others = others.filter(|scenario| !scenario.is_reference() && !scenario.is_today());
        let (alike, others): (Vec<_>, Vec<_>) = others.partition(|it| it.versus.standing == Standing::Same);
        let others = if others.is_empty() { alike } else { others };
        others.into_iter().max_by(|a, b| {
            let by_cost = b.extra_cost.total_cmp(&a.extra_cost);
            avoided(a).total_cmp(&avoided(b)).then(by_cost).then_with(|| b.id.cmp(&a.id))
        })
    }

    /// What something assumed changes of the scenario that stands beside it on the evidence as it is.
    fn what_if(&self, assumed: &ScenarioView) -> Option<String> {
        let from = assumed.assumed_from.as_ref()?;
        let own = self.scenarios.iter().find(|it| it.id == *from)?;
        let (before, after) = (own.harm_avoided.summary.mean, assumed.harm_avoided.summary.mean);
        let (each, in_all) = (self.period().each(), self.period().in_all());
        let name = &assumed.name;
        Some(if (after - before).abs() < SAME {
            format!("“{name}” avoids what it avoids without that: what is assumed does not move it.")
        } else {
            format!(
                "“{name}” avoids {}{each} against its own today{in_all}, and {}{each} without that.",
                text::money(after),
                text::money(before)
            )
        })
    }

    fn reference(&self) -> Option<&'d ScenarioView> {
        self.scenarios.iter().copied().find(|scenario| scenario.is_reference())
    }

    /// The reference as a sentence names it: `Today`, `“Double prevent”`.
    fn reference_name(&self) -> String {
        self.reference().map_or_else(|| format!("[{}]", self.block.reference), named)
    }

    /// Which scenario does best and by how much. A dearer one is never called simply better: what it costs is said, and
    /// which does best without extra money.
    fn does_best(&self, leading: &ScenarioView) -> String {
        let reference = self.reference_name();
        let (name, versus) = (named(leading), &leading.versus);
        let mean = versus.summary.mean;
        let by = text::money(mean.abs());
        let others = self.block.scenarios.len().saturating_sub(self.assumed.len());
        let (each, in_all) = (self.period().each(), self.period().in_all());
        let of = if others > 1 { format!(" of {others} scenarios") } else { String::new() };
        match versus.standing {
            Standing::Same => format!("{name} avoids what {reference} avoids, no more and no less."),
            Standing::TooClose => format!(
                "Nothing is shown to be better than {reference}: {name} comes nearest{of}, and the difference is {}.",
                standing::TOO_CLOSE
            ),
            Standing::Less => {
                format!(
                    "{reference} avoids most: {name} comes nearest{of}, and avoids {by}{each} less{in_all}."
                )
            }
            Standing::More if leading.extra_cost.abs() > 0.0 => {
                let mut said = format!(
                    "{name} avoids most{of}: {by}{each} more modelled harm than {reference}{in_all}, for {}.",
                    money_for(leading, self.period())
                );
                if leading.extra_cost > 0.0 {
                    said += &self.without_more_money(&reference);
                }
                said
            }
            Standing::More => format!(
                "{name} avoids most{of}: {by}{each} more modelled harm than {reference}{in_all}, for the same money{}.",
                self.parts(leading)
            ),
        }
    }

    /// Which does best of those that cost no more than the reference.
    fn without_more_money(&self, reference: &str) -> String {
        let is_other = |it: &&&ScenarioView| it.extra_cost <= 0.0 && !it.is_reference() && !it.is_today();
        let affordable = self.scenarios.iter().filter(is_other);
        if affordable.clone().next().is_none() {
            return String::new();
        }
        let best = affordable
            .filter(|it| it.versus.standing == Standing::More)
            .max_by(|a, b| avoided(a).total_cmp(&avoided(b)));
        match best {
            Some(best) => format!(
                " Without more money “{}” avoids most: {}{} more than {reference}.",
                best.name,
                text::money(avoided(best)),
                self.period().each()
            ),
            None => format!(" Without more money none is shown to be better than {reference}."),
        }
    }

    /// What the split does of it, and what better use does, where the two are measured from the same today.
    fn parts(&self, scenario: &ScenarioView) -> String {
        let Some(bridge) = scenario.bridge.filter(|_| self.block.reference == Scenario::TODAY) else {
            return String::new();
        };
        match (bridge.split.abs() > 0.0, bridge.within.abs() > 0.0) {
            (true, true) => format!(
                " ({} from the split between strands, {} from better use inside them)",
                text::money(bridge.split),
                text::money(bridge.within)
            ),
            (true, false) => " (all of it from the split between strands)".to_owned(),
            _ => " (all of it from better use inside the strands)".to_owned(),
        }
    }

    /// What the next £1 is worth beyond an allocation.
    fn next_pound(&self, scenario: &ScenarioView) -> String {
        let next = &scenario.next_pound;
        let of = named(scenario);
        let most = next.most.zip(next.programme.as_ref()).map(|(worth, programme)| {
            let year = next.year.map(|year| format!(" in {year}")).unwrap_or_default();
            let programme = self.programme(programme);
            format!("{} of harm where it does most ({programme}{year})", text::per_pound(worth))
        });
        let spread = next.spread.map(|worth| format!("{} spread as it is now", text::per_pound(worth)));
        let parts: Vec<String> = [most, spread].into_iter().flatten().collect();
        if parts.is_empty() {
            return format!("The next £1 beyond {of} can go nowhere: every programme has its most.");
        }
        let parts = parts.join(", or ");
        match self.period().plan() {
            None => format!("The next £1 a year beyond {of} avoids, on average, {parts}."),
            Some(_) => {
                format!("£1 more at present value beyond {of} avoids at present value, on average, {parts}.")
            }
        }
    }

    /// The time that figures are about.
    fn period(&self) -> Period<'d> {
        self.block.rests_on.period()
    }

    fn programme<'a>(&'a self, id: &'a str) -> &'a str {
        let mut programmes = self.block.order.iter().flat_map(|strand| &strand.programmes);
        programmes.find(|programme| programme.id == id).map_or(id, |programme| &programme.name)
    }
}

/// That an allocation is only the best found, where its search ended before anything close was proven.
fn how_far_proven(scenario: &ScenarioView) -> String {
    /// Sums over draws are proven to this part of all harm where nobody ends a search earlier.
    const CLOSE: f64 = 1e-4;
    match &scenario.optimum {
        Some(proof) if !proof.reached || proof.gap.is_none_or(|gap| gap > 1.01 * CLOSE) => {
            format!(
                " Its allocation is only the best found: proven within {} of all harm.",
                prose::gap(proof.gap)
            )
        }
        _ => String::new(),
    }
}

/// Mean harm avoided against the reference.
pub(super) fn avoided(scenario: &ScenarioView) -> f64 {
    scenario.versus.summary.mean
}

/// A scenario as a sentence names it.
fn named(scenario: &ScenarioView) -> String {
    if scenario.is_today() { scenario.name.clone() } else { format!("“{}”", scenario.name) }
}

/// `£100m a year more, or £0.31 for each extra £1`.
fn money_for(scenario: &ScenarioView, period: Period<'_>) -> String {
    let extra = scenario.extra_cost;
    let each = period.each();
    match &scenario.per_extra_pound {
        Some(per) if extra > 0.0 => {
            let (extra, per) = (text::money(extra), text::per_pound(per.mean));
            format!("{extra}{each} more money: {per} for each extra £1")
        }
        _ => format!("{}{each} less money", text::money(-extra)),
    }
}
