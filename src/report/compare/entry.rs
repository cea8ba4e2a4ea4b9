//! From what was measured to what the document says of it.

use crate::model::Count;
use crate::model::Evidence;
use crate::model::Scenario;
use crate::report::Basis;
use crate::report::amounts;
use crate::report::compare::Among;
use crate::report::compare::BlockChoiceView;
use crate::report::compare::BlockView;
use crate::report::compare::BridgeView;
use crate::report::compare::ChoiceView;
use crate::report::compare::CountName;
use crate::report::compare::NextPoundView;
use crate::report::compare::ScenarioView;
use crate::report::compare::StrandView;
use crate::report::compare::ThreatName;
use crate::report::compare::ThreatView;
use crate::report::compare::UnansweredView;
use crate::report::compare::VersusView;
use crate::report::price_year;
use crate::report::views;
use crate::report::views::AfterPlanView;
use crate::report::views::AvoidedView;
use crate::report::views::BrokenView;
use crate::report::views::EconomicsView;
use crate::report::views::HorizonView;
use crate::report::views::InfeasibleView;
use crate::report::views::OptimumView;
use crate::report::views::StudiedView;
use crate::report::views::SummaryView;
use crate::report::views::YearView;
use crate::simulate::Held;
use crate::study::Block;
use crate::study::Choice;
use crate::study::Compared;
use crate::study::Ground;
use crate::study::Regret;
use crate::study::ScenarioResult;
use crate::study::Unanswered;
use jiff::civil::Date;
use serde::Deserialize;
use serde::Serialize;

/// What the document says of one scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// It has an answer.
    Scenario(Box<ScenarioView>),
    /// No allocation can meet it.
    Infeasible(UnansweredView),
    /// It could not be worked out.
    Broken(BrokenView),
}

impl Entry {
    /// Its figures, where it has an answer.
    #[must_use]
    pub fn answered(&self) -> Option<&ScenarioView> {
        match self {
            Self::Scenario(view) => Some(view),
            Self::Infeasible(_) | Self::Broken(_) => None,
        }
    }

    /// Whether it is the row of today's money.
    #[must_use]
    pub fn is_today(&self) -> bool {
        self.answered().is_some_and(ScenarioView::is_today)
    }

    /// What was measured when this scenario was asked for in the block of this number, held against this reference.
    #[must_use]
    pub fn of(compared: &Compared, asked: &str, block: usize, reference: &str) -> Self {
        match compared {
            Compared::Answered(result) => {
                let mut view = ScenarioView::of(result, block, reference);
                let is_variant = |mark: &str| view.id.strip_suffix(mark) == Some(asked);
                let (is_moved, is_assumed) = (is_variant("+move"), is_variant("+set"));
                view.moved_from = is_moved.then(|| asked.to_owned());
                view.assumed_from = is_assumed.then(|| asked.to_owned());
                Self::Scenario(Box::new(view))
            }
            Compared::Unanswered(why) => Self::Infeasible(UnansweredView::of(why, block)),
            Compared::Broken(why) => Self::Broken(BrokenView::of(why)),
        }
    }
}

impl Entry {
    /// The scenario's id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Scenario(scenario) => &scenario.id,
            Self::Infeasible(why) => &why.id,
            Self::Broken(why) => &why.id,
        }
    }
}

/// The blocks of a comparison held in memory, and every entry of them.
#[must_use]
pub fn entries(blocks: &[&Block], today: Date) -> (Vec<BlockView>, Vec<Entry>) {
    let (mut views, mut entries) = (Vec::new(), Vec::new());
    for (number, block) in blocks.iter().enumerate() {
        let reference = block.results[block.reference].scenario.id();
        let mut view = BlockView::of(&block.ground, &block.held, today, reference);
        let results = block.results.iter().map(|result| ScenarioView::of(result, number, reference));
        let mut results: Vec<ScenarioView> = results.collect();
        if let Some(weighed) = &block.choice {
            let ids: Vec<String> = block.choices().map(|result| result.scenario.id().to_owned()).collect();
            view.weighed(weighed, &ids);
            let choices = results.iter_mut().filter(|view| view.assumed.is_empty());
            choices.zip(&weighed.regrets).for_each(|(view, regret)| view.weighed(regret));
        }
        if let Some((scenario, gap)) = &block.gap {
            view.rests_on = view.rests_on.with_gap(scenario, Some(gap));
        }
        views.push(view);
        entries.extend(results.into_iter().map(|view| Entry::Scenario(Box::new(view))));
        entries.extend(block.unanswered.iter().map(|why| Entry::Infeasible(UnansweredView::of(why, number))));
        entries.extend(block.broken.iter().map(|why| Entry::Broken(BrokenView::of(why))));
    }
    (views, entries)
}

impl ThreatName {
    /// Every threat of some evidence, with its human measures.
    #[must_use]
    pub fn all(evidence: &Evidence) -> Vec<Self> {
        let measure = |count: &Count| CountName { id: count.id.to_string(), name: count.name.clone() };
        let named = evidence.threats().iter().map(|threat| Self {
            id: threat.id.to_string(),
            name: threat.name.clone(),
            costed: threat.harm.is_some(),
            counts: threat.counts.iter().map(measure).collect(),
        });
        named.collect()
    }
}

impl BlockView {
    /// A block without scenarios yet.
    #[must_use]
    pub fn of(ground: &Ground, held: &[Held], today: Date, reference: &str) -> Self {
        let Ground { evidence, simulation, horizon } = ground;
        Self {
            reference: reference.to_owned(),
            scenarios: Vec::new(),
            draws: simulation.draws.get(),
            seed: simulation.seed.0,
            sampler: simulation.sampler.as_str().to_owned(),
            settled_year: horizon.is_none(),
            horizon: horizon.as_ref().map(HorizonView::of),
            price_year: evidence.price_year().to_owned(),
            price_year_stated: price_year::stated(evidence),
            deflator: price_year::deflator(evidence),
            description: evidence.description().map(str::to_owned),
            order: views::order(evidence),
            threats: ThreatName::all(evidence),
            choice: Some(BlockChoiceView::among(Among::All)),
            rests_on: Basis::on(ground, held, today).over(simulation.draws, []),
        }
    }
}

impl BlockView {
    /// Keeps what choosing one of its scenarios comes to; `ids` are those of the scenarios weighed, today first.
    pub fn weighed(&mut self, weighed: &Choice, ids: &[String]) {
        if let Some(choice) = &mut self.choice {
            choice.weighed(weighed, ids);
        }
    }
}

impl ScenarioView {
    /// Keeps what it loses against the others of its block.
    pub fn weighed(&mut self, regret: &Regret) {
        if let Some(choice) = &mut self.choice {
            choice.weighed(regret);
        }
    }

    /// What the document says of a scenario's figures.
    #[must_use]
    pub fn of(result: &ScenarioResult, block: usize, reference: &str) -> Self {
        let evidence = result.scenario.evidence();
        let budget = result.scenario.budget_at_present_value();
        let to_allocate = budget.to_allocate();
        let money = result.scenario.timeline().at_present_value(&result.allocation);
        let strands = evidence.strands().iter().map(|strand| {
            let amount = money.total_of(&evidence.programmes_of(strand));
            let share = amount.per(to_allocate).unwrap_or_default();
            (strand.to_string(), StrandView { amount: amount.millions(), share })
        });
        let programmes = evidence.programmes().iter().zip(money.millions());
        let threats = evidence.threats().iter().zip(&result.threats);
        let bridge = result.bridge.as_ref();
        let is_today = result.scenario.id() == Scenario::TODAY;
        Self {
            id: result.scenario.id().to_owned(),
            name: result.scenario.name().to_owned(),
            description: result.scenario.description().map(str::to_owned),
            evidence: evidence.name().to_owned(),
            restated_to: evidence.restated().map(|_| evidence.price_year().to_owned()),
            reference: reference.to_owned(),
            block,
            moved_from: None,
            assumed_from: None,
            assumed: views::assumed(result.scenario.evidence()),
            budget: budget.total.millions(),
            back_office: budget.back_office.millions(),
            unspent: amounts::unspent(budget, &money),
            within: result.scenario.within().as_str().to_owned(),
            strands: strands.collect(),
            programmes: programmes.map(|(programme, amount)| (programme.id.to_string(), *amount)).collect(),
            harm: SummaryView::of(&result.harm),
            harm_avoided: AvoidedView::of(&result.harm_avoided),
            versus: VersusView::of(&result.versus, &result.odds),
            extra_cost: result.extra_cost,
            per_extra_pound: per_extra_pound(result),
            economics: result.economics.as_ref().map(|it| EconomicsView::of(it, &result.scenario)),
            next_pound: next_pound(result),
            bridge: bridge.ok().map(|bridge| BridgeView {
                money: bridge.money,
                split: bridge.split,
                within: bridge.within,
            }),
            bridge_reason: bridge.err().map(ToString::to_string),
            choice: evidence.what_ifs().is_empty().then(|| ChoiceView::alone(result.worst_tenth)),
            threats: threats
                .map(|(threat, figures)| (threat.id.to_string(), threat_view(threat, figures)))
                .collect(),
            optimum: result.optimum.as_ref().map(OptimumView::of),
            years: result.years.iter().map(|year| YearView::of(evidence, year)).collect(),
            after_plan: result.after.as_ref().map(AfterPlanView::of),
            studied: result.studied.as_ref().filter(|_| !is_today).map(StudiedView::of),
            by_programme: None,
            by_strand: None,
        }
    }
}

/// Harm avoided for each extra £1 against the reference; `None` where it costs the same.
fn per_extra_pound(result: &ScenarioResult) -> Option<SummaryView> {
    let extra = result.extra_cost;
    (extra.abs() > 0.0).then(|| SummaryView::of(&result.versus).scaled(1.0 / extra))
}

fn next_pound(result: &ScenarioResult) -> NextPoundView {
    let most = result.next_pound.most;
    let programme = most.map(|most| &result.scenario.evidence().programmes()[most.programme]);
    NextPoundView {
        spread: result.next_pound.spread,
        most: most.and_then(|most| most.worth),
        programme: programme.map(|programme| programme.id.to_string()),
        year: most.and_then(|most| result.scenario.timeline().name(most.year)),
    }
}

fn threat_view(threat: &crate::model::Threat, figures: &crate::study::ThreatResult) -> ThreatView {
    let counts = || threat.counts.iter().zip(&figures.counts);
    ThreatView {
        harm: figures.harm.map(|(harm, _)| harm),
        harm_avoided: figures.harm.map(|(_, avoided)| avoided),
        counts: counts().map(|(count, figures)| (count.id.to_string(), figures.mean)).collect(),
        counts_avoided: counts()
            .map(|(count, figures)| (count.id.to_string(), AvoidedView::of(&figures.avoided)))
            .collect(),
    }
}

impl UnansweredView {
    fn of(unanswered: &Unanswered, block: usize) -> Self {
        Self {
            id: unanswered.scenario.id().to_owned(),
            name: unanswered.scenario.name().to_owned(),
            description: unanswered.scenario.description().map(str::to_owned),
            block,
            why: InfeasibleView::of(&unanswered.scenario, &unanswered.impossible),
        }
    }
}
