//! Why evidence cannot be simulated.

use crate::id::Address;
use crate::text;
use crate::units::Draws;

/// Evidence that cannot be simulated.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SimulateError {
    /// A return that more often than not cannot be had from the threat's harm.
    #[error(
        "`{address}` implies that the programme could remove more than 99% of the threat's harm in {held} of \
         {draws} draws"
    )]
    ReachHeld {
        /// Where the return is stated.
        address: Address,
        /// In how many draws.
        held: usize,
        /// Out of how many.
        draws: usize,
    },
    /// More draws than fit into memory.
    #[error(
        "{} draws need {} of memory, and {} may be used; allowed: {}more memory with `--memory`",
        figure(*draws as u64),
        size(*needed),
        size(*limit),
        fewer(*most)
    )]
    Memory {
        /// How many draws.
        draws: usize,
        /// The bytes they need.
        needed: u64,
        /// The bytes that may be used.
        limit: u64,
        /// How many draws would fit.
        most: u64,
    },
    /// A draw that is no finite number.
    #[error("`{address}` is {value} in draw {draw}")]
    NotFinite {
        /// Where the uncertain number stands.
        address: Address,
        /// What it came to.
        value: f64,
        /// In which draw, from 0.
        draw: usize,
    },
    /// Harm at today's spend that is no finite number.
    #[error("the effects on `{threat}` multiply to {value} at today's spend in draw {draw}")]
    AnchorNotFinite {
        /// The threat.
        threat: String,
        /// What they multiply to.
        value: f64,
        /// In which draw, from 0.
        draw: usize,
    },
}

#[expect(clippy::cast_precision_loss, reason = "figures for reading")]
fn figure(number: u64) -> String {
    text::thousands(number as f64, 0)
}

#[expect(clippy::cast_precision_loss, reason = "figures for reading")]
/// How many draws would fit, where any would.
fn fewer(most: u64) -> String {
    if most < Draws::FEWEST as u64 { String::new() } else { format!("at most {} draws, or ", figure(most)) }
}

fn size(bytes: u64) -> String {
    if bytes < 1_000_000_000 {
        return format!("{} MB", text::thousands(bytes as f64 / 1e6, 0));
    }
    format!("{} GB", text::thousands(bytes as f64 / 1e9, 1))
}
