//! Rules in words, and where the files state them.

use crate::model::BoundKind;
use crate::model::Scenario;
use crate::optimise::Rule;
use crate::problem::Place;

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

/// Says a rule of a scenario.
#[must_use]
pub fn say(rule: &Rule, scenario: &Scenario) -> RuleSaid {
    let root = Place::root();
    let evidence = scenario.evidence();
    let (key, words, file, place) = match rule {
        Rule::Budget | Rule::Moved => {
            let place = root.key("budget").key("total");
            ("budget".to_owned(), "the budget".to_owned(), StatedIn::Scenario, place)
        }
        Rule::Strand { strand, side } => {
            let strand = &evidence.strands()[*strand];
            let (key, words) = match side {
                None => (format!("split.{strand}"), format!("the share of {strand}")),
                Some(BoundKind::AtLeast) => {
                    (format!("split.{strand}.min"), format!("the least share of {strand}"))
                }
                Some(BoundKind::AtMost) => {
                    (format!("split.{strand}.max"), format!("the largest share of {strand}"))
                }
            };
            (key, words, StatedIn::Scenario, root.key("split").key(strand.as_str()))
        }
        Rule::Limit { limit, bound } => {
            let limit = &scenario.limits()[*limit];
            let bound = &limit.bounds[*bound];
            let side = match bound.kind {
                BoundKind::AtLeast => "at least",
                BoundKind::AtMost => "at most",
            };
            let key = format!("limit.{}.{}", limit.name, bound.key);
            let words = format!("“{}” ({side} {})", limit.name, bound.amount);
            (key, words, StatedIn::Scenario, root.key("limit").named(&limit.name).key(bound.key))
        }
        Rule::AtMostOpen { limit } => {
            let limit = &scenario.limits()[*limit];
            let most = limit.at_most_open.unwrap_or_default();
            let words = format!("“{}” (at most {most} open)", limit.name);
            let place = root.key("limit").named(&limit.name).key("at_most_open");
            (format!("limit.{}.at_most_open", limit.name), words, StatedIn::Scenario, place)
        }
        Rule::ProRata { .. } => {
            let place = root.key("allocate").key("within");
            ("within".to_owned(), "today's proportions".to_owned(), StatedIn::Scenario, place)
        }
        Rule::Pinned { programme } if scenario.pinned(&evidence.programmes()[*programme].id).is_some() => {
            let id = &evidence.programmes()[*programme].id;
            let place = root.key("allocate").key("amounts").key(id.as_str());
            (format!("amounts.{id}"), format!("the amount of {id}"), StatedIn::Scenario, place)
        }
        Rule::Pinned { programme } | Rule::Most { programme } => of_programme(scenario, *programme, "max"),
        Rule::Least { programme } => of_programme(scenario, *programme, "min"),
        Rule::OnOff { programme } => of_programme(scenario, *programme, "set_up"),
    };
    RuleSaid { key, words, file, place }
}

fn of_programme(scenario: &Scenario, programme: usize, key: &str) -> (String, String, StatedIn, Place) {
    let programme = &scenario.evidence().programmes()[programme];
    let words = match key {
        "max" => format!("the most that {} may get", programme.id),
        "min" => format!("the least that {} may get", programme.id),
        _ => format!("the set-up cost of {}", programme.id),
    };
    let place = Place::root().key("programme").named(programme.id.as_str()).key(key);
    (format!("programme.{}.{key}", programme.id), words, StatedIn::Evidence, place)
}
