//! The list of families: the one place, besides the words of a file, that knows how many there are.

use crate::curve::Draw;
use crate::curve::Exponential;
use crate::curve::Formula;
use crate::curve::Hyperbolic;
use crate::curve::LogLinear;
use crate::curve::Power;
use crate::curve::Prepared;
use crate::curve::Terms;

/// A family of response curves with a strength and a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Returns halve over each half-spend: see [`Exponential`].
    Exponential,
    /// Returns with a long tail: see [`Hyperbolic`].
    Hyperbolic,
    /// Elasticity of harm to spending: see [`Power`].
    Elasticity,
    /// A constant proportional effect, perhaps harmful: see [`LogLinear`].
    LogLinear,
}

/// Something that is done alike with every family, and compiled for each by itself.
pub trait Visitor {
    /// What comes of it.
    type Answer;

    /// Does it.
    fn visit<F: Formula + Terms>(self, family: &'static F) -> Self::Answer;
}

impl Family {
    /// Lets the visitor do its work with the family that this is.
    pub fn accept<V: Visitor>(self, visitor: V) -> V::Answer {
        match self {
            Self::Exponential => visitor.visit(&Exponential),
            Self::Hyperbolic => visitor.visit(&Hyperbolic),
            Self::Elasticity => visitor.visit(&Power),
            Self::LogLinear => visitor.visit(&LogLinear),
        }
    }

    /// How it is stated.
    #[must_use]
    pub fn terms(self) -> &'static dyn Terms {
        self.accept(AsTerms)
    }

    /// A draw with everything worked out that takes no effort to know.
    #[must_use]
    pub fn prepared(self, draw: Draw) -> Prepared {
        self.accept(Preparation(draw))
    }

    /// log q of a draw at an effort, £m.
    #[must_use]
    pub fn log_residual(self, effort: f64, draw: Draw) -> f64 {
        self.accept(LogResidual { effort, draw })
    }
}

struct AsTerms;

impl Visitor for AsTerms {
    type Answer = &'static dyn Terms;

    fn visit<F: Formula + Terms>(self, family: &'static F) -> Self::Answer {
        family
    }
}

struct Preparation(Draw);

impl Visitor for Preparation {
    type Answer = Prepared;

    fn visit<F: Formula + Terms>(self, family: &'static F) -> Prepared {
        family.prepared(self.0)
    }
}

struct LogResidual {
    effort: f64,
    draw: Draw,
}

impl Visitor for LogResidual {
    type Answer = f64;

    fn visit<F: Formula + Terms>(self, family: &'static F) -> f64 {
        let draw = family.prepared(self.draw);
        let left = family.response(family.reached(self.effort, draw.pace), draw).left;
        if F::IS_LOGARITHMIC { left } else { libm::log(left) }
    }
}
