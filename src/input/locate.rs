//! From a path of keys and ids to the stretch of text it stands for.

use crate::input::node::Node;
use crate::input::node::Value;
use crate::input::source::Span;
use crate::problem::Blame;
use crate::problem::Place;
use crate::problem::Step;

/// Where a place was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Located {
    /// The text to point at.
    pub(crate) span: Span,
    /// The same place with ids instead of numbers, where elements have one.
    pub(crate) place: Place,
}

/// Finds a place in a tree. Where a step cannot be taken, the deepest table or value reached answers: for a
/// missing key that is the header of the table that misses it.
pub(crate) fn locate(root: &Node, place: &Place, blame: Blame) -> Located {
    located_in(root, place, blame, None)
}

/// Finds a place in a tree of which only one year is meant, from 0: of a list by year that is its element.
pub(crate) fn located_in(root: &Node, place: &Place, blame: Blame, year: Option<usize>) -> Located {
    let mut here = Here { node: root, key: None };
    let mut shown = Place::root();
    let mut steps = place.steps().iter();
    let mut is_lost = false;
    for step in steps.by_ref() {
        let Some(next) = here.step(step) else {
            shown = taken(&shown, step);
            is_lost = true;
            break;
        };
        here = next;
        shown = match (step, here.node.label()) {
            (Step::Item(_), Some(label)) => shown.named(label),
            _ => taken(&shown, step),
        };
    }
    let element = year.filter(|_| !is_lost && blame == Blame::Value && is_by_year(place)).map(Step::Item);
    if let Some((step, next)) = element.and_then(|step| here.step(&step).map(|next| (step, next))) {
        here = next;
        shown = taken(&shown, &step);
    }
    shown = steps.fold(shown, |shown, step| taken(&shown, step));
    let span = match blame {
        Blame::Key => here.key.unwrap_or(here.node.span),
        Blame::Value | Blame::Absence => here.node.span,
    };
    Located { span, place: shown }
}

/// Whether a list at a place is one by year, and not of something else.
fn is_by_year(place: &Place) -> bool {
    let top = place.steps().first();
    matches!(top, Some(Step::Key(table)) if ["budget", "split", "allocate"].contains(&table.as_str()))
}

struct Here<'a> {
    node: &'a Node,
    key: Option<Span>,
}

impl<'a> Here<'a> {
    fn step(&self, step: &Step) -> Option<Here<'a>> {
        match (step, &self.node.value) {
            (Step::Key(key), Value::Table(table)) => {
                table.get(key).map(|entry| Here { node: &entry.node, key: Some(entry.key_span) })
            }
            (Step::Item(index), Value::List(items)) => items.get(*index).map(|node| Here { node, key: None }),
            (Step::Named(name, before), Value::List(items)) => items
                .iter()
                .filter(|item| item.label() == Some(name.as_str()))
                .nth(*before)
                .map(|node| Here { node, key: None }),
            _ => None,
        }
    }
}

fn taken(place: &Place, step: &Step) -> Place {
    match step {
        Step::Key(key) => place.key(key),
        Step::Item(index) => place.item(*index),
        Step::Named(name, before) => place.again(name, *before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::parse::parse;
    use crate::input::source::Sources;

    const TEXT: &str = "[budget]\ntotal = 3\n[[programme]]\nid = 'a'\nmax = { low = 1 }\n\
                        [[programme.effect]]\nthreat = 't'\nworks = 2\n[[programme]]\nid = 'b'\n";

    fn at(place: &Place, blame: Blame) -> (String, String) {
        let (root, _) = parse(TEXT, Sources::default().add("x.toml", TEXT));
        let located = locate(&root, place, blame);
        (TEXT[located.span.start..located.span.end].to_owned(), located.place.to_string())
    }

    #[test]
    fn keys_and_values_are_told_apart() {
        let total = Place::root().key("budget").key("total");
        assert_eq!(at(&total, Blame::Key).0, "total");
        assert_eq!(at(&total, Blame::Value).0, "3");
    }

    #[test]
    fn elements_are_found_by_number_and_by_id_and_shown_by_id() {
        let programme = Place::root().key("programme");
        let works = |place: Place| at(&place.key("works"), Blame::Value);
        let shown = "programme[a].effect[t].works".to_owned();
        assert_eq!(works(programme.item(0).key("effect").item(0)), ("2".into(), shown.clone()));
        assert_eq!(works(programme.named("a").key("effect").named("t")), ("2".into(), shown));
    }

    #[test]
    fn of_a_list_by_year_a_year_is_its_element() {
        let text = "[budget]\ntotal = [3, 4]\nback_office = 5\n[[limit]]\nyears = [2017, 2018]\n";
        let (root, _) = parse(text, Sources::default().add("x.toml", text));
        let at = |place: &Place, year: usize| {
            let located = located_in(&root, place, Blame::Value, Some(year));
            (text[located.span.start..located.span.end].to_owned(), located.place.to_string())
        };
        let budget = Place::root().key("budget");
        assert_eq!(at(&budget.key("total"), 1), ("4".into(), "budget.total[1]".into()));
        assert_eq!(at(&budget.key("total"), 2), ("[3, 4]".into(), "budget.total".into()), "too short a list");
        assert_eq!(at(&budget.key("back_office"), 1), ("5".into(), "budget.back_office".into()));
        let years = Place::root().key("limit").item(0).key("years");
        assert_eq!(at(&years, 1).0, "[2017, 2018]", "its elements are no values of years");
    }

    #[test]
    fn what_is_missing_points_at_the_table_that_misses_it() {
        let programme = Place::root().key("programme");
        let missing = |place: &Place| at(&place.key("reference"), Blame::Absence).0;
        assert_eq!(missing(&programme.item(1)), "[[programme]]");
        assert_eq!(missing(&programme.named("a").key("effect").item(0)), "[[programme.effect]]");
        assert_eq!(missing(&programme.named("a").key("max")), "{ low = 1 }");
        assert_eq!(
            at(&Place::root().key("scenario").key("name"), Blame::Absence),
            (String::new(), "scenario.name".into())
        );
    }
}
