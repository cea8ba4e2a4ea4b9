//! The limits: what the rules of scenarios ask, leave and cost, how far money may move, and how sure that is.

use crate::model::BoundKind;
use crate::model::Measure;
use crate::model::Scenario;
use crate::optimise::Prices;
use crate::optimise::Rule;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::line;
use crate::report::workbook::line::Line;
use crate::report::workbook::look::Weight;
use crate::report::workbook::sheet::Sheet;
use crate::report::workbook::stated::Stated;
use crate::report::workbook::stated::stated;
use crate::report::workbook::sure;
use crate::report::workbook::whose;
use crate::study::Brief;
use crate::study::Unanswered;
use crate::study::say;
use crate::study::say_mend;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

/// The sheet's name.
pub(super) const NAME: &str = "Limits";

/// How many pages wide it is printed.
const PAGES: u16 = 2;

/// What prices may leave unexplained of the gradient before they are called approximate.
const EXPLAINED: f64 = 1e-6;

/// A bound with less room than this binds, £m: a hundred pounds, which no budget tells apart.
const BINDS: f64 = 1e-4;

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, brief: &Brief, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let head = (
        NAME,
        [
            "Modelled.",
            "What the rules of each scenario ask and leave. Prices, ranges nearly as good, and how sure the split is \
               are worked out for the one scenario of each evidence that is looked at closely.",
        ],
    );
    let mut sheet = Sheet::begin(worksheet, head, line::columns(ledger))?;
    for (number, chapter) in brief.chapters.iter().enumerate() {
        let block = &chapter.block;
        for account in ledger.of_chapter(number) {
            let scenario = &account.result.scenario;
            let proposal = chapter.proposal.as_ref().filter(|proposal| proposal.result == account.position);
            let prices = proposal.and_then(|proposal| proposal.best.as_ref()?.prices.as_ref());
            let mut push = |weight, line: Line| push(&mut sheet, account.whose(), weight, line);
            for rule in stated(account.result) {
                push(Weight::Plain, of_rule(scenario, &rule, prices))?;
            }
            for line in unstated(scenario, prices) {
                push(Weight::Plain, line)?;
            }
            if let Some(proposal) = proposal {
                for (weight, line) in sure::lines(block, proposal) {
                    push(weight, line)?;
                }
            }
        }
        for unanswered in &block.unanswered {
            for line in clash(unanswered) {
                let whose = whose::cells(block, &unanswered.scenario, None);
                push(&mut sheet, whose, Weight::Notice, line)?;
            }
        }
    }
    sheet.end()?.set_print_fit_to_pages(PAGES, 0);
    Ok(())
}

/// Writes a line.
fn push(sheet: &mut Sheet<'_>, whose: Vec<Cell>, weight: Weight, line: Line) -> Result<(), XlsxError> {
    let cells = [whose, line.cells(sheet.next())].concat();
    sheet.row(weight, &cells)
}

/// A rule that a scenario states about money.
fn of_rule(scenario: &Scenario, stated: &Stated, prices: Option<&Prices>) -> Line {
    let side = stated.side.unwrap_or(BoundKind::AtMost);
    let left = match side {
        BoundKind::AtLeast => stated.spent - stated.bound,
        BoundKind::AtMost => stated.bound - stated.spent,
    };
    let binds = left.abs() <= BINDS;
    let mut line = Line {
        kind: "Rule",
        of: say(&stated.rule, scenario).words,
        bound: Some(stated.bound),
        money: Some(stated.spent),
        room: Some((side, left)),
        ..Line::default()
    };
    let mut notes = vec![match stated.side {
        None => "exact".to_owned(),
        Some(_) if binds => "binds".to_owned(),
        Some(_) => "does not bind".to_owned(),
    }];
    let gain = match stated.rule {
        Rule::Budget => prices.and_then(|prices| prices.budget),
        _ => prices.and_then(|prices| gain_of(&stated.rule, prices)),
    };
    if let Some(prices) = prices
        && stated.rule == Rule::Budget
        && gain.is_none()
    {
        notes.push("no price: the other rules leave no room for more money".to_owned());
        notes.extend(approximate(prices));
    }
    if let (Some(gain), Some(prices)) = (gain, prices) {
        priced(&mut line, scenario, gain);
        notes.extend(stated.side.is_none().then(|| "the price is that of £1 more".to_owned()));
        notes.extend(approximate(prices));
    }
    line.note = notes.join("; ");
    line
}

fn gain_of(rule: &Rule, prices: &Prices) -> Option<f64> {
    prices.rules.iter().find(|price| price.rule == *rule).and_then(|price| price.gain)
}

/// The price in its column: what is counted decides its unit.
fn priced(line: &mut Line, scenario: &Scenario, gain: f64) {
    match scenario.objective().measure {
        Measure::Harm => line.price = Some(gain),
        Measure::Count(_) => line.price_in_people = Some(gain),
    }
}

fn approximate(prices: &Prices) -> Option<String> {
    let is_approximate = prices.stationarity > EXPLAINED;
    is_approximate.then(|| "approximate: the objective has kinks (a tail, or tables of points)".to_owned())
}

/// Rules that bind but are not about a strand's share or a limit's money, dearest first.
fn unstated(scenario: &Scenario, prices: Option<&Prices>) -> Vec<Line> {
    let Some(prices) = prices else { return Vec::new() };
    let mut lines: Vec<(f64, Line)> = Vec::new();
    for price in &prices.rules {
        let is_stated = matches!(
            price.rule,
            Rule::Strand { .. } | Rule::Limit { .. } | Rule::Ratio { .. } | Rule::Budget
        );
        if is_stated {
            continue;
        }
        let mut line = Line { kind: "Rule", of: say(&price.rule, scenario).words, ..Line::default() };
        let mut notes = vec!["binds".to_owned()];
        match price.gain {
            Some(gain) => priced(&mut line, scenario, gain),
            None => notes.push("no price: the other rules leave no room".to_owned()),
        }
        let is_exact = matches!(price.rule, Rule::Pinned { .. });
        notes.extend(is_exact.then(|| "the price is that of £1 more".to_owned()));
        notes.extend(approximate(prices));
        line.note = notes.join("; ");
        lines.push((price.gain.unwrap_or_default().abs(), line));
    }
    lines.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.of.cmp(&b.1.of)));
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Why a scenario is not possible.
fn clash(unanswered: &Unanswered) -> Vec<Line> {
    let (scenario, why) = (&unanswered.scenario, &unanswered.impossible);
    let line = |of: String, change, note: &str| Line {
        kind: "Not possible",
        of,
        change,
        note: note.to_owned(),
        ..Line::default()
    };
    let mut lines: Vec<Line> = Vec::new();
    for broken in &why.broken {
        let by = Some(broken.missed_by.millions());
        lines.push(line(say(&broken.rule, scenario).words, by, "missed by this much by the only candidate"));
    }
    if let Some(clash) = &why.clash {
        for rule in clash.rules() {
            let said = match (clash.sets.len(), clash.times(rule)) {
                (1, _) => {
                    "one of the rules that cannot all be kept, though any one of them given up would do"
                        .to_owned()
                }
                (all, times) => {
                    format!("in {times} of {all} smallest sets of rules that cannot be kept together")
                }
            };
            lines.push(line(say(rule, scenario).words, None, &said));
        }
        for mend in &clash.mend {
            let said = "part of the least total change that would make the scenario possible";
            lines.push(line(say_mend(mend, scenario), Some(mend.change), said));
        }
    }
    lines
}
