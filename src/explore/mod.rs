//! Who asks through a page: a split that somebody plays with, and what is to be known of it, as JSON in and out.
//!
//! Nothing here knows of a browser. A candidate is a scenario file laid on one of the page's own: every question writes that file,
//! reads it as any other, and answers it with the functions that the command line calls. So a page cannot say anything that the
//! saved file does not come to on a terminal, to the last bit.

mod ask;
mod candidate;
mod files;
mod grounds;
mod questions;
mod refused;
mod session;
mod table;

pub use session::Session;
