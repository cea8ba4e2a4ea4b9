//! Rules that contradict each other, as far as sums of intervals tell: no draws, no solver.
//!
//! An infeasible scenario is an answer and no error, so none of this stands in the way of a question. But whoever writes
//! a file is told at once what cannot be, which two lines say so, and how to mend it.

use crate::id::Id;
use crate::model::Allocation;
use crate::model::Bound;
use crate::model::BoundKey;
use crate::model::BoundKind;
use crate::model::Limit;
use crate::model::Scenario;
use crate::model::only_allocation;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;
use crate::units::Money;
use crate::units::SAME_MILLIONS;

/// Sums of what a solver is asked about are told apart from what is allowed to this part of all money, as finely as
/// solvers keep to rows.
const SOLVED: f64 = 1e-7;

/// What cannot all be kept in a settled year, or in one of a plan's.
pub(super) fn of_year(scenario: &Scenario) -> Vec<Problem> {
    let only = only_allocation(scenario);
    let spans = Spans::of(scenario, only.as_ref());
    let mut problems: Vec<Problem> =
        scenario.evidence().strands().iter().filter_map(|strand| spans.strand(strand)).collect();
    problems.extend(spans.total());
    problems.extend(scenario.limits().iter().flat_map(|limit| spans.limit(limit)));
    // Where there is one candidate, each limit has been held against it.
    if only.is_none() {
        problems.extend(limits_apart(scenario, spans.same));
    }
    if let Some(only) = &only {
        problems.extend(of_programmes(scenario, only));
        problems.extend(scenario.limits().iter().filter_map(|limit| too_many_open(limit, only)));
    }
    problems.into_iter().map(|problem| problem.lacking(Lack::Any)).collect()
}

/// What each programme gets at least and at most, £m.
pub(super) struct Spans<'a> {
    scenario: &'a Scenario,
    of_programmes: Vec<(f64, f64)>,
    /// All the money to allocate.
    whole: f64,
    /// What is no difference.
    pub(super) same: f64,
    is_only: bool,
}

impl<'a> Spans<'a> {
    pub(super) fn of(scenario: &'a Scenario, only: Option<&Allocation>) -> Self {
        let whole = scenario.budget().to_allocate().millions();
        let programmes = scenario.evidence().programmes().iter().enumerate();
        let spans = programmes.map(|(i, programme)| match (only, scenario.pinned(&programme.id)) {
            (Some(only), _) => (only.millions()[i], only.millions()[i]),
            (None, Some(pinned)) => (pinned.millions(), pinned.millions()),
            (None, None) => (programme.min.millions(), programme.max.map_or(f64::INFINITY, Money::millions)),
        });
        let same = if only.is_some() { SAME_MILLIONS } else { SAME_MILLIONS.max(SOLVED * whole) };
        Self { scenario, of_programmes: spans.collect(), whole, same, is_only: only.is_some() }
    }

    fn sum(&self, members: &[usize]) -> (f64, f64) {
        members.iter().fold((0.0, 0.0), |sum, &member| {
            let (least, most) = self.of_programmes[member];
            (sum.0 + least, sum.1 + most)
        })
    }

    /// The least and the most of a strand's money that its share and its programmes allow.
    pub(super) fn of_strand(&self, strand: &Id) -> (f64, f64) {
        let (least, most) = self.sum(&self.scenario.evidence().programmes_of(strand));
        let room = self.scenario.room(strand);
        (least.max(room.least * self.whole).max(self.limited(strand)), most.min(room.most * self.whole))
    }

    /// The most that any one limit asks for of programmes that are all of a strand.
    fn limited(&self, strand: &Id) -> f64 {
        let own = self.scenario.evidence().programmes_of(strand);
        let inside = |limit: &&Limit| limit.members.iter().all(|member| own.contains(member));
        let bounds = self.scenario.limits().iter().filter(inside).flat_map(|limit| &limit.bounds);
        let asked = bounds.filter(|bound| bound.kind == BoundKind::AtLeast);
        asked.map(|bound| bound.amount.millions()).fold(0.0, f64::max)
    }

    /// A strand whose programmes cannot take its money, or must have more.
    fn strand(&self, strand: &Id) -> Option<Problem> {
        let (least, most) = self.sum(&self.scenario.evidence().programmes_of(strand));
        let room = self.scenario.room(strand);
        let (asked, allowed) = (room.least * self.whole, room.most * self.whole);
        let what = if self.scenario.portion(strand).is_money() { "money" } else { "share" };
        let found = if least > allowed + self.same {
            let end = if room.is_exact { "" } else { "largest " };
            format!(
                "{} {}, but its {end}{what} is {}",
                self.must(strand),
                text::money_apart(least),
                text::money_apart(allowed)
            )
        } else if most < asked - self.same {
            let end = if room.is_exact { "" } else { "least " };
            format!(
                "{} {}, but its {end}{what} is {}",
                self.can(strand),
                text::money_apart(most),
                text::money_apart(asked)
            )
        } else {
            return None;
        };
        let amounts = Place::root().key("allocate").key("amounts");
        let place = Place::root().key("split").key(strand.as_str());
        let allowed = format!("another {what}, or `{strand} = \"free\"` under `[split]`");
        let problem = Problem::value(place, found).allowed(allowed);
        Some(if self.pins_any(strand) { problem.or(amounts) } else { problem })
    }

    fn pins_any(&self, strand: &Id) -> bool {
        let evidence = self.scenario.evidence();
        let members = evidence.programmes_of(strand);
        members.iter().any(|&member| self.scenario.pinned(&evidence.programmes()[member].id).is_some())
    }

    fn is_pinned(&self, strand: &Id) -> bool {
        let evidence = self.scenario.evidence();
        let members = evidence.programmes_of(strand);
        members.iter().all(|&member| self.scenario.pinned(&evidence.programmes()[member].id).is_some())
    }

    fn must(&self, strand: &Id) -> String {
        if self.is_pinned(strand) {
            format!("the amounts of `{strand}` add up to")
        } else {
            format!("the programmes of `{strand}` must get at least")
        }
    }

    fn can(&self, strand: &Id) -> String {
        if self.is_pinned(strand) {
            format!("the amounts of `{strand}` add up to")
        } else {
            format!("the programmes of `{strand}` can take no more than")
        }
    }

    /// Strands that must have more than there is, though each may have what it must.
    fn total(&self) -> Option<Problem> {
        let strands = self.scenario.evidence().strands();
        let least: f64 = strands.iter().map(|strand| self.of_strand(strand).0).sum();
        if least <= self.whole + self.same || strands.iter().any(|strand| self.strand(strand).is_some()) {
            return None;
        }
        let over = text::money_apart(least - self.whole);
        let found = format!(
            "shares, amounts and minimums add up to {}, {over} more than there is",
            text::money_apart(least)
        );
        let amounts = Place::root().key("allocate").key("amounts");
        let has_amounts = strands.iter().any(|strand| self.pins_any(strand));
        let place = Place::root().key("budget").key("total");
        let problem = Problem::value(if has_amounts { amounts } else { place.clone() }, found);
        Some(problem.or(place).allowed("a larger total, less for some, or `\"free\"` in place of an amount"))
    }

    /// A limit that its programmes, with the shares of their strands, cannot keep.
    fn limit(&self, limit: &Limit) -> Vec<Problem> {
        let (least, most) = self.of_members(&limit.members);
        let place = Place::root().key("limit").named(&limit.name);
        let mut problems = Vec::new();
        for bound in &limit.bounds {
            let amount = bound.amount.millions();
            let clash = match bound.kind {
                BoundKind::AtLeast => {
                    (most < amount - self.same).then_some(("at least", "can get no more than", most))
                }
                BoundKind::AtMost => {
                    (least > amount + self.same).then_some(("at most", "must get at least", least))
                }
            };
            let Some((side, can, money_of)) = clash else { continue };
            let can = if self.is_only { "get" } else { can };
            let asked = text::money_apart(amount);
            let found = format!(
                "its programmes are to get {side} {asked}, but {can} {}",
                text::money_apart(money_of)
            );
            let allowed = "another limit, or more freedom for its programmes: `\"free\"` in `[split]` or for their amounts";
            problems.push(Problem::value(place.key(bound.key.as_str()), found).allowed(allowed));
        }
        problems
    }

    /// What some programmes get together at least and at most, with what the shares of their strands say of it.
    pub(super) fn of_members(&self, members: &[usize]) -> (f64, f64) {
        let evidence = self.scenario.evidence();
        evidence.strands().iter().fold((0.0, 0.0), |sum, strand| {
            let (inside, outside): (Vec<usize>, Vec<usize>) =
                evidence.programmes_of(strand).into_iter().partition(|member| members.contains(member));
            let ((least, most), (others_least, others_most)) = (self.sum(&inside), self.sum(&outside));
            let room = self.scenario.room(strand);
            if inside.is_empty() {
                return sum;
            }
            let least = least.max(room.least * self.whole - others_most);
            let most = most.min(room.most * self.whole - others_least);
            (sum.0 + least, sum.1 + most)
        })
    }
}

/// Limits that ask for more of some programmes than other limits allow these and more together.
fn limits_apart(scenario: &Scenario, same: f64) -> Vec<Problem> {
    let mut problems = Vec::new();
    for asking in scenario.limits() {
        for allowing in scenario.limits() {
            if !asking.members.iter().all(|member| allowing.members.contains(member)) {
                continue;
            }
            let least = asking.bounds.iter().filter(|bound| bound.kind == BoundKind::AtLeast);
            let pairs = least.flat_map(|least| allowing.bounds.iter().map(move |most| (least, most)));
            let pairs = pairs.filter(|(_, most)| most.kind == BoundKind::AtMost);
            let apart =
                |(least, most): &(&Bound, &Bound)| least.amount.millions() > most.amount.millions() + same;
            problems.extend(pairs.filter(apart).map(|(least, most)| {
                let (asked, allowed) =
                    (text::money_apart(least.amount.millions()), text::money_apart(most.amount.millions()));
                let place = |limit: &Limit, key: BoundKey| {
                    Place::root().key("limit").named(&limit.name).key(key.as_str())
                };
                let found = format!(
                    "at least {asked} is asked for, but `{}` allows its programmes at most {allowed}",
                    allowing.name
                );
                Problem::value(place(asking, least.key), found)
                    .or(place(allowing, most.key))
                    .allowed("less here, or more there")
            }));
        }
    }
    problems
}

/// Amounts that are worked out, and that a programme's own bounds refuse.
fn of_programmes(scenario: &Scenario, only: &Allocation) -> Vec<Problem> {
    let programmes = scenario.evidence().programmes().iter().zip(only.millions());
    let problems = programmes.filter_map(|(programme, &amount)| {
        let (min, set_up) = (programme.min.millions(), programme.set_up.millions());
        let above = programme.max.map(Money::millions).filter(|max| amount > max + SAME_MILLIONS);
        let (key, bound) = if let Some(max) = above {
            ("above its `max`", max)
        } else if amount < min - SAME_MILLIONS {
            ("below its `min`", min)
        } else if amount > SAME_MILLIONS && amount < set_up - SAME_MILLIONS {
            ("below its `set_up`", set_up)
        } else {
            return None;
        };
        let (id, got, bound) = (&programme.id, text::money_apart(amount), text::money_apart(bound));
        let root = Place::root();
        Some(if scenario.pinned(id).is_some() {
            let found = format!("{got} is {key} of {bound}");
            Problem::value(root.key("allocate").key("amounts").key(id.as_str()), found)
                .allowed("an amount within its bounds, or `\"free\"`")
        } else {
            let found = format!("in today's proportions `{id}` gets {got}, {key} of {bound}");
            let place = root.key("split").key(programme.strand.as_str());
            let allowed = format!(
                "another share of `{}`, an amount for `{id}`, or `within = \"best\"` under `[allocate]`",
                programme.strand
            );
            Problem::value(place, found).or(root.key("allocate").key("within")).allowed(allowed)
        })
    });
    problems.collect()
}

fn too_many_open(limit: &Limit, only: &Allocation) -> Option<Problem> {
    let most = limit.at_most_open?;
    let open = limit.members.iter().filter(|&&member| only.millions()[member] > SAME_MILLIONS).count();
    (open > most).then(|| {
        let found = format!("at most {most} of its programmes may get money, and {open} do");
        let place = Place::root().key("limit").named(&limit.name).key("at_most_open");
        Problem::value(place, found).allowed("a larger number, or `within = \"best\"` under `[allocate]`")
    })
}
