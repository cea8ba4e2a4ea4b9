//! What a matrix is here, and how exact.

/// A square matrix, row by row.
pub type Matrix = Vec<Vec<f64>>;

/// Eigenvalues above minus this are nought: what rounding makes of one over matrices of up to [`MOST`] numbers.
pub const ROUNDING: f64 = 1e-12;

/// The most numbers in a matrix: eigenvalues of more would take longer than the draws.
pub const MOST: usize = 100;
