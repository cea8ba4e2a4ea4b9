//! How much memory a comparison takes, and how its time grows with draws: one fixed split and one certified optimum.
//!
//! It takes minutes and gigabytes, so it is run only where somebody asks: `cargo bench --bench engine -- memory`. The most
//! that was held is the system's own word, which Linux alone gives.

use crate::instance;
use crate::support;
use apportion::study::Asked;
use apportion::study::Comparison;
use apportion::study::Silent;
use std::fs;
use std::time::Instant;

const DRAWS: [u32; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

/// Runs all of it where it is asked for by its name; with `MOST_DRAWS=1000000` no more draws than that.
pub fn run() {
    if !std::env::args().any(|word| word == "memory") {
        return;
    }
    let most = std::env::var("MOST_DRAWS").ok().and_then(|most| most.parse().ok()).unwrap_or(u32::MAX);
    for (which, name) in [(0, "fixed split"), (1, "optimum")] {
        let mut before: Option<(u32, f64)> = None;
        for draws in DRAWS.into_iter().filter(|draws| *draws <= most) {
            let (seconds, bytes) = compared(which, draws);
            report(name, draws, seconds, bytes, before);
            before = Some((draws, seconds));
        }
    }
}

/// Seconds and the most bytes held while today and one scenario are compared.
fn compared(which: usize, draws: u32) -> (f64, Option<f64>) {
    let evidence = instance::evidence();
    let draws = usize::try_from(draws).unwrap();
    let scenarios = instance::scenarios(&evidence, support::simulation(draws, 1));
    let scenario = scenarios[which].clone();
    // From here on the most that is held is counted anew.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let start = Instant::now();
    drop(Comparison::of(vec![scenario], &Asked::default(), &Silent).unwrap());
    (start.elapsed().as_secs_f64(), most_held())
}

fn most_held() -> Option<f64> {
    let told = fs::read_to_string("/proc/self/status").ok()?;
    let most = told.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"))?;
    Some(most.trim().parse::<f64>().ok()? * 1024.0)
}

#[expect(clippy::print_stdout, reason = "what a benchmark is for")]
fn report(name: &str, draws: u32, seconds: f64, bytes: Option<f64>, before: Option<(u32, f64)>) {
    let megabytes = bytes.map_or_else(|| "?".to_owned(), |bytes| format!("{:.0}", bytes / 1e6));
    let exponent = before.map_or_else(String::new, |(fewer, sooner)| {
        let exponent = (seconds / sooner).ln() / (f64::from(draws) / f64::from(fewer)).ln();
        format!(", exponent {exponent:.2}")
    });
    println!("memory/{name}/{draws}: {seconds:.2} s, {megabytes} MB{exponent}");
}
