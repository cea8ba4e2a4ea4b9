//! The one type the rest of the program knows: any distribution, truncated or not.

use crate::distribution::atoms::Atoms;
use crate::distribution::beta::ScaledBeta;
use crate::distribution::continuous::Continuous;
use crate::distribution::error::DistError;
use crate::distribution::gamma::Gamma;
use crate::distribution::lognormal::Lognormal;
use crate::distribution::normal::Normal;
use crate::distribution::quantiles::Quantiles;
use crate::distribution::special::norm_cdf;
use crate::distribution::special::norm_quantile;
use crate::distribution::special::norm_tails;
use crate::distribution::special::norm_z;
use crate::distribution::triangular::Triangular;
use crate::distribution::truncation::Limits;
use crate::distribution::truncation::Window;
use crate::distribution::uniform::Uniform;
use crate::distribution::update::Update;
use crate::distribution::update::expected;
use core::fmt;

/// Less probability than this between the limits is taken for a mistake; above it no arithmetic underflows.
const LEAST_MASS: f64 = 1e-100;

/// Steps of the rule for variances, in normal scores.
const SCORE_STEP: f64 = 1.0 / 32.0;

/// So many to either side of nought: to a score of 8.
const SCORE_STEPS: i32 = 256;

/// 1/√(2π).
const NORMAL_DENSITY: f64 = 0.398_942_280_401_432_7;

/// The standard deviation of a normal number, or of the logarithm of a lognormal one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Deviation {
    /// In the number's own unit.
    OfNumber(f64),
    /// Of the natural logarithm.
    OfLogarithm(f64),
}

/// A probability distribution on the real line, checked when it was made.
///
/// Displayed the way an evidence file says it: `pert {low 16, mode 20, high 25}, at most 24`.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    pub(super) kind: Kind,
    pub(super) limits: Limits,
    /// How it was written, where that is not what it is now.
    written: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// Some values with a probability each.
    Atoms(Atoms),
    /// A density, of which only a window may be left.
    Density { family: Family, window: Window },
    /// Another one after something was learnt of it.
    Updated { prior: Box<Distribution>, update: Update },
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Family {
    Uniform(Uniform),
    Triangular(Triangular),
    Beta(ScaledBeta),
    Normal(Normal),
    Lognormal(Lognormal),
    Gamma(Gamma),
}

impl Family {
    fn scaled(&self, factor: f64) -> Self {
        match self {
            Self::Uniform(family) => Self::Uniform(family.scaled(factor)),
            Self::Triangular(family) => Self::Triangular(family.scaled(factor)),
            Self::Beta(family) => Self::Beta(family.scaled(factor)),
            Self::Normal(family) => Self::Normal(family.scaled(factor)),
            Self::Lognormal(family) => Self::Lognormal(family.scaled(factor)),
            Self::Gamma(family) => Self::Gamma(family.scaled(factor)),
        }
    }

    pub fn as_continuous(&self) -> &dyn Continuous {
        match self {
            Self::Uniform(family) => family,
            Self::Triangular(family) => family,
            Self::Beta(family) => family,
            Self::Normal(family) => family,
            Self::Lognormal(family) => family,
            Self::Gamma(family) => family,
        }
    }
}

impl Distribution {
    pub(super) fn from_family(family: Family) -> Self {
        let limits = Limits::default();
        let window = Window::of(family.as_continuous(), limits);
        let kind = Kind::Density { family, window };
        Self { kind, limits, written: None }
    }

    pub(super) fn from_atoms(atoms: Atoms) -> Self {
        let limits = Limits::default();
        let kind = Kind::Atoms(atoms);
        Self { kind, limits, written: None }
    }

    /// What this one becomes when its scores become those of an update, written in these words.
    #[must_use]
    pub fn updated(&self, update: Update, written: String) -> Self {
        let kind = Kind::Updated { prior: Box::new(self.clone()), update };
        Self { kind, limits: Limits::default(), written: Some(written) }
    }

    /// The distribution of `factor` times this number: every quantile is `factor` times what it was, but for rounding.
    ///
    /// It is displayed as what this one was written as, and the factor: `pert {low 16, mode 20, high 25} × 1.3249`. The factor
    /// is finite and above 0.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        let kind = match &self.kind {
            Kind::Atoms(atoms) => Kind::Atoms(atoms.scaled(factor)),
            Kind::Density { family, window } => {
                Kind::Density { family: family.scaled(factor), window: window.scaled(factor) }
            }
            Kind::Updated { prior, update } => {
                Kind::Updated { prior: Box::new(prior.scaled(factor)), update: update.clone() }
            }
        };
        let limits = self.limits.scaled(factor);
        let written = if self.limits == Limits::default() { self.to_string() } else { format!("({self})") };
        Self { kind, limits, written: Some(format!("{written} × {factor:.4}")) }
    }

    /// The same distribution given that it lies between `min` and `max`; what was outside is spread over what is left.
    ///
    /// Through the quantile function: u becomes F(min) + u·(F(max) − F(min)), or the same with 1 − F where that is the
    /// smaller, so limits far out in either tail are exact. A discrete distribution drops the values outside. Limits
    /// on top of limits count together.
    ///
    /// # Errors
    /// When a limit is not finite, `min` is not below `max`, or less than 1e-100 of the probability is left; and after an
    /// update, which must come last.
    pub fn truncated(self, min: Option<f64>, max: Option<f64>) -> Result<Self, DistError> {
        let limits = self.limits.and(min, max)?;
        let refuse = |mass: f64| DistError::NoMass {
            distribution: self.kind.to_string(),
            limits: limits.to_string(),
            mass,
        };
        let kind = match &self.kind {
            Kind::Atoms(atoms) => {
                let (atoms, mass) = atoms.within(limits);
                if mass < LEAST_MASS {
                    return Err(refuse(mass));
                }
                Kind::Atoms(atoms)
            }
            Kind::Density { family, .. } => {
                let window = Window::of(family.as_continuous(), limits);
                if window.mass() < LEAST_MASS {
                    return Err(refuse(window.mass()));
                }
                let family = family.clone();
                Kind::Density { family, window }
            }
            Kind::Updated { .. } => return Err(DistError::TooLate { distribution: self.to_string() }),
        };
        Ok(Self { kind, limits, written: None })
    }

    /// Q(u), the value that is exceeded with probability 1 − `u`.
    ///
    /// For `u` in (0, 1) it is finite, inside the support, and nondecreasing but for the last digits (about 1e-14 of
    /// it); only [`Distribution::bernoulli`] falls instead. `u` of 0 or less gives the lower end of the support, of 1
    /// or more the upper end, either of which may be infinite; NaN gives NaN.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        if u.is_nan() {
            return u;
        }
        match &self.kind {
            Kind::Atoms(atoms) => atoms.quantile(u),
            Kind::Density { family, window } => {
                let (low, high) = window.ends();
                if u <= 0.0 {
                    low
                } else if u >= 1.0 {
                    high
                } else {
                    let x = family.as_continuous().quantile(window.widen(u));
                    x.clamp(low, high)
                }
            }
            Kind::Updated { prior, update } if u > 0.0 && u < 1.0 => {
                prior.at_score(update.score(norm_quantile(u)))
            }
            Kind::Updated { prior, .. } => prior.quantile(u),
        }
    }

    /// Q(Φ(z)), for scores far out in either tail as exact as in the middle.
    pub(super) fn at_score(&self, z: f64) -> f64 {
        match &self.kind {
            Kind::Atoms(atoms) => atoms.quantile(norm_cdf(z)),
            Kind::Density { family, window } => {
                let (low, high) = window.ends();
                let at = window.widen_tails(norm_tails(z));
                family.as_continuous().quantile(at).clamp(low, high)
            }
            Kind::Updated { prior, update } => prior.at_score(update.score(z)),
        }
    }

    /// The score behind a value; ±∞ outside the support.
    pub(super) fn score_of(&self, x: f64) -> f64 {
        match &self.kind {
            Kind::Atoms(atoms) => norm_quantile(atoms.cdf(x)),
            Kind::Density { family, window } => {
                let (low, high) = window.ends();
                if x <= low {
                    f64::NEG_INFINITY
                } else if x >= high {
                    f64::INFINITY
                } else {
                    norm_z(window.narrow_tails(family.as_continuous().tails(x)))
                }
            }
            Kind::Updated { prior, update } => update.score_back(prior.score_of(x)),
        }
    }

    /// The quantile function for columns of numbers.
    #[must_use]
    pub fn quantiles(&self) -> Quantiles {
        let whole = self.clone();
        let exact = Box::new(move |u| whole.quantile(u));
        match &self.kind {
            Kind::Atoms(atoms) => Quantiles::of_steps(exact, atoms.steps(), atoms.support()),
            Kind::Density { family, window } => {
                let shape = family.as_continuous().shape();
                Quantiles::of_shape(exact, shape, window.widening(), window.ends())
            }
            Kind::Updated { prior, update } => Quantiles::through(exact, prior.quantiles(), update.clone()),
        }
    }

    /// F(x) = P(X ≤ x), from 0 to 1; NaN for NaN.
    #[must_use]
    pub fn cdf(&self, x: f64) -> f64 {
        if x.is_nan() {
            return x;
        }
        match &self.kind {
            Kind::Atoms(atoms) => atoms.cdf(x),
            Kind::Density { family, window } => {
                let (low, high) = window.ends();
                if x <= low {
                    0.0
                } else if x >= high {
                    1.0
                } else {
                    window.narrow(family.as_continuous().tails(x))
                }
            }
            Kind::Updated { prior, update } => norm_cdf(update.score_back(prior.score_of(x))),
        }
    }

    /// E(X), from the closed form of each family, truncated ones included; after an update by integration, good to 1e-9 of the
    /// spread where nothing is cut off.
    ///
    /// Rounding grows as the reciprocal of the probability inside the limits where they are close together in the
    /// middle of a distribution (1e-10 for one in a million); the result is always between them.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match &self.kind {
            Kind::Atoms(atoms) => atoms.mean(),
            Kind::Density { family, window } => {
                let (low, high) = window.ends();
                let mean = family.as_continuous().mean_between(low, high, window.mass());
                mean.clamp(low, high)
            }
            Kind::Updated { .. } => {
                let (low, high) = self.support();
                expected(|z| self.at_score(z)).clamp(low, high)
            }
        }
    }

    /// The smallest interval it is always in; ±∞ where there is no end.
    #[must_use]
    pub fn support(&self) -> (f64, f64) {
        match &self.kind {
            Kind::Atoms(atoms) => atoms.support(),
            Kind::Density { window, .. } => window.ends(),
            Kind::Updated { prior, .. } => prior.support(),
        }
    }

    /// The values of a distribution that takes a few only, in the order in which its quantile function goes through them, each
    /// with the part of (0, 1) in which it is taken; nothing of one that has a density.
    #[must_use]
    pub fn values(&self) -> Vec<(f64, (f64, f64))> {
        match &self.kind {
            Kind::Atoms(atoms) => atoms.values(),
            Kind::Density { .. } => Vec::new(),
            Kind::Updated { prior, update } => {
                let values = prior.values().into_iter().map(|(value, (low, high))| {
                    (value, (update.uniform_back(low), update.uniform_back(high)))
                });
                values.filter(|(_, (low, high))| low < high).collect()
            }
        }
    }

    /// The standard deviation of the number where it is normal, and of its logarithm where it is lognormal, if it is cut off
    /// nowhere; `None` of every other distribution.
    #[must_use]
    pub fn deviation(&self) -> Option<Deviation> {
        match &self.kind {
            Kind::Density { family, .. } if self.limits == Limits::default() => match family {
                Family::Normal(normal) => Some(Deviation::OfNumber(normal.sd())),
                Family::Lognormal(lognormal) => Some(Deviation::OfLogarithm(lognormal.sigma())),
                _ => None,
            },
            _ => None,
        }
    }

    /// The variance, by the trapezoidal rule in the normal score z = Φ⁻¹(u): of smooth quantile functions it is right to more
    /// digits than anybody needs, since what it sums falls off as exp(−z²/2).
    #[must_use]
    pub fn variance(&self) -> f64 {
        let mean = self.mean();
        let values = self.values();
        if !values.is_empty() {
            return values
                .iter()
                .map(|(value, (low, high))| (high - low) * (value - mean) * (value - mean))
                .sum();
        }
        let part = |step: i32| {
            let score = f64::from(step) * SCORE_STEP;
            let away = self.quantile(norm_cdf(score)) - mean;
            SCORE_STEP * NORMAL_DENSITY * libm::exp(-0.5 * score * score) * away * away
        };
        (-SCORE_STEPS..=SCORE_STEPS).map(part).sum()
    }

    /// The value, if there is only one it can take.
    #[must_use]
    pub fn certain(&self) -> Option<f64> {
        match &self.kind {
            Kind::Atoms(atoms) => atoms.certain(),
            Kind::Density { .. } => None,
            Kind::Updated { prior, .. } => prior.certain(),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Atoms(atoms) => write!(f, "{atoms}"),
            Self::Density { family, .. } => write!(f, "{}", family.as_continuous()),
            Self::Updated { prior, .. } => write!(f, "{prior}"),
        }
    }
}

impl fmt::Display for Distribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(written) = &self.written {
            return f.write_str(written);
        }
        write!(f, "{}", self.kind)?;
        if self.limits == Limits::default() {
            return Ok(());
        }
        write!(f, ", {}", self.limits)
    }
}
