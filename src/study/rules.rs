//! Rules in words, and where the files state them.

use crate::model::BoundKey;
use crate::model::BoundKind;
use crate::model::Programme;
use crate::model::Scenario;
use crate::optimise::Changing;
use crate::optimise::Rule;
use crate::problem::Place;
use crate::text;

/// The file that states a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatedIn {
    /// The scenario, or a base of it.
    Scenario,
    /// Its evidence, or a base of that.
    Evidence,
}

/// A rule of a scenario as people read it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleSaid {
    /// A short name for machines: `split.pursue`, `limit.Ring-fence.min`, `programme.pursue-drugs.max`.
    pub key: String,
    /// The rule in words: `the share of pursue`.
    pub words: String,
    /// The file that states it.
    pub file: StatedIn,
    /// Where in that file.
    pub place: Place,
}

/// Says a rule of a scenario; of a plan, with its year.
#[must_use]
pub fn say(rule: &Rule, scenario: &Scenario) -> RuleSaid {
    let timeline = scenario.timeline();
    let (year, rule) = rule.in_its_year(&timeline);
    let said = said(&rule, scenario.in_year(year), scenario);
    match timeline.name(year) {
        None => said,
        Some(_) if matches!(rule, Rule::Moved | Rule::OverPlan) => said,
        Some(year) => RuleSaid {
            key: format!("{}[{year}]", said.key),
            words: format!("{} in {year}", said.words),
            ..said
        },
    }
}

/// Says a rule of one year, which is a scenario of its own.
fn said(rule: &Rule, scenario: &Scenario, plan: &Scenario) -> RuleSaid {
    let root = Place::root();
    let evidence = scenario.evidence();
    let (key, words, file, place) = match rule {
        Rule::Budget { .. } | Rule::Moved => {
            let place = root.key("budget").key("total");
            ("budget".to_owned(), "the budget".to_owned(), StatedIn::Scenario, place)
        }
        Rule::OverPlan => {
            let place = root.key("budget").key("over_plan");
            let words = "the money of all years together".to_owned();
            ("budget.over_plan".to_owned(), words, StatedIn::Scenario, place)
        }
        Rule::Strand { strand, side, .. } => {
            let strand = &evidence.strands()[*strand];
            let (what, most) =
                if scenario.portion(strand).is_money() { ("money", "most") } else { ("share", "largest") };
            let (key, words) = match side {
                None => (format!("split.{strand}"), format!("the {what} of {strand}")),
                Some(BoundKind::AtLeast) => {
                    (format!("split.{strand}.min"), format!("the least {what} of {strand}"))
                }
                Some(BoundKind::AtMost) => {
                    (format!("split.{strand}.max"), format!("the {most} {what} of {strand}"))
                }
            };
            (key, words, StatedIn::Scenario, root.key("split").key(strand.as_str()))
        }
        Rule::Limit { limit, bound, .. } => {
            let limit = &scenario.limits()[*limit];
            let bound = &limit.bounds[*bound];
            let (side, end) = match bound.kind {
                BoundKind::AtLeast => ("at least", "_down"),
                BoundKind::AtMost => ("at most", "_up"),
            };
            // The one key that states two bounds.
            let end = if bound.key == BoundKey::MaxChange { end } else { "" };
            let key = format!("limit.{}.{}{end}", limit.name, bound.key.as_str());
            let words = format!("“{}” ({side} {})", limit.name, text::money_exact(bound.amount.millions()));
            (key, words, StatedIn::Scenario, root.key("limit").named(&limit.name).key(bound.key.as_str()))
        }
        Rule::Ratio { limit, side, .. } => of_ratio(scenario, *limit, *side),
        Rule::AtMostOpen { limit, .. } => {
            let limit = &scenario.limits()[*limit];
            let most = limit.at_most_open.unwrap_or_default();
            let words = format!("“{}” (at most {most} open)", limit.name);
            let place = root.key("limit").named(&limit.name).key("at_most_open");
            (format!("limit.{}.at_most_open", limit.name), words, StatedIn::Scenario, place)
        }
        Rule::Change { of, side, .. } => of_change(plan, *of, *side),
        Rule::ProRata { .. } => {
            let place = root.key("allocate").key("within");
            ("within".to_owned(), "today's proportions".to_owned(), StatedIn::Scenario, place)
        }
        Rule::Pinned { programme } => {
            let id = &evidence.programmes()[*programme].id;
            let place = root.key("allocate").key("amounts").key(id.as_str());
            let words = format!("the amount of {}", named(&evidence.programmes()[*programme]));
            (format!("amounts.{id}"), words, StatedIn::Scenario, place)
        }
        Rule::Most { programme } => {
            of_programme(scenario, *programme, "max", |name| format!("the most that {name} may get"))
        }
        Rule::Least { programme } => {
            of_programme(scenario, *programme, "min", |name| format!("the least that {name} may get"))
        }
        Rule::OnOff { programme } => {
            of_programme(scenario, *programme, "set_up", |name| format!("the set-up cost of {name}"))
        }
    };
    RuleSaid { key, words, file, place }
}

/// How far money may move from the year before.
fn of_change(plan: &Scenario, of: Changing, side: BoundKind) -> (String, String, StatedIn, Place) {
    let (key, whose, place) = match of {
        Changing::Strand(strand) => {
            let strand = &plan.evidence().strands()[strand];
            (format!("split.{strand}"), strand.to_string(), Place::root().key("horizon"))
        }
        Changing::Limit(limit) => {
            let name = &plan.limits()[limit].name;
            (format!("limit.{name}"), format!("“{name}”"), Place::root().key("limit").named(name))
        }
    };
    let (end, words) = match side {
        BoundKind::AtLeast => ("down", format!("the least that {whose} may fall to from the year before")),
        BoundKind::AtMost => ("up", format!("the most that {whose} may grow to from the year before")),
    };
    let key = format!("{key}.max_yearly_change_{end}");
    (key, words, StatedIn::Scenario, place.key("max_yearly_change"))
}

fn of_ratio(scenario: &Scenario, limit: usize, side: Option<BoundKind>) -> (String, String, StatedIn, Place) {
    let multiple = multiple_of(scenario, limit, side);
    let limit = &scenario.limits()[limit];
    let (key, sense) = match side {
        None => ("", "exactly"),
        Some(BoundKind::AtLeast) => ("min", "at least"),
        Some(BoundKind::AtMost) => ("max", "at most"),
    };
    let words = format!("“{}” ({sense} {} to 1)", limit.name, text::typed(multiple));
    let place = Place::root().key("limit").named(&limit.name).key("ratio").key("is");
    let (end, place) =
        if key.is_empty() { (String::new(), place) } else { (format!("_{key}"), place.key(key)) };
    (format!("limit.{}.ratio{end}", limit.name), words, StatedIn::Scenario, place)
}

/// The multiple that one bound of a ratio states; nought where there is no such bound.
pub(super) fn multiple_of(scenario: &Scenario, limit: usize, side: Option<BoundKind>) -> f64 {
    let bounds = scenario.limits()[limit].ratio.iter().flat_map(|ratio| &ratio.bounds);
    bounds.filter(|bound| bound.side == side).map(|bound| bound.multiple).next().unwrap_or_default()
}

fn of_programme(
    scenario: &Scenario,
    programme: usize,
    key: &str,
    say: impl Fn(&str) -> String,
) -> (String, String, StatedIn, Place) {
    let programme = &scenario.evidence().programmes()[programme];
    let words = say(&named(programme));
    let place = Place::root().key("programme").named(programme.id.as_str()).key(key);
    (format!("programme.{}.{key}", programme.id), words, StatedIn::Evidence, place)
}

/// A programme by name, and by the id that files know it by.
fn named(programme: &Programme) -> String {
    let (name, id) = (&programme.name, &programme.id);
    if name == id.as_str() { name.clone() } else { format!("{name} [{id}]") }
}
