//! Problems that are only the echo of another: they go away by themselves, and say nothing until then.

use crate::input::locate::locate;
use crate::input::node::Node;
use crate::problem::Blame;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use std::collections::BTreeSet;

/// What is known to be wrong with a file, and what that makes doubtful.
#[derive(Debug, Default)]
pub(crate) struct Echoes {
    /// Where something is wrong.
    wrong: BTreeSet<Place>,
    /// Tables in which something is wrong.
    tables: BTreeSet<Place>,
    /// Missing keys that probably stand there, misspelt.
    misspelt: BTreeSet<Place>,
    /// Whether a whole table at the top was not understood.
    is_table_unknown: bool,
}

impl Echoes {
    /// What is wrong with a file by reading it and by building from it, and what is worth a word of the latter.
    pub(crate) fn sifted(tree: &Node, read: &[Problem], built: &[Problem]) -> (Self, Vec<Problem>) {
        let mut echoes = Self::default();
        echoes.note(tree, read);
        let mut built: Vec<Problem> =
            built.iter().filter(|problem| !echoes.explain(tree, problem)).cloned().collect();
        echoes.note(tree, &built);
        built.retain(|problem| problem.blame != Blame::Absence || !echoes.explain(tree, problem));
        (echoes, built)
    }

    /// Takes note of problems found in reading a tree.
    pub(crate) fn note(&mut self, tree: &Node, problems: &[Problem]) {
        for problem in problems {
            let place = locate(tree, &problem.place, problem.blame).place;
            if let Some(table) = place.parent() {
                self.is_table_unknown |= problem.blame == Blame::Key && table == Place::root();
                if problem.blame == Blame::Key {
                    self.misspelt.extend(problem.nearest.as_deref().map(|meant| table.key(meant)));
                }
                self.tables.insert(table);
            }
            self.wrong.insert(place);
        }
    }

    /// Whether nothing is known to be wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.wrong.is_empty()
    }

    /// Whether a whole table at the top was not understood, so that anything may stand in it.
    pub(crate) fn is_table_unknown(&self) -> bool {
        self.is_table_unknown
    }

    /// Whether a problem is no more than the echo of one that was noted.
    pub(crate) fn explain(&self, tree: &Node, problem: &Problem) -> bool {
        let place = || locate(tree, &problem.place, problem.blame).place;
        match (problem.blame, problem.lack) {
            (_, Some(Lack::Key)) => {
                let place = place();
                self.tables.contains(&place) || self.is_inside_of_wrong(place)
            }
            (_, Some(Lack::Horizon)) => self.is_inside_of_wrong(Place::root().key("horizon")),
            (Blame::Absence, _) => {
                let place = place();
                // What is not known by its id cannot be told from what carries on an element of the base.
                let table = place.parent();
                let id = table.as_ref().map(|table| table.key("id")).filter(|id| *id != place);
                self.misspelt.contains(&place)
                    || id.is_some_and(|id| self.wrong.contains(&id))
                    || table.is_some_and(|table| self.is_inside_of_wrong(table))
            }
            _ => false,
        }
    }

    fn is_inside_of_wrong(&self, place: Place) -> bool {
        let outwards = std::iter::successors(Some(place), Place::parent);
        outwards.into_iter().any(|place| self.wrong.contains(&place) || self.misspelt.contains(&place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::parse::parse;
    use crate::input::source::Sources;

    #[test]
    fn a_missing_key_that_is_there_misspelt_is_an_echo() {
        let text = "[[threat]]\nid = 'a'\nnmae = 'b'\n";
        let (tree, _) = parse(text, Sources::default().add("x.toml", text));
        let threat = Place::root().key("threat").item(0);
        let unknown = Problem::key(threat.key("nmae"), "x").nearest(Some("name".to_owned()));
        let mut echoes = Echoes::default();
        assert!(!echoes.explain(&tree, &Problem::missing(&threat, "name")));
        echoes.note(&tree, &[unknown]);
        assert!(echoes.explain(&tree, &Problem::missing(&threat, "name")));
        assert!(!echoes.explain(&tree, &Problem::missing(&threat, "grade")));
        let by_id = Place::root().key("threat").named("a");
        assert!(echoes.explain(&tree, &Problem::value(by_id, "says nothing").lacking(Lack::Key)));
    }

    #[test]
    fn nothing_is_missing_from_a_table_that_is_none() {
        let (tree, _) = parse("scenario = 3", Sources::default().add("x.toml", "scenario = 3"));
        let scenario = Place::root().key("scenario");
        let mut echoes = Echoes::default();
        echoes.note(&tree, &[Problem::value(scenario.clone(), "no table")]);
        assert!(echoes.explain(&tree, &Problem::missing(&scenario, "evidence")));
        assert!(!echoes.explain(&tree, &Problem::missing(&Place::root(), "budget")));
    }
}
