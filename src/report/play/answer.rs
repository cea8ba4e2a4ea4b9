//! The answer that is always in view.

use crate::id::Id;
use crate::model::Allocation;
use crate::model::Count;
use crate::model::Scenario;
use crate::model::Threat;
use crate::report::Basis;
use crate::report::compare::ScenarioView;
use crate::report::compare::VersusView;
use crate::report::period::Period;
use crate::report::prose;
use crate::report::report::DifferenceView;
use crate::report::standing;
use crate::report::views::AvoidedView;
use crate::report::views::Standing;
use crate::report::views::SummaryView;
use crate::report::views::YearView;
use crate::study::ScenarioResult;
use crate::study::Yardstick;
use crate::text;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a split comes to.
#[derive(Clone, Debug, Serialize)]
pub struct PlayAnswer {
    /// On how many draws.
    draws: usize,
    /// Of how many.
    of: usize,
    /// The same in words.
    draws_said: String,
    /// What `compare` says of it in JSON.
    scenario: Box<ScenarioView>,
    /// Harm avoided with its interval.
    headline: String,
    /// How likely it is to avoid more than today's spend.
    likelihood: String,
    /// What it gains, and what it loses where it is worse.
    loss: Option<String>,
    /// Mean harm avoided in the worst tenth of draws.
    worst_tenth: String,
    /// For a reader's voice.
    spoken: String,
    /// How harm avoided is spread.
    distribution: Option<Spread>,
    /// Human measures.
    people: Vec<Person>,
    /// Money against today's, what moved most first: strands, then programmes.
    changed: Vec<Changed>,
    /// Money that nobody gets, £m.
    unspent: f64,
    /// Rules that it breaks; its figures are those without them.
    broken: Vec<BrokenRule>,
    /// Year by year; nothing of a settled year.
    years: Vec<Year>,
    /// What the next £1 does; `None` where no programme can take more.
    next_pound: Option<String>,
}

/// A histogram with parts of equal width.
#[derive(Clone, Debug, Serialize)]
struct Spread {
    from: f64,
    to: f64,
    counts: Vec<usize>,
    /// Draws beyond the ends, counted in the outermost parts.
    beyond: usize,
    /// Draws of exactly nought, in no part.
    ties: usize,
}

/// A human measure.
#[derive(Clone, Debug, Serialize)]
struct Person {
    threat: String,
    id: String,
    name: String,
    said: String,
    mean: f64,
    p5: f64,
    p95: f64,
}

/// Money that moved.
#[derive(Clone, Debug, Serialize)]
struct Changed {
    id: String,
    is_strand: bool,
    today: f64,
    now: f64,
    change: f64,
    said: String,
}

/// A rule that is broken.
#[derive(Clone, Debug, Serialize)]
pub struct BrokenRule {
    /// The rule.
    pub words: String,
    /// By how much, £m.
    pub by: f64,
    /// The same in words.
    pub said: String,
}

/// A year of a plan.
#[derive(Clone, Debug, Serialize)]
struct Year {
    #[serde(rename = "year")]
    named: i32,
    harm_avoided: SummaryView,
    said: String,
    strands: BTreeMap<String, f64>,
}

impl PlayAnswer {
    /// What is said of a result, held against today on the draws of a yardstick; `of` are all draws that the scenario asks for,
    /// and `broken` the rules that it breaks.
    #[must_use]
    pub fn of(
        yardstick: &Yardstick,
        result: &ScenarioResult,
        today: &ScenarioResult,
        (of, broken): (usize, Vec<BrokenRule>),
        basis: &Basis,
    ) -> Self {
        let setting = yardstick.setting();
        let period = basis.period();
        let scenario = ScenarioView::of(result, 0, Scenario::TODAY);
        let draws = setting.simulation().draws.get();
        let is_all = draws >= of;
        let shown = count(draws);
        let draws_said = if is_all {
            format!("all {shown} draws")
        } else {
            format!("a quick look: {shown} of {} draws", count(of))
        };
        let avoided = setting.avoided(&setting.outcomes(&result.allocation));
        let headline = prose::avoided(&scenario.harm_avoided.summary, period.of_money());
        let likelihood = match scenario.versus.standing {
            Standing::Same => "In every draw it avoids exactly as much as today’s spend.".to_owned(),
            _ => standing::against_today(&scenario.harm_avoided),
        };
        Self {
            draws,
            of,
            draws_said,
            spoken: format!("Modelled harm avoided: {headline}. {likelihood}"),
            loss: gains_and_losses(&scenario.versus),
            worst_tenth: worst_tenth(result.worst_tenth, period),
            distribution: spread(&avoided),
            people: people(result, &scenario, period),
            changed: changed(result, today),
            unspent: scenario.unspent,
            broken,
            years: years(result, &scenario),
            next_pound: next_pound(result, &scenario),
            headline,
            likelihood,
            scenario: Box::new(scenario),
        }
    }

    /// Mean harm avoided, £m.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.scenario.harm_avoided.summary.mean
    }
}

/// A number of draws for reading.
#[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
pub(super) fn count(draws: usize) -> String {
    text::thousands(draws as f64, 0)
}

/// `Where it does, it avoids £310m more on average; in the other draws £95m less.`
fn gains_and_losses(versus: &VersusView) -> Option<String> {
    let gain = versus.gain_if_better.filter(|_| versus.probability_better > 0.0);
    let loss = versus.loss_if_worse.filter(|_| versus.probability_worse > 0.0);
    match (gain.map(text::money), loss.map(text::money)) {
        (Some(gain), Some(loss)) => {
            Some(format!("Where it does, it avoids {gain} more on average; in the other draws {loss} less."))
        }
        (Some(gain), None) => Some(format!("Where it does, it avoids {gain} more on average.")),
        (None, Some(loss)) => Some(format!("It avoids {loss} less on average where it differs.")),
        (None, None) => None,
    }
}

/// Mean harm avoided in the worst tenth of draws.
fn worst_tenth(avoided: f64, period: Period<'_>) -> String {
    let (much, over) = (text::money(avoided.abs()), period.of_money());
    if avoided < 0.0 && much != "£0m" {
        format!("In the worst tenth of draws there is {much} {over} more harm than today, on average.")
    } else {
        format!("In the worst tenth of draws it still avoids {much} {over} on average.")
    }
}

fn spread(avoided: &[f64]) -> Option<Spread> {
    let view = DifferenceView::of(avoided);
    let (first, last) = (view.bins.first()?, view.bins.last()?);
    Some(Spread {
        from: first.from,
        to: last.to,
        counts: view.bins.iter().map(|bin| bin.draws).collect(),
        beyond: view.beyond,
        ties: view.ties,
    })
}

/// `412 fewer a year (90% of draws: −30 to 900)`.
fn people(result: &ScenarioResult, view: &ScenarioView, period: Period<'_>) -> Vec<Person> {
    let threats = result.scenario.evidence().threats().iter();
    let of_threat = threats.flat_map(|threat| threat.counts.iter().map(move |count| (threat, count)));
    let person = |(threat, count): (&Threat, &Count)| {
        let AvoidedView { summary, .. } =
            *view.threats.get(threat.id.as_str())?.counts_avoided.get(count.id.as_str())?;
        let (mean, over) = (summary.mean, period.of_people());
        let size = prose::figure(mean.abs());
        let which = if mean < 0.0 { "more" } else { "fewer" };
        let [low, high] = [summary.p5, summary.p95].map(prose::figure);
        let said = if size == "0" && low == high {
            format!("no change {over}")
        } else {
            format!("{size} {which} {over} (90% of draws: {} fewer)", text::range(&low, &high))
        };
        let (p5, p95) = (summary.p5, summary.p95);
        let (threat, id, name) = (threat.id.to_string(), count.id.to_string(), count.name.clone());
        Some(Person { threat, id, name, said, mean, p5, p95 })
    };
    of_threat.filter_map(person).collect()
}

/// What is not worth a word, £m.
const UNMOVED: f64 = 5e-3;

fn changed(result: &ScenarioResult, today: &ScenarioResult) -> Vec<Changed> {
    let evidence = result.scenario.evidence();
    let timeline = result.scenario.timeline();
    let [now, before] =
        [&result.allocation, &today.allocation].map(|allocation| timeline.at_present_value(allocation));
    let strands = evidence.strands().iter().map(|strand| (strand, true, evidence.programmes_of(strand)));
    let programmes = evidence.programmes().iter().enumerate();
    let programmes = programmes.map(|(i, programme)| (&programme.id, false, vec![i]));
    let change = |(id, is_strand, members): (&Id, bool, Vec<usize>)| {
        let [now, today] = [&now, &before].map(|money| money.total_of(&members).millions());
        let change = now - today;
        (change.abs() >= UNMOVED).then(|| {
            let part = (today > 0.0).then(|| format!(" ({})", signed_percent(change / today)));
            let said = text::money_signed(change) + &part.unwrap_or_default();
            Changed { id: id.to_string(), is_strand, today, now, change, said }
        })
    };
    let mut changed: Vec<Changed> = strands.chain(programmes).filter_map(change).collect();
    changed.sort_by(|a, b| {
        b.is_strand
            .cmp(&a.is_strand)
            .then(b.change.abs().total_cmp(&a.change.abs()))
            .then_with(|| a.id.cmp(&b.id))
    });
    changed
}

fn signed_percent(part: f64) -> String {
    let said = text::percent(part, 0);
    if part > 0.0 { format!("+{said}") } else { said }
}

fn years(result: &ScenarioResult, view: &ScenarioView) -> Vec<Year> {
    let evidence = result.scenario.evidence();
    let programmes = evidence.programmes().len();
    let money = result.allocation.years(programmes).map(Some).chain(std::iter::repeat(None));
    let year = |(year, money): (&YearView, Option<Allocation>)| {
        let summary = year.harm_avoided.summary;
        let strands = evidence.strands().iter().zip(std::iter::repeat(money));
        let strands = strands.filter_map(|(strand, money)| {
            Some((strand.to_string(), money?.total_of(&evidence.programmes_of(strand)).millions()))
        });
        let [low, high] = [summary.p5, summary.p95].map(text::money);
        let said = text::figure_in(&text::money(summary.mean), &low, &high);
        Year { named: year.year, harm_avoided: summary, said, strands: strands.collect() }
    };
    view.years.iter().zip(money).map(year).collect()
}

fn next_pound(result: &ScenarioResult, view: &ScenarioView) -> Option<String> {
    let most = view.next_pound.most?;
    let place = result.next_pound.most?.programme;
    let programme = &result.scenario.evidence().programmes().get(place)?.name;
    let year = view.next_pound.year.map(|year| format!(" in {year}")).unwrap_or_default();
    Some(format!(
        "The next £1 does most in {programme}{year}: {} of modelled harm avoided.",
        text::per_pound(most)
    ))
}
