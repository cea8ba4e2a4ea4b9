//! What a file says year by year: one for each year of its plan.

use crate::input::construct::Gather;
use crate::input::decode::Field;
use crate::input::raw::by_year::ByYear;
use crate::input::raw::by_year::Growing;
use crate::input::raw::by_year::YearlyMoney;
use crate::input::raw::number::Amount;
use crate::model::Horizon;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;
use crate::text::typed;
use crate::units::Money;

/// The largest growth a year: twice the money of the year before.
const MOST_GROWTH: f64 = 1.0;

/// The years that lists have elements for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Years<'a> {
    /// None: it is one settled year.
    Settled,
    /// Those of a plan that does not say which, or says it wrongly.
    Unknown,
    /// Those of a plan.
    Of(&'a Horizon),
}

impl Years<'_> {
    /// How many years something is said of.
    pub(super) fn count(self) -> usize {
        match self {
            Self::Settled | Self::Unknown => 1,
            Self::Of(horizon) => horizon.years,
        }
    }

    /// What an entry says, with its place: of every year, or of each of them, nothing where it is wrong.
    pub(super) fn each<'l, T>(
        self,
        gather: &mut Gather,
        entry: &'l ByYear<T>,
        place: &Place,
    ) -> Vec<(Option<&'l T>, Place)> {
        match entry {
            ByYear::Every(one) => vec![(Some(one), place.clone())],
            ByYear::Each(list) => self.listed(gather, list, place),
        }
    }

    /// What was built from what an entry says, for each year.
    pub(super) fn spread<T: Clone>(self, mut built: Vec<T>) -> Vec<T> {
        if let Some(last) = built.last().cloned() {
            built.resize(self.count(), last);
        }
        built
    }

    /// Money in each year; nothing where it is wrong.
    pub(super) fn money(self, gather: &mut Gather, entry: &YearlyMoney, place: &Place) -> Vec<Option<Money>> {
        let built = match entry {
            YearlyMoney::Every(amount) => vec![Some(amount.0)],
            YearlyMoney::Each(list) => {
                let listed = self.listed(gather, list, place);
                listed.into_iter().map(|(amount, _)| amount.map(|amount| amount.0)).collect()
            }
            YearlyMoney::Growing(growing) => self.growing(gather, growing, place),
        };
        self.spread(built)
    }

    /// The elements of a list, as many as there are years.
    fn listed<'l, T>(
        self,
        gather: &mut Gather,
        list: &'l [Field<T>],
        place: &Place,
    ) -> Vec<(Option<&'l T>, Place)> {
        self.without_years(gather, "a list by year", place);
        if let Self::Of(horizon) = self
            && list.len() != horizon.years
        {
            let (first, end) = (horizon.first_year, horizon.named(horizon.years.saturating_sub(1)));
            let count = text::plural(horizon.years, "year", "years");
            let found = format!("a list of {} for a plan of {count}", list.len());
            let allowed = if horizon.years == 1 {
                format!("one element, for {first}")
            } else {
                format!("{} elements, one for each year from {first} to {end}", horizon.years)
            };
            let problem = Problem::value(place.clone(), found).allowed(allowed);
            gather.push(problem.or(Place::root().key("horizon").key("years")));
            gather.keep::<()>(Lack::Any, None);
        }
        let element = |year: usize| (list.get(year).and_then(Field::given), place.item(year));
        (0..self.count()).map(element).collect()
    }

    /// An amount that grows from year to year.
    fn growing(self, gather: &mut Gather, growing: &Growing, place: &Place) -> Vec<Option<Money>> {
        self.without_years(gather, "growth from year to year", place);
        let start = gather.required(&growing.start, place, "start").copied();
        let growth = gather.required(&growing.growth, place, "growth").copied();
        let here = place.key("growth");
        if let Some(wrong) = growth.filter(|growth| !(*growth > -1.0 && *growth <= MOST_GROWTH)) {
            let found = format!("a growth of {}", typed(wrong));
            let allowed = "a rate a year above -1 and up to 1, such as `0.02` for 2%";
            gather.push(Problem::value(here, found).allowed(allowed));
            return vec![start.map(|start| start.0)];
        }
        let (Some(start), Some(growth)) = (start, growth) else {
            return vec![start.map(|start| start.0)];
        };
        let mut built = vec![Some(start.0)];
        let mut millions = start.0.millions();
        for year in 1..self.count() {
            // Multiplied year by year, which is the same to the last bit on every machine.
            millions *= 1.0 + growth;
            let money = Money::from_millions(millions).map_err(|error| error.to_string());
            match money.and_then(Amount::counted) {
                Ok(amount) => built.push(Some(amount.0)),
                Err(wrong) => {
                    let name = if let Self::Of(horizon) = self { horizon.named(year) } else { 0 };
                    let problem = Problem::value(here, format!("in {name}: {wrong}"));
                    gather.push(problem.allowed("a growth that stays within amounts of money"));
                    break;
                }
            }
        }
        built
    }

    /// That something is said year by year where there are no years.
    fn without_years(self, gather: &mut Gather, what: &str, place: &Place) {
        if matches!(self, Self::Settled) && gather.has_all(Lack::Horizon) {
            let found = format!("{what}, and no `[horizon]` says which years");
            let allowed = "one value for a settled year, or a `[horizon]` with `first_year` and `years`";
            gather.push(Problem::value(place.clone(), found).allowed(allowed).lacking(Lack::Horizon));
        }
        if !matches!(self, Self::Of(_)) {
            gather.keep::<()>(Lack::Any, None);
        }
    }
}
