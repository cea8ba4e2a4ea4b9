//! A split that somebody plays with, and the scenario file that it is.

use crate::explore::refused::Refused;
use crate::model::Allocation;
use crate::model::Risk;
use crate::model::Scenario;
use crate::model::Taken;
use crate::model::WhatIf;
use crate::units::Money;
use crate::units::SAME_MILLIONS;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// A split that is laid on a scenario. Money is £m, by year of the plan; a settled year is one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Candidate {
    /// The id of the scenario that it is laid on.
    pub(super) scenario: String,
    /// Its name for people.
    pub(super) name: String,
    /// All the money, the back office too.
    pub(super) budget: Vec<f64>,
    /// By programme, in the evidence's order.
    pub(super) amounts: Vec<Vec<f64>>,
    /// Rules besides the scenario's own.
    #[serde(default)]
    pub(super) fences: Vec<Fence>,
    /// What is believed of numbers instead of what the evidence says, by address.
    #[serde(default)]
    pub(super) beliefs: BTreeMap<String, Belief>,
    /// What the worst tenth counts in what is best: 0 is the mean of all draws.
    #[serde(default)]
    pub(super) tail: f64,
}

/// A rule about some programmes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fence {
    /// Its name for people.
    pub(super) name: String,
    /// Programmes by id, with globs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) programmes: Vec<String>,
    /// Those of a strand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) strand: Option<String>,
    /// Those with an effect on a threat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) threat: Option<String>,
    /// The least they get, £m.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) min: Option<f64>,
    /// The most they get, £m.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) max: Option<f64>,
}

/// What is believed of a number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Belief {
    /// This value.
    Instead(f64),
    /// So many times what the evidence says.
    Times(f64),
    /// This quantile of what the evidence says.
    At(f64),
}

/// The level of the tail where a scenario does not say another: the worst tenth.
const LEVEL: f64 = 0.9;

impl Candidate {
    /// A scenario as it comes to an allocation.
    pub(super) fn of(scenario: &Scenario, allocation: &Allocation) -> Self {
        let programmes = scenario.evidence().programmes().len();
        let years = (0..scenario.years()).map(|year| scenario.in_year(year).budget().total.millions());
        Self {
            scenario: scenario.id().to_owned(),
            name: scenario.name().to_owned(),
            budget: years.collect(),
            amounts: allocation.years(programmes).map(|year| year.millions().to_vec()).collect(),
            fences: Vec::new(),
            beliefs: BTreeMap::new(),
            tail: tail(scenario),
        }
    }

    /// The same with other money.
    pub(super) fn with(&self, allocation: &Allocation) -> Self {
        let programmes = self.amounts.first().map_or(0, Vec::len);
        let amounts = allocation.years(programmes).map(|year| year.millions().to_vec()).collect();
        Self { amounts, ..self.clone() }
    }

    /// Nothing, where it has money for every year and programme of a scenario, and for no other.
    ///
    /// # Errors
    /// It has not.
    pub(super) fn fits(&self, base: &Scenario) -> Result<(), Refused> {
        let (years, programmes) = (base.years(), base.evidence().programmes().len());
        let are_years = self.budget.len() == years && self.amounts.len() == years;
        let is_all = are_years && self.amounts.iter().all(|year| year.len() == programmes);
        is_all.then_some(()).ok_or_else(|| Refused::new("these amounts are of other programmes or years"))
    }

    /// Its money.
    pub(super) fn allocation(&self) -> Allocation {
        Allocation::from_millions(self.amounts.concat())
    }

    /// Money of a year that nobody gets, £m.
    pub(super) fn unspent(&self, base: &Scenario, year: usize) -> f64 {
        let total = self.budget.get(year).copied().unwrap_or_default();
        let back_office = base.in_year(year).budget().back_office.millions();
        let spent: f64 = self.amounts.get(year).map(|amounts| amounts.iter().sum()).unwrap_or_default();
        let left = total - back_office - spent;
        if left > SAME_MILLIONS { left } else { 0.0 }
    }

    /// What a scenario has beyond another that it is laid on: rules by other names, and what is assumed besides.
    pub(super) fn besides(mut self, own: &Scenario, base: &Scenario) -> Self {
        let is_new = |name: &str| base.spec().limits.iter().all(|limit| limit.name != name);
        let own_limits = own.spec().limits.iter().filter(|limit| is_new(&limit.name));
        self.fences = own_limits
            .map(|limit| Fence {
                name: limit.name.clone(),
                programmes: limit.programmes.iter().map(|pattern| pattern.as_str().to_owned()).collect(),
                strand: limit.strand.as_ref().map(ToString::to_string),
                threat: limit.threat.as_ref().map(ToString::to_string),
                min: limit.min.map(Money::millions),
                max: limit.max.map(Money::millions),
            })
            .collect();
        let before = base.evidence().what_ifs();
        let beliefs = own.evidence().what_ifs().iter().filter(|what_if| !before.contains(what_if));
        self.beliefs =
            beliefs.filter_map(|what_if| Some((what_if.of.as_str().to_owned(), belief(what_if)?))).collect();
        Self { scenario: base.id().to_owned(), ..self }
    }

    /// The file that it is, laid on the file of its scenario beside it.
    ///
    /// # Errors
    /// A figure that no file can state.
    pub(super) fn toml(&self, base: &Scenario, base_file: &str) -> Result<String, toml::ser::Error> {
        let evidence = base.evidence();
        let ids = evidence.programmes().iter().map(|programme| programme.id.to_string()).enumerate();
        let amounts = ids.map(|(i, id)| {
            let years: Vec<f64> =
                self.amounts.iter().map(|year| year.get(i).copied().unwrap_or_default()).collect();
            (id, ByYear::of(years))
        });
        let free = evidence.strands().iter().map(|strand| (strand.to_string(), "free"));
        let said = format!("A split tried out on “{}”.", base.name());
        let file = File {
            scenario: Head { name: &self.name, description: said, base: base_file },
            budget: Budget { total: ByYear::of(self.budget.clone()) },
            split: free.collect(),
            allocate: Allocate { within: "fixed", amounts: amounts.collect() },
            objective: (self.tail.total_cmp(&tail(base)).is_ne())
                .then(|| Objective { risk: self.risk(base) }),
            assume: self
                .beliefs
                .iter()
                .map(|(address, belief)| (address.as_str(), Assumed::of(*belief)))
                .collect(),
            limit: &self.fences,
        };
        toml::to_string(&file)
    }

    fn risk(&self, base: &Scenario) -> RiskEntry {
        if self.tail <= 0.0 {
            return RiskEntry::Mean("mean");
        }
        let level = match base.objective().risk {
            Risk::Cvar { level, .. } => level.get(),
            Risk::Mean => LEVEL,
        };
        RiskEntry::Tail { cvar: Cvar { level, weight: self.tail.min(1.0) } }
    }
}

/// What the tail counts in a scenario's objective.
fn tail(scenario: &Scenario) -> f64 {
    match scenario.objective().risk {
        Risk::Cvar { weight, .. } => weight.get(),
        Risk::Mean => 0.0,
    }
}

/// A what-if as a belief; `None` of one that is a distribution.
fn belief(what_if: &WhatIf) -> Option<Belief> {
    match &what_if.taken {
        Taken::Instead(instead) => instead.certain().map(Belief::Instead),
        Taken::Times(times) => Some(Belief::Times(*times)),
        Taken::At(at) => Some(Belief::At(*at)),
    }
}

/// The file, table by table.
#[derive(Serialize)]
struct File<'a> {
    scenario: Head<'a>,
    budget: Budget,
    split: BTreeMap<String, &'static str>,
    allocate: Allocate,
    #[serde(skip_serializing_if = "Option::is_none")]
    objective: Option<Objective>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    assume: BTreeMap<&'a str, Assumed>,
    #[serde(skip_serializing_if = "is_empty")]
    limit: &'a [Fence],
}

fn is_empty(fences: &&[Fence]) -> bool {
    fences.is_empty()
}

#[derive(Serialize)]
struct Head<'a> {
    name: &'a str,
    description: String,
    base: &'a str,
}

#[derive(Serialize)]
struct Budget {
    total: ByYear,
}

#[derive(Serialize)]
struct Allocate {
    within: &'static str,
    amounts: BTreeMap<String, ByYear>,
}

#[derive(Serialize)]
struct Objective {
    risk: RiskEntry,
}

#[derive(Serialize)]
#[serde(untagged)]
enum RiskEntry {
    Mean(&'static str),
    Tail { cvar: Cvar },
}

#[derive(Serialize)]
struct Cvar {
    level: f64,
    weight: f64,
}

/// The same in every year, or year by year.
#[derive(Serialize)]
#[serde(untagged)]
enum ByYear {
    Every(f64),
    Each(Vec<f64>),
}

impl ByYear {
    fn of(years: Vec<f64>) -> Self {
        let is_same = years.windows(2).all(|pair| pair[0].total_cmp(&pair[1]).is_eq());
        match years.first() {
            Some(&first) if is_same => Self::Every(first),
            _ => Self::Each(years),
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Assumed {
    Instead(f64),
    Times { times: f64 },
    At { at: f64 },
}

impl Assumed {
    fn of(belief: Belief) -> Self {
        match belief {
            Belief::Instead(value) => Self::Instead(value),
            Belief::Times(times) => Self::Times { times },
            Belief::At(at) => Self::At { at },
        }
    }
}
