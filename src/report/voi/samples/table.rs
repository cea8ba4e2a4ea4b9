//! What information is worth on draws of any model, as people read it.

use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::report::voi::samples::document::Document;
use crate::report::voi::samples::document::EstimatorView;
use crate::report::voi::samples::document::PartialView;
use crate::report::voi::samples::document::StudyView;
use crate::report::voi::samples::figures::figure;
use crate::report::voi::samples::figures::with_error;
use crate::text;

/// Said in place of an estimate that chance explains.
const NOTHING: &str = "not distinguishable from 0";

/// The answer as text.
#[must_use]
pub fn table(document: &Document, width: u16) -> String {
    #[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
    let draws = text::thousands(document.draws as f64, 0);
    let heading = format!("What information is worth: {}, {draws} draws", document.samples);
    let mut out = prose::wrapped_with(&heading, width, "", "");
    out += &prose::wrapped_with(
        "Figures are in the unit of the net benefits: mean ± its standard error.",
        width,
        "",
        "",
    );
    out += "\nIn short\n";
    for line in in_short(document) {
        out += &prose::wrapped(&line, width);
    }
    out += "\nThe options\n";
    out += &options(document, width);
    if !document.evppi.is_empty() {
        out += "\nWhat it is worth to know a parameter before choosing (EVPPI)\n";
        out += &parameters(document, width);
    }
    if !document.evsi.is_empty() {
        out += "\nWhat a study is worth before anybody knows what it finds (EVSI)\n";
        out += &studies(document, width);
    }
    out += "\nWhat this rests on\n";
    for line in rests_on(document) {
        out += &prose::wrapped(&line, width);
    }
    out
}

/// The answer in sentences.
fn in_short(document: &Document) -> Vec<String> {
    let (best, evpi) = (&document.frontier, &document.evpi);
    let share = text::chance(best.probability_best);
    let mut said =
        vec![format!("`{}` has the highest mean net benefit, and is best in {share} of draws.", best.option)];
    if evpi.distinguishable {
        let worth = with_error(evpi.value, evpi.se);
        said.push(format!(
            "Knowing everything before choosing is worth {worth} (EVPI): no study is worth more."
        ));
    } else if evpi.value > 0.0 {
        said.push(format!("Knowing everything before choosing is worth an amount {NOTHING} (EVPI)."));
    } else {
        said.push("Knowing everything is worth 0 (EVPI): no other option is better in any draw.".to_owned());
    }
    let told = document.evppi.iter().filter(|own| own.distinguishable);
    let most = told.max_by(|a, b| a.value.total_cmp(&b.value));
    if let Some(most) = most {
        let worth = with_error(most.value.min(evpi.value), most.se);
        let what = if most.members.is_empty() { "the parameter" } else { "the group" };
        said.push(format!("Of what was asked for, {what} `{}` is worth most: {worth}.", most.parameter));
    } else if !document.evppi.is_empty() {
        said.push(format!("No parameter or group that was asked for is worth an amount that is told from 0: each is {NOTHING}."));
    }
    said
}

fn options(document: &Document, width: u16) -> String {
    let columns = [
        ("Option", Set::Words),
        ("net benefit", Set::Figures),
        ("best in", Set::Figures),
        ("expected loss", Set::Figures),
    ];
    let se = document.evpi.se;
    let rows = document.options.iter().map(|own| {
        let mark = if own.option == document.frontier.option { " *" } else { "" };
        vec![
            format!("{}{mark}", own.option),
            with_error(own.mean, own.se),
            text::chance(own.probability_best),
            figure(own.expected_loss, se),
        ]
    });
    let note = "* the highest mean: what would be chosen now. Expected loss: how far an option falls short of the best of each draw, on average; \
                the least of them is EVPI.";
    grid(width, &columns, rows.collect()) + &prose::wrapped_with(note, width, "", "")
}

fn parameters(document: &Document, width: u16) -> String {
    let columns = [
        ("Parameter", Set::Words),
        ("worth", Set::Figures),
        ("of EVPI", Set::Figures),
        ("changes the choice in", Set::Figures),
        ("fitted by", Set::Words),
    ];
    let rows = document.evppi.iter().map(|own| {
        let fitted = own.estimator.words().to_owned();
        let changes = if own.distinguishable { text::chance(own.changes) } else { String::new() };
        vec![label(own), worth(document, own), share(document, own), changes, fitted]
    });
    grid(width, &columns, rows.collect())
}

fn label(own: &PartialView) -> String {
    if own.members.is_empty() {
        return own.parameter.clone();
    }
    format!("{} ({})", own.parameter, own.members.join(", "))
}

/// What it is worth, which is no less than nought and no more than knowing everything is.
fn worth(document: &Document, own: &PartialView) -> String {
    match own.estimator {
        EstimatorView::Constant => "0 (known already)".to_owned(),
        _ if own.distinguishable => with_error(own.value.min(document.evpi.value), own.se),
        _ => NOTHING.to_owned(),
    }
}

fn share(document: &Document, own: &PartialView) -> String {
    let part = own.value / document.evpi.value;
    if own.distinguishable && part.is_finite() { text::percent(part.min(1.0), 0) } else { String::new() }
}

fn studies(document: &Document, width: u16) -> String {
    let columns = [
        ("Study", Set::Words),
        ("worth", Set::Figures),
        ("of variance, it explains", Set::Figures),
        ("its standard error", Set::Figures),
    ];
    let rows = document.evsi.iter().map(|own| {
        let worth = if own.distinguishable {
            with_error(own.value.min(document.evpi.value), own.se)
        } else {
            NOTHING.to_owned()
        };
        vec![own.study.clone(), worth, text::percent(own.explained, 1), figure(own.found_se, 0.0)]
    });
    grid(width, &columns, rows.collect())
}

/// What the figures rest on.
fn rests_on(document: &Document) -> Vec<String> {
    let mut said = vec![
        "The draws of the file and nothing else: what the model leaves out is worth nothing here. Worth is for one decision as \
         the net benefits have it, and no study's cost is taken off."
            .to_owned(),
        "Standard errors are right for independent draws; those of a chain, or of a sampler that spreads them, are not."
            .to_owned(),
    ];
    if !document.evppi.is_empty() {
        said.push(
            "EVPPI is what a rule brings that is fitted on nine tenths of the draws and valued on the others, each tenth in turn: \
             no fit is marked on what it has seen. Where it is not told from 0, chance alone is enough to explain it."
                .to_owned(),
        );
    }
    if document.evppi.iter().any(|own| own.estimator == EstimatorView::CrossFittedAdditive) {
        said.push(
            "A group is fitted by splines and by products of each two of its parameters: what three do only together is missed, \
             and makes its worth too low."
                .to_owned(),
        );
    }
    if document.evppi.iter().any(|own| own.estimator == EstimatorView::CrossFittedLines) {
        said.push("A group with more than a hundred parameters is fitted by straight lines, which makes its worth too low.".to_owned());
    }
    if !document.evsi.is_empty() {
        said.push(
            "EVSI is by moment matching (Heath, Manolopoulou and Baio): exact where parameter and error are normal and net \
             benefits linear in the parameter, an approximation elsewhere."
                .to_owned(),
        );
    }
    if document.evsi.iter().any(|own: &StudyView| own.sd_is_priors) {
        said.push(
            "A study without `sd` observes with the parameter's own standard deviation over the draws: one observation tells as \
             much as is known before (unit information). It is an assumption, to be replaced by what is known of the study."
                .to_owned(),
        );
    }
    said
}
