//! How far a curve with a reach may go.

/// The largest reach a draw may imply: above it a threat would all but vanish on the word of one number.
pub const MOST_REACH: f64 = 0.99;

/// A reach held at [`MOST_REACH`], and whether it had to be; NaN (no harm, no return) is no reach.
#[must_use]
pub fn held(reach: f64) -> (f64, bool) {
    if reach.is_nan() {
        (0.0, false)
    } else if reach > MOST_REACH {
        (MOST_REACH, true)
    } else {
        (reach, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_reach_above_the_most_is_held() {
        assert_eq!(held(0.99), (0.99, false));
        assert_eq!(held(0.991), (0.99, true));
        assert_eq!(held(f64::INFINITY), (0.99, true));
        assert_eq!(held(f64::NAN), (0.0, false));
    }
}
