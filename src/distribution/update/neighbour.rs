//! What an observation says of a number that was not observed, but moves with one that was.

use crate::distribution::special::norm_density;
use crate::distribution::update::density;
use crate::distribution::update::map::Update;
use crate::distribution::update::map::Way;

/// Correlations nearer to ±1 than this leave a neighbour nothing of its own.
const WHOLE: f64 = 1e-6;

/// Draws' scores end before.
const END: f64 = 8.3;

/// The observed number's scores are no farther apart than this.
const STEP: f64 = 0.1;

/// Where the map jumps they are this far apart.
const FINE_STEP: f64 = 0.005;

/// Of the width of what is integrated over them, the trapezium rule needs a step no wider than this part to be exact to
/// rounding.
const PART: f64 = 0.7;

impl Update {
    /// The map of a neighbour whose score has the correlation `r` with the observed number's. Given the observed score t, the
    /// neighbour's is normal around r·t with the variance 1 − r², whatever was observed, so its posterior is the mixture of
    /// these over the posterior of t.
    #[must_use]
    pub fn of_neighbour(&self, r: f64) -> Self {
        let left = (1.0 - r) * (1.0 + r);
        if let Way::Straight { shift, scale } = &self.0 {
            return Self::straight(r * shift, (left.max(0.0) + r * r * scale * scale).sqrt());
        }
        if r.abs() <= 0.0 {
            return Self::straight(0.0, 1.0);
        }
        if left <= WHOLE {
            return if r > 0.0 { self.clone() } else { self.mirrored() };
        }
        let own = left.sqrt();
        let mixed = self.mixture(r, own);
        let ln = |t: f64| log_mixture(&mixed, t, own);
        let width = own.clamp(0.02, 0.25);
        density::smooth(&ln, width).map_or_else(|| Self::straight(0.0, 1.0), Self::curved)
    }

    /// The map of the number's mirror image: −T(−z).
    fn mirrored(&self) -> Self {
        match &self.0 {
            Way::Straight { shift, scale } => Self::straight(-shift, *scale),
            Way::Curved(curve) => Self::curved(curve.mirrored()),
            Way::Steps(steps) => Self::steps(steps.mirrored()),
        }
    }

    /// Where the neighbour's score is centred for each of the observed number's, with its weight.
    fn mixture(&self, r: f64, own: f64) -> Vec<(f64, f64)> {
        let step = match &self.0 {
            Way::Steps(_) => FINE_STEP,
            Way::Straight { .. } => STEP,
            Way::Curved(curve) => {
                let moved = r.abs() * curve.steepest() / own;
                (PART / (1.0 + moved * moved).sqrt()).clamp(FINE_STEP, STEP)
            }
        };
        let zs = (0..).map(|i| f64::from(i) * step - END).take_while(|z| *z <= END);
        zs.map(|z| (r * self.score(z), norm_density(z))).collect()
    }
}

/// ln Σ w·exp(−(t − centre)²/(2·own²)), which never underflows.
fn log_mixture(mixed: &[(f64, f64)], t: f64, own: f64) -> f64 {
    let exponent = |centre: f64| -0.5 * ((t - centre) / own) * ((t - centre) / own);
    let most = mixed.iter().map(|part| exponent(part.0)).fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = mixed.iter().map(|(centre, weight)| weight * libm::exp(exponent(*centre) - most)).sum();
    most + libm::log(sum)
}
