//! How many threads work, and on what.

use rayon::prelude::*;

/// Runs some work on at most this many threads; `None` for as many as the machine has.
///
/// # Errors
/// Where the machine will not start that many threads.
pub fn with_threads<T: Send>(
    threads: Option<usize>,
    work: impl FnOnce() -> T + Send,
) -> Result<T, rayon::ThreadPoolBuildError> {
    let Some(threads) = threads else { return Ok(work()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    Ok(pool.install(work))
}

/// How many threads work where this is asked.
#[must_use]
pub fn threads() -> usize {
    rayon::current_num_threads()
}

/// Applies a function to every item, side by side, and keeps the items' order.
pub fn side_by_side<T: Sync, R: Send>(items: &[T], function: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    items.par_iter().map(function).collect()
}
