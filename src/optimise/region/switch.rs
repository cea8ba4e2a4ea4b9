//! Programmes that are on or off.

/// A programme that is on or off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Switch {
    /// The programme, as a position in the evidence.
    pub programme: usize,
    /// The position of its variable: 1 for on, 0 for off.
    pub column: usize,
    /// What it costs to be on before anything has an effect, in the region's units.
    pub set_up: f64,
}
