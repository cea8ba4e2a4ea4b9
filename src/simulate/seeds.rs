//! Where streams begin: under one seed, but for some that have another.

use crate::simulate::stream::Stream;
use crate::units::Seed;
use std::collections::BTreeSet;

/// The seeds of streams by their names.
#[derive(Clone, Debug)]
pub(super) struct Seeds {
    own: Seed,
    /// Streams with another seed; none as a rule.
    others: Option<(Seed, BTreeSet<String>)>,
}

impl Seeds {
    /// One seed for all.
    pub(super) fn of(own: Seed) -> Self {
        Self { own, others: None }
    }

    /// The same, but another one for the streams with these names.
    pub(super) fn but(self, other: Seed, names: BTreeSet<String>) -> Self {
        Self { others: Some((other, names)), ..self }
    }

    /// The stream of a name, with words before it that make it another one.
    pub(super) fn stream(&self, before: &str, name: &str) -> Stream {
        let seed = match &self.others {
            Some((other, names)) if names.contains(name) => *other,
            _ => self.own,
        };
        Stream::new(seed, &format!("{before}{name}"))
    }
}
