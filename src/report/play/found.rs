//! The best from here: what proves it, what holding costs, what is nearly as good, and why there is none.

use crate::model::Scenario;
use crate::optimise::Rule;
use crate::report::optimise::prices_of;
use crate::report::play::answer::BrokenRule;
use crate::report::prose;
use crate::report::views::InfeasibleView;
use crate::report::views::MissView;
use crate::report::views::OptimumView;
use crate::study::Impossible;
use crate::study::NearRange;
use crate::study::play::Optimum;
use crate::text;
use serde::Serialize;

/// Harm avoided by the best, and by where somebody stood, £m.
#[derive(Clone, Copy, Debug)]
pub struct Beaten {
    /// By the best.
    pub best: f64,
    /// By where somebody stood.
    pub here: f64,
    /// Whether where somebody stood keeps the rules, so that the two can be compared.
    pub is_allowed: bool,
}

/// The best from here.
#[derive(Clone, Debug, Serialize)]
pub struct FoundView {
    /// How much more harm it avoids than where somebody stood, £m.
    is_better_by: f64,
    /// The same in words.
    said: String,
    /// What proves it.
    proof: Proof,
    /// What each rule costs, dearest first.
    prices: Vec<PriceView>,
}

/// What was proved.
#[derive(Clone, Debug, Serialize)]
struct Proof {
    /// Nothing where nothing was left to choose.
    #[serde(flatten)]
    optimum: Option<OptimumView>,
    said: String,
}

/// What a rule costs.
#[derive(Clone, Debug, Serialize)]
struct PriceView {
    words: String,
    /// The strand or programme whose padlock it is; `None` of another rule.
    lock: Option<String>,
    /// £ of harm avoided by £1 of relaxing it.
    gain_per_pound: Option<f64>,
    /// £ of harm avoided lost by £1 of tightening it.
    loss_per_pound: Option<f64>,
    said: String,
}

/// Shown prices at the most; the rest are too many to be read.
const MOST_PRICES: usize = 60;

impl FoundView {
    /// What is said of an optimum.
    #[must_use]
    pub fn of(scenario: &Scenario, optimum: &Optimum, beaten: Beaten) -> Self {
        let better = beaten.best - beaten.here;
        let is_mean = scenario.objective().is_smooth();
        let said = match (beaten.is_allowed, text::money(better.abs())) {
            (false, _) => {
                format!("It keeps the rules, which here did not, and avoids {}.", text::money(beaten.best))
            }
            (true, by) if by == "£0m" => "Nothing allowed here is better: you are at the best.".to_owned(),
            (true, by) if better > 0.0 => format!("It avoids {by} more on average than where you were."),
            (true, by) if is_mean => format!("It avoids {by} less on average than where you were."),
            (true, by) => format!(
                "It avoids {by} less on average than where you were, and is better in the worst draws."
            ),
        };
        let proof = optimum.certificate.as_ref().map(OptimumView::of);
        let proof = Proof { said: proof.as_ref().map_or(NO_CHOICE.to_owned(), proven), optimum: proof };
        let prices = optimum.prices.iter().flat_map(|prices| prices_of(scenario, prices));
        let prices = prices.map(|price| {
            let lock = lock(&price.rule, scenario);
            let said = match &lock {
                Some(lock) => format!("The padlock on {lock}: {}.", lock_said(price.gain, price.loss)),
                None => format!("{}: {}.", price.words, rule_said(price.gain, price.loss)),
            };
            let (gain_per_pound, loss_per_pound) = (price.gain, price.loss);
            PriceView { words: price.words, lock, gain_per_pound, loss_per_pound, said }
        });
        Self { is_better_by: better, said, proof, prices: prices.take(MOST_PRICES).collect() }
    }
}

/// Said where there is nothing to prove.
const NO_CHOICE: &str = "Nothing was left to choose, so there is nothing to prove.";

fn proven(optimum: &OptimumView) -> String {
    if optimum.reached {
        let gap = prose::gap(optimum.gap);
        format!("Proven: nothing allowed here is better by more than {gap} of the harm that is made small.")
    } else {
        let by = optimum.stopped_by.as_deref().unwrap_or("the search ended");
        format!("Not proven to the end ({by}): something better by {} may exist.", prose::gap(optimum.gap))
    }
}

/// The strand or programme that a rule holds.
fn lock(rule: &Rule, scenario: &Scenario) -> Option<String> {
    let evidence = scenario.evidence();
    let programmes = evidence.programmes();
    match rule {
        Rule::Strand { strand, side: None, .. } => evidence.strands().get(*strand).map(ToString::to_string),
        Rule::Pinned { programme } => {
            programmes.get(programme % programmes.len().max(1)).map(|programme| programme.id.to_string())
        }
        _ => None,
    }
}

fn lock_said(gain: Option<f64>, loss: Option<f64>) -> String {
    match (gain, loss) {
        (Some(gain), _) if gain < 0.0 => format!("£1 less there would avoid {} more", text::per_pound(-gain)),
        (Some(gain), _) => format!("£1 more there would avoid {} more", text::per_pound(gain)),
        (None, Some(loss)) => format!("£1 less there would avoid {} less", text::per_pound(loss)),
        (None, None) => NO_ROOM.to_owned(),
    }
}

fn rule_said(gain: Option<f64>, loss: Option<f64>) -> String {
    match (gain, loss) {
        (Some(gain), _) => format!("£1 of room more would avoid {} more", text::per_pound(gain)),
        (None, Some(loss)) => format!("£1 of room less would avoid {} less", text::per_pound(loss)),
        (None, None) => NO_ROOM.to_owned(),
    }
}

/// Said where a rule cannot be moved by itself.
const NO_ROOM: &str = "the other rules leave no room to move it alone";

/// Why nothing is allowed.
#[derive(Clone, Debug, Serialize)]
pub struct ImpossibleView {
    said: String,
    sets: Vec<Vec<String>>,
    mends: Vec<Mend>,
}

/// The least change of a rule that, with the others, makes it possible.
#[derive(Clone, Debug, Serialize)]
struct Mend {
    words: String,
    change: Option<f64>,
    said: String,
}

impl ImpossibleView {
    /// Why nothing is allowed in a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario, why: &Impossible) -> Self {
        let view = InfeasibleView::of(scenario, why);
        let sets = view.sets().into_iter().map(|set| set.iter().map(|rule| rule.words.clone()).collect());
        let mut sets: Vec<Vec<String>> = sets.collect();
        sets.extend(view.misses.iter().map(|miss| vec![miss.words.clone()]));
        let mends = view.mend.iter().map(|rule| Mend {
            words: rule.words.clone(),
            change: rule.change,
            said: rule.change_words.clone().unwrap_or_else(|| rule.words.clone()),
        });
        let said = if sets.len() == 1 {
            "No split keeps all of these rules.".to_owned()
        } else {
            "No split keeps all of the rules: one of each set has to give.".to_owned()
        };
        Self { said, sets, mends: mends.collect() }
    }

    /// Why a scenario makes no sense, in sentences.
    #[must_use]
    pub fn said(sentences: Vec<String>) -> Self {
        Self {
            said: "These rules cannot be kept together.".to_owned(),
            sets: vec![sentences],
            mends: Vec::new(),
        }
    }
}

/// An amount to as many digits as it takes to be one.
fn missed(by: f64) -> String {
    if by >= 1.0 { text::money(by) } else { text::money_apart(by) }
}

impl BrokenRule {
    /// The rules that an allocation breaks.
    #[must_use]
    pub fn all(scenario: &Scenario, why: &Impossible) -> Vec<Self> {
        let view = InfeasibleView::of(scenario, why);
        let rule = |miss: &MissView| Self {
            words: miss.words.clone(),
            by: miss.by,
            said: format!("missed by {}", missed(miss.by)),
        };
        view.misses.iter().map(rule).collect()
    }
}

/// What is nearly as good as the best with this money and these rules.
#[derive(Clone, Debug, Serialize)]
pub struct NearView {
    /// Harm avoided by the best, £m.
    best: f64,
    /// How much less is avoided here.
    short_by: f64,
    said: String,
    ranges: Vec<RangeView>,
    /// The part of what the best improves on today that may be lost.
    part: f64,
    draws: usize,
}

/// The range of a strand or programme, £m.
#[derive(Clone, Debug, Serialize)]
struct RangeView {
    id: String,
    is_strand: bool,
    year: usize,
    low: f64,
    high: f64,
    best: f64,
}

impl NearView {
    /// Of ranges that were found on so many draws.
    #[must_use]
    pub fn of(ranges: &[NearRange], beaten: Beaten, part: f64, draws: usize) -> Self {
        let short_by = beaten.best - beaten.here;
        let by = text::money(short_by);
        let said = if !beaten.is_allowed {
            format!("The best that keeps the rules avoids {}.", text::money(beaten.best))
        } else if short_by <= 0.0 || by == "£0m" {
            "Nothing that the rules allow with this money avoids more on average.".to_owned()
        } else {
            format!("The best use of this money would avoid {by} more on average.")
        };
        let ranges = ranges.iter().filter_map(|own| {
            let range = own.range?;
            let (id, is_strand, year, best) = (own.id.to_string(), own.is_strand, own.year, own.best);
            Some(RangeView { id, is_strand, year, low: range.lowest, high: range.highest, best })
        });
        Self { best: beaten.best, short_by, said, ranges: ranges.collect(), part, draws }
    }
}
