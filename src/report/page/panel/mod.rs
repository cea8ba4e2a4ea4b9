//! The panel in which money is moved: on a page that holds the engine, the files it reads, and the script that asks it.
//!
//! Such a page is still one file that asks nobody for anything. What it runs is named by a fingerprint in its own policy, so that
//! nothing else on it can be run, whatever stands in the files; the engine is a module without imports, which can work things
//! out and nothing else.

mod embedded;
mod held;
mod policy;
mod script;

pub(super) use embedded::Embedded;
pub(super) use embedded::MARKUP;
pub(super) use embedded::STYLE;
pub(super) use embedded::embedded;
pub use held::Held;
pub(super) use policy::policy;
