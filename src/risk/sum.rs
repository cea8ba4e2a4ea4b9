//! Sums in one fixed order, so that the same draws give the same bits wherever they are added.

#![expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]

use crate::elementary::wide;

/// Independent running sums; enough to keep four of the widest vector registers busy, as each addition waits for the one
/// before it.
const LANES: usize = 32;

/// The sum of the values, by interleaved running sums added pairwise at the end. The order depends
/// on nothing but the length.
#[must_use]
pub fn sum(values: &[f64]) -> f64 {
    let (chunks, rest) = values.as_chunks();
    let whole = wide(
        #[inline(always)]
        || lanes(chunks.iter().copied()),
    );
    whole + rest.iter().sum::<f64>()
}

/// The sum of the products of values, as many of one as of the other, added in the same order.
#[must_use]
pub fn dot(values: &[f64], others: &[f64]) -> f64 {
    let (chunks, rest) = values.as_chunks();
    let (other_chunks, other_rest) = others.as_chunks();
    let whole = wide(
        #[inline(always)]
        || lanes(chunks.iter().zip(other_chunks).map(products)),
    );
    whole + rest.iter().zip(other_rest).map(|(value, other)| value * other).sum::<f64>()
}

#[inline(always)]
fn products((values, others): (&[f64; LANES], &[f64; LANES])) -> [f64; LANES] {
    let mut products = *values;
    for (product, other) in products.iter_mut().zip(others) {
        *product *= other;
    }
    products
}

#[inline(always)]
fn lanes(chunks: impl Iterator<Item = [f64; LANES]>) -> f64 {
    let mut lanes = [0.0; LANES];
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(&chunk) {
            *lane += value;
        }
    }
    let mut width = LANES;
    while width > 1 {
        width /= 2;
        for lane in 0..width {
            lanes[lane] += lanes[lane + width];
        }
    }
    lanes[0]
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
        for length in 0..140_u32 {
            let values: Vec<f64> = (1..=length).map(f64::from).collect();
            let closed_form = f64::from(length * (length + 1) / 2);
            assert!((sum(&values) - closed_form).abs() < f64::MIN_POSITIVE, "{length}");
            let squares = f64::from(length * (length + 1) * (2 * length + 1) / 6);
            assert!((dot(&values, &values) - squares).abs() < f64::MIN_POSITIVE, "{length}");
        }
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[1.0, 4.0]), Some(2.5));
    }
}
