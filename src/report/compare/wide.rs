//! The comparison as a wide CSV: one row a scenario, in the order of files and rows, as whoever fills in a spreadsheet
//! beside it needs it.

use crate::report::compare::BlockView;
use crate::report::compare::Document;
use crate::report::compare::Entry;
use crate::report::compare::Line;
use crate::report::compare::ScenarioView;
use crate::report::layout::Column;
use crate::report::layout::Layout;
use crate::report::long::Cell;
use crate::report::views::AvoidedView;
use crate::report::views::EconomicsView;
use crate::report::views::SummaryView;
use std::io;
use std::io::Write;

const fn column(name: &'static str, meaning: &'static str) -> Column {
    Column { name, meaning }
}

/// The column by which tables of shares are put together again.
pub const PLACE: &str = "place";

/// The column that is there only where money is restated.
const PRICE_YEAR: &str = "price_year";

/// The columns; what is written in capitals stands for every id there is, of all evidence in the table.
pub const WIDE_LAYOUT: Layout = Layout {
    command: "compare --format wide",
    columns: &[
        column("evidence", "name of the evidence the scenario stands on; empty where it is not known"),
        column("reference", "id of the scenario that this one is held against"),
        column("scenario", "id of the scenario; empty for a file that is refused"),
        column("name", "name of the scenario; the path of a file that is refused"),
        column(
            "status",
            "`answered`, `infeasible`, `broken` or `refused`; figures are empty but for the first",
        ),
        column(
            PRICE_YEAR,
            "the year whose prices money is restated in; not there where all of it is in that of its evidence",
        ),
        column("budget", "all the scenario's money, £m; of a plan at present value, as all money here"),
        column("back_office", "the part of it in no strand, £m"),
        column("unspent", "the part of it that nothing gets, £m"),
        column("strand.STRAND", "money of the strand, £m"),
        column("strand_share.STRAND", "the strand's share of the budget less the back office"),
        column(
            "harm_avoided.mean",
            "modelled harm avoided against today's spend, £m a year; of a plan at present value: mean",
        ),
        column("harm_avoided.se", "standard error of the mean"),
        column("harm_avoided.p5", "5% quantile over draws"),
        column("harm_avoided.p50", "median over draws"),
        column("harm_avoided.p95", "95% quantile over draws"),
        column(
            "versus.mean",
            "modelled harm avoided against the reference, draw by draw, £m a year; of a plan at present value: mean",
        ),
        column("versus.se", "standard error of the mean"),
        column("versus.p5", "5% quantile over draws"),
        column("versus.p50", "median over draws"),
        column("versus.p95", "95% quantile over draws"),
        column("versus.probability_better", "share of draws in which it is better than the reference"),
        column(
            "extra_cost",
            "how much more its programmes cost than the reference's, £m a year; of a plan at present value; empty for the reference",
        ),
        column(
            "net_present_value.mean",
            "modelled harm avoided against the reference less extra cost, £m a year; of a plan at present value: mean; empty for the reference",
        ),
        column("net_present_value.se", "standard error of the mean"),
        column("net_present_value.p5", "5% quantile over draws"),
        column("net_present_value.p50", "median over draws"),
        column("net_present_value.p95", "95% quantile over draws"),
        column("net_present_value.probability_positive", "share of draws above nought"),
        column(
            "benefit_cost_ratio.mean",
            "modelled harm avoided against the reference by extra cost, £ per £1: mean; empty where there is no extra cost",
        ),
        column("benefit_cost_ratio.p5", "5% quantile over draws"),
        column("benefit_cost_ratio.p95", "95% quantile over draws"),
        column(
            "cost_per_case.COUNT.cost",
            "extra cost by the mean number avoided against the reference over all threats, £m a case; empty where there is none",
        ),
        column("cost_per_case.COUNT.p5", "5% of draws are cheaper"),
        column("cost_per_case.COUNT.p95", "95% of draws are cheaper"),
        column(
            "count_avoided.THREAT.COUNT.mean",
            "how many fewer than at today's spend, a year; of a plan over all its years: mean",
        ),
        column("count_avoided.THREAT.COUNT.p5", "5% quantile over draws"),
        column("count_avoided.THREAT.COUNT.p95", "95% quantile over draws"),
        column("gap", "proven gap, as a share of the objective; empty where nothing was left to choose"),
        column(
            PLACE,
            "place of the scenario among all, from 1: files by their paths, scenarios and rows as they stand in a file; 0 for the \
             rows of today's money, which every evidence has",
        ),
        column("programme.PROGRAMME", "money of the programme, £m"),
    ],
    quantities: &[],
};

/// What differs between evidence files: everything that any of them has, in the order in which it is met.
struct Union<'b> {
    strands: Vec<&'b str>,
    counts: Vec<(&'b str, &'b str)>,
    /// Human measures whatever their threats.
    measures: Vec<&'b str>,
    programmes: Vec<&'b str>,
    /// Whether money of any block is restated.
    is_restated: bool,
}

impl<'b> Union<'b> {
    fn of(blocks: &'b [BlockView]) -> Self {
        let order = || blocks.iter().flat_map(|block| &block.order);
        let threats = blocks.iter().flat_map(|block| &block.threats);
        let counts = threats.flat_map(|threat| threat.counts.iter().map(|count| (&*threat.id, &*count.id)));
        let counts = once(counts);
        Self {
            measures: once(counts.iter().map(|(_, count)| *count)),
            counts,
            strands: once(order().map(|strand| &*strand.id)),
            is_restated: blocks.iter().any(|block| block.restated_to().is_some()),
            programmes: once(order().flat_map(|strand| &strand.programmes).map(|programme| &*programme.id)),
        }
    }

    fn heading(&self) -> Vec<String> {
        let mut heading = Vec::new();
        for column in WIDE_LAYOUT.columns {
            let with =
                |kind: &str, ids: &[&str]| ids.iter().map(|id| column.name.replace(kind, id)).collect();
            let names: Vec<String> = match column.name {
                "strand.STRAND" => {
                    let both = |id: &&str| [format!("strand.{id}"), format!("strand_share.{id}")];
                    self.strands.iter().flat_map(both).collect()
                }
                "count_avoided.THREAT.COUNT.mean" => {
                    let all = |(threat, count): &(&str, &str)| {
                        ["mean", "p5", "p95"].map(|figure| format!("count_avoided.{threat}.{count}.{figure}"))
                    };
                    self.counts.iter().flat_map(all).collect()
                }
                "cost_per_case.COUNT.cost" => {
                    let all =
                        |id: &&str| ["cost", "p5", "p95"].map(|end| format!("cost_per_case.{id}.{end}"));
                    self.measures.iter().flat_map(all).collect()
                }
                PRICE_YEAR if !self.is_restated => continue,
                // They stand beside the ones before them.
                "strand_share.STRAND"
                | "cost_per_case.COUNT.p5"
                | "cost_per_case.COUNT.p95"
                | "count_avoided.THREAT.COUNT.p5"
                | "count_avoided.THREAT.COUNT.p95" => {
                    continue;
                }
                "programme.PROGRAMME" => with("PROGRAMME", &self.programmes),
                name => vec![name.to_owned()],
            };
            heading.extend(names);
        }
        heading
    }

    /// The figures of a scenario, from its budget on.
    fn figures(&self, scenario: &ScenarioView, place: usize) -> Vec<Cell> {
        let mut figures = vec![Some(scenario.budget), Some(scenario.back_office), Some(scenario.unspent)];
        for id in &self.strands {
            let strand = scenario.strands.get(*id);
            figures.extend([strand.map(|strand| strand.amount), strand.map(|strand| strand.share)]);
        }
        for SummaryView { mean, se, p5, p50, p95, .. } in
            [scenario.harm_avoided.summary, scenario.versus.summary]
        {
            figures.extend([mean, se, p5, p50, p95].map(Some));
        }
        figures.push(Some(scenario.versus.probability_better));
        figures.extend(self.worth(scenario.economics.as_ref()));
        for (threat, count) in &self.counts {
            let avoided = scenario.threats.get(*threat).and_then(|view| view.counts_avoided.get(*count));
            let figures_of =
                |view: &AvoidedView| [view.summary.mean, view.summary.p5, view.summary.p95].map(Some);
            figures.extend(avoided.map_or([None; 3], figures_of));
        }
        figures.push(scenario.optimum.as_ref().and_then(|optimum| optimum.gap));
        let mut cells: Vec<Cell> = figures.into_iter().map(Cell::Figure).collect();
        cells.push(Cell::Text(place.to_string()));
        let money = self.programmes.iter().map(|id| Cell::Figure(scenario.programmes.get(*id).copied()));
        cells.extend(money);
        cells
    }

    /// What extra money is worth; nothing of the reference.
    fn worth(&self, economics: Option<&EconomicsView>) -> Vec<Option<f64>> {
        let net = economics.map(|view| view.net_present_value);
        let ratio = economics.and_then(|view| view.benefit_cost_ratio);
        let of_net = |part: fn(&SummaryView) -> f64| net.map(|net| part(&net.summary));
        let mut figures = vec![
            economics.map(|view| view.extra_cost),
            of_net(|net| net.mean),
            of_net(|net| net.se),
            of_net(|net| net.p5),
            of_net(|net| net.p50),
            of_net(|net| net.p95),
            net.map(|net| net.probability_positive),
            ratio.map(|ratio| ratio.mean),
            ratio.map(|ratio| ratio.p5),
            ratio.map(|ratio| ratio.p95),
        ];
        for id in &self.measures {
            let cost = economics.and_then(|view| view.cost_per_case.get(*id));
            figures.extend(cost.map_or([None; 3], |cost| [cost.cost, cost.p5, cost.p95]));
        }
        figures
    }

    /// No figures, but for the place.
    fn nothing(&self, place: Option<usize>) -> Vec<Cell> {
        let worth = self.worth(None).len();
        let before = 3 + 2 * self.strands.len() + 11 + worth + 3 * self.counts.len() + 1;
        let mut cells = vec![Cell::Figure(None); before];
        cells.push(Cell::Text(place.map(|place| place.to_string()).unwrap_or_default()));
        cells.extend(self.programmes.iter().map(|_| Cell::Figure(None)));
        cells
    }
}

/// Each thing once, in the order in which it is first met.
fn once<T: PartialEq>(things: impl Iterator<Item = T>) -> Vec<T> {
    let mut met = Vec::new();
    for thing in things {
        if !met.contains(&thing) {
            met.push(thing);
        }
    }
    met
}

/// Writes the comparison with one row a scenario: today's money in each block first, in the place 0. `entries` come in the
/// order of the rows, each with its place from 0; what is refused comes last.
///
/// # Errors
/// The destination refused a write, or an entry could not be had.
pub fn wide(
    todays: &[ScenarioView],
    entries: impl Iterator<Item = io::Result<(usize, Entry)>>,
    document: &Document<()>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let union = Union::of(&document.blocks);
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(union.heading())?;
    for today in todays {
        writer.write_record(row(&union, document, Line::Answered(today), Some(0)))?;
    }
    for entry in entries {
        let (place, entry) = entry?;
        writer.write_record(row(&union, document, Line::from(&entry), Some(place + 1)))?;
    }
    for refused in &document.refused {
        writer.write_record(row(&union, document, Line::Refused(refused), None))?;
    }
    writer.flush()
}

fn row(union: &Union<'_>, document: &Document<()>, line: Line<'_>, place: Option<usize>) -> Vec<String> {
    let of_block = |block: usize| {
        let block = document.blocks.get(block);
        let reference = block.map_or("", |block| &block.reference);
        [block.map_or("", |block| &block.rests_on.evidence), reference]
    };
    let ([evidence, reference], [id, name]) = match line {
        Line::Answered(it) => ([&*it.evidence, &*it.reference], [&*it.id, &*it.name]),
        Line::Infeasible(it) => (of_block(it.block), [&*it.id, &*it.name]),
        Line::Broken(it) => (["", ""], [&*it.id, &*it.name]),
        Line::Refused(it) => (["", ""], ["", &*it.file]),
    };
    let mut cells = [evidence, reference, id, name, line.status()].map(Cell::text).to_vec();
    if union.is_restated {
        let block = match line {
            Line::Answered(it) => document.blocks.get(it.block),
            Line::Infeasible(it) => document.blocks.get(it.block),
            Line::Broken(_) | Line::Refused(_) => None,
        };
        cells.push(Cell::text(block.map_or("", |block| &block.price_year)));
    }
    cells.extend(match (line, place) {
        (Line::Answered(scenario), Some(place)) => union.figures(scenario, place),
        _ => union.nothing(place),
    });
    cells.into_iter().map(Cell::written).collect()
}

/// Writes the wide tables of the shares of a batch as if they had been one: rows by their places, and what is refused,
/// which is the same in all of them, once.
///
/// # Errors
/// The destination refused a write, or a table could not be read.
pub fn merged_wide<R: io::Read>(
    tables: Vec<R>,
    document: &Document<()>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let heading = Union::of(&document.blocks).heading();
    let place = heading.iter().position(|name| name == PLACE).unwrap_or_default();
    let place = |row: &csv::StringRecord| row.get(place).and_then(|place| place.parse::<usize>().ok());
    let mut tables: Vec<_> =
        tables.into_iter().map(|table| csv::Reader::from_reader(table).into_records()).collect();
    let mut waiting = Vec::new();
    for (number, table) in tables.iter_mut().enumerate() {
        let mut next = table.next().transpose()?;
        // Every share has the rows of today's money: they are told once.
        while number > 0 && next.as_ref().is_some_and(|row| place(row) == Some(0)) {
            next = table.next().transpose()?;
        }
        waiting.push(next);
    }
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(&heading)?;
    let first = |waiting: &[Option<csv::StringRecord>]| {
        let places =
            waiting.iter().enumerate().filter_map(|(table, row)| Some((place(row.as_ref()?)?, table)));
        places.min()
    };
    while let Some((_, table)) = first(&waiting) {
        let next = tables[table].next().transpose()?;
        if let Some(row) = std::mem::replace(&mut waiting[table], next) {
            writer.write_record(&row)?;
        }
    }
    let union = Union::of(&document.blocks);
    for refused in &document.refused {
        writer.write_record(row(&union, document, Line::Refused(refused), None))?;
    }
    writer.flush()
}
