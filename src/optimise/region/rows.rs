//! A scenario's rules as variables and rows, in units of the money to allocate.

use crate::model::BoundKind;
use crate::model::Limit;
use crate::model::Ratio;
use crate::model::Scenario;
use crate::model::Within;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::Switch;
use crate::optimise::Variable;
use crate::units::Money;

/// Shares that add up to 1 within this are all of the money: they are written with few decimals.
const WHOLE: f64 = 1e-9;

/// A year of a plan, as a scenario of its own, and where it stands in a region; of a settled year the only one.
#[derive(Clone, Copy)]
pub(super) struct Part<'s> {
    pub(super) scenario: &'s Scenario,
    /// The year, from 0.
    pub(super) year: usize,
    /// What files call it; nothing of a settled year.
    pub(super) name: Option<i32>,
    /// £m in one unit of the region.
    pub(super) unit: f64,
}

impl Part<'_> {
    /// The money to allocate, in the region's units.
    pub(super) fn whole(&self) -> f64 {
        self.scenario.budget().to_allocate().millions() / self.unit
    }

    /// The place of a programme among the region's variables.
    fn place(&self, programme: usize) -> usize {
        self.year * self.scenario.evidence().programmes().len() + programme
    }

    /// The places of some programmes.
    fn places(&self, programmes: &[usize]) -> Vec<usize> {
        programmes.iter().map(|programme| self.place(*programme)).collect()
    }

    /// What is called so in the year.
    fn named(&self, name: &str) -> String {
        self.name.map_or_else(|| name.to_owned(), |year| format!("{name}.{year}"))
    }

    /// One variable a programme, between its bounds or at its pinned amount.
    pub(super) fn variables(&self) -> Vec<Variable> {
        let (unit, whole) = (self.unit, self.scenario.budget().to_allocate().millions());
        let programmes = self.scenario.evidence().programmes().iter();
        let variables = programmes.map(|programme| {
            let pinned = self.scenario.pinned(&programme.id);
            let lower = pinned.unwrap_or(programme.min).millions() / unit;
            // No programme can get more than all of it; a finite bound keeps the master bounded.
            let most =
                programme.max.map_or(whole, |max| max.millions().min(whole).max(programme.min.millions()));
            let upper = pinned.map_or(most, Money::millions) / unit;
            let name = self.named(programme.id.as_str());
            Variable { name, lower, upper, cost: 0.0, whole: false }
        });
        variables.collect()
    }

    /// The programmes that are on or off: with a set-up cost, or among those of which only so many may be open in some year.
    /// Their variables come from a column on.
    pub(super) fn switches(&self, first: usize, plan: &Scenario) -> Vec<Switch> {
        let programmes = self.scenario.evidence().programmes();
        let is_counted = |programme: usize| {
            let mut limits = plan.limits().iter().filter(|limit| limit.at_most_open.is_some());
            limits.any(|limit| limit.members.contains(&programme))
        };
        let on_or_off = programmes
            .iter()
            .enumerate()
            .filter(|(position, programme)| programme.set_up > Money::ZERO || is_counted(*position));
        let switches = on_or_off.enumerate().map(|(count, (programme, spec))| Switch {
            programme: self.place(programme),
            column: first + count,
            set_up: spec.set_up.millions() / self.unit,
        });
        switches.collect()
    }

    /// Budget, split, limits and proportions, each with the rule it stands for.
    pub(super) fn rows(&self) -> Vec<(Rule, Row)> {
        let (scenario, year) = (self.scenario, self.year);
        let (evidence, whole) = (scenario.evidence(), self.whole());
        let mut rows = Vec::new();
        let rooms = || evidence.strands().iter().map(|strand| scenario.room(strand));
        let is_whole = (rooms().map(|room| room.least).sum::<f64>() - 1.0).abs() <= WHOLE;
        // Exact shares add up to the budget; a row that says so again would only blur what each is worth.
        if !(is_whole && rooms().all(|room| room.is_exact)) {
            rows.push((Rule::Budget { year }, self.budget()));
        }
        for (position, strand) in evidence.strands().iter().enumerate() {
            let members = self.places(&evidence.programmes_of(strand));
            let row = |key: &str, sense, share: f64| {
                group(self.named(&format!("split.{strand}{key}")), &members, sense, share * whole)
            };
            let rule = |side| Rule::Strand { strand: position, side, year };
            let room = scenario.room(strand);
            if room.is_exact {
                rows.push((rule(None), row("", Sense::Equal, room.least)));
                continue;
            }
            if room.least > 0.0 {
                rows.push((rule(Some(BoundKind::AtLeast)), row(".min", Sense::AtLeast, room.least)));
            }
            if room.most < 1.0 {
                rows.push((rule(Some(BoundKind::AtMost)), row(".max", Sense::AtMost, room.most)));
            }
        }
        for (position, limit) in scenario.limits().iter().enumerate() {
            rows.extend(self.limit_rows(position, limit));
            rows.extend(limit.ratio.iter().flat_map(|ratio| self.ratio_rows(position, &limit.name, ratio)));
        }
        if scenario.within() == Within::ProRata {
            for strand in evidence.strands() {
                rows.extend(self.pro_rata(&evidence.programmes_of(strand)));
            }
        }
        rows
    }

    /// No more than there is.
    pub(super) fn budget(&self) -> Row {
        let everybody: Vec<usize> = (0..self.scenario.evidence().programmes().len()).collect();
        group(self.named("budget"), &self.places(&everybody), Sense::AtMost, self.whole())
    }

    /// What ties a programme's money to its switch, and how many switches a limit leaves open.
    pub(super) fn switch_rows(&self, variables: &[Variable], switches: &[Switch]) -> Vec<(Rule, Row)> {
        let mut rows = Vec::new();
        for switch in switches {
            let Switch { programme, column, set_up } = *switch;
            let row = |side: &str, factor: f64, sense| Row {
                name: format!("on-off.{}.{side}", variables[programme].name),
                terms: vec![(programme, 1.0), (column, -factor)],
                sense,
                bound: 0.0,
            };
            let rule = Rule::OnOff { programme };
            rows.push((rule.clone(), row("most", variables[programme].upper, Sense::AtMost)));
            if set_up > 0.0 {
                rows.push((rule, row("least", set_up, Sense::AtLeast)));
            }
        }
        for (position, limit) in self.scenario.limits().iter().enumerate() {
            let Some(most) = limit.at_most_open else { continue };
            let members = self.places(&limit.members);
            let own = switches.iter().filter(|switch| members.contains(&switch.programme));
            let columns: Vec<usize> = own.map(|switch| switch.column).collect();
            #[expect(clippy::cast_precision_loss, reason = "no more than there are programmes matters")]
            let most = most.min(columns.len()) as f64;
            let name = self.named(&format!("limit.{}.at_most_open", limit.name));
            let rule = Rule::AtMostOpen { limit: position, year: self.year };
            rows.push((rule, group(name, &columns, Sense::AtMost, most)));
        }
        rows
    }

    fn limit_rows(&self, position: usize, limit: &Limit) -> Vec<(Rule, Row)> {
        let members = self.places(&limit.members);
        let bounds = limit.bounds.iter().enumerate().map(|(bound, stated)| {
            let (sense, side) = match stated.kind {
                BoundKind::AtLeast => (Sense::AtLeast, "at least"),
                BoundKind::AtMost => (Sense::AtMost, "at most"),
            };
            let name = format!("limit.{}.{} ({side})", limit.name, stated.key.as_str());
            let row = group(self.named(&name), &members, sense, stated.amount.millions() / self.unit);
            (Rule::Limit { limit: position, bound, year: self.year }, row)
        });
        bounds.collect()
    }

    /// What one group gets is a multiple of what another gets: Σ of − multiple·Σ to against nought.
    fn ratio_rows(&self, position: usize, name: &str, ratio: &Ratio) -> Vec<(Rule, Row)> {
        let rows = ratio.bounds.iter().map(|bound| {
            let (key, sense) = match bound.side {
                None => ("ratio", Sense::Equal),
                Some(BoundKind::AtLeast) => ("ratio_min", Sense::AtLeast),
                Some(BoundKind::AtMost) => ("ratio_max", Sense::AtMost),
            };
            let of = ratio.of.iter().map(|&programme| (self.place(programme), 1.0));
            let to = ratio.to.iter().map(|&programme| (self.place(programme), -bound.multiple));
            let mut terms: Vec<(usize, f64)> = of.chain(to).collect();
            terms.sort_unstable_by_key(|(programme, _)| *programme);
            let rule = Rule::Ratio { limit: position, side: bound.side, year: self.year };
            (rule, Row { name: self.named(&format!("limit.{name}.{key}")), terms, sense, bound: 0.0 })
        });
        rows.collect()
    }

    /// Today's proportions among a strand's programmes that are not pinned: x = (x̄/Σ x̄) Σ x for all but the
    /// last, which the others imply.
    fn pro_rata(&self, members: &[usize]) -> Vec<(Rule, Row)> {
        let programmes = self.scenario.evidence().programmes();
        let is_free = |member: &usize| self.scenario.pinned(&programmes[*member].id).is_none();
        let free: Vec<usize> = members.iter().copied().filter(is_free).collect();
        let reference = |member: usize| programmes[member].reference.millions();
        let total: f64 = free.iter().map(|&member| reference(member)).sum();
        let name = |member: usize| self.named(&format!("pro-rata.{}", programmes[member].id));
        let rule = |member: usize| Rule::ProRata { programme: self.place(member) };
        if total <= 0.0 {
            let nothing = |&member: &usize| {
                (rule(member), group(name(member), &[self.place(member)], Sense::Equal, 0.0))
            };
            return free.iter().map(nothing).collect();
        }
        let Some((_, leading)) = free.split_last() else { return Vec::new() };
        let rows = leading.iter().map(|&member| {
            let part = reference(member) / total;
            let own = |other: usize| if other == member { 1.0 - part } else { -part };
            let terms = free.iter().map(|&other| (self.place(other), own(other)));
            let terms = terms.filter(|(_, factor)| *factor != 0.0).collect();
            (rule(member), Row { name: name(member), terms, sense: Sense::Equal, bound: 0.0 })
        });
        rows.collect()
    }
}

fn group(name: String, members: &[usize], sense: Sense, bound: f64) -> Row {
    Row { name, terms: members.iter().map(|&member| (member, 1.0)).collect(), sense, bound }
}
