//! The limits: what the rules of scenarios ask, leave and cost, how far money may move, and how sure that is.

use crate::report::InfeasibleView;
use crate::report::optimise::BestView;
use crate::report::report::BindingView;
use crate::report::report::SideView;
use crate::report::report::StatedView;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::identity;
use crate::report::workbook::ledger::Account;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::line;
use crate::report::workbook::line::Line;
use crate::report::workbook::look::Weight;
use crate::report::workbook::proposal;
use crate::report::workbook::sheet::Sheet;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

/// The sheet's name.
pub(super) const NAME: &str = "Limits";

/// How many pages wide it is printed.
const PAGES: u16 = 2;

/// A bound with less room than this binds, £m: a hundred pounds, which no budget tells apart.
const BINDS: f64 = 1e-4;

/// The short name of the rule that there is no more money than the budget.
const BUDGET: &str = "budget";

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let has_rules = ledger.chapters.iter().any(|chapter| !chapter.besides.rules.is_empty());
    let said = if has_rules {
        "What the rules of each scenario ask and leave. Prices, ranges nearly as good, and how sure the split is \
               are worked out for the one scenario of each evidence that is looked at closely."
    } else {
        "What rules ask and leave is not among a comparison's results: ask report, or compare with --xlsx, of the scenarios."
    };
    let head = (NAME, ["Modelled.", said]);
    let mut sheet = Sheet::begin(worksheet, head, line::columns(ledger))?;
    for chapter in ledger.chapters {
        for account in ledger.of_chapter(chapter.number) {
            for (weight, line) in lines(account) {
                push(&mut sheet, account.identity(), weight, line)?;
            }
        }
        for infeasible in &chapter.infeasible {
            for line in clash(&infeasible.why) {
                let identity = identity::cells(chapter, (&infeasible.name, &infeasible.id), None);
                push(&mut sheet, identity, Weight::Notice, line)?;
            }
        }
    }
    sheet.end()?.set_print_fit_to_pages(PAGES, 0);
    Ok(())
}

/// Writes a line.
fn push(sheet: &mut Sheet<'_>, identity: Vec<Cell>, weight: Weight, line: Line) -> Result<(), XlsxError> {
    let cells = [identity, line.cells(sheet.next())].concat();
    sheet.row(weight, &cells)
}

/// The lines of a scenario with an answer: its rules, and where it is looked at closely what was found.
fn lines(account: &Account<'_>) -> Vec<(Weight, Line)> {
    let (chapter, scenario) = (account.chapter, account.view);
    let proposal = chapter.proposal().filter(|(_, proposed)| proposed.id == scenario.id);
    let proposal = proposal.map(|(proposal, _)| proposal);
    // Where something was left to choose, it has been proved best and every rule has been priced.
    let priced = proposal.and_then(|proposal| proposal.best.as_ref()).filter(|best| best.optimum.is_some());
    let rules = chapter.besides.rules.get(&scenario.id).into_iter().flatten();
    let stated = rules.map(|rule| of_stated(rule, priced));
    let binding = proposal.into_iter().flat_map(|proposal| &proposal.binding);
    let binding = priced.into_iter().flat_map(|best| binding.clone().map(move |rule| of_binding(rule, best)));
    let rules = stated.chain(binding).map(|line| (Weight::Plain, line));
    let found = proposal.into_iter().flat_map(|proposal| proposal::lines(chapter, proposal));
    rules.chain(found).collect()
}

/// A rule that a scenario states about money; `priced` is the best that its price belongs to.
fn of_stated(rule: &StatedView, priced: Option<&BestView>) -> Line {
    let side = rule.side.unwrap_or(SideView::AtMost);
    let left = match side {
        SideView::AtLeast => rule.spent - rule.bound,
        SideView::AtMost => rule.bound - rule.spent,
    };
    let binds = left.abs() <= BINDS;
    let mut line = Line {
        kind: "Rule",
        of: rule.words.clone(),
        bound: Some(rule.bound),
        money: Some(rule.spent),
        room: Some((side, left)),
        ..Line::default()
    };
    let mut notes = vec![
        match rule.side {
            None => "exact",
            Some(_) if binds => "binds",
            Some(_) => "does not bind",
        }
        .to_owned(),
    ];
    match (rule.price, priced) {
        (Some(gain), Some(best)) => {
            price(&mut line, best, gain);
            notes.extend(rule.side.is_none().then(|| "the price is that of £1 more".to_owned()));
            notes.extend(approximate(best));
        }
        (None, Some(best)) if is_of_budget(rule) => {
            notes.push("no price: the other rules leave no room for more money".to_owned());
            notes.extend(approximate(best));
        }
        _ => {}
    }
    line.note = notes.join("; ");
    line
}

/// Whether a rule is that of the budget, in a plan of one of its years.
fn is_of_budget(rule: &StatedView) -> bool {
    rule.rule.strip_prefix(BUDGET).is_some_and(|year| year.is_empty() || year.starts_with('['))
}

/// A rule that binds and is not among those stated about money.
fn of_binding(rule: &BindingView, best: &BestView) -> Line {
    let mut line = Line { kind: "Rule", of: rule.words.clone(), ..Line::default() };
    let mut notes = vec!["binds".to_owned()];
    match rule.price {
        Some(gain) => price(&mut line, best, gain),
        None => notes.push("no price: the other rules leave no room".to_owned()),
    }
    notes.extend(rule.exact.then(|| "the price is that of £1 more".to_owned()));
    notes.extend(approximate(best));
    line.note = notes.join("; ");
    line
}

/// Puts a price into its column: what is counted decides its unit.
fn price(line: &mut Line, best: &BestView, gain: f64) {
    if proposal::counts_people(best) {
        line.price_in_people = Some(gain);
    } else {
        line.price = Some(gain);
    }
}

fn approximate(best: &BestView) -> Option<String> {
    best.why_approximate().map(|why| format!("approximate: {why}"))
}

/// Why a scenario is not possible.
fn clash(why: &InfeasibleView) -> Vec<Line> {
    let line = |of: &str, change, note: &str| Line {
        kind: "Not possible",
        of: of.to_owned(),
        change,
        note: note.to_owned(),
        ..Line::default()
    };
    let misses = why
        .misses
        .iter()
        .map(|miss| line(&miss.words, Some(miss.by), "missed by this much by the only candidate"));
    let clash = why.clash.iter().map(|rule| {
        let note = match why.clash_sets.len() {
            1 => "one of the rules that cannot all be kept, though any one of them given up would do"
                .to_owned(),
            all => {
                let times = rule.sets.unwrap_or_default();
                format!("in {times} of {all} smallest sets of rules that cannot be kept together")
            }
        };
        line(&rule.words, None, &note)
    });
    let mend = why.mend.iter().map(|mend| {
        let words = mend.change_words.as_ref().unwrap_or(&mend.words);
        line(words, mend.change, "part of the least total change that would make the scenario possible")
    });
    misses.chain(clash).chain(mend).collect()
}
