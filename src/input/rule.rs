//! What a file takes over from its base, and how.

/// How a value of the base and one of the same key in the file on top of it become one.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rule {
    /// The file's replaces the base's; without one, the base's holds.
    Whole,
    /// Only the file's own counts.
    Own,
    /// Tables: key by key, with rules for some of the keys and [`Rule::Whole`] for the rest.
    Keys(&'static [(&'static str, Rule)]),
    /// Tables, key by key, in place of which a word may stand for all of their keys: a table on top of it says otherwise of
    /// the keys it names, and the word holds for the others.
    KeysOrWord,
    /// Arrays of tables: an element carries on the base's element that has the same value under the first
    /// key, by the rules that follow; elements without a counterpart are added at the end.
    Items(&'static str, &'static [(&'static str, Rule)]),
}

/// Scenario files.
pub(crate) const SCENARIO: Rule = Rule::Keys(&[
    ("scenario", Rule::Keys(&[("name", Rule::Own), ("description", Rule::Own), ("base", Rule::Own)])),
    ("budget", Rule::Keys(&[])),
    ("split", Rule::KeysOrWord),
    ("allocate", Rule::Keys(&[("amounts", Rule::Keys(&[]))])),
    ("limit", Rule::Items("name", &[])),
    ("objective", Rule::Keys(&[])),
    ("horizon", Rule::Keys(&[])),
    ("assume", Rule::Keys(&[])),
    ("simulation", Rule::Keys(&[])),
    ("solver", Rule::Keys(&[])),
    ("sweep", Rule::Own),
]);

/// Evidence files.
pub(crate) const EVIDENCE: Rule = Rule::Keys(&[
    ("evidence", Rule::Keys(&[("base", Rule::Own)])),
    ("threat", Rule::Items("id", &[("count", Rule::Items("id", &[]))])),
    ("funder", Rule::Items("id", &[])),
    ("programme", Rule::Items("id", &[("effect", Rule::Items("threat", &[]))])),
    ("decision", Rule::Items("what", &[])),
    // Whichever of the two the file says replaces whichever the base says.
    // Studies add up. One that has an id is said otherwise of by the same id.
    ("observation", Rule::Items("id", &[])),
    ("correlation", Rule::Items("between", &[("rho", Rule::Own), ("matrix", Rule::Own)])),
]);
