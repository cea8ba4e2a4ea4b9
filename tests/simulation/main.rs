//! Draws, harm over them, and the gradient of its mean.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod blended;
mod drawing;
mod exchanged;
mod gradient;
mod groups;
mod made;
mod memory;
mod paper;
mod proven;
mod reported;
mod returns;
mod same_bits;
mod sharing;
#[path = "../support/mod.rs"]
mod support;

use apportion::model::Evidence;
use apportion::simulate::Sample;

/// The draws of one address, in order.
fn drawn(sample: &Sample, address: &str) -> Vec<f64> {
    let column = sample.addresses().iter().position(|known| known.as_str() == address).unwrap();
    sample.rows().map(|mut row| row.nth(column).unwrap()).collect()
}

/// Today's spend as efforts.
fn today(evidence: &Evidence) -> Vec<f64> {
    evidence.programmes().iter().map(|programme| programme.reference.millions()).collect()
}

fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|value| value.to_bits()).collect()
}

fn mean(values: &[f64]) -> f64 {
    apportion::risk::mean(values).unwrap()
}
