//! A distribution after its number was observed.

use crate::distribution::Distribution;
use crate::distribution::any::Family;
use crate::distribution::any::Kind;
use crate::distribution::error::DistError;
use crate::distribution::figure::Figure;
use crate::distribution::truncation::Limits;
use crate::distribution::update::edges;
use crate::distribution::update::likelihood::Measured;
use crate::distribution::update::map::Update;

/// Draws' scores end a little beyond; a posterior half of which is farther out than this could not be drawn.
const DRAWN: f64 = 8.0;

impl Distribution {
    /// The posterior: this distribution after its number was measured as `value`, give or take `standard_error`.
    ///
    /// Displayed as the prior, and what was observed: `lognormal {low 0.3, high 2}, and 1.2 ± 0.3 observed`.
    ///
    /// # Errors
    /// The measurement is none, or is farther from all that this distribution says than 1e-15 of it.
    pub fn observed(&self, value: f64, standard_error: f64) -> Result<Self, DistError> {
        let measured = Measured::new(value, standard_error)?;
        let update = self.update(measured)?;
        let written = format!("{self}, and {} ± {} observed", Figure(value), Figure(standard_error));
        Ok(self.updated(update, written))
    }

    /// How a measurement of the number changes the scores behind its draws.
    ///
    /// # Errors
    /// As [`Distribution::observed`].
    pub fn update(&self, measured: Measured) -> Result<Update, DistError> {
        let unforeseen = || DistError::Unforeseen {
            distribution: self.to_string(),
            value: measured.value(),
            standard_error: measured.standard_error(),
        };
        let update = match &self.kind {
            Kind::Atoms(atoms) => {
                let weighted = atoms.weighted(|x| measured.ln(x));
                return weighted.map(|(_, stretches)| Update::steps(stretches)).ok_or_else(unforeseen);
            }
            Kind::Density { family: Family::Normal(normal), .. } if self.limits == Limits::default() => {
                let (at, error) = normal.in_scores(measured.value(), measured.standard_error());
                let kept = error * error / (1.0 + error * error);
                Update::straight(at / (1.0 + error * error), kept.sqrt())
            }
            Kind::Density { .. } | Kind::Updated { .. } => {
                self.integrated(measured).ok_or_else(unforeseen)?
            }
        };
        if update.score(0.0).abs() > DRAWN { Err(unforeseen()) } else { Ok(update) }
    }

    /// The same by integration, whatever the density.
    fn integrated(&self, measured: Measured) -> Option<Update> {
        let ln = |z: f64| measured.ln(self.at_score(z));
        edges::observed(&ln, self.score_of(measured.value())).map(Update::curved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The posterior mean and standard deviation of a standard normal number.
    fn conjugate(value: f64, error: f64) -> (f64, f64) {
        (value / (1.0 + error * error), error / (1.0 + error * error).sqrt())
    }

    #[test]
    fn integration_meets_the_closed_form_of_normal_numbers() {
        let prior = Distribution::normal(0.0, 1.0).unwrap();
        for (value, error) in
            [(0.0, 1.0), (0.7, 0.5), (-1.3, 10.0), (6.0, 1e-3), (-6.0, 1e-3), (2.0, 1e-6), (9.0, 1.0)]
        {
            let update = prior.integrated(Measured::new(value, error).unwrap()).unwrap();
            let (mean, sd) = conjugate(value, error);
            for z in [-7.0, -4.0, -1.5, -0.2, 0.0, 0.9, 3.0, 6.5] {
                let off = (update.score(z) - (mean + sd * z)).abs();
                // 1e-10 of the posterior's deviation is asked for; rounding of a score of 6 is 1e-15.
                assert!(off < 1e-10 * sd + 1e-14, "{value} ± {error} at {z}: {off:e}");
            }
        }
    }

    #[test]
    fn what_nobody_could_draw_is_refused() {
        let prior = Distribution::normal(0.0, 1.0).unwrap();
        let refused = prior.observed(20.0, 0.5).expect_err("twenty deviations off").to_string();
        assert_eq!(
            refused,
            "normal {mean 0, sd 1} is never near enough to an observation of 20 with a standard error of 0.5"
        );
        assert!(Distribution::lognormal(1.0, 0.1).unwrap().observed(50.0, 0.01).is_err());
    }
}
