//! What is asked of a search, who may end it, and what it proves.

mod certificate;
mod solved;
mod watch;

pub use certificate::Certificate;
pub use solved::Options;
pub use solved::Solved;
pub use watch::Quietly;
pub use watch::StoppedBy;
pub use watch::Unwatched;
pub use watch::Watch;
