//! Scenario files.

use crate::id::Id;
use crate::input::construct::Gather;
use crate::input::construct::gather::money;
use crate::input::construct::portion as build;
use crate::input::construct::scenario_limit::limit;
use crate::input::decode::Field;
use crate::input::raw::entry::AmountEntry;
use crate::input::raw::entry::Discount as RawDiscount;
use crate::input::raw::entry::OTHERS;
use crate::input::raw::entry::Part;
use crate::input::raw::entry::PartRange;
use crate::input::raw::entry::Split;
use crate::input::raw::entry::SplitEntry;
use crate::input::raw::entry::TotalEntry;
use crate::input::raw::scenario as raw;
use crate::input::raw::scenario_file::ScenarioFile;
use crate::model::Discount;
use crate::model::Gap;
use crate::model::Horizon;
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
    budget(gather, file, &root, &mut spec);
    split(gather, file, &root.key("split"), &mut spec);
    if let Some(stated) = file.allocate.given() {
        spec.within = match stated.within.given() {
            None | Some(raw::Within::Best) => Within::Best,
            Some(raw::Within::ProRata) => Within::ProRata,
            Some(raw::Within::Fixed) => Within::Fixed,
        };
        spec.amounts = amounts(gather, stated, &root.key("allocate").key("amounts"));
        let entries = stated.amounts.given().into_iter().flatten();
        let is_complete = entries.map(|(_, entry)| entry).all(|entry| !entry.is_struck());
        gather.keep(Lack::Any, is_complete.then_some(()));
    }
    let limits = file.limit.items();
    spec.limits =
        limits.filter_map(|(i, stated)| limit(gather, stated, &root.key("limit").item(i))).collect();
    spec.objective = objective(gather, file, &root.key("objective"));
    spec.horizon = file.horizon.given().map(|stated| horizon(gather, stated, &root.key("horizon")));
    spec.simulation = simulation(gather, file, &root.key("simulation"));
    spec.patience = patience(gather, file, &root.key("solver"));
    spec
}

fn budget(gather: &mut Gather, file: &ScenarioFile, root: &Place, spec: &mut ScenarioSpec) {
    let is_todays_split = file.split.is_absent() || file.split.given().is_some_and(rests_on_today);
    let budget = file.budget.given();
    let total = budget.map_or(&Field::Absent, |budget| &budget.total);
    let is_unsaid = total.is_absent() && !file.budget.is_struck();
    spec.budget.back_office = budget.and_then(|budget| money(&budget.back_office)).unwrap_or_default();
    spec.prices = budget
        .and_then(|budget| budget.prices.given())
        .and_then(|year| gather.checked(year.parse(), root.key("budget").key("prices"), PriceBase::ALLOWED));
    spec.total_is_todays = matches!(total.given(), Some(TotalEntry::Today)) || (is_unsaid && is_todays_split);
    if is_unsaid && !is_todays_split && gather.has_all(Lack::Any) {
        let missing = if budget.is_none() {
            Problem::missing(root, "budget")
        } else {
            Problem::missing(&root.key("budget"), "total")
        };
        gather.push(missing.allowed("money such as `\"£2.9bn\"`, or `\"today\"` for what is spent today"));
    }
    spec.budget.total = match total.given() {
        Some(TotalEntry::Of(amount)) => amount.0,
        // A billion stands in for a total that is wrong, or not yet known.
        _ => Money::from_millions(1000.0).unwrap_or_default(),
    };
}

fn split(gather: &mut Gather, file: &ScenarioFile, place: &Place, spec: &mut ScenarioSpec) {
    let is_unsaid = file.split.is_absent() && spec.total_is_todays && !says_total(file);
    if is_unsaid || matches!(file.split.given(), Some(Split::Today)) {
        spec.others = Portion::Today;
    }
    let Some(Split::Strands(strands)) = file.split.given() else { return };
    for (strand, entry) in strands {
        let here = place.key(strand);
        // An entry that is wrong leaves its strand free, so that no sum is blamed besides.
        let portion = match entry.given() {
            None | Some(SplitEntry::Free) => Portion::Free,
            Some(SplitEntry::Today) => Portion::Today,
            Some(SplitEntry::Fixed(part)) => build::exactly(gather, *part, here.clone()).unwrap_or_default(),
            Some(SplitEntry::Range(range)) => between(gather, range, &here),
        };
        if strand == OTHERS {
            spec.others = portion;
        } else if let Some(id) = gather.id_key(strand, here) {
            spec.split.insert(id, portion);
        }
    }
}

/// Whether a split is today's, but for strands of which a table on top of it says otherwise.
fn rests_on_today(split: &Split) -> bool {
    match split {
        Split::Today => true,
        Split::Strands(strands) => {
            matches!(strands.get(OTHERS).and_then(Field::given), Some(SplitEntry::Today))
        }
    }
}

fn says_total(file: &ScenarioFile) -> bool {
    file.budget.given().is_some_and(|budget| !budget.total.is_absent())
}

fn between(gather: &mut Gather, range: &PartRange, place: &Place) -> Portion {
    if range.min.is_absent() && range.max.is_absent() {
        let nothing = Problem::value(place.clone(), "a range of nothing").allowed("`min`, `max` or both");
        gather.push(nothing.lacking(Lack::Key));
    }
    let end = |field: &Field<Part>, key: &str| field.given().map(|part| (*part, place.key(key)));
    build::between(gather, end(&range.min, "min"), end(&range.max, "max"), place).unwrap_or_default()
}

fn amounts(gather: &mut Gather, stated: &raw::Allocate, place: &Place) -> BTreeMap<Id, Money> {
    let mut amounts = BTreeMap::new();
    for (programme, entry) in stated.amounts.given().into_iter().flatten() {
        let Some(id) = gather.id_key(programme, place.key(programme)) else { continue };
        if let Some(AmountEntry::Fixed(amount)) = entry.given() {
            amounts.insert(id, amount.0);
        }
    }
    amounts
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

fn horizon(gather: &mut Gather, stated: &raw::Horizon, place: &Place) -> Horizon {
    let first_year = gather.required(&stated.first_year, place, "first_year").copied();
    let year =
        first_year.and_then(|year| i32::try_from(year).ok().filter(|year| (1900..=2200).contains(year)));
    if let (Some(found), None) = (first_year, year) {
        gather.push(Problem::value(place.key("first_year"), found).allowed("a year from 1900 to 2200"));
    }
    let years = gather.required(&stated.years, place, "years").copied().unwrap_or(1);
    let discount = match stated.discount.given() {
        None | Some(RawDiscount::GreenBook) => Discount::GreenBook,
        Some(RawDiscount::Rate(rate)) => {
            if !(0.0..=1.0).contains(rate) {
                gather.push(
                    Problem::value(place.key("discount"), typed(*rate)).allowed("a rate from 0 to 1 a year"),
                );
            }
            Discount::Rate(*rate)
        }
    };
    Horizon {
        first_year: year.unwrap_or(2000),
        years: usize::try_from(years).unwrap_or(usize::MAX),
        discount,
        max_yearly_change: stated.max_yearly_change.given().copied(),
        tail: false,
    }
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
