//! Numbers that are asked about together: those of a strand, threat, grade or kind, and those that move together.

use crate::model::Evidence;
use crate::model::Factor;
use crate::model::Grouping;
use crate::simulate::Exchange;

/// Numbers that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What.
    pub by: Grouping,
    /// Its name.
    pub name: String,
    /// The numbers that can move the answer, as positions among all uncertain ones.
    pub numbers: Vec<usize>,
}

/// Numbers that are independent of all others: a single one, or those of a correlation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// The address of the one, or the patterns of the correlation.
    pub name: String,
    /// The numbers that can move the answer, ascending.
    pub numbers: Vec<usize>,
}

/// Every group that has a number which can move the answer.
pub(super) fn groups(factors: &[Factor], moving: &[bool]) -> Vec<Group> {
    let of = |by: Grouping| {
        let groups = by.groups(factors).into_iter();
        let groups = groups.map(move |(name, numbers)| Group {
            by,
            name: name.to_owned(),
            numbers: numbers.into_iter().filter(|&number| moving[number]).collect(),
        });
        groups.filter(|group| !group.numbers.is_empty()).collect::<Vec<_>>()
    };
    Grouping::ALL.into_iter().flat_map(of).collect()
}

/// The independent parts of all numbers that can move the answer, in the order of their first numbers.
pub(super) fn components(evidence: &Evidence, sample: &Exchange, moving: &[bool]) -> Vec<Component> {
    let mut components: Vec<Component> = Vec::new();
    let mut is_taken = vec![false; moving.len()];
    for first in (0..moving.len()).filter(|&number| moving[number]) {
        if is_taken[first] {
            continue;
        }
        let (mut members, mut open) = (Vec::new(), vec![first]);
        while let Some(number) = open.pop() {
            if !is_taken[number] {
                is_taken[number] = true;
                members.push(number);
                open.extend(sample.neighbours(number));
            }
        }
        members.retain(|&number| moving[number]);
        members.sort_unstable();
        components.push(Component { name: name(evidence, sample, &members), numbers: members });
    }
    components
}

fn name(evidence: &Evidence, sample: &Exchange, members: &[usize]) -> String {
    let addresses = sample.addresses();
    let [first, _, ..] = members else {
        return members.first().map(|&only| addresses[only].to_string()).unwrap_or_default();
    };
    let covers = |text: &str| {
        let group = evidence
            .correlations()
            .iter()
            .find(|group| group.between.iter().any(|pattern| pattern.covers(text)));
        group.map(|group| group.between.iter().map(|pattern| pattern.as_str().to_owned()).collect::<Vec<_>>())
    };
    covers(addresses[*first].as_str()).unwrap_or_default().join(" ")
}
