//! Where something changes its sign as an assumption goes through its distribution.

/// Where a coarse look is taken, as quantiles.
pub(super) const GRID: [f64; 7] = [0.0005, 0.05, 0.25, 0.5, 0.75, 0.95, 0.9995];

/// The same where each look is a search of its own.
pub(super) const COARSE: [f64; 4] = [0.0005, 0.05, 0.95, 0.9995];

/// A quantile is known to this.
const WIDTH: f64 = 1e-5;

/// Looks at the most for each change.
const LOOKS: usize = 48;

/// A change of sign between two quantiles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Crossing {
    /// The quantile just before it.
    pub(super) before: f64,
    /// The one just behind it.
    pub(super) behind: f64,
    /// The best guess between them.
    pub(super) at: f64,
    /// Whether the sign goes from − to +.
    pub(super) is_rising: bool,
}

/// The changes of sign of a function of a quantile between some places. Noughts have no sign. A change is found once the function
/// is nearer to nought than a part of what it is at the nearest looks; a step never is, so both ends come as near to it as
/// quantiles are known.
pub(super) fn crossings(grid: &[f64], near: f64, value: impl Fn(f64) -> Option<f64>) -> Vec<Crossing> {
    let looked: Vec<(f64, f64)> = grid.iter().filter_map(|&u| Some((u, value(u)?))).collect();
    let signed: Vec<(f64, f64)> = looked.into_iter().filter(|(_, value)| value.abs() > 0.0).collect();
    let pairs = signed.windows(2).filter(|pair| pair[0].1 * pair[1].1 < 0.0);
    pairs.map(|pair| between(pair[0], pair[1], near, &value)).collect()
}

/// Goes where a straight line would cross, with half the height of an end that has stayed twice (the Illinois method, Dowell &
/// Jarratt 1971), and to the middle every fourth time, so that a step takes not many more looks than halving does.
fn between(
    mut low: (f64, f64),
    mut high: (f64, f64),
    near: f64,
    value: &impl Fn(f64) -> Option<f64>,
) -> Crossing {
    let is_rising = low.1 < 0.0;
    let near = near * low.1.abs().min(high.1.abs());
    let (mut heights, mut was_low) = ((low.1, high.1), None);
    for look in 0..LOOKS {
        if high.0 - low.0 < WIDTH {
            break;
        }
        let is_fourth = look % 4 == 3;
        let straight = line((low.0, heights.0), (high.0, heights.1));
        let u = if is_fourth { f64::midpoint(low.0, high.0) } else { straight };
        // Beside an end a straight line says nothing new.
        let u = u.clamp(low.0 + WIDTH / 4.0, high.0 - WIDTH / 4.0);
        let Some(found) = value(u) else { break };
        if found.abs() <= near {
            return Crossing { before: low.0, behind: high.0, at: u, is_rising };
        }
        let is_low = (found < 0.0) == is_rising;
        let stayed = if was_low == Some(is_low) { 0.5 } else { 1.0 };
        if is_low {
            low = (u, found);
            heights = (found, heights.1 * stayed);
        } else {
            high = (u, found);
            heights = (heights.0 * stayed, found);
        }
        was_low = Some(is_low);
    }
    Crossing { before: low.0, behind: high.0, at: line(low, high), is_rising }
}

fn line(low: (f64, f64), high: (f64, f64)) -> f64 {
    low.0 + (high.0 - low.0) * low.1 / (low.1 - high.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn roots_of_smooth_functions_are_found_in_few_looks() {
        let looks = Cell::new(0);
        let value = |u: f64| {
            looks.set(looks.get() + 1);
            Some((u - 0.3) * (u + 1.0))
        };
        let found = crossings(&GRID, 1e-7, value);
        assert_eq!(found.len(), 1);
        assert!((found[0].at - 0.3).abs() < 1e-6 && found[0].is_rising, "{found:?}");
        assert!(looks.get() < 20, "{}", looks.get());
    }

    #[test]
    fn both_turns_of_a_hump_are_found_and_a_nought_is_none() {
        let found = crossings(&GRID, 1e-7, |u| Some(0.1 - (u - 0.5) * (u - 0.5)));
        assert_eq!(found.iter().map(|it| it.is_rising).collect::<Vec<_>>(), [true, false]);
        assert!((found[1].at - (0.5 + 0.1_f64.sqrt())).abs() < 1e-5, "{found:?}");
        assert_eq!(crossings(&GRID, 1e-7, |_| Some(0.0)), []);
    }

    #[test]
    fn a_step_lies_between_the_ends() {
        let found = crossings(&COARSE, 1e-7, |u| Some(if u < 0.123_456 { -1.0 } else { 2.0 }));
        let Crossing { before, behind, .. } = found[0];
        assert!(before < 0.123_456 && behind >= 0.123_456 && behind - before < 1.1e-5, "{found:?}");
    }
}
