//! Sums in one fixed order, so that the same draws give the same bits wherever they are added.

/// Independent running sums; enough for the compiler to keep a vector register busy.
const LANES: usize = 8;

/// The sum of the values, by interleaved running sums added pairwise at the end. The order depends
/// on nothing but the length.
#[must_use]
pub fn sum(values: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    let chunks = values.chunks_exact(LANES);
    let rest: f64 = chunks.remainder().iter().sum();
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += value;
        }
    }
    for width in [LANES / 2, LANES / 4, LANES / 8] {
        let (near, far) = lanes.split_at_mut(width);
        for (near, far) in near.iter_mut().zip(far) {
            *near += *far;
        }
    }
    lanes[0] + rest
}

/// The arithmetic mean; `None` of nothing.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| sum(values) / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_add_up_exactly_at_every_length() {
        for length in 0..40_u32 {
            let values: Vec<f64> = (1..=length).map(f64::from).collect();
            let closed_form = f64::from(length * (length + 1) / 2);
            assert!((sum(&values) - closed_form).abs() < f64::MIN_POSITIVE, "{length}");
        }
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[1.0, 4.0]), Some(2.5));
    }
}
