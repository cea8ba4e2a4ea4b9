//! What moves the answer as CSV in long form: one figure a line.

use crate::report::WriteError;
use crate::report::layout;
use crate::report::layout::Column;
use crate::report::layout::Layout;
use crate::report::layout::Quantity;
use crate::report::long;
use crate::report::long::Cell;
use crate::report::long::Row;
use crate::report::sensitivity::document::BlockView;
use crate::report::sensitivity::document::Document;
use crate::report::sensitivity::rows::ChangeView;
use crate::report::sensitivity::rows::EstimateView;
use crate::report::sensitivity::scenario::ScenarioView;
use std::collections::BTreeMap;

const EVIDENCE: Column = Column { name: "evidence", meaning: "the evidence's name" };
const STRAND: Column =
    Column { name: "strand", meaning: "the strand whose money is said; empty of other figures" };
const PART: Column = Column {
    name: "part",
    meaning: "of a Sobol index: `whole`, `with-others` (one number of a correlation, with what others explain through it), `common-cause` of a correlation, or what a number of one has of its `own`",
};
const LOW: Column = Column { name: "low", meaning: "lower end of the 95% interval of an estimate" };
const HIGH: Column = Column { name: "high", meaning: "upper end of that interval" };
const ESTIMATOR: Column = Column { name: "estimator", meaning: "how an estimate was worked out" };
const BEYOND: Column =
    Column { name: "beyond", meaning: "of a switching value: `below`, `above` or `at` it" };
const PROBABILITY: Column = Column { name: "probability", meaning: "how probable it is to lie there" };
const TO: Column = Column {
    name: "to",
    meaning: "the scenario that avoids most there; whether the strand gets `more` or `less` than today there; of a difference, what it is held against",
};

const COLUMNS: &[Column] = &{
    let [a, b, c, d, e, f, g, h, i, j] = layout::FIGURE;
    [
        EVIDENCE,
        layout::SCENARIO,
        layout::NAME,
        STRAND,
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
        i,
        j,
        PART,
        LOW,
        HIGH,
        ESTIMATOR,
        BEYOND,
        PROBABILITY,
        TO,
    ]
};

const TORNADO_LOW: Quantity = Quantity::figure(
    "tornado_p5",
    "assumption",
    "£m a year",
    "change of mean harm avoided with the assumption at its 5% point",
);
const TORNADO_HIGH: Quantity =
    Quantity::figure("tornado_p95", "assumption", "£m a year", "the same at its 95% point");
const SPLIT_LOW: Quantity = Quantity::figure(
    "split_p5",
    "assumption",
    "£m",
    "change of the strand's money in the best split with the assumption at its 5% point",
);
const SPLIT_HIGH: Quantity = Quantity::figure("split_p95", "assumption", "£m", "the same at its 95% point");
const GROUP_LOW: Quantity = Quantity::figure(
    "group_p5",
    "group",
    "£m a year",
    "change of mean harm avoided with all assumptions of the group at their 5% points",
);
const GROUP_HIGH: Quantity =
    Quantity::figure("group_p95", "group", "£m a year", "the same at their 95% points");
const GROUP_SHAPLEY: Quantity = Quantity::figure(
    "group_shapley",
    "group",
    "share",
    "the group's part of the variance: Shapley effects added up; empty where not distinguishable from 0",
);
const FIRST: Quantity = Quantity::figure(
    "sobol_first",
    "assumption",
    "share",
    "first-order Sobol index of harm avoided, of a number or of a whole correlation; empty where not distinguishable from 0",
);
const TOTAL: Quantity = Quantity::figure("sobol_total", "assumption", "share", "total Sobol index likewise");
const SHAPLEY: Quantity = Quantity::figure(
    "shapley",
    "assumption",
    "share",
    "Shapley effect on harm avoided, of a number or of a whole correlation; empty where not distinguishable from 0",
);
const TURN: Quantity = Quantity::figure(
    "split_turns",
    "assumption",
    "its own",
    "value beyond which the best split moves the strand's money the other way, against today",
);
const DIFFERENCE: Quantity = Quantity::figure(
    "difference",
    "other scenario",
    "£m a year",
    "how much more harm the scenario avoids on average than the other",
);
const DIFFERENCE_LOW: Quantity = Quantity::figure(
    "difference_p5",
    "assumption",
    "£m a year",
    "change of that difference with the assumption at its 5% point",
);
const DIFFERENCE_HIGH: Quantity =
    Quantity::figure("difference_p95", "assumption", "£m a year", "the same at its 95% point");
const SWITCH: Quantity = Quantity::figure(
    "switches",
    "assumption",
    "its own",
    "value beyond which another scenario avoids most on average",
);

/// The columns and quantities.
pub const LAYOUT: Layout = Layout {
    command: "sensitivity",
    columns: COLUMNS,
    quantities: &[
        layout::HARM_AVOIDED,
        TORNADO_LOW,
        TORNADO_HIGH,
        SPLIT_LOW,
        SPLIT_HIGH,
        GROUP_LOW,
        GROUP_HIGH,
        GROUP_SHAPLEY,
        FIRST,
        TOTAL,
        SHAPLEY,
        TURN,
        DIFFERENCE,
        DIFFERENCE_LOW,
        DIFFERENCE_HIGH,
        SWITCH,
    ],
};

/// A figure with what stands beside it.
struct Line {
    strand: String,
    row: Row,
    part: String,
    low: Option<f64>,
    high: Option<f64>,
    estimator: String,
    beyond: String,
    probability: Option<f64>,
    to: String,
}

impl Line {
    fn of(row: Row) -> Self {
        let nothing = String::new;
        Self {
            strand: nothing(),
            row,
            part: nothing(),
            low: None,
            high: None,
            estimator: nothing(),
            beyond: nothing(),
            probability: None,
            to: nothing(),
        }
    }

    fn estimate(quantity: Quantity, of: &str, estimate: &EstimateView) -> Self {
        Self {
            low: Some(estimate.low),
            high: Some(estimate.high),
            estimator: estimate.estimator.clone(),
            ..Self::of(Row::value(quantity, of, estimate.value))
        }
    }

    fn cells(self, block: &BlockView, scenario: &ScenarioView) -> Vec<Cell> {
        let keys = [
            Cell::text(&block.evidence),
            Cell::text(&scenario.id),
            Cell::text(&scenario.name),
            Cell::Text(self.strand),
        ];
        let mut cells = self.row.over(block.rests_on.period(), block.restated_to(), &keys);
        cells.push(Cell::Text(self.part));
        cells.extend([Cell::Figure(self.low), Cell::Figure(self.high)]);
        cells.extend([Cell::Text(self.estimator), Cell::Text(self.beyond)]);
        cells.extend([Cell::Figure(self.probability), Cell::Text(self.to)]);
        cells
    }
}

/// What moves the answer as CSV.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(document: &Document) -> Result<Vec<u8>, WriteError> {
    let lines = document.blocks.iter().flat_map(|block| {
        block.scenarios.iter().flat_map(move |scenario| {
            let mut lines = own(scenario);
            lines.extend(difference(block, scenario));
            lines.extend(switches(block, scenario));
            lines.into_iter().map(move |line| line.cells(block, scenario))
        })
    });
    long::laid_out(&LAYOUT, lines)
}

fn own(scenario: &ScenarioView) -> Vec<Line> {
    let mut lines = vec![Line::of(Row::avoided(layout::HARM_AVOIDED, "", &scenario.harm_avoided))];
    for row in &scenario.tornado {
        lines.extend(changes((TORNADO_LOW, TORNADO_HIGH), &row.address, &row.change));
        lines.extend(splits(SPLIT_LOW, &row.address, row.change.split_low.as_ref()));
        lines.extend(splits(SPLIT_HIGH, &row.address, row.change.split_high.as_ref()));
    }
    for row in &scenario.groups {
        let of = format!("{}.{}", row.by, row.name);
        lines.extend(changes((GROUP_LOW, GROUP_HIGH), &of, &row.change));
        lines.extend(row.shapley.as_ref().map(|share| Line::estimate(GROUP_SHAPLEY, &of, share)));
    }
    for row in &scenario.sobol {
        let part = |line| Line { part: row.part.clone(), ..line };
        lines.push(part(Line::estimate(FIRST, &row.of, &row.first)));
        lines.extend(row.total.as_ref().map(|total| part(Line::estimate(TOTAL, &row.of, total))));
    }
    lines.extend(scenario.shapley.iter().map(|row| Line::estimate(SHAPLEY, &row.of, &row.effect)));
    let turns = scenario.switching.iter().flat_map(|row| row.turns.iter().map(move |turn| (row, turn)));
    lines.extend(turns.map(|(row, turn)| Line {
        strand: turn.strand.clone(),
        beyond: turn.beyond.clone(),
        probability: Some(turn.probability),
        to: turn.becomes.clone(),
        ..Line::of(Row::value(TURN, &row.address, turn.value))
    }));
    lines
}

fn changes((low, high): (Quantity, Quantity), of: &str, change: &ChangeView) -> [Line; 2] {
    [Line::of(Row::value(low, of, change.low)), Line::of(Row::value(high, of, change.high))]
}

fn splits(quantity: Quantity, of: &str, split: Option<&BTreeMap<String, f64>>) -> Vec<Line> {
    let strands = split.into_iter().flatten();
    let line = |(strand, amount): (&String, &f64)| Line {
        strand: strand.clone(),
        ..Line::of(Row::value(quantity, of, *amount))
    };
    strands.map(line).collect()
}

fn difference(block: &BlockView, scenario: &ScenarioView) -> Vec<Line> {
    let own = block.difference.iter().filter(|difference| difference.scenario == scenario.id);
    let lines = own.flat_map(|difference| {
        let whole = [Line::of(Row::value(DIFFERENCE, &difference.against, difference.mean))];
        let rows = difference.tornado.iter();
        let rows = rows.flat_map(|row| changes((DIFFERENCE_LOW, DIFFERENCE_HIGH), &row.address, &row.change));
        let against = |line| Line { to: difference.against.clone(), ..line };
        whole.into_iter().chain(rows).map(against).collect::<Vec<_>>()
    });
    lines.collect()
}

fn switches(block: &BlockView, scenario: &ScenarioView) -> Vec<Line> {
    if block.preferred.scenario != scenario.id {
        return Vec::new();
    }
    let all = block.preferred.switching.iter().flat_map(|row| row.switches.iter().map(move |it| (row, it)));
    let line = all.map(|(row, switch)| Line {
        beyond: switch.beyond.clone(),
        probability: Some(switch.probability),
        to: switch.to.clone(),
        ..Line::of(Row::value(SWITCH, &row.address, switch.value))
    });
    line.collect()
}
