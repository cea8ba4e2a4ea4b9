//! Robust moves: which strands and programmes get more, or less, than today in everything nearly as good as the best,
//! whichever evidence file is right.

use crate::report::optimise::document::BestView;
use crate::report::optimise::document::Entry;
use crate::report::optimise::document::RangeView;
use crate::units::SAME_MILLIONS;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// What holds on every evidence file among the scenarios that have ranges of what is nearly as good.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RobustView {
    /// The names of the evidence files, each once.
    pub evidence: Vec<String>,
    /// The ids of the scenarios whose ranges are looked at: settled years with ranges of every strand and programme.
    pub scenarios: Vec<String>,
    /// The ids of the others that have an answer: nothing is said of them.
    pub left_out: Vec<String>,
    /// Strand by strand, in the order of the first scenario; only those that every scenario has.
    pub strands: Vec<RobustMoveView>,
    /// Programme by programme, likewise.
    pub programmes: Vec<RobustMoveView>,
}

/// What every scenario says of one strand or programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RobustMoveView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `raise` where in every scenario all that is nearly as good has more than today, by what is proven; `cut` where it has
    /// less; null where neither.
    pub direction: Option<Direction>,
    /// The amounts that are nearly as good in every scenario, £m: the ranges found, as far as they overlap; each amount by
    /// itself, while the others move with it. Null where they do not overlap, or are in different prices.
    pub agreed: Option<AgreedView>,
    /// Today's amount and the range, scenario by scenario.
    pub on: Vec<OnEvidenceView>,
}

/// Which way money moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More than today.
    Raise,
    /// Less than today.
    Cut,
}

/// Amounts that are nearly as good in every scenario, £m.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreedView {
    /// The least.
    pub lowest: f64,
    /// The most.
    pub highest: f64,
}

/// What one scenario says of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OnEvidenceView {
    /// The scenario's id.
    pub scenario: String,
    /// The name of its evidence.
    pub evidence: String,
    /// Today's amount, £m.
    pub today: f64,
    /// What is nearly as good as the best.
    pub near_best: RangeView,
}

/// A scenario that has every range.
#[derive(Clone, Copy)]
struct Ranged<'d> {
    entry: &'d Entry,
    best: &'d BestView,
}

/// Today's amount and the range of one strand or programme.
type Known<'d> = (f64, &'d RangeView);

impl<'d> Ranged<'d> {
    fn of(entry: &'d Entry) -> Option<Self> {
        let best = entry.best.as_ref()?;
        let strands = best.strands.values().all(|money| money.near_best.is_some());
        let programmes = best.programmes.values().all(|money| money.near_best.is_some());
        (strands && programmes && !best.is_plan()).then_some(Self { entry, best })
    }

    fn strand(&self, id: &str) -> Option<Known<'d>> {
        let money = self.best.strands.get(id)?;
        Some((money.today, money.near_best.as_ref()?))
    }

    fn programme(&self, id: &str) -> Option<Known<'d>> {
        let money = self.best.programmes.get(id)?;
        Some((money.today, money.near_best.as_ref()?))
    }
}

impl RobustView {
    /// Of answered scenarios; `None` unless those with ranges stand on at least two evidence files and have the same aim.
    #[must_use]
    pub fn of(entries: &[Entry]) -> Option<Self> {
        let ranged: Vec<Ranged> = entries.iter().filter_map(Ranged::of).collect();
        let mut evidence: Vec<String> = Vec::new();
        for ranged in &ranged {
            if !evidence.contains(&ranged.entry.evidence) {
                evidence.push(ranged.entry.evidence.clone());
            }
        }
        let first = *ranged.first()?;
        let has_same_aim = ranged.iter().all(|it| it.best.measure == first.best.measure);
        if evidence.len() < 2 || !has_same_aim {
            return None;
        }
        let scenarios: Vec<String> = ranged.iter().map(|it| it.entry.id.clone()).collect();
        let answered = entries.iter().filter(|entry| entry.feasible).map(|entry| entry.id.clone());
        let left_out = answered.filter(|id| !scenarios.contains(id)).collect();
        let order = &first.entry.order;
        let strands = order.iter().map(|strand| (&*strand.id, &*strand.id));
        let programmes = order.iter().flat_map(|strand| &strand.programmes);
        let programmes = programmes.map(|programme| (&*programme.id, &*programme.name));
        let strands = strands.filter_map(|of| moved(&ranged, of, Ranged::strand)).collect();
        let programmes = programmes.filter_map(|of| moved(&ranged, of, Ranged::programme)).collect();
        Some(Self { evidence, scenarios, left_out, strands, programmes })
    }
}

/// What all say of one strand or programme; `None` where one of them does not have it.
fn moved<'d>(
    ranged: &[Ranged<'d>],
    (id, name): (&str, &str),
    known: impl Fn(&Ranged<'d>, &str) -> Option<Known<'d>>,
) -> Option<RobustMoveView> {
    let on: Vec<OnEvidenceView> = ranged
        .iter()
        .map(|it| {
            let (today, range) = known(it, id)?;
            let (scenario, evidence) = (it.entry.id.clone(), it.entry.evidence.clone());
            Some(OnEvidenceView { scenario, evidence, today, near_best: range.clone() })
        })
        .collect::<Option<_>>()?;
    // What is today's amount to the pound is neither more nor less.
    let is_more = |it: &OnEvidenceView| it.near_best.proven_lowest > it.today + SAME_MILLIONS;
    let is_less = |it: &OnEvidenceView| it.near_best.proven_highest < it.today - SAME_MILLIONS;
    let direction = match (on.iter().all(is_more), on.iter().all(is_less)) {
        (true, _) => Some(Direction::Raise),
        (_, true) => Some(Direction::Cut),
        _ => None,
    };
    let mut years = ranged.iter().map(|it| &it.entry.price_year);
    let has_same_prices = years.next().is_none_or(|first| years.all(|year| year == first));
    let lowest = on.iter().map(|it| it.near_best.lowest).fold(f64::NEG_INFINITY, f64::max);
    let highest = on.iter().map(|it| it.near_best.highest).fold(f64::INFINITY, f64::min);
    let agreed = (has_same_prices && lowest <= highest).then_some(AgreedView { lowest, highest });
    Some(RobustMoveView { id: id.to_owned(), name: name.to_owned(), direction, agreed, on })
}
