//! Blocks made from a plan: once, or again whenever a pass comes to one that is not held.

use crate::model::Evidence;
use crate::simulate::SimulateError;
use crate::simulate::block::Block;
use crate::simulate::compile::Compiled;
use crate::simulate::compile::Compiler;
use crate::simulate::compile::slices;
use crate::simulate::interrupt::check_interrupt;
use crate::simulate::plan::Plan;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// What blocks are made from.
pub(super) struct Making {
    pub(super) evidence: Arc<Evidence>,
    pub(super) plan: Plan,
}

impl fmt::Debug for Making {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Making").field("draws", &self.plan.draws()).finish_non_exhaustive()
    }
}

impl Making {
    /// A block that was compiled before, to the same bits.
    pub(super) fn again(&self, span: Range<usize>) -> Block {
        let columns = self.plan.columns(span.start, span.len());
        let (evidence, addresses) = (&*self.evidence, self.plan.addresses());
        Compiler { evidence, addresses, columns: slices(&columns), span }.again()
    }
}

/// Draws and compiles a block.
///
/// # Errors
/// As [`Compiler::block`].
pub(super) fn compiled(
    plan: &Plan,
    evidence: &Evidence,
    span: Range<usize>,
) -> Result<Compiled, SimulateError> {
    check_interrupt();
    let columns = plan.columns(span.start, span.len());
    Compiler { evidence, addresses: plan.addresses(), columns: slices(&columns), span }.block()
}
