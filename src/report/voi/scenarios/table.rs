//! What finding out is worth, as people read it.

use crate::report::Look;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::report::voi::scenarios::decision::DecisionView;
use crate::report::voi::scenarios::decision::KindView;
use crate::report::voi::scenarios::decision::PartialView;
use crate::report::voi::scenarios::decision::StudyView;
use crate::report::voi::scenarios::document::Document;
use crate::report::voi::scenarios::first::VerdictView;
use crate::study::voi::scenarios::Verdict;
use crate::text;

/// Said in place of an estimate that chance explains.
const NOTHING: &str = "not distinguishable from 0";

/// Groups of assumptions and verdicts on scenarios are listed up to so many unless everything is asked for.
const MOST: usize = 8;

/// The answer as text.
#[must_use]
pub fn table(document: &Document, look: Look) -> String {
    let width = look.width;
    let mut out = String::new();
    for decision in &document.decisions {
        out += &prose::wrapped_with(&heading(document, decision), width, "", "");
        out += "\nIn short\n";
        for line in in_short(document, decision) {
            out += &prose::wrapped(&line, width);
        }
        let millions = document.rests_on.period().millions();
        if !decision.first.is_empty() {
            out += &format!("\nWorth measuring first, {millions}\n");
            out += &first(decision, width);
        }
        out += &prose::wrapped(&others(decision), width);
        if decision.verdict.len() > 1 {
            out += "\nScenario by scenario, against today\n";
            out += &verdicts(decision, width);
        }
        if !decision.evsi.is_empty() {
            out += &format!("\nWhat a study is worth before it is made, {millions}\n");
            out += &studies(document, decision, width);
        }
        if !decision.groups.is_empty() {
            out += &format!("\nWhat knowing a whole group is worth, {millions}\n");
            out += &groups(decision, look);
        }
        out.push('\n');
    }
    for scenario in &document.impossible {
        let line =
            format!("{} [{}]: no allocation can meet it, so nothing is decided.", scenario.name, scenario.id);
        out += &prose::wrapped(&line, width);
    }
    out += "What this rests on\n";
    for line in rests_on(document) {
        out += &prose::wrapped(&line, width);
    }
    document.rests_on.said().iter().for_each(|line| out += &prose::wrapped(line, width));
    out
}

fn heading(document: &Document, decision: &DecisionView) -> String {
    #[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
    let draws = text::thousands(document.draws as f64, 0);
    let of = match decision.decision {
        KindView::Allocation => {
            format!(
                "{} [{}]: what finding out is worth before the money is split",
                decision.now.name, decision.now.id
            )
        }
        KindView::Scenario => format!(
            "What finding out is worth before one of {} or today is taken",
            text::plural(decision.scenarios.len(), "scenario", "scenarios")
        ),
    };
    format!("{of} ({draws} draws, {})", document.prices())
}

/// Money, to the penny of a million where it is little.
fn money(value: f64) -> String {
    if value.abs() < 0.95 { text::money_to(value, 2) } else { text::money(value) }
}

fn with_error(value: f64, se: f64) -> String {
    if se > 0.0 { format!("{} ±{}", money(value), money(se)) } else { money(value) }
}

/// The answer in sentences.
fn in_short(document: &Document, decision: &DecisionView) -> Vec<String> {
    let over = document.rests_on.period().of_harm();
    let evpi = &decision.evpi;
    let before = match decision.decision {
        KindView::Allocation => "before the money is split",
        KindView::Scenario => "before a scenario is taken",
    };
    let mut said = Vec::new();
    said.push(if evpi.distinguishable {
        format!(
            "Knowing everything {before} is worth {} of modelled harm avoided {over} (EVPI): no study is worth more.",
            with_error(evpi.value, evpi.se)
        )
    } else {
        format!("Knowing everything {before} is worth an amount {NOTHING} (EVPI).")
    });
    said.push(match decision.first.first() {
        Some(first) => format!(
            "Most worth measuring first{}: `{}` ({}), {} {over} if it were known exactly.",
            if decision.left_out > 0 { " of those looked at" } else { "" },
            first.parameter,
            first.grade,
            with_error(first.value.min(evpi.value), first.se)
        ),
        None if decision.left_out > 0 => "What is worth measuring first is not known.".to_owned(),
        None => {
            format!("No single assumption is worth an amount that can be told from 0: each is {NOTHING}.")
        }
    });
    if let KindView::Scenario = decision.decision {
        said.push(format!("Taken now, on what is known: “{}” [{}].", decision.now.name, decision.now.id));
    }
    said.extend(
        decision
            .verdict
            .iter()
            .filter(|own| own.scenario == decision.now.id)
            .map(|own| verdict(document, own)),
    );
    said.extend(decision.gap.as_ref().map(|gap| gap.said(&over)));
    if decision.mean_harm_instead {
        said.push(
            "The scenario is best at something else than the mean of harm: what finding out is worth is said of mean harm in \
             £m all the same, with the money split for that."
                .to_owned(),
        );
    }
    if decision.left_out > 0 {
        let what =
            text::plural(decision.left_out, "assumption, group or study", "assumptions, groups and studies");
        said.push(format!("NOT whole: {what} left out because the run had to end."));
    }
    said
}

/// A verdict with what it takes for granted.
fn advised(verdict: &str) -> String {
    if verdict == Verdict::Wait.as_str() {
        return format!("{verdict}, if what is begun cannot be undone (if it can: act and measure)");
    }
    verdict.to_owned()
}

/// What to do first, with what it rests on.
fn verdict(document: &Document, own: &VerdictView) -> String {
    let study = years(document.study_years);
    let rest = years((document.decision_years - document.study_years).max(0.0));
    let gain = money(own.gain.value);
    let finding = own.parameter.as_ref().map(|address| {
        format!(
            "finding out `{address}` is worth {} over the {rest} that are left behind a study",
            money(own.kept)
        )
    });
    let finding =
        finding.unwrap_or_else(|| "no single finding is worth an amount that can be told from 0".to_owned());
    let why = if own.gain.value <= 0.0 {
        format!("today is no worse in expectation (acting avoids {gain} more)")
    } else {
        format!(
            "acting avoids {gain} more than today each year, {} within the {study} of a study; {finding}",
            money(own.forgone)
        )
    };
    format!("Verdict: {}: {why}.", advised(&own.verdict))
}

fn years(count: f64) -> String {
    let figure = text::thousands(count, usize::from(count.fract() != 0.0));
    if figure == "1" { "1 year".to_owned() } else { format!("{figure} years") }
}

fn first(decision: &DecisionView, width: u16) -> String {
    let columns = [
        ("Assumption", Set::Words),
        ("today's grade", Set::Words),
        ("its 5% and 95% values", Set::Figures),
        ("being wrong costs there", Set::Figures),
        ("worth knowing", Set::Figures),
    ];
    let rows = decision.first.iter().map(|own| {
        let regret = |regret: Option<f64>| regret.map_or_else(|| "about 0".to_owned(), money);
        vec![
            own.parameter.clone(),
            own.grade.clone(),
            format!("{} and {}", number(own.low), number(own.high)),
            format!("{} and {}", regret(own.regret_low), regret(own.regret_high)),
            with_error(own.value.min(decision.evpi.value), own.se),
        ]
    });
    grid(width, &columns, rows.collect())
}

/// A value of an assumption, in its own unit, to three figures.
fn number(value: f64) -> String {
    let size = value.abs();
    let decimals = [(100.0, 0), (10.0, 1), (1.0, 2), (0.1, 3), (0.01, 4)];
    let decimals = decimals.iter().find(|(from, _)| size >= *from).map_or(5, |(_, decimals)| *decimals);
    let figure = text::thousands(value, decimals);
    if size <= 0.0 { "0".to_owned() } else { figure }
}

/// What is not in the list.
fn others(decision: &DecisionView) -> String {
    let count = |is: &dyn Fn(&PartialView) -> bool| decision.evppi.iter().filter(|own| is(own)).count();
    let all = decision.evppi.len();
    let told = count(&|own| own.distinguishable);
    let screened = count(&|own| own.below.is_some());
    let none = count(&|own| own.estimator == "not in the decision");
    let rest = all - told - screened - none;
    let below = decision.evppi.iter().find_map(|own| own.below);
    let mut parts = vec![format!("{told} of {all} assumptions are worth an amount that can be told from 0")];
    if let Some(below) = below {
        parts.push(format!(
            "{screened} gain less than {} even where they are at their 5% or 95% values",
            money(below)
        ));
    }
    if rest > 0 {
        parts.push(format!("{rest} are {NOTHING}"));
    }
    if none > 0 {
        parts.push(format!("{none} are in nothing that is decided"));
    }
    parts.join("; ") + "."
}

fn verdicts(decision: &DecisionView, width: u16) -> String {
    let columns = [
        ("Scenario", Set::Words),
        ("acting avoids", Set::Figures),
        ("finding out is worth", Set::Figures),
        ("verdict", Set::Words),
    ];
    let rows = decision.verdict.iter().map(|own| {
        let finding = if own.parameter.is_some() { money(own.finding) } else { "about 0".to_owned() };
        vec![own.name.clone(), with_error(own.gain.value, own.gain.se), finding, own.verdict.clone()]
    });
    grid(width, &columns, rows.collect())
}

fn studies(document: &Document, decision: &DecisionView, width: u16) -> String {
    let columns = [
        ("Study", Set::Words),
        ("resolves", Set::Figures),
        ("worth", Set::Figures),
        ("best size", Set::Figures),
        ("net of its cost", Set::Figures),
    ];
    let rows = decision.evsi.iter().map(|own| {
        let worth = if own.distinguishable {
            with_error(own.value.min(decision.evpi.value), own.se)
        } else {
            NOTHING.to_owned()
        };
        let resolves = format!("{}{}", if own.exact { "" } else { "≈" }, text::percent(own.resolved, 1));
        let (size, net) = best_size(document, own);
        vec![own.study.clone(), resolves, worth, size, net]
    });
    grid(width, &columns, rows.collect())
}

fn best_size(document: &Document, own: &StudyView) -> (String, String) {
    let Some(best) = own.best else { return (String::new(), String::new()) };
    match best.cases {
        None => ("none pays".to_owned(), String::new()),
        Some(cases) => {
            #[expect(clippy::cast_precision_loss, reason = "at most a million")]
            let cases = text::thousands(cases as f64, 0);
            (cases, format!("{} in {}", money(best.net), years(document.decision_years)))
        }
    }
}

fn groups(decision: &DecisionView, look: Look) -> String {
    let columns = [
        ("Group", Set::Words),
        ("assumptions", Set::Figures),
        ("worth knowing together", Set::Figures),
        ("of EVPI", Set::Figures),
    ];
    let mut shown: Vec<_> = decision.groups.iter().collect();
    shown.sort_by(|a, b| b.value.total_cmp(&a.value));
    let most = if look.is_full { usize::MAX } else { MOST };
    let rows = shown.into_iter().take(most).map(|own| {
        let share = own.value / decision.evpi.value;
        let is_share = own.distinguishable && share.is_finite();
        vec![
            format!("{} {}", own.by, own.group),
            own.members.to_string(),
            if own.distinguishable { with_error(own.value, own.se) } else { NOTHING.to_owned() },
            if is_share { text::percent(share.min(1.0), 0) } else { String::new() },
        ]
    });
    grid(look.width, &columns, rows.collect())
}

/// How the figures came about, and what they assume.
fn rests_on(document: &Document) -> Vec<String> {
    let mut said = vec![
        "Every value is the difference of two decisions made on one half of the draws, with and without the knowledge, and valued \
         on the other half, both ways: no noise counts as information. It is modelled harm avoided in expectation, less what \
         scenarios to choose between cost beyond today, and no study's cost is taken off unless a cost is given."
            .to_owned(),
        format!(
            "Verdicts take a study to last {}, the decision to stand for {}, today to go on while one waits, and what is begun to \
             stay: waiting is right where what is found out is worth more in the years that are left than waiting forgoes. Where \
             what is begun can be undone, acting and measuring is never worse than waiting.",
            years(document.study_years),
            years(document.decision_years)
        ),
    ];
    if [1_024, 50_000].contains(&document.draws) {
        said.push(
            "At least 1,024 draws are asked, so that they have halves, and at most 50,000, however many the scenario wants."
                .to_owned(),
        );
    }
    let studies = || document.decisions.iter().flat_map(|decision| &decision.evsi);
    if studies().any(|own| own.study.starts_with("N=") && !own.study.contains(" sd=")) {
        said.push(
            "A study without `sd` takes one case to say as much as everything known today (unit information, Kass and Wasserman \
             1995): an assumption, to be replaced by what is known of cases."
                .to_owned(),
        );
    }
    if studies().any(|own| !own.exact) {
        said.push(
            "≈ marks studies matched in normal scores: exact for normal and lognormal assumptions only."
                .to_owned(),
        );
    }
    said
}
