//! A response curve as evidence states it: a shape, a strength and their uncertainty.

use crate::curve::Family;
use crate::curve::Formula;
use crate::curve::Parameter;
use crate::curve::Points;
use crate::curve::StatedReturn;
use crate::curve::Terms;
use crate::curve::Visitor;
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

impl Parametric {
    /// The strength as it is stated.
    #[must_use]
    pub fn stated_strength(&self) -> Parameter {
        match self.strength {
            Strength::Own(_) => self.family.terms().strength(),
            Strength::AverageReturn(_) => Parameter::AVERAGE_RETURN,
            Strength::MarginalReturn(_) => Parameter::MARGINAL_RETURN,
        }
    }

    /// The key under which the strength is stated.
    #[must_use]
    pub fn strength_key(&self) -> &'static str {
        self.stated_strength().key
    }

    /// A strength in the curve's own terms, from however it is stated; `at` is where a return was observed.
    #[must_use]
    pub fn own_strength(&self, stated: f64, at: StatedReturn, scale: f64) -> f64 {
        self.family.accept(Inversion { strength: &self.strength, stated, at, scale })
    }

    /// The key under which the scale is stated.
    #[must_use]
    pub fn scale_key(&self) -> &'static str {
        self.family.terms().scale().key
    }
}

/// From a strength as it is stated to one in the curve's own terms; no dynamic dispatch, as it is done in every draw.
struct Inversion<'s> {
    strength: &'s Strength,
    stated: f64,
    at: StatedReturn,
    scale: f64,
}

impl Visitor for Inversion<'_> {
    type Answer = f64;

    fn visit<F: Formula + Terms>(self, family: &'static F) -> f64 {
        let Self { strength, stated, at, scale } = self;
        match strength {
            Strength::Own(_) => stated,
            Strength::AverageReturn(_) => family.leaving(at.residual(stated), at.effort, scale),
            Strength::MarginalReturn(_) => family.sloping(at.steepness(stated), at.effort, scale),
        }
    }
}

impl Curve {
    /// The word for it, as files say it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Parametric(curve) => curve.family.terms().word(),
            Self::Points(_) => "points",
        }
    }

    /// Its uncertain parameters, each with what it is.
    pub fn parameters(&self) -> impl Iterator<Item = (Parameter, &Distribution)> {
        let parametric = match self {
            Self::Parametric(curve) => Some(curve),
            Self::Points(_) => None,
        };
        let strength = parametric.map(|curve| (curve.stated_strength(), curve.strength.distribution()));
        let scale = parametric
            .and_then(|curve| curve.scale.as_ref().map(|scale| (curve.family.terms().scale(), scale)));
        strength.into_iter().chain(scale)
    }
}
