//! A response curve as evidence states it: a shape, a strength and their uncertainty.

use crate::curve::Exponential;
use crate::curve::Hyperbolic;
use crate::curve::LogLinear;
use crate::curve::Points;
use crate::curve::Power;
use crate::curve::StatedReturn;
use crate::distribution::Distribution;

/// A response curve with its uncertain parameters.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "the large variant is the usual one, and there are few of either"
)]
pub enum Curve {
    /// One of the families with a strength and a scale.
    Parametric(Parametric),
    /// A table of points.
    Points(Points),
}

/// A member of a family of curves.
#[derive(Clone, Debug, PartialEq)]
pub struct Parametric {
    /// Which family.
    pub family: Family,
    /// How strong it is.
    pub strength: Strength,
    /// £m of effort that the strength is stated for; the reference effort where unstated.
    pub scale: Option<Distribution>,
}

/// A family of response curves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Returns halve over each half-spend: see [`crate::curve::Exponential`].
    Exponential,
    /// Returns with a long tail: see [`crate::curve::Hyperbolic`].
    Hyperbolic,
    /// Elasticity of harm to spending: see [`crate::curve::Power`].
    Elasticity,
    /// A constant proportional effect, perhaps harmful: see [`crate::curve::LogLinear`].
    LogLinear,
}

/// How the strength of a curve is stated.
#[derive(Clone, Debug, PartialEq)]
pub enum Strength {
    /// In the curve's own terms: reach, elasticity or rate.
    Own(Distribution),
    /// As £ of harm avoided a year per £ now spent.
    AverageReturn(Distribution),
    /// As £ of harm avoided a year by the next £1 at today's spend.
    MarginalReturn(Distribution),
}

impl Strength {
    /// The distribution, however it is stated.
    #[must_use]
    pub fn distribution(&self) -> &Distribution {
        match self {
            Self::Own(stated) | Self::AverageReturn(stated) | Self::MarginalReturn(stated) => stated,
        }
    }

    /// Whether the threat's harm is needed to make sense of it.
    #[must_use]
    pub fn is_return(&self) -> bool {
        !matches!(self, Self::Own(_))
    }
}

impl Family {
    /// The word for it, as files say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exponential => "exponential",
            Self::Hyperbolic => "hyperbolic",
            Self::Elasticity => "elasticity",
            Self::LogLinear => "log_linear",
        }
    }

    /// Whether the strength is a reach: a share of harm that unlimited money could remove.
    #[must_use]
    pub fn has_reach(self) -> bool {
        matches!(self, Self::Exponential | Self::Hyperbolic)
    }

    /// The key of a strength in the family's own terms.
    #[must_use]
    pub fn own_strength_key(self) -> &'static str {
        match self {
            Self::Exponential | Self::Hyperbolic => "reach",
            Self::Elasticity => "elasticity",
            Self::LogLinear => "rate",
        }
    }
}

impl Parametric {
    /// The key under which the strength is stated.
    #[must_use]
    pub fn strength_key(&self) -> &'static str {
        match self.strength {
            Strength::Own(_) => self.family.own_strength_key(),
            Strength::AverageReturn(_) => "average_return",
            Strength::MarginalReturn(_) => "marginal_return",
        }
    }

    /// A strength in the curve's own terms, from however it is stated; `at` is where a return was observed.
    #[must_use]
    pub fn own_strength(&self, stated: f64, at: StatedReturn, scale: f64) -> f64 {
        let effort = at.effort;
        match (&self.strength, self.family) {
            (Strength::Own(_), _) => stated,
            (Strength::AverageReturn(_), family) => {
                let residual = at.residual(stated);
                match family {
                    Family::Exponential => Exponential::reach_leaving(residual, effort, scale),
                    Family::Hyperbolic => Hyperbolic::reach_leaving(residual, effort, scale),
                    Family::Elasticity => Power::elasticity_leaving(residual, effort, scale),
                    Family::LogLinear => LogLinear::rate_leaving(residual, effort, scale),
                }
            }
            (Strength::MarginalReturn(_), family) => {
                let steepness = at.steepness(stated);
                match family {
                    Family::Exponential => Exponential::reach_sloping(steepness, effort, scale),
                    Family::Hyperbolic => Hyperbolic::reach_sloping(steepness, effort, scale),
                    Family::Elasticity => Power::elasticity_sloping(steepness, effort, scale),
                    Family::LogLinear => LogLinear::rate_sloping(steepness, scale),
                }
            }
        }
    }

    /// The key under which the scale is stated.
    #[must_use]
    pub fn scale_key(&self) -> &'static str {
        if self.family.has_reach() { "half_spend" } else { "scale" }
    }
}

impl Curve {
    /// The word for it, as files say it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Parametric(curve) => curve.family.as_str(),
            Self::Points(_) => "points",
        }
    }

    /// Its uncertain parameters, each under its key.
    pub fn parameters(&self) -> impl Iterator<Item = (&'static str, &Distribution)> {
        let parametric = match self {
            Self::Parametric(curve) => Some(curve),
            Self::Points(_) => None,
        };
        let strength = parametric.map(|curve| (curve.strength_key(), curve.strength.distribution()));
        let scale = parametric.and_then(|curve| curve.scale.as_ref().map(|scale| (curve.scale_key(), scale)));
        strength.into_iter().chain(scale)
    }
}
