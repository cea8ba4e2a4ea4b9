//! Quantiles of distributions that take a few values only.

use crate::distribution::special::norm_quantile;
use crate::elementary::wide;

/// Values in the order in which the quantile function goes through them.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::distribution) struct Steps {
    first: f64,
    /// Where each further value begins, as a uniform and as a normal score, and the value.
    further: Vec<(f64, f64, f64)>,
}

impl Steps {
    /// From each value with the probability of it and all before.
    pub fn of(points: impl Iterator<Item = (f64, f64)>) -> Self {
        let mut points = points.peekable();
        let first = points.peek().map_or(f64::NAN, |point| point.0);
        let mut further = Vec::new();
        while let Some((_, up_to)) = points.next() {
            if let Some((next, _)) = points.peek() {
                further.push((up_to, norm_quantile(up_to), *next));
            }
        }
        Self { first, further }
    }

    /// Turns uniforms into values.
    pub fn of_uniforms(&self, uniforms: &mut [f64]) {
        self.each(uniforms, |step| step.0);
    }

    /// Turns normal scores into values.
    pub fn of_scores(&self, scores: &mut [f64]) {
        self.each(scores, |step| step.1);
    }

    fn each(&self, numbers: &mut [f64], begins: impl Fn(&(f64, f64, f64)) -> f64) {
        match &*self.further {
            // A yes or no, of which there are many.
            [step] => {
                let (first, begins, second) = (self.first, begins(step), step.2);
                wide(
                    #[inline(always)]
                    || {
                        for x in numbers {
                            *x = if *x >= begins { second } else { first };
                        }
                    },
                );
            }
            further => {
                for number in numbers {
                    let passed = further.partition_point(|step| begins(step) <= *number);
                    let last = passed.checked_sub(1).and_then(|last| further.get(last));
                    *number = last.map_or(self.first, |step| step.2);
                }
            }
        }
    }
}
