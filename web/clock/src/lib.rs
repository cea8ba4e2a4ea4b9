//! The time, in the place of the crate `web-time`: the one of the standard library, but in a page, where it stands still.
//!
//! The linear-programming solver looks at a clock to keep to a time limit. In a page the published crate would ask the browser
//! for it, by code that `wasm-bindgen` generates on both sides. A page's engine sets the solver no limit, and asks nobody
//! for anything: no time passes there, so none is ever up.

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use std::time::*;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod standing;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub use standing::*;
