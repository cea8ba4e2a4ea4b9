//! A decision to be looked at: money, split, limits, objective.

use crate::id::Id;
use crate::model::Allocation;
use crate::model::Evidence;
use crate::model::Horizon;
use crate::model::Limit;
use crate::model::LimitSpec;
use crate::model::Objective;
use crate::model::Patience;
use crate::model::Portion;
use crate::model::PriceBase;
use crate::model::Simulation;
use crate::model::Timeline;
use crate::model::Within;
use crate::units::Money;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The money of a scenario in one year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Budget {
    /// All of it: a ceiling.
    pub total: Money,
    /// The part in no strand.
    pub back_office: Money,
}

impl Budget {
    /// The money that is split across strands: what shares are shares of.
    #[must_use]
    pub fn to_allocate(self) -> Money {
        self.total - self.back_office
    }
}

/// What a scenario says of a later year of its plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YearSpec {
    /// Its money.
    pub budget: Budget,
    /// What it says of strands' shares.
    pub split: BTreeMap<Id, Portion>,
    /// Amounts of single programmes.
    pub amounts: BTreeMap<Id, Money>,
}

/// What a scenario file says, before anybody has checked that it makes sense with its evidence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScenarioSpec {
    /// Its id: the stem of its file's name.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What question it answers.
    pub description: Option<String>,
    /// Its money.
    pub budget: Budget,
    /// The most that all years of a plan may get together, less the back office; what each year's total says where unstated.
    pub over_plan: Option<Money>,
    /// The year in whose prices it states that its amounts are; those of its evidence where it states none.
    pub prices: Option<PriceBase>,
    /// Whether its total is all of today's spending, and the back office; it takes the place of `budget.total` when the
    /// scenario is checked, and is then false.
    pub total_is_todays: bool,
    /// What it says of strands' shares.
    pub split: BTreeMap<Id, Portion>,
    /// What it says of every strand that is not in `split`, which has them all when the scenario is checked.
    pub others: Portion,
    /// What decides inside the strands.
    pub within: Within,
    /// Amounts of single programmes.
    pub amounts: BTreeMap<Id, Money>,
    /// Rules about groups of programmes.
    pub limits: Vec<LimitSpec>,
    /// What the best allocation is best at.
    pub objective: Objective,
    /// The years it covers; a settled year where unstated.
    pub horizon: Option<Horizon>,
    /// What the years of a plan after its first state; none where each is like the first.
    pub later_years: Vec<YearSpec>,
    /// Which futures are simulated.
    pub simulation: Simulation,
    /// How long its best allocation is searched for.
    pub patience: Patience,
}

/// A checked scenario with the evidence it stands on.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    pub(super) spec: ScenarioSpec,
    pub(super) evidence: Arc<Evidence>,
    pub(super) limits: Vec<Limit>,
    pub(super) has_todays_total: bool,
    /// Each year of its plan as a scenario of its own; none of a settled year.
    pub(super) years: Vec<Scenario>,
}

impl ScenarioSpec {
    /// What it says of one year, from 0, as a scenario of a single year.
    pub(super) fn in_year(&self, year: usize) -> Self {
        let mut spec = Self { horizon: None, over_plan: None, later_years: Vec::new(), ..self.clone() };
        if let Some(later) = year.checked_sub(1).and_then(|later| self.later_years.get(later)) {
            (spec.budget, spec.split, spec.amounts) =
                (later.budget, later.split.clone(), later.amounts.clone());
        }
        spec
    }

    /// Whether a limit is about a year, from 0.
    pub(super) fn is_about(&self, limit: &LimitSpec, year: usize) -> bool {
        let named = self.horizon.as_ref().map(|horizon| horizon.named(year));
        limit.years.is_empty() || named.is_some_and(|named| limit.years.contains(&named))
    }
}

impl Scenario {
    /// The id of the scenario that every evidence file brings with it: see [`Scenario::today`].
    pub const TODAY: &'static str = "today";

    /// Today: every programme of the evidence gets its reference spend, in every year of a plan. It needs no checks, since bounds and limits say
    /// what may be decided, and this has been.
    #[must_use]
    pub fn today(evidence: &Arc<Evidence>, simulation: Simulation, horizon: Option<&Horizon>) -> Self {
        let years = horizon.map_or(0, |horizon| horizon.years);
        let years: Vec<Self> = (0..years).map(|_| Self::today(evidence, simulation, None)).collect();
        let programmes = evidence.programmes();
        let spec = ScenarioSpec {
            id: Self::TODAY.to_owned(),
            name: "Today".to_owned(),
            description: Some("What the evidence says is spent today: nothing moves.".to_owned()),
            budget: Budget { total: Allocation::reference(evidence).total(), back_office: Money::ZERO },
            within: Within::Fixed,
            amounts: programmes.iter().map(|programme| (programme.id.clone(), programme.reference)).collect(),
            horizon: horizon.cloned(),
            simulation,
            ..ScenarioSpec::default()
        };
        Self { spec, evidence: Arc::clone(evidence), limits: Vec::new(), has_todays_total: true, years }
    }

    /// Whether it is the one that every evidence file brings with it.
    #[must_use]
    pub fn is_today(&self) -> bool {
        self.spec.id == Self::TODAY
    }

    /// Its id: the stem of its file's name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.spec.id
    }

    /// Its name for people.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.spec.name
    }

    /// What question it answers.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.spec.description.as_deref()
    }

    /// The evidence it stands on.
    #[must_use]
    pub fn evidence(&self) -> &Arc<Evidence> {
        &self.evidence
    }

    /// Its money.
    #[must_use]
    pub fn budget(&self) -> Budget {
        self.spec.budget
    }

    /// The most that all years of a plan may get together, if that is stated.
    #[must_use]
    pub fn over_plan(&self) -> Option<Money> {
        self.spec.over_plan
    }

    /// Whether it said that its total is today's, and did not state one.
    #[must_use]
    pub fn has_todays_total(&self) -> bool {
        self.has_todays_total
    }

    /// What it says of a strand's share: see [`Scenario::room`] for what that comes to.
    #[must_use]
    pub fn portion(&self, strand: &Id) -> Portion {
        self.spec.split.get(strand).copied().unwrap_or_default()
    }

    /// What decides inside the strands.
    #[must_use]
    pub fn within(&self) -> Within {
        self.spec.within
    }

    /// The amount a programme is pinned to, if it is.
    #[must_use]
    pub fn pinned(&self, programme: &Id) -> Option<Money> {
        self.spec.amounts.get(programme).copied()
    }

    /// Rules about groups of programmes, with their members found.
    #[must_use]
    pub fn limits(&self) -> &[Limit] {
        &self.limits
    }

    /// What the best allocation is best at.
    #[must_use]
    pub fn objective(&self) -> &Objective {
        &self.spec.objective
    }

    /// The years it covers.
    #[must_use]
    pub fn horizon(&self) -> Option<&Horizon> {
        self.spec.horizon.as_ref()
    }

    /// Its money over all years at present value.
    #[must_use]
    pub fn budget_at_present_value(&self) -> Budget {
        let timeline = self.timeline();
        let over_years = |of: fn(Budget) -> Money| {
            let years = 0..self.years();
            let sum: f64 =
                years.map(|year| timeline.discount(year) * of(self.in_year(year).budget()).millions()).sum();
            Money::from_millions(sum).unwrap_or_default()
        };
        let (total, back_office) =
            (over_years(|budget| budget.total), over_years(|budget| budget.back_office));
        Budget { total, back_office }
    }

    /// How many years it decides: one, where it has no horizon.
    #[must_use]
    pub fn years(&self) -> usize {
        self.years.len().max(1)
    }

    /// What it says of one of its years, from 0, as a scenario of a single year: itself, where it has no horizon.
    #[must_use]
    pub fn in_year(&self, year: usize) -> &Self {
        self.years.get(year).unwrap_or(self)
    }

    /// The years it covers, and how money in them is felt.
    #[must_use]
    pub fn timeline(&self) -> Timeline {
        Timeline::of(&self.evidence, self.horizon())
    }

    /// Which futures are simulated.
    #[must_use]
    pub fn simulation(&self) -> Simulation {
        self.spec.simulation
    }

    /// How long its best allocation is searched for.
    #[must_use]
    pub fn patience(&self) -> Patience {
        self.spec.patience
    }

    /// The same scenario, searched with another patience.
    #[must_use]
    pub fn searched_with(mut self, patience: Patience) -> Self {
        self.spec.patience = patience;
        self
    }

    /// What the scenario was made from, to make another like it.
    #[must_use]
    pub fn spec(&self) -> &ScenarioSpec {
        &self.spec
    }

    /// The same scenario under another id.
    #[must_use]
    pub fn called(mut self, id: String) -> Self {
        self.spec.id = id;
        self
    }

    /// The same scenario with other draws.
    #[must_use]
    pub fn simulated_with(mut self, simulation: Simulation) -> Self {
        self.spec.simulation = simulation;
        self
    }
}
