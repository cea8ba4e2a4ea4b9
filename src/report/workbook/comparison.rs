//! The comparison in full: how every scenario stands to the reference, where its difference comes from, and the proof.

use crate::report::compare::Chosen;
use crate::report::views::AvoidedView;
use crate::report::views::EconomicsView;
use crate::report::views::NetView;
use crate::report::views::SummaryView;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::identity;
use crate::report::workbook::ledger::Account;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::notes;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use crate::report::workbook::threats::Harm;
use crate::report::workbook::times::Times;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::row_col_to_cell;

/// The sheet's name.
pub(super) const NAME: &str = "Comparison";

/// How many pages wide it is printed: on one, nobody could read it.
const PAGES: u16 = 2;

/// The first of the three parts of harm avoided.
const PARTS: u16 = identity::COLUMNS + 9;

fn columns(times: Times, (with_today, with_costs, with_choice): With) -> Vec<Column> {
    let money =
        |heading: &str, group: &str| Column::new(times.in_money(heading), 14, Set::Money).under(group);
    let share = |heading: &str, group: &str| Column::new(heading, 14, Set::Share).under(group);
    let against = "Modelled harm avoided against the reference, draw by draw";
    let parts = "Where the mean against today's spend comes from";
    let mut columns = identity::wrapped();
    columns.extend([
        Column::new("Avoids more than the reference?", 32, Set::Words).under(against),
        money("Mean", against),
        money("Standard error of the mean", against),
        money("5% of draws below", against),
        money("95% of draws below", against),
        share("Avoids more, share of draws", against),
        share("Avoids less, share of draws", against),
        money("How much more where it avoids more", against),
        money("How much less where it avoids less", against),
        money("More or less money", parts),
        money("The split", parts),
        money("Better use inside strands", parts),
        money("All three", parts),
    ]);
    if with_today {
        let today = "Modelled harm avoided against today's spend";
        columns.extend([
            money("Against today: mean", today),
            money("Against today: standard error", today),
            money("Against today: 5% of draws below", today),
            money("Against today: 95% of draws below", today),
            share("Against today: avoids more, share of draws", today),
        ]);
    }
    if with_costs {
        let net =
            "Net benefit against the reference: modelled harm avoided less extra cost; people are not in it";
        columns.extend([
            money("Net benefit: mean", net),
            money("Net benefit: standard error", net),
            money("Net benefit: 5% of draws below", net),
            money("Net benefit: 95% of draws below", net),
            share("Net benefit above nought, share of draws", net),
            Column::new("Benefit–cost ratio: mean, £ per £1", 14, Set::Pound).under(net),
            Column::new("Why there is no ratio", 40, Set::Words).under(net),
        ]);
    }
    if with_choice {
        let choice = "If one must be chosen: the best of each draw avoids most harm less cost beyond today";
        columns.extend([
            money("Worst tenth of draws: mean against today", choice),
            share("The best of all, share of draws", choice),
            money("Expected regret", choice),
            money("Regret: 95% of draws below", choice),
            Column::new("Beaten by", 32, Set::Words).under(choice),
        ]);
    }
    let proof = "What is left, and the proof";
    columns.extend([
        money("Modelled harm left: mean", proof),
        Column::new("Inside strands", 11, Set::Words).under(proof),
        Column::new("Certified gap, share of the objective", 14, Set::Gap).under(proof),
    ]);
    columns
}

/// Whether the sheet has figures against today, of extra costs, and of a choice.
type With = (bool, bool, bool);

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let with_today = !ledger.is_against_today();
    let head = (
        NAME,
        ["Modelled, never measured.", "Every figure behind the sheet Summary; money is on the sheet Money."],
    );
    let with_costs = ledger.costs_differ();
    let with_choice = ledger.chapters.iter().any(|chapter| Chosen::of(chapter.block, &[]).is_some());
    let with = (with_today, with_costs, with_choice);
    let columns = columns(ledger.times(), with);
    let width = columns.len();
    let harm = Harm::of(ledger);
    let mut sheet = Sheet::begin(worksheet, head, columns)?;
    for chapter in ledger.chapters {
        for account in ledger.of_chapter(chapter.number) {
            let weight = if account.is_reference() { Weight::Part } else { Weight::Plain };
            sheet.row(weight, &cells(account, harm, with, sheet.next()))?;
        }
        for infeasible in &chapter.infeasible {
            let mut cells = identity::cells(chapter, (&infeasible.name, &infeasible.id), None);
            cells.push(notes::impossible(&infeasible.why).into());
            cells.resize(width, Cell::Empty);
            sheet.row(Weight::Notice, &cells)?;
        }
    }
    sheet.end()?.set_print_fit_to_pages(PAGES, 0);
    Ok(())
}

fn cells(
    account: &Account<'_>,
    harm: Harm,
    (with_today, with_costs, with_choice): With,
    row: u32,
) -> Vec<Cell> {
    let view = account.view;
    let mut cells = account.identity();
    cells.push(account.standing().into());
    if account.is_reference() {
        cells.extend([const { Cell::Empty }; 8]);
    } else {
        let [mean, se, p5, p95, better] = avoided(&view.versus.avoided());
        cells.extend([mean, se, p5, p95, better, view.versus.probability_worse.into()]);
        cells.extend([view.versus.gain_if_better.into(), view.versus.loss_if_worse.into()]);
    }
    cells.extend(parts(account, row));
    if with_today {
        cells.extend(avoided(&view.harm_avoided));
    }
    if with_costs {
        cells.extend(worth(view.economics.as_ref()));
    }
    if with_choice {
        cells.extend(choice(account));
    }
    let number = row_col_to_cell(row, identity::NUMBER);
    cells.push(harm.total(&number, account));
    cells.push(view.within.as_str().into());
    cells.push(view.optimum.as_ref().map(|optimum| optimum.gap).into());
    cells
}

fn avoided(view: &AvoidedView) -> [Cell; 5] {
    let SummaryView { mean, se, p5, p95, .. } = view.summary;
    [mean, se, p5, p95, view.probability_positive].map(Cell::from)
}

/// What extra money is worth; empty of the reference.
fn worth(view: Option<&EconomicsView>) -> Vec<Cell> {
    let Some(view) = view else { return vec![Cell::Empty; 7] };
    let NetView { summary, probability_positive } = view.net_present_value;
    let mut cells = avoided(&AvoidedView { summary, probability_positive }).to_vec();
    cells.push(view.benefit_cost_ratio.as_ref().map(|ratio| ratio.mean).into());
    cells.push(view.benefit_cost_reason.as_deref().map(|reason| format!("It {reason}")).into());
    cells
}

/// What it is among the others of its block; empty where there are not two to choose from.
fn choice(account: &Account<'_>) -> Vec<Cell> {
    let scenarios = &account.chapter.scenarios;
    let both = Chosen::of(account.chapter.block, scenarios).zip(account.view.choice.as_ref());
    let Some((chosen, view)) = both else { return vec![Cell::Empty; 5] };
    vec![
        view.worst_tenth.into(),
        view.probability_best.into(),
        view.expected_regret.into(),
        view.regret_p95.into(),
        chosen.beaten_by(view).into(),
    ]
}

/// The three parts with their sum; empty where they cannot be told apart.
fn parts(account: &Account<'_>, row: u32) -> [Cell; 4] {
    let Some(bridge) = account.view.bridge else { return [const { Cell::Empty }; 4] };
    let at = |column| row_col_to_cell(row, column);
    let sum = Cell::Formula(
        format!("=SUM({}:{})", at(PARTS), at(PARTS + 2)),
        bridge.money + bridge.split + bridge.within,
    );
    [bridge.money.into(), bridge.split.into(), bridge.within.into(), sum]
}
