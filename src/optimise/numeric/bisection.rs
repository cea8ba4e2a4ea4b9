//! How far along a segment something still holds.

/// The largest part of a segment, from 0 to 1, at which something holds, to 2^−`halvings`; it must hold at 0, and once it
/// fails it must go on failing, as staying below a level does on a segment of a convex function.
pub(in crate::optimise) fn bisect(halvings: usize, holds: impl Fn(f64) -> bool) -> f64 {
    let (mut inside, mut outside) = (0.0, 1.0);
    for _ in 0..halvings {
        let middle = f64::midpoint(inside, outside);
        if holds(middle) { inside = middle } else { outside = middle }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_is_met_from_inside() {
        let edge = bisect(20, |part| part * part <= 0.5);
        assert!(edge * edge <= 0.5, "never beyond");
        // Twenty halvings leave a millionth of the segment.
        assert!((edge - 0.5_f64.sqrt()).abs() < 1e-6, "{edge}");
    }
}
