//! Scenarios of several documents as if they had been answered in one run.

use crate::report::compare::ScenarioView;
use std::io;

/// Scenarios from several sources, each in order, together in order: block by block, today first, then by id. Every source
/// may bring the row of today's money of a block; it is written once.
pub fn merged<I: Iterator<Item = io::Result<ScenarioView>>>(
    sources: Vec<I>,
) -> impl Iterator<Item = io::Result<ScenarioView>> {
    let mut sources: Vec<std::iter::Peekable<I>> = sources.into_iter().map(Iterator::peekable).collect();
    let mut written: Option<usize> = None;
    std::iter::from_fn(move || {
        for source in &mut sources {
            while source.next_if(|next| is_written(next, written)).is_some() {}
        }
        let mut first: Option<usize> = None;
        for position in 0..sources.len() {
            let (before, after) = sources.split_at_mut(position);
            let Some(next) = after[0].peek() else { continue };
            let is_before = match (first.and_then(|first| before[first].peek()), next) {
                (Some(Ok(best)), Ok(next)) => (next.block, next.order()) < (best.block, best.order()),
                // What cannot be read is said at once.
                (Some(Err(_)), _) => false,
                _ => true,
            };
            if is_before {
                first = Some(position);
            }
        }
        let next = sources.get_mut(first?)?.next();
        if let Some(Ok(scenario)) = &next
            && scenario.is_today()
        {
            written = Some(scenario.block);
        }
        next
    })
}

/// Whether it is the row of today's money of the block of which that row was written last.
fn is_written(next: &io::Result<ScenarioView>, written: Option<usize>) -> bool {
    next.as_ref().is_ok_and(|next| next.is_today() && Some(next.block) == written)
}
