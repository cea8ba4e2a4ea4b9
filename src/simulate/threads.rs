//! How many threads work, and on what.

use rayon::ThreadPoolBuildError;
use rayon::prelude::*;
use std::error::Error;

/// Runs some work on at most this many threads; `None` for as many as the machine has. Where the machine will not start
/// that many, the work is told why and done on the thread that asks: its figures are the same.
pub fn with_threads<T: Send>(
    threads: Option<usize>,
    work: impl FnOnce(Option<&ThreadPoolBuildError>) -> T + Send,
) -> T {
    let new = rayon::ThreadPoolBuilder::new;
    let refused = match threads {
        Some(threads) => match new().num_threads(threads).build() {
            Ok(pool) => return pool.install(|| work(None)),
            Err(refused) => refused,
        },
        None => match new().build_global() {
            Err(refused) if refused.source().is_some() => refused,
            // Where there are threads already, they are the ones to have.
            Ok(()) | Err(_) => return work(None),
        },
    };
    match new().num_threads(1).use_current_thread().build() {
        Ok(pool) => pool.install(|| work(Some(&refused))),
        Err(_) => work(Some(&refused)),
    }
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
