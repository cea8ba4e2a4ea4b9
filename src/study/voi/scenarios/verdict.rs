//! Act now, act and measure, or wait.

use crate::study::voi::scenarios::choice::Estimate;

/// Finding out that is worth less than this part of what acting gains changes nothing to speak of.
const SMALL: f64 = 0.01;

/// What to do first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Finding out is worth nothing that can be told from nought, or little beside what acting gains.
    ActNow,
    /// Acting is right in expectation, and measuring still pays.
    ActAndMeasure,
    /// Today is better in expectation, or finding out is worth more than waiting for it forgoes.
    Wait,
}

impl Verdict {
    /// The words for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ActNow => "act now",
            Self::ActAndMeasure => "act and measure",
            Self::Wait => "wait",
        }
    }
}

/// What a verdict is of: figures a year, £m.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The scenario's id.
    pub scenario: String,
    /// Its name.
    pub name: String,
    /// Harm avoided over today: what waiting forgoes each year.
    pub gain: Estimate,
    /// What the assumption most worth knowing is worth; nought where none can be told from nought.
    pub finding: f64,
    /// Its address; `None` where there is none.
    pub address: Option<String>,
    /// Finding out, for the years that are left behind the study, £m.
    pub kept: f64,
    /// What is forgone while it is made, £m.
    pub forgone: f64,
    /// What to do first.
    pub verdict: Verdict,
}

/// How long things take, in years; figures of a plan are spread evenly over its years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Years {
    /// The study.
    pub(super) study: f64,
    /// The decision stands.
    pub(super) decision: f64,
    /// The years that figures are of: one of a settled year.
    pub(super) figures: f64,
}

impl Years {
    /// How many times figures count in the years that are left behind the study.
    pub(super) fn behind(self) -> f64 {
        (self.decision - self.study).max(0.0) / self.figures
    }

    /// The verdict on a scenario, from what it gains and what the assumption most worth knowing is worth.
    ///
    /// Waiting is taken to mean that today goes on until the study is done, and acting that what is begun stays. Then waiting
    /// keeps the value of finding out for the years behind the study, and forgoes the gain of the years until then.
    pub(super) fn verdict(
        self,
        (scenario, name): (&str, &str),
        gain: Estimate,
        finding: Option<(&str, f64)>,
    ) -> Measured {
        let (address, value) = finding.map_or((None, 0.0), |(address, value)| (Some(address), value));
        let kept = value * self.behind();
        let forgone = gain.value / self.figures * self.study.min(self.decision);
        let verdict = if gain.value <= 0.0 {
            Verdict::Wait
        } else if kept <= SMALL * gain.value / self.figures * self.decision {
            Verdict::ActNow
        } else if kept > forgone {
            Verdict::Wait
        } else {
            Verdict::ActAndMeasure
        };
        Measured {
            scenario: scenario.to_owned(),
            name: name.to_owned(),
            gain,
            finding: value,
            address: address.map(str::to_owned),
            kept,
            forgone,
            verdict,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_held_against_what_is_forgone() {
        let years = Years { study: 1.0, decision: 5.0, figures: 1.0 };
        let verdict = |gain: f64, finding: f64| {
            let gain = Estimate { value: gain, se: 0.0, error: 0.0 };
            years.verdict(("a", "A"), gain, Some(("x", finding))).verdict
        };
        // Four years of finding out against one year of gain.
        assert_eq!(verdict(100.0, 24.0), Verdict::ActAndMeasure);
        assert_eq!(verdict(100.0, 26.0), Verdict::Wait);
        // A hundredth of five years of gain is £5m, over four years £1.25m a year.
        assert_eq!(verdict(100.0, 1.2), Verdict::ActNow);
        assert_eq!(verdict(-1.0, 0.0), Verdict::Wait);
    }
}
