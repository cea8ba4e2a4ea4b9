//! Scenarios of several documents as if they had been answered in one run.

use crate::report::compare::ScenarioView;
use std::io;

/// Scenarios from several sources, each in order, together in order: block by block, by id.
pub fn merged<I: Iterator<Item = io::Result<ScenarioView>>>(
    sources: Vec<I>,
) -> impl Iterator<Item = io::Result<ScenarioView>> {
    let mut sources: Vec<std::iter::Peekable<I>> = sources.into_iter().map(Iterator::peekable).collect();
    std::iter::from_fn(move || {
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
        sources.get_mut(first?)?.next()
    })
}
