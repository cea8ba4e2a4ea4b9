//! The comparison as CSV in long form: one figure a line.

use crate::report::amounts;
use crate::report::long;
use crate::risk::Summary;
use crate::study::Block;
use crate::study::Comparison;
use crate::study::ScenarioResult;
use std::error::Error;

/// The columns: whose figure it is, which figure, of what, in which unit; then the value (the mean, where it
/// differs between draws) and, where it does, its spread and the share of draws above nought.
pub const COLUMNS: [&str; 14] = [
    "evidence",
    "reference",
    "scenario",
    "name",
    "quantity",
    "of",
    "unit",
    "value",
    "sd",
    "p5",
    "p50",
    "p95",
    "se",
    "probability_positive",
];

/// The comparison as CSV.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(comparison: &Comparison) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let blocks = comparison.blocks.iter();
    let rows = blocks.flat_map(|block| block.results.iter().flat_map(|result| Lines::of(block, result)));
    long::csv(&COLUMNS, rows)
}

/// The lines of one scenario.
struct Lines {
    whose: [String; 4],
    lines: Vec<Vec<String>>,
}

impl Lines {
    fn of(block: &Block, result: &ScenarioResult) -> Vec<Vec<String>> {
        let reference = block.reference.map(|reference| block.results[reference].scenario.id());
        let whose = [
            long::plain(block.evidence.name()),
            long::plain(reference.unwrap_or_default()),
            long::plain(result.scenario.id()),
            long::plain(result.scenario.name()),
        ];
        let mut lines = Self { whose, lines: Vec::new() };
        lines.money(result);
        lines.harm(result);
        lines.proof(result);
        lines.lines
    }

    fn value(&mut self, quantity: &str, of: &str, unit: &str, value: f64) {
        let mut line = self.whose.to_vec();
        line.extend([quantity, of, unit].map(str::to_owned));
        line.push(value.to_string());
        line.extend(std::iter::repeat_n(String::new(), 6));
        self.lines.push(line);
    }

    fn summary(&mut self, quantity: &str, of: &str, unit: &str, summary: &Summary) {
        let mut line = self.whose.to_vec();
        line.extend([quantity, of, unit].map(str::to_owned));
        let Summary { mean, sd, p5, p50, p95, se, probability_positive } = *summary;
        line.extend([mean, sd, p5, p50, p95, se, probability_positive].map(|figure| figure.to_string()));
        self.lines.push(line);
    }

    fn money(&mut self, result: &ScenarioResult) {
        let evidence = result.scenario.evidence();
        let budget = result.scenario.budget();
        self.value("budget", "", "£m", budget.total.millions());
        self.value("back_office", "", "£m", budget.back_office.millions());
        self.value("unspent", "", "£m", amounts::unspent(budget, &result.allocation));
        for strand in evidence.strands() {
            let amount = result.allocation.total_of(&evidence.programmes_of(strand));
            self.value("strand", strand.as_str(), "£m", amount.millions());
            let share = amount.per(budget.to_allocate()).unwrap_or_default();
            self.value("strand_share", strand.as_str(), "share", share);
        }
        for (programme, amount) in evidence.programmes().iter().zip(result.allocation.millions()) {
            self.value("programme", programme.id.as_str(), "£m", *amount);
        }
    }

    fn harm(&mut self, result: &ScenarioResult) {
        self.summary("harm", "", "£m a year", &result.harm);
        self.summary("harm_avoided", "", "£m a year", &result.harm_avoided);
        self.summary("versus", "", "£m a year", &result.versus);
        if let Ok(bridge) = &result.bridge {
            self.value("bridge_split", "", "£m a year", bridge.split);
            self.value("bridge_within", "", "£m a year", bridge.within);
        }
        for (threat, figures) in result.scenario.evidence().threats().iter().zip(&result.threats) {
            if let Some((harm, avoided)) = figures.harm {
                self.value("threat_harm", threat.id.as_str(), "£m a year", harm);
                self.value("threat_harm_avoided", threat.id.as_str(), "£m a year", avoided);
            }
            for (count, figures) in threat.counts.iter().zip(&figures.counts) {
                let of = format!("{}.{}", threat.id, count.id);
                self.value("count", &of, "a year", figures.mean);
                self.summary("count_avoided", &of, "a year", &figures.avoided);
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "iterations are few")]
    fn proof(&mut self, result: &ScenarioResult) {
        if let Some(optimum) = &result.optimum {
            self.value("optimum_upper", "", "objective", optimum.upper);
            self.value("optimum_lower", "", "objective", optimum.lower);
            self.value("optimum_gap", "", "share", optimum.gap);
            self.value("optimum_iterations", "", "", optimum.iterations as f64);
        }
    }
}
