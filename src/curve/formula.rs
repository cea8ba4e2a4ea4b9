//! What a family of curves owns, for whoever knows only that it is one.

use crate::curve::Parameter;
use crate::curve::Strengths;

/// How a family is stated: its words, and the strength that published evidence means.
pub trait Terms {
    /// The word for the family, as files say it.
    fn word(&self) -> &'static str;

    /// The strength in the family's own terms.
    fn strength(&self) -> Parameter;

    /// What the effort is measured by.
    fn scale(&self) -> Parameter;

    /// Which strengths make sense.
    fn strengths(&self) -> Strengths;

    /// The strength that leaves `residual` at `effort`, £m.
    fn leaving(&self, residual: f64, effort: f64, scale: f64) -> f64;

    /// The strength with −log q falling by `steepness` per £m at `effort`, £m.
    fn sloping(&self, steepness: f64, effort: f64, scale: f64) -> f64;
}

/// How a family answers to effort, draw by draw. Whoever loops over draws is compiled for each family by itself, so
/// nothing is asked of a family in a draw but its arithmetic, which branches nowhere.
pub trait Formula {
    /// What an effort comes to, whatever the strength.
    type Reached: Copy;

    /// Whether the curve is the exponential of something simple, so that logs are cheaper to add than residuals to
    /// multiply: what is [`Response::left`] is then log q instead of q.
    const IS_LOGARITHMIC: bool;

    /// A draw with everything worked out that takes no effort to know.
    fn prepared(&self, draw: Draw) -> Prepared;

    /// The part that every draw with the same effort (£m) and pace shares.
    fn reached(&self, effort: f64, pace: f64) -> Self::Reached;

    /// The answer in a draw.
    fn response(&self, reached: Self::Reached, draw: Prepared) -> Response;

    /// d²(log q)/de² in a draw, per £m², where `log_slope` is d(log q)/de at the same effort, £m.
    fn log_curvature(&self, effort: f64, log_slope: f64, draw: Prepared) -> f64;
}

/// What a draw says of a curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Draw {
    /// Its strength; nought where the programme does not work.
    pub strength: f64,
    /// What its effort is measured by, £m.
    pub scale: f64,
}

/// What a draw says of a curve, as the family's formula takes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prepared {
    /// The strength, times whatever it is always multiplied by.
    pub strength: f64,
    /// How fast effort counts: a function of the scale alone; nought where the strength says it all.
    pub pace: f64,
}

/// What a curve answers at one effort.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// q(e), the share of harm left; of a logarithmic family log q(e).
    pub left: f64,
    /// d(log q)/de, per £m of effort: at most nought wherever more effort does no harm.
    pub log_slope: f64,
}
