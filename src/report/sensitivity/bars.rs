//! A tornado of characters: how far a figure goes to either side.

/// Columns on each side of the middle.
const SIDE: usize = 12;

/// What is drawn at the 5% point, at the 95% point, where both reach, and where neither does.
const LOW: char = '░';
const HIGH: char = '█';
const BOTH: char = '▓';
const NEITHER: char = '·';

/// What the marks mean.
pub(super) const KEY: &str = "░ at its 5% point, █ at its 95% point, ▓ at both";

/// The bar of two changes, where `most` reaches the end of a side.
pub(super) fn bar(low: Option<f64>, high: Option<f64>, most: f64) -> String {
    let length = |change: f64| -> usize {
        let part = (change.abs() / most).clamp(0.0, 1.0);
        // A change that is any is seen.
        if change.abs() > 0.0 && most > 0.0 {
            (1..=SIDE).find(|n| rank(*n) >= part).unwrap_or(SIDE)
        } else {
            0
        }
    };
    let reach = |change: Option<f64>, is_right: bool| match change {
        Some(change) if (change > 0.0) == is_right => length(change),
        _ => 0,
    };
    let mark = |place: usize, is_right: bool| match (
        place <= reach(low, is_right),
        place <= reach(high, is_right),
    ) {
        (true, true) => BOTH,
        (true, false) => LOW,
        (false, true) => HIGH,
        (false, false) => NEITHER,
    };
    let left = (1..=SIDE).rev().map(|place| mark(place, false));
    let right = (1..=SIDE).map(|place| mark(place, true));
    left.chain(['│']).chain(right).collect()
}

/// The part of a side that so many columns are.
#[expect(clippy::cast_precision_loss, reason = "a dozen columns")]
fn rank(columns: usize) -> f64 {
    columns as f64 / SIDE as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_go_as_far_as_their_figures() {
        assert_eq!(bar(Some(-6.0), Some(12.0), 12.0), "······░░░░░░│████████████");
        assert_eq!(bar(Some(-12.0), Some(-3.0), 12.0), "░░░░░░░░░▓▓▓│············");
        assert_eq!(bar(Some(0.0), None, 12.0), "············│············");
    }
}
