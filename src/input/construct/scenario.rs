//! Scenario files.

use crate::id::Id;
use crate::input::construct::Gather;
use crate::input::construct::gather::money;
use crate::input::construct::horizon::horizon;
use crate::input::construct::horizon::years as years_of;
use crate::input::construct::scenario_limit::limit;
use crate::input::construct::split::rests_on_today;
use crate::input::construct::split::strands;
use crate::input::construct::years::Years;
use crate::input::decode::Field;
use crate::input::raw::by_year::ByYear;
use crate::input::raw::by_year::TotalEntry;
use crate::input::raw::entry::AmountEntry;
use crate::input::raw::scenario as raw;
use crate::input::raw::scenario_file::ScenarioFile;
use crate::input::raw::split::Split;
use crate::model::Budget;
use crate::model::Gap;
use crate::model::Measure;
use crate::model::Objective;
use crate::model::Patience;
use crate::model::Portion;
use crate::model::PriceBase;
use crate::model::Risk;
use crate::model::Sampler;
use crate::model::ScenarioSpec;
use crate::model::Simulation;
use crate::model::Within;
use crate::model::YearSpec;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text::typed;
use crate::units::Draws;
use crate::units::Money;
use crate::units::Seed;
use crate::units::Share;
use std::collections::BTreeMap;

/// What a scenario file says, with stand-ins where problems have been gathered.
pub(crate) fn scenario(gather: &mut Gather, file: &ScenarioFile, id: &str) -> ScenarioSpec {
    let root = Place::root();
    let mut spec = ScenarioSpec { id: id.to_owned(), ..ScenarioSpec::default() };
    if let Some(head) = gather.required(&file.scenario, &root, "scenario") {
        spec.name = gather.text(&head.name, &root.key("scenario"), "name");
        spec.description = head.description.given().cloned();
    }
    spec.horizon = file.horizon.given().map(|stated| horizon(gather, stated, &root.key("horizon")));
    let horizon = spec.horizon.clone();
    let years = years_of(gather, &file.horizon, horizon.as_ref());
    let budgets = budgets(gather, file, years, &root, &mut spec);
    let split = split(gather, file, years, &root.key("split"), &mut spec);
    let mut amounts = vec![BTreeMap::new(); years.count()];
    if let Some(stated) = file.allocate.given() {
        spec.within = match stated.within.given() {
            None | Some(raw::Within::Best) => Within::Best,
            Some(raw::Within::ProRata) => Within::ProRata,
            Some(raw::Within::Fixed) => Within::Fixed,
        };
        pin(gather, stated, years, &root.key("allocate").key("amounts"), &mut amounts);
    }
    let said = budgets.into_iter().zip(split).zip(amounts);
    let said = said.map(|((budget, split), amounts)| YearSpec { budget, split, amounts }).collect();
    lay_years(said, &mut spec);
    let limits = file.limit.items();
    spec.limits =
        limits.filter_map(|(i, stated)| limit(gather, stated, years, &root.key("limit").item(i))).collect();
    spec.objective = objective(gather, file, &root.key("objective"));
    spec.simulation = simulation(gather, file, &root.key("simulation"));
    spec.patience = patience(gather, file, &root.key("solver"));
    spec
}

/// The first year as the scenario's own, and later ones where they are not all like it.
fn lay_years(mut said: Vec<YearSpec>, spec: &mut ScenarioSpec) {
    if said.is_empty() {
        return;
    }
    let first = said.remove(0);
    if said.iter().any(|later| *later != first) {
        spec.later_years = said;
    }
    (spec.budget, spec.split, spec.amounts) = (first.budget, first.split, first.amounts);
}

/// The money of each year.
fn budgets(
    gather: &mut Gather,
    file: &ScenarioFile,
    years: Years,
    root: &Place,
    spec: &mut ScenarioSpec,
) -> Vec<Budget> {
    let place = root.key("budget");
    let is_todays_split = file.split.is_absent() || file.split.given().is_some_and(rests_on_today);
    let budget = file.budget.given();
    let total = budget.map_or(&Field::Absent, |budget| &budget.total);
    let is_unsaid = total.is_absent() && !file.budget.is_struck();
    spec.prices = budget
        .and_then(|budget| budget.prices.given())
        .and_then(|year| gather.checked(year.parse(), place.key("prices"), PriceBase::ALLOWED));
    spec.total_is_todays = matches!(total.given(), Some(TotalEntry::Today)) || (is_unsaid && is_todays_split);
    if is_unsaid && !is_todays_split && gather.has_all(Lack::Any) {
        let missing = if budget.is_none() {
            Problem::missing(root, "budget")
        } else {
            Problem::missing(&place, "total")
        };
        gather.push(missing.allowed("money such as `\"£2.9bn\"`, or `\"today\"` for what is spent today"));
    }
    let totals = match total.given() {
        Some(TotalEntry::Of(money)) => years.money(gather, money, &place.key("total")),
        _ => years.spread(vec![None]),
    };
    spec.over_plan = budget.and_then(|budget| money(&budget.over_plan));
    let back_office = budget.and_then(|budget| budget.back_office.given());
    let back_office = match back_office {
        Some(money) => years.money(gather, money, &place.key("back_office")),
        None => years.spread(vec![None]),
    };
    // A billion stands in for a total that is wrong, or not yet known.
    let unknown = Money::from_millions(1000.0).unwrap_or_default();
    let pairs = totals.into_iter().zip(back_office);
    let budget = |(total, office): (Option<Money>, Option<Money>)| Budget {
        total: total.unwrap_or(unknown),
        back_office: office.unwrap_or_default(),
    };
    pairs.map(budget).collect()
}

/// What strands get in each year.
fn split(
    gather: &mut Gather,
    file: &ScenarioFile,
    years: Years,
    place: &Place,
    spec: &mut ScenarioSpec,
) -> Vec<BTreeMap<Id, Portion>> {
    let is_unsaid = file.split.is_absent() && spec.total_is_todays && !says_total(file);
    if is_unsaid || matches!(file.split.given(), Some(Split::Today)) {
        spec.others = Portion::Today;
    }
    let Some(Split::Strands(stated)) = file.split.given() else {
        return vec![BTreeMap::new(); years.count()];
    };
    let (split, others) = strands(gather, stated, years, place);
    spec.others = others;
    split
}

fn says_total(file: &ScenarioFile) -> bool {
    file.budget.given().is_some_and(|budget| !budget.total.is_absent())
}

/// Amounts of single programmes, by year.
fn pin(
    gather: &mut Gather,
    stated: &raw::Allocate,
    years: Years,
    place: &Place,
    amounts: &mut [BTreeMap<Id, Money>],
) {
    let mut is_complete = true;
    for (programme, entry) in stated.amounts.given().into_iter().flatten() {
        let here = place.key(programme);
        let Some(id) = gather.id_key(programme, here.clone()) else { continue };
        is_complete &= !entry.is_struck();
        let Some(entry) = entry.given() else { continue };
        if let ByYear::Each(list) = entry {
            is_complete &= list.iter().all(|element| !element.is_struck());
        }
        let each = years.each(gather, entry, &here).into_iter().map(|(entry, _)| entry.copied()).collect();
        for (year, entry) in amounts.iter_mut().zip(years.spread(each)) {
            if let Some(AmountEntry::Fixed(amount)) = entry {
                year.insert(id.clone(), amount.0);
            }
        }
    }
    gather.keep(Lack::Any, is_complete.then_some(()));
}

fn objective(gather: &mut Gather, file: &ScenarioFile, place: &Place) -> Objective {
    let Some(stated) = file.objective.given() else { return Objective::default() };
    let measure = match stated.measure.given().map(String::as_str) {
        None | Some(Measure::HARM) => Measure::Harm,
        Some(count) => gather.id(count, place.key("measure")).map_or(Measure::Harm, Measure::Count),
    };
    let risk = match stated.risk.given() {
        None | Some(raw::Risk::Mean) => Risk::Mean,
        Some(raw::Risk::Cvar(cvar)) => {
            let place = place.key("risk").key("cvar");
            let level = gather.required(&cvar.level, &place, "level").copied();
            let weight = gather.required(&cvar.weight, &place, "weight").copied();
            if level.is_some_and(|level| !(0.0..1.0).contains(&level)) {
                let found = format!("a level of {}", typed(level.unwrap_or_default()));
                gather.push(Problem::value(place.key("level"), found).allowed("from 0 up to (but not) 1"));
            }
            let level = level.and_then(|level| Share::new(level).ok()).unwrap_or(Share::NONE);
            let weight = weight.and_then(|weight| gather.share_of(weight, place.key("weight")));
            Risk::Cvar { level, weight: weight.unwrap_or(Share::ALL) }
        }
    };
    Objective { measure, risk }
}

fn patience(gather: &mut Gather, file: &ScenarioFile, place: &Place) -> Patience {
    let Some(stated) = file.solver.given() else { return Patience::default() };
    let time_limit = stated.time_limit.given().and_then(|seconds| {
        let limit = Patience::seconds(*seconds).ok_or_else(|| format!("{} seconds", typed(*seconds)));
        gather.checked(limit, place.key("time_limit"), Patience::SECONDS)
    });
    let gap = stated.gap.given().and_then(|gap| {
        let part = Gap::new(*gap).ok_or_else(|| format!("a gap of {}", typed(*gap)));
        gather.checked(part, place.key("gap"), Gap::ALLOWED)
    });
    Patience { gap, time_limit }
}

fn simulation(gather: &mut Gather, file: &ScenarioFile, place: &Place) -> Simulation {
    let Some(stated) = file.simulation.given() else { return Simulation::default() };
    let draws = stated.draws.given().and_then(|count| {
        let allowed = format!("a whole number from {} to {}", Draws::FEWEST, Draws::MOST);
        let found = format!("{count} draw{} cannot be simulated", if *count == 1 { "" } else { "s" });
        let count = usize::try_from(*count).unwrap_or(usize::MAX);
        gather.checked(Draws::new(count).map_err(|_| found), place.key("draws"), &allowed)
    });
    let sampler = match stated.sampler.given() {
        None | Some(raw::Sampler::Random) => Sampler::Random,
        Some(raw::Sampler::LatinHypercube) => Sampler::LatinHypercube,
    };
    let seed = stated.seed.given().copied().map(Seed).unwrap_or_default();
    Simulation { draws: draws.unwrap_or_default(), seed, sampler }
}
