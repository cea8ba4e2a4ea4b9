//! Evidence with numbers taken to be something else, worked out once for each set of assumptions.

use crate::model::Evidence;
use crate::model::WhatIf;
use crate::problem::Problem;
use std::sync::Arc;

/// What has been assumed so far: scenarios that assume the same of the same evidence share what comes of it.
#[derive(Clone, Debug, Default)]
pub struct WhatIfBook(Vec<(Arc<Evidence>, Vec<WhatIf>, Arc<Evidence>)>);

impl WhatIfBook {
    /// Evidence with numbers taken to be something else: see [`Evidence::assuming`].
    ///
    /// # Errors
    /// The same.
    pub fn evidence(
        &mut self,
        evidence: &Arc<Evidence>,
        what_ifs: &[WhatIf],
    ) -> Result<Arc<Evidence>, Vec<Problem>> {
        if what_ifs.is_empty() {
            return Ok(Arc::clone(evidence));
        }
        let is_it = |(filed, assumed, _): &&(Arc<Evidence>, Vec<WhatIf>, _)| {
            Arc::ptr_eq(filed, evidence) && assumed == what_ifs
        };
        if let Some((_, _, known)) = self.0.iter().find(is_it) {
            return Ok(Arc::clone(known));
        }
        let assumed = evidence.assuming(what_ifs)?;
        self.0.push((Arc::clone(evidence), what_ifs.to_vec(), Arc::clone(&assumed)));
        Ok(assumed)
    }
}
