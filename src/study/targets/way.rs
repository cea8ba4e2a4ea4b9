//! What an amount of money, or of movement, allows.

use crate::model::Allocation;
use crate::model::Bound;
use crate::model::BoundKind;
use crate::model::Portion;
use crate::model::Scenario;
use crate::optimise::Region;
use crate::study::Setting;
use crate::study::targets::Least;
use crate::units::Money;

/// The most times the larger of today's money and the scenario's that more money is looked for.
const MOST_TIMES: f64 = 3.0;

/// Each budget looked at is this many times the one before.
const STEP: f64 = 1.25;

/// The least part of the scenario's money that is looked at where neither it nor more does.
const LEAST_PART: f64 = 0.01;

/// A pound, £m: the least money that makes a budget.
const POUND: f64 = 1e-6;

/// Amounts, and what they allow.
pub(super) struct Way<'a> {
    setting: &'a Setting,
    scenario: &'a Scenario,
    least: Least,
    today: Allocation,
}

impl<'a> Way<'a> {
    pub(super) fn new(setting: &'a Setting, scenario: &'a Scenario, least: Least) -> Self {
        Self { setting, scenario, least, today: setting.reference().clone() }
    }

    /// Whether the run has to end.
    pub(super) fn is_ended(&self) -> bool {
        self.setting.overseer().watch(self.scenario).stop().is_some()
    }

    /// Today's allocation.
    pub(super) fn today(&self) -> &Allocation {
        &self.today
    }

    pub(super) fn setting(&self) -> &'a Setting {
        self.setting
    }

    pub(super) fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// What an amount allows; `None` where the rules clash as soon as they are stated.
    pub(super) fn region(&self, amount: f64) -> Option<Region> {
        match self.least {
            Least::Money => self.with_total(amount).map(|scenario| Region::of(&scenario)),
            Least::Movement => Some(Region::of(self.scenario).within_movement(self.today.millions(), amount)),
        }
    }

    /// The budget behind an amount.
    pub(super) fn money(&self, amount: f64) -> Money {
        match self.least {
            Least::Money => Money::from_millions(amount).unwrap_or_default(),
            Least::Movement => self.scenario.budget().total,
        }
    }

    /// The least amount that there can be.
    pub(super) fn nothing(&self) -> f64 {
        match self.least {
            Least::Money => self.scenario.budget().back_office.millions(),
            Least::Movement => 0.0,
        }
    }

    /// What there is at the least amount, where that is allowed: nothing spent, or nothing moved.
    pub(super) fn at_nothing(&self) -> Option<Allocation> {
        let (region, allocation) = match self.least {
            Least::Money => {
                let none = Allocation::from_millions(vec![0.0; self.today.millions().len()]);
                (self.region(self.nothing() + POUND)?, none)
            }
            Least::Movement => (Region::of(self.scenario), self.today.clone()),
        };
        region.violations(&allocation).is_empty().then_some(allocation)
    }

    /// The size of amounts, £m: what they are known to is a part of it where they come to next to nothing.
    pub(super) fn size(&self) -> f64 {
        let (budget, today) = self.totals();
        budget.max(today)
    }

    /// What amounts are measured by: the budget and today's money, of the first year where money is sought, since later years
    /// follow in proportion, and of all years where movement is.
    fn totals(&self) -> (f64, f64) {
        let years = match self.least {
            Least::Money => 1,
            Least::Movement => self.scenario.years(),
        };
        let budgets = (0..years).map(|year| self.scenario.in_year(year).budget().total.millions());
        let programmes = self.setting.timeline().programmes();
        let today = self.today.years(programmes).take(years).map(|year| year.total().millions());
        (budgets.sum(), today.sum())
    }

    /// The amounts to try, first upwards from the scenario's own, then downwards: rules may clash with much money.
    pub(super) fn amounts(&self) -> Vec<f64> {
        let (total, today) = self.totals();
        if self.least == Least::Movement {
            // More than all of today's and all of the scenario's cannot move.
            return vec![f64::midpoint(total, today)];
        }
        let mut amounts = vec![total];
        let most = MOST_TIMES * self.size();
        while let Some(last) = amounts.last().copied().filter(|last| *last < most) {
            // A budget that is small beside today's is not where to take small steps from.
            amounts.push((last * STEP).max(most * LEAST_PART));
        }
        let mut down = total / STEP;
        while down > LEAST_PART * total {
            amounts.push(down);
            down /= STEP;
        }
        amounts
    }

    /// Whether whatever is allowed with an amount is allowed with more: not where shares must be spent.
    pub(super) fn is_nested(&self) -> bool {
        let is_free = |portion: &Portion| match portion {
            // Money that is stated is spent whatever the total.
            Portion::Free | Portion::Amount(_) | Portion::Amounts { .. } => true,
            Portion::Exactly(_) | Portion::Today => false,
            Portion::Between { min, .. } => min.get() <= 0.0,
        };
        let years = || (0..self.scenario.years()).map(|year| self.scenario.in_year(year));
        let limits = years().flat_map(Scenario::limits).flat_map(|limit| &limit.bounds);
        let asks_for_a_share = |bound: &Bound| bound.kind == BoundKind::AtLeast && bound.key.is_share();
        self.least == Least::Movement
            || (years().all(|year| year.spec().split.values().all(is_free))
                && !limits.into_iter().any(asks_for_a_share))
    }

    fn with_total(&self, total: f64) -> Option<Scenario> {
        self.scenario.with_total(Money::from_millions(total).unwrap_or_default()).ok()
    }
}
