//! Problems of one tree, with their places in files and without their echoes.

use crate::input::construct::Gather;
use crate::input::finding::Finding;
use crate::input::follow_up::Echoes;
use crate::input::loaded::Loaded;
use crate::input::node::Node;
use crate::input::source::Sources;
use crate::problem::Lack;
use crate::problem::Problem;

/// What it takes to place a problem.
#[derive(Clone, Copy)]
pub(super) struct Placing<'a> {
    pub(super) sources: &'a Sources,
    pub(super) loaded: &'a Loaded,
    /// The tree that the problems are about: the file's, or a variant's.
    pub(super) tree: &'a Node,
}

impl Placing<'_> {
    /// Problems as they are.
    pub(super) fn all(self, problems: &[Problem]) -> Vec<Finding> {
        self.loaded.findings(self.sources, self.tree, problems).collect()
    }

    /// What was gathered in building from the tree, and what that makes doubtful.
    pub(super) fn gathered(self, read: &[Problem], gather: &Gather) -> (Echoes, Vec<Finding>) {
        let (echoes, gathered) = Echoes::sifted(self.tree, read, gather.problems());
        (echoes, self.all(&gathered))
    }

    /// What the model found, but for what is not known or no more than an echo.
    pub(super) fn found(self, gather: &Gather, echoes: &Echoes, mut found: Vec<Problem>) -> Vec<Finding> {
        found.retain(|problem| {
            let is_known = problem.lack.is_none_or(|lack| match lack {
                Lack::Any => gather.has_all(lack) && !echoes.is_table_unknown(),
                Lack::Doubt => gather.has_all(Lack::Any) && echoes.is_empty(),
                _ => gather.has_all(lack),
            });
            is_known && !echoes.explain(self.tree, problem)
        });
        self.all(&found)
    }
}
