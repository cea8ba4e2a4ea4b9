//! Harm avoided by programme: a sharing rule, since effects multiply and harm avoided has no parts of its own. See
//! [`shapley`].

use crate::model::Allocation;
use crate::risk::Summary;
use crate::simulate::shapley;
use crate::study::Setting;

/// The allocation with today's amount wherever the two are the same money: a share of rounding is no share.
fn moved(allocation: &Allocation, today: &Allocation) -> Allocation {
    let amounts = allocation.millions().iter().zip(today.millions()).map(|(amount, today)| {
        let is_same = (amount - today).abs() <= Allocation::SAME_MILLIONS;
        if is_same { *today } else { *amount }
    });
    Allocation::from_millions(amounts.collect())
}

/// Each programme's Shapley share of the harm avoided against reference spend, £m a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// By programme, in the evidence's order; exactly nought where its money did not move, to the pound.
    pub programmes: Vec<Summary>,
    /// By strand, in the evidence's order: its programmes' shares, added up draw by draw.
    pub strands: Vec<Summary>,
}

impl Attribution {
    /// The shares under an allocation; `None` of fewer than two draws, which no sample has.
    #[must_use]
    pub fn of(setting: &Setting, allocation: &Allocation) -> Option<Self> {
        let evidence = setting.evidence();
        let today = setting.reference();
        let shares = shapley(
            setting.futures(),
            evidence.programmes().len(),
            &setting.felt(today),
            &setting.felt(&moved(allocation, today)),
        );
        let strands = evidence.strands().iter().map(|strand| {
            let mut sum = vec![0.0; setting.futures().draws().get()];
            for programme in evidence.programmes_of(strand) {
                for (sum, share) in sum.iter_mut().zip(&shares[programme]) {
                    *sum += share;
                }
            }
            Summary::of(&sum)
        });
        Some(Self {
            strands: strands.collect::<Option<_>>()?,
            programmes: shares.iter().map(|shares| Summary::of(shares)).collect::<Option<_>>()?,
        })
    }
}
