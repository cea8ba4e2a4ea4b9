//! Published evidence speaks of "£ of harm avoided per £1 spent"; curves speak of residuals and slopes.

/// The reference point at which a return was observed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StatedReturn {
    /// The threat's harm in this draw, £m a year.
    pub harm: f64,
    /// The effort already being made, £m a year.
    pub effort: f64,
}

impl StatedReturn {
    /// The residual at the reference effort that an average return means: the £ of harm avoided a year per
    /// £ now spent is a = H·(1/q̄ − 1)/ē, hence q̄ = 1/(1 + a·ē/H).
    #[must_use]
    pub fn residual(self, average_return: f64) -> f64 {
        1.0 / (1.0 + average_return * self.effort / self.harm)
    }

    /// The slope of −log q at the reference effort that a marginal return means: the next £1 avoids
    /// m = −H·q̄′/q̄, hence −q̄′/q̄ = m/H, per £m.
    #[must_use]
    pub fn steepness(self, marginal_return: f64) -> f64 {
        marginal_return / self.harm
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_return_of_two_on_a_tenth_of_harm_leaves_five_sixths() {
        let at = StatedReturn { harm: 1000.0, effort: 100.0 };
        assert!((at.residual(2.0) - 1.0 / 1.2).abs() < 1e-15, "1/(1 + 2·100/1000)");
        assert!((at.steepness(2.0) - 0.002).abs() < 1e-18, "2/1000 per £m");
    }
}
