//! Changes as a person makes them: figures that can be typed into a file, rounded so that they are enough.
//!
//! What a linear program says is least has rounding in its last digits, and a rule missed by these is still missed. So
//! each change is rounded away from what is stated now, and all of them together are held against the rules before
//! anybody is told.

use crate::model::BoundKind;
use crate::optimise::Amends;
use crate::optimise::Mend;
use crate::optimise::Region;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Watch;
use crate::optimise::infeasibility::relaxable::Relaxable;
use crate::optimise::infeasibility::relaxable::is_feasible;

/// Amounts from £10,000 are rounded to £1,000, smaller ones to £1; £m.
const COARSE_FROM: f64 = 1e-2;
const COARSE: f64 = 1e-3;
const FINE: f64 = 1e-6;

/// Where exact amounts, shares and ratios leave no room, nothing but the last digits that a file can hold will do; £m.
const FINEST: f64 = 1e-9;

/// The ratios that a file may state.
const RATIOS: std::ops::RangeInclusive<f64> = 1e-6..=1e6;

/// What solvers leave open, as a part of all money: a figure that is this little above a round one is the round one, as
/// long as that is enough.
const NOISE: f64 = 1e-9;

/// How figures are rounded.
#[derive(Clone, Copy)]
struct Rounding {
    /// What is taken for noise, £m.
    noise: f64,
    /// Steps beyond the first that is enough by itself.
    more: f64,
    /// What large amounts are rounded to, and small ones, £m.
    coarse: f64,
    fine: f64,
    /// Significant figures of a ratio.
    figures: f64,
    /// To the nearest step rather than to the next: exact amounts and an exact ratio between them leave no room.
    to_nearest: bool,
}

impl Rounding {
    /// From the plainest figures to the closest ones.
    fn all(unit: f64) -> [Self; 6] {
        let plain = Self {
            noise: NOISE * unit,
            more: 0.0,
            coarse: COARSE,
            fine: FINE,
            figures: 3.0,
            to_nearest: false,
        };
        let strict = Self { noise: 0.0, ..plain };
        let fine = Self { coarse: FINE, ..strict };
        // An exact share that is raised may have to stop at what its programmes can take.
        let nearest = Self { to_nearest: true, ..fine };
        let closest = Self { figures: 12.0, coarse: FINEST, fine: FINEST, ..nearest };
        [plain, strict, Self { more: 1.0, ..strict }, fine, nearest, closest]
    }

    /// An amount as it is typed.
    fn amount(self, amount: f64) -> f64 {
        let step = if amount >= COARSE_FROM { self.coarse } else { self.fine };
        let steps = (amount - self.noise.min(0.5 * step)) / step;
        let steps = if self.to_nearest { steps.round() } else { steps.ceil() };
        (steps.max(1.0) + self.more) * step
    }

    /// A ratio as it is typed, rounded up or down.
    fn ratio(self, ratio: f64, up: bool) -> f64 {
        // Tenths, hundredths and so on, or tens and hundreds: a power of ten that is a whole number either way.
        let size = self.figures - 1.0 - libm::floor(libm::log10(ratio));
        let unit = libm::pow(10.0, size.abs());
        let parts = if size < 0.0 { ratio / unit } else { ratio * unit };
        let parts = if up { (parts * (1.0 - NOISE)).ceil() } else { (parts * (1.0 + NOISE)).floor() };
        let rounded = if size < 0.0 { parts * unit } else { parts / unit };
        rounded.clamp(*RATIOS.start(), *RATIOS.end())
    }
}

/// Rounds mends so that they are enough, as little as that takes.
///
/// # Errors
/// The solver broke.
pub(super) fn amend(
    region: &Region,
    rules: &[Relaxable],
    mends: Vec<Mend>,
    (solver, watch): (&dyn Solver, &dyn Watch),
) -> Result<Vec<Mend>, SolveError> {
    let mut amended = mends;
    let exact = rules.iter().filter(|rule| matches!(rule.rule, Rule::Strand { side: None, .. })).count();
    let is_all_exact = exact >= region.strands();
    for rounding in Rounding::all(region.unit()) {
        // Where a strand has room, it takes what exact shares are changed by; else these have to go on adding up.
        for (is_exact, adds_up) in [(true, false), (true, true), (false, false), (false, true)] {
            round(&mut amended, rules, region.unit(), rounding, (is_exact, adds_up));
            match is_feasible(region, applied(rules, &amended, region.unit()).iter(), solver, watch) {
                // Where the search is ended, nobody knows whether these are enough, and whoever is told is told so.
                Ok(true) | Err(SolveError::Ended { .. }) => return Ok(amended),
                Ok(false) => {}
                Err(other) => return Err(other),
            }
        }
    }
    // Nothing but the last digits is in the way.
    let [.., closest] = Rounding::all(region.unit());
    round(&mut amended, rules, region.unit(), closest, (true, is_all_exact));
    Ok(amended)
}

/// Rounds every mend.
fn round(
    mends: &mut [Mend],
    rules: &[Relaxable],
    unit: f64,
    rounding: Rounding,
    (is_exact, adds_up): (bool, bool),
) {
    for mend in &mut *mends {
        mend.amends = match mend.rule {
            Rule::Ratio { side, .. } => ratio(mend, side, is_exact, rounding),
            Rule::AtMostOpen { .. } => Amends::By((mend.change - 0.5).ceil()),
            _ => Amends::By(rounding.amount(mend.change).min(most_change(mend, rules, unit))),
        };
    }
    if adds_up {
        balance(mends);
    }
}

/// The most that a bound can be changed by, £m: one that is lowered goes down to nought, whatever rounding asks for.
fn most_change(mend: &Mend, rules: &[Relaxable], unit: f64) -> f64 {
    let rule = rules.iter().find(|rule| rule.rule == mend.rule && !mend.raised);
    let bound = rule.and_then(|rule| rule.rows.first()).map(|row| row.bound * unit);
    bound.filter(|bound| *bound > 0.0).unwrap_or(f64::INFINITY)
}

/// The ratio that a rule has to have, rounded away from what it is.
fn ratio(mend: &Mend, side: Option<BoundKind>, is_exact: bool, rounding: Rounding) -> Amends {
    let Some(becomes) = mend.ratio.filter(|ratio| RATIOS.contains(ratio)) else { return Amends::LeftOut };
    let rounded = rounding.ratio(becomes, mend.raised);
    if side.is_none() && !is_exact { Amends::RatioUpTo(rounded) } else { Amends::Ratio(rounded) }
}

/// Exact shares that are raised take what others are lowered by, so that they go on adding up.
fn balance(mends: &mut [Mend]) {
    let sum = |mends: &[Mend], raised: bool| -> f64 {
        let exact = mends.iter().filter(|mend| is_exact_share(mend) && mend.raised == raised);
        exact.map(|mend| if let Amends::By(by) = mend.amends { by } else { 0.0 }).sum()
    };
    let over = sum(mends, true) - sum(mends, false);
    let wanting = mends.iter_mut().filter(|mend| is_exact_share(mend) && mend.raised == (over < 0.0));
    let largest = wanting.max_by(|a, b| a.change.total_cmp(&b.change));
    if let Some(Mend { amends: Amends::By(by), .. }) = largest {
        *by += over.abs();
    }
}

fn is_exact_share(mend: &Mend) -> bool {
    matches!(mend.rule, Rule::Strand { side: None, .. })
}

/// The rules once the changes are made.
fn applied(rules: &[Relaxable], mends: &[Mend], unit: f64) -> Vec<Relaxable> {
    let of = |rule: &Rule| mends.iter().find(|mend| mend.rule == *rule);
    let grown = |year: usize| match of(&Rule::Budget { year }).map(|mend| mend.amends) {
        Some(Amends::By(by)) => by / unit,
        _ => 0.0,
    };
    let mut applied = rules.to_vec();
    for rule in &mut applied {
        rule.rows.iter_mut().for_each(|row| row.bound += rule.per_budget * grown(rule.year));
        let Some(mend) = of(&rule.rule).filter(|mend| !matches!(mend.rule, Rule::Budget { .. })) else {
            continue;
        };
        let sign = if mend.raised { 1.0 } else { -1.0 };
        match (mend.amends, &rule.rule) {
            (Amends::By(by), Rule::AtMostOpen { .. }) => {
                rule.rows.iter_mut().for_each(|row| row.bound += by);
            }
            (Amends::By(by), _) => rule.rows.iter_mut().for_each(|row| row.bound += sign * by / unit),
            (Amends::Ratio(becomes), _) => rule.rows.iter_mut().for_each(|row| tie(row, becomes)),
            (Amends::RatioUpTo(becomes), _) => {
                let was = rule.rows.clone();
                let kept = was.iter().cloned().map(|row| Row { sense: sense(!mend.raised), ..row });
                let moved = was.iter().cloned().map(|mut row| {
                    tie(&mut row, becomes);
                    Row { sense: sense(mend.raised), ..row }
                });
                rule.rows = kept.chain(moved).collect();
            }
            (Amends::LeftOut, _) => rule.rows.clear(),
        }
    }
    applied
}

fn sense(is_most: bool) -> Sense {
    if is_most { Sense::AtMost } else { Sense::AtLeast }
}

/// Ties the first group of a ratio to this multiple of the second.
fn tie(row: &mut Row, multiple: f64) {
    row.terms.iter_mut().filter(|(_, factor)| *factor < 0.0).for_each(|(_, factor)| *factor = -multiple);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_rounded_up_to_what_can_be_typed() {
        let [plain, strict, ..] = Rounding::all(2900.0);
        for (amount, shown) in [
            (1300.0, 1300.0),
            (1_300.000_001, 1300.0),
            (1_300.000_4, 1300.001),
            (0.5, 0.5),
            (0.012_34, 0.013),
            (0.001_234_1, 0.001_234),
            (0.001_234_6, 0.001_235),
            (1e-7, 1e-6),
        ] {
            // Half a pound is noise in £2.9bn, and three pounds of a thousand.
            let rounded = plain.amount(amount);
            assert!((rounded - shown).abs() < 1e-12, "{amount}: {rounded}, not {shown}");
        }
        assert!(strict.amount(1_300.000_001) > 1_300.000_9, "nothing is noise");
    }

    #[test]
    fn ratios_are_rounded_away_from_what_they_are() {
        let of = |raised, becomes| {
            let rule = Rule::Ratio { limit: 0, side: None, year: 0 };
            let mend = Mend { ratio: becomes, ..Mend::by(rule, 1.0, raised) };
            ratio(&mend, None, true, Rounding::all(1.0)[0])
        };
        let is = |amends, shown: f64| matches!(amends, Amends::Ratio(is) if (is / shown - 1.0).abs() < 1e-12);
        assert!(is(of(true, Some(3.333_333)), 3.34) && is(of(false, Some(1.833_333)), 1.83));
        assert!(is(of(true, Some(2.5)), 2.5) && is(of(false, Some(2.5)), 2.5));
        assert!(is(of(true, Some(12_345.0)), 12_400.0) && is(of(false, Some(0.001_239)), 0.001_23));
        assert_eq!((of(true, None), of(false, Some(0.0))), (Amends::LeftOut, Amends::LeftOut));
    }
}
