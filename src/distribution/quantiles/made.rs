//! Tables that this process has made, so that the same shape is tabled once.

use crate::distribution::quantiles::table::Table;
use crate::distribution::special::IncBeta;
use crate::distribution::special::IncGamma;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::OnceLock;
use std::sync::PoisonError;

/// As many shapes are remembered, at 4 kB or a little more each; then all are forgotten, since a sweep over shapes comes
/// back to none.
const MOST_KEPT: usize = 256;

/// The parameters of a shape, as bits: two of a beta distribution, one of a gamma distribution.
type Shape = (u64, Option<u64>);

type Made = Arc<OnceLock<Option<Arc<Table>>>>;

static MADE: Mutex<BTreeMap<Shape, Made>> = Mutex::new(BTreeMap::new());

/// The table of a beta distribution on [0, 1]; `None` where no table holds.
pub(super) fn beta(integral: &IncBeta) -> Option<Arc<Table>> {
    let (alpha, beta) = integral.parameters();
    table((alpha.to_bits(), Some(beta.to_bits())), || Table::of(integral))
}

/// The table of a gamma distribution of scale 1; `None` where no table holds.
pub(super) fn gamma(integral: &IncGamma) -> Option<Arc<Table>> {
    table((integral.parameter().to_bits(), None), || Table::of(integral))
}

fn table(shape: Shape, make: impl FnOnce() -> Option<Table>) -> Option<Arc<Table>> {
    let own = {
        let mut all = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_KEPT && !all.contains_key(&shape) {
            all.clear();
        }
        Arc::clone(all.entry(shape).or_default())
    };
    // Not under the lock: other shapes need not wait.
    own.get_or_init(|| make().map(Arc::new)).clone()
}
