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
    let mut here = Here { node: root, key: None };
    let mut shown = Place::root();
    let mut steps = place.steps().iter();
    for step in steps.by_ref() {
        let Some(next) = here.step(step) else {
            shown = taken(&shown, step);
            break;
        };
        here = next;
        shown = match (step, here.node.label()) {
            (Step::Item(_), Some(label)) => shown.named(label),
            _ => taken(&shown, step),
        };
    }
    shown = steps.fold(shown, |shown, step| taken(&shown, step));
    let span = match blame {
        Blame::Key => here.key.unwrap_or(here.node.span),
        Blame::Value | Blame::Absence => here.node.span,
    };
    Located { span, place: shown }
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
