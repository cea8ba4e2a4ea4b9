//! What a plan cannot keep to: each of its years, and changes from one to the next.

use crate::model::Horizon;
use crate::model::Scenario;
use crate::model::checks::by_year;
use crate::model::checks::contradictions::Spans;
use crate::model::checks::contradictions::of_year;
use crate::model::only_allocation;
use crate::model::room;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;
use crate::units::Money;

/// What cannot all be kept, if single sums tell; an allocation may be impossible although they do not.
#[must_use]
pub fn contradictions(scenario: &Scenario) -> Vec<Problem> {
    let Some(horizon) = scenario.horizon() else { return of_year(scenario) };
    let years: Vec<&Scenario> = (0..horizon.years).map(|year| scenario.in_year(year)).collect();
    let found = years.iter().map(|year| of_year(year)).collect();
    let mut problems = by_year::gathered(&scenario.spec, horizon, found);
    if problems.is_empty() {
        problems = changes(scenario, horizon, &years);
    }
    problems
}

/// Money that must change faster than it may.
fn changes(scenario: &Scenario, horizon: &Horizon, years: &[&Scenario]) -> Vec<Problem> {
    let only: Vec<_> = years.iter().map(|year| only_allocation(year)).collect();
    let spans: Vec<Spans> =
        years.iter().zip(&only).map(|(year, only)| Spans::of(year, only.as_ref())).collect();
    let evidence = scenario.evidence();
    let mut problems = Vec::new();
    for strand in evidence.strands() {
        let money: Vec<(f64, f64)> = spans.iter().map(|spans| spans.of_strand(strand)).collect();
        let may = vec![horizon.max_yearly_change; years.len()];
        let today = room::today(strand, evidence).millions();
        if let Some(fast) = too_fast(today, &money, &may, &spans) {
            let place = Place::root().key("split").key(strand.as_str());
            let problem =
                fast.said(place, &format!("`{strand}`"), "`max_yearly_change` of the horizon", horizon);
            problems.push(problem.or(Place::root().key("horizon").key("max_yearly_change")));
        }
    }
    for (position, limit) in scenario.limits().iter().enumerate() {
        let may: Vec<Option<f64>> =
            years.iter().map(|year| year.limits().get(position)?.max_yearly_change).collect();
        let money: Vec<(f64, f64)> = spans.iter().map(|spans| spans.of_members(&limit.members)).collect();
        let members = limit.members.iter().filter_map(|&member| evidence.programmes().get(member));
        let today = members.map(|programme| programme.reference).sum::<Money>().millions();
        if let Some(fast) = too_fast(today, &money, &may, &spans) {
            let place = Place::root().key("limit").named(&limit.name).key("max_yearly_change");
            problems.push(fast.said(place, "the money of its programmes", "this", horizon));
        }
    }
    problems.into_iter().map(|problem| problem.lacking(Lack::Any)).collect()
}

/// Money that must change faster than it may, £m.
#[derive(Clone, Copy, Debug, PartialEq)]
struct TooFast {
    /// The year in which it must.
    year: usize,
    /// Whether it must rise, and not fall.
    rises: bool,
    /// What the change allows at the most, or at the least.
    allowed: f64,
    /// What there must be at least, or can be at the most.
    asked: f64,
}

impl TooFast {
    fn said(self, place: Place, whose: &str, what: &str, horizon: &Horizon) -> Problem {
        let name = horizon.named(self.year);
        let (must, than) = if self.rises { ("must be at least", "more") } else { ("can be at most", "less") };
        let (asked, allowed) = (text::money_apart(self.asked), text::money_apart(self.allowed));
        let found =
            format!("in {name}: {whose} {must} {asked}, but {what} lets it be no {than} than {allowed}");
        let help = if self.rises && self.allowed <= 0.0 {
            "no `max_yearly_change` for money that is nothing the year before: no part of nothing is anything"
        } else {
            "smaller steps from year to year, or a larger `max_yearly_change`"
        };
        Problem { year: Some(self.year), ..Problem::value(place, found).allowed(help) }
    }
}

/// The first year that money cannot get to from today's, year by year, between the least and the most that each year
/// allows, where it may change by a part of what it was.
fn too_fast(today: f64, money: &[(f64, f64)], may: &[Option<f64>], spans: &[Spans]) -> Option<TooFast> {
    let same: Vec<f64> = spans.iter().map(|spans| spans.same).collect();
    first_out_of_reach(today, money, may, &same)
}

fn first_out_of_reach(
    today: f64,
    money: &[(f64, f64)],
    may: &[Option<f64>],
    same: &[f64],
) -> Option<TooFast> {
    let (mut lowest, mut highest) = (today, today);
    for (year, ((&(least, most), may), same)) in money.iter().zip(may).zip(same).enumerate() {
        let Some(change) = may else {
            (lowest, highest) = (least, most);
            continue;
        };
        let (down, up) = (lowest * (1.0 - change).max(0.0), highest * (1.0 + change));
        if least > up + same {
            return Some(TooFast { year, rises: true, allowed: up, asked: least });
        }
        if most < down - same {
            return Some(TooFast { year, rises: false, allowed: down, asked: most });
        }
        (lowest, highest) = (down.max(least), up.min(most));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fast(today: f64, money: &[(f64, f64)], change: Option<f64>) -> Option<(usize, bool)> {
        let fast = first_out_of_reach(today, money, &vec![change; money.len()], &vec![1e-6; money.len()]);
        fast.map(|fast| (fast.year, fast.rises))
    }

    #[test]
    fn money_that_is_out_of_reach_by_steps_is_found() {
        let free = (0.0, f64::INFINITY);
        // A tenth a year makes 121 and 133.1 of 100 at the most, and 81 and 72.9 at the least.
        assert_eq!(fast(100.0, &[free, free, (133.0, 140.0)], Some(0.1)), None);
        assert_eq!(fast(100.0, &[free, free, (133.2, 140.0)], Some(0.1)), Some((2, true)));
        assert_eq!(fast(100.0, &[free, (0.0, 80.9), free], Some(0.1)), Some((1, false)));
        assert_eq!(fast(100.0, &[free, (0.0, 81.0), free], Some(0.1)), None);
        assert_eq!(fast(100.0, &[(200.0, 200.0)], None), None, "without a rule everything is in reach");
        assert_eq!(
            fast(100.0, &[(0.0, 0.0), (1.0, 1.0)], Some(2.0)),
            Some((1, true)),
            "nothing grows from nought"
        );
    }
}
