//! The scale of an axis that whiskers must fit on: not every program makes room for them.

/// The steps that an axis is cut into, about.
const STEPS: f64 = 6.0;

/// An axis from one round number to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// Where it begins.
    pub(super) from: f64,
    /// Where it ends.
    pub(super) to: f64,
    /// From one label to the next.
    pub(super) step: f64,
}

/// The scale that shows nought and every value; `None` where there is nothing but nought to be shown.
pub(super) fn scale(values: impl IntoIterator<Item = f64>) -> Option<Scale> {
    let (least, most) = values
        .into_iter()
        .fold((0.0_f64, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)));
    let step = round_step((most - least) / STEPS);
    let is_usable = step.is_finite() && step > 0.0;
    is_usable.then(|| Scale { from: (least / step).floor() * step, to: (most / step).ceil() * step, step })
}

/// The least of 1, 2, 5 and 10 times a power of ten that is not less.
fn round_step(step: f64) -> f64 {
    let power = libm::pow(10.0, libm::log10(step).floor());
    let times = [1.0, 2.0, 5.0].into_iter().find(|times| times * power >= step).unwrap_or(10.0);
    times * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_runs_between_round_numbers_past_every_value() {
        let found = scale([-334.6, 900.2, 12.0]).unwrap();
        let wanted = Scale { from: -500.0, to: 1000.0, step: 500.0 };
        assert!((found.from - wanted.from).abs() < 1e-9 && (found.to - wanted.to).abs() < 1e-9, "{found:?}");
        assert!(scale([0.003]).unwrap().to >= 0.003);
    }

    #[test]
    fn nothing_to_show_has_no_scale() {
        assert_eq!(scale([0.0, 0.0]), None);
        assert_eq!(scale([]), None);
    }
}
