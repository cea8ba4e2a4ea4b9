//! What moves the answer as people read it.

use crate::report::Look;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::report::sensitivity::bars;
use crate::report::sensitivity::document::BlockView;
use crate::report::sensitivity::document::Document;
use crate::report::sensitivity::rows::ChangeView;
use crate::report::sensitivity::rows::SobolView;
use crate::report::sensitivity::scenario::ScenarioView;
use crate::report::sensitivity::words;
use crate::text;

/// Scenarios of a block that are shown in full, where not everything is wanted.
const SHOWN: usize = 1;

/// A document for people.
#[derive(Clone, Copy)]
struct Page<'a> {
    block: &'a BlockView,
    top: usize,
    width: u16,
}

/// What moves the answer as text.
#[must_use]
pub fn table(document: &Document, look: Look) -> String {
    let blocks = document
        .blocks
        .iter()
        .map(|block| Page { block, top: document.top, width: look.width }.whole(look.is_full));
    let mut out = blocks.collect::<Vec<_>>().join("\n");
    for impossible in &document.infeasible {
        let said = format!("{} [{}]: not possible; `optimise` says why.", impossible.name, impossible.id);
        out += &prose::wrapped(&said, look.width);
    }
    out += &prose::left_out(&document.broken, &document.refused, look.width).unwrap_or_default();
    out
}

impl<'a> Page<'a> {
    fn whole(self, is_full: bool) -> String {
        let block = self.block;
        let heading = format!("What moves the answer: {} ({})", block.evidence, block.prices());
        let mut out = self.said(&heading);
        out += &self.said(&format!(
            "{} random draws, seed {}, and as many again, seed {}, to exchange assumptions with. Each figure is what happens in \
             the model if the assumption is something else; none says what is true.",
            text::thousands(count(block.draws), 0),
            block.seed,
            block.other_seed
        ));
        out += &self.preferred();
        out += &self.difference();
        let first = block.scenarios.iter().position(|own| own.id == block.preferred.scenario).unwrap_or(0);
        let shown: Vec<&ScenarioView> = if is_full || block.scenarios.len() <= SHOWN {
            block.scenarios.iter().collect()
        } else {
            block.scenarios.get(first).into_iter().collect()
        };
        for scenario in &shown {
            out += &self.scenario(scenario);
        }
        let hidden = block.scenarios.len() - shown.len();
        if hidden > 0 {
            let others = text::plural(hidden, "more scenario", "more scenarios");
            out += &self
                .headed(&format!("{others}: see `--format json` or csv, or the table that `--out` writes."));
        }
        if let Some(by) = &block.stopped_by {
            out += &self.said(&format!(
                "Searches were ended ({by}): some splits were not found again, and are left out."
            ));
        }
        out += "\nWhat this rests on\n";
        block.rests_on.said().iter().for_each(|line| out += &prose::wrapped(line, self.width));
        out
    }

    /// A sentence on lines of its own.
    fn said(self, sentence: &str) -> String {
        prose::wrapped_with(sentence, self.width, "", "")
    }

    /// The same below a blank line.
    fn headed(self, heading: &str) -> String {
        format!("\n{}", self.said(heading))
    }

    fn unit(self, address: &str) -> &'a str {
        let own = self.block.assumptions.iter().find(|assumption| assumption.address == address);
        own.map_or("", |assumption| &assumption.unit)
    }

    fn name(self, id: &str) -> String {
        self.block.scenario(id).map_or("Today", |scenario| &scenario.name).to_owned()
    }

    /// Where another scenario is preferred.
    fn preferred(self) -> String {
        let preferred = &self.block.preferred;
        let mut out = self.headed(&format!(
            "Switching values: where another scenario than “{}” avoids most on average",
            self.name(&preferred.scenario)
        ));
        let mut found: Vec<(f64, String)> = Vec::new();
        for row in &preferred.switching {
            for switch in &row.switches {
                let place =
                    words::place(&switch.beyond, switch.value, self.unit(&row.address), switch.probability);
                found.push((
                    switch.probability,
                    format!("{}: {place}, “{}” avoids more.", row.address, self.name(&switch.to)),
                ));
            }
        }
        let none = preferred.switching.iter().filter(|row| row.switches.is_empty()).count();
        out += &self.list(found);
        out + &prose::wrapped(&none_within(none, preferred.switching.len()), self.width)
    }

    /// Sentences, the most probable first, as many as are wanted.
    fn list(self, mut found: Vec<(f64, String)>) -> String {
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let hidden = found.len().saturating_sub(self.top);
        let shown = found.iter().take(self.top).map(|(_, said)| prose::wrapped(said, self.width));
        let mut out: String = shown.collect();
        if hidden > 0 {
            out += &prose::wrapped(&format!("{hidden} more, less probable: `--top` shows them."), self.width);
        }
        out
    }

    fn difference(self) -> String {
        let Some(difference) = &self.block.difference else { return String::new() };
        let over = self.block.rests_on.period().of_money();
        let heading = format!(
            "“{}” against “{}”: what moves the mean difference of {} {over}",
            self.name(&difference.scenario),
            self.name(&difference.against),
            text::money_signed(difference.mean)
        );
        let rows = difference.tornado.iter().map(|row| (row.address.clone(), &row.change)).collect();
        self.headed(&heading) + &self.tornado("Assumption", rows)
    }

    fn scenario(self, scenario: &ScenarioView) -> String {
        let over = self.block.rests_on.period().of_money();
        let avoided = prose::avoided(&scenario.harm_avoided.summary, over);
        let mut out =
            self.headed(&format!("{} [{}]: modelled harm avoided {avoided}", scenario.name, scenario.id));
        out += &self.headed(&format!(
            "Each assumption by itself, the others as drawn: change of the mean, {} ({})",
            self.block.rests_on.period().millions(),
            bars::KEY
        ));
        let rows = scenario.tornado.iter().map(|row| (row.address.clone(), &row.change)).collect();
        out += &self.tornado("Assumption", rows);
        out += &self.headed("All assumptions of a group at once");
        let rows = scenario.groups.iter();
        let rows = rows.map(|row| (format!("{} {} ({})", row.by, row.name, row.assumptions), &row.change));
        out += &self.tornado("Group", rows.collect());
        out += &self.indices(scenario);
        out + &self.turns(scenario)
    }

    fn tornado(self, label: &str, mut rows: Vec<(String, &ChangeView)>) -> String {
        rows.sort_by(|a, b| b.1.width().total_cmp(&a.1.width()));
        let is_moved = |row: &(String, &ChangeView)| row.1.width() > 0.0;
        let (still, hidden) = (
            rows.iter().filter(|row| !is_moved(row)).count(),
            rows.iter().filter(|row| is_moved(row)).count().saturating_sub(self.top),
        );
        rows.retain(is_moved);
        rows.truncate(self.top);
        let ends = rows.iter().flat_map(|(_, change)| [change.low, change.high]).flatten();
        let most = ends.map(f64::abs).fold(0.0, f64::max);
        let cells = rows.iter().map(|(name, change)| {
            let figure = |change: Option<f64>| prose::known(change, prose::signed);
            let bar = bars::bar(change.low, change.high, most);
            vec![name.clone(), figure(change.low), figure(change.high), bar]
        });
        let columns = [
            (label, Set::Words),
            ("at 5%", Set::Figures),
            ("at 95%", Set::Figures),
            ("change of the mean", Set::Figures),
        ];
        let mut out = grid(self.width, &columns, cells.collect());
        let mut rest = Vec::new();
        rest.extend((hidden > 0).then(|| format!("{hidden} more move it less")));
        rest.extend((still > 0).then(|| format!("{still} cannot move it")));
        if !rest.is_empty() {
            out += &prose::wrapped(&format!("{}.", rest.join("; ")), self.width);
        }
        out
    }

    fn indices(self, scenario: &ScenarioView) -> String {
        if scenario.sobol.is_empty() {
            return self.headed("Harm avoided is the same in every draw: there is no variance to explain.");
        }
        let effect = |of: &str| scenario.shapley.iter().find(|row| row.of == of).map(|row| &row.effect);
        let weight =
            |row: &SobolView| effect(&row.of).map_or(0.0, |effect| f64::midpoint(effect.low, effect.high));
        // What each number of a correlation has of its own is for machines: a page has no room for all of it.
        let mut rows: Vec<&SobolView> = scenario.sobol.iter().filter(|row| row.part != "own").collect();
        rows.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        let cells = rows.iter().take(self.top).map(|row| {
            let many = match (&*row.part, row.assumptions) {
                ("common-cause", many) => format!("common cause of {many}: "),
                (_, many) if many > 1 => format!("{many} together: "),
                _ => String::new(),
            };
            let total = row.total.as_ref().map_or("only together".to_owned(), |it| words::share(Some(it)));
            let part = effect(&row.of).filter(|_| row.part != "common-cause");
            let first = words::share(Some(&row.first));
            vec![format!("{many}{}", row.of), first, total, words::share(part)]
        });
        let columns = [
            ("Assumption", Set::Words),
            ("alone", Set::Figures),
            ("in any way", Set::Figures),
            ("its part", Set::Figures),
        ];
        let mut out = self.headed(
            "What explains the variance of harm avoided: each alone (first-order Sobol index), in any way (total index), and its \
             part of the whole (Shapley effect), with 95% intervals; ≈ 0: not distinguishable from 0",
        );
        out += &grid(self.width, &columns, cells.collect());
        let moved = rows.iter().any(|row| row.part == "with-others");
        out += &prose::wrapped(
            "Parts add up to all of the variance over all assumptions; the part of numbers that move together is the sum of \
             theirs.",
            self.width,
        );
        if moved {
            let said = "What a number explains alone holds, where it moves together with others, what they explain through it.";
            out += &prose::wrapped(said, self.width);
        }
        out
    }

    fn turns(self, scenario: &ScenarioView) -> String {
        if !scenario.leaves_choice {
            return String::new();
        }
        let mut found: Vec<(f64, String)> = Vec::new();
        for row in &scenario.switching {
            for turn in &row.turns {
                let place = words::place(&turn.beyond, turn.value, self.unit(&row.address), turn.probability);
                let said =
                    format!("{}: {place}, {} gets {} than today.", row.address, turn.strand, turn.becomes);
                found.push((turn.probability, said));
            }
        }
        let none = scenario.switching.iter().filter(|row| row.turns.is_empty()).count();
        let heading = self.headed(
            "Switching values: where the best split moves a strand’s money the other way, against today",
        );
        let none = prose::wrapped(&none_within(none, scenario.switching.len()), self.width);
        heading + &self.list(found) + &none
    }
}

fn none_within(none: usize, all: usize) -> String {
    format!("{none} of {all} assumptions: none within its range.")
}

#[expect(clippy::cast_precision_loss, reason = "at most 1e8")]
fn count(draws: usize) -> f64 {
    draws as f64
}
