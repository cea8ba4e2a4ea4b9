//! Uncertain numbers.

use crate::distribution::DistError;
use crate::distribution::Distribution;
use crate::input::construct::Gather;
use crate::input::construct::distribution;
use crate::input::decode::Field;
use crate::input::raw::distribution as raw;
use crate::input::raw::number::Quantity;
use crate::input::raw::number::Uncertain;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;

/// What a distribution came to: made, wrong in itself, or short of a key that is on record already.
type Made = Option<Result<Distribution, DistError>>;

/// The distribution of an uncertain number; `None` where it is on record as wrong.
pub(crate) fn number<N: Quantity>(
    gather: &mut Gather,
    uncertain: &Uncertain<N>,
    place: &Place,
) -> Option<Distribution> {
    match uncertain {
        Uncertain::Known(value) => match Distribution::constant(value.get()) {
            Ok(certain) => Some(certain),
            Err(error) => {
                gather.push(distribution::problem(error, place));
                None
            }
        },
        Uncertain::Spread(spread) => Spread { gather, place: place.key(name(spread)) }.read(spread),
    }
}

/// The distribution of an uncertain number that must be there.
pub(crate) fn required<N: Quantity>(
    gather: &mut Gather,
    field: &Field<Uncertain<N>>,
    place: &Place,
    key: &str,
) -> Option<Distribution> {
    let uncertain = gather.required(field, place, key)?;
    number(gather, uncertain, &place.key(key))
}

/// The distribution of an uncertain number that may be there.
pub(crate) fn optional<N: Quantity>(
    gather: &mut Gather,
    field: &Field<Uncertain<N>>,
    place: &Place,
    key: &str,
) -> Option<Distribution> {
    number(gather, field.given()?, &place.key(key))
}

fn name<N>(spread: &raw::Distribution<N>) -> &'static str {
    match spread {
        raw::Distribution::Uniform(_) => "uniform",
        raw::Distribution::Triangular(_) => "triangular",
        raw::Distribution::Pert(_) => "pert",
        raw::Distribution::Normal(_) => "normal",
        raw::Distribution::Lognormal(_) => "lognormal",
        raw::Distribution::Beta(_) => "beta",
        raw::Distribution::Gamma(_) => "gamma",
        raw::Distribution::Discrete(_) => "discrete",
    }
}

/// A distribution being read.
struct Spread<'g> {
    gather: &'g mut Gather,
    place: Place,
}

impl Spread<'_> {
    fn read<N: Quantity>(mut self, spread: &raw::Distribution<N>) -> Option<Distribution> {
        use raw::Distribution as R;
        let (made, min, max) = match spread {
            R::Uniform(at) => {
                (self.two(&at.low, &at.high, ["low", "high"], Distribution::uniform), &at.min, &at.max)
            }
            R::Triangular(at) => (self.three(at, Distribution::triangular), &at.min, &at.max),
            R::Pert(at) => (self.three(at, Distribution::pert), &at.min, &at.max),
            R::Normal(at) => (self.normal(at), &at.min, &at.max),
            R::Lognormal(at) => (self.lognormal(at), &at.min, &at.max),
            R::Beta(at) => {
                (self.two(&at.alpha, &at.beta, ["alpha", "beta"], Distribution::beta), &at.min, &at.max)
            }
            R::Gamma(at) => {
                (self.two(&at.mean, &at.sd, ["mean", "sd"], Distribution::gamma), &at.min, &at.max)
            }
            R::Discrete(at) => (self.discrete(at), &at.min, &at.max),
        };
        let made = self.refused(made?)?;
        let (min, max) = (min.given().map(|min| min.get()), max.given().map(|max| max.get()));
        let whole = if min.is_none() && max.is_none() { Ok(made) } else { made.truncated(min, max) };
        self.refused(whole)
    }

    fn refused(&mut self, made: Result<Distribution, DistError>) -> Option<Distribution> {
        match made {
            Ok(made) => Some(made),
            Err(error) => {
                self.gather.push(distribution::problem(error, &self.place));
                None
            }
        }
    }

    fn two<A: Quantity, B: Quantity>(
        &mut self,
        a: &Field<A>,
        b: &Field<B>,
        keys: [&str; 2],
        make: impl Fn(f64, f64) -> Result<Distribution, DistError>,
    ) -> Made {
        let place = self.place.clone();
        let (a, b) = (self.gather.required(a, &place, keys[0]), self.gather.required(b, &place, keys[1]));
        Some(make(a?.get(), b?.get()))
    }

    fn three<N: Quantity>(
        &mut self,
        at: &raw::Peak<N>,
        make: impl Fn(f64, f64, f64) -> Result<Distribution, DistError>,
    ) -> Made {
        let place = self.place.clone();
        let low = self.gather.required(&at.low, &place, "low");
        let mode = self.gather.required(&at.mode, &place, "mode");
        let high = self.gather.required(&at.high, &place, "high");
        Some(make(low?.get(), mode?.get(), high?.get()))
    }

    fn normal<N: Quantity>(&mut self, at: &raw::Normal<N>) -> Made {
        let by_moments = !at.mean.is_absent() || !at.sd.is_absent();
        let by_interval = !at.low.is_absent() || !at.high.is_absent();
        match (by_moments, by_interval) {
            (true, false) => self.two(&at.mean, &at.sd, ["mean", "sd"], Distribution::normal),
            (false, true) => self.two(&at.low, &at.high, ["low", "high"], Distribution::normal_interval),
            (is_any, _) => {
                self.either(is_any, "`mean` and `sd`, or `low` and `high` (its 5% and 95% points)")
            }
        }
    }

    fn lognormal<N: Quantity>(&mut self, at: &raw::Lognormal<N>) -> Made {
        let by_median = !at.median.is_absent() || !at.sigma.is_absent();
        let by_interval = !at.low.is_absent() || !at.high.is_absent();
        match (by_median, by_interval) {
            (true, false) => self.two(&at.median, &at.sigma, ["median", "sigma"], Distribution::lognormal),
            (false, true) => self.two(&at.low, &at.high, ["low", "high"], Distribution::lognormal_interval),
            (is_any, _) => {
                self.either(is_any, "`low` and `high` (its 5% and 95% points), or `median` and `sigma`")
            }
        }
    }

    fn either(&mut self, is_any: bool, allowed: &str) -> Made {
        let found = if is_any { "both pairs of parameters together" } else { "no parameters" };
        let problem = Problem::value(self.place.clone(), found).allowed(format!("one pair: {allowed}"));
        self.gather.push(if is_any { problem } else { problem.lacking(Lack::Key) });
        None
    }

    fn discrete<N: Quantity>(&mut self, at: &raw::Discrete<N>) -> Made {
        let place = self.place.clone();
        let values = self.gather.required(&at.values, &place, "values").is_some();
        let weights = self.gather.required(&at.weights, &place, "weights").is_some();
        if !values || !weights || at.values.is_spoiled() || at.weights.is_spoiled() {
            return None;
        }
        let values = at.values.items().map(|(_, value)| value.get()).collect();
        let weights = at.weights.items().map(|(_, weight)| *weight).collect();
        Some(Distribution::discrete(values, weights))
    }
}
