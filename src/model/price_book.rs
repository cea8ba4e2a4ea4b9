//! Evidence in the prices of other years, put into them once each.

use crate::model::Evidence;
use crate::model::PriceBase;
use crate::model::PriceError;
use crate::model::Scenario;
use std::sync::Arc;

/// What has been put into other prices so far: scenarios that share evidence share it in other prices too.
#[derive(Clone, Debug, Default)]
pub struct PriceBook(Vec<(Arc<Evidence>, PriceBase, Arc<Evidence>)>);

impl PriceBook {
    /// Evidence in the prices of a year: see [`Evidence::in_prices`].
    ///
    /// # Errors
    /// The prices in which it is stated are of no year that the table of deflators reaches.
    pub fn evidence(
        &mut self,
        evidence: &Arc<Evidence>,
        base: PriceBase,
    ) -> Result<Arc<Evidence>, PriceError> {
        if evidence.price_year() == base.to_string() {
            return Ok(Arc::clone(evidence));
        }
        let is_it =
            |(stated, to, _): &&(Arc<Evidence>, PriceBase, _)| Arc::ptr_eq(stated, evidence) && *to == base;
        if let Some((_, _, known)) = self.0.iter().find(is_it) {
            return Ok(Arc::clone(known));
        }
        let restated = Arc::new(evidence.in_prices(base)?);
        self.0.push((Arc::clone(evidence), base, Arc::clone(&restated)));
        Ok(restated)
    }

    /// A scenario with its evidence in the prices of a year.
    ///
    /// # Errors
    /// The same.
    pub fn scenario(&mut self, scenario: &Scenario, base: PriceBase) -> Result<Scenario, PriceError> {
        scenario.on_restated(&self.evidence(scenario.evidence(), base)?)
    }
}
