//! Money by programme.

use crate::model::Evidence;
use crate::model::Programme;
use crate::units::Money;
use crate::units::SAME_MILLIONS;

/// £m for each programme, in the evidence's order of programmes; of a plan, year by year.
#[derive(Clone, Debug, PartialEq)]
pub struct Allocation(Vec<f64>);

impl Allocation {
    /// Two amounts closer than this are the same money: see [`SAME_MILLIONS`].
    pub const SAME_MILLIONS: f64 = SAME_MILLIONS;

    /// Today's allocation.
    #[must_use]
    pub fn reference(evidence: &Evidence) -> Self {
        Self(evidence.programmes().iter().map(|programme| programme.reference.millions()).collect())
    }

    /// An allocation from amounts in £m; amounts below nought by rounding are nought.
    #[must_use]
    pub fn from_millions(amounts: Vec<f64>) -> Self {
        Self(amounts.into_iter().map(|amount| if amount > 0.0 { amount } else { 0.0 }).collect())
    }

    /// An allocation from amounts in £m that were worked out, by shares perhaps: what is today's amount but for rounding
    /// is today's amount, so that today's money has today's effect to the last bit.
    #[must_use]
    pub fn worked_out(amounts: Vec<f64>, evidence: &Evidence) -> Self {
        Self::from_millions(amounts).settled(evidence)
    }

    /// The allocation of a plan from those of its years.
    #[must_use]
    pub fn over_years(years: &[Self]) -> Self {
        Self(years.iter().flat_map(|year| &year.0).copied().collect())
    }

    /// The allocation of each year of a plan over so many programmes.
    pub fn years(&self, programmes: usize) -> impl Iterator<Item = Self> + '_ {
        self.0.chunks(programmes.max(1)).map(|year| Self(year.to_vec()))
    }

    /// The amounts in £m, in the evidence's order of programmes; of a plan, year by year.
    #[must_use]
    pub fn millions(&self) -> &[f64] {
        &self.0
    }

    /// The planned effort of each programme as it is made, £m: what it gets beyond its set-up cost.
    #[must_use]
    pub fn efforts(&self, evidence: &Evidence) -> Vec<f64> {
        let amounts = self.0.iter().zip(evidence.programmes().iter().cycle());
        amounts.map(|(amount, programme)| (amount - programme.set_up.millions()).max(0.0)).collect()
    }

    /// The same money with every amount that is today's to the pound set to today's exactly, so that money which did not
    /// move moves no harm by rounding.
    #[must_use]
    pub fn settled(&self, evidence: &Evidence) -> Self {
        let settle = |(amount, programme): (&f64, &Programme)| {
            let today = programme.reference.millions();
            if (amount - today).abs() <= Self::SAME_MILLIONS { today } else { *amount }
        };
        Self(self.0.iter().zip(evidence.programmes().iter().cycle()).map(settle).collect())
    }

    /// All the money, of every year.
    #[must_use]
    pub fn total(&self) -> Money {
        money(self.0.iter().sum())
    }

    /// The money of some programmes.
    #[must_use]
    pub fn total_of(&self, programmes: &[usize]) -> Money {
        money(programmes.iter().map(|&programme| self.0[programme]).sum())
    }

    /// Whether every programme gets the same in both, to the pound.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().zip(&other.0).all(|(a, b)| (a - b).abs() <= Self::SAME_MILLIONS)
    }
}

fn money(millions: f64) -> Money {
    // A sum of finite amounts below 1e300 is finite; the reader refuses anything larger.
    Money::from_millions(millions).unwrap_or_default()
}
