//! Figures in a unit that nobody knows, as people read them.

use crate::text;

/// More decimals than these are written as a power of ten.
const MOST_DECIMALS: usize = 8;

/// A figure to so many decimals that its standard error has two places; to three places where it has none.
pub(super) fn figure(value: f64, se: f64) -> String {
    let (size, places) = if se > 0.0 { (se, 10.0) } else { (value.abs(), 100.0) };
    if size <= 0.0 {
        return "0".to_owned();
    }
    let decimals = (0..=MOST_DECIMALS).scan(size, |scaled, decimals| {
        let own = *scaled;
        *scaled *= 10.0;
        Some((decimals, own))
    });
    let enough = decimals.filter(|(_, scaled)| *scaled >= places).map(|(decimals, _)| decimals).next();
    match enough {
        Some(decimals) if value.abs() < 1e15 => text::thousands(value, decimals),
        _ => format!("{value:.2e}"),
    }
}

/// A figure with its standard error: `0.396 ±0.010`.
pub(super) fn with_error(value: f64, se: f64) -> String {
    if se > 0.0 { format!("{} ±{}", figure(value, se), figure(se, se)) } else { figure(value, se) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_as_many_decimals_as_their_errors_tell() {
        assert_eq!(with_error(0.395_66, 0.009_94), "0.3957 ±0.0099");
        assert_eq!(with_error(1234.5678, 25.4), "1,235 ±25");
        assert_eq!(with_error(-0.1234, 0.11), "−0.12 ±0.11");
        assert_eq!(with_error(0.0, 0.0), "0");
        assert_eq!(with_error(12.3456, 0.0), "12.3");
        assert_eq!(with_error(2.5e-12, 1e-13), "2.50e-12 ±1.00e-13");
        assert_eq!(with_error(3e40, 1e38), "3.00e40 ±1.00e38");
    }
}
