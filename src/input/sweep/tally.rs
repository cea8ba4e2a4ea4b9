//! What is said of the variants of one file: each thing once, and of whom.

use crate::input::finding::Finding;
use std::collections::BTreeMap;

/// Findings by what they say.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    said: BTreeMap<String, Said>,
    variants: usize,
}

#[derive(Debug)]
struct Said {
    finding: Finding,
    first: String,
    times: usize,
    is_of_whole: bool,
}

impl Tally {
    /// More findings than this are one mistake many times over.
    pub(crate) const MOST: usize = 1000;

    /// Counts what is said of a variant: of values, and of the variant as a whole.
    pub(crate) fn add(&mut self, variant: &str, of_values: Vec<Finding>, of_whole: Vec<Finding>) {
        self.variants += 1;
        let of_values = of_values.into_iter().map(|finding| (finding, false));
        for (finding, is_of_whole) in of_values.chain(of_whole.into_iter().map(|finding| (finding, true))) {
            let begun =
                || Said { finding: finding.clone(), first: variant.to_owned(), times: 0, is_of_whole };
            self.said.entry(finding.to_string()).or_insert_with(begun).times += 1;
        }
    }

    /// Whether there is no use in going on.
    pub(crate) fn is_full(&self) -> bool {
        self.said.len() > Self::MOST
    }

    /// The findings; what is wrong with some variants as a whole says with which.
    pub(crate) fn findings(self) -> impl Iterator<Item = Finding> {
        let variants = self.variants;
        self.said.into_values().map(move |said| match (said.is_of_whole, said.times) {
            (true, times) if times == variants => said.finding,
            (true, 1) => said.finding.with_note(&format!("in `{}`", said.first)),
            (true, 2) => said.finding.with_note(&format!("in `{}` and one more", said.first)),
            (true, times) => said.finding.with_note(&format!("in `{}` and {} more", said.first, times - 1)),
            (false, _) => said.finding,
        })
    }
}
