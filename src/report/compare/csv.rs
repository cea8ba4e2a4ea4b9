//! The comparison as CSV in long form: one figure a line.

use crate::report::compare::BlockView;
use crate::report::compare::ScenarioView;
use crate::report::long;
use crate::report::views::SummaryView;
use crate::risk::Summary;
use std::io;
use std::io::Write;

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

/// Writes the comparison as CSV, scenario by scenario.
///
/// # Errors
/// The destination refused a write, or a scenario could not be had.
pub fn csv<E: Into<io::Error>>(
    scenarios: impl Iterator<Item = Result<ScenarioView, E>>,
    blocks: &[BlockView],
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for scenario in scenarios {
        let scenario = scenario.map_err(Into::into)?;
        let Some(block) = blocks.get(scenario.block) else { continue };
        for line in lines(&scenario, block) {
            writer.write_record(line)?;
        }
    }
    writer.flush()
}

/// The lines of one scenario.
struct Lines {
    whose: [String; 4],
    lines: Vec<Vec<String>>,
}

fn lines(scenario: &ScenarioView, block: &BlockView) -> Vec<Vec<String>> {
    let whose = [
        long::plain(&scenario.evidence),
        long::plain(scenario.reference.as_deref().unwrap_or_default()),
        long::plain(&scenario.id),
        long::plain(&scenario.name),
    ];
    let mut lines = Lines { whose, lines: Vec::new() };
    lines.money(scenario, block);
    lines.harm(scenario, block);
    lines.proof(scenario);
    lines.lines
}

impl Lines {
    fn value(&mut self, quantity: &str, of: &str, unit: &str, value: f64) {
        self.line(quantity, of, unit, &[value.to_string()]);
    }

    fn summary(&mut self, quantity: &str, of: &str, unit: &str, summary: &Summary) {
        let Summary { mean, sd, p5, p50, p95, se, probability_positive } = *summary;
        let figures = [mean, sd, p5, p50, p95, se, probability_positive].map(|figure| figure.to_string());
        self.line(quantity, of, unit, &figures);
    }

    fn line(&mut self, quantity: &str, of: &str, unit: &str, figures: &[String]) {
        let mut line = self.whose.to_vec();
        line.extend([quantity, of, unit].map(str::to_owned));
        line.extend_from_slice(figures);
        line.resize(COLUMNS.len(), String::new());
        self.lines.push(line);
    }

    fn money(&mut self, scenario: &ScenarioView, block: &BlockView) {
        self.value("budget", "", "£m", scenario.budget);
        self.value("back_office", "", "£m", scenario.back_office);
        self.value("unspent", "", "£m", scenario.unspent);
        for strand in &block.strands {
            let Some(view) = scenario.strands.get(strand) else { continue };
            self.value("strand", strand, "£m", view.amount);
            self.value("strand_share", strand, "share", view.share);
        }
        for (programme, amount) in &scenario.programmes {
            self.value("programme", programme, "£m", *amount);
        }
    }

    fn harm(&mut self, scenario: &ScenarioView, block: &BlockView) {
        let SummaryView { mean, sd, p5, p50, p95, se } = scenario.harm;
        self.line("harm", "", "£m a year", &[mean, sd, p5, p50, p95, se].map(|figure| figure.to_string()));
        self.summary("harm_avoided", "", "£m a year", &scenario.harm_avoided.summary());
        self.summary("versus", "", "£m a year", &scenario.versus.summary());
        if let Some(bridge) = &scenario.bridge {
            self.value("bridge_split", "", "£m a year", bridge.split);
            self.value("bridge_within", "", "£m a year", bridge.within);
        }
        for threat in &block.threats {
            let Some(view) = scenario.threats.get(&threat.id) else { continue };
            if let (Some(harm), Some(avoided)) = (view.harm, view.harm_avoided) {
                self.value("threat_harm", &threat.id, "£m a year", harm);
                self.value("threat_harm_avoided", &threat.id, "£m a year", avoided);
            }
            for count in &threat.counts {
                let of = format!("{}.{}", threat.id, count.id);
                let (mean, avoided) = (view.counts.get(&count.id), view.counts_avoided.get(&count.id));
                if let (Some(mean), Some(avoided)) = (mean, avoided) {
                    self.value("count", &of, "a year", *mean);
                    self.summary("count_avoided", &of, "a year", &avoided.summary());
                }
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "iterations are few")]
    fn proof(&mut self, scenario: &ScenarioView) {
        if let Some(optimum) = &scenario.optimum {
            let figure = |value: Option<f64>| [value.map(|value| value.to_string()).unwrap_or_default()];
            self.value("optimum_upper", "", "objective", optimum.upper);
            self.line("optimum_lower", "", "objective", &figure(optimum.lower));
            self.line("optimum_gap", "", "share", &figure(optimum.gap));
            self.value("optimum_iterations", "", "", optimum.iterations as f64);
        }
    }
}
